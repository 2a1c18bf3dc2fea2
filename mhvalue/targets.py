"""Targets: one number, a number that changes on a date, or a line between dated numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from mhvalue.errors import TargetProblem
from mhvalue.periods import Period
from mhvalue.written_periods import parse

Shape = Literal["fixed", "stepped", "trajectory"]


@dataclass(frozen=True)
class Target:
    """A target by date. `steps` are pairs of a day and a number, earliest first.

    "fixed" holds always and has one step; "stepped" holds each number from its day on;
    "trajectory" runs in a straight line from each day's number to the next and stays at the last.
    """

    shape: Shape
    steps: tuple[tuple[date, float], ...]

    def over(self, periods: Sequence[Period]) -> NDArray[np.float64]:
        """The target at each period's last day; NaN before the first step of one that changes."""
        days = np.asarray([p.end.toordinal() for p in periods], dtype=np.float64)
        at = np.asarray([day.toordinal() for day, _ in self.steps], dtype=np.float64)
        numbers = np.asarray([number for _, number in self.steps], dtype=np.float64)
        if self.shape == "fixed":
            return np.full(len(days), numbers[0])
        if self.shape == "trajectory":
            return np.interp(days, at, numbers, left=np.nan)
        place = np.searchsorted(at, days, side="right") - 1
        return np.where(place >= 0, numbers[np.maximum(place, 0)], np.nan)


def fixed(number: float) -> Target:
    """One number that holds always."""
    return target("fixed", [("", number)])


def target(shape: str, steps: Sequence[tuple[object, object]]) -> Target:
    """A target from what a person typed: rows of a date or period, and a number.

    Raises TargetProblem that names the row: no number, no date, two on one day, too few steps.
    """
    if shape not in get_args(Shape):
        raise TargetProblem(
            "This kind of target is not known.", do="Choose fixed, stepped or trajectory."
        )
    read = [_step(shape, row, when, number) for row, (when, number) in enumerate(steps, 1)]
    least = 2 if shape == "trajectory" else 1
    if len(read) < least:
        raise TargetProblem(
            f"A {shape} target needs at least {least} row{'s' if least > 1 else ''}.",
            do="Add a date and a number.",
        )
    days = [day for day, _ in read]
    for row, day in enumerate(days, 1):
        if day in days[: row - 1]:
            raise TargetProblem(
                "Two targets for the same day.", where=f"Row {row}", do="Keep one of them."
            )
    return Target(shape, tuple(sorted(read[:1] if shape == "fixed" else read)))  # type: ignore[arg-type]


def _step(shape: str, row: int, when: object, number: object) -> tuple[date, float]:
    return _day(shape, row, when), _number(row, number)


def _number(row: int, number: object) -> float:
    text = str(number).strip().rstrip("%").replace(",", "").lstrip("£")
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not np.isfinite(value):
        raise TargetProblem(
            "The target is not a number.", where=f"Row {row}", do="Write it in digits, such as 80."
        )
    return value


def _day(shape: str, row: int, when: object) -> date:
    if shape == "fixed":
        return date.min
    found = when if isinstance(when, Period) else parse(when)
    if found is None:
        raise TargetProblem(
            "The target has no date.",
            where=f"Row {row}",
            do="Write it as 1 April 2025 or Apr 2025.",
        )
    return found.start


def to_data(of: Target) -> dict[str, object]:
    """The target as plain JSON."""
    return {"shape": of.shape, "steps": [[day.isoformat(), number] for day, number in of.steps]}


def from_data(data: object) -> Target:
    """A target from plain JSON; raises TargetProblem where it does not fit."""
    steps = data.get("steps") if isinstance(data, dict) else None
    if not isinstance(steps, list) or not all(isinstance(s, list) and len(s) == 2 for s in steps):
        raise TargetProblem("The saved target does not fit.", do="Set it again.")
    assert isinstance(data, dict)
    return target(str(data.get("shape")), [(when, number) for when, number in steps])
