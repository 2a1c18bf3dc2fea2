"""The monthly CSV of the Mental Health Services Data Set, as NHS England publishes it.

Rules of rounding and hiding (NHSDigital/mental-health-monthly-statistics, Round_output): England
is exact; below it a count under 5 is a star, other counts are rounded to the nearest 5, other
values to whole numbers. A star hides 0 to 4; 5 stands for 5 to 7; 70 for 68 to 72.
"""

import re
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.loader import find_item
from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import STATUSES, Facts, Origin, make
from mhvalue.ingest.coded import categories, paired
from mhvalue.ingest.dates import read_ends
from mhvalue.ingest.headings import plain
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.sheets.cells import Sheet, distinct, range_name
from mhvalue.ingest.values import HIGHEST_HIDDEN, parse_cells
from mhvalue.ingest.vocabulary import FINISHED, PERCENT, folded
from mhvalue.periods import period
from mhvalue.units import Unit, UnitRegister

NEEDED: Final = {
    "start": ("reporting period start", "reporting period start date"),
    "end": ("reporting period end", "reporting period end date"),
    "breakdown": ("breakdown",),
    "code": ("primary level",),
    "measure": ("measure id", "metric", "indicator id"),
    "value": ("measure value", "metric value", "value"),
}
BY_PERIOD: Final = {
    **{part: names for part, names in NEEDED.items() if part not in ("start", "end")},
    "period": ("reporting period", "reporting month", "period", "month"),
}
"""What the oldest files have: one column for the month."""
WELCOME: Final = {
    "status": ("status",),
    "name": ("primary level description",),
    "group code": ("secondary level",),
    "group": ("secondary level description",),
    "measure name": ("measure name", "metric name", "indicator name"),
}
ROUNDED_TO: Final = 5

ENGLAND: Final = ("England", "England")
_NONE: Final = ("", "none", "null", "unknown")
_ENDS: Final = ("start", "end")
_LEVELS: Final = (
    (re.compile(r"england|national"), "England"),
    (re.compile(r"provider(?: of responsibility)?"), "Provider"),
    (re.compile(r"sending provider"), "Sending provider"),
    (re.compile(r"receiving provider"), "Receiving provider"),
    (re.compile(r"(?:icb|stp)\b.*"), "ICB"),
    (re.compile(r"(?:ccg|sub[ -]?icb)\b.*"), "Sub ICB"),
    (
        re.compile(r"(?:nhs england )?\(?(?:commission(?:ing|er) )?region\b(?: of .*|, .*)?"),
        "Region",
    ),
    (re.compile(r"cassr(?: of .*)?|local authority.*|lad/utla"), "Local authority"),
)


_OTHER_PLACES: Final = re.compile(
    r"(?:.*\b)?(?:provider|commissioner|organisation|trust|board|authority|district|county|tcp"
    r"|region|site|hospital|ward|team|locality|pcn|practice|collaborative|network|partnership)"
    r"(?: of .*)?"
)


@dataclass(frozen=True, eq=False)
class Layout:
    """Where the layout stands: its sheet, its header row and the column of each part."""

    sheet: Sheet
    header: int
    columns: dict[str, int]
    _known: dict[str, tuple[NDArray[np.int32], list[str]]] = field(default_factory=dict, repr=False)

    @property
    def rows(self) -> tuple[int, int]:
        """First and last row below the header."""
        return self.header + 1, self.sheet.shape[0] - 1

    def coded(self, part: str) -> tuple[NDArray[np.int32], list[str]]:
        """One column as codes and texts; a part the file lacks is blank throughout."""
        if part not in self._known:
            self._known[part] = self._coded(part)
        return self._known[part]

    def _coded(self, part: str) -> tuple[NDArray[np.int32], list[str]]:
        first, last = self.rows
        if part not in self.columns:
            return np.zeros(last - first + 1, dtype=np.int32), [""]
        codes, values = distinct(self.sheet, self.columns[part], first, last)
        return codes, [plain(value) for value in values]


