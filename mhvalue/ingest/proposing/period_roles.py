"""Proposing where a table tells its periods: in its headings, or in one or two columns."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.dates import settled
from mhvalue.ingest.dates_in_text import in_text, named_period, told_period
from mhvalue.ingest.headings import plain
from mhvalue.ingest.kinds import NUMBER, YEAR
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.proposing.columns import Profile
from mhvalue.ingest.proposing.comparisons import NAMED_AFTER
from mhvalue.ingest.proposing.group_labels import are_weekdays
from mhvalue.ingest.proposing.peers import are_quartiles
from mhvalue.ingest.reading import FULL_YEAR, TO_DATE
from mhvalue.ingest.wording import scenario_of, window_of
from mhvalue.ingest.year_parts import YEARS, are_numbered_months, is_part, joined
from mhvalue.periods import GRAINS, Period, period
from mhvalue.written_periods import parse, parse_serial
from mhvalue.written_windows import written

SHORTEST_MONTH: Final = 28
SLASHED: Final = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})")
_QUARTER: Final = re.compile(r"q(?:uarter|tr)?\b|q\d|h\d|half", re.IGNORECASE)
_MONTH_NUMBER: Final = re.compile(r"m(?:onth|th)?\s*\d{1,2}", re.IGNORECASE)
_FIFTH_QUESTION: Final = re.compile(r"\b(?:q(?:[5-9]|\d\d)|h(?:[3-9]|\d\d))\b", re.IGNORECASE)
"""A question or a house by its number, beside which Q1 and H1 are no parts of a year."""


def give_periods(cast: Cast, title: str) -> None:
    """Headings or columns that are periods; `title` may say that dates are those of weeks."""
    _across(cast, title)
    _down(cast)


def _across(cast: Cast, title: str) -> None:
    """Headings that are periods make their columns figures of that period.

    Months and quarters without a year take it from a column of years, or from the year that is
    stated for the whole table.
    """
    figures = [p for p in cast.columns if p.is_figures or not p.filled]
    dated = [p for p in figures if p.heading_period and p.headed]
    parts = [p for p in figures if p.heading_part]
    if are_quartiles([p.heading for p in parts], [p.heading for p in figures]):
        parts = []
    plain_figures = [p for p in figures if p.filled and not p.is_reference]
    if len(dated) >= 2 or (dated and len(plain_figures) == len(dated)):
        cast.layout = "periods across"
        for profile, name in zip(dated, _labels(cast, dated, title), strict=True):
            cast.give(profile, "amount", name=name)
        for profile in parts:
            told = _among(profile, dated)
            if told is not None:
                cast.give(profile, "amount", name=written(told))
        for profile in plain_figures:
            _as_at(cast, profile, dated)
            _outturn(cast, profile, dated)
            _beside_one_month(cast, profile, dated)
        _of_last_year(cast, plain_figures, dated, title)
    elif _one_month(cast, parts, plain_figures, title):
        return
    elif len(parts) >= 2 and not any(_FIFTH_QUESTION.search(p.heading) for p in figures):
        cast.layout = "periods across"
        for profile in parts:
            cast.give(profile, "amount", name=profile.heading_part)
    elif days := _days_of_month(plain_figures):
        cast.layout = "periods across"
        for profile in days:
            cast.give(profile, "amount", name=profile.day_of_month)
    elif alike := _dated_alike(cast, plain_figures) or _each_dated(cast, plain_figures):
        cast.layout = "periods across"
        for profile, period in alike:
            cast.give(profile, "amount", name=written(period))


def _as_at(cast: Cast, profile: Profile, dated: Sequence[Profile]) -> None:
    """A figure as at the end of a month that others are headed by: Caseload at 31/10/2024."""
    told = profile.heading_around
    if told is None or profile.index in cast.roles or told[1].grain != "day":
        return
    month = period(told[1].end, "month")
    if told[1].end == month.end and any(p.heading_period == month for p in dated):
        cast.give(profile, "amount", name=month.label)


def _outturn(cast: Cast, profile: Profile, dated: Sequence[Profile]) -> None:
    """A figure of a year beside months or quarters of another one: 2023-24 outturn."""
    told = profile.heading_around
    if told is None or profile.index in cast.roles or told[1].grain not in YEARS:
        return
    stem, year = told
    within = any(p.heading_period and year.start <= p.heading_period.end <= year.end for p in dated)
    whole = scenario_of(stem) == "actual" or words.JUST_VALUE.fullmatch(words.folded(stem))
    if whole and not within:
        cast.give(profile, "amount", name=year.label)


def _beside_one_month(cast: Cast, profile: Profile, dated: Sequence[Profile]) -> None:
    """A figure of the year, to date or whole, beside those of one month: it is of its year."""
    months = {p.heading_period for p in dated if p.heading_period}
    within = window_of(profile.heading) in (TO_DATE, FULL_YEAR)
    if within and profile.index not in cast.roles and len(months) == 1 and profile.headed:
        cast.give(profile, "amount", name=written(months.pop()))


def _of_last_year(
    cast: Cast, figures: Sequence[Profile], dated: Sequence[Profile], title: str
) -> None:
    """Figures under a group label of their own, beside others of two years: of the year stated.

    "Achievement: Score" beside "Prevalence: 2022-23" and "Prevalence: 2023-24", in a report of
    2023-24.
    """
    last = max(filter(None, (p.heading_period for p in dated)))
    stated = [in_text(line) for line in (title, *cast.titles)]
    if last.grain not in YEARS or last not in stated:
        return
    groups = {p.parts()[0] for p in dated}
    for profile in figures:
        apart = profile.depth > 1 and len(profile.parts()) > 1 and profile.parts()[0] not in groups
        if apart and profile.headed and profile.index not in cast.roles:
            cast.give(profile, "amount", name=written(last))


def _one_month(
    cast: Cast, parts: Sequence[Profile], figures: Sequence[Profile], title: str
) -> bool:
    """Whether headings name one month, stated above, beside others of the year that it ends.

    "Month 7: Budget" beside "Year to date: Budget" in a report of October 2024.
    """
    named = {p.heading_part for p in parts}
    rest = [p for p in figures if p not in parts]
    beside = [p for p in rest if window_of(p.heading) in (TO_DATE, FULL_YEAR)]
    if len(named) != 1 or not beside or len(beside) < len(rest) / 2:
        return False
    told = [in_text(line) for line in (title, *cast.titles)]
    months = [month for month in told if month and month.grain == "month"]
    part = min(named)
    return any(joined(period(m.end, "financial year").label, part) == m for m in months)


def _days_of_month(figures: Sequence[Profile]) -> list[Profile]:
    """The columns headed 1 to 28 or more, one for each day of a month."""
    days = [p for p in figures if p.day_of_month]
    counted = [int(p.day_of_month) for p in days]
    whole = len(days) >= SHORTEST_MONTH and counted == list(range(1, len(days) + 1))
    return days if whole else []


def _among(part: Profile, dated: Sequence[Profile]) -> Period | None:
    """The quarter of a heading that stands among its months: Q1 after Apr-24, May-24 and Jun-24.

    Or a month by its number after quarters of the one year that it is of: M7 after Q2 24/25.
    """
    beside = [p.heading_period for p in dated if p.heading_period]
    years = {period(told.end, "financial year").label for told in beside}
    found = [joined(year, part.heading_part) for year in sorted(years)]
    whole = [
        told
        for told in found
        if told and told.grain == "quarter" and any(_within(one, told) for one in beside)
    ]
    months = [told for told in found if told and told.grain == "month"]
    numbered = _MONTH_NUMBER.fullmatch(part.heading_part) and len(years) == 1
    if numbered and months:
        return months[0]
    return whole[0] if len(whole) == 1 else None


def _within(month: Period, quarter: Period) -> bool:
    return month.grain == "month" and quarter.start <= month.start <= quarter.end


def _dated_alike(cast: Cast, figures: Sequence[Profile]) -> list[tuple[Profile, Period]]:
    """Figures whose headings say one thing for several periods: population_2020, population_2021.

    None where a column of periods stands beside them: then the rows have periods of their own.
    """
    if any(words.PERIOD.fullmatch(p.words) or p.is_dated for p in cast.columns):
        return []
    told: dict[str, list[tuple[Profile, Period]]] = {}
    for profile in figures:
        if profile.heading_around:
            stem, period = profile.heading_around
            told.setdefault(stem.casefold(), []).append((profile, period))
    alike = [pair for pairs in told.values() if len(pairs) > 1 for pair in pairs]
    several = {period for _, period in alike}
    if len(several) < 2 or 2 * len(alike) < len(figures):
        return []
    once = [pairs[0] for pairs in told.values() if len(pairs) == 1 and pairs[0][1] in several]
    return [*alike, *(pair for pair in once if not NAMED_AFTER.search(pair[0].heading))]


def _each_dated(cast: Cast, figures: Sequence[Profile]) -> list[tuple[Profile, Period]]:
    """Figures whose headings all say their period: Suicide rate 2020 - 22, Self-harm 2021/22.

    They say plan or actual besides (2023/24 Outturn, 2024/25 Plan), or nothing else tells of time.
    """
    told = [(profile, *around) for profile in figures if (around := profile.heading_around)]
    if len(told) != len(figures) or len(told) < 2:
        return []
    timed = any(words.PERIOD.fullmatch(p.words) or p.is_dated for p in cast.columns)
    timed = timed or any(map(in_text, cast.titles))
    named = any(NAMED_AFTER.search(profile.heading) for profile, _, _ in told)
    if not all(scenario_of(stem) for _, stem, _ in told) and (timed or named):
        return []
    return [(profile, period) for profile, _, period in told]


def _labels(cast: Cast, dated: Sequence[Profile], title: str) -> list[str]:
    """The periods of headings, days a week apart as weeks."""
    said = " ".join((title, *(profile.heading for profile in cast.columns)))
    ending = bool(words.WEEK_ENDING.search(said))
    found = settled([p.heading_period for p in dated], ending=ending, weekly=ending)
    return [written(told) if told else "" for told in found]


def _down(cast: Cast) -> None:
    """The column with the finest periods; a year and a month, or a start and an end, together."""
    named = [
        p
        for p in cast.free()
        if p.filled
        and (words.PERIOD.fullmatch(p.words) or p.is_dated or _is_coded(p) or p.around_period)
        and not are_weekdays(p.texts)
    ]
    years = [p for p in named if _holds_years(p)]
    if cast.layout == "periods across":
        months_only = any(p.heading_part for p in cast.with_role("amount"))
        for profile in years[:1] if months_only else []:
            cast.give(profile, "period", name="year")
        grains = {p.heading_period.grain for p in cast.with_role("amount") if p.heading_period}
        parts = [p for p in named if p not in years and all(map(is_part, p.texts))]
        for profile in parts[:1] if grains and grains <= set(YEARS) else []:
            cast.give(profile, "period", name="month")
        return
    whole = [p for p in named if _holds_periods(p)]
    starts = [p for p in whole if words.START.search(p.words)]
    ends = [p for p in whole if words.END.search(p.words)]
    parts = [p for p in named if p not in whole and p not in years]
    # A month is finer than the quarter beside it.
    month = min(filter(_holds_parts, parts), key=_names_quarters, default=None)
    if len(starts) == 1 and len(ends) == 1 and starts != ends:
        cast.give(starts[0], "period", name="start")
        cast.give(ends[0], "period", name="end")
    elif whole:
        best = min(whole, key=_grain_rank)
        if best in years and month is not None:
            cast.give(best, "period", name="year")
            cast.give(month, "period", name="month")
        else:
            cast.give(best, "period")
    elif month is not None and (all(map(is_part, month.texts)) or are_numbered_months(month.texts)):
        cast.give(month, "period", name="month")
    for profile in named:
        if profile.index not in cast.roles:
            cast.give(profile, "ignore")


def _is_coded(profile: Profile) -> bool:
    """Whether whole numbers under a heading with a word for a period are its codes: 202404."""
    coded = bool(words.PERIOD_WORD.search(profile.words)) and profile.counts[YEAR] > 0
    return coded and profile.counts[YEAR] == profile.filled


def _share(profile: Profile, test: object) -> float:
    texts = profile.texts[:400]
    return sum(map(bool, map(test, texts))) / len(texts) if texts else 0.0  # type: ignore[call-overload]


def _holds_periods(profile: Profile) -> bool:
    # Few different labels may hide that most rows name one: 0 above each section.
    if words.PERIOD.fullmatch(profile.words) and _most_rows_tell(profile):
        return True
    if words.PERIOD.fullmatch(profile.words) and profile.counts[NUMBER]:
        return _share(profile, lambda text: named_period(text) or parse_serial(text)) >= 0.8
    if words.PERIOD.fullmatch(profile.words) and _share(profile, SLASHED.fullmatch) > 0:
        return _share(profile, lambda text: parse(text) or SLASHED.fullmatch(text)) >= 0.8
    return _share(profile, told_period) >= 0.8 or bool(profile.around_period)


def _most_rows_tell(profile: Profile) -> bool:
    """Whether at least half of the filled cells name a whole period."""
    rows: list[int] = np.bincount(profile.codes, minlength=len(profile.values)).tolist()
    told = sum(
        count
        for value, count in zip(profile.values, rows, strict=True)
        if isinstance(value, str) and told_period(plain(value))
    )
    return 2 * told >= profile.filled > 0


def _holds_years(profile: Profile) -> bool:
    grains = {p.grain for p in map(parse, profile.texts[:400]) if p}
    return (
        bool(grains)
        and grains <= set(YEARS)
        and (profile.counts[YEAR] > 0 or _holds_periods(profile))
    )


def _holds_parts(profile: Profile) -> bool:
    """Whether the cells are months or quarters without a year."""
    part = re.compile(r"[a-z]{3,9}|q(uarter)? ?[1-4]|[mp](onth)? ?\d{1,2}|\d{1,2}")
    return all(part.fullmatch(text.casefold()) or is_part(text) for text in profile.texts)


def _names_quarters(profile: Profile) -> bool:
    return any(map(_QUARTER.match, profile.texts))


def _grain_rank(profile: Profile) -> int:
    ranks = [GRAINS.index(p.grain) for p in map(named_period, profile.texts[:50]) if p]
    return min(ranks, default=len(GRAINS))
