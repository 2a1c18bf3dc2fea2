"""A comparison is a funnel only where that is fair, and against the right figure."""

import numpy as np
import pytest

from mhvalue.catalogue.schema import Metric, Term
from mhvalue.errors import NothingToShow
from mhvalue.facts import join
from mhvalue.findings.variation import VariationSettings, variation
from mhvalue.grids import Question
from mhvalue.privacy.disclosure import INSIDE, protect
from mhvalue.series import pooled
from mhvalue.stats import codes
from mhvalue.units import Unit
from tests.tables import APRIL, BLANK, HIDDEN, catalogue_of, count, facts_of, item, share

KNOWN = catalogue_of(item("missed"), item("booked"), item("lost", "days"), item("days", "days"))
METRIC = share("missed", "booked")


def wards(missed, booked, kinds=None):
    amounts, units = {}, []
    for place, (over, under) in enumerate(zip(missed, booked, strict=True)):
        name = f"Ward {place}"
        amounts["missed", name], amounts["booked", name] = [over, 9], [under, 99]
        units.append(
            Unit(
                "Ward",
                name,
                kind=kinds[place] if kinds else "",
                parents=(("Trust", "Ours"),),
            )
        )
    return facts_of(amounts, units=units)


def compared(facts, metric=METRIC, settings=None, parent_level=None):
    def guarded(level):
        made = pooled(facts, KNOWN, metric, Question(level), APRIL, APRIL)
        return protect(made, INSIDE, KNOWN, facts.units)

    above = guarded(parent_level) if parent_level else None
    return variation(guarded("Ward"), settings or VariationSettings(), above)


def test_shares_of_people_are_judged_on_a_funnel_against_their_average():
    # 10 of 100 everywhere but one ward with 60 of 100: (90 + 60) of 1000 is 15%
    finding = compared(wards([10] * 9 + [60], [100] * 10))
    assert finding.no_funnel == ""
    assert finding.comparator.value == pytest.approx(15.0)
    assert not finding.comparator.is_parent
    assert finding.funnel.flag[9] == codes.OUT_HIGH_998
    assert finding.funnel.meaning[9] == codes.WORSE
    assert finding.order[-1] == 9


def test_the_published_row_above_is_the_comparator():
    # The trust publishes 24%, whatever its wards add up to
    above = facts_of({("missed", "Ours"): [240], ("booked", "Ours"): [1000]}, level="Trust")
    finding = compared(join([wards([10] * 10, [100] * 10), above]), parent_level="Trust")
    assert finding.comparator.value == pytest.approx(24.0)
    assert (finding.comparator.level, finding.comparator.name) == ("Trust", "Ours")
    assert finding.funnel.target == pytest.approx(0.24)


def test_a_plain_count_is_not_held_against_the_count_of_the_whole():
    # 240 missed in the trust is what its wards make together, and no measure for one of them.
    above = facts_of({("missed", "Ours"): [240]}, level="Trust")
    facts = join([wards([10] * 10, [100] * 10), above])
    finding = compared(facts, metric=count("missed"), parent_level="Trust")
    assert finding.comparator is None
    assert list(finding.value) == [10] * 10


def test_only_one_kind_of_service_is_compared():
    facts = wards([10] * 6, [100] * 6, kinds=["Acute"] * 4 + ["Older"] * 2)
    finding = compared(facts, settings=VariationSettings("Acute"))
    assert finding.units == ("Ward 0", "Ward 1", "Ward 2", "Ward 3")


def test_hidden_units_are_ranges_and_missing_ones_are_named():
    finding = compared(wards([10, 12, 9, HIDDEN, BLANK], [100] * 5))
    assert list(finding.hidden) == [False, False, False, True, False]
    assert (finding.low[3], finding.high[3]) == (0, 4)
    assert finding.missing == ("Ward 4",)
    assert finding.comparator.value == pytest.approx(100 * 31 / 300)


def test_days_are_not_independent_so_they_get_no_funnel():
    amounts = {}
    for place in range(5):
        amounts["lost", f"Ward {place}"], amounts["days", f"Ward {place}"] = [50 + place], [1000]
    finding = compared(facts_of(amounts), share("lost", "days", spread="none"))
    assert finding.no_funnel == "not independent"
    assert finding.funnel is None
    assert finding.comparator.value == pytest.approx(5.2)


def test_two_units_are_too_few():
    assert compared(wards([10, 12], [100, 100])).no_funnel == "too few"


def test_a_rate_of_events_keeps_its_multiplier_out_of_the_funnel():
    # 5 events in 1,000 bed days each: 5 per 1,000, a rate of 0.005 in the funnel
    metric = Metric(
        id="m",
        name="Events",
        question="?",
        theme="t",
        lens="quality",
        setting="s",
        kind="ratio",
        numerator=(Term(("missed",)),),
        denominator=(Term(("days",)),),
        multiplier=1000.0,
        unit="per 1,000 bed days",
        spread="events",
        better="lower",
    )
    amounts = {}
    for place in range(4):
        amounts["missed", f"Ward {place}"], amounts["days", f"Ward {place}"] = [5], [1000]
    finding = compared(facts_of(amounts), metric)
    np.testing.assert_allclose(finding.value, 5.0)
    np.testing.assert_allclose(finding.funnel.rate * finding.factor, 5.0)
    assert finding.comparator.value == pytest.approx(5.0)


def test_nothing_known_is_said():
    with pytest.raises(NothingToShow, match="no known figure"):
        compared(wards([BLANK] * 3, [BLANK] * 3))


def test_a_row_that_names_no_unit_is_not_compared():
    amounts = {}
    for name, over in (("Ash", 10), ("Elm", 20), ("Oak", 30), ("UNKNOWN/INVALID", 90)):
        amounts["missed", name], amounts["booked", name] = [over], [100]
    finding = compared(facts_of(amounts))
    assert finding.units == ("Ash", "Elm", "Oak")
    assert finding.nobody == ("UNKNOWN/INVALID",)
    assert finding.comparator.value == pytest.approx(20.0)
