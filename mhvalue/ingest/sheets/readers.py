"""Bytes to sheets: calamine for every workbook, with what calamine leaves out put back."""

import io
import zipfile
import zlib
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Final
from xml.etree.ElementTree import ParseError

import numpy as np
from numpy.typing import NDArray
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from mhvalue.errors import FileRefused
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.sheets import xml_scan
from mhvalue.ingest.sheets.beside_cells import beside_cells
from mhvalue.ingest.sheets.cells import NO_SAVED_ANSWER, CellError, Sheet, empty_cells
from mhvalue.ingest.sheets.csv_reader import read_csv
from mhvalue.ingest.sheets.gate import FileKind
from mhvalue.ingest.sheets.noughts import noughts
from mhvalue.ingest.sheets.ods_scan import OdsParts
from mhvalue.ingest.sheets.quick_sheet import Values, read_quick
from mhvalue.ingest.sheets.unseen import Unseen
from mhvalue.ingest.sheets.workbook_parts import WorkbookParts
from mhvalue.ingest.sheets.xls_scan import XlsParts
from mhvalue.ingest.sheets.xlsb_scan import XlsbParts

MOST_SHEETS: Final = 300
NAMED: Final = 5

_Parts = WorkbookParts | OdsParts | XlsbParts | XlsParts
_Value = str | int | float | bool | date | datetime | time | timedelta
_Unpacked = deque[Future[bytes]]
"""The XML of sheets to come, the next one first; held nowhere else, since it may be large."""

_AHEAD: Final = 64 * 1024**2
"""The largest sheet, in bytes of its XML, that is unpacked before its turn."""

_SAVE_AGAIN: Final = "Open it in Excel, save it as .xlsx and upload that."
_ALTERED: Final = "The file has been altered."
NOT_ASKED: Final = "not asked for"


def read_sheets(
    data: bytes,
    kind: FileKind,
    only: Collection[str] | None = None,
    hidden: Collection[str] = (),
) -> tuple[Sheet, ...]:
    """Every sheet of a file that passed the gate, in its own order.

    Read are the sheets named in `only`; without it, the visible ones, or all where all are hidden.
    Those named in `hidden` are read whether or not they can be seen. The rest are listed with
    `unread` saying why, and no cells. Numbers are floats and a date without a time of day is a
    date. Errors and formulas without a saved answer are CellErrors, never blanks.

    Raises FileRefused for a password, a sheet that is too large, and a file nobody can parse.
    """
    if kind == "csv":
        return (read_csv(data),)
    try:
        # Looked at first: calamine makes room for every repeated cell as soon as it opens one.
        ods = OdsParts(data) if kind == "ods" else None
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            if kind in ("xlsx", "xlsm"):
                with WorkbookParts(data) as parts:
                    return _read_all(workbook, parts, only, hidden)
            names = [sheet.name for sheet in workbook.sheets_metadata]
            others = ods or (XlsbParts(data) if kind == "xlsb" else XlsParts(data, names))
            return _read_all(workbook, others, only, hidden)
    except PasswordError as error:
        raise FileRefused("This workbook has a password.", do="Remove it and try again.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise FileRefused(
            "The file did not arrive whole.", do="Copy or download it again."
        ) from error
    except (CalamineError, ParseError, KeyError) as error:
        raise FileRefused("The workbook is damaged.", do=_SAVE_AGAIN) from error


def unread_problems(sheets: Collection[Sheet], file: str) -> tuple[Problem, ...]:
    """What to say about sheets that were listed and not read: hidden ones, and those too many."""
    found = []
    left = [sheet for sheet in sheets if sheet.unread and sheet.unread != NOT_ASKED]
    for why in dict.fromkeys(sheet.unread for sheet in left):
        names = [sheet.name for sheet in left if sheet.unread == why]
        if why not in ("hidden", "very hidden"):
            what = f"sheets were left out: {why}" if names[1:] else f"sheet was left out: {why}"
        else:
            what = f"sheets are {why}" if names[1:] else f"sheet is {why}"
        mostly = len(names) > len(sheets) / 2
        found.append(
            Problem(
                f"The {what}."
                if len(names) == 1
                else f"{len(names)} of {len(sheets)} {what} ({_listed(names)}).",
                file,
                sheet=names[0] if len(names) == 1 else "",
                done="It was not read." if len(names) == 1 else "They were not read.",
                do="Choose the hidden sheets that hold the figures." if mostly else "",
            )
        )
    return tuple(found)


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _read_all(
    workbook: CalamineWorkbook,
    parts: _Parts,
    only: Collection[str] | None,
    hidden: Collection[str],
) -> tuple[Sheet, ...]:
    listed = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    if not listed:
        raise FileRefused("This workbook has no sheet with cells.", do=_SAVE_AGAIN)
    all_hidden = all(sheet.visible != SheetVisibleEnum.Visible for sheet in listed)
    why: list[str] = []
    for sheet in listed:
        unread = "" if sheet.name in hidden else _why_unread(sheet, only, all_hidden)
        if not unread and why.count("") >= MOST_SHEETS:
            unread = f"only the first {MOST_SHEETS} sheets are read"
        why.append(unread)
    read = [sheet for sheet, unread in zip(listed, why, strict=True) if not unread]
    found = (
        _unpacked_and_read(workbook, parts, read)
        if isinstance(parts, WorkbookParts)
        else (_read_other(workbook, parts.sheet(sheet.name), sheet) for sheet in read)
    )
    return tuple(
        Sheet(sheet.name, empty_cells(), _visibility(sheet), unread=unread)
        if unread
        else next(found)
        for sheet, unread in zip(listed, why, strict=True)
    )


