"""Workbooks in the forms before .xlsx, written byte by byte from their published descriptions."""

import struct
from collections.abc import Sequence

from tests.ingest.crafted_files import DOCUMENT, RELATIONS, archive

SECTOR = 512
FREE, END, OF_TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Rows = Sequence[Sequence[str | float | None]]


def compound(*streams: tuple[str, bytes]) -> bytes:
    """A whole compound file ([MS-CFB] version 3); a stream is filled up to 4096 bytes."""
    sectors: list[bytes] = []
    chains: list[int] = []

    def placed(data: bytes) -> int:
        first = len(sectors)
        count = max(1, -(-len(data) // SECTOR))
        for number in range(count):
            sectors.append(data[number * SECTOR : (number + 1) * SECTOR].ljust(SECTOR, b"\0"))
            chains.append(len(sectors) if number < count - 1 else END)
        return first

    entries = [("Root Entry", 5, END, 0)]
    for name, data in streams:
        filled = data.ljust(4096, b"\0")
        entries.append((name, 2, placed(filled), len(filled)))
    written = (_entry(*entry, place, len(entries)) for place, entry in enumerate(entries))
    directory = placed(b"".join(written))
    tables = 1
    while len(sectors) + tables > tables * SECTOR // 4:
        tables += 1
    first_table = len(sectors)
    chains += [OF_TABLE] * tables
    chains += [FREE] * (tables * SECTOR // 4 - len(chains))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, tables, directory, 0, 4096, END, 0, END, 0)
    head += struct.pack(f"<{tables}I", *range(first_table, first_table + tables))
    return (
        head.ljust(SECTOR, b"\xff") + b"".join(sectors) + struct.pack(f"<{len(chains)}I", *chains)
    )


def _entry(name: str, kind: int, start: int, size: int, place: int, count: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    child = 1 if place == 0 and count > 1 else FREE
    right = place + 1 if 0 < place < count - 1 else FREE
    head = raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw), kind, 1, FREE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def biff(rows: Rows, *, locked: bool = False) -> bytes:
    """The Workbook stream of one sheet ([MS-XLS]); `locked` says that the rest is encrypted."""

    def beginning(kind: int) -> bytes:
        return _record(0x809, struct.pack("<4HII", 0x600, kind, 0xDBB, 0x7CC, 0, 6))

    def head(sheet_at: int) -> bytes:
        password = _record(0x2F, struct.pack("<3H", 1, 1, 1) + bytes(48)) if locked else b""
        named = struct.pack("<I4B", sheet_at, 0, 0, 6, 0) + b"Sheet1"
        return beginning(5) + password + _record(0x85, named) + _record(0x0A)

    sheet = beginning(0x10)
    sheet += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            cell = struct.pack("<3H", place, column, 0)
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 0) + value.encode("latin-1")
                sheet += _record(0x204, cell + text)
            elif value is not None:
                sheet += _record(0x203, cell + struct.pack("<d", value))
    return head(len(head(0))) + sheet + _record(0x0A)


def xls(rows: Rows) -> bytes:
    """An old workbook."""
    return compound(("Workbook", biff(rows)))


def _part(kind: int, body: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size, length = len(body), b""
    while size > 127:
        length, size = length + bytes([size & 127 | 128]), size >> 7
    return number + length + bytes([size]) + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(rows: Rows, *more: tuple[str, bytes]) -> bytes:
    """A binary workbook of one sheet ([MS-XLSB]) and further parts."""
    listed = _part(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Sheet1"))
    book = _part(131) + _part(143) + listed + _part(144) + _part(132)
    size = struct.pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    sheet = _part(129) + _part(148, size) + _part(145)
    for place, row in enumerate(rows):
        sheet += _part(0, struct.pack("<IIH3xI", place, 0, 300, 0))
        for column, value in enumerate(row):
            cell = struct.pack("<II", column, 0)
            if isinstance(value, str):
                sheet += _part(6, cell + _wide(value))
            elif value is not None:
                sheet += _part(5, cell + struct.pack("<d", value))
    related = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{DOCUMENT}/worksheet" '
        'Target="worksheets/sheet1.bin"/></Relationships>'
    )
    return archive(
        [
            ("xl/workbook.bin", book),
            ("xl/_rels/workbook.bin.rels", related.encode()),
            ("xl/worksheets/sheet1.bin", sheet + _part(146) + _part(130)),
            *more,
        ]
    )
