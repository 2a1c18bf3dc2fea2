"""One sheet of records: what a row is, what each column tells, and which days it covers.

The rows themselves are never on the page: only the headings of their columns.
"""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.errors import MhvalueError
from mhvalue.ui.text import plain
from mhvalue.ui.types_form import types_form

if TYPE_CHECKING:
    import pandas as pd

    from mhvalue.ingest.record_reading import RecordColumn, RecordReading, RecordSheet
    from mhvalue.ui.opening import Waiting

KIND = {
    "stays": "a stay",
    "referrals": "a referral",
    "contacts": "a contact",
    "incidents": "an incident",
    "waiting list": "a person on a waiting list",
    "placements": "a placement out of area",
    "delays": "a delay in leaving hospital",
    "leave": "a leave from hospital",
}
MEANS = {
    "ignore": "Not used",
    "start": "Day it began",
    "end": "Day it ended",
    "ready": "Day ready for discharge",
    "first contact": "Day of first contact",
    "second contact": "Day of second contact",
    "snapshot": "Day of the extract",
    "so far": "Days so far, on that day",
    "outcome": "What became of it",
    "further type": "What type it was as well",
    "cancelled": "Who cancelled",
    "rejected": "That it was turned down",
    "void": "That the row was deleted",
    "unit": "Unit (ward, team)",
    "unit kind": "Kind of unit",
    "breakdown": "Group (age, sex)",
    "person": "The person",
    "spell": "Hospital stay number",
    "record": "Record number",
}
ROLE = {said: role for role, said in MEANS.items()}
FIRST_DAY = date(1990, 1, 1)
MOST_ROWS = 25


def records_form(file: "Waiting", sheet: "RecordSheet", key: str) -> "RecordSheet | None":
    """The sheet as the person corrected it; None where the columns as chosen make no reading."""
    reading = sheet.reading
    named = f"Sheet {plain(sheet.sheet)}: headings" if sheet.sheet else "Headings"
    row = " and ".join(str(number + 1) for number in sheet.header_rows)
    st.markdown(
        f"{named} in row {row}. The rows are counted by month and are shown nowhere; "
        "these are the headings of their columns."
    )
    left, right = st.columns(2)
    kinds = list(KIND)
    kind = left.selectbox(
        "Each row is",
        kinds,
        kinds.index(reading.kind),
        format_func=KIND.__getitem__,
        key=f"kind {key} {hash(sheet)}",
    )
    use = right.checkbox("Use this sheet", value=sheet.use, key=f"use {key} {hash(sheet)}")
    edited = st.data_editor(
        _columns_frame(reading),
        key=f"columns {key} {hash(sheet)}",
        hide_index=True,
        height="content" if len(reading.columns) <= MOST_ROWS else "auto",
        disabled=("Heading",),
        column_config={
            "Means": st.column_config.SelectboxColumn(
                options=list(ROLE),
                required=True,
                help="It began: admitted, referred, seen, happened, put on the list. It ended: "
                "discharged, closed, taken off the list. What became of it: attended, accepted, "
                "where to, which type.",
            ),
            "Called": st.column_config.TextColumn(
                help="The level of a unit (Ward, Team) or the name of a group (ethnicity)."
            ),
        },
        alt=f"What each column of {file.name}, sheet {sheet.sheet} means",
    )
    columns = tuple(
        _edited(column, means, called)
        for column, means, called in zip(
            reading.columns, edited["Means"], edited["Called"], strict=True
        )
    )
    first, as_at = _days_form(reading, f"{key} {hash(sheet)}")
    whole = _whole_form(replace(reading, kind=kind, columns=columns), f"{key} {hash(sheet)}")
    changed = replace(
        reading, kind=kind, columns=columns, first=first, as_at=as_at, whole_spells=whole
    )
    changed = replace(changed, meanings=types_form(file, changed, f"{key} {hash(sheet)}"))
    from mhvalue.ingest.record_reading import check

    try:
        check(changed)
    except MhvalueError as mistake:
        st.error(plain(str(mistake)))
        return None
    return replace(sheet, reading=changed, use=use)


def _days_form(reading: "RecordReading", key: str) -> tuple[date | None, date | None]:
    """From when to when the extract is complete; left open where the dates in it are to tell."""
    left, right = st.columns(2)
    told = [day for day in (reading.first, reading.as_at) if day is not None]
    asked = ((left, "Complete from", reading.first), (right, "Complete up to", reading.as_at))
    days = [
        place.date_input(
            said,
            value,
            # A title may speak of days that cannot be chosen here.
            min_value=min([FIRST_DAY, *told]),
            max_value=max([date.today(), *told]),
            format="DD/MM/YYYY",
            key=f"{said} {key}",
            help="Leave it open to go by the dates in the file. "
            "Part of a month is never counted as a month.",
        )
        for place, said, value in asked
    ]
    return days[0], days[1]


def _whole_form(reading: "RecordReading", key: str) -> bool:
    """Whether rows that nothing joins are stays in hospital or stays on a ward."""
    if reading.kind != "stays" or reading.has("person") or reading.has("spell"):
        return reading.whole_spells
    return st.checkbox(
        "Each row is a whole stay in hospital, from admission to discharge",
        value=reading.whole_spells,
        key=f"whole {key}",
        help="Take the tick away where a move to another ward begins a new row.",
    )


def _columns_frame(reading: "RecordReading") -> "pd.DataFrame":
    import pandas as pd

    named = ("unit", "breakdown")
    return pd.DataFrame(
        {
            "Heading": [plain_heading(column.heading) for column in reading.columns],
            "Means": [MEANS[column.role] for column in reading.columns],
            "Called": [c.name if c.role in named else "" for c in reading.columns],
        }
    )


def plain_heading(heading: str) -> str:
    """A heading on one line, of a length that a table can show."""
    return " ".join(heading.split())[:80]


def _edited(column: "RecordColumn", means: str, called: str | None) -> "RecordColumn":
    """The column with what the person chose; a new unit or group is named after its heading."""
    from mhvalue.ingest.unit_levels import level_of
    from mhvalue.ingest.vocabulary import breakdown_of, folded

    role, name = ROLE[means], (called or "").strip()
    if role == column.role and name == (column.name if role != "ignore" else ""):
        return column
    if role == "unit":
        name = name or level_of(column.heading) or column.heading
    elif role == "breakdown":
        name = name or breakdown_of(column.heading) or folded(column.heading)
    else:
        name = ""
    return replace(column, role=role, name=name)
