"""The published NHS sickness absence rates: read as any table, known to be public already."""

from typing import Final

from mhvalue.ingest.reading import TableReading
from mhvalue.ingest.vocabulary import folded

HEADINGS: Final = frozenset(("date", "org code", "fte days lost", "fte days available"))


def is_published(table: TableReading) -> bool:
    """Whether a table has the headings of NHS England's monthly sickness absence file."""
    headings = {folded(column.heading) for column in table.columns}
    return headings.issuperset(HEADINGS)
