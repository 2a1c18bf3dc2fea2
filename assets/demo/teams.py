"""Twenty invented community teams, month by month."""

from dataclasses import dataclass

import numpy as np
from calendar_of_demo import DAYS, SEED, WORKING_DAYS, YEARS_SINCE, holidays
from numpy.typing import NDArray
from wards import Amounts, people_and_pay

ADULT, CYP, TALKING, CRISIS, ADHD = (
    "Adult community mental health",
    "Children and young people",
    "Talking therapies",
    "Crisis",
    "ADHD assessment",
)
MISSED_TEAM = "Quayside CMHT"
MISSED_SHARE = 0.17
GROUPS = (
    "White",
    "Mixed",
    "Asian or Asian British",
    "Black or Black British",
    "Other Ethnic Groups",
)
_GROUP_SHARE = (0.80, 0.03, 0.10, 0.05, 0.02)
RECOVERY = (0.50, 0.48, 0.44, 0.42, 0.46)


@dataclass(frozen=True)
class Team:
    """One team: clinicians in post and contacts that one of them has in a working day."""

    name: str
    kind: str
    locality: str
    staff: float
    pace: float


TEAMS = (
    Team("Larkfield CMHT", ADULT, "Northfield", 17, 2.6),
    Team("Millbrook CMHT", ADULT, "Northfield", 15, 2.4),
    Team("Hillcrest CMHT", ADULT, "Northfield", 19, 2.7),
    Team("Kingsway CMHT", ADULT, "Southmoor", 16, 2.5),
    Team("Quayside CMHT", ADULT, "Southmoor", 18, 2.6),
    Team("Oldbridge CMHT", ADULT, "Southmoor", 14, 2.3),
    Team("Fairview CMHT", ADULT, "Eastvale", 18, 2.5),
    Team("Castle CMHT", ADULT, "Eastvale", 15, 2.8),
    Team("Riverside CMHT", ADULT, "Eastvale", 20, 2.6),
    Team("Meadow CMHT", ADULT, "Westmere", 16, 2.4),
    Team("Station CMHT", ADULT, "Westmere", 13, 2.7),
    Team("Parkside CMHT", ADULT, "Westmere", 17, 2.5),
    Team("Kestrel CYP team", CYP, "Northfield", 15, 2.3),
    Team("Heron CYP team", CYP, "Southmoor", 17, 2.2),
    Team("Swift CYP team", CYP, "Westmere", 14, 2.4),
    Team("Talking Therapies North", TALKING, "Northfield", 30, 3.6),
    Team("Talking Therapies South", TALKING, "Southmoor", 27, 3.7),
    Team("Crisis team East", CRISIS, "Eastvale", 22, 2.0),
    Team("Crisis team West", CRISIS, "Westmere", 20, 2.1),
    Team("ADHD assessment service", ADHD, "Eastvale", 9, 1.9),
)


def team_months(index: int) -> Amounts:
    """The monthly figures of one team by heading; an item it does not record is left out."""
    team = TEAMS[index]
    rng = np.random.default_rng([SEED, 2, index])
    amounts = _contacts(team, rng)
    if team.kind == ADULT:
        amounts |= _adult(team, rng)
    elif team.kind == CYP:
        amounts |= _young(rng)
    elif team.kind == TALKING:
        courses = group_courses(index)
        amounts |= {heading: values.sum(axis=0) for heading, values in courses.items()}
        amounts["Started within 6 weeks"] = rng.binomial(
            amounts["Finished courses"].astype(np.int64), 0.86
        ).astype(np.float64)
    elif team.kind == CRISIS:
        urgent = rng.poisson(62, len(DAYS))
        amounts["Urgent crisis referrals seen"] = urgent.astype(np.float64)
        amounts["Urgent referrals seen within 24 hours"] = rng.binomial(
            urgent, rng.uniform(0.62, 0.72)
        ).astype(np.float64)
    else:
        amounts |= _adhd(rng)
    return amounts | people_and_pay(team.staff * 1.25, amounts["Attended contacts"] * 0.06, rng)


def group_courses(index: int) -> Amounts:
    """Talking therapies courses of one team by ethnic group: arrays of groups by months."""
    rng = np.random.default_rng([SEED, 3, index])
    finished = rng.poisson(rng.uniform(230, 290) * holidays(0.88, 0.85))
    split = rng.multinomial(finished, _GROUP_SHARE).T
    mild = rng.binomial(split, 0.06)
    recovered = rng.binomial(split - mild, np.array(RECOVERY)[:, None])
    return {
        "Finished courses": split.astype(np.float64),
        "Not at caseness": mild.astype(np.float64),
        "Reliably recovered": recovered.astype(np.float64),
    }


def _contacts(team: Team, rng: np.random.Generator) -> Amounts:
    staff = np.round(team.staff * rng.normal(1, 0.02, len(DAYS)), 1)
    usual = staff * WORKING_DAYS * team.pace * holidays(0.88, 0.84)
    attended = rng.poisson(usual * rng.normal(1, 0.03, len(DAYS)))
    share = MISSED_SHARE if team.name == MISSED_TEAM else rng.uniform(0.085, 0.115)
    missed = rng.poisson(attended * share / (1 - share))
    caseload = rng.poisson(team.staff * (20 if team.kind == ADULT else 24) * _drift(rng))
    return {
        "Clinical WTE": staff,
        "Caseload": caseload.astype(np.float64),
        "Referrals received": rng.poisson(team.staff * 3.1 * holidays(0.85, 0.8)).astype(float),
        "Attended contacts": attended.astype(np.float64),
        "DNAs": missed.astype(np.float64),
        "Cancelled by provider": rng.poisson(attended * 0.045).astype(np.float64),
    }


def _drift(rng: np.random.Generator) -> NDArray[np.float64]:
    steps: NDArray[np.float64] = np.exp(np.cumsum(rng.normal(0, 0.008, len(DAYS))))
    return steps


def _adult(team: Team, rng: np.random.Generator) -> Amounts:
    closed = rng.poisson(team.staff * 1.5, len(DAYS))
    paired = rng.binomial(closed, np.clip(0.14 + 0.05 * YEARS_SINCE, 0, 1))
    wait = rng.uniform(30, 46) * rng.normal(1, 0.08, len(DAYS))
    return {
        "Median wait to second contact": np.round(wait),
        "Closed referrals 2+ contacts": closed.astype(np.float64),
        "Paired outcomes": paired.astype(np.float64),
    }


def _young(rng: np.random.Generator) -> Amounts:
    supported = rng.uniform(2100, 2600) * np.exp(0.03 * YEARS_SINCE)
    wait = rng.uniform(36, 52) * rng.normal(1, 0.07, len(DAYS))
    return {
        "CYP with 1+ contact (12 months)": np.round(supported + rng.normal(0, 12, len(DAYS))),
        "CYP median wait to first contact": np.round(wait),
    }


def _adhd(rng: np.random.Generator) -> Amounts:
    waiting = np.round(900 * np.exp(0.28 * YEARS_SINCE) + rng.normal(0, 20, len(DAYS)))
    share = 0.16 + 0.075 * YEARS_SINCE
    return {
        "ADHD waiting list": waiting,
        "ADHD over 52 weeks": rng.binomial(waiting.astype(np.int64), share).astype(np.float64),
    }
