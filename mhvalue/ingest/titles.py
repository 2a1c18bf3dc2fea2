"""What a title says a table is about, and by what its figures are split."""

import re
from typing import Final

from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.dates import without_period

_BY: Final = re.compile(
    r"(?P<subject>.+?)[\s,:\-]+(?:by|per|for each|split by|broken down by)\s+"
    r"(?P<by>[a-z][a-z \-/]*?)(?:\s*(?:,|\(|\band\b|\bin\b|\bfor\b|\bat\b).*)?",
    re.IGNORECASE,
)


def subject_and_split(title: str) -> tuple[str, str]:
    """What is counted and by what: "Admissions by ward, May 2024" is Admissions and ward.

    The second is blank where the title names no level or breakdown so.
    """
    bare = without_period(title)
    found = _BY.fullmatch(bare)
    if found is None or not (words.breakdown_of(found["by"]) or words.level_named(found["by"])):
        return bare, ""
    return found["subject"], found["by"]
