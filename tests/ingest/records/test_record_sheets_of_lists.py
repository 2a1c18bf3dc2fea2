"""A sheet for each day on which a list was drawn; what else is told in other words."""

from datetime import date, timedelta

import pytest

from mhvalue.ingest.records.recognise import recognise
from tests.ingest.books import result_of
from tests.ingest.records.extracts import months, read, reading_of

JUNE, JULY = date(2024, 6, 30), date(2024, 7, 31)
AGO = (2, 9, 30, 41, 70, 100)


def waiting(day, count, team="North"):
    heads = ["Team", "Date added to waiting list"]
    return [heads, *([team, day - timedelta(ago)] for ago in AGO[:count])]


def said(found):
    return [problem.what for problem in found.problems]


def test_each_sheet_of_a_waiting_list_counts_on_its_own_day():
    found = result_of(
        A=[["Waiting list as at 30/06/2024"], *waiting(JUNE, 5)],
        B=[["Waiting list as at 31/07/2024"], *waiting(JULY, 6)],
    )
    assert months(found.facts, "people_waiting", "North") == {"2024-06": 5, "2024-07": 6}
    # 2 + 9 + 30 + 41 + 70 days, and 100 more.
    assert months(found.facts, "waiting_days") == {"2024-06": 152, "2024-07": 252}


def test_a_sheet_named_by_its_month_is_a_list_of_its_last_day():
    found = result_of(**{"Jun 24": waiting(JUNE, 4), "Jul 24": waiting(JULY, 3)})
    assert months(found.facts, "people_waiting") == {"2024-06": 4, "2024-07": 3}
    assert months(found.facts, "waiting_days") == {"2024-06": 82, "2024-07": 41}


def test_of_the_lists_of_one_month_the_last_is_counted():
    found = result_of(
        **{"23 Jun 2024": waiting(JUNE - timedelta(7), 6), "30 Jun 2024": waiting(JUNE, 3)}
    )
    assert months(found.facts, "people_waiting") == {"2024-06": 3}
    assert "A later list of the same month stands on another sheet." in said(found)


def test_lists_of_several_teams_drawn_on_other_days_of_a_month_count_together():
    early = JUNE - timedelta(3)
    found = result_of(
        N=[["As at 27/06/2024"], *waiting(early, 4)],
        S=[["As at 30/06/2024"], *waiting(JUNE, 3, "South")],
    )
    assert months(found.facts, "people_waiting") == {"2024-06": 7}
    assert months(found.facts, "people_waiting", "North") == {"2024-06": 4}


def test_who_is_in_hospital_at_the_end_of_each_month_a_sheet_each():
    heads = ["Ward", "Date of admission", "LOS"]
    sheets = {
        f"{day:%b}": [heads, *(["Elm", day - timedelta(ago), ago] for ago in AGO[:count])]
        for day, count in ((JUNE, 6), (JULY, 5))
    }
    found = result_of(**sheets)
    assert months(found.facts, "open_stays", "Elm") == {"2024-06": 6, "2024-07": 5}
    assert months(found.facts, "open_stays_90plus") == {"2024-06": 1, "2024-07": 0}


@pytest.mark.parametrize(
    ("kind", "status"),
    [("incidents", "Merged"), ("incidents", "Duplicate"), ("incidents", "Not an incident"),
     ("referrals", "Duplicate referral")],
)  # fmt: skip
def test_a_record_that_stands_for_another_does_not_count(kind, status):
    role = "void" if kind == "incidents" else "outcome"
    rows = [("03/06/2024", "Closed"), ("04/06/2024", status), ("05/06/2024", "Closed")]
    reading = reading_of(kind, {"On": "start", "Status": role}, as_at=JUNE, first=date(2024, 6, 1))
    facts, _ = read(rows, reading)
    assert months(facts, kind) == {"2024-06": 2}


def test_days_of_acceptance_and_of_rejection_tell_what_became_of_a_referral():
    heads = ["Referral date", "Accepted date", "Rejected date", "Reason rejected"]
    rows = [[JUNE - timedelta(n), JUNE, None, None] for n in range(6)]
    rows += [[JUNE - timedelta(n), None, JUNE, "Out of area"] for n in range(4)]
    reading = recognise(heads, rows)
    found = {c.role: c.heading for c in reading.columns if c.role in ("outcome", "rejected")}
    assert found == {"outcome": "Accepted date", "rejected": "Rejected date"}
