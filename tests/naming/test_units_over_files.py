"""Units that several files name differently: what is joined, what is asked, what stays apart."""

from itertools import permutations

import pytest

from mhvalue.edition_marks import marks
from mhvalue.editions import Edition, ordered, together
from mhvalue.facts import latest
from mhvalue.naming.answers import Same
from mhvalue.naming.names import named
from mhvalue.periods import step
from mhvalue.units import Unit
from tests.tables import APRIL, facts_of


def file(month, units, *, amount=10, level="Ward", name=None, months=1):
    """So many months of admissions, from April on; `units` are names, or names and their codes."""
    coded = units if isinstance(units, dict) else dict.fromkeys(units, "")
    parts = {("admissions", unit): [amount + place] * months for place, unit in enumerate(coded)}
    facts = facts_of(
        parts,
        level=level,
        units=[Unit(level, unit, code) for unit, code in coded.items()],
        first=step(APRIL, month),
        key=f"{month} {coded}",
    )
    called = name or f"wards {step(APRIL, month).label}.csv"
    return Edition(f"{called} {month}", called, marks(called), facts)


def names(found, level="Ward"):
    """The units of each file by their names now."""
    return [list(edition.facts.units.names(level)) for edition in found.editions]


def asked(found):
    return [(set(one.names), one.why) for one in found.asked]


@pytest.mark.parametrize(
    ("april", "may", "kept"),
    [
        ("Oak Ward", "OAK WARD", "Oak Ward"),
        ("oak ward", "Oak Ward", "Oak Ward"),
        ("St. Ann's House", "St Anns House", "St Anns House"),
        ("Mother & Baby", "Mother and Baby", "Mother & Baby"),
    ],
)
def test_two_months_that_differ_in_writing_are_one_series_and_told(april, may, kept):
    files = [file(0, [april, "Elm"]), file(1, [may, "Elm"])]
    found = named(files)
    assert names(found) == [[kept, "Elm"], [kept, "Elm"]]
    whole = latest(together(found.editions, ordered(found.editions))).frame
    assert sorted(whole[(whole["unit"] == kept).to_numpy()]["period"].dt.month) == [4, 5]
    (problem,) = found.problems
    changed = files[0] if april != kept else files[1]
    assert problem.file == changed.name
    assert problem.what.startswith("1 unit is written otherwise here than in another file")
    assert "Sheet1 B2" in problem.what
    # The list may be sent to whoever made the file: it names no unit.
    assert kept not in problem.sentence()
    assert found.asked == ()


def test_the_order_in_which_files_are_opened_changes_nothing():
    files = [file(0, {"Oak": "W1", "Elm": "W2"}), file(1, {"OAK": "W1", "Elm Ward": "W2"}),
             file(2, ["W1", "Elm-Ward"])]  # fmt: skip
    found = {
        tuple(sorted((tuple(sorted(one.names)), one.kept, one.by) for one in named(order).joined))
        for order in permutations(files)
    }
    # W1 is Oak by its code, and no file writes "Elm Ward" and "Elm-Ward" in two units' rows.
    assert found == {((("Elm", "Elm Ward", "Elm-Ward"), "Elm Ward", "code"),
                      (("OAK", "Oak", "W1"), "Oak", "code"))}  # fmt: skip


def test_a_file_whose_units_are_renamed_has_another_key():
    files = [file(0, ["Oak"]), file(1, ["OAK"])]
    found = named(files)
    assert [a.facts.key == b.facts.key for a, b in zip(files, found.editions, strict=True)] == [
        True,
        False,
    ]


def test_one_file_is_left_as_it_is():
    only = file(0, ["Oak", "OAK"])
    assert named([only]).editions == (only,)


def test_both_names_in_one_file_stay_two_units():
    found = named([file(0, ["Oak", "OAK"]), file(1, ["Oak"])])
    assert names(found) == [["Oak", "OAK"], ["Oak"]]
    assert (found.joined, found.asked) == ((), ())


def test_codes_that_differ_keep_names_apart():
    found = named([file(0, {"OAK": "W01"}), file(1, {"Oak": "W02"})])
    assert names(found) == [["OAK"], ["Oak"]]


@pytest.mark.parametrize("code", ["E54000044", "QU9", "QU901", "17"])
def test_codes_of_another_system_or_of_a_site_do_not(code):
    found = named([file(0, {"NHS OXON": "QU9"}), file(1, {"NHS Oxon": code})])
    assert names(found) == [["NHS Oxon"], ["NHS Oxon"]]


