"""Tables found on sheets: titles, headers of one and two rows, totals, notes, stacked tables."""

from datetime import date

from mhvalue.ingest.proposing.layout import find_tables
from mhvalue.ingest.sheets.cells import Sheet, grid


def tables(rows, merged=()):
    return find_tables(Sheet("Sheet1", grid(rows), merged=merged))


def test_a_plain_table_begins_at_its_first_row():
    (found,) = tables([["Ward", "Month", "Admissions"], ["Elm", "Apr-24", 3], ["Oak", "Apr-24", 5]])
    assert found.header_rows == (0,)
    assert (found.first_row, found.last_row) == (1, 2)
    assert found.headings == ("Ward", "Month", "Admissions")


def test_title_rows_above_and_notes_below_are_no_part_of_it():
    (found,) = tables(
        [
            ["Ward report"],
            ["Produced by the performance team"],
            [],
            ["Ward", "Admissions", "Discharges"],
            ["Elm", 3, 4],
            ["Oak", 5, 2],
            [],
            ["Notes:"],
            ["1. Counts are of ward stays, not of hospital spells, and may be revised."],
        ]
    )
    assert found.header_rows == (3,)
    assert (found.first_row, found.last_row) == (4, 5)
    assert found.titles == ("Ward report", "Produced by the performance team")


def test_group_labels_spread_over_merged_cells_and_no_further():
    (found,) = tables(
        [
            [None, "Attendances", None, "Admissions", None, None],
            ["Month", "Major", "Minor", "Major", "Minor", "Waits"],
            [date(2024, 4, 1), 10, 20, 1, 2, 7],
            [date(2024, 5, 1), 11, 21, 3, 4, 8],
        ],
        merged=((0, 1, 0, 2), (0, 3, 0, 4)),
    )
    assert found.header_rows == (0, 1)
    assert found.headings == (
        "Month", "Attendances: Major", "Attendances: Minor",
        "Admissions: Major", "Admissions: Minor", "Waits",
    )  # fmt: skip


def test_group_labels_that_are_not_merged_hold_until_the_next():
    (found,) = tables(
        [
            ["Year", "Attendances", None, "Admissions", None],
            [None, "Major", "Minor", "Major", "Minor"],
            ["2023/24", 10, 20, 1, 2],
        ]
    )
    assert found.headings == (
        "Year",
        "Attendances: Major",
        "Attendances: Minor",
        "Admissions: Major",
        "Admissions: Minor",
    )


def test_years_as_numbers_are_headings():
    (found,) = tables([["Ward", 2022.0, 2023.0], ["Elm", 3, 4], ["Oak", 5, 6]])
    assert found.headings == ("Ward", "2022", "2023")
    assert found.first_row == 1


def test_a_figure_that_looks_like_a_year_does_not_part_a_table():
    rows = [["Ward", "Contacts"], ["Elm", 1500], ["Oak", 1999], ["Ash", 1400], ["Fir", 2024]]
    (found,) = tables(rows)
    assert (found.first_row, found.last_row) == (1, 4)


def test_totals_and_gaps_are_named():
    (found,) = tables(
        [["Ward", "Admissions"], ["Elm", 3], [], ["Oak", 5], ["Sub-total", 8], ["Grand Total", 8]]
    )
    assert found.total_rows == (4, 5)
    assert found.gap_rows == (2,)


def test_stacked_tables_with_other_headings_are_apart():
    first, second = tables(
        [
            ["Beds"], ["Ward", "Beds"], ["Elm", 12], ["Oak", 14], [],
            ["Staff"], ["Ward", "Nurses"], ["Elm", 20], ["Oak", 21],
        ]
    )  # fmt: skip
    assert (first.first_row, first.last_row, first.titles) == (2, 3, ("Beds",))
    assert (second.first_row, second.last_row, second.titles) == (7, 8, ("Staff",))


def test_headings_repeated_inside_a_table_go_on_with_it():
    (found,) = tables(
        [
            ["Ward", "Month", "Admissions"], ["Elm", "Apr-24", 3], ["Elm", "May-24", 4], [],
            ["Ward", "Month", "Admissions"], ["Elm", "Jun-24", 5],
        ]
    )  # fmt: skip
    assert (found.first_row, found.last_row) == (1, 5)
    assert found.gap_rows == (3, 4)


