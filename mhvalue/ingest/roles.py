"""Proposing which column of a table plays which role, from headings first and cells second."""

import re
from typing import Final

from mhvalue.catalogue.loader import find_item, find_metric
from mhvalue.catalogue.schema import Catalogue
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.across import give_across
from mhvalue.ingest.breakdowns import give_breakdowns
from mhvalue.ingest.cast import Cast
from mhvalue.ingest.columns import Profile, determines
from mhvalue.ingest.figures import give_figures
from mhvalue.ingest.glossary import Glossary
from mhvalue.ingest.period_roles import give_periods
from mhvalue.ingest.reading import TO_DATE
from mhvalue.ingest.titles import subject_and_split
from mhvalue.ingest.wording import cover_of, scenario_of

NAMED_BY: Final = ("description", "name", "desc", "title")
SHORTEST_CODE: Final = 3
GENERIC_NAMES: Final = ("name", "description", "label", "row labels")
EMPTY: Final = Glossary()
GENERIC_CODES: Final = ("code", "ods code", "org code", "id")


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
    title = _corner(cast) or title
    _units(cast, title)
    _kind_and_level(cast)
    _items(cast)
    give_breakdowns(cast)
    give_across(cast, title, glossary)
    give_figures(cast, title)
    return cast


def _scenarios(cast: Cast) -> None:
    """A column that says of each row whether it is plan, actual, target or their variance."""
    for profile in cast.free():
        texts = profile.texts if not profile.is_figures and len(profile.values) <= 10 else ()
        if (
            len(texts) > 1
            and any(map(scenario_of, texts))
            and all(scenario_of(text) or words.is_statistic(text) for text in texts)
        ):
            cast.give(profile, "kind", name="scenario")
            return


def _windows(cast: Cast) -> None:
    """A column that says of each row whether it is of the month or of the year up to then."""
    for profile in cast.free():
        texts = profile.texts if not profile.is_figures and len(profile.values) <= 10 else ()
        covers = set(map(cover_of, texts))
        if TO_DATE in covers and None not in covers:
            cast.give(profile, "kind", name="window")
            return


def _remarks(cast: Cast) -> None:
    """Columns that say something about a row: a rating, a comment, what it is measured in."""
    for profile in cast.free():
        if not profile.texts:
            continue
        rated = all(words.RATING.fullmatch(text.casefold()) for text in profile.texts)
        measured = profile.words.startswith(("unit", "uom", "measured in", "format"))
        if (
            rated
            or (words.NO_LABELS.fullmatch(profile.words) and not profile.is_figures)
            or (measured and all(map(_is_measure_unit, profile.texts)))
        ):
            cast.give(profile, "ignore")


def _numbered(cast: Cast) -> None:
    """Numbers of what another column describes, or of lines and accounts, are no figures."""
    described = {p.words for p in cast.columns if not p.is_figures}
    for profile in cast.free():
        named = any(f"{profile.words} {word}" in described for word in NAMED_BY)
        if profile.is_figures and (named or words.ITEM.fullmatch(profile.words)):
            cast.give(profile, "ignore")


def _is_measure_unit(text: str) -> bool:
    return bool(words.MEASURE_UNIT.fullmatch(text.strip().casefold()))


def _corner(cast: Cast) -> str:
    """What the heading over the units says is counted: "Falls by ward", "Admissions"; or ''.

    Such a heading stands in the corner of a table of units by months, in place of a title.
    """
    profile = cast.columns[0]
    if cast.layout == "long" or profile.is_figures or profile.index in cast.roles:
        return ""
    if any(words.level_of(p.heading) for p in cast.free()) or _holds_measures(profile):
        return ""
    if profile.heading.endswith(": Row Labels"):
        cast.level = "Unit"
        cast.give(profile, "unit")
        return ""
    subject, by = subject_and_split(profile.heading)
    level = words.level_named(by) if by else None
    counted = find_item(cast.catalogue, subject) or find_metric(cast.catalogue, subject)
    if not level and not (counted and profile.headed):
        return ""
    cast.level = level or "Unit"
    cast.give(profile, "unit")
    return subject


