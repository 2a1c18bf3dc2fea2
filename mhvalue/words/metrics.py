"""Metrics in plain words: what each is, how far the data allow it, its formula filled in."""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from mhvalue.catalogue.schema import BUILT_IN, Catalogue, Item, Metric, Term
from mhvalue.words.figures import between, figure, number
from mhvalue.words.parts import definition, part_name
from mhvalue.words.phrases import better_words, listing, lower_first, times, where, whom

if TYPE_CHECKING:
    from mhvalue.privacy.disclosure import Protected
    from mhvalue.readiness import Readiness
    from mhvalue.targets import Target

STATES: Final[Mapping[str, str]] = {
    "ready": "Ready",
    "nearly": "Nearly",
    "no": "Not here",
}
"""The words for readiness."""

SPREADS: Final[Mapping[str, str]] = {
    "people": "Each person counts once, so chance is that of people (binomial).",
    "events": "Events may happen to one person again, so chance is that of events (Poisson, "
    "with room for clustering).",
    "mean": "It is a mean over people or stays, so chance is that of a mean.",
    "none": "What it counts is not independent, so units are ranked without limits for chance.",
}

_WAYS: Final = {
    "sum": "added up over",
    "average": "averaged over",
    "closing": "as it stands at the end of",
    "never": "never added up over",
}
_MOST_HEADINGS: Final = 4
_SAYS_HOW: Final = re.compile(r"(number|count|percentage|proportion|rate|average|mean)\b|%", re.I)
"""What begins so is no thing that there are so many of."""
_SIGN: Final = re.compile(r"(?<= plus )|(?<= minus )|(?<= × )")
"""Where another item's name begins in a sum or product."""


def answer(ready: int, of: int, own: int = 0) -> str:
    """The page's title, once a file is open; `own` are figures shown as the files state them."""
    is_or_are = "metric can" if of == 1 else "metrics can"
    said = f"{ready:,} of {of:,} {is_or_are} be worked out from your data"
    return f"{said}, and {times(own, 'figure')} shown as stated" if own else said


def found_sentence(shown: int, of: int, read_as: Sequence[tuple[str, str]]) -> str:
    """How many metrics are listed, and which words were read as others."""
    said = f"{times(shown, 'metric')} of {of:,}" if shown < of else f"All {times(of, 'metric')}"
    read = [f"{wrote} is read as {meant}" for wrote, meant in read_as]
    return f"{said}; {listing(read)}." if read else f"{said}."


def readiness_sentences(found: "Readiness", catalogue: Catalogue) -> tuple[str, ...]:
    """The state with its reason; then for each missing item the headings that would give it."""
    head = f"{STATES[found.state]}. {found.reason}"
    return (head, *(column_sentence(item, catalogue) for item in found.missing))


def column_sentence(item: str, catalogue: Catalogue) -> str:
    """Which column would give an item: its name, other headings, measure ids."""
    known = catalogue.items.get(item)
    if known is None:
        metric = catalogue.metrics.get(item)
        return f"{metric.name if metric else item}: a column with the finished figure."
    names = (known.name, *known.spellings[: _MOST_HEADINGS - 1])
    said = f"{known.name}: a column headed {_either(names)}"
    if known.mhsds:
        said += f", or MHSDS measure {_either(known.mhsds)}"
    return f"{said}."


