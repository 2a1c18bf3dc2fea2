"""Narrow scans of one sheet's XML for what calamine does not tell.

calamine returns '' for errors, for formulas without a saved answer and for blanks alike, does not
tell hidden rows, and makes room for the whole rectangle up to the outermost value. Each scan is a
byte search that costs about a tenth of a second on 40 MB, and only runs when its mark occurs.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Final

from mhvalue.ingest.sheets.cells import NO_SAVED_ANSWER, CellError

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384

OTHER_ERROR: Final = "#ERROR!"

_SLICE: Final = 4 * 1024**2
_SAMPLE: Final = 8 * 1024**2
_LONGEST_TAG: Final = 512
_HEAD: Final = 64
ROOM: Final = LAST_ROW * 26
"""Cells of the largest rectangle read: a sheet of full length and the columns A to Z, 1.5 GB.

A sheet with fewer than 10,000 rows and 703 columns is within it whatever it holds.
"""

_PREFIX: Final = re.compile(rb"<([A-Za-z_][\w.-]*:)worksheet[\s>]")
_THREE_LETTERS: Final = re.compile(rb' r="[A-Za-z]{3}')
_WIDE_OR_ENDLESS: Final = re.compile(rb' r="(?:[A-Za-z]{2}|[A-Za-z]?[0-9]{7})')
_FIVE_DIGITS: Final = re.compile(rb' r="[A-Za-z]*[0-9]{5}')
_VALUED: Final = re.compile(
    rb"""<c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Za-z]+)([0-9]+)["'](?:[^>]*[^/>])?>(?!\s*</c>)"""
)
_ERROR: Final = re.compile(rb"""\st=["']e["']""")
_ERROR_VALUE: Final = re.compile(rb"<v>([^<]*)</v>")
_USUAL_ERROR: Final = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="[0-9]+")? t="e">(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?'
    rb"<v>([^<]*)</v>"
)
_USUAL_FORMULA: Final = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>]*)>(?:<f\b[^>]*/>|<f\b[^>]*[^/>]>[^<]*</f>|<f>[^<]*</f>)'
    rb"\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_USUAL_STYLE: Final = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}" s="[0-9]')
_ERROR_CODE: Final = re.compile(r"#[A-Z0-9/_]{1,20}[!?]?")
_CALAMINE_KNOWS: Final = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
_NO_ANSWER: Final = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_TEXT_RESULT: Final = re.compile(rb"""\st=["']str["']""")
_CONTENTS: Final = (b"<v", b"<is", b"<f")
_REFERENCE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_ANY_REFERENCE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)([0-9]+)["']""")
_ROW_OR_CELL: Final = re.compile(rb"<(row|c)(?=[\s/>])([^>]*)>")
_ROW_NUMBER: Final = re.compile(rb"""\sr\s*=\s*["']([0-9]{1,7})["']""")
_HIDDEN_ROW: Final = re.compile(rb"""<row\s([^>]*\shidden=["'](?:1|true)["'][^>]*)>""")
_HIDDEN_COLUMN: Final = re.compile(rb"""<col\s([^>]*\bhidden=["'](?:1|true)["'][^>]*)>""")
_REACH: Final = re.compile(rb"""\b(min|max)=["']([0-9]{1,5})["']""")
_UNKNOWN_ENTITY: Final = re.compile(rb"&(?!amp;|lt;|gt;|quot;|apos;|#)")
_BROKEN_VALUE: Final = re.compile(rb"<v[^>]*>[^<]*<[!?]")
_REFERRED: Final = re.compile(rb"<c\b([^>]*)>(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?<v[^>]*>[^<&]*&#")


def plain(part: bytes) -> bytes:
    """The part with its namespace prefix taken off, as most writers write it: <c>, not <x:c>."""
    prefix = _PREFIX.search(part, 0, 4096)
    if prefix is None:
        return part
    mark = prefix[1]
    return part.replace(b"<" + mark, b"<").replace(b"</" + mark, b"</")


def is_altered(part: bytes) -> bool:
    """Whether calamine would silently drop a value of this part, or a piece of one.

    It does so at an entity that XML does not know, at a comment or marked section within a value,
    and at a character reference within a number.
    """
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or _UNKNOWN_ENTITY.search(part):
        return True
    marked = part.find(b"<!") >= 0 or part.find(b"<?", 1) >= 0
    if marked and _BROKEN_VALUE.search(part):
        return True
    return part.find(b"&#") >= 0 and any(
        not _TEXT_RESULT.search(found[1]) for found in _REFERRED.finditer(part)
    )


