"""What stands in parts of a workbook that no sheet shows: files put into it, pictures' words.

Source of the parts: ECMA-376 part 1, 12.3 (workbook), 20.1.2.2.8 (what describes a picture).
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from mhvalue.ingest.sheets.beside_cells import DESCRIBED, OTHER_PARTS, PUT_IN, PUT_IN_BYTES
from mhvalue.ingest.sheets.xml_pieces import as_texts, between_tags, pieces

PARTS: Final = re.compile(
    r"xl/(?:drawings/[^/]*\.(?:xml|vml)|embeddings/[^/]*|tables/[^/]*\.xml|slicer(?:cache)?s/[^/]*"
    r"|querytables/[^/]*\.xml|revisions/[^/]*\.xml|connections\.xml)"
)
_DESCRIBED: Final = re.compile(rb'\b(?:descr|title|alt)="([^"]+)"')
_ATTRIBUTE: Final = re.compile(rb'="([^"]{10,})"')
_VALUE: Final = re.compile(rb"<v>([0-9]{10})(?:\.0)?</v>")
_RUNS: Final = re.compile(rb"(?:[\x20-\x7e]\x00){6,}|[\x20-\x7e]{6,}")
_PARAGRAPHS: Final = (
    (re.compile(r"word/[^/]*\.xml"), b"w:p"),
    (re.compile(r"ppt/.*\.xml"), b"a:p"),
    (re.compile(r"xl/sharedstrings\.xml", re.IGNORECASE), b"si"),
    (re.compile(r"xl/worksheets/[^/]*\.xml"), b"is"),
)
_LARGEST: Final = 16 * 1024**2
_MOST_PARTS: Final = 200
_MOST_RUNS: Final = 20_000

Told = Iterator[tuple[str, tuple[str, ...]]]
"""Places and the texts that stand there."""


def texts(name: str, part: bytes) -> Told:
    """The texts of one part by its folded name, one of PARTS; raises zipfile.BadZipFile."""
    if name.startswith("xl/drawings/"):
        yield DESCRIBED, as_texts(_DESCRIBED.findall(part))
    elif not name.startswith("xl/embeddings/"):
        yield OTHER_PARTS, (*as_texts(_ATTRIBUTE.findall(part)), *between_tags(part))
    elif part.startswith(b"PK"):
        yield PUT_IN, tuple(_of_office_file(part))
    else:
        runs = [found[0] for found, _ in zip(_RUNS.finditer(part), range(_MOST_RUNS), strict=False)]
        yield PUT_IN_BYTES, as_texts(run.replace(b"\x00", b"") for run in runs)


def _of_office_file(data: bytes) -> Iterator[str]:
    """The paragraphs, cells and shared texts of a document, slides or a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist()[:_MOST_PARTS]:
            if entry.file_size > _LARGEST:
                continue
            for pattern, tag in _PARAGRAPHS:
                if pattern.fullmatch(entry.filename):
                    part = archive.read(entry)
                    yield from pieces(part, tag)
                    yield from as_texts(_VALUE.findall(part))
