"""Proposing which columns of whole numbers are codes of the labels beside them, and no figures."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from mhvalue.ingest import unit_levels
from mhvalue.ingest.code_numbers import are_codes, counts_nothing, heads_codes
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.proposing.columns import Profile, determines
from mhvalue.ingest.proposing.titles import subject_and_split

FEWEST: Final = 2
MOST: Final = 3000
LABELS: Final = ("unit", "item", "breakdown", "parent", "unit code")


def give_codes(cast: Cast, title: str) -> None:
    """Codes get no role, or are the units where nothing else names any.

    They are certain where their heading says so, and where one stands beside each label again and
    again, whatever the month.
    """
    coded = [
        profile
        for profile in cast.free()
        if profile.is_figures
        and profile.headed
        and len(profile.values) <= MOST
        and not profile.heading_period
        and not profile.heading_part
        and counts_nothing(profile.heading, cast.catalogue)
        and are_codes(profile.texts)
        and (heads_codes(profile.heading) or any(_one_each(cast, profile)))
    ]
    for profile in coded:
        cast.give(profile, "ignore")
    if any(map(cast.has, LABELS)):
        return
    first = [
        p
        for p in cast.free()[:1]
        if not p.headed
        or unit_levels.level_of(p.heading)
        or (len(p.values) <= MOST and are_codes(p.texts))
    ]
    alone = next((p for p in (*coded, *first) if _names_rows(cast, p, title)), None)
    if alone is not None:
        told = unit_levels.level_of(alone.heading) or unit_levels.level_named(
            subject_and_split(title)[1]
        )
        cast.level = told or "Unit"
        cast.give(alone, "unit")


def _one_each(cast: Cast, profile: Profile) -> Iterator[bool]:
    """Of every column of labels whether each label has its one code, and stands there twice."""
    for other in cast.columns:
        if (
            other.is_figures
            or not other.headed
            or cast.roles.get(other.index, ("",))[0] == "period"
        ):
            continue
        again = len(other.texts) < len(profile.codes)
        yield again and determines(other, profile) and determines(profile, other)


def _names_rows(cast: Cast, profile: Profile, title: str) -> bool:
    """Whether whole numbers to the left of all figures name the rows, each once for each period.

    Beside a column of periods each stands again and again. A number without a heading is a name
    where the title says of what.
    """
    others = [p for p in cast.columns if p is not profile and p.is_figures]
    labels = [p for p in cast.free() if not p.is_figures and p.filled]
    if (
        labels
        or len(profile.values) > MOST
        or not profile.is_figures
        or any(p.index < profile.index for p in others)
    ):
        return False
    if not all(map(str.isdecimal, profile.texts)) or len(profile.texts) < FEWEST:
        return False
    if cast.has("period") and 2 * len(profile.texts) > len(profile.codes):
        return False
    if not profile.headed:
        named = bool(unit_levels.level_named(subject_and_split(title)[1]))
    elif unit_levels.level_of(profile.heading):
        named = True
    elif cast.layout == "long" and not cast.has("period"):
        named = heads_codes(profile.heading)
    else:
        named = counts_nothing(profile.heading, cast.catalogue)
    return named and _once_each(cast, profile)


def _once_each(cast: Cast, profile: Profile) -> bool:
    of_row = profile.codes.astype(np.int64)
    for when in cast.with_role("period"):
        of_row = of_row * (len(when.values) + 1) + when.codes
    return len(np.unique(of_row)) == len(of_row)
