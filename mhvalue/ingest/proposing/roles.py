"""Proposing which column of a table plays which role, from headings first and cells second."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from mhvalue.catalogue.loader import find_item, find_metric
from mhvalue.catalogue.schema import Catalogue
from mhvalue.ingest import unit_levels
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.dated_labels import BY_LABELS, dated
from mhvalue.ingest.in_words import LOOKED_AT, are_in_words
from mhvalue.ingest.proposing.across import give_across
from mhvalue.ingest.proposing.breakdowns import give_breakdowns
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.proposing.code_columns import give_codes
from mhvalue.ingest.proposing.columns import Profile
from mhvalue.ingest.proposing.crossings import give_crossings
from mhvalue.ingest.proposing.figures import give_figures
from mhvalue.ingest.proposing.glossary import Glossary
from mhvalue.ingest.proposing.group_labels import breakdown_of_labels
from mhvalue.ingest.proposing.groups_among import give_groups_among
from mhvalue.ingest.proposing.period_roles import give_periods
from mhvalue.ingest.proposing.titles import sorted_by, subject_and_split
from mhvalue.ingest.proposing.unit_columns import give_kinds, give_units, holds_measures
from mhvalue.ingest.proposing.unnamed_units import give_unnamed
from mhvalue.ingest.sum_labels import is_statistic
from mhvalue.ingest.wording import VARIANCE, cover_of, scenario_of, wordings

NAMED_BY: Final = ("description", "name", "desc", "title")
MOST_MEASURES: Final = 200
FEWEST_MEASURES: Final = 2
A_FEW: Final = 0.3
EMPTY: Final = Glossary()
_UPPER: Final = re.compile(r"num(?:erator)?$")
_LOWER: Final = re.compile(r"den(?:om(?:inator)?)?$")
_COUNTED: Final = re.compile(
    r"(?:(?!of |for |by |types? |reasons? )\w+ ){0,2}(?:complaints|compliments|enquiries|concerns"
    r"|incidents|falls|referrals|admissions|discharges|contacts|attendances|appointments|assaults"
    r"|restraints|seclusions|detentions|deaths|leavers|starters|vacancies|breaches|responses"
    r"|claims|cancellations|transfers|visits|sessions|bed days|absences|alerts|requests)"
)
"""Things that are counted, as the corner of a table of what sorts there are says it."""
_QUALIFIER: Final = re.compile(r"(.+?)(?:QF|[ _]?(?:[Ff]lag|FLAG|[Qq]ualifier|[Nn]ote|[Mm]arker))")


def propose(
    columns: tuple[Profile, ...],
    catalogue: Catalogue,
    title: str,
    glossary: Glossary = EMPTY,
    titles: tuple[str, ...] = (),
) -> Cast:
    """The roles of a table's columns; `title` helps to name the units and the figures.

    `glossary` holds the labels that other tables of the file explain, `titles` all lines above.
    """
    cast = Cast(columns, catalogue, titles)
    give_periods(cast, title)
    _scenarios(cast)
    _windows(cast)
    _remarks(cast)
    _numbered(cast)
    title = _corner(cast, title) or title
    give_units(cast, title)
    give_kinds(cast)
    _items(cast, title)
    _dated_items(cast)
    _dated_units(cast)
    _parts(cast)
    give_breakdowns(cast, title)
    give_crossings(cast)
    give_codes(cast, title)
    give_across(cast, title, glossary)
    give_figures(cast, title)
    give_groups_among(cast, title)
    return cast


def _scenarios(cast: Cast) -> None:
    """A column that says of each row whether it is plan, actual, target or their variance."""
    for profile in cast.free():
        texts = profile.texts if not profile.is_figures and len(profile.values) <= 10 else ()
        if (
            len(texts) > 1
            and any(map(scenario_of, texts))
            and all(scenario_of(text) or is_statistic(text) for text in texts)
        ):
            cast.give(profile, "kind", name="scenario")
            return


def _windows(cast: Cast) -> None:
    """A column that says of each row whether it is of the month, the year up to then or rolling."""
    for profile in cast.free():
        texts = profile.texts if not profile.is_figures and len(profile.values) <= 10 else ()
        covers = set(map(cover_of, texts))
        if any(covers) and None not in covers and not unit_levels.level_of(profile.heading):
            cast.give(profile, "kind", name="window")
            return


def _remarks(cast: Cast) -> None:
    """Columns that say something about a row: a rating, a comment, what it is measured in."""
    for profile in cast.free():
        if next(profile.labels(), None) is None:
            continue
        rated = all(words.RATING.fullmatch(text.casefold()) for text in profile.labels())
        measured = profile.words.startswith(("unit", "uom", "measured in", "format"))
        named = unit_levels.level_of(profile.heading) or words.breakdown_of(profile.heading)
        if (
            rated
            or (words.NO_LABELS.fullmatch(profile.words) and not _names_rows(cast, profile))
            or (measured and _are_measure_units(profile.texts))
            or (not named and profile is not cast.columns[0] and _are_in_words(profile))
            or _is_qualifier(cast, profile)
        ):
            cast.give(profile, "ignore")


def _is_qualifier(cast: Cast, profile: Profile) -> bool:
    """Whether a column holds marks to another one's cells: BedsQF beside Beds, rate_flag."""
    found = _QUALIFIER.fullmatch(profile.heading)
    return found is not None and any(found[1] == p.heading for p in cast.columns)


