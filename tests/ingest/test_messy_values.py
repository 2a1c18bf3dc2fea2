"""Percentages by number format, hidden sheets and rows, names alike, figures stated twice."""

import dataclasses
import io

import pytest

from mhvalue.ingest.alike import alike
from mhvalue.ingest.bounded import process
from mhvalue.ingest.bounded.wire import parse_answer, write_result
from mhvalue.ingest.headings import plain
from mhvalue.ingest.pipeline import read
from mhvalue.ingest.reading import Reading, from_json, to_json
from mhvalue.units import Unit, UnitRegister
from tests.ingest.books import book, result_of, rows, told

SHARES = [["Ward", "Month", "Beds full"], ["Elm", "Apr-24", 0.45], ["Oak", "Apr-24", 1]]


def shown_as(number_format, cells=("C2", "C3")):
    data = book(formats=dict.fromkeys(cells, number_format), S=SHARES)
    return read(data, "a.xlsx", None, lambda stage: None)


@pytest.mark.parametrize("number_format", ["0%", "0.00%", "0.0%;[Red]-0.0%", '0.0 %" full"'])
def test_a_percent_format_makes_shares_percentages_whatever_the_heading_says(number_format):
    result = shown_as(number_format)
    assert rows(result, "amount") == [(45,), (100,)]
    assert result.reading.tables[0].columns[2].role == "value"


@pytest.mark.parametrize("number_format", ["0.00", '0.00" % is not meant"', "General"])
def test_without_a_percent_format_or_word_shares_stay_as_they_are(number_format):
    assert rows(shown_as(number_format), "amount") == [(0.45,), (1,)]


def test_a_percent_format_on_figures_already_in_hundreds_is_not_believed():
    data = book(
        formats={"C2": "0%", "C3": "0%"},
        S=[["Ward", "Month", "% full"], ["Elm", "Apr-24", 45], ["Oak", "Apr-24", 91]],
    )
    result = read(data, "a.xlsx", None, lambda stage: None)
    assert rows(result, "amount") == [(45,), (91,)]


def test_two_stacked_tables_in_one_column_keep_their_own_formats():
    data = book(
        formats={"B7": "0.0%", "B8": "0.0%"},
        S=[["Ward", "Apr-24"], ["Elm", 0.5], ["Oak", 2.5], [], ["Share late"], ["Ward", "Apr-24"],
           ["Elm", 0.5], ["Oak", 0.25]],
    )  # fmt: skip
    result = read(data, "a.xlsx", None, lambda stage: None)
    assert rows(result, "amount") == [(0.5,), (2.5,), (50,), (25,)]


def test_names_alike_are_proposed_and_never_merged_until_the_reading_says_so():
    sheet = [["Ward", "Month", "Falls"], ["Ward 1", "Apr-24", 1], ["ward 1 ", "May-24", 2],
             ["WARD-1", "Jun-24", 3], ["W\u0430rd 1", "Jul-24", 4], ["Ward 2", "Apr-24", 5],
             ["Ward\u00a02", "May-24", 6]]  # fmt: skip
    first = result_of(S=sheet)
    assert first.alike == (("Ward 1", "ward 1", "WARD-1", "W\u0430rd 1"),)
    assert len(set(rows(first, "unit"))) == 5
    merges = tuple((name, "Ward 1") for name in first.alike[0][1:])
    merged = result_of(dataclasses.replace(first.reading, merges=merges), S=sheet)
    assert set(rows(merged, "unit")) == {("Ward 1",), ("Ward 2",)}
    assert merged.alike == ()
    assert from_json(to_json(merged.reading)) == merged.reading


def test_names_of_different_levels_or_with_a_real_difference_are_not_alike():
    units = (
        Unit("Ward", "Elm"), Unit("Team", "elm"), Unit("Ward", "Elm 2"), Unit("Ward", "Elm 12"),
        Unit("Ward", "Oak ward"), Unit("Ward", "Oak"), Unit("Ward", "1"), Unit("Ward", "Ward 2"),
    )  # fmt: skip
    assert alike(UnitRegister(units)) == (("Oak", "Oak ward"),)


