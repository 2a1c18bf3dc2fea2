"""The gate for workbooks that are zip archives: xlsx, xlsm, xlsb, ods.

Told from the archive's directory and the heads of its XML parts, so that a bomb is refused while
it is still small.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final, Literal

from mhvalue.errors import FileRefused

LARGEST_UNPACKED: Final = 1024**3
"""The largest real workbook seen unpacks to 70 MB; 1 GB is a million rows of forty columns."""

LARGEST_RATIO: Final = 300
RATIO_FROM: Final = 100 * 1024**2
"""Real sheets shrink 5 to 60 times; small archives are let be."""

MOST_PACKED: Final = 1032
"""How many times deflate can shrink anything."""

MOST_ENTRIES: Final = 20_000

_PROLOGUE: Final = 65_536
_PIECE: Final = 2**18
_LOCAL_HEAD: Final = 30
_PACKINGS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How workbooks are packed; other ways shrink without a bound."""
_ALTERED: Final = "The file has been altered."
_ORIGINAL: Final = "Ask for the original, or open it in Excel and save it again."
_COMMENT: Final = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_ROOT: Final = re.compile(rb"<[^!?]")
_DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MARKUP: Final = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<[!?]")
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_ABSOLUTE: Final = re.compile(r"/|[A-Za-z]:")

_MACROS: Final = re.compile(r"(?:.*/)?vbaproject[^/]*\.bin|xl/macrosheets/.+|basic/.+")
_MACRO_TYPE: Final = b"vbaproject"

_OTHERS: Final = (
    ("word/document.xml", "This is a Word document, not a workbook."),
    ("ppt/presentation.xml", "This is a PowerPoint presentation, not a workbook."),
    ("index/document.iwa", "This is a Numbers document, not an Excel workbook."),
)


def check(data: bytes, shown: str) -> Literal["xlsx", "xlsm", "xlsb", "ods"]:
    """The kind of workbook a zip archive is; raises FileRefused for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_directory(entries, len(data), shown)
            _check_true_sizes(data, entries, shown)
            kind = _kind(archive, shown)
            for entry, head in _prologues(archive, entries):
                _check_prologue(head, entry, shown)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise FileRefused(
            "The file did not arrive whole.", where=shown, do="Copy or download it again."
        ) from error
    except (NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise FileRefused(_ALTERED, where=shown, do=_ORIGINAL) from error
    return kind


def holds_macros(data: bytes) -> bool:
    """Whether an archive that passed holds macros, under their usual names or by their type."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {folded(name): name for name in archive.namelist()}
        if any(_MACROS.fullmatch(name) for name in names):
            return True
        types = names.get("[content_types].xml")
        return types is not None and _MACRO_TYPE in archive.read(types).lower()


