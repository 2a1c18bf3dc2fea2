"""What each column of a table holds, counted once, before it is given a role."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.dates_in_text import around_period, in_text, named_period, stem_and_period
from mhvalue.ingest.headings import named, plain
from mhvalue.ingest.kinds import BLANK, MARK, NUMBER, PERIOD, RANGE, TEXT, YEAR
from mhvalue.ingest.percents import is_percent_column
from mhvalue.ingest.places import SPARSE
from mhvalue.ingest.proposing.bands import Block, are_bands
from mhvalue.ingest.proposing.merged_labels import merged_down, of_all_rows
from mhvalue.ingest.sheets.cells import Sheet, distinct
from mhvalue.ingest.sum_labels import is_total
from mhvalue.ingest.unit_levels import is_national, level_named
from mhvalue.ingest.values import parse_cell
from mhvalue.ingest.vocabulary import JUST_VALUE, NOT_FIGURES, folded
from mhvalue.ingest.wording import SCALE
from mhvalue.ingest.year_parts import YEARS, is_part, of_parts, parted
from mhvalue.periods import Period, period
from mhvalue.written_periods import parse
from mhvalue.written_windows import parse_window

DAYS = 31
IN_PLACE = ("suppressed", "missing")
_SECTIONED = re.compile(r"(?:mha |mental health act |legal )?(?:section|status)")
_SECTION = re.compile(
    r"(?:s|sec|section)?\.? ?\d{1,3}[a-z]?(?: ?\(\d\))?(?: ?/ ?\d{2})?|cto|informal|[a-z]*dols"
    r"|other|total|all",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\(nos?\.?\)$|(?<!ward)(?<!team)(?<!site)(?<!code): nos?\.?$"
    r"|^(?:(?:distinct )?(?:count|number)|count(?: of)? distinct) ",
    re.IGNORECASE,
)
_AGAIN = re.compile(r" \(\d\)$")
_QUARTER_TO = re.compile(r"^(?:quarter|qtr|3 months) (?:to|end(?:ing|ed)?) ", re.IGNORECASE)
_AS_AT = re.compile(r"^(?:position |snapshot )?(?:as )?(?:at|of|on) ", re.IGNORECASE)
_YEAR_TO = re.compile(r"^(?:year|12 months) (?:to|ending|ended) ", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Profile:
    """One column: its heading, how many cells of each kind, its distinct texts and its codes.

    `percent` says that most of its numbers are shown or written as percentages, `depth` how many
    header rows its heading is made of, `totals` how many rows left out of the counts are totals
    by its labels.
    """

    index: int
    heading: str
    headed: bool
    counts: Counter[int]
    codes: NDArray[np.int32]
    values: tuple[object, ...]
    percent: bool = False
    depth: int = 1
    totals: int = 0

    @cached_property
    def words(self) -> str:
        """The heading in small letters, words parted by one space; a scale of money left out."""
        return _words_of(self.heading)

    def parts(self) -> list[str]:
        """The texts that the heading is made of, from the top header row down."""
        return self.heading.split(": ", self.depth - 1)

    @cached_property
    def filled(self) -> int:
        """How many cells hold anything."""
        return sum(count for kind, count in self.counts.items() if kind != BLANK)

    @cached_property
    def figures(self) -> int:
        """How many cells hold a figure, or a mark in place of one."""
        return sum(self.counts[kind] for kind in (NUMBER, YEAR, MARK, RANGE))

    @cached_property
    def is_figures(self) -> bool:
        """Whether the column holds figures rather than words or dates."""
        if self.holds_bands or self.holds_sections or self.holds_codes:
            return False
        enough = self.figures > 0 and self.figures + self._marked >= 0.5 * self.filled
        return enough and (self.has_numbers or self.counts[TEXT] == 0)

    @cached_property
    def _marked(self) -> int:
        """How many cells of a column headed Value hold a word in place of a number: NULL, SUPP."""
        if not self.has_numbers or not JUST_VALUE.fullmatch(self.words):
            return 0
        rows = np.bincount(self.codes, minlength=len(self.values)).tolist()
        marks = (
            count
            for value, count in zip(self.values, rows, strict=True)
            if isinstance(value, str) and value.strip() and parse_cell(value).status in IN_PLACE
        )
        return sum(marks)

    @cached_property
    def has_numbers(self) -> bool:
        """Whether any cell is a number or a range, and not only a mark in place of one."""
        return self.counts[NUMBER] + self.counts[YEAR] + self.counts[RANGE] > 0

    @cached_property
    def holds_bands(self) -> bool:
        """Whether all cells are bands of ages or weeks, no hidden numbers: 0-6, 6-18, 18+."""
        return not self.counts[NUMBER] and are_bands(self.texts)

    @cached_property
    def holds_sections(self) -> bool:
        """Whether all cells are sections of the Mental Health Act: 2, 3, 5(2), 37/41, CTO."""
        headed = bool(_SECTIONED.fullmatch(self.words))
        return headed and bool(self.texts) and all(map(_SECTION.fullmatch, self.texts))

    @cached_property
    def holds_codes(self) -> bool:
        """Whether all cells are texts of as many digits, with noughts before them: 08, 11, 21."""
        texts = [value for value in self.values if value is not None]
        if not texts or not all(isinstance(text, str) and text.isdecimal() for text in texts):
            return False
        lengths = {len(str(text)) for text in texts}
        return lengths != {1} and len(lengths) == 1 and any(str(t).startswith("0") for t in texts)

    @cached_property
    def is_reference(self) -> bool:
        """Whether the heading speaks of codes, ranks or numbers of things, not of how many."""
        return _speaks_of_codes(self.heading)

    @cached_property
    def is_dated(self) -> bool:
        """Whether nearly all cells are dates, months, quarters or years in words."""
        return 0 < self.filled <= 1.25 * self.counts[PERIOD]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The distinct labels, blanks left out."""
        told = [plain(self.values[code]) for code in self._present]
        return tuple(dict.fromkeys(filter(None, told)))

    @property
    def told(self) -> NDArray[np.bool_]:
        """The rows in which the column says anything."""
        said = np.array([bool(plain(value)) for value in self.values], dtype=bool)
        return said[self.codes]

    def labels(self) -> Iterator[str]:
        """The same one by one, for a question that the first of them may answer."""
        told = (plain(self.values[code]) for code in self._present)
        return (text for text in told if text)

    @cached_property
    def _present(self) -> list[int]:
        """The codes that some row has, in order."""
        present: list[int] = np.flatnonzero(np.bincount(self.codes)).tolist()
        return present

    @cached_property
    def around_period(self) -> str:
        """What its labels all say besides the period that each of them speaks of."""
        first = next(self.labels(), None)
        return around_period(self.texts[:400]) if first and in_text(first) else ""

    @cached_property
    def heading_period(self) -> Period | None:
        """The period that the heading names, whole, in its last or first part, or in two parts."""
        return _period_of(self.heading)

    @cached_property
    def heading_part(self) -> str:
        """The month or quarter that the heading names without its year, or ''."""
        if self.heading_period is not None or not self.headed:
            return ""
        return next(filter(is_part, reversed(self.heading.split(": "))), "")

    @cached_property
    def day_of_month(self) -> str:
        """The number from 1 to 31 that the heading is, or ''."""
        label = self.parts()[-1]
        return label if label.isdigit() and 1 <= int(label) <= DAYS else ""

    @cached_property
    def heading_around(self) -> tuple[str, Period] | None:
        """What the heading counts and the period it speaks of, where it names none alone."""
        return None if self.heading_period else stem_and_period(self.heading)

    def names_levels(self) -> bool:
        """Whether the labels are those of levels and not all of one country, a unit itself."""
        return self.level_share() >= 0.6 and not all(map(is_national, self.texts))

    def level_share(self) -> float:
        """The share of the labels that name a level (Region, Provider, England)."""
        if not self.texts or len(self.texts) > 60:
            return 0.0
        levels = [level_named(part) for text in self.texts for part in text.split("/")]
        return sum(map(bool, levels)) / len(levels)


