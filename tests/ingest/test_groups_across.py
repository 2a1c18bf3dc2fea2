"""Groups in headings, rows that add up others, and labels that say how a figure is meant."""

import pytest

from tests.ingest.books import result_of, rows, told


@pytest.mark.parametrize(
    ("title", "labels", "breakdown"),
    [
        ("Referrals", ("0-17", "18-64", "65+"), "age"),
        ("Referrals", ("Under 18", "18 to 25", "Over 25", "Unknown"), "age"),
        ("Referrals", ("Under 18", "Over 65", "Other"), "age"),
        ("People waiting", ("0-4 weeks", "4-12 weeks", "Over 12 weeks"), "time band"),
        ("Weeks waited", ("0-4", "5-12", "13+"), "time band"),
        ("Detentions", ("Female", "Male", "Not stated"), "sex"),
        ("Detentions", ("White", "Mixed", "Black or Black British", "Not known"), "ethnicity"),
        ("Staff in post", ("Band 2", "Band 5", "Band 8a"), "pay band"),
    ],
)
def test_headings_that_are_groups_by_themselves(title, labels, breakdown):
    figures = list(range(11, 11 + len(labels)))
    result = result_of(
        S=[[f"{title}, October 2024"], ["Team", *labels, "Total"], ["A", *figures, sum(figures)],
           ["B", *figures, sum(figures)]]
    )  # fmt: skip
    found = [row[1:] for row in rows(result, "unit", "breakdown", "group", "amount")
             if row[0] == "A"]  # fmt: skip
    groups = [(breakdown, label, n) for label, n in zip(labels, figures, strict=True)]
    assert found == [*groups, ("none", "all", sum(figures))]
    assert len(set(rows(result, "item"))) == 1


def test_groups_across_with_months_down_are_no_units():
    result = result_of(
        S=[["Detentions"], ["Month", "Female", "Male"], ["Apr-24", 5, 6], ["May-24", 7, 8]]
    )
    assert {level for (level,) in rows(result, "level")} == {"Organisation"}
    assert rows(result, "group", "amount")[:2] == [("Female", 5), ("Male", 6)]


def test_an_order_of_measures_and_lengths_is_not_taken_for_groups():
    result = result_of(
        S=[["October 2024"], ["Team", "Referrals", "Waiting over 18 weeks"], ["A", 1, 2],
           ["B", 3, 4]]
    )  # fmt: skip
    assert {breakdown for (breakdown,) in rows(result, "breakdown")} == {"none"}


def test_divisions_over_wards_across_are_not_measures():
    result = result_of(
        S=[["Occupied bed days"], [None, "Adult", None, None, "Older people"],
           ["Month", "Elm", "Oak", "Adult total", "Ash"], ["Apr-24", 500, 400, 900, 300],
           ["May-24", 510, 410, 920, 310]]
    )  # fmt: skip
    assert {item for (item,) in rows(result, "item")} == {"occupied_bed_days"}
    assert rows(result, "unit", "amount")[:3] == [("Elm", 500), ("Oak", 400), ("Ash", 300)]


def test_a_pivot_table_is_read_without_its_own_words_and_sums():
    result = result_of(
        S=[["Sum of Admissions", "Column Labels"],
           ["Row Labels", "Apr-24", "May-24", "Jun-24", "Grand Total"],
           ["Adult", 181, 203, 167, 551], ["Elm", 90, 101, 77, 268], ["Oak", 91, 102, 90, 283],
           ["Older", 122, 145, 133, 400], ["Ash", 61, 70, 60, 191], ["Fir", 61, 75, 73, 209],
           ["Grand Total", 303, 348, 300, 951]]
    )  # fmt: skip
    assert set(rows(result, "level", "unit")) == {
        ("Unit", "Elm"), ("Unit", "Oak"), ("Unit", "Ash"), ("Unit", "Fir"),
        ("Group", "Adult"), ("Group", "Older"),
    }  # fmt: skip
    assert {item for (item,) in rows(result, "item")} == {"admissions"}
    assert any("(A9)" in text for text in told(result))


def test_small_figures_that_add_up_by_chance_stay():
    small = [["Elm", 1, 0, 2], ["Oak", 1, 0, 0], ["Ash", 0, 0, 2], ["Fir", 3, 1, 4]]
    result = result_of(S=[["Falls"], ["Ward", "Apr-24", "May-24", "Jun-24"], *small])
    assert len(rows(result, "amount")) == 12


