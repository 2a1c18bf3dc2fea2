"""What the catalogue holds: data items, and metrics made of them.

An item is something a spreadsheet column can hold. A metric is a ratio of weighted sums or
products of items, a ready-made value, or a comparison with a group or a base. Percentages are 0
to 100.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from mhvalue.catalogue.headings import fold

Better = Literal["lower", "higher", "neutral"]

COUNTS: Final = ("people", "events", "days", "money", "staff", "other")
ADDING: Final = ("sum", "average", "closing", "never")
LENSES: Final = ("cost", "activity", "quality")
KINDS: Final = ("count", "ratio", "ready-made", "group ratio", "gap", "index", "change")
SPREADS: Final = ("people", "events", "mean", "none")
BETTER: Final = ("lower", "higher", "neutral")
BUILT_IN: Final = ("days_in_period", "working_days_in_period")


@dataclass(frozen=True)
class Term:
    """The product of some items times a weight, for everybody or for one group."""

    items: tuple[str, ...]
    weight: float = 1.0
    breakdown: str = "none"
    group: str = "all"


@dataclass(frozen=True)
class Item:
    """One data item: what it counts and how it adds over time, over units and over groups.

    `mhsds` are published measure ids whose value is this item; `window_months` is 3 or 12 when
    published rolling. `made_of` are the terms it can be worked out from where no file holds it.
    Where `told_by` has words, a text without any of them does not say what `unsaid` asks, and may
    mean the item `wider`.
    """

    id: str
    name: str
    counts: str
    over_time: str
    over_units: str
    over_groups: str
    unit: str = ""
    spellings: tuple[str, ...] = ()
    mhsds: tuple[str, ...] = ()
    window_months: int = 1
    note: str = ""
    made_of: tuple[Term, ...] = ()
    told_by: tuple[str, ...] = ()
    unsaid: str = ""
    wider: str = ""

    def headings(self) -> tuple[str, ...]:
        """Everything a column may be headed with to mean this item."""
        return (self.id, self.name, *self.spellings, *self.mhsds)


@dataclass(frozen=True)
class Metric:
    """One metric: its parts, how its result reads and what to know before comparing.

    A ratio, a group ratio (the same figure of two groups) and an index (a figure against its
    base, 100 being equal) are multiplier x numerator / denominator. A gap is multiplier x
    (numerator - denominator), a change multiplier x (numerator / denominator - 1).

    `value` is the item that holds the finished value (ready-made, or published beside the
    parts). `time_base` makes the result one for each month or year. `squares` is the item with
    the sum of squares that a spread of "mean" needs. `mhsds` are the published measure ids
    behind it, for tracing. `core` marks the thirty. `told_by`, `unsaid` and `wider` are an item's.
    """

    id: str
    name: str
    question: str
    theme: str
    lens: str
    setting: str
    kind: str
    numerator: tuple[Term, ...] = ()
    denominator: tuple[Term, ...] = ()
    value: str = ""
    multiplier: float = 1.0
    unit: str = ""
    decimals: int = 1
    time_base: str = ""
    spread: str = "none"
    better: Better = "neutral"
    target: float | None = None
    target_source: str = ""
    target_checked: str = ""
    sources: tuple[str, ...] = ()
    frequency: str = ""
    caveats: str = ""
    balancing: str = ""
    inpatient_first: bool = False
    waste: str = ""
    mhsds: tuple[str, ...] = ()
    squares: str = ""
    spellings: tuple[str, ...] = ()
    core: bool = False
    told_by: tuple[str, ...] = ()
    unsaid: str = ""
    wider: str = ""

    def parts(self) -> frozenset[str]:
        """Ids of all items its numerator and denominator are made of, built-in ones left out."""
        terms = (*self.numerator, *self.denominator)
        return frozenset(i for term in terms for i in term.items if i not in BUILT_IN)

    def headings(self) -> tuple[str, ...]:
        """Everything a column may be headed with to hold this metric's finished value."""
        texts = (self.id, self.name, *self.spellings)
        if not self.unit.startswith("%"):
            return texts
        return (*texts, *(f"{text} %" for text in texts))


@dataclass(frozen=True)
class Catalogue:
    """All items and metrics by id, in catalogue order."""

    items: Mapping[str, Item]
    metrics: Mapping[str, Metric]

    @cached_property
    def item_headings(self) -> dict[str, str]:
        """Folded heading to item id."""
        return {fold(text): item.id for item in self.items.values() for text in item.headings()}

    @cached_property
    def metric_headings(self) -> dict[str, str]:
        """Folded heading to metric id."""
        return {fold(text): m.id for m in self.metrics.values() for text in m.headings()}

    @cached_property
    def narrower(self) -> dict[str, Item | Metric]:
        """By id, the items and finished values of which a heading may say less than they are."""
        found: dict[str, Item | Metric] = {
            metric.value or metric.id: metric for metric in self.metrics.values() if metric.told_by
        }
        return found | {item.id: item for item in self.items.values() if item.told_by}
