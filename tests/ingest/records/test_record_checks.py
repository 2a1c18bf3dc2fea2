"""Dates that cannot be, months that are not whole, and what is said of them."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from mhvalue.errors import ReadingProblem
from mhvalue.ingest.records.facts_from_records import facts_of_frame
from tests.ingest.records.extracts import ENGINES, months, read, reading_of

STAYS = {"Ward": "unit Ward", "In": "start", "Out": "end"}
GOOD = ("Elm", "02/01/2024", "09/01/2024")


def told(rows, roles=STAYS, kind="stays", engine="pandas", **dates):
    settings = {"as_at": date(2024, 1, 31), "first": date(2024, 1, 1)} | dates
    return read(rows, reading_of(kind, roles, **settings), engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("Elm", None, "09/01/2024"), "1 row has no date in “In”."),
        (("Elm", "soon", "09/01/2024"), "1 row has no readable date in “In”."),
        (("Elm", "02/01/2024", "soon"), "1 row has no readable date in “Out”."),
        (("Elm", "31/02/2024", None), "1 row has no readable date in “In”."),
        (("Elm", "09/01/2024", "02/01/2024"), "1 row has a date in “Out” before that in “In”."),
        (("Elm", "02/02/2099", None), "1 row has a date in “In” after the day of the extract."),
    ],
)
def test_a_row_that_cannot_be_is_left_out_and_counted(row, said, engine):
    facts, found = told([GOOD, row], engine=engine)
    assert months(facts, "ward_stays_started") == {"2024-01": 1}
    assert said in [problem.what for problem in found.problems]


def test_each_bad_row_is_counted_once_and_its_values_never_shown():
    rows = [GOOD, ("Elm", "zebra", "walrus"), ("Elm", "zebra", "walrus")]
    _, found = told(rows)
    sentences = [problem.sentence() for problem in found.problems]
    assert sentences[0].startswith("extract.xlsx, Data: 2 rows have no readable date in “In”.")
    assert not any("zebra" in text or "walrus" in text for text in sentences)
    assert sum("readable" in text for text in sentences) == 1


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "never", ["31/12/9999", "9999-12-31", "01/01/1900", "", "NULL", "15/02/2024"]
)
def test_a_stay_that_has_not_ended_yet_is_open_however_that_is_written(never, engine):
    facts, _ = told([GOOD, ("Elm", "10/01/2024", never)], engine=engine)
    assert months(facts, "open_ward_stays") == {"2024-01": 1}
    assert months(facts, "occupied_bed_days") == {"2024-01": 7 + 22}


def test_real_dates_read_like_written_ones():
    frame = pd.DataFrame(
        {
            "Ward": ["Elm", "Elm"],
            "In": pd.to_datetime(["2024-01-02 23:59", "2024-01-10 00:00"]),
            "Out": pd.to_datetime(["2024-01-09", None]),
        }
    )
    reading = reading_of("stays", STAYS, as_at=date(2024, 1, 31), first=date(2024, 1, 1))
    columns = facts_of_frame(frame, reading, "x.xlsx").columns
    written, _ = told([("Elm", "02/01/2024 23:59", "2024-01-09"), ("Elm", 45301.0, None)])
    assert columns["amount"].tolist() == written.frame["amount"].tolist()


def test_a_second_contact_before_the_referral_or_the_first_contact_cannot_be():
    roles = {"On": "start", "First": "first contact", "Second": "second contact"}
    rows = [
        ("05/01/2024", None, "06/01/2024"), ("05/01/2024", None, "04/01/2024"),
        ("05/01/2024", "09/01/2024", "08/01/2024"),
    ]  # fmt: skip
    facts, found = told(rows, roles, "referrals")
    assert months(facts, "referrals") == {"2024-01": 1}
    assert [p.what for p in found.problems[:2]] == [
        "1 row has a date in “Second” before that in “On”.",
        "1 row has a date in “Second” before that in “First”.",
    ]


def test_a_contact_after_a_referral_was_closed_still_counts():
    roles = {"Team": "unit Team", "On": "start", "First": "first contact", "Shut": "end"}
    rows = [("North", "02/01/2024", "20/03/2024", "10/01/2024")]
    facts, _ = told(rows, roles, "referrals", as_at=date(2024, 3, 31))
    assert months(facts, "first_contacts", "North")["2024-03"] == 1
    assert months(facts, "first_contact_wait_days", "North")["2024-03"] == 29 + 29 + 20


def test_a_ready_date_that_cannot_be_costs_no_stay():
    roles = STAYS | {"Ready": "ready"}
    rows = [(*GOOD, "20/01/2024"), (*GOOD, "eventually"), (*GOOD, "05/01/2024")]
    facts, found = told(rows, roles)
    assert months(facts, "ward_stays_started") == {"2024-01": 3}
    assert months(facts, "delayed_days") == {"2024-01": 4}
    assert found.problems[0].what == "2 rows have a date in “Ready” that cannot be."


def test_the_last_month_counts_only_when_it_is_over():
    rows = [GOOD, ("Elm", "20/01/2024", None), ("Elm", "05/02/2024", None)]
    facts, found = told(rows, as_at=None, first=date(2024, 1, 1))
    assert months(facts, "ward_stays_started") == {"2024-01": 2, "2024-02": "missing"}
    assert months(facts, "open_ward_stays") == {"2024-01": 1, "2024-02": "missing"}
    assert "Feb 2024 is not complete in this extract." in [p.what for p in found.problems]


def test_an_extract_begins_with_the_first_stay_that_ended():
    # Those who came in 2023 were still in when the extract began: its 2023 would be far too low.
    rows = [
        ("Elm", "10/10/2023", "03/01/2024"), ("Elm", "20/12/2023", "31/01/2024"),
        ("Elm", "05/01/2024", "06/01/2024"),
    ]  # fmt: skip
    facts, found = told(rows, first=None)
    assert months(facts, "ward_stays_started") == {"2024-01": 1}
    assert months(facts, "occupied_bed_days") == {"2024-01": 2 + 30 + 1}
    assert found.problems[0].what.startswith("Rows reach back before Jan 2024")


def test_an_extract_that_begins_late_in_a_month_does_not_hold_it():
    roles = {"On": "start"}
    rows = [("15/01/2024",), ("02/02/2024",), ("29/02/2024",)]
    facts, _ = told(rows, roles, "contacts", as_at=date(2024, 2, 29), first=None)
    assert months(facts, "attended_contacts") == {"2024-01": "missing", "2024-02": 2}


def test_contacts_booked_ahead_say_nothing_of_the_extracts_day():
    # The last that happened was on Friday 28 June 2024; a weekend ends the month.
    roles = {"On": "start", "Attended": "outcome"}
    rows = [
        ("03/06/2024", "Attended"), ("28/06/2024", "DNA"), ("09/07/2024", None),
        ("10/07/2024", "Cancelled by provider"),
    ]  # fmt: skip
    facts, found = told(rows, roles, "contacts", as_at=None, first=date(2024, 6, 1))
    assert months(facts, "attended_contacts") == {"2024-06": 1}
    assert found.problems[0].what.startswith("2 rows have a date in “On” after the day")


def test_a_column_that_is_not_there_is_named():
    reading = reading_of("stays", STAYS)
    with pytest.raises(ReadingProblem) as caught:
        facts_of_frame(pd.DataFrame({"Ward": ["Elm"], "In": ["02/01/2024"]}), reading, "x.csv")
    assert str(caught.value) == (
        "x.csv: There is no column headed “Out”. Choose the columns again."
    )


def test_an_extract_without_any_date_is_a_problem():
    with pytest.raises(ReadingProblem, match="No date could be read"):
        told([("Elm", None, None)], as_at=None)


def test_nothing_left_is_no_fact():
    reading = replace(reading_of("stays", STAYS), as_at=date(2024, 1, 31))
    facts, found = read([("Elm", "soon", None)], reading)
    assert facts.frame.empty
    assert len(found.problems) == 1