@pytest.mark.parametrize("corner", ["Falls by ward", "Admissions"])
def test_the_corner_may_say_what_is_counted(corner):
    result = result_of(S=[[corner, "Apr-24", "May-24"], ["Elm", 1, 2], ["Oak", 3, 4]])
    assert rows(result, "unit", "breakdown", "amount")[0] == ("Elm", "none", 1)
    assert {heading for (heading,) in rows(result, "heading")} <= {
        "Falls",
        "Admissions to hospital",
    }


def test_a_cumulative_or_rolling_title_line_gives_every_figure_its_window():
    months = ["Measure", "May-24", "Jun-24"]
    cumulative = [["Out of area bed days: cumulative year to date 2024/25"], months]
    result = result_of(S=[*cumulative, ["Plan", 5, 6], ["Actual", 7, 8]])
    to_date = [row for row in rows(result, "start", "end", "scenario", "amount") if row[0] < row[1]
               and row[0] == "2024-04-01"]  # fmt: skip
    assert to_date == [
        ("2024-04-01", "2024-05-31", "plan", 5), ("2024-04-01", "2024-06-30", "plan", 6),
        ("2024-04-01", "2024-05-31", "actual", 7), ("2024-04-01", "2024-06-30", "actual", 8),
    ]  # fmt: skip
    rolling = result_of(
        S=[["Turnover"], ["Rolling 12 months"], ["Directorate", "May-24", "Jun-24"], ["A", 5, 6],
           ["B", 7, 8]]
    )  # fmt: skip
    assert {start for (start,) in rows(rolling, "start")} == {"2023-06-01", "2023-07-01"}


def test_targets_below_actual_figures_are_left_out():
    result = result_of(
        S=[["KPI", "Type", "Apr-24", "May-24"], ["Referrals received", "Actual", 5, 6],
           ["Referrals received", "Target", 7, 8], ["Falls", "Actual", 1, 2],
           ["Falls", "Target", 0, 0]]
    )  # fmt: skip
    assert rows(result, "breakdown", "scenario", "amount") == [
        ("none", "actual", 5), ("none", "actual", 6), ("none", "actual", 1), ("none", "actual", 2),
    ]  # fmt: skip


def test_account_numbers_keys_and_changes_are_no_figures():
    result = result_of(
        S=[["Report October 2024"], ["Ward", "Key", "Subjective", "Subjective description",
           "Admissions", "Change"], ["Elm", 11, 7001, "Nursing", 5, -1],
           ["Oak", 12, 7002, "Drugs", 6, 2]]
    )  # fmt: skip
    assert [amount for (amount,) in rows(result, "amount")] == [5, 6]


def test_the_quarter_that_a_date_ends_and_the_month_that_a_period_number_is():
    quarters = result_of(
        S=[["Quarter ending", "Team", "Referrals"], ["30/06/2023", "A", 5], ["30/09/2023", "A", 6]]
    )
    assert rows(quarters, "start", "end") == [
        ("2023-04-01", "2023-06-30"), ("2023-07-01", "2023-09-30"),
    ]  # fmt: skip
    numbered = [["Financial year", "Period", "Team", "Referrals"], ["2024/25", 1, "A", 5],
                ["2024/25", 12, "A", 6]]  # fmt: skip
    assert rows(result_of(S=numbered), "start") == [("2024-04-01",), ("2025-03-01",)]
    numbered[0][1] = "Month"
    assert rows(result_of(S=numbered), "start") == []


def test_a_stretch_of_months_in_a_title_is_not_its_last_month():
    page = [["Team", "Responses"], ["A", 5], ["B", 6]]
    quarter = result_of(S=[["Survey, July to September 2024"], *page])
    assert rows(quarter, "start", "end")[0] == ("2024-07-01", "2024-09-30")
    half = result_of(S=[["Survey, April to September 2024"], *page])
    assert rows(half, "start", "end")[0] == ("2024-04-01", "2024-09-30")


def test_thousands_below_a_heading_are_no_amount():
    result = result_of(
        S=[["October 2024"], ["Ward", "Budget", "Actual"], [None, "\u00a3000", "\u00a3000"],
           ["Elm", 55, 56], ["Oak", 65, 66]]
    )  # fmt: skip
    assert rows(result, "unit", "scenario", "amount")[:2] == [
        ("Elm", "plan", 55_000), ("Elm", "actual", 56_000),
    ]  # fmt: skip


def test_wards_may_be_numbers():
    result = result_of(S=[["Falls by ward"], ["Ward", "Apr-24", "May-24"], [1, 5, 6], [12, 7, 8]])
    assert rows(result, "unit", "amount")[0] == ("1", 5)
    assert len(rows(result, "amount")) == 4