def read(
    layout: Layout, catalogue: Catalogue, file: str, key: str
) -> tuple[Facts, tuple[Problem, ...]]:
    """Every row as one fact; hidden and rounded figures carry the range they must lie in."""
    first, last = layout.rows
    places, units = _places(layout)
    items, headings, percent, finished = _items(layout, catalogue)
    window, when, problems = _windows(layout, file)
    group_codes, pairs = _groups(layout)
    codes, values = distinct(layout.sheet, layout.columns["value"], first, last)
    figures = parse_cells(codes, values)
    england = np.array([unit.level == "England" for unit in units])[places]
    measure, _ = layout.coded("measure")
    low, high = ranges(
        figures.amount,
        figures.low,
        figures.high,
        figures.status,
        england,
        percent[measure],
        finished[measure],
    )
    releases, release_texts = layout.coded("status")
    # Nearly always every row has a period; a slice of all costs nothing.
    kept = window >= 0 if problems else slice(None)
    columns: dict[str, object] = {
        "item": categories(items, measure[kept]),
        "heading": categories(headings, measure[kept]),
        "level": categories([unit.level for unit in units], places[kept]),
        "unit": categories([unit.name for unit in units], places[kept]),
        "grain": "month",
        **{name: when[:, at][window[kept]] for at, name in enumerate(("period", "start", "end"))},
        "breakdown": categories([name for name, _ in pairs], group_codes[kept]),
        "group": categories([name for _, name in pairs], group_codes[kept]),
        "release": categories(release_texts, releases[kept]),
        "amount": figures.amount[kept],
        "low": low[kept],
        "high": high[kept],
        "status": categories(list(STATUSES), figures.status[kept]),
        "row": np.arange(first, last + 1)[kept],
        "column": np.full(len(window[kept]), layout.columns["value"]),
    }
    used = layout.columns.values()
    cells = range_name(layout.header, min(used), last, max(used))
    origin = Origin(file, layout.sheet.name, cells, published=True)
    return make(columns, units=UnitRegister(units), origins=(origin,), key=key), problems


def level_of(breakdown: str) -> str | None:
    """The level of a breakdown's first part: "ICB of GP Practice or Residence" is ICB.

    Places of other kinds are levels of their own; None where people are broken down.
    """
    words = " ".join(breakdown.casefold().replace("- ", "").split())
    known = next((level for shape, level in _LEVELS if shape.fullmatch(words)), None)
    told = breakdown.strip()
    return known or (told[:1].upper() + told[1:] if _OTHER_PLACES.fullmatch(words) else None)


def _places(layout: Layout) -> tuple[NDArray[np.int64], tuple[Unit, ...]]:
    """For each row the position of its unit; a name that two codes share carries its code."""
    (kinds, breakdowns), (codes, units), (names, words) = map(
        layout.coded, ("breakdown", "code", "name")
    )
    key = (kinds.astype(np.int64) * len(units) + codes) * len(words) + names
    first, of_row = paired(key)
    told = [_unit(breakdowns[kinds[at]], units[codes[at]], words[names[at]]) for at in first]
    owners: dict[tuple[str, str], set[str]] = {}
    for unit in told:
        owners.setdefault((unit.level, unit.name), set()).add(unit.code)
    known: dict[Unit, int] = {}
    positions = []
    for unit in told:
        shared = len(owners[unit.level, unit.name]) > 1
        named = Unit(unit.level, f"{unit.name} ({unit.code})", unit.code, parents=unit.parents)
        positions.append(known.setdefault(named if shared else unit, len(known)))
    return np.array(positions, dtype=np.int64)[of_row], tuple(known)


def _unit(breakdown: str, code: str, name: str) -> Unit:
    """The unit of one row. England is the parent of all others: the published comparator."""
    first = breakdown.partition(";")[0].strip()
    level = level_of(first)
    if level in (None, "England"):
        return Unit(*ENGLAND)
    shown = code if name.casefold() in _NONE else name
    return Unit(level, shown or "Not stated", code, parents=(ENGLAND,))


def _groups(layout: Layout) -> tuple[NDArray[np.int64], list[tuple[str, str]]]:
    """For each row the position of its breakdown and group: what follows the semicolon."""
    (kinds, breakdowns), (codes, groups), (names, words) = map(
        layout.coded, ("breakdown", "group code", "group")
    )
    first_codes, first_names = layout.coded("name")
    key = (kinds.astype(np.int64) * len(groups) + codes) * len(words) + names
    alone = np.array([level_of(b.partition(";")[0].strip()) is None for b in breakdowns])[kinds]
    key = key * (len(first_names) + 1) + np.where(alone, first_codes + 1, 0)
    first, of_row = paired(key)
    known: dict[tuple[str, str], int] = {}
    positions = []
    for at in first:
        parts = [part.strip() for part in breakdowns[kinds[at]].split(";")]
        name, code = words[names[at]], groups[codes[at]]
        group = code if name.casefold() in _NONE[:3] else name
        second = group.casefold() not in _NONE[:3] and len(parts) > 1
        named = [first_names[first_codes[at]]] if alone[at] else []
        named += [group] if second else []
        kinds_named = parts if alone[at] and second else parts[:1] if alone[at] else parts[1:]
        pair = ("; ".join(kinds_named).casefold(), "; ".join(named)) if named else ("none", "all")
        positions.append(known.setdefault(pair, len(known)))
    return np.array(positions, dtype=np.int64)[of_row], list(known)


