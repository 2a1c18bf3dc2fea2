"""CSV and its kin as one sheet: any usual encoding, any usual delimiter, ragged rows allowed."""

import codecs
import csv
import io
from collections import Counter
from typing import Final, Literal

import numpy as np

from mhvalue.ingest.sheets import decimal_commas, stray
from mhvalue.ingest.sheets.cells import Coded, Sheet, grid

CSV_SHEET: Final = ""
"""A CSV's one sheet has no name, so that next month's file is read alike."""

DELIMITERS: Final = (",", ";", "\t", "|")
_LARGE: Final = 8 * 1024**2
_BLOCK: Final = 4 * 1024**2
"""Bytes split at a time: each time has distinct texts of its own, which are then made one."""
_LONGEST_FIELD: Final = 2**24
_SNIFFED_ROWS: Final = 200
_SNIFFED_BYTES: Final = 262_144


def read_csv(data: bytes) -> Sheet:
    """The whole file as text, as written but for stray characters; an empty field is a blank.

    A large file keeps each distinct text once, so that a million rows of eleven columns take
    about 100 MB; it is split by pyarrow when all its rows are equally long.
    """
    encoding = encoding_of(data)
    delimiter = delimiter_of(data, encoding)
    if len(data) > _LARGE:
        coded = _read_large(data, encoding, delimiter)
        if coded:
            return _plain(stray.without(Sheet(CSV_SHEET, None, coded=coded)), delimiter)
    text = _text(data, encoding)
    sheet = Sheet(CSV_SHEET, grid(_rows(text, delimiter)))
    return _plain(stray.without(sheet) if stray.are_in(text) else sheet, delimiter)


def _plain(sheet: Sheet, delimiter: str) -> Sheet:
    """The sheet with points before decimals; between commas no number has one of its own."""
    if delimiter == ",":
        return sheet
    return decimal_commas.with_points(sheet, semicolons=delimiter == ";")


def encoding_of(data: bytes) -> str:
    """UTF-16 and UTF-8 by their marks, else UTF-8 if all of it is, else the Windows page 1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.isascii():
        return "utf-8"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _text(data: bytes, encoding: str) -> str:
    """The text; a file that is not all UTF-8 is UTF-8 where it can be and Windows where not.

    One stray byte must not turn every pound sign of a file into two other signs.
    """
    if encoding == "cp1252":
        return data.decode("utf-8", errors=_WINDOWS)
    return data.decode(encoding, errors="replace")


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 as Windows page 1252 has them; those that it has not, as they are."""
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    texts = (bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in wrong)
    return "".join(texts), error.end


_WINDOWS: Final = "mhvalue.windows"
codecs.register_error(_WINDOWS, _as_windows)


def delimiter_of(data: bytes, encoding: str) -> str:
    """The delimiter that gives the most rows of one width; of equals, the widest, then the comma.

    Titles and notes above and below a table give odd widths under every delimiter, so they do not
    decide.
    """
    sample = data[:_SNIFFED_BYTES].decode(encoding, errors="ignore")
    first = sample[:6].casefold()
    if first.startswith("sep="):
        return sample[4]
    lines = list(io.StringIO(sample, newline=""))
    if len(data) > _SNIFFED_BYTES:
        lines = lines[:-1]
    scores = []
    for delimiter in DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(lines[:_SNIFFED_ROWS], delimiter=delimiter))
        del widths[0], widths[1]
        width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        scores.append((rows, width))
    return DELIMITERS[scores.index(max(scores))]


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """The rows; where a quotation mark is opened and never closed, marks are taken as text.

    Otherwise one stray mark would swallow every row after it.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = _split(text, delimiter, strict=True)
    except csv.Error as error:
        unclosed = "end of data" in str(error)
        rows = _split(text, delimiter, quoting=csv.QUOTE_NONE if unclosed else csv.QUOTE_MINIMAL)
    if rows and rows[0] and rows[0][0].casefold().startswith("sep="):
        rows[0] = []
    return rows


def _split(
    text: str, delimiter: str, *, strict: bool = False, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
) -> list[list[str]]:
    lines = io.StringIO(text, newline="")
    known: dict[str, str] = {}
    reader = csv.reader(lines, delimiter=delimiter, strict=strict, quoting=quoting)
    return [[known.setdefault(value, value) for value in row] for row in reader]


def _read_large(data: bytes, encoding: str, delimiter: str) -> dict[int, Coded]:
    """Each column as codes and distinct values; nothing when the rows differ in length."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    if encoding != "utf-8":
        data = _text(data, encoding).encode("utf-8")
    start = io.StringIO(data[:_SNIFFED_BYTES].decode("utf-8", errors="ignore"), newline="")
    width = len(next(csv.reader(start, delimiter=delimiter), []))
    text = pa.dictionary(pa.int32(), pa.string())
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(data),  # type: ignore[arg-type] # it reads Arrow's own files too
            read_options=arrow_csv.ReadOptions(autogenerate_column_names=True, block_size=_BLOCK),
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=b'"' in data, ignore_empty_lines=False
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types={f"f{column}": text for column in range(width)}
            ),
        )
    except pa.ArrowInvalid:
        return {}
    if table.num_columns != width or delimiter not in DELIMITERS:
        return {}
    return {number: _coded(column) for number, column in enumerate(table.columns)}


def _coded(column: object) -> Coded:
    whole = column.combine_chunks()  # type: ignore[attr-defined]
    values = np.array(whole.dictionary.to_pylist(), dtype=object)
    values[values == ""] = None
    return whole.indices.to_numpy(), values