def keeps_model(data: bytes) -> bool:
    """Whether an archive that passed keeps a data model: rows of its own, in a form of its own."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(folded(name).startswith("xl/model/") for name in archive.namelist())


def _check_directory(entries: list[zipfile.ZipInfo], size: int, shown: str) -> None:
    names = [folded(entry.filename) for entry in entries]
    # orig_filename still holds what zipfile has cut off or turned round.
    raw = [entry.orig_filename for entry in entries]
    unsafe = any(
        _ABSOLUTE.match(name) or ".." in name.split("/") or "\x00" in name
        for name in (*names, *raw)
    )
    if unsafe or len(set(names)) < len(names) or len(names) > MOST_ENTRIES:
        raise FileRefused(_ALTERED, where=shown, do=_ORIGINAL)
    if any(entry.compress_type not in _PACKINGS for entry in entries):
        raise FileRefused(_ALTERED, where=shown, do=_ORIGINAL)
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused(
            "This archive has a password.", where=shown, do="Remove it and try again."
        )
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > LARGEST_UNPACKED or (unpacked > RATIO_FROM and unpacked > LARGEST_RATIO * size):
        raise FileRefused(
            f"This file unpacks to {unpacked / 1024**2:,.0f} MB, far more than it should.",
            where=shown,
            do="Leave out the sheets you do not need, or save the sheet as CSV.",
        )


def _check_true_sizes(data: bytes, entries: list[zipfile.ZipInfo], shown: str) -> None:
    """Refuse parts that unpack to more than the directory says, where that may be very much.

    They are unpacked a little at a time and nothing of them is kept. Sheets are left to reading,
    which takes no more of them than the directory says before anything else opens them.
    """
    for entry in entries:
        may_be = MOST_PACKED * entry.compress_size
        doubtful = entry.compress_type and may_be > max(RATIO_FROM, entry.file_size)
        if (
            doubtful
            and not _SHEET.fullmatch(folded(entry.filename))
            and _unpacks_to_more(data, entry)
        ):
            raise FileRefused(_ALTERED, where=shown, do=_ORIGINAL)


def _unpacks_to_more(data: bytes, entry: zipfile.ZipInfo) -> bool:
    name, extra = struct.unpack_from("<26x2H", data, entry.header_offset)
    first = entry.header_offset + _LOCAL_HEAD + name + extra
    packed = memoryview(data)[first : first + entry.compress_size]
    inflater, left = zlib.decompressobj(-zlib.MAX_WBITS), entry.file_size
    for start in range(0, len(packed), _PIECE):
        piece: bytes | memoryview = packed[start : start + _PIECE]
        while piece and left >= 0:
            left -= len(inflater.decompress(piece, _PIECE))
            piece = inflater.unconsumed_tail
    return left < 0


def _kind(archive: zipfile.ZipFile, shown: str) -> Literal["xlsx", "xlsm", "xlsb", "ods"]:
    names = {folded(name): name for name in archive.namelist()}
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/workbook.xml" in names:
        return "xlsm" if "xl/vbaproject.bin" in names else "xlsx"
    kind = archive.read(names["mimetype"])[:200] if "mimetype" in names else b""
    if "content.xml" in names and b"opendocument.spreadsheet" in kind:
        _refuse_locked_ods(archive, names, shown)
        return "ods"
    for name, what in _OTHERS:
        if name in names:
            raise FileRefused(what, where=shown, do="Save it as .xlsx and upload that.")
    raise FileRefused(
        "This is a zip archive that is no workbook.",
        where=shown,
        do="Unpack it and upload the spreadsheet inside.",
    )


def _refuse_locked_ods(archive: zipfile.ZipFile, names: dict[str, str], shown: str) -> None:
    manifest = names.get("meta-inf/manifest.xml")
    if manifest and b"encryption-data" in archive.read(manifest):
        raise FileRefused(
            "This workbook has a password.", where=shown, do="Remove it and try again."
        )


def _prologues(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]
) -> Iterator[tuple[str, bytes]]:
    """The head of every part, whatever its name; of one that holds no XML, of no interest."""
    for entry in entries:
        if entry.file_size:
            name = folded(entry.filename)
            with archive.open(entry) as part:
                head = part.read(_PROLOGUE)
            if name.endswith((".xml", ".rels")) or _MARKUP.match(head.replace(b"\x00", b"")):
                yield name, head


def _check_prologue(head: bytes, part: str, shown: str) -> None:
    """Refuse a document type declaration, the one place where entities can be declared.

    A declaration must stand before the root element. Dropping NUL bytes shows UTF-16 as ASCII.
    """
    opening = _COMMENT.sub(b"", head.replace(b"\x00", b""))
    root = _ROOT.search(opening)
    if root is None or _DECLARATION.search(opening):
        raise FileRefused(_ALTERED, where=f"{shown}, part {part[:60]}", do=_ORIGINAL)


def folded(name: str) -> str:
    """A part's name as readers compare it: Excel and calamine ignore case and kind of slash."""
    return name.replace("\\", "/").casefold()
