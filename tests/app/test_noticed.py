"""Things noticed are told once a kind, with the places they were seen at."""

from mhvalue.ingest.problems import Problem
from mhvalue.ui.noticed import noticed

NO_PERIOD = "No column holds the period."
TAKEN = "2019/20 was taken from the title."


def seen(sheet: str, cell: str = "", what: str = NO_PERIOD) -> Problem:
    return Problem(what, "waits.xlsx", sheet, cell, TAKEN)


def test_the_same_on_two_sheets_is_one_sentence() -> None:
    assert noticed([seen("1a"), seen("1b")]) == (f"1a, 1b: {NO_PERIOD} {TAKEN}",)


def test_what_differs_stays_apart_in_the_order_seen() -> None:
    told = noticed([seen("1a"), seen("1a", "C4", "A cell holds an error."), seen("2")])
    assert told == (
        f"1a, 2: {NO_PERIOD} {TAKEN}",
        f"1a C4: A cell holds an error. {TAKEN}",
    )


def test_many_places_are_counted_not_listed() -> None:
    assert noticed([seen(str(n)) for n in range(1, 10)]) == (
        f"1, 2, 3, 4, 5, 6 and 3 more: {NO_PERIOD} {TAKEN}",
    )


def test_a_notice_of_the_whole_file_names_no_place() -> None:
    whole = Problem("The workbook holds macros.", "waits.xlsm", done="No macro runs.")
    assert noticed([whole]) == ("The workbook holds macros. No macro runs.",)
