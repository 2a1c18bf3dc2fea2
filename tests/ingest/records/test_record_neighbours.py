"""Tables that share a sheet with records, and lists and extracts that hold a part alone."""

from datetime import date, timedelta

import pytest

from mhvalue.ingest.records.recognise import recognise
from tests.ingest.books import result_of
from tests.ingest.records.extracts import ENGINES, months, read, reading_of

JANUARY = date(2025, 1, 1)
WHOLE_TIME = {"as_at": date(2025, 1, 31), "first": JANUARY}
CAME = (1, 3, 6, 8, 15, 20, 22)
LEFT = (2, 2, 9, 30)


def january(number):
    return JANUARY + timedelta(number - 1)


def said(found):
    return [problem.what for problem in found.problems]


def test_discharges_listed_below_admissions_are_no_admissions():
    rows = [["Date of admission", "Ward"], *([january(n), "Elm"] for n in CAME)]
    rows += [
        [],
        ["Discharges"],
        ["Date of discharge", "Ward"],
        *([january(n), "Elm"] for n in LEFT),
    ]
    found = result_of(Book=[["Admissions 01/01/2025 to 31/01/2025"], *rows])
    assert months(found.facts, "admissions", "Elm") == {"2025-01": len(CAME)}
    below = [problem for problem in found.problems if "below the records" in problem.what]
    assert [problem.cell for problem in below] == ["A12"]


def test_headings_that_are_repeated_below_begin_no_other_table():
    heads = ["Date of admission", "Ward"]
    rows = [
        heads,
        *([january(n), "Elm"] for n in CAME),
        heads,
        *([january(n), "Oak"] for n in LEFT),
    ]
    found = result_of(**{"January 2025": rows})
    assert sum(months(found.facts, "admissions").values()) == len(CAME) + len(LEFT)


def test_discharges_listed_beside_admissions_are_not_of_the_same_stays():
    rows = [["Date of admission", "Ward", None, "Date of discharge", "Ward"]]
    for n, day in enumerate(CAME):
        left = [january(LEFT[n]), "Oak"] if n < len(LEFT) else [None, None]
        rows.append([january(day), "Elm", None, *left])
    found = result_of(Book=rows)
    assert set(found.facts.frame["item"]) == {"admissions"}
    assert [problem.cell for problem in found.problems if "beside the records" in problem.what] == [
        "D1"
    ]


def test_rows_of_which_many_end_before_they_begin_are_no_records():
    heads = ["Ward", "Admission date", "Discharge date"]
    rows = [["Elm", january(n), january(n + (5 if n % 3 else -5))] for n in range(1, 31)]
    assert recognise(heads, rows) is None
    few = [["Elm", january(n), january(n + (5 if n % 10 else -5))] for n in range(1, 31)]
    assert recognise(heads, few).kind == "stays"


@pytest.mark.parametrize("engine", ENGINES)
def test_who_was_seen_or_removed_is_not_waiting(engine):
    rows = [(on, status) for on, status in zip(
        ("01/12/2024", "05/12/2024", "10/12/2024", "20/12/2024", "30/12/2024", "02/01/2025"),
        ("Waiting", "Booked", "Seen", "Removed from waiting list", "Not yet seen", "Paused"),
        strict=True,
    )]  # fmt: skip
    roles = {"Referred": "start", "Status": "outcome"}
    facts, found = read(rows, reading_of("waiting list", roles, **WHOLE_TIME), engine)
    assert months(facts, "people_waiting") == {"2025-01": 4}
    # 61, 57, 32 and 29 days.
    assert months(facts, "waiting_days") == {"2025-01": 179}
    told = [what for what in said(found) if "no longer waits" in what]
    assert told == [
        "2 rows say in “Status” that somebody no longer waits: “Removed from waiting list”, “Seen”."
    ]


def test_closed_referrals_alone_give_no_referrals_received():
    rows = [(f"{n % 28 + 1:02}/01/2025", f"{n % 28 + 2:02}/01/2025") for n in range(120)]
    reading = reading_of("referrals", {"In": "start", "Out": "end"}, **WHOLE_TIME)
    facts, found = read(rows, reading)
    assert set(facts.frame["item"]) == {"referral_discharges"}
    assert any(what.startswith("No referral is still open") for what in said(found))
    open_too, _ = read([*rows, ("31/01/2025", None)], reading)
    assert months(open_too, "referrals") == {"2025-01": 121}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_list_of_long_stays_does_not_say_how_many_are_there(engine):
    drawn = date(2025, 1, 31)
    long = [("Elm", str(drawn - timedelta(61 + 3 * n)), None) for n in range(20)]
    reading = reading_of(
        "stays", {"Ward": "unit Ward", "In": "start", "Out": "end"}, as_at=drawn, whole_spells=True
    )
    facts, found = read(long, reading, engine)
    assert set(facts.frame["item"]) == {"open_stays_60plus", "open_stays_90plus"}
    assert months(facts, "open_stays_60plus") == {"2025-01": 20}
    # 61, 64 ... 88 days are ten stays of less than 90.
    assert months(facts, "open_stays_90plus") == {"2025-01": 10}
    assert any(
        what.startswith("Nobody on this list came within the 60 days") for what in said(found)
    )
    everybody, _ = read([*long, ("Elm", "2025-01-30", None)], reading, engine)
    assert months(everybody, "open_stays") == {"2025-01": 21}


