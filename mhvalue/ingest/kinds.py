"""What kind of thing stands in each cell of a sheet, before anything is read from it."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.dates_in_text import told_period
from mhvalue.ingest.sheets.cells import CellError, Sheet, whole_column
from mhvalue.ingest.values import MEASURED, parse_cell
from mhvalue.ingest.vocabulary import MEASURE_UNIT
from mhvalue.written_periods import month_number

BLANK: Final = 0
TEXT: Final = 1
NUMBER: Final = 2
PERIOD: Final = 3
YEAR: Final = 4
MARK: Final = 5
"""A star, a dash, an error: it stands where a number would."""
RANGE: Final = 6
"""\"<5", "65+", "0-4": a hidden number among figures, an age band in a heading."""

_ERROR: Final = re.compile(r"#+|#n/?a|#[a-z0-9/_]+[!?]", re.IGNORECASE)
"""An error of a spreadsheet, or a number too wide for its column; "# of wards" is a heading."""
_OF_UNIT: Final = re.compile(rf"\((?:{MEASURE_UNIT.pattern})\)", re.IGNORECASE)
"""What is counted in, in a row of its own below the headings: (n), (%), (\u00a3000)."""
NO_NAMES: Final = ("n/a", "na", "n.a.", "n/k", "nk", "n/r", "tbc")
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
FIRST_MONTH_CODE: Final = 199001


def kind_of(value: object) -> int:
    """The kind of one cell; YEAR is a number that may as well be a heading (2019, 201904)."""
    if isinstance(value, str):
        return _text_kind(value)
    if value is None:
        return BLANK
    if isinstance(value, CellError):
        return MARK
    if isinstance(value, bool | time | timedelta):
        return TEXT
    if isinstance(value, date | datetime):
        return PERIOD
    return _number_kind(float(value)) if isinstance(value, int | float) else TEXT


def kinds_of(sheet: Sheet) -> NDArray[np.int8]:
    """The kind of every cell of a sheet, as an array of its shape."""
    rows, columns = sheet.shape
    kinds = np.zeros((rows, columns), dtype=np.int8)
    if not kinds.size:
        return kinds
    coded = [whole_column(sheet, column) for column in range(columns)]
    of_values = _kinds(np.concatenate([values for _, values in coded]).tolist())
    first = 0
    for column, (codes, values) in enumerate(coded):
        kinds[:, column] = of_values[first : first + len(values)][codes]
        first += len(values)
    return kinds


def _kinds(values: list[object]) -> NDArray[np.int8]:
    """The kind of each value; numbers, most of what there is, all at once."""
    numbers = np.array([type(value) is float for value in values], dtype=bool)
    kinds = np.full(len(values), NUMBER, dtype=np.int8)
    for place in np.flatnonzero(~numbers).tolist():
        kinds[place] = kind_of(values[place])
    plain = np.array([v for v in values if type(v) is float], dtype=np.float64)
    coded = plain >= FIRST_MONTH_CODE
    year = np.where(coded, plain // 100, plain)
    month = np.where(coded, plain % 100, 1)
    years = (plain == np.floor(plain)) & (year >= FIRST_YEAR) & (year <= LAST_YEAR)
    kinds[np.flatnonzero(numbers)[years & (month >= 1) & (month <= 12)]] = YEAR
    return kinds


def is_figure(kinds: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Where a figure stands, or a mark or range in place of one."""
    return np.isin(kinds, (NUMBER, MARK, YEAR, RANGE))


def _number_kind(number: float) -> int:
    if number != int(number):
        return NUMBER
    year, month = (number, 1) if number < FIRST_MONTH_CODE else divmod(number, 100)
    return YEAR if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 else NUMBER


@lru_cache(maxsize=50_000)
def _text_kind(text: str) -> int:
    if not text.strip():
        return BLANK
    # "7 days" heads a column or names a row as often as it is a figure.
    if MEASURED.fullmatch(text.strip()) or _OF_UNIT.fullmatch(text.strip()):
        return TEXT
    figure = parse_cell(text)
    if figure.status == "ok":
        return NUMBER if figure.percent else _number_kind(figure.amount)
    if figure.status != "error":
        words = text.strip()
        if figure.status == "suppressed" and not np.isnan(figure.low):
            return RANGE
        # A word may be a name or a group; a sign or a letter cannot.
        letters = sum(map(str.isalpha, words))
        return MARK if letters < 2 or words.casefold() in NO_NAMES else TEXT
    if _ERROR.fullmatch(text.strip()):
        return MARK
    told = told_period(text) or month_number(text)
    return PERIOD if told else TEXT
