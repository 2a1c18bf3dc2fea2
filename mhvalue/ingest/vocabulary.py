"""The words by which headings and labels tell what a column holds."""

import hashlib
import re
from functools import lru_cache
from typing import Final

from mhvalue.ingest.headings import plain

LONGEST_ID: Final = 120

NAMING: Final = re.compile(r"\b(?:name|description|desc|title)$")
KIND: Final = re.compile(
    r"(?:kind|type|category)(?: of (?:service|ward|team|unit|organi[sz]ation|provider))?"
    r"|(?:service|ward|team|unit|org(?:ani[sz]ation)?|provider|trust|bed|care|group) ?"
    r"(?:type|kind|category|setting)|org(?:ani[sz]ation)? breakdown|level"
    r"|geography|geograph(?:y|ic|ical) (?:type|level)"
    r"|area type|setting|peer group|cluster group"
)
MEASURE_TYPE: Final = re.compile(r"(?:measure|metric|indicator) ?type")
"""What is measured, or how: the name of a measure or "Count"."""
SCENARIO: Final = re.compile(
    r"scenario|version|(?:budget|plan|data|value|figure|measure|record) ?type|type|plan or actual"
    r"|actual or plan|actual plan|basis|series"
)
ITEM: Final = re.compile(
    r"(?:measure|metric|indicator|item|kpi|question|data item|statistic|performance indicator)s?"
    r"(?: ?(?:id|name|description|code|title|ref))?|line description|heading|line"
    r"|what|subjective(?: code| description| name)?|account(?: code| description| name)?"
    r"|(?:expense|expenditure|cost|spend) (?:type|category|heading)|budget line"
    r"|people promise (?:element|theme)s?(?: (?:and|or) themes?)?|statement|question text"
    r"|(?:access |waiting times? )?standards?"
    r"|[a-z]+ (?:measure|metric|indicator) (?:id|name|description|code|title|ref)"
    r"|course|competenc[ey]|training (?:course|subject|topic)"
)
PERIOD: Final = re.compile(
    r"(?:fin(?:ancial)? |fiscal |calendar |activity |report(?:ing)? |data |effective |snapshot )?"
    r"(?:period|month|date|year|quarter|week|day|time ?period|fy|yr|qtr|mth)"
    r"(?: ?(?:/|of|and) ?(?:year|month|period))?"
    r"(?: ?(?:start|end|ending|from|to|commencing|beginning|ended|label|name|covered|date))*"
    r"|(?:w/?c|w/?e|week (?:commencing|ending)|month ending|as at|from|to|start|end)(?: date)?"
    r"|(?:beginning|start|end) of (?:publication )?period|beginning of publication period"
    r"|end of publication period|period (?:start|end)|start date|end date"
)
START: Final = re.compile(r"\b(?:start|beginning|from|commencing)\b")
END: Final = re.compile(r"\b(?:end|ended|ending|to)\b")
WEEK: Final = re.compile(r"\b(?:weeks?|weekly|w ?[ce])\b")
FINANCIAL_MONTH: Final = re.compile(
    r"\bperiod\b|\b(?:fin(?:ancial)?|fiscal) (?:month|mth)\b|\bfm\b"
)
QUARTER: Final = re.compile(r"\b(?:quarter|qtr)\b")
WEEK_ENDING: Final = re.compile(r"\bweeks? end(?:ing|ed|s)?\b|\bw[/ ]?e\b", re.IGNORECASE)
PERIOD_WORD: Final = re.compile(r"\b(?:period|month|date|year|quarter|week|day)\b")

BREAKDOWNS: Final = (
    ("ethnicity", r"ethnic|ethnicity|race"),
    ("age", r"\bage\b|age ?(?:band|group)"),
    ("sex", r"\bsex\b|gender"),
    ("deprivation", r"\bimd\b|deprivation|core20"),
    ("disability", r"disab|autis|learning disab"),
    ("sexual orientation", r"sexual orientation"),
    ("religion", r"religion|faith"),
    ("staff group", r"staff ?group|profession|job role"),
    ("reason", r"reason"),
    ("legal status", r"legal status|mha status|section(?!s? ?\d)"),
    ("diagnosis", r"diagnos(?!es\b)"),
)  # fmt: skip
NAMES_GROUPS: Final = re.compile(
    r"(?:variable|breakdown|characteristic|demographic|dimension|category|split|subgroup|equality"
    r"|disaggregation|protected characteristic)s?"
    r"(?: ?(?:type|name|category|group|variable|breakdown|level|1))?"
)
BREAKDOWN_NAMES: Final = tuple(name for name, _ in BREAKDOWNS)

