"""Last month's reading on this month's file: what moves along, and what is told."""

from dataclasses import replace

from mhvalue.ingest.reading import Reading
from mhvalue.ingest.result import Preview
from mhvalue.recipe.match import match, unit_differences
from mhvalue.recipe.schema import Recipe, RecipeFile, recipe_of
from mhvalue.units import Unit, UnitRegister
from tests.recipe.readings import column, reading, table, wards

NAME = "Wards May 2024.xlsx"


def matched(old, new, previews=(), name=NAME):
    made = recipe_of([("Wards Apr 2024.xlsx", old, UnitRegister(), ())])
    return match(made, name, new, previews)


def told(found):
    return [(difference.kind, difference.what) for difference in found.differences]


def corrected(made, index, **changed):
    """The table with one column as a person corrected it."""
    columns = tuple(replace(c, **changed) if c.index == index else c for c in made.columns)
    return replace(made, columns=columns)


def test_the_same_file_again_is_read_as_confirmed_without_a_word():
    old = reading(corrected(wards(level="Unit"), 3, role="ignore", item=""), published=True)
    found = matched(old, reading(wards()))
    assert found.reading == old
    assert found.differences == ()


def test_more_rows_further_down_and_columns_moved():
    old = reading(corrected(wards(), 2, item="own admissions"))
    new = table(
        column(0, "Month", "period"),
        column(1, "Ward", "unit"),
        column(3, "Discharges"),
        column(4, "Admissions"),
        first_row=6,
        last_row=99,
        skip_rows=(50,),
    )
    found = matched(old, reading(new))
    (read,) = found.reading.tables
    assert (read.first_row, read.last_row, read.skip_rows) == (6, 99, (50,))
    assert {c.heading: (c.index, c.item) for c in read.columns} == {
        "Month": (0, ""),
        "Ward": (1, ""),
        "Discharges": (3, "discharges"),
        "Admissions": (4, "own admissions"),
    }
    assert found.differences == ()


def test_a_renamed_column_keeps_its_meaning_and_is_told():
    old = reading(corrected(wards(), 2, heading="Slips and falls", item="falls"))
    new = reading(
        corrected(wards(), 2, heading="Slips and fals", item="Slips and fals", role="amount")
    )
    found = matched(old, new)
    (read,) = found.reading.tables
    assert (read.columns[2].heading, read.columns[2].item) == ("Slips and fals", "falls")
    assert told(found) == [
        ("renamed column", "Slips and falls is now called Slips and fals."),
    ]


def test_another_heading_of_the_same_catalogue_item_is_a_new_name():
    new = corrected(wards(), 3, heading="Number sent home", item="discharges")
    found = matched(reading(wards()), reading(new))
    assert told(found) == [("renamed column", "Discharges is now called Number sent home.")]


def test_two_items_of_the_catalogue_are_never_one():
    new = corrected(wards(), 2, heading="Admission", item="readmissions_14")
    found = matched(reading(wards()), reading(new))
    assert [kind for kind, _ in told(found)] == ["missing column", "new column"]


def test_new_and_missing_columns_are_told_and_read_as_proposed():
    new = table(
        column(0, "Ward", "unit"),
        column(1, "Month", "period"),
        column(2, "Admissions"),
        column(3, "Bank spend"),
        column(4, "Remarks"),
    )
    found = matched(reading(wards()), reading(new))
    assert told(found) == [
        ("missing column", "Discharges (Figure) is not there."),
        ("new column", "Bank spend is new; it is read as: Figure."),
    ]
    assert [c.role for c in found.reading.tables[0].columns] == [
        "unit", "period", "amount", "amount", "ignore",
    ]  # fmt: skip


def test_a_second_column_of_units_is_left_out_until_accepted():
    new = replace(wards(), columns=(*wards().columns, column(4, "Team", "unit")))
    found = matched(reading(wards()), reading(new))
    assert found.reading.tables[0].columns[4].role == "ignore"
    assert told(found) == [("new column", "Team is new; it is read as: Leave out.")]


def test_without_the_column_of_periods_the_table_is_read_anew():
    columns = (column(0, "Ward", "unit"), column(2, "Admissions"), column(3, "Discharges"))
    new = table(*columns, period="May 2024")
    found = matched(reading(wards()), reading(new))
    assert found.reading.tables == (new,)
    assert [kind for kind, _ in told(found)] == ["missing column", "layout"]


def across(months, item="Admissions", **rest):
    figures = (column(i, m, "amount", item=item, name=m) for i, m in enumerate(months, 1))
    return table(column(0, "Ward", "unit"), *figures, layout="periods across", **rest)


def test_new_months_across_are_read_as_the_others_were():
    old = reading(across(["Mar 2024", "Apr 2024"], item="admissions"))
    found = matched(old, reading(across(["Apr 2024", "May 2024", "Jun 2024"])))
    (read,) = found.reading.tables
    assert [(c.name, c.item) for c in read.columns[1:]] == [
        ("Apr 2024", "admissions"),
        ("May 2024", "admissions"),
        ("Jun 2024", "admissions"),
    ]
    assert found.differences == ()


