"""Labels alone in a row: the period, the unit, the measure or the group of the rows below."""

import pytest

from mhvalue.ingest.reading import from_json, to_json
from tests.ingest.books import result_of, rows, told


def test_a_month_alone_in_a_row_is_that_of_the_rows_below_it():
    found = result_of(
        Sheet1=[
            ["Ward", "Admissions", "Discharges"],
            ["April 2024"],
            ["Elm", 12, 11],
            ["Oak", 7, 9],
            ["Total", 19, 20],
            [],
            ["May 2024"],
            ["Elm", 14, 13],
            ["Oak", 8, 6],
            ["Total", 22, 19],
        ]
    )
    assert sorted(rows(found, "unit", "period", "item", "amount")) == [
        ("Elm", "2024-04-01", "admissions", 12.0),
        ("Elm", "2024-04-01", "discharges", 11.0),
        ("Elm", "2024-05-01", "admissions", 14.0),
        ("Elm", "2024-05-01", "discharges", 13.0),
        ("Oak", "2024-04-01", "admissions", 7.0),
        ("Oak", "2024-04-01", "discharges", 9.0),
        ("Oak", "2024-05-01", "admissions", 8.0),
        ("Oak", "2024-05-01", "discharges", 6.0),
    ]


def test_months_without_a_year_take_that_of_the_title():
    found = result_of(
        Sheet1=[
            ["Ward activity 2024/25"],
            ["Ward", "Admissions", "Discharges"],
            ["February"],
            ["Elm", 12, 11],
            ["March"],
            ["Elm", 14, 13],
        ]
    )
    assert sorted(rows(found, "period", "item", "amount")) == [
        ("2025-02-01", "admissions", 12.0),
        ("2025-02-01", "discharges", 11.0),
        ("2025-03-01", "admissions", 14.0),
        ("2025-03-01", "discharges", 13.0),
    ]


def test_years_alone_in_a_row_go_with_the_months_below_them():
    found = result_of(
        Sheet1=[
            ["Month", "Admissions", "Discharges"],
            ["2023/24"],
            ["April", 3, 2],
            ["May", 4, 5],
            ["2024/25"],
            ["April", 6, 7],
            ["May", 8, 9],
        ]
    )
    assert sorted(rows(found, "period", "item", "amount")) == [
        ("2023-04-01", "admissions", 3.0),
        ("2023-04-01", "discharges", 2.0),
        ("2023-05-01", "admissions", 4.0),
        ("2023-05-01", "discharges", 5.0),
        ("2024-04-01", "admissions", 6.0),
        ("2024-04-01", "discharges", 7.0),
        ("2024-05-01", "admissions", 8.0),
        ("2024-05-01", "discharges", 9.0),
    ]


def test_a_team_alone_in_a_row_is_the_unit_of_the_measures_below_it():
    found = result_of(
        Sheet1=[
            ["Measure", "Apr-24", "May-24"],
            ["North team"],
            ["Referrals received", 12, 11],
            ["Discharges", 7, 9],
            ["South team"],
            ["Referrals received", 14, 13],
            ["Discharges", 8, 6],
        ]
    )
    assert sorted(rows(found, "level", "unit", "heading", "period", "amount")) == [
        ("Team", "North team", "Discharges", "2024-04-01", 7.0),
        ("Team", "North team", "Discharges", "2024-05-01", 9.0),
        ("Team", "North team", "Referrals received", "2024-04-01", 12.0),
        ("Team", "North team", "Referrals received", "2024-05-01", 11.0),
        ("Team", "South team", "Discharges", "2024-04-01", 8.0),
        ("Team", "South team", "Discharges", "2024-05-01", 6.0),
        ("Team", "South team", "Referrals received", "2024-04-01", 14.0),
        ("Team", "South team", "Referrals received", "2024-05-01", 13.0),
    ]


def test_wards_alone_in_a_row_are_the_units_of_the_months_below_them():
    found = result_of(
        Sheet1=[
            ["Month", "Admissions", "Discharges"],
            ["Adult acute wards"],
            ["Apr-24", 12, 11],
            ["May-24", 7, 9],
            ["Older adult wards"],
            ["Apr-24", 14, 13],
            ["May-24", 8, 6],
        ]
    )
    assert sorted(rows(found, "unit", "item", "period", "amount")) == [
        ("Adult acute wards", "admissions", "2024-04-01", 12.0),
        ("Adult acute wards", "admissions", "2024-05-01", 7.0),
        ("Adult acute wards", "discharges", "2024-04-01", 11.0),
        ("Adult acute wards", "discharges", "2024-05-01", 9.0),
        ("Older adult wards", "admissions", "2024-04-01", 14.0),
        ("Older adult wards", "admissions", "2024-05-01", 8.0),
        ("Older adult wards", "discharges", "2024-04-01", 13.0),
        ("Older adult wards", "discharges", "2024-05-01", 6.0),
    ]


