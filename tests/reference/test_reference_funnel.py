"""Funnels and intervals against separate calculations and PHEindicatormethods, case by case."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mhvalue.stats import funnel as fn
from mhvalue.stats import intervals
from mhvalue.stats.overdispersion import additive_limits, overdispersion

DATA = Path(__file__).parent / "data"
FLAG_TEXT = {
    fn.OUT_LOW_998: "low 99.8",
    fn.ALERT_LOW_95: "low 95",
    fn.IN_LINE: "inside",
    fn.ALERT_HIGH_95: "high 95",
    fn.OUT_HIGH_998: "high 99.8",
}
LINES = {
    "lower_998": "exact_l998",
    "lower_95": "exact_l95",
    "upper_95": "exact_u95",
    "upper_998": "exact_u998",
}

CASES = pd.read_csv(DATA / "funnel_cases.csv.gz").set_index("case_id")
UNITS = dict(iter(pd.read_csv(DATA / "funnel_units.csv.gz").groupby("case_id")))
PHE = dict(iter(pd.read_csv(DATA / "phe_intervals.csv.gz").groupby("case_id")))

each_case = pytest.mark.parametrize("case_id", list(CASES.index))


def made(case_id, *, adjust):
    units = UNITS[case_id]
    kind = CASES.loc[case_id, "kind"]
    settings = fn.FunnelSettings("people" if kind == "PR" else "events", overdispersion=adjust)
    target = 1.0 if kind == "SR" else None
    return fn.funnel(units["numerator"], units["denominator"], settings, target), units


def close(ours, theirs):
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)


def test_all_cases_are_here():
    assert len(CASES) == 34
    assert sum(len(units) for units in UNITS.values()) == 2666


@each_case
def test_every_unit_gets_the_exact_flag_and_tails(case_id):
    found, units = made(case_id, adjust=False)
    assert [FLAG_TEXT[flag] for flag in found.flag.tolist()] == list(units["tail_flag"])
    close(found.p_low, units["p_lower_tail"])
    close(found.p_high, units["p_upper_tail"])


@each_case
def test_exact_lines(case_id):
    found, units = made(case_id, adjust=False)
    for ours, theirs in LINES.items():
        close(getattr(found.limits, ours) * CASES.loc[case_id, "multiplier"], units[theirs])


@each_case
def test_target_and_spread_between_units(case_id):
    found, _ = made(case_id, adjust=False)
    case = CASES.loc[case_id]
    close([found.target, found.phi, found.tau2], [case["target"], case["phi"], case["tau2"]])


@each_case
def test_additive_limits(case_id):
    case, units = CASES.loc[case_id], UNITS[case_id]
    spread = "people" if case["kind"] == "PR" else "events"
    x, n = units["numerator"].to_numpy(float), units["denominator"].to_numpy(float)
    tau2 = overdispersion(x / n, n, case["target"], spread, 0.1).tau2
    for p, name in ((0.025, "95"), (0.001, "998")):
        lower, upper = additive_limits(n, case["target"], tau2, p, spread)
        close(lower * case["multiplier"], units[f"add_l{name}"])
        close(upper * case["multiplier"], units[f"add_u{name}"])


@each_case
def test_adjusted_limits_are_the_wider_of_exact_and_additive(case_id):
    found, units = made(case_id, adjust=True)
    factor = CASES.loc[case_id, "multiplier"]
    adjusted = CASES.loc[case_id, "phi"] > 1
    assert found.adjusted == adjusted
    for ours, theirs in LINES.items():
        expected = units[theirs]
        if adjusted:
            wider = np.minimum if ours.startswith("lower") else np.maximum
            expected = wider(expected, units[theirs.replace("exact", "add")])
        close(getattr(found.limits, ours) * factor, expected)
    assert (found.flag == flag_by_lines(found)).all()


def flag_by_lines(found):
    rate, limits = found.rate, found.limits
    conditions = [
        rate < limits.lower_998,
        rate > limits.upper_998,
        rate < limits.lower_95,
        rate > limits.upper_95,
    ]
    codes = [fn.OUT_LOW_998, fn.OUT_HIGH_998, fn.ALERT_LOW_95, fn.ALERT_HIGH_95]
    return np.select(conditions, codes, fn.IN_LINE)


@each_case
def test_lines_agree_with_flags(case_id):
    found, _ = made(case_id, adjust=False)
    assert (found.flag == flag_by_lines(found)).all()


@each_case
@pytest.mark.parametrize(("level", "name"), [(0.95, "95_0"), (0.998, "99_8")])
def test_intervals_same_as_phe(case_id, level, name):
    units, expected = UNITS[case_id], PHE[case_id]
    assert list(units["unit"]) == list(expected["unit"])
    method = intervals.wilson if CASES.loc[case_id, "kind"] == "PR" else intervals.rate
    found = method(units["numerator"], units["denominator"], level)
    multiplier = expected["multiplier"].to_numpy()
    close(found.low * multiplier, expected[f"lower{name}cl"])
    close(found.high * multiplier, expected[f"upper{name}cl"])
