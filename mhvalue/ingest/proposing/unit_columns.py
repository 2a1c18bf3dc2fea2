"""Proposing which columns name the units, what they belong to, and of what kind they are."""

import re
from typing import Final

from mhvalue.ingest import unit_levels
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.kinds import MARK
from mhvalue.ingest.places import AREA_CODE
from mhvalue.ingest.proposing.breakdowns import CODE, MOSTLY
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.proposing.columns import Profile, determines
from mhvalue.ingest.proposing.group_labels import breakdown_of_labels
from mhvalue.ingest.proposing.service_kinds import hold_kinds
from mhvalue.ingest.sum_labels import is_subtotal

SHORTEST_CODE: Final = 3
GENERIC_NAMES: Final = ("name", "description", "label", "row labels")
DESCRIBED: Final = ("description", "label")
_NO_ONE: Final = re.compile(r"all(?:\b|_)|unknown|null|none|other|not ", re.IGNORECASE)
_AREAS: Final = ("area", "cluster", "network")
_ORGANISATIONS: Final = ("Organisation", "Provider", "Trust")
GENERIC_CODES: Final = ("code", "ods code", "org code", "id", "geocode", "gss code", "ons code")


def give_units(cast: Cast, title: str) -> None:
    """The finest named level is the unit, coarser ones its parents; codes go with their names."""
    leveled = [(p, unit_levels.level_of(p.heading)) for p in cast.free() if p.headed and p.filled]
    # Dashes in place of a region all the way down are no figures.
    for dashed in [p for p, level in leveled if level and p.counts[MARK] == p.filled]:
        cast.give(dashed, "ignore")
    leveled = [pair for pair in leveled if pair[0].index not in cast.roles]
    named = [(p, level) for p, level in leveled if level] or [
        (p, level)
        for p, level in ((p, unit_levels.level_at_end(p.heading)) for p, _ in leveled)
        if level and not p.is_figures
    ]
    codes = [
        (p, level)
        for p, level in named
        if _is_code(p) or _holds_codes(p, cast.columns[0]) or _is_named_by(p, level, named)
    ]
    codes += [pair for pair in named if pair not in codes and _stands_for(pair, named)]
    names = [
        (p, level)
        for p, level in named
        if (p, level) not in codes
        and not p.is_figures
        and not p.names_levels()
        and (len(named) == 1 or not all(map(words.is_all, p.texts)))
    ]
    generic = [
        p
        for p in cast.free()
        if p.words in GENERIC_NAMES
        and not p.is_figures
        and not holds_measures(p)
        and all(determines(code, p) for code, _ in codes[:1])
        and (p.words not in DESCRIBED or named or _has_codes(cast))
    ]
    if names and any(level == own for _, level in names for _, own in codes):
        generic = []
    if generic:
        told = next((level for _, level in codes), None)
        cast.level = told or _level_in(title) or "Organisation"
        cast.give(generic[0], "unit")
    names = _without_crossed(names)
    own = [pair for pair in names if not _is_parent(pair[0])] or names
    finer = _named_finer(cast, names) if own and not generic else None
    if finer is not None:
        _give_pair(cast, *finer)
    elif own and not generic:
        unit, level = _finest(own)
        cast.level = level
        cast.give(unit, "unit")
    kind = _kind_among(cast, [profile for profile, _ in names])
    if kind is not None:
        cast.give(kind, "kind")
    for profile, level in names:
        if profile.index not in cast.roles:
            same = level == cast.level
            cast.give(profile, "parent", name=f"Parent {level.casefold()}" if same else level)
    if not names and not generic:
        codes.sort(key=lambda pair: -_settles(pair[0], codes))
    for profile, level in codes:
        same = level == cast.level or (not names and not generic)
        first = same and not cast.with_role("unit code")
        cast.give(profile, "unit code" if first else "ignore")
        cast.level = cast.level or level
    for profile in cast.free():
        if profile.words in GENERIC_CODES and cast.with_role("unit"):
            cast.give(profile, "ignore" if cast.with_role("unit code") else "unit code")
    if not cast.has("unit") and not cast.has("unit code"):
        _named_and_coded(cast)
    _name_behind(cast)
    area = _area_alone(cast)
    if area is not None and not cast.has("unit") and not cast.has("unit code"):
        cast.level = "Area"
        cast.give(area, "unit")
    if cast.with_role("unit code") and not cast.with_role("unit"):
        code = cast.with_role("unit code")[0]
        cast.give(_name_beside(cast, code) or code, "unit")


