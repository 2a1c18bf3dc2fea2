"""Which column plays which role, as proposed from headings and cells."""

from datetime import date

import pytest

from mhvalue.catalogue.loader import load
from mhvalue.ingest.proposing.proposal import propose_reading
from mhvalue.ingest.sheets.cells import Sheet, grid


def proposed(rows, file="report.xlsx", sheet="Sheet1", merged=()):
    (table,) = propose_reading((Sheet(sheet, grid(rows), merged=merged),), load(), file).tables
    return table


def roles(table):
    return {column.heading: column.role for column in table.columns}


def column(table, heading):
    return next(c for c in table.columns if c.heading == heading)


WARDS = [
    [ward, "Adult acute", "North", month, admissions, bed_days]
    for ward, admissions, bed_days in (("Elm", 12, 500), ("Oak", 9, 480))
    for month in ("Apr-24", "May-24")
]


def test_wards_by_month_with_a_kind_and_a_locality():
    headings = ["Ward", "Ward type", "Locality", "Month", "Admissions", "Occupied bed days"]
    table = proposed([headings, *WARDS])
    assert roles(table) == {
        "Ward": "unit", "Ward type": "kind", "Locality": "parent", "Month": "period",
        "Admissions": "amount", "Occupied bed days": "amount",
    }  # fmt: skip
    assert (table.level, table.layout, table.use) == ("Ward", "long", True)
    assert column(table, "Locality").name == "Locality"
    assert column(table, "Occupied bed days").item == "occupied_bed_days"


@pytest.mark.parametrize(
    ("cells", "counts"),
    [(("08", "11", "21"), False), (("8", "11", "21"), True), (("0", "5", "7"), True)],
)
def test_digits_with_noughts_before_them_are_codes(cells, counts):
    rows = [["Ward", "Month", "Care cluster", "Bed days"]]
    rows += [["Elm", "Apr-24", cell, 40.0 + place] for place, cell in enumerate(cells)]
    assert (roles(proposed(rows))["Care cluster"] == "amount") is counts


def test_months_across_name_their_columns_and_the_title_what_is_counted():
    rows = [
        ["Doors opened by ward"],
        [],
        ["Ward", "Apr-24", "May-24"],
        ["Elm", 3, 4],
        ["Oak", 5, 6],
    ]
    table = proposed(rows)
    assert table.layout == "periods across"
    told = [(c.role, c.item, c.name) for c in table.columns[1:]]
    assert told == [
        ("amount", "Doors opened", "Apr 2024"), ("amount", "Doors opened", "May 2024"),
    ]  # fmt: skip


def test_indicators_down_and_months_across():
    rows = [["Indicator", "Apr-24", "May-24"], ["Admissions", 3, 4], ["Discharges", 5, 6]]
    table = proposed(rows)
    assert roles(table)["Indicator"] == "item"
    assert column(table, "Apr-24").item == ""


def test_a_year_column_with_months_across():
    rows = [["Ward", "Year", "Jan", "Feb", "Mar"], ["Elm", 2023, 1, 2, 3], ["Elm", 2024, 4, 5, 6]]
    table = proposed(rows)
    assert (column(table, "Year").role, column(table, "Year").name) == ("period", "year")
    assert column(table, "Feb").name == "Feb"


def test_a_financial_year_beside_a_whole_date_is_left_to_the_date():
    rows = [["Year", "Month", "Admissions"], ["2024/25", date(2024, 4, 1), 3],
            [None, date(2024, 5, 1), 4]]  # fmt: skip
    assert roles(proposed(rows)) == {"Year": "ignore", "Month": "period", "Admissions": "amount"}


def test_a_financial_year_beside_a_month_name_is_half_of_the_period():
    rows = [["Year", "Month", "Admissions"], ["2024/25", "Apr", 3], [None, "May", 4]]
    table = proposed(rows)
    assert [(c.role, c.name) for c in table.columns[:2]] == [
        ("period", "year"),
        ("period", "month"),
    ]


def test_first_and_last_days_of_a_window():
    rows = [
        ["Period start", "Period end", "Ward", "Admissions"],
        ["01/04/2024", "30/06/2024", "Elm", 3],
        ["01/07/2024", "30/09/2024", "Elm", 4],
    ]
    table = proposed(rows)
    assert [c.name for c in table.columns if c.role == "period"] == ["start", "end"]


def test_a_code_goes_with_its_name_and_coarser_units_are_parents():
    rows = [
        ["Period", "Org Code", "Parent Org", "Org name", "Attendances"],
        ["Apr-24", "R1A", "North", "Elm Trust", 3],
        ["Apr-24", "R1B", "North", "Oak Trust", 4],
    ]
    table = proposed(rows)
    assert roles(table) == {
        "Period": "period", "Org Code": "unit code", "Parent Org": "parent", "Org name": "unit",
        "Attendances": "amount",
    }  # fmt: skip
    assert table.level == "Organisation"


