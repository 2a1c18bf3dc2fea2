"""How far the rank of each metric moves when the weights do: a dot with its range."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import numpy as np

from mhvalue.charts.picture import ON_PAGE, Look, Picture, Row, Spec, fill_signs, framed
from mhvalue.charts.theme import (
    DARK_GREY,
    HALO,
    INK,
    MID_GREY,
    PALE_GREY,
    SMALL_TEXT,
    WHITE,
    Sign,
)
from mhvalue.errors import NothingToShow
from mhvalue.shortlist.ranking import Ranking
from mhvalue.words.phrases import shortened, times
from mhvalue.words.shortlist import Names, ranking_title
from mhvalue.words.shortlist_table import ranking_alt

MOST_ROWS: Final = 40
ROW_HEIGHT: Final = 22
WHOLE: Final = Sign("Scored on every criterion", MID_GREY, "circle")
PARTLY: Final = Sign("Scored on some criteria only", WHITE, "square")

_NAME_ROOM: Final = 250
_NARROW_NAME_ROOM: Final = 130
_LONGEST_NAME: Final = 64
_LEGEND_ROOM: Final = 420
_BELOW_AXIS: Final = 52
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100)
_MOST_TICKS: Final = 10


def rank_ranges_picture(ranking: Ranking, names: Names, look: Look = ON_PAGE) -> Picture:
    """The metrics in order, each with its rank and the range it takes when weights move.

    Of more than 40 metrics the 40 highest are drawn. Raises NothingToShow where none is scored.
    """
    order = ranking.order
    if not order:
        raise NothingToShow("No metric is scored yet.", do="Score at least one.")
    shown, left_out = order[:MOST_ROWS], len(order) - MOST_ROWS
    labels = _labels(ranking, shown, names)
    title, alt = ranking_title(ranking, names), ranking_alt(ranking, names)
    subtitle = "Dots: rank with the weights as set. Bars: each weight moved a quarter either way."
    if left_out > 0:
        subtitle = f"{subtitle} The table holds another {times(left_out, 'metric')}."
    sized = Look(look.width, ROW_HEIGHT * len(shown), look.titled, look.foot)
    spec = framed(_template(), sized, title=title, subtitle=subtitle, alt=alt, below=_BELOW_AXIS)
    signs = [WHOLE if ranking.complete[place] else PARTLY for place in shown]
    fill_signs(spec, "points", sorted(signs, key=[WHOLE, PARTLY].index), _LEGEND_ROOM)
    last = int(max(ranking.worst[place] for place in shown))
    axes = spec["encoding"]
    axes["x"]["scale"] = {"domain": [0.5, last + 0.5], "nice": False, "padding": 0, "zero": False}
    axes["x"]["axis"].update(values=_ticks(last), format="d", title="Rank (1 is the highest)")
    axes["y"]["scale"] = {"domain": labels}
    axes["y"]["axis"]["labelLimit"] = _NARROW_NAME_ROOM if look.narrow else _NAME_ROOM
    rows = list(_rows(ranking, shown, labels, signs))
    return Picture(spec, rows, title, subtitle, alt)


def _labels(ranking: Ranking, shown: tuple[int, ...], names: Names) -> list[str]:
    """A name for each row; where two metrics share one, the rank of the later tells them apart."""
    labels: list[str] = []
    for place in shown:
        name = shortened(names[ranking.metrics[place]], _LONGEST_NAME)
        labels.append(f"{name} ({len(labels) + 1})" if name in labels else name)
    return labels


def _rows(
    ranking: Ranking, shown: tuple[int, ...], labels: list[str], signs: list[Sign]
) -> Iterator[Row]:
    for place, label, sign in zip(shown, labels, signs, strict=True):
        best, worst = int(ranking.best[place]), int(ranking.worst[place])
        span = f"{best}" if best == worst else f"{best} to {worst}"
        told = {
            "metric": label,
            "span": span,
            "score": f"{ranking.score[place]:.0f} of 100",
            "scored": f"{ranking.scored[place]} of {ranking.of}",
        }
        if best < worst:
            yield {"role": "range", "x": best, "x2": worst, **told}
        yield {"role": "dot", "x": int(ranking.rank[place]), "sign": sign.words, **told}
        yield {"role": "end", "x": worst, "text": span, **told}


def _ticks(last: int) -> list[int]:
    """Rank 1 and whole steps after it, at most about ten."""
    gap = next((step for step in _STEPS if last / step <= _MOST_TICKS), _STEPS[-1])
    return [1, *(int(tick) for tick in np.arange(gap, last + 1, gap) if tick > 1)]


@cache
def _template() -> Spec:
    """The drawing without its rows, made once."""
    import altair as alt

    def rows(role: str) -> alt.Chart:
        return alt.Chart().transform_filter(f"datum.role === '{role}'")

    tooltip = [
        alt.Tooltip(field="metric", type="nominal", title="Metric"),
        alt.Tooltip(field="span", type="nominal", title="Range of ranks"),
        alt.Tooltip(field="score", type="nominal", title="Score"),
        alt.Tooltip(field="scored", type="nominal", title="Criteria scored"),
    ]
    y = alt.Y(
        field="metric",
        type="nominal",
        sort=None,
        axis=alt.Axis(title=None, grid=True, domain=False, ticks=False, labelPadding=8),
    )
    beside: dict[str, Any] = {
        "align": "left",
        "baseline": "middle",
        "dx": 10,
        "fontSize": SMALL_TEXT,
    }
    text = alt.Text(field="text", type="nominal")
    layers = [
        rows("range")
        .mark_bar(size=7, fill=PALE_GREY, stroke=DARK_GREY, strokeWidth=1, orient="horizontal")
        .encode(y=y, x2=alt.X2(field="x2"), tooltip=tooltip),
        rows("dot")
        .mark_point(size=90, strokeWidth=1, opacity=1)
        .encode(
            y=y,
            fill=alt.Fill(field="sign", type="nominal"),
            shape=alt.Shape(field="sign", type="nominal"),
            stroke=alt.Stroke(field="sign", type="nominal"),
            tooltip=tooltip,
        )
        .properties(name="points"),
        rows("end").mark_text(**HALO, **beside).encode(y=y, text=text),
        rows("end").mark_text(color=INK, **beside).encode(y=y, text=text),
    ]
    drawing = alt.layer(*layers, data=alt.NamedData("rows")).encode(
        x=alt.X(field="x", type="quantitative", axis=alt.Axis(title=None, grid=False)), y=y
    )
    spec: Spec = drawing.to_dict()
    return spec