def test_groups_of_names_alike_travel_from_the_child():
    result = result_of(S=[["Ward", "Month", "Falls"], ["Elm", "Apr-24", 1], ["ELM", "May-24", 2]])
    sent = io.BytesIO()
    write_result(result, sent)
    assert parse_answer(sent.getvalue()).alike == (("Elm", "ELM"),)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Elm\x07 ward", "Elm ward"), ("Elm\u202e ward", "Elm ward"), ("\ufeffElm", "Elm"),
        ("Elm\u200b", "Elm"), ("Elm\nward\t", "Elm ward"), ("E\u0000lm", "Elm"),
        ("Elm \ud800", "Elm"), ("Zoë's \N{NO-BREAK SPACE}ward", "Zoë's ward"),
    ],
)  # fmt: skip
def test_characters_nobody_sees_are_taken_out_of_names(written, kept):
    assert plain(written) == kept


def test_a_name_with_a_control_character_in_a_csv_is_the_plain_name():
    more = "".join(f"Oak,{2000 + n // 12}-{n % 12 + 1:02},{n}\n" for n in range(40))
    data = f"Ward,Month,Falls\nElm\x07,Apr-24,1\n{more}".encode()
    result = read(data, "a.csv", None, lambda stage: None)
    assert set(rows(result, "unit")) == {("Elm",), ("Oak",)}


def test_hidden_sheets_are_read_when_chosen_through_the_child():
    table = [["Ward", "Month", "Falls"], ["Elm", "Apr-24", 1], ["Oak", "Apr-24", 2]]
    data = book(hidden=("Old", "Older"), Now=table, Old=[[*table[0][:2], "Fires"], *table[1:]],
                Older=table)  # fmt: skip
    first = read(data, "a.xlsx", None, lambda stage: None)
    assert first.hidden_sheets == ("Old", "Older")
    assert {table.sheet for table in first.reading.tables} == {"Now"}
    chosen = dataclasses.replace(first.reading, hidden=("Old",))
    second = process.read_file(data, "a.xlsx", chosen)
    assert second.hidden_sheets == ("Older",)
    assert {table.sheet for table in second.reading.tables} == {"Now", "Old"}
    assert set(rows(second, "item")) == {("falls",), ("fires",)}
    third = read(data, "a.xlsx", Reading(hidden=("Old", "Older")), lambda stage: None)
    assert third.hidden_sheets == ()


TWICE = [["Ward", "Month", "Falls"], ["Elm", "Apr-24", 5], ["Oak", "Apr-24", 1],
         ["Elm", "Apr-24", 6]]  # fmt: skip


def test_two_figures_for_one_thing_are_asked_about_with_both_cells():
    result = result_of(S=TWICE)
    assert rows(result, "unit", "status") == [("Elm", "error"), ("Oak", "ok")]
    said = told(result)[0]
    assert "C2 and C4" in said
    assert "first, the last or the sum" in said


def test_of_many_figures_for_one_thing_a_few_cells_are_named():
    falls = [["Elm", "Apr-24", count] for count in range(1, 8)]
    (said,) = [t for t in told(result_of(S=[TWICE[0], *falls])) if "different figures" in t]
    assert "(C2 and C3 and C4 and C5 and 3 more)" in said


@pytest.mark.parametrize(("choice", "amount"), [("first", 5), ("last", 6), ("sum", 11)])
def test_of_two_figures_the_one_that_was_chosen_counts(choice, amount):
    first = result_of(S=TWICE)
    table = dataclasses.replace(first.reading.tables[0], repeats=choice)
    result = result_of(dataclasses.replace(first.reading, tables=(table,)), S=TWICE)
    assert dict(rows(result, "unit", "amount")) == {"Elm": amount, "Oak": 1}


AGAIN = [["Ward", "Month", "Falls"], ["Elm", "Apr-24", 5], ["Oak", "Apr-24", 1],
         ["Elm", "Apr-24", 5]]  # fmt: skip


def test_a_figure_said_again_counts_once_and_is_told():
    result = result_of(S=AGAIN)
    assert dict(rows(result, "unit", "amount")) == {"Elm": 5, "Oak": 1}
    (said,) = [text for text in told(result) if "again" in text]
    assert "1 cell says again" in said
    assert "C2 and C4" in said


def test_where_figures_are_added_up_equal_ones_are_added_too():
    first = result_of(S=AGAIN)
    table = dataclasses.replace(first.reading.tables[0], repeats="sum")
    result = result_of(dataclasses.replace(first.reading, tables=(table,)), S=AGAIN)
    assert dict(rows(result, "unit", "amount")) == {"Elm": 10, "Oak": 1}


def test_equal_figures_among_parts_that_differ_are_not_believed_either():
    # Women and men in a column without a role: 5 and 5 are ten people, not five.
    counts = {"Elm": (5, 5), "Oak": (1, 3), "Ash": (2, 4)}
    parts = [[ward, "Apr-24", count] for ward, both in counts.items() for count in both]
    result = result_of(S=[["Ward", "Month", "Falls"], *parts])
    assert set(rows(result, "status")) == {("error",)}


