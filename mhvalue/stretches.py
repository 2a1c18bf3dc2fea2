"""The stretches of time worth comparing units over."""

from dataclasses import dataclass
from datetime import date

from mhvalue.periods import Period, period, span

YEAR = 12


@dataclass(frozen=True)
class Stretch:
    """A choice of time for a comparison: from the first to the last published period."""

    first: Period
    last: Period
    latest: bool = False

    @property
    def label(self) -> str:
        """How the choice reads: "Latest 12 months (Apr 2025 to Mar 2026)"."""
        whole = span(self.first, self.last).label
        return f"Latest 12 months ({whole})" if self.latest else whole


def over(periods: tuple[Period, ...], today: date) -> tuple[Period, ...]:
    """The periods that have ended, whose figures are whole; all where none has."""
    return tuple(p for p in periods if p.end < today) or periods


def stretches(periods: tuple[Period, ...], *, together: bool) -> tuple[Stretch, ...]:
    """The latest twelve months, each whole financial year, then every single period, newest first.

    Longer stretches are offered only where periods may be put `together` and none is absent.
    """
    singles = [Stretch(p, p) for p in reversed(periods)]
    if not together or not periods or periods[0].grain != "month":
        return tuple(singles)
    long: list[Stretch] = []
    if len(periods) > YEAR and span(periods[-YEAR], periods[-1]).grain != "financial year":
        long.append(Stretch(periods[-YEAR], periods[-1], latest=True))
    years: dict[Period, list[Period]] = {}
    for month in periods:
        years.setdefault(period(month.start, "financial year"), []).append(month)
    whole = [months for months in years.values() if len(months) == YEAR]
    long += [Stretch(months[0], months[-1]) for months in reversed(whole)]
    return (*long, *singles)
