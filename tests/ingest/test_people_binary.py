"""What binary workbooks carry beside their cells, looked at for people's data."""

import io
import struct
import zipfile
from dataclasses import replace

import pytest

from mhvalue.ingest.leftovers import leftovers, makers
from mhvalue.ingest.sheets import property_sets, xlsb_texts
from mhvalue.ingest.sheets.readers import read_sheets
from mhvalue.ingest.sheets.xls_texts import XlsTexts
from tests.ingest.carried import NUMBER, ROWS, carried
from tests.ingest.other_books import page
from tests.ingest.xls_books import biff, xls
from tests.ingest.xlsb_books import record, wide, xlsb

TOLD = f"NHS no {NUMBER}"
DIGITS = NUMBER.replace(" ", "")


def short(text):
    """A text as xls writes it: a count, a byte that says how wide, a byte a character."""
    return struct.pack("<HB", len(text), 0) + text.encode("latin-1")


def literal(text):
    return struct.pack("<3B", 0x17, len(text), 0) + text.encode("latin-1")


def spoken(sort, *pieces):
    """An object (25 a note, 6 a text box) and its text, gone on with in several records."""
    told = biff(0x5D, struct.pack("<5H", 0x15, 0x12, sort, 1, 0) + bytes(12) + bytes(4))
    length = sum(map(len, pieces))
    told += biff(0xEC, bytes(8)) + biff(
        0x1B6, bytes(10) + struct.pack("<2H", length, 16) + bytes(4)
    )
    for number, piece in enumerate(pieces):
        raw = piece.encode("utf-16-le") if number % 2 else piece.encode("latin-1")
        told += biff(0x3C, bytes([number % 2]) + raw)
    return told + biff(0x3C, bytes(16))


def choice(prompt, listed):
    formula = literal("\0".join(listed))
    messages = short("\0") + short("\0") + short(prompt) + short("\0")
    return biff(0x1BE, bytes(4) + messages + struct.pack("<2H", len(formula), 0) + formula)


def name(text, formula, flags=0):
    head = struct.pack("<H2BH8x", flags, 0, len(text), len(formula))
    return biff(0x18, head + b"\0" + text.encode() + formula)