def test_headings_repeated_over_the_same_labels_begin_another_table():
    rows = [["Month", "Late", "Early"], ["Apr-24", 3, 4], [], ["Month", "Late", "Early"],
            ["Apr-24", 0.4, 0.6]]  # fmt: skip
    first, second = tables(rows)
    assert (first.last_row, second.first_row) == (1, 4)


def test_helper_cells_after_a_blank_column_are_a_table_of_their_own():
    found = tables(
        [
            ["Ward", "Admissions", None, "Standard"],
            ["Elm", 3, None, 0.95], ["Oak", 5, None, None], ["Ash", 6, None, None],
        ]
    )  # fmt: skip
    assert [(block.first_column, block.last_column) for block in found] == [(0, 1), (3, 3)]


def test_tables_side_by_side_stay_apart():
    found = tables(
        [
            ["Ward", "Beds", None, "Team", "Caseload"],
            ["Elm", 12, None, "North", 300], ["Oak", 14, None, "South", 280],
        ]
    )  # fmt: skip
    assert [block.headings for block in found] == [("Ward", "Beds"), ("Team", "Caseload")]


def test_stars_and_dashes_are_figures_and_age_bands_are_headings():
    (found,) = tables(
        [["Ward", "0-17", "18-64", "65+"], ["Elm", "*", 12, "-"], ["Oak", "<5", 9, 7]]
    )
    assert found.headings == ("Ward", "0-17", "18-64", "65+")
    assert (found.first_row, found.last_row) == (1, 2)


def test_a_sheet_of_words_or_nothing_holds_no_table():
    assert tables([["Code", "Meaning"], ["A", "Elm"], ["B", "Oak"]]) == ()
    assert tables([]) == ()


def test_a_spacer_column_after_the_names_parts_nothing_where_a_first_figure_is_blank():
    # The first column of figures holds one figure only; the row it is blank in has others.
    found = pipeline_units(
        [
            [None, None, "Admissions", None, "Discharges", None],
            ["Ward", None, "Jan-19", "Feb-19", "Jan-19", "Feb-19"],
            ["Elm ward", None, 57, 0, 57, 8],
            ["Oak ward", None, None, 58, 9, 58],
        ]
    )
    assert found == {"Elm ward", "Oak ward"}


def pipeline_units(rows) -> set[str]:
    """The units that come out of a workbook with these rows."""
    import io

    import openpyxl

    from mhvalue.ingest.pipeline import read

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    result = read(packed.getvalue(), "report.xlsx", None, lambda stage: None)
    return set(result.facts.frame["unit"])


def test_a_third_row_of_headings_that_parts_only_some_labels():
    (found,) = tables(
        [
            ["Ward", "Day", None, None, None, "Night", "Care hours", None],
            [None, "Nurses", None, "Care staff", None, "Fill rate", "Nurses", "All staff"],
            [None, "Planned", "Actual", "Planned", "Actual"],
            ["Elm", 900, 880, 1100, 1300, 98, 3, 7],
            ["Oak", 901, 881, 1101, 1301, 97, 4, 8],
        ],
        merged=((0, 1, 0, 4), (0, 6, 0, 7), (1, 1, 1, 2), (1, 3, 1, 4), (1, 5, 2, 5), (1, 6, 2, 6)),
    )
    assert found.header_rows == (0, 1, 2)
    assert (found.first_row, found.last_row) == (3, 4)
    assert found.headings == (
        "Ward",
        "Day: Nurses: Planned",
        "Day: Nurses: Actual",
        "Day: Care staff: Planned",
        "Day: Care staff: Actual",
        "Night: Fill rate",
        "Care hours: Nurses",
        "Care hours: All staff",
    )


def test_a_number_sign_may_head_the_numbers_of_lines():
    (table,) = tables([["Report"], ["#", "Indicator", "Oct-24"], [1, "Falls", 5], [2, "Stays", 6]])
    assert table.header_rows == (1,)
    assert table.headings == ("#", "Indicator", "Oct-24")
