"""Proposing which columns break the figures down by groups of people."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from mhvalue.ingest import unit_levels
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.groups import NOT_SAID
from mhvalue.ingest.headings import plain
from mhvalue.ingest.kinds import NUMBER, YEAR
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.proposing.columns import Profile, determines
from mhvalue.ingest.proposing.group_labels import breakdown_of_labels
from mhvalue.ingest.proposing.titles import sorted_by
from mhvalue.ingest.proposing.unnamed_units import give_unnamed

MOST_GROUPS: Final = 250
MOST_BREAKDOWNS: Final = 3
MOST_KINDS: Final = 12
LAST_CLUSTER: Final = 21
TENTHS: Final = frozenset(map(str, range(1, 11)))
FEWEST: Final = 2
LONGEST_NAME: Final = 60
MOSTLY: Final = 0.8
FEWEST_ROWS: Final = 4
TELLING: Final = ("unit", "unit code", "period", "item")
CODE: Final = re.compile(r"[A-Z]{1,3}\d{2,3}[A-Z]?|[A-Z0-9]{3,6}|[EWSNKJ]\d{8}")
_PARTS: Final = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|_")
"""Where a heading without spaces begins another word: CodeDescription, code_description."""
_BRACKETED: Final = re.compile(r"\s*(?:\(.*\)|[-:\u2013].*)$")
"""What stands behind a rank: 1 (most deprived), 10 - least deprived."""
SINGLE_AGES: Final = re.compile(r"(?:single )?(?:year of )?age(?: in)?(?: years?)?")


def give_breakdowns(cast: Cast, title: str) -> None:
    """Known breakdowns first, then other columns of few labels that tell rows apart.

    Labels without a heading are what the `title` sorts by.

    A label that the unit settles describes the unit; one that another breakdown settles adds
    nothing; of a code and its name the name is kept.
    """
    chosen = _named_by_another(cast) or _sorted_by_title(cast, title)
    for profile in sorted(cast.free(), key=lambda p: words.breakdown_of(p.heading) is None):
        known = words.breakdown_of(profile.heading)
        if not profile.filled or profile.is_dated:
            continue
        if profile.is_figures and not known and not _is_kind(cast, profile):
            continue
        sorts = bool(SINGLE_AGES.fullmatch(profile.words)) or _is_kind(cast, profile)
        numbers = profile.counts[NUMBER] + profile.counts[YEAR]
        if profile.is_figures and numbers > 0.5 * profile.filled and not sorts:
            continue
        if not known and (_settled_without(cast, profile) or _adds_nothing(cast, profile, chosen)):
            continue
        twin = next((c for c in chosen if _tells_all_of(c, profile)), None)
        if twin is not None and determines(profile, twin) and _is_shorter(twin, profile):
            cast.give(twin, "ignore")
            chosen.remove(twin)
        elif twin is not None or len(chosen) >= MOST_BREAKDOWNS:
            cast.give(profile, "ignore")
            continue
        for coarse in [c for c in chosen if words.breakdown_of(c.heading) in (None, known)]:
            if _tells_all_of(profile, coarse):
                cast.give(coarse, "ignore")
                chosen.remove(coarse)
        chosen.append(profile)
        taken = {cast.roles[c.index][2] for c in chosen[:-1]}
        name = known if known and known not in taken else _group_name(profile)
        cast.give(profile, "breakdown", name=name)
    _codes_of_units(cast, chosen)


def _tells_all_of(fine: Profile, coarse: Profile) -> bool:
    """Whether the groups of one column settle those of another, and name one wherever that does.

    Where the finer says Total beside White, it is the coarser that tells whose total.
    """
    if not determines(fine, coarse):
        return False
    whole, of_all = (
        np.array([words.is_all(plain(value)) for value in p.values], dtype=bool)
        for p in (fine, coarse)
    )
    return not (whole[fine.codes] & ~of_all[coarse.codes]).any()


def _codes_of_units(cast: Cast, chosen: list[Profile]) -> None:
    """A column of codes, one for each unit, is the unit's code and no breakdown."""
    for unit in cast.with_role("unit"):
        for profile in chosen:
            several = len(profile.texts) > 1 and not profile.totals and _mostly_codes(profile)
            if several and determines(profile, unit) and determines(unit, profile):
                cast.give(profile, "ignore" if cast.has("unit code") else "unit code")


def _mostly_codes(profile: Profile) -> bool:
    coded = sum(map(bool, map(CODE.fullmatch, profile.texts)))
    return coded >= MOSTLY * len(profile.texts)


def _is_shorter(code: Profile, name: Profile) -> bool:
    """Whether the one of two columns that say the same is the other's code."""
    if is_coded(code) or is_coded(name):
        return is_coded(code)
    return 2 * sum(map(len, code.texts)) < sum(map(len, name.texts))


def is_coded(profile: Profile) -> bool:
    """Whether a column holds codes, by its labels or its heading."""
    return _all_codes(profile) or unit_levels.is_code_heading(profile.heading)


