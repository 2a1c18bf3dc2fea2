"""Whether a shortlist is balanced: no view of the service missing, none taking over."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from mhvalue.catalogue.schema import LENSES, Metric

Kind = Literal["lens", "unpaired", "no equity", "little equity", "theme"]

EQUITY: Final = "Equity"
ENOUGH_EQUITY: Final = 3
LARGEST_SHARE: Final = 1 / 3


@dataclass(frozen=True)
class Gap:
    """One thing that is out of balance.

    `about` is the lens or theme; `metrics` are those concerned; `wanted` are metrics off the list
    that would fill the gap, as far as the catalogue names them. Each is an id.
    """

    kind: Kind
    about: str = ""
    metrics: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()

    @property
    def needed(self) -> bool:
        """Whether the rule asks for it, or only suggests it."""
        return self.kind != "little equity"


def gaps(metrics: Sequence[Metric]) -> tuple[Gap, ...]:
    """What the list lacks: a lens, balancing metrics, equity, or a theme that takes over."""
    if not metrics:
        return ()
    return (*_lenses(metrics), *_unpaired(metrics), *_equity(metrics), *_themes(metrics))


def _lenses(metrics: Sequence[Metric]) -> tuple[Gap, ...]:
    present = {metric.lens for metric in metrics}
    return tuple(Gap("lens", lens) for lens in LENSES if lens not in present)


def _unpaired(metrics: Sequence[Metric]) -> tuple[Gap, ...]:
    """Metrics of cost or activity that nothing on the list balances.

    A pair may be named from either side: by the metric itself or by one of quality beside it.
    """
    listed = {metric.id for metric in metrics}
    watched = {metric.balancing for metric in metrics if metric.lens == "quality"}
    return tuple(
        Gap("unpaired", metrics=(m.id,), wanted=(m.balancing,) if m.balancing else ())
        for m in metrics
        if m.lens in ("cost", "activity") and m.balancing not in listed and m.id not in watched
    )


def _equity(metrics: Sequence[Metric]) -> tuple[Gap, ...]:
    found = tuple(metric.id for metric in metrics if metric.theme == EQUITY)
    if not found:
        return (Gap("no equity"),)
    return (Gap("little equity", metrics=found),) if len(found) < ENOUGH_EQUITY else ()


def _themes(metrics: Sequence[Metric]) -> tuple[Gap, ...]:
    """Themes with more than a third of the list; one metric alone takes nothing over."""
    counts = Counter(metric.theme for metric in metrics)
    return tuple(
        Gap("theme", theme, tuple(metric.id for metric in metrics if metric.theme == theme))
        for theme, count in counts.items()
        if count > 1 and count > LARGEST_SHARE * len(metrics)
    )
