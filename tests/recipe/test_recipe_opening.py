"""Next month's file read by this month's recipe, from bytes to figures."""

from dataclasses import replace

import pytest

from mhvalue.errors import ReadingProblem
from mhvalue.facts import where
from mhvalue.ingest.pipeline import read
from mhvalue.ingest.reading import BY_TABLES, Reading
from mhvalue.ingest.vocabulary import slug
from mhvalue.recipe.choices import Choices
from mhvalue.recipe.opening import read_by
from mhvalue.recipe.saved import from_json, to_json
from mhvalue.recipe.schema import Recipe, recipe_of
from mhvalue.workspace import OpenFile, Workspace

APRIL = "Trust report\n\nWard,Month,Admissions,Slips\nElm,Apr 2024,10,9\nOak,Apr 2024,12,3\n"
MAY = (
    "Trust report\nwith a note\n\nMonth,Ward,Falls,Admission,Slips\n"
    "Apr 2024,Elm,4,10,9\nMay 2024,Elm,5,11,8\nMay 2024,Yew,6,14,7\n"
)


def reader(text, name):
    return lambda reading: read(text.encode(), name, reading, lambda stage: None)


@pytest.fixture
def recipe():
    """April, with slips said to be falls, saved and opened again."""
    result = reader(APRIL, "April 2024.csv")(None)
    (table,) = result.reading.tables
    columns = tuple(
        type(c)(c.index, c.heading, c.role, "slips and trips") if c.heading == "Slips" else c
        for c in table.columns
    )
    corrected = Reading((type(table)(**{**vars(table), "columns": columns}),))
    again = reader(APRIL, "April 2024.csv")(corrected)
    open_files = Workspace().opened(OpenFile("April 2024.csv", "a", again))
    open_files = open_files.choosing(Choices().choosing("sharing", "to share"))
    return from_json(to_json(open_files.recipe))


def test_the_recipe_keeps_the_choices(recipe):
    assert recipe.choices.get("sharing") == "to share"
    assert [file.name for file in recipe.files] == ["*.csv"]


def test_a_corrected_item_goes_on_next_month(recipe):
    found = read_by(recipe, "May 2024.csv", reader(MAY, "May 2024.csv"))
    assert found.applied
    slips = where(found.result.facts, item=slug("slips and trips")).frame
    assert sorted(slips["amount"]) == [7, 8, 9]
    plain = reader(MAY, "May 2024.csv")(None).facts
    assert where(plain, item=slug("slips and trips")).frame.empty


def test_what_has_changed_is_told(recipe):
    found = read_by(recipe, "May 2024.csv", reader(MAY, "May 2024.csv"))
    assert [(d.kind, d.what) for d in found.differences] == [
        ("renamed column", "Admissions is now called Admission."),
        ("new column", "Falls is new; it is read as: Figure."),
        ("new unit", "Yew is new."),
        ("missing unit", "Oak is no longer there."),
    ]


def test_a_file_that_the_recipe_does_not_know_is_read_as_proposed(recipe):
    other = "Clinic,Week,Cost\nA,1 Apr 2024,3\nB,8 Apr 2024,4\n"
    found = read_by(recipe, "Costs.csv", reader(other, "Costs.csv"))
    assert not found.applied
    assert found.differences[0].what == "The recipe knows no file like this one."


def test_a_recipe_that_does_not_work_out_is_not_applied(recipe):
    plain = reader(MAY, "May 2024.csv")

    def read_once(reading):
        if reading is not None:
            raise ReadingProblem("No period was found.")
        return plain(None)

    found = read_by(recipe, "May 2024.csv", read_once)
    assert not found.applied
    assert found.differences[-1].what == "The recipe does not fit: No period was found."
    assert len(found.result.facts.frame) == 9


def test_an_empty_recipe_knows_nothing():
    assert recipe_of([]) == Recipe()
    assert not read_by(Recipe(), "May.csv", reader(MAY, "May.csv")).applied


BOARD = "Measure,{}\nOccupied bed days,{}\nPMVA holds,{}\n"


def test_rows_that_are_new_or_gone_are_told_and_what_a_name_counts_stays():
    april = BOARD.format("Mar 2024,Apr 2024", "400,410", "3,5")
    old = reader(april, "April.csv")(None)
    items = (("PMVA holds", "restrictive_interventions"),)
    reading = replace(old.reading, items=items)
    names = ("Occupied bed days", "PMVA holds", "Zone visits")
    recipe = recipe_of([("April.csv", reading, old.facts.units, names)])
    may = BOARD.format("Apr 2024,May 2024", "410,395", "5,4") + "Complaints,1,2\n"
    found = read_by(recipe, "May.csv", reader(may, "May.csv"))
    assert [(d.kind, d.what) for d in found.differences] == [
        ("new name", "The row Complaints is new; it is read as proposed."),
        ("missing name", "The row Zone visits is no longer there."),
    ]
    named = found.result.facts.frame[["heading", "item"]].astype(str).drop_duplicates()
    assert ("PMVA holds", "restrictive_interventions") in set(named.itertuples(index=False))


