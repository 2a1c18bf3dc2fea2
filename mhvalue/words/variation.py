"""Variation in plain English: who truly differs, how sure that is and what it does not say."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.findings.variation import VariationFinding
from mhvalue.stats.codes import (
    ALERT_HIGH_95,
    ALERT_LOW_95,
    BETTER,
    OUT_HIGH_998,
    OUT_LOW_998,
    WORSE,
)
from mhvalue.words.figures import figure, from_to, window_words
from mhvalue.words.phrases import (
    LONGEST_NAME,
    better_words,
    count_of,
    is_or_are,
    lower_first,
    named_or_counted,
    plotted,
    plural,
    singular,
    upper_first,
)
from mhvalue.words.short_names import told_apart
from mhvalue.words.source import source
from mhvalue.words.variation_meaning import sentence
from mhvalue.words.variation_table import table

__all__ = ["alt", "method", "sentence", "source", "subtitle", "table", "title", "worth_a_look"]

MOST_TOLD: Final = 60
"""Of more units than this, a short name is told apart from those in the title only."""


def title(finding: VariationFinding) -> str:
    """The finding as the picture's title."""
    if finding.funnel is None:
        return _range(finding)
    metric, level = finding.metric, finding.level
    lower, higher = (names(finding, flag) for flag in (OUT_LOW_998, OUT_HIGH_998))
    judged = int(finding.funnel.judged.sum())
    subject = f"{upper_first(metric.name)}:"
    if not lower and not higher:
        return f"{subject} no clear differences between {count_of(judged, level)}"
    sides = [(lower, "lower"), (higher, "higher")]
    worse_first = sides[::-1] if metric.better == "lower" else sides
    (first, word), *second = [side for side in worse_first if side[0]]
    text = f"{named_or_counted(first, level)} {is_or_are(len(first))} {word} than chance explains"
    for others, other in second:
        named = named_or_counted(others, level).removesuffix(f" {plural(level)}")
        text = f"{text}; {named} {is_or_are(len(others))} {other}"
    return f"{subject} {text}"


def _range(finding: VariationFinding) -> str:
    order, metric = finding.order, finding.metric
    subject = upper_first(metric.name)
    low, high = finding.value[order[0]], finding.value[order[-1]]
    ends = [finding.units[place] for place in (order[0], order[-1])]
    lowest, highest = map(_short(finding, ends).__getitem__, ends)
    if len(order) == 1:
        known = f"only {lowest} has a figure"
        return f"{subject}: {known}, {figure(low, metric)}"
    if low == high:
        return f"{subject}: the same for {count_of(len(order), finding.level)}, " + figure(
            low, metric
        )
    least, most = from_to(low, high, metric)
    return f"{subject} ranged from {least} ({lowest}) to {most} ({highest})"


def names(finding: VariationFinding, *flags: int) -> list[str]:
    """The units with one of these flags, short names, furthest from the comparator first."""
    if finding.funnel is None:
        return []
    rows: NDArray[np.int64] = np.flatnonzero(np.isin(finding.funnel.flag, flags))
    distance = np.abs(finding.funnel.rate[rows] - finding.funnel.target)
    chosen = [finding.units[row] for row in rows[np.argsort(-distance, kind="stable")]]
    return list(map(_short(finding, chosen).__getitem__, chosen))


def _short(finding: VariationFinding, chosen: Sequence[str]) -> dict[str, str]:
    """Names that fit a title, told apart from those of all units where these are not too many."""
    return told_apart(finding.units if len(finding.units) <= MOST_TOLD else chosen, LONGEST_NAME)


def worth_a_look(finding: VariationFinding) -> list[str]:
    """The units beyond the 95% limits and within the 99.8% ones."""
    return names(finding, ALERT_LOW_95, ALERT_HIGH_95)


def subtitle(finding: VariationFinding) -> str:
    """What is plotted, for whom and when, and which way is better."""
    what = upper_first(plotted(finding.metric))
    when = window_words(finding.period, finding.window)
    kind = f" ({finding.kind})" if finding.kind else ""
    one = singular(finding.level)
    article = "an" if one[:1].casefold() in "aeiou" else "a"
    if finding.funnel is None:
        picture = f"Each dot is {article} {one}{kind}, in order of its figure."
    else:
        picture = (
            f"Each shape is {article} {one}{kind}; bigger {plural(finding.level)} sit further "
            "right, where chance varies less."
        )
    return f"{what}, {when}. {picture} {better_words(finding.metric.better)}"


def alt(finding: VariationFinding) -> str:
    """The picture in words: what it is, which units and when, and what it shows."""
    picture = "Ranked dots" if finding.funnel is None else "Funnel plot"
    kind = f" ({finding.kind})" if finding.kind else ""
    return (
        f"{picture} of {lower_first(finding.metric.name)}, "
        f"{count_of(len(finding.units), finding.level)}{kind}, "
        f"{window_words(finding.period, finding.window)}. {title(finding)}.{_counts(finding)}"
    )


def _counts(finding: VariationFinding) -> str:
    if finding.funnel is None:
        return ""
    better, worse = (
        int(
            np.sum((finding.funnel.meaning == code) & (np.abs(finding.funnel.flag) == OUT_HIGH_998))
        )
        for code in (BETTER, WORSE)
    )
    look = len(worth_a_look(finding))
    judged = "" if finding.metric.better == "neutral" else f" {better} better, {worse} worse,"
    return f"{judged} {look} worth a look."


def method(finding: VariationFinding) -> str:
    """How it was worked out, in a sentence or two."""
    if finding.funnel is None:
        return "Units are put in order of their figures; no limits were worked out. See Methods."
    counts = (
        "people counted once each (binomial)"
        if finding.funnel.settings.spread == "people"
        else "events that may repeat (Poisson)"
    )
    widened = (
        ", widened because units differ by more than chance" if finding.funnel.adjusted else ""
    )
    return f"The limits are exact 95% and 99.8% limits for {counts}{widened}. See Methods."
