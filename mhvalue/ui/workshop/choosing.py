"""Keeping and dropping with reasons, balance, near-duplicates, and the final list."""

from datetime import date
from typing import TYPE_CHECKING, Literal

import streamlit as st

from mhvalue.ui import session
from mhvalue.ui.text import plain
from mhvalue.ui.workshop import state

if TYPE_CHECKING:
    import pandas as pd

    from mhvalue.shortlist.workshop import Workshop

_SAID: dict[str, Literal["keep", "drop"]] = {"Keep": "keep", "Drop": "drop"}


def choose(workshop: "Workshop") -> None:
    """Decide metric by metric, see what the list lacks, and close it."""
    from mhvalue.shortlist.decisions import kept, undecided

    st.markdown(
        f"{len(kept(workshop))} kept, {len(undecided(workshop))} still to decide, "
        f"{len(workshop.metrics)} on the list."
    )
    if workshop.frozen:
        st.success("The final list stands and is the working set on every page.")
    _decisions(workshop)
    if not workshop.frozen:
        _many_at_once(workshop)
    _balance(workshop)
    _duplicates(workshop)
    _closing(workshop)
    _log(workshop)


def _decisions(workshop: "Workshop") -> None:
    from mhvalue.shortlist.decisions import decided

    frame = _frame(workshop)
    by = st.text_input("Decided by", key="decided by", persist_state="session")
    edited = st.data_editor(
        frame,
        key=f"decisions {len(workshop.log)}",
        hide_index=True,
        height=460,
        disabled=True if workshop.frozen else ("Rank", "Metric", "Lens"),
        column_config={
            "Decision": st.column_config.SelectboxColumn(options=["Keep", "Drop"]),
            "Reason": st.column_config.TextColumn(help="Every keep and drop carries a reason"),
        },
        alt="Keep or drop each metric, with a reason",
    )
    if not workshop.frozen and st.button("Save decisions", type="primary"):
        held, order = decided(workshop), _order(workshop)
        changed = []
        for place, metric in enumerate(order):
            choice = _SAID.get(str(edited["Decision"].iloc[place]))
            reason = str(edited["Reason"].iloc[place] or "").strip()
            old = held.get(metric)
            if choice and (old is None or (old.choice, old.reason) != (choice, reason)):
                changed.append((metric, choice, reason))
        if state.take(lambda now: _decided(now, changed, by), "Decisions saved"):
            st.rerun()


def _many_at_once(workshop: "Workshop") -> None:
    """Keep the first so many by rank, or drop all that are still open, each for one reason."""
    from mhvalue.shortlist.decisions import decided

    with st.expander("Decide on several at once"):
        number = st.number_input("How many of the highest to keep", 1, len(workshop.metrics), 10)
        reason = st.text_input("The reason for these", key="reason for many")
        left, right, _ = st.columns([1, 1, 2])
        order, held = _order(workshop), decided(workshop)
        changed: list[tuple[str, Literal["keep", "drop"], str]] = []
        if left.button("Keep the highest"):
            changed = [(metric, "keep", reason.strip()) for metric in order[: int(number)]]
        if right.button("Drop all still open"):
            changed = [(metric, "drop", reason.strip()) for metric in order if metric not in held]
        by = st.session_state.get("decided by", "")
        if changed and state.take(lambda now: _decided(now, changed, by), "Decisions saved"):
            st.rerun()


def _decided(
    workshop: "Workshop", changed: list[tuple[str, Literal["keep", "drop"], str]], by: str
) -> "Workshop":
    from mhvalue.errors import ShortlistProblem
    from mhvalue.shortlist.decisions import decide

    for metric, choice, reason in changed:
        if not reason:
            raise ShortlistProblem(
                f"The decision on {workshop.names[metric]} has no reason.",
                do="Say in a few words why it is kept or dropped.",
            )
        workshop = decide(workshop, [metric], choice, reason, by, date.today())
    return workshop


def _order(workshop: "Workshop") -> list[str]:
    """Metrics by rank, those not ranked at the end."""
    from mhvalue.shortlist.ranking import ranking

    found = ranking(workshop)
    ranked = [found.metrics[place] for place in found.order]
    return [*ranked, *(metric for metric in workshop.ids if metric not in ranked)]


def _frame(workshop: "Workshop") -> "pd.DataFrame":
    import pandas as pd

    from mhvalue.shortlist.decisions import decided
    from mhvalue.shortlist.ranking import ranking

    found, held, known = ranking(workshop), decided(workshop), state.catalogue().metrics
    rank = dict(zip(found.metrics, found.rank.tolist(), strict=True))
    rows = [
        {
            "Rank": rank[metric] or None,
            "Metric": workshop.names[metric],
            "Lens": known[metric].lens if metric in known else "",
            "Decision": held[metric].choice.capitalize() if metric in held else None,
            "Reason": held[metric].reason if metric in held else "",
        }
        for metric in _order(workshop)
    ]
    return pd.DataFrame(rows)


def _balance(workshop: "Workshop") -> None:
    from mhvalue.shortlist.balance import gaps
    from mhvalue.shortlist.decisions import kept
    from mhvalue.words.shortlist import balance_sentence, gap_sentence

    known = state.catalogue().metrics
    chosen = [known[metric] for metric in kept(workshop) if metric in known]
    st.subheader("Is the list in balance?")
    if not chosen:
        st.markdown("Keep some metrics first.")
        return
    found = gaps(chosen)
    st.markdown(plain(balance_sentence(found)))
    names = {key: metric.name for key, metric in known.items()}
    for gap in found:
        st.markdown(f"- {plain(gap_sentence(gap, names))}")


def _duplicates(workshop: "Workshop") -> None:
    from mhvalue.evidence import moving_together
    from mhvalue.words.shortlist import duplicate_sentence

    known = state.catalogue().metrics
    st.subheader("Do two metrics say one thing?")
    open_files = session.workspace()
    if open_files is None:
        st.markdown("Open a file to see which metrics move together.")
        return
    metrics = tuple(known[key] for key in workshop.ids if key in known)
    pairs = open_files.once(
        ("together", workshop.ids), lambda: moving_together(open_files, metrics)
    )
    if not pairs:
        st.markdown("No two metrics on the list move together closely.")
    for pair in pairs:
        st.markdown(f"- {plain(duplicate_sentence(pair, workshop.names))}")


def _closing(workshop: "Workshop") -> None:
    from mhvalue.shortlist.decisions import freeze, reopen

    st.subheader("Close the list")
    reason = st.text_input(
        "Why is the list open again?" if workshop.frozen else "What was agreed, in a sentence"
    )
    label = "Open the list again" if workshop.frozen else "Freeze the final list"
    if st.button(label):
        step, by = (reopen if workshop.frozen else freeze), st.session_state.get("decided by", "")
        if state.take(lambda now: step(now, reason, by, date.today())):
            st.rerun()


def _log(workshop: "Workshop") -> None:
    from mhvalue.words.shortlist import decision_sentence

    with st.expander(f"Decision log ({len(workshop.log)})"):
        for note in workshop.log:
            st.markdown(f"- {plain(decision_sentence(note, workshop.names))}")
