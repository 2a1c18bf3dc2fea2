"""What became of a record, in the words and codes that extracts use, as one small number."""

import re
from collections.abc import Iterable
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

OFF_THE_LIST: Final = 1
STILL_WAITING: Final = 2

INAPPROPRIATE: Final = 1
APPROPRIATE: Final = 2

DIED: Final = 1
MOVED_ON: Final = 2

VOID: Final = 9
"""A row that its own system has deleted; of any kind of record."""

RESTRAINT: Final = 1
PRONE_RESTRAINT: Final = 2
SELF_HARM: Final = 3
ASSAULT_ON_STAFF: Final = 4

TYPES: Final = {
    "restrictive intervention": RESTRAINT,
    "prone restraint": PRONE_RESTRAINT,
    "self-harm": SELF_HARM,
    "assault on staff": ASSAULT_ON_STAFF,
    "none of these": UNKNOWN,
}

_PERSON: Final = (
    r"patient|pt|pat|client|person|service user|user|su|carer|parent|family|relative|behalf"
)
_SERVICE: Final = (
    r"provider|trust|service(?! user)|hospital|hosp|team|staff|clinician|clinic|organisation|hcp"
    r"|care professional|practitioner|unit|therapist|doctor|nurse|consultant"
)
_COULD_NOT: Final = r"(?:unable to|could not|couldn.?t) attend"
_VOID: Final = re.compile(
    r"deleted?|void(?:ed)?|invalid(?:ated)?|(?:.* )?(?:entered|recorded) in error"
    r"|(?:deleted|void|invalid) (?:record|row|entry|episode|stay|referral|contact|incident)"
)
_AGAIN: Final = re.compile(r"duplicate(?:d)?(?: (?:of )?(?:record|referral|incident|entry))?")
_SHORT: Final = re.compile(r"\b(?:cnc|canc|cancd|cncl|cncld|canx|cancld)\b")

