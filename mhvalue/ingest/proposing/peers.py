"""Columns beside the figures of one's own trust that say how its peers stand: mean, quartiles."""

import re
from collections.abc import Sequence
from typing import Final

from mhvalue.ingest.proposing.columns import Profile
from mhvalue.ingest.vocabulary import folded

_BENCHMARKED: Final = re.compile(
    r"\bbenchmark|\bpeers?\b|\bnhsbn\b|\bmodel hospital\b", re.IGNORECASE
)
_OWN: Final = re.compile(
    r"(?:(?:your|our|own|this|my) )?(?:trust|organi[sz]ation|provider|submission|service|you|us)"
    r"(?: (?:value|position|score|result|figure))?|you|us|we|ours|yours|mh ?\d{2,4}"
)
_PEER: Final = re.compile(
    r"(?:(?:national|peer|england|group|sector|network|sample|benchmark\w*|regional|all) ?)*"
    r"(?:mean|median|average|quartile(?: [1-4])?|min(?:imum)?|max(?:imum)?|range|sample size"
    r"|percentile|decile|rank(?:ing)?|st(?:andar)?d dev(?:iation)?|submissions|participants"
    r"|respondents|n|iqr|q[1-4]|[lu]q|(?:upper|lower|top|bottom|1st|3rd|first|third) quartile"
    r"|(?:10|25|50|75|90)th(?: (?:per)?centile)?|p(?:10|25|50|75|90))(?: value)?"
    r"|(?:peers?|peer group|benchmark|similar trusts|other trusts|region(?:al)?)(?: value)?"
)
_WITH_VALUE: Final = re.compile(
    r"((?:(?:your|our|own|this|my|the) )?"
    r"(?:trust|organi[sz]ation|provider|service|national|england)) "
    r"(?:value|figure|result|score|performance|position)",
    re.IGNORECASE,
)

_QUARTILES: Final = {"q1", "q3"}
_SPREAD: Final = re.compile(r"\b(?:mean|median|quartiles?)\b", re.IGNORECASE)


def is_own(label: str) -> bool:
    """Whether a heading stands over the figures of one's own trust: Your trust, MH017."""
    return bool(_OWN.fullmatch(folded(label)))


def whose(label: str) -> str:
    """Whose figures a heading stands over: "Trust" of "Trust value", "National" of its value."""
    found = _WITH_VALUE.fullmatch(label)
    return found[1] if found else label


def peers_among(profiles: Sequence[Profile], titles: Sequence[str]) -> list[Profile]:
    """The columns of peers, where one's own stands beside them or the titles speak of peers."""
    told = [folded(profile.heading) for profile in profiles]
    peers = [p for p, text in zip(profiles, told, strict=True) if _PEER.fullmatch(text)]
    own = any(map(_OWN.fullmatch, told)) or any(map(_BENCHMARKED.search, titles))
    return peers if own and len(peers) < len(profiles) else []


def are_quartiles(parts: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether Q1 and Q3 stand beside a mean or a median, and so are no quarters of a year."""
    quarters = [folded(part) for part in parts]
    beside = [heading for heading in headings if heading not in parts]
    return 0 < len(quarters) <= 2 and {*quarters} <= _QUARTILES and any(map(_SPREAD.search, beside))
