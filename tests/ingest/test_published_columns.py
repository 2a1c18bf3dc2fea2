"""Which columns of published tables hold units, codes, groups, periods and figures."""

import pytest

from tests.ingest.books import result_of, rows, told


def of(table, *columns, name="report Apr 2024.xlsx"):
    return rows(result_of(name=name, Data=table), *columns)


def roles(table, name="report Apr 2024.xlsx"):
    (found,) = result_of(name=name, Data=table).reading.tables
    return {column.heading: column.role for column in found.columns}


@pytest.mark.parametrize(
    ("code", "name", "level"),
    [
        ("Provider Org Code", "Provider Org Name", "Provider"),
        ("Data Provider Code", "Data Provider Name", "Provider"),
        ("CCG", "CCGName", "CCG"),
        ("lhb22_code", "lhb22_name", "Health board"),
        ("LAD21CD", "LAD21NM", "Local authority"),
        ("ladcode21", "laname21", "Local authority"),
        ("Home code", "Home name", "Home"),
    ],
)
def test_a_code_and_a_name_are_one_unit_whatever_the_publisher_calls_it(code, name, level):
    table = [
        [code, name, "Date", "Referrals"],
        ["Z01", "Elm", "2024-04-01", 3],
        ["Z02", "Oak", "2024-04-01", 5],
        ["Z01", "Elm", "2024-05-01", 4],
    ]
    assert of(table, "level", "unit", "breakdown", "amount") == [
        (level, "Elm", "none", 3), (level, "Oak", "none", 5), (level, "Elm", "none", 4),
    ]  # fmt: skip


def test_codes_under_a_heading_beside_names_under_none_are_not_groups():
    table = [
        ["Area of residence", None, "Apr 2024", "May 2024"],
        ["E92000001", "ENGLAND", 50, 60],
        ["E12000009", "SOUTH", 20, 30],
        ["E06000099", "Elmshire", 4, 5],
        ["E06000098", "Oakshire", 6, 7],
    ]
    found = of(table, "level", "unit", "breakdown", "amount")
    assert found[::2] == [
        ("England", "England", "none", 50), ("Region", "SOUTH", "none", 20),
        ("Local authority", "Elmshire", "none", 4), ("Local authority", "Oakshire", "none", 6),
    ]  # fmt: skip


def test_each_row_is_a_unit_of_the_level_it_states_however_many_levels_have_columns():
    headings = ["ICB", "ICBName", "Provider", "ProviderName", "GroupType", "Month", "Referrals"]
    table = [
        headings,
        ["All_ICB", "null", "All_Provider", "null", "England", "Apr 2024", 90],
        ["QZ1", "Dale ICB", "All_Provider", "null", "ICB", "Apr 2024", 40],
        ["All_ICB", "null", "ZZ1", "Elm Trust", "Provider", "Apr 2024", 30],
    ]
    assert of(table, "level", "unit", "amount") == [
        ("England", "England", 90), ("ICB", "Dale ICB", 40), ("Provider", "Elm Trust", 30),
    ]  # fmt: skip


def test_england_with_and_without_some_is_no_trust():
    table = [
        ["Trust code", "Trust name", "Responses"],
        [None, "England (including independent sector)", 90],
        [None, "England (excluding independent sector)", 80],
        ["ZZ1", "Elm Trust", 40],
    ]
    assert [level for level, _ in of(table, "level", "unit")] == ["England", "England", "Trust"]


def test_what_every_unit_has_several_of_breaks_its_figures_down():
    table = [["Provider", "Commissioner", "Month", "Waiting"]]
    for provider in ("Elm Trust", "Oak Trust"):
        for commissioner in ("Dale ICB", "Hill ICB"):
            table.append([provider, commissioner, "Apr 2024", len(table)])
    assert of(table, "unit", "breakdown", "group", "amount", "status") == [
        ("Elm Trust", "commissioner", "Dale ICB", 1, "ok"),
        ("Elm Trust", "commissioner", "Hill ICB", 2, "ok"),
        ("Oak Trust", "commissioner", "Dale ICB", 3, "ok"),
        ("Oak Trust", "commissioner", "Hill ICB", 4, "ok"),
    ]


