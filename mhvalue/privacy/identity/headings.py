"""What a column's heading says about people, places, staff and days; claims are in `claims.py`."""

import re
from typing import Final

from mhvalue.privacy.identity.claims import NUMBER, PERSON, folded

_ONE_OR_MORE: Final = re.compile(
    r"(?:(?:main|primary|named|informal|emergency|unpaid) )?"
    r"(?:patient|service user|su|person|child|young person|cyp|resident|carer|next of kin|nok|pt)"
    r"s?(?: details)?"
)
_CONTACT: Final = re.compile(r"contacts?(?: names?)?")
_PERHAPS_NAMES: Final = re.compile(
    r"names?|full names?|contact(?: names?)?|clients?|people|individuals?|customers?|who|details"
)
_HINT: Final = re.compile(
    r"\W*(?:pat|serv|su|pers|chil|young|cyp|resid|carer|next|nok|pt|full|name|contact|client"
    r"|people|indiv|cust|who|detail)[^\d]{0,25}$",
    re.IGNORECASE,
)
_STAFF: Final = re.compile(
    r"\b(?:consultant|clinician|doctor|dr|practitioner|care ?co(?: ?ordinator)?|key ?worker|nurse"
    r"|staff|employee|manager|lead|supervisor|holder|worker|author|owner|professional|officer"
    r"|psychologist|psychiatrist|therapist|handler|gp|hcp|assessor|referrer|analyst|reviewer"
    r"|(?:prepar|complet|enter|allocat|assign|referr|record|report|review|approv|author[iz]s|sign"
    r"|updat|creat|check|submitt|dictat)ed (?:by|to)|authori[sz]ed by|seen by)s?\b"
)
_PLACE: Final = re.compile(
    r"\b(?:ward|team|unit|site|trust|provider|org|organi[sz]ation|practice|hospital|service"
    r"|icb|ics|stp|ccg|region|locality|department|dept|directorate|division|cost cent(?:re|er)"
    r"|clinic|location|commissioner|borough|council|authority|school|area|specialty|programme"
    r"|supplier|company|payee|vendor|building|property|premises|scheme|home name|care home)s?\b"
)
_NOT_PLACE: Final = re.compile(r"\bservice users?\b|\b(?:hospital|unit) n(?:o|um|umber)s?\b")
_NOT_STAFF: Final = re.compile(r"\bgp practice\b|\bstaff group\b|\bteam lead\b")
_LABEL: Final = re.compile(
    r"\b(?:measure|metric|indicator|description|category|type|group|reason|title|status|item|level"
    r"|breakdown|code|kind|band|definition|notes?|source)s?\b"
)
_FIGURE: Final = re.compile(
    r"\b(?:value|amount|count|total|sum|numerator|denominator|population|number of .+|cost|spend"
    r"|budget|income|rate|percent|percentage|average|mean|median|size|activity|admission|attendance"
    r"|appointment|referral|contact|bed|day|hour|week|call|people|persons|patients|headcount|fte|wte"
    r"|discharge|death|estimate|expenditure|price|confidence|limit|actual|plan|forecast|rank|score|decile|quintile)s?\b"
    r"|(?:20|19)\d\d"
)
_NUMBERED: Final = re.compile(r"\b(?:ids?|nos?|num|nbr|number|identifier|ref|reference|key)$")
_EVENT: Final = (
    r"(?:admission|admitted|referral|referred|discharge|discharged|contact|appointment|attendance"
    r"|assessment|incident|spell|episode|stay|review|seen|accepted|attended|clock start)"
)
_OF_ONE_RECORD: Final = re.compile(
    rf"(?:date|time) ?of ?(?:first |last )?{_EVENT}|{_EVENT} ?(?:start |end )?(?:date|time|dt)+"
    rf"|(?:{PERSON}|spell|episode|referral|stay|ward stay) ?{NUMBER}"
    r"|patient|client|service user|su|person|child|young person|resident|carer|next of kin"
)
_OF_ONE_PERSON: Final = re.compile(
    _OF_ONE_RECORD.pattern
    + r"|marital status|presenting problem|(?:primary )?diagnosis|registered gp(?: practice)?"
    r"|age(?: at .{1,30})?|age in years"
)
_OTHER_NUMBER: Final = re.compile(
    r"\b(?:incident|datix|complaint|event|claim|case|ticket|invoice|order|asset|risk|job|request"
    r"|transaction|document|policy|appointment|contact|batch|line|row|stock|part|product"
    r"|easting|northing|uprn|gmc|nmc|payroll|asset|vehicle|serial|barcode|version|quarter|month"
    r"|cc|account|acct|subjective|subj|analysis|entity|ledger|nominal|gl|journal|tariff|plics|hrg"
    r"|pod|contract|esr|assignment|position|bed|room|slot|caseload|activity|load|procedure"
    r"|outcome|method|[lm]soa)\b"
)
_CODE: Final = re.compile(r"(?:local |unique |own )?(?:codes?|identifier)")
_NUMBER_ALONE: Final = re.compile(r"numbers?|no|nos|num")
_BARE_NUMBER: Final = re.compile(r"(?:unique |record )?(?:id|no|number|ref|reference)")
_INCIDENT: Final = re.compile(r"\bincident (?:date|type|category|time)\b|date of incident")
_UNNAMED: Final = re.compile(r"(?:column ?|col ?|field ?|unnamed ?)?\d{0,3}|records?")
_NAME_PART: Final = re.compile(r"first|last|given|family|fore|sur|middle|maiden|preferred")
_REACH: Final = re.compile(
    r"(?:column ?|col ?|field ?|unnamed ?)?\d{0,3}|(?:.*\b)?(?:number|no|num)"
    r"|.*\b(?:day ?time|evening|reach|ring|call ?back|mob|tel|phone|contact|cell|text|best)\b.*"
)
_DATED: Final = re.compile(
    r"\b(?:open|opened|close|closed|start|end|from|to|effective|established|built|period|month"
    r"|week|year|day|as at|reporting|published)\b"
)


