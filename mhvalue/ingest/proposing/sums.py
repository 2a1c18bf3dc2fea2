"""Rows of a table that add up others, and those of them that are figures for everybody."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.ingest.headings import plain
from mhvalue.ingest.places import SPARSE
from mhvalue.ingest.proposing.bands import Block
from mhvalue.ingest.proposing.cast import Cast
from mhvalue.ingest.proposing.columns import Profile
from mhvalue.ingest.proposing.parted_total import heads_before, heads_of
from mhvalue.ingest.sheets.cells import Sheet, distinct
from mhvalue.ingest.sum_labels import (
    is_statistic,
    is_subtotal,
    is_total,
    is_whole,
    may_be_name,
    names_trust,
)
from mhvalue.ingest.unit_levels import WITHIN_TRUST, is_every, is_national
from mhvalue.ingest.vocabulary import folded, is_everybody
from mhvalue.ingest.wording import scenario_of, stem_of

MOST_ROWS: Final = 200
FEWEST_FIGURES: Final = 3
FEWEST_UNITS: Final = 2
FEWEST_DIGITS: Final = 4.0
PARTS_OF_TRUST: Final = ("Ward", "Team", "Clinic", "Department", "Service", "Directorate")
"""Levels of units of which one that is named after a whole trust is none."""
CERTAIN_DIGITS: Final = 8.0
_TELLING: Final = ("unit code", "parent", "item", "breakdown", "kind", "period")
_NAMING: Final = ("unit", "unit code")
_ABOUT: Final = ("parent", "kind", "breakdown", "item")
_NO_PART: Final = re.compile(
    r"%|per ?cent(?:age)? |(?:(?:un)?weighted )?(?:bases?|sample sizes?)(?: ?\(.*\)|:.*)?$",
    re.IGNORECASE,
)
"""Labels of rows that are none of the units or groups that the other rows are."""
_SUM_WORD: Final = re.compile(r"\b(?:(?:grand|sub) ?)?totals?(?: (?:for|of))?\b")
_STARRED: Final = re.compile(r"\*{1,3}\s+\S")
"""How one ledger marks its totals: "* Pay", "** All"."""
_TARGET: Final = re.compile(
    r"(?:(?:local|national|internal|trust|stretch|monthly|annual) )*"
    r"(?:target|threshold|trajectory|tolerance|standard|benchmark)s?"
    r"|rag(?: rating| status)?|variance(?: (?:to|from|against) .+)?"
)
"""Labels of rows that judge the measure above them."""
_WHO: Final = ("unit", "unit code", "parent", "kind", "period", "item")


def rows_left_out(sheet: Sheet, block: Block, cast: Cast) -> tuple[int, ...]:
    """Totals, subtotals and separators, in order; a total over all groups of a unit stays."""
    left_out = set(block.total_rows) - _for_everybody(sheet, block, cast)
    sums = {*_subtotals(sheet, block, cast), *_adding_up(sheet, block, cast)}
    return tuple(sorted({*left_out, *block.gap_rows, *sums}))


def _for_everybody(sheet: Sheet, block: Block, cast: Cast) -> set[int]:
    """The rows named total only in columns of groups: what is said of a named unit's people."""
    rows = np.array(block.total_rows, dtype=np.int64)
    named = [p for p in cast.columns if "breakdown" in cast.roles.get(p.index, ())[::2]]
    by_group = any(p.totals for p in named)
    if not rows.size or not by_group or not any(map(cast.has, ("unit", "kind", "item"))):
        return set()
    kept = np.ones(len(rows), dtype=bool)
    for profile in cast.columns:
        role, _, name = cast.roles.get(profile.index, ("ignore", "", ""))
        if "breakdown" in (role, name):
            kept &= _may_stay(sheet, block, profile, "breakdown")[rows - block.first_row]
        elif role in _WHO:
            kept &= _may_stay(sheet, block, profile, role)[rows - block.first_row]
    return set(rows[kept].tolist())


def _may_stay(sheet: Sheet, block: Block, profile: Profile, role: str) -> NDArray[np.bool_]:
    """Where a column says nothing that makes its row a sum: the unit is named and is no total."""
    codes, values = distinct(sheet, profile.index, block.first_row, block.last_row)
    texts = [plain(value) for value in values]
    total = np.array([is_total(text) for text in texts], dtype=bool)
    blank = np.array([not text for text in texts], dtype=bool)
    if role == "breakdown":
        stays = ~total | np.array([is_everybody(text) for text in texts], dtype=bool)
    elif role == "unit" and np.count_nonzero(~blank[codes]) > SPARSE * len(codes):
        stays = ~total & ~blank
    else:
        stays = ~total
    here: NDArray[np.bool_] = stays[codes]
    return here


