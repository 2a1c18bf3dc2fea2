"""Random extracts against counting day by day, and one engine against the other."""

from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhvalue.ingest.records.facts_from_records import facts_of_frame
from tests.ingest.records.extracts import (
    WHOLE,
    laid,
    months,
    native,
    read,
    reading_of,
    sorted_facts,
)

FIRST, AS_AT = date(2023, 11, 1), date(2024, 4, 30)
ENDS = [date(2023, 11, 30), date(2023, 12, 31), date(2024, 1, 31), date(2024, 2, 29),
        date(2024, 3, 31), date(2024, 4, 30)]  # fmt: skip
DAYS = st.dates(date(2023, 10, 1), AS_AT)
STAYS = {"Ward": "unit Ward", "Person": "person", "In": "start", "Out": "end"}


@st.composite
def stays(draw):
    """Rows of wards, people, first and last days (None for still open), in any order."""
    rows = []
    for _ in range(draw(st.integers(1, 40))):
        begin = draw(DAYS)
        length = draw(st.none() | st.integers(0, 120))
        end = None if length is None else begin + timedelta(length)
        ward, person = draw(st.sampled_from(["Elm", "Oak"])), draw(st.sampled_from("abcdefgh"))
        rows.append((ward, person, begin, None if end is None or end > AS_AT else end))
    return rows


def in_full(expected):
    return {f"{end:%Y-%m}": expected(end) for end in ENDS}


def agrees(found, expected):
    """Months that the facts leave out are those in which a unit was not yet, or no longer, seen."""
    assert {key: found.get(key, 0) for key in expected} == expected


@settings(max_examples=10)
@given(stays())
def test_nights_and_who_is_there_match_counting_each_night(rows):
    roles = {"Ward": "unit Ward", "In": "start", "Out": "end"}
    reading = reading_of("stays", roles, as_at=AS_AT, first=FIRST, whole_spells=True)
    facts, _ = read([(ward, begin, end) for ward, _, begin, end in rows], reading)
    nights = defaultdict(int)
    for ward, _, begin, end in rows:
        night = begin
        while night < (end or AS_AT + timedelta(1)):
            nights[ward, f"{night:%Y-%m}"] += 1
            night += timedelta(1)
    for ward in {row[0] for row in rows}:
        here = [row for row in rows if row[0] == ward]

        def open_at(last, here=here):
            return [r for r in here if r[2] <= last and (r[3] is None or r[3] > last)]

        agrees(
            months(facts, "occupied_bed_days", ward),
            in_full(lambda end, ward=ward: nights[ward, f"{end:%Y-%m}"]),
        )
        agrees(months(facts, "open_stays", ward), in_full(lambda end: len(open_at(end))))
        agrees(
            months(facts, "open_stay_days_squared", ward),
            in_full(lambda end: sum((end - r[2]).days ** 2 for r in open_at(end))),
        )
        agrees(
            months(facts, "open_stays_60plus", ward),
            in_full(lambda end: sum((end - r[2]).days >= 60 for r in open_at(end))),
        )


def hospital_stays(rows):
    """Each person's stays, joined by walking through them in order: (first, last, last ward).

    A stay that stands there both open and ended has ended.
    """
    ended = {row[:3] for row in rows if row[3]}
    rows = [row for row in rows if row[3] or row[:3] not in ended]
    joined = []
    for person in sorted({row[1] for row in rows}):
        own = sorted((r[2], r[3] or date.max, r[0]) for r in rows if r[1] == person)
        spells = []
        for begin, end, ward in own:
            if spells and begin <= spells[-1][1]:
                spells[-1] = (spells[-1][0], max(end, spells[-1][1]), ward)
            else:
                spells.append((begin, end, ward))
        followed = [*spells[1:], (None, None, None)]
        joined += [(*spell, later[0]) for spell, later in zip(spells, followed, strict=True)]
    return joined


@settings(max_examples=10)
@given(stays())
def test_hospital_stays_match_walking_through_each_person(rows):
    facts, _ = read(rows, reading_of("stays", STAYS, as_at=AS_AT, first=FIRST))
    spells = hospital_stays(rows)

    def ended(last, ward=None):
        return [s for s in spells if f"{s[1]:%Y-%m}" == f"{last:%Y-%m}" and ward in (None, s[2])]

    def came_back(last, ward=None):
        return sum(s[3] is not None and (s[3] - s[1]).days <= 28 for s in ended(last, ward))

    admitted = [f"{s[0]:%Y-%m}" for s in spells]
    agrees(months(facts, "admissions"), in_full(lambda end: admitted.count(f"{end:%Y-%m}")))
    agrees(
        months(facts, "open_stays"),
        in_full(lambda end: sum(s[0] <= end < s[1] for s in spells)),
    )
    for unit, ward in ((WHOLE, None), *((w, w) for w in {r[0] for r in rows})):
        agrees(
            months(facts, "discharged_stay_days", unit),
            in_full(lambda end, w=ward: sum((s[1] - s[0]).days for s in ended(end, w))),
        )
        known = months(facts, "readmissions_28", unit)
        assert set(known) <= {f"{end:%Y-%m}" for end in ENDS}
        for last in ENDS[:-1]:
            assert known.get(f"{last:%Y-%m}", 0) == came_back(last, ward)
        assert known.get("2024-04", "missing") == "missing"


