"""Figures of the year to date, split into months where a file has nothing else of them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mhvalue.facts import COLUMNS, STATUSES, TEXT, Facts
from mhvalue.ingest.coded import categories
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.sheets.cells import cell_name
from mhvalue.ingest.wording import stem_of

WORKED_OUT: Final = "worked out from the year to date"
SHOWN: Final = 5
FEWEST_FALLS: Final = 2
OFTEN: Final = 0.2
"""The share of steps from month to month that go down, from which on nothing adds up."""
_SAME: Final = ["item", "level", "unit", "breakdown", "group", "scenario"]
_ASKED: Final = ["item", "level", "breakdown", "group", "scenario"]
_OK: Final = STATUSES.index("ok")
_MISSING: Final = STATUSES.index("missing")


def by_month(
    facts: Facts,
    marked: Collection[tuple[int, str, str]],
    file: str,
    said_above: Collection[int] = (),
) -> tuple[Facts, list[Problem]]:
    """The facts with a month's figure beside each one of the year to date.

    `marked` are tables, items and headings that hold the year to date, `said_above` the tables of
    which only their title or sheet says so. April is what it says; a later month is the difference
    from the month before, and missing where that is not known. An item that has months of its own
    keeps those alone. The figures as written stay, as they are.
    """
    facts, problems = _without_plain_months(facts, marked, said_above, file)
    frame = facts.frame
    rows = _marked(frame, marked)
    if not rows.any():
        return facts, problems
    problems += _falling(facts, frame[rows], file)
    held = _has_months(frame, ~rows)
    keys = pd.MultiIndex.from_frame(frame[_ASKED].astype(object))
    chosen = frame[rows & ~keys.isin(held)]
    months = _months(chosen)
    if (months.groupby("year")["period"].nunique() < 2).all():
        return facts, [*problems, *_alone(facts, chosen, file)]
    made = _differences(months)
    return replace(facts, frame=_with(frame, made)), [*problems, *_told(facts, made, file)]


def _marked(frame: pd.DataFrame, marked: Collection[tuple[int, str, str]]) -> NDArray[np.bool_]:
    """Rows of the year to date: of a marked heading, monthly, and from the first of April on."""
    if not marked:
        return np.zeros(len(frame), dtype=bool)
    keys = pd.MultiIndex.from_frame(frame[["table", "item", "heading"]].astype(object))
    named = keys.isin(list(marked)) & (frame["grain"] == "month").to_numpy()
    return np.asarray(named & (frame["start"].dt.month == 4).to_numpy(), dtype=bool)


def _without_plain_months(
    facts: Facts,
    marked: Collection[tuple[int, str, str]],
    said_above: Collection[int],
    file: str,
) -> tuple[Facts, list[Problem]]:
    """The facts with the figures of each month as such below titles that mean all of them.

    "Falls 2024/25 YTD" may stand over the months of the year to date as well as over figures that
    add up month by month: the latter never fall, but for a correction.
    """
    frame, told = facts.frame, []
    rows = _marked(frame, marked)
    start = frame["start"].to_numpy().copy()
    for number in sorted({number for number, _, _ in marked}.intersection(said_above)):
        here = (frame["table"] == number).to_numpy()
        months = _months(frame[rows & here])
        step = months.groupby([*_SAME, "year"], observed=True, sort=False)["amount"].diff().dropna()
        falls = int((step < 0).sum())
        if falls < FEWEST_FALLS or falls < OFTEN * len(step) or (months["amount"] < 0).any():
            continue
        monthly = here & (frame["grain"] == "month").to_numpy()
        start[monthly] = frame["period"].to_numpy()[monthly]
        told.append(
            _told_plain(facts, months[(step < 0).reindex(months.index, fill_value=False)], file)
        )
    return (replace(facts, frame=frame.assign(start=start)), told) if told else (facts, [])


def _told_plain(facts: Facts, fallen: pd.DataFrame, file: str) -> Problem:
    return Problem(
        "The title or the sheet speaks of the year to date, but the figures fall from one month "
        f"to the next ({_cells(fallen)}).",
        file, _sheet(facts, fallen), "", "They were taken for those of each month.",
        "Write into the headings what they are.",
    )  # fmt: skip


def _has_months(frame: pd.DataFrame, others: NDArray[np.bool_]) -> pd.MultiIndex:
    """What else the file says of single months."""
    monthly = others & (frame["grain"] == "month").to_numpy()
    monthly &= (frame["start"] == frame["period"]).to_numpy()
    return pd.MultiIndex.from_frame(frame.loc[monthly, _ASKED].astype(object).drop_duplicates())


def _months(rows: pd.DataFrame) -> pd.DataFrame:
    """Each series in order of months; `year` is the financial year, `month` counts from April."""
    ordered = rows.sort_values([*_SAME, "period"], kind="stable")
    number = ordered["period"].dt.month
    return ordered.assign(year=ordered["period"].dt.year - (number < 4), month=(number - 4) % 12)


def _differences(months: pd.DataFrame) -> pd.DataFrame:
    """Each month's own figure, from its own and the month before's year to date."""
    before = months.groupby([*_SAME, "year"], observed=True, sort=False).shift(1)
    codes = months["status"].astype(object).map(STATUSES.index).to_numpy(dtype=np.int64)
    known = pd.Series(codes == _OK, index=months.index)
    follows = (before["month"] == months["month"] - 1).to_numpy()
    before_known = known.groupby(
        [months[name] for name in [*_SAME, "year"]], observed=True, sort=False
    ).shift(1, fill_value=False)
    first = (months["month"] == 0).to_numpy()
    both = known.to_numpy() & follows & before_known.to_numpy()
    amount = months["amount"].to_numpy()
    made = np.where(first, amount, np.where(both, amount - before["amount"].to_numpy(), np.nan))
    unknown = np.where(codes == _OK, _MISSING, codes)
    status = np.where(first, codes, np.where(both, _OK, unknown))
    made = np.round(made, 6)
    lone = first & (codes != _OK)
    return months.assign(
        start=months["period"],
        amount=made,
        low=np.where(lone, months["low"], made),
        high=np.where(lone, months["high"], made),
        status=categories(list(STATUSES), status),
        heading=[f"{stem_of(str(heading))} ({WORKED_OUT})" for heading in months["heading"]],
    )


def _with(frame: pd.DataFrame, made: pd.DataFrame) -> pd.DataFrame:
    """The months first, so that an item goes by their heading; the same figure of April once."""
    of_april = made.index[(made["month"] == 0).to_numpy()]
    parts = [made[list(COLUMNS)], frame.drop(index=of_april)]
    columns: dict[str, object] = {}
    for name in COLUMNS:
        pieces = [part[name] for part in parts]
        if name in TEXT:
            columns[name] = pd.api.types.union_categoricals([pd.Categorical(p) for p in pieces])
        else:
            columns[name] = np.concatenate([piece.to_numpy() for piece in pieces])
    return pd.DataFrame(columns)


def _falling(facts: Facts, rows: pd.DataFrame, file: str) -> list[Problem]:
    """A year to date that falls: the heading may be wrong, or credits may have come in."""
    months = _months(rows)
    months = months[(months["status"] == "ok").to_numpy()]
    step = months.groupby([*_SAME, "year"], observed=True, sort=False)["amount"].diff()
    return [
        Problem(
            f"Figures of the year to date fall from one month to the next ({_cells(fallen)}).",
            file, _sheet(facts, fallen), "", "They were taken for the year to date.",
            "Check whether they are those of each month. Money may fall by credits.",
        )
        for _, fallen in months[(step < 0).to_numpy()].groupby("table", sort=False)
    ]  # fmt: skip


def _told(facts: Facts, made: pd.DataFrame, file: str) -> list[Problem]:
    found = []
    for _, rows in made.groupby("table", sort=False):
        lost = rows[(rows["status"] == "missing").to_numpy()]
        gaps = f" {len(lost)} could not be, as the month before is not known ({_cells(lost)})."
        found.append(
            Problem(
                "The figures are those of the year to date.",
                file, _sheet(facts, rows), "",
                "Each month was worked out as the difference from the month before."
                + (gaps if len(lost) else ""),
            )
        )  # fmt: skip
    return found


def _alone(facts: Facts, rows: pd.DataFrame, file: str) -> list[Problem]:
    """One month alone cannot be split."""
    return [
        Problem(
            "The figures are those of the year to date, of one month alone.",
            file, _sheet(facts, alone), "", "They were not split into months.",
        )
        for _, alone in rows.groupby("table", sort=False)
    ]  # fmt: skip


def _sheet(facts: Facts, rows: pd.DataFrame) -> str:
    return facts.origins[int(rows["table"].iloc[0])].sheet


def _cells(rows: pd.DataFrame) -> str:
    places: Sequence[tuple[int, int]] = list(zip(rows["row"], rows["column"], strict=True))
    names = ", ".join(cell_name(int(row), int(column)) for row, column in places[:SHOWN])
    return f"{names} and {len(places) - SHOWN} more" if len(places) > SHOWN else names
