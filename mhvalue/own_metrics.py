"""Metrics that a person makes from data items: checked for sense, kept as plain data.

An own metric is one sum of weighted items, or one such sum over another, times a number. It is
made of data items only, never of metrics, so it can never lead in a circle.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Final, get_args

from mhvalue.catalogue.headings import fold
from mhvalue.catalogue.loader import find_item, find_metric
from mhvalue.catalogue.schema import SPREADS, Better, Catalogue, Item, Metric, Term
from mhvalue.errors import MetricProblem
from mhvalue.own_metric_rows import BOTTOM, PREFIX, TOP, Rows, chosen_rows, number

THEME: Final = "Your own"
LONGEST_NAME: Final = 120


@dataclass(frozen=True)
class OwnMetric:
    """What a person made: the sum on top, the sum below (none for a count), and how it reads."""

    name: str
    top: Rows
    bottom: Rows = ()
    multiplier: float = 1.0
    unit: str = ""
    better: Better = "neutral"
    spread: str = "none"

    @property
    def id(self) -> str:
        """What it is known by: stays the same as long as its name does."""
        return PREFIX + fold(self.name)


def made(
    name: str,
    top: Sequence[tuple[object, object]],
    bottom: Sequence[tuple[object, object]],
    catalogue: Catalogue,
    *,
    multiplier: object = 1.0,
    unit: str = "",
    better: str = "neutral",
    spread: str = "none",
    others: Iterable[OwnMetric] = (),
) -> OwnMetric:
    """An own metric from what a person chose: rows of an item and a weight.

    An item may be given by id, name or known spelling. `others` are the own metrics there are
    already. Raises MetricProblem that names the row: no name, an unknown item, a weight that is
    no number, a unit that does not fit, the same sum above and below.
    """
    others = tuple(others)
    _check_name(name, catalogue, others)
    own = _names(others)
    result = OwnMetric(
        name=" ".join(name.split()),
        top=chosen_rows(TOP, top, catalogue, name=name, own=own),
        bottom=chosen_rows(BOTTOM, bottom, catalogue, name=name, own=own),
        multiplier=number(multiplier, "The number it is multiplied by", ""),
        unit=" ".join(unit.split()),
        better=better,  # type: ignore[arg-type] # checked in the next line
        spread=spread,
    )
    _check_sense(result, catalogue)
    return result


def as_metric(own: OwnMetric, catalogue: Catalogue) -> Metric:
    """The own metric as one of the catalogue's kind; its lens follows from what it counts."""
    money = [catalogue.items[item].counts == "money" for item, _ in own.top + own.bottom]
    finished = own.unit.startswith(("%", "£")) or bool(own.bottom) or own.multiplier != 1
    return Metric(
        id=own.id,
        name=own.name,
        question=f"What is happening to {own.name}?",
        theme=THEME,
        lens="cost" if any(money) else "activity",
        setting=THEME,
        kind="ratio" if own.bottom else "count",
        numerator=tuple(Term((item,), weight) for item, weight in own.top),
        denominator=tuple(Term((item,), weight) for item, weight in own.bottom),
        multiplier=own.multiplier,
        unit=own.unit,
        decimals=1 if finished else 0,
        spread=own.spread,
        better=own.better,
        sources=("Your own files",),
        caveats="Made here, not in the catalogue: agree its definition before comparing.",
    )


def with_own(catalogue: Catalogue, own: Iterable[OwnMetric]) -> Catalogue:
    """The catalogue with own metrics behind its others."""
    more = {each.id: as_metric(each, catalogue) for each in own if _fits(each, catalogue)}
    return Catalogue(catalogue.items, {**catalogue.metrics, **more}) if more else catalogue


def to_data(own: OwnMetric) -> dict[str, object]:
    """The own metric as plain JSON."""
    data = asdict(own)
    return {**data, "top": [list(r) for r in own.top], "bottom": [list(r) for r in own.bottom]}


def from_data(data: object, catalogue: Catalogue, others: Iterable[OwnMetric] = ()) -> OwnMetric:
    """An own metric from plain JSON; raises MetricProblem where it does not fit.

    Items that only a file's own headings make known are taken as they are: the metric waits for
    such a file.
    """
    unfit = MetricProblem("A saved own metric does not fit.", do="Make it again.")
    known = {field.name for field in fields(OwnMetric)}
    if not isinstance(data, dict) or not {"name", "top"} <= set(data) <= known:
        raise unfit
    rows = {part: data.get(part, []) for part in ("top", "bottom")}
    for part in rows.values():
        if not isinstance(part, list) or not all(isinstance(r, list) and len(r) == 2 for r in part):
            raise unfit
    others = tuple(others)
    taken = {*_names(others), fold(str(data["name"]))}
    items = dict.fromkeys(str(item) for part in rows.values() for item, _ in part)
    waiting = {i: _unseen(i) for i in items if _may_be_heading(i, taken, catalogue)}
    held = Catalogue({**catalogue.items, **waiting}, catalogue.metrics) if waiting else catalogue
    words = {name: str(data[name]) for name in ("unit", "better", "spread") if name in data}
    return made(
        str(data["name"]),
        [(item, weight) for item, weight in rows["top"]],
        [(item, weight) for item, weight in rows["bottom"]],
        held,
        multiplier=data.get("multiplier", 1.0),
        others=others,
        **words,
    )


