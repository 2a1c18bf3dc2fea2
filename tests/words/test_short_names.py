"""Names too long for a label are cut so that each still says which unit it is."""

import pytest

from mhvalue.words.short_names import told_apart

TRUST = "Northern Valley Mental Health Partnership"


def short(longest, *names):
    found = told_apart(names, longest)
    assert list(dict.fromkeys(names)) == sorted(found, key=names.index)
    assert len(set(found.values())) == len(found)
    return [found[name] for name in names]


def test_what_fits_is_left_as_it_is_and_a_formal_ending_goes_first():
    wards = ("Oak", f"{TRUST} NHS Foundation Trust", "Elm")
    assert short(41, *wards) == ["Oak", TRUST, "Elm"]


@pytest.mark.parametrize(
    ("longest", "larch", "oak"),
    [
        (40, "…Adult Acute Ward Larch", "…Adult Acute Ward Oak"),
        (20, "…Adult Acute … Larch", "…Adult … Ward Oak"),
    ],
)
def test_of_names_that_begin_alike_the_beginning_is_left_out_then_the_middle(longest, larch, oak):
    kinds = ("Adult Acute Ward Larch", "Adult Acute Ward Oak", "PICU Elm")
    names = (*(f"{TRUST} {kind}" for kind in kinds), "Yew")
    assert short(longest, *names) == [larch, oak, "…PICU Elm", "Yew"]


def test_names_that_differ_where_they_begin_are_cut_at_their_end():
    boards = (
        "NHS Bristol, North Somerset and South Gloucestershire Integrated Care Board",
        "NHS Nottingham and Nottinghamshire Integrated Care Board",
    )
    assert short(40, *boards) == [
        "NHS Bristol, North Somerset and South…",
        "NHS Nottingham and Nottinghamshire",
    ]


def test_names_that_differ_only_inside_keep_what_differs():
    inside = [f"{TRUST} {n} {TRUST}" for n in ("Ward One", "Unit Two")]
    assert short(24, *inside) == ["…Ward One…", "…Unit Two…"]


def test_names_that_nothing_short_tells_apart_stay_whole():
    letters = ["a" * 30 + middle + "a" * 30 for middle in "bc"]
    assert short(12, *letters) == letters
