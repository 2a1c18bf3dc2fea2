"""The periods that titles, headings and names of files speak of, and what they say besides."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from mhvalue.ingest.wording import window_of
from mhvalue.periods import MONTHS_IN, Period, first_day, period
from mhvalue.written_periods import may_name, parse, parse_bare_quarter
from mhvalue.written_windows import (
    parse_window,
    speaks_of_half,
    window_in,
    without_window,
    years_in,
)

YEAR_BY_ONE: Final = re.compile(
    r"\bfy ?(?:20)?\d\d(?! ?[\d/\-\u2013])|(?<![\d/\-\u2013])20\d\d ?fy\b", re.IGNORECASE
)
"""A financial year told by one number, of which nobody knows whether it begins or ends then."""
_MONTH_WORD: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_PART_TOLD: Final = re.compile(
    rf"\b(?:{_MONTH_WORD})[a-z]*\s?(?:-|\u2013|to)|\b(?:spring|summer|autumn|winter|term)\b",
    re.IGNORECASE,
)
_IN_TEXT: Final = re.compile(
    r"\b(?:w/?[ce]|week (?:commencing|beginning|ending|of))[ :\-]+\d{1,2}(?:st|nd|rd|th)?"
    rf"[\s\-/.]+(?:\d{{1,2}}|(?:{_MONTH_WORD})[a-z]*)[\s\-/.,]+(?:20)?\d\d\b"
    r"|(?:\b(?:m(?:onth)?|p(?:eriod)?)\s*\d{1,2},?\s*)\b(?:20)?\d\d\s*[/\-\u2013]\s*(?:20)?\d\d\b"
    r"|(?:q[1-4],?\s*)?\b20\d\d\s*[/\-\u2013]\s*(?:20)?\d\d\b"
    r"(?:\s*q[1-4]\b|[\s,]*(?:m|month|period)\s*\d{1,2}\b)?"
    rf"|(?<![a-z])(?:{_MONTH_WORD})[a-z]*\s*(?:-|\u2013|to)\s*(?:{_MONTH_WORD})[a-z]*\s*20\d\d\b"
    r"|(?:\b\d{1,2}(?:st|nd|rd|th)?[\s\-_]+)?"
    r"(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s\-_,]*(?:20\d\d|\d\d(?!\d))"
    r"|\bq[1-4]\s*20\d\d\b|\b20\d\d\s*q[1-4]\b"
    r"|\b\d{1,2}/\d{1,2}/20\d\d\b"
    r"|\b20\d\d[-_](?:0[1-9]|1[0-2])\b|\b20\d\d(?:0[1-9]|1[0-2])\b|\b20\d\d(?:1[3-9]|[2-9]\d)\b",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"[\s,;|]*(?:(?:end )?date )?(?:to|until|till|-|\u2013|through)(?: date)?[\s:]*(?:the\s*)?",
    re.IGNORECASE,
)
_MARKS: Final = " .^*#\u2020\u2021"
"""What may stand after a text to point at a footnote, and what ends it."""
_LOOSE: Final = re.compile(
    r"\s*(?:\b(?:in|for|during|as at|at|to|from|of|and|month of|ending|ended|between|the)\b"
    r"|[,:;\-\u2013(])*\s*$",
    re.IGNORECASE,
)
_MONTH_NUMBER: Final = re.compile(
    r"[\s,:;(\-\u2013]*\b(?:m|month\s|mth\s)\s*(?:0?[1-9]|1[0-2])\b\)?", re.IGNORECASE
)
_LEADING: Final = re.compile(r"^[\s,:;)\-\u2013]+|^(?:to|and)\b\s*", re.IGNORECASE)
_SHORT_YEARS: Final = re.compile(r"\b(1\d|2[1-9])(\d\d)\b")
_YEAR_APART: Final = re.compile(r"\b20[0-4]\d\b")
_YEAR_ALONE: Final = re.compile(r"\b(?:in |for |during )?20\d\d\b(?![/\-\u2013]\d)", re.IGNORECASE)


@lru_cache(maxsize=20_000, typed=True)
def named_period(value: object) -> Period | None:
    """The period a cell or heading names, a quarter of an unclear year included."""
    return parse(value) or parse_bare_quarter(value)


@lru_cache(maxsize=20_000, typed=True)
def told_period(value: object) -> Period | None:
    """The period a row may be for: one that it names, or a window of months up to one."""
    return named_period(value) or parse_window(value)


def around_period(texts: Sequence[str]) -> str:
    """What labels of different periods all say besides: "Contacts in" of "Contacts in May 2024".

    Blank where they do not say one and the same, or do not name one period each; or where they
    say that it is longer than it looks ("YTD").
    """
    if len(texts) < 2 or not all(map(in_text, texts)) or len(set(map(in_text, texts))) < len(texts):
        return ""
    said = {without_period(text).casefold() for text in texts}
    around = said.pop() if len(said) == 1 else ""
    return "" if window_of(around) or any(map(YEAR_BY_ONE.search, texts)) else around


def span(first: Period | None, last: Period | None) -> Period | None:
    """The period from a first to a last day: a day, week, month or more, or whole months."""
    if first is None or last is None or first.start > last.end:
        return None
    for grain in ("day", "week", *MONTHS_IN):
        whole = period(first.start, grain)
        if (whole.start, whole.end) == (first.start, last.end):
            return whole
    months = period(first.start, "month").start, period(last.end, "month").end
    return Period(*months, "month") if months == (first.start, last.end) else None


@lru_cache(maxsize=20_000)
def in_text(text: str) -> Period | None:
    """The one period a title or a file name speaks of; None when it names none or several.

    Two of them with "to" between them are the month, quarter or year from one to the other.
    """
    # A number alone names a period of this century at most.
    if not may_name(text) or (text.isdecimal() and "20" not in text) or speaks_of_half(text):
        return None
    apart = _apart(text)
    told = _told(apart)
    known = {p for _, p in told}
    if len(known) == 1:
        return known.pop()
    if len(told) == 2 and _joins(apart, told[0][0], told[1][0]):
        whole = span(first_day(told[0][1], told[1][1]), period(told[1][1].end, "day"))
        return whole if whole and whole == period(whole.start, whole.grain) else None
    return None


def all_in_text(text: str) -> list[Period]:
    """Every period that a text speaks of, years that stand alone included."""
    rest = _apart(text)
    told = _told(rest)
    for found, _ in reversed(told):
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    alone = (parse(found.group()[-4:]) for found in _YEAR_ALONE.finditer(rest))
    return [*(p for _, p in told), *(p for p in alone if p)]


def _apart(text: str) -> str:
    return re.sub(r"(?<=\d)_(?=\d\d\b)", "-", text).replace("_", " ")


def _told(apart: str) -> list[tuple[re.Match[str], Period]]:
    found = [(m, named_period(m.group().strip())) for m in _IN_TEXT.finditer(apart)]
    return [(m, p) for m, p in found if p]


@lru_cache(maxsize=20_000)
def stem_and_period(heading: str) -> tuple[str, Period] | None:
    """What a heading counts and the one period it speaks of: "Population" and 2021."""
    if not may_name(heading):
        return None
    text = heading.replace("_", " ")
    several = years_in(text)
    if several:
        return several if several[0] else None
    years = set() if YEAR_BY_ONE.search(text) else set(_YEAR_APART.findall(text))
    alone = parse(years.pop()) if len(years) == 1 and not speaks_of_half(text) else None
    found = window_in(text) or in_text(text) or alone
    stem = without_period(text)
    if found is None or stem == text.strip():
        return None
    # 2024 (Apr-Mar) is no calendar year, and neither is Spring 2024.
    shifted = found.grain == "calendar year" and _PART_TOLD.search(stem)
    return None if shifted else (stem, found)


def year_in_name(name: str) -> Period | None:
    """The one year that a sheet's or file's name ends or begins with or has apart from words.

    2122 is the financial year 2021/22, 2024 the calendar year.
    """
    if speaks_of_half(name):
        return None
    apart = re.sub(r"[_\-.]", " ", name)
    short = {f"20{a}/{b}" for a, b in _SHORT_YEARS.findall(apart) if int(a) + 1 == int(b)}
    years = short or set(_YEAR_APART.findall(apart))
    return parse(years.pop()) if len(years) == 1 else None


def _joins(text: str, first: re.Match[str], last: re.Match[str]) -> bool:
    """Whether two periods of a text are the ends of one: "from ... to", "between ... and"."""
    joint = text[first.end() : last.start()]
    if joint.strip().casefold() == "and":
        return bool(re.search(r"\bbetween\s*$", text[: first.start()], re.IGNORECASE))
    return bool(_BETWEEN.fullmatch(joint))


@lru_cache(maxsize=20_000)
def without_period(text: str) -> str:
    """A title or file name without the periods it speaks of, so that it names next month's too."""
    rest = _apart(without_window(text))
    for found in reversed(list(_IN_TEXT.finditer(rest)) if may_name(rest) else []):
        if named_period(found.group().strip()):
            before, after = rest[: found.start()], rest[found.end() :]
            rest = f"{_LOOSE.sub('', before)} {_LEADING.sub('', after)}"
    rest = " ".join(_YEAR_ALONE.sub("", _MONTH_NUMBER.sub("", rest)).split())
    bare = _LOOSE.sub("", _LEADING.sub("", rest).rstrip(_MARKS))
    return bare.strip(" ,;:.-\u2013_") or text.strip()
