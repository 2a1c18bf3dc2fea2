"""Fourteen invented wards: every stay is drawn, and the monthly figures are counted from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from calendar_of_demo import DAYS, ENDS, NUMBER, PRICES, SEED, STARTS, YEARS_SINCE, day, winter
from numpy.typing import NDArray

Amounts = dict[str, NDArray[np.float64]]

ACUTE, OLDER, PICU, REHAB = (
    "Adult acute",
    "Older adult acute",
    "Psychiatric intensive care",
    "Rehabilitation",
)
HUB_OPENS = date(2024, 10, 1)
HUB_WARD = "Willow"
DRIFT_WARD = "Hazel"
DRIFT_STARTS = 36
CLOSED_WARD = "Juniper"
CLOSED_MONTH = 16
CLOSED = (day(date(2023, 8, 1)), day(date(2023, 9, 1)))
WARM_UP = -900


@dataclass(frozen=True)
class Ward:
    """One ward: beds, and the average stay in days that it is drawn with."""

    name: str
    kind: str
    locality: str
    beds: int
    stay: float


WARDS = (
    Ward("Willow", ACUTE, "Northfield", 20, 38),
    Ward("Rowan", ACUTE, "Northfield", 18, 34),
    Ward("Hazel", ACUTE, "Southmoor", 18, 35),
    Ward("Maple", ACUTE, "Southmoor", 16, 33),
    Ward("Alder", ACUTE, "Eastvale", 18, 37),
    Ward("Juniper", ACUTE, "Eastvale", 16, 35),
    Ward("Beech", ACUTE, "Westmere", 20, 36),
    Ward("Sycamore", ACUTE, "Westmere", 18, 32),
    Ward("Derwent", OLDER, "Northfield", 16, 62),
    Ward("Severn", OLDER, "Southmoor", 18, 66),
    Ward("Tamar", OLDER, "Westmere", 15, 58),
    Ward("Elm", PICU, "Eastvale", 10, 26),
    Ward("Medway", REHAB, "Southmoor", 14, 210),
    Ward("Aspen", REHAB, "Westmere", 12, 240),
)

_RESTRAINTS = {ACUTE: 8.0, OLDER: 7.0, PICU: 30.0, REHAB: 3.0}
_SELF_HARM = {ACUTE: 14.0, OLDER: 4.0, PICU: 24.0, REHAB: 6.0}
_EMPTY = {ACUTE: 1.6, OLDER: 3.0, PICU: 3.0, REHAB: 12.0}


def ward_months(index: int) -> Amounts:
    """The monthly figures of one ward by heading; NaN where it does not record an item."""
    ward = WARDS[index]
    rng = np.random.default_rng([SEED, 1, index])
    starts, ends = _stays(ward, rng)
    amounts = _beds_and_stays(ward, starts, ends)
    amounts |= _flow(ward, amounts, rng)
    amounts |= _safety(ward, amounts["Occupied bed days"], rng)
    amounts |= people_and_pay(ward.beds * 1.7, amounts["Inpatients at month end"] * 2, rng)
    if ward.name == CLOSED_WARD:
        for values in amounts.values():
            values[CLOSED_MONTH] = np.nan
    return amounts


def _stays(ward: Ward, rng: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First day and day of leaving of every stay, bed by bed, with empty days between them."""
    found: list[tuple[int, int]] = []
    for _ in range(ward.beds):
        arrival = WARM_UP + int(rng.integers(0, int(ward.stay)))
        while arrival < ENDS[-1]:
            leaving = _leaving(ward, arrival, rng)
            if ward.name == CLOSED_WARD and arrival < CLOSED[1] and leaving >= CLOSED[0]:
                leaving = CLOSED[0] - 1
                if leaving > arrival:
                    found.append((arrival, leaving))
                arrival = CLOSED[1] + int(rng.integers(0, 6))
                continue
            found.append((arrival, leaving))
            arrival = leaving + _empty_days(ward, leaving, rng)
    stays = np.array(found)
    return stays[:, 0], stays[:, 1]


def _leaving(ward: Ward, arrival: int, rng: np.random.Generator) -> int:
    length = rng.gamma(2.6, ward.stay / 2.6) * (1.06 if _month(arrival) in {11, 12, 1} else 1.0)
    opened = day(HUB_OPENS)
    if ward.name == HUB_WARD and arrival + length > opened:
        before = max(opened - arrival, 0)
        length = before + (length - before) * 0.62
    return arrival + max(1, round(length))


def _empty_days(ward: Ward, leaving: int, rng: np.random.Generator) -> int:
    usual = _EMPTY[ward.kind] * (1.9 if _month(leaving) in {7, 8} else 1.0)
    return int(rng.poisson(usual))


def _month(number: int) -> int:
    place = int(np.searchsorted(STARTS, number, side="right")) - 1
    return int(NUMBER[max(place, 0)])


