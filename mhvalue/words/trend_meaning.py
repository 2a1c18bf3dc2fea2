"""What a trend means, and what it does not: chance, few points, hidden and rounded figures."""

from typing import Final

import numpy as np

from mhvalue.findings.trend import TrendFinding
from mhvalue.privacy.disclosure import STEP
from mhvalue.stats.chance import chance_of_signal
from mhvalue.stats.codes import EITHER, HIGH, MET, MISSED
from mhvalue.words.figures import bounds, brief, grains, short, window_length
from mhvalue.words.phrases import is_or_are, share_of_charts, upper_first
from mhvalue.words.story import Story, story, usual_value

SMALL_COUNTS: Final = 20
"""Rounded counts that average less than this make a line move in steps."""


def sentence(finding: TrendFinding) -> str:
    """What the picture means and what it does not mean, in a few short sentences."""
    told = story(finding)
    parts = (
        _what(finding, told),
        _judgement(finding, told),
        _latest(finding, told),
        _chance(finding, told),
        _holes(finding),
        _small(finding),
        _unchecked(finding),
    )
    return " ".join(part for part in parts if part)


def _what(finding: TrendFinding, told: Story) -> str:
    if told.tale == "unjudged":
        return _no_limits(finding)
    if told.tale == "constant":
        return "Every figure is the same, so any other figure will stand out."
    if told.tale == "flat":
        usual, _ = usual_value(finding)
        return (
            f"Nearly all figures are {brief(usual, finding.metric)}. In so flat a line the limits "
            "and runs mean little: look at what was different when it was not."
        )
    if told.tale == "steady":
        rest = ""
        if told.last >= 0:
            rest = f" The last signal was in {finding.periods[told.last].label}."
        return f"The ups and downs are no larger than chance makes them.{rest}"
    side, up = ("above", "up") if told.side == HIGH else ("below", "down")
    last = "The last" if told.now else "A run of"
    word = "points" if finding.thinned > 1 else grains(finding.periods[0])
    period = finding.periods[told.last].label
    if told.tale == "shift":
        mean = brief(finding.mean[told.last], finding.metric)
        whole = "all lie" if told.now else "lay"
        return (
            f"{last} {told.length} {word} {whole} {side} the mean of {mean}, "
            "which chance seldom does."
        )
    if told.tale == "trend":
        whole = "each go" if told.now else "went"
        return f"{last} {told.length} {word} {whole} {up} step by step, which chance seldom does."
    if told.tale == "outside":
        limit = (finding.upper if told.side == HIGH else finding.lower)[told.last]
        bound = f"{'upper' if told.side == HIGH else 'lower'} limit"
        return f"{period} lies {side} the {bound} of {brief(limit, finding.metric)}."
    return f"Two of three {word} around {period} lie close to a limit, which chance seldom does."


def _no_limits(finding: TrendFinding) -> str:
    first = finding.periods[0]
    if finding.no_limits == "too few":
        one = finding.known == 1
        known = "is 1 known figure" if one else f"are {finding.known} known figures"
        return (
            f"There {known}. Limits need at least 12 that mostly follow one another, so nothing "
            "here says whether a change is more than chance."
        )
    length = window_length(first, finding.window)
    reason = f"Each figure covers {length}, so neighbouring figures share most of their data"
    return f"{reason}. Limits would be too narrow and accuse chance, so none are drawn."


def _judgement(finding: TrendFinding, told: Story) -> str:
    if told.tale not in ("shift", "trend", "outside", "near"):
        return ""
    better = finding.metric.better
    if better == "neutral":
        return "Neither direction is better in itself: look into why."
    good = (told.side == HIGH) == (better == "higher")
    that = "this is" if told.now else "that was"
    change = "for the better" if good else "for the worse"
    return f"{better.capitalize()} is better, so {that} a change {change}."


def _latest(finding: TrendFinding, told: Story) -> str:
    """The range to expect, where the latest value has limits."""
    latest = finding.latest
    low, high = finding.lower[latest], finding.upper[latest]
    if told.tale in ("constant", "flat") or not np.isfinite(low):
        return ""
    if told.tale == "outside" and told.last == latest:
        return ""
    if told.tale == "shift":
        return "The limits mix the time before and since, so they are wider than either needs."
    floor, ceiling = bounds(finding.metric, finding.value)
    metric, period = finding.metric, finding.periods[latest].label
    value = brief(finding.value[latest], metric)
    if low <= floor and high >= ceiling:
        expected = "any figure can be expected"
    elif low <= floor:
        expected = f"up to {brief(high, metric)} is expected"
    elif high >= ceiling:
        expected = f"{brief(low, metric)} or more is expected"
    else:
        expected = f"{short(low, metric)} to {brief(high, metric)} is expected"
    return f"The latest is {value} ({period}); {expected} without a change."


