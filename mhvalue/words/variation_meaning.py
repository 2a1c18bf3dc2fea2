"""What a comparison means, and what it does not: chance, case mix, what is hidden or missing."""

from typing import Final

import numpy as np

from mhvalue.findings.variation import VariationFinding
from mhvalue.stats.codes import (
    IN_LINE,
    NEGATIVE,
    NO_DENOMINATOR,
    NUMERATOR_TOO_LARGE,
    OUT_HIGH_998,
)
from mhvalue.stats.funnel import Funnel
from mhvalue.stats.ranking import rank
from mhvalue.words.figures import figure, short
from mhvalue.words.phrases import (
    MOST_NAMED,
    count_of,
    is_area,
    is_or_are,
    listing,
    named_or_counted,
    plural,
    singular,
    upper_first,
)

MANY: Final = 0.1
"""With this share of units outside, it is the comparison that wants looking at, not the units."""
FEWEST_MANY: Final = 5
HARDLY_ANY: Final = 0.5
"""Fewer units than this are expected beyond a limit by chance alone."""

NO_FUNNEL: Final = {
    "not independent": (
        "No limits are drawn: days, money and staff time do not come one by one, so limits made "
        "for counts would call nearly every difference real."
    ),
    "mean": (
        "No limits are drawn: for an average they need how far people differ from one another, "
        "which is not worked out here."
    ),
    "finished only": (
        "No limits are drawn: only the finished figures are known, not the counts behind them."
    ),
    "no counts": (
        "No limits are drawn: a count needs the number it is out of to be compared, since a larger "
        "service has more of everything."
    ),
    "rounded": "No limits are drawn: the counts are rounded too coarsely.",
    "too few": "No limits are drawn: they need at least three units with figures to compare.",
}
_NOT_JUDGED: Final = {
    NO_DENOMINATOR: "has nothing to divide by",
    NUMERATOR_TOO_LARGE: "counts more than its whole",
    NEGATIVE: "has a negative count",
}


def sentence(finding: VariationFinding) -> str:
    """What the picture means and what it does not mean, in a few short sentences."""
    judged = finding.funnel
    if judged is None:
        first = f"{NO_FUNNEL[finding.no_funnel or 'too few']} {_ranking(finding)}".strip()
    else:
        told = (_chance(finding, judged), _many(finding, judged), _widened(finding, judged))
        first = " ".join(part for part in told if part)
    parts = (
        first,
        _comparator(finding),
        f"Not adjusted for case mix: {plural(finding.level)} may serve different people.",
        _hidden(finding),
        _missing(finding),
        _nobody(finding),
        _unjudged(finding),
        _part_only(finding),
    )
    return " ".join(part for part in parts if part)


def unlike(finding: VariationFinding) -> str:
    """That services of several kinds may be compared, and how to say which; '' where known."""
    if finding.kind is not None or is_area(finding.level) or len(finding.units) < 2:
        return ""
    return (
        f"No kind is known for these {plural(finding.level)}, so unlike ones may be "
        "compared. Add kinds on Upload, under Units: kinds, beds, parents."
    )


def of_no_kind(count: int, level: str) -> str:
    """That units of no known kind of service are not among those compared."""
    return (
        f"{count_of(count, level)} of no known kind {is_or_are(count)} not compared. Add kinds on "
        "Upload, under Units: kinds, beds, parents."
    )


def _chance(finding: VariationFinding, judged: Funnel) -> str:
    number = int(judged.judged.sum())
    beyond_95 = int(np.sum(judged.judged & (judged.flag != IN_LINE)))
    beyond_998 = int(np.sum(np.abs(judged.flag) == OUT_HIGH_998))
    units = count_of(number, finding.level)
    first = f"{beyond_95} of {units} {_lie(beyond_95)} beyond the 95% limits"
    second = f"{beyond_998} beyond the 99.8% limits"
    if max(judged.chance_alert, judged.chance_out) < HARDLY_ANY:
        return f"{first} and {second} (by chance alone hardly any would)."
    return (
        f"{first} ({_about(judged.chance_alert)} by chance alone) and {second} "
        f"({_about(judged.chance_out)} by chance alone)."
    )


def _lie(count: int) -> str:
    return "lies" if count == 1 else "lie"


def _about(expected: float) -> str:
    if expected < HARDLY_ANY:
        return "hardly any"
    return f"about {round(expected):,}"


def _many(finding: VariationFinding, judged: Funnel) -> str:
    outside = int(np.sum(np.abs(judged.flag) == OUT_HIGH_998))
    if outside < max(FEWEST_MANY, MANY * judged.judged.sum()):
        return ""
    units = plural(finding.level)
    return (
        f"So many outside means that {units} differ more than chance explains: look first at how "
        "each records and whom it serves."
    )


def _widened(finding: VariationFinding, judged: Funnel) -> str:
    if not judged.adjusted:
        return ""
    return (
        f"The limits were widened, because {plural(finding.level)} as a whole differ by more than "
        "chance: only those that stand out even so are marked."
    )


def _ranking(finding: VariationFinding) -> str:
    if len(finding.order) < 2:
        return ""
    metric = finding.metric
    low, high = rank(finding.value).quartiles
    middle = ""
    if np.isfinite(low):
        middle = f" The middle half lie between {short(low, metric)} and {figure(high, metric)}."
    return f"An order is not a judgement: some unit is always first and last.{middle}"


def _comparator(finding: VariationFinding) -> str:
    against = finding.comparator
    if against is None:
        return ""
    value = figure(against.value, finding.metric)
    if against.is_parent:
        published = " (published)" if against.published else ""
        return f"Held against {against.name}: {value}{published}."
    hidden = int(finding.hidden.sum())
    without = f", without the {hidden} hidden" if hidden else ""
    return f"Held against the average of the {plural(finding.level)} shown{without}: {value}."


def _hidden(finding: VariationFinding) -> str:
    count = int(finding.hidden.sum())
    if not count:
        return ""
    return (
        f"{count_of(count, finding.level)} {is_or_are(count)} hidden because of small numbers and "
        "not judged; a bar shows the range where it is known."
    )


def _missing(finding: VariationFinding) -> str:
    if not finding.missing:
        return ""
    verb = "has" if len(finding.missing) == 1 else "have"
    return f"{named_or_counted(finding.missing, finding.level)} {verb} no figure."


def _nobody(finding: VariationFinding) -> str:
    count = len(finding.nobody)
    if not count:
        return ""
    rows = f"{count} rows" if count > MOST_NAMED else listing(finding.nobody)
    name = "names" if count == 1 else "name"
    return f"{rows} {name} no {singular(finding.level)} and {is_or_are(count)} left out."


def _unjudged(finding: VariationFinding) -> str:
    if finding.funnel is None:
        return ""
    rows = np.flatnonzero(finding.known & np.isin(finding.funnel.reason, list(_NOT_JUDGED)))
    if not len(rows):
        return ""
    if len(rows) == 1:
        why = _NOT_JUDGED[int(finding.funnel.reason[rows[0]])]
        return f"{finding.units[rows[0]]} is not judged: it {why}."
    return f"{count_of(len(rows), finding.level)} are not judged; the table says why."


def _part_only(finding: VariationFinding) -> str:
    count = int(np.sum(finding.known & (finding.behind < finding.of)))
    if not count:
        return ""
    units = upper_first(count_of(count, finding.level))
    return f"{units} {is_or_are(count)} missing part of the period; the table says how much."