def test_figures_that_contradict_each_other_are_asked_about():
    found = named([file(0, ["OAK"], name="from Jo.csv"), file(0, ["Oak"], amount=50, name="x.csv")])
    assert names(found) == [["OAK"], ["Oak"]]
    assert asked(found) == [({"OAK", "Oak"}, "figures")]


def test_a_newer_edition_may_contradict_the_older_one():
    old, new = (file(0, units, amount=n, name=f"wards v{v}.csv")
                for units, n, v in ((["OAK", "Elm"], 10, 1), (["Oak", "Elm"], 50, 2)))  # fmt: skip
    found = named([old, new])
    assert names(found) == [["Oak", "Elm"], ["Oak", "Elm"]]
    order = ordered(found.editions)
    assert [pair.by for pair in order.pairs] == ["version"]
    whole = latest(together(found.editions, order)).frame
    assert whole["amount"].tolist() == [50, 51]


def test_what_wards_belong_to_is_written_one_way_too():
    april, may = file(0, ["Oak"]), file(1, ["NORTH"], level="Division")
    ward = Unit("Ward", "Oak", parents=(("Division", "North"),))
    april = Edition(
        "a", "a.csv", marks("a.csv"), facts_of({("admissions", "Oak"): [1]}, units=[ward])
    )
    found = named([april, may])
    assert names(found, "Division") == [[], ["North"]]


def test_one_code_is_one_unit_under_its_newest_name_and_told():
    files = [file(0, {"Ash": "W1", "Elm": "W2"}), file(1, {"Acorn": "W1", "Elm": "W2"})]
    for order in (files, files[::-1]):
        assert sorted(names(named(order))) == [["Acorn", "Elm"], ["Acorn", "Elm"]]
    (problem,) = named(files).problems
    assert "1 unit has another name here than beside the same code in another file" in problem.what
    assert problem.file == files[0].name


def test_a_slip_in_the_newest_name_is_not_taken_over():
    units = ["Willow Ward", "Willow Ward", "Wilow Ward"]
    found = named([file(place, {unit: "W1", "Elm": "W2"}) for place, unit in enumerate(units)])
    assert names(found) == [["Willow Ward", "Elm"]] * 3


@pytest.mark.parametrize("other", ["RX4", "rx4", "Northern Trust (RX4)", "RX4 - Northern Trust"])
def test_a_code_alone_or_with_the_name_is_the_unit_that_has_it(other):
    files = [file(0, {"Northern Trust": "RX4"}, level="Provider"),
             file(1, [other], level="Provider")]  # fmt: skip
    for order in (files, files[::-1]):
        assert names(named(order), "Provider") == [["Northern Trust"], ["Northern Trust"]]


def test_codes_that_number_the_rows_join_nothing():
    april = {"Ash": "1", "Elm": "2", "Fir": "3"}
    moved = {"Ash": "1", "Birch": "2", "Elm": "3", "Fir": "4"}
    found = named([file(0, april), file(1, moved)])
    assert found.joined == ()
    assert names(found) == [list(april), list(moved)]


def test_codes_whose_names_are_all_other_ones_are_asked_about():
    found = named([file(0, {"Ash": "1", "Elm": "2"}), file(1, {"Oak": "1", "Yew": "2"})])
    assert found.joined == ()
    assert asked(found) == [({"Ash", "Oak"}, "code"), ({"Elm", "Yew"}, "code")]


@pytest.mark.parametrize(
    "other",
    ["Oak Wrad", "Oak Ward (Older people)", "Ward Oak", "Oak", "Oak Ward, Northfield"],
)
def test_names_that_look_alike_in_two_files_are_asked_about(other):
    found = named([file(0, ["Oak Ward", "Elm"]), file(1, [other, "Elm"])])
    assert found.joined == ()
    (one,) = found.asked
    assert ({*one.names}, one.why) == ({"Oak Ward", other}, "look")
    assert {*zip(one.names, one.files, strict=True)} == {
        ("Oak Ward", "wards Apr 2024.csv"),
        (other, "wards May 2024.csv"),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ward 1", "Ward 2"), ("Ward A", "Ward B"), ("Team East", "Team West"), ("Oak 1", "Oak 1 2"),
     ("Male Ward", "Female Ward"), ("Elm Ward", "Oak Ward"), ("North 1.1", "North 11")],
)  # fmt: skip
def test_names_that_do_not_look_alike_are_not(one, other):
    assert named([file(0, [one]), file(1, [other])]).asked == ()