def _names_rows(cast: Cast, profile: Profile) -> bool:
    """Whether a column holds numbers, or is the first and says what standard each row is about."""
    first = profile is cast.columns[0] and bool(words.ITEM.fullmatch(profile.words))
    return profile.has_numbers or (first and len(profile.texts) == len(profile.codes))


def _are_in_words(profile: Profile) -> bool:
    words_only = profile.headed and not profile.is_figures
    first = tuple(islice(profile.labels(), LOOKED_AT)) if words_only else ()
    return words_only and are_in_words(first, len(profile.codes))


def _numbered(cast: Cast) -> None:
    """Numbers of what another column describes, or of lines and accounts, are no figures."""
    described = {p.words for p in cast.columns if not p.is_figures}
    for profile in cast.free():
        named = any(f"{profile.words} {word}" in described for word in NAMED_BY)
        if profile.is_figures and (named or _is_line(cast, profile)):
            cast.give(profile, "ignore")


def _is_line(cast: Cast, profile: Profile) -> bool:
    """Whether a heading speaks of one line, account or measure; items are counted.

    Beside the names of measures a column headed Measure holds what was measured, where that is no
    whole number throughout.
    """
    if not words.ITEM.fullmatch(profile.words) or profile.words == "items":
        return False
    named = any(words.ITEM.fullmatch(p.words) and not p.is_figures for p in cast.columns)
    return not (named and profile.words == "measure" and not all(map(str.isdigit, profile.texts)))


def _are_measure_units(texts: Sequence[str]) -> bool:
    """Whether most are what figures are measured in; what is counted may stand among them."""
    known = [words.MEASURE_UNIT.fullmatch(text.strip().casefold()) for text in texts]
    return 2 * sum(map(bool, known)) >= len(known) > 0


def _corner(cast: Cast, title: str) -> str:
    """What the heading over the units says is counted: "Falls by ward", "Admissions"; or ''.

    Such a heading stands in the corner of a table of units by months, in place of a title.
    """
    profile = cast.columns[0]
    if cast.layout == "long" or profile.is_figures or profile.index in cast.roles:
        return ""
    if any(unit_levels.level_of(p.heading) for p in cast.free()) or holds_measures(profile):
        return ""
    if breakdown_of_labels(profile.texts, profile.heading):
        return ""
    pivoted = profile.heading == "Row Labels" and profile.depth > 1
    if pivoted or profile.heading.endswith(": Row Labels"):
        cast.level = "Unit"
        cast.give(profile, "unit")
        return ""
    subject, by = subject_and_split(profile.heading)
    level = unit_levels.level_named(by) if by else None
    known = find_item(cast.catalogue, subject) or find_metric(cast.catalogue, subject)
    counted = bool(known or _COUNTED.fullmatch(words.folded(subject)))
    sort = sorted_by(profile.heading) or (sorted_by(title) if counted else "")
    if sort and profile.headed:
        cast.give(profile, "breakdown", name=sort)
        return subject
    if not level and not (counted and profile.headed):
        return ""
    give_unnamed(cast, profile)
    cast.level = level or cast.level
    return subject


def _items(cast: Cast, title: str) -> None:
    """A column of measures; of an id and a name the one the catalogue knows best."""
    named = [
        p for p in cast.free() if words.ITEM.fullmatch(p.words) and not p.is_figures and p.filled
    ]
    unheaded = [p for p in cast.free() if not p.headed and not p.is_figures and p.filled]
    named += [p for p in unheaded if _known(cast, p) >= 0.3]
    if not named:
        named = [p for p in cast.free() if holds_measures(p) or _must_measure(cast, p, title)][:1]
    if not named:
        named = [p for p in cast.free() if _is_type_of_measure(cast, p)][:1]
    if not named:
        named = [p for p in cast.free() if _are_sides(p)][:1]
    if not named and _are_parts(cast):
        named = [p for p in cast.free() if not p.is_figures and p.filled and p.headed]
        named = [max(named, key=lambda p: len("".join(p.texts)))] if named else []
    if not named:
        return
    best = max(named, key=lambda p: (_known(cast, p), not unit_levels.is_code_heading(p.heading)))
    cast.give(best, "item")
    for profile in named:
        if profile is not best:
            cast.give(profile, "ignore")


