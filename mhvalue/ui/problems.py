"""What was noticed in the files: a sentence, a table, and a workbook to send back."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from mhvalue.ingest.problems import Problem


def counted(problems: Sequence[Problem]) -> str:
    """How many things there are to look at."""
    if not problems:
        return "Nothing doubtful was found in the open files."
    files = len({problem.file for problem in problems})
    things = "One thing is" if len(problems) == 1 else f"{len(problems):,} things are"
    return f"{things} worth a look, in {files} file{'s' if files > 1 else ''}."


def listed(problems: Sequence[Problem]) -> None:
    """Everything noticed, of one file where there are several."""
    files = tuple(dict.fromkeys(problem.file for problem in problems))
    shown = problems
    if len(files) > 1:
        file = st.selectbox("File", ("All files", *files))
        shown = [problem for problem in problems if file in ("All files", problem.file)]
    st.dataframe(table(shown), hide_index=True, alt="Everything doubtful, by cell")


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
    """One row a problem: file, sheet, cell, what is there, what was done, what to do."""
    return {
        "File": [problem.file for problem in problems],
        "Sheet": [problem.sheet for problem in problems],
        "Cell": [problem.cell for problem in problems],
        "What is there": [problem.what for problem in problems],
        "What was done": [problem.done for problem in problems],
        "What you can do": [problem.do for problem in problems],
    }