def _items(
    layout: Layout, catalogue: Catalogue
) -> tuple[list[str], list[str], NDArray[np.bool_], NDArray[np.bool_]]:
    """For each measure id its item, its name, and whether it is a percentage or never a count."""
    codes, ids = layout.coded("measure")
    name_codes, names = layout.coded("measure name")
    name_of = np.zeros(len(ids), dtype=np.int32)
    name_of[codes] = name_codes
    items: list[str] = []
    headings: list[str] = []
    for code, text in enumerate(ids):
        item = find_item(catalogue, text)
        item_id = item.id if item else text.casefold()
        items.append(item_id if item_id not in items else text.casefold())
        headings.append(names[name_of[code]] or text)
    told = [folded(heading) for heading in headings]
    percent = np.array(
        [bool(PERCENT.search(w)) or "%" in h for w, h in zip(told, headings, strict=True)],
        dtype=bool,
    )
    finished = percent | np.array([bool(FINISHED.search(w)) for w in told], dtype=bool)
    return items, headings, percent, finished


def _windows(
    layout: Layout, file: str
) -> tuple[NDArray[np.int64], NDArray[np.datetime64], tuple[Problem, ...]]:
    """For each row the position of its window, or -1; windows as label, first and last day."""
    first, last = layout.rows
    begun, done = (layout.columns.get(part, layout.columns.get("period")) for part in _ENDS)
    assert begun is not None
    assert done is not None
    starts, ends = read_ends(layout.sheet, (begun, done), first, last)
    key = starts.codes.astype(np.int64) * len(ends.periods) + ends.codes
    first_rows, of_row = paired(key)
    when: list[tuple[object, object, object]] = []
    positions = []
    for pair in key[first_rows].tolist():
        begun, ended = (
            starts.periods[pair // len(ends.periods)],
            ends.periods[pair % len(ends.periods)],
        )
        if begun is None or ended is None or begun.start > ended.end:
            positions.append(-1)
            continue
        positions.append(len(when))
        when.append((period(ended.end, "month").start, begun.start, ended.end))
    window = np.array(positions, dtype=np.int64)[of_row]
    lost = int((window < 0).sum())
    problems = (
        ()
        if not lost
        else (
            Problem(
                f"{lost} rows have no reporting period that can be read.",
                file,
                layout.sheet.name,
                "",
                "They were left out.",
            ),
        )
    )
    return window, np.array(when, dtype="datetime64[s]").reshape(-1, 3), problems


def ranges(
    amount: NDArray[np.float64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    status: NDArray[np.int8],
    england: NDArray[np.bool_],
    percent: NDArray[np.bool_],
    finished: NDArray[np.bool_],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The range each figure must lie in: exact for England, rounded or hidden below it."""
    hidden = (status == STATUSES.index("suppressed")) & np.isnan(high)
    low, high = low.copy(), high.copy()
    share, never = percent[hidden], finished[hidden]
    low[hidden] = np.where(share | ~never, 0.0, np.nan)
    high[hidden] = np.where(share, 100.0, np.where(never, np.nan, HIGHEST_HIDDEN))
    rounded = ~england & (status == STATUSES.index("ok")) & (amount > 0)
    counts = np.flatnonzero(rounded & ~finished)
    counts = counts[amount[counts] % ROUNDED_TO == 0]
    count = amount[counts]
    low[counts] = np.where(count == ROUNDED_TO, count, count - 2)
    high[counts] = count + 2
    whole = rounded & finished & (amount == np.floor(amount))
    low[whole] = amount[whole] - 0.5
    high[whole] = amount[whole] + 0.5
    at_most = whole & percent
    high[at_most] = np.minimum(high[at_most], 100.0)
    return low, high
