"""The invented trust as a whole: totals, money, quarterly checks and ethnic groups."""

import numpy as np
from calendar_of_demo import DAYS, PRICES, SEED, YEARS_SINCE, winter
from teams import TALKING, TEAMS, group_courses, team_months
from wards import ACUTE, WARDS, Amounts, ward_months

NAME = "Demonstration Trust"
POPULATION = (560_000, 21_000, 70_000, 35_000, 14_000)
DETAINED_IN_A_YEAR = (75, 150, 88, 245, 105)
"""Detentions per 100,000 in a year that each group of teams.GROUPS is drawn with."""
_AGE_AND_SEX = (1.02, 0.94, 0.97, 0.95, 0.96)


def trust_months() -> Amounts:
    """The trust's monthly figures by heading; totals are those of all wards and teams."""
    rng = np.random.default_rng([SEED, 4])
    wards = [ward_months(i) for i in range(len(WARDS))]
    teams = [team_months(i) for i in range(len(TEAMS))]
    occupied = np.nansum([ward["Occupied bed days"] for ward in wards], axis=0)
    acute = np.nansum(
        [
            w["Occupied bed days"]
            for w, ward in zip(wards, WARDS, strict=True)
            if ward.kind == ACUTE
        ],
        axis=0,
    )
    away = rng.poisson(190 * winter(0.25) * np.exp(-0.1 * YEARS_SINCE)).astype(np.float64)
    spend = 8.0e6 * PRICES * np.exp(0.012 * YEARS_SINCE) * rng.normal(1, 0.012, len(DAYS))
    return {
        "Occupied bed days": occupied,
        "Attended contacts": np.sum([team["Attended contacts"] for team in teams], axis=0),
        "Inappropriate OAP bed days": away,
        "Adult acute bed days": acute + away,
        "LDA inpatients": 34 - np.round(3 * YEARS_SINCE) + rng.integers(-1, 2, len(DAYS)),
        "Total spend (£)": np.round(spend, -3),
        "Real terms factor": np.round(1 / PRICES, 3),
        "Unit cost per bed day (£)": np.full(len(DAYS), 480.0),
        "Unit cost per contact (£)": np.full(len(DAYS), 205.0),
    }


def trust_quarters() -> Amounts:
    """Sixteen quarters of physical health checks, counted over 12 months."""
    rng = np.random.default_rng([SEED, 5])
    years = np.arange(16) / 4
    register = np.round(5200 + 60 * years + rng.normal(0, 15, 16))
    checked = rng.binomial(register.astype(np.int64), 0.50 + 0.035 * years)
    return {"SMI register": register, "SMI full health checks": checked.astype(np.float64)}


def group_months(index: int) -> Amounts:
    """The monthly figures of one ethnic group by heading.

    The rate covers the 12 months to the end of each month; eleven earlier months are drawn for
    it and left out of the counts.
    """
    rng = np.random.default_rng([SEED, 6, index])
    population = POPULATION[index]
    in_a_month = DETAINED_IN_A_YEAR[index] * population / 100_000 / 12
    detained = rng.poisson(in_a_month, 11 + len(DAYS))
    year = np.convolve(detained, np.ones(12), mode="valid")
    courses = [group_courses(i) for i, team in enumerate(TEAMS) if team.kind == TALKING]
    amounts = {
        "Detentions": detained[11:].astype(np.float64),
        "Standardised detention rate": np.round(
            year / population * 100_000 * _AGE_AND_SEX[index], 1
        ),
        "Population": np.full(len(DAYS), float(population)),
    }
    for heading in courses[0]:
        amounts[heading] = np.sum([team[heading][index] for team in courses], axis=0)
    return amounts
