"""Records whose dates have the month first, and those in which a spreadsheet mixed them up."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from mhvalue.errors import ReadingProblem
from mhvalue.ingest.pipeline import read as read_file
from mhvalue.ingest.reading import from_json, to_json
from mhvalue.ingest.records.facts_from_records import facts_of_frame
from mhvalue.ingest.records.orders import orders_of
from mhvalue.ingest.records.recognise import recognise
from tests.ingest.records.extracts import ENGINES, laid, months, native
from tests.ingest.records.test_record_bad_cases import book

HEAD = ("Ward", "Admission Date", "Discharge Date")
# Elm: 3 May to 13 May (10 nights) and from 28 May (4 nights); Oak: 20 April to 2 May (11 and 1).
STAYS = (
    ("Elm", date(2024, 5, 3), date(2024, 5, 13)),
    ("Elm", date(2024, 5, 28), date(2024, 6, 11)),
    ("Oak", date(2024, 4, 20), date(2024, 5, 2)),
    ("Oak", date(2024, 6, 14), None),
    ("Oak", date(2024, 6, 30), None),
)
ORDER = (
    "Dates in “Admission Date” and “Discharge Date” make sense only with the month before the day."
)


def american(day):
    return "" if day is None else f"{day.month}/{day.day}/{day.year} 9:05:00 AM"


def quiet(_stage):
    """Nobody listens to the stages here."""


@pytest.mark.parametrize("name", ["stays.csv", "stays.xlsx"])
def test_dates_with_the_month_first_are_read_so_and_told(name):
    rows = [HEAD, *((ward, american(began), american(ended)) for ward, began, ended in STAYS)]
    csv = "\n".join(map(",".join, rows)).encode()
    data = csv if name.endswith("csv") else book(("Stays", rows))
    result = read_file(data, name, None, quiet)
    assert months(result.facts, "occupied_bed_days", "Elm")["2024-05"] == 10 + 4
    assert months(result.facts, "occupied_bed_days", "Oak")["2024-05"] == 1
    assert ORDER in [problem.what for problem in result.problems]
    again = read_file(data, name, from_json(to_json(result.reading)), quiet)
    assert again.facts.frame.equals(result.facts.frame)


@pytest.mark.parametrize("engine", ENGINES)
def test_both_engines_read_the_month_first(engine):
    rows = [(ward, american(began), american(ended)) for ward, began, ended in STAYS]
    reading = recognise(HEAD, rows)
    facts = laid(facts_of_frame(native(pd.DataFrame(rows, columns=HEAD), engine), reading, "x"))
    assert months(facts, "occupied_bed_days", "Elm")["2024-05"] == 14


def test_a_column_that_makes_sense_in_both_orders_goes_with_the_others():
    decided, unclear = ["4/13/2024", "4/2/2024"], ["5/3/2024"]
    assert orders_of([decided, unclear, ["Elm"]]) == (True, True, False)
    assert orders_of([["13/4/2024"], unclear]) == (False, False)
    assert orders_of([unclear]) == (False,)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("ended", "told"), [("04/07/2024", 1), ("14/07/2024", 0)])
def test_where_nothing_tells_the_order_that_is_told(engine, ended, told):
    rows = [("Elm", "03/05/2024", ended), ("Elm", "05/06/2024", ""), ("Oak", "06/05/2024", "")]
    frame = pd.DataFrame(rows, columns=list(HEAD))
    known = replace(recognise(HEAD, rows), first=date(2024, 5, 1), as_at=date(2024, 7, 31))
    found = facts_of_frame(native(frame, engine), known, "stays.csv", "")
    said = [p for p in found.problems if "make sense with the day first and" in p.what]
    assert len(said) == told
    assert months(laid(found), "admissions", "Elm")["2024-05"] == 1


def opened_elsewhere(day):
    """What a spreadsheet with the other order makes of 03/05/2024: a date, the 5th of March."""
    return date(day.year, day.day, day.month) if day.day <= 12 else f"{day:%d/%m/%Y}"


def test_days_and_months_that_a_spreadsheet_took_for_each_other_are_refused():
    days = [date(2024, 4, 1) + timedelta(3 * n) for n in range(20)]
    rows = [[HEAD[0], HEAD[1]], *(["Elm", opened_elsewhere(day)] for day in days)]
    with pytest.raises(ReadingProblem, match="a spreadsheet has taken day and month for each"):
        read_file(book(("Stays", rows)), "stays.xlsx", None, quiet)
    typed = [[HEAD[0], HEAD[1]], *(["Elm", f"{d:%d/%m/%Y}" if d.day % 2 else d] for d in days)]
    facts = read_file(book(("Stays", typed)), "stays.xlsx", None, quiet).facts
    assert months(facts, "admissions", "Elm")["2024-04"] == 10


def test_two_orders_in_a_column_are_refused_and_one_slip_is_left_out():
    days = [f"Elm,{day:02}/04/2024" for day in range(1, 31)]
    head = "Ward,Admission Date"
    mixed = "\n".join([head, *days, "Oak,04/27/2024", "Oak,05/13/2024", "Oak,05/14/2024", ""])
    with pytest.raises(ReadingProblem, match="have the day first and others the month"):
        read_file(mixed.encode(), "stays.csv", None, quiet)
    slip = "\n".join([head, *days, "Oak,04/27/2024", ""])
    result = read_file(slip.encode(), "stays.csv", None, quiet)
    assert months(result.facts, "admissions")["2024-04"] == 30
    left_out = "1 row has no readable date in “Admission Date”."
    assert left_out in [problem.what for problem in result.problems]
