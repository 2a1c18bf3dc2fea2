"""Finding metrics: beginnings of words, the likeliest first, slips read, filters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.catalogue.loader import load
from mhvalue.search import Filter, index, settings, themes
from tests.tables import catalogue_of, count, item, share

SMALL = catalogue_of(
    item("missed"),
    item("booked"),
    item("restraints"),
    metrics=[count("restraints"), share("missed", "booked"), count("booked")],
)
EVERYTHING = Filter()


def found(query: str, wanted: Filter = EVERYTHING, states=None) -> tuple[str, ...]:
    return index(SMALL).find(query, wanted, states or {}).metrics


def test_without_words_all_come_in_catalogue_order():
    assert found("") == ("restraints", "missed_share", "booked")
    assert found("  ") == ("restraints", "missed_share", "booked")


def test_every_word_must_be_there_and_its_beginning_is_enough():
    assert found("mis") == ("missed_share",)
    assert found("sha boo") == ("missed_share",)
    assert found("restraint share") == ()


def test_a_word_in_the_name_goes_before_one_among_the_parts():
    # Booked is the name of a count, and only a part of the share that stands before it.
    assert found("booked") == ("booked", "missed_share")


def test_a_slip_is_read_as_the_nearest_word_and_said():
    got = index(SMALL).find("restriants", EVERYTHING, {})
    assert got.metrics == ("restraints",)
    assert got.read_as == (("restriant", "restraint"),)


def test_nonsense_finds_nothing():
    assert found("qqqqqq") == ()


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Filter(lenses=("quality",)), ("missed_share",)),
        (Filter(lenses=("quality", "activity")), ("booked", "missed_share", "restraints")),
        (Filter(states=("ready",)), ("booked",)),
        (Filter(states=("ready",), lenses=("quality",)), ()),
        (Filter(inpatient_first=True), ()),
        (Filter(themes=("t",)), ("booked", "missed_share", "restraints")),
        (Filter(settings=("elsewhere",)), ()),
    ],
)
def test_filters_narrow(wanted, ids):
    states = {"booked": "ready", "missed_share": "nearly", "restraints": "no"}
    assert found("", wanted, states) == ids


def test_what_fits_best_comes_first_then_what_the_data_allow():
    # In the catalogue's order restraints come first; the word stands in its name alone.
    assert found("", EVERYTHING, {})[0] == "restraints"
    assert found("", EVERYTHING, {"booked": "ready", "restraints": "no"})[0] != "restraints"
    assert (
        found("restraint", EVERYTHING, {"booked": "ready", "restraints": "no"})[0] == "restraints"
    )


LONG = index(load())


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("MHS24", "crfd_bed_day_rate"),
        ("bed occupancy", "occupancy_excl_leave"),
        ("dna", "dna_rate"),
        ("72 hour", "followup_72h"),
        ("sickness", "sickness"),
        ("readmision 30", "readmit_30"),
    ],
)
def test_the_long_list_answers_as_people_ask(query, first):
    got = LONG.find(query, EVERYTHING, {}).metrics
    assert got
    if query != "MHS24":
        assert got[0] == first
    assert first in got


def test_inpatient_first_is_what_the_list_says():
    got = LONG.find("", Filter(inpatient_first=True), {}).metrics
    assert got == tuple(m.id for m in load().metrics.values() if m.inpatient_first)


@given(st.sampled_from(list(load().metrics.values())))
def test_every_metric_is_found_by_its_own_name(metric):
    assert metric.id in LONG.find(metric.name, EVERYTHING, {}).metrics


@given(st.text())
def test_any_text_may_be_typed(query):
    LONG.find(query, EVERYTHING, {})


def test_themes_and_settings_come_once():
    assert themes(SMALL.metrics.values()) == ("t",)
    assert settings(SMALL.metrics.values()) == ("s",)
