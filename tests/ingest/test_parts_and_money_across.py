"""What stands below a month or beside a measure: its scale of money, its part, its total."""

import pytest

from tests.ingest.books import result_of, rows


def test_thousands_below_a_month_are_brought_to_pounds():
    result = result_of(
        Sheet1=[
            ["Agency usage 2024/25"],
            ["Staff group", "April", "April", "May", "May"],
            [None, "WTE", "£000", "WTE", "£000"],
            ["Medical", 4.5, 80, 5.5, 90],
            ["Nursing", 6.5, 30, 7.5, 40],
        ]
    )
    assert rows(result, "item", "group", "period", "amount")[:4] == [
        ("wte", "Medical", "2024-04-01", 4.5), ("agency_usage", "Medical", "2024-04-01", 80_000),
        ("wte", "Medical", "2024-05-01", 5.5), ("agency_usage", "Medical", "2024-05-01", 90_000),
    ]  # fmt: skip
    assert any(p.done == "It was multiplied by 1,000." for p in result.problems)


def test_thousands_over_rows_of_lines_are_brought_to_pounds():
    result = result_of(
        Sheet1=[["Position October 2024"], ["Line", "£000"], ["Nursing pay", 80], ["Drugs", 7]]
    )
    assert rows(result, "item", "amount") == [("nursing_pay", 80_000), ("drugs", 7_000)]


def test_a_scale_in_the_heading_that_figures_go_by_stays_with_them():
    result = result_of(Sheet1=[["October 2024"], ["Ward", "Bank £000"], ["Elm", 80], ["Oak", 7]])
    assert rows(result, "heading", "amount") == [("Bank £000", 80), ("Bank £000", 7)]


def test_numerator_denominator_and_result_of_the_measure_in_the_title():
    result = result_of(
        Sheet1=[
            ["Gate check"],
            ["Team", None, "Apr-24", "May-24"],
            ["North", "Numerator", 18, 19],
            [None, "Denominator", 20, 20],
            [None, "%", 90, 95],
            ["South", "Numerator", 8, 9],
            [None, "Denominator", 10, 10],
            [None, "%", 80, 90],
        ]
    )
    found = rows(result, "heading", "unit", "breakdown", "amount")
    assert found[::2] == [
        ("Gate check: Numerator", "North", "none", 18),
        ("Gate check: Denominator", "North", "none", 20),
        ("Gate check", "North", "none", 90),
        ("Gate check: Numerator", "South", "none", 8),
        ("Gate check: Denominator", "South", "none", 10),
        ("Gate check", "South", "none", 80),
    ]
    assert len(set(rows(result, "item"))) == 3


@pytest.mark.parametrize(
    ("measure", "result", "item"),
    [
        ("DNA", "%", "dna_rate"),
        ("DNA", "Rate", "dna_rate"),
        ("72 hour follow up", "%", "mhs80"),
        ("DNA", "Result", "dna_result"),
        ("Sickness", "Result", "sickness"),
        ("Gate check", "Result", "gate_check"),
    ],
)
def test_the_result_of_parts_is_no_count_of_what_the_measure_is_named_after(measure, result, item):
    parts = (
        (measure, part, n) for part, n in (("Numerator", 9), ("Denominator", 10), (result, 90))
    )
    below = [[team, *row] for row in [*parts] for team in ("North team", "South team")]
    found = result_of(Sheet1=[["Apr-24"], ["Team", "Measure", "Part", "Value"], *below])
    assert {row for row in rows(found, "item", "amount") if row[1] == 90} == {(item, 90)}
    titled = result_of(
        Sheet1=[[measure], ["Team", None, "Apr-24"], ["North", "Numerator", 9],
                [None, "Denominator", 10], [None, result, 90]]
    )  # fmt: skip
    counted = {"missed_contacts", "followups_72h"}
    assert not counted & {name for (name,) in rows(titled, "item")}


def test_courses_by_ward_beside_their_total_and_target():
    result = result_of(
        Sheet1=[
            ["Training compliance % at 31 October 2024"],
            ["Course", "Elm", "Oak", "Trust total", "Target"],
            ["Fire safety", 81, 82, 81.5, 90],
            ["Life support", 71, 72, 71.5, 90],
        ]
    )
    assert rows(result, "heading", "unit", "amount") == [
        ("Fire safety", "Elm", 81), ("Fire safety", "Oak", 82),
        ("Life support", "Elm", 71), ("Life support", "Oak", 72),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("CMHT", "Team"), ("Sub-service", "Service"), ("Inpatient unit", "Unit"),
        ("Cost Ctr", "Cost centre"), ("Level 5 Org", "Organisation"),
        ("Ward (Site)", "Ward"), ("Roster", "Unit"),
    ],
)  # fmt: skip
def test_headings_that_name_units_and_their_level(heading, level):
    below = [[name, n, n] for n, name in enumerate(("Elm", "Oak"), 3)]
    found = result_of(Sheet1=[[heading, "Apr-24", "May-24"], *below])
    assert set(rows(found, "level", "unit", "breakdown")) == {
        (level, "Elm", "none"), (level, "Oak", "none")
    }  # fmt: skip


def test_an_organisation_level_of_the_staff_record_names_units():
    result = result_of(
        Sheet1=[["October 2024"], ["Org L5", "Headcount"], ["123 Elm", 20], ["123 Oak", 30]]
    )
    assert rows(result, "level", "unit", "amount") == [
        ("Organisation", "123 Elm", 20), ("Organisation", "123 Oak", 30),
    ]  # fmt: skip