def is_too_large(part: bytes) -> bool:
    """Whether calamine would make room for more than 27 million cells.

    The declared dimension and cells that are only formatted do not count: calamine passes over
    both. Only a sheet that is wide and long, or oddly written, has its cells looked at one by one.
    """
    if not _oddly_written(part):
        at_end = max(len(part) - _LONGEST_TAG, 0)  # where the last rows of a long sheet stand
        if not _WIDE_OR_ENDLESS.search(part, at_end) and not _WIDE_OR_ENDLESS.search(part):
            return False
        if not _FIVE_DIGITS.search(part) and not _THREE_LETTERS.search(part):
            return False
    return reaches_too_far(*used(part))


def reaches_too_far(rows: int, columns: int) -> bool:
    """Whether so many rows and columns are more cells than are read."""
    return rows > LAST_ROW or columns > LAST_COLUMN or rows * columns > ROOM


def used(part: bytes) -> tuple[int, int]:
    """Rows and columns from A1 to the outermost cell that holds something."""
    letters: set[bytes] = set()
    digits: set[bytes] = set()
    found = _few_valued(part) if _mostly_formatted(part) else _valued(part)
    for column, row in found:
        letters.add(column)
        digits.add(row)
    rows = max(map(int, digits), default=0)
    return rows, max((column_number(column) + 1 for column in letters), default=0)


def _valued(part: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Column letters and row of every cell that holds something."""
    for start in range(0, len(part), _SLICE):
        yield from _VALUED.findall(part, start, start + _SLICE + _LONGEST_TAG)


def _mostly_formatted(part: bytes) -> bool:
    """Whether there are many more cells than contents of cells: formatting down to the last row."""
    contents = sum(part.count(mark) for mark in _CONTENTS)
    return contents * 4 < part.count(b"<c ")


def _few_valued(part: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The same, by the contents, of which there are few."""
    for mark in _CONTENTS:
        at = part.find(mark)
        while at >= 0:
            start = part.rfind(b"<c", 0, at)
            reference = _ANY_REFERENCE.search(part, start, at) if start >= 0 else None
            if reference:
                yield reference[1], reference[2]
            at = part.find(mark, at + 1)


def missing_values(part: bytes) -> dict[tuple[int, int], CellError]:
    """The zero-based cells that hold an error, or a formula whose answer was never saved."""
    places = Places(part)
    found = _usual_errors(part)
    if found is None:
        found = {
            places.of(start): error_of(part[first:last]) for start, first, last in _errors(part)
        }
    for place in _unanswered(part, places):
        found.setdefault(place, CellError(NO_SAVED_ANSWER))
    return found


def _unanswered(part: bytes, places: "Places") -> Iterator[tuple[int, int]]:
    """The cells of formulas without a saved answer; an empty text is an answer."""
    if b"<f" not in part:
        return
    ends = [found.start() for found in _NO_ANSWER.finditer(part)]
    usual = _USUAL_FORMULA.findall(part) if ends else []
    if len(usual) == len(ends):
        for letters, row, more in usual:
            if not _TEXT_RESULT.search(more):
                yield int(row) - 1, column_number(letters)
        return
    for at in ends:
        start = max(part.rfind(b"<c ", 0, at), part.rfind(b"<c>", 0, at))
        tag = part[start : _end(part, b">", start)]
        if start >= 0 and not _TEXT_RESULT.search(tag):
            yield places.of(start)


def _usual_errors(part: bytes) -> dict[tuple[int, int], CellError] | None:
    """The cells that hold an error where all are written as Excel does; else None.

    One search for whole cells is several times as fast as one from mark to mark.
    """
    marks = part.count(b't="e"')
    if not marks or b"t='e'" in part:
        return None if b"t='e'" in part else {}
    found = _USUAL_ERROR.findall(part)
    if len(found) != marks:
        return None
    return {(int(row) - 1, column_number(letters)): error_of(code) for letters, row, code in found}


@cache
def error_of(code: bytes) -> CellError:
    """The error that a cell's XML spells out."""
    text = code.strip().decode("ascii", "replace")
    return CellError(text if _ERROR_CODE.fullmatch(text) else OTHER_ERROR)


def with_known_errors(part: bytes, missing: Mapping[tuple[int, int], CellError]) -> bytes:
    """The part with its errors renamed to #N/A where it holds one that makes calamine give up."""
    if {error.code for error in missing.values()} <= _CALAMINE_KNOWS | {NO_SAVED_ANSWER}:
        return part
    pieces, done = [], 0
    for _, first, last in _errors(part):
        pieces += [part[done:first], b"#N/A"]
        done = last
    return b"".join((*pieces, part[done:]))


def hidden_rows(part: bytes) -> tuple[int, ...]:
    """The zero-based rows that are hidden or filtered out."""
    # Columns, of which writers mostly say that they are not hidden, stand before the rows.
    if part.find(b"hidden=", max(part.find(b"<sheetData"), 0)) < 0:
        return ()
    tags = (found[1] for found in _HIDDEN_ROW.finditer(part))
    numbers = (_ROW_NUMBER.search(b" " + tag) for tag in tags)
    return tuple(int(number[1]) - 1 for number in numbers if number)


def hidden_columns(part: bytes) -> tuple[tuple[int, int], ...]:
    """Stretches of hidden columns: first and last, zero-based. They stand before the rows."""
    told = _HIDDEN_COLUMN.findall(part, 0, max(part.find(b"<sheetData"), 0))
    reaches = [dict(_REACH.findall(tag)) for tag in told]
    return tuple(
        (int(reach[b"min"]) - 1, min(int(reach[b"max"]), LAST_COLUMN) - 1)
        for reach in reaches
        if b"min" in reach and b"max" in reach
    )


def percents(part: bytes, styles: Collection[int]) -> tuple[tuple[int, int, int], ...]:
    """Stretches of cells in these styles: zero-based column, first and last row.

    A long part is looked at as far as its first megabytes; what holds there in the last row seen
    is taken to hold below, as one column has one format.
    """
    if not styles:
        return ()
    numbers = b"|".join(str(style).encode() for style in sorted(styles))
    usual = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})" s="(?:%b)"(?: t="n")?>' % numbers)
    rows: dict[int, list[int]] = {}
    for letters, row in usual.findall(part, 0, _SAMPLE):
        rows.setdefault(column_number(letters), []).append(int(row) - 1)
    if not rows and not _USUAL_STYLE.search(part, 0, _SAMPLE):
        wanted = re.compile(rb"""<c\s[^>]*?\bs\s*=\s*["'](?:%b)["'][^>]*>""" % numbers)
        places = Places(part)
        for found in wanted.finditer(part, 0, _SAMPLE):
            place, column = places.of(found.start())
            rows.setdefault(column, []).append(place)
    seen = max((held[-1] for held in rows.values()), default=0)
    return tuple(
        (column, first, LAST_ROW if last == seen and len(part) > _SAMPLE else last)
        for column, held in sorted(rows.items())
        for first, last in stretches(held)
    )