def _are_sides(profile: Profile) -> bool:
    """Whether labels without a heading tell plan and actual of something: "Spend - plan"."""
    if profile.headed or profile.is_figures or len(profile.texts) > MOST_MEASURES:
        return False
    told = wordings(profile.texts)
    sides = {known.scenario for known in told if known.stem} - {"", VARIANCE}
    return len(sides) > 1 and sum(bool(known.scenario) for known in told) >= A_FEW * len(told)


def _are_parts(cast: Cast) -> bool:
    """Whether all figures are headed Num, Den or %: what they are parts of is in a row's labels."""
    figures = [p for p in cast.columns if p.is_figures and p.depth > 1 and len(p.parts()) > 1]
    said = [words.folded(p.parts()[-1]) for p in figures if p.headed]
    halves = [any(map(half.match, said)) for half in (_UPPER, _LOWER)]
    return all(halves) and not cast.has("unit") and all(map(words.PART.fullmatch, said))


def _dated_items(cast: Cast) -> None:
    """Measures that name the periods of their rows, where nothing else tells of periods."""
    if cast.layout == "long" and not cast.has("period"):
        for profile in cast.with_role("item"):
            if any(map(dated, profile.labels())):
                cast.give(profile, "item", name=BY_LABELS)


def _dated_units(cast: Cast) -> None:
    """Units whose labels all name the periods of their rows, where nothing else tells of them."""
    if cast.layout == "long" and not cast.has("period") and not cast.has("item"):
        for profile in cast.with_role("unit"):
            told = [known for known in map(dated, profile.texts) if known]
            several = len({stem for stem, _ in told}) < len(told)
            if several and len(told) == len(profile.texts):
                cast.give(profile, "unit", name=BY_LABELS)


def _parts(cast: Cast) -> None:
    """A column that says of each row whether it is a measure's numerator, denominator or result."""
    measured = cast.has("item")
    for profile in cast.free():
        if profile.is_figures:
            continue
        said = [words.folded(text) for text in profile.texts]
        halves = [any(map(half.search, said)) for half in (words.NUMERATOR, words.DENOMINATOR)]
        divided = any(halves) if measured else all(halves)
        if divided and all(map(words.PART.fullmatch, said)):
            cast.give(profile, "kind", name="part")
            return


def _must_measure(cast: Cast, profile: Profile, title: str) -> bool:
    """Whether labels without a heading say what is counted, some plainly, and the title does not.

    "Referrals in", "Removals", "Closing waiting list" below "Demand and capacity".
    """
    if profile.headed or profile.is_figures or profile is not cast.columns[0] or cast.has("unit"):
        return False
    subject = subject_and_split(title)[0]
    if words.MEASURE.search(words.folded(subject)) or find_item(cast.catalogue, subject):
        return False
    labels = [words.folded(text) for text in profile.texts[:MOST_MEASURES]]
    plainly = [text for text in labels if words.MEASURE.search(text)]
    enough = len(plainly) >= max(FEWEST_MEASURES, A_FEW * len(labels))
    return enough and not any(unit_levels.level_named(text.split()[-1]) for text in labels if text)


def _is_type_of_measure(cast: Cast, profile: Profile) -> bool:
    """Whether types of measures say what is counted, beside figures that do not: Detentions."""
    if profile.is_figures or not words.MEASURE_TYPE.fullmatch(profile.words):
        return False
    free = [p for p in cast.free() if p.is_figures and not p.is_reference]
    figures = [p for p in free if not unit_levels.is_code_heading(p.heading)]
    said = [words.folded(text) for text in profile.texts]
    how = any(words.MEASURE_UNIT.fullmatch(t) or words.PART.fullmatch(t) for t in said)
    return bool(said) and not how and all(words.JUST_VALUE.fullmatch(p.words) for p in figures)


def _known(cast: Cast, profile: Profile) -> float:
    """The share of labels that are items or metrics of the catalogue."""
    texts = profile.texts[:200]
    known = [find_item(cast.catalogue, t) or find_metric(cast.catalogue, t) for t in texts]
    return sum(map(bool, known)) / len(texts) if texts else 0.0
