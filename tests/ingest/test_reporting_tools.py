"""Tables as reporting tools lay them out: sections, page breaks, summaries, corners and parts."""

from mhvalue.ingest.pipeline import read
from tests.ingest.books import book, result_of, rows, told


def test_sections_that_name_their_directorate_in_two_cells():
    result = result_of(
        S=[
            ["Open caseload"], ["Directorate:", "Adult"], [], ["Team", "Apr 2024", "May 2024"],
            ["North", 310, 320], ["Sum:", 310, 320], [],
            ["Directorate:", "Older"], [], ["Team", "Apr 2024", "May 2024"],
            ["Memory", 410, 430], ["Sum:", 410, 430], [], ["Grand Sum:", 720, 750],
        ]
    )  # fmt: skip
    assert rows(result, "unit", "amount") == [
        ("North", 310), ("North", 320), ("Memory", 410), ("Memory", 430),
    ]  # fmt: skip
    assert len(set(rows(result, "item"))) == 1


def test_headings_repeated_on_every_page_around_a_spacer():
    head = ["Team", "Referrals", None, "% Accepted"]
    result = result_of(
        S=[["October 2024"], [], head, ["North", 40, None, 75], ["South", 50, None, 60], [],
           [None, None, None, "Page 1 of 2"], [], head, ["East", 20, None, 55]]
    )  # fmt: skip
    assert rows(result, "unit", "amount") == [
        ("North", 40), ("North", 75), ("South", 50), ("South", 60), ("East", 20), ("East", 55),
    ]  # fmt: skip


def test_a_crosstab_of_wards_within_sites_with_summaries_and_the_foot_of_its_page():
    data = book(
        merged=("A1:B1", "A2:A3", "A5:A6"),
        S=[
            ["Occupied bed days", None, "Apr 2024", "May 2024", "Jun 2024", "Summary"],
            ["Parkview", "Elm", 410, 420, 430, 1260], [None, "Oak", 310, 320, 330, 960],
            [None, "Summary", 720, 740, 760, 2220],
            ["Hillside", "Fir", 510, 520, 530, 1560], [None, "Ash", 210, 220, 230, 660],
            [None, "Summary", 720, 740, 760, 2220],
            ["Summary", None, 1440, 1480, 1520, 4440], [], ["Jul 4, 2024", None, 1],
        ],
    )  # fmt: skip
    result = read(data, "report.xlsx", None, lambda stage: None)
    months = ("2024-04-01", "2024-05-01", "2024-06-01")
    wards = {"Elm": 410, "Oak": 310, "Fir": 510, "Ash": 210}
    assert rows(result, "unit", "period", "group", "amount") == [
        (ward, month, "all", first + 10 * n)
        for ward, first in wards.items()
        for n, month in enumerate(months)
    ]
    within = {unit.name: [name for _, name in unit.parents] for unit in result.facts.units.units}
    assert (within["Oak"], within["Ash"]) == (["Parkview"], ["Hillside"])
    assert any("C10" in text for text in told(result))


def test_groups_of_people_beside_each_ward_stay_groups():
    result = result_of(
        S=[["Falls", None, "Apr-24", "May-24"], ["Elm", "Female", 1, 2], ["Elm", "Male", 3, 4],
           ["Oak", "Female", 5, 6], ["Oak", "Male", 7, 8]]
    )  # fmt: skip
    assert {(unit, group) for unit, group in rows(result, "unit", "group")} == {
        ("Elm", "Female"), ("Elm", "Male"), ("Oak", "Female"), ("Oak", "Male"),
    }  # fmt: skip


def test_the_total_of_a_cost_centre_by_its_code_and_name_is_none_of_its_lines():
    head = ["Cost centre", "Description", "Subjective", "Actual \u00a3"]
    lines = [("101", "Elm Ward", "Pay", 900), ("101", "Elm Ward", "Drugs", 50)]
    others = [("102", "Oak Ward", "Pay", 800), ("102", "Oak Ward", "Drugs", 40)]
    result = result_of(
        S=[["October 2024"], head, *lines, ["Total 101 Elm Ward", None, None, 950], *others,
           ["Total 102 Oak Ward", None, None, 840]]
    )  # fmt: skip
    assert rows(result, "unit", "heading", "amount") == [
        (unit, heading, amount) for _, unit, heading, amount in (*lines, *others)
    ]


