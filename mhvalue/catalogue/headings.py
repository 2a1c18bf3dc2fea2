"""Column headings as people write them, folded until equal ones look equal."""

import re
import unicodedata
from functools import lru_cache

_SIGNS = (
    (re.compile(r"%|\bper\s+cent\b|\bpercentage\b|\bpct\b"), " percent "),
    (re.compile("£"), " pounds "),
    (re.compile("&"), " and "),
    (re.compile(r"\+"), " plus "),
    (re.compile(r">=?|≥"), " over "),
    (re.compile(r"<=?|≤"), " under "),
)
_WORD = re.compile(r"\d+(?=(?:hrs?|h|wks?|mths?|days?)(?![^\W_]))|[^\W_]+")
_WHOLE = {
    "excl": "excluding", "exc": "excluding", "incl": "including", "ave": "average",
    "avg": "average", "adms": "admissions", "appt": "appointment", "appts": "appointments",
    "pts": "patients", "hr": "hour", "hrs": "hour", "hours": "hour", "h": "hour", "wk": "week",
    "wks": "week", "weeks": "week", "mth": "month", "mths": "month", "months": "month",
}  # fmt: skip
"""What short forms stand for; hours, weeks and months are the same in the singular."""
_COUNTING = ("number", "no", "count")


@lru_cache(maxsize=20_000)
def fold(heading: str) -> str:
    """The heading without case, spaces and punctuation; '' when nothing is left.

    "Number of" in front is dropped. A percentage is the same wherever its sign stands, and is
    never the same as the count beside it: "% followed up" and "Followed up (%)" are equal,
    "Followed up" is not.
    """
    text = unicodedata.normalize("NFKC", heading).casefold()
    for sign, word in _SIGNS:
        text = sign.sub(word, text)
    words = [_WHOLE.get(word, word) for word in _WORD.findall(text) if word != "the"]
    percent = "percent" in words
    words = [word for word in words if word != "percent"]
    if len(words) > 2 and words[0] in _COUNTING and words[1] == "of":
        words = words[2:]
    if percent and words[:1] == ["of"]:
        words = words[1:]
    return "".join(words) + ("percent" if percent else "")
