"""Where labels go, so that they neither overlap nor hide what they name. All in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from mhvalue.charts.picture import text_width
from mhvalue.charts.theme import TEXT_SIZE

LINE_GAP: Final = TEXT_SIZE + 3
_MARK: Final = 7.0
_ABOVE_PLOT: Final = 9.0

Align = Literal["left", "right", "center"]


def apart(
    positions: Sequence[float], low: float, high: float, gap: float = LINE_GAP
) -> list[float]:
    """Positions moved as little as needed to stand a gap apart between low and high."""
    order = sorted(range(len(positions)), key=positions.__getitem__)
    moved = [min(max(positions[place], low), high) for place in order]
    for place in range(1, len(moved)):
        moved[place] = max(moved[place], moved[place - 1] + gap)
    if moved and moved[-1] > high:
        moved[-1] = high
        for place in range(len(moved) - 2, -1, -1):
            moved[place] = min(moved[place], moved[place + 1] - gap)
    back = dict(zip(order, moved, strict=True))
    return [back[place] for place in range(len(positions))]


@dataclass(frozen=True)
class Box:
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, width: float, height: float) -> bool:
        """Whether it lies within a plot of that size; at the top it may stand out a little."""
        across = self.left >= 0 and self.right <= width
        return across and self.top >= -_ABOVE_PLOT and self.bottom <= height


@dataclass(frozen=True)
class Offset:
    """How far from its mark a label stands and at which end it hangs."""

    dx: float
    dy: float
    align: Align


_RIGHT, _LEFT = Offset(10, 0, "left"), Offset(-10, 0, "right")
_ABOVE = (Offset(0, -15, "center"), Offset(7, -13, "left"), Offset(-7, -13, "right"))
_BELOW = (Offset(0, 16, "center"), Offset(7, 13, "left"), Offset(-7, 13, "right"))
BESIDE: Final = (_RIGHT, _LEFT, *_ABOVE, *_BELOW)
ABOVE: Final = (*_ABOVE, _RIGHT, _LEFT)
BELOW: Final = (*_BELOW, _RIGHT, _LEFT)


def place_names(
    names: Sequence[str],
    points: Sequence[tuple[float, float]],
    others: Sequence[tuple[float, float]],
    size: tuple[float, float],
    offsets: Sequence[Sequence[Offset]] = (),
    needed: int = 0,
) -> list[Offset | None]:
    """A free place beside each point for its name, first come first served; None without one.

    `others` are all marks that a name should not cover; `size` is the width and height of the
    plot that names must stay in; `offsets` are the places to try for each name. The first
    `needed` names are placed even where they must cover something.
    """
    taken = [Box(x - _MARK, y - _MARK, x + _MARK, y + _MARK) for x, y in others]
    found: list[Offset | None] = []
    for rank, (name, point) in enumerate(zip(names, points, strict=True)):
        places = offsets[rank] if offsets else BESIDE
        boxes = [(offset, _box(name, point, offset)) for offset in places]
        inside = [pair for pair in boxes if pair[1].inside(*size)] or boxes[: rank < needed]
        covered = [sum(box.meets(other) for other in taken) for _, box in inside]
        if not inside or (min(covered) and rank >= needed):
            found.append(None)
            continue
        offset, box = inside[covered.index(min(covered))]
        taken.append(box)
        found.append(offset)
    return found


def _box(name: str, point: tuple[float, float], offset: Offset) -> Box:
    wide = text_width(name, TEXT_SIZE) * 1.1
    x, y = point[0] + offset.dx, point[1] + offset.dy
    left = {"left": x, "right": x - wide, "center": x - wide / 2}[offset.align]
    return Box(left, y - TEXT_SIZE / 2 - 1, left + wide, y + TEXT_SIZE / 2 + 1)
