"""What a figure is of, where its heading alone does not tell it; and levels in other words."""

import pytest

from tests.ingest.books import result_of, rows, told


def test_a_number_is_of_what_the_title_counts():
    result = result_of(
        Sheet1=[
            ["Discharges by reason, 2023/24"],
            ["Reason", "Number", "% of total"],
            ["Moved", 10, "25%"],
            ["Recovered", 30, "75%"],
        ]
    )
    assert rows(result, "item", "group", "amount") == [
        ("discharges", "Moved", 10), ("discharges", "Recovered", 30),
    ]  # fmt: skip


def test_labels_are_measures_where_the_title_is_none():
    result = result_of(
        Sheet1=[
            ["Demand and capacity"],
            [None, "Oct-24", "Nov-24"],
            ["Opening waiting list", 50, 60],
            ["Referrals in", 20, 30],
            ["Removals", 5, 6],
            ["Closing waiting list", 65, 84],
        ]
    )
    assert [heading for heading, _ in rows(result, "heading", "amount")][::2] == [
        "Opening waiting list", "Referrals in", "Removals", "Closing waiting list",
    ]  # fmt: skip
    assert len(set(rows(result, "level", "unit"))) == 1


def test_the_number_of_the_month_is_no_part_of_a_name():
    def items(month, name):
        made = result_of(
            Sheet1=[
                [f"Activity - Month {month}, {name} 2024"],
                ["Service", "Plan", "Actual"],
                ["Liaison", 5, 6],
                ["Crisis", 7, 8],
            ]
        )
        return set(rows(made, "item"))

    assert items(6, "September") == items(7, "October") == {("activity",)}


def test_a_heading_that_ends_in_a_level_names_units():
    result = result_of(
        Sheet1=[
            ["Month", "Caseload holder team", "Contacts"],
            ["Apr 2024", "North", 5],
            ["Apr 2024", "South", 6],
        ]
    )
    assert rows(result, "level", "unit") == [("Team", "North"), ("Team", "South")]


def test_a_quarter_beside_the_word_extract_is_a_period():
    result = result_of(
        Sheet1=[
            ["Model hospital extract, Q2 2024/25"],
            ["Provider", "Beds"],
            ["RXA", 50],
            ["RXB", 60],
        ]
    )
    assert set(rows(result, "start", "end")) == {("2024-07-01", "2024-09-30")}


def test_boards_among_providers_are_of_their_own_level():
    result = result_of(
        Sheet1=[
            ["Bed days, October 2024"],
            ["Organisation", "Bed days"],
            ["NHS Kent and Medway Integrated Care Board", 70],
            ["Kent and Medway Trust", 60],
        ]
    )
    assert [level for level, _ in rows(result, "level", "amount")] == ["ICB", "Organisation"]


def test_rows_of_a_measures_parts_and_of_its_result():
    result = result_of(
        Sheet1=[
            ["KPI", None, "Apr 2024", "May 2024"],
            ["Health check", "Numerator", 40, 45],
            [None, "Denominator", 80, 60],
            [None, "Performance", "50%", "75%"],
            ["Care plan", "Numerator", 30, 35],
            [None, "Denominator", 60, 70],
            [None, "Performance", "50%", "50%"],
        ]
    )
    assert rows(result, "heading", "group", "amount")[::2] == [
        ("Health check: Numerator", "all", 40), ("Health check: Denominator", "all", 80),
        ("Health check", "all", 50), ("Care plan: Numerator", "all", 30),
        ("Care plan: Denominator", "all", 60), ("Care plan", "all", 50),
    ]  # fmt: skip


def test_the_first_of_several_stacked_tables_has_the_line_right_above_it_as_the_others_have():
    months = ["Team", "Apr-24", "May-24"]
    result = result_of(
        S=[["Employment"], [], ["People seen"], months, ["North", 20, 21], ["South", 22, 23],
           [], ["Jobs found"], months, ["North", 5, 6], ["South", 7, 8]]
    )  # fmt: skip
    assert set(rows(result, "heading", "unit", "amount")) >= {
        ("People seen", "North", 20), ("Jobs found", "North", 5),
    }  # fmt: skip