MEASURES = [
    ["Ward", "Apr-24", "May-24"],
    ["Admissions"],
    ["Elm", 12, 11],
    ["Oak", 7, 9],
    ["Discharges"],
    ["Elm", 14, 13],
    ["Oak", 8, 6],
]


def test_a_measure_alone_in_a_row_is_what_the_rows_below_it_count():
    found = result_of(Sheet1=MEASURES)
    assert sorted(rows(found, "unit", "item", "period", "amount")) == [
        ("Elm", "admissions", "2024-04-01", 12.0),
        ("Elm", "admissions", "2024-05-01", 11.0),
        ("Elm", "discharges", "2024-04-01", 14.0),
        ("Elm", "discharges", "2024-05-01", 13.0),
        ("Oak", "admissions", "2024-04-01", 7.0),
        ("Oak", "admissions", "2024-05-01", 9.0),
        ("Oak", "discharges", "2024-04-01", 8.0),
        ("Oak", "discharges", "2024-05-01", 6.0),
    ]


def test_a_reading_with_sections_is_kept_as_json_and_reads_the_same_again():
    found = result_of(Sheet1=MEASURES)
    again = result_of(from_json(to_json(found.reading)), Sheet1=MEASURES)
    wanted = ("unit", "item", "period", "amount")
    assert rows(again, *wanted) == rows(found, *wanted)


def test_a_sex_or_an_ethnic_group_alone_in_a_row_is_that_of_the_rows_below_it():
    for labels, breakdown, groups in (
        (["Persons", "Males", "Females"], "sex", ["all", "Males", "Females"]),
        (["Ethnicity: White", "Ethnicity: Black"], "ethnicity", ["White", "Black"]),
    ):
        lines = [["Admissions by ward"], ["Ward", "Apr-24", "May-24"]]
        expected = []
        for place, (label, group) in enumerate(zip(labels, groups, strict=True)):
            lines += [[label], ["Elm", 30 + place, 40 + place], ["Oak", 50 + place, 60 + place]]
            name = "none" if group == "all" else breakdown
            for ward, first in (("Elm", 30), ("Oak", 50)):
                expected.append((ward, name, group, "2024-04-01", float(first + place)))
                expected.append((ward, name, group, "2024-05-01", float(first + 10 + place)))
        found = result_of(Sheet1=lines)
        assert sorted(rows(found, "unit", "breakdown", "group", "period", "amount")) == sorted(
            expected
        )


def test_labels_that_do_not_say_what_they_are_leave_the_figures_unread_and_told():
    found = result_of(
        Sheet1=[
            ["Ward", "Apr-24", "May-24"],
            ["First view"],
            ["Elm", 12, 11],
            ["Oak", 7, 9],
            ["Second view"],
            ["Elm", 14, 13],
            ["Oak", 8, 6],
        ]
    )
    assert len(found.reading.tables) == 1
    assert {status for (status,) in rows(found, "status")} == {"error"}
    assert any("the last or the sum of them counts" in line for line in told(found))


def test_wards_whose_figures_are_missing_are_no_sections():
    found = result_of(
        Sheet1=[
            ["Ward", "Apr-24", "May-24"],
            ["Elm"],
            ["Oak", 7, 9],
            ["Ash"],
            ["Fir", 8, 6],
        ]
    )
    assert len(found.reading.tables) == 1
    assert {unit for (unit,) in rows(found, "unit")} == {"Oak", "Fir"}


def test_a_label_that_says_how_far_back_figures_go_is_no_month():
    for label in ("Year to May 2024", "YTD May 2024"):
        found = result_of(
            Sheet1=[
                ["Ward", "Admissions", "Discharges"],
                ["April 2024"],
                ["Elm", 5, 6],
                [label],
                ["Elm", 9, 10],
            ]
        )
        assert not len(found.facts.frame)


def test_a_sum_named_after_its_section_is_left_out_and_told():
    found = result_of(
        Sheet1=[
            ["Measure", "Apr-24", "May-24"],
            ["North team"],
            ["Admissions", 5, 6],
            ["Discharges", 7, 8],
            ["North total", 12, 14],
            ["South team"],
            ["Admissions", 9, 10],
            ["Discharges", 11, 12],
            ["South total", 20, 22],
        ]
    )
    assert set(rows(found, "unit", "amount")) == {
        *[("North team", float(amount)) for amount in (5, 6, 7, 8)],
        *[("South team", float(amount)) for amount in (9, 10, 11, 12)],
    }
    assert any("A5" in line and "left out" in line for line in told(found))


