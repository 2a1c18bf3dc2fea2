"""Labels that speak of other rows or columns: totals, averages, targets, control limits."""

import re
from functools import lru_cache
from typing import Final

from mhvalue.ingest.vocabulary import folded

_TOTAL: Final = re.compile(
    r"(?:(?:grand|sub|overall|column|row|trust|ward|team|yearly|annual|running)[\s-]*)?totals?"
    r"(?: (?:with|without|excluding|excl?|including|incl?) .*)?|(?:sub|grand)[\s-]?totals?\b.*"
    r"|all (?:wards|teams|units|services|sites)|(?:grand )?sum(?:mary)?|overall(?: result)?"
    r"|total (?:all |for |of )?(?:wards|teams|units|services|sites|trust)"
)
_SUBTOTAL: Final = re.compile(r".+\b(?:sub ?)?totals?|(?:sub ?)?totals?\b.+|subtotals?")
_NAMED_TOTAL: Final = re.compile(r"total .+ (?:team|ward|unit|house|lodge|clinic|service)")
_STATISTIC: Final = re.compile(
    r"(?:(?:overall|trust|ward|team|national|regional|peer|england|group|monthly|weekly|quarterly"
    r"|annual|cumulative|ytd|year to date|local|internal|stretch) )*"
    r"(?:benchmark|target|threshold|trajectory|range)s?|(?:\S+ ){0,4}(?:average|mean|median)s?"
    r"|(?:(?:national|peer|upper|lower|top|bottom|1st|2nd|3rd|4th|first|third) )+quartile"
    r"|min(?:imum)?|max(?:imum)?|st(?:andar)?d dev(?:iation)?|standard deviation|rag(?: rating)?"
    r"|rank|(?:% |percent |percentage )?(?:of total|variance|change|difference|var)"
    r"|variance (?:to|from|against) .+|(?:change|difference) (?:on|from) .+"
    r"|% (?:of )?(?:target|plan)|(?:best|worst|average|median|lowest|highest) (?:result|score)s?"
)
_LIMIT: Final = re.compile(
    r"(?:upper|lower) (?:(?:natural|control|process) )*limits?|[ul](?:[cp]|np)l"
)
_WHOLE: Final = re.compile(
    r"(?:whole |overall )?(?:trust|organi[sz]ation)(?:[ -]?wide)?(?: (?:overall|position))?"
)

_TRUST: Final = re.compile(r".+ nhs (?:foundation )?(?:trust|ft)")


def is_total(value: object) -> bool:
    """Whether a label says that its row adds up others."""
    return isinstance(value, str) and _says_total(value)


@lru_cache(maxsize=20_000)
def _says_total(text: str) -> bool:
    return bool(_TOTAL.fullmatch(folded(text)))


@lru_cache(maxsize=20_000)
def is_subtotal(text: str) -> bool:
    """Whether a unit's label says that it is a sum of others ("Elm total", "Total North")."""
    return bool(_SUBTOTAL.fullmatch(folded(text)))


@lru_cache(maxsize=20_000)
def is_statistic(text: str) -> bool:
    """Whether the label of a row speaks of the other rows: Average, Target, % of total."""
    words = folded(text).strip()
    return bool(_STATISTIC.fullmatch(words) or _LIMIT.fullmatch(words))


def is_limit(text: str) -> bool:
    """Whether a label is a limit that somebody drew around figures: UCL, Lower process limit."""
    return bool(_LIMIT.fullmatch(folded(text).strip()))


def is_whole(text: str) -> bool:
    """Whether the label of a row among units means all that they belong to: Trust, Trust-wide."""
    return bool(_WHOLE.fullmatch(folded(text)))


def names_trust(text: str) -> bool:
    """Whether a label is the name of a whole trust: Anytown Mental Health NHS Foundation Trust."""
    return bool(_TRUST.fullmatch(folded(text)))


def may_be_name(text: str) -> bool:
    """Whether a label that looks like a subtotal may as well be a name: Total Care Team."""
    return bool(_NAMED_TOTAL.fullmatch(folded(text)))