def test_wards_or_groups_over_years_with_months_down_or_units_down():
    wards = result_of(
        S=[["Length of stay by ward"], [None, "Elm", None, "Oak", None],
           ["Month", "2023/24", "2024/25", "2023/24", "2024/25"], ["Apr", 11, 12, 13, 14],
           ["May", 15, 16, 17, 18]]
    )  # fmt: skip
    assert rows(wards, "item", "unit", "start", "amount")[:3] == [
        ("length_of_stay", "Elm", "2023-04-01", 11), ("length_of_stay", "Elm", "2024-04-01", 12),
        ("length_of_stay", "Oak", "2023-04-01", 13),
    ]  # fmt: skip
    people = result_of(
        S=[["Detentions"], ["Site", "2023/24", None, "2024/25", None],
           [None, "Male", "Female", "Male", "Female"], ["A", 11, 12, 13, 14], ["B", 1, 2, 3, 4]]
    )  # fmt: skip
    assert rows(people, "item", "unit", "group", "amount")[:2] == [
        ("detentions", "A", "Male", 11), ("detentions", "A", "Female", 12),
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["Band", "Pay band", "Grade"])
def test_numbers_of_bands_down_a_column_are_groups_and_no_figures(heading):
    result = result_of(
        S=[["Ward", heading, "Month", "WTE"], ["Elm", 2, "Apr-24", 3.5], ["Elm", 5, "Apr-24", 3.5],
           ["Oak", 2, "Apr-24", 4], ["Oak", 5, "Apr-24", 6]]
    )  # fmt: skip
    assert rows(result, "unit", "breakdown", "group", "amount") == [
        (ward, heading.casefold(), band, wte)
        for ward, band, wte in [
            ("Elm", "2", 3.5),
            ("Elm", "5", 3.5),
            ("Oak", "2", 4),
            ("Oak", "5", 6),
        ]
    ]


def test_the_column_labels_of_a_pivot_are_groups_of_what_its_corner_counts():
    result = result_of(
        S=[
            ["Incident month", "Oct-24"],
            [],
            ["Count of ID", "Column Labels"],
            ["Row Labels", "None", "Low", "Severe", "Grand Total"],
            ["Elm", 5, 3, 1, 9],
            ["Oak", 2, 4, 0, 6],
            ["Grand Total", 7, 7, 1, 15],
        ]
    )
    assert rows(result, "unit", "item", "group", "amount")[:4] == [
        ("Elm", "count_of_id", "None", 5), ("Elm", "count_of_id", "Low", 3),
        ("Elm", "count_of_id", "Severe", 1), ("Elm", "count_of_id", "all", 9),
    ]  # fmt: skip
    assert {unit for (unit,) in rows(result, "unit")} == {"Elm", "Oak"}


def test_wards_over_the_same_measures_are_units_where_the_catalogue_knows_most_of_them():
    result = result_of(
        S=[
            ["Trend"],
            ["Month", "Elm", None, None, "Oak", None, None],
            [None, *["Admissions", "Discharges", "Number of zone visits"] * 2],
            ["Apr-24", 1, 2, 3, 4, 5, 6],
            ["May-24", 7, 8, 9, 10, 11, 12],
        ]
    )
    found = rows(result, "unit", "item", "amount")[:6]
    assert [(unit, amount) for unit, _, amount in found] == [
        ("Elm", 1), ("Elm", 2), ("Elm", 3), ("Oak", 4), ("Oak", 5), ("Oak", 6),
    ]  # fmt: skip
    assert [item for _, item, _ in found[:2]] == ["admissions", "discharges"]


def test_a_caseload_at_the_end_of_the_month_stands_beside_what_happened_in_it():
    result = result_of(
        S=[
            ["Team", "Caseload at 31/10/2024", "Referrals received Oct-24", "Contacts Oct-24"],
            ["North", 300, 20, 90],
            ["South", 250, 30, 80],
        ]
    )
    assert rows(result, "item", "start", "amount")[:3] == [
        ("caseload", "2024-10-01", 300), ("referrals", "2024-10-01", 20),
        ("contacts", "2024-10-01", 90),
    ]  # fmt: skip


def test_a_title_that_says_by_type_counts_what_stands_before_it():
    result = result_of(
        S=[["Restrictive interventions by type"], ["Type", "Apr-24", "May-24"], ["Prone", 3, 4],
           ["Seated", 5, 6]]
    )  # fmt: skip
    assert rows(result, "item", "breakdown", "group", "amount")[::2] == [
        ("restrictive_interventions", "type", "Prone", 3),
        ("restrictive_interventions", "type", "Seated", 5),
    ]