def test_a_band_that_changes_within_a_unit_is_not_its_kind():
    table = [
        ["Org name", "Level", "Data type", "Month", "Total"],
        *[
            [unit, band, kind, "Apr 2024", 7]
            for unit in ("Elm Trust", "Oak Trust")
            for band in ("Band 5", "Band 6")
            for kind in ("FTE", "HC")
        ],
    ]
    assert roles(table) == {
        "Org name": "unit", "Level": "breakdown", "Data type": "item", "Month": "period",
        "Total": "amount",
    }  # fmt: skip


def test_numbers_that_sort_or_name_things_are_not_figures():
    table = [
        ["Hospital HIPE", "Hospital", "Type", "Age", "Month", "Meals requested (No.)"],
        *[
            [number, name, kind, age, "Apr 2024", 10]
            for number, name in ((904, "Elm"), (908, "Oak"))
            for kind in ("1", "2", "other")
            for age in (0, 1)
        ],
    ]
    assert roles(table) == {
        "Hospital HIPE": "ignore", "Hospital": "unit", "Type": "breakdown", "Age": "breakdown",
        "Month": "period", "Meals requested (No.)": "amount",
    }  # fmt: skip


def test_payments_of_one_day_to_one_supplier_are_added_up_and_told():
    table = [
        ["Expense type", "Supplier", "Date", "Transaction number", "Amount"],
        ["Rent", "Acme Ltd", "03/04/2024", 812001, 26000],
        ["Rent", "Acme Ltd", "03/04/2024", 812002, 30000],
        ["Rent", "Bolt Ltd", "13/04/2024", 812003, 40000],
    ]
    result = result_of(Data=table)
    assert rows(result, "unit", "amount") == [("Acme Ltd", 56000), ("Bolt Ltd", 40000)]
    assert any("They were added up" in sentence for sentence in told(result))


def test_years_within_headings_are_periods_of_one_figure():
    table = [
        ["Local authority", "sex", "population_2021", "population_2022"],
        ["Elmshire", "F", 100, 110],
        ["Elmshire", "M", 90, 95],
    ]
    assert of(table, "item", "group", "period", "amount", name="estimates 2022.xlsx") == [
        ("population", "F", "2021-01-01", 100), ("population", "F", "2022-01-01", 110),
        ("population", "M", "2021-01-01", 90), ("population", "M", "2022-01-01", 95),
    ]  # fmt: skip


def test_weeks_across_that_are_said_to_end_on_a_day_end_on_it():
    table = [
        ["Week ended", "03-Jan-20", "10-Jan-20", "17-Jan-20"],
        ["Elm ward", 1, 2, 3],
        ["Oak ward", 4, 5, 6],
    ]
    found = of(table, "start", "end", "amount")
    assert found[0] == ("2019-12-28", "2020-01-03", 1)


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("estates_202223_trust.xlsx", "2022-04-01", "2023-03-31"),
        ("costs 2122.xlsx", "2021-04-01", "2022-03-31"),
        ("survey-2023.xlsx", "2023-01-01", "2023-12-31"),
    ],
)
def test_a_year_in_the_name_of_the_file_is_taken_and_told(name, start, end):
    result = result_of(name=name, Data=[["Ward", "Beds"], ["Elm", 12], ["Oak", 14]])
    assert rows(result, "start", "end")[0] == (start, end)
    assert any("taken from the texts above it or the name" in sentence for sentence in told(result))


def test_figures_without_any_period_are_told_as_that():
    result = result_of(name="wards.xlsx", Data=[["Ward", "Beds"], ["Elm", 12], ["Oak", 14]])
    assert not len(result.facts.frame)
    sentence = told(result)[0]
    assert "does not say which period" in sentence
    assert "A1:B3" in sentence


def test_codes_of_months_under_a_heading_of_their_own_are_the_periods():
    table = [
        ["MonthOfDelay", "CA", "CAQF", "NumberOfDelayedBedDays"],
        [202404, "S92000003", "d", 90],
        [202405, "S12000099", None, 40],
    ]
    found = of(table, "level", "unit", "period", "amount", name="2024-06 delays.xlsx")
    assert found == [
        ("National", "S92000003", "2024-04-01", 90),
        ("Local authority", "S12000099", "2024-05-01", 40),
    ]


