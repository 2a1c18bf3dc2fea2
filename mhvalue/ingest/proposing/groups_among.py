"""Columns headed by groups of people or days of the week, among columns of other figures."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.dates_in_text import in_text
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.proposing.columns import Profile
from mhvalue.ingest.proposing.figures import figure_of
from mhvalue.ingest.proposing.group_labels import (
    WEEKDAYS,
    breakdown_of_labels,
    may_be_group,
)
from mhvalue.ingest.proposing.titles import subject_and_split

FEWEST_SUMMED: Final = 2
FEWEST_TITLED: Final = 3
FEWEST_ROWS: Final = 2


def give_groups_among(cast: Cast, title: str) -> None:
    """Make groups of the columns that some labels side by side show to be groups.

    They are groups of the figure that they add up to in another column, row by row: 0-17, 18-64
    and 65+ beside Referrals. Without one, three of them or more are groups of what the title
    measures, and days of the week of whatever it names. Anything else stays as it is.
    """
    if cast.layout != "long" or cast.has("item") or cast.said_of_units_or_groups:
        return
    figures = [p for p in cast.figures() if p.headed and len(p.parts()) == 1]
    name, run = _longest_run(sorted(figures, key=lambda p: p.index), title)
    whole = _whole_of(run, [p for p in figures if p not in run])
    subject = subject_and_split(title)[0]
    named = name == WEEKDAYS and in_text(subject) is None
    measured = len(run) >= FEWEST_TITLED and (
        named or bool(words.MEASURE.search(words.folded(subject)))
    )
    if len(run) < FEWEST_SUMMED or (whole is None and not measured):
        return
    role, item, _ = cast.roles[whole.index] if whole else (*figure_of(cast, subject), "")
    for profile in run:
        cast.give(profile, role, item)
        cast.say(profile, breakdown=name, group=profile.heading)


def _longest_run(figures: Sequence[Profile], title: str) -> tuple[str, list[Profile]]:
    """The most columns side by side that are groups of one kind, and of which kind."""
    best: tuple[str, list[Profile]] = ("", [])
    for beside in _side_by_side([p for p in figures if may_be_group(p.heading)]):
        for first in range(len(beside)):
            for end in range(len(beside), first + len(best[1]), -1):
                run = beside[first:end]
                name = breakdown_of_labels([profile.heading for profile in run], title)
                if name:
                    best = (name, run)
                    break
    return best


def _side_by_side(figures: Sequence[Profile]) -> list[list[Profile]]:
    """The columns in runs without a gap."""
    runs: list[list[Profile]] = []
    for profile in figures:
        if runs and runs[-1][-1].index + 1 == profile.index:
            runs[-1].append(profile)
        else:
            runs.append([profile])
    return runs


def _whole_of(run: Sequence[Profile], others: Sequence[Profile]) -> Profile | None:
    """The one other column that holds the sum of the groups in every row that has all of them."""
    if not run:
        return None
    parts = np.sum([_amounts(profile) for profile in run], axis=0)
    found = []
    for other in others:
        own = _amounts(other)
        known = ~(np.isnan(parts) | np.isnan(own))
        same = np.isclose(parts[known], own[known], rtol=1e-9, atol=1e-6)
        if same.size >= FEWEST_ROWS and same.all() and own[known].any():
            found.append(other)
    return found[0] if len(found) == 1 else None


def _amounts(profile: Profile) -> NDArray[np.float64]:
    numbers = [value if isinstance(value, float) else np.nan for value in profile.values]
    return np.array(numbers, dtype=np.float64)[profile.codes]
