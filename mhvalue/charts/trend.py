"""A trend as a picture: points shaped by what they mean, limits, mean and target."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.charts.axes import Scale, number_axis, period_axis, places, value_scale
from mhvalue.charts.labels import ABOVE, BELOW, apart, place_names
from mhvalue.charts.picture import ON_PAGE, Look, Picture, Row, Spec, fill_signs, framed
from mhvalue.charts.theme import (
    BAND,
    DARK_GREY,
    HALO,
    HIDDEN,
    HIDDEN_FURTHER,
    INK,
    MID_GREY,
    SMALL_TEXT,
    TARGET,
    TEXT_SIZE,
    WHITE,
    Sign,
    trend_sign,
)
from mhvalue.findings.trend import TrendFinding
from mhvalue.stats.codes import HIGH, OUTSIDE
from mhvalue.words import trend as words
from mhvalue.words.figures import between, bounds, figure, short, window_words
from mhvalue.words.trend_table import shows

Places = NDArray[np.int64]

MOST_NOTES: Final = 3
_GAP_OF_DAYS: Final = 4
_LABEL_ROOM: Final = 60
_LEGEND_ROOM: Final = 430
_SIDES: Final = 150
"""Pixels beside the plot: the axis on its left, the names of the lines on its right."""


def trend_picture(finding: TrendFinding, look: Look = ON_PAGE) -> Picture:
    """The finding drawn; without limits a plain line of hollow points."""
    title, subtitle, alt = (make(finding) for make in (words.title, words.subtitle, words.alt))
    floor, ceiling = bounds(finding.metric, finding.value)
    scale = _scale(finding, floor, ceiling)
    across = places(finding.periods)
    spec = framed(_template(), look, title=title, subtitle=subtitle, alt=alt)
    count = int(across[-1]) + 1
    axes = spec["encoding"]
    axes["x"]["scale"] = {"domain": [-0.5, count - 0.5], "nice": False, "padding": 0}
    axes["x"]["axis"].update(period_axis(finding.periods[0], count, look.pixels // _LABEL_ROOM))
    axes["y"]["scale"] = {"domain": [scale.low, scale.high], "nice": False, "padding": 0}
    axes["y"]["axis"].update(number_axis(scale, finding.metric))
    signs = [
        trend_sign(int(finding.meaning[place]), finding.metric.better)
        for place in np.flatnonzero(np.isfinite(finding.value))
    ]
    if np.any(np.isfinite(finding.low)):
        cut = np.any(finding.low < scale.low) or np.any(finding.high > scale.high)
        signs.append(HIDDEN_FURTHER if cut else HIDDEN)
    fill_signs(spec, "points", sorted(signs, key=_legend_order), _LEGEND_ROOM)
    rows = [
        *_points(finding, across),
        *_hidden(finding, across, scale),
        *_limits(finding, across, scale),
        *_notes(finding, across, scale, look),
        *_ends(finding, scale, look, floor, ceiling),
    ]
    return Picture(spec, rows, title, subtitle, alt)


def _legend_order(sign: Sign) -> int:
    order = ("Expected", "Getting better", "Getting worse", "Changed", "Not judged", "Hidden")
    return next(place for place, start in enumerate(order) if sign.words.startswith(start))


def _scale(finding: TrendFinding, floor: float, ceiling: float) -> Scale:
    """Room for the figures, the target, the ranges, and the limits as far as they can be.

    A range far wider than all else on both sides (0 to 100%) would flatten the rest: as much room
    again is left below and above, and its bar ends at the edges.
    """
    targets = [np.nan if finding.target is None else finding.target]
    if finding.target_line is not None:
        targets = [*finding.target_line]
    plan = np.empty(0) if finding.plan is None else finding.plan
    shown = np.concatenate((finding.value, finding.lower, finding.upper, targets, plan))
    known, low, high = shown[np.isfinite(shown)], finding.low, finding.high
    reach = np.ptp(known) if len(known) else 0.0
    if reach > 0:
        around = (low < known.min()) & (high > known.max())
        low = np.where(around, np.maximum(low, known.min() - reach), low)
        high = np.where(around, np.minimum(high, known.max() + reach), high)
    held = np.concatenate((shown, low, high))
    held = np.clip(held, floor, None if np.isinf(ceiling) else ceiling)
    return value_scale(held, floor, ceiling)


def _points(finding: TrendFinding, across: Places) -> Iterator[Row]:
    run, before = 0, -1
    allowed = _GAP_OF_DAYS if finding.periods[0].grain == "day" else finding.thinned
    for place in range(len(finding.periods)):
        if not np.isfinite(finding.value[place]):
            continue
        if before >= 0 and (place - before > 1 or across[place] - across[before] > allowed):
            run += 1
        before = place
        yield {
            "role": "point",
            "x": float(across[place]),
            "y": float(finding.value[place]),
            "run": run,
            "sign": trend_sign(int(finding.meaning[place]), finding.metric.better).words,
            "when": window_words(finding.periods[place], finding.window),
            "shown": figure(finding.value[place], finding.metric),
            "says": shows(finding, place),
        }


def _hidden(finding: TrendFinding, across: Places, scale: Scale) -> Iterator[Row]:
    for place in np.flatnonzero(np.isfinite(finding.low) | np.isfinite(finding.high)):
        low, high = finding.low[place], finding.high[place]
        yield {
            "role": "hidden",
            "x": float(across[place]),
            "y": max(float(low), scale.low) if np.isfinite(low) else scale.low,
            "y2": min(float(high), scale.high) if np.isfinite(high) else scale.high,
            "when": window_words(finding.periods[place], finding.window),
            "shown": between(low, high, finding.metric),
            "says": "Hidden because of small numbers",
        }


def _limits(finding: TrendFinding, across: Places, scale: Scale) -> Iterator[Row]:
    """The band, its edges and the mean of every stretch that has limits."""
    floor, ceiling = bounds(finding.metric, finding.value)
    for number in np.unique(finding.segment):
        rows = np.flatnonzero((finding.segment == number) & np.isfinite(finding.lower))
        if not len(rows):
            continue
        first, last = rows[0], rows[-1]
        lower, upper = float(finding.lower[first]), float(finding.upper[first])
        span = {"x": float(across[first]) - 0.5, "x2": float(across[last]) + 0.5}
        top, bottom = min(upper, scale.high), max(lower, scale.low)
        yield {"role": "band", **span, "y": bottom, "y2": top}
        yield {"role": "mean", **span, "y": float(finding.mean[first])}
        if lower >= floor:
            yield {"role": "limit", **span, "y": lower}
        if upper <= ceiling:
            yield {"role": "limit", **span, "y": upper}
    yield from _target(finding, across)
    if finding.plan is not None:
        yield from _steps("plan", finding.plan, across)


def _target(finding: TrendFinding, across: Places) -> Iterator[Row]:
    """The target as one line, or as a step for each stretch over which it stays the same."""
    if finding.target_line is not None:
        yield from _steps("target", finding.target_line, across)
    elif finding.target is not None:
        yield {"role": "target", "x": -0.5, "x2": float(across[-1]) + 0.5, "y": finding.target}


def _steps(role: str, line: NDArray[np.float64], across: Places) -> Iterator[Row]:
    """A line that stays the same over some stretches, a step for each; broken where not known."""
    changes = np.diff(line, prepend=np.nan) != 0
    starts = np.flatnonzero(np.isfinite(line) & changes)
    ends = np.flatnonzero(changes)
    for first in starts:
        after = next(iter(ends[ends > first]), len(line))
        begin, end = float(across[first]) - 0.5, float(across[after - 1]) + 0.5
        yield {"role": role, "x": begin, "x2": end, "y": float(line[first])}


def _notes(finding: TrendFinding, across: Places, scale: Scale, look: Look) -> Iterator[Row]:
    """Figures and dates of the last points outside the limits, where there is room for them."""
    width = float(look.pixels - _SIDES)
    per_place = width / (int(across[-1]) + 1)
    known = np.flatnonzero(np.isfinite(finding.value))
    pixel = {
        int(place): (
            (float(across[place]) + 0.5) * per_place,
            (scale.high - float(finding.value[place])) / scale.length * look.height,
        )
        for place in known
    }
    chosen = [
        int(place) for place in np.flatnonzero(finding.rule == OUTSIDE)[: -MOST_NOTES - 1 : -1]
    ]
    texts = [
        f"{short(finding.value[place], finding.metric)} · {finding.periods[place].label}"
        for place in chosen
    ]
    offsets = [ABOVE if finding.side[place] == HIGH else BELOW for place in chosen]
    size = (width, float(look.height))
    found = place_names(texts, [pixel[p] for p in chosen], list(pixel.values()), size, offsets)
    for place, text, offset in zip(chosen, texts, found, strict=True):
        if offset is not None:
            yield {
                "role": "note",
                "x": float(across[place]),
                "y": float(finding.value[place]),
                "text": text,
                "colour": trend_sign(int(finding.meaning[place]), finding.metric.better).fill,
                "align": offset.align,
                "dx": offset.dx,
                "dy": offset.dy,
            }


def _ends(
    finding: TrendFinding, scale: Scale, look: Look, floor: float, ceiling: float
) -> list[Row]:
    """The names of the lines, at their ends."""
    metric = finding.metric
    limit = "" if look.narrow else " limit"
    named: list[tuple[float, str, str]] = []
    mean, lower, upper = (line[-1] for line in (finding.mean, finding.lower, finding.upper))
    if np.isfinite(mean):
        named.append((mean, f"Mean {short(mean, metric)}", INK))
    if np.isfinite(upper) and floor <= upper <= ceiling and upper > mean:
        named.append((upper, f"Upper{limit} {short(upper, metric)}", DARK_GREY))
    if np.isfinite(lower) and floor <= lower <= ceiling and lower < mean:
        named.append((lower, f"Lower{limit} {short(lower, metric)}", DARK_GREY))
    if finding.target is not None:
        named.append((finding.target, f"Target {short(finding.target, metric)}", TARGET))
    if finding.plan is not None:
        last = float(finding.plan[np.isfinite(finding.plan)][-1])
        named.append((last, f"Plan {short(last, metric)}", INK))
    down = [(scale.high - value) / scale.length * look.height for value, _, _ in named]
    moved = apart(down, 0, look.height)
    return [
        {"role": "end", "y": scale.high - y / look.height * scale.length, "text": text, "colour": c}
        for y, (_, text, c) in zip(moved, named, strict=True)
    ]


@cache
def _template() -> Spec:
    """The drawing without its rows, made once: Altair takes longer than all the rest."""
    import altair as alt

    def rows(role: str) -> alt.Chart:
        return alt.Chart().transform_filter(f"datum.role === '{role}'")

    colour = alt.Color(field="colour", type="nominal", scale=None, legend=None)
    text = alt.Text(field="text", type="nominal")
    tooltip = [
        alt.Tooltip(field="when", type="nominal", title="Period"),
        alt.Tooltip(field="shown", type="nominal", title="Figure"),
        alt.Tooltip(field="says", type="nominal", title="What it shows"),
    ]
    x2, y2 = alt.X2(field="x2"), alt.Y2(field="y2")
    dashed: dict[str, Any] = {"stroke": MID_GREY, "strokeDash": [5, 4], "strokeWidth": 1.2}
    beside: dict[str, Any] = {
        "fontSize": SMALL_TEXT,
        "fontWeight": "bold",
        "baseline": "middle",
        "align": alt.expr("datum.align"),
        "dx": alt.expr("datum.dx"),
        "dy": alt.expr("datum.dy"),
    }
    target: dict[str, Any] = {"stroke": TARGET, "strokeDash": [9, 4], "strokeWidth": 2}
    plan: dict[str, Any] = {"stroke": INK, "strokeDash": [1.5, 3], "strokeWidth": 2.2}
    layers = [
        rows("band").mark_rect(fill=BAND).encode(x2=x2, y2=y2),
        rows("limit").mark_rule(**dashed).encode(x2=x2),
        rows("mean").mark_rule(stroke=INK, strokeWidth=1.8).encode(x2=x2),
        rows("target").mark_rule(**target).encode(x2=x2),
        rows("plan").mark_rule(**plan).encode(x2=x2),
        rows("hidden")
        .mark_bar(size=7, fill=WHITE, stroke=DARK_GREY, strokeDash=[2, 2], orient="vertical")
        .encode(y2=y2, tooltip=tooltip),
        rows("point")
        .mark_line(stroke=MID_GREY, strokeWidth=1.5)
        .encode(detail=alt.Detail(field="run", type="nominal")),
        rows("point")
        .mark_point(size=95, strokeWidth=1, opacity=1)
        .encode(
            fill=alt.Fill(field="sign", type="nominal"),
            shape=alt.Shape(field="sign", type="nominal"),
            stroke=alt.Stroke(field="sign", type="nominal"),
            tooltip=tooltip,
        )
        .properties(name="points"),
        rows("note").mark_text(**HALO, **beside).encode(text=text),
        rows("note").mark_text(**beside).encode(text=text, color=colour),
        rows("end")
        .mark_text(align="left", baseline="middle", dx=8, fontSize=TEXT_SIZE)
        .encode(x=alt.value("width"), text=text, color=colour),
    ]
    drawing = alt.layer(*layers, data=alt.NamedData("rows")).encode(
        x=alt.X(field="x", type="quantitative", axis=alt.Axis(title=None, grid=False)),
        y=alt.Y(
            field="y", type="quantitative", axis=alt.Axis(title=None, domain=False, ticks=False)
        ),
    )
    spec: Spec = drawing.to_dict()
    return spec
