"""Proposing that headings name units or groups, one column each, and not different figures."""

from collections.abc import Sequence
from typing import Final

from mhvalue.catalogue.loader import find_item, find_metric
from mhvalue.ingest import unit_levels
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.proposing.columns import Profile
from mhvalue.ingest.proposing.figures import beside_period, figure_of
from mhvalue.ingest.proposing.glossary import Glossary, Meaning
from mhvalue.ingest.proposing.group_labels import breakdown_of_labels, crossed
from mhvalue.ingest.proposing.headed_by import KIND, headed_by
from mhvalue.ingest.proposing.kinds_below import Kind, kinds_below
from mhvalue.ingest.proposing.parents_across import below_parents, names_over_codes
from mhvalue.ingest.proposing.peers import is_own, peers_among, whose
from mhvalue.ingest.proposing.stated import are_units
from mhvalue.ingest.proposing.titles import subject_and_splits
from mhvalue.ingest.sum_labels import is_statistic, is_subtotal, is_total, is_whole
from mhvalue.ingest.wording import scenario_of, window_of

MOSTLY: Final = 0.6
FEWEST_UNITS: Final = 2
PIVOTED: Final = Meaning("breakdown", "column labels")
_ORGANISATIONS: Final = frozenset(("Organisation", "Provider", "Trust"))
"""Levels that the same organisations may be said to be of."""


def give_across(cast: Cast, title: str, glossary: Glossary) -> None:
    """Columns headed by units or groups, under a title or a group label that names the figure.

    They are taken for units where the title says "by ward", where the headings say so themselves
    or name units of other tables, or where the catalogue knows the title and none of the headings.
    """
    if cast.layout != "long":
        _over_periods(cast, title, glossary)
        return
    columns = [p for p in cast.free() if p.is_figures and p.headed and not p.is_reference]
    if len(columns) < 2:
        return
    subject, splits = subject_and_splits(title)
    by = headed_by(cast, splits, [profile.parts()[0] for profile in columns])
    peers = peers_among(columns, (title, *cast.titles)) if cast.has("item") else []
    for profile in peers:
        cast.give(profile, "ignore")
    columns = [profile for profile in columns if profile not in peers]
    if _gave_coded(cast, columns, subject, by):
        return
    parents, parts = below_parents(
        columns, lambda label: _is_measure(cast, label) or _says_more(label)
    )
    if cast.has("item"):
        parts = [[*own[:-1], whose(own[-1])] for own in parts]
        headed = [(p, ": ".join(own)) for p, own in zip(columns, parts, strict=True)]
        kinds = kinds_below(parts, _says_more)
        if kinds:
            headed = [(p, kind.of) for p, kind in zip(columns, kinds, strict=True) if kind.counts]
        others = [(p, label) for p, label in headed if not is_statistic(label)]
        headed = others if len(others) >= FEWEST_UNITS else headed
        _beside_measures(cast, [p for p, _ in headed], [label for _, label in headed], by, glossary)
        if kinds and any(cast.said.get(p.index) for p, _ in headed):
            _say_kinds(cast, columns, kinds)
        _say_parents(cast, columns, parents)
        return
    kinds = kinds_below(parts, _says_more)
    below = [("", kind.of) for kind in kinds]
    meaning = _meaning(cast, below, subject, by, glossary) if below else None
    if meaning is not None:
        _give(cast, columns, below, subject, meaning)
        _say_kinds(cast, columns, kinds)
        return
    for first in (True, False):
        split = [_split(own, first=first) for own in parts]
        if len({label for _, label in split}) < 2 or not all(label for _, label in split):
            continue
        levels = {unit_levels.level_named(figure) for figure, _ in split}
        if len(levels) == 1 and None not in levels and not first:
            continue
        if len(levels) == 1 and None not in levels:
            # "Ward: 1" says that 1 is a ward, and not what is counted there.
            split = [("", label) for _, label in split]
            by = next(iter(levels)) or by
        meaning = _meaning(cast, split, subject, by, glossary)
        if meaning is not None:
            split, meaning = crossed(split, meaning, subject)
            _give(cast, columns, split, subject, meaning)
            _say_parents(cast, columns, parents)
            return
    if _of_pivot(cast, parts):
        _give(cast, columns, [(own[0], own[-1]) for own in parts], subject, PIVOTED)
        return
    nested = [(" ".join(p.parts()[:-1]), p.parts()[-1]) for p in columns]
    if _are_nested_units(cast, nested, subject):
        _give(cast, columns, [("", unit) for _, unit in nested], subject, Meaning("unit", "Unit"))
        _say_parents(cast, columns, parents)


