"""Sites over their wards, side by side; and the month that several measures share."""

import pytest

from tests.ingest.books import result_of, rows

SITES = [None, "Northgate", "Northgate", "Southfield", "Southfield"]


def parents(result):
    return {unit.name: unit.parents for unit in result.facts.units.units if unit.parents}


def test_wards_below_their_sites_are_the_units():
    result = result_of(
        Sheet1=[
            ["Admissions by ward"],
            SITES,
            ["Month", "Elm", "Oak", "Ash", "Yew"],
            ["Apr 2024", 11, 12, 13, 14],
            ["May 2024", 15, 16, 17, 18],
        ]
    )
    assert rows(result, "item", "level", "unit", "amount")[:4] == [
        ("admissions", "Ward", "Elm", 11), ("admissions", "Ward", "Oak", 12),
        ("admissions", "Ward", "Ash", 13), ("admissions", "Ward", "Yew", 14),
    ]  # fmt: skip
    assert parents(result) == {
        "Elm": (("Group", "Northgate"),), "Oak": (("Group", "Northgate"),),
        "Ash": (("Group", "Southfield"),), "Yew": (("Group", "Southfield"),),
    }  # fmt: skip


def test_hospitals_over_wards_beside_measures():
    sites = [None, "Northgate Hospital", "Northgate Hospital", "Southfield Hospital"]
    result = result_of(
        Sheet1=[
            ["October 2024"],
            sites,
            ["Indicator", "Elm Ward", "Oak Ward", "Ash Ward"],
            ["Admissions", 11, 12, 13],
            ["Falls", 14, 15, 16],
        ]
    )
    assert rows(result, "item", "unit", "amount")[:3] == [
        ("admissions", "Elm Ward", 11), ("admissions", "Oak Ward", 12),
        ("admissions", "Ash Ward", 13),
    ]  # fmt: skip
    assert parents(result)["Ash Ward"] == (("Site", "Southfield Hospital"),)


def test_sites_over_wards_over_measures():
    result = result_of(
        Sheet1=[
            ["Flow"],
            [None, *(["Northgate"] * 4), *(["Southfield"] * 2)],
            [None, "Elm", "Elm", "Oak", "Oak", "Ash", "Ash"],
            ["Month", *(["Admissions", "Discharges"] * 3)],
            ["Apr 2024", 11, 12, 13, 14, 15, 16],
            ["May 2024", 21, 22, 23, 24, 25, 26],
        ]
    )
    assert rows(result, "item", "unit", "amount")[:6] == [
        ("admissions", "Elm", 11), ("discharges", "Elm", 12), ("admissions", "Oak", 13),
        ("discharges", "Oak", 14), ("admissions", "Ash", 15), ("discharges", "Ash", 16),
    ]  # fmt: skip


def test_wards_of_one_name_are_told_apart_by_their_sites():
    result = result_of(
        Sheet1=[
            ["Admissions by ward"],
            SITES,
            ["Month", "Ward 1", "Ward 2", "Ward 1", "Ward 2"],
            ["Apr 2024", 11, 12, 13, 14],
            ["May 2024", 15, 16, 17, 18],
        ]
    )
    assert rows(result, "item", "unit", "amount")[:4] == [
        ("admissions", "Northgate: Ward 1", 11), ("admissions", "Northgate: Ward 2", 12),
        ("admissions", "Southfield: Ward 1", 13), ("admissions", "Southfield: Ward 2", 14),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [("Oct-24 planned contacts", "Oct-24 actual contacts"),
     ("Contacts planned Oct 2024", "Contacts actual Oct 2024")],
)  # fmt: skip
def test_plan_and_actual_of_one_month(first, second):
    result = result_of(Sheet1=[["Team", first, second], ["North", 11, 12], ["South", 13, 14]])
    assert rows(result, "item", "unit", "period", "scenario", "amount") == [
        ("contacts", "North", "2024-10-01", "plan", 11),
        ("contacts", "North", "2024-10-01", "actual", 12),
        ("contacts", "South", "2024-10-01", "plan", 13),
        ("contacts", "South", "2024-10-01", "actual", 14),
    ]