def test_days_that_are_figures_with_the_year_first_need_no_date_in_their_heading():
    heads = ["Ward", "Episode Start", "Episode End"]
    rows = [["Elm", int(f"202501{n:02}"), int(f"202501{n + 3:02}")] for n in range(1, 25)]
    assert recognise(heads, rows).kind == "stays"
    assert recognise(heads, [["Elm", 20_251_301 + n, 20_251_399] for n in range(24)]) is None


def test_contacts_told_in_words_that_had_to_be_understood_are_told_again():
    kinds = ("Seen", "Left without being seen", "CNC-Pt", "Rescheduled")
    rows = [("03/01/2025", kind) for kind in kinds]
    facts, found = read(
        rows, reading_of("contacts", {"On": "start", "Fate": "outcome"}, **WHOLE_TIME)
    )
    assert months(facts, "attended_contacts") == {"2025-01": 1}
    assert months(facts, "missed_contacts") == {"2025-01": 1}
    assert months(facts, "person_cancelled_contacts") == {"2025-01": 1}
    (told,) = [p for p in found.problems if p.what == "“Fate” tells what became of a contact."]
    assert told.done == (
        "Counted were “Seen” as attended; “Left without being seen” as missed; “CNC-Pt” as "
        "cancelled by the person."
    )


def test_contacts_numbered_across_are_the_first_and_the_second():
    heads = ["Referral Date", "Contact 1 Date", "Contact 2 Date", "Contact 3 Date"]
    rows = [[january(n), january(n + 2), january(n + 9), None] for n in range(1, 9)]
    reading = recognise(heads, rows)
    days = {c.role: c.heading for c in reading.columns if c.role != "ignore"}
    assert (days["first contact"], days["second contact"]) == ("Contact 1 Date", "Contact 2 Date")


def spread(begin, end, lasts, every=1):
    """Records that begin day by day, and how many days each lasts."""
    days = range(0, (end - begin).days + 1, every)
    return [
        (str(begin + timedelta(n)), str(begin + timedelta(n + lasts[n % len(lasts)]))) for n in days
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_began_in_one_month_says_nothing_of_what_was_open(engine):
    # A referral a day of January, each closed after 20 or 40 days, and one that is still open.
    rows = [*spread(JANUARY, date(2025, 1, 30), (20, 40)), ("2025-01-31", None)]
    facts, found = read(rows, reading_of("referrals", {"In": "start", "Out": "end"}), engine)
    assert set(facts.frame["item"]) == {"referrals"}
    assert months(facts, "referrals") == {"2025-01": 31}
    assert "Every row begins in Jan 2025." in said(found)
    # With one that began before, the rest is counted, too.
    before, _ = read([("2024-12-30", "2025-01-01"), *rows], reading_of(
        "referrals", {"In": "start", "Out": "end"}), engine)  # fmt: skip
    assert "caseload" in set(before.frame["item"])


def test_figures_end_where_no_more_records_begin():
    # Stays begin day by day from January to March and last 10 or 60 days, so that the last ends in
    # May; of all that began since April nothing is there.
    rows = spread(JANUARY, date(2025, 3, 31), (10, 60))
    reading = reading_of("stays", {"Ward": "unit Ward", "In": "start", "Out": "end"})
    stays = [("Elm", *row) for row in [("2024-12-20", "2025-01-02"), *rows]]
    facts, found = read([*stays, ("Elm", "2025-02-03", None)], reading)
    assert max(months(facts, "occupied_bed_days")) == "2025-03"
    assert "No row begins after 31 March 2025, though other dates go on." in said(found)


def test_an_extract_that_is_said_to_begin_on_a_day_tells_where_nothing_began_before():
    rows = [("Elm", *row) for row in spread(JANUARY, date(2025, 1, 30), (5,))]
    reading = reading_of("stays", {"Ward": "unit Ward", "In": "start", "Out": "end"}, **WHOLE_TIME)
    _, found = read(rows, reading)
    assert any(what == "No row begins before 1 January 2025." for what in said(found))
    _, found = read([*rows, ("Elm", "2024-12-20", None)], reading)
    assert not any(what.startswith("No row begins before") for what in said(found))
