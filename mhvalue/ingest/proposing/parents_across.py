"""Headings over the headings of units: the site over its wards, a name over its code."""

from collections.abc import Callable, Sequence
from typing import Final

from mhvalue.ingest import unit_levels
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.dates_in_text import told_period
from mhvalue.ingest.proposing.columns import Profile
from mhvalue.ingest.proposing.group_labels import breakdown_of_labels
from mhvalue.ingest.proposing.stated import are_codes_of_units
from mhvalue.ingest.sum_labels import is_statistic, is_subtotal, is_total

FEWEST: Final = 2


def below_parents(
    columns: Sequence[Profile], says_more: Callable[[str], bool]
) -> tuple[list[str], list[list[str]]]:
    """For each column what its unit belongs to, or '', and the parts of its heading below that.

    The top labels are parents where each label below stands under one of them only, or says that
    it is a ward or a team, several of them under one, and no label of either is a measure, a group
    or a kind of figure. `says_more` tells of a label that it can be no unit.
    """
    parts = [profile.parts() for profile in columns]
    pairs = [(own[0], own[1]) for own in parts if len(own) > 1]
    plain = [pair for pair in pairs if not any(map(_adds_up, pair))]
    parents, units = {parent for parent, _ in plain}, {unit for _, unit in plain}
    nested = (
        len(parents) >= FEWEST
        and len(set(plain)) > len(parents)
        and (len(set(plain)) == len(units) or all(map(unit_levels.SAYS_WARD.search, units)))
        and len(pairs) >= len(parts) - 1
        and not any(map(says_more, (*parents, *units)))
        and not any(map(told_period, (*parents, *units)))
        and not any(breakdown_of_labels(list(labels), "") for labels in (parents, units))
        and not any(words.breakdown_of(parent) for parent in parents)
    )
    if not nested:
        return [""] * len(parts), parts
    above = [own[0] if len(own) > 1 else "" for own in parts]
    if len(set(plain)) > len(units):
        # Ward 1 of one site is not Ward 1 of another.
        return above, [[": ".join(own[:2]), *own[2:]] for own in parts]
    return above, [own[1:] if len(own) > 1 else own for own in parts]


def names_over_codes(parts: Sequence[Sequence[str]]) -> list[str]:
    """The names of units, each headed together with its code, above or below it; or none."""
    pairs = [tuple(own) for own in parts]
    if len(pairs) < FEWEST or any(len(pair) != 2 for pair in pairs):
        return []
    if any(len({pair[at] for pair in pairs}) < len(pairs) for at in (0, 1)):
        return []
    names, codes = (list(side) for side in zip(*pairs, strict=True))
    if are_codes_of_units(names):
        names, codes = codes, names
    return names if are_codes_of_units(codes) and not are_codes_of_units(names) else []


def _adds_up(label: str) -> bool:
    return is_total(label) or is_subtotal(label) or is_statistic(label)
