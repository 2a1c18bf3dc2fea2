"""A table on a sheet as a frame of records."""

from collections.abc import Sequence

import pandas as pd

from mhvalue.ingest.cells import Sheet
from mhvalue.ingest.headings import combined, named
from mhvalue.ingest.records.reading import RecordReading
from mhvalue.ingest.records.recognise import SAMPLE, recognise


def frame_of_sheet(
    sheet: Sheet, header_rows: Sequence[int], first_row: int, last_row: int
) -> pd.DataFrame:
    """The rows of a table, both ends included, with its headings made unique; cells as they are."""
    columns = sheet.cells.shape[1]
    headings, _ = named(combined(sheet, header_rows, 0, columns - 1), 0)
    cells = sheet.cells[first_row : last_row + 1]
    return pd.DataFrame(
        {
            heading: pd.Series(cells[:, place], dtype=object)
            for place, heading in enumerate(headings)
        }
    )


def recognise_frame(frame: pd.DataFrame, *, title: str = "") -> RecordReading | None:
    """How a frame of records is to be read, going by its first rows; None when it holds none."""
    rows = frame.head(SAMPLE).itertuples(index=False, name=None)
    return recognise([str(name) for name in frame.columns], rows, title=title)
