"""Opening files: bytes to a reading that waits to be confirmed, with progress and a way out."""

import hashlib
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.errors import MhvalueError, PeopleFound
from mhvalue.ui import session
from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from mhvalue.ingest.reading import Reading
    from mhvalue.ingest.result import ReadResult
    from mhvalue.recipe.opening import ByRecipe
    from mhvalue.recipe.schema import Recipe

Columns = tuple[tuple[str, str], ...]
AFTER_THE_PAGE = 2.0
SYNTHETIC = "SYNTHETIC DEMONSTRATION DATA"
TEMPLATE = Path(__file__).parents[2] / "assets" / "template" / "mhvalue-template.xlsx"
DEMO = Path(__file__).parents[2] / "assets" / "demo" / "mhvalue-demo.xlsx"


@dataclass(frozen=True, eq=False)
class Waiting:
    """A file that was read and waits to be confirmed; its bytes go when it is.

    `without` are the sheets and columns left out because they tell who somebody is; `by_set_up`
    how a saved set-up read it, None where it was not read by one.
    """

    name: str
    sha256: str
    data: bytes
    result: "ReadResult"
    without: Columns = ()
    by_set_up: "ByRecipe | None" = None

    @property
    def differences(self) -> tuple[str, ...] | None:
        """What the saved set-up finds changed, in the file as it is read now."""
        if self.by_set_up is None:
            return None
        return tuple(found.sentence() for found in self.by_set_up.differences)


@dataclass(frozen=True, eq=False)
class Stopped:
    """A file whose reading stopped because it tells who somebody is: why, and how to go on."""

    name: str
    sha256: str
    data: bytes
    why: str
    without: Columns


def waiting() -> dict[str, Waiting]:
    """Files that wait to be confirmed, by sha256."""
    found: dict[str, Waiting] = st.session_state.setdefault("waiting", {})
    return found


def stopped() -> dict[str, Stopped]:
    """Files whose reading stopped at people's identifiers, by sha256."""
    found: dict[str, Stopped] = st.session_state.setdefault("stopped", {})
    return found


def refusals() -> dict[str, str]:
    """Files that were not read, with the sentence why, until the next file is opened."""
    found: dict[str, str] = st.session_state.setdefault("refusals", {})
    return found


def be_ready() -> None:
    """Have a child wait for the file that a person may be about to choose; returns at once."""
    from mhvalue.ingest.bounded.children import Child

    Child.prepare()
    if "mhvalue.ingest.bounded.process" not in sys.modules:
        # What hears the child out takes a second to load, once the page has been seen.
        later = threading.Timer(AFTER_THE_PAGE, import_module, ("mhvalue.ingest.bounded.process",))
        later.daemon = True
        later.start()


def open_bytes(name: str, data: bytes) -> None:
    """Read a file in a process of its own; what is already open stays whatever happens."""
    from mhvalue.ingest.sheets.gate import shown_name

    name, sha256 = shown_name(name), hashlib.sha256(data).hexdigest()
    same = _names().get(sha256)
    if same == name:
        refusals()[name] = f"{name} is already open: the same content was opened before."
    elif same is not None:
        refusals()[name] = f"{name} holds the same as {same}, which is already open."
    else:
        _open(name, sha256, data, ())


def is_namesake(file: Waiting) -> bool:
    """Whether a file of the same name and other content is open or waits as well."""
    return any(name == file.name for sha256, name in _names().items() if sha256 != file.sha256)


def _names() -> dict[str, str]:
    """The name of every file that is open or waits, by sha256."""
    known = session.workspace()
    found = {file.sha256: file.name for file in (known.files if known else ())}
    return found | {file.sha256: file.name for file in waiting().values()}


def go_on(file: Stopped) -> None:
    """Read a stopped file without the columns that tell who somebody is."""
    stopped().pop(file.sha256, None)
    _open(file.name, file.sha256, file.data, file.without)


def _open(name: str, sha256: str, data: bytes, without: Columns) -> None:
    recipe, by_set_up = st.session_state.get("recipe"), None
    try:
        if recipe is None:
            result = _read(name, data, None, without)
        else:
            from mhvalue.recipe.opening import read_by

            by = read_by(recipe, name, lambda reading: _read(name, data, reading, without))
            result = by.result
            by_set_up = by if by.applied else None
    except PeopleFound as found:
        left_out = tuple(dict.fromkeys(without + found.without))
        if recipe is not None and _agreed(recipe, found):
            _open(name, sha256, data, left_out)
        elif found.without:
            stopped()[sha256] = Stopped(name, sha256, data, str(found), left_out)
        else:
            refusals()[sha256] = str(found)
    except MhvalueError as mistake:
        refusals()[name] = str(mistake)
    else:
        waiting()[sha256] = Waiting(name, sha256, data, result, without, by_set_up)


def _agreed(recipe: "Recipe", found: PeopleFound) -> bool:
    from mhvalue.recipe.opening import left_out_before

    return left_out_before(recipe.left_out, found.columns)


def read_again(file: Waiting, reading: "Reading") -> None:
    """Read a waiting file in another way; the earlier reading stays if that fails."""
    refusals().clear()
    try:
        result = _read(file.name, file.data, reading, file.without)
    except MhvalueError as mistake:
        refusals()[file.name] = str(mistake)
        return
    by_set_up = file.by_set_up and file.by_set_up.corrected(result)
    waiting()[file.sha256] = replace(file, result=result, by_set_up=by_set_up)


def confirm(file: Waiting, *, synthetic: bool = False) -> None:
    """Make a waiting file's figures part of the workspace and drop its bytes."""
    from mhvalue.workspace import OpenFile, Workspace

    # The demonstration workbook may also be dropped as a file: its title rows say what it is.
    titles = [table.title for table in file.result.reading.tables]
    synthetic = synthetic or any(title.upper().startswith(SYNTHETIC) for title in titles)
    current = session.workspace() or Workspace()
    session.keep(current.opened(OpenFile(file.name, file.sha256, file.result, synthetic)))
    waiting().pop(file.sha256, None)


def confirm_all() -> None:
    """Use every file that waits."""
    for file in list(waiting().values()):
        confirm(file)


def leave_out(sha256: str) -> None:
    """Drop a file that waits or was stopped."""
    waiting().pop(sha256, None)
    stopped().pop(sha256, None)


def open_demo() -> None:
    """Open the synthetic trust through the same door as any file, and confirm it at once."""
    data = DEMO.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    refusals().clear()
    try:
        result = _read(DEMO.name, data, None)
    except MhvalueError as mistake:
        refusals()[DEMO.name] = str(mistake)
        return
    confirm(Waiting(DEMO.name, sha256, data, result), synthetic=True)


def _read(name: str, data: bytes, reading: "Reading | None", without: Columns = ()) -> "ReadResult":
    from mhvalue.ingest.bounded.process import read_file

    began = time.monotonic()
    stages = ["Starting"]
    with st.status(f"Reading {plain(name)}", expanded=True) as box:
        line = st.empty()
        st.button("Cancel", key=f"cancel {name} {began}")

        def tick() -> bool:
            """Show stage and time; a press of Cancel ends the run here and with it the child."""
            line.markdown(f"{plain(stages[-1])}, {time.monotonic() - began:.0f} seconds")
            return False

        note: Callable[[str], None] = stages.append
        result = read_file(data, name, reading, on_stage=note, cancelled=tick, without=without)
        box.update(label=f"Read {plain(name)}", state="complete", expanded=False)
    return result