# Tried in this order: the first that is found in the text decides. The single digits are the
# codes of the NHS Data Dictionary item ATTENDED OR DID NOT ATTEND.
_WORDS: Final[dict[str, tuple[tuple[int, str], ...]]] = {
    "contacts": (
        (CANCELLED_BY_SERVICE, rf"\b(?:{_SERVICE})\b.*{_COULD_NOT}"),
        (CANCELLED_BY_PERSON, rf"^0?2$|cancel.*\b(?:{_PERSON})|\b(?:{_PERSON})\b.*cancel"),
        (CANCELLED_BY_PERSON, rf"{_COULD_NOT}|^(?:cna|uta)$"),
        (CANCELLED_BY_SERVICE, rf"^0?4$|cancel.*\b(?:{_SERVICE})|\b(?:{_SERVICE})\b.*cancel"),
        (UNKNOWN, r"cancel|postpone|^0+$|not applicable|future|planned|booked"),
        (
            MISSED,
            r"^0?[37]$|\bdna\b|without being seen|not (?:been )?seen|left before"
            r"|did not attend|didn t attend|no show|not attended|\bmissed\b"
            r"|not brought|\bwnb\b|failed to attend|\bfta\b|could not be seen|^(?:n|no|false)$"
            r"|\bno (?:access|reply|answer)\b|not (?:at home|in$)|\bunsuccessful|\battempted\b",
        ),
        (ATTENDED, r"^0?[56]$|attended|\bseen\b|arrived|completed?$|^(?:y|yes|true|t)$|present"
         r"|^finished$|^att$|^left$|\bsuccessful"),
    ),
    "referrals": (
        (UNKNOWN, r"^pending|awaiting (?:accept|decision|triage|outcome|review|screen)|not yet"),
        (
            REJECTED,
            r"reject|declin|not accept|inappropriate|unsuitable|redirect|signpost|^no?$|refus"
            r"|not (?:suitable|appropriate|eligible|taken on|met)|ineligible|(?:does|did) not meet"
            r"|return(?:ed)? to (?:referrer|gp|sender)|advice (?:only|given|and guidance)",
        ),
        (ACCEPTED, r"accept|taken on"),
        (UNKNOWN, r"pending|awaiting|waiting|triage|^new$"),
        (ACCEPTED, r"allocat|^y(?:es)?$"),
    ),
    "stays": (
        (DIED, r"\bdied\b|\bdeath\b|deceased|^rip$|passed away"),
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
    "waiting list": (
        (OFF_THE_LIST, r"remov|taken off|discharg|no longer|clock stop|deceased|\bdied\b"),
        (STILL_WAITING, r"wait|book|schedul|listed|\bactive|\bopen\b|pending|planned"
         r"|not (?:yet )?seen|unseen|on (?:the )?list|suspend|to be (?:seen|booked)|current|offer"),
        (OFF_THE_LIST, r"seen|treated|attended|complete|closed|declin|reject|withdr|cancel|ended"
         r"|assessed|started|inactive"),
    ),
    "placements": (
        (INAPPROPRIATE, r"\binappropriate|\bnot appropriate|\bnon appropriate"),
        (APPROPRIATE, r"\bappropriate"),
    ),
    "delays": (),
    "leave": (),
}  # fmt: skip
_PATTERNS: Final = {
    kind: tuple((code, re.compile(pattern)) for code, pattern in words)
    for kind, words in _WORDS.items()
}
NATIONAL: Final = frozenset(("0", "2", "3", "4", "5", "6", "7"))
"""The codes of ATTENDED OR DID NOT ATTEND; what has others besides is coded in a way of its own."""
_CODE: Final = re.compile(r"0?\d{1,2}")
_DECIDED_ON: Final = re.compile(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}.*")


_MISSED_FLAG: Final = re.compile(
    r"(?:dna|did not attend|missed|no show|not attended)(?: (?:flag|ind|indicator|y n|yes no))*"
)
_ATTENDED_FLAG: Final = re.compile(r"attended(?: (?:flag|ind|indicator|y n|yes no))*")
_REJECTED: Final = re.compile(r"reject|declin")
_REASON: Final = re.compile(r"\breason\b")
_DESTINATION: Final = re.compile(r"\bdest")
_DESTINATIONS: Final = {
    "79": DIED, **dict.fromkeys(("48", "49", "50", "51", "52", "53", "84", "87"), MOVED_ON),
}  # fmt: skip
"""Codes of the NHS Data Dictionary item DESTINATION OF DISCHARGE."""
_YES: Final = frozenset(("y", "yes", "1", "true", "t"))
_NO: Final = frozenset(("n", "no", "0", "false", "f", "", "not stated"))
_NONE: Final = frozenset(("none", "not applicable", "na", "n a", "not rejected"))


def outcome(kind: str, text: str, heading: str = "") -> int:
    """The outcome that a label stands for; UNKNOWN where it says nothing that is counted.

    `heading` is that of its column, folded: a yes under "DNA" is no attendance. A referral with a
    date in this column was decided on that day.
    """
    words = _SHORT.sub("cancelled", folded(text))
    if _VOID.fullmatch(words) or (kind == "referrals" and _AGAIN.fullmatch(words)):
        return VOID
    if kind == "referrals":
        turned_away = tells_rejection(heading)
        if turned_away and _REASON.search(heading):
            return UNKNOWN if words in _NO or words in _NONE else REJECTED
        if turned_away and (words in _YES | _NO or _DECIDED_ON.fullmatch(text)):
            return UNKNOWN if words in _NO else REJECTED
        if _DECIDED_ON.fullmatch(text):
            return ACCEPTED
    if kind == "stays" and _DESTINATION.search(heading) and words in _DESTINATIONS:
        return _DESTINATIONS[words]
    if kind == "incidents" and words in _YES | _NO:
        # "Restraint used: yes" says by its heading what it was.
        return outcome(kind, heading) if words in _YES else UNKNOWN
    if kind == "placements" and words in _YES | _NO:
        inappropriate = "inappropriate" in heading.casefold()
        return INAPPROPRIATE if (words in _YES) == inappropriate else APPROPRIATE
    if kind == "contacts" and _MISSED_FLAG.fullmatch(heading) and words in _YES | _NO:
        return MISSED if words in _YES else ATTENDED
    if kind == "contacts" and _ATTENDED_FLAG.fullmatch(heading) and words in ("0", "1", "false"):
        return ATTENDED if words == "1" else MISSED
    found = (code for code, pattern in _PATTERNS[kind] if pattern.search(words))
    return next(found, UNKNOWN)


def codes_of(texts: Iterable[str]) -> frozenset[str]:
    """The codes that some labels are; none where any of them has words."""
    said = {text for text in texts if folded(text) not in _NO - {"0"}}
    coded = bool(said) and all(map(_CODE.fullmatch, said))
    return frozenset(text.lstrip("0") or "0" for text in said) if coded else frozenset()


def is_understood(kind: str, text: str) -> bool:
    """Whether any word of a label is known, be it to say that nothing is decided yet."""
    words = _SHORT.sub("cancelled", folded(text))
    return any(pattern.search(words) for _, pattern in _PATTERNS[kind])


def cancelled(text: str, heading: str) -> int:
    """By whom a contact was cancelled, from a label and its heading; UNKNOWN where it was not."""
    words = _SHORT.sub("cancelled", folded(text))
    if words in _NO or words in ("none", "not cancelled"):
        return UNKNOWN
    by_whom = heading if words in _YES or _DECIDED_ON.fullmatch(text) else words
    if re.search(rf"\b(?:{_PERSON})\b", by_whom):
        return CANCELLED_BY_PERSON
    return CANCELLED_BY_SERVICE if re.search(rf"\b(?:{_SERVICE})\b", by_whom) else CANCELLED_UNKNOWN


def void(kind: str, text: str) -> int:
    """1 where a label, or a yes or a date in a column of deletions, says a row does not count."""
    yes = folded(text) in _YES or tells_void(kind, text) or _DECIDED_ON.fullmatch(text)
    return int(bool(yes))


def tells_void(kind: str, text: str) -> bool:
    """Whether a label by itself says that a row was deleted.

    A report of an incident is rejected where it was none, or was reported before.
    """
    words = folded(text)
    rejected = kind == "incidents" and words in ("rejected", "merged", "not an incident")
    again = kind in ("incidents", "referrals") and _AGAIN.fullmatch(words) is not None
    return rejected or again or _VOID.fullmatch(words) is not None


def tells_rejection(heading: str) -> bool:
    """Whether a folded heading stands over what was turned down, and over nothing else."""
    return _REJECTED.search(heading) is not None and "accept" not in heading
