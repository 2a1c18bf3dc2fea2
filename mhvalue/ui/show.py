"""Putting findings on the page: title, picture, sentences, table, and how it was worked out."""

from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from mhvalue.charts.picture import Picture
    from mhvalue.findings.trend import TrendFinding
    from mhvalue.findings.variation import VariationFinding
    from mhvalue.words.table import Table
    from mhvalue.workspace import Workspace


def draw(picture: "Picture", key: str) -> None:
    """A chart with its finding as the name that a screen reader speaks."""
    spec = {name: part for name, part in picture.filled().items() if name != "description"}
    st.vega_lite_chart(spec, theme=None, key=key, alt=picture.alt)


def lay_out(table: "Table", alt: str) -> None:
    """A table of texts as the person may read, sort and search it."""
    columns = {head: [row[i] for row in table.rows] for i, head in enumerate(table.header)}
    st.dataframe(columns, hide_index=True, alt=alt)


def trend(finding: "TrendFinding", open_files: "Workspace") -> None:
    """One trend: picture, what it means, figures, method."""
    from mhvalue.charts.trend import trend_picture
    from mhvalue.words import trend as words
    from mhvalue.words.parts import part_name

    metric, known = finding.metric, open_files.catalogue
    st.markdown(plain(words.subtitle(finding)))
    draw(trend_picture(finding), f"trend {metric.id} {finding.unit}")
    for said in (words.sentence(finding), words.target_sentence(finding)):
        if said:
            st.markdown(plain(said))
    with st.expander("Figures behind this chart"):
        table = words.table(
            finding, part_name(metric.numerator, known), part_name(metric.denominator, known)
        )
        lay_out(table, f"Figures: {words.alt(finding)}")
    with st.expander("How this was worked out, and from which cells"):
        _behind(finding, open_files)


def _behind(finding: "TrendFinding", open_files: "Workspace") -> None:
    from mhvalue.sources import cells_behind
    from mhvalue.words import trend as words
    from mhvalue.words.parts import definition
    from mhvalue.words.table import Table

    metric = finding.metric
    st.markdown(plain(definition(metric, open_files.catalogue)))
    st.markdown(plain(words.method(finding)))
    if metric.caveats:
        st.markdown(plain(metric.caveats))
    st.markdown(plain(words.source(finding)))
    cells = cells_behind(
        open_files.facts, metric, finding.level, finding.periods[0].grain, finding.unit
    )
    rows = tuple((p.label, cells[p]) for p in finding.periods if p in cells)
    if rows:
        lay_out(Table(("Period", "Cells"), rows), f"Cells behind {metric.name}, {finding.unit}")


def variation(finding: "VariationFinding", open_files: "Workspace") -> None:
    """One comparison: picture, what it means, figures, method."""
    from mhvalue.charts.variation import variation_picture
    from mhvalue.words import variation as words
    from mhvalue.words.parts import definition, part_name

    metric, known = finding.metric, open_files.catalogue
    st.markdown(plain(words.subtitle(finding)))
    under = part_name(metric.denominator, known)
    if finding.no_funnel != "too few":
        draw(variation_picture(finding, denominator=under), f"variation {metric.id}")
    st.markdown(plain(words.sentence(finding)))
    with st.expander("Figures behind this picture", expanded=finding.no_funnel == "too few"):
        table = words.table(finding, part_name(metric.numerator, known), under)
        lay_out(table, f"Figures: {words.alt(finding)}")
    with st.expander("How this was worked out"):
        st.markdown(plain(definition(metric, known)))
        st.markdown(plain(words.method(finding)))
        if metric.caveats:
            st.markdown(plain(metric.caveats))
        st.markdown(plain(words.source(finding)))