def test_rows_without_a_heading_are_what_the_title_sorts_by():
    result = result_of(
        S=[["Incidents by severity"], [None, "Apr-24", "May-24"], ["No harm", 9, 8],
           ["Low harm", 7, 6], [], ["Incidents by type"], [None, "Apr-24", "May-24"],
           ["Violence", 5, 4], ["Medication", 11, 10]]
    )  # fmt: skip
    assert rows(result, "item", "breakdown", "group", "amount") == [
        ("incidents", "severity", "No harm", 9), ("incidents", "severity", "No harm", 8),
        ("incidents", "severity", "Low harm", 7), ("incidents", "severity", "Low harm", 6),
        ("incidents", "type", "Violence", 5), ("incidents", "type", "Violence", 4),
        ("incidents", "type", "Medication", 11), ("incidents", "type", "Medication", 10),
    ]  # fmt: skip


def test_the_corner_of_each_table_says_what_it_counts():
    result = result_of(
        S=[["Contacts by theme 2024/25"], ["Complaints", "Apr", "May"], ["Staff attitude", 3, 4],
           ["Waiting", 5, 6], [], ["PALS enquiries", "Apr", "May"], ["Staff attitude", 7, 8],
           ["Waiting", 9, 10]]
    )  # fmt: skip
    found = rows(result, "heading", "breakdown", "group", "amount")
    assert found[0] == ("Complaints", "theme", "Staff attitude", 3)
    assert found[-1] == ("PALS enquiries", "theme", "Waiting", 10)
    assert {heading for heading, *_ in found} == {"Complaints", "PALS enquiries"}


def test_num_den_and_their_share_are_parts_of_what_the_row_describes():
    result = result_of(
        S=[["Tracker 2024/25"], ["Scheme", "Description", "Q1", None, None, "Q2", None, None],
           [None, None, "Num", "Den", "%", "Num", "Den", "%"],
           ["S1", "Flu vaccinations", 30, 40, 75, 45, 50, 90],
           ["S2", "Outcomes recorded", 60, 80, 75, 81, 90, 90]]
    )  # fmt: skip
    assert rows(result, "heading", "period", "amount")[:3] == [
        ("Flu vaccinations: Num", "2024-04-01", 30), ("Flu vaccinations: Den", "2024-04-01", 40),
        ("Flu vaccinations: %", "2024-04-01", 75),
    ]  # fmt: skip
    assert ("Outcomes recorded: Den", "2024-07-01", 90) in rows(
        result, "heading", "period", "amount"
    )


def test_units_in_brackets_below_the_headings_head_their_columns():
    result = result_of(
        S=[["Summary, October 2024"], ["Ward", "Admissions", "Agency spend", "Sickness"],
           [None, "(n)", "(\u00a3000)", "(%)"], ["Elm", 5, 55, 4.5], ["Oak", 6, 14, 5.5]]
    )  # fmt: skip
    assert rows(result, "unit", "amount", "status") == [
        ("Elm", 5, "ok"), ("Elm", 55_000, "ok"), ("Elm", 4.5, "ok"),
        ("Oak", 6, "ok"), ("Oak", 14_000, "ok"), ("Oak", 5.5, "ok"),
    ]  # fmt: skip


def test_a_total_of_last_year_below_months_is_none_of_them():
    result = result_of(
        S=[["Complaints by service 2024/25"], ["Month", "Adult service", "Memory service"],
           ["April", 3, 4], ["May", 5, 6], ["Total YTD", 8, 10], ["2023/24 total", 40, 50]]
    )  # fmt: skip
    assert rows(result, "unit", "period", "group", "amount") == [
        ("Adult service", "2024-04-01", "all", 3), ("Memory service", "2024-04-01", "all", 4),
        ("Adult service", "2024-05-01", "all", 5), ("Memory service", "2024-05-01", "all", 6),
    ]  # fmt: skip


def test_the_ward_that_is_selected_is_the_unit():
    result = result_of(
        S=[["Select ward:", "Elm"], [], ["Indicator", "Sep-24", "Oct-24"], ["Admissions", 5, 6],
           ["Discharges", 7, 8]]
    )  # fmt: skip
    assert set(rows(result, "level", "unit")) == {("Ward", "Elm")}


