"""What is said of a metric: its formula with figures, its readiness, its target, its card."""

from dataclasses import replace
from datetime import date

import pytest

from mhvalue.catalogue.loader import load
from mhvalue.catalogue.schema import Item, Metric, Term
from mhvalue.facts import join
from mhvalue.grids import Question
from mhvalue.privacy.disclosure import INSIDE, SHARE, protect
from mhvalue.readiness import Readiness
from mhvalue.series import series
from mhvalue.targets import Target, fixed
from mhvalue.words.metrics import (
    adding,
    answer,
    card,
    column_sentence,
    filled,
    found_sentence,
    readiness_sentences,
    set_sentence,
    target_words,
)
from tests.tables import catalogue_of, count, facts_of, item, share

PAY = Item("pay", "Ward pay", "money", "sum", "sum", "sum", unit="£")
STAYED = Item("stayed", "Total length of stay", "days", "sum", "sum", "sum", unit="days")
HOME = Item("home", "Discharges", "events", "sum", "sum", "sum", unit="discharges")
DELAYED = Item("delayed", "Days of delay", "days", "sum", "sum", "sum", unit="days")
OPEN = replace(item("open"), name="Number of wards open")
PARTS = (item("missed"), item("booked"), PAY, STAYED, HOME, DELAYED, OPEN)
KNOWN = catalogue_of(*PARTS)


def of(over: tuple[Term, ...], under: tuple[Term, ...], **more: object) -> Metric:
    base = replace(share("missed", "booked"), numerator=over, denominator=under)
    return replace(base, **more)  # type: ignore[arg-type]


def said(metric: Metric, sharing: str = INSIDE, **amounts: float) -> str:
    facts = join([facts_of({(name, "Elm"): [amount]}) for name, amount in amounts.items()])
    shown = series(facts, KNOWN, metric, Question("Ward"))
    return filled(protect(shown, sharing, KNOWN, facts.units), 0, 0, KNOWN)


def test_a_share_is_so_many_of_so_many():
    # 412 / 3,910 = 10.54%.
    assert said(share("missed", "booked"), missed=412, booked=3910) == (
        "412 missed of 3,910 booked: 10.5% (on Elm, Apr 2024)."
    )


def test_figures_of_one_group_say_of_which():
    facts = facts_of({("missed", "Elm"): [7]}, breakdown="age", group="0 to 17")
    asked = Question("Ward", "month", "age", "0 to 17")
    shown = series(facts, KNOWN, count("missed"), asked)
    told = filled(protect(shown, INSIDE, KNOWN, facts.units), 0, 0, KNOWN)
    assert told == "7 missed (Age: 0 to 17, on Elm, Apr 2024)."


@pytest.mark.parametrize(
    ("metric", "amounts", "sentence"),
    [
        (
            of((Term(("stayed",)),), (Term(("home",)),), multiplier=1, unit="days", spread="mean"),
            {"stayed": 1400, "home": 40},
            "1,400 days (total length of stay), divided by 40 discharges: 35 days",
        ),
        (
            of((Term(("pay",)),), (Term(("delayed",)),), multiplier=1, unit="£", spread="none"),
            {"pay": 60000, "delayed": 160},
            "£60,000 (ward pay), divided by 160 days of delay: £375",
        ),
        (
            of((Term(("missed",)),), (Term(("booked",)), Term(("missed",)))),
            {"missed": 20, "booked": 180},
            "20 missed of 200 (booked plus missed): 10%",
        ),
        (count("missed"), {"missed": 7}, "7 missed"),
        (count("open"), {"open": 7}, "7 (number of wards open)"),
        (
            of((Term(("stayed",)),), (Term(("delayed",)),), kind="gap", multiplier=1, unit="days"),
            {"stayed": 12, "delayed": 9},
            "12 days (total length of stay), less 9 days of delay: 3 days",
        ),
    ],
)
def test_the_formula_is_filled_in(metric, amounts, sentence):
    assert said(metric, **amounts) == f"{sentence} (on Elm, Apr 2024)."


