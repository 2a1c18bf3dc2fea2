"""From a table and the way it is read to the columns of the one table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.catalogue.schema import Catalogue
from mhvalue.errors import ReadingProblem
from mhvalue.facts import COLUMNS, STATUSES
from mhvalue.ingest.cells import Sheet, cell_name, column_name, distinct
from mhvalue.ingest.coded import categories
from mhvalue.ingest.groups import groups
from mhvalue.ingest.places import places
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import FIGURE_ROLES, Column, TableReading
from mhvalue.ingest.scales import ERROR, scaled
from mhvalue.ingest.subjects import Subject, subjects
from mhvalue.ingest.timing import UNKNOWN, timing
from mhvalue.ingest.values import Figures, parse_cells
from mhvalue.units import UnitRegister

SHOWN: Final = 5


@dataclass(frozen=True, eq=False)
class Tidy:
    """The facts of one table as columns for `facts.make`, its units, and what was noticed."""

    columns: dict[str, object]
    units: UnitRegister
    problems: tuple[Problem, ...]


def tidy(sheet: Sheet, table: TableReading, catalogue: Catalogue, file: str) -> Tidy:
    """One fact for every figure of the table; raises ReadingProblem where it does not fit."""
    _check(sheet, table, file)
    figures = tuple(c for c in table.columns if c.role in FIGURE_ROLES)
    when, problems = timing(sheet, table, figures, file)
    rows, cells = _rows_and_cells(sheet, table, figures)
    if not when.periods and not problems:
        where = f"{file}, {table.sheet}" if table.sheet else file
        raise ReadingProblem(
            "No period was found for this table.",
            where=where,
            do="Say which column holds the period, or type one for the whole table.",
        )
    if not figures or not len(rows) or not when.periods:
        return Tidy({name: [] for name in COLUMNS}, UnitRegister(), tuple(problems))
    of_unit = places(sheet, table, rows)
    group_codes, pairs = groups(sheet, table, rows)
    item_codes, known = subjects(sheet, table, rows, figures, catalogue)
    size = len(figures)
    period_codes = when.codes[rows][:, :size].ravel()
    cells, multiplied, mixed, doubtful = scaled(cells, item_codes.ravel(), known)
    place_rows = np.repeat(rows + table.first_row, size)
    place_columns = np.tile([c.index for c in figures], len(rows))
    frame = pd.DataFrame(
        {
            "item": item_codes.ravel(), "unit": np.repeat(of_unit.codes, size),
            "period": period_codes, "group": np.repeat(group_codes, size),
            "amount": cells.amount, "low": cells.low, "high": cells.high,
            "status": cells.status, "row": place_rows, "column": place_columns,
        }
    )  # fmt: skip
    problems += _told_by_scale(table, file, known, multiplied, mixed, frame[doubtful])
    problems += _unreadable(table, file, figures, frame)
    frame = frame[(frame["period"] != UNKNOWN).to_numpy()]
    frame, clashes = _without_repeats(frame, table, file)
    labels = [
        (p.grain, first.start, p.start, p.end)
        for p, first in zip(when.periods, when.label_of(), strict=True)
    ]
    columns = _columns(frame, known, of_unit.units, labels, pairs)
    return Tidy(columns, of_unit.register(), tuple(problems + clashes))


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
) -> tuple[NDArray[np.int64], Figures]:
    """The rows with at least one figure cell that is not blank, and all their figures."""
    kept = np.ones(table.last_row - table.first_row + 1, dtype=bool)
    skipped = np.array(table.skip_rows, dtype=np.int64) - table.first_row
    kept[skipped[(skipped >= 0) & (skipped < len(kept))]] = False
    filled = np.zeros(len(kept), dtype=bool)
    parts: list[Figures] = []
    for column in figures:
        codes, values = distinct(sheet, column.index, table.first_row, table.last_row)
        blank = np.array([v is None or (isinstance(v, str) and not v.strip()) for v in values])
        filled |= ~blank[codes]
        parts.append(parse_cells(codes, values))
    rows = np.flatnonzero(kept & filled).astype(np.int64)
    return rows, _side_by_side(parts, rows)


def _side_by_side(parts: Sequence[Figures], rows: NDArray[np.int64]) -> Figures:
    """The figures of several columns, row by row; nothing when there is no column."""
    if not parts:
        return parse_cells(np.zeros(0, dtype=np.int32), [])
    return Figures(
        amount=np.stack([part.amount[rows] for part in parts], axis=1).ravel(),
        low=np.stack([part.low[rows] for part in parts], axis=1).ravel(),
        high=np.stack([part.high[rows] for part in parts], axis=1).ravel(),
        status=np.stack([part.status[rows] for part in parts], axis=1).ravel(),
        percent=np.stack([part.percent[rows] for part in parts], axis=1).ravel(),
    )


def _without_repeats(
    frame: pd.DataFrame, table: TableReading, file: str
) -> tuple[pd.DataFrame, list[Problem]]:
    """Figures stated twice alike are kept once; where they differ neither is believed."""
    key = ["item", "unit", "period", "group"]
    again = frame.duplicated(key, keep=False).to_numpy()
    if not again.any():
        return frame, []
    repeated = frame[again]
    alike = repeated.groupby(key, sort=False)[["amount", "status", "low", "high"]].transform(
        "nunique", dropna=False
    )
    differs = (alike > 1).any(axis=1)
    clash = repeated[differs.to_numpy()]
    result = frame.copy()
    if len(clash):
        result.loc[clash.index, ["amount", "low", "high"]] = np.nan
        result.loc[clash.index, "status"] = ERROR
    result = result[~result.duplicated(key).to_numpy()]
    if not len(clash):
        return result, []
    problem = Problem(
        f"{len(clash)} cells give different figures for the same unit, period and item "
        f"({_named(clash)}).",
        file, table.sheet, _first(clash), "None of them was believed.",
        "Keep one row for each, or give the column that tells them apart a role.",
    )  # fmt: skip
    return result, [problem]


def _told_by_scale(
    table: TableReading,
    file: str,
    known: Sequence[Subject],
    multiplied: Sequence[int],
    mixed: Sequence[int],
    doubtful: pd.DataFrame,
) -> list[Problem]:
    found = []
    if multiplied:
        found.append(
            Problem(
                f"{len(multiplied)} columns or measures of percentages are written as shares of 1.",
                file, table.sheet, "", "They were multiplied by 100.",
            )
        )  # fmt: skip
    for position in mixed:
        cells = doubtful[(doubtful["item"] == position).to_numpy()]
        refused = (cells["status"] == ERROR).all()
        found.append(
            Problem(
                f"Percentages on two scales in {known[position].heading} ({_named(cells)}).",
                file, table.sheet, _first(cells),
                "These cells were left out." if refused else "They were read as written.",
                "Write 45% or 45 throughout, not 0.45.",
            )
        )  # fmt: skip
    return found


def _unreadable(
    table: TableReading, file: str, figures: Sequence[Column], frame: pd.DataFrame
) -> list[Problem]:
    """Cells that should hold a figure and hold something else, column by column."""
    wrong = frame[(frame["status"] == ERROR).to_numpy()]
    found = []
    for column in figures:
        cells = wrong[(wrong["column"] == column.index).to_numpy()]
        if len(cells):
            found.append(
                Problem(
                    f"{len(cells)} cells in column {column_name(column.index)} hold no figure that "
                    f"can be read ({_named(cells)}).",
                    file, table.sheet, _first(cells), "They were left out as errors.",
                    "Correct them in the file, or give the column another role.",
                )
            )  # fmt: skip
    return found


def _named(cells: pd.DataFrame) -> str:
    names = [
        cell_name(int(r), int(c))
        for r, c in zip(cells["row"][:SHOWN], cells["column"][:SHOWN], strict=True)
    ]
    more = f" and {len(cells) - SHOWN} more" if len(cells) > SHOWN else ""
    return ", ".join(names) + more


def _first(cells: pd.DataFrame) -> str:
    return cell_name(int(cells["row"].iloc[0]), int(cells["column"].iloc[0])) if len(cells) else ""


def _begun(
    start: NDArray[np.datetime64],
    frame: pd.DataFrame,
    known: Sequence[Subject],
    labels: Sequence[tuple[object, ...]],
) -> NDArray[np.datetime64]:
    """First days, moved back where an item is always published over several months."""
    monthly = np.array([grain == "month" and first == begun for grain, first, begun, _ in labels])
    window = np.array([subject.window for subject in known])[frame["item"].to_numpy()]
    rolling = monthly[frame["period"].to_numpy()] & (window > 1)
    first_month = start.astype("datetime64[M]") - (window - 1)
    moved: NDArray[np.datetime64] = np.where(rolling, first_month.astype("datetime64[s]"), start)
    return moved


def _columns(
    frame: pd.DataFrame,
    known: Sequence[Subject],
    units: Sequence[object],
    labels: Sequence[tuple[object, ...]],
    pairs: Sequence[tuple[str, str]],
) -> dict[str, object]:
    item, unit = frame["item"].to_numpy(), frame["unit"].to_numpy()
    when, group = frame["period"].to_numpy(), frame["group"].to_numpy()
    grains, first, start, end = zip(*labels, strict=True)
    return {
        "item": categories([s.item for s in known], item),
        "heading": categories([s.heading for s in known], item),
        "level": categories([u.level for u in units], unit),  # type: ignore[attr-defined]
        "unit": categories([u.name for u in units], unit),  # type: ignore[attr-defined]
        "grain": categories(list(map(str, grains)), when),
        "period": np.array(first, dtype="datetime64[s]")[when],
        "start": _begun(np.array(start, dtype="datetime64[s]")[when], frame, known, labels),
        "end": np.array(end, dtype="datetime64[s]")[when],
        "breakdown": categories([breakdown for breakdown, _ in pairs], group),
        "group": categories([name for _, name in pairs], group),
        "amount": frame["amount"].to_numpy(),
        "low": frame["low"].to_numpy(),
        "high": frame["high"].to_numpy(),
        "status": categories(list(STATUSES), frame["status"].to_numpy()),
        "row": frame["row"].to_numpy(),
        "column": frame["column"].to_numpy(),
    }
