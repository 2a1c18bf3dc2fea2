"""Whole numbers that may be codes: of as many digits each, below a heading that counts none."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from mhvalue.catalogue.loader import find_item, find_metric
from mhvalue.catalogue.schema import Catalogue
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.dates_in_text import in_text
from mhvalue.ingest.wording import scenario_of, window_of

FEWEST_DIGITS: Final = 3
FEWEST: Final = 3
SPREAD: Final = 0.2
_COUNTED: Final = re.compile(
    r"\b(?:population|lists?|registered|residents?|people|persons?|patients?|clients?|users?|staff"
    r"|posts?|establishment|capacity|places|target|threshold|planned|plan|value|amount|figure|all"
    r"|events?|cases?|calls?|visits?|sessions?|episodes?|users?|new|open|closed|seen)\b"
)
"""What may be counted under a heading that names no measure."""
_CODED: Final = re.compile(
    r"(?:gl|general )?ledger|gl|nominal|loc(?:n|ation)?|cc|c c|cost c(?:t|tr|en)?|dep(?:t|artment)?"
    r"|div|subj(?:ective)?|obj(?:ective)?|analysis(?: \d)?|entity|pos[nt]|position|est|project|proj"
    r"|fund|acc(?:ount|t)?|tfc|treatment function|spec(?:ialty)?|consultant|employer|org|nacs|cons"
)
"""What stands over codes alone, mostly cut short."""


_SEVERAL: Final = re.compile(r"[a-z]{2,}[^isu]s")
"""A word in the plural: what is counted, hardly what a code is called."""


def are_codes(texts: Sequence[str]) -> bool:
    """Whether labels are several whole numbers of as many digits, none of them with decimals."""
    lengths = {len(text) for text in texts if text.isdecimal()}
    every = all(map(str.isdecimal, texts))
    return every and len(set(texts)) > 1 and len(lengths) == 1 and min(lengths) >= FEWEST_DIGITS


def heads_codes(heading: str) -> bool:
    """Whether a heading stands over codes: Ledger, Loc, CC."""
    return bool(_CODED.fullmatch(words.folded(heading)))


def counts_nothing(heading: str, catalogue: Catalogue) -> bool:
    """Whether a heading is not known to stand over figures of any kind."""
    return not (
        _counts(heading)
        or find_item(catalogue, heading)
        or find_metric(catalogue, heading)
        or scenario_of(heading)
        or window_of(heading)
        or in_text(heading)
    )


@lru_cache(maxsize=20_000)
def _counts(heading: str) -> bool:
    """Whether a heading is blank or says by a word of its own that figures stand below."""
    said = words.folded(heading)
    return bool(
        not said
        or "£" in heading
        or any(word.search(said) for word in (words.MEASURE, words.FINISHED, _COUNTED))
        or words.NUMERATOR.search(said)
        or words.DENOMINATOR.search(said)
        or words.JUST_VALUE.fullmatch(said)
        or words.COMPARED.fullmatch(said)
        or _SEVERAL.fullmatch(said.split()[-1])
    )


def may_be_codes(texts: Sequence[str]) -> bool:
    """Whether figures read as amounts look like codes: near each other, none of them twice."""
    if len(texts) < FEWEST or len(set(texts)) < len(texts) or not are_codes(texts):
        return False
    numbers = [int(text) for text in texts]
    return max(numbers) - min(numbers) <= SPREAD * max(numbers)