def _beds_and_stays(ward: Ward, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Amounts:
    first, after = STARTS[:, None], ENDS[:, None]
    overlap = np.clip(np.minimum(ends, after) - np.maximum(starts, first), 0, None)
    left = (ends >= first) & (ends < after)
    there = (starts < after) & (ends >= after)
    stay = (ends - starts) * left
    so_far = (after - 1 - starts) * there
    amounts = {
        "Beds": np.full(len(DAYS), ward.beds),
        "Available bed days": ward.beds * DAYS,
        "Occupied bed days": overlap.sum(axis=1),
        "Admissions": ((starts >= first) & (starts < after)).sum(axis=1),
        "Discharges": left.sum(axis=1),
        "Total LOS of discharges": stay.sum(axis=1),
        "Sum of LOS squared": (stay**2).sum(axis=1),
        "Discharges over 60 days": (stay >= 60).sum(axis=1),
        "Inpatients at month end": there.sum(axis=1),
        "LOS so far": so_far.sum(axis=1),
        "LOS so far squared": (so_far**2).sum(axis=1),
    }
    if ward.kind != ACUTE:
        del amounts["Discharges over 60 days"]
    if ward.kind == REHAB:
        del amounts["Total LOS of discharges"], amounts["Sum of LOS squared"]
    return {heading: values.astype(np.float64) for heading, values in amounts.items()}


def _flow(ward: Ward, amounts: Amounts, rng: np.random.Generator) -> Amounts:
    occupied = amounts["Occupied bed days"].astype(np.int64)
    discharges = amounts["Discharges"].astype(np.int64)
    admissions = amounts["Admissions"].astype(np.int64)
    ready = rng.uniform(0.05, 0.10) * winter(0.15) * rng.gamma(25, 1 / 25, len(DAYS))
    flow = {
        "Leave days": rng.binomial(occupied, rng.uniform(0.03, 0.06)),
        "CRFD days": rng.binomial(occupied, np.minimum(ready, 0.5)),
    }
    if ward.kind == REHAB:
        return _as_floats(flow)
    eligible = discharges - rng.binomial(discharges, 0.05)
    flow["Discharges eligible for readmission"] = eligible
    flow["Readmitted within 14 days"] = rng.binomial(eligible, rng.uniform(0.05, 0.08))
    if ward.kind != PICU:
        flow["Admissions not known to services"] = rng.binomial(admissions, 0.16)
    if ward.kind == ACUTE:
        followed = discharges - rng.binomial(discharges, 0.04)
        flow["Eligible for 72 hour follow up"] = followed
        flow["Followed up within 72 hours"] = rng.binomial(followed, rng.uniform(0.76, 0.86))
        cost_a_day = 520 * PRICES * rng.normal(1, 0.02, len(DAYS))
        flow["Cost of completed stays"] = np.round(amounts["Total LOS of discharges"] * cost_a_day)
    return _as_floats(flow)


def _safety(ward: Ward, occupied: NDArray[np.float64], rng: np.random.Generator) -> Amounts:
    usual = np.full(len(DAYS), _RESTRAINTS[ward.kind] * rng.uniform(0.85, 1.15))
    if ward.name == DRIFT_WARD:
        usual[DRIFT_STARTS:] = np.linspace(11, 26, len(DAYS) - DRIFT_STARTS)
    harm = _SELF_HARM[ward.kind] * rng.uniform(0.85, 1.15)
    return _as_floats(
        {
            "Restraints": rng.poisson(usual * occupied / 1000),
            "Self harm": rng.poisson(harm * occupied / 1000),
        }
    )


def people_and_pay(staff: float, seen: NDArray[np.float64], rng: np.random.Generator) -> Amounts:
    """What wards and teams both record: experience, sickness and pay."""
    answers = rng.binomial(np.round(seen).astype(np.int64), 0.35)
    posts = staff * rng.normal(1, 0.015, len(DAYS))
    lost = rng.uniform(0.048, 0.064) * winter(0.16) * rng.normal(1, 0.06, len(DAYS))
    pay = posts * 3900 * PRICES
    bank = rng.uniform(0.07, 0.12) * rng.normal(1, 0.08, len(DAYS))
    agency = rng.uniform(0.03, 0.06) * np.exp(-0.12 * YEARS_SINCE)
    return _as_floats(
        {
            "FFT responses": answers,
            "FFT good or very good": rng.binomial(answers, rng.uniform(0.78, 0.9)),
            "FTE days available": np.round(posts * DAYS),
            "FTE days lost": np.round(posts * DAYS * lost),
            "Total pay (£)": np.round(pay),
            "Bank spend (£)": np.round(pay * bank),
            "Agency spend (£)": np.round(pay * agency * rng.normal(1, 0.1, len(DAYS))),
        }
    )


def _as_floats(amounts: Mapping[str, NDArray[np.int64] | NDArray[np.floating]]) -> Amounts:
    return {heading: np.asarray(values, np.float64) for heading, values in amounts.items()}
