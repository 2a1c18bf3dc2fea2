"""Things noticed are told once a kind, with the places they were seen at."""

from mhvalue.ingest.problems import Problem
from mhvalue.ui.noticed import gathered, noticed

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


def left_out(sheet: str, *cells: str) -> Problem:
    one = len(cells) == 1
    said = "1 row adds up others" if one else f"{len(cells)} rows add up others"
    done = "It was left out." if one else "They were left out."
    return Problem(f"{said} ({', '.join(cells)}).", "waits.xlsx", sheet, cells[0], done)


def test_what_differs_in_numbers_and_cells_only_is_one_sentence_with_the_other_places() -> None:
    told = noticed([left_out("May", "A9"), left_out("June", "A9", "A14"), left_out("May", "A20")])
    assert told == (
        "May A9: 1 row adds up others (A9). It was left out. Likewise: June A9, May A20.",
    )


def test_cells_told_together_are_counted_sheet_by_sheet() -> None:
    def blank(sheet: str, cells: str, count: int) -> Problem:
        what = f"Blank, with figures before and after: {count} figures in Table {sheet}."
        return Problem(what, "waits.xlsx", sheet, cells, "They count as unknown.")

    told = noticed([blank("1a", "B2", 1), blank("1b", "B2, C4, D5, E6 and 8 more", 12)])
    assert told == (
        "1a B2: Blank, with figures before and after: 1 figures in Table 1a. "
        "They count as unknown. Likewise: 1b B2, C4, D5 and 9 more.",
    )


def test_each_sheet_is_named_with_the_period_it_was_given() -> None:
    def taken(sheet: str, period: str) -> Problem:
        return Problem(NO_PERIOD, "waits.xlsx", sheet, done=f"{period} was taken from the title.")

    told = noticed([taken("May", "May 2024"), taken("June", "Jun 2024"), taken("July", "Jul 2024")])
    assert told == (
        f"May: {NO_PERIOD} May 2024 was taken from the title. "
        "Likewise: June (Jun 2024), July (Jul 2024).",
    )


def test_what_is_done_about_it_keeps_two_kinds_apart() -> None:
    kept = Problem("1 row adds up others (A9).", "waits.xlsx", "June", "A9", "It was kept.")
    assert len(noticed([left_out("May", "A9"), kept])) == 2


def test_the_table_tells_the_same_words_once_with_every_place() -> None:
    rows = [seen("1a", "B2"), seen("1b", "B2"), seen("1b", "B7"), left_out("1b", "A9")]
    assert [(one.what, sheets, cells) for one, sheets, cells in gathered(rows)] == [
        (NO_PERIOD, "1a, 1b", "1a B2; 1b B2, B7"),
        ("1 row adds up others (A9).", "1b", "A9"),
    ]
    assert [own for _, *own in gathered(rows[:2])] == [["1a, 1b", "B2"]]
