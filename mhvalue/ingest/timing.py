"""Which period each figure of a table belongs to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from mhvalue.errors import ReadingProblem
from mhvalue.ingest.dated_labels import BY_LABELS, dated
from mhvalue.ingest.dates import read_column, read_ends, settled, spans
from mhvalue.ingest.dates_in_text import told_period
from mhvalue.ingest.doubts import Doubts, of_headings
from mhvalue.ingest.places import Codes, labels
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import BEFORE, EARLIER, FULL_YEAR, Column, TableReading
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.ingest.vocabulary import END, FINANCIAL_MONTH, QUARTER, WEEK, folded
from mhvalue.ingest.year_parts import joined
from mhvalue.periods import MONTHS_IN, Period, first_day, period, step
from mhvalue.written_periods import parse, parse_bare_quarter

UNKNOWN = -1
FEW_STRETCHES: Final = 4
QUARTER_END: Final = re.compile(r"(?:period|quarter|qtr)(?: end(?:ing|ed)?)?(?: month)?")
NO_WHOLE: Final = (
    "Stretches of days that make up no week, month, quarter or year begin in",
    "Give the figures by week, month, quarter or year.",
)
DATED: Final = (("item", BY_LABELS), ("unit", BY_LABELS))
"""The columns whose labels tell the periods of their rows."""


class Told(NamedTuple):
    """A period, and the release it was told in where one file tells it again and again."""

    period: Period
    release: str = ""


FINANCIAL: Final = re.compile(r"\bfin|\bf\.?y", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Timing:
    """The periods met, and for each row and figure column the position of its period, or -1."""

    told: tuple[Told, ...]
    codes: Codes

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods alone."""
        return tuple(told.period for told in self.told)

    def label_of(self) -> list[Period]:
        """The period each one is labelled with: a window goes by its last month or year."""
        return [period(p.end, p.grain) if p.grain in MONTHS_IN else p for p in self.periods]


def timing(
    sheet: Sheet, table: TableReading, figures: Sequence[Column], file: str
) -> tuple[Timing, list[Problem]]:
    """The period of every row (down) by every figure column (across)."""
    rows = table.last_row - table.first_row + 1
    told = {c.name: c for c in table.columns if c.role == "period"}
    dated = ((c, (c.role, c.name)) for c in table.columns)
    labelled = next((c for c, said in dated if said in DATED), None)
    problems: list[Problem] = []
    if table.layout == "periods across":
        found, codes = _across(sheet, table, figures, told)
        problems = of_headings(table, figures, file)
    elif "start" in told and "end" in told:
        found, codes, problems = _between(sheet, table, told["start"], told["end"], file)
    elif "month" in told:
        found, codes, problems = _parts(sheet, table, told.get("year"), told["month"], file)
    elif told:
        found, codes, problems = _down(sheet, table, next(iter(told.values())), file)
    elif labelled is not None:
        found, codes, problems = _by_labels(sheet, table, labelled, file)
    else:
        found, codes = [told_period(table.period)], np.zeros((1, 1), dtype=np.int64)
    known = _coded(found, codes, [column.window for column in figures])
    wide = np.broadcast_to(known.codes, (rows, max(len(figures), 1)))
    return Timing(known.told, wide), problems


def _coded(found: Sequence[Period | None], codes: Codes, windows: Sequence[str]) -> Timing:
    """Each period once; figures of the full year are those of the year around their period.

    A file that states the full year every month states it in as many releases. A column may be of
    the period before, or of the same one a year before.
    """
    stated = [None if p is None else Told(p) for p in found]
    wide = np.broadcast_to(codes, (len(codes), len(windows))) if windows else codes
    several = len({p for p in found if p}) > 1
    for window in (FULL_YEAR, *EARLIER):
        of_window = np.array([own == window for own in windows], dtype=bool)
        if not of_window.any():
            continue
        wide = np.where(of_window, codes + len(stated), wide)
        if window == FULL_YEAR:
            stated += [_of_year(p, again=several) if p else None for p in found]
        else:
            moved = [_earlier(p, window) if p else None for p in found]
            stated += [None if p is None else Told(p) for p in moved]
    known: dict[Told, int] = {}
    places = [UNKNOWN if t is None else known.setdefault(t, len(known)) for t in stated]
    return Timing(tuple(known), np.array(places, dtype=np.int64)[wide])


