"""Labels that speak of other rows or columns: totals, averages, targets, control limits."""

import re
from functools import lru_cache
from typing import Final

from mhvalue.ingest.vocabulary import folded

_TOTAL: Final = re.compile(
    r"(?:(?:grand|sub|overall|column|row|trust|ward|team|yearly|annual|running)[\s-]*)?totals?"
    r"(?: (?:with|without|excluding|excl?|including|incl?) .*)?|(?:sub|grand)[\s-]?totals?\b.*"
    r"|all (?:wards|teams|units|services|sites)|sum|overall"
    r"|total (?:all |for |of )?(?:wards|teams|units|services|sites|trust)"
)
_SUBTOTAL: Final = re.compile(r".+\b(?:sub ?)?totals?|(?:sub ?)?totals?\b.+|subtotals?")
_NAMED_TOTAL: Final = re.compile(r"total .+ (?:team|ward|unit|house|lodge|clinic|service)")
_STATISTIC: Final = re.compile(
    r"(?:(?:overall|trust|ward|team|national|regional|peer|england|group|monthly|weekly) )?"
    r"(?:average|mean|median|benchmark|target|threshold|trajectory|range)s?"
    r"|min(?:imum)?|max(?:imum)?|st(?:andar)?d dev(?:iation)?|standard deviation"
    r"|(?:upper|lower) (?:control|process) limit|[ul]cl|rag(?: rating)?|rank"
    r"|(?:% |percent |percentage )?(?:of total|variance|change|difference|var)"
    r"|variance (?:to|from|against) .+|(?:change|difference) (?:on|from) .+"
    r"|% (?:of )?(?:target|plan)"
)


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
    return bool(_STATISTIC.fullmatch(folded(text).strip()))


def may_be_name(text: str) -> bool:
    """Whether a label that looks like a subtotal may as well be a name: Total Care Team."""
    return bool(_NAMED_TOTAL.fullmatch(folded(text)))
