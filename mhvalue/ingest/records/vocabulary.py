"""The words by which headings of record-level extracts tell what a column holds."""

import re
from typing import Final

_DATE: Final = r"(?: ?(?:date|dt|day|datetime|date ?time|time))*"

# For each kind of extract what its first date may be called, the surest kind first.
STARTS: Final = (
    (
        "stays",
        rf"(?:date (?:of )?)?(?:hospital |inpatient |ward |bed |spell |stay |provider )*"
        rf"(?:admission|admitted|admit|adm)(?: to (?:hospital|ward))?{_DATE}"
        rf"|(?:hospital |ward |bed |inpatient |provider )*(?:stay|spell)s? start(?:ed)?{_DATE}"
        rf"|(?:start )?{_DATE}(?: of)? ?(?:hospital |ward |bed )*(?:stay|spell) start{_DATE}"
        rf"|start date (?:of )?(?:hospital |ward )*(?:provider )?(?:stay|spell)"
        rf"|ward (?:start|in|entry|from){_DATE}|date (?:entered|onto|moved to) ward",
    ),
    (
        "waiting list",
        rf"(?:date )?(?:added|placed|put|joined|entered)(?: (?:to|on|onto))?(?: the)?"
        rf"(?: waiting| wait)?(?: list)?{_DATE}|(?:date )?waiting (?:since|from|start){_DATE}"
        rf"|wait(?:ing)? start{_DATE}|(?:rtt )?clock start{_DATE}|date on (?:waiting )?list",
    ),
    (
        "contacts",
        rf"(?:care )?(?:contact|appointment|appt|app|attendance|session|visit|activity){_DATE}"
        rf"|date of (?:care )?(?:contact|appointment|attendance|session|visit|activity)",
    ),
    (
        "incidents",
        rf"(?:incident|event|restraint|intervention|restrictive intervention){_DATE}"
        rf"|date of (?:incident|event|restraint|restrictive intervention|intervention)"
        rf"|(?:incident )?(?:date )?occurred(?: on)?{_DATE}",
    ),
    (
        "referrals",
        rf"(?:referral|referred|ref)(?: (?:received|request|request received|start))?{_DATE}"
        rf"|date (?:of )?(?:referral|referred|referral received)",
    ),
)  # fmt: skip
GENERIC_START: Final = rf"(?:start|from|begin|in){_DATE}|date (?:in|from|started)"
ENDS: Final = {
    "stays": (
        rf"(?:date (?:of )?)?(?:actual )?(?:hospital |inpatient |ward |spell |stay )*"
        rf"(?:discharge|discharged|disch)(?: from (?:hospital|ward))?{_DATE}"
        rf"|(?:hospital |ward |bed |inpatient |provider )*(?:stay|spell)s? end(?:ed)?{_DATE}"
        rf"|end date (?:of )?(?:hospital |ward )*(?:provider )?(?:stay|spell)"
        rf"|ward (?:end|out|exit|to){_DATE}|date left ward|(?:end|to|out){_DATE}"
        rf"|date (?:out|to|left)"
    ),
    "referrals": (
        rf"(?:date (?:of )?)?(?:referral |case |episode )*"
        rf"(?:closed|closure|close|discharged|discharge|ended|end)"
        rf"(?: from (?:service|team|caseload))?{_DATE}"
    ),
    "waiting list": (
        rf"(?:date )?(?:removed|taken off|removal)(?: from)?(?: the)?(?: waiting)?(?: list)?{_DATE}"
    ),
}  # fmt: skip
READY: Final = (
    rf"(?:date )?(?:clinically |medically )?(?:ready|fit|optimi[sz]ed)(?: for discharge)?{_DATE}"
    rf"|crfd{_DATE}|(?:date )?(?:of )?(?:delayed|delay|dtoc)(?: discharge)?"
    rf"(?: start(?:ed)?| from| since)?{_DATE}"
    rf"|date (?:clinically |medically )?(?:ready|fit)(?: for discharge)?"
)
FIRST_CONTACT: Final = (
    rf"(?:date (?:of )?)?(?:first|1st)(?: attended| seen| face to face| f2f| direct)*"
    rf"(?: contact| appointment| appt| attendance| assessment| seen)?{_DATE}|date first seen"
)
SECOND_CONTACT: Final = (
    rf"(?:date (?:of )?)?(?:second|2nd)(?: attended| seen| face to face| f2f| direct)*"
    rf"(?: contact| appointment| appt| attendance| seen)?{_DATE}|date second seen"
)
SNAPSHOT: Final = (
    rf"(?:extract|snapshot|census|as at|as of|list|report|reporting){_DATE}"
    rf"|date of (?:extract|snapshot|census)"
)
WAITED: Final = (
    r"(?:(?:days|weeks|months) )?wait(?:ed|ing)?(?: time)?(?: (?:in )?(?:days|weeks|months))?"
    r"(?: so far)?"
)
PERSON: Final = (
    r"(?:(?:local |unique )?(?:patient|client|person|service user|su|individual)"
    r" ?(?:id|identifier|key|number|no|ref|reference|pseudonym|pseudo id|index|code)?"
    r"|nhs ?(?:number|no)"
    r"|(?:hospital|rio|system ?one|paris|carenotes|mrn|crn|case) ?(?:number|no|id)"
    r"|mrn|lpid|pseudonym|pseudo(?:nymi[sz]ed)?(?: \w+)* ?(?:id|key|number)?|token)"
)
SPELL: Final = (
    r"(?:hosp(?:ital)? ?(?:prov(?:ider)?)? ?)?(?:spell|admission)"
    r" ?(?:id|identifier|key|number|no|ref|reference)"
)
OUTCOMES: Final = {
    "contacts": r"attend|outcome|status|\bdna\b",
    "referrals": r"accept|decision|outcome|status|reject",
    "stays": r"discharge (?:destination|method|outcome|reason|type|status)|destination|outcome",
    "incidents": r"type|categor|cause|description|intervention|kind|nature",
}  # fmt: skip
COUNTED: Final = re.compile(
    r"\b(?:number|count|total|sum|no) of\b|^(?:number|count|total|value|amount|actual|quantity)$"
)
_UNIT_PREFIX: Final = re.compile(
    r"^(?:admitting|admission|admitted|discharging|discharge|current|responsible|treating"
    r"|referred to|referral|receiving|contact|incident|reporting) "
)


def fits(pattern: str, words: str) -> bool:
    """Whether the whole of a folded heading fits a pattern."""
    return re.fullmatch(rf"(?:{pattern})", words) is not None


def unit_words(words: str) -> str:
    """A folded heading without what says when the unit had the person."""
    return _UNIT_PREFIX.sub("", words)