def _subtotals(sheet: Sheet, block: Block, cast: Cast) -> set[int]:
    """Rows whose label is a sum of others or speaks of them: "Elm total", "Average", "Target".

    "Total Care Team" is one of them only where another label is "Care Team"; a group, a measure
    or what a unit belongs to is a sum only where the label it adds up stands there too.
    """
    told = {role: cast.with_role(role) for role in (*_NAMING, *_ABOUT)}
    labels = {
        folded(plain(value))
        for profiles in told.values()
        for profile in profiles
        for value in profile.values
    }
    rows = np.arange(block.first_row, block.last_row + 1)
    rows = rows[~np.isin(rows, (*block.total_rows, *block.gap_rows))]
    found: set[int] = set()
    unnamed = np.full(len(rows), bool(told["unit"]))
    for profile in told["unit"]:
        blank = np.array([not plain(value) for value in profile.values], dtype=bool)
        unnamed &= blank[profile.codes]
    for role, profiles in told.items():
        for profile in profiles:
            texts = [plain(value) for value in profile.values]
            sums = [
                _speaks_of_others(text, labels) if role in _NAMING else _adds_up(text, labels)
                for text in texts
            ]
            if role == "item":
                beside = _beside_measures(profile, texts)
                judging = np.array([text in beside for text in texts], dtype=bool)
                found.update(rows[judging[profile.codes]].tolist())
            if role in ("unit", "breakdown"):
                none = [bool(_NO_PART.match(text)) for text in texts]
                sums = [known or other for known, other in zip(sums, none, strict=True)]
            if role == "unit" and len(profile.texts) > FEWEST_UNITS:
                lone = cast.level in PARTS_OF_TRUST and sum(map(names_trust, profile.texts)) == 1
                sums = [
                    known or is_whole(text) or (lone and names_trust(text))
                    for known, text in zip(sums, texts, strict=True)
                ]
            here = np.array(sums, dtype=bool)[profile.codes]
            if role == "unit" and len(profile.texts) > FEWEST_UNITS:
                here |= _of_every(cast, profile)
            if role == "breakdown":
                here |= _sums_above(sheet, rows, cast, profile)
            # "Total referrals" may be counted beside referrals: of a named unit it is no sum.
            found.update(rows[here & unnamed if role == "item" else here].tolist())
    return found


def _of_every(cast: Cast, profile: Profile) -> NDArray[np.bool_]:
    """The rows named after all units of a trust, but one that says of which part of it: "All"."""
    country = any(is_national(word) for text in cast.titles for word in folded(text).split())
    if cast.level not in WITHIN_TRUST or country:
        return np.zeros(len(profile.codes), dtype=bool)
    every = np.array([is_every(plain(value)) for value in profile.values], dtype=bool)
    rows = every[profile.codes]
    for parent in cast.with_role("parent"):
        rows &= ~parent.told
    return rows


def _beside_measures(profile: Profile, texts: Sequence[str]) -> set[str]:
    """Labels of measures that speak of the measure in the row above: Target, Plan, Variance.

    A target among measures is none of them; any other such label is told by standing below
    several measures. Where rows are named Actual, each is one side of the same thing.
    """
    stems = {text: stem_of(text) for text in profile.texts}
    asides = {text for text, stem in stems.items() if is_statistic(stem) or scenario_of(stem)}
    measures = {*profile.texts} - asides
    if not measures or any(scenario_of(stems[text]) == "actual" for text in asides):
        return set()
    above: dict[str, set[str]] = {text: set() for text in asides}
    last = ""
    for code in profile.codes.tolist():
        text = texts[code]
        if text in asides and last:
            above[text].add(last)
        last = text if text in measures else last
    return {
        text
        for text, told in above.items()
        if len(told) > 1 or (told and _TARGET.fullmatch(folded(stems[text])))
    }


def _sums_above(
    sheet: Sheet, rows: NDArray[np.int64], cast: Cast, profile: Profile
) -> NDArray[np.bool_]:
    """Rows named a total of something, or starred, that hold the sum of groups right above them.

    "Total pay" below basic pay and agency is no group beside them.
    """
    texts = [plain(sheet.cells[row, profile.index]) for row in rows]
    named = [is_subtotal(text) or bool(_STARRED.match(text)) for text in texts]
    found = np.zeros(len(rows), dtype=bool)
    figures = [p.index for p in cast.figures() if not p.percent]
    if not any(named) or not figures:
        return found
    amounts = _amounts(sheet, rows.tolist(), figures, blank=0.0)
    told = _amounts(sheet, rows.tolist(), figures, blank=np.nan)
    for place in np.flatnonzero(named).tolist():
        known = ~np.isnan(told[place])
        above = [row for row in range(place) if not found[row]][::-1]
        sums = np.cumsum(amounts[above][:, known], axis=0)[1:]
        same = np.isclose(sums, told[place][known], rtol=1e-9, atol=1e-6).all(axis=1)
        found[place] = bool(same.any() and told[place][known].any())
    if found.any():
        found |= _of_one(amounts, np.array(named, dtype=bool) & ~found)
        found[-1] |= _is_all(amounts, found, told[-1])
    return found


