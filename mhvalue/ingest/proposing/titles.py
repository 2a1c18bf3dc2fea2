"""What a title says a table is about, and by what its figures are split."""

import re
from functools import lru_cache
from typing import Final

from mhvalue.ingest import unit_levels
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.dates_in_text import without_period
from mhvalue.ingest.headings import uncounted

_BY: Final = re.compile(
    r"(?P<subject>.+?)[\s,:\-]+(?:by|per|for each|split by|broken down by)\s+"
    r"(?P<by>[a-z][a-z \-/]*?)(?:\s+(?:and|by|&)\s+(?P<also>[a-z][a-z \-/]*?))?"
    r"(?:\s*(?:,|\(|\band\b|\bin\b|\bfor\b|\bat\b).*)?",
    re.IGNORECASE,
)

_IN_TIME: Final = re.compile(
    r"length of stay|los|(?:weeks?|days?|months?|time) (?:waited|waiting)|waiting times?"
    r"|(?:(?:waiting|wait|time|pay) )?bands?|(?:day|week|month|quarter|year|weekday)"
    r"(?: of (?:the )?week)?"
)
"""Bands and stretches of time, by which figures are split as well."""
_SORT: Final = re.compile(
    r"(?:\w+ ){0,2}(?:type|category|kind|cause|source|outcome|severity|setting|method|subject|theme"
    r"|urgency)s?"
)
"""What figures are sorted by: "Restraints by type"."""


def subject_and_split(title: str) -> tuple[str, str]:
    """What is counted and by what: "Admissions by ward, May 2024" is Admissions and ward.

    The second is blank where the title names no level or breakdown so.
    """
    subject, by = subject_and_splits(title)
    return subject, by[0] if by else ""


@lru_cache(maxsize=20_000)
def subject_and_splits(title: str) -> tuple[str, tuple[str, ...]]:
    """What is counted and by what all: "Falls by ward and age band" is Falls, ward and age band."""
    bare = uncounted(without_period(title))
    head, _, rest = bare.partition(": ")
    if words.MEASURE.search(words.folded(head)) and not words.MEASURE.search(words.folded(rest)):
        bare = head
    found = _BY.fullmatch(bare)
    if found is None or not _is_split(found["by"]):
        return bare, ()
    also = found["also"] or ""
    return found["subject"], (found["by"], also) if _is_split(also) else (found["by"],)


def sorted_by(title: str) -> str:
    """What a title sorts its figures by where that is no unit and nothing else: "severity"."""
    splits = subject_and_splits(title)[1]
    if len(splits) != 1 or unit_levels.level_named(splits[0]):
        return ""
    folded = words.folded(splits[0])
    return words.breakdown_of(folded) or (folded if _SORT.fullmatch(folded) else "")


def _is_split(text: str) -> bool:
    known = words.breakdown_of(text) or unit_levels.level_named(text)
    folded = words.folded(text)
    return bool(known or _IN_TIME.fullmatch(folded) or _SORT.fullmatch(folded))
