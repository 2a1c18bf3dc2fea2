"""Workbooks written part by part, as a careless program or an attacker would."""

import io
import zipfile
from collections.abc import Iterable

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def archive(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip archive with these entries in this order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries:
            packed.writestr(name, content)
    return made.getvalue()


def sheet_xml(rows: str, *, dimension: str = "A1", after: str = "") -> bytes:
    """One worksheet part around the XML of its rows."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{SPREADSHEET}">'
        f'<dimension ref="{dimension}"/><sheetData>{rows}</sheetData>{after}</worksheet>'
    ).encode()


def workbook_parts(*sheets: bytes, names: tuple[str, ...] = ()) -> dict[str, bytes]:
    """The parts of a workbook around its worksheet parts."""
    numbers = range(1, len(sheets) + 1)
    names = names or tuple(f"Sheet{number}" for number in numbers)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for name, number in zip(names, numbers, strict=True)
    )
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{DOCUMENT}/worksheet" '
        f'Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    return {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{DOCUMENT}">'
        f"<sheets>{listed}</sheets></workbook>".encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{RELATIONS}">{related}</Relationships>'.encode()
        ),
        **{
            f"xl/worksheets/sheet{number}.xml": part
            for number, part in zip(numbers, sheets, strict=True)
        },
    }


def workbook(*sheets: bytes, names: tuple[str, ...] = ()) -> bytes:
    """A workbook of these worksheet parts."""
    return archive(workbook_parts(*sheets, names=names).items())


def rewritten(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The archive with one text of one part replaced by another."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = [(name, source.read(name)) for name in source.namelist()]
    return archive(
        (name, content.replace(old, new) if name == part else content) for name, content in parts
    )


def one_value(reference: str = "A1") -> bytes:
    """A worksheet with the number 100 in one cell."""
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return sheet_xml(f'<row r="{row}"><c r="{reference}"><v>100</v></c></row>')


def bomb() -> bytes:
    """A workbook of 120 MB of zeros in a few kilobytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in workbook_parts(one_value()).items():
            packed.writestr(name, content)
        with packed.open("xl/sharedStrings.xml", "w") as part:
            for _ in range(120):
                part.write(bytes(1024**2))
    return made.getvalue()


def compound_file(*streams: str) -> bytes:
    """The header and directory of an OLE file that names these streams ([MS-CFB] 2.2, 2.6.1)."""
    header = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))[:512]
    directory = b""
    for stream in ("Root Entry", *streams):
        name = stream.encode("utf-16-le") + b"\x00\x00"
        entry = name.ljust(64, b"\x00") + len(name).to_bytes(2, "little")
        directory += entry.ljust(128, b"\x00")
    return header + directory.ljust(512, b"\x00")