def _gave_coded(cast: Cast, columns: Sequence[Profile], subject: str, by: str) -> bool:
    """Whether the columns are headed by units, each with its code, and were taken for them."""
    coded = [] if cast.has("unit") else names_over_codes([p.parts() for p in columns])
    if not coded or any(_is_measure(cast, name) or _says_more(name) for name in coded):
        return False
    level = unit_levels.level_named(by) or "Unit"
    _give(cast, columns, [("", name) for name in coded], subject, Meaning("unit", level))
    return True


def _of_pivot(cast: Cast, parts: Sequence[Sequence[str]]) -> bool:
    """Whether headings are the column labels of a pivot table under the one thing it counts."""
    labelled = any(p.words == "row labels" for p in cast.columns)
    counted = any(_is_measure(cast, own[-1]) for own in parts if not is_total(own[-1]))
    return (
        labelled
        and not counted
        and len({own[0] for own in parts}) == 1
        and {len(own) for own in parts} == {2}
    )


def _over_periods(cast: Cast, title: str, glossary: Glossary) -> None:
    """Columns headed by units or groups and by periods: Elm in 2023/24, Elm in 2024/25, Oak in."""
    columns = [p for p in cast.with_role("amount") if p.filled]
    labels = [beside_period(cast, profile) for profile in columns]
    times = {labels.count(label) for label in labels}
    if cast.has("item") or len(set(labels)) < FEWEST_UNITS or len(times) > 1:
        return
    if not all(labels) or any(map(_says_more, labels)):
        return
    subject, splits = subject_and_splits(title)
    if cast.has("unit") and not breakdown_of_labels(labels, subject):
        return
    split = [("", label) for label in labels]
    meaning = _meaning(cast, split, subject, next(iter(splits), ""), glossary)
    if meaning is None:
        return
    names = {profile.index: cast.roles[profile.index][2] for profile in columns}
    _give(cast, columns, split, subject, meaning)
    for profile in columns:
        role, item, _ = cast.roles[profile.index]
        cast.give(profile, role, item, names[profile.index])


def _are_nested_units(cast: Cast, nested: Sequence[tuple[str, str]], subject: str) -> bool:
    """Whether headings are units below what they belong to, of the figure the title names."""
    units = [unit for _, unit in nested]
    labels = [text for pair in nested for text in pair if not is_subtotal(text)]
    return (
        all(labels)
        and len(set(units)) == len(units)
        and not cast.has("unit")
        and _in_catalogue(cast, subject)
        and not any(_is_measure(cast, label) or _says_more(label) for label in labels)
    )


def _split(parts: Sequence[str], *, first: bool) -> tuple[str, str]:
    """The figure and the label of a heading in one or more parts, the label last or first."""
    if len(parts) == 1:
        return "", parts[0]
    if first:
        return ": ".join(parts[:-1]), parts[-1]
    return ": ".join(parts[1:]), parts[0]


def _meaning(
    cast: Cast, split: Sequence[tuple[str, str]], subject: str, by: str, glossary: Glossary
) -> Meaning | None:
    """What the labels stand for: units of a level, or groups of a breakdown; None for neither."""
    figures = {figure for figure, _ in split}
    grouped = breakdown_of_labels([label for _, label in split], f"{subject} {by}")
    if grouped and all(figure or subject for figure in figures):
        return Meaning("breakdown", grouped)
    sums = (is_total, is_subtotal, is_statistic)
    labels = [label for _, label in split if not any(known(label) for known in sums)]
    if not labels or not all(figure or subject for figure in figures):
        return None
    known = glossary.meaning(labels)
    if known is None and any(_is_measure(cast, label) for label in labels):
        return None
    # A ward may be called R12, where the title says that these are wards, and none Plan.
    if known is None and any(map(scenario_of if by else _says_more, labels)):
        return None
    if known is None and by:
        known = _of_words(by)
    if known is None:
        told = [m[1] for m in map(unit_levels.SAYS_LEVEL.search, labels) if m]
        if len(told) >= MOSTLY * len(labels):
            known = _of_words(told[0])
    if known is None and not cast.has("unit"):
        named = figures if figures != {""} else {subject}
        counted = [figure for figure in named if _in_catalogue(cast, figure)]
        if any(KIND.fullmatch(words.folded(label)) for label in labels):
            return None
        measured = [_is_measure(cast, figure) for figure in named]
        plainly = len(counted) >= MOSTLY * len(named) or are_units(labels)
        if (plainly and all(measured)) or (_are_all_of_each(split) and any(measured)):
            known = Meaning("unit", "Unit")
    if known is None or known.role != "unit" or not cast.has("unit"):
        return known
    down = {cast.level, *(name for role, _, name in cast.roles.values() if role == "parent")}
    same = down | (_ORGANISATIONS if down & _ORGANISATIONS else set())
    return None if known.name in same else Meaning("breakdown", known.name.casefold())


