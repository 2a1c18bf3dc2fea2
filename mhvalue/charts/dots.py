"""Ranked dots: units side by side where no method can say which of them truly differ."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import numpy as np

from mhvalue.charts.axes import Scale, number_axis, value_scale
from mhvalue.charts.picture import ON_PAGE, Look, Picture, Row, Spec, framed
from mhvalue.charts.theme import BAND, DARK_GREY, HALO, INK, MID_GREY, SMALL_TEXT, WHITE
from mhvalue.findings.variation import VariationFinding
from mhvalue.stats.ranking import Ranking, rank
from mhvalue.words import variation as words
from mhvalue.words.figures import between, bounds, figure, short
from mhvalue.words.phrases import count_of, shortened
from mhvalue.words.short_names import told_apart

MOST_ROWS: Final = 60
EACH_END: Final = 25
ROW_HEIGHT: Final = 20
_NAME_ROOM: Final = 300
"""Wider than any name is made, so that none is cut again where it no longer tells."""
_LONGEST_NAME: Final = 34
_LONGEST_PRINTED: Final = 42
_LONGEST_NARROW: Final = 20
_BELOW_AXIS: Final = 40


def dots_picture(finding: VariationFinding, look: Look = ON_PAGE) -> Picture:
    """The units in order of their figures, highest first; hidden ones as ranges at the bottom.

    Of more than 60 rows the 25 highest and lowest and the units asked for are drawn.
    """
    title, alt = words.title(finding), words.alt(finding)
    ranking = rank(finding.value, finding.comparator.value if finding.comparator else None)
    shown, left_out = _shown(finding, ranking)
    subtitle = f"{words.subtitle(finding)} {_note(finding, left_out)}".strip()
    sized = Look(look.width, ROW_HEIGHT * (len(shown) + (left_out > 0)), look.titled, look.foot)
    spec = framed(_template(), sized, title=title, subtitle=subtitle, alt=alt, below=_BELOW_AXIS)
    scale = _scale(finding, ranking)
    axes = spec["encoding"]
    axes["x"]["scale"] = {"domain": [scale.low, scale.high], "nice": False, "padding": 0}
    axes["x"]["axis"].update(number_axis(scale, finding.metric))
    longest = _LONGEST_PRINTED if look.titled else _LONGEST_NAME
    longest = _LONGEST_NARROW if look.narrow else longest
    names = told_apart([finding.units[place] for place in shown], longest)
    axes["y"]["scale"] = {"domain": _names(finding, shown, left_out, names)}
    rows = [
        *_lines(finding, ranking),
        *(_dot(finding, place, names) for place in shown if finding.known[place]),
        *(_bar(finding, place, scale, names) for place in shown if finding.hidden[place]),
    ]
    return Picture(spec, rows, title, subtitle, alt)


def _shown(finding: VariationFinding, ranking: Ranking) -> tuple[list[int], int]:
    """The units drawn, from the top, and how many are left out."""
    ordered = [int(place) for place in ranking.order]
    hidden = [int(place) for place in np.flatnonzero(finding.hidden)]
    everyone = ordered + hidden
    if len(everyone) <= MOST_ROWS:
        return everyone, 0
    ends = {*ordered[:EACH_END], *ordered[-EACH_END:]}
    room = MOST_ROWS - 2 * EACH_END
    mine = [place for place in everyone if finding.units[place] in finding.named]
    kept = ends.union(mine, hidden[:room])
    return [place for place in everyone if place in kept], len(everyone) - len(kept)


def _names(
    finding: VariationFinding, shown: list[int], left_out: int, short: Mapping[str, str]
) -> list[str]:
    """The units' names from the top, with a line for those left out between the two ends."""
    names = [short[finding.units[place]] for place in shown]
    if left_out:
        names.insert(EACH_END, f"… {left_out:,} more …")
    return names


def _note(finding: VariationFinding, left_out: int) -> str:
    if not left_out:
        return ""
    return (
        f"Drawn are the {EACH_END} highest and the {EACH_END} lowest; "
        f"the table holds another {count_of(left_out, finding.level)}."
    )


def _scale(finding: VariationFinding, ranking: Ranking) -> Scale:
    floor, ceiling = bounds(finding.metric, finding.value)
    held = np.concatenate([finding.value, finding.low, finding.high, [ranking.comparator]])
    return value_scale(held, floor, ceiling)