# The headings of a table mostly stand over its sisters on other sheets as well.
@lru_cache(maxsize=20_000)
def _words_of(heading: str) -> str:
    return folded(SCALE.sub("", _AGAIN.sub("", heading))) or folded(heading)


@lru_cache(maxsize=20_000)
def _speaks_of_codes(heading: str) -> bool:
    return _COUNTED.search(heading) is None and bool(NOT_FIGURES.fullmatch(_words_of(heading)))


@lru_cache(maxsize=20_000)
def _period_of(heading: str) -> Period | None:
    parts = heading.split(": ")
    told = (heading, *reversed(parts), without_lead(heading))
    found = of_parts(parts) or next((p for p in map(named_period, told) if p), None)
    found = found or next((p for p in map(parse_window, told) if p), None)
    if found is None or found.grain not in ("day", "month"):
        return found
    if _YEAR_TO.match(heading) and found.grain == "day":
        return period(found.end, "month")
    quarter = period(found.end, "quarter")
    return quarter if _QUARTER_TO.match(heading) and quarter.end == found.end else found


def without_lead(text: str) -> str:
    """A text without the words that lead to a date: "As at", "Quarter ending"."""
    for lead in (_YEAR_TO, _QUARTER_TO, _AS_AT):
        text = lead.sub("", text)
    return text