@settings(max_examples=10)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=30))
def test_percentiles_are_those_of_numpy(lengths):
    begin = date(2024, 1, 1)
    closed = [(begin - timedelta(n), begin) for n in lengths]
    reading = reading_of(
        "stays", {"In": "start", "Out": "end"}, as_at=AS_AT, first=begin, whole_spells=True
    )
    facts, _ = read(closed, reading)
    assert months(facts, "stay_median") == {"2024-01": pytest.approx(np.quantile(lengths, 0.5))}
    assert months(facts, "stay_p90") == {"2024-01": pytest.approx(np.quantile(lengths, 0.9))}


def random_extract(kind: str, size: int = 400) -> pd.DataFrame:
    """Made-up rows of any kind, with gaps, days in the wrong order and days that are none."""
    chance = np.random.default_rng(20240430)

    def some(values, blank=0.0):
        drawn = chance.choice(np.array(values, dtype=object), size)
        return np.where(chance.random(size) < blank, None, drawn)

    def days(blank, wrong=0.02):
        told = [f"{FIRST + timedelta(int(n)):%d/%m/%Y}" for n in chance.integers(0, 200, size)]
        kept = np.where(chance.random(size) < blank, None, np.array(told, dtype=object))
        return np.where(chance.random(size) < wrong, "no day", kept)

    outcomes = {
        "stays": ["Home", "Died"], "referrals": ["Accepted", "Rejected", "Pending"],
        "contacts": ["Attended", "DNA", "Cancelled by patient", "Cancelled by trust", "?"],
        "incidents": ["Restraint", "Prone restraint", "Self-harm", "Fall"],
        "waiting list": ["x"],
    }[kind]  # fmt: skip
    return pd.DataFrame(
        {
            "Ward": some(["Elm", "Oak", "Ash, O'Hara's", " Elm "], 0.05),
            "Site": some(["East", "West"]), "Person": some([f"p{i}" for i in range(90)], 0.05),
            "Start": days(0.02), "End": days(0.3), "Ready": days(0.7),
            "First": days(0.3), "Second": days(0.5), "Snapshot": days(0.0),
            "Outcome": some(outcomes, 0.1), "Ethnicity": some(["White", "Asian"], 0.1),
            "Age": some([8, 19, 33.0, "58", "70"], 0.1),
        }
    )  # fmt: skip


ROLES = {
    "stays": {"Person": "person", "End": "end", "Ready": "ready", "Outcome": "outcome"},
    "referrals": {
        "End": "end", "First": "first contact", "Second": "second contact", "Outcome": "outcome",
    },
    "contacts": {"Outcome": "outcome", "Person": "person", "Age": "by age"},
    "incidents": {"Outcome": "outcome"},
    "waiting list": {"Snapshot": "snapshot"},
}  # fmt: skip
COMMON = {
    "Ward": "unit Ward", "Site": "unit Site", "Start": "start", "Ethnicity": "by ethnicity",
}  # fmt: skip


@pytest.mark.parametrize("kind", list(ROLES))
def test_both_engines_make_the_same_facts_and_tell_the_same(kind):
    frame = random_extract(kind).astype("str").mask(random_extract(kind).isna())
    reading = reading_of(kind, COMMON | ROLES[kind], first=FIRST)
    one, other = (
        facts_of_frame(native(frame, engine), reading, "x.csv") for engine in ("pandas", "duckdb")
    )
    pd.testing.assert_frame_equal(sorted_facts(laid(one)), sorted_facts(laid(other)))
    assert len(one.columns["amount"]) > 500
    assert one.problems == other.problems
    assert one.units == other.units


@pytest.mark.parametrize("kind", list(ROLES))
def test_everybody_is_the_sum_of_the_groups_and_of_the_units(kind):
    reading = reading_of(kind, COMMON | ROLES[kind], first=FIRST, as_at=AS_AT)
    found = laid(facts_of_frame(random_extract(kind), reading, "x.xlsx")).frame
    found = found[~found["item"].astype(str).str.contains("median|p90")]
    whole = found[(found["unit"] == WHOLE) & (found["status"] == "ok")]
    key = ["item", "period"]
    everybody = whole[whole["breakdown"] == "none"].groupby(key, observed=True)["amount"].sum()
    for breakdown in reading.breakdowns:
        groups = whole[whole["breakdown"] == breakdown].groupby(key, observed=True)["amount"].sum()
        pd.testing.assert_series_equal(everybody, groups.reindex(everybody.index, fill_value=0))
    for level in ("Ward", "Site"):
        units = found[(found["level"] == level) & (found["breakdown"] == "none")]
        added = units.groupby(key, observed=True)["amount"].sum()
        pd.testing.assert_series_equal(everybody, added.reindex(everybody.index, fill_value=0))


def test_no_key_of_a_person_is_in_the_facts():
    roles = COMMON | ROLES["stays"] | {"Ready": "ready"}
    reading = reading_of("stays", roles, first=FIRST, as_at=AS_AT)
    found = facts_of_frame(random_extract("stays"), reading, "x.xlsx")
    texts = {
        str(text)
        for column in laid(found).frame.select_dtypes("category")
        for text in laid(found).frame[column].cat.categories
    }
    texts |= {unit.name for unit in found.units.units}
    texts |= {word for problem in found.problems for word in problem.sentence().split()}
    assert not texts & {f"p{i}" for i in range(90)}
