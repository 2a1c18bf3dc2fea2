"""Which of the files that disagree is newer: by their names, by what they cover, or asked."""

from dataclasses import replace
from itertools import permutations

import pytest

from mhvalue.edition_marks import marks
from mhvalue.editions import Answer, Edition, from_data, ordered, to_data, together
from mhvalue.errors import RecipeProblem
from mhvalue.facts import latest
from mhvalue.periods import step
from mhvalue.releases import replaced
from tests.tables import APRIL, BLANK, facts_of


def file(name, cells, *, item="falls", unit="Elm", start=0, titles=(), sheet="Sheet1"):
    """A file of one ward's falls, from so many months after April."""
    facts = facts_of({(item, unit): cells}, first=step(APRIL, start), key=name)
    facts = replace(facts, origins=tuple(replace(o, file=name, sheet=sheet) for o in facts.origins))
    return Edition(name, name, marks(name, titles), facts)


def shown(*files, answers=()):
    """The amounts believed, in the order of their months, None where none is."""
    frame = latest(together(files, ordered(files, answers))).frame.sort_values("period")
    return [
        amount if status == "ok" else None
        for amount, status in frame[["amount", "status"]].itertuples(index=False)
    ]


def by(*files, answers=()):
    return [(pair.older, pair.newer, pair.by) for pair in ordered(files, answers).pairs]


OLD, NEW = [10, 20, 30], [10, 25, 30]


@pytest.mark.parametrize(
    ("older", "newer", "why"),
    [
        ("wards release March 2024.xlsx", "wards release April 2024.xlsx", "date"),
        ("wards_2024-04-30.csv", "wards_2024-05-12.csv", "date"),
        ("wards 30.04.24.csv", "wards 01.05.24.csv", "date"),
        ("wards 20240430 0930.csv", "wards 20240512 0800.csv", "date"),
        ("wards M11 2023-24.xlsx", "wards M12 2023-24.xlsx", "date"),
        ("wards v9.xlsx", "wards v10.xlsx", "version"),
        ("wards.xlsx", "wards v2.xlsx", "version"),
        ("wards April 2024 v2.xlsx", "wards May 2024 v1.xlsx", "date"),
        ("wards provisional.xlsx", "wards final.xlsx", "stage"),
        ("wards draft.xlsx", "wards provisional.xlsx", "stage"),
        ("wards prov Apr-24.xlsx", "wards Apr-24.xlsx", "stage"),
        ("wards Apr-24.xlsx", "wards Apr-24 refresh.xlsx", "refresh"),
        ("Wards_Apr24.xlsx", "wards apr 24 (corrected).xlsx", "refresh"),
    ],
)
def test_names_tell_the_newer_file_whichever_is_opened_first(older, newer, why):
    one, other = file(older, OLD), file(newer, NEW)
    assert by(one, other) == by(other, one) == [(older, newer, why)]
    assert shown(one, other) == shown(other, one) == [10, 25, 30]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wards.xlsx", "copy of finance.xlsx"),
        ("wards.xlsx", "wards (1).xlsx"),
        ("wards v2 provisional.xlsx", "wards v1 final.xlsx"),
        ("wards 2023-24.xlsx", "wards May 2024.xlsx"),
        ("early intervention.xlsx", "early intervention - Copy.xlsx"),
    ],
)
def test_where_names_do_not_tell_or_contradict_themselves_it_is_asked(one, other):
    files = file(one, OLD), file(other, NEW)
    assert [pair.by for pair in ordered(files).open] == [""]
    assert shown(*files) == [10, None, 30]


def test_names_of_files_of_different_kinds_tell_nothing():
    finance = file("finance v2.xlsx", NEW, sheet="Ledger")
    assert by(file("wards v1.xlsx", OLD), finance) == [("wards v1.xlsx", "finance v2.xlsx", "")]


