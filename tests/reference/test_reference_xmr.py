"""XmR charts against NHSRplotthedots and the Making Data Count rules, case by case."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mhvalue.stats import spc

DATA = Path(__file__).parent / "data"
BETTER = {"increase": "higher", "decrease": "lower", "neutral": "neutral"}
RULE_TEXT = {
    (spc.NONE, 0): "Common Cause",
    (spc.OUTSIDE, spc.HIGH): "Above UCL",
    (spc.OUTSIDE, spc.LOW): "Below LCL",
    (spc.TREND, spc.HIGH): "7 Point Trend (Increasing)",
    (spc.TREND, spc.LOW): "7 Point Trend (Decreasing)",
    (spc.TWO_IN_THREE, spc.HIGH): "2 in 3 Above CL",
    (spc.TWO_IN_THREE, spc.LOW): "2 in 3 Below CL",
    (spc.SHIFT, spc.HIGH): "7 Points Above CL",
    (spc.SHIFT, spc.LOW): "7 Points Below CL",
}
RULE_NAME = {
    spc.OUTSIDE: "outside",
    spc.TREND: "trend",
    spc.TWO_IN_THREE: "two_in_three",
    spc.SHIFT: "shift",
}
MEANING_TEXT = {
    spc.NOT_JUDGED: "common_cause",
    spc.COMMON: "common_cause",
    spc.BETTER: "special_cause_improvement",
    spc.WORSE: "special_cause_concern",
    spc.CHANGED_HIGH: "special_cause_neutral_high",
    spc.CHANGED_LOW: "special_cause_neutral_low",
}
R_ASSURANCE = {
    spc.NONE: "",
    spc.MET: "consistent_pass",
    spc.MISSED: "consistent_fail",
    spc.EITHER: "inconsistent",
}
MDC_ASSURANCE = {spc.NONE: "", spc.MET: "pass", spc.MISSED: "fail", spc.EITHER: "hit_or_miss"}


def read(name):
    return pd.read_csv(DATA / f"{name}.csv.gz", dtype={"rebase_dates": str})


INPUTS = dict(iter(read("xmr_inputs").groupby("series_id")))
CASES = read("xmr_cases").set_index("series_id")
POINTS = dict(
    iter(read("xmr_plotthedots_points").groupby(["series_id", "na_mode", "screen_outliers"]))
)
SUMMARY = read("xmr_plotthedots_summary").fillna({"assurance_type": ""})
MDC_POINTS = dict(iter(read("xmr_mdc_points").fillna({"rules": ""}).groupby("series_id")))
MDC_TARGETS = read("xmr_mdc_assurance").fillna("").set_index("series_id")["assurance"]
RUNS = [tuple(row) for row in SUMMARY[["series_id", "na_mode", "screen_outliers"]].to_numpy()]


def chart(series_id, *, drop_missing, **settings):
    rows = INPUTS[series_id]
    if drop_missing:
        rows = rows[rows["value"].notna()]
    case = CASES.loc[series_id]
    dates = list(rows["date"])
    fix_after = case["fix_after_n_points"]
    made = spc.XmrSettings(
        better=BETTER[case["improvement_direction"]],
        fix_after=None if np.isnan(fix_after) else int(fix_after),
        rebase_at=tuple(
            dates.index(date) for date in str(case["rebase_dates"]).split(";") if date in dates
        ),
        min_points=1,
        **settings,
    )
    return spc.xmr(rows["value"].to_numpy()[None], made), dates


def assert_lines(found, expected, columns):
    size = np.nanmax(np.abs(found.values))
    for ours, theirs in zip((found.mean, found.lower, found.upper), columns, strict=True):
        np.testing.assert_allclose(
            ours[0], expected[theirs].to_numpy(float), rtol=0, atol=1e-9 * size, err_msg=theirs
        )


def test_all_cases_are_here():
    assert len(CASES) == 93
    assert sum(mode == "as_is" for _, mode, _ in RUNS) == 186


@pytest.mark.parametrize(("series_id", "na_mode", "screened"), RUNS)
def test_same_as_plotthedots(series_id, na_mode, screened):
    summary = SUMMARY[
        (SUMMARY["series_id"] == series_id)
        & (SUMMARY["na_mode"] == na_mode)
        & (SUMMARY["screen_outliers"] == screened)
    ].iloc[0]
    found, dates = chart(
        series_id,
        drop_missing=na_mode == "dropped",
        mode="plotthedots",
        screen_outliers=bool(screened),
    )
    if summary["stopped"]:
        assert np.isnan(found.values).any()
        assert not found.rule[np.isnan(found.values)].any()
        return
    expected = POINTS[series_id, na_mode, screened]
    assert list(expected["date"]) == dates
    assert_lines(found, expected, ("mean_col", "lpl", "upl"))
    pairs = zip(found.rule[0].tolist(), found.side[0].tolist(), strict=True)
    assert [RULE_TEXT[pair] for pair in pairs] == list(expected["special_cause_type"])
    meanings = [MEANING_TEXT[code] for code in found.meaning[0].tolist()]
    assert meanings == list(expected["point_type"])
    assured = spc.assurance(found, CASES.loc[series_id, "target"])
    assert R_ASSURANCE[int(assured[0])] == summary["assurance_type"]
    if not np.isnan(found.values[0, -1]):
        assert MEANING_TEXT[int(found.last_meaning[0])] == summary["last_point_type"]


@pytest.mark.parametrize("series_id", list(CASES.index))
def test_same_as_the_making_data_count_rules(series_id):
    found, dates = chart(series_id, drop_missing=True)
    expected = MDC_POINTS[series_id]
    assert list(expected["date"]) == dates
    assert_lines(found, expected, ("mean", "lpl", "upl"))
    assert [met_text(bits) for bits in found.met[0].tolist()] == list(expected["rules"])
    meanings = [MEANING_TEXT[code] for code in found.meaning[0].tolist()]
    assert meanings == list(expected["point_type"])
    assured = spc.assurance(found, CASES.loc[series_id, "target"])
    assert MDC_ASSURANCE[int(assured[0])] == MDC_TARGETS[series_id]


def met_text(bits):
    names = [
        f"{name}_{'high' if side == spc.HIGH else 'low'}"
        for rule, name in RULE_NAME.items()
        for side in (spc.HIGH, spc.LOW)
        if bits & spc.met_bit(rule, side)
    ]
    return "|".join(sorted(names))


def test_many_series_at_once_are_the_same_as_one_by_one():
    together = [name for name in CASES.index if len(INPUTS[name]) == 30]
    assert len(together) > 5
    table = np.stack([INPUTS[name]["value"].to_numpy() for name in together])
    words = [BETTER[CASES.loc[name, "improvement_direction"]] for name in together]
    settings = spc.XmrSettings(min_points=1)
    many = spc.xmr(table, settings, better=words)
    for row, (values, word) in enumerate(zip(table, words, strict=True)):
        one = spc.xmr(values[None], settings, better=[word])
        np.testing.assert_array_equal(many.meaning[row], one.meaning[0])
        np.testing.assert_array_equal(many.upper[row], one.upper[0])