def of_people(words: str) -> bool:
    """Whether the heading names a person and nothing else: "Patient", "Service user"."""
    return _ONE_OR_MORE.fullmatch(words) is not None


def may_head_names(heading: str) -> bool:
    """Whether a heading, not folded yet, speaks of people or perhaps of names."""
    if not _HINT.match(heading):
        return False
    words = folded(heading)
    return of_people(words) or perhaps_names(words)


def perhaps_names(words: str) -> bool:
    """Whether the heading may stand over people's names as well as over names of places."""
    return _PERHAPS_NAMES.fullmatch(words) is not None


def of_contacts(words: str) -> bool:
    """Whether the heading may stand over those to ask about a service."""
    return _CONTACT.fullmatch(words) is not None


def of_staff(words: str) -> bool:
    """Whether the heading speaks of those who work here."""
    return _STAFF.search(words) is not None and not _NOT_STAFF.search(words)


def of_places(words: str) -> bool:
    """Whether the heading speaks of organisations, wards, teams or sites."""
    return _PLACE.search(_NOT_PLACE.sub(" ", words)) is not None


def of_labels(words: str) -> bool:
    """Whether the heading speaks of words that sort rows, not of people."""
    return _LABEL.search(words) is not None


def of_figures(words: str) -> bool:
    """Whether the heading speaks of how many or how much, not of anyone's number."""
    return _FIGURE.search(words) is not None and _NUMBERED.search(words) is None


def of_one_person(words: str) -> bool:
    """Whether the heading belongs to a table of one row a person, stay or contact."""
    return _OF_ONE_PERSON.fullmatch(words) is not None


def of_one_record(words: str) -> bool:
    """Whether the heading belongs to a table of one row a stay, referral or contact."""
    return _OF_ONE_RECORD.fullmatch(words) is not None


def of_codes(words: str) -> bool:
    """Whether the heading says that codes stand below and not whose."""
    return _CODE.fullmatch(words) is not None


def perhaps_keys(words: str) -> bool:
    """Whether the heading says nothing, or that numbers stand below which tell things apart."""
    if _UNNAMED.fullmatch(words) or of_codes(words):
        return True
    return _NUMBERED.search(words) is not None and _FIGURE.search(words) is None


def of_name_parts(words: str) -> bool:
    """Whether the heading may be short for first name or last name."""
    return _NAME_PART.fullmatch(words) is not None


def of_bare_numbers(words: str) -> bool:
    """Whether the heading says that numbers stand below, and of nothing whose."""
    return _BARE_NUMBER.fullmatch(words) is not None


def of_incidents(words: str) -> bool:
    """Whether the heading speaks of the day or the type of an incident."""
    return _INCIDENT.search(words) is not None


def of_number(words: str) -> bool:
    """Whether the heading says no more than "Number", which may be how many as well."""
    return _NUMBER_ALONE.fullmatch(words) is not None


def of_reach(words: str) -> bool:
    """Whether the heading says nothing, or that somebody can be reached there."""
    return _REACH.fullmatch(words) is not None


def of_other_numbers(words: str) -> bool:
    """Whether the heading speaks of the numbers of incidents, invoices and the like."""
    return _OTHER_NUMBER.search(words) is not None


def of_periods(words: str) -> bool:
    """Whether dates under the heading are periods, or days on which places open and close."""
    return _DATED.search(words) is not None
