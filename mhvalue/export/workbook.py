"""Figures and findings as an Excel workbook, with a first sheet that says what they are."""

from dataclasses import dataclass
from typing import Final

from mhvalue.export.about import About, lines
from mhvalue.export.doorway import Finding, admit_together, notices
from mhvalue.export.rows import figures, trend_rows, variation_rows
from mhvalue.export.saving import saved
from mhvalue.export.sheets import add_lines, add_table
from mhvalue.findings.trend import TrendFinding
from mhvalue.findings.variation import VariationFinding
from mhvalue.privacy.disclosure import Protected

TITLE: Final = "Figures from mhvalue"


@dataclass(frozen=True, eq=False)
class Contents:
    """What goes into a workbook: the figures, what is said of them, and the findings made."""

    protected: Protected
    about: About
    trends: tuple[TrendFinding, ...] = ()
    variation: VariationFinding | None = None


def workbook(contents: Contents) -> bytes:
    """The workbook as a file; the same contents make the same bytes.

    Raises ExportProblem for figures or findings that did not go through the sharing rule, or
    that went through another one.
    """
    from openpyxl import Workbook

    found: tuple[Finding, ...] = contents.trends
    if contents.variation is not None:
        found = (*found, contents.variation)
    admit_together(contents.protected, found)
    book = Workbook(write_only=True)
    first = notices(contents.protected, demo=contents.about.demo)
    add_lines(book, "About", lines(contents.about, contents.protected), first)
    add_table(book, figures(contents.protected), first)
    if contents.trends:
        add_table(book, trend_rows(contents.trends), first)
    if contents.variation is not None:
        add_table(book, variation_rows(contents.variation), first)
    return saved(book, contents.about.made_on, TITLE)
