"""What each figure counts: the item it is a figure of, and how its cells are to be taken."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.loader import find_item, find_metric
from mhvalue.catalogue.schema import Catalogue
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.cells import Sheet
from mhvalue.ingest.places import Codes, labels
from mhvalue.ingest.reading import Column, TableReading


@dataclass(frozen=True)
class Subject:
    """One item as the file words it: `percent` on a 0 to 100 scale, `finished` never added up.

    `window` is how many months a monthly figure covers, 12 for a rolling year.
    """

    item: str
    heading: str
    percent: bool = False
    finished: bool = False
    window: int = 1


def subject(
    catalogue: Catalogue, text: str, *, heading: str = "", finished: bool = False
) -> Subject:
    """The subject a text names: an item id, a metric id, a known heading, or one of its own.

    `heading` is the file's wording where that is not the text itself.
    """
    shown = heading or text
    item = catalogue.items.get(text) or find_item(catalogue, text)
    metric = None if item else find_metric(catalogue, text)
    folded = words.folded(f"{text} {heading}")
    percent = "%" in f"{text}{heading}" or bool(words.PERCENT.search(folded))
    finished = finished or percent or bool(words.FINISHED.search(folded))
    if item is not None:
        percent = item.unit.startswith("%")
        never = percent or (finished and item.over_units == "never")
        return Subject(item.id, shown, percent, never, item.window_months)
    if metric is not None and (finished or metric.kind in ("ready-made", "ratio")):
        return Subject(metric.value or metric.id, shown, metric.unit.startswith("%"), True)
    return Subject(
        words.slug(text), shown if heading and text == heading else text, percent, finished
    )


def subjects(
    sheet: Sheet,
    table: TableReading,
    rows: NDArray[np.int64],
    figures: tuple[Column, ...],
    catalogue: Catalogue,
) -> tuple[Codes, list[Subject]]:
    """For each row and figure column the position of its subject.

    A column of measures names it; a figure column beside others adds its own heading.
    """
    item_column = next((c for c in table.columns if c.role == "item"), None)
    found: dict[Subject, int] = {}
    codes = np.zeros((len(rows), len(figures)), dtype=np.int64)
    for position, column in enumerate(figures):
        if item_column is None:
            text = column.item or column.heading
            own = column.heading if text in catalogue.items or text in catalogue.metrics else ""
            known = subject(catalogue, text, heading=own, finished=column.role == "value")
            codes[:, position] = found.setdefault(known, len(found))
            continue
        row_codes, texts = labels(sheet, table, item_column.index)
        present = np.unique(row_codes[rows])
        of_text = np.zeros(len(texts), dtype=np.int64)
        for code in present:
            known = _of_row(catalogue, table, column, texts[code] or "Figures")
            of_text[code] = found.setdefault(known, len(found))
        codes[:, position] = of_text[row_codes[rows]]
    return codes, list(found)


def _of_row(catalogue: Catalogue, table: TableReading, column: Column, text: str) -> Subject:
    """The subject of a row's measure in one column: measure alone, or measure and heading."""
    bare = words.JUST_VALUE.fullmatch(words.folded(column.heading))
    if bare or (table.layout == "periods across" and not column.item):
        return subject(catalogue, text, finished=column.role == "value")
    part = column.item or column.heading
    return subject(catalogue, f"{text}: {part}", finished=column.role == "value")