def _unpacked_and_read(
    workbook: CalamineWorkbook, parts: WorkbookParts, listed: Sequence[SheetMetadata]
) -> Iterator[Sheet]:
    """The sheets one after the other; where a processor is free, it unpacks the next meanwhile."""
    shared = _shared(parts)
    unpacked: _Unpacked = deque()
    with ThreadPoolExecutor(1) as beside:
        for sheet, following in zip_longest(listed, listed[1:]):
            if not unpacked:
                unpacked.append(beside.submit(parts.sheet, sheet.name))
            if following is not None and parts.size(following.name) <= _AHEAD:
                unpacked.append(beside.submit(parts.sheet, following.name))
            yield _read(workbook, parts, sheet, shared, unpacked)


def _shared(parts: WorkbookParts) -> Values | None:
    """The texts that cells share; None where every sheet is to be read cell by cell."""
    return None if parts.date1904 or parts.texts is None else Values(parts.texts)


def _why_unread(sheet: SheetMetadata, only: Collection[str] | None, all_hidden: bool) -> str:
    if only is not None:
        return "" if sheet.name in only else NOT_ASKED
    if all_hidden or sheet.visible == SheetVisibleEnum.Visible:
        return ""
    return _visibility(sheet)


def _visibility(sheet: SheetMetadata) -> str:
    if sheet.visible == SheetVisibleEnum.Visible:
        return "visible"
    return "hidden" if sheet.visible == SheetVisibleEnum.Hidden else "very hidden"


def _read(
    workbook: CalamineWorkbook,
    parts: WorkbookParts,
    listed: SheetMetadata,
    shared: Values | None,
    unpacked: _Unpacked,
) -> Sheet:
    name, visibility = listed.name, _visibility(listed)
    part = xml_scan.plain(unpacked.popleft().result())
    if shared is not None and not (parts.anew and b"<f" in part):
        quick = read_quick(part, shared, parts, name, visibility)
        if quick is not None:
            return quick
    _check(part, name)
    zeros = noughts(part)
    missing, hidden = xml_scan.missing_values(part), xml_scan.hidden_rows(part)
    if parts.anew:
        # A program that works nothing out writes 0 for every answer, to be worked out on opening.
        missing = dict.fromkeys(zeros, CellError(NO_SAVED_ANSWER)) | missing
    columns, shown = xml_scan.hidden_columns(part), xml_scan.percents(part, parts.formats.percents)
    known, beside = xml_scan.with_known_errors(part, missing), beside_cells(part)
    if known is not part:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(parts.with_sheet(name, known)))
    del part, known
    found = workbook.get_sheet_by_name(name)
    cells = _cells(found.to_python(skip_empty_area=False), missing)
    return Sheet(
        name,
        cells,
        visibility,
        _merged(found),
        hidden,
        columns,
        percents=shown,
        date1904=parts.date1904,
        beside=beside,
        noughts=() if parts.anew else zeros,
    )


def _read_other(workbook: CalamineWorkbook, unseen: Unseen, listed: SheetMetadata) -> Sheet:
    found = workbook.get_sheet_by_name(listed.name).to_python(skip_empty_area=False)
    rows = [[float(v) if type(v) is int else v for v in row] for row in found]
    return Sheet(
        listed.name,
        _cells(rows, unseen.missing),
        _visibility(listed),
        unseen.merged,
        unseen.hidden_rows,
        unseen.hidden_columns,
        percents=unseen.percents,
        date1904=unseen.date1904,
        beside=unseen.beside,
        noughts=unseen.noughts,
    )


def _check(part: bytes, name: str) -> None:
    """Refuse a sheet that calamine would read wrongly or could not hold."""
    if xml_scan.is_altered(part):
        raise FileRefused(_ALTERED, where=f"sheet {name}", do=_SAVE_AGAIN)
    if xml_scan.is_too_large(part):
        raise FileRefused(
            "This sheet reaches too far: its outermost values are further apart than can be read.",
            where=f"sheet {name}",
            do="Delete stray values far below or to the right of the table, or save the sheet "
            "as CSV.",
        )


def _merged(found: CalamineSheet) -> tuple[tuple[int, int, int, int], ...]:
    return tuple((*first, *last) for first, last in found.merged_cell_ranges or ())


def _cells(
    rows: list[list[_Value]], missing: Mapping[tuple[int, int], CellError]
) -> NDArray[np.object_]:
    """The values as a grid, grown where an error stands outside them, blank edges cut off."""
    height, width = len(rows), len(rows[0]) if rows else 0
    cells = np.array(rows, dtype=object).reshape(height, width)
    cells[cells == ""] = None
    if missing:
        tall = max(height, 1 + max(row for row, _ in missing))
        wide = max(width, 1 + max(column for _, column in missing))
        if (tall, wide) != (height, width):
            grown = np.full((tall, wide), None, dtype=object)
            grown[:height, :width] = cells
            cells = grown
        for place, error in missing.items():
            cells[place] = error
    return _trimmed(cells)


def _trimmed(cells: NDArray[np.object_]) -> NDArray[np.object_]:
    """Without the blank rows below and the blank columns to the right of the last value."""
    filled: NDArray[np.bool_] = cells != None  # noqa: E711 - asked of each cell
    rows, columns = np.flatnonzero(filled.any(axis=1)), np.flatnonzero(filled.any(axis=0))
    if not rows.size:
        return empty_cells()
    return cells[: rows[-1] + 1, : columns[-1] + 1]