def _of_one(amounts: NDArray[np.float64], named: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The named totals that repeat the one row above them, as that of a single line does."""
    same = np.zeros(len(amounts), dtype=bool)
    same[1:] = np.isclose(amounts[1:], amounts[:-1], rtol=1e-9, atol=1e-6).all(axis=1)
    return same & named & amounts.any(axis=1)


def _is_all(
    amounts: NDArray[np.float64], sums: NDArray[np.bool_], last: NDArray[np.float64]
) -> bool:
    """Whether the last row adds up all that are no sums, whatever its name: Net expenditure."""
    parts = np.flatnonzero(~sums[:-1])
    same = np.isclose(amounts[parts].sum(axis=0), amounts[-1], rtol=1e-9, atol=1e-6)
    digits = float(np.log10(np.abs(amounts[-1]) + 1).sum())
    return bool(same.all() and not np.isnan(last).any() and digits >= FEWEST_DIGITS)


def _speaks_of_others(text: str, labels: set[str]) -> bool:
    sums = is_subtotal(text) and (not may_be_name(text) or _adds_up(text, labels))
    return is_statistic(text) or sums


def _adds_up(text: str, labels: set[str]) -> bool:
    """Whether a label is another one, or a code and its name, with a word for a sum beside it."""
    words = folded(text)
    rest = _SUM_WORD.sub("", words).strip()
    code, _, name = rest.partition(" ")
    return bool(rest) and rest != words and (rest in labels or {code, name} <= labels)


def rows_of_groups(sheet: Sheet, block: Block, cast: Cast) -> tuple[int, ...]:
    """The rows that each add up some of the rows right below them and go by a name of their own.

    A division above its wards is a unit of another level, and not their total.
    """
    found = _adding_up(sheet, block, cast)
    if not found:
        return ()
    profile = cast.with_role("unit")[0]
    labels = {folded(plain(value)) for value in profile.values}
    named = [
        row
        for row, extent in found.items()
        if extent and not _is_sum(plain(sheet.cells[row, profile.index]), labels)
    ]
    # One row over all the others is their total, whatever its name.
    return tuple(sorted(named)) if len(named) > 1 else ()


def _is_sum(text: str, labels: set[str]) -> bool:
    return is_total(text) or is_whole(text) or _speaks_of_others(text, labels)


def _adding_up(sheet: Sheet, block: Block, cast: Cast) -> dict[int, int]:
    """Rows that add up the rows right below or above them in every figure, whatever their label.

    With how many rows below they add up, 0 for rows above. Looked for where one row stands for
    each unit and no column but its name tells of it; England is a unit of its own. Small figures
    add up by chance: the digits of all that agree say how far it can be one, unless the rows part
    the total that stands below them. Heads may also stand above all the rows that they add up.
    """
    rows = np.arange(block.first_row, block.last_row + 1)
    rows = rows[~np.isin(rows, (*block.total_rows, *block.gap_rows))]
    figures = [p.index for p in cast.figures() if not p.percent]
    many = not 4 <= len(rows) <= MOST_ROWS or not figures
    if many or not cast.has("unit") or any(map(cast.has, _TELLING)):
        return {}
    if len(block.total_rows) == 1:
        of_total = _amounts(sheet, block.total_rows, figures, blank=0.0)[0]
        heads = heads_of(_amounts(sheet, rows.tolist(), figures, blank=0.0), of_total)
        if heads:
            return {int(rows[head]): below for head, below in heads.items()}
    labels = sheet.cells[rows, cast.with_role("unit")[0].index]
    national = np.array([is_national(plain(label)) for label in labels], dtype=bool)
    filled = _amounts(sheet, rows[~national].tolist(), figures, blank=np.nan)
    # Where a part is blank in a column, its head adds up more than is seen.
    filled = filled[:, ~np.isnan(filled).any(axis=0)]
    before = heads_before(filled)
    if before and np.log10(np.abs(filled[:before]) + 1).sum() >= CERTAIN_DIGITS:
        return dict.fromkeys(rows[~national][:before].tolist(), 0)
    if len(figures) < FEWEST_FIGURES:
        return {}
    amounts = _amounts(sheet, rows.tolist(), figures, blank=np.nan)
    found: dict[int, int] = {}
    agreeing = 0.0
    for place in range(len(rows)):
        own = amounts[place]
        digits = float(np.log10(np.abs(own) + 1).sum())
        if np.isnan(digits) or digits < FEWEST_DIGITS or national[place]:
            continue
        for others, below in ((amounts[place + 1 :], True), (amounts[:place][::-1], False)):
            sums = np.cumsum(others, axis=0)[1:]
            same = np.isclose(sums, own, rtol=1e-9, atol=1e-6).all(axis=1)
            if same.any() and int(rows[place]) not in found:
                found[int(rows[place])] = int(np.argmax(same)) + 2 if below else 0
                agreeing += digits
    return found if agreeing >= CERTAIN_DIGITS else {}


def _amounts(
    sheet: Sheet, rows: Sequence[int], figures: Sequence[int], *, blank: float
) -> NDArray[np.float64]:
    """The numbers of some rows; a pivot leaves the cells blank where there were none."""
    cells = sheet.cells[list(rows)][:, figures]
    return np.array(
        [
            [blank if v is None else v if isinstance(v, float) else np.nan for v in row]
            for row in cells
        ]
    )