def profiles(sheet: Sheet, block: Block, kinds: NDArray[np.int8]) -> tuple[Profile, ...]:
    """Every column of a block, totals and gaps left out of the counts."""
    rows = np.arange(block.first_row, block.last_row + 1)
    left_out = np.isin(rows, (*block.total_rows, *block.gap_rows))
    in_totals = np.isin(rows, block.total_rows)
    told = rows[~left_out]
    kept = kinds[told, block.first_column : block.last_column + 1]
    headings, _ = named(parted(block.headings), block.first_column)
    merged = merged_down(sheet, block)
    found = []
    for position, heading in enumerate(headings):
        column = block.first_column + position
        codes, values = distinct(sheet, column, block.first_row, block.last_row)
        counts = Counter(dict(enumerate(np.bincount(kept[:, position]).tolist())))
        texts = {code: value for code, value in enumerate(values) if isinstance(value, str)}
        codes = of_all_rows(codes, texts, merged.get(column, []), block.first_row)
        own = codes[~left_out]
        if in_totals.any() and not counts.keys() - {BLANK}:
            own = _held_down(codes, texts)[~left_out]
            counts[TEXT] = _rows_of(list(texts), own)
        elif _leads_blocks(counts, own, texts) and _are_full(kept[:, position + 1 :]):
            own = _held_down(codes, texts)[~left_out]
        signed = [code for code, text in texts.items() if text.rstrip().endswith("%")]
        totals = [code for code, text in texts.items() if is_total(text)]
        written = _rows_of(signed, own)
        found.append(
            Profile(
                column,
                heading,
                bool(block.headings[position]) and not _heads_nothing(heading, position),
                counts,
                own,
                tuple(values),
                2 * written > counts[NUMBER] > 0 or is_percent_column(sheet, column, told),
                len(block.header_rows),
                _rows_of(totals, codes[in_totals]),
            )
        )
    return tuple(found)


def _held_down(codes: NDArray[np.int32], texts: Mapping[int, str]) -> NDArray[np.int32]:
    """The labels of a column that stand on rows of totals only, held down over the rows below.

    "London" beside "Total" above the rows of London's sectors.
    """
    named = np.isin(codes, [code for code, text in texts.items() if not is_total(text)])
    if not named.any():
        return codes
    return codes[np.maximum.accumulate(np.where(named, np.arange(len(codes)), 0))]


def _leads_blocks(counts: Counter[int], codes: NDArray[np.int32], texts: Mapping[int, str]) -> bool:
    """Whether labels alone stand in a column, the first of them in its first row, few of many."""
    told = counts[TEXT] + counts[PERIOD] + counts[RANGE]
    few = 2 <= told <= SPARSE * len(codes) and told + counts[BLANK] == len(codes)
    return few and bool(codes[0] in texts)


def _are_full(kinds: NDArray[np.int8]) -> bool:
    """Whether one of the columns to the right has a label in every row: what the blocks hold."""
    return bool(((kinds == TEXT) | (kinds == RANGE)).all(axis=0).any())


def _heads_nothing(heading: str, position: int) -> bool:
    """Whether a heading says nothing of its column: £000, or the year of all months beside it."""
    year = parse(heading) if position == 0 else None
    return bool(SCALE.fullmatch(heading)) or (year is not None and year.grain in YEARS)


def _rows_of(marked: list[int], codes: NDArray[np.int32]) -> int:
    """How many rows have one of the marked codes."""
    return int(np.count_nonzero(np.isin(codes, marked))) if marked else 0


def determines(fine: Profile, coarse: Profile, *, where_told: bool = False) -> bool:
    """Whether the label of one column settles that of another, as a code does its name.

    With `where_told` only rows count in which the one that settles has a label.
    """
    settling, settled = fine.codes.astype(np.int64), coarse.codes
    if where_told:
        settling, settled = settling[fine.told], settled[fine.told]
    pairs = settling * (len(coarse.values) + 1) + settled
    return len(np.unique(pairs)) == len(np.unique(settling))
