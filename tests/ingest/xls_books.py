"""A small workbook as xls, record by record, in its envelope. Sources: [MS-XLS] 2.4, [MS-CFB]."""

import struct

from tests.ingest.other_books import CODES, OWN_FORMAT, PLAIN, Error, Formula, Percent


def biff(kind, content=b""):
    return struct.pack("<2H", kind, len(content)) + content


def xls(*pages, date1904=False, records=b"", streams=()):
    """A workbook of pages, with more records of the workbook and more streams (name, bytes)."""
    sheets = [_xls_sheet(one) for one in pages]
    head = biff(0x809, struct.pack("<4H2L", 0x600, 5, 0x0DBB, 0x07CC, 0, 0))
    head += biff(0x22, struct.pack("<H", date1904))
    head += biff(0x41E, struct.pack("<2HB", 164, len(OWN_FORMAT), 0) + OWN_FORMAT.encode())
    head += b"".join(biff(0xE0, struct.pack("<2H16x", 0, f)) for f in (0, 10, 164))
    listed = [
        biff(0x85, struct.pack("<L4B", 0, 0, 0, len(p.name), 0) + p.name.encode()) for p in pages
    ]
    head += records
    at = len(head) + sum(map(len, listed)) + 4
    for number, one in enumerate(pages):
        told = struct.pack("<L4B", at, one.state, 0, len(one.name), 0) + one.name.encode()
        head += biff(0x85, told)
        at += len(sheets[number])
    return compound(head + biff(0x0A) + b"".join(sheets), others=streams)


def compound(stream, size=512, others=()):
    """A compound file with one stream, kept in mini sectors where it is small.

    Other streams are filled up to the size that is kept in whole sectors.
    """
    small = len(stream) < 4096
    padded = stream + bytes(-len(stream) % size)
    held = len(padded) // size
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    following = [*range(1, held), end]
    entries = b""
    for number, (name, content) in enumerate(others, start=2):
        content = content.ljust(4096, b"\0")
        content += bytes(-len(content) % size)
        after = number + 1 if number <= len(others) else free
        entries += _entry(name, 2, free, held, len(content), after)
        padded += content
        following += [*range(held + 1, held + len(content) // size), end]
        held += len(content) // size
    catalogue = -(-(2 + len(others)) * 128 // size)
    tables = 1
    while (held + catalogue + 1 + tables) > tables * size // 4:
        tables += 1
    # Sectors: the streams, their directory, the table of mini sectors, the tables of sectors.
    following += [*range(held + 1, held + catalogue), end, end, *[0xFFFFFFFD] * tables]
    following += [free] * (tables * size // 4 - len(following))
    pieces = -(-len(stream) // 64)
    minis = [*range(1, pieces), end] if small else []
    minis += [free] * (size // 4 - len(minis))
    first = 0
    root = _entry("Root Entry", 5, 1, 0 if small else end, pieces * 64 if small else 0)
    book = _entry("Workbook", 2, free, first, len(stream), 2 if others else free)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<3L", 0, tables, held) + struct.pack("<2L", 0, 4096)
    header += struct.pack("<2L", held + catalogue if small else end, 1 if small else 0)
    header += struct.pack("<2L", end, 0)
    places = [held + catalogue + 1 + n for n in range(tables)]
    header += struct.pack("<109L", *places, *[free] * (109 - tables))
    directory = (root + book + entries).ljust(catalogue * size, b"\0")
    table = struct.pack(f"<{len(following)}L", *following)
    return header + padded + directory + struct.pack(f"<{size // 4}L", *minis) + table


def _entry(name, kind, child, first, size, after=0xFFFFFFFF):
    text = name.encode("utf-16-le") + b"\0\0"
    none = 0xFFFFFFFF
    return (
        text.ljust(64, b"\0")
        + struct.pack("<H2B3L", len(text), kind, 1, none, after, child)
        + bytes(36)
        + struct.pack("<LQ", first, size)
    )


def _xls_sheet(one):
    height, width = one.shape
    made = biff(0x809, struct.pack("<4H2L", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 0))
    made += b"".join(
        biff(0x7D, struct.pack("<6H", c, c, 2304, 0, 1, 0)) for c in one.hidden_columns
    )
    if one.printed:
        made += biff(0x14, struct.pack("<HB", len(one.printed), 0) + one.printed.encode())
    made += biff(0x200, struct.pack("<2L3H", 0, height, 0, width, 0))
    for r in range(height):
        options = 0x20 if r in one.hidden_rows else 0
        made += biff(0x208, struct.pack("<6HL", r, 0, width, 255, 0, 0, options | 0x100))
    for (r, c), value in sorted(one.cells.items()):
        made += _xls_cell(r, c, value)
    if one.merged:
        made += biff(
            0xE5,
            struct.pack("<H", len(one.merged))
            + b"".join(
                struct.pack("<4H", top, bottom, left, right)
                for top, left, bottom, right in one.merged
            ),
        )
    return made + one.records + biff(0x0A)


def _xls_cell(row, column, value):
    style = value.style if isinstance(value, Percent) else PLAIN
    head = struct.pack("<3H", row, column, style)
    answer = value.answer if isinstance(value, Formula) else value
    if isinstance(answer, Percent):
        answer = answer.value
    if isinstance(value, Formula):
        after = b""
        if isinstance(answer, float):
            said = struct.pack("<d", answer)
        elif isinstance(answer, Error):
            said = struct.pack("<BxB3xH", 2, CODES[answer.code], 0xFFFF)
        elif answer:
            said = struct.pack("<Bx4xH", 0, 0xFFFF)
            after = biff(0x207, struct.pack("<HB", len(answer), 0) + answer.encode("latin-1"))
        else:
            said = struct.pack("<Bx4xH", 3, 0xFFFF)
        rest = struct.pack("<HLH", value.anew, 0, 5) + b"\x44" + bytes(4)
        return biff(6, head + said + rest) + after
    if isinstance(answer, Error):
        return biff(0x205, head + bytes([CODES[answer.code], 1]))
    if isinstance(answer, float):
        if answer == int(answer):
            return biff(0x27E, head + struct.pack("<L", (int(answer) << 2 | 2) & 0xFFFFFFFF))
        return biff(0x203, head + struct.pack("<d", answer))
    return biff(0x204, head + struct.pack("<HB", len(answer), 0) + answer.encode("latin-1"))