def test_a_name_that_the_code_does_not_settle_is_the_measure():
    table = [
        ["sicbl22_code", "date", "name", "value"],
        ["E38000999", "July 2022", "Count_Referrals", 560],
        ["E38000999", "July 2022", "Percentage_Recovery", 55],
        ["E38000998", "July 2022", "Count_Referrals", 380],
    ]
    assert of(table, "level", "unit", "item", "amount") == [
        ("Sub ICB", "E38000999", "count_referrals", 560),
        ("Sub ICB", "E38000999", "percentage_recovery", 55),
        ("Sub ICB", "E38000998", "count_referrals", 380),
    ]


def test_months_from_one_to_another_are_a_window_and_a_last_day_its_month():
    rolling = [
        ["Provider", "Reporting period", "Access"],
        ["Elm Trust", "May 2023 - Apr 2024", 30],
        ["Elm Trust", "Jun 2023 - May 2024", 31],
    ]
    assert of(rolling, "start", "end", name="access.xlsx") == [
        ("2023-05-01", "2024-04-30"), ("2023-06-01", "2024-05-31")
    ]  # fmt: skip
    stated = [["Staff"], ["As at 30 April 2024"], [], ["Ward", "FTE"], ["Elm", 12], ["Oak", 14]]
    assert of(stated, "start", "end", name="staff.xlsx")[0] == ("2024-04-01", "2024-04-30")


def test_provisional_figures_are_figures():
    table = [
        ["Ward", "2021-22", "2022-23"],
        ["Elm", "8,300", "8,100 (p)"],
        ["Oak", "1,800", "1,700 (r)"],
    ]
    assert [amount for (amount,) in of(table, "amount")] == [8300, 8100, 1800, 1700]


def test_a_title_that_splits_by_several_does_not_make_groups_of_other_headings():
    table = [
        ["Staff by NHS England region, organisation and main staff group"],
        ["NHS England region", "Organisation", "Month", "Doctors", "Nurses"],
        ["London", "Elm Trust", "Apr 2024", 4, 5],
        ["London", "Oak Trust", "Apr 2024", 6, 7],
    ]
    assert {one for (one,) in of(table, "breakdown")} == {"none"}


def test_percentages_written_out_are_never_added_up_and_items_are_counted():
    table = [
        ["Org name", "Cleanliness", "Items", "Month"],
        ["Elm Trust", "98.1%", 7, "Apr 2024"],
        ["Oak Trust", "91.2%", 8, "Apr 2024"],
    ]
    assert roles(table) == {
        "Org name": "unit", "Cleanliness": "value", "Items": "amount", "Month": "period",
    }  # fmt: skip


def test_a_year_among_months_stays_a_year_and_a_currency_is_no_unit():
    table = [
        ["Metric name", "Provider value", "Data period", "Unit"],
        ["Cost per contact", 350, "2022/23", "GBP"],
        ["Sickness absence rate", 5.6, "Apr 2024", "%"],
    ]
    assert of(table, "start", "end", "amount", name="export.xlsx") == [
        ("2022-04-01", "2023-03-31", 350), ("2024-04-01", "2024-04-30", 5.6),
    ]  # fmt: skip
    assert roles(table, "export.xlsx")["Unit"] == "ignore"


def test_a_primary_level_and_its_description_are_a_units_code_and_name():
    result = result_of(
        Sheet1=[
            ["REPORTING_PERIOD_END", "PRIMARY_LEVEL", "PRIMARY_LEVEL_DESCRIPTION", "Contacts"],
            ["30/04/2024", "RX4", "Elm Trust", 40],
            ["30/04/2024", "RDY", "Oak Trust", 50],
        ]
    )
    assert rows(result, "level", "unit", "amount") == [
        ("Organisation", "Elm Trust", 40), ("Organisation", "Oak Trust", 50)
    ]  # fmt: skip
    assert result.facts.units.get("Organisation", "Elm Trust").code == "RX4"


