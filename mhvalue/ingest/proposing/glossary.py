"""Labels that one table of a file explains by a heading, for the tables that do not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from mhvalue.ingest.unit_levels import is_national
from mhvalue.ingest.vocabulary import folded

KNOWN_SHARE: Final = 0.7
FEWEST: Final = 2


@dataclass(frozen=True)
class Meaning:
    """What labels stand for: the role, and the level or the breakdown they are of."""

    role: str
    name: str
    heading: str = ""


@dataclass(frozen=True, eq=False)
class Glossary:
    """The labels of every headed column of units or groups in a file."""

    columns: tuple[tuple[frozenset[str], Meaning], ...] = field(default=())

    def meaning(self, labels: Sequence[str]) -> Meaning | None:
        """What most of these labels stand for in another table, or None."""
        asked = {folded(label) for label in labels if not is_national(label)}
        if len(asked) < FEWEST:
            return None
        best = max(self.columns, key=lambda known: len(known[0] & asked), default=None)
        if best is None or len(best[0] & asked) < KNOWN_SHARE * len(asked):
            return None
        return best[1]


def glossary_of(columns: Sequence[tuple[Sequence[str], Meaning]]) -> Glossary:
    """A glossary from the labels of columns and what each column is."""
    return Glossary(
        tuple((frozenset(folded(label) for label in labels), told) for labels, told in columns)
    )
