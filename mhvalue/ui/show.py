"""Putting findings on the page: picture, sentences, and, once asked for, figures and method.

What a finding says and how it is drawn is worked out once and remembered by the workspace; a
rerun only sends it. What stands in a closed box is not worked out at all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from pyarrow import Table

    from mhvalue.charts.picture import Picture
    from mhvalue.findings.trend import TrendFinding
    from mhvalue.findings.variation import VariationFinding
    from mhvalue.words.table import Table as Texts
    from mhvalue.workspace import Workspace


@dataclass(frozen=True, eq=False)
class Shown:
    """A finding made ready for the page: its title, the texts around its picture, the picture.

    `rows` are Arrow already: turning them into it would cost more than all the rest of a rerun.
    """

    title: str
    above: str
    below: str
    spec: dict[str, Any] | None
    rows: "Table | None"
    alt: str


def _ready(title: str, above: str, below: str, picture: "Picture | None", alt: str) -> Shown:
    """Texts made plain; the picture without its own description, which `alt` takes over."""
    if picture is None:
        return Shown(plain(title), plain(above), plain(below), None, None, alt)
    import pandas as pd
    import pyarrow as pa

    spec = {name: part for name, part in picture.spec.items() if name != "description"}
    # Its marks are no text for a screen reader: `alt` and the table beside the picture are.
    marks = {**spec["config"].get("mark", {}), "aria": False}
    spec["config"] = {**spec["config"], "mark": marks}
    rows = pa.Table.from_pandas(pd.DataFrame(picture.rows), preserve_index=False)
    return Shown(plain(title), plain(above), plain(below), spec, rows, alt)


def ready_trend(finding: "TrendFinding", open_files: "Workspace") -> Shown:
    """The trend ready to show."""

    def make() -> Shown:
        from mhvalue.charts.trend import trend_picture
        from mhvalue.words import trend as words

        told = (words.sentence, words.target_sentence, words.plan_sentence)
        said = " ".join(text for text in (say(finding) for say in told) if text)
        picture = trend_picture(finding)
        return _ready(words.title(finding), words.subtitle(finding), said, picture, picture.alt)

    return open_files.once(("shown", finding), make)


def ready_variation(finding: "VariationFinding", open_files: "Workspace") -> Shown:
    """The comparison ready to show; without a picture where there are too few units."""

    def make() -> Shown:
        from mhvalue.charts.variation import variation_picture
        from mhvalue.words import variation as words
        from mhvalue.words.parts import part_name

        under = part_name(finding.metric.denominator, open_files.catalogue)
        picture = None
        if finding.no_funnel != "too few":
            picture = variation_picture(finding, denominator=under)
        above, alt = words.subtitle(finding), words.alt(finding)
        return _ready(words.title(finding), above, words.sentence(finding), picture, alt)

    return open_files.once(("shown", finding), make)


def answer_of_trends(findings: "tuple[TrendFinding, ...]", open_files: "Workspace") -> str:
    """The finding of one chart, or what several say together."""
    if len(findings) == 1:
        return ready_trend(findings[0], open_files).title

    def make() -> str:
        from mhvalue.words.trend import overview

        return plain(overview(findings))

    return open_files.once(("overview", findings), make)


def trend(finding: "TrendFinding", open_files: "Workspace", *, titled: bool = False) -> None:
    """One trend: picture and what it means; figures, cells and method on asking."""
    key, shown = f"{finding.metric.id} {finding.unit}", ready_trend(finding, open_files)
    if titled:
        st.subheader(shown.title)
    _picture(shown, f"trend {key}")
    _asked(
        "Figures, method and cells behind this chart",
        f"behind trend {key}",
        lambda: _behind_trend(finding, open_files),
    )


def without_figures(units: Sequence[str], findings: "tuple[TrendFinding, ...]") -> None:
    """Name the units chosen of which there is no figure to show, lest they seem forgotten."""
    shown = {finding.unit for finding in findings}
    left_out = [unit for unit in units if unit not in shown]
    if left_out:
        from mhvalue.words.phrases import listing

        verb = "has" if len(left_out) == 1 else "have"
        st.markdown(plain(f"{listing(left_out)} {verb} no figure that can be shown here."))


def variation(finding: "VariationFinding", open_files: "Workspace") -> None:
    """One comparison: picture and what it means; figures and method on asking."""
    from mhvalue.words.variation_meaning import unlike

    shown, key = ready_variation(finding, open_files), finding.metric.id
    _picture(shown, f"variation {key}")
    if hint := unlike(finding):
        st.caption(plain(hint))
    if shown.spec is None:
        _behind_variation(finding, open_files)
        return
    _asked(
        "Figures and method behind this picture",
        f"behind variation {key}",
        lambda: _behind_variation(finding, open_files),
    )


def draw_picture(picture: "Picture", key: str) -> None:
    """A picture on its own, without texts around it."""
    shown = _ready("", "", "", picture, picture.alt)
    st.vega_lite_chart(shown.rows, shown.spec, theme=None, key=key, alt=shown.alt)


def _picture(shown: Shown, key: str) -> None:
    st.markdown(shown.above)
    if shown.spec is not None:
        st.vega_lite_chart(shown.rows, shown.spec, theme=None, key=key, alt=shown.alt)
    st.markdown(shown.below)


def _asked(label: str, key: str, show: Callable[[], None]) -> None:
    """A box whose inside is worked out only while it is open."""
    box = st.expander(label, key=key, on_change="rerun")
    if box.open:
        with box:
            show()


def lay_out(table: "Texts", alt: str) -> None:
    """A table of texts that the person may read and scroll."""
    columns = {head: [row[i] for row in table.rows] for i, head in enumerate(table.header)}
    st.dataframe(columns, hide_index=True, alt=alt)


def _behind_trend(finding: "TrendFinding", open_files: "Workspace") -> None:
    from mhvalue.grids import Question
    from mhvalue.sources import cells_behind
    from mhvalue.words import trend as words
    from mhvalue.words.parts import part_name
    from mhvalue.words.table import Table

    metric, known = finding.metric, open_files.catalogue
    over, under = (part_name(part, known) for part in (metric.numerator, metric.denominator))
    lay_out(words.table(finding, over, under), f"Figures: {words.alt(finding)}")
    _method(finding, open_files, words.method(finding), words.source(finding))
    asked = Question(finding.level, finding.periods[0].grain, *finding.group)
    cells = cells_behind(open_files.facts, metric, asked, finding.unit)
    rows = tuple((p.label, cells[p]) for p in finding.periods if p in cells)
    if rows:
        st.markdown("Each figure was read from these cells:")
        lay_out(Table(("Period", "Cells"), rows), f"Cells behind {metric.name}, {finding.unit}")


def _behind_variation(finding: "VariationFinding", open_files: "Workspace") -> None:
    from mhvalue.words import variation as words
    from mhvalue.words.parts import part_name

    metric, known = finding.metric, open_files.catalogue
    over, under = (part_name(part, known) for part in (metric.numerator, metric.denominator))
    lay_out(words.table(finding, over, under), f"Figures: {words.alt(finding)}")
    _method(finding, open_files, words.method(finding), words.source(finding))


def _method(
    finding: "TrendFinding | VariationFinding", open_files: "Workspace", how: str, source: str
) -> None:
    """How it was worked out: definition, method, what to know, source."""
    from mhvalue.words.parts import definition

    metric = finding.metric
    known = bool((finding.numerator == finding.numerator).any())
    worked = definition(metric, open_files.catalogue, parts=known)
    for text in (f"Worked out as: {worked}.", how, metric.caveats, source):
        if text:
            st.markdown(plain(text))
