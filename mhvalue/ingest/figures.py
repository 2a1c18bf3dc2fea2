"""Proposing which columns hold figures, and which item each one is a figure of."""

from mhvalue.catalogue.loader import find_item, find_metric
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.cast import Cast
from mhvalue.ingest.columns import Profile
from mhvalue.periods import parse


def give_figures(cast: Cast, title: str) -> None:
    """Columns of figures: an amount or a finished value, and the item each one holds."""
    across = cast.with_role("amount")
    taken: set[str] = set()
    by_item = bool(cast.with_role("item"))
    for profile in across:
        subject = _without_period(profile) or ("" if by_item else title)
        role, item = _figure(cast, subject) if subject else ("amount", "")
        cast.give(profile, role, item, cast.roles[profile.index][2])
    for profile in cast.free():
        if not profile.is_figures or words.NOT_FIGURES.fullmatch(profile.words):
            continue
        if across:
            continue
        if by_item and words.JUST_VALUE.fullmatch(profile.words):
            cast.give(profile, "amount")
            continue
        role, item = _figure(cast, profile.heading)
        if item in taken:
            item = profile.heading
        taken.add(item)
        cast.give(profile, role, item)


def _without_period(profile: Profile) -> str:
    """What a heading says besides the period: "Admissions" of "Apr 2024: Admissions"."""
    parts = [part for part in profile.heading.split(": ") if parse(part) is None]
    return "" if profile.heading_month else ": ".join(parts)


def _figure(cast: Cast, heading: str) -> tuple[str, str]:
    """Role and item of a heading: the catalogue's own, or one named after the heading."""
    folded = words.folded(heading)
    item = find_item(cast.catalogue, heading)
    metric = None if item else find_metric(cast.catalogue, heading)
    finished = bool(words.FINISHED.search(folded)) or "%" in heading
    if metric is not None and (finished or metric.kind in ("ready-made", "ratio")):
        return "value", metric.value or metric.id
    if item is not None:
        return ("value" if item.unit.startswith("%") else "amount"), item.id
    if words.NUMERATOR.search(folded):
        return "numerator", heading
    if words.DENOMINATOR.search(folded):
        return "denominator", heading
    return ("value" if finished else "amount"), heading
