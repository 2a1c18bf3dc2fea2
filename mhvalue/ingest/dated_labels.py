"""Labels that say what is counted and when: "Admissions April 2024", "Oct-24: falls"."""

import re
from functools import lru_cache
from typing import Final

from mhvalue.ingest.dates_in_text import in_text, without_period
from mhvalue.periods import Period
from mhvalue.written_windows import window_in

BY_LABELS: Final = "dated"
"""The name of a column of measures or units of which the labels tell the periods of their rows."""
_OTHER: Final = re.compile(
    r"\b(?:by|since|from|until|till|before|after|than|vs|versus|against|target|baseline|compared"
    r"|trajectory|plan|change|variance)\b",
    re.IGNORECASE,
)
"""What makes a date in a label part of what is counted, or one that it is compared with."""


@lru_cache(maxsize=20_000)
def dated(label: str) -> tuple[str, Period] | None:
    """What a label counts and the one period it names, or None where it names none for certain."""
    found = window_in(label) or in_text(label)
    if found is None or _OTHER.search(label):
        return None
    stem = without_period(label)
    told = stem != label.strip() and any(map(str.isalpha, stem))
    return (stem, found) if told else None