def test_areas_of_work_that_every_trust_has_are_groups():
    table = [["Date", "Org Code", "Org Name", "Staff Group 1", "Area", "Total FTE"]]
    for code, trust in (("ZZ1", "Elm Trust"), ("ZZ2", "Oak Trust")):
        for area in ("Community Psychiatry", "Other Psychiatry"):
            for staff in ("Doctors", "Nurses"):
                table.append(["31/01/2024", code, trust, staff, area, len(table) + 0.5])
    assert of(table, "level", "unit", "breakdown", "group", "amount")[:2] == [
        ("Organisation", "Elm Trust", "area × staff group", "Community Psychiatry × Doctors", 1.5),
        ("Organisation", "Elm Trust", "area × staff group", "Community Psychiatry × Nurses", 2.5),
    ]


def test_headings_run_together_and_marks_of_no_answer():
    table = [
        ["ad_practicecode", "ad_practicename", "ad_icscode", "ad_icsname", "received", "q1_pct"],
        ["Z81001", "Elm Surgery", "QZ1", "Dale ICS", 101, 0.84],
        ["Z81002", "Oak Surgery", "QZ1", "Dale ICS", 93, 0.75],
        ["Z81003", "Ash Surgery", "QZ1", "Dale ICS", -97, -97],
    ]
    result = result_of(name="survey 2023.xlsx", Data=table)
    assert rows(result, "level", "unit", "amount", "status")[:4] == [
        ("Practice", "Elm Surgery", 101, "ok"), ("Practice", "Elm Surgery", 84, "ok"),
        ("Practice", "Oak Surgery", 93, "ok"), ("Practice", "Oak Surgery", 75, "ok"),
    ]  # fmt: skip
    assert [status for *_, status in rows(result, "unit", "status")][4:] == ["missing"] * 2
    assert any("surveys" in problem.what and problem.cell == "E4" for problem in result.problems)


@pytest.mark.parametrize("column", [(-97, 4), (-250, -97)])
def test_a_negative_number_of_one_column_or_beside_others_is_a_number(column):
    table = [["Ward", "Over or under (£)", "Falls"], ["Elm", column[0], 3], ["Oak", column[1], 5]]
    assert {status for (status,) in of(table, "status")} == {"ok"}


def test_measures_places_and_parts_of_a_published_framework():
    headings = ["Geographical Code", "Geographical Description", "Geographical Level",
                "ASCOF Measure Code", "Disaggregation Level", "Measure Group", "Measure Type",
                "Measure_Value"]  # fmt: skip
    table = [headings]
    for code, place, level in (
        ("E92000001", "England", "England"),
        ("E06000099", "Elmshire", "LA"),
    ):
        for part, amount in (("Outcome", 7.5), ("Numerator", 75), ("Denominator", 1000)):
            table.append([code, place, level, "1F", "Total", "Total", part, amount])
            table.append([code, place, level, "1F", "Gender", "Male", part, amount / 2])
    found = of(
        table, "unit", "breakdown", "group", "heading", "amount", name="framework 2022-23.csv"
    )
    assert ("England", "none", "all", "1F", 7.5) in found
    assert {(unit, group) for unit, _, group, *_ in found} == {
        ("England", "all"), ("England", "Male"), ("Elmshire", "all"), ("Elmshire", "Male"),
    }  # fmt: skip
    assert len(found) == 12


def test_a_number_sign_begins_a_heading_and_the_number_of_a_table_is_none():
    table = [
        [
            "Region",
            "Organisation Code",
            "Organisation Name",
            "# of wards with data",
            "Table",
            "Beds",
        ],
        ["North", "ZZ1", "Elm Trust", 4, "1.1", 30],
        ["South", "ZZ2", "Oak Trust", 5, "1.1", 44],
    ]
    assert of(table, "unit", "heading", "amount") == [
        ("Elm Trust", "# of wards with data", 4), ("Elm Trust", "Beds", 30),
        ("Oak Trust", "# of wards with data", 5), ("Oak Trust", "Beds", 44),
    ]  # fmt: skip