def test_two_tables_that_nearly_agree_are_told_with_both_cells():
    months = [f"{name}-24" for name in ("Apr", "May", "Jun", "Jul", "Aug", "Sep")]
    first = [["Elm", month, number] for number, month in enumerate(months, 5)]
    second = [[month, "Elm", number, 1] for number, month in enumerate(months, 5)]
    second[3][2] = 99
    result = result_of(
        First=[["Ward", "Month", "Admissions"], *first],
        Second=[["Month", "Ward", "Admissions", "Falls"], *second],
    )
    assert {("admissions",), ("falls",)} == set(rows(result, "item"))
    (said,) = [text for text in told(result) if "different tables" in text]
    assert "First C5 and Second C5" in said
    assert "First C2" not in said


def test_tables_of_other_people_keep_figures_of_their_own():
    men = [["Ward", "Month", "Admissions"], ["Elm", "Apr-24", 5], ["Oak", "Apr-24", 7]]
    women = [["Ward", "Month", "Admissions"], ["Elm", "Apr-24", 2], ["Oak", "Apr-24", 9]]
    result = result_of(Men=men, Women=women)
    assert set(rows(result, "item")) == {("men_admissions",), ("women_admissions",)}


def test_a_sheet_of_plans_beside_a_sheet_of_what_happened():
    table = [["Ward", "Month", "Admissions"], ["Elm", "Apr-24", 5], ["Oak", "Apr-24", 7]]
    result = result_of(Actual=table, Plan=table)
    assert set(rows(result, "item", "scenario")) == {("admissions", "actual"),
                                                     ("admissions", "plan")}  # fmt: skip


def test_subtotals_among_the_units_are_left_out_by_cell():
    result = result_of(
        S=[["Ward", "Month", "Falls"], ["Elm", "Apr-24", 1], ["Oak", "Apr-24", 2],
           ["North total", "Apr-24", 3], ["Total South", "Apr-24", 9],
           ["Grand Total", "Apr-24", 12]]
    )  # fmt: skip
    assert rows(result, "unit") == [("Elm",), ("Oak",)]
    assert "A4, A5, A6" in told(result)[0]


def test_one_sheet_for_each_unit_and_a_line_that_names_the_unit():
    table = [["Month", "Admissions", "Falls"], ["Apr-24", 1, 2], ["May-24", 3, 4]]
    by_sheet = result_of(**{"Elm ward": table, "Oak ward": table})
    assert set(rows(by_sheet, "level", "unit")) == {("Ward", "Elm ward"), ("Ward", "Oak ward")}
    by_line = result_of(S=[["Ward: Elm"], [], *table])
    assert set(rows(by_line, "level", "unit")) == {("Ward", "Elm")}


def test_units_across_under_a_title_or_a_label():
    by_title = result_of(
        S=[["Doors opened by ward"], ["Month", "Elm", "Oak", "Total"], ["Apr-24", 1, 2, 3],
           ["May-24", 4, 5, 9]]
    )  # fmt: skip
    assert rows(by_title, "item", "level", "unit", "period", "amount")[:2] == [
        ("doors_opened", "Ward", "Elm", "2024-04-01", 1),
        ("doors_opened", "Ward", "Oak", "2024-04-01", 2),
    ]
    by_age = result_of(
        S=[["Admissions by age group"], ["Ward", "Month", "18 to 64", "65 and over"],
           ["Elm", "Apr-24", 7, 2], ["Oak", "Apr-24", 4, 5]]
    )  # fmt: skip
    assert rows(by_age, "item", "unit", "breakdown", "group", "amount")[:2] == [
        ("admissions", "Elm", "age", "18 to 64", 7), ("admissions", "Elm", "age", "65 and over", 2),
    ]  # fmt: skip


def test_measures_down_a_column_without_a_heading_are_items():
    result = result_of(
        S=[["", "Apr-24", "May-24"], ["Number of widgets", 1, 2], ["% of widgets late", 40, 50],
           ["Total cost of widgets", 7, 8]]
    )  # fmt: skip
    assert set(rows(result, "item")) == {
        ("number_of_widgets",), ("percent_of_widgets_late",), ("total_cost_of_widgets",),
    }  # fmt: skip