def _chance(finding: TrendFinding, told: Story) -> str:
    if told.tale in ("unjudged", "constant", "flat"):
        return ""
    share = share_of_charts(chance_of_signal(finding.known))
    if not share:
        return ""
    if told.side:
        end = "and a signal does not say why."
        return f"{upper_first(share)} of this length {_shows(share)} some signal by chance, {end}"
    return "No clear change does not mean that all is well: it may be steady and too high or low."


def _shows(share: str) -> str:
    return "shows" if share.startswith("about 1 in") else "show"


def _holes(finding: TrendFinding) -> str:
    hidden, missing = finding.hidden, finding.missing
    parts = []
    if hidden:
        verb = is_or_are(hidden)
        grain = grains(finding.periods[0], hidden)
        shown = "a bar shows where the value must lie" if _has_range(finding) else "left as a gap"
        parts.append(f"{hidden} {grain} {verb} hidden because of small numbers: {shown}.")
    if missing:
        grain = grains(finding.periods[0], missing)
        verb = "has" if missing == 1 else "have"
        parts.append(f"{missing} {grain} {verb} no figure; runs do not continue across a gap.")
    return " ".join(parts)


def _has_range(finding: TrendFinding) -> bool:
    return bool(np.any(np.isfinite(finding.low) & np.isfinite(finding.high)))


def _small(finding: TrendFinding) -> str:
    if finding.known < 2 or not (finding.published or finding.sharing == "to share"):
        return ""
    for part in (finding.numerator, finding.denominator):
        known = part[np.isfinite(part)]
        rounded = len(known) and np.all(known % STEP == 0)
        if rounded and known.mean() < SMALL_COUNTS:
            return (
                f"The counts are rounded to {STEP} and average under {SMALL_COUNTS}, so the line "
                "moves in steps: read small moves as nothing."
            )
    return ""


def _unchecked(finding: TrendFinding) -> str:
    if not finding.unchecked:
        return ""
    return "Only finished figures are known: small numbers behind them could not be checked."


def target_sentence(finding: TrendFinding) -> str:
    """Whether the target will be met if nothing changes, as far as can be said."""
    metric, target = finding.metric, finding.target
    if target is None:
        return "No target is set." if finding.plan is None else ""
    goal = brief(target, metric)
    if metric.better == "neutral":
        return f"The target is {goal}; without a better direction it is shown and not judged."
    wanted = f"The target is {'at least' if metric.better == 'higher' else 'at most'} {goal}"
    if finding.target_line is not None:
        wanted = wanted.replace("The target is", "The target, which changes over time, is now", 1)
    latest = finding.value[finding.latest]
    meets = latest >= target if metric.better == "higher" else latest <= target
    now = f"the latest figure, {brief(latest, metric)}, {'meets' if meets else 'misses'} it"
    if finding.no_limits:
        return f"{wanted}; {now}. Without limits nothing can be said of the next one."
    changing = ""
    if story(finding).now:
        changing = " The figures are changing, so read this with care."
    return f"{wanted}; {now}. {_reach(finding)}{changing}"


def plan_sentence(finding: TrendFinding) -> str:
    """How the last figure with a plan beside it stands to that plan; no judgement; '' for none."""
    if finding.plan is None:
        return ""
    both = np.flatnonzero(np.isfinite(finding.plan) & np.isfinite(finding.value))
    if not len(both):
        return ""
    place = int(both[-1])
    value, plan = (brief(line[place], finding.metric) for line in (finding.value, finding.plan))
    side = "above it" if finding.value[place] > finding.plan[place] else "below it"
    stands = "the same" if value == plan else side
    when = finding.periods[place].label
    return f"The file's plan for {when} was {plan}; the figure, {value}, is {stands}."


def _reach(finding: TrendFinding) -> str:
    grain = grains(finding.periods[0], 1)
    words = {
        MET: f"Unless something changes, every {grain} can be expected to meet it.",
        MISSED: f"Unless something changes, every {grain} can be expected to miss it.",
        EITHER: f"It lies within what is expected, so chance decides whether a {grain} meets it.",
    }
    return words.get(finding.assurance, "")
