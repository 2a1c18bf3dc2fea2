"""Files that disagree, in words: which is newer and why, or the question which it is."""

from collections.abc import Mapping, Sequence
from typing import Final

from mhvalue.editions import Pair
from mhvalue.releases import Replaced
from mhvalue.words.phrases import singular

WHY: Final[Mapping[str, str]] = {
    "answer": "as you said",
    "stage": "because of the words draft, provisional or final in its name or title",
    "refresh": "because it calls itself a refresh or a correction",
    "date": "because it names the later date",
    "version": "because it names the later version",
    "period": "because it is the same kind of file and goes on for longer",
}


def settled(pair: Pair, older: str, newer: str) -> str:
    """Which file is taken for the newer one, and why."""
    if pair.by:
        return (
            f"{newer} is taken to be newer than {older}, {WHY[pair.by]}. "
            f"{figures(pair.figures, 'differs', 'differ')}; what the newer file says is used."
        )
    return (
        f"{older} and {newer} differ in {figures(pair.figures)}, and you said that neither "
        "replaces the other. These are not shown."
    )


def several(pairs: Sequence[Pair]) -> str:
    """Many pairs of files at once."""
    unknown = sum(not pair.by for pair in pairs)
    except_for = f", but for {unknown} of them as you said" if unknown else ""
    return (
        f"{len(pairs):,} pairs of files state some figures differently. Of each the newer file "
        f"counts{except_for}; which that is and what it changed is listed below."
    )


def question(pair: Pair, older: str, newer: str, found: Replaced) -> str:
    """What the two files disagree about, as a question."""
    same = "unit and period"
    if found.changes:
        first = found.changes[0]
        same = f"{singular(first.level)} and {first.period.grain}"
    return (
        f"{older} and {newer} state different values for the same {same}: "
        f"{figures(pair.figures)}. Which file is newer?"
    )


def figures(count: int, one: str = "", many: str = "") -> str:
    """1 figure, 3 figures differ."""
    said = f"{count:,} figure{'' if count == 1 else 's'} {one if count == 1 else many}"
    return said.strip()
