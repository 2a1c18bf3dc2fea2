"""The gate: what a file is, told by its content and never by its name, before anything parses it.

Everything here looks at bytes only. Nothing is unpacked to disk and no name is used as a path.
"""

import re
import unicodedata
from typing import Final, Literal

from mhvalue.errors import FileRefused
from mhvalue.ingest import facts_mark
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.sheets import ole_gate, zip_gate

FileKind = Literal["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "facts", "parquet"]

LARGEST_FILE: Final = 250 * 1024**2
"""The largest national files of a year are about 200 MB as CSV."""

LONGEST_NAME: Final = 80
SAMPLE: Final = 65_536
"""So many bytes tell text from what is none."""

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_CONTROL: Final = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS: Final = 1 / 20
"""Compressed or encrypted bytes have one control character in ten; a stray one is read over."""

_MARKUP: Final = re.compile(rb"<[!?A-Za-z]")
_MAIL: Final = re.compile(rb"(?:[A-Za-z-]+:[^\r\n]*\r?\n){0,20}MIME-Version:", re.IGNORECASE)
_FIRST: Final = re.compile(rb"[^\s,;|\x00\xef\xbb\xbf\xff\xfe]")
"""The first byte that is neither blank, nor a delimiter, nor part of an encoding's mark."""

_SAVE_AS: Final = "Open it in Excel, save it as .xlsx and upload that."
_WANTED: Final = "Upload a spreadsheet: .xlsx, .xlsm, .xlsb, .xls, .ods or .csv."

_LEAVE_OUT: Final = "Leave out the sheets, columns or years you do not need."

_BINARIES: Final = (
    (b"MZ", "This is a program, not a spreadsheet."),
    (b"\x7fELF", "This is a program, not a spreadsheet."),
    (b"%PDF", "This is a PDF document, not a spreadsheet."),
    (b"{\\rtf", "This is a text document, not a spreadsheet."),
    (b"\x89PNG", "This is a picture, not a spreadsheet."),
    (b"\xff\xd8\xff", "This is a picture, not a spreadsheet."),
    (b"GIF8", "This is a picture, not a spreadsheet."),
    (b"\x1f\x8b", "This is a compressed file, not a spreadsheet."),
    (b"7z\xbc\xaf", "This is a compressed file, not a spreadsheet."),
    (b"Rar!", "This is a compressed file, not a spreadsheet."),
)


def check(data: bytes, name: str, largest: int | None = None) -> FileKind:
    """The kind of a file by its content; `largest` is the most bytes taken, if not LARGEST_FILE.

    Raises FileRefused with the reason and what to do, for anything that is not a spreadsheet that
    can be read safely. Costs milliseconds: only directories and the heads of parts are looked at.
    """
    shown = shown_name(name)
    if not data:
        raise FileRefused("This file is empty.", where=shown, do="Save it again and upload it.")
    most = LARGEST_FILE if largest is None else largest
    if len(data) > most:
        raise FileRefused(
            f"This file is larger than {most // 1024**2} MB, the most that is read.",
            where=shown,
            do=_LEAVE_OUT if largest else f"{_LEAVE_OUT} Or read it with: python -m mhvalue facts",
        )
    if data.startswith(b"PK"):
        return zip_gate.check(data, shown)
    if data.startswith(ole_gate.START):
        return ole_gate.check(data, shown)
    if data.startswith(facts_mark.PARQUET):
        return _check_parquet(data, shown)
    for start, what in _BINARIES:
        if data.startswith(start):
            raise FileRefused(what, where=shown, do=_WANTED)
    return _check_text(data, shown)


def notices(name: str, kind: FileKind, data: bytes) -> tuple[Problem, ...]:
    """What the person should know about how a file that passed is treated."""
    shown = shown_name(name)
    extension = name.rpartition(".")[2].casefold()
    found = []
    if kind == "xlsm" or (kind != "csv" and _holds_macros(data)):
        found.append(
            Problem(
                "The workbook holds macros.", shown, done="Only values are read; no macro runs."
            )
        )
    if kind in ("xlsx", "xlsm", "xlsb") and zip_gate.keeps_model(data):
        found.append(
            Problem(
                "The workbook keeps a data model, which may hold rows that no sheet shows.",
                shown,
                done="It was not read, nor looked at for people's data.",
                do="Take it out before you pass the file on, unless you know what it holds.",
            )
        )
    workbook = extension in ("xlsx", "xlsm", "xlsb", "xls", "ods", "xltx", "xltm")
    if workbook and kind == "csv":
        found.append(
            Problem(
                f"The name ends in .{extension}, but the file is plain text.",
                shown,
                done="It was read as CSV.",
            )
        )
    elif extension in ("csv", "tsv", "txt") and kind != "csv":
        found.append(
            Problem(
                f"The name ends in .{extension}, but the file is a workbook.",
                shown,
                done="It was read as a workbook.",
            )
        )
    return tuple(found)


def shown_name(name: str) -> str:
    """A file's name as it may be shown: no folders, no hidden or direction-changing characters.

    A long name keeps its start and its end. Never use the outcome, or the name, as a path.
    """
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    kept = " ".join(kept.split())
    if len(kept) > LONGEST_NAME:
        half = (LONGEST_NAME - 1) // 2
        kept = f"{kept[:half]}…{kept[-half:]}"
    return kept or "unnamed file"


def _holds_macros(data: bytes) -> bool:
    if data.startswith(ole_gate.START):
        return ole_gate.holds_macros(data)
    return data.startswith(b"PK") and zip_gate.holds_macros(data)


def _check_parquet(data: bytes, shown: str) -> FileKind:
    if facts_mark.is_facts(data):
        return "facts"
    if not facts_mark.is_whole(data):
        raise FileRefused(
            "The file did not arrive whole.", where=shown, do="Copy or download it again."
        )
    return "parquet"


def _check_text(data: bytes, shown: str) -> FileKind:
    utf16 = data.startswith(_UTF16)
    if not utf16 and b"\x00" in data:
        raise FileRefused(
            "This file holds bytes that no spreadsheet or text has.", where=shown, do=_WANTED
        )
    first = _FIRST.search(data)
    if first is None:
        raise FileRefused("This file is empty.", where=shown, do="Save it again and upload it.")
    sample = data[first.start() : first.start() + SAMPLE]
    if utf16:
        sample = sample.replace(b"\x00", b"")
    if _MARKUP.match(sample):
        _refuse_markup(sample.lower(), shown)
    if _MAIL.match(sample):
        raise FileRefused("This is a web page, not a workbook.", where=shown, do=_SAVE_AS)
    if len(_CONTROL.findall(sample)) > len(sample) * _MOST_CONTROLS:
        raise FileRefused("This is not a spreadsheet.", where=shown, do=_WANTED)
    return "csv"


def _refuse_markup(sample: bytes, shown: str) -> None:
    if b"<table" in sample or b"<html" in sample or b"doctype html" in sample:
        what = "This is a web page saved under a spreadsheet's name, not a workbook."
    elif b"office:spreadsheet" in sample:
        what = "This is a workbook in the old XML form of 2003."
    else:
        what = "This is an XML file, not a workbook."
    raise FileRefused(what, where=shown, do=_SAVE_AS)
