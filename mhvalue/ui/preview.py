"""A sheet as it is, with the role of each column in colour and in words."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mhvalue.ingest.role_names import SAID
from mhvalue.ui.roles import COLOURS, OUTSIDE, TEXT

if TYPE_CHECKING:
    import pandas as pd
    from pandas.io.formats.style import Styler

    from mhvalue.ingest.reading import TableReading
    from mhvalue.ingest.result import Preview

HEADINGS, FIGURES, LEFT_OUT = "headings", "figures", "left out"
PART = "Part of the table"


def preview_of(previews: "Iterable[Preview]", table: "TableReading") -> "Preview | None":
    """The preview that shows the top of the table, of those of its sheet."""
    top = min((*table.header_rows, table.first_row))
    own = [preview for preview in previews if preview.sheet == table.sheet]
    above = [preview for preview in own if preview.first_row <= top]
    return max(above, key=lambda p: p.first_row) if above else next(iter(own), None)


def styled(preview: "Preview", table: "TableReading") -> "Styler":
    """The rows of the preview; colours mark the table's cells, words say the same."""
    import pandas as pd

    frame = preview_frame(preview, table)
    roles = {column.index: column.role for column in table.columns}
    parts = frame[PART].tolist()

    def marks(_: "pd.DataFrame") -> "pd.DataFrame":
        """One style for each cell."""
        plain = f"color: {OUTSIDE}"
        made = [[plain] * frame.shape[1] for _ in parts]
        for row, part in enumerate(parts):
            if part not in (HEADINGS, FIGURES):
                continue
            weight = "; font-weight: bold" if part == HEADINGS else ""
            for place, role in roles.items():
                if place + 1 < frame.shape[1]:
                    made[row][place + 1] = (
                        f"background-color: {COLOURS[role]}; color: {TEXT}{weight}"
                    )
        return pd.DataFrame(made, index=frame.index, columns=frame.columns)

    return frame.style.apply(marks, axis=None)


def preview_frame(preview: "Preview", table: "TableReading") -> "pd.DataFrame":
    """The cells as text under letter and role; each row numbered, with its part of the table."""
    import pandas as pd

    from mhvalue.ingest.sheets.cells import column_name

    roles = {column.index: SAID[column.role] for column in table.columns}
    width = max((len(row) for row in preview.rows), default=0)
    heads = [
        f"{column_name(i)}: {roles[i]}" if i in roles else column_name(i) for i in range(width)
    ]
    numbers = range(preview.first_row, preview.first_row + len(preview.rows))
    rows = [
        [_part(number, table), *row, *[""] * (width - len(row))]
        for number, row in zip(numbers, preview.rows, strict=True)
    ]
    index = pd.Index([number + 1 for number in numbers], name="Row")
    return pd.DataFrame(rows, columns=[PART, *heads], index=index)


def _part(row: int, table: "TableReading") -> str:
    if row in table.header_rows:
        return HEADINGS
    if not table.first_row <= row <= table.last_row:
        return ""
    return LEFT_OUT if row in table.skip_rows else FIGURES