ON_XLS_SHEET = {
    "note": (spoken(25, TOLD), "NHS numbers in comments"),
    "note in two pieces": (spoken(25, TOLD[:10], TOLD[10:]), "NHS numbers in comments"),
    "text box": (spoken(6, "Patient: Ann Smith"), "names in text boxes"),
    "message": (choice(TOLD, ["Yes", "No"]), "NHS numbers in lists to choose from"),
    "list": (choice("", ["Ann Smith", "Mary Jones", "Aisha Khan"]), "names in lists to choose"),
    "tip": (
        biff(0x800, bytes(10) + f"{TOLD}\0".encode("utf-16-le")),
        "NHS numbers in lists to choose",
    ),
    "first page": (
        biff(0x89C, bytes(34) + struct.pack("<2H", len(TOLD), 0) + short(TOLD)),
        "NHS numbers in what is printed",
    ),
    "formula": (
        biff(0x06, bytes(20) + struct.pack("<H", 3 + len(TOLD)) + literal(TOLD)),
        "NHS numbers in formulas",
    ),
    "link": (
        biff(0x1B8, bytes(32) + f"S:\\{TOLD}.docx\0".encode("utf-16-le")),
        "NHS numbers in places that links lead to",
    ),
    "picture": (biff(0xEC, bytes(9) + TOLD.encode("utf-16-le")), "NHS numbers in what describes"),
    "filter": (biff(0x9E, bytes(24) + b"\0" + DIGITS.encode()), "NHS numbers in rules, filters"),
    "chart": (
        biff(0x809, bytes(16)) + biff(0x100D, bytes(2) + short("Mrs Smith")[:1] + b"\0Mrs Smith")
        + biff(0x0A),
        "names in titles of a chart",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ON_XLS_SHEET)
def test_texts_beside_the_cells_of_an_xls_sheet(kind):
    records, said = ON_XLS_SHEET[kind]
    (what,) = carried(xls(page(*ROWS, records=records)), "f.xls")
    assert said in what


IN_XLS_BOOK = {
    "name": (name("Ann_Smith", b""), "names in defined names"),
    "text of a name": (name("Who", literal(TOLD)), "NHS numbers in defined names"),
    "what a name is for": (
        biff(0x894, bytes(12) + struct.pack("<2H", 3, len(TOLD)) + b"\0Who\0" + TOLD.encode()),
        "NHS numbers in defined names",
    ),
    "text from elsewhere": (
        biff(0x5A, bytes(4) + b"\1" + struct.pack("<d", 7.0) + b"\2" + short(TOLD)),
        "NHS numbers in saved cells of another workbook",
    ),
    "figures from elsewhere": (
        biff(0x5A, bytes(4) + b"\1" + struct.pack("<d", float(DIGITS))),
        "NHS numbers in saved cells of another workbook",
    ),
}


@pytest.mark.parametrize("kind", IN_XLS_BOOK)
def test_texts_that_an_xls_workbook_keeps(kind):
    records, said = IN_XLS_BOOK[kind]
    (what,) = carried(xls(page(*ROWS), records=records), "f.xls")
    assert said in what


def test_texts_of_nobody_in_an_xls_workbook_are_nothing():
    beside = spoken(25, "Counted twice in error") + spoken(6, "Produced by Jane Brown")
    beside += choice("Choose a ward", ["Elm", "Oak"])
    kept = name("Wards", literal("Elm")) + name("\x06", literal("Mrs Smith"), flags=0x20)
    assert carried(xls(page(*ROWS, records=beside), records=kept), "f.xls") == []


def test_a_note_on_a_hidden_sheet_is_told_with_the_sheet():
    hidden = page(("Code",), ("X1",), name="Old", state=1)
    data = xls(page(*ROWS), replace(hidden, records=spoken(25, TOLD)))
    found = leftovers_of(data, "xls")
    assert ("comments", (TOLD,), "Old") in found
    printed = struct.pack("<H", 0) + wide(TOLD) + struct.pack("<L", 0xFFFFFFFF) * 5
    data = xlsb(page(*ROWS), replace(hidden, records=record(479, printed)))
    assert any(
        texts == (TOLD,) and sheet == "Old" for _, texts, sheet in leftovers_of(data, "xlsb")
    )


def leftovers_of(data, kind):
    found = leftovers(data, kind, read_sheets(data, kind))
    return [(one.place, one.texts, one.sheet) for one in found]


def test_notes_of_excel_95_hold_their_text_and_go_on_in_further_notes():
    texts = XlsTexts(is_97=False)
    texts.take(0x1C, struct.pack("<3H", 3, 1, 40) + b"NHS no 943 476")
    texts.take(0x1C, struct.pack("<3H", 0xFFFF, 0, 5) + b" 5919")
    texts.take(0x18, struct.pack("<H2BH8x", 0, 0, 3, 6) + b"Who" + b"\x17\x04Elm!")
    assert texts.found() == (
        ("comments", TOLD), ("defined names", "Who"), ("defined names", "Elm!"),
    )  # fmt: skip


def properties(*values, names=()):
    """A stream of one set of properties: numbers and texts in code page 1252."""
    held = [(1, struct.pack("<LHxx", 2, 1252))]
    if names:
        listed = b"".join(struct.pack("<2L", n, len(t) + 1) + t.encode() + b"\0" for n, t in names)
        held.append((0, struct.pack("<L", len(names)) + listed))
    for number, text in values:
        raw = text.encode("cp1252") + b"\0"
        held.append((number, struct.pack("<2L", 0x1E, len(raw)) + raw))
    at, places, content = 8 + 8 * len(held), b"", b""
    for number, raw in held:
        places += struct.pack("<2L", number, at + len(content))
        content += raw + bytes(-len(raw) % 4)
    whole = struct.pack("<2L", at + len(content), len(held)) + places + content
    return struct.pack("<2HL16xL16xL", 0xFFFE, 0, 0, 1, 48) + whole


SUMMARY = "\x05SummaryInformation"
DOCUMENT = "\x05DocumentSummaryInformation"


@pytest.mark.parametrize("stream", [SUMMARY, DOCUMENT])
def test_properties_of_an_xls_workbook_are_looked_at(stream):
    told = properties((2, "Care plan of Mrs Smith"))
    (what,) = carried(xls(page(*ROWS), streams=[(stream, told)]), "f.xls")
    assert what.endswith("names in document properties.")


def test_who_made_an_xls_workbook_is_told_softly_and_other_makers_not_at_all():
    made = properties((2, "Falls"), (4, "Ann Smith"), (8, "Mary Jones"))
    shared = properties((2, "SMITH, Ann (NHS ENGLAND)"), names=[(2, "x:office#Editor")])
    data = xls(page(*ROWS), streams=[(SUMMARY, made), (DOCUMENT, shared)])
    assert makers(data, "xls") == ("Ann Smith", "Mary Jones")
    assert carried(data, "f.xls") == []


def test_properties_that_break_off_are_passed_over():
    whole = properties((2, "Falls"), (4, "Ann Smith"), names=[(2, "Title")])
    for end in range(len(whole)):
        assert all(text in "Falls Ann Smith" for _, _, text in property_sets.texts(whole[:end]))
    assert len(list(property_sets.texts(whole))) == 2


def field(heading):
    return biff(0xC7, bytes(14) + short(heading))


def test_saved_rows_of_a_pivot_table_in_xls():
    texts = field("Surname") + biff(0xCD, short("Smith")) + biff(0xCD, short("Jones"))
    days = field("DOB") + biff(0xCE, struct.pack("<2H4B", 1971, 3, 12, 0, 0, 0))
    figures = field("Key") + biff(0xC9, struct.pack("<d", float(DIGITS)))
    data = xls(page(*ROWS), streams=[("0001", texts + days), ("0002", figures)])
    (what,) = carried(data, "f.xls")
    assert "names, dates of birth, NHS numbers in the saved rows of a pivot table" in what
    counts = field("Ward") + biff(0xCD, short("Elm")) + field("Falls")
    counts += biff(0xC9, struct.pack("<d", 7.5))
    assert carried(xls(page(*ROWS), streams=[("0001", counts)]), "f.xls") == []


def binary_choice(prompt, listed):
    text = ",".join(listed)
    formula = struct.pack("<BH", 0x17, len(text)) + text.encode("utf-16-le")
    ranges = struct.pack("<L4L", 1, 1, 1, 3, 3)
    messages = wide("") + wide("") + wide("") + wide(prompt)
    return record(64, bytes(4) + ranges + messages + struct.pack("<L", len(formula)) + formula)


ON_XLSB_SHEET = {
    "message": (binary_choice(TOLD, ["Yes"]), "NHS numbers in lists to choose from"),
    "list": (binary_choice("", ["Ann Smith", "Mary Jones", "Aisha Khan"]), "names in lists"),
    "long list": (record(681, wide("Ann Smith,Mary Jones,Aisha Khan")), "names in lists"),
    "formula": (
        record(9, bytes(24) + b"\x17" + struct.pack("<H", len(TOLD)) + TOLD.encode("utf-16-le")),
        "NHS numbers in formulas",
    ),
    "tip": (
        record(494, bytes(16) + wide("rId1") + wide("") + wide(TOLD) + wide("")),
        "NHS numbers in lists",
    ),
}


@pytest.mark.parametrize("kind", ON_XLSB_SHEET)
def test_texts_beside_the_cells_of_an_xlsb_sheet(kind):
    records, said = ON_XLSB_SHEET[kind]
    (what,) = carried(xlsb(page(*ROWS, records=records)), "f.xlsb")
    assert said in what


def binary_name(text, formula, flags=0):
    head = struct.pack("<LBL", flags, 0, 0xFFFFFFFF) + wide(text)
    return record(39, head + struct.pack("<L", len(formula)) + formula + bytes(4))


def with_part(name, content):
    packed = io.BytesIO(xlsb(page(*ROWS)))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def test_names_in_an_xlsb_workbook_are_looked_at():
    held = struct.pack("<BH", 0x17, len(TOLD)) + TOLD.encode("utf-16-le")
    (what,) = carried(xlsb(page(*ROWS), records=binary_name("Who", held)), "f.xlsb")
    assert "NHS numbers in defined names" in what
    (what,) = carried(xlsb(page(*ROWS), records=binary_name("Ann_Smith", b"")), "f.xlsb")
    assert "names in defined names" in what
    own = binary_name("_xlnm.Print_Area", held, flags=0x20) + binary_name("Wards", b"")
    assert carried(xlsb(page(*ROWS), records=own), "f.xlsb") == []


XLSB_PARTS = {
    "comment": ("xl/comments1.bin", record(637, b"\0" + wide(TOLD)), "NHS numbers in comments"),
    "comment on somebody": (
        "xl/comments1.bin",
        record(637, b"\0" + wide("Patient: Zażółć Smith fell")),
        "names in comments",
    ),
    "thread": (
        "xl/threadedComments/threadedComment1.xml",
        f"<ThreadedComments><threadedComment><text>{TOLD}</text></threadedComment></ThreadedComments>",
        "NHS numbers in comments",
    ),
    "elsewhere": (
        "xl/externalLinks/externalLink1.bin",
        record(371, bytes(4) + wide(TOLD)),
        "NHS numbers in saved cells of another workbook",
    ),
    "figure elsewhere": (
        "xl/externalLinks/externalLink1.bin",
        record(368, struct.pack("<Ld", 2, float(DIGITS))),
        "NHS numbers in saved cells of another workbook",
    ),
    "field": (
        "xl/pivotCache/pivotCacheDefinition1.bin",
        record(183, bytes(20) + wide("Surname")) + record(24, wide("Smith")),
        "names in the saved rows of a pivot table",
    ),
    "run of texts": (
        "xl/pivotCache/pivotCacheDefinition1.bin",
        record(183, bytes(20) + wide("Surname"))
        + record(191, struct.pack("<HL", 2, 2) + wide("Smith") + wide("Jones")),
        "names in the saved rows of a pivot table",
    ),
    "days": (
        "xl/pivotCache/pivotCacheDefinition1.bin",
        record(183, bytes(20) + wide("DOB"))
        + record(25, struct.pack("<2H4B", 1971, 3, 12, 0, 0, 0)),
        "dates of birth in the saved rows of a pivot table",
    ),
    "figures in rows": (
        "xl/pivotCache/pivotCacheRecords1.bin",
        record(33, struct.pack("<Ld", 3, float(DIGITS))) + record(33, struct.pack("<Ld", 4, 5.5)),
        "NHS numbers in the saved rows of a pivot table",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", XLSB_PARTS)
def test_what_the_parts_of_an_xlsb_workbook_hold(kind):
    part, content, said = XLSB_PARTS[kind]
    (what,) = carried(with_part(part, content), "f.xlsb")
    assert said in what


def test_parts_of_nobody_in_an_xlsb_workbook_are_nothing():
    fields = record(183, bytes(20) + wide("Ward")) + record(24, wide("Elm"))
    fields += record(183, bytes(20) + wide("Falls")) + record(21, struct.pack("<d", 7.0))
    assert carried(with_part("xl/pivotCache/pivotCacheDefinition1.bin", fields), "f.xlsb") == []
    said = record(637, b"\0" + wide("Counted twice in error"))
    assert carried(with_part("xl/comments1.bin", said), "f.xlsb") == []
    assert carried(with_part("xl/comments1.bin", said[:-3]), "f.xlsb") == []


def test_records_that_break_off_say_nothing_and_harm_nothing():
    for held in (ON_XLS_SHEET, IN_XLS_BOOK):
        for records, _ in held.values():
            kind, size = struct.unpack_from("<2H", records)
            for end in range(size):
                texts = XlsTexts(is_97=True)
                texts.take(kind, records[4 : 4 + end])
                assert isinstance(texts.found(), tuple)
    whole = struct.pack("<L4xL", 0, 0) + wide(TOLD) * 4
    for end in range(len(whole)):
        xlsb_texts.of_record(64, whole[:end])
        xlsb_texts.of_record(479, whole[:end])
