"""The words by which headings and labels tell at which level the units are."""

import re
from functools import lru_cache
from typing import Final

from mhvalue.ingest.vocabulary import folded

_ORG: Final = r"org(?:ani[sz]ation)?"
# From the finest to the coarsest unit: the first that a table names is its unit.
LEVELS: Final = (
    ("Ward", r"ward|wd"),
    ("Team", r"team|caseload holder|cmht|crh?t|crhtt|mhst|camht|amht|oacmht"),
    ("Unit", r"(?:clinical |inpatient |org(?:ani[sz]ation(?:al)?)? |reporting )?unit"
             r"|clinical area|roster"),
    ("Cost centre", r"cost (?:cent(?:re|er)|ctr)|cc"),
    ("Clinic", r"clinic"),
    ("Practice", r"(?:gp )?(?:prac(?:tice)?|surgery)"),
    ("Department", r"department|dept"),
    ("Service", r"(?:sub ?)?service(?: name)?|service area"),
    ("Site", r"site|location|hospital(?: site)?|building|premises"),
    ("Service line", r"service line|care group|specialty|speciality|pathway"),
    ("Directorate", r"directorate|division|business unit"),
    ("PCN", r"pcn|primary care network|neighbourhood"),
    (
        "Locality",
        r"locality|(?:ic[bs] )?place|borough|district|area|cluster|network|zone|hub"
        r"|geograph(?:y|ic|ical)(?: area)?",
    ),
    ("Police force", r"police force(?: area)?"),
    (
        "Local authority",
        r"local authority|la|lad|[lu]tla|ctyua|council|casr|cassr|county|upper tier",
    ),
    (
        "Provider",
        rf"(?:sending |receiving |responsible |data |host )?provider(?: {_ORG})?|supplier",
    ),
    ("Trust", r"(?:nhs |health and social care |hsc |sending |receiving |host )?trust|hsct"),
    (
        "Organisation",
        rf"(?:assignment |(?:l|level) ?\d ?)?{_ORG}(?: ?(?:l|level) ?\d)?|employer|submission"
        rf"|participant|respondent|peer {_ORG}|primary level",
    ),
    ("Health board", r"(?:local |nhs )?health board|nhs board|lhb|hb[tr]?"),
    ("Sub ICB", r"sub icb(?: location)?|sicbl?"),
    ("CCG", rf"ccg|commissioner(?: {_ORG})?"),
    (
        "ICB",
        r"icb|ics|stp|integrated care (?:board|system)"
        rf"|(?:provider|commissioner) parent(?: {_ORG})?",
    ),
    ("System", r"system"),
    ("Provider collaborative", r"provider collaborative|collaborative"),
    (
        "Region",
        r"(?:nhsei? |nhs england |commissioning |hee |sha |government office )?region|rgn|nhser",
    ),
    ("National", r"national|country"),
)  # fmt: skip
LEVEL_NAMES: Final = tuple(name for name, _ in LEVELS)

WITHIN_TRUST: Final = (
    "Ward", "Team", "Unit", "Cost centre", "Clinic", "Department", "Service", "Site",
    "Service line", "Directorate",
)  # fmt: skip
"""Levels of what a trust consists of: all of them together are no country."""

_LEVEL_WORDS: Final = tuple((name, re.compile(f"(?:{pattern})")) for name, pattern in LEVELS)
_LAST_WORDS: Final = {
    word: word.capitalize()
    for word in ("ward", "team", "clinic", "site", "directorate", "locality", "trust", "provider")
} | {"picu": "Ward"}
_SMALL: Final = "ward|team|unit|clinic|practice"
SAYS_WARD: Final = re.compile(rf"\b(?:{_SMALL})\b", re.IGNORECASE)
"""A label says of itself that it is one ward, one team or the like."""
SAYS_LEVEL: Final = re.compile(
    rf"\b({_SMALL}|hospital|locality|site|trust|icb|region)s?\b", re.IGNORECASE
)
"""A label says which level it is of: the word is the first group."""
LONGEST_LEVEL: Final = 4
_NAMING: Final = re.compile(
    r"\s*(?:name|description|desc|title|label|(?:ods |ons |gss )?code|id|ref|reference|number|no"
    r"|ons)$"
)
_BRACKET: Final = re.compile(r"\([^)]*\)")
_CODING: Final = re.compile(r"(?:^|\s)(?:code|id|ref|reference|ods code|ods)$")
# LAD21CD, lhb22_name, laname21: an area, the year of its boundaries, and code or name.
_AREA: Final = re.compile(
    r"\b(lad|la|ltla|utla|lhb|hb|icb|ics|stp|ccg|sicbl|trust|rgn|region|ctyua|cty|nhser|pcn)"
    r"(?:\d\d ?(cd|nm|code|name)?|(code|name)\d\d|(cd|nm))$"
)
_AREA_WORDS: Final = {"cd": "code", "nm": "name"}
_COUNTRY: Final = re.compile(
    r"scotland|wales|northern ireland|ireland|united kingdom|uk|great britain|england and wales"
)
_PART_NATIONAL: Final = re.compile(r"england (?:total )?(?:incl|excl|including|excluding)\b.*")
_NATIONAL: Final = re.compile(
    r"england|national|all england|eng|england total|total england|all (?:nhs england )?regions"
)


