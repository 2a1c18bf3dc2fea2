"""From a table and the way it is read to the columns of the one table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Catalogue
from mhvalue.errors import ReadingProblem
from mhvalue.facts import COLUMNS, STATUSES
from mhvalue.ingest.coded import categories
from mhvalue.ingest.counted_in import in_their_unit, units_of
from mhvalue.ingest.groups import groups
from mhvalue.ingest.minus_marks import told_marks, without_marks
from mhvalue.ingest.money import in_pounds
from mhvalue.ingest.noticed import told_by_scale, told_unnamed, unreadable
from mhvalue.ingest.percents import as_shown, formatted
from mhvalue.ingest.places import Codes, labels, places, unnamed
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.proposing.repeats import without_repeats
from mhvalue.ingest.reading import FIGURE_ROLES, TO_DATE, Column, TableReading
from mhvalue.ingest.scales import scaled
from mhvalue.ingest.sheets.cells import Sheet, cell_name, distinct_of_columns
from mhvalue.ingest.subjects import Subject, subjects
from mhvalue.ingest.sum_labels import is_statistic
from mhvalue.ingest.timing import UNKNOWN, Timing, timing
from mhvalue.ingest.values import Figures, parse_cells
from mhvalue.ingest.wording import VARIANCE, scenario_of, sides, window_of
from mhvalue.periods import MONTHS_IN, Period, period
from mhvalue.units import UnitRegister


@dataclass(frozen=True, eq=False)
class Tidy:
    """The facts of one table as columns for `facts.make`, its units, and what was noticed.

    `to_date` are the items and headings whose figures are those of the year up to their month and
    may be split into months; `said_above`, that no heading of theirs says so.
    """

    columns: dict[str, object]
    units: UnitRegister
    problems: tuple[Problem, ...]
    to_date: frozenset[tuple[str, str]] = frozenset()
    said_above: bool = False


def tidy(
    sheet: Sheet,
    table: TableReading,
    catalogue: Catalogue,
    file: str,
    merges: Sequence[tuple[str, str]] = (),
    items: Sequence[tuple[str, str]] = (),
) -> Tidy:
    """One fact for every figure of the table; raises ReadingProblem where it does not fit.

    `merges` are the names of units read as others, `items` what names of figures were said to be.
    """
    _check(sheet, table, file)
    figures = tuple(c for c in table.columns if c.role in FIGURE_ROLES)
    when, problems = timing(sheet, table, figures, file)
    rows, cells, named = _rows_and_cells(sheet, table, figures)
    if not when.told and not problems:
        where = f"{file}, {table.sheet}" if table.sheet else file
        raise ReadingProblem(
            "No period was found for this table.",
            where=where,
            do="Say which column holds the period, or give it under Period or year of all figures.",
        )
    if not figures or not len(rows) or not when.told:
        return Tidy({name: [] for name in COLUMNS}, UnitRegister(), tuple(problems))
    of_unit = places(sheet, table, rows, figures, dict(merges))
    group_codes, pairs = groups(sheet, table, rows, figures)
    item_codes, known = subjects(sheet, table, rows, figures, catalogue, dict(items))
    scenario_codes, scenarios = _scenarios(sheet, table, rows, figures)
    size = len(figures)
    cells, marked = without_marks(cells, size)
    cells = in_their_unit(cells, named, item_codes.ravel(), known, catalogue)
    cells, multiplied, mixed, doubtful = scaled(cells, item_codes.ravel(), known)
    frame = pd.DataFrame(
        {
            "item": item_codes.ravel(), "unit": of_unit.codes.ravel(),
            "period": when.codes[rows][:, :size].ravel(), "group": group_codes.ravel(),
            "scenario": scenario_codes.ravel(), "amount": cells.amount, "low": cells.low,
            "high": cells.high, "status": cells.status,
            "row": np.repeat(rows + table.first_row, size),
            "column": np.tile([c.index for c in figures], len(rows)),
        },
        copy=False,
    )  # fmt: skip
    if multiplied or mixed:
        problems += told_by_scale(table, file, known, multiplied, mixed, frame[doubtful])
    if marked.any():
        told = frame[marked]
        problems.append(told_marks(table, file, told["row"].to_numpy(), told["column"].to_numpy()))
    problems += in_pounds(sheet, frame, table, figures, known, file)
    problems += unreadable(sheet, table, file, figures, frame)
    left_out = frame["period"].to_numpy() == UNKNOWN
    lost = unnamed(sheet, table)
    if lost:
        problems.append(told_unnamed(table, file, lost))
        left_out |= frame["row"].isin(lost).to_numpy()
    if VARIANCE in scenarios:
        left_out |= frame["scenario"].to_numpy() == scenarios.index(VARIANCE)
    kept = frame[~left_out] if left_out.any() else frame
    frame, clashes = without_repeats(kept, table, file)
    columns = _columns(frame, known, of_unit.names, when, pairs, scenarios)
    to_date = frozenset((s.item, s.heading) for s in known if s.window == 0 and s.adds_up)
    said = [s.heading for s in known if s.window == 0] + [c.heading for c in figures]
    by_row = any((c.role, c.name) == ("kind", "window") for c in table.columns)
    above = not by_row and all(window_of(text) != TO_DATE for text in said)
    return Tidy(columns, of_unit.register(), tuple(problems + clashes), to_date, above)


def _scenarios(
    sheet: Sheet, table: TableReading, rows: NDArray[np.int64], figures: Sequence[Column]
) -> tuple[Codes, list[str]]:
    """For each row and figure column the position of its scenario; a measure's name may tell it."""
    shape = (len(rows), len(figures))
    told = next((c for c in table.columns if (c.role, c.name) == ("kind", "scenario")), None)
    measures = next((c for c in table.columns if c.role == "item"), None)
    if told is not None:
        codes, texts = labels(sheet, table, told.index)
        # A target beside actual figures is no figure of its own, no more than a variance is.
        said = [scenario_of(t) or (VARIANCE if is_statistic(t) else "actual") for t in texts]
    elif measures is not None and not any(c.scenario for c in figures):
        codes, texts = labels(sheet, table, measures.index)
        said = [side.scenario or "actual" for side in sides(texts)]
    else:
        said = [c.scenario or "actual" for c in figures]
        names = list(dict.fromkeys(said))
        return np.broadcast_to(np.array(list(map(names.index, said))), shape), names
    names = list(dict.fromkeys(said))
    of_row = np.array(list(map(names.index, said)))[codes[rows]]
    return np.broadcast_to(of_row[:, None], shape), names