def _either(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def filled(protected: "Protected", row: int, column: int, catalogue: Catalogue) -> str:
    """The formula with one unit's figures in one period: 412 missed of 3,910 booked, 10.5%."""
    shown = protected.series
    metric = shown.metric
    amount = float(shown.value.amount[row, column])
    if math.isfinite(amount):
        result = figure(amount, metric)
    else:
        low, high = (float(part[row, column]) for part in (shown.value.low, shown.value.high))
        result = between(low, high, metric)
    asked = shown.question
    told = [where(asked.level, shown.units[row]), shown.periods[column].label]
    if asked.whom:
        told.insert(0, whom(asked.breakdown, asked.group))
    return f"{_worked(protected, row, column, catalogue, result)} ({', '.join(told)})."


def _worked(
    protected: "Protected", row: int, column: int, catalogue: Catalogue, result: str
) -> str:
    from mhvalue.parts import SUPPRESSED

    shown = protected.series
    metric = shown.metric
    if shown.numerator is not None and shown.numerator.status[row, column] == SUPPRESSED:
        return result
    if shown.numerator is None or not math.isfinite(shown.numerator.amount[row, column]):
        return f"{result}, taken from the file as a finished figure"
    over = _amount(float(shown.numerator.amount[row, column]), metric.numerator, catalogue)
    if shown.denominator is None or not metric.denominator:
        return over if metric.multiplier == 1 else f"{over}, times {metric.multiplier:,g}: {result}"
    if not math.isfinite(shown.denominator.amount[row, column]):
        return result
    under = _amount(float(shown.denominator.amount[row, column]), metric.denominator, catalogue)
    if metric.kind == "ratio" and metric.unit.startswith("%"):
        return f"{over} of {under}: {result}"
    if metric.kind == "gap":
        return f"{over}, less {under}: {result}"
    return f"{over}, divided by {under}: {result}"


def _amount(amount: float, terms: Sequence[Term], catalogue: Catalogue) -> str:
    """An amount with what it is: 412 missed contacts, £31,000 of pay; sums in brackets."""
    named = _SIGN.split(part_name(terms, catalogue))
    name = "".join(lower_first(piece) for piece in named)
    item = catalogue.items.get(terms[0].items[0])
    text = number(amount, 0 if abs(amount) >= 100 else 1)
    only = len(terms) == 1 and len(terms[0].items) == 1
    if item is not None and item.unit == "£":
        text = f"−£{text[1:]}" if text.startswith("−") else f"£{text}"
        return f"{text} ({name})"
    if not only or terms[0].weight != 1 or terms[0].breakdown != "none" or item is None:
        return f"{text} ({name})"
    if _SAYS_HOW.match(name):
        return f"{text} ({name})"
    said = not item.unit or item.unit.split()[-1] in name.casefold() or item.unit == "people"
    return f"{text} {name}" if said else f"{text} {item.unit} ({name})"


def target_words(metric: Metric, target: "Target | None") -> str:
    """The target with its source: the person's own, or the catalogue's and whether checked."""
    if target is not None:
        return f"{own_target_words(metric, target)} Set by you."
    if metric.target is None:
        return metric.target_source and f"No number. {_ended(metric.target_source)}"
    said = f"{figure(metric.target, metric)}. {_ended(metric.target_source)}"
    return f"{said} {_checked(metric.target_checked)}".strip()


def own_target_words(metric: Metric, target: "Target") -> str:
    """A target a person set: one number, or numbers from days on."""
    if target.shape == "fixed":
        return f"{figure(target.steps[0][1], metric)} throughout."
    steps = [f"{figure(n, metric)} from {day.day} {day:%B %Y}" for day, n in target.steps]
    way = "in steps" if target.shape == "stepped" else "in a straight line between these days"
    return f"{', '.join(steps)}, {way}."


def _checked(checked: str) -> str:
    if not checked:
        return ""
    if checked.startswith("checked"):
        return "The source was checked."
    if checked == "secondary source":
        return "Taken from a secondary source: check it before you rely on it."
    return "The source was not checked again: check it before you rely on it."


def _ended(text: str) -> str:
    return text if not text or text.endswith(".") else f"{text}."


def card(
    metric: Metric, catalogue: Catalogue, target: "Target | None" = None
) -> tuple[tuple[str, str], ...]:
    """All there is to know of a metric, as headings with texts; empty ones are left out."""
    balancing = catalogue.metrics.get(metric.balancing)
    worked = definition(metric, catalogue)
    if metric.numerator and metric.value in catalogue.items:
        worked += f"; or taken finished from {lower_first(catalogue.items[metric.value].name)}"
    rows = (
        ("How it is worked out", f"{worked}."),
        ("Unit", metric.unit),
        ("Which way is better", better_words(metric.better)),
        ("Target", target_words(metric, target)),
        ("How it adds", " ".join(adding(metric, catalogue))),
        ("What chance does to it", SPREADS[metric.spread]),
        ("Read it with", balancing.name if balancing else ""),
        ("What to know", _ended(metric.caveats)),
        ("Where the data are", _sources(metric)),
        ("Published measures", ", ".join(measures(metric, catalogue))),
        ("Where it applies", metric.setting),
        ("Kind", f"{metric.theme}; {metric.lens}" + ("; inpatient first" * metric.inpatient_first)),
        ("Waste it points at", metric.waste),
    )
    return tuple((heading, text) for heading, text in rows if text)


def measures(metric: Metric, catalogue: Catalogue) -> tuple[str, ...]:
    """MHSDS ids of the metric and of its parts, each once."""
    items = [catalogue.items[i] for i in _items(metric) if i in catalogue.items]
    return tuple(dict.fromkeys((*metric.mhsds, *(m for item in items for m in item.mhsds))))


def adding(metric: Metric, catalogue: Catalogue) -> tuple[str, ...]:
    """How each of its items adds over months and units; a figure that never adds says so."""
    said = [_adding(catalogue.items[i]) for i in _items(metric) if i in catalogue.items]
    if metric.denominator:
        said.append("The result is worked out after adding up, never by averaging results.")
    return tuple(said)


def _adding(item: Item) -> str:
    time, units = item.over_time, item.over_units
    if time == units:
        return f"{item.name}: {_WAYS[time]} months and units."
    return f"{item.name}: {_WAYS[time]} months, {_WAYS[units]} units."


def _items(metric: Metric) -> tuple[str, ...]:
    terms = (*metric.numerator, *metric.denominator)
    parts = dict.fromkeys(i for term in terms for i in term.items if i not in BUILT_IN)
    return tuple(parts) or ((metric.value,) if metric.value else ())


def _sources(metric: Metric) -> str:
    named = _ended(", ".join(metric.sources))
    return f"{named} {_ended(metric.frequency)}".strip()


def set_sentence(chosen: Collection[str], with_data: Collection[str]) -> str:
    """What the other pages show: the working set, or all metrics."""
    if not chosen:
        return "No metric is picked, so every page shows all that your data allow."
    here = sum(name in with_data for name in chosen)
    if not here:
        are = "1 metric is" if len(chosen) == 1 else f"{len(chosen):,} metrics are"
        return f"{are} picked, but your data do not allow any of them yet: every page shows all."
    if len(chosen) == 1:
        said = "1 metric is picked: the other pages show it alone."
    else:
        said = f"{len(chosen):,} metrics are picked: the other pages show these alone."
    return said if here == len(chosen) else f"{said} Your data allow {here:,} of them."
