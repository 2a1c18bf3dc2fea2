"""Groups of people and days of the week in headings, among columns of other figures."""

import pytest

from tests.ingest.books import result_of, rows

SLICE = ("item", "breakdown", "group", "amount")


def test_bands_are_groups_of_the_figure_they_add_up_to():
    result = result_of(
        S=[["CAMHS, October 2024"], ["Team", "0-4", "5-11", "12+", "Total waiting", "Longest wait"],
           ["North", 3, 4, 5, 12, 40], ["South", 1, 0, 2, 3, 50]]
    )  # fmt: skip
    assert rows(result, *SLICE)[:5] == [
        ("people_waiting", "age", "0-4", 3), ("people_waiting", "age", "5-11", 4),
        ("people_waiting", "age", "12+", 5), ("people_waiting", "none", "all", 12),
        ("longest_wait", "none", "all", 40),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "item"), [("Discharges by week", "discharges"), ("Report", "0_4_weeks")]
)
def test_bands_that_add_up_to_nothing_are_groups_of_what_the_title_measures(title, item):
    result = result_of(
        S=[[f"{title}, October 2024"], ["Team", "0-4 weeks", "5-8 weeks", "9+ weeks", "Beds"],
           ["North", 3, 4, 5, 9], ["South", 1, 0, 2, 9]]
    )  # fmt: skip
    assert rows(result, "item", "amount")[0] == (item, 3)
    assert rows(result, "item", "breakdown", "amount")[3] == ("beds", "none", 9)


def test_days_of_the_week_are_groups_of_their_week():
    result = result_of(
        S=[["Calls to the crisis line"], ["Week commencing", "Mon", "Tue", "Wed", "Total"],
           ["07/10/2024", 5, 6, 7, 18], ["14/10/2024", 1, 2, 3, 6]]
    )  # fmt: skip
    assert set(rows(result, "level", "grain", "breakdown")) == {
        ("Organisation", "week", "day of week"), ("Organisation", "week", "none"),
    }  # fmt: skip
    assert rows(result, "start", "group", "amount")[:4] == [
        ("2024-10-07", "Mon", 5), ("2024-10-07", "Tue", 6), ("2024-10-07", "Wed", 7),
        ("2024-10-07", "all", 18),
    ]  # fmt: skip


def test_a_week_that_the_title_states_is_no_single_day():
    result = result_of(
        S=[["Bed state - week commencing 7 October 2024"], ["Ward", "Mon", "Tue", "Wed", "Beds"],
           ["Elm", 15, 16, 14, 18], ["Oak", 11, 12, 13, 18]]
    )  # fmt: skip
    assert set(rows(result, "start", "end")) == {("2024-10-07", "2024-10-13")}
    assert rows(result, "item", "group", "amount")[:2] == [
        ("bed_state", "Mon", 15), ("bed_state", "Tue", 16),
    ]  # fmt: skip


def test_days_of_the_week_down_are_no_periods():
    result = result_of(
        S=[["Calls, October 2024"], ["Day", "Answered", "Offered"], ["Monday", 5, 6],
           ["Tuesday", 7, 8]]
    )  # fmt: skip
    assert rows(result, "period", "group", "amount")[0] == ("2024-10-01", "Monday", 5)


def test_bands_of_length_of_stay_down_are_groups_and_no_measures():
    result = result_of(
        S=[["Discharges by length of stay, Q2 2024/25"], ["Length of stay", "Elm", "Oak"],
           ["0-7 days", 3, 4], ["8-30 days", 5, 6], ["Over 30 days", 7, 8]]
    )  # fmt: skip
    assert rows(result, "item", "unit", "group", "amount")[:2] == [
        ("discharges", "Elm", "0-7 days", 3), ("discharges", "Oak", "0-7 days", 4),
    ]  # fmt: skip


def test_tenths_that_say_which_end_is_which_are_groups():
    ranks = ("1 (most deprived)", 2, "10 (least deprived)")
    result = result_of(S=[["April 2024"], ["IMD decile", "Referrals"], *([r, 7] for r in ranks)])
    assert {group for (group,) in rows(result, "group")} == set(map(str, ranks))


@pytest.mark.parametrize("heading", ["IMD decile", "IMD quintile (1 = most deprived)", "IMD"])
def test_tenths_and_fifths_by_number_are_groups_and_no_figures(heading):
    parts = [[1, 30, 31], [2, 40, 41], ["Unknown", 5, 6]]
    across = result_of(S=[["Referrals"], [heading, "Apr-24", "May-24"], *parts])
    beside = result_of(S=[["April 2024"], [heading, "Referrals", "Admissions"], *parts])
    groups = {"1", "2", "Unknown"}
    assert {g for (g,) in rows(across, "group")} == {g for (g,) in rows(beside, "group")} == groups
    assert {b for (b,) in rows(beside, "breakdown")} == {"deprivation"}
    assert {item for (item,) in rows(beside, "item")} == {"referrals", "admissions"}


@pytest.mark.parametrize("heading", ["Cluster", "Level of harm", "Priority", "Severity"])
def test_numbered_kinds_are_groups_where_they_stand_again_and_again(heading):
    below = [[ward, kind, kind * 7] for ward in ("Elm ward", "Oak ward") for kind in (1, 2, 5)]
    result = result_of(S=[["April 2024"], ["Ward", heading, "Incidents"], *below])
    assert sorted(set(rows(result, "unit", "group", "amount"))) == [
        (ward, str(kind), kind * 7) for ward in ("Elm ward", "Oak ward") for kind in (1, 2, 5)
    ]
