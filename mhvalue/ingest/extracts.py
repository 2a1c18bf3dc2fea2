"""Files that hold one row a stay, a referral, a contact or an incident: counted, never kept.

Such a file gives monthly facts. Its rows are shown nowhere, not even in a preview, and end with
the process that read them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from mhvalue.cellnames import range_name
from mhvalue.errors import ReadingProblem
from mhvalue.facts import Facts, Origin, join, make
from mhvalue.ingest.cells import Sheet
from mhvalue.ingest.people import Cleared
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import Reading

FORMAT: Final = "records"
TITLES: Final = {
    "stays": "one row a stay",
    "referrals": "one row a referral",
    "contacts": "one row a contact",
    "incidents": "one row an incident",
    "waiting list": "one row a person waiting",
}
HEADER_WITHIN: Final = 12
SAMPLE: Final = 200
FEWEST_HEADINGS: Final = 3
_SAYS_WHEN: Final = re.compile(
    r"date|admi(?:ssion|tted)|discharge|referr|contact|appointment|incident|start|arriv|occurred"
    r"|added|on list|day",
    re.IGNORECASE,
)
"""Records tell when something was; a heading that says so is cheap to look for."""


def read(
    cleared: Cleared, given: Reading | None, name: str, key: str
) -> tuple[Facts, tuple[Problem, ...]] | None:
    """The facts of every sheet that holds records; None where none does.

    A reading that says there are records, for a file without any, raises ReadingProblem.
    """
    parts: list[Facts] = []
    problems: list[Problem] = []
    for sheet in cleared.sheets:
        found = _sheet(cleared.keyed(sheet), name, key)
        if found is not None:
            parts.append(found[0])
            problems += found[1]
    if parts:
        whole = join(parts)
        return Facts(whole.frame, whole.units, key, whole.origins), tuple(problems)
    if given is not None and given.format == FORMAT:
        raise ReadingProblem(
            "This file does not hold one row a stay, a referral, a contact or an incident.",
            where=name,
            do="Remove the saved reading and let the app propose one.",
        )
    return None


def _sheet(sheet: Sheet, name: str, key: str) -> tuple[Facts, tuple[Problem, ...]] | None:
    if not sheet.cells.size:
        return None
    filled = np.flatnonzero((sheet.cells != None).any(axis=1))  # noqa: E711 - asked of each cell
    if not filled.size:
        return None
    last = int(filled[-1])
    for header in _headers(sheet, last):
        from mhvalue.ingest.records.recognise import recognise

        headings = [str(value or "").strip() for value in sheet.cells[header]]
        if not _SAYS_WHEN.search(" ".join(headings)):
            continue
        named = [place for place, heading in enumerate(headings) if heading]
        rows = sheet.cells[header + 1 : min(header + 1 + SAMPLE, last + 1), named].tolist()
        reading = recognise([headings[place] for place in named], rows, title=sheet.name)
        if reading is None:
            continue
        import pandas as pd

        from mhvalue.ingest.records.facts_from_records import facts_of_frame

        body = sheet.cells[header + 1 : last + 1]
        frame = pd.DataFrame(
            {headings[place]: pd.Series(body[:, place], dtype=object) for place in named}
        )
        tidy = facts_of_frame(frame, reading, name, sheet.name)
        cells = range_name(header, 0, last, sheet.cells.shape[1] - 1)
        facts = make(
            tidy.columns, units=tidy.units, origins=(Origin(name, sheet.name, cells),), key=key
        )
        what = TITLES.get(reading.kind, "one row a record")
        counted = Problem(
            f"The sheet holds {what}.",
            name,
            sheet.name,
            cells,
            "They were counted by month; the rows themselves were not kept.",
        )
        return facts, (counted, *tidy.problems)
    return None


def _headers(sheet: Sheet, last: int) -> Iterator[int]:
    """Rows near the top that may be headings: some texts, each once."""
    for row in range(min(HEADER_WITHIN, last)):
        texts: Sequence[str] = [v.strip() for v in sheet.cells[row] if isinstance(v, str)]
        texts = [text for text in texts if text]
        if len(texts) >= FEWEST_HEADINGS and len(set(texts)) == len(texts):
            yield row