def _earlier(told: Period, window: str) -> Period | None:
    """The period before one, or the same one a year before; None where there is no such."""
    if window == BEFORE:
        return step(told, -1)
    if told.grain not in MONTHS_IN:
        return None
    return step(told, -12 // MONTHS_IN[told.grain])


def _of_year(told: Period, *, again: bool) -> Told:
    year = period(told.end, "financial year")
    return Told(year, f"{told.end:%Y-%m}" if again and told.grain != "financial year" else "")


def _across(
    sheet: Sheet,
    table: TableReading,
    figures: Sequence[Column],
    told: Mapping[str, Column],
) -> tuple[list[Period | None], Codes]:
    """Periods across; months across may have their years down, years across their months."""
    down = told.get("year") or told.get("month")
    if down is None:
        named = [told_period(c.name) or joined(table.period, c.name) for c in figures]
        return settled(named), np.arange(len(figures), dtype=np.int64)[None, :]
    codes, texts = labels(sheet, table, down.index)
    pairs = ((text, column.name) for text in texts for column in figures)
    found = [joined(a, b) if down.name == "year" else joined(b, a) for a, b in pairs]
    return found, codes[:, None] * len(figures) + np.arange(len(figures))


def _between(
    sheet: Sheet, table: TableReading, start: Column, end: Column, file: str
) -> tuple[list[Period | None], Codes, list[Problem]]:
    starts, ends = labels(sheet, table, start.index), labels(sheet, table, end.index)
    columns = start.index, end.index
    first, last = read_ends(sheet, columns, table.first_row, table.last_row)
    pairs, codes = np.unique(np.stack([starts[0], ends[0]]), axis=1, return_inverse=True)
    days_to = [_last_day(last.periods[int(code)]) for code in pairs[1]]
    days_from = [
        _first_day(first.periods[int(code)], starts[1][int(code)], done)
        for code, done in zip(pairs[0], days_to, strict=True)
    ]
    found, of_row = spans(days_from, days_to), codes.reshape(-1)
    told = [starts[1][int(code)] for code in pairs[0]]
    dated = np.array([bool(text) for text in told], dtype=bool)[of_row]
    lost = np.array([p is None for p in found], dtype=bool)[of_row] & dated
    if 2 * np.count_nonzero(lost) > np.count_nonzero(dated) > FEW_STRETCHES:
        raise ReadingProblem(
            "Most rows run from one day to another that make up no week, month, quarter or year.",
            where=f"{file}, {table.sheet}" if table.sheet else file,
            do="If each row is one stay, referral or the like, say so on Upload under Is each row "
            "one stay, referral, contact or incident? Else give the figures by month.",
        )
    doubts = Doubts(table, start, file, of_row)
    return found, of_row[:, None], doubts.of_lost(found, told, *NO_WHOLE)


def _first_day(begun: Period | None, text: str, done: Period | None) -> Period | None:
    """The start of a stretch: one that begins where a month ends is of the months after it."""
    written = parse(text)
    if begun is None or done is None or written is None or written.grain != "day":
        return begun
    return first_day(written, done) if written.end == begun.end else begun


def _last_day(found: Period | None) -> Period | None:
    return found and period(found.end, "day")


def _parts(
    sheet: Sheet, table: TableReading, year: Column | None, month: Column, file: str
) -> tuple[list[Period | None], Codes, list[Problem]]:
    """Months or quarters down, the year in a column beside them or one for the whole table."""
    codes, texts = labels(sheet, table, month.index)
    if FINANCIAL_MONTH.search(folded(month.heading)):
        texts = [f"M{text}" if text.isdigit() else text for text in texts]
    months = codes, texts
    if year is None:
        found = settled([joined(table.period, text) for text in months[1]])
        lost = Doubts(table, month, file, months[0]).of_lost(found, months[1])
        return found, months[0].reshape(-1, 1), lost
    years = labels(sheet, table, year.index)
    pairs, codes = np.unique(np.stack([years[0], months[0]]), axis=1, return_inverse=True)
    told = [(years[1][a], months[1][b]) for a, b in pairs.T]
    unclear = {b for b, pair in zip(pairs[1], told, strict=True) if _is_unclear(*pair)}
    doubts = Doubts(table, month, file, months[0])
    problems = [] if FINANCIAL.search(year.heading) else doubts.of_quarters(unclear)
    found = [joined(*pair) for pair in told]
    if QUARTER_END.fullmatch(folded(month.heading)) and _end_quarters(found):
        found = [p and period(p.end, "quarter") for p in found]
    pairs_told = Doubts(table, month, file, codes.reshape(-1))
    problems += pairs_told.of_lost(found, [part for _, part in told])
    return found, codes.reshape(-1, 1), problems


def _end_quarters(found: Sequence[Period | None]) -> bool:
    """Whether all are last months of quarters, of several in a year: June, September, March."""
    months = {p.end.month for p in found if p and p.grain == "month"}
    return (
        len(months) > 1 and months <= {3, 6, 9, 12} and all(p.grain == "month" for p in found if p)
    )


def _is_unclear(year: str, part: str) -> bool:
    """Whether a quarter beside a year may be one of a calendar or of a financial year."""
    return parse_bare_quarter(f"{part} {year}") is not None


def _by_labels(
    sheet: Sheet, table: TableReading, column: Column, file: str
) -> tuple[list[Period | None], Codes, list[Problem]]:
    """The period that the label of each row names, else that of the table.

    In a table of one period a label may name another of its grain.
    """
    codes, texts = labels(sheet, table, column.index)
    whole = told_period(table.period)
    named = [known and known[1] for known in map(dated, texts)]
    told = [p if whole is None or (p and p.grain == whole.grain) else None for p in named]
    doubts = Doubts(table, column, file, codes)
    found = [known or (whole if text else None) for known, text in zip(told, texts, strict=True)]
    return found, codes[:, None], doubts.of_labels([p is not None for p in told], found)


def _down(
    sheet: Sheet, table: TableReading, column: Column, file: str
) -> tuple[list[Period | None], Codes, list[Problem]]:
    heading = folded(column.heading)
    line = read_column(
        sheet,
        column.index,
        table.first_row,
        table.last_row,
        ending=bool(END.search(heading)),
        weekly=bool(WEEK.search(heading)),
        quarterly=bool(QUARTER.search(heading)),
        name=column.name,
    )
    codes, texts = labels(sheet, table, column.index)
    found = list(line.periods)
    doubts = Doubts(table, column, file, codes)
    if line.mixed_up:
        return found, codes[:, None], [doubts.mixed_up()]
    if line.both_orders:
        return found, codes[:, None], [doubts.two_orders(line)]
    lost = np.array([p is None and bool(t) for p, t in zip(found, texts, strict=True)], dtype=bool)
    lost_rows = lost[codes]
    skipped = np.array([row - table.first_row for row in table.skip_rows], dtype=np.int64)
    lost_rows[skipped[(skipped >= 0) & (skipped < len(lost_rows))]] = False
    unread: list[int] = np.flatnonzero(lost_rows).tolist()
    return found, codes[:, None], doubts.of_pairs(texts) + doubts.told(line, unread)