@pytest.mark.parametrize(
    ("titles", "later"),
    [
        (["Published 12 May 2024"], ["Published 9 June 2024"]),
        (["Falls on wards: provisional"], ["Falls on wards: final"]),
        (["Version 1"], ["Version 2"]),
    ],
)
def test_titles_tell_where_names_do_not(titles, later):
    one = file("wards.xlsx", OLD, titles=titles)
    other = file("wards (1).xlsx", NEW, titles=later)
    assert [pair[:2] for pair in by(other, one)] == [("wards.xlsx", "wards (1).xlsx")]


def test_a_file_published_again_with_a_month_more_is_the_newer():
    one, other = file("dashboard.xlsx", OLD), file("dashboard (1).xlsx", [*NEW, 40])
    assert by(other, one) == [("dashboard.xlsx", "dashboard (1).xlsx", "period")]
    assert shown(other, one) == [10, 25, 30, 40]


def test_a_window_that_has_moved_on_is_newer_and_the_older_months_stay():
    one, other = file("wards.xlsx", OLD), file("wards (1).xlsx", [21, 30, 40], start=1)
    # May differs (20, 21); April is only in the older file.
    assert by(one, other) == [("wards.xlsx", "wards (1).xlsx", "period")]
    assert shown(one, other) == [10, 21, 30, 40]


def test_months_still_blank_are_not_covered():
    one = file("wards.xlsx", [*OLD, BLANK, BLANK])
    other = file("wards (1).xlsx", [*NEW, 40, BLANK])
    assert by(other, one) == [("wards.xlsx", "wards (1).xlsx", "period")]


def two_wards(name, elm, oak):
    """A file that names two wards."""
    facts = facts_of({("falls", "Elm"): elm, ("falls", "Oak"): oak}, key=name)
    return Edition(name, name, marks(name), facts)


def test_files_called_differently_must_hold_the_same_things_of_units_they_name():
    named = two_wards("a.xlsx", OLD, OLD), two_wards("b.xlsx", [*NEW, 4], OLD)
    assert by(*named) == [("a.xlsx", "b.xlsx", "period")]
    # One unit alone may be another ward than the other file's, which no column says.
    assert by(file("a.xlsx", OLD), file("b.xlsx", [*NEW, 4])) == [("a.xlsx", "b.xlsx", "")]


def test_figures_that_differ_nearly_everywhere_are_asked_about():
    one, other = file("export.xlsx", OLD), file("export (1).xlsx", [61, 62, 63, 64])
    assert [pair.by for pair in ordered((one, other)).open] == [""]


def test_one_month_within_a_year_may_be_its_correction_and_is_asked_about():
    year, month = file("wards.xlsx", range(10, 22)), file("wards (1).xlsx", [99], start=3)
    assert [pair.by for pair in ordered((year, month)).pairs] == [""]


def test_a_blank_of_a_newer_file_hides_no_figure():
    one, other = file("wards v1.xlsx", OLD), file("wards v2.xlsx", [11, BLANK, 30])
    assert shown(one, other) == [11, 20, 30]
    found = replaced(together((one, other), ordered((one, other))))
    assert (found.repeated, found.changed) == (2, 1)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_three_files_in_a_row_opened_in_any_order(order):
    three = (
        file("wards v1.xlsx", [1, 2, 3, 4]),
        file("wards v2.xlsx", [5, 6], start=1),
        file("wards v3.xlsx", [7], start=2),
    )
    opened = [three[place] for place in order]
    # v3 speaks of June alone, v2 of May and June, v1 of all four.
    assert shown(*opened) == [1, 5, 7, 4]
    releases = ordered(opened).releases
    assert [releases[f.key] for f in three] == [f"{n} of 3: wards v{n}.xlsx" for n in (1, 2, 3)]


def test_a_third_file_of_unknown_order_leaves_nothing_believed_until_asked():
    files = (
        file("wards v1.xlsx", [1]),
        file("wards v2.xlsx", [2]),
        file("other.xlsx", [3], sheet="x"),
    )
    assert shown(*files) == [None]
    said = (Answer("wards v1.xlsx", "other.xlsx", "other.xlsx"),)
    assert len(ordered(files, said).open) == 1
    said = (*said, Answer("other.xlsx", "wards v2.xlsx", "wards v2.xlsx"))
    assert shown(*files, answers=said) == [2]


