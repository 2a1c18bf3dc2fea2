"""What a file's name and titles say about which edition of its figures it is."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

from mhvalue.ingest.dates_in_text import all_in_text, without_period
from mhvalue.ingest.result import ReadResult
from mhvalue.periods import Period, period

_EARLY: Final = (
    (0, r"draft|dft"),
    (1, r"provisional|prov|preliminary|prelim|interim|unvalidated"),
    (3, r"final|finalised|finalized|validated"),
)
UNMARKED: Final = 2
_REVISED: Final = (
    r"refresh(?:ed)?|revised?|revision|updated?|amended|amendment|corrected|correction|resubmitted"
    r"|resubmission|restated|reissued?|rereleased?"
)
_BY_ITSELF: Final = r"(?<![^\W_])(?:{})(?![^\W_])"
_STAGES: Final = tuple(
    (stage, re.compile(_BY_ITSELF.format(said), re.IGNORECASE)) for stage, said in _EARLY
)
_AGAIN: Final = re.compile(_BY_ITSELF.format(_REVISED), re.IGNORECASE)
_VERSION: Final = re.compile(
    r"(?<![^\W_])(?:version|ver|v|revision|rev|release|issue|draft|iteration)[\s._-]*"
    r"(\d{1,3}(?:\.\d{1,3})*)(?![^\W_])",
    re.IGNORECASE,
)
_CLOCK: Final = r"(?:[\sT_-]*(?:[01]\d|2[0-3])[:.h]?[0-5]\d(?:[:.]?[0-5]\d)?(?!\d))?"
_YEAR_FIRST: Final = re.compile(
    rf"(?<!\d)(20\d\d)[-._ ]?(0[1-9]|1[0-2])[-._ ]?(0[1-9]|[12]\d|3[01])(?!\d){_CLOCK}"
)
_DAY_FIRST: Final = re.compile(r"(?<!\d)(\d{1,2})[-._/ ](\d{1,2})[-._/ ](20\d\d|\d\d)(?!\d)")
_MONTH: Final = re.compile(
    r"(?<![^\W_])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![^\W_])",
    re.IGNORECASE,
)
_EMPTY: Final = re.compile(
    r"(?<![^\W_])(?:released?|published|publication|issued?|dated|version|ver|v|copy|as at|as of)"
    r"(?![^\W_])|\(\d+\)",
    re.IGNORECASE,
)
_OF_EDITION: Final = re.compile(
    r"(?<![^\W_])(?:release|published|publication|issued?|extract|produced|generated|run|as at"
    r"|version|refreshed|updated|status|edition|dated|printed|provisional|final|draft|v\d)",
    re.IGNORECASE,
)
_LONGEST_TITLE: Final = 160


@dataclass(frozen=True)
class Marks:
    """What tells editions apart: none of it is certain, and any of it may be missing.

    `stem` is the name without all the rest; `stage` is 0 for a draft, 1 provisional, 2 where
    nothing is said, 3 final; `revised` where it calls itself a refresh or a correction; `when` the
    latest period it names; `version` its number.
    """

    stem: str = ""
    stage: int = UNMARKED
    revised: bool = False
    when: Period | None = None
    version: tuple[int, ...] = ()


def marks(name: str, titles: Sequence[str] = ()) -> Marks:
    """The marks of a file's name; what it does not say is looked for in titles."""
    told = _marks(PurePath(name).stem)
    said = _marks("; ".join(text for text in titles if _OF_EDITION.search(text)))
    return Marks(
        told.stem,
        told.stage if told.stage != UNMARKED else said.stage,
        told.revised or said.revised,
        told.when or said.when,
        told.version or said.version,
    )


def titles(result: ReadResult) -> tuple[str, ...]:
    """The texts above the headings of the tables read, and the names of their sheets."""
    used = [table for table in result.reading.tables if table.use]
    found = [text for table in used for text in (table.title, table.sheet)]
    for table in used:
        top = min(table.header_rows, default=table.first_row)
        for preview in result.previews:
            if preview.sheet == table.sheet:
                rows = preview.rows[: max(top - preview.first_row, 0)]
                found += [text for row in rows for text in row]
    return tuple(dict.fromkeys(text for text in found if 0 < len(text) <= _LONGEST_TITLE))


def _marks(text: str) -> Marks:
    days, rest = _days(text)
    versions = [tuple(map(int, found.split("."))) for found in _VERSION.findall(rest)]
    stages = [stage for stage, words in _STAGES if words.search(rest)]
    revised = bool(_AGAIN.search(rest))
    rest = _VERSION.sub(" ", rest)
    for words in (*(words for _, words in _STAGES), _AGAIN):
        rest = words.sub(" ", rest)
    when = max(days or all_in_text(rest), key=lambda told: told.end, default=None)
    return Marks(
        _stem(rest),
        min(stages, default=UNMARKED),
        revised,
        when,
        max(versions, default=()),
    )


def _stem(text: str) -> str:
    """The name without its periods, in small letters, its words apart by one space."""
    # Without a word to hold on to, a name that is all period is given back as it stands.
    bare = without_period(f"x {text}").removeprefix("x")
    bare = _EMPTY.sub(" ", _MONTH.sub(" ", bare))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold()))


def _days(text: str) -> tuple[list[Period], str]:
    """The whole dates of a text, and the text without them."""
    found: list[Period] = []

    def taken(read: Callable[[re.Match[str]], date]) -> Callable[[re.Match[str]], str]:
        def take(match: re.Match[str]) -> str:
            try:
                day = read(match)
            except ValueError:
                return match.group()
            found.append(period(day, "day"))
            return " "

        return take

    rest = _YEAR_FIRST.sub(taken(lambda m: date(*_numbers(m.groups()))), text)
    rest = _DAY_FIRST.sub(taken(lambda m: date(*_numbers(reversed(m.groups())))), rest)
    return found, rest


def _numbers(texts: Iterable[str]) -> tuple[int, int, int]:
    year, month, day = map(int, texts)
    return (year if year > 99 else 2000 + year), month, day