def test_rolling_windows_down_the_rows_go_by_their_last_month():
    windows = ("12 months to Mar 2024", "12 months to Apr 2024", "Year ending 31 May 2024")
    amounts = zip(windows, (120, 119, 118), strict=True)
    result = result_of(S=[["Period", "Discharges"], *amounts])
    assert rows(result, "grain", "start", "end", "amount") == [
        ("month", "2023-04-01", "2024-03-31", 120),
        ("month", "2023-05-01", "2024-04-30", 119),
        ("month", "2023-06-01", "2024-05-31", 118),
    ]


def test_years_that_do_not_overlap_are_years():
    result = result_of(S=[["Year", "Discharges"], ["Year to Mar 2024", 120],
                          ["Year to Mar 2025", 119]])  # fmt: skip
    assert rows(result, "grain", "start", "amount") == [
        ("financial year", "2023-04-01", 120),
        ("financial year", "2024-04-01", 119),
    ]


def test_windows_across_are_one_item():
    result = result_of(Falls=[["Ward", "Year to Mar 2024", "Year to Apr 2024"],
                              ["Elm", 31, 29], ["Oak", 20, 21]])  # fmt: skip
    assert rows(result, "item", "unit", "start", "end", "amount") == [
        ("falls", "Elm", "2023-04-01", "2024-03-31", 31),
        ("falls", "Elm", "2023-05-01", "2024-04-30", 29),
        ("falls", "Oak", "2023-04-01", "2024-03-31", 20),
        ("falls", "Oak", "2023-05-01", "2024-04-30", 21),
    ]


def test_labels_that_differ_by_their_period_alone_are_periods():
    result = result_of(S=[["Activity", "Contacts", "Missed contacts"],
                          ["Contacts in April 2024", 100, 5],
                          ["Contacts in May 2024", 110, 6]])  # fmt: skip
    assert rows(result, "period", "amount") == [
        ("2024-04-01", 100), ("2024-04-01", 5), ("2024-05-01", 110), ("2024-05-01", 6),
    ]  # fmt: skip


def test_rolling_values_carry_their_window():
    result = result_of(
        S=[["Ward", "Month", "Rolling 12 month falls"], ["Elm", "Apr-24", 50],
           ["Elm", "May-24", 51]]
    )  # fmt: skip
    assert rows(result, "grain", "period", "start", "end") == [
        ("month", "2024-04-01", "2023-05-01", "2024-04-30"),
        ("month", "2024-05-01", "2023-06-01", "2024-05-31"),
    ]


FALLS = [["Ward", "Month", "Falls", "Fires"]]
FALLS += [[f"Ward {n}", "Apr-24", n, 10 + n] for n in range(1, 10)]


def changed(**cells):
    table = [list(row) for row in FALLS]
    for name, value in cells.items():
        table[int(name[1:]) - 1]["ABCD".index(name[0])] = value
    return result_of(S=table)


def test_formulas_without_an_answer_are_errors_told_once_for_the_sheet():
    result = changed(C2="=1+1", C3="=1+1", C4="=1+1", D7="=1+1", C9="=1+1")
    assert [status for (status,) in rows(result, "status")].count("error") == 5
    (said,) = told(result)
    assert "5 cells hold formulas with no saved answer (C2:C4, C9, D7)." in said
    assert "Open the file in Excel, save it" in said


def test_a_period_by_a_formula_without_an_answer_is_told_although_nothing_can_be_read():
    result = changed(**{f"B{row}": "=1+1" for row in range(2, 11)})
    assert not len(result.facts.frame)
    assert any(
        "9 cells hold formulas with no saved answer (B2:B10)" in said for said in told(result)
    )


def test_errors_and_other_words_in_a_column_of_figures_are_told_apart():
    result = changed(C3="#DIV/0!", C4="#N/A", C6="about ten", D8="#REF!")
    said = told(result)
    assert any("2 cells in column C with an error, #DIV/0!, #N/A (C3:C4)" in text for text in said)
    assert any("1 cell in column C without a figure that can be read (C6)" in text for text in said)
    assert any("1 cell in column D with an error, #REF! (D8)" in text for text in said)
    assert len(said) == 3


@pytest.mark.parametrize("wrong", ["=VLOOKUP(1,A1:B2,2)", "#N/A"])
def test_a_row_whose_unit_is_an_error_is_left_out_and_told(wrong):
    result = changed(A4=wrong, A5=wrong)
    assert {unit for (unit,) in rows(result, "unit")} == {
        f"Ward {n}" for n in (1, 2, 5, 6, 7, 8, 9)
    }
    assert any("2 rows have an error in place of the name of the unit (A4:A5)" in s
               for s in told(result))  # fmt: skip
