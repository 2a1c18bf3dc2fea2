"""The app's side of reading: one child process for each file, watched and ended.

The child may be stopped at any moment by the person, and is stopped when it takes too long or too
much memory. `warm` starts a spare child ahead of time; it waits, is used once, and saves the half
second or more that a start takes.
"""

import atexit
import json
import logging
import os
import platform
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mhvalue.errors import ReadingStopped
from mhvalue.ingest import gate, people
from mhvalue.ingest.child import MEMORY, OUT_OF_MEMORY, SAVE_AGAIN, SECONDS, SMALLER
from mhvalue.ingest.reading import Reading
from mhvalue.ingest.result import ReadResult
from mhvalue.ingest.wire import Request, parse_answer, request_line

_POLL: Final = 0.05
_ROOT: Final = Path(__file__).parents[2]
_COMMAND: Final = (sys.executable, "-P", "-X", "utf8", "-m", "mhvalue.ingest.child")
# Threads reserve address space each, which on a machine of many cores would reach the bound.
_FEW_THREADS: Final = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT", "MALLOC_ARENA_MAX"), "2"
)
_BOUNDS_ITSELF: Final = platform.system() == "Linux"
_KEPT: Final = ("SYSTEMROOT", "PATH", "APPDATA", "HOME", "TEMP", "TMP", "TZ", "LD_LIBRARY_PATH")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Bounds:
    """What one reading may take: bytes of memory, seconds, and bytes of the file itself."""

    memory: int
    seconds: int
    largest: int | None = None


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
    child = _Child(bounds) if bounds else _Child.take()
    try:
        child.send(Request(shown, len(data), reading, without), data)
        return _watch(child, shown, on_stage, cancelled, bounds or Bounds(MEMORY, SECONDS))
    finally:
        child.end()


def warm() -> None:
    """Start a spare child unless one waits already; returns at once."""
    _Child.prepare()


class _Child:
    """One child process and the threads that feed it and listen to it."""

    _spare: "_Child | None" = None
    _lock = threading.Lock()

    def __init__(self, bounds: Bounds | None = None) -> None:
        own = (str(bounds.memory), str(bounds.seconds)) if bounds else ()
        kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
        self.process = subprocess.Popen(
            (*_COMMAND, *own),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**kept, **_FEW_THREADS, "PYTHONPATH": str(_ROOT)},
            cwd=_ROOT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.answer = b""
        self.stages: deque[str] = deque()
        self._listeners = [_thread(self._hear_answer), _thread(self._hear_stages)]
        self._feeder: threading.Thread | None = None

    @classmethod
    def take(cls) -> "_Child":
        """The spare if it still lives, else a new one."""
        with cls._lock:
            spare, cls._spare = cls._spare, None
        if spare is not None:
            if spare.process.poll() is None:
                return spare
            spare.end()
        return cls()

    @classmethod
    def prepare(cls) -> None:
        """Have a spare wait."""
        with cls._lock:
            if cls._spare is None or cls._spare.process.poll() is not None:
                cls._spare = cls()

    @classmethod
    def drop_spare(cls) -> None:
        """End the spare, if any."""
        with cls._lock:
            spare, cls._spare = cls._spare, None
        if spare is not None:
            spare.end()

    def send(self, request: Request, data: bytes) -> None:
        """Hand the request and the file over, without waiting for the child to take them."""
        self._feeder = _thread(lambda: self._feed(request_line(request), data))

    def finished(self) -> bool:
        """Whether the child has ended and everything it said was heard."""
        return self.process.poll() is not None and not any(
            listener.is_alive() for listener in self._listeners
        )

    def memory(self) -> int:
        """The resident bytes, where the child cannot bound itself; elsewhere 0."""
        if _BOUNDS_ITSELF:
            return 0
        import psutil

        try:
            return int(psutil.Process(self.process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def end(self) -> None:
        """Kill the child if it still lives and let go of its pipes."""
        self.process.kill()
        self.process.wait()
        for thread in (*self._listeners, self._feeder):
            if thread is not None:
                thread.join(timeout=1)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def _feed(self, line: bytes, data: bytes) -> None:
        pipe = self.process.stdin
        assert pipe is not None
        # A child that refuses or dies stops listening; its answer or its end tells why.
        with suppress(OSError):
            pipe.write(line)
            pipe.write(data)
            pipe.close()

    def _hear_answer(self) -> None:
        assert self.process.stdout is not None
        self.answer = self.process.stdout.read()

    def _hear_stages(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            try:
                told = json.loads(line)
            except ValueError:
                continue
            if isinstance(told, dict) and "stage" in told:
                self.stages.append(str(told["stage"]))
            elif isinstance(told, dict) and "fault" in told:
                _log.error("A file could not be read: %s", told["fault"])


def _thread(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


atexit.register(_Child.drop_spare)


def _watch(
    child: _Child,
    shown: str,
    on_stage: Callable[[str], None] | None,
    cancelled: Callable[[], bool] | None,
    bounds: Bounds,
) -> ReadResult:
    latest = time.monotonic() + bounds.seconds
    while not child.finished():
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
        time.sleep(_POLL)
    _pass_on(child, on_stage)
    try:
        return parse_answer(child.answer)
    except (ValueError, KeyError, TypeError) as error:
        raise ReadingStopped(
            "The file could not be read: it made the reader stop. Nothing was kept of it.",
            where=shown,
            do=SAVE_AGAIN,
        ) from error


def _pass_on(child: _Child, on_stage: Callable[[str], None] | None) -> None:
    while child.stages:
        stage = child.stages.popleft()
        if on_stage is not None:
            on_stage(stage)
