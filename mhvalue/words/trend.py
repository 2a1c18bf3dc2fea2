"""A trend in plain English: its finding, what that means and what it does not mean."""

from collections.abc import Sequence

import numpy as np

from mhvalue.findings.trend import TrendFinding
from mhvalue.stats.chance import chance_of_signal_at_end
from mhvalue.stats.codes import COMMON, HIGH, NOT_JUDGED
from mhvalue.words.figures import (
    bounds,
    brief,
    figure,
    from_to,
    grains,
    stretch,
    window_length,
    window_words,
)
from mhvalue.words.phrases import (
    better_words,
    count_of,
    lower_first,
    plotted,
    upper_first,
    where,
)
from mhvalue.words.source import source
from mhvalue.words.story import Story, story, usual_value
from mhvalue.words.trend_meaning import plan_sentence, sentence, target_sentence
from mhvalue.words.trend_table import table

__all__ = [
    "alt",
    "method",
    "overview",
    "plan_sentence",
    "sentence",
    "source",
    "subtitle",
    "table",
    "target_sentence",
    "title",
]


def title(finding: TrendFinding) -> str:
    """The finding as the chart's title."""
    told = story(finding)
    subject = f"{upper_first(finding.metric.name)} {where(finding.level, finding.unit)}"
    about = f"{lower_first(finding.metric.name)} {where(finding.level, finding.unit)}"
    if told.tale == "unjudged":
        return f"{subject}: {_why_unjudged(finding)}"
    if told.tale == "constant":
        return f"{subject} stayed at {brief(finding.value[finding.latest], finding.metric)}"
    if told.tale == "flat":
        usual, count = usual_value(finding)
        months = f"{count} of {finding.known} {_points(finding)}"
        return f"{subject} stayed at {brief(usual, finding.metric)} in {months}"
    if told.tale == "steady":
        since = f" since {finding.periods[told.last].label}" if told.last >= 0 else ""
        return f"No clear change in {about}{since}"
    after = "" if told.now else "; no clear change since"
    return f"{subject} {_happened(finding, told)}{after}"


def _why_unjudged(finding: TrendFinding) -> str:
    if finding.no_limits == "too few":
        points = count_of(finding.known, "point")
        return f"too few points to tell change from chance ({points})"
    return "the figures overlap, so change cannot be told from chance"


def _happened(finding: TrendFinding, told: Story) -> str:
    metric, label = finding.metric, finding.periods[told.last].label
    high = told.side == HIGH
    verb, word = ("rose", "higher") if high else ("fell", "lower")
    if told.tale == "shift":
        began = finding.periods[told.first].label
        span = f"{word} since {began}" if told.now else f"{word} from {began} to {label}"
        if not np.isfinite(told.before) or (told.since - told.before) * told.side <= 0:
            return f"ran {'above' if high else 'below'} its average: {span}"
        before, since = from_to(told.before, told.since, metric)
        return f"{verb} from {before} to {since}: {span}"
    if told.tale == "trend":
        before, since = from_to(told.before, told.since, metric)
        steps = f"{told.length} {_points(finding)} running"
        return f"{verb} {steps}, from {before} to {since} in {label}"
    if told.tale == "outside":
        value = brief(finding.value[told.last], metric)
        return f"{verb} to {value} in {label}, {'above' if high else 'below'} what is expected"
    side = "high" if high else "low"
    return f"ran unusually {side} around {label}"


def _points(finding: TrendFinding) -> str:
    return "points" if finding.thinned > 1 else grains(finding.periods[0])


def subtitle(finding: TrendFinding) -> str:
    """What is plotted: unit, how often, from when to when, and which way is better."""
    what = f"{upper_first(plotted(finding.metric))}, {stretch(finding.periods)}."
    first = finding.periods[0]
    rolling = ""
    if finding.thinned > 1:
        rolling = f" Each point covers {window_length(first, finding.window)} and no two overlap."
    elif finding.window > 1:
        rolling = f" Each point covers {window_length(first, finding.window)}."
    return f"{what}{rolling} {better_words(finding.metric.better)}"


def alt(finding: TrendFinding) -> str:
    """The picture in words, different for every unit and metric: what it is and what it shows."""
    latest = finding.latest
    period = window_words(finding.periods[latest], finding.window)
    value = figure(finding.value[latest], finding.metric)
    return (
        f"Line chart of {lower_first(finding.metric.name)}, {finding.level} {finding.unit}, "
        f"{stretch(finding.periods)}. {title(finding)}. Latest: {value}, {period}."
    )


def method(finding: TrendFinding) -> str:
    """How it was worked out, in a sentence or two."""
    if finding.no_limits:
        return "The line joins the figures as they are; no limits were worked out. See Methods."
    return (
        "The limits are the mean plus and minus 2.66 times the average moving range (XmR chart), "
        f"judged by the four rules of Making Data Count.{_beyond(finding)} See Methods."
    )


def _beyond(finding: TrendFinding) -> str:
    """What is done with limits that lie where no figure can be."""
    floor, ceiling = bounds(finding.metric, finding.value)
    sides = [
        side
        for side, out in (
            ("lower limit lies below 0", finding.lower < floor),
            ("upper limit lies above 100%", finding.upper > ceiling),
        )
        if out.any()
    ]
    if not sides:
        return ""
    return (
        f" By that the {' and the '.join(sides)}, where no figure can be: there the picture draws "
        "none, and a workbook holds it as worked out."
    )


def overview(findings: Sequence[TrendFinding]) -> str:
    """How many charts have changed in their latest figure, and how many chance would light up."""
    judged = [finding for finding in findings if not finding.no_limits]
    changed = sum(finding.meaning[finding.latest] not in (COMMON, NOT_JUDGED) for finding in judged)
    rest = len(findings) - len(judged)
    unjudged = f" {rest} {'has' if rest == 1 else 'have'} too few separate points to judge."
    if not judged:
        return f"None of {count_of(len(findings), 'chart')} can be judged.{unjudged}"
    expected = sum(chance_of_signal_at_end(finding.known) for finding in judged)
    chance = "fewer than 1" if expected < 1 else f"at least {int(expected)}"
    verb = "has" if changed == 1 else "have"
    first = f"{changed} of {count_of(len(judged), 'chart')} {verb} changed in the latest figure"
    told = f"{first}; chance alone would light up {chance}."
    earlier = sum(_changed_before(finding) for finding in judged)
    if earlier:
        told = f"{told} {earlier} more changed earlier: see below."
    return f"{told}{unjudged if rest else ''}"


def _changed_before(finding: TrendFinding) -> bool:
    """Whether a chart changed, and its latest figure does not show it."""
    quiet = (COMMON, NOT_JUDGED)
    return finding.meaning[finding.latest] in quiet and bool(
        np.any(~np.isin(finding.meaning, quiet))
    )
