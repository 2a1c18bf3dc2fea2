"""What the texts around a table state of it: its period or year, and its one unit."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import Final

from mhvalue.ingest import dates, dates_in_text
from mhvalue.ingest.places import AREA_CODE
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.unit_levels import is_national, level_at_end, level_named
from mhvalue.ingest.year_parts import YEARS, in_order, is_part, joined
from mhvalue.periods import GRAINS, Period, period, step
from mhvalue.written_periods import month_number, parse
from mhvalue.written_windows import spelt, window_in

_UNIT: Final = re.compile(
    r"(?:(?:please )?(?:select|choose|pick)(?:ed)? (?:an? |the |your )?|chosen )?"
    r"((?:ward|team|unit|clinic|service|site|hospital|department|division|directorate|trust|provider"
    r"|locality|cost cent(?:re|er))(?: name)?)"
    r"\s*[:\u2013-]\s*(.{2,80})",
    re.IGNORECASE,
)
NATIONAL: Final = ("England", "England and Wales")
_WORD: Final = r"[A-Z][\w'\u2019&-]*"
_TRUST: Final = re.compile(
    r"(?:^|[:|(\u2013-]\s*|\b(?:for|at|by|from|of)\s+)(?:[Tt]he\s+)?"
    rf"({_WORD}(?:,? (?:(?:and|of|the|&) )*{_WORD}){{0,9}} "
    r"(?i:NHS (?:Foundation )?Trust|Integrated Care Board|University Health Board))(?!\w)"
)
_BOARD: Final = re.compile(r" (?:Integrated Care|University Health) Board$", re.IGNORECASE)
"""An organisation's name in a title: "Northfield and Southdown NHS Foundation Trust"."""
_NO_NAME: Final = re.compile(
    r"\b(?:report|board|dashboard|performance|scorecard|return|data|quality|our|this|each|every|all)"
    r"\b|\btrust\b.*\btrust\b",
    re.IGNORECASE,
)
_OF_MANY: Final = re.compile(
    r"\b(?:by|per|each|every|all|the|this|our|my|and|or|of|in|on|to|for|from|other|sub|multi"
    r"|inpatient|community|acute|adult|data|total|select\w*|choose|chosen|pick)\b|[&/]",
    re.IGNORECASE,
)
"""What stands in names of sheets that are about many units, or about one without a name."""
_NO_WARD: Final = re.compile(
    r"\b(?:monthly|weekly|daily|annual|quarterly|report|dashboard|performance|scorecard|summary"
    r"|activity|finance|financial|budget|spend|costs?|pay|beds?|staffing|rota|roster|safe|safer"
    r"|quality|caseload|waiting|admissions?|discharges?|occupancy|incidents?|referrals?|contacts?"
    r"|rates?|figures|list|table|page|sheet|source|notes?|trust|nhs|mental|health|open|new)\b|\d",
    re.IGNORECASE,
)
"""What stands before the word ward or team in a title that names none."""
_ASIDE: Final = re.compile(r"\s*[:|\u2013\u2014]\s*|\s+-\s+|\s*[(),]\s*")
_SERVICE: Final = re.compile(
    r"\b(?:ward|team|unit|clinic|hospital|services?|house|lodge|court|centre|cmhts?|crhtt?s?|picu"
    r"|camhs|hub|suite|trust|nhs|icb|integrated care board)\b",
    re.IGNORECASE,
)
_TRUST_CODE: Final = re.compile(r"(?:R[A-Z0-9]{2}|T[A-Z0-9]{2}|A[A-Z0-9]{2}|G6[A-Z0-9])(?:\d\d)?")
"""How NHS organisations are coded: R1A, RX4, TAJ, RDY01."""
_CODE: Final = re.compile(
    r"(?!(?:FY|Q|M|P|W|WK|Y)\b|(?:FY|Q|M|P|W|WK|Y)\d)([A-Z]{1,3})[-_ ]?\d{3,6}"
)
_LEVELS_OF_ONE: Final = ("Ward", "Team", "Unit", "Clinic", "Service", "Site", "Hospital")
_PERIOD: Final = re.compile(
    r"(?:reporting )?(?:period|month|date|quarter|year)(?: covered)?:\s*(.+)", re.IGNORECASE
)
_RUN: Final = re.compile(
    r"\b(?:run|extract(?:ed|ion)?|print(?:ed)?|produced|generated|refreshed|created|updated"
    r"|published|publication|prepared|downloaded|exported)\b",
    re.IGNORECASE,
)
_WEEKDAY: Final = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|satur|sat|sun)(?:day)?\b", re.IGNORECASE
)
_AS_AT: Final = re.compile(r"\b(?:as (?:at|of|on)|at|snapshot|census|week)\b", re.IGNORECASE)
_LONE_YEAR: Final = re.compile(
    r"\b(?:in|for|during|mid|year|calendar year)[\s-]+(20\d\d)\b(?!\s*[/\-\u2013]\s*\d)",
    re.IGNORECASE,
)
_SURVEY: Final = re.compile(
    r"\b(?:survey|census|audit|questionnaire|stocktake|poll|benchmarking)s?\b", re.IGNORECASE
)
_ANY_YEAR: Final = re.compile(r"(?<![\d/\-\u2013])\b(20\d\d)\b(?!\s*[/\-\u2013]\s*\d)")
MOST_MONTHS: Final = 12
_BETWEEN_PARTS: Final = re.compile(r"[\s,:;()|\u2013-]+")