_BREAKDOWN_WORDS: Final = tuple((name, re.compile(pattern)) for name, pattern in BREAKDOWNS)

_GRADE: Final = r"(?:(?:afc|agenda for change|pay|staff|job|post) )?(?:bands?|grade)"
NOT_FIGURES: Final = re.compile(
    r"(?:(?:row|line|sort|record|source|table|unnamed) )?index"
    r"|(?:.*\b)?(?:code|id|identifier|ref|reference|rank|row|ind|line no|no|version|uid"
    r"|postcode|helper|key|lookup|sort order)$|tlist\b.*"
    r"|tab(?:le)?|sheet|figure (?:no|number)"
    r"|(?:.*\b)?(?:transaction|invoice|order|document|voucher|reference|ref|account|serial|table"
    r"|row|line|measure|page|contract|supplier|ward|site|case|telephone|hospital) ?(?:number|num)$"
    rf"|{_GRADE}$"
)
GRADE: Final = re.compile(_GRADE)
RANKED: Final = re.compile(
    r"(?:.* )?(?:decile|quintile|quartile)s?(?: .*)?|(?:imd|deprivation)(?: (?:rank|band|group))?"
)
"""Headings of the tenths, fifths or quarters that people are parted into, as numbers."""
SORTED: Final = re.compile(
    r"(?:(?:care|mental health|mh|honos|pbr) )*cluster(?: (?:number|no))?|(?:level|degree) of harm"
    r"|(?:harm|risk|acuity) level|severity|(?:referral |clinical )?priority|tier|(?:step|stage)"
)
"""Headings of kinds that are numbered."""
COMPARED: Final = re.compile(
    r"(?:(?:\d+|one|two|three|six|twelve) (?:month|year|quarter|week)s? |annual |yearly |monthly )?"
    r"(?:% |percent(?:age)? )?(?:change|difference|movement|variance|var|of total)(?: %)?"
    r"|(?:standard|target|threshold|trajectory)s? (?:met|achieved|hit|reached)"
    r"|(?:change|difference|movement) (?:on|from|since) .+|year on year change\b.*"
    r"|rank(?:ing)?|rag(?: rating)?"
)
"""Headings of figures that compare others and are told by them."""
FINISHED: Final = re.compile(
    r"%|percentage|proportion|(?<=\d)pct\b"
    r"|\b(?:per ?cent|per (?:1[0 ,]*0+|head|person|day|week|month|wte|fte)"
    r"|(?:rates?|median|mean|average|ratio|index|score|per (?:patient|working|(?:occupied )?bed)"
    r"[ -]day|chppd|share|pcn?t|perc|unit cost|std ?dev|standard deviation)\b)"
)
PERCENT: Final = re.compile(
    r"%|\bper ?cent(?!ile)|percentage|proportion|\bshare of\b|(?:\b|(?<=\d))pc(?:n?t)\b|\bperc\b"
)
NO_LABELS: Final = re.compile(
    r"rag(?: (?:status|rating))?|trends?|trend line|direction(?: of travel)?|sparklines?|arrow"
    r"|comments?|commentary|narrative|notes?|remarks|(?:(?:exec\w*|responsible|data|kpi) )?"
    r"(?:owner|lead)|lead director|action(?: required|s)?|assurance|variation|variation icon"
    r"|assurance icon|target|threshold|tolerance|benchmark|polarity|standard|frequency"
)
"""Headings of columns that say something about a row and part it into no groups."""
RATING: Final = re.compile(r"[rag]|red|amber|green|blue|grey|[\u2190-\u21ff\u25a0-\u27bf]+\ufe0f?")
MEASURE_UNIT: Final = re.compile(
    r"%|percent(?:age)?|numbers?|no|n|count|#|\u00a3(?: ?(?:000s?|k|m))?|days?|hours?|weeks?"
    r"|months?|rate|ratio|score|wte|fte|people|patients|bed days|per [\d,]+.*|rate per .*|average"
    r"|median|gbp|pounds?|currency|minutes?|persons?|index|staff|beds?|numeric|integer|decimal"
)
"""What figures are measured in, as a column headed Unit says it."""
MEASURE: Final = re.compile(
    r"\b(?:number|no of|total|count|volume|activity|admissions?|discharges?|referrals?|contacts?"
    r"|appointments?|attendances?|attended|occupancy|occupied|bed ?days?|beds|length of stay|los"
    r"|caseload|waiting|waits?|waited|incidents?|complaints?|compliments?|sickness|absence"
    r"|vacanc\w+|turnover|agency|bank|spend|costs?|(?:non)?pay|income|expenditure|budget"
    r"|depreciation|surplus|deficit|drugs|supplies|overheads|ebitda|wte|dnas?"
    r"|readmissions?|readmitted|restraints?|seclusions?|falls|responses?|surveys?|stays?"
    r"|detentions?|detained|delayed|delays|fte|hc|headcount|training|supervision|appraisals?"
    r"|episodes|breaches|requests|longest|shortest|assaults|injuries|infections|outbreaks|leavers"
    r"|starters|deaths|presentations|calls|errors|hrs"
    r"|accepted|rejected|cancelled|hours|days|weeks|visits|sessions|cases|uses|diagnoses)\b|£"
)
NUMERATOR: Final = re.compile(r"\bnumerator\b")
DENOMINATOR: Final = re.compile(r"\bdenominator\b")
RESULT: Final = re.compile(
    r"%|performance|percent(?:age)?|compliance|rate|result|score|achieved|achievement|kpi|value"
    r"|outcome|% (?:compliance|achieved|performance|compliant)|actual"
)
PART: Final = re.compile(rf"num(?:erator)?|den(?:om(?:inator)?)?|{RESULT.pattern}", re.IGNORECASE)
"""What a row may hold of a measure: a part of it, or what comes out."""
NOT_ACTUAL: Final = re.compile(
    r"\b(?:plan|planned|target|budget|forecast|trajectory|previous|prior|last|change|variance)\b"
)
JUST_VALUE: Final = re.compile(
    r"(?:measure |metric |indicator )?(?:value|amount|figure|result|count|number|nos?|n|total"
    r"|actual|data)(?: suppressed)?|value \(.*\)|measure"
)

