"""The words by which headings of record-level extracts tell what a column holds.

A heading is taken as a set of words, so that "Date of admission", "AdmDateTime" and "Admitted on"
say the same; one word that is not known ("Expected discharge date") makes it another heading.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_SAME: Final = {
    "date": "dt dttm datetime timestamp time tm day on at when",
    "admission": "adm admit admitted",
    "discharge": "dis disch discharged",
    "appointment": "appt apt app",
    "referral": "ref referred",
    "received": "rec recd rcvd",
    "first": "1st initial 1",
    "second": "2nd 2",
    "start": "started begin began begun commenced commencement commencing",
    "end": "ended finish finished",
    "closed": "close closure",
    "hospital": "hosp",
    "list": "waitlist waitinglist wl",
    "ready": "crfd crd mfd mffd mofd nctr dtoc fit optimised optimized delayed delay",
    "contact": "cont",
    "intervention": "intervent",
    "incident": "dincident inc",
    "provider": "prov",
    "service": "serv",
    "extract": "extracted extraction snapshot census run",
    "attended": "attend",
}
_PLAIN: Final = {word: same for same, others in _SAME.items() for word in others.split()}
_SILENT: Final = frozenset(
    ("of", "the", "a", "an", "and", "&", "for", "was", "did", "actual", "this", "dd", "mm", "yy",
     "yyyy", "hh", "ss")
)  # fmt: skip
_APART: Final = ((re.compile(r"\bd c\b"), "discharge"), (re.compile(r"\bd ?to c\b"), "dtoc"),
                 (re.compile(r"\bf2 f\b"), "f2f"))  # fmt: skip
"""Short words that the signs in them have taken apart: D/C, DToC, F2F."""
_JOINED: Final = re.compile(r"(\w{3,})(?:date|datetime|dttm|dt)")


@dataclass(frozen=True)
class Wording:
    """Sets of words of each of which one must be there, and what else may stand beside them."""

    needed: tuple[frozenset[str], ...]
    beside: frozenset[str]

    def fits(self, spoken: frozenset[str]) -> bool:
        """Whether a heading's words are just these."""
        allowed = self.beside.union(*self.needed)
        return spoken <= allowed and all(spoken & words for words in self.needed)


def wording(beside: str, *needed: str) -> Wording:
    """Words of each set of which one must be there, and those that may stand beside them."""
    return Wording(tuple(frozenset(words.split()) for words in needed), frozenset(beside.split()))