def test_a_total_of_two_measures_above_teams_that_are_named_once():
    result = result_of(
        S=[["Directorate", "Team", "Measure", "Apr-24", "May-24"],
           ["Totals", None, "Referrals", 30, 34], [None, None, "Contacts", 300, 310],
           ["Community", "North", "Referrals", 10, 12], [None, None, "Contacts", 100, 110],
           ["Specialist", "East", "Referrals", 20, 22], [None, None, "Contacts", 200, 200]]
    )  # fmt: skip
    assert rows(result, "unit", "heading", "amount") == [
        ("North", "Referrals", 10), ("North", "Referrals", 12), ("North", "Contacts", 100),
        ("North", "Contacts", 110), ("East", "Referrals", 20), ("East", "Referrals", 22),
        ("East", "Contacts", 200), ("East", "Contacts", 200),
    ]  # fmt: skip
    assert any("(A2, A3)" in text for text in told(result))


def test_months_beside_their_quarters_and_years_are_the_periods():
    months = (("Qtr 1", "January"), ("Qtr 1", "February"), ("Qtr 2", "April"))
    result = result_of(
        S=[["Year", "Quarter", "Month", "Ward", "Admissions"],
           *([2024, *of, "Elm", 5] for of in months)]
    )  # fmt: skip
    assert [start for (start,) in rows(result, "start")] == [
        "2024-01-01", "2024-02-01", "2024-04-01",
    ]  # fmt: skip


def test_the_year_to_date_beside_one_month_reaches_up_to_it():
    result = result_of(
        S=[["Activity"], [None, "In month: October 2024", None, "Year to date", None],
           ["Measure", "Plan", "Actual", "Plan", "Actual"], ["Referrals", 10, 12, 70, 75]]
    )  # fmt: skip
    assert rows(result, "scenario", "start", "end", "amount") == [
        ("plan", "2024-10-01", "2024-10-31", 10), ("actual", "2024-10-01", "2024-10-31", 12),
        ("plan", "2024-04-01", "2024-10-31", 70), ("actual", "2024-04-01", "2024-10-31", 75),
    ]  # fmt: skip


def test_hours_and_minutes_are_left_out_and_told():
    result = result_of(
        S=[["October 2024"], ["Ward", "Worked hours", "Unfilled duties"], ["Elm", "150:30", 3],
           ["Oak", "1,204:15", 4]]
    )  # fmt: skip
    assert rows(result, "unit", "amount") == [("Elm", 3), ("Oak", 4)]
    assert any("numbers in column B stand among words" in text for text in told(result))


def test_wards_that_each_stand_over_the_same_plan_and_actual():
    head = ["Shift", "Registered planned", "Registered actual", "Unregistered actual"]
    result = result_of(
        S=[["Staffing October 2024"], [], ["Elm"], head,
           ["Early", 30, 29, 28], ["Night", 20, 19, 18],
           [], ["Oak"], head, ["Early", 40, 39, 38], ["Night", 50, 49, 48]]
    )  # fmt: skip
    found = rows(result, "unit", "heading", "scenario", "group", "amount")
    assert found[0] == ("Elm", "Registered", "plan", "Early", 30)
    assert found[-1][0] == "Oak"
    assert found[-1][2:] == ("actual", "Night", 48)
    assert len(found) == 12


def test_groups_down_and_teams_across_with_their_numbers_and_shares():
    result = result_of(
        S=[["Caseload by ethnicity, Q1 2024/25"], ["Ethnic group", "North", None, "South", None],
           [None, "No.", "%", "No.", "%"], ["White", 30, 60, 40, 80], ["Asian", 20, 40, 10, 20]]
    )  # fmt: skip
    assert rows(result, "unit", "breakdown", "group", "amount") == [
        ("North", "ethnicity", "White", 30), ("North", "ethnicity", "White", 60),
        ("South", "ethnicity", "White", 40), ("South", "ethnicity", "White", 80),
        ("North", "ethnicity", "Asian", 20), ("North", "ethnicity", "Asian", 40),
        ("South", "ethnicity", "Asian", 10), ("South", "ethnicity", "Asian", 20),
    ]  # fmt: skip


def test_kinds_of_contact_across_are_no_units_of_a_table_by_ethnicity():
    result = result_of(
        S=[["Contacts by ethnicity, Q1 2024/25"], ["Ethnic group", "Face to face", "Telephone"],
           ["White", 30, 60], ["Asian", 20, 40]]
    )  # fmt: skip
    assert {level for (level,) in rows(result, "level")} == {"Organisation"}