def test_a_column_of_values_may_hold_more_words_for_none_than_numbers():
    names = ("Referrals", "Caseload", "Admissions", "Contacts", "Discharges")
    values = (1761, 20, "SUPP", "NULL", "SUPP")
    table = [["North", "Apr-24", *pair] for pair in zip(names, values, strict=True)]
    result = result_of(S=[["ICB", "Month", "Measure", "Value"], *table])
    assert [status for (status,) in rows(result, "status")] == [
        "ok", "ok", "suppressed", "missing", "suppressed",
    ]  # fmt: skip


def test_ages_under_each_sex_are_groups_of_both_and_all_ages_those_of_the_sex():
    result = result_of(
        S=[
            ["Detentions 2023/24"],
            ["Ward", "Female", None, None, "Male", None, None],
            [None, *["18-64", "65+", "All ages"] * 2],
            ["Elm", 1, 2, 3, 4, 5, 9],
            ["Oak", 7, 8, 15, 10, 11, 21],
        ]
    )
    assert rows(result, "item", "breakdown", "group", "amount")[:6] == [
        ("detentions", "age × sex", "18-64 × Female", 1),
        ("detentions", "age × sex", "65+ × Female", 2),
        ("detentions", "sex", "Female", 3),
        ("detentions", "age × sex", "18-64 × Male", 4),
        ("detentions", "age × sex", "65+ × Male", 5),
        ("detentions", "sex", "Male", 9),
    ]


def test_wards_across_below_each_other_for_several_measures_with_a_total_of_the_unit():
    head = ["Month", "Alder", "Beech (closed Jun 24)", "Unit total"]
    body = [["Apr-24", 3, 4, 7], ["May-24", 5, 6, 11], ["Jul-24", 7, "closed", 7]]
    result = result_of(
        S=[["Admissions"], head, *body, [], ["Average length of stay (days)"],
           [*head[:3], "Unit average"], *body]
    )  # fmt: skip
    found = rows(result, "item", "unit", "status")
    assert found[:6] == [
        ("admissions", "Alder", "ok"), ("admissions", "Beech (closed Jun 24)", "ok"),
        ("admissions", "Alder", "ok"), ("admissions", "Beech (closed Jun 24)", "ok"),
        ("admissions", "Alder", "ok"), ("admissions", "Beech (closed Jun 24)", "not_applicable"),
    ]  # fmt: skip
    assert [row[1:] for row in found[6:]] == [row[1:] for row in found[:6]]
    assert len({item for item, _, _ in found}) == 2


@pytest.mark.parametrize(
    ("first", "second", "level", "heading"),
    [
        ("Ash", "Crisis", "Unit", "Walks attended"),
        ("New", "Follow up", "Organisation", "New: Walks attended"),
    ],
)
def test_the_same_measures_under_each_of_several_names(first, second, level, heading):
    measures = ["Walks attended", "Delayed discharges"]
    result = result_of(
        S=[["Sitrep October 2024"], [None, first, None, second], ["Date", *measures, *measures],
           ["Sat 12 Oct", 1, 2, 3, 4], ["Sun 13 Oct", 5, 6, 7, 8]]
    )  # fmt: skip
    found = rows(result, "level", "heading", "start", "end", "amount")
    assert found[0] == (level, heading, "2024-10-12", "2024-10-12", 1)
    assert found[-1][2:] == ("2024-10-13", "2024-10-13", 8)
    units = [unit for (unit,) in rows(result, "unit")][:4]
    assert units == ([first, first, second, second] if level == "Unit" else ["report"] * 4)


def test_bands_down_with_a_total_of_what_is_counted_are_groups():
    bands = [["0-7 days", 3, 4], ["8-30 days", 5, 6], ["Over 30 days", 7, 8]]
    result = result_of(
        S=[["Discharges"], ["Length of stay", "Jul-24", "Aug-24"], *bands,
           ["Total discharges", 15, 18]]
    )  # fmt: skip
    assert set(rows(result, "item", "breakdown")) == {("discharges", "length of stay")}
    assert rows(result, "group", "amount")[::2] == [
        ("0-7 days", 3), ("8-30 days", 5), ("Over 30 days", 7),
    ]  # fmt: skip


def test_a_year_among_numbers_below_a_heading_of_diagnoses_makes_them_no_groups():
    result = result_of(
        S=[[None, "CYP access", None, "Dementia diagnoses", None],
           ["Month", "Alder ICB", "Beech ICB", "Alder ICB", "Beech ICB"],
           ["Jun 2019", 57, 6753, 61, 33054], ["Jul 2019", 122, 58, 2048, 58]]
    )  # fmt: skip
    assert set(rows(result, "breakdown")) == {("none",)}
    assert ("Dementia diagnoses", "Alder ICB", 2048) in rows(result, "heading", "unit", "amount")
