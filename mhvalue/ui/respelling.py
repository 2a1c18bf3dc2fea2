"""A unit's name that the file spells in a way nobody wants to see: read as another one."""

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from mhvalue.ui.opening import Waiting


def respelled(file: "Waiting") -> tuple[tuple[str, str], ...]:
    """The unit chosen and the name to read it as, as one pair; none where nothing was written."""
    units = file.result.facts.units.units
    names = sorted({unit.name for unit in units if unit.name}, key=str.casefold)
    if not names:
        return ()
    # After a reading the same fields begin empty, for the next name.
    key = f"{file.sha256} {hash(file.result.reading.merges)}"
    with st.expander("Correct the name of a unit", key=f"respell {key}"):
        left, right = st.columns(2)
        name = left.selectbox(
            "Name in the file",
            names,
            index=None,
            placeholder="Type or choose a name",
            key=f"name {key}",
        )
        wanted = right.text_input(
            "Read it as",
            key=f"wanted {key}",
            help="A better spelling, or the name of the unit it is the same as: then both are "
            "read as one.",
        ).strip()
    return ((name, wanted),) if name and wanted and wanted != name else ()
