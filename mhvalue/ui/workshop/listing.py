"""The long list and its gates."""

from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ui import session
from mhvalue.ui.text import plain
from mhvalue.ui.workshop import state

if TYPE_CHECKING:
    import pandas as pd

    from mhvalue.shortlist.records import GateAnswer
    from mhvalue.shortlist.workshop import Workshop

_ANSWERS = {"yes": "Yes", "no": "No", "unknown": "Not known"}
_SAID = {said: answer for answer, said in _ANSWERS.items()}


def begin_form() -> None:
    """Begin a workshop over some metrics, or take one up again from its workbook."""
    from mhvalue.shortlist.records import Candidate
    from mhvalue.shortlist.workshop import begin

    known = state.catalogue().metrics
    start = st.segmented_control("Start from", tuple(_starts()), default="Core 30", required=True)
    ids = _starts()[start or "Core 30"]
    title = st.text_input("What is being chosen", value="Productivity metrics, inpatient first")
    chosen = st.multiselect(
        f"The long list ({len(ids)} to begin with)",
        tuple(known),
        default=list(ids),
        format_func=lambda key: known[key].name,
        filter_mode="contains",
        select_all=False,
        key=f"long list {start}",
    )
    if st.button("Begin", type="primary"):
        import uuid

        listed = [Candidate(key, known[key].name) for key in chosen]
        state.keep(begin(uuid.uuid4().hex[:8], title, listed))
        ask_the_data()
        st.rerun()


def _starts() -> dict[str, list[str]]:
    known = state.catalogue().metrics.values()
    open_files = session.workspace()
    starts = {
        "Core 30": [metric.id for metric in known if metric.core],
        "Inpatient first": [metric.id for metric in known if metric.inpatient_first],
    }
    if open_files is not None:
        starts["Ready from my data"] = [metric.id for metric in open_files.metrics()]
    return starts


def ask_the_data() -> None:
    """Answer gates and pre-score criteria from the open files."""
    from mhvalue.evidence import evidence_of
    from mhvalue.shortlist.gates import from_data, take_answers
    from mhvalue.shortlist.prescore import prescores
    from mhvalue.shortlist.workshop import set_prescores

    workshop, known = state.current(), state.catalogue().metrics
    assert workshop is not None
    for metric in [known[key] for key in workshop.ids if key in known]:
        found = evidence_of(session.workspace(), metric)
        workshop = take_answers(workshop, from_data(metric, found))
        workshop = set_prescores(workshop, prescores(metric, found))
    state.keep(workshop)


def gates(workshop: "Workshop") -> None:
    """Where each metric stands at the gates; people answer what data cannot."""
    from mhvalue.shortlist.gates import passages
    from mhvalue.words.shortlist import gate_sentence

    through = [p for p in passages(workshop) if p.verdict == "yes"]
    st.markdown(
        f"{len(through)} of {len(workshop.metrics)} metrics are through every gate. "
        "The first three are answered from the catalogue and the open files; the last two by you."
    )
    if st.button("Ask the open files again"):
        ask_the_data()
        st.rerun()
    edited = st.data_editor(
        _gate_frame(workshop),
        key=f"gates {len(workshop.gates)}",
        hide_index=True,
        height=460,
        disabled=("Metric", "Data exist", "Definition public", "12 months"),
        column_config={
            "Owner": st.column_config.TextColumn(help="The name of the one person who owns it"),
            "Legal to use": st.column_config.SelectboxColumn(options=list(_SAID)),
            "Why": st.column_config.TextColumn(help="Why it may, or may not, be used"),
        },
        alt="The gates each metric must pass",
    )
    if st.button("Save answers", type="primary"):
        answers = _answers(workshop, edited)
        from mhvalue.shortlist.gates import take_answers

        if state.take(lambda now: take_answers(now, answers), "Answers saved"):
            st.rerun()
    _for_all(workshop)
    with st.expander("Why each stands where it does"):
        for passage in passages(workshop):
            st.markdown(plain(gate_sentence(passage, workshop.names[passage.metric])))


def _for_all(workshop: "Workshop") -> None:
    """One answer for every metric that has none yet: often one person owns them all."""
    from mhvalue.shortlist.gates import GATE_IDS, passages, take_answers
    from mhvalue.shortlist.records import GateAnswer

    with st.expander("Answer for all that are still open"):
        owner = st.text_input("Owner of all of them")
        legal = st.text_input("Why all may be used (for example the data protection assessment)")
        if st.button("Answer for all"):
            said = {"owner": owner.strip(), "legal": legal.strip()}
            places = [(GATE_IDS.index(gate), gate, why) for gate, why in said.items() if why]
            answers = [
                GateAnswer(passage.metric, gate, "yes", why, "people")
                for passage in passages(workshop)
                for place, gate, why in places
                if passage.answers[place] is None
            ]
            if state.take(lambda now: take_answers(now, answers), "Answers saved"):
                st.rerun()


def _gate_frame(workshop: "Workshop") -> "pd.DataFrame":
    import pandas as pd

    from mhvalue.shortlist.gates import GATE_IDS, passages

    rows = []
    for passage in passages(workshop):
        held = dict(zip(GATE_IDS, passage.answers, strict=True))
        said = {key: _ANSWERS[a.answer] if a else "Not known" for key, a in held.items()}
        owner, legal = held["owner"], held["legal"]
        rows.append(
            {
                "Metric": workshop.names[passage.metric],
                "Data exist": said["data"],
                "Definition public": said["definition"],
                "12 months": said["months"],
                "Owner": owner.reason if owner and owner.answer == "yes" else "",
                "Legal to use": said["legal"],
                "Why": legal.reason if legal else "",
            }
        )
    return pd.DataFrame(rows)


def _answers(workshop: "Workshop", edited: "pd.DataFrame") -> "list[GateAnswer]":
    from mhvalue.shortlist.records import GateAnswer

    found = []
    before = _gate_frame(workshop)
    for place, metric in enumerate(workshop.ids):
        new, old = edited.iloc[place], before.iloc[place]
        owner = str(new["Owner"] or "").strip()
        if owner and owner != old["Owner"]:
            found.append(GateAnswer(metric, "owner", "yes", owner, "people"))
        if (new["Legal to use"], new["Why"]) != (old["Legal to use"], old["Why"]):
            answer = _SAID[str(new["Legal to use"])]
            why = str(new["Why"] or "").strip()
            found.append(GateAnswer(metric, "legal", answer, why, "people"))  # type: ignore[arg-type]
    return found