def stated_unit(titles: Sequence[str]) -> tuple[str, str]:
    """The level and name by a line such as "Ward: Elm", or a part of one: "Elm Ward - finance".

    Blank without one, or where the lines name several.
    """
    for text in titles:
        stated = _UNIT.fullmatch(text)
        level = level_named(stated[1]) if stated else None
        if stated and level:
            return level, stated[2]
    parts = (part.strip() for text in titles for part in _ASIDE.split(text))
    named = {
        unit_of_sheet(part) for part in parts if part[:1].isupper() and not _NO_WARD.search(part)
    }
    named -= {("", "")}
    return named.pop() if len(named) == 1 else ("", "")


def are_units(labels: Sequence[str]) -> bool:
    """Whether names say of themselves that they are services, or are all codes of one kind.

    R1A and RX4 are trusts, CC1001 and CC1002 cost centres.
    """
    told = sum(bool(_SERVICE.search(label)) for label in labels)
    if 2 * told >= len(labels) > 1 or (len(labels) > 1 and all(map(_TRUST_CODE.fullmatch, labels))):
        return True
    kinds = {found[1] if (found := _CODE.fullmatch(label)) else "" for label in labels}
    return len(labels) > 1 and len(kinds) == 1 and "" not in kinds


def are_codes_of_units(labels: Sequence[str]) -> bool:
    """Whether labels are codes of NHS organisations or areas; England may stand among them."""
    own = [label for label in labels if not is_national(label)]
    return len(own) > 1 and all(_TRUST_CODE.fullmatch(t) or AREA_CODE.fullmatch(t) for t in own)


def unit_of_sheet(sheet: str) -> tuple[str, str]:
    """The level and name of a unit that a sheet is named after: "Elm Ward", but not "By ward"."""
    alone = "Ward" if sheet.strip().casefold() == "picu" else level_at_end(sheet)
    level = alone if not _OF_MANY.search(sheet) else None
    return (level, sheet.strip()) if level in _LEVELS_OF_ONE else ("", "")


def whole(titles: Sequence[str], sheet: str, file: str) -> str:
    """The one unit of a table that names none: England or the trust it states, else the file."""
    stem = PurePath(file).stem
    told = " ".join((*titles, sheet, re.sub(r"[-_]+", " ", stem)))
    bare = re.sub(r"(?:NHS|Public Health) England|[\w.]*england[\w.]*@\S+", "", told, flags=re.I)
    if re.search(r"\bEngland and Wales(?![a-z])", bare, re.I):
        return NATIONAL[1]
    if re.search(r"\b(?:England|national)(?![a-z])", bare, re.I):
        return NATIONAL[0]
    trusts = {found[1] for title in titles for found in _TRUST.finditer(title)}
    if len(trusts) == 1 and not _NO_NAME.search(_BOARD.sub("", min(trusts))):
        return trusts.pop()
    name = dates_in_text.without_period(stem)
    return name if dates_in_text.in_text(name) is None else "Whole file"


