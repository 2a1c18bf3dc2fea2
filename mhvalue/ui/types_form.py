"""What each type of incident counts as, besides an incident."""

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from mhvalue.ingest.record_reading import RecordReading
    from mhvalue.ui.opening import Waiting

COUNTS_AS = {
    "none of these": "An incident only",
    "restrictive intervention": "Restrictive intervention",
    "prone restraint": "Prone restraint",
    "self-harm": "Self-harm",
    "assault on staff": "Assault on staff",
}
MEANT = {said: meaning for meaning, said in COUNTS_AS.items()}
MOST_ROWS = 25


def types_form(file: "Waiting", reading: "RecordReading", key: str) -> tuple[tuple[str, str], ...]:
    """What labels count as where it is not what their words say: as the person corrected it."""
    labels = _labels(file)
    if reading.kind != "incidents" or not reading.has("outcome") or not labels:
        return reading.meanings
    import pandas as pd

    with st.expander("What each type of incident counts as"):
        edited = st.data_editor(
            pd.DataFrame(
                {
                    "Type": labels,
                    "Counts as": [COUNTS_AS[_meaning(reading, label)] for label in labels],
                }
            ),
            key=f"types {key}",
            hide_index=True,
            height="content" if len(labels) <= MOST_ROWS else "auto",
            disabled=("Type",),
            column_config={
                "Counts as": st.column_config.SelectboxColumn(
                    options=list(MEANT),
                    required=True,
                    help="Every row is an incident. These are counted by themselves as well.",
                )
            },
            alt=f"What each type of incident in {file.name} counts as",
        )
    chosen = zip(labels, (MEANT[said] for said in edited["Counts as"]), strict=True)
    said_before = dict(reading.meanings)
    said = {
        label: meaning
        for label, meaning in chosen
        if label in said_before or meaning != _meaning(reading, label)
    }
    return tuple(sorted({**said_before, **said}.items()))


def _labels(file: "Waiting") -> list[str]:
    """The types that the facts name, in the order of the alphabet."""
    from mhvalue.ingest.records.labels import NOT_STATED

    frame = file.result.facts.frame
    named = frame.loc[frame["breakdown"] == "incident type", "group"]
    return sorted(set(named.astype(str)) - {NOT_STATED})


def _meaning(reading: "RecordReading", label: str) -> str:
    from mhvalue.ingest.records.labels import taken_for
    from mhvalue.ingest.records.outcomes import TYPES

    code = taken_for(reading, reading.with_role("outcome")[0], label)
    return next((name for name, known in TYPES.items() if known == code), "none of these")
