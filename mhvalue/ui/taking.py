"""Taking figures away: whom they are for, and the files, each built when it is asked for."""

from collections.abc import Callable
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ui import session
from mhvalue.ui.picking import LONGEST_SHOWN

if TYPE_CHECKING:
    from mhvalue.export.about import About
    from mhvalue.export.names import Extension
    from mhvalue.findings.trend import TrendFinding
    from mhvalue.privacy.disclosure import Protected
    from mhvalue.ui.choices import TrendChoice, VariationChoice
    from mhvalue.workspace import Workspace

_FOR = {
    "to share": "To share with others: a board, a steering group, another team",
    "inside my team": "To stay inside my team",
}
_CAPTIONS = (
    "Counts under 5 are hidden and others rounded to 5, here and on every page",
    "Exact figures; every sheet and picture says that it is not for sharing",
)
MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "png": "image/png",
    "svg": "image/svg+xml",
}


def ask_whom_for() -> bool:
    """Before the first download of a session, ask whom it is for; True once that is known."""
    if st.session_state.get("asked whom for"):
        return True
    st.subheader("Whom is it for?")
    st.radio(
        "Whom is it for?",
        tuple(_FOR),
        format_func=_FOR.__getitem__,
        captions=_CAPTIONS,
        key="whom for",
        label_visibility="collapsed",
    )
    st.button("Continue", type="primary", on_click=_settle)
    return False


def _settle() -> None:
    st.session_state["sharing"] = st.session_state.get("whom for", session.SHARINGS[1])
    st.session_state["asked whom for"] = True


def trend_files(choice: "TrendChoice", open_files: "Workspace") -> None:
    """The chosen trend as workbook, table and pictures."""
    from mhvalue.export import picture, table, workbook
    from mhvalue.words import trend as words
    from mhvalue.words.figures import stretch
    from mhvalue.words.phrases import whom

    findings, figures = choice.findings(open_files), choice.figures(open_files)
    shown = _one_of(findings)
    choices = (
        (choice.question.level, ", ".join(choice.settings.units)),
        ("For", whom(choice.question.breakdown, choice.question.group)),
        ("Dates", stretch(figures.series.periods)),
        ("Target", "none" if shown.target is None else f"{shown.target:g}"),
    )
    about = _about(open_files, choices, (words.method(shown), words.source(shown)))
    contents = workbook.Contents(figures, about, trends=findings)
    today, demo = about.made_on, open_files.synthetic
    when = stretch(figures.series.periods)
    every, one = figures.series.units, (shown.unit,)
    held: dict[Extension, tuple[str, ...]] = {"xlsx": every, "csv": every, "png": one, "svg": one}
    _buttons(
        "trend",
        {
            "xlsx": lambda: workbook.workbook(contents),
            "csv": lambda: table.table(figures, made_on=today, demo=demo),
            "png": lambda: picture.png(shown, made_on=today, demo=demo),
            "svg": lambda: picture.svg(shown, made_on=today, demo=demo),
        },
        lambda extension: _name(figures, held[extension], when, extension),
    )


def _one_of(findings: "tuple[TrendFinding, ...]") -> "TrendFinding":
    """The finding whose picture is taken, where there are several."""
    from mhvalue.words.short_names import told_apart

    if len(findings) == 1:
        return findings[0]
    short = told_apart([finding.unit for finding in findings], LONGEST_SHOWN)
    names = [short[finding.unit] for finding in findings]
    place = st.selectbox("Picture of", range(len(findings)), format_func=names.__getitem__)
    return findings[place or 0]


def variation_files(choice: "VariationChoice", open_files: "Workspace") -> None:
    """The chosen comparison as workbook, table and pictures."""
    from mhvalue.export import picture, table, workbook
    from mhvalue.words import variation as words
    from mhvalue.words.parts import part_name
    from mhvalue.words.phrases import whom

    finding, figures = choice.finding(open_files), choice.figures(open_files)
    choices = (
        ("Units", choice.question.level),
        ("For", whom(choice.question.breakdown, choice.question.group)),
        ("Kind of service", choice.settings.kind or "all"),
        ("Period", choice.stretch.label),
    )
    about = _about(open_files, choices, (words.method(finding), words.source(finding)))
    contents = workbook.Contents(figures, about, variation=finding)
    today, demo = about.made_on, open_files.synthetic
    under = part_name(choice.metric.denominator, open_files.catalogue)
    files: dict[Extension, Callable[[], bytes]] = {
        "xlsx": lambda: workbook.workbook(contents),
        "csv": lambda: table.table(figures, made_on=today, demo=demo),
    }
    if finding.no_funnel != "too few":
        files["png"] = lambda: picture.png(finding, made_on=today, demo=demo, denominator=under)
        files["svg"] = lambda: picture.svg(finding, made_on=today, demo=demo, denominator=under)
    kind = (choice.settings.kind or choice.question.level,)
    when = finding.period.label
    _buttons(
        "variation",
        files,
        lambda extension: _name(figures, kind, when, extension),
    )


def _about(
    open_files: "Workspace", choices: tuple[tuple[str, str], ...], method: tuple[str, ...]
) -> "About":
    from mhvalue.export.about import About

    return About(
        catalogue=open_files.catalogue,
        origins=open_files.facts.origins,
        choices=choices,
        method=method,
        made_on=date.today(),
        version=app_version(),
        demo=open_files.synthetic,
    )


def app_version() -> str:
    """The installed version; run from a folder, the one that the folder says."""
    try:
        return version("mhvalue")
    except PackageNotFoundError:
        import tomllib
        from pathlib import Path

        project = Path(__file__).parents[2] / "pyproject.toml"
        found: str = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
        return found


def _name(figures: "Protected", units: tuple[str, ...], when: str, extension: "Extension") -> str:
    from mhvalue.export.names import file_name

    series = figures.series
    return file_name(
        series.metric.name, units, when, figures.sharing, extension, published=series.published
    )


_LABELS = {
    "xlsx": "Excel workbook",
    "csv": "Table (CSV)",
    "png": "Picture (PNG)",
    "svg": "Picture (SVG)",
}


def _buttons(
    key: str,
    files: "dict[Extension, Callable[[], bytes]]",
    named: "Callable[[Extension], str]",
) -> None:
    for column, (extension, build) in zip(st.columns(4), files.items(), strict=False):
        column.download_button(
            _LABELS[extension],
            data=build,
            file_name=named(extension),
            mime=MIME[extension],
            key=f"{key} {extension}",
            on_click="ignore",
            width="stretch",
        )
