"""What a heading says besides the thing it counts: plan or actual, and over how long."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from mhvalue.ingest.reading import BEFORE, FULL_YEAR, TO_DATE, YEAR_BEFORE
from mhvalue.ingest.vocabulary import MEASURE, folded
from mhvalue.written_windows import without_window

VARIANCE: Final = "variance"
_SCENARIOS: Final = (
    ("plan", r"plan(?:ned)?|budget(?:ed)?|bud"),
    ("forecast", r"forecast(?:ed)?|fcst|fot|projected|projection"),
    ("actual", r"actuals?|act|out-?turn"),
    (VARIANCE, r"variances?|var|over under spend|under over spend|over spend|under spend"),
)  # fmt: skip
_FRAME: Final = (
    r"(?:(?:original|revised|current|approved|agreed|total|net|annual|latest|month|monthly|in|"
    r"the|this|abs|period|year|end|to|from|vs|v|against|%|percent|£\S*|\(?£\S*|gbp|spend|costs?|value|"
    r"amount|figures?|outturn|position|adverse|favourable|adv|fav|plan|budget) )*"
)
_ALONE: Final = tuple(
    (name, re.compile(rf"{_FRAME}(?:{word}) {_FRAME}")) for name, word in reversed(_SCENARIOS)
)
_AMONG: Final = re.compile(
    r"[\s\-\u2013:(]*\b(plan(?:ned)?|budget(?:ed)?|forecast|projected|actuals?|variance|var)\b\)?",
    re.IGNORECASE,
)
_PLANNED: Final = re.compile(r"(?:^|: )planned\b(?! *[-\u2013:(])", re.IGNORECASE)
_TO_DATE: Final = re.compile(
    r"\b(?:ytd|year[\s-]+to[\s-]+date"
    r"|(?:cumulative|cum)\b(?!.*\b(?:over|during|within|in|for) (?:the|each|a) month\b(?! *\d)))\b"
    r"(?:\s*\(?ytd\)?)?",
    re.IGNORECASE,
)
_FULL_YEAR: Final = re.compile(
    r"\bfull[\s-]+year\b|\b(?:annual|year[\s-]?end)(?=:?\s+(?:plan|budget|forecast|outturn))|\bfye\b"
    r"|(?<=forecast )out-?turn\b",
    re.IGNORECASE,
)
_COUNTS: Final = {
    "three": 3,
    "six": 6,
    "twelve": 12,
    "quarter": 3,
    "quarterly": 3,
    "year": 12,
    "yearly": 12,
    "annual": 12,
    "annually": 12,
    "ltm": 12,
    "ttm": 12,
}
_NUMBER: Final = r"(3|6|12|three|six|twelve)"
_MONTHS: Final = rf"{_NUMBER}[\s-]*(?:months?|mths?|mnths?|mos?|m)"
_SPAN: Final = r"(quarter(?:ly)?|year(?:ly)?|annual(?:ly)?)"
_MOVING: Final = r"(?:rolling|moving)"
_MEAN: Final = r"(?:average|mean|avg)"
_ROLLING: Final = re.compile(
    rf"\b(?:{_MOVING}[\s(-]+(?:(?:sum|total)[\s(,:-]+)?{_MONTHS}\b(?:[\s-]+(?:sum|total)\b)?"
    rf"|{_MONTHS}[\s-]+{_MOVING}\b(?:[\s-]+(?:sum|total)\b)?"
    rf"|(?:last|latest|current|previous|prev|past|preceding|trailing)[\s-]+{_MONTHS}\b"
    rf"|{_MOVING}[\s-]+{_SPAN}\b(?:[\s-]+(?:ending|ended)\b)?"
    rf"|{_SPAN}[\s-]+{_MOVING}\b(?:[\s-]+(?:sum|total)\b)?|r(3|6|12)m?\b|([lt]tm)\b"
    rf"|{_MONTHS}[\s-]+(?:to|ending|ended)\b|^(year)[\s-]+(?:to|ending|ended)\b(?!\s*date)"
    rf"|{_MONTHS}[\s-]+(?={_MEAN}\b)|{_MOVING}[\s-]+(?={_MEAN}[\s(,:-]+{_MONTHS}\b)"
    r"|(3|6|12)[\s-]?m(?=ma\b))",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(
    rf"\b(?:in|over|during|within|for) (?:the )?(?:last|past|previous) {_MONTHS},", re.IGNORECASE
)
"""What a question asks about, and not what its answers cover: "In the last 12 months, have you"."""
_AVERAGED: Final = re.compile(rf"\b{_MEAN}\b|\b\d+[\s-]?mma\b", re.IGNORECASE)
_PAST: Final = r"(?:last|previous|prev|prior|preceding)\.?"
_SAME: Final = r"(?:same|corresponding|equivalent)[\s-]+(?:month|quarter|period|time|week)"
_YEAR_BEFORE: Final = re.compile(
    rf"[\s(\-\u2013]*\b{_SAME}[\s,(-]+(?:(?:of|in)[\s-]+)?(?:the[\s-]+)?{_PAST}[\s-]+year\b\)?"
    rf"|[\s(\-\u2013]*\b{_PAST}[\s-]+year(?:[\s,(-]+{_SAME}\b\)?|\)?$)",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    rf"[\s(\-\u2013]*\b{_PAST}[\s-]+(?:month|quarter|week|period)\b(?!s)\)?", re.IGNORECASE
)
_COMPARED_WITH: Final = re.compile(
    r"\b(?:vs?|versus|against|from|since|on|than|compared|change|movement|difference|var(?:iance)?)\b",
    re.IGNORECASE,
)
_IN_MONTH: Final = re.compile(
    r"\b(?:in|current|this|latest)[\s-](?:month|period)\b|^(?:month|m(?:onth|th)? ?\d{1,2})(?=: )"
    r"|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?=: )"
    r"|\b(?:current|this)[\s-](?:year|quarter|week)\b",
    re.IGNORECASE,
)
_MONTH_ALONE: Final = re.compile(
    r"(?:(?:in|this|single|current|for the) )?(?:month|mth)(?:ly)?(?: (?:only|figures?|values?))?"
    r"|periodic|in period"
)
_TO_DATE_ALONE: Final = re.compile(
    r"(?:ytd|year to date|cumulative|cum|to date)(?: (?:ytd|figures?|values?|total))?"
)
_SPANS: Final = (
    "year", "annual", "ytd", "cum", "fye", "turn", "rolling", "moving", "tm", "3", "6", "12",
    "three", "six", "twelve",
)  # fmt: skip
"""Of these any window says one, as every pattern of a window asks for."""
_PASTS: Final = ("last", "prev", "prior", "preceding")
"""Of these anything that speaks of an earlier period says one."""
_VARIANCE: Final = re.compile(r"\bvariance\b", re.IGNORECASE)
_EMPTY: Final = re.compile(r"\(\s*\)|\[\s*\]")
_EDGES: Final = " -\u2013:,"
_POUNDS: Final = r"(?:of )?(?:pounds|£|gbp|sterling)"
THOUSANDS: Final = re.compile(
    r"(?:£|\bgbp)\s*(?:in )?(?:['\u2019]?(?:000s?|k)\b|thousands?)|\b000['\u2019]?s\b"
    rf"|(?<![\d\w])['\u2019]000\b|\bthousands? {_POUNDS}",
    re.IGNORECASE,
)
MILLIONS: Final = re.compile(
    rf"(?:£|\bgbp)\s*(?:in )?(?:m\b|mn\b|millions?)|\bmillions? {_POUNDS}", re.IGNORECASE
)
SCALE: Final = re.compile(rf"\(?(?:{THOUSANDS.pattern}|{MILLIONS.pattern})\)?", re.IGNORECASE)


@dataclass(frozen=True)
class Wording:
    """A heading taken apart: `stem` is what it counts, and may be empty ("YTD budget")."""

    stem: str
    scenario: str = ""
    window: str = ""


def wordings(headings: Sequence[str]) -> list[Wording]:
    """The headings of one table taken apart.

    A word such as plan counts as a scenario where it stands alone ("Budget (£)"), or where another
    heading says the same with another of these words or with none ("Contacts plan", "Contacts").
    Planned admissions are a kind of admissions, but beside actual ones.
    """
    found = [_taken_apart(heading) for heading in headings]
    loose = [known if known.scenario else _beside(known) for known in found]
    loose = [_of_longer(beside, found) for beside in loose]
    said: dict[tuple[str, str], set[str]] = {}
    for known in loose:
        said.setdefault((folded(known.stem), known.window), set()).add(known.scenario)
    settled = []
    for known, beside in zip(found, loose, strict=True):
        sides = said[folded(beside.stem), known.window]
        kind_of = known is not beside and _PLANNED.search(known.stem) and "actual" not in sides
        settled.append(beside if beside.scenario and len(sides) > 1 and not kind_of else known)
    # A forecast beside the year to date or the year's budget is that of the year.
    if {known.window for known in settled} & {TO_DATE, FULL_YEAR}:
        settled = [
            replace(known, window=FULL_YEAR)
            if (known.scenario, known.window) == ("forecast", "")
            else known
            for known in settled
        ]
    compared = any(known.scenario for known in settled)
    return [
        replace(known, scenario=VARIANCE)
        if compared and not known.scenario and _VARIANCE.search(known.stem)
        else known
        for known in settled
    ]


def _of_longer(beside: Wording, found: Sequence[Wording]) -> Wording:
    """A plan of contacts as that of the one other heading that goes on: Contacts attended."""
    stem = folded(beside.stem)
    if not beside.scenario or not MEASURE.search(stem):
        return beside
    others = {known.stem for known in found if not known.scenario}
    if any(folded(other) == stem for other in others):
        return beside
    longer = [other for other in others if folded(other).startswith(f"{stem} ")]
    longer = [other for other in longer if not _beside(Wording(other)).scenario]
    return replace(beside, stem=longer[0]) if len(longer) == 1 else beside


def sides(labels: Sequence[str]) -> list[Wording]:
    """Names of measures, and of which side of it each tells: "Referrals plan" beside "Referrals".

    A name keeps what it says of a window; one that is of no side, or names nothing, stays whole.
    """
    told = zip(labels, wordings(labels), strict=True)
    return [
        Wording(_AMONG.sub("", label).strip(_EDGES + "()"), known.scenario)
        if known.scenario and known.stem and _AMONG.search(label)
        else Wording(label)
        for label, known in told
    ]


def _says_any(words: Sequence[str], text: str) -> bool:
    small = text.casefold()
    return any(word in small for word in words)


def _may_span(text: str) -> bool:
    """Whether a text has any of the words without which it speaks of no window."""
    return _says_any(_SPANS, text)


@lru_cache(maxsize=20_000)
def earlier_of(text: str) -> str:
    """Which period before its own a heading speaks of: "Falls last month"; else ''."""
    if not _says_any(_PASTS, text) or _COMPARED_WITH.search(text):
        return ""
    if _YEAR_BEFORE.search(text):
        return YEAR_BEFORE
    return BEFORE if _BEFORE.search(text) else ""


@lru_cache(maxsize=20_000)
def window_of(text: str) -> str:
    """The window a text speaks of: year to date, the full year, or rolling months; else ''."""
    if not _may_span(text):
        return ""
    if _TO_DATE.search(text):
        return TO_DATE
    rolling = _ROLLING.search(text)
    if rolling and not _ASKED.search(text):
        told = next(filter(None, rolling.groups())).casefold()
        return f"rolling {_COUNTS.get(told) or int(told)} months"
    return FULL_YEAR if _FULL_YEAR.search(text) else ""


def stem_of(text: str) -> str:
    """What a text counts, without what it says about plan or actual and over how long."""
    return _taken_apart(text).stem or text


@lru_cache(maxsize=20_000)
def cover_of(text: str) -> str | None:
    """What a label by itself says that figures cover, as a window, or '' for their month.

    None for a label that says anything else.
    """
    words = folded(text)
    if _MONTH_ALONE.fullmatch(words):
        return ""
    if _TO_DATE_ALONE.fullmatch(words):
        return TO_DATE
    rolling = window_of(text) and not _AVERAGED.search(text) and not _ROLLING.sub("", words).strip()
    return window_of(text) if rolling else None


@lru_cache(maxsize=20_000)
def scenario_of(text: str) -> str:
    """The scenario, or variance, that a label consists of; else ''."""
    words = f"{folded(text)} "
    return next((name for name, alone in _ALONE if alone.fullmatch(words)), "")


@lru_cache(maxsize=20_000)
def _taken_apart(heading: str) -> Wording:
    window, earlier = window_of(heading), earlier_of(heading)
    # What is averaged over months is no figure of those months: it keeps a name of its own.
    averaged = _AVERAGED.search(heading) is not None and _ROLLING.search(heading) is not None
    rest = heading if averaged else without_window(heading)
    if _may_span(rest):
        kept = averaged or _ASKED.search(heading) is not None
        for phrase in (_TO_DATE, *(() if kept else (_ROLLING,)), _FULL_YEAR):
            rest = phrase.sub("", rest)
    rest = _IN_MONTH.sub("", rest)
    if earlier:
        rest = _BEFORE.sub("", _YEAR_BEFORE.sub("", rest))
    # Last year's year to date has no place among the periods of a table.
    scenario, stem = VARIANCE if earlier and window else "", []
    window = window or earlier
    for part in rest.split(": "):
        told = scenario_of(part)
        scenario = _of_both(scenario, told)
        part = " ".join(_EMPTY.sub("", part).split()).strip(_EDGES)
        if not told and part and not SCALE.fullmatch(part):
            stem.append(part)
    text = ": ".join(stem)
    said = scenario or window or _IN_MONTH.search(heading)
    return Wording(text if said else (text and heading), scenario, window)


def _of_both(group: str, own: str) -> str:
    """The scenario of a label below a group's: a forecast has its plan and its variance beside it.

    What is called actual below a forecast is the forecast.
    """
    apart = own == VARIANCE or (group == "forecast" and own == "plan")
    return own if apart else group or own


@lru_cache(maxsize=20_000)
def _beside(known: Wording) -> Wording:
    """A heading with a scenario among the words for what it counts, under a group label or not."""
    group, apart, label = known.stem.rpartition(": ")
    told = _AMONG.findall(label)
    stem = _AMONG.sub("", label).strip(_EDGES + "()")
    if len(told) != 1 or not stem:
        return known
    return replace(known, stem=f"{group}{apart}{stem}", scenario=scenario_of(told[0]))
