"""What became of a record, in the words and codes that extracts use, as one small number."""

import re
from typing import Final

from mhvalue.ingest.vocabulary import folded

UNKNOWN: Final = 0

ATTENDED: Final = 1
MISSED: Final = 2
CANCELLED_BY_SERVICE: Final = 3
CANCELLED_BY_PERSON: Final = 4
CANCELLED_UNKNOWN: Final = 5

ACCEPTED: Final = 1
REJECTED: Final = 2

DIED: Final = 1
MOVED_ON: Final = 2

RESTRAINT: Final = 1
PRONE_RESTRAINT: Final = 2
SELF_HARM: Final = 3
ASSAULT_ON_STAFF: Final = 4

_PERSON: Final = r"patient|client|person|service user|user|carer|parent|family|behalf"
_SERVICE: Final = (
    r"provider|trust|service(?! user)|hospital|team|staff|clinician|clinic|organisation"
)

# Tried in this order: the first that is found in the text decides. The single digits are the
# codes of the NHS Data Dictionary item ATTENDED OR DID NOT ATTEND.
_WORDS: Final[dict[str, tuple[tuple[int, str], ...]]] = {
    "contacts": (
        (CANCELLED_BY_PERSON, rf"^2$|cancel.*\b(?:{_PERSON})|\b(?:{_PERSON})\b.*cancel"),
        (CANCELLED_BY_SERVICE, rf"^4$|cancel.*\b(?:{_SERVICE})|\b(?:{_SERVICE})\b.*cancel"),
        (UNKNOWN, r"cancel|postpone|^0$|not applicable|future|planned|booked"),
        (
            MISSED,
            r"^[37]$|\bdna\b|did not attend|didn t attend|no show|not attended|\bmissed\b"
            r"|not brought|\bwnb\b|failed to attend|\bfta\b|could not be seen|^(?:n|no|false)$",
        ),
        (ATTENDED, r"^[56]$|attended|\bseen\b|arrived|completed?$|^(?:y|yes|true|t)$|present"),
    ),
    "referrals": (
        (UNKNOWN, r"pending|awaiting|waiting|triage|^new$"),
        (REJECTED, r"reject|declin|not accept|inappropriate|unsuitable|redirect|signpost|^no?$"),
        (ACCEPTED, r"accept|allocat|^y(?:es)?$"),
    ),
    "stays": (
        (DIED, r"\bdied\b|\bdeath\b|deceased"),
        (
            MOVED_ON,
            r"transfer.*(?:hospital|provider|trust|prison)"
            r"|(?:other|another) (?:nhs )?(?:hospital|provider|trust)",
        ),
    ),
    "incidents": (
        (PRONE_RESTRAINT, r"\bprone\b"),
        (SELF_HARM, r"self ?harm|self injur|ligature|overdose|suicid"),
        (
            RESTRAINT,
            r"restrain|restrictive (?:intervention|practice)|physical intervention|seclusion"
            r"|segregation|rapid tranq|\bsafety pod|supine",
        ),
        (ASSAULT_ON_STAFF, r"(?:assault|violen|aggress).*\bstaff|\bstaff\b.*(?:assault|violen)"),
    ),
    "waiting list": (),
}  # fmt: skip
_PATTERNS: Final = {
    kind: tuple((code, re.compile(pattern)) for code, pattern in words)
    for kind, words in _WORDS.items()
}
_DECIDED_ON: Final = re.compile(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}.*")


_MISSED_FLAG: Final = re.compile(
    r"(?:dna|did not attend|missed|no show|not attended)(?: (?:flag|ind|indicator|y n|yes no))*"
)
_ATTENDED_FLAG: Final = re.compile(r"attended(?: (?:flag|ind|indicator|y n|yes no))*")
_REJECTED: Final = re.compile(r"reject|declin")
_YES: Final = frozenset(("y", "yes", "1", "true", "t"))
_NO: Final = frozenset(("n", "no", "0", "false", "f", "", "not stated"))


def outcome(kind: str, text: str, heading: str = "") -> int:
    """The outcome that a label stands for; UNKNOWN where it says nothing that is counted.

    `heading` is that of its column, folded: a yes under "DNA" is no attendance. A referral with a
    date in this column was decided on that day.
    """
    words = folded(text)
    if kind == "referrals":
        turned_away = _REJECTED.search(heading) and "accept" not in heading
        if turned_away and (words in _YES | _NO or _DECIDED_ON.fullmatch(text)):
            return UNKNOWN if words in _NO else REJECTED
        if _DECIDED_ON.fullmatch(text):
            return ACCEPTED
    if kind == "contacts" and _MISSED_FLAG.fullmatch(heading) and words in _YES | _NO:
        return MISSED if words in _YES else ATTENDED
    if kind == "contacts" and _ATTENDED_FLAG.fullmatch(heading) and words in ("0", "1", "false"):
        return ATTENDED if words == "1" else MISSED
    found = (code for code, pattern in _PATTERNS[kind] if pattern.search(words))
    return next(found, UNKNOWN)


def cancelled(text: str, heading: str) -> int:
    """By whom a contact was cancelled, from a label and its heading; UNKNOWN where it was not."""
    words = folded(text)
    if words in _NO or words in ("none", "not cancelled"):
        return UNKNOWN
    by_whom = heading if words in _YES or _DECIDED_ON.fullmatch(text) else words
    if re.search(rf"\b(?:{_PERSON})\b", by_whom):
        return CANCELLED_BY_PERSON
    return CANCELLED_BY_SERVICE if re.search(rf"\b(?:{_SERVICE})\b", by_whom) else CANCELLED_UNKNOWN
