"""Rows and columns beside the figures: what is a unit, a group, a rating or a remark."""

import pytest

from tests.ingest.books import result_of, rows, told


def units(result):
    return list(dict.fromkeys(unit for (unit,) in rows(result, "unit")))


def test_rows_that_speak_of_the_others_are_no_units():
    labels = ("Elm", "Oak", "Average", "Median", "Trust average", "Target", "% of total")
    result = result_of(
        S=[["Falls by ward"], ["Ward", "Apr-24", "May-24"], *([one, 3, 4] for one in labels)]
    )
    assert units(result) == ["Elm", "Oak"]
    assert any("5 rows add up others" in text for text in told(result))


def test_a_team_called_total_is_a_team_and_a_total_of_a_team_is_not():
    named = ("Total Care Team", "Elm Team")
    result = result_of(S=[["Team", "Month", "Referrals"], *([n, "Apr-24", 5] for n in named)])
    assert units(result) == list(named)
    summed = ("Elm Team", "Oak Team", "Total Elm Team", "Total North locality")
    result = result_of(S=[["Team", "Month", "Referrals"], *([n, "Apr-24", 5] for n in summed)])
    assert units(result) == ["Elm Team", "Oak Team"]


@pytest.mark.parametrize(
    ("heading", "texts"),
    [("RAG", ("R", "G")), ("Status", ("Green", "Amber")), ("", ("\u25b2", "\u25bc")),
     ("Comments", ("Two vacant posts", "Ward closed")), ("Exec lead", ("COO", "CNO"))],
)  # fmt: skip
def test_ratings_and_remarks_part_no_groups(heading, texts):
    result = result_of(
        S=[["Indicator", "Apr-24", "May-24", heading], ["Referrals received", 5, 6, texts[0]],
           ["Admissions", 7, 8, texts[1]]]
    )  # fmt: skip
    assert set(rows(result, "breakdown", "group")) == {("none", "all")}
    assert [amount for (amount,) in rows(result, "amount")] == [5, 6, 7, 8]


def test_a_type_that_parts_the_rows_of_a_ward_is_a_breakdown():
    result = result_of(
        S=[["Restrictive interventions"], ["Ward", "Type", "Apr-24", "May-24"],
           ["Elm", "Seclusion", 1, 2], ["Elm", "Rapid tranquillisation", 3, 4],
           ["Oak", "Seclusion", 5, 6], ["Oak", "Rapid tranquillisation", 7, 8]]
    )  # fmt: skip
    assert {item for (item,) in rows(result, "item")} == {"restrictive_interventions"}
    found = rows(result, "unit", "breakdown", "group", "amount")
    assert ("Elm", "type", "Seclusion", 1) in found
    assert ("Elm", "type", "Rapid tranquillisation", 3) in found


def test_rows_of_one_unit_described_in_two_ways_are_told_when_they_differ():
    result = result_of(
        S=[["Ward", "Locality", "Month", "Falls"], ["Elm", "North", "Apr-24", 1],
           ["Elm", "South", "Apr-24", 2], ["Oak", "South", "Apr-24", 3]]
    )  # fmt: skip
    elm = [(status, group) for unit, status, group in rows(result, "unit", "status", "group")
           if unit == "Elm"]  # fmt: skip
    # Either two groups of one ward or a figure nobody believes; never twice the same ward.
    assert len(elm) == len(set(elm))


def test_wards_across_beside_a_column_of_measures_and_what_they_are_measured_in():
    result = result_of(
        S=[["October 2024"], ["Metric", "Unit", "Elm", "Ward 7"], ["Admissions", "number", 3, 4],
           ["Supervision compliance", "%", 81.5, 90]]
    )  # fmt: skip
    assert rows(result, "unit", "amount") == [("Elm", 3), ("Ward 7", 4), ("Elm", 81.5),
                                              ("Ward 7", 90)]  # fmt: skip


def test_values_targets_and_dates_beside_a_column_of_measures_are_no_wards():
    result = result_of(
        S=[["October 2024"], ["Metric", "Actual", "Target"], ["Admissions", 3, 4], ["Falls", 1, 0]]
    )
    assert "Actual" not in units(result)
    assert "Target" not in units(result)


def test_sheets_or_titles_that_differ_over_the_same_measures_are_units():
    page = [["Metric", "Apr-24", "May-24"], ["Admissions", 3, 4], ["Doors opened", 5, 6]]
    result = result_of(**{"Elm": page, "March House": page})
    assert units(result) == ["Elm", "March House"]
    stacked = [["Ward report"], [], ["Elm"], *page, [], ["March House"], *page]
    assert units(result_of(S=stacked)) == ["Elm", "March House"]


