"""The one period that a sheet without figures states for a whole file: a cover, "About"."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mhvalue.ingest.dates_in_text import told_period
from mhvalue.ingest.headings import plain
from mhvalue.ingest.sheets.cells import Sheet, cell_name
from mhvalue.ingest.year_parts import YEARS, is_part, joined
from mhvalue.periods import Period
from mhvalue.written_windows import written

ROWS: Final = 60
COLUMNS: Final = 20
_FRONT: Final = re.compile(
    r"\b(?:cover|front|title|about|contents|index|info(?:rmation)?|intro(?:duction)?|read ?me"
    r"|home|summary|details|parameters|notes?)\b",
    re.IGNORECASE,
)
_WHEN: Final = (
    r"(?:(?:reporting|report|data|activity|review|current|financial|fiscal|submission) )?"
    r"(?:period|month|quarter|year|date range)"
    r"(?: (?:covered|reported|ended|ending|of (?:report|data)))?"
)
_LABEL: Final = re.compile(rf"{_WHEN}\s*:?", re.IGNORECASE)
_LINE: Final = re.compile(
    rf"(?:{_WHEN}\s*[:\-\u2013]\s*|(?:.{{0,60}}\b)?(?:data|report|figures|pack|performance|position"
    r"|activity|covers|covering|results|return)(?: (?:is|are))?(?: (?:for|covering|as at|to|of))?"
    r"(?: the)?(?: (?:period|month|quarter|year|months?))?(?: of| to| ending)?:?\s+)"
    r"(?P<when>.{3,40})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Cover:
    """A period as it is read again, and the sheet and cell that state it.

    `filtered` says that the figures were filtered to it, which is truer than any title.
    """

    period: str
    place: str
    filtered: bool = False


def cover_of(sheets: Sequence[Sheet], with_tables: Collection[str]) -> Cover | None:
    """The period that the sheets without tables state, where they state no other.

    Of a year and a month or a quarter within it, it is the finer one.
    """
    if not with_tables:
        return None
    told: dict[str, list[tuple[str, str]]] = {"said": [], "alone": []}
    for sheet in sheets:
        if sheet.name not in with_tables and sheet.cells.size and sheet.visibility == "visible":
            for how, text, place in _statements(sheet):
                told[how].append((text, place))
    return _settled(told["said"]) or (None if told["said"] else _settled(told["alone"]))


def _settled(found: Sequence[tuple[str, str]]) -> Cover | None:
    known = {text: period for text, _ in found if (period := told_period(text))}
    years = {period for period in known.values() if period.grain in YEARS}
    if len(years) == 1:
        year = next(text for text, period in known.items() if period in years)
        parts = {text: joined(year, text) for text, _ in found if is_part(text)}
        known |= {text: period for text, period in parts.items() if period}
    periods = set(known.values())
    finest = [p for p in periods if all(_within(p, other) for other in periods)]
    if len(finest) != 1:
        return None
    place = next(place for text, place in found if known.get(text) == finest[0])
    return Cover(written(finest[0]), place)


def _within(fine: Period, coarse: Period) -> bool:
    return coarse.start <= fine.start and fine.end <= coarse.end


def _statements(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    """Texts that state a period: how, the text that names it, and its sheet and cell."""
    front = bool(_FRONT.search(sheet.name))
    for row, cells in enumerate(sheet.rows(0, ROWS)[:, :COLUMNS].tolist()):
        texts = [(column, plain(value)) for column, value in enumerate(cells) if value is not None]
        for place, (column, text) in enumerate(texts):
            where = f"{sheet.name} {cell_name(row, column)}"
            line = _LINE.fullmatch(text)
            if _LABEL.fullmatch(text) and place + 1 < len(texts):
                yield "said", texts[place + 1][1], where
            elif line and (told_period(line["when"]) or is_part(line["when"])):
                yield "said", line["when"], where
            elif front and len(texts) == 1 and _is_period(text):
                yield "alone", text, where


def _is_period(text: str) -> bool:
    told = told_period(text)
    return told is not None and told.grain != "day"