def _are_all_of_each(split: Sequence[tuple[str, str]]) -> bool:
    """Whether every label stands over each of the same figures: Elm and Oak over beds and falls."""
    figures, labels = {figure for figure, _ in split}, {label for _, label in split}
    several = len(figures) > 1 and len(labels) > 1
    return several and len(set(split)) == len(split) == len(figures) * len(labels)


def _say_parents(cast: Cast, columns: Sequence[Profile], parents: Sequence[str]) -> None:
    """What the units of columns belong to, where they were taken for units."""
    for profile, parent in zip(columns, parents, strict=True):
        if parent and cast.said.get(profile.index, {}).get("unit"):
            cast.say(profile, parent=parent)


def _say_kinds(cast: Cast, columns: Sequence[Profile], kinds: Sequence[Kind]) -> None:
    """Which of the columns of a unit or a group is its plan, and which only compares it."""
    for profile, kind in zip(columns, kinds, strict=True):
        if not kind.counts:
            cast.give(profile, "ignore")
        elif kind.scenario or kind.window:
            cast.say(profile, scenario=kind.scenario, window=kind.window)


def _beside_measures(
    cast: Cast, columns: Sequence[Profile], labels: Sequence[str], by: str, glossary: Glossary
) -> None:
    """Columns headed by units, where the measures stand in a column of their own."""
    grouped = breakdown_of_labels(labels, "")
    if grouped:
        _give(cast, columns, [("", label) for label in labels], "", Meaning("breakdown", grouped))
        return
    named = [label for label in labels if not (is_total(label) or is_subtotal(label))]
    if cast.has("unit") or not named or any(map(_says_more, named)):
        return
    if any(_is_measure(cast, label) for label in named):
        return
    if len(labels) == 1 and not is_own(labels[0]):
        return
    meaning = glossary.meaning(labels) or _of_words(by) or Meaning("unit", "Unit")
    split = [("", label) for label in labels]
    _give(cast, columns, split, "", meaning)


def _says_more(label: str) -> bool:
    """Whether a heading tells a kind of figure and can be no unit: Value, Target, Plan, YTD."""
    folded = words.folded(label)
    return bool(
        words.JUST_VALUE.fullmatch(folded)
        or words.NOT_ACTUAL.search(folded)
        or words.NUMERATOR.search(folded)
        or words.DENOMINATOR.search(folded)
        or is_statistic(label)
        or scenario_of(label)
        or window_of(label)
        or label.startswith("Column ")
    )


def _of_words(text: str) -> Meaning | None:
    breakdown = words.breakdown_of(text)
    if breakdown:
        return Meaning("breakdown", breakdown)
    level = unit_levels.level_named(text)
    return Meaning("unit", level) if level else None


def _is_measure(cast: Cast, label: str) -> bool:
    folded = words.folded(label)
    return (
        _in_catalogue(cast, label)
        or bool(words.FINISHED.search(folded))
        or bool(words.MEASURE.search(folded))
    )


def _in_catalogue(cast: Cast, text: str) -> bool:
    return bool(find_item(cast.catalogue, text) or find_metric(cast.catalogue, text))


def _is_of_all(label: str, labels: Sequence[str]) -> bool:
    """Whether a heading among those of several units is the trust that all of them belong to.

    Beside England or a region it is one's own trust, and a unit.
    """
    others = [other for other in labels if other != label]
    wider = any(unit_levels.level_named(other) for other in others)
    return is_whole(label) and len(others) >= FEWEST_UNITS and not wider


def _measure(figure: str, subject: str) -> str:
    """What is counted: the subject of the title where the label is only Number or %."""
    if not subject or not words.JUST_VALUE.fullmatch(words.folded(figure)):
        return f"{subject}: {figure}" if subject and figure.strip() == "%" else figure or subject
    return subject


def _give(
    cast: Cast,
    columns: Sequence[Profile],
    split: Sequence[tuple[str, str]],
    subject: str,
    meaning: Meaning,
) -> None:
    if meaning.role == "unit":
        cast.level = meaning.name
    labels = [label for _, label in split]
    for profile, (figure, label) in zip(columns, split, strict=True):
        total = is_total(label) or (
            meaning.role == "unit" and (is_subtotal(label) or _is_of_all(label, labels))
        )
        if is_statistic(label) or (total and meaning.role == "unit"):
            cast.give(profile, "ignore")
            continue
        role, item = "amount", ""
        if not cast.has("item"):
            role, item = figure_of(cast, _measure(figure, subject), percent=profile.percent)
        cast.give(profile, role, item)
        if meaning.role == "unit":
            cast.say(profile, unit=label)
        else:
            # The total over groups is the figure for everybody.
            everybody = total or words.is_all(label)
            breakdown, group = ("", "") if everybody else (meaning.name, label)
            cast.say(profile, breakdown=breakdown, group=group)
