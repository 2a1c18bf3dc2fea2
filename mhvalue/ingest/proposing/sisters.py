"""Tables headed alike, of which the fuller ones say how those with few figures are read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from mhvalue.ingest.kinds import NUMBER, YEAR
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.vocabulary import MEASURE

ENOUGH: Final = 2
"""Numbers that make a table of figures out of a block of cells."""


def with_sisters(casts: Sequence[Cast]) -> Iterator[Cast | None]:
    """The tables worth reading: by their own figures, or with those of tables headed alike.

    The former keep their roles. The others have those of the fullest of their kind: a month with
    a single figure is read as the others are, and so are sheets of which none has more than one.
    None stands for a table that is not worth it.
    """
    alike: dict[tuple[tuple[int, str], ...], list[Cast]] = {}
    for cast in casts:
        alike.setdefault(_headings(cast), []).append(cast)
    for cast in casts:
        sisters = alike[_headings(cast)]
        if has_enough(cast):
            yield cast
        elif sum(map(_numbers, sisters)) >= ENOUGH and any(p.headed for p in cast.columns):
            yield _cast_as(sisters, cast)
        else:
            yield None


def has_enough(cast: Cast) -> bool:
    """Whether a table has figures of its own; a note laid out in columns has none."""
    return _numbers(cast) >= ENOUGH


def _cast_as(sisters: Sequence[Cast], cast: Cast) -> Cast:
    """The columns of a table in the roles that they have where their figures are."""
    fullest = sorted(sisters, key=_numbers)
    roles: dict[int, tuple[str, str, str]] = {}
    said: dict[int, dict[str, str]] = {}
    for sister in fullest:
        if sister.layout == fullest[-1].layout:
            roles |= sister.roles
            said |= sister.said
    return replace(cast, roles=roles, said=said, layout=fullest[-1].layout, level=fullest[-1].level)


def _headings(cast: Cast) -> tuple[tuple[int, str], ...]:
    return tuple((p.index, p.heading) for p in cast.columns)


def _numbers(cast: Cast) -> int:
    """How many numbers stand in the figures of a table; a note laid out in columns has none.

    2019 below a month, or below a word for what is counted, is a number and no year.
    """
    across = cast.layout == "periods across"
    return sum(
        profile.counts[NUMBER]
        + (profile.counts[YEAR] if across or MEASURE.search(profile.words) else 0)
        for profile in cast.figures()
    )
