"""A waiting file of a known layout: its sheet with what each column is, and another way."""

from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ui import opening
from mhvalue.ui.preview import preview_of, styled
from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from mhvalue.ui.opening import Waiting


def known_form(file: "Waiting") -> None:
    """Each sheet that figures came from, its columns in colour, and the way to correct them."""
    from mhvalue.ingest.formats.shown import known_tables
    from mhvalue.ingest.reading import BY_TABLES, Reading

    for table in known_tables(file.result):
        preview = preview_of(file.result.previews, table)
        if preview is None:
            continue
        place = f"Sheet {plain(table.sheet)}" if table.sheet else "The sheet"
        st.markdown(
            f"{place} as it is: headings in row {table.header_rows[0] + 1}, figures down to row "
            f"{table.last_row + 1:,}. What each column is stands at its head, in a colour of its "
            "own."
        )
        st.dataframe(
            styled(preview, table),
            height=320,
            alt=f"Preview of {file.name}, sheet {table.sheet}",
        )
    if st.button(
        "Correct it as an ordinary table",
        key=f"by tables {file.sha256}",
        help="Reads the file by its headings alone, with every column, row and name open to "
        "change. What is known of this layout (windows, rounding, levels) is then not used.",
    ):
        published = file.result.reading.published
        opening.read_again(file, Reading(format=BY_TABLES, published=published))
        st.rerun()


def known_again(file: "Waiting") -> None:
    """What a file is read as when its known layout was set aside, and the way back."""
    from mhvalue.ingest.reading import Reading

    st.markdown("Read as an ordinary table, not as what it was first taken for.")
    if st.button("Read it as at first", key=f"known again {file.sha256}"):
        opening.read_again(file, Reading())
        st.rerun()
