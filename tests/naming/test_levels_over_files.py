"""Levels that several files call differently: joined by the codes of their units, and told."""

from dataclasses import replace

import pytest

from mhvalue.edition_marks import marks
from mhvalue.editions import Edition
from mhvalue.facts import join
from mhvalue.naming.answers import Same
from mhvalue.naming.names import named
from mhvalue.units import Unit
from tests.tables import facts_of

ELM, OAK = {"Elm Trust": "RX4"}, {"Oak Trust": "RDY"}


def file(name, item, levels):
    """April's figures of one item for units, as names and codes by level."""
    parts = [
        facts_of(
            {(item, unit): [10] for unit in units},
            level=level,
            units=[Unit(level, unit, code) for unit, code in units.items()],
            key=f"{name} {level}",
        )
        for level, units in levels.items()
    ]
    return Edition(name, name, marks(name), parts[0] if len(parts) == 1 else join(parts))


def levels_of(found):
    """The levels at which the figures of each file stand."""
    return [sorted(edition.facts.frame["level"].unique()) for edition in found.editions]


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (("Organisation", {**ELM}), ("Provider", {**ELM, **OAK}), "Provider"),
        (("Organisation", {**ELM, **OAK}), ("Provider", {**ELM}), "Organisation"),
        (("Trust", {**ELM}), ("Provider", {**ELM, **OAK}), "Provider"),
        (("Trust", {"RX4": ""}), ("Provider", {**ELM}), "Trust"),
        (
            ("Organisation", {"RX4": "", "RXA": ""}),
            ("Provider", {"RX4": "", "RXA": ""}),
            "Provider",
        ),
        (("CCG", {"Dale CCG": "11J"}), ("Sub ICB", {"NHS Dale - 11J": "11J"}), "Sub ICB"),
        (("Unit", {"Elm": "W1"}), ("Ward", {"Elm Ward": "W1", "Oak": "W2"}), "Ward"),
    ],
)
def test_units_with_one_code_stand_at_one_level_and_that_is_told(one, other, kept):
    files = [
        file("a.csv", "admissions", dict([one])),
        file("b.csv", "referrals", dict([other])),
    ]
    found = named(files)
    assert levels_of(found) == [[kept], [kept]]
    units = [set(edition.facts.units.names(kept)) for edition in found.editions]
    assert units[0] & units[1]
    changed, old = ("a.csv", one[0]) if kept == other[0] else ("b.csv", other[0])
    told = [p for p in found.problems if f"called {old} here is called {kept}" in p.what]
    assert [(p.file, "Sheet1 B2" in p.what) for p in told] == [(changed, True)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Unit", {"Elm": "W1", "Ash": "W9"}), ("Ward", {"Elm": "W1"})),  # not all are known there
        (("Unit", {"Elm": "W1"}), ("Ward", {"Oak": "W1"})),  # one code, unlike names
        (("Unit", {"Elm": "R1A"}), ("Ward", {"Oak": "R1A"})),  # a ward's code like a trust's
        (("Organisation", {"Elm": "1"}), ("Provider", {"Elm": "1"})),  # numbers of rows
        (("Unit", {"Elm": ""}), ("Ward", {"Elm": ""})),  # no codes at all
        (("Ward", {"Elm": "W1"}), ("Team", {"Elm": "W1"})),  # neither is a word for any unit
        (("Provider", {**ELM}), ("Sending provider", {**ELM})),  # two roles of one trust
    ],
)
def test_levels_stay_apart_where_codes_do_not_say_that_they_are_one(one, other):
    files = [
        file("a.csv", "admissions", dict([one])),
        file("b.csv", "referrals", dict([other])),
    ]
    assert levels_of(named(files)) == [[one[0]], [other[0]]]


def test_a_file_with_both_levels_keeps_them_and_what_is_left_apart_is_told():
    both = file("a.csv", "admissions", {"Organisation": ELM, "Provider": OAK})
    found = named([both, file("b.csv", "referrals", {"Provider": ELM})])
    assert levels_of(found) == [["Organisation", "Provider"], ["Provider"]]
    (problem,) = [p for p in found.problems if "left apart" in p.done]
    assert (problem.file, "Organisation" in problem.what) == ("a.csv", True)


def test_what_a_person_said_follows_the_level():
    files = [
        file("a.csv", "admissions", {"Organisation": ELM}),
        file("b.csv", "referrals", {"Provider": {"Willow": "RX4", **OAK}}),
    ]
    found = named(files, [Same("Organisation", ("Elm Trust", "Willow"), "")])
    assert levels_of(found) == [["Provider"], ["Provider"]]
    assert not found.joined
    own = found.rows([Unit("Organisation", "Elm Trust", size=20.0)])
    assert [(unit.level, unit.size) for unit in own] == [("Provider", 20.0)]


def test_levels_that_a_person_parts_stay_apart_until_they_are_one_again():
    files = [
        file("a.csv", "admissions", {"Organisation": {**ELM, **OAK}}),
        file("b.csv", "referrals", {"Provider": {**ELM, **OAK}}),
    ]
    apart = Same("", ("Provider", "Organisation"))
    found = named(files, [apart])
    assert levels_of(found) == [["Organisation"], ["Provider"]]
    assert found.parted == (("Organisation", "Provider"),)
    assert found.problems == ()
    assert named(files[:1], [apart]).parted == ()
    again = named(files, [replace(apart, kept="Provider")])
    assert levels_of(again) == [["Provider"], ["Provider"]]
    assert again.parted == ()


def test_a_level_parted_from_one_is_not_joined_to_it_by_way_of_a_third():
    files = [
        file("a.csv", "admissions", {"Organisation": {**ELM, **OAK}}),
        file("b.csv", "referrals", {"Provider": {**ELM, **OAK}}),
        file("c.csv", "contacts", {"Trust": {**ELM, **OAK}}),
    ]
    assert levels_of(named(files)) == [["Trust"]] * 3
    found = named(files, [Same("", ("Organisation", "Provider"))])
    assert levels_of(found) == [["Trust"], ["Provider"], ["Trust"]]


WARDS = {"Elm Ward": "", "Oak Ward": "", "Ash Ward": ""}


def test_levels_that_share_most_names_are_left_apart_and_told():
    files = [file("a.csv", "admissions", {"Ward": WARDS}),
             file("b.csv", "spend", {"Service": {**WARDS, "Headquarters": ""}})]  # fmt: skip
    found = named(files)
    assert levels_of(found) == [["Ward"], ["Service"]]
    (told,) = (p for p in found.problems if "has the names of what" in p.what)
    assert (told.file, told.what) == (
        "b.csv", "What is called Service here has the names of what a.csv calls Ward."
    )  # fmt: skip
    assert "Each unit is a" in told.do


def test_one_name_in_common_or_both_levels_in_one_file_say_nothing():
    alone = [file("a.csv", "admissions", {"Ward": {"Elm": "", "Oak": ""}}),
             file("b.csv", "spend", {"Service": {"Elm": "", "Hub": "", "Lab": ""}})]  # fmt: skip
    both = [file("a.csv", "admissions", {"Ward": WARDS, "Service": {"Hub": ""}}),
            file("b.csv", "spend", {"Service": WARDS})]  # fmt: skip
    for files in (alone, both):
        assert not any("has the names of what" in p.what for p in named(files).problems)