def test_a_column_of_levels_tells_the_level_of_each_row():
    rows = [
        ["Organisation Type", "Organisation Name", "Apr-25", "May-25"],
        ["National", "England", 9, 8],
        ["Region", "London", 4, 5],
        ["ICB", "Kent", 5, 3],
    ]
    table = proposed(rows)
    assert (column(table, "Organisation Type").role, column(table, "Organisation Type").name) == (
        "kind", "level",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Ethnic group", "ethnicity"),
        ("Age band", "age"),
        ("Gender", "sex"),
        ("IMD decile", "deprivation"),
        ("CodeDescription", "code description"),
        ("funding_stream", "funding stream"),
    ],
)
def test_breakdowns_by_name(heading, name):
    rows = [
        ["Month", "Team", heading, "Contacts"],
        *(["Apr-24", team, group, 7] for team in ("N", "S") for group in ("First", "Other")),
    ]
    told = column(proposed(rows), heading)
    assert (told.role, told.name) == ("breakdown", name)


def test_finished_values_and_pairs():
    rows = [["Month", "Ward", "Numerator", "Denominator", "% followed up", "Median wait (days)"],
            ["Apr-24", "Elm", 9, 10, 90, 12], ["May-24", "Elm", 8, 10, 80, 13]]  # fmt: skip
    told = roles(proposed(rows))
    assert told["Numerator"] == "numerator"
    assert told["Denominator"] == "denominator"
    assert told["% followed up"] == told["Median wait (days)"] == "value"


def test_a_period_in_the_title_the_sheet_or_the_file_holds_for_the_whole_table():
    rows = [["Ward", "Admissions"], ["Elm", 3], ["Oak", 4]]
    assert proposed([["Period:", "June 2025"], [], *rows]).period == "Jun 2025"
    assert proposed(rows, sheet="May 2024").period == "May 2024"
    assert proposed(rows, file="wards_2024-04.xlsx").period == "Apr 2024"
    undated = proposed(rows)
    assert (undated.period, undated.use) == ("", False)


def test_a_table_without_units_is_england_or_the_file():
    rows = [["Month", "Admissions"], ["Apr-24", 3], ["May-24", 4]]
    assert proposed([["England level data"], *rows]).title == "England"
    assert proposed(rows, file="Trust report.xlsx").title == "Trust report"


def test_helper_columns_borrow_the_labels_beside_them_and_are_not_used():
    rows = [
        [None, None, None, "Other includes:"],
        ["Month", "Delays", None, "Disputes", "Funding"],
        ["Apr-24", 10, None, 1, 2], ["May-24", 11, None, 2, 3],
    ]  # fmt: skip
    tables = propose_reading((Sheet("S", grid(rows)),), load(), "f.xlsx").tables
    assert [table.use for table in tables] == [True, False]
    assert [c.heading for c in tables[1].columns] == ["Month", "Disputes", "Funding"]


def test_sheets_alike_without_units_are_units_where_the_catalogue_knows_the_figures():
    rows = [["Month", "Admissions"], ["Apr-24", 3], ["May-24", 4]]
    sheets = tuple(Sheet(name, grid(rows)) for name in ("Elm", "Oak"))
    tables = propose_reading(sheets, load(), "f.xlsx").tables
    assert [(table.level, table.title) for table in tables] == [("Unit", "Elm"), ("Unit", "Oak")]


def test_sheets_alike_with_figures_of_their_own_are_named_after_their_sheet():
    rows = [["Month", "CH00"], ["2018_01", 3], ["2018_02", 4]]
    sheets = tuple(Sheet(name, grid(rows)) for name in ("All", "CPA"))
    tables = propose_reading(sheets, load(), "f.xlsx").tables
    assert [table.columns[1].item for table in tables] == ["All: CH00", "CPA: CH00"]


def test_a_unit_that_is_mostly_days_and_pounds_is_no_unit_of_a_service():
    table = proposed(
        [
            ["Metric", "Unit", "Month", "Provider", "Result"],
            ["Cost of a visit", "£", "Apr-24", "North Trust", 212],
            ["Length of stay", "days", "Apr-24", "North Trust", 38],
            ["Visits to one nurse", "visits", "Apr-24", "North Trust", 400],
        ]
    )
    assert roles(table)["Unit"] == "ignore"
    assert (roles(table)["Provider"], table.level) == ("unit", "Provider")


def test_sections_of_the_act_are_groups_though_most_are_numbers():
    rows = [["Elm", "2", 3, 4], [None, 3, 5, 6], [None, "5(2)", 7, 8], ["Oak", 136, 9, 10]]
    table = proposed([["Detentions"], ["Ward", "Section", "Apr-24", "May-24"], *rows])
    assert column(table, "Section").role == "breakdown"
    assert column(table, "Section").name == "legal status"
