"""The app's side of reading: one child process for each file, watched and ended.

The child may be stopped at any moment by the person, and is stopped when it takes too long or too
much memory. Where one waits already (`Child.prepare`) it is used: it has practised on a made-up
file, which saves the second or more that a start and all that is done for the first time take.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from mhvalue.errors import ReadingStopped
from mhvalue.ingest import people
from mhvalue.ingest.bounded.child import MEMORY, OUT_OF_MEMORY, SAVE_AGAIN, SECONDS, SMALLER
from mhvalue.ingest.bounded.children import Bounds, Child
from mhvalue.ingest.bounded.wire import Request, parse_answer, request_line
from mhvalue.ingest.reading import Reading
from mhvalue.ingest.result import ReadResult
from mhvalue.ingest.sheets import gate

_POLL: Final = 0.05


def read_file(
    data: bytes,
    name: str,
    reading: Reading | None = None,
    *,
    on_stage: Callable[[str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    bounds: Bounds | None = None,
    without: tuple[tuple[str, str], ...] = (),
) -> ReadResult:
    """Read one file in a child of its own, within the bounds of a page or those given.

    `on_stage` is called in this thread with each stage the child tells; `cancelled` is asked
    twenty times a second. `without` are columns to leave out, as sheet and letters. Raises
    FileRefused; PeopleFound where other columns tell who somebody is; or ReadingStopped for a
    reading that was cancelled or ran out of time or memory, or that made the child stop.
    """
    shown = gate.shown_name(name)
    people.check_name(shown)
    gate.check(data, name, bounds.largest if bounds else None)
    child = Child(bounds) if bounds else Child.take()
    try:
        child.send(request_line(Request(shown, len(data), reading, without)), data)
        return _watch(child, shown, on_stage, cancelled, bounds or Bounds(MEMORY, SECONDS))
    finally:
        child.end()


def read_path(
    path: Path,
    name: str,
    bounds: Bounds,
    reading: Reading | None = None,
    *,
    on_stage: Callable[[str], None] | None = None,
    without: tuple[tuple[str, str], ...] = (),
) -> ReadResult:
    """Read a Parquet or CSV file too large for a page where it lies, in a child of its own.

    Raises what `read_file` raises.
    """
    shown = gate.shown_name(name)
    people.check_name(shown)
    child = Child(bounds)
    try:
        asked = Request(shown, 0, reading, without, str(path.resolve()))
        child.send(request_line(asked), b"")
        return _watch(child, shown, on_stage, None, bounds)
    finally:
        child.end()


def _watch(
    child: Child,
    shown: str,
    on_stage: Callable[[str], None] | None,
    cancelled: Callable[[], bool] | None,
    bounds: Bounds,
) -> ReadResult:
    latest = time.monotonic() + bounds.seconds
    while not child.finished(_POLL):
        if cancelled is not None and cancelled():
            raise ReadingStopped("Reading was cancelled.", where=shown)
        if time.monotonic() > latest:
            raise ReadingStopped(
                f"Reading took longer than {bounds.seconds // 60} minutes.",
                where=shown,
                do=SMALLER,
            )
        if child.memory() > bounds.memory:
            raise ReadingStopped(OUT_OF_MEMORY, where=shown, do=SMALLER)
        _pass_on(child, on_stage)
    _pass_on(child, on_stage)
    try:
        return parse_answer(child.answer)
    except (ValueError, KeyError, TypeError) as error:
        raise ReadingStopped(
            "The file could not be read: it made the reader stop. Nothing was kept of it.",
            where=shown,
            do=SAVE_AGAIN,
        ) from error


def _pass_on(child: Child, on_stage: Callable[[str], None] | None) -> None:
    while child.stages:
        stage = child.stages.popleft()
        if on_stage is not None:
            on_stage(stage)
