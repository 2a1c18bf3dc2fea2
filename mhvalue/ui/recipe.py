"""The set-up that makes next month one click: saved as a small file, and taken up again."""

from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.errors import MhvalueError
from mhvalue.ui import kept, session
from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from mhvalue.recipe.choices import Choices
    from mhvalue.recipe.schema import Recipe

_PLAIN = ("sharing", "metric", "level")


def in_use() -> "Recipe | None":
    """The saved set-up that files are read by, if one was taken up."""
    found: Recipe | None = st.session_state.get("recipe")
    return found


def chosen() -> "Choices":
    """What the person chose in this session, as a recipe keeps it."""
    from mhvalue.editions import to_data as answers_data
    from mhvalue.naming.answers import to_data as names_data
    from mhvalue.own_metrics import to_data as own_data
    from mhvalue.recipe.choices import choices
    from mhvalue.register import to_rows
    from mhvalue.shortlist.state import to_dict
    from mhvalue.targets import to_data as target_data

    state = st.session_state
    found: dict[str, object] = {name: state[name] for name in _PLAIN if state.get(name)}
    if state.get("units"):
        found["units"] = list(state["units"])
    if kept.working_set():
        found["working_set"] = list(kept.working_set())
    if kept.targets():
        found["targets"] = {name: target_data(of) for name, of in kept.targets().items()}
    if kept.own_metrics():
        found["own_metrics"] = [own_data(own) for own in kept.own_metrics()]
    if kept.register():
        found["unit_register"] = to_rows(kept.register())
    if kept.register_left_out():
        found["unit_register_left_out"] = [list(pair) for pair in kept.register_left_out()]
    open_files = session.workspace()
    if kept.answers() and open_files is not None:
        names = {file.sha256: file.name for file in open_files.files}
        found["newer_files"] = answers_data(kept.answers(), names)
    if kept.same_units():
        found["unit_names"] = names_data(kept.same_units())
    if state.get("workshop") is not None:
        found["shortlist"] = to_dict(state["workshop"])
    return choices(found)


def save() -> None:
    """A button that gives the set-up as a file: readings and choices, no figures."""
    open_files = session.workspace()
    if open_files is None:
        return
    from mhvalue.recipe.saved import to_json

    made = to_json(open_files.choosing(chosen()).recipe)
    st.download_button(
        "Save this set-up for next month",
        data=made,
        file_name="mhvalue-set-up.json",
        mime="application/json",
        on_click="ignore",
        help="How your files were read and what you chose. It holds no figures.",
    )


def take_up() -> None:
    """Take up a saved set-up: files opened from now on are read by it."""
    if in_use() is not None:
        st.markdown("A saved set-up is in use: files are read by it.")
        st.button("Stop using it", on_click=lambda: st.session_state.pop("recipe", None))
        return
    sent = st.file_uploader(
        "A set-up saved earlier (json)", key=f"recipe in {st.session_state.get('recipes', 0)}"
    )
    if sent is None:
        return
    from mhvalue.recipe.saved import from_json

    try:
        recipe = from_json(sent.getvalue())
        _restore(recipe)
    except MhvalueError as mistake:
        st.error(plain(str(mistake)))
        return
    st.session_state["recipe"] = recipe
    st.session_state["recipes"] = st.session_state.get("recipes", 0) + 1
    st.rerun()


def _restore(recipe: "Recipe") -> None:
    """Bring the choices back; everything is checked before anything is changed."""
    from mhvalue.catalogue.loader import load
    from mhvalue.editions import from_data as answers_from
    from mhvalue.naming.answers import from_data as names_from
    from mhvalue.own_metrics import OwnMetric
    from mhvalue.own_metrics import from_data as own_from
    from mhvalue.register import from_rows
    from mhvalue.shortlist.state import from_dict
    from mhvalue.targets import from_data as target_from

    choices = recipe.choices
    made: list[OwnMetric] = []
    for data in _list(choices.get("own_metrics")):
        made.append(own_from(data, load(), made))
    targets = {name: target_from(data) for name, data in _dict(choices.get("targets")).items()}
    shortlist = choices.get("shortlist")
    workshop = None if shortlist is None else from_dict(shortlist)
    units = from_rows(map(_dict, _list(choices.get("unit_register"))))
    newer = answers_from(map(_dict, _list(choices.get("newer_files"))))
    same = names_from(map(_dict, _list(choices.get("unit_names"))))
    st.session_state[kept.OWN_METRICS] = tuple(made)
    st.session_state[kept.ANSWERS] = newer
    st.session_state[kept.UNIT_NAMES] = same
    kept.keep_register(units)
    pairs = (_list(pair) for pair in _list(choices.get("unit_register_left_out")))
    st.session_state[kept.REGISTER_LEFT_OUT] = tuple((str(s), str(kind)) for s, kind in pairs)
    st.session_state[kept.TARGETS] = targets
    st.session_state[kept.WORKING_SET] = tuple(map(str, _list(choices.get("working_set"))))
    if workshop is not None:
        st.session_state["workshop"] = workshop
    for name in ("metric", "level"):
        if choices.get(name):
            st.session_state[name] = choices.get(name)
    if choices.get("units"):
        st.session_state["units"] = list(map(str, _list(choices.get("units"))))
    # The sidebar drew the rule before this ran, so it is set at the start of the next run.
    if choices.get("sharing"):
        st.session_state["sharing wanted"] = choices.get("sharing")


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _dict(value: object) -> dict[str, object]:
    return dict(value) if isinstance(value, dict) else {}