def stretches(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Unbroken runs of rows: the first and the last of each."""
    first = last = rows[0]
    for row in rows[1:]:
        if row != last + 1:
            yield first, last
            first = row
        last = row
    yield first, last


def _errors(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Each error cell: where its tag starts, and where its code starts and ends."""
    if b't="e"' not in part and b"t='e'" not in part:
        return
    for mark in _ERROR.finditer(part):
        start = part.rfind(b"<", 0, mark.start())
        value = _ERROR_VALUE.search(part, mark.end(), _end(part, b"</c>", mark.end()))
        if part[start : start + 2] == b"<c" and value:
            yield start, *value.span(1)


class Places:
    """Where a cell's tag stands in the sheet, for tags with and without a reference."""

    def __init__(self, part: bytes) -> None:
        self._part = part
        self._counted: dict[int, tuple[int, int]] = {}

    def of(self, start: int) -> tuple[int, int]:
        """Row and column of the cell whose tag starts there, zero-based."""
        tag = self._part[start : _end(self._part, b">", start)]
        reference = _REFERENCE.search(tag)
        if reference:
            return int(reference[2]) - 1, column_number(reference[1])
        if not self._counted:
            self._counted = dict(_counted_places(self._part))
        return self._counted[start]


def _counted_places(part: bytes) -> Iterator[tuple[int, tuple[int, int]]]:
    """Every cell by counting: one without a reference follows the one before it."""
    row, column = -1, -1
    for tag in _ROW_OR_CELL.finditer(part):
        if tag[1] == b"row":
            number = _ROW_NUMBER.search(tag[2])
            row, column = (int(number[1]) - 1 if number else row + 1), -1
            continue
        reference = _REFERENCE.search(tag[2])
        column = column_number(reference[1]) if reference else column + 1
        yield tag.start(), (row, column)


def _oddly_written(part: bytes) -> bool:
    """Whether references may stand in a form the quick searches do not know.

    The single characters are asked first: most parts have none of them, and a search for one
    character is ten times as fast.
    """
    marks = ((b"'", b" r='"), (b"\t", b"\tr"), (b"\n", b"\nr"), (b"\r", b"\rr"))
    return (
        any(part.find(sign, _HEAD) >= 0 and mark in part for sign, mark in marks)
        or b" r =" in part
        or b' r= "' in part
    )


@cache
def column_number(letters: bytes) -> int:
    """The zero-based number of a column by its letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _end(part: bytes, mark: bytes, start: int) -> int:
    at = part.find(mark, start)
    return len(part) if at < 0 else at