def _units(cast: Cast, title: str) -> None:
    """The finest named level is the unit, coarser ones its parents; codes go with their names."""
    leveled = [(p, words.level_of(p.heading)) for p in cast.free() if p.headed and p.filled]
    named = [(p, level) for p, level in leveled if level]
    codes = [
        (p, level)
        for p, level in named
        if _is_code(p) or _holds_codes(p, cast.columns[0]) or _is_named_by(p, level, named)
    ]
    names = [
        (p, level)
        for p, level in named
        if (p, level) not in codes and not p.is_figures and p.level_share() < 0.6
    ]
    generic = [
        p
        for p in cast.free()
        if p.words in GENERIC_NAMES and not p.is_figures and not _holds_measures(p)
    ]
    if names and any(level == own for _, level in names for _, own in codes):
        generic = []
    if generic:
        told = next((level for _, level in codes), None)
        cast.level = told or _level_in(title) or "Organisation"
        cast.give(generic[0], "unit")
    own = [pair for pair in names if not _is_parent(pair[0])] or names
    if own and not generic:
        unit, level = min(own, key=lambda pair: words.LEVEL_NAMES.index(pair[1]))
        cast.level = level
        cast.give(unit, "unit")
    for profile, level in names:
        if profile.index not in cast.roles:
            same = level == cast.level
            cast.give(profile, "parent", name=f"Parent {level.casefold()}" if same else level)
    for profile, level in codes:
        same = level == cast.level or (not names and not generic)
        first = same and not cast.with_role("unit code")
        cast.give(profile, "unit code" if first else "ignore")
        cast.level = cast.level or level
    for profile in cast.free():
        if profile.words in GENERIC_CODES and cast.with_role("unit"):
            cast.give(profile, "ignore" if cast.with_role("unit code") else "unit code")
    if cast.with_role("unit code") and not cast.with_role("unit"):
        cast.give(cast.with_role("unit code")[0], "unit")


def _is_code(profile: Profile) -> bool:
    return words.is_code_heading(profile.heading)


def _holds_codes(profile: Profile, first: Profile) -> bool:
    """Whether a column headed by a level holds its numbers: cost centres 100200, wards 1 to 12."""
    digits = 1 if profile is first else SHORTEST_CODE
    return profile.is_figures and all(
        text.isdigit() and len(text) >= digits for text in profile.texts
    )


def _is_named_by(profile: Profile, level: str, named: list[tuple[Profile, str]]) -> bool:
    """Whether another column names what this one numbers: "Cost centre", "Cost centre name"."""
    return not words.NAMING.search(profile.words) and any(
        other is not profile
        and own == level
        and words.NAMING.search(other.words)
        and not _is_code(other)
        and not other.is_figures
        and all(re.search(r"\d", text) for text in profile.texts)
        for other, own in named
    )


def _is_parent(profile: Profile) -> bool:
    return profile.words.startswith(("parent", "nhse region", "main "))


def _level_in(title: str) -> str | None:
    found = re.search(
        r"\b(ward|team|provider|trust|system|icb|region|practice)\b", title.casefold()
    )
    return words.level_named(found[1]) if found else None


def _kind_and_level(cast: Cast) -> None:
    units = cast.with_role("unit")
    for profile in cast.free():
        if not words.KIND.fullmatch(profile.words) or profile.is_figures or not profile.filled:
            continue
        if profile.level_share() >= 0.6:
            cast.give(profile, "kind", name="level")
        elif units and determines(units[0], profile) and not cast.with_role("kind"):
            cast.give(profile, "kind")
    for profile in cast.free():
        if profile.texts and not profile.is_figures and profile.level_share() == 1.0:
            cast.give(profile, "kind", name="level")
            break


def _items(cast: Cast) -> None:
    """A column of measures; of an id and a name the one the catalogue knows best."""
    named = [
        p for p in cast.free() if words.ITEM.fullmatch(p.words) and not p.is_figures and p.filled
    ]
    unheaded = [p for p in cast.free() if not p.headed and not p.is_figures and p.filled]
    named += [p for p in unheaded if _known(cast, p) >= 0.3]
    if not named:
        named = [p for p in cast.free() if _holds_measures(p)][:1]
    if not named:
        return
    best = max(named, key=lambda p: (_known(cast, p), not _is_code(p)))
    cast.give(best, "item")
    for profile in named:
        if profile is not best:
            cast.give(profile, "ignore")


def _holds_measures(profile: Profile) -> bool:
    """Whether most labels of a column are the names of figures: "Admissions", "% occupied"."""
    if profile.is_figures or len(profile.texts) < 2 or words.breakdown_of(profile.heading):
        return False
    named = [
        words.MEASURE.search(text) or words.FINISHED.search(text)
        for text in map(words.folded, profile.texts[:200])
    ]
    return sum(map(bool, named)) >= 0.7 * len(named) and len(profile.texts) <= 200


def _known(cast: Cast, profile: Profile) -> float:
    """The share of labels that are items or metrics of the catalogue."""
    texts = profile.texts[:200]
    known = [find_item(cast.catalogue, t) or find_metric(cast.catalogue, t) for t in texts]
    return sum(map(bool, known)) / len(texts) if texts else 0.0