def test_a_period_from_the_title_is_the_new_files_own():
    old = reading(replace(wards(), period="Apr 2024"))
    found = matched(old, reading(replace(wards(), period="May 2024")))
    assert found.reading.tables[0].period == "May 2024"
    assert found.differences == ()


def test_a_typed_period_never_goes_on_to_next_months_file():
    old = reading(replace(wards(), period="Apr 2024"), wards(sheet="Teams"))
    found = matched(old, reading(wards(), wards(sheet="Teams")))
    assert found.reading.tables[0].use is False
    assert [kind for kind, _ in told(found)] == ["period"]


def test_a_year_where_a_month_had_been_is_told():
    old = reading(replace(wards(), period="Apr 2024"))
    found = matched(old, reading(replace(wards(), period="2024/25")))
    assert (found.reading.tables[0].period, told(found)[0][0]) == ("2024/25", "period")


def test_next_months_sheet_is_read_as_the_other_months():
    old = reading(
        *(corrected(wards(sheet=s, period=s), 2, item="own") for s in ("Mar 24", "Apr 24"))
    )
    new = reading(*(wards(sheet=s, period=s) for s in ("Mar 24", "Apr 24", "May 24")))
    found = matched(old, new)
    assert [t.columns[2].item for t in found.reading.tables] == ["own"] * 3
    assert [t.period for t in found.reading.tables] == ["Mar 24", "Apr 24", "May 24"]
    assert found.differences == ()


def test_new_and_missing_tables():
    other = table(column(0, "Team", "unit"), column(1, "Month", "period"), column(2, "Bank spend"),
                  sheet="Money")  # fmt: skip
    assert told(matched(reading(wards()), reading(wards(), other)))[0][0] == "new table"
    assert told(matched(reading(wards(), other), reading(wards())))[0][0] == "missing table"


def test_a_file_of_another_kind_is_not_read_by_the_recipe():
    other = table(column(0, "Clinic", "unit"), column(1, "Week", "period"), column(2, "Bank spend"),
                  sheet="Money")  # fmt: skip
    assert matched(reading(wards()), reading(other)) is None
    assert matched(Reading(format="mhsds", published=True), reading(wards())) is None
    assert match(Recipe(), NAME, reading(wards())) is None


def test_a_known_format_needs_no_tables():
    found = matched(Reading(format="mhsds"), Reading(format="mhsds", published=True))
    assert found.reading == Reading(format="mhsds")


def test_of_two_files_the_one_with_more_tables_found_again_counts():
    money = table(column(0, "Team", "unit"), column(1, "Month", "period"), column(2, "Bank spend"),
                  sheet="Money")  # fmt: skip
    recipe = Recipe((RecipeFile("a", reading(wards())), RecipeFile("b", reading(wards(), money))))
    assert match(recipe, "c", reading(wards(), money)).file.name == "b"
    recipe = Recipe((RecipeFile("a", reading(wards())), RecipeFile("b", reading(wards()))))
    assert match(recipe, "b", reading(wards())).file.name == "b"


def test_headings_shown_by_hand_are_found_again_where_they_have_moved():
    old = reading(wards(first_row=5, last_row=20))
    wrong = table(column(0, "Column A"), column(2, "Column C", "amount"), first_row=9, last_row=30)
    rows = [("notes", "", "", "")] * 6 + [("Ward", "Month", "Admissions", "Discharges")]
    preview = Preview("Wards", 0, tuple(rows))
    found = matched(old, reading(wrong), [preview])
    used = [t for t in found.reading.tables if t.use]
    (read,) = used
    assert (read.header_rows, read.first_row, read.last_row) == ((6,), 7, 30)
    assert [c.role for c in read.columns] == ["unit", "period", "amount", "amount"]


def test_rows_left_out_by_hand_are_told_when_they_are_not_found_again():
    old = reading(wards(skip_rows=(9, 20)))
    found = matched(old, reading(wards(last_row=30, skip_rows=(30,))))
    assert found.reading.tables[0].skip_rows == (30,)
    assert told(found)[0][0] == "rows left out"


def test_new_and_missing_units():
    file = RecipeFile("a", reading(wards()), (("Ward", "Elm"), ("Ward", "Oak")))
    now = UnitRegister((Unit("Ward", "Oak"), Unit("Ward", "Yew")))
    assert [(d.kind, d.what, d.where) for d in unit_differences(file, now)] == [
        ("new unit", "Yew is new.", "Ward"),
        ("missing unit", "Elm is no longer there.", "Ward"),
    ]


def test_a_unit_that_is_only_written_otherwise_is_neither_new_nor_missing():
    file = RecipeFile("a", reading(wards()), (("Ward", "Elm Ward"), ("Ward", "Oak")))
    now = UnitRegister((Unit("Ward", "ELM WARD"), Unit("Team", "Oak")))
    assert [(d.kind, d.what, d.where) for d in unit_differences(file, now)] == [
        ("renamed unit", "Elm Ward is now written ELM WARD.", "Ward"),
        ("new unit", "Oak is new.", "Team"),
        ("missing unit", "Oak is no longer there.", "Ward"),
    ]
