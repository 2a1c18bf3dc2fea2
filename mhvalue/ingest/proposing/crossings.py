"""Columns that tell rows apart which all other columns say the same of: they break figures down."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest import unit_levels
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.headings import plain
from mhvalue.ingest.places import NO_NAME
from mhvalue.ingest.proposing.breakdowns import MOST_BREAKDOWNS, MOST_GROUPS, is_coded
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.proposing.columns import Profile

DISTINCT: Final = 0.98
MOSTLY: Final = 0.5
WARD: Final = "Ward"
AROUND_WARD: Final = ("Site", "Locality", "Directorate", "Provider", "Trust", "Organisation")
"""Levels of what a ward lies in: one of the same name elsewhere is another ward."""
_KEYS: Final = ("unit", "unit code", "period", "item", "breakdown")


def give_crossings(cast: Cast) -> None:
    """Parents and left-out labels become breakdowns where they alone tell the rows apart.

    Every provider's figures by commissioner, every site's by specialty. Wards of one name in
    several places are wards of their own instead. Nothing changes where
    the rows cannot be told apart so: a list of payments stays one. A row without a measure, in a
    table that names them, is that of a section and need not be told from another.
    """
    keys = [p for p in cast.columns if _is_key(cast, p)]
    measured = _measured(cast)
    rows = int(np.count_nonzero(measured))
    known = _combined(
        [codes[measured] for codes in (*(p.codes for p in keys), *_above(cast))], rows
    )
    count = len(np.unique(known))
    chosen: list[Profile] = []
    while count < rows and len(chosen) + len(cast.with_role("breakdown")) < MOST_BREAKDOWNS:
        tried = [
            (len(np.unique(joined)), profile, joined)
            for profile in _candidates(cast, chosen)
            for joined in [_combined([known, profile.codes[measured]], rows)]
        ]
        best = max(tried, key=lambda one: one[0], default=None)
        if best is None or best[0] == count:
            break
        count, known = best[0], best[2]
        chosen.append(best[1])
    if count >= DISTINCT * rows:
        for profile in chosen:
            if _lies_in(cast, profile):
                cast.say(cast.with_role("unit")[0], parent=cast.roles[profile.index][2])
                continue
            name = words.breakdown_of(profile.heading) or unit_levels.stem_of(profile.heading)
            cast.give(profile, "breakdown", name=name or profile.heading.casefold())


def _measured(cast: Cast) -> NDArray[np.bool_]:
    """The rows that say what they measure; all where no column does."""
    rows = np.ones(len(cast.columns[0].codes) if cast.columns else 0, dtype=bool)
    for profile in cast.with_role("item"):
        rows &= profile.told
    return rows


def _above(cast: Cast) -> list[NDArray[np.int32]]:
    """What tells apart the rows that name no unit: they are about what others belong to."""
    units = cast.with_role("unit")
    if not units:
        return []
    unnamed = np.array([bool(NO_NAME.fullmatch(plain(v))) for v in units[0].values], dtype=bool)
    rows = unnamed[units[0].codes]
    return [np.where(rows, parent.codes + 1, 0) for parent in cast.with_role("parent")]


def _is_key(cast: Cast, profile: Profile) -> bool:
    role, _, name = cast.roles.get(profile.index, ("", "", ""))
    return role in _KEYS or (role == "kind" and bool(name))


def _candidates(cast: Cast, chosen: list[Profile]) -> list[Profile]:
    """Labels that may break figures down, names before codes."""
    found = [
        p
        for p in cast.columns
        if p not in chosen
        and p.headed
        and not p.is_figures
        and not p.is_dated
        and not words.NO_LABELS.fullmatch(p.words)
        and not all(words.RATING.fullmatch(text.casefold()) for text in p.texts)
        and 2 <= len(p.texts) <= MOST_GROUPS
        and _may_cross(cast, p)
    ]
    return sorted(found, key=is_coded)


def _may_cross(cast: Cast, profile: Profile) -> bool:
    """Whether a column has no role yet, or most units have several of the parents it names."""
    role, _, name = cast.roles.get(profile.index, ("ignore", "", ""))
    if role == "ignore" or (role == "kind" and not name):
        return True
    units = cast.with_role("unit")
    if role != "parent" or not units:
        return False
    of_unit, parents = np.unique(
        np.unique(np.stack([units[0].codes, profile.codes]), axis=1)[0], return_counts=True
    )
    return int(np.count_nonzero(parents > 1)) >= MOSTLY * len(of_unit)


def _lies_in(cast: Cast, profile: Profile) -> bool:
    """Whether a column says where wards lie: Willow on one site is not Willow on another."""
    role, _, name = cast.roles.get(profile.index, ("", "", ""))
    return (role, cast.level) == ("parent", WARD) and name in AROUND_WARD


def _combined(coded: list[NDArray[np.int32]], rows: int) -> NDArray[np.int32]:
    """One code for each combination of codes."""
    joined = np.zeros(rows, dtype=np.int64)
    for codes in coded:
        wide = joined * (int(codes.max(initial=0)) + 1) + codes
        joined = np.unique(wide, return_inverse=True)[1].astype(np.int64)
    return joined.astype(np.int32)
