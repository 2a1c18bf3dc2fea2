"""A year's sheet filled in up to June ends with June."""

from dataclasses import replace

from mhvalue.ingest.reading import from_json, to_json
from tests.ingest.books import result_of, rows, told

YEAR = ["Measure", "Apr 2025", "May 2025", "Jun 2025", "Jul 2025", "Aug 2025"]


def periods(result, *columns):
    return set(rows(result, *columns, "period"))


def test_months_that_nobody_has_filled_in_are_not_read():
    result = result_of(Elm=[YEAR, ["Admissions", 4, 6, 5], ["Falls", 1, None, 2]])
    assert periods(result) == {("2025-04-01",), ("2025-05-01",), ("2025-06-01",)}
    assert ("falls", "missing", "2025-05-01") in rows(result, "item", "status", "period")


def test_a_ward_that_stops_keeps_its_blanks_while_another_goes_on():
    result = result_of(Elm=[YEAR, ["Admissions", 4, 6, 5, 3]], Oak=[YEAR, ["Admissions", 7, 2]])
    stopped = [row for row in rows(result, "unit", "period", "status") if row[0] == "Oak"]
    assert stopped == [
        ("Oak", "2025-04-01", "ok"),
        ("Oak", "2025-05-01", "ok"),
        ("Oak", "2025-06-01", "missing"),
        ("Oak", "2025-07-01", "missing"),
    ]


def test_a_plan_for_the_whole_year_does_not_keep_the_actual_figures_going():
    head = ["Month", "Admissions plan", "Admissions actual"]
    months = [["Apr 2025", 5, 4], ["May 2025", 5, 6], ["Jun 2025", 5, None], ["Jul 2025", 5, None]]
    found = rows(result_of(Elm=[head, *months]), "scenario", "period")
    assert [when for scenario, when in found if scenario == "actual"] == [
        "2025-04-01",
        "2025-05-01",
    ]
    assert len([when for scenario, when in found if scenario == "plan"]) == 4


def test_a_month_of_which_a_mark_is_all_that_is_said_is_read():
    result = result_of(Elm=[YEAR, ["Admissions", 4, 6, 5, "-"], ["Falls", 1, 0, 2, "*"]])
    assert ("2025-07-01",) in periods(result)
    assert ("2025-08-01",) not in periods(result)


DASHBOARD = [
    ["Admissions", 14, 16, 15, 0, 0],
    ["Discharges", 12, 17, 13, 0, 0],
    ["Occupied bed days", 400, 410, 390, 0, 0],
    ["Falls", 1, 0, 2, 0, 0],
]


def test_noughts_of_formulas_for_months_to_come_are_left_out_and_told():
    result = result_of(Elm=[YEAR, *DASHBOARD])
    assert periods(result) == {("2025-04-01",), ("2025-05-01",), ("2025-06-01",)}
    (sentence,) = told(result)
    assert sentence.startswith("report.xlsx, Elm E2: From Jul 2025 on every figure is 0 (E2, F2, ")


def test_a_nought_that_may_be_so_is_a_figure():
    falls = [["Falls", 1, 0, 2, 0, 0], ["Restraints", 3, 0, 1, 0, 0]]
    for rest in ([], [["Admissions", 14, 16, 15, 12, 11]]):
        result = result_of(Elm=[YEAR, *falls, *rest])
        assert len(periods(result)) == 5
        assert told(result) == []


def test_a_person_may_say_that_noughts_at_the_end_are_figures():
    book = {"Elm": [YEAR, *DASHBOARD]}
    first = result_of(**book)
    assert ("2025-07-01",) not in periods(first)
    table = replace(first.reading.tables[0], noughts=True)
    again = result_of(from_json(to_json(replace(first.reading, tables=(table,)))), **book)
    assert ("2025-08-01",) in periods(again)
    assert len(rows(again, "amount")) == 5 * len(DASHBOARD)
