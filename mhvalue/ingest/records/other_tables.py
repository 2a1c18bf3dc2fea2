"""Tables that share the sheet of some records: below them, or beside them."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from mhvalue.ingest.record_reading import RecordSheet
from mhvalue.ingest.records import logs
from mhvalue.ingest.records import vocabulary as own
from mhvalue.ingest.sheets.cells import Sheet, distinct
from mhvalue.ingest.vocabulary import folded

_ENDS = (*own.ENDS.values(), *logs.ENDS.values())
_STARTS = (*own.STARTS.values(), *logs.STARTS.values())


def row_below(sheet: Sheet, headings: Sequence[str], how: RecordSheet) -> int | None:
    """The row of headings of another table below the records, by the column of their first days.

    Headings that are repeated below begin no other table.
    """
    start = how.reading.with_role("start")[0].heading
    if start not in headings:
        return None
    place, first = headings.index(start), how.header_rows[-1] + 1
    mine = {folded(str(sheet.cells[row, place])) for row in how.header_rows}
    codes, values = distinct(sheet, place, first, sheet.shape[0] - 1)
    others = [code for code, value in enumerate(values) if _is_heading(value, mine)]
    found = np.flatnonzero(np.isin(codes, others))
    return first + int(found[0]) if found.size else None


def blocks(sheet: Sheet, rows: Sequence[int], last: int) -> list[list[int]]:
    """The columns of each of several tables side by side; of one table all that have a heading.

    An empty column parts two tables only where one heading stands in both.
    """
    filled = (sheet.cells[rows[0] : last + 1] != None).any(axis=0)  # noqa: E711 - of each cell
    headed = (sheet.cells[list(rows)] != None).any(axis=0)  # noqa: E711 - of each cell
    parted: list[list[int]] = [[]]
    for place in range(len(filled)):
        if not filled[place] and parted[-1]:
            parted.append([])
        elif headed[place]:
            parted[-1].append(place)
    parted = [places for places in parted if places]
    said = [{folded(str(sheet.cells[rows[-1], place])) for place in places} for places in parted]
    counted = Counter(heading for headings in said for heading in headings - {"", "none"})
    if max(counted.values(), default=0) < 2:
        return [[place for places in parted for place in places]]
    return parted


def _is_heading(value: object, mine: set[str]) -> bool:
    if not isinstance(value, str) or any(map(str.isdigit, value)):
        return False
    words = folded(value)
    said = any(own.says(wordings, words) for wordings in (*_STARTS, *_ENDS))
    return said and words not in mine
