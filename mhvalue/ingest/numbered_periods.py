"""Tables by weeks that are only numbered, or by four weeks: they say of no period that is known.

Which days "Week 27" has depends on who counts: from January, from April, or as ISO weeks are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from mhvalue.ingest.dates_in_text import YEAR_BY_ONE
from mhvalue.ingest.headings import plain
from mhvalue.ingest.reading import FIGURE_ROLES, Column, TableReading
from mhvalue.ingest.sheets.cells import Sheet, distinct
from mhvalue.ingest.vocabulary import folded
from mhvalue.ingest.year_parts import YEARS
from mhvalue.written_periods import parse

NUMBERED: Final = (
    "tells its weeks by their numbers only, and weeks are counted in several ways.",
    "Write the first day of each week in place of its number, such as w/c 01/07/2024.",
)
FOUR_WEEKS: Final = (
    "is by stretches of days, such as four weeks, that are no whole week, month, quarter or year.",
    "Give the figures by week, month, quarter or year.",
)
THIRTEEN: Final = (
    "counts its periods up to 13, which may be stretches of four weeks or months and a last round"
    " of corrections.",
    "Give the figures by month, and leave the thirteenth period out.",
)
POSTED: Final = (
    "names its periods as 010.2024, which may be the tenth month of a calendar or of a financial"
    " year.",
    "Write each month in words, such as Oct 2024.",
)
ONE_YEAR: Final = (
    "names its financial years by one number, such as FY25, which may be the year that begins or"
    " the one that ends then.",
    "Write each as 2024/25.",
)
LAST_WEEK: Final = 53
ABOVE: Final = 10
_WEEK: Final = re.compile(r"(?:wk|week|w)\.?\s*(?:no\.?|number)?\s*[-#]?\s*\d{1,2}", re.IGNORECASE)
_WEEK_HEADING: Final = re.compile(
    r"(?:(?:iso|reporting|activity|calendar|financial|fiscal|fin) )?(?:week|wk)"
    r"(?: (?:no|nos|num|number|id|of (?:the )?year))?"
)
_FOUR: Final = re.compile(
    r"\brosters?\b|\brota\b|\b(?:4|four)[ -]?(?:weeks?|weekly|wk)\b|\b28[ -]days?\b|\blunar\b",
    re.IGNORECASE,
)
_PERIOD: Final = re.compile(
    r"(?:roster |rota |4 week |four week |lunar )*(?:roster|rota|period|pd)"
    r"(?: (?:no|num|number|id))?"
)
_NTH: Final = re.compile(
    r"(?:(?:roster|rota) )?(?:period|pd|p|roster|rota) ?\d{1,2}", re.IGNORECASE
)
_ANY_NTH: Final = re.compile(r"(?:p|pd|period|m|mth|month) ?0?(\d{1,2})", re.IGNORECASE)
_POSTING: Final = re.compile(r"(?:0{0,2}\d|0?1[0-6])\.20\d\d")
_DAY: Final = (
    r"\d{1,2}(?:[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|(?:st|nd|rd|th)? ?[a-z]{3,9}(?: ?,? ?'?\d{2,4})?)"
)
_STRETCH: Final = re.compile(rf"({_DAY})\s*(?:-|\u2013|to|until)\s*({_DAY})", re.IGNORECASE)
_WEEKS_TO: Final = re.compile(
    r"\b(?:[2-9]|two|three|four|five|six)[ -]?(?:weeks?|wks?)\b.{0,12}\b(?:to|ending|ended)\b",
    re.IGNORECASE,
)


def told_by_number(sheet: Sheet, table: TableReading) -> tuple[str, str] | None:
    """What to say of such a table, and what the person may do; None for any other."""
    heads = [c.heading for c in table.columns if c.role in FIGURE_ROLES]
    lasts = [head.rpartition(": ")[2] or head for head in heads]
    if _most(bool(_WEEK.fullmatch(text.strip())) for text in lasts):
        return NUMBERED
    if _most(_is_stretch(head) for head in heads):
        return FOUR_WEEKS
    if _are_thirteen(column.heading.rpartition(": ")[2] for column in table.columns):
        return THIRTEEN
    said = " ".join([sheet.name, *_above(sheet, table), *(c.heading for c in table.columns)])
    four = bool(_FOUR.search(said))
    if four and _most(bool(_NTH.fullmatch(folded(text))) for text in lasts):
        return FOUR_WEEKS
    periods = [c for c in table.columns if c.role == "period"]
    if any(_WEEKS_TO.search(c.heading) for c in periods):
        return FOUR_WEEKS
    if not all(c.name in ("year", "month") or _holds_years(sheet, table, c) for c in periods):
        return None
    for column in table.columns:
        words = folded(column.heading)
        if not (_WEEK_HEADING.fullmatch(words) or (four and _PERIOD.fullmatch(words))):
            continue
        values = distinct(sheet, column.index, table.first_row, table.last_row)[1]
        texts = [plain(value) for value in values if value is not None]
        if _most(_is_number(text) for text in texts):
            return NUMBERED if _WEEK_HEADING.fullmatch(words) else FOUR_WEEKS
    down = list(_labels_down(sheet, table))
    dated = table.layout == "periods across"
    if (not dated and _are_years_by_one(heads)) or any(map(_are_years_by_one, down)):
        return ONE_YEAR
    if _are_posted(lasts) or any(map(_are_posted, down)):
        return POSTED
    stretches = (texts and _most(_is_stretch(text) for text in texts) for texts in down)
    return FOUR_WEEKS if any(stretches) else None


def _holds_years(sheet: Sheet, table: TableReading, column: Column) -> bool:
    values = distinct(sheet, column.index, table.first_row, table.last_row)[1]
    told = [parse(plain(value)) for value in values if value is not None]
    return all(period is not None and period.grain in YEARS for period in told)


def _is_number(text: str) -> bool:
    number = re.sub(r"\D", "", text)
    named = text.isdigit() or _WEEK.fullmatch(text) or _NTH.fullmatch(folded(text))
    return bool(named) and 1 <= int(number or 0) <= LAST_WEEK


def _are_thirteen(texts: Iterable[str]) -> bool:
    """Whether labels count periods from the first to a thirteenth: P1 to P13."""
    found = (_ANY_NTH.fullmatch(folded(text)) for text in texts)
    return {int(told[1]) for told in found if told} == set(range(1, 14))


def _are_posted(texts: Iterable[str]) -> bool:
    return _most(bool(_POSTING.fullmatch(text.strip())) for text in texts)


def _are_years_by_one(texts: Iterable[str]) -> bool:
    texts = [text for text in texts if "fy" in text.casefold()]
    named = [text for text in texts if YEAR_BY_ONE.search(text) and any(map(str.isdigit, text))]
    return len(set(named)) > 1 and not any(map(parse, named))


def _labels_down(sheet: Sheet, table: TableReading) -> Iterator[list[str]]:
    """The first texts of each column that holds no figures."""
    for column in table.columns:
        if column.role not in FIGURE_ROLES:
            values = distinct(sheet, column.index, table.first_row, table.last_row)[1]
            yield [plain(value) for value in values[:100] if isinstance(value, str)]


def _is_stretch(text: str) -> bool:
    """Whether a text names two days with "to" between them that make up no known period."""
    if _WEEKS_TO.search(text):
        return True
    found = _STRETCH.search(text)
    if found is None or parse(text) is not None or parse(found.group()) is not None:
        return False
    return parse(found[2]) is not None


def _most(told: Iterable[bool]) -> bool:
    answers = list(told)
    return len(answers) > 1 and 2 * sum(answers) > len(answers)


def _above(sheet: Sheet, table: TableReading) -> Sequence[str]:
    top = table.header_rows[0] if table.header_rows else table.first_row
    rows = sheet.rows(max(top - ABOVE, 0), top)
    return [plain(value) for row in rows for value in row if isinstance(value, str)]