_PLACE: Final = "ward stay spell bed hospital inpatient"
_STAY: Final = f"date {_PLACE} provider unit episode to from"
# For each kind of extract what its first date may be called, the surest kind first.
STARTS: Final = {
    "stays": (
        wording(f"{_STAY} start in", "admission"),
        wording(
            f"{_STAY} admission",
            "start in entry from arrival arrived entered moved onto transferred",
            _PLACE,
        ),
    ),
    "waiting list": (
        wording(
            "date added placed put joined entered listed onto to rtt clock current",
            "added placed put joined entered listed start since from date",
            "waiting wait list",
        ),
        wording("date rtt", "clock", "start"),
        wording("date", "listed"),
    ),
    "contacts": (
        wording(
            "date care clinical start outpatient clinic event attended",
            "contact appointment attendance session visit activity",
        ),
        wording("date start", "event"),
        wording("", "attended", "date"),
        wording("date", "clinic", "date"),
    ),
    "incidents": (
        wording(
            "date restrictive physical start happened int",
            "incident event restraint intervention occurred occurrence occur seclusion",
        ),
    ),
    "referrals": (
        wording("date received request start new service team in into made", "referral"),
    ),
}
PLAIN_ENDS: Final = frozenset(("admission", "discharge", "received", "closed"))
"""Words that leave no doubt whether something began or ended."""
GENERIC_START: Final = wording("date episode", "start in from")
GENERIC_END: Final = wording("date episode", "end out left to")
OF_ELSE: Final = re.compile(
    r"\b(?:shifts?|dut(?:y|ies)|rota|rosters?|hours|hrs|wte|fte|job|role|leavers?|absen\w+|sickness|staff|employee"
    r"|assignment|payroll|vacanc\w+|post|contract|agency|bank|band|grade|course|training|project"
    r"|audit|action|risk|leave (?:type|start|end|from|to|reason)|type of leave|sections?|mha"
    r"|detention|detained|legal status|observations?|obs level|closed beds|beds closed|closures?"
    r"|outbreak|seclusion|medication|drug|equipment|device|loan|out of area|oap|placement|delay"
    r"|funding|dols|restrict\w+)\b"
)
"""Headings beside stretches of days that are no stays: shifts, absences, leave, detentions."""
ENDS: Final = {
    "stays": (
        wording(f"{_STAY} end out", "discharge"),
        wording(f"{_STAY} discharge", "end out exit left to departure departed leaving", _PLACE),
        GENERIC_END,
    ),
    "referrals": (
        wording(
            "date referral case episode service team caseload from pathway",
            "closed discharge end",
        ),
    ),
    "waiting list": (
        wording("date waiting wait list from taken", "removed removal off"),
        wording("date", "end", "waiting wait list"),
    ),
}
READY: Final = (
    wording(
        "date clinically medically medical med discharge transfer start from since care criteria "
        "became declared ward",
        "ready",
    ),
    wording("date no longer meets met meeting right criteria to from", "reside", "no not"),
)
_MET: Final = "contact appointment attendance assessment seen attended visit session"
_HOW: Final = f"date {_MET} face to f2f direct care clinical kept person in"
FIRST_CONTACT: Final = (
    wording(_HOW, "first", f"{_MET} f2f face"),
    wording("date", "seen"),
)
SECOND_CONTACT: Final = (wording(_HOW, "second", f"{_MET} f2f face"),)
SNAPSHOT: Final = (wording("date data list as", "extract"), wording("date", "as", "date"))
LISTED_ON: Final = (*SNAPSHOT, wording("list", "report reporting list", "date"))
JUST_DATE: Final = wording("", "date")
RECEIVED: Final = (wording("date", "received"),)
"""What a number of the referral beside it leaves no doubt of: "Received"."""
WAITED: Final = (
    r"(?:days|weeks|wks|months|mths)? ?(?:current |total )?wait(?:ed|ing)?(?: time)?"
    r"(?: (?:in )?(?:days|weeks|wks|months|mths))?(?: so far)?"
)
PERSON: Final = (
    r"(?:(?:local |unique )?(?:patient|client|person|service user|su|individual)"
    r" ?(?:id|identifier|key|number|no|ref|reference|pseudonym|pseudo id|index|code)?"
    r"|nhs ?(?:number|no)"
    r"|(?:hospital|rio|system ?one|paris|carenotes|mrn|crn|case) ?(?:number|no|id)"
    r"|mrn|lpid|pseudonym|pseudo(?:nymi[sz]ed)?(?: \w+)* ?(?:id|key|number)?|token)"
)
_NUMBER: Final = r" ?(?:id|identifier|key|number|num|no|ref|reference)"
SPELL: Final = (
    rf"(?:uniq(?:ue)? )?(?:hosp(?:ital)? ?(?:prov(?:ider)?)? ?)?(?:spell|admission){_NUMBER}"
)
_RECORDS: Final = {
    "stays": r"ward ?stay|stay|episode",
    "referrals": r"referral|ref|request|pathway|ubrn|episode",
    "contacts": r"(?:care )?contact|appointment|appt|activity|attendance|event|session",
    "incidents": r"incident|datix|event|ulysses|restrictive int\w* inc\w*",
    "waiting list": r"referral|ref|pathway|waiting list|request",
    "placements": r"placement|oap|ooa|referral|ref",
    "delays": r"delay|crfd|dtoc",
    "leave": r"leave",
}
_OWN: Final = {"contacts": "uniq care cont id", "referrals": "uniq serv req id"}
"""What the MHSDS heads the numbers of records."""
SESSION: Final = re.compile(r"\b(?:session|group|class|course|clinic)\b")
"""What several people come to at once."""
_ANY_RECORD: Final = r"(?:record|row|unique|system)?"
OUTCOMES: Final = {
    "contacts": r"attend|outcome|status|\bdna\b",
    "referrals": r"accept|decision|outcome|status|reject",
    "stays": r"discharge (?:destination|method|outcome|reason|type|status)|destination|outcome"
    r"|\bdest of disch",
    "incidents": r"type|categor|cause|description|intervention|kind|nature|sub ?cat|classif",
    "placements": r"appropriate",
    "waiting list": r"status|state\b|outcome",
}  # fmt: skip
OPEN_OR_CLOSED: Final = frozenset(
    (
        "open",
        "closed",
        "discharged",
        "active",
        "inactive",
        "current",
        "live",
        "ended",
        "reopened",
        "re opened",
        "on hold",
        "in treatment",
        "completed",
    )
)
TYPE: Final = re.compile(
    r"type|categor|cause|intervention|kind|nature|sub ?cat|classif|\bposition|\bhold\b|restraint"
)
"""What a column is headed that tells by a few words what kind an incident was."""
ALL_RESTRICTIVE: Final = frozenset(("restrictive", "restraint", "seclusion", "intervention"))
"""Where the day of a record is called by one of these, every record is one."""
EITHER: Final = frozenset(("event",))
"""A contact and an incident are both called so."""
CANCELLED: Final = re.compile(r"\bcancel\w*\b")
SAYS_KIND: Final = {
    "incidents": re.compile(r"\bincidents?\b|\bdatix\b|\brestraints?\b|\bdegree of harm\b"),
    "contacts": re.compile(r"\b(?:contacts?|appointments?|appts?|attendances?|attended|dnas?)\b"),
}
"""What another heading, or the name of the sheet, says of a column headed Date alone."""