def _is_kind(cast: Cast, profile: Profile) -> bool:
    """Whether a column holds numbers of kinds, grades or ranks: type 1, 2 and other; decile 10."""
    if words.RANKED.fullmatch(profile.words):
        ranks = {_BRACKETED.sub("", text) for text in profile.texts}
        return {rank for rank in ranks if not rank.isalpha()} <= TENTHS
    several = len(profile.codes) > len(profile.texts)
    # Where nothing else names units, a cluster may be a place.
    if words.SORTED.fullmatch(profile.words) and cast.has("unit"):
        return several and all(
            text.isdigit() and int(text) <= LAST_CLUSTER for text in profile.texts
        )
    named = words.KIND.fullmatch(profile.words) or words.GRADE.fullmatch(profile.words)
    return bool(named) and len(profile.texts) <= MOST_KINDS and several


def _named_by_another(cast: Cast) -> list[Profile]:
    """The groups of a column beside one that says of each row what it is broken down by.

    "Age band" in the one goes with "18 to 25" in the other, "Gender" with "Female".
    """
    labels = [p for p in cast.free() if p.headed and not p.is_figures and p.texts]
    for naming in [p for p in labels if words.NAMES_GROUPS.fullmatch(p.words)]:
        if not 2 <= len(naming.texts) + bool(naming.totals) <= MOST_GROUPS:
            continue
        for groups in [p for p in labels if p.index > naming.index]:
            plain = words.breakdown_of(groups.heading) is None and not _all_codes(groups)
            if plain and len(groups.texts) >= len(naming.texts) and _tells(groups, naming):
                cast.give(naming, "kind", name="breakdown")
                cast.give(groups, "breakdown")
                return [groups]
    return []


def _sorted_by_title(cast: Cast, title: str) -> list[Profile]:
    """The first column beside months, where it has no heading and a title says by what it sorts."""
    first, sort = cast.columns[0], sorted_by(title)
    known = cast.layout == "long" or first.headed or first.is_figures or first.index in cast.roles
    places = any(unit_levels.is_national(t) or unit_levels.is_other_country(t) for t in first.texts)
    if known or places or not sort or cast.has("unit") or cast.has("item"):
        return []
    if len(first.texts) < FEWEST:
        return []
    cast.give(first, "breakdown", name=sort)
    return [first]


def _tells(groups: Profile, naming: Profile) -> bool:
    """Whether most groups stand under one name only, and some name has several."""
    pairs = np.unique(np.stack([groups.codes, naming.codes]), axis=1)
    said = [plain(groups.values[code]).casefold() for code in pairs[0]]
    own = [text for text in said if text not in NOT_SAID and not words.is_everybody(text)]
    kinds = [text for text in naming.texts if not words.is_everybody(text)]
    return len(own) > len(kinds) - 1 and len(set(own)) >= MOSTLY * len(own)


def _settled_without(cast: Cast, profile: Profile) -> bool:
    """Give a column that is no breakdown its role: a unit's label, a constant, free text."""
    units = cast.with_role("unit")
    if not units and not cast.with_role("item") and _names_units(profile):
        give_unnamed(cast, profile)
    elif _is_one(profile) or _describes_measure(cast, profile):
        cast.give(profile, "ignore")
    elif units and determines(units[0], profile) and not profile.totals:
        few = len(profile.texts) <= MOST_KINDS and profile.headed
        role = "kind" if few and not cast.with_role("kind") else "parent"
        cast.give(
            profile,
            role if profile.headed else "ignore",
            name="" if role == "kind" else profile.heading,
        )
    elif len(profile.texts) > MOST_GROUPS or len(profile.heading) > LONGEST_NAME:
        cast.give(profile, "ignore")
    else:
        return False
    return True


def _is_one(profile: Profile) -> bool:
    return len(profile.texts) == 1 and len(profile.codes) > 1 and not profile.totals


def _describes_measure(cast: Cast, profile: Profile) -> bool:
    """Whether a label says something of the measure beside it: its number, its domain.

    A row without a measure may be the name of a section in the same column.
    """
    items = cast.with_role("item")
    several = bool(items) and len(items[0].texts) > 1 and not profile.totals
    return several and determines(items[0], profile, where_told=True)


def _adds_nothing(cast: Cast, profile: Profile, chosen: Sequence[Profile]) -> bool:
    """Give up a column beside columns that tell every row from every other: a remark or a key."""
    telling = [p for role in TELLING for p in cast.with_role(role)]
    if profile.totals or not telling or breakdown_of_labels(profile.texts, profile.heading):
        return False
    if any(is_coded(c) and determines(c, profile) and determines(profile, c) for c in chosen):
        return False
    said = np.zeros(len(profile.codes), dtype=np.int64)
    for column in (*telling, *chosen):
        _, said = np.unique(said * len(column.values) + column.codes, return_inverse=True)
    if len(said) < FEWEST_ROWS or len(np.unique(said)) < len(said):
        return False
    cast.give(profile, "ignore")
    return True


def _names_units(profile: Profile) -> bool:
    """Whether an unheaded first column names units: labels that are neither codes nor groups."""
    grouped = breakdown_of_labels(profile.texts, "")
    return not profile.headed and not _all_codes(profile) and grouped is None


def _all_codes(profile: Profile) -> bool:
    return bool(profile.texts) and all(CODE.fullmatch(text) for text in profile.texts)


def _group_name(profile: Profile) -> str:
    spaced = " ".join(_PARTS.sub(" ", profile.heading).split())
    named = spaced.casefold() if profile.headed else "category"
    return named if profile.headed else breakdown_of_labels(profile.texts, "") or named
