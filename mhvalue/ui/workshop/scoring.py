"""Scoring, the ranking with its weights, and how far scorers agree."""

from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ui.text import plain
from mhvalue.ui.workshop import state

if TYPE_CHECKING:
    import pandas as pd

    from mhvalue.shortlist.workshop import Workshop


def score(workshop: "Workshop") -> None:
    """One scorer's page: every metric on every criterion, 0 to 4, with what the numbers mean."""
    from mhvalue.shortlist.criteria import CRITERIA
    from mhvalue.words.shortlist import agreement_sentence

    _anchors()
    name = st.text_input("Your name", key="scorer", persist_state="session").strip()
    if not name:
        st.markdown("Enter your name to score. Or hand out score sheets, under Files.")
        return
    before = _score_frame(workshop, name)
    edited = st.data_editor(
        before,
        key=f"scores {name} {len(workshop.scores)}",
        hide_index=True,
        height=520,
        disabled=("Metric",),
        column_config={
            each.name: st.column_config.NumberColumn(
                min_value=0, max_value=4, step=1, help=f"0: {each.anchors[0]}. 4: {each.anchors[4]}"
            )
            for each in CRITERIA
        },
        alt=f"Scores given by {name}",
    )
    if st.button("Save my scores", type="primary") and _save(name, before, edited):
        st.rerun()
    from mhvalue.shortlist.agreement import agreement

    st.markdown(plain(agreement_sentence(agreement(workshop), workshop.names)))


def _anchors() -> None:
    from mhvalue.shortlist.criteria import CRITERIA
    from mhvalue.ui.show import lay_out
    from mhvalue.words.table import Table

    with st.expander("What 0 to 4 mean"):
        rows = tuple((each.name, *each.anchors) for each in CRITERIA)
        lay_out(Table(("Criterion", "0", "1", "2", "3", "4"), rows), "What each score means")


def _score_frame(workshop: "Workshop", name: str) -> "pd.DataFrame":
    import pandas as pd

    from mhvalue.shortlist.criteria import CRITERIA

    own = {
        (each.metric, each.criterion): each.points
        for each in workshop.scores
        if each.scorer.casefold() == name.casefold()
    }
    columns: dict[str, object] = {"Metric": [workshop.names[key] for key in workshop.ids]}
    for each in CRITERIA:
        given = [own.get((key, each.id)) for key in workshop.ids]
        columns[each.name] = pd.array(given, dtype="Int64")
    return pd.DataFrame(columns)


def _save(name: str, before: "pd.DataFrame", edited: "pd.DataFrame") -> bool:
    """Take what was entered and drop what was cleared."""
    import pandas as pd

    from mhvalue.shortlist.criteria import CRITERIA
    from mhvalue.shortlist.scoring import score, unscore

    workshop = state.current()
    assert workshop is not None
    points, cleared = {}, []
    for row, metric in enumerate(workshop.ids):
        for each in CRITERIA:
            new, old = edited[each.name].iloc[row], before[each.name].iloc[row]
            if not pd.isna(new):
                points[metric, each.id] = int(new)
            elif not pd.isna(old):
                cleared.append((metric, each.id))

    def step(now: "Workshop") -> "Workshop":
        now = score(now, name, points)
        for metric, criterion in cleared:
            now = unscore(now, name, metric, criterion)
        return now

    return state.take(step, "Scores saved")


def ranking(workshop: "Workshop") -> None:
    """The order, with weights to move and the range of ranks as a picture."""
    from mhvalue.charts.rank_ranges import rank_ranges_picture
    from mhvalue.shortlist.agreement import agreement
    from mhvalue.shortlist.ranking import ranking as ranked
    from mhvalue.ui.show import draw_picture, lay_out
    from mhvalue.words import shortlist as words
    from mhvalue.words.shortlist_table import ranking_table

    answer = st.container()
    _weights(workshop)
    workshop = state.current() or workshop
    found = ranked(workshop)
    answer.subheader(plain(words.ranking_title(found, workshop.names)))
    answer.markdown(plain(words.ranking_sentence(found, workshop.names)))
    if found.order:
        draw_picture(rank_ranges_picture(found, workshop.names), "rank ranges")
    with st.expander("The ranking as a table"):
        lay_out(ranking_table(found, workshop.names), "The ranking")
    st.markdown(plain(words.agreement_sentence(agreement(workshop), workshop.names)))
    with st.expander("What the data gave, and how"):
        from mhvalue.shortlist.criteria import NAMES
        from mhvalue.words.table import Table

        rows = tuple(
            (
                workshop.names[each.metric],
                NAMES[each.criterion],
                "" if each.points is None else str(each.points),
                each.how,
            )
            for each in workshop.prescores
        )
        lay_out(Table(("Metric", "Criterion", "Score", "How"), rows), "Scores from the data")


def _weights(workshop: "Workshop") -> None:
    """A number for each criterion; a change takes effect at once."""
    from mhvalue.shortlist.criteria import CRITERIA
    from mhvalue.shortlist.workshop import set_weights

    st.markdown("Weights: how much does going from worst to best on this matter?")
    wanted = {}
    for start in (0, 4):
        for place, column in enumerate(st.columns(4), start):
            each = CRITERIA[place]
            wanted[each.id] = column.number_input(
                each.name,
                min_value=0.0,
                max_value=100.0,
                step=5.0,
                format="%g",
                value=float(workshop.weights[place]),
                key=f"weight {each.id}",
                disabled=workshop.frozen,
            )
    if not workshop.frozen and tuple(wanted.values()) != workshop.weights:
        state.take(lambda now: set_weights(now, wanted))
