"""What was noticed in the files, as a sentence and as the columns of a table."""

from collections.abc import Sequence

from mhvalue.ingest.problems import Problem


def counted(problems: Sequence[Problem]) -> str:
    """How many things there are to look at."""
    if not problems:
        return "Nothing doubtful was found in the open files."
    files = len({problem.file for problem in problems})
    things = "One thing is" if len(problems) == 1 else f"{len(problems):,} things are"
    return f"{things} worth a look, in {files} file{'s' if files > 1 else ''}."


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
