"""Wards under the names of their sites, which stand alone in a row."""

from tests.ingest.books import result_of


def parents(*body):
    result = result_of(Sheet1=[["Admissions"], ["Ward", "Apr 2024", "May 2024"], *body])
    return {unit.name: unit.parents for unit in result.facts.units.units}


def test_a_ward_belongs_to_the_site_above_it():
    assert parents(
        ["Hill site"], ["Elm", 1, 2], ["Oak", 3, 4], [],
        ["Dale site"], ["Ash", 5, 6], ["Fir", 7, 8], ["Dale site total", 12, 14],
    ) == {
        "Elm": (("Site", "Hill site"),), "Oak": (("Site", "Hill site"),),
        "Ash": (("Site", "Dale site"),), "Fir": (("Site", "Dale site"),),
    }  # fmt: skip


def test_the_level_may_stand_before_the_name():
    found = parents(["Locality: North"], ["Elm", 1, 2], ["Locality: South"], ["Ash", 5, 6])
    assert found == {"Elm": (("Locality", "North"),), "Ash": (("Locality", "South"),)}


def test_a_label_below_the_first_rows_is_nobodys_parent():
    assert parents(["Elm", 1, 2], ["Restated"], ["Ash", 5, 6], ["Closed"], ["Fir", 3, 4]) == {
        "Elm": (), "Ash": (), "Fir": (),
    }  # fmt: skip