def test_a_finished_figure_is_named_as_such():
    known = catalogue_of(Item("median", "Median wait", "other", "never", "never", "never"))
    ready = replace(count("median"), kind="ready-made", numerator=(), value="median", unit="days")
    facts = facts_of({("median", "Elm"): [31]})
    shown = protect(series(facts, known, ready, Question("Ward")), INSIDE, known, facts.units)
    assert filled(shown, 0, 0, known) == (
        "31 days, taken from the file as a finished figure (on Elm, Apr 2024)."
    )


def test_to_share_no_small_count_is_said():
    text = said(share("missed", "booked"), SHARE, missed=3, booked=40)
    assert "3 missed" not in text
    assert "7.5%" not in text


def test_readiness_names_each_missing_column_with_its_headings():
    known = load()
    found = Readiness("nearly", ("prone_restraints",), "It needs a column of Prone restraints.")
    first, second = readiness_sentences(found, known)
    assert first == "Nearly. It needs a column of Prone restraints."
    assert second.startswith("Prone restraints: a column headed “Prone restraints”, “")
    assert column_sentence("mrs02", known) == (
        "Adults waiting for full help: a column headed “Adults waiting for full help”, "
        "or MHSDS measure “MRS02”."
    )


def test_the_title_and_the_list_say_how_many():
    assert answer(34, 154) == "34 of 154 metrics can be worked out from your data"
    assert answer(0, 154, 2) == (
        "0 of 154 metrics can be worked out from your data, and 2 figures shown as stated"
    )
    assert found_sentence(3, 154, ()) == "3 metrics of 154."
    assert found_sentence(154, 154, ()) == "All 154 metrics."
    assert found_sentence(2, 9, (("restriant", "restraint"),)) == (
        "2 metrics of 9; restriant is read as restraint."
    )


def test_the_working_set_is_told_with_what_the_data_allow():
    assert set_sentence((), ("a",)).startswith("No metric is picked")
    assert set_sentence(("a",), ("a",)) == "1 metric is picked: the other pages show it alone."
    assert set_sentence(("a", "b"), ("a",)).endswith("Your data allow 1 of them.")
    assert "do not allow any of them yet" in set_sentence(("b",), ("a",))


def test_targets_say_whose_they_are_and_whether_they_were_checked():
    metric = replace(share("missed", "booked"), target=8.0, target_source="Some guidance")
    assert target_words(metric, None) == "8%. Some guidance."
    doubtful = replace(metric, target_checked="not re-checked")
    assert target_words(doubtful, None).endswith(
        "was not checked again: check it before you rely on it."
    )
    assert target_words(metric, fixed(6)) == "6% throughout. Set by you."
    line = Target("trajectory", ((date(2025, 4, 1), 9.0), (date(2026, 4, 1), 7.0)))
    assert target_words(metric, line) == (
        "9% from 1 April 2025, 7% from 1 April 2026, in a straight line between these days. "
        "Set by you."
    )


def test_how_it_adds_is_said_item_by_item():
    beds = Item("beds", "Beds", "other", "average", "sum", "never")
    never = item("seen", over_time="never", over_units="never")
    known = catalogue_of(beds, never)
    told = adding(of((Term(("beds",)),), (Term(("seen",)),)), known)
    assert told == (
        "Beds: averaged over months, added up over units.",
        "Seen: never added up over months and units.",
        "The result is worked out after adding up, never by averaging results.",
    )


@pytest.mark.parametrize("metric", load().metrics.values(), ids=lambda metric: metric.id)
def test_every_card_says_what_people_need(metric):
    rows = dict(card(metric, load()))
    assert {
        "How it is worked out",
        "Which way is better",
        "How it adds",
        "Where the data are",
    } <= set(rows)
    assert all(text.strip() and ".." not in text and " ," not in text for text in rows.values())
