"""What a file holds, said in a line."""

from collections.abc import Iterable
from typing import Final

from mhvalue.catalogue.matching import Match
from mhvalue.facts import Facts
from mhvalue.periods import Period, period
from mhvalue.words.phrases import count_of

_WHOLE: Final = "Whole file"
"""The unit that all rows together make; it is no organisation that anybody knows by name."""


def holdings(facts: Facts) -> str:
    """Units, periods, items and hidden values: "14 wards, 36 months to Mar 2026, 11 items"."""
    frame = facts.frame
    if frame.empty:
        return "no figures"
    named = frame[(frame["unit"] != _WHOLE).to_numpy()]
    counts = named.groupby("level", observed=True, sort=False)["unit"].nunique()
    units = [_units(str(level), int(number)) for level, number in counts.items()]
    units = units or ["the whole file as one"]
    grain = str(frame["grain"].mode().iloc[0])
    periods = frame.loc[frame["grain"] == grain, "period"].drop_duplicates()
    last = period(periods.max().date(), grain)
    parts = [
        ", ".join(units[:3]) + (" and other levels" if len(units) > 3 else ""),
        f"{_count(len(periods), grain)} to {last.label}",
        _count(frame["item"].nunique(), "item"),
    ]
    hidden = int((frame["status"] == "suppressed").sum())
    if hidden:
        parts.append(_count(hidden, "hidden value"))
    return ", ".join(parts)


def read(facts: Facts, problems: int) -> str:
    """What came out of a reading, with the number of problems."""
    noted = _count(problems, "thing to check", "things to check") if problems else "no problems"
    planned = int((facts.frame["scenario"] != "actual").sum())
    if not planned:
        return f"{holdings(facts)}; {noted}"
    apart = _count(planned, "planned or forecast figure")
    return f"{holdings(facts)}; {apart} kept apart from what happened; {noted}"


def left_out(pairs: Iterable[tuple[str, str]]) -> str:
    """The people's data that was left out, by its kinds and sheets."""
    told = (f"{kind} (sheet {sheet})" if sheet else kind for sheet, kind in pairs)
    return f"Left out, since it tells who somebody is: {', '.join(told)}."


def stretch(first: Period, last: Period) -> str:
    """A stretch of time by its first and last period."""
    return first.label if first == last else f"{first.label} to {last.label}"


def _units(level: str, number: int) -> str:
    """How many units of a level; a level that is one named place is only named."""
    if number == 1 and level == "England":
        return level
    if level == "Whole table":
        return "figures without a unit"
    return count_of(number, level)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def why_counted(match: Match | None, item: str, *, known: bool) -> str:
    """Why a name counts as an item, or what it may be; `known` if the catalogue has the item."""
    if match is not None and (match.sure or match.id == item):
        return match.reason
    if known:
        return "by the title and labels around it, or as chosen"
    return "not in the catalogue" if match is None else f"may be {match.name}: {match.reason}"