def test_the_number_of_a_cost_centre_goes_with_its_name():
    result = result_of(
        S=[["Cost centre", "Cost centre name", "Month", "Agency spend"],
           ["E1001", "Elm ward", "Apr-24", 5], ["E1002", "Oak ward", "Apr-24", 6]]
    )  # fmt: skip
    assert units(result) == ["Elm ward", "Oak ward"]
    assert [unit.code for unit in result.facts.units.units] == ["E1001", "E1002"]


def test_numbers_among_words_are_left_out_and_told_and_no_groups():
    result = result_of(
        S=[["Month", "Supervised", "Longest wait", "Seen", "Score"],
           ["Apr-24", "12/14", "3 weeks", 4, "85% \u25b2"],
           ["May-24", "5/6", "11 weeks", 5, "80% \u25bc"]]
    )  # fmt: skip
    assert rows(result, "item", "group", "amount") == [
        ("seen", "all", 4), ("score", "all", 85), ("seen", "all", 5), ("score", "all", 80),
    ]  # fmt: skip
    assert any("column B, C stand among words" in text for text in told(result))


def test_lengths_and_sections_that_part_the_rows_stay_groups():
    result = result_of(
        S=[["Discharges, October 2024"], ["Length of stay", "Elm", "Oak"], ["1 day", 3, 4],
           ["2 days", 5, 6], ["3 days", 7, 8]]
    )  # fmt: skip
    assert {group for (group,) in rows(result, "group")} == {"1 day", "2 days", "3 days"}


@pytest.mark.parametrize(
    ("labels", "kept"),
    [
        (("Admissions", "Target", "Discharges", "Target"), ["Admissions", "Discharges"]),
        (("Admissions", "Plan", "Discharges", "Plan"), ["Admissions", "Discharges"]),
        (("Admissions", "Variance", "Discharges", "RAG rating"), ["Admissions", "Discharges"]),
        (("Admissions", "Trajectory", "Discharges", "Referrals"),
         ["Admissions", "Discharges", "Referrals"]),
        (("Mean", "Median", "Target", "Maximum"), ["Mean", "Median", "Target", "Maximum"]),
    ],
)  # fmt: skip
def test_targets_among_measures_are_left_out_and_told(labels, kept):
    table = [["Measure", "Apr-24", "May-24"], *([one, n, n + 1] for n, one in enumerate(labels, 3))]
    found = [
        label for (label,) in rows(result_of(S=table), "heading") if not label.startswith("Sum")
    ]
    assert found[::2] == kept
    left = len(labels) - len(kept)
    said = [text for text in told(result_of(S=table)) if "compare" in text]
    assert [f"{left} row" in text for text in said] == [True] * bool(left)


def test_rows_that_part_into_sums_of_those_below_are_doubtful_and_units_that_do_not_are_not():
    def doubts(*figures):
        table = [["Ward", "Apr-24", "May-24"], *([f"Unit {n}", *f] for n, f in enumerate(figures))]
        return [text for text in told(result_of(S=table)) if "sum of the rows below" in text]

    divisions = ((30, 29), (10, 9), (20, 20), (7, 7), (3, 3), (4, 4))
    assert ["2 rows hold the sum of the rows below in every column (A2, A5)" in text
            for text in doubts(*divisions)] == [True]  # fmt: skip
    assert doubts((37, 36), (10, 9), (20, 20), (3, 3), (4, 4))
    assert not doubts((30, 28), *divisions[1:])
    assert not doubts((10, 9), (20, 20), (3, 3), (4, 4), (7, 7))


@pytest.mark.parametrize("below", [["Ash", 4, 6], ["Average", 4, 6]])
def test_numbers_below_a_sentence_that_ends_a_table_are_told(below):
    note = "Note: the figures below were given by telephone and are not confirmed by the wards."
    table = [["Ward", "Apr-24", "May-24"], ["Elm", 3, 4], ["Oak", 5, 2], [note], below]
    result = result_of(S=table)
    assert units(result) == ["Elm", "Oak"]
    assert any("S B5: 1 row with numbers stands below a table" in text for text in told(result))
    plain = result_of(S=[*table[:3], [], [note], ["Source: 2024"]])
    assert not any("below a table" in text for text in told(plain))