def stated_period(titles: Sequence[str], sheet: str, file: str) -> str:
    """The period by a "Period:" line, the titles, the sheet's name or the file's name.

    A month that a line or the sheet's name consists of goes with the year of the others, and a
    sheet named after a month within the year of the title is that month. No day is believed beside
    a "Period:" that cannot be read.
    """
    for text in titles:
        stated = _PERIOD.match(text)
        several = window_in(stated[1]) if stated else None
        if several is not None:
            return spelt(several)
        found = stated and (parse(stated[1]) or dates_in_text.in_text(stated[1]))
        aside = found and found.grain == "day" and not _is_of_period(text)
        if found and not (aside and any(map(_is_of_period, titles))):
            return _as_month(found, text).label
    texts = (*(text for text in titles if not _is_of_run(text)), sheet, PurePath(file).stem)
    window = next(filter(None, map(window_in, texts)), None)
    # "12 months ending 31 January 2025" is not about that day or month alone.
    named = [text for text in texts if window_in(text) is None]
    told = [(text, p) for text in named if (p := parse(text) or dates_in_text.in_text(text))]
    # The day of a meeting stands above a report, and the month that it is about below.
    days = [p.grain == "day" and not _AS_AT.search(text) for text, p in told]
    known = [p for (_, p), day in zip(told, days, strict=True) if not day or all(days)]
    alone = [text for text in texts[:-1] if parse(text)]
    files = [
        year for text in (sheet, PurePath(file).stem) if (year := dates_in_text.year_in_name(text))
    ]
    around = known if any(p.grain in YEARS for p in known) else [*known, *files[:1]]
    finer = [parse(text) for text in alone] + [_with_year(text, around) for text in texts[:-1]]
    first = next(iter(known), None)
    for one in finer:
        if one and (first is None or _within(one, first)):
            first = one
    if window is not None and (first is None or _only_named_after(window, titles, first)):
        return spelt(window)
    alone_in = _years_alone(titles, sheet) if first is None else set()
    if len(alone_in) == 1:
        return alone_in.pop()
    if first is not None and first.grain == "day" and any(map(_is_of_period, titles)):
        return ""
    first = first or next(iter(files), None)
    said = next((text for text, p in told if p == first), "")
    return _as_month(first, said).label if first else ""


def _only_named_after(window: Period, titles: Sequence[str], month: Period) -> bool:
    """Whether only a sheet's or file's name speaks of the last month of the titles' window."""
    above = (text for text in titles if window_in(text) is None)
    last = month.grain == "month" and month.end == window.end
    titled = any(window_in(text) == window for text in titles[:1])
    return last and titled and not any(parse(t) or dates_in_text.in_text(t) for t in above)


def _is_of_period(text: str) -> bool:
    """Whether a line is headed as stating the period, in numbers that may be beyond reading."""
    stated = _PERIOD.match(text)
    return "period" in text.casefold() and stated is not None and bool(re.search(r"\d", stated[1]))


def _years_alone(titles: Sequence[str], sheet: str) -> set[str]:
    """The years that the titles name apart from any month, as those of a survey do."""
    years = {found[1] for found in map(_LONE_YEAR.search, titles) if found}
    surveys = [text for text in (*titles, sheet) if _SURVEY.search(text)]
    return years | {year for text in surveys for year in _ANY_YEAR.findall(text)}


@lru_cache(maxsize=20_000)
def _is_of_run(text: str) -> bool:
    """Whether a text says when a report was made: a day or a month, hardly a quarter or a year."""
    told = dates_in_text.in_text(text)
    return bool(_RUN.search(text)) and (told is None or told.grain in ("day", "month"))


def _as_month(found: Period, said: str) -> Period:
    """The month whose first or last day is stated: "As at 30 April 2024"; a Tuesday is a day."""
    if _WEEKDAY.search(said) and not _AS_AT.search(said):
        return found
    (settled,) = dates.settled([found])
    return settled or found