@lru_cache(maxsize=20_000)
def level_of(heading: str) -> str | None:
    """The level a heading names ("ORG_NAME" is Organisation, "Ward" is Ward), or None.

    Of two beside each other, Ward/Team, it is the second.
    """
    words = _area(folded(heading))
    words = re.sub(r"^(?:parent|nhse|primary(?! level)|main|current|ad|new|old) ", "", words)
    stem = _NAMING.sub("", words).strip()
    named = (name for name, word in _LEVEL_WORDS if word.fullmatch(stem))
    whole = next((name for name in named if name != "National"), None)
    if whole is None and _BRACKET.search(heading):
        whole = level_of(_BRACKET.sub(" ", heading))
    if whole is not None or "/" not in heading:
        return whole
    levels = [level_of(part) for part in heading.split("/")]
    return levels[-1] if all(levels) else None


@lru_cache(maxsize=20_000)
def level_named(text: str) -> str | None:
    """The level that a label stands for ("Region", "STP", "Providers"), or None."""
    words = folded(text).replace("regional", "region")
    if is_national(words):
        return "England"
    found = next((n for n, w in _LEVEL_WORDS if w.fullmatch(words.rstrip("s"))), None)
    return found or next((n for n, w in _LEVEL_WORDS if w.fullmatch(words)), None)


@lru_cache(maxsize=20_000)
def level_at_end(heading: str) -> str | None:
    """The level that the last word of a heading names ("Caseload holder team"), or None."""
    words = _NAMING.sub("", folded(heading)).split()
    return _LAST_WORDS.get(words[-1]) if 1 < len(words) <= LONGEST_LEVEL else None


def is_code_heading(heading: str) -> bool:
    """Whether a heading speaks of codes and not of names."""
    return bool(_CODING.search(_area(folded(heading))))


def is_name_heading(heading: str) -> bool:
    """Whether a heading speaks of names ("ICBName")."""
    return _area(folded(heading)).endswith("name")


def stem_of(heading: str) -> str:
    """A heading without its word for name or code: "Establishment name" is "establishment"."""
    return _NAMING.sub("", _area(folded(heading))).strip()


def _area(words: str) -> str:
    """The folded heading of an area without the year of its boundaries: "lad code"."""
    found = _AREA.search(words)
    if found is None:
        return words
    ending = next(filter(None, found.groups()[1:]), "")
    return f"{words[: found.start()]}{found[1]} {_AREA_WORDS.get(ending, ending)}".strip()


@lru_cache(maxsize=20_000)
def is_national(text: str) -> bool:
    """Whether a unit's label means the whole country."""
    return bool(_NATIONAL.fullmatch(folded(text)))


@lru_cache(maxsize=20_000)
def is_every(text: str) -> bool:
    """Whether a label means all units of a level: All, All wards, All divisions combined."""
    every, _, rest = folded(text).partition(" ")
    rest = re.sub(r" ?(?:combined|total)$", "", rest)
    return every == "all" and (not rest or (rest.endswith("s") and level_named(rest) is not None))


def is_part_national(text: str) -> bool:
    """Whether a unit's label means the country with or without some ("England (excluding X)")."""
    return bool(_PART_NATIONAL.fullmatch(folded(text)))


def is_other_country(text: str) -> bool:
    """Whether a unit's label means another country than England, or several."""
    return bool(_COUNTRY.fullmatch(folded(text)))
