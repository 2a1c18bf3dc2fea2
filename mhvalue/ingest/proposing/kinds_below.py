"""Kinds of figures below what they are of, side by side: Actual and Target under each site."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.reading import EARLIER
from mhvalue.ingest.sum_labels import is_statistic, is_subtotal, is_total
from mhvalue.ingest.wording import VARIANCE, wordings

FEWEST: Final = 2


@dataclass(frozen=True)
class Kind:
    """What one column is of, and which figure of that; one that does not count only compares."""

    of: str
    scenario: str = ""
    window: str = ""
    counts: bool = True


def kinds_below(parts: Sequence[Sequence[str]], says_more: Callable[[str], bool]) -> list[Kind]:
    """What each column is, where all headings are kinds of figures below several labels.

    `says_more` tells of a label that it is a kind of figure and can be no unit. A total beside
    them has no label below it. Empty where a label has two columns of one kind: then these are
    figures of different things.
    """
    found = [_kind(own, says_more) for own in parts]
    kinds = [kind for kind in found if kind is not None]
    if len(kinds) < len(found) or len({kind.of for kind in kinds if kind.counts}) < FEWEST:
        return []
    same = Counter((kind.of, kind.scenario, kind.window) for kind in kinds if kind.counts)
    return kinds if max(same.values()) == 1 else []


def _kind(parts: Sequence[str], says_more: Callable[[str], bool]) -> Kind | None:
    *above, last = parts
    if not above:
        sums = is_total(last) or is_subtotal(last) or is_statistic(last)
        return Kind(last, counts=False) if sums else None
    of = ": ".join(above)
    if not says_more(last) or says_more(of):
        return None
    (wording,) = wordings([last])
    compares = is_statistic(last) or bool(words.COMPARED.fullmatch(words.folded(last)))
    told = not compares and wording.scenario != VARIANCE and wording.window not in EARLIER
    scenario = "" if wording.scenario == "actual" else wording.scenario
    return Kind(of, scenario, wording.window, told)