def corner_year(cast: Cast) -> tuple[str, ...]:
    """The year that stands over the labels of a table, beside its months: 2023/24."""
    told = parse(cast.columns[0].heading) if cast.layout == "periods across" else None
    return (cast.columns[0].heading,) if told and told.grain in YEARS else ()


def stated_year(cast: Cast, texts: Sequence[str]) -> str:
    """The year to which months without a year belong, when a text around them states one.

    Months that pass from December into January belong to a financial year, also where only the
    calendar year is stated in which it begins. A month or a day that is stated tells the year up
    to it. Blank where the months do not run forward through one year.
    """
    runs = [run for run in _runs(cast) if run]
    for text in texts:
        stretch = _stretch(text, runs)
        if stretch:
            return stretch
        years = {
            year for told in dates_in_text.all_in_text(text) if (year := _year_around(told, runs))
        }
        if len(years) == 1:
            return years.pop()
    return ""


def _stretch(text: str, runs: Sequence[Sequence[str]]) -> str:
    """The months from one to another that a text speaks of, where the runs fit into them; or ''."""
    whole, window = dates_in_text.in_text(text), window_in(text)
    if window is not None:
        label = spelt(window)
    elif whole is not None and whole.grain in YEARS:
        label = whole.label
    elif whole is not None and whole.grain == "month":
        days = all(part.isdigit() for run in runs for part in run)
        label = whole.label if days else _up_to(whole, runs)
    else:
        return ""
    return label if label and runs and all(in_order(label, run) for run in runs) else ""


def _up_to(month: Period, runs: Sequence[Sequence[str]]) -> str:
    """The months of a run that ends with the one stated and passes a year's end: Nov to Oct."""
    longest = max(runs, key=len, default=())
    if not 2 <= len(longest) <= MOST_MONTHS or month_number(longest[-1]) != month.start.month:
        return ""
    first = step(month, 1 - len(longest))
    return f"{first.label} to {month.label}"


def _runs(cast: Cast) -> Iterator[list[str]]:
    """The months or quarters of each figure across, or down in the order of their rows."""
    runs: dict[str, list[str]] = {}
    for profile in cast.figures():
        part = cast.part_of(profile)
        if part:
            rest = profile.heading.replace(part, "", 1) if not part.isdigit() else ""
            runs.setdefault(rest, []).extend([part] if profile.filled else [])
    yield from runs.values()
    for profile in cast.with_role("period"):
        yield list(profile.texts)


def _year_around(told: Period, runs: Sequence[Sequence[str]]) -> str:
    """The year that fits the months best, going by one period that is stated; '' for none."""
    april = told.start.replace(month=4, day=1)
    if told.grain in YEARS:
        years = [told, period(april, "financial year")]
    else:
        around = [period(told.start, grain) for grain in reversed(YEARS)]
        years = [*around, *(step(year, -1) for year in around)]
    fitting = (
        year.label
        for year in years
        if all(in_order(year.label, run) for run in runs)
        and (told.grain in YEARS or all(_begun(year.label, run[-1], told) for run in runs))
    )
    return next(fitting, "")


def _begun(year: str, part: str, told: Period) -> bool:
    last = joined(year, part)
    return last is not None and last.start <= told.end


def _with_year(text: str, known: Iterable[Period]) -> Period | None:
    """The period of a text that is a month without its year, and the one year known."""
    years = {p for p in known if p.grain in YEARS}
    if len(years) != 1:
        return None
    words = [word for word in _BETWEEN_PARTS.split(_PERIOD.sub(r"\1", text)) if word]
    parts = [" ".join(words)] if is_part(" ".join(words)) else words
    if not all(map(is_part, parts)):
        return None
    # "M1 Apr" says one month twice, and so that 2024 is a financial year.
    year = years.pop()
    april = year.start.replace(month=4, day=1)
    for around in (year, period(april, "financial year")):
        told = {joined(around.label, part) for part in parts}
        if len(told) == 1:
            return told.pop()
    return None


def _within(fine: Period, coarse: Period) -> bool:
    shorter = GRAINS.index(fine.grain) < GRAINS.index(coarse.grain)
    return shorter and coarse.start <= fine.start and fine.end <= coarse.end