def test_plan_and_actual_one_below_the_other_are_scenarios():
    result = result_of(
        Sheet1=[
            ["Contacts by team"],
            ["Team", "Apr-24", "May-24"],
            ["Actual"], ["North", 5, 6], ["South", 7, 8],
            ["Plan"], ["North", 9, 10], ["South", 11, 12],
            ["Variance"], ["North", -4, -4], ["South", -4, -4],
        ]
    )  # fmt: skip
    assert rows(result, "unit", "scenario", "amount") == [
        ("North", "actual", 5), ("North", "actual", 6),
        ("South", "actual", 7), ("South", "actual", 8),
        ("North", "plan", 9), ("North", "plan", 10),
        ("South", "plan", 11), ("South", "plan", 12),
    ]  # fmt: skip
    assert set(rows(result, "item")) == {("contacts",)}


def test_a_section_that_adds_up_the_others_is_no_unit():
    result = result_of(
        Sheet1=[
            ["Measure", "Apr-24", "May-24"],
            ["All wards"], ["Admissions", 14, 17], ["Discharges", 18, 21],
            ["Elm"], ["Admissions", 5, 6], ["Discharges", 7, 8],
            ["Oak"], ["Admissions", 9, 11], ["Discharges", 11, 13],
        ]
    )  # fmt: skip
    assert rows(result, "unit", "item", "amount") == [
        ("Elm", "admissions", 5), ("Elm", "admissions", 6),
        ("Elm", "discharges", 7), ("Elm", "discharges", 8),
        ("Oak", "admissions", 9), ("Oak", "admissions", 11),
        ("Oak", "discharges", 11), ("Oak", "discharges", 13),
    ]  # fmt: skip
    assert any("add up others" in sentence for sentence in told(result))


def test_bands_of_weeks_under_their_teams():
    result = result_of(
        Sheet1=[
            ["Waiting list by weeks waiting"],
            ["Weeks waiting", "Apr-24", "May-24"],
            ["ADHD team"], ["0-6", 10, 20], ["6-18", 30, 40], ["18+", 50, 60], ["Total", 90, 120],
            ["Autism team"], ["0-6", 11, 21], ["6-18", 31, 41], ["18+", 51, 61], ["Total", 93, 123],
        ]
    )  # fmt: skip
    assert rows(result, "unit", "group", "amount") == [
        ("ADHD team", "0-6", 10), ("ADHD team", "0-6", 20), ("ADHD team", "6-18", 30),
        ("ADHD team", "6-18", 40), ("ADHD team", "18+", 50), ("ADHD team", "18+", 60),
        ("Autism team", "0-6", 11), ("Autism team", "0-6", 21), ("Autism team", "6-18", 31),
        ("Autism team", "6-18", 41), ("Autism team", "18+", 51), ("Autism team", "18+", 61),
    ]  # fmt: skip


def test_measures_alone_in_a_row_over_the_same_units_need_not_be_known():
    found = result_of(
        Sheet1=[
            ["Activity by service"],
            ["Service", "2021/22", "2022/23 (revised)", "% change"],
            ["Referrals received"], ["CAMHS", 11, 12, 9], ["Adult", 13, 14, 8],
            ["Face to face contacts"], ["CAMHS", 21, 22, 5], ["Adult", 23, 24, 4],
        ]
    )  # fmt: skip
    assert rows(found, "heading", "unit", "amount") == [
        ("Referrals received", "CAMHS", 11), ("Referrals received", "CAMHS", 12),
        ("Referrals received", "Adult", 13), ("Referrals received", "Adult", 14),
        ("Face to face contacts", "CAMHS", 21), ("Face to face contacts", "CAMHS", 22),
        ("Face to face contacts", "Adult", 23), ("Face to face contacts", "Adult", 24),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "one", "two", "level"),
    [
        ("Ward / grade", "Qualified", "Unqualified", "Ward"),
        ("Row Labels", "Sum of Referrals", "Sum of Discharges", "Unit"),
    ],
)
def test_units_alone_in_a_row_under_a_heading_of_both_or_in_a_pivot(head, one, two, level):
    found = result_of(
        Sheet1=[[head, "Apr 2024", "May 2024"], ["Elm"], [one, 11, 12], [two, 13, 14],
                ["Oak"], [one, 21, 22], [two, 23, 24]],
    )  # fmt: skip
    assert rows(found, "level", "unit", "amount") == [
        (level, "Elm", 11), (level, "Elm", 12), (level, "Elm", 13), (level, "Elm", 14),
        (level, "Oak", 21), (level, "Oak", 22), (level, "Oak", 23), (level, "Oak", 24),
    ]  # fmt: skip
