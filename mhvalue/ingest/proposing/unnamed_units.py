"""Units by labels without a word for their level, and what they belong to in the column before."""

from typing import Final

from mhvalue.ingest.parents_above import NOT_NAMED
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.proposing.columns import Profile, determines
from mhvalue.ingest.proposing.group_labels import breakdown_of_labels

FEWEST: Final = 2


def give_unnamed(cast: Cast, profile: Profile) -> None:
    """The labels are units; where each of those in the next column has one of them, their parents.

    Willow and Elm beside Parkview, Fir beside Hillside; not Female and Male beside each ward.
    """
    cast.level = "Unit"
    within = _within(cast, profile)
    if within is not None:
        cast.give(within, "unit")
        cast.give(profile, "parent", name=NOT_NAMED)
    else:
        cast.give(profile, "unit")


def _within(cast: Cast, profile: Profile) -> Profile | None:
    free = (p for p in cast.free() if p.index == profile.index + 1)
    beside = next(free, None)
    if beside is None or beside.headed or beside.is_figures or beside.is_dated:
        return None
    nested = len(beside.texts) > len(profile.texts) >= FEWEST and determines(beside, profile)
    every = len(beside.texts) == len(beside.codes)
    return beside if nested and every and not breakdown_of_labels(beside.texts, "") else None
