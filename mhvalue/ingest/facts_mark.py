"""The mark by which a file of facts is known, read off its bytes without parsing them."""

from os import SEEK_END
from pathlib import Path
from typing import Final

MARK: Final = b"mhvalue facts"
PARQUET: Final = b"PAR1"
LARGEST_FOOTER: Final = 64 * 1024**2


def is_facts(data: bytes) -> bool:
    """Whether a file is Parquet with the mark of this project in its footer, as plain text."""
    return MARK in _footer(data)


def is_whole(data: bytes) -> bool:
    """Whether a Parquet file has the end it should have."""
    return bool(_footer(data))


def is_facts_at(path: Path) -> bool:
    """The same of a file that is not held: only its ends are read."""
    with path.open("rb") as opened:
        opened.seek(0, SEEK_END)
        opened.seek(max(opened.tell() - LARGEST_FOOTER - 12, 0))
        return MARK in _footer(PARQUET + opened.read())


def _footer(data: bytes) -> bytes:
    """The footer, whose length stands in four bytes before the closing mark; nothing without one.

    Source: Apache Parquet format, File format: magic number, footer length, magic number.
    """
    if len(data) < 12 or not (data.startswith(PARQUET) and data.endswith(PARQUET)):
        return b""
    size = int.from_bytes(data[-8:-4], "little")
    if not 0 < size <= min(len(data) - 12, LARGEST_FOOTER):
        return b""
    return data[-8 - size : -8]
