"""The gate for compound files: old workbooks (.xls) and whatever else Office kept in that form.

Source of the layout: [MS-CFB] 2.2 (header) and 2.6.1 (directory entry); of the records: [MS-XLS].
"""

import re
import struct
from typing import Final, Literal

from mhvalue.errors import FileRefused

START: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENTRY: Final = 128
_DIRECTORY_SECTOR: Final = 48
_SECTOR: Final = 512
_BEGINNING: Final = re.compile(rb"\x09[\x00\x02\x04\x08]..\x00[\x05\x06]\x05\x00", re.DOTALL)
_LOCKED: Final = 0x2F
_SHEET: Final = 0x85
_WANTED: Final = "Upload a spreadsheet: .xlsx, .xlsm, .xlsb, .xls, .ods or .csv."
_PASSWORD: Final = "This workbook has a password."
_REMOVE: Final = "Remove it and try again."


def check(data: bytes, shown: str) -> Literal["xls"]:
    """The kind of workbook a compound file is; raises FileRefused for anything else."""
    if _holds(data, "DRMEncryptedTransform") or _holds(data, "\x09DRMContent"):
        raise FileRefused(
            "This workbook can be opened only by those it is shared with.",
            where=shown,
            do="Save a copy without that protection and upload it.",
        )
    if _holds(data, "EncryptedPackage"):
        raise FileRefused(_PASSWORD, where=shown, do=_REMOVE)
    if _holds(data, "Workbook") or _holds(data, "Book"):
        if _is_locked(data):
            raise FileRefused(_PASSWORD, where=shown, do=_REMOVE)
        return "xls"
    if _ends_before_its_directory(data):
        raise FileRefused(
            "The file did not arrive whole.", where=shown, do="Copy or download it again."
        )
    raise FileRefused("This is not a spreadsheet.", where=shown, do=_WANTED)


def holds_macros(data: bytes) -> bool:
    """Whether the directory names the storage in which Office keeps macros."""
    return _holds(data, "_VBA_PROJECT") or _holds(data, "_VBA_PROJECT_CUR")


def _holds(data: bytes, stream: str) -> bool:
    """Whether the directory names a stream: entries are 128 bytes, each begins with its name."""
    name = stream.encode("utf-16-le")
    pattern = re.escape(name) + b"\x00\x00"
    size = (len(name) + 2).to_bytes(2, "little")
    return any(
        found.start() % _ENTRY == 0 and data[found.start() + 64 : found.start() + 66] == size
        for found in re.finditer(pattern, data)
    )


def _is_locked(data: bytes) -> bool:
    """Whether a FilePass record stands before the list of sheets ([MS-XLS] 2.1.7.20.1)."""
    for found in _BEGINNING.finditer(data):
        if found.start() % _SECTOR == 0 and _LOCKED in _first_records(data, found.start()):
            return True
    return False


def _first_records(data: bytes, at: int) -> set[int]:
    kinds: set[int] = set()
    while at + 4 <= len(data) and _SHEET not in kinds and len(kinds) < _ENTRY:
        kind, size = struct.unpack_from("<HH", data, at)
        kinds.add(kind)
        at += 4 + size
    return kinds


def _ends_before_its_directory(data: bytes) -> bool:
    if len(data) < _SECTOR:
        return True
    (sector,) = struct.unpack_from("<I", data, _DIRECTORY_SECTOR)
    return bool(_SECTOR * (sector + 2) > len(data))
