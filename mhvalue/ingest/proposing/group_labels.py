"""Labels that are groups of people by themselves: ages, sexes, ethnic groups, bands of weeks."""

import re
from collections.abc import Sequence
from typing import Final

from mhvalue.ingest.groups import CROSS
from mhvalue.ingest.proposing.glossary import Meaning
from mhvalue.ingest.sum_labels import is_total
from mhvalue.ingest.vocabulary import folded, is_everybody

FEWEST: Final = 2
WEEKDAYS: Final = "day of week"
_LENGTH: Final = r"(?:weeks?|wks?|days?|months?|years?|yrs?)"
_OR_MORE: Final = r"(?: ?\+| (?:and|or) (?:over|more|under|less|above))"
_SPAN: Final = (
    r"(?:(?:over|under|up to|less than|more than|within|at least|[<>]=?|\u2264|\u2265) ?)?\d+"
    rf"(?: ?{_LENGTH})?(?: ?(?:-|\u2013|to|<) ?\d+|{_OR_MORE})?"
)
_BAND: Final = re.compile(rf"{_SPAN} ?{_LENGTH}{_OR_MORE}?(?: waits?)?")
_AGE: Final = re.compile(rf"(?:ages?d? )?{_SPAN}(?: ?(?:years?|yrs?))?(?: old)?")
_SEX: Final = re.compile(
    r"(?:fe)?males?|women|men|girls|boys|[fm]|non ?binary|transgender|indeterminate"
)
_ETHNIC: Final = re.compile(
    r"(?:(?:any )?other )?(?:white|mixed|asian|black|chinese|arab|gypsy|roma|irish|ba?me\b"
    r"|bangladeshi|indian|pakistani|african|caribbean|ethnic).*"
    r"|other(?: ethnic)? (?:groups?|background)"
)
_PAY_BAND: Final = re.compile(r"(?:afc )?band \d[a-d]?")
_WEEKDAY: Final = re.compile(
    r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?|weekdays?|weekends?"
)
_UNKNOWN: Final = re.compile(
    r"unknown|not (?:known|stated|recorded|specified|given)|other|prefer not to say|unspecified"
    r"|blank"
)
_WAITS: Final = re.compile(
    r"\b(?:weeks?|waits?|waiting|waited|length of stay|los)\b", re.IGNORECASE
)


def breakdown_of_labels(labels: Sequence[str], title: str) -> str | None:
    """What two labels or more are groups of; None where they need not be groups.

    Bands without a unit, 0-4 and 5-12, are ages unless the title speaks of waits.
    """
    named = [label.casefold().strip() for label in labels]
    named = [text for text in named if not is_total(text) and not is_everybody(text)]
    told = [text for text in named if not _UNKNOWN.fullmatch(folded(text))]
    if len(set(told)) < FEWEST:
        return None
    banded = all(map(_BAND.fullmatch, told))
    if banded and not all("year" in text or "yr" in text for text in told):
        return "time band"
    if banded or (all(map(_AGE.fullmatch, told)) and not all(map(str.isdigit, told))):
        return "time band" if _WAITS.search(title) and not banded else "age"
    if all(_PAY_BAND.fullmatch(folded(text)) for text in told):
        return "pay band"
    if all(_SEX.fullmatch(folded(text)) for text in told):
        return "sex"
    if all(_ETHNIC.fullmatch(folded(text)) for text in told):
        return "ethnicity"
    return WEEKDAYS if are_weekdays(told) else None


def may_be_group(label: str) -> bool:
    """Whether a label could be one of such groups; what is none is in no run of them."""
    text = label.casefold().strip()
    plain = folded(text)
    if is_total(text) or is_everybody(text):
        return False
    return any(kind.fullmatch(text) for kind in (_BAND, _AGE)) or any(
        kind.fullmatch(plain) for kind in (_UNKNOWN, _PAY_BAND, _SEX, _ETHNIC, _WEEKDAY)
    )


def are_weekdays(labels: Sequence[str]) -> bool:
    """Whether labels are days of the week, which say of no date: Mon, Tue, Wed."""
    return len(labels) > 1 and all(_WEEKDAY.fullmatch(folded(text)) for text in labels)


def crossed(
    split: list[tuple[str, str]], meaning: Meaning, subject: str
) -> tuple[list[tuple[str, str]], Meaning]:
    """Groups under groups of what the title counts: ages under Female and under Male."""
    figures = [figure for figure, _ in split]
    told = meaning.role == "breakdown" and subject and all(figures) and len(set(figures)) > 1
    outer = breakdown_of_labels(list(dict.fromkeys(figures)), subject) if told else None
    if not outer or outer == meaning.name:
        return split, meaning
    pairs = [("", f"{figure}{CROSS}{label}") for figure, label in split]
    return pairs, Meaning("breakdown", f"{outer}{CROSS}{meaning.name}")
