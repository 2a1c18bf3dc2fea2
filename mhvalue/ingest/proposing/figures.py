"""Proposing which columns hold figures, and which item each one is a figure of."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from mhvalue.catalogue.loader import find_item, find_metric
from mhvalue.catalogue.schema import Item
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.dates_in_text import told_period
from mhvalue.ingest.in_company import told_in_company
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.proposing.columns import Profile, determines, without_lead
from mhvalue.ingest.proposing.comparisons import may_be_earlier, told_by_others
from mhvalue.ingest.proposing.titles import subject_and_split
from mhvalue.ingest.reading import EARLIER, FULL_YEAR
from mhvalue.ingest.sum_labels import is_total
from mhvalue.ingest.wording import (
    SCALE,
    VARIANCE,
    Wording,
    scenario_of,
    stem_of,
    window_of,
    wordings,
)
from mhvalue.ingest.year_parts import is_part
from mhvalue.written_windows import window_in

SPEND: Final = "spend"
_EDGES: Final = " -\u2013:,"
LONG_CODE: Final = 3
_REPEATED: Final = re.compile(r" \(\d+\)$")
"""What tells headings of the same words apart: "Value (2)"."""
_WHOLE: Final = re.compile(r"\d+")
_THIS_YEAR: Final = re.compile(r"\b(?:this|current) year\b", re.IGNORECASE)
_LAST_YEAR: Final = re.compile(
    r"^(?:last|previous|prior) year$|(?<!same month )(?<!same period )(?<!same quarter )"
    r"\b(?:last|previous|prior) year$",
    re.IGNORECASE,
)
_MONEY: Final = re.compile(
    r"£|\b(?:spend|spending|expenditure|budgets?|financ\w+|costs?|pay|i&e)\b", re.IGNORECASE
)


def give_figures(cast: Cast, title: str) -> None:
    """Columns of figures: an amount or a finished value, and the item each one holds.

    Plan, actual and forecast are scenarios of one item, the year to date a window of it; a
    variance is left out, since it is the difference of two others.
    """
    across = [p for p in cast.with_role("amount") if p.index not in cast.said]
    free = [p for p in cast.free() if p.is_figures and not p.is_reference]
    chosen = across or [p for p in free if not cast.has("amount") and not _codes(cast, p)]
    headings = [beside_period(cast, p) if across else p.heading for p in chosen]
    compared = told_by_others(chosen, headings)
    # A number above a column says nothing of what is counted in it.
    compared += [p for p in chosen if not across and p.parts()[-1].isdigit()]
    for profile in compared:
        cast.give(profile, "ignore")
    chosen = [p for p in chosen if p not in compared]
    headings = [beside_period(cast, p) if across else p.heading for p in chosen]
    if across and all(words.JUST_VALUE.fullmatch(words.folded(heading)) for heading in headings):
        headings = [""] * len(headings)
    elif (
        across
        and len(plain := set(filter(_is_just_value, headings))) == 1
        and _is_measured(cast, subject_and_split(title)[0])
    ):
        headings = ["" if heading in plain else heading for heading in headings]
    elif across and (not all(headings) or _parts_of_title(cast, headings, title)):
        headings = ["" if is_total(heading) else heading for heading in headings]
    told = wordings(headings if across else [_said_again(heading) for heading in headings])
    # "12 months to October 2024" above months says which months these are.
    several = cast.has_periods
    lines = [line for line in cast.titles if not (several and window_in(line))]
    alone = (line.window for line in wordings(lines) if not line.stem)
    own = "" if several and window_in(title) else window_of(title)
    window = own or next(filter(None, alone), "")
    # "Forecast outturn" above months says of which year they are, and not that each is the year.
    window = "" if several and window == FULL_YEAR else window
    around = (title, *cast.titles, *(profile.heading for profile in cast.columns))
    company = told_in_company(cast.catalogue, [wording.stem for wording in told], around)
    taken: set[tuple[str, str, str]] = set()
    for profile, wording in zip(chosen, told, strict=True):
        vague = bool(_LAST_YEAR.search(profile.heading)) and not _compares_years(chosen)
        if vague or wording.scenario == VARIANCE or not _is_certain(cast, wording, len(chosen)):
            cast.give(profile, "ignore")
            continue
        name = cast.roles[profile.index][2] if across else ""
        role, item = _role_and_item(cast, profile, wording, title, across=bool(across))
        if (
            not across
            and wording.scenario not in ("", "actual")
            and item == _unmeasured(cast, title)
        ):
            planned = _measure_before(profile, chosen, told)
            role, item = figure_of(cast, planned) if planned else (role, item)
        if item and wording.stem in company:
            item = company[wording.stem]
        key = (item, wording.scenario, wording.window)
        if not across and item and key in taken:
            item = profile.heading
        taken.add(key)
        cast.give(profile, role, item, name)
        _say(cast, profile, wording, window_of(profile.heading) or window)
    if not across:
        _widen(cast, chosen)


def _said_again(heading: str) -> str:
    """A heading "Plan (2)" as it stands in the file: each of several measures has its Plan."""
    bare = _REPEATED.sub("", heading)
    return bare if bare != heading and scenario_of(bare) else heading


def _unmeasured(cast: Cast, title: str) -> str:
    """What a title speaks of where that is nothing that is measured; else ''."""
    subject = stem_of(subject_and_split(title)[0])
    return "" if _is_measured(cast, subject) else subject


def _measure_before(profile: Profile, chosen: Sequence[Profile], told: Sequence[Wording]) -> str:
    """The one measure beside a column headed Plan alone, or that of each before its own plan."""
    pairs = zip(chosen, told, strict=True)
    known = [(p, "" if w.scenario else w.stem) for p, w in pairs if w.scenario != VARIANCE]
    stems = [stem for _, stem in known]
    named = [stem for stem in stems if stem]
    if len(named) == 1:
        return named[0]
    place = [p for p, _ in known].index(profile)
    by_turns = all(bool(stem) is (at % 2 == 0) for at, stem in enumerate(stems))
    return stems[place - 1] if by_turns and place % 2 else ""


def _is_just_value(heading: str) -> bool:
    """Whether a heading says that something is counted and not what: Number."""
    plainly = bool(words.JUST_VALUE.fullmatch(words.folded(heading)))
    return plainly and "%" not in heading and not scenario_of(heading)


def _widen(cast: Cast, profiles: Sequence[Profile]) -> None:
    """Beside a heading that says more, one that says less is the wider item.

    "Occupancy %" beside "Occupancy % excl leave" is the occupancy with leave.
    """
    known = {p.index: find_item(cast.catalogue, p.heading) or find_metric(cast.catalogue, p.heading)
             for p in profiles}  # fmt: skip
    for entry in cast.catalogue.narrower.values():
        same = [p for p in profiles if known[p.index] is entry and cast.roles[p.index][1]]
        told = [p for p in same if {*entry.told_by} & {*p.words.split()}]
        for profile in same if told and entry.wider else ():
            if profile not in told:
                role, _, name = cast.roles[profile.index]
                cast.give(profile, role, entry.wider, name)


def _parts_of_title(cast: Cast, headings: Sequence[str], title: str) -> bool:
    """Whether Total stands among parts of what the title counts: Short term, Long term, Total."""
    parts = [heading for heading in headings if not is_total(heading)]
    if len(parts) == len(headings) or not _is_measured(cast, subject_and_split(title)[0]):
        return False
    return bool(parts) and not any(_is_measured(cast, part) for part in parts)


def _is_certain(cast: Cast, wording: Wording, beside: int) -> bool:
    """Whether it is plain of which period a figure is, and of what where it is of an earlier one.

    Where the rows have periods of their own, the period before has a row of its own too.
    """
    if wording.window not in EARLIER:
        return True
    return may_be_earlier(cast) and (bool(wording.stem) or cast.has("item") or beside == 2)


def _compares_years(profiles: Sequence[Profile]) -> bool:
    """Whether "Last year" stands beside "This year", and so is the same period of that year."""
    return any(_THIS_YEAR.search(profile.heading) for profile in profiles)


def figure_of(
    cast: Cast, heading: str, stem: str = "", *, percent: bool = False
) -> tuple[str, str]:
    """Role and item of a heading: the catalogue's own, or one named after the heading.

    `stem` is the heading without what it says about scenario and window.
    """
    stem = stem or heading
    item = find_item(cast.catalogue, heading) or find_item(cast.catalogue, stem)
    item = item or _in_scale(cast, stem)
    metric = None
    if item is None:
        metric = find_metric(cast.catalogue, heading) or find_metric(cast.catalogue, stem)
    says_finished, part = _worded(heading)
    finished = percent or says_finished
    if metric is not None and (finished or metric.kind != "count"):
        return "value", metric.value or metric.id
    if item is not None:
        return ("value" if item.unit.startswith("%") else "amount"), item.id
    return part or ("value" if finished else "amount"), stem


@lru_cache(maxsize=20_000)
def _worded(heading: str) -> tuple[bool, str]:
    """Whether a heading speaks of a finished value, and which part of a division it names."""
    folded = words.folded(heading)
    parts = {"numerator": words.NUMERATOR, "denominator": words.DENOMINATOR}
    part = next((part for part, pattern in parts.items() if pattern.search(folded)), "")
    return bool(words.FINISHED.search(folded)) or "%" in heading, part


def _in_scale(cast: Cast, heading: str) -> Item | None:
    """The money that a heading counts in thousands or millions: "Agency spend £000"."""
    bare = SCALE.sub("", heading)
    found = find_item(cast.catalogue, bare.strip(_EDGES)) if bare != heading else None
    return found if found is not None and found.unit == "£" else None


def _codes(cast: Cast, profile: Profile) -> bool:
    """Whether a column holds the numbers by which the labels beside it are known.

    "Hospital HIPE" beside "Hospital", "GENDER" beside "GENDER_NAME": whole numbers, one each.
    """
    return any(
        _heads_codes(profile, other)
        and len(profile.codes) > len(other.texts)
        and determines(other, profile)
        and determines(profile, other)
        for other in cast.columns
        if other is not profile and other.headed and not other.is_figures
    ) and all(map(_WHOLE.fullmatch, profile.texts))


def _heads_codes(profile: Profile, other: Profile) -> bool:
    """Whether one of two headings goes on where the other ends, about no figure."""
    if other.words.startswith(profile.words):
        return not words.MEASURE.search(profile.words)
    rest = profile.words[len(other.words) :]
    if not profile.words.startswith(f"{other.words} ") or words.MEASURE.search(rest):
        return False
    return all(len(text) >= LONG_CODE for text in profile.texts)


def _role_and_item(
    cast: Cast, profile: Profile, wording: Wording, title: str, *, across: bool
) -> tuple[str, str]:
    by_item = cast.has("item")
    stem = _below_its_group(cast, wording.stem)
    if by_item and (not stem or words.JUST_VALUE.fullmatch(words.folded(stem))):
        return ("value" if profile.percent else "amount"), ""
    measured = "" if by_item or across else _of_title(cast, stem, title)
    if measured:
        return figure_of(cast, measured, percent=profile.percent)
    if stem:
        heading = stem if across or wording.scenario else profile.heading
        return figure_of(cast, heading, stem, percent=profile.percent)
    subject = stem_of(subject_and_split(title)[0])
    if not across and not wording.scenario and not _is_measured(cast, subject):
        return figure_of(cast, profile.heading, percent=profile.percent)
    known = find_item(cast.catalogue, subject) or find_metric(cast.catalogue, subject)
    if wording.scenario and not known and _is_money(cast, title):
        return "amount", SPEND
    return figure_of(cast, subject, percent=profile.percent)


def _of_title(cast: Cast, stem: str, title: str) -> str:
    """What the title says is counted, where a heading says Number or % alone; else ''."""
    if stem != "%" and not words.JUST_VALUE.fullmatch(words.folded(stem)):
        return ""
    subject = subject_and_split(title)[0]
    if not _is_measured(cast, subject):
        return ""
    lasts = (words.folded(_REPEATED.sub("", p.parts()[-1])) for p in cast.columns)
    same = [last for last in lasts if last == words.folded(stem)]
    return "" if len(same) > 1 else f"{subject}: %" if stem == "%" else subject


def _is_measured(cast: Cast, subject: str) -> bool:
    measured = words.MEASURE.search(words.folded(subject))
    return bool(measured or find_item(cast.catalogue, subject))


def _below_its_group(cast: Cast, stem: str) -> str:
    """The part of a heading below its group label, where the catalogue knows that part.

    "After discharge: Followed up within 72 hours" is that item. A part that stands twice stays
    with its group: "Male: Admissions" beside "Female: Admissions" is not all admissions. Nor is
    that of a group that is no actual figure ("Target: Length of stay").
    """
    group, _, part = stem.rpartition(": ")
    known = find_item(cast.catalogue, part) or find_metric(cast.catalogue, part)
    if not group or known is None or words.NOT_ACTUAL.search(words.folded(group)):
        return stem
    parts = [profile.heading.rpartition(": ")[2].casefold() for profile in cast.columns]
    return part if parts.count(part.casefold()) == 1 else stem


def _is_money(cast: Cast, title: str) -> bool:
    return bool(_MONEY.search(" ".join((title, *(p.heading for p in cast.columns)))))


def _say(cast: Cast, profile: Profile, wording: Wording, window: str) -> None:
    scenario = "" if wording.scenario == "actual" else wording.scenario
    details = {"scenario": scenario, "window": wording.window or window}
    if any(details.values()):
        cast.say(profile, **details)


def beside_period(cast: Cast, profile: Profile) -> str:
    """What a heading says besides the period: "Admissions" of "Apr 2024: Admissions"."""
    if profile.heading_around:
        return profile.heading_around[0]
    within = profile.heading_part or profile.heading_period is not None
    parts = [
        part
        for part in profile.heading.split(": ")
        if told_period(without_lead(part)) is None
        and not (within and is_part(part))
        and part != cast.part_of(profile)
    ]
    return ": ".join(parts)