PUBLISHED = (
    "Question,Breakdown1,Breakdown1Code,Breakdown2,Breakdown2Code,value\n"
    "OAPs active at period end,Kent,,,,{}\n"
    "OAPs active at period end,Surrey,,,,7\n"
)


def test_a_known_layout_that_was_set_aside_is_set_aside_next_month():
    name = "oaps-oct-2016.csv"
    aside = reader(PUBLISHED.format(12), name)(Reading(format=BY_TABLES))
    kept = Workspace().opened(OpenFile(name, "a", aside)).recipe
    name = "oaps-nov-2016.csv"
    found = read_by(from_json(to_json(kept)), name, reader(PUBLISHED.format(15), name))
    assert found.applied
    assert found.result.reading.format == BY_TABLES
    assert found.result.facts.frame["amount"].tolist() == [15, 7]


def test_a_known_layout_stays_one_where_another_file_was_read_table_by_table(recipe):
    (april,) = recipe.files
    other = replace(
        recipe, files=(replace(april, reading=replace(april.reading, format=BY_TABLES)),)
    )
    name = "oaps-nov-2016.csv"
    found = read_by(other, name, reader(PUBLISHED.format(15), name))
    assert not found.applied
    assert found.result.reading.format == "oaps"


@pytest.mark.parametrize("merge", [("Yew", "Oak"), ("Oak", "Yew")])
def test_a_unit_said_to_be_a_known_one_is_neither_new_nor_gone(recipe, merge):
    found = read_by(recipe, "May 2024.csv", reader(MAY, "May 2024.csv"))
    merged = replace(found.result.reading, merges=(merge,))
    again = found.corrected(reader(MAY, "May 2024.csv")(merged))
    assert {d.kind for d in found.differences} >= {"new unit", "missing unit"}
    assert [d.kind for d in again.differences] == ["renamed column", "new column"]


def test_a_new_column_of_labels_makes_no_groups_where_the_rows_differ_without_it(recipe):
    may = (
        "Trust report\n\nWard,Matron,Month,Admissions,Slips\n"
        "Elm,Post 1,Apr 2024,10,9\nElm,Post 2,May 2024,11,8\nOak,Post 1,May 2024,14,7\n"
    )
    found = read_by(recipe, "May 2024.csv", reader(may, "May 2024.csv"))
    assert set(found.result.facts.frame["breakdown"]) == {"none"}
    assert [d.what for d in found.differences] == [
        "Matron is new; it is not used: the rows differ without it."
    ]
    # Two rows of one ward and month are told apart by it alone: then it makes groups.
    twice = may.replace("Oak,Post 1,May", "Elm,Post 1,May")
    found = read_by(recipe, "May 2024.csv", reader(twice, "May 2024.csv"))
    assert set(found.result.facts.frame["group"]) == {"Post 1", "Post 2"}


def test_a_table_whose_headings_all_say_more_than_before_is_the_same_one(recipe):
    may = (
        "Ward name,Reporting month,Number of admissions,Slips\n"
        "Elm,Apr 2024,10,9\nOak,May 2024,12,3\n"
    )
    found = read_by(recipe, "May 2024.csv", reader(may, "May 2024.csv"))
    assert found.applied
    assert sorted(where(found.result.facts, item="admissions").frame["amount"]) == [10, 12]
    assert sorted(where(found.result.facts, item=slug("slips and trips")).frame["amount"]) == [3, 9]
    assert {d.kind for d in found.differences} == {"renamed column"}


def test_a_ward_across_under_a_new_name_is_read_as_the_other_wards_are():
    april = "Slips by ward\nMonth,Elm,Oak\nApr 2024,9,3\nMay 2024,8,4\n"
    first = reader(april, "a.csv")(None)
    (table,) = first.reading.tables
    columns = tuple(replace(c, item="slips and trips") if c.unit else c for c in table.columns)
    given = replace(first.reading, tables=(replace(table, columns=columns, level="Ward"),))
    again = reader(april, "a.csv")(given)
    recipe = recipe_of([("a.csv", again.reading, again.facts.units, ())])
    may = april.replace("Elm", "Elm House") + "Jun 2024,7,5\n"
    found = read_by(recipe, "a.csv", reader(may, "a.csv"))
    frame = where(found.result.facts, item=slug("slips and trips"), level="Ward").frame
    figures = frame.groupby(frame["unit"].astype(str))["amount"].sum()
    assert figures.to_dict() == {"Elm House": 9 + 8 + 7, "Oak": 3 + 4 + 5}
