"""Whether written dates have the day or the month first, and whether they were mixed up."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

ENOUGH: Final = 5
"""Of so many days chance alone hardly leaves all before, or all after, the 12th of a month."""
_LAST_MONTH: Final = 12
_SLASHED: Final = re.compile(r"\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})\b.*")


def day_order(value: object) -> str:
    """Which order of day and month a text date makes sense in; '' for anything else.

    "day", "month", "either" where both make sense, "same" where they are the same day.
    """
    found = _SLASHED.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return ""
    left, right = int(found[1]), int(found[2])
    if left <= _LAST_MONTH and right <= _LAST_MONTH:
        return "same" if left == right else "either"
    if left <= _LAST_MONTH < right <= 31:
        return "month"
    return "day" if right <= _LAST_MONTH < left <= 31 else ""


def are_mixed_up(values: Iterable[object]) -> bool:
    """Whether the dates were opened by a spreadsheet that has the other order.

    It turns into dates what makes sense to it, with day and month changed over, and leaves the
    days after the 12th of a month as text.
    """
    texts = written = 0
    early: set[tuple[int, int]] = set()
    for value in values:
        if isinstance(value, date):
            if value.day > _LAST_MONTH:
                return False
            early.add((value.month, value.day))
        elif order := day_order(value):
            texts += order in ("day", "month")
            written += 1
    return len(early) >= ENOUGH and texts >= ENOUGH and texts == written