_ALL: Final = re.compile(
    r"(?:grand |overall )?totals?|all|all (?!other).*|everyone|everybody|persons|both sexes|overall"
)
_EVERYBODY: Final = re.compile(rf"{_ALL.pattern}|none|not applicable")


_WITHIN_WORD: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_RUN_TOGETHER: Final = re.compile(
    r"(?:(?<=practice)|(?<=pcn)|(?<=ic[bs])|(?<=stp)|(?<=ccg)|(?<=region)|(?<=trust)|(?<=provider))"
    r"(?=(?:code|name)(?![a-z]))",
    re.IGNORECASE,
)
"""Where "practicename" begins its second word."""
_PUNCTUATION: Final = re.compile(r"[_\-.,;:*/()\[\]?]+")


@lru_cache(maxsize=100_000)
def folded(heading: str) -> str:
    """A heading in small letters, words parted by one space: ORG_NAME is "org name"."""
    apart = _RUN_TOGETHER.sub(" ", _WITHIN_WORD.sub(" ", plain(heading)))
    return " ".join(_PUNCTUATION.sub(" ", apart.casefold()).split())


@lru_cache(maxsize=20_000)
def breakdown_of(heading: str) -> str | None:
    """The breakdown a heading names (Ethnicity, Age band), or None."""
    words = folded(heading)
    return next((name for name, word in _BREAKDOWN_WORDS if word.search(words)), None)


def is_everybody(text: str) -> bool:
    """Whether a group's label means everybody, or that there is no breakdown at all."""
    return bool(_EVERYBODY.fullmatch(folded(text)))


def is_all(text: str) -> bool:
    """Whether a group's label says that it is everybody ("Total", "All ages")."""
    return bool(_ALL.fullmatch(folded(text)))


def slug(text: str) -> str:
    """A heading as an id of its own: small letters and underscores.

    A long one is cut and ends in a few signs that keep it apart from others cut alike.
    """
    signs = text.casefold().replace("%", " percent ").replace("<", " under ").replace(">", " over ")
    whole = "_".join(re.findall(r"[a-z0-9]+", signs)) or "figures"
    if len(whole) <= LONGEST_ID:
        return whole
    return f"{whole[: LONGEST_ID - 7]}_{hashlib.sha256(whole.encode()).hexdigest()[:6]}"
