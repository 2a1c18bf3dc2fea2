"""The drawing of a funnel without its rows."""

from functools import cache
from typing import Any

from mhvalue.charts.picture import Spec
from mhvalue.charts.theme import (
    BAND,
    DARK_GREY,
    HALO,
    INK,
    INNER_BAND,
    MID_GREY,
    SMALL_TEXT,
    TEXT_SIZE,
    WHITE,
)


@cache
def template() -> Spec:
    """The drawing without its rows, made once."""
    import altair as alt

    def rows(role: str) -> alt.Chart:
        return alt.Chart().transform_filter(f"datum.role === '{role}'")

    def up(field: str) -> alt.Y:
        return alt.Y(field=field, type="quantitative")

    def edge(field: str, dash: list[int]) -> alt.Chart:
        line = rows("band").mark_line(stroke=MID_GREY, strokeWidth=1, strokeDash=dash, clip=True)
        drawn: alt.Chart = line.encode(y=up(field))
        return drawn

    text = alt.Text(field="text", type="nominal")
    colour = alt.Color(field="colour", type="nominal", scale=None, legend=None)
    tooltip = [
        alt.Tooltip(field="unit", type="nominal", title="Unit"),
        alt.Tooltip(field="shown", type="nominal", title="Figure"),
        alt.Tooltip(field="x", type="quantitative", title="Size", format=",.0f"),
        alt.Tooltip(field="says", type="nominal", title="What it shows"),
    ]
    outer, inner = alt.Y2(field="y2"), alt.Y2(field="high")
    beside: dict[str, Any] = {
        "fontSize": SMALL_TEXT,
        "baseline": "middle",
        "align": alt.expr("datum.align"),
        "dx": alt.expr("datum.dx"),
        "dy": alt.expr("datum.dy"),
        "fontWeight": alt.expr("datum.weight"),
        # A phone has no room for long names beside each other; title and table hold them.
        "opacity": alt.expr("width < 380 && length(datum.text) > 16 ? 0 : 1"),
    }
    layers = [
        rows("band").mark_area(fill=BAND, clip=True).encode(y2=outer),
        rows("band").mark_area(fill=INNER_BAND, clip=True).encode(y=up("low"), y2=inner),
        *(edge(field, []) for field in ("y", "y2")),
        *(edge(field, [4, 3]) for field in ("low", "high")),
        rows("centre")
        .mark_rule(stroke=INK, strokeWidth=1.8)
        .encode(x=alt.value(0), x2=alt.value("width")),
        rows("hidden")
        .mark_bar(size=6, fill=WHITE, stroke=DARK_GREY, strokeDash=[2, 2], orient="vertical")
        .encode(y2=outer, tooltip=tooltip),
        rows("name").mark_text(**HALO, **beside).encode(text=text),
        rows("point")
        .mark_point(strokeWidth=1, opacity=1)
        .encode(
            fill=alt.Fill(field="sign", type="nominal"),
            shape=alt.Shape(field="sign", type="nominal"),
            stroke=alt.Stroke(field="sign", type="nominal"),
            size=alt.Size(field="size", type="quantitative", scale=None, legend=None),
            strokeWidth=alt.condition("datum.mine", alt.value(2.5), alt.value(1)),
            tooltip=tooltip,
        )
        .properties(name="points"),
        rows("name").mark_text(**beside).encode(text=text),
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