def _lines(finding: VariationFinding, ranking: Ranking) -> Iterator[Row]:
    low, high = ranking.quartiles
    if np.isfinite(low):
        yield {"role": "middle", "x": low, "x2": high, "text": "Middle half"}
    against = finding.comparator
    name = "Median"
    if against is not None:
        name = shortened(against.name, 30) if against.is_parent else "Average"
    value = ranking.comparator
    yield {"role": "centre", "x": value, "text": f"{name} {short(value, finding.metric)}"}


def _dot(finding: VariationFinding, place: int, names: Mapping[str, str]) -> Row:
    value = finding.value[place]
    return {
        "role": "dot",
        "x": float(value),
        "unit": finding.units[place],
        "name": names[finding.units[place]],
        "text": short(value, finding.metric),
        "shown": figure(value, finding.metric),
        "mine": finding.units[place] in finding.named,
    }


def _bar(finding: VariationFinding, place: int, scale: Scale, names: Mapping[str, str]) -> Row:
    low, high = finding.low[place], finding.high[place]
    known = np.isfinite(low) or np.isfinite(high)
    return {
        "role": "hidden" if known else "unknown",
        "x": float(low) if np.isfinite(low) else scale.low,
        "x2": float(high) if np.isfinite(high) else scale.high,
        "unit": finding.units[place],
        "name": names[finding.units[place]],
        "tip": float(high) if np.isfinite(high) else scale.low,
        "text": "hidden",
        "shown": f"Hidden: {between(low, high, finding.metric)}" if known else "Hidden",
    }


@cache
def _template() -> Spec:
    """The drawing without its rows, made once."""
    import altair as alt

    def rows(*roles: str) -> alt.Chart:
        test = " || ".join(f"datum.role === '{role}'" for role in roles)
        return alt.Chart().transform_filter(test)

    text = alt.Text(field="text", type="nominal")
    y = alt.Y(
        field="name",
        type="nominal",
        sort=None,
        axis=alt.Axis(
            title=None,
            grid=True,
            domain=False,
            ticks=False,
            labelPadding=8,
            labelLimit=_NAME_ROOM,
        ),
    )
    x2 = alt.X2(field="x2")
    tooltip = [
        alt.Tooltip(field="unit", type="nominal", title="Unit"),
        alt.Tooltip(field="shown", type="nominal", title="Figure"),
    ]
    top = alt.value(0)
    beside: dict[str, Any] = {"align": "left", "dx": 9, "fontSize": SMALL_TEXT}
    above: dict[str, Any] = {"baseline": "bottom", "fontSize": SMALL_TEXT, "align": "left"}
    layers = [
        rows("middle").mark_rect(fill=BAND).encode(y=top, y2=alt.value("height"), x2=x2),
        rows("centre").mark_rule(stroke=INK, strokeWidth=1.5).encode(y=top, y2=alt.value("height")),
        rows("middle").mark_text(dy=-3, color=DARK_GREY, **above).encode(y=top, text=text),
        rows("centre").mark_text(dy=-18, color=INK, **above).encode(y=top, text=text),
        rows("hidden")
        .mark_bar(size=7, fill=WHITE, stroke=DARK_GREY, strokeDash=[2, 2])
        .encode(y=y, x2=x2, tooltip=tooltip),
        rows("hidden", "unknown")
        .mark_text(align="left", dx=6, fontSize=SMALL_TEXT, color=DARK_GREY)
        .encode(x=alt.X(field="tip", type="quantitative"), y=y, text=text),
        rows("dot")
        .mark_point(size=90, shape="circle", stroke=INK, fill=MID_GREY, opacity=1)
        .encode(
            y=y,
            strokeWidth=alt.condition("datum.mine", alt.value(2.5), alt.value(1)),
            tooltip=tooltip,
        ),
        rows("dot").mark_text(**HALO, **beside).encode(y=y, text=text),
        rows("dot").mark_text(color=INK, **beside).encode(y=y, text=text),
    ]
    drawing = alt.layer(*layers, data=alt.NamedData("rows")).encode(
        x=alt.X(field="x", type="quantitative", axis=alt.Axis(title=None, grid=False)),
        y=y,
    )
    spec: Spec = drawing.to_dict()
    return spec
