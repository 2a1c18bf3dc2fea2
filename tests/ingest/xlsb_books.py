"""A small workbook as xlsb, record by record. Source: [MS-XLSB] 2.4."""

import struct

from tests.ingest.crafted_files import DOCUMENT, RELATIONS, archive
from tests.ingest.other_books import CODES, OWN_FORMAT, PLAIN, Error, Formula, Percent


def record(kind, content=b""):
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    length = len(content)
    size = bytes([length]) if length < 128 else bytes([length & 127 | 128, length >> 7])
    return head + size + content


def wide(text):
    return struct.pack("<L", len(text)) + text.encode("utf-16-le")


def xlsb(*pages, date1904=False, records=b""):
    """A workbook of pages, with more records of the workbook."""
    book = record(153, struct.pack("<2L", date1904, 0) + wide(""))
    relations = ""
    parts = []
    for number, one in enumerate(pages, start=1):
        book += record(
            156, struct.pack("<2L", one.state, number) + wide(f"rId{number}") + wide(one.name)
        )
        relations += (
            f'<Relationship Id="rId{number}" Type="{DOCUMENT}/worksheet" '
            f'Target="worksheets/sheet{number}.bin"/>'
        )
        parts.append((f"xl/worksheets/sheet{number}.bin", _xlsb_sheet(one)))
    book = record(131) + record(143) + book + record(144) + records + record(132)
    xf = "<4H4x2H"
    styles = b"".join(record(47, struct.pack(xf, 0, f, 0, 0, 0, 0)) for f in (0, 10, 164))
    known = record(615, struct.pack("<L", 1)) + record(
        44, struct.pack("<H", 164) + wide(OWN_FORMAT)
    )
    parent = record(626, struct.pack("<L", 1)) + record(47, struct.pack(xf, 65535, 10, 0, 0, 0, 0))
    parent += record(627)
    styles = known + record(616) + parent + record(617, struct.pack("<L", 3)) + styles + record(618)
    kind = "application/vnd.ms-excel"
    types = (
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="bin" ContentType="{kind}.worksheet"/>'
        f'<Override PartName="/xl/workbook.bin" '
        f'ContentType="{kind}.sheet.binary.macroEnabled.main"/>'
        f'<Override PartName="/xl/styles.bin" ContentType="{kind}.styles"/>'
    )
    relations += f'<Relationship Id="rId0" Type="{DOCUMENT}/styles" Target="styles.bin"/>'
    root = f'<Relationship Id="rId1" Type="{DOCUMENT}/officeDocument" Target="xl/workbook.bin"/>'
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return archive(
        [
            ("[Content_Types].xml", f'<Types xmlns="{space}">{types}</Types>'.encode()),
            ("_rels/.rels", f'<Relationships xmlns="{RELATIONS}">{root}</Relationships>'.encode()),
            ("xl/workbook.bin", book),
            (
                "xl/_rels/workbook.bin.rels",
                f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'.encode(),
            ),
            ("xl/styles.bin", record(278) + styles + record(279)),
            *parts,
        ]
    )


def _xlsb_sheet(one):
    height, width = one.shape
    rows = b""
    for r in sorted({row for row, _ in one.cells} | set(one.hidden_rows)):
        options = 0x10 if r in one.hidden_rows else 0
        rows += record(0, struct.pack("<2LH2BB", r, 0, 300, 0, options, 0) + bytes(4))
        rows += b"".join(_xlsb_cell(c, value) for c, value in one.row(r))
    columns = b"".join(
        record(60, struct.pack("<4LH", c, c, 2304, 0, 1)) for c in one.hidden_columns
    )
    merged = b"".join(
        record(176, struct.pack("<4L", top, bottom, left, right))
        for top, left, bottom, right in one.merged
    )
    dimension = record(148, struct.pack("<4L", 0, height - 1, 0, width - 1))
    columns = record(390) + columns + record(391) if columns else b""
    merged = (
        record(177, struct.pack("<L", len(one.merged))) + merged + record(178) if merged else b""
    )
    blank = struct.pack("<L", 0xFFFFFFFF)
    printed = record(479, bytes(2) + wide(one.printed) + blank * 5) if one.printed else b""
    cells = record(145) + rows + record(146)
    return record(129) + dimension + columns + cells + merged + printed + one.records + record(130)


def _xlsb_cell(column, value):
    style = value.style if isinstance(value, Percent) else PLAIN
    head = struct.pack("<2L", column, style)
    answer = value.answer if isinstance(value, Formula) else value
    if isinstance(answer, Percent):
        answer = answer.value
    if isinstance(value, Formula):
        rest = (
            struct.pack("<H", 2 * value.anew) + struct.pack("<L", 5) + b"\x44" + bytes(4) + bytes(4)
        )
        if isinstance(answer, Error):
            return record(11, head + bytes([CODES[answer.code]]) + rest)
        if isinstance(answer, float):
            return record(9, head + struct.pack("<d", answer) + rest)
        return record(8, head + wide(answer or "") + rest)
    if isinstance(answer, Error):
        return record(3, head + bytes([CODES[answer.code]]))
    if isinstance(answer, float):
        short = answer == int(answer)
        if short:
            return record(2, head + struct.pack("<L", (int(answer) << 2 | 2) & 0xFFFFFFFF))
        return record(5, head + struct.pack("<d", answer))
    return record(6, head + wide(answer))