def test_measures_by_id_and_name_are_no_units():
    result = result_of(
        Sheet1=[
            ["Mental health statistics, England"],
            ["Measure ID", "Measure name", "Mar-24", "Apr-24"],
            ["X01", "People in contact", 900, 910],
            ["X02", "Open wards", 20, 21],
        ]
    )
    assert rows(result, "level", "unit", "item", "amount") == [
        ("England", "England", item, amount)
        for item, amounts in (("people_in_contact", (900, 910)), ("open_wards", (20, 21)))
        for amount in amounts
    ]


def test_types_of_measures_name_figures_that_nothing_else_does_and_their_groups_stay():
    heads = ["Year", "MeasureType", "OrganisationCode", "OrganisationName",
             "DemographicBreakdown", "DemographicCode", "DemographicName", "Value"]  # fmt: skip
    groups = (("All", "All", "All"), ("Gender", "1", "Male"), ("Gender", "2", "Female"),
              ("Age", "18", "18 to 34"), ("Age", "35", "35 to 64"))  # fmt: skip
    body = [
        ["2019-20", kind, code, name, *group, 10]
        for code, name in (("RX4", "Elm Trust"), ("RDY", "Oak Trust"))
        for kind in ("Detentions", "Zone visits")
        for group in groups
    ]
    found = rows(result_of(Sheet1=[heads, *body]), "unit", "heading", "group")
    assert found == [(row[3], row[1], row[6].replace("All", "all")) for row in body]


@pytest.mark.parametrize("types", [("Count", "Percentage"), ("Numerator", "Denominator")])
def test_types_that_say_how_something_is_measured_name_nothing(types):
    body = [["Apr-24", ward, kind, 10] for ward in ("Elm", "Oak") for kind in types]
    result = result_of(Sheet1=[["Month", "Ward", "Measure type", "Falls"], *body])
    assert {item for (item,) in rows(result, "heading")}.isdisjoint(types)


def test_an_index_that_is_measured_is_read():
    result = result_of(
        Sheet1=[["Month", "Trust", "Leavers", "Stability index"], ["Apr-24", "Elm", 40, 88.8],
                ["Apr-24", "Oak", 50, 87.7]]
    )  # fmt: skip
    assert ("Elm", "Stability index", 88.8) in rows(result, "unit", "heading", "amount")


@pytest.mark.parametrize(
    ("heading", "title", "item", "asks"),
    [
        ("Bed occupancy %", "Beds", "occupancy_excl_leave", "whether days on leave are left out"),
        ("Bed occupancy %", "Beds, leave excluded", "occupancy_excl_leave", None),
        ("Occupancy excl leave %", "Beds", "occupancy_excl_leave", None),
        ("Occupancy % incl leave", "Beds", "occupancy_incl_leave", None),
        ("OAP bed days", "Beds", "oap_bed_days", "whether only inappropriate placements"),
        ("Inappropriate OAP bed days", "Beds", "oap_bed_days", None),
        ("Median wait to first contact", "Waits", "cyp_first_contact_median", "people under 18"),
        ("Median wait to first contact", "CAMHS waits", "cyp_first_contact_median", None),
    ],
)
def test_what_is_counted_as_something_narrower_than_the_file_says_is_told(
    heading, title, item, asks
):
    """Down a column, across months and as the name of a row."""
    long = [[title], ["Ward", "Month", heading], ["Oak", "Apr-24", 91], ["Elm", "Apr-24", 88]]
    across = [[f"{heading}, {title}"], ["Ward", "Apr-24", "May-24"], ["Oak", 91, 9], ["Elm", 88, 8]]
    named = [[title], ["Measure", "Apr-24", "May-24"], [heading, 91, 92], ["Falls", 3, 4]]
    for table in (long, across, named):
        result = result_of(Sheet1=table)
        if (item,) not in rows(result, "item"):
            assert table is across
            continue
        doubts = [line for line in told(result) if "the file does not say" in line]
        assert [asks in line for line in doubts] == ([True] if asks else [])
        assert not any("Bed occupancy %" in line or "Oak" in line for line in doubts)


