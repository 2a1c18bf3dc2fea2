"""Which of the things by which a title splits its figures stand in the headings of columns."""

import re
from collections.abc import Sequence
from typing import Final

from mhvalue.ingest import unit_levels
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.proposing.cast import Cast

KIND: Final = re.compile(
    r"(?:new|first|follow ups?|subsequent|face to face|f2f|telephone|phone|video|virtual|remote"
    r"|online|emergency|urgent|routine|planned|unplanned|elective|formal|informal|internal"
    r"|external|(?:un)?(?:registered|qualified)|day|night|early|late|in hours|out of hours)"
    r"(?: (?:contacts?|appointments?|referrals?|shifts?|staff|patients?|only))?"
)
"""Kinds of contact, staff or time, of which no ward or team bears the name."""


def headed_by(cast: Cast, splits: Sequence[str], labels: Sequence[str]) -> str:
    """By which of the splits that a title names the headings part its figures, or ''.

    The labels beside the figures are one of two. Where they are groups of people and all that the
    title names, the headings are of whom it counts them.
    """
    down = {cast.roles[profile.index][2] for profile in cast.with_role("breakdown")}
    rest = [one for one in splits if words.breakdown_of(one) not in down]
    if splits and not rest:
        kinds = any(KIND.fullmatch(words.folded(label)) for label in labels)
        return "" if kinds else "unit"
    named = (one for one in rest if unit_levels.level_named(one) != cast.level or len(splits) == 1)
    return next(named, "")