BREAKDOWNS: Final = (
    ("severity", r"severity|\bharm\b|\bactual impact\b|\bconsequence"),
    ("priority", r"priority|urgency|urgent"),
    ("referral source", r"referral source|source of referral|referrer type"),
    ("contact type", r"consultation|medium|(?:contact|appointment|appt) (?:type|mode|method)"),
    ("admission type", r"admission (?:type|method|source)|source of admission"),
    ("new or follow-up", r"(?:^|\b(?:first|new) (?:or|and|to) )follow ?up(?: flag)?$"),
)
STATES: Final = re.compile(
    r"(?:(?:record|row|entry|data|episode|stay|spell|incident|approval|workflow) )?(?:status|state)"
)
"""What a column is headed that may tell which rows were deleted."""
VOID: Final = re.compile(
    r"(?:(?:is|record|row|entry|marked as|date|dt) )*"
    r"(?:deleted?|deletion|void(?:ed)?|invalid(?:ated)?|(?:entered|recorded) in error)"
    r"(?: (?:flag|ind|indicator|y n|yes no|status|record|row|date|dt|on))*"
)
"""What a column is headed that tells by a yes, or by a date, that a row does not count."""
TEST: Final = re.compile(
    r"(?:is )?(?:test|dummy) (?:(?:patient|client|person|pt|record|case|entry|data|flag|ind"
    r"|indicator|y n|yes no) ?)+|is (?:test|dummy)"
)
"""What a column is headed that tells by a yes that a row was made up to try the system."""
TEST_UNIT: Final = re.compile(
    r"(?:[xz]+ ?)*(?:test|dummy|training)(?: (?:ward|team|unit|clinic|service|site|location|only"
    r"|system|environment|area))* ?\d*|[xz]+ ?test .*"
)
"""What a unit is called that nobody real was ever at."""
COUNTED: Final = re.compile(
    r"\b(?:number|count|total|sum|no) of\b(?! \w+ (?:involved|injured))"
    r"|^(?:number|count|total|value|amount|actual|quantity)$"
    r"|^(?:total |new |all )?(?:\w+ )?(?:admissions|discharges|contacts|attendances|appointments"
    r"|referrals|incidents|patients|people|persons|clients|cases|stays|episodes|spells|dnas|beds"
    r"|bed ?days|occupied|transfers|deaths|falls|restraints|sessions|visits|users|headcount)$"
)
ATTRIBUTE: Final = re.compile(
    r"^(?:bed|room)$|\b(?:age|los|length|duration|days|weeks|wks|months|nights|wait\w*|decile|quintile|quartile|imd"
    r"|score|rank|cost|price|tariff|minutes|mins|hours|hrs|code|id|no|number|ref|reference|key"
    r"|band|injured|involved|honos|grade|status|reason|outcome|version|row|postcode|previous|prior|past|flag|seq\w*|index|year)\b"
)
"""A number that one record has of its own; any other column of numbers counts records."""

