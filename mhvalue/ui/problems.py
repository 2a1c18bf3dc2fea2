"""What was noticed in the files: a sentence, a table, and a workbook to send back."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from mhvalue.ingest.problems import Problem
from mhvalue.ui.noticed import gathered, noticed
from mhvalue.ui.text import plain

MOST_KINDS = 30
FOUR_LINES = 84
"""Pixels of a row; from 65 on Streamlit breaks a text into lines."""
WIDTHS = {
    "File": 120,
    "Sheet": 80,
    "Cell": 80,
    "What is there": 250,
    "What was done": 140,
    "What you can do": 170,
}


def counted(problems: Sequence[Problem]) -> str:
    """How many things there are to look at, each kind once however many cells it is seen in."""
    if not problems:
        return "Nothing doubtful was found in the open files."
    kinds = {file: len(noticed(told)) for file, told in _by_file(problems).items()}
    number = sum(kinds.values())
    things = "One thing is" if number == 1 else f"{number:,} things are"
    return f"{things} worth a look, in {len(kinds)} file{'s' if len(kinds) > 1 else ''}."


def listed(problems: Sequence[Problem]) -> None:
    """Everything noticed, of one file where there are several."""
    files = tuple(dict.fromkeys(problem.file for problem in problems))
    shown = problems
    if len(files) > 1:
        file = st.selectbox("File", ("All files", *files))
        shown = [problem for problem in problems if file in ("All files", problem.file)]
    for file, own in _by_file(shown).items():
        told = noticed(own)
        if len(files) > 1:
            st.markdown(f"**{plain(file)}**")
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in told[:MOST_KINDS]))
        if len(told) > MOST_KINDS:
            st.markdown(f"{len(told) - MOST_KINDS:,} more kinds are in the table below.")
    with st.expander("The same as a table, cell by cell"):
        told_of = table(shown)
        if len(files) == 1:
            del told_of["File"]
        st.dataframe(
            told_of,
            hide_index=True,
            row_height=FOUR_LINES,
            column_config={
                head: st.column_config.TextColumn(width=WIDTHS[head]) for head in told_of
            },
            alt="Everything doubtful, by cell",
        )


def _by_file(problems: Sequence[Problem]) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.file, []).append(problem)
    return found


def to_send_back(problems: Sequence[Problem]) -> None:
    """The list as a workbook."""
    from mhvalue.export.quality import quality_name, quality_report
    from mhvalue.ui.taking import MIME, app_version

    today = date.today()
    st.download_button(
        "Get the list as a workbook",
        data=lambda: quality_report(problems, made_on=today, version=app_version()),
        file_name=quality_name(problems[0].file, today),
        mime=MIME["xlsx"],
        on_click="ignore",
    )


def table(problems: Sequence[Problem]) -> dict[str, list[str]]:
    """One row for what is said in the same words of a file, with all its sheets and cells."""
    rows = gathered(problems)
    return {
        "File": [one.file for one, _, _ in rows],
        "Sheet": [sheets for _, sheets, _ in rows],
        "Cell": [cells for _, _, cells in rows],
        "What is there": [one.what for one, _, _ in rows],
        "What was done": [one.done for one, _, _ in rows],
        "What you can do": [one.do for one, _, _ in rows],
    }