def _check(sheet: Sheet, table: TableReading, file: str) -> None:
    rows, width = sheet.cells.shape
    last = max((c.index for c in table.columns), default=0)
    if table.last_row >= rows or last >= width:
        where = f"{file}, {table.sheet}" if table.sheet else file
        raise ReadingProblem(
            f"The table should reach to {cell_name(table.last_row, last)}, but the sheet ends at "
            f"{cell_name(max(rows - 1, 0), max(width - 1, 0))}.",
            where=where,
            do="Choose the rows and columns again.",
        )


def _rows_and_cells(
    sheet: Sheet, table: TableReading, figures: Sequence[Column]
) -> tuple[NDArray[np.int64], Figures, NDArray[np.int8]]:
    """The rows with at least one figure cell that is not blank, their figures and their units."""
    kept = np.ones(table.last_row - table.first_row + 1, dtype=bool)
    skipped = np.array(table.skip_rows, dtype=np.int64) - table.first_row
    kept[skipped[(skipped >= 0) & (skipped < len(kept))]] = False
    places = [column.index for column in figures]
    codes, values = distinct_of_columns(sheet, places, table.first_row, table.last_row)
    blank = [v is None or (isinstance(v, str) and not v.strip()) for v in values]
    filled = ~np.array(blank, dtype=bool)[codes]
    shown = formatted(sheet, places, table.first_row, table.last_row)
    cells = as_shown(parse_cells(codes, values), shown, codes, values)
    rows = np.flatnonzero(kept & filled.any(axis=1)).astype(np.int64)
    kept_cells = Figures(
        amount=cells.amount[rows].ravel(),
        low=cells.low[rows].ravel(),
        high=cells.high[rows].ravel(),
        status=cells.status[rows].ravel(),
        percent=cells.percent[rows].ravel(),
    )
    return rows, kept_cells, units_of(codes, values)[rows].ravel()


def _begun(
    start: NDArray[np.datetime64],
    frame: pd.DataFrame,
    known: Sequence[Subject],
    when: Timing,
) -> NDArray[np.datetime64]:
    """First days, moved back where a figure covers several months or the year up to then."""
    if all(subject.window == 1 for subject in known):
        return start
    own = np.array([_months_of(p) for p in when.periods])
    ends = np.array([p.end for p in when.periods], dtype="datetime64[M]")
    years = np.array([period(p.end, "financial year").start for p in when.periods])
    at = frame["period"].to_numpy()
    window = np.array([subject.window for subject in known])[frame["item"].to_numpy()]
    first_month = (ends[at] - (window - 1)).astype("datetime64[s]")
    moved = np.where((own[at] > 0) & (window > own[at]), first_month, start)
    april = years.astype("datetime64[s]")[at]
    begun: NDArray[np.datetime64] = np.where((window == 0) & (april < start), april, moved)
    return begun


def _months_of(told: Period) -> int:
    """How many months a whole month or quarter has; 0 for all else."""
    whole = told.grain in ("month", "quarter") and told == period(told.start, told.grain)
    return MONTHS_IN[told.grain] if whole else 0


def _labelled(when: Timing) -> list[tuple[Period, Period]]:
    return list(zip(when.periods, when.label_of(), strict=True))


def _columns(
    frame: pd.DataFrame,
    known: Sequence[Subject],
    units: Sequence[tuple[str, str]],
    when: Timing,
    pairs: Sequence[tuple[str, str]],
    scenarios: Sequence[str],
) -> dict[str, object]:
    item, unit = frame["item"].to_numpy(), frame["unit"].to_numpy()
    at, group = frame["period"].to_numpy(), frame["group"].to_numpy()
    first, start, end = (
        np.array(days, dtype="datetime64[s]")[at]
        for days in zip(
            *((label.start, p.start, p.end) for p, label in _labelled(when)), strict=True
        )
    )
    return {
        "item": categories([s.item for s in known], item),
        "heading": categories([s.heading for s in known], item),
        "level": categories([level for level, _ in units], unit),
        "unit": categories([name for _, name in units], unit),
        "grain": categories([p.grain for p in when.periods], at),
        "period": first,
        "start": _begun(start, frame, known, when),
        "end": end,
        "breakdown": categories([breakdown for breakdown, _ in pairs], group),
        "group": categories([name for _, name in pairs], group),
        "scenario": categories(scenarios, frame["scenario"].to_numpy()),
        "release": categories([told.release for told in when.told], at),
        "amount": frame["amount"].to_numpy(),
        "low": frame["low"].to_numpy(),
        "high": frame["high"].to_numpy(),
        "status": categories(list(STATUSES), frame["status"].to_numpy()),
        "row": frame["row"].to_numpy(),
        "column": frame["column"].to_numpy(),
    }