_WHEN: Final = "admission|discharge|referral|contact|(?:the time of )?(?:the )?incident"
_UNIT_PREFIX: Final = re.compile(
    r"^(?:admitting|admission|admitted|discharging|discharge|current|responsible|treating"
    r"|referred to|referral|receiving|contact|incident|reporting|care|service(?= team)) "
    rf"|^exact | exact$| (?:at|on|of) (?:{_WHEN})$"
)


_ORG_ID: Final = re.compile(r"^org(?:ani[sz]ation)? (?:id|code|identifier) ?(?:of )?prov(?:ider)?$")
_LOCATION: Final = re.compile(r"^location (?=(?:ward|site|team|unit|service|directorate)$)")


OF_OTHERS: Final = re.compile(
    r"\b(?:referr\w*|source|previous|prior|next|from|to|destination|gp|home|requested|transfer\w*"
    r"|registered|external|other|commission\w*)\b"
)
"""What a heading says that speaks of another unit than the one that has the person."""


@lru_cache(maxsize=10_000)
def spoken(words: str) -> frozenset[str]:
    """A folded heading as a set of plain words: "adm dt" says admission and date."""
    said: set[str] = set()
    for apart, whole in _APART:
        words = apart.sub(whole, words)
    for word in words.replace("'", "").replace("\u2019", "").split():
        joined = _JOINED.fullmatch(word)
        parts = (joined[1], "date") if joined and word not in _PLAIN else (word,)
        said.update(_PLAIN.get(part, part) for part in parts)
    return frozenset(said - _SILENT)


def says(wordings: tuple[Wording, ...], words: str) -> bool:
    """Whether a folded heading is one of some wordings."""
    said = spoken(words)
    return any(wording.fits(said) for wording in wordings)


def fits(pattern: str, words: str) -> bool:
    """Whether the whole of a folded heading fits a pattern."""
    return re.fullmatch(rf"(?:{pattern})", words) is not None


def is_record_number(kind: str, words: str) -> bool:
    """Whether a folded heading stands over the numbers of the records themselves."""
    own = rf"(?:{_RECORDS[kind]}){_NUMBER}|{_ANY_RECORD}{_NUMBER}|uid|id|ubrn|urn"
    return fits(rf"{own}|uniq(?:ue)? (?:serv req|care cont|ward stay) id", words)


def is_own_number(kind: str, words: str) -> bool:
    """Whether a folded heading names the records whose numbers stand below: "Contact ID"."""
    return fits(rf"(?:unique )?(?:{_RECORDS[kind]}){_NUMBER}|{_OWN.get(kind, '-')}", words)


OF_ADHD: Final = re.compile(r"(?!.*\b(?:and adhd|adhd and)\b).*\badhd\b")
"""A list of people who wait for ADHD, and of nobody else."""


def unit_words(words: str) -> str:
    """A folded heading without what says when the unit had the person."""
    words = _ORG_ID.sub(r"provider code", _UNIT_PREFIX.sub("", words))
    return _LOCATION.sub("", words)


def breakdown_of(words: str) -> str | None:
    """The breakdown that only records have, named by a folded heading, or None."""
    return next((name for name, said in BREAKDOWNS if re.search(said, words)), None)