def _finest(named: list[tuple[Profile, str]]) -> tuple[Profile, str]:
    """The first of the finest level; of several, Org L2 to L4, the one that tells the others."""
    finest = min(named, key=lambda pair: unit_levels.LEVEL_NAMES.index(pair[1]))
    same = [profile for profile, level in named if level == finest[1]]
    telling = (
        profile
        for profile in same
        if all(
            len(profile.texts) > len(other.texts) and determines(profile, other)
            for other in same
            if other is not profile
        )
    )
    return next(telling, finest[0]), finest[1]


def _settles(profile: Profile, codes: list[tuple[Profile, str]]) -> int:
    """How many codes a column has that settle all the others, as a practice does its region."""
    return len(profile.texts) if all(determines(profile, other) for other, _ in codes) else 0


def _name_behind(cast: Cast) -> None:
    """The names under no heading behind codes under one, also in rows that have no code."""
    for code in cast.with_role("unit"):
        names = [p for p in cast.free() if p.index == code.index + 1 and not p.headed]
        coded = len(code.texts) > 1 and all(map(CODE.fullmatch, code.texts))
        if not coded or not names or names[0].is_figures or names[0].filled <= code.filled:
            continue
        if determines(names[0], code):
            cast.give(names[0], "unit")
            cast.give(code, "unit code")


def _name_beside(cast: Cast, code: Profile) -> Profile | None:
    """The names that stand right beside the codes of areas, one each: Area of residence."""
    if len(code.texts) < 2 or not all(map(AREA_CODE.fullmatch, code.texts)):
        return None
    beside = (p for p in cast.free() if abs(p.index - code.index) == 1 and not p.is_figures)
    return next((p for p in beside if determines(code, p) and determines(p, code)), None)


def _has_codes(cast: Cast) -> bool:
    """Whether some column holds codes, of which a description says what they stand for."""
    return any(_is_code(p) or p.words in GENERIC_CODES for p in cast.columns)


def _area_alone(cast: Cast) -> Profile | None:
    """A column of codes of areas that no other column names."""
    labels = [p for p in cast.free() if not p.is_figures and p.texts]
    areas = [p for p in labels if all(map(AREA_CODE.fullmatch, p.texts))]
    for area in areas:
        names = [p for p in labels if p not in areas and len(p.texts) == len(area.texts)]
        if not any(determines(area, p) and determines(p, area) for p in names):
            return area
    return None


def holds_measures(profile: Profile) -> bool:
    """Whether most labels of a column are the names of figures: "Admissions", "% occupied"."""
    if profile.is_figures or len(profile.texts) < 2 or words.breakdown_of(profile.heading):
        return False
    parts = [text for text in profile.texts if not is_subtotal(text)]
    if breakdown_of_labels(parts, profile.heading):
        return False
    named = [
        words.MEASURE.search(text) or words.FINISHED.search(text)
        for text in map(words.folded, profile.texts[:200])
    ]
    return sum(map(bool, named)) >= 0.7 * len(named) and len(profile.texts) <= 200


def _without_crossed(named: list[tuple[Profile, str]]) -> list[tuple[Profile, str]]:
    """The named levels without specialties that several organisations have: those are groups.

    So are areas of work, no places, that each of them has.
    """
    whole = any(level in _ORGANISATIONS for _, level in named)
    kinds = ("Service line", "Service") if whole else ("Service line",)
    lines = [p for p, level in named if level in kinds or p.words in _AREAS]
    others = [p for p, _ in named if p not in lines]
    crossed = [p for p in lines if any(not determines(p, other) for other in others)]
    finest = min((unit_levels.LEVEL_NAMES.index(level) for _, level in named), default=0)
    own = {level for p, level in named if p in lines}
    if not crossed or unit_levels.LEVEL_NAMES[finest] not in own:
        return named
    return [pair for pair in named if pair[0] not in crossed]


def _kind_among(cast: Cast, named: list[Profile]) -> Profile | None:
    """The one column headed Specialty or the like that says of which kind each unit is."""
    units = cast.with_role("unit")
    if any(words.KIND.fullmatch(p.words) and not p.is_figures for p in cast.free()):
        return None
    found = [
        profile
        for profile in named
        if profile.index not in cast.roles
        and hold_kinds(profile.heading, profile.texts)
        and any(determines(unit, profile) for unit in units)
    ]
    return found[0] if len(found) == 1 else None


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


