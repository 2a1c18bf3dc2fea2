"""Opening files: bytes to a reading that waits to be confirmed, with progress and a way out."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.errors import MhvalueError
from mhvalue.ui import session
from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from mhvalue.ingest.reading import Reading
    from mhvalue.ingest.result import ReadResult

DEMO = Path(__file__).parents[2] / "assets" / "demo" / "mhvalue-demo.xlsx"


@dataclass(frozen=True, eq=False)
class Waiting:
    """A file that was read and waits to be confirmed; its bytes go when it is."""

    name: str
    sha256: str
    data: bytes
    result: "ReadResult"


def waiting() -> dict[str, Waiting]:
    """Files that wait to be confirmed, by sha256."""
    found: dict[str, Waiting] = st.session_state.setdefault("waiting", {})
    return found


def refusals() -> dict[str, str]:
    """Files that were not read, with the sentence why, until the next file is opened."""
    found: dict[str, str] = st.session_state.setdefault("refusals", {})
    return found


def open_bytes(name: str, data: bytes) -> None:
    """Read a file in a process of its own; what is already open stays whatever happens."""
    sha256 = hashlib.sha256(data).hexdigest()
    known = session.workspace()
    if sha256 in waiting() or (known and any(f.sha256 == sha256 for f in known.files)):
        refusals()[name] = f"{name} is already open: the same content was opened before."
        return
    try:
        result = _read(name, data, None)
    except MhvalueError as mistake:
        refusals()[name] = str(mistake)
        return
    waiting()[sha256] = Waiting(name, sha256, data, result)


def read_again(file: Waiting, reading: "Reading") -> None:
    """Read a waiting file in another way; the earlier reading stays if that fails."""
    refusals().clear()
    try:
        result = _read(file.name, file.data, reading)
    except MhvalueError as mistake:
        refusals()[file.name] = str(mistake)
        return
    waiting()[file.sha256] = replace(file, result=result)


def confirm(file: Waiting, *, synthetic: bool = False) -> None:
    """Make a waiting file's figures part of the workspace and drop its bytes."""
    from mhvalue.workspace import OpenFile, Workspace

    current = session.workspace() or Workspace()
    session.keep(current.opened(OpenFile(file.name, file.sha256, file.result, synthetic)))
    waiting().pop(file.sha256, None)


def confirm_all() -> None:
    """Use every file that waits."""
    for file in list(waiting().values()):
        confirm(file)


def leave_out(sha256: str) -> None:
    """Drop a waiting file."""
    waiting().pop(sha256, None)


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


def _read(name: str, data: bytes, reading: "Reading | None") -> "ReadResult":
    from mhvalue.ingest.process import read_file

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
        result = read_file(data, name, reading, on_stage=note, cancelled=tick)
        box.update(label=f"Read {plain(name)}", state="complete", expanded=False)
    return result