def test_answers_in_a_circle_are_no_answer():
    files = [file(f"{name}.xlsx", [place], sheet=name) for place, name in enumerate("abc")]
    circle = [Answer(f"{a}.xlsx", f"{b}.xlsx", f"{b}.xlsx") for a, b in ("ab", "bc", "ca")]
    assert [pair.by for pair in ordered(files, circle).pairs] == ["", "", ""]
    assert shown(*files, answers=circle) == [None]


def test_an_answer_overrides_what_names_say_and_the_last_one_counts():
    files = file("wards v1.xlsx", OLD), file("wards v2.xlsx", NEW)
    other_way = Answer("wards v1.xlsx", "wards v2.xlsx", "wards v1.xlsx")
    assert shown(*files, answers=[other_way]) == [10, 20, 30]
    neither = Answer("wards v2.xlsx", "wards v1.xlsx")
    order = ordered(files, [other_way, neither])
    assert (order.pairs[0].by, order.open) == ("", ())
    assert shown(*files, answers=[other_way, neither]) == [10, None, 30]


def test_other_units_items_and_equal_figures_are_no_disagreement():
    files = (
        file("wards v1.xlsx", OLD),
        file("wards v2.xlsx", NEW, unit="Oak"),
        file("wards v3.xlsx", NEW, item="assaults"),
        file("wards v4.xlsx", OLD[:2]),
    )
    assert ordered(files).pairs == ()


def test_two_values_within_the_newer_file_are_never_picked_from():
    newer = file("wards v2.xlsx", [11])
    twice = replace(
        newer,
        facts=replace(
            newer.facts,
            frame=newer.facts.frame.loc[[0, 0]].assign(amount=[11.0, 12.0], low=0.0, high=12.0),
        ),
    )
    assert shown(file("wards v1.xlsx", [10]), twice) == [None]


def test_releases_that_the_rows_name_come_first():
    final = file("wards v1.xlsx", [10])
    final = replace(final, facts=facts_of({("falls", "Elm"): [10]}, release="final", key="a"))
    early = file("wards v2.xlsx", [12])
    early = replace(early, facts=facts_of({("falls", "Elm"): [12]}, release="provisional", key="b"))
    assert ordered((final, early)).pairs == ()
    assert shown(final, early) == [10]


def test_the_word_final_in_a_file_name_sorts_no_release():
    one, other = file("final wards v1.xlsx", OLD), file("final wards v2.xlsx", NEW)
    assert shown(one, other) == [10, 25, 30]
    assert ordered((one, other)).releases[other.key] == "2 of 2: final wards v2.xlsx"


def test_the_key_of_the_facts_changes_with_the_order():
    files = file("wards v1.xlsx", OLD), file("wards v2.xlsx", NEW)
    other_way = (Answer("wards v1.xlsx", "wards v2.xlsx", "wards v1.xlsx"),)
    keys = {together(files, ordered(files, a)).key for a in ((), other_way)}
    assert len(keys) == 2


def test_answers_are_kept_by_names_and_come_back():
    names = {"a" * 64: "wards.xlsx", "b" * 64: "finance.xlsx", "c" * 64: "wards.xlsx"}
    told = [Answer("a" * 64, "b" * 64, "b" * 64), Answer("a" * 64, "c" * 64, "c" * 64)]
    kept = to_data(told, names)
    assert kept == [{"one": "wards.xlsx", "other": "finance.xlsx", "newer": "finance.xlsx"}]
    assert from_data(kept) == (Answer("wards.xlsx", "finance.xlsx", "finance.xlsx"),)


@pytest.mark.parametrize(
    "wrong", [{}, {"one": "a", "other": "b", "newer": "c"}, {"one": 1, "other": "b", "newer": ""}]
)
def test_what_is_no_answer_is_refused(wrong):
    with pytest.raises(RecipeProblem):
        from_data([wrong])