def _stands_for(pair: tuple[Profile, str], named: list[tuple[Profile, str]]) -> bool:
    """Whether a column of a level is the code of another one: CCG beside CCGName."""
    profile, level = pair
    own = [
        text
        for text in profile.texts
        if not unit_levels.is_national(text) and not _NO_ONE.match(text)
    ]
    coded = bool(own) and sum(map(bool, map(CODE.fullmatch, own))) >= MOSTLY * len(own)
    return coded and any(
        other is not profile
        and its_level == level
        and (unit_levels.is_name_heading(other.heading) or _is_longer(other, profile))
        and determines(profile, other)
        for other, its_level in named
    )


def _is_longer(name: Profile, code: Profile) -> bool:
    """Whether the labels of one column are much longer than those of another."""
    return sum(map(len, name.texts)) > 2 * sum(map(len, code.texts))


def _named_and_coded(cast: Cast) -> None:
    """Units whose level has no word here, by a code and a name: "Home code", "Home name"."""
    free = [p for p in cast.free() if p.headed and p.filled and not p.is_figures]
    named = [p for p in free if unit_levels.is_name_heading(p.heading)]
    for name in [p for p in named if not words.ITEM.fullmatch(p.words)]:
        code = _code_of(name, free)
        if code is not None:
            _give_pair(cast, name, code)
            return


def _named_finer(cast: Cast, named: list[tuple[Profile, str]]) -> tuple[Profile, Profile] | None:
    """A name and a code of places within the named levels, by no word for a level known here.

    "Contract area code" and "Contract area name" beside a region's.
    """
    known = [profile for profile, _ in named]
    free = [p for p in cast.free() if p.headed and p.filled and not p.is_figures]
    for name in [p for p in free if p not in known and unit_levels.is_name_heading(p.heading)]:
        stem = unit_levels.stem_of(name.heading)
        sorts = words.breakdown_of(stem) or words.NAMES_GROUPS.fullmatch(stem)
        if not stem or sorts or words.ITEM.fullmatch(name.words):
            continue
        code = _code_of(name, free)
        within = all(determines(name, p) and len(name.texts) > len(p.texts) for p in known)
        placed = unit_levels.level_named(stem.split()[-1]) or any(len(p.texts) > 1 for p in known)
        if code is not None and within and placed:
            return name, code
    return None


def _code_of(name: Profile, columns: list[Profile]) -> Profile | None:
    """The column of codes that settles a column of names and is headed as it is, or None."""
    stem = unit_levels.stem_of(name.heading)
    code = next(
        (p for p in columns if _is_code(p) and unit_levels.stem_of(p.heading) == stem), None
    )
    return code if stem and code is not None and determines(code, name) else None


def _give_pair(cast: Cast, name: Profile, code: Profile) -> None:
    cast.level = unit_levels.stem_of(name.heading).capitalize()
    cast.give(name, "unit")
    cast.give(code, "unit code")


def _is_code(profile: Profile) -> bool:
    return unit_levels.is_code_heading(profile.heading)


def _holds_codes(profile: Profile, first: Profile) -> bool:
    """Whether a column headed by a level holds its numbers or the codes of areas.

    Cost centres 100200, wards 1 to 12, E12000009.
    """
    if not profile.is_figures:
        return bool(profile.texts) and all(map(AREA_CODE.fullmatch, profile.texts))
    digits = 1 if profile is first else SHORTEST_CODE
    own = [text for text in profile.texts if not is_subtotal(text)]
    return bool(own) and all(text.isdigit() and len(text) >= digits for text in own)


def _is_parent(profile: Profile) -> bool:
    return profile.words.startswith(("parent", "nhse region", "main "))


def _level_in(title: str) -> str | None:
    found = re.search(
        r"\b(ward|team|provider|trust|system|icb|region|practice)\b", title.casefold()
    )
    return unit_levels.level_named(found[1]) if found else None


def give_kinds(cast: Cast) -> None:
    """What kind each unit is of, and a column that says of each row which level it is of."""
    for profile in cast.free():
        if not words.KIND.fullmatch(profile.words) or profile.is_figures or not profile.filled:
            continue
        if profile.level_share() >= 0.6:
            cast.give(profile, "kind", name="level")
        elif not cast.has("kind") and any(determines(u, profile) for u in cast.with_role("unit")):
            cast.give(profile, "kind")
    for profile in cast.free():
        # A country that stands in every row beside its places tells no row's level.
        if (
            cast.has("unit")
            and profile.told.all()
            and all(map(unit_levels.is_national, profile.texts))
        ):
            continue
        if not profile.is_figures and profile.texts and profile.level_share() == 1.0:
            cast.give(profile, "kind", name="level")
            break