def test_one_name_that_goes_on_in_two_ways_is_no_question():
    assert named([file(0, ["CMHT"]), file(1, ["CMHT North", "CMHT South"])]).asked == ()


def test_what_a_person_says_is_done_and_not_asked_again():
    files = [file(0, ["Oak Ward"]), file(1, ["Oak Wrad"]), file(2, ["OAK WRAD"])]
    one = named(files, [Same("Ward", ("Oak Ward", "Oak Wrad"), "Oak Ward")])
    assert names(one) == [["Oak Ward"]] * 3
    assert one.asked == ()
    (joined,) = one.joined
    assert ({*joined.names}, joined.by) == ({"Oak Ward", "Oak Wrad", "OAK WRAD"}, "answer")
    assert one.problems == ()
    two = named(files, [Same("Ward", ("Oak Ward", "Oak Wrad"))])
    assert names(two) == [["Oak Ward"], ["Oak Wrad"], ["Oak Wrad"]]
    assert two.asked == ()


def test_what_was_joined_can_be_parted_and_called_otherwise():
    files = [file(0, ["Oak"]), file(1, ["OAK"])]
    assert names(named(files, [Same("Ward", ("Oak", "OAK"))])) == [["Oak"], ["OAK"]]
    assert named(files, [Same("Ward", ("Oak", "OAK"))]).asked == ()
    assert names(named(files, [Same("Ward", ("Oak", "OAK"), "OAK")])) == [["OAK"], ["OAK"]]


def test_the_later_of_two_answers_counts():
    files = [file(0, ["Oak"]), file(1, ["Acorn"])]
    one, two = Same("Ward", ("Oak", "Acorn"), "Acorn"), Same("Ward", ("Acorn", "Oak"))
    assert names(named(files, [two, one])) == [["Acorn"], ["Acorn"]]
    assert names(named(files, [one, two])) == [["Oak"], ["Acorn"]]


def test_an_answer_is_remembered_for_next_months_file_alone():
    found = named([file(2, ["Oak Wrad"])], [Same("Ward", ("Oak Ward", "Oak Wrad"), "Oak Ward")])
    assert names(found) == [["Oak Ward"]]


def test_a_chain_of_names_never_joins_two_units_of_one_file():
    for others in ({}, {"Fir": "W2"}):
        april, may = {"Oak": "", "Elm": "W1", **others}, {"OAK": "W1", **others}
        found = named([file(0, april), file(1, may)])
        assert names(found) == [list(april), list(may)]


def test_one_name_with_two_codes_is_two_units_and_told_and_asked():
    files = [file(0, {"Elm": "W1", "Oak": "W2", "Ash": "W3"}), file(1, {"Elm": "W9", "Oak": "W2"})]
    found = named(files)
    assert names(found) == [["Elm (W1)", "Oak", "Ash"], ["Elm (W9)", "Oak"]]
    assert asked(found) == [({"Elm (W1)", "Elm (W9)"}, "name")]
    assert {problem.file for problem in found.problems} == {edition.name for edition in files}
    assert "1 name stands beside another code here" in found.problems[0].what
    one = named(files, [Same("Ward", ("Elm (W1)", "Elm (W9)"), "Elm (W1)")])
    assert names(one)[1] == ["Elm (W1)", "Oak"]
    assert one.asked == ()


def test_where_most_codes_differ_they_part_nothing_and_that_is_told():
    found = named([file(0, {"Elm": "W1", "Oak": "W2"}), file(1, {"Elm": "W8", "Oak": "W9"})])
    assert names(found) == [["Elm", "Oak"], ["Elm", "Oak"]]
    assert ["since most codes differ" in problem.done for problem in found.problems] == [True, True]


def test_rows_of_the_unit_register_follow_their_units():
    found = named([file(0, ["Oak", "Elm"]), file(1, ["OAK", "Elm"])])
    beds = Unit("Ward", "OAK", size=18, parents=(("Ward", "OAK"),))
    assert found.rows([beds]) == (Unit("Ward", "Oak", size=18, parents=(("Ward", "Oak"),)),)
    # The row of the name that the unit has now is the one that counts.
    now = Unit("Ward", "Oak", size=20)
    assert [row.size for row in found.rows([now, beds])] == [18, 20]