def _may_be_heading(item: str, taken: set[str], catalogue: Catalogue) -> bool:
    """Whether it can be a file's own heading: nothing that the catalogue or a metric is called."""
    known = find_item(catalogue, item) or find_metric(catalogue, item)
    named = item.startswith(PREFIX) or bool(taken & {item, fold(item)})
    return bool(fold(item)) and known is None and not named


def _unseen(item: str) -> Item:
    return Item(item, item, "other", "never", "never", "never")


def _names(others: tuple[OwnMetric, ...]) -> frozenset[str]:
    """Ids and folded names of own metrics."""
    return frozenset(text for other in others for text in (other.id, fold(other.name)))


def _fits(own: OwnMetric, catalogue: Catalogue) -> bool:
    """Whether all its items are known: those of a closed file's own columns are not."""
    return all(item in catalogue.items for item, _ in own.top + own.bottom)


def _check_name(name: str, catalogue: Catalogue, others: tuple[OwnMetric, ...]) -> None:
    if not fold(name):
        raise MetricProblem("The metric has no name.", do="Give it one.")
    if len(name) > LONGEST_NAME:
        raise MetricProblem(
            f"The name is longer than {LONGEST_NAME} characters.", do="Give it a shorter one."
        )
    taken = find_metric(catalogue, name)
    own = next((other for other in others if fold(other.name) == fold(name)), None)
    if own is not None or (taken is not None and taken.theme != THEME):
        there = own.name if own is not None else taken.name if taken else ""
        raise MetricProblem(f"There is a metric {there} already.", do="Give yours another name.")


def _check_sense(own: OwnMetric, catalogue: Catalogue) -> None:
    if own.better not in get_args(Better):
        raise MetricProblem(
            "Which way is better is not known.", do="Choose lower, higher or neutral."
        )
    if own.spread not in SPREADS or own.spread == "mean":
        raise MetricProblem(
            "How it varies by chance is not known.", do="Choose people, events or none."
        )
    _check_proportional(own)
    top, bottom = _one_kind(TOP, own.top, catalogue), _one_kind(BOTTOM, own.bottom, catalogue)
    if own.unit.startswith("%"):
        _check_share(own, top, bottom)
    _check_spread(own, catalogue)


def _check_proportional(own: OwnMetric) -> None:
    """Refuse a sum over itself: it gives the same number for everybody."""
    top, bottom = dict(own.top), dict(own.bottom)
    if set(top) != set(bottom):
        return
    ratios = {round(top[item] / bottom[item], 12) for item in top}
    if len(ratios) == 1:
        raise MetricProblem(
            "Top and bottom are the same, so the result never changes.",
            where=f"{BOTTOM}, row 1",
            do="Choose another item to divide by.",
        )


def _one_kind(side: str, rows: Rows, catalogue: Catalogue) -> str:
    """What a sum counts; days and money can only be added once weights turn one into the other."""
    if not rows:
        return ""
    kinds = [_kind(catalogue.items[item]) for item, _ in rows]
    for place, ((_, weight), kind) in enumerate(zip(rows, kinds, strict=True), 1):
        plain = abs(weight) == 1 and abs(rows[0][1]) == 1
        if kind != kinds[0] and plain:
            raise MetricProblem(
                f"This counts {kind} and row 1 counts {kinds[0]}: added up they are neither.",
                where=f"{side}, row {place}",
                do="Give it a weight that turns one into the other, or leave it out.",
            )
    return kinds[0] if len(set(kinds)) == 1 else "other"


def _kind(item: Item) -> str:
    """The word for what may be added to what: people and events may, days and money may not."""
    if item.counts in ("people", "events"):
        return "people or events"
    if item.counts == "other":
        return item.unit or "other things"
    return item.unit if item.counts == "staff" and item.unit else item.counts


def _check_share(own: OwnMetric, top: str, bottom: str) -> None:
    if not own.bottom:
        raise MetricProblem(
            "A percentage needs something to divide by.", where=BOTTOM, do="Choose a data item."
        )
    if own.multiplier != 100:
        raise MetricProblem(
            "A percentage is multiplied by 100.", do="Multiply by 100 or give another unit."
        )
    if top != bottom and "other" not in (top, bottom):
        raise MetricProblem(
            f"The top counts {top} and the bottom {bottom}: that is no percentage.",
            where=BOTTOM,
            do="Choose what the top is a part of, or give another unit.",
        )


def _check_spread(own: OwnMetric, catalogue: Catalogue) -> None:
    """Refuse limits for chance where what is counted does not vary like people or events."""
    top = [catalogue.items[item].counts for item, _ in own.top]
    bottom = [catalogue.items[item].counts for item, _ in own.bottom]
    plain = all(weight == 1 for _, weight in own.top + own.bottom)
    if own.spread == "people" and not (plain and bottom and set(top + bottom) == {"people"}):
        raise MetricProblem(
            "It can only vary as people do when top and bottom both count people, without weights.",
            do="Choose events, or no limits for chance.",
        )
    if own.spread == "events" and not (plain and set(top) <= {"people", "events"}):
        raise MetricProblem(
            "It can only vary as events do when the top counts events, without weights.",
            do="Choose no limits for chance.",
        )
