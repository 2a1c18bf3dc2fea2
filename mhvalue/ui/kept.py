"""What a person set up that lasts for the session: working set, targets, own metrics, units."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from mhvalue.editions import Answer
    from mhvalue.naming.answers import Same
    from mhvalue.own_metrics import OwnMetric
    from mhvalue.targets import Target
    from mhvalue.units import Unit

WORKING_SET = "working set"
TARGETS = "targets"
OWN_METRICS = "own metrics"
REGISTER = "unit register"
REGISTER_LEFT_OUT = "unit register left out"
ANSWERS = "newer files"
UNIT_NAMES = "unit names"


def working_set() -> tuple[str, ...]:
    """Ids of the metrics that the other pages show; none picked means all."""
    return tuple(st.session_state.get(WORKING_SET, ()))


def pick(metrics: Iterable[str]) -> None:
    """Add metrics to the working set, behind those there are."""
    st.session_state[WORKING_SET] = tuple(dict.fromkeys((*working_set(), *metrics)))


def drop(metrics: Iterable[str]) -> None:
    """Take metrics out of the working set."""
    gone = set(metrics)
    st.session_state[WORKING_SET] = tuple(name for name in working_set() if name not in gone)


def targets() -> "dict[str, Target]":
    """Targets the person set, by metric id; all other metrics keep the catalogue's."""
    found: dict[str, Target] = st.session_state.setdefault(TARGETS, {})
    return found


def set_target(metric: str, target: "Target") -> None:
    """Give a metric this target on every page."""
    targets()[metric] = target
    st.session_state.pop(f"target {metric}", None)


def forget_target(metric: str) -> None:
    """Give a metric the catalogue's target again."""
    targets().pop(metric, None)
    st.session_state.pop(f"target {metric}", None)


def own_metrics() -> "tuple[OwnMetric, ...]":
    """The metrics the person made, in the order made."""
    found: tuple[OwnMetric, ...] = st.session_state.get(OWN_METRICS, ())
    return found


def keep_own(metric: "OwnMetric", instead_of: str = "") -> None:
    """Keep a metric the person made; one that was changed gives up its place to it."""
    others = [own for own in own_metrics() if own.id not in (metric.id, instead_of)]
    st.session_state[OWN_METRICS] = (*others, metric)
    if instead_of and instead_of != metric.id:
        chosen = working_set()
        renamed = (metric.id if name == instead_of else name for name in chosen)
        st.session_state[WORKING_SET] = tuple(renamed)
        if instead_of in targets():
            set_target(metric.id, targets().pop(instead_of))


def forget_own(metric: str) -> None:
    """Remove a metric the person made, and what was set for it."""
    st.session_state[OWN_METRICS] = tuple(own for own in own_metrics() if own.id != metric)
    drop([metric])
    forget_target(metric)


def register() -> "tuple[Unit, ...]":
    """The rows of the unit register that the person changed."""
    found: tuple[Unit, ...] = st.session_state.get(REGISTER, ())
    return found


def keep_register(units: "Iterable[Unit]") -> None:
    """Use these rows of the unit register in place of what the files tell."""
    st.session_state[REGISTER] = tuple(units)


def register_left_out() -> tuple[tuple[str, str], ...]:
    """The sheets and kinds of people's data that the person had left out of sheets of units."""
    found: tuple[tuple[str, str], ...] = st.session_state.get(REGISTER_LEFT_OUT, ())
    return found


def keep_register_left_out(pairs: "Iterable[tuple[str, str]]") -> None:
    """Leave these out of the next sheet of units without asking, besides those known."""
    known = (*register_left_out(), *pairs)
    st.session_state[REGISTER_LEFT_OUT] = tuple(dict.fromkeys(known))


def answers() -> "tuple[Answer, ...]":
    """What the person said of files that disagree, the latest answer last."""
    found: tuple[Answer, ...] = st.session_state.get(ANSWERS, ())
    return found


def keep_answer(answer: "Answer") -> None:
    """Keep which of two files is newer, in place of an earlier answer about them."""
    both = {answer.one, answer.other}
    others = [known for known in answers() if {known.one, known.other} != both]
    st.session_state[ANSWERS] = (*others, answer)


def same_units() -> "tuple[Same, ...]":
    """What the person said of names that may be one unit, the latest answer last."""
    found: tuple[Same, ...] = st.session_state.get(UNIT_NAMES, ())
    return found


def keep_same(answer: "Same") -> None:
    """Keep whether some names are one unit, in place of an earlier answer about them."""
    from mhvalue.naming.answers import keeping

    st.session_state[UNIT_NAMES] = keeping(same_units(), answer)