def test_beside_a_heading_that_says_more_one_that_says_less_is_the_wider_item():
    result = result_of(
        Sheet1=[
            ["Ward", "Month", "Occupancy %", "Occupancy % excl leave", "OAP days"],
            ["Oak", "Apr-24", 98, 91, 4],
            ["Elm", "Apr-24", 95, 88, 5],
        ]
    )
    found = dict(zip(*zip(*rows(result, "item", "amount")[:3], strict=True), strict=True))
    assert found == {"occupancy_incl_leave": 98, "occupancy_excl_leave": 91, "oap_bed_days": 4}
    assert ["inappropriate" in line for line in told(result)] == [True]


@pytest.mark.parametrize("heading", ["Specialty", "Service line", "Service"])
def test_kinds_of_service_beside_units_are_their_kinds_and_names_what_they_belong_to(heading):
    def unit_of(*kinds):
        table = [["Ward", heading, "Month", "Falls"]]
        table += [[f"Ward {n}", kind, "Apr-24", n] for n, kind in enumerate(kinds, 1)]
        return result_of(Sheet1=table).facts.units.get("Ward", "Ward 1")

    told_kind = unit_of("Adult acute", "PICU", "Rehab", "Adult acute")
    assert (told_kind.kind, told_kind.parents) == ("Adult acute", ())
    belongs = unit_of("Acute North", "PICU", "Rehab", "Acute North")
    assert (belongs.kind, [name for _, name in belongs.parents]) == ("", ["Acute North"])


def test_a_section_of_the_law_by_its_number_is_counted_and_parts_nothing():
    result = result_of(
        Sheet1=[[None, "Section 136 uses", None], ["Month", "Elm ward", "Oak ward"],
                ["Jan-24", 7, "-"], ["Feb-24", 9, 58]]
    )  # fmt: skip
    known = [row for row in rows(result, "unit", "breakdown", "amount", "status") if row[3] == "ok"]
    assert known == [
        ("Elm ward", "none", 7, "ok"), ("Elm ward", "none", 9, "ok"), ("Oak ward", "none", 58, "ok")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (("Admissions", "Plan"), {("admissions", "actual", 3), ("admissions", "plan", 4)}),
        (("Forecast", "Admissions"), {("admissions", "forecast", 3), ("admissions", "actual", 4)}),
        (
            ("Admissions", "Plan", "Discharges", "Plan"),
            {("admissions", "actual", 3), ("admissions", "plan", 4),
             ("discharges", "actual", 5), ("discharges", "plan", 6)},
        ),
        (
            ("Admissions", "Plan", "Variance", "Discharges", "Plan", "Variance"),
            {("admissions", "actual", 3), ("admissions", "plan", 4),
             ("discharges", "actual", 6), ("discharges", "plan", 7)},
        ),
    ],
)  # fmt: skip
def test_a_plan_beside_its_measure_is_the_plan_of_that(heads, expected):
    below = [[ward, *range(3, 3 + len(heads))] for ward in ("Elm ward", "Oak ward")]
    result = result_of(Sheet1=[["Ward report, April 2024"], ["Ward", *heads], *below])
    assert set(rows(result, "item", "scenario", "amount")) == expected


def test_a_plan_of_contacts_is_that_of_the_one_heading_that_says_which():
    below = [[team, 3, 4, 5] for team in ("North team", "South team")]
    result = result_of(
        Sheet1=[["April 2024"], ["Team", "Referrals", "Contacts attended", "Contacts plan"], *below]
    )
    assert set(rows(result, "item", "scenario", "amount")) == {
        ("referrals", "actual", 3), ("attended_contacts", "actual", 4),
        ("attended_contacts", "plan", 5),
    }  # fmt: skip


def test_brackets_below_months_stay_whole():
    result = result_of(
        Sheet1=[["Ward", "April 2025", None, "May 2025", None],
                [None, "Responses (n)", "% positive", "Responses (n)", "% positive"],
                ["Elm ward", 45, 0.95, 21, 1], ["Oak ward", 27, 0.59, 23, 0.65]]
    )  # fmt: skip
    assert {name for (name,) in rows(result, "heading")} == {"Responses (n)", "% positive"}
