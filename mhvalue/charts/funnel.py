"""A funnel as a picture: units by size, limits as bands, names on those that stand out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.charts.axes import Scale, number_axis, rounded_scale, value_scale
from mhvalue.charts.funnel_template import template
from mhvalue.charts.labels import apart, place_names
from mhvalue.charts.picture import ON_PAGE, Look, Picture, Row, fill_signs, framed, text_width
from mhvalue.charts.theme import (
    DARK_GREY,
    HIDDEN,
    INK,
    LOOK,
    ORDINARY,
    PLAIN,
    TEXT_SIZE,
    Sign,
    outlier_sign,
)
from mhvalue.errors import NothingToShow
from mhvalue.findings.variation import VariationFinding
from mhvalue.stats.codes import ALERT_HIGH_95, IN_LINE, NOT_JUDGED, OUT_HIGH_998
from mhvalue.stats.funnel import Funnel
from mhvalue.words import variation as words
from mhvalue.words.figures import between, bounds, figure, short
from mhvalue.words.phrases import shortened
from mhvalue.words.short_names import told_apart
from mhvalue.words.variation_table import shows

MOST_NAMES: Final = 14
LONGEST_NAME: Final = 30
CROWD: Final = 100
"""With more units than this the shapes are drawn smaller."""
UNEVEN: Final = 0.15
"""Where half the units are smaller than this share of the largest, small ones get more room."""
NEAR_RANGE: Final = 0.5
"""Ranges of hidden units get room as far out as this share of what the known figures take."""
BELOW_TITLED_AXIS: Final = 62
_LIMITS: Final = (
    ("lower_998", "99.8%"),
    ("lower_95", "95%"),
    ("upper_95", "95%"),
    ("upper_998", "99.8%"),
)
_LEGEND_ROOM: Final = 640
_SIDES: Final = 165
"""Pixels beside the plot: the axis on its left, the names of the lines on its right."""


@dataclass(frozen=True)
class Along:
    """The axis of sizes; `uneven` gives small units more room (a square root scale)."""

    scale: Scale
    uneven: bool

    def share(self, size: float) -> float:
        """How far along the axis a size lies, from 0 to 1."""
        share = (size - self.scale.low) / self.scale.length
        return float(np.sqrt(share)) if self.uneven else share


def funnel_picture(
    finding: VariationFinding, look: Look = ON_PAGE, denominator: str = "Denominator"
) -> Picture:
    """The finding as a funnel; `denominator` says what makes a unit big.

    Raises NothingToShow where the finding has no funnel.
    """
    judged = finding.funnel
    if judged is None:
        raise NothingToShow(
            "There are no limits for these figures, so there is no funnel.",
            do="Show the figures as ranked dots.",
        )
    title, subtitle, alt = (make(finding) for make in (words.title, words.subtitle, words.alt))
    spec = framed(
        template(), look, title=title, subtitle=subtitle, alt=alt, below=BELOW_TITLED_AXIS
    )
    floor, ceiling = bounds(finding.metric, finding.value)
    up, along = _up(finding, judged, floor, ceiling), _along(finding, judged)
    axes = spec["encoding"]
    axes["x"]["scale"] = {
        "type": "sqrt" if along.uneven else "linear",
        "domain": [along.scale.low, along.scale.high],
        "nice": False,
        "padding": 0,
    }
    heading = f"{denominator} (square root scale)" if along.uneven else denominator
    axes["x"]["axis"].update(number_axis(along.scale, None), title=heading)
    axes["y"]["scale"] = {"domain": [up.low, up.high], "nice": False, "padding": 0}
    axes["y"]["axis"].update(number_axis(up, finding.metric))
    shown = np.flatnonzero(finding.known & (finding.denominator > 0))
    signs = [_sign(finding, judged, int(place)) for place in shown]
    hidden = list(_hidden(finding, up))
    legend = sorted(signs, key=_legend_order) + ([HIDDEN] if hidden else [])
    fill_signs(spec, "points", legend, _LEGEND_ROOM)
    rows = [
        *_bands(finding, judged, along.scale),
        *hidden,
        *_points(finding, judged, shown),
        *_names(finding, judged, shown, (along, up), look),
        *_ends(finding, judged, up, look),
    ]
    return Picture(spec, rows, title, subtitle, alt)


def _sign(finding: VariationFinding, judged: Funnel, place: int) -> Sign:
    flag = int(judged.flag[place])
    if flag == NOT_JUDGED:
        return PLAIN
    if flag == IN_LINE:
        return ORDINARY
    if abs(flag) == ALERT_HIGH_95:
        return LOOK
    return outlier_sign(int(judged.meaning[place]), finding.metric.better)


def _legend_order(sign: Sign) -> int:
    order = ("In line", "Worth a look", "Worse", "Better", "Different", "Not judged")
    return next(place for place, start in enumerate(order) if sign.words.startswith(start))


def _up(finding: VariationFinding, judged: Funnel, floor: float, ceiling: float) -> Scale:
    """Room for every figure, for the limits of all but the smallest units and for near ranges.

    The range of a very small hidden unit may be 0% to 100%; room for all of it would press
    everything that is known into a strip, so its far end may run out of the picture.
    """
    own = judged.limits
    sized = judged.judged & (own.denominator >= np.nanmedian(own.denominator[judged.judged]) / 4)
    limits = np.concatenate([own.lower_998[sized], own.upper_998[sized]]) * finding.factor
    held = np.concatenate([finding.value, [judged.target * finding.factor], limits])
    top = None if np.isinf(ceiling) else ceiling
    known = value_scale(np.clip(held, floor, top), floor, ceiling)
    above = finding.low[finding.low > known.high]
    below = finding.high[finding.high < known.low]
    begun = np.concatenate([held, above, below])
    seen = value_scale(np.clip(begun, floor, top), floor, ceiling)
    ranges = np.concatenate([finding.low, finding.high])
    reach = NEAR_RANGE * seen.length
    near = ranges[(ranges >= seen.low - reach) & (ranges <= seen.high + reach)]
    return value_scale(np.clip(np.concatenate([begun, near]), floor, top), floor, ceiling)


def _along(finding: VariationFinding, judged: Funnel) -> Along:
    own = finding.denominator[finding.known]
    known = np.concatenate([own, _hidden_sizes(finding), judged.line.denominator])
    known = known[np.isfinite(known) & (known > 0)]
    low, high = float(known.min()), float(known.max())
    uneven = bool(np.nanmedian(own) < UNEVEN * high)
    low = 0.0 if uneven or low < 0.5 * high else low - 0.05 * (high - low)
    high = max(high, low + 1)
    if uneven:
        wanted = [rounded_scale(0, high * share**2, 1).high for share in (0.2, 0.4, 0.6, 0.8, 1)]
        ticks = tuple(dict.fromkeys([0.0, *(t for t in wanted if t <= high)]))
    else:
        ticks = tuple(t for t in rounded_scale(low, high).ticks if low <= t <= high)
    return Along(Scale(low, high, ticks), uneven)


def _hidden_sizes(finding: VariationFinding) -> NDArray[np.float64]:
    """How big hidden units are, or the middle of what is known of it."""
    middle = (finding.denominator_low + finding.denominator_high) / 2
    sizes = np.where(np.isfinite(finding.denominator), finding.denominator, middle)
    return np.where(finding.hidden, sizes, np.nan)


def _hidden(finding: VariationFinding, up: Scale) -> Iterator[Row]:
    sizes = _hidden_sizes(finding)
    ranged = np.isfinite(finding.low) | np.isfinite(finding.high)
    for place in np.flatnonzero(np.isfinite(sizes) & (sizes > 0) & ranged):
        low, high = finding.low[place], finding.high[place]
        yield {
            "role": "hidden",
            "x": float(sizes[place]),
            "y": float(np.clip(low, up.low, up.high)) if np.isfinite(low) else up.low,
            "y2": float(np.clip(high, up.low, up.high)) if np.isfinite(high) else up.high,
            "unit": finding.units[place],
            "shown": between(low, high, finding.metric),
            "says": "Hidden because of small numbers",
        }


def _bands(finding: VariationFinding, judged: Funnel, along: Scale) -> Iterator[Row]:
    line, factor = judged.line, finding.factor
    columns = zip(
        line.denominator,
        line.lower_998 * factor,
        line.lower_95 * factor,
        line.upper_95 * factor,
        line.upper_998 * factor,
        strict=True,
    )
    for size, low_998, low_95, high_95, high_998 in columns:
        if along.low <= size <= along.high:
            yield {
                "role": "band",
                "x": float(size),
                "y": float(low_998),
                "y2": float(high_998),
                "low": float(low_95),
                "high": float(high_95),
            }
    yield {"role": "centre", "y": float(judged.target * factor)}


def _points(finding: VariationFinding, judged: Funnel, shown: NDArray[np.int64]) -> Iterator[Row]:
    size = 95 if len(shown) <= CROWD else 45
    # Those that stand out are drawn last, so that nothing covers them.
    for place in shown[np.argsort(np.abs(judged.flag[shown]), kind="stable")]:
        yield {
            "role": "point",
            "x": float(finding.denominator[place]),
            "y": float(finding.value[place]),
            "sign": _sign(finding, judged, place).words,
            "unit": finding.units[place],
            "shown": figure(finding.value[place], finding.metric),
            "says": shows(finding, place),
            "mine": finding.units[place] in finding.named,
            "size": size,
        }


def _names(
    finding: VariationFinding,
    judged: Funnel,
    shown: NDArray[np.int64],
    scales: tuple[Along, Scale],
    look: Look,
) -> Iterator[Row]:
    """Names of the units asked for, then of the outliers, then of those worth a look."""
    along, up = scales
    size = (float(look.pixels - _SIDES), float(look.height))

    def pixel(place: int) -> tuple[float, float]:
        return (
            along.share(finding.denominator[place]) * size[0],
            (up.high - finding.value[place]) / up.length * size[1],
        )

    chosen = _worth_naming(finding, judged, shown)
    short = told_apart([finding.units[place] for place in chosen], LONGEST_NAME)
    names = [short[finding.units[place]] for place in chosen]
    others = [pixel(place) for place in shown]
    mine = sum(finding.units[place] in finding.named for place in chosen)
    found = place_names(names, [pixel(p) for p in chosen], others, size, needed=mine)
    for place, name, offset in zip(chosen, names, found, strict=True):
        if offset is not None:
            yield {
                "role": "name",
                "x": float(finding.denominator[place]),
                "y": float(finding.value[place]),
                "text": name,
                "dx": offset.dx,
                "dy": offset.dy,
                "align": offset.align,
                "weight": "bold" if finding.units[place] in finding.named else "normal",
            }


def _worth_naming(finding: VariationFinding, judged: Funnel, shown: NDArray[np.int64]) -> list[int]:
    mine = [int(place) for place in shown if finding.units[place] in finding.named]
    distance = np.abs(judged.rate - judged.target)
    rest = [place for place in shown if judged.flag[place] not in (IN_LINE, NOT_JUDGED)]
    rest.sort(key=lambda place: (-abs(int(judged.flag[place])), -distance[place]))
    outside = sum(abs(int(judged.flag[place])) == OUT_HIGH_998 for place in rest)
    # Alerts are named only where there are few outliers to name.
    kept = rest[: max(min(outside, MOST_NAMES), MOST_NAMES // 2)]
    return list(dict.fromkeys([*mine, *(int(place) for place in kept)]))[: len(mine) + MOST_NAMES]


def _ends(finding: VariationFinding, judged: Funnel, up: Scale, look: Look) -> list[Row]:
    """The names of the lines, at their ends."""
    named = [(judged.target * finding.factor, _centre_words(finding, judged, look), INK)]
    for line, text in _LIMITS:
        value = getattr(judged.line, line)[-1] * finding.factor
        if up.low < value < up.high:
            named.append((value, text if look.narrow else f"{text} limit", DARK_GREY))
    down = [(up.high - value) / up.length * look.height for value, _, _ in named]
    moved = apart(down, 0, look.height)
    return [
        {"role": "end", "y": up.high - y / look.height * up.length, "text": text, "colour": colour}
        for y, (_, text, colour) in zip(moved, named, strict=True)
    ]


def _centre_words(finding: VariationFinding, judged: Funnel, look: Look) -> str:
    against = finding.comparator
    name = "Average" if against is None or not against.is_parent else shortened(against.name, 14)
    value = short(judged.target * finding.factor, finding.metric)
    room = 96 if look.narrow else 120
    return f"{name} {value}" if text_width(name, TEXT_SIZE) < room else value