def test_rows_that_tell_plan_and_actual_of_one_thing_are_no_units():
    result = result_of(
        S=[["Agency run rate"], [None, "Apr-24", "May-24"], ["Agency spend - plan", 10, 11],
           ["Agency spend - actual", 12, 13], ["Variance", -2, -2]]
    )  # fmt: skip
    assert rows(result, "level", "heading", "scenario", "amount") == [
        ("Organisation", "Agency spend", "plan", 10), ("Organisation", "Agency spend", "plan", 11),
        ("Organisation", "Agency spend", "actual", 12),
        ("Organisation", "Agency spend", "actual", 13),
    ]  # fmt: skip


def test_an_annual_budget_in_two_rows_of_headings_is_that_of_the_year():
    result = result_of(
        S=[["Budget monitoring: Period 5 2024/25"], ["Directorate", "Annual", "YTD", "YTD"],
           [None, "Budget", "Budget", "Actual"], ["Adult", 1200, 500, 510],
           ["Older", 600, 250, 240]]
    )  # fmt: skip
    assert [
        (unit, start, end, amount)
        for unit, start, end, amount in rows(result, "unit", "start", "end", "amount")
        if amount in (1200, 510)
    ] == [("Adult", "2024-04-01", "2025-03-31", 1200), ("Adult", "2024-04-01", "2024-08-31", 510)]


def test_labels_on_the_first_row_of_each_block_are_those_of_all_its_rows():
    by_ward = result_of(
        S=[["Falls"], ["Ward", "Shift", "Apr-24", "May-24"], ["Elm", "Early", 1, 2],
           [None, "Late", 3, 4], ["Oak", "Early", 5, 6], [None, "Late", 7, 8]]
    )  # fmt: skip
    assert rows(by_ward, "unit", "group", "amount") == [
        ("Elm", "Early", 1), ("Elm", "Early", 2), ("Elm", "Late", 3), ("Elm", "Late", 4),
        ("Oak", "Early", 5), ("Oak", "Early", 6), ("Oak", "Late", 7), ("Oak", "Late", 8),
    ]  # fmt: skip
    by_age = result_of(
        S=[["Admissions"], ["Age", "Sex", "Apr-24", "May-24"], ["18-64", "Female", 1, 2],
           [None, "Male", 3, 4], ["65+", "Female", 5, 6], [None, "Male", 7, 8]]
    )  # fmt: skip
    assert [amount for (amount,) in rows(by_age, "amount")] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert {group for (group,) in rows(by_age, "group")} == {
        "18-64 \u00d7 Female", "18-64 \u00d7 Male", "65+ \u00d7 Female", "65+ \u00d7 Male",
    }  # fmt: skip


def test_the_year_that_a_pivot_is_filtered_to_is_that_of_its_months():
    result = result_of(
        P=[["Year", 2024], [], ["Row Labels", "Apr", "May"], ["Elm Ward", 1, 2], ["Oak Ward", 3, 4]]
    )
    assert [start for (start,) in rows(result, "start")][:2] == ["2024-04-01", "2024-05-01"]


def test_all_of_a_trusts_directorates_are_their_total_and_no_country():
    result = result_of(
        S=[["October 2024"], ["Directorate", "Open actions"], ["Adult", 3], ["Older", 4],
           ["All directorates", 7]]
    )  # fmt: skip
    assert rows(result, "level", "unit", "amount") == [
        ("Directorate", "Adult", 3), ("Directorate", "Older", 4),
    ]  # fmt: skip
    assert any("(A5)" in text for text in told(result))


def test_all_saints_is_a_ward_also_below_its_division():
    result = result_of(
        S=[["October 2024"], ["Ward", "Division", "Falls"], ["All Saints Ward", "Adult", 3],
           ["Elm", "Adult", 4], ["Oak", "Older", 5], ["All", None, 12]]
    )  # fmt: skip
    assert rows(result, "level", "unit", "amount") == [
        ("Ward", "All Saints Ward", 3), ("Ward", "Elm", 4), ("Ward", "Oak", 5),
    ]  # fmt: skip


def test_bands_across_by_length_of_stay_are_no_ages():
    result = result_of(
        S=[["Inpatients by length of stay, September 2024"], ["Ward", "0-30", "31-60", "61+"],
           ["Elm", 3, 4, 5], ["Oak", 6, 7, 8]]
    )  # fmt: skip
    assert set(rows(result, "breakdown")) == {("time band",)}