@pytest.mark.parametrize(
    "peers", [("Mean", "Median"), ("Median", "Q1", "Q3"), ("Peer median", "Upper quartile", "Mean")]
)
def test_how_peers_stand_is_no_figure_of_the_trust(peers):
    result = result_of(
        Sheet1=[
            ["Benchmarking 2023/24"],
            ["Metric", "Your trust", *peers],
            ["DNA rate %", 9, *([8] * len(peers))],
            ["Contacts per wte", 40, *([38] * len(peers))],
        ]
    )
    assert rows(result, "unit", "period", "amount") == [
        ("Your trust", "2023-04-01", 9), ("Your trust", "2023-04-01", 40),
    ]  # fmt: skip
    assert any("compare other figures" in p.what and p.cell == "C3" for p in result.problems)


def test_a_mean_and_a_median_of_ones_own_are_figures():
    result = result_of(
        Sheet1=[
            ["Waits, October 2024"],
            ["Measure", "Number", "Mean", "Median"],
            ["Community wait (days)", 90, 31, 28],
            ["Length of stay (days)", 40, 35, 30],
        ]
    )
    assert [amount for (amount,) in rows(result, "amount")] == [90, 31, 28, 40, 35, 30]


def test_actual_and_target_below_each_site_are_figures_of_the_site():
    result = result_of(
        S=[["Scorecard October 2024"],
           ["Measure", "North site", None, None, "South site", None, None, "Total"],
           [None, "Actual", "Plan", "Target", "Actual", "Plan", "Target", None],
           ["Falls", 3, 4, 5, 6, 7, 5, 9], ["Complaints", 1, 2, 5, 3, 4, 5, 4]]
    )  # fmt: skip
    assert rows(result, "item", "unit", "scenario", "amount")[:4] == [
        ("falls", "North site", "actual", 3), ("falls", "North site", "plan", 4),
        ("falls", "South site", "actual", 6), ("falls", "South site", "plan", 7),
    ]  # fmt: skip
    assert len(rows(result, "amount")) == 8


@pytest.mark.parametrize(
    ("others", "units"),
    [(("Elm", "Oak", "Total"), {"Elm", "Oak"}), (("Elm", "Oak", "Trust"), {"Elm", "Oak"}),
     (("London", "England", "Trust"), {"London", "England", "Trust"})],
)  # fmt: skip
def test_the_trust_beside_its_wards_is_their_sum_and_beside_england_a_unit(others, units):
    result = result_of(
        S=[["Falls October 2024"], ["Indicator", "Target", *others], ["Falls", 0, 1, 2, 3],
           ["Incidents", 0, 4, 5, 9]]
    )  # fmt: skip
    assert {unit for (unit,) in rows(result, "unit")} == units


def test_plan_and_actual_below_several_measures_are_no_units():
    result = result_of(
        S=[["Activity against plan"], ["Month", "Admissions", None, "Discharges", None],
           [None, "Plan", "Actual", "Plan", "Actual"], ["Apr-24", 1, 2, 3, 4],
           ["May-24", 5, 6, 7, 8]]
    )  # fmt: skip
    assert set(rows(result, "level", "item", "scenario")) == {
        ("Organisation", item, scenario)
        for item in ("admissions", "discharges") for scenario in ("plan", "actual")
    }  # fmt: skip


def test_the_twelve_months_before_the_current_ones_only_compare():
    result = result_of(
        S=[["October 2024"], ["Measure", "Previous 12 months", "Current 12 months"],
           ["Falls", 1, 2], ["Restraints", 3, 4]]
    )  # fmt: skip
    assert rows(result, "start", "end", "amount") == [
        ("2023-11-01", "2024-10-31", 2), ("2023-11-01", "2024-10-31", 4),
    ]  # fmt: skip
