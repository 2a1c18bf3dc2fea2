"""The quality report: everything doubtful in some facts, cell by cell."""

from collections.abc import Callable
from datetime import date
from typing import Final

from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import Facts
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.quality.duplicates import said_twice
from mhvalue.ingest.quality.gaps import absent_periods, absent_rows, blank_cells
from mhvalue.ingest.quality.impossible import (
    above_whole,
    beyond_percent,
    lies_ahead,
    negative_counts,
    parts_of_counts,
)
from mhvalue.ingest.quality.last import gone_old, missing_units, not_over_yet, part_complete
from mhvalue.ingest.quality.level import all_at_once
from mhvalue.ingest.quality.parts_by_name import above_by_name
from mhvalue.ingest.quality.scale import wrong_scale
from mhvalue.ingest.quality.settings import Settings

Check = Callable[[Facts, Catalogue, Settings], tuple[Problem, ...]]

CHECKS: Final[tuple[Check, ...]] = (
    above_whole,
    above_by_name,
    negative_counts,
    beyond_percent,
    parts_of_counts,
    lies_ahead,
    said_twice,
    wrong_scale,
    all_at_once,
    not_over_yet,
    part_complete,
    missing_units,
    absent_periods,
    absent_rows,
    blank_cells,
    gone_old,
)
"""In the order in which they are told: what is surely wrong first."""


def quality(facts: Facts, catalogue: Catalogue, today: date) -> tuple[Problem, ...]:
    """What is doubtful in facts as read (all releases), with what to do about it.

    Names files, sheets, cells, headings and periods; never a unit or a figure.
    """
    if facts.frame.empty:
        return ()
    settings = Settings(today)
    return tuple(found for check in CHECKS for found in check(facts, catalogue, settings))
