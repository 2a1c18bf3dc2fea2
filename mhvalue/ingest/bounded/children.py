"""The children that read files, seen from the app: started, fed, listened to and ended.

Of a child that waits for its file there is one at most. Nothing here needs more than the standard
library, so that the first page can have one started without being late for it.
"""

import atexit
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mhvalue.ingest.bounded.child import PRACTISE

_ROOT: Final = Path(__file__).parents[3]
COMMAND: Final = (sys.executable, "-P", "-X", "utf8", "-m", "mhvalue.ingest.bounded.child")
# Threads reserve address space each, which on a machine of many cores would reach the bound.
_FEW_THREADS: Final = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT", "MALLOC_ARENA_MAX"), "2"
)
# A child lives for one file: memory that it has once touched it uses again, rather than giving
# it back and waiting for it anew. Arrow's own pool would keep what it has to itself.
_KEPT_MEMORY: Final = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_MMAP_THRESHOLD_": str(32 * 1024**2),
    "MALLOC_TRIM_THRESHOLD_": str(2 * 1024**3),
}
BOUNDS_ITSELF: Final = sys.platform == "linux"
_KEPT: Final = (
    "PATH", "TZ", "HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH",
    # Without these Windows finds neither its own libraries nor a person's folders.
    "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "APPDATA", "LOCALAPPDATA", "USERPROFILE",
    "PROCESSOR_ARCHITECTURE", "NUMBER_OF_PROCESSORS",
)  # fmt: skip
_PIPE: Final = 1024**2
"""Bytes that a pipe is to hold: fewer stops on the way of a large file."""

_FOLDERS: Final = ("TMPDIR", "TEMP", "TMP")
_log = logging.getLogger(__name__)


def _widen(process: "subprocess.Popen[bytes]") -> None:
    """Let the pipes of bytes hold more at once, where the system can and does.

    It refuses once all pipes of the person's programs together hold much; they work as they are.
    """
    if sys.platform == "linux":
        import fcntl

        for pipe in filter(None, (process.stdin, process.stdout)):
            with suppress(OSError):
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


@dataclass(frozen=True)
class Bounds:
    """What one reading may take: bytes of memory, seconds, and bytes of the file itself."""

    memory: int
    seconds: int
    largest: int | None = None


class Child:
    """One child process and the threads that feed it and listen to it."""

    _spare: "Child | None" = None
    _lock = threading.Lock()

    def __init__(self, bounds: Bounds | None = None) -> None:
        """Start one, held to the bounds given or to those of a page."""
        own = (str(bounds.memory), str(bounds.seconds)) if bounds else ()
        kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
        # What it puts aside goes with it, however it ends: rows of people may be among that.
        self.folder = tempfile.mkdtemp(prefix="mhvalue-")
        self.process = subprocess.Popen(
            (*COMMAND, *own),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={
                **kept,
                **_FEW_THREADS,
                **_KEPT_MEMORY,
                **dict.fromkeys(_FOLDERS, self.folder),
                "PYTHONPATH": str(_ROOT),
            },
            cwd=_ROOT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        _widen(self.process)
        self.answer = b""
        self.stages: deque[str] = deque()
        self._listeners = [_thread(self._hear_answer), _thread(self._hear_stages)]
        self._feeder: threading.Thread | None = None

    @classmethod
    def take(cls) -> "Child":
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
            if cls._spare is not None and cls._spare.process.poll() is not None:
                cls._spare.end()
                cls._spare = None
            if cls._spare is None:
                cls._spare = cls()
                cls._spare.practise()

    @classmethod
    def drop_spare(cls) -> None:
        """End the spare, if any."""
        with cls._lock:
            spare, cls._spare = cls._spare, None
        if spare is not None:
            spare.end()

    def practise(self) -> None:
        """Ask for a reading of made-up figures, of which nothing is told."""
        assert self.process.stdin is not None
        with suppress(OSError):
            self.process.stdin.write(PRACTISE)
            self.process.stdin.flush()

    def send(self, line: bytes, data: bytes) -> None:
        """Hand a request and its file over, without waiting for the child to take them."""
        self._feeder = _thread(lambda: self._feed(line, data))

    def finished(self, seconds: float) -> bool:
        """Whether everything the child says was heard, waiting for it no longer than so long.

        What it says ends when the child does, however that comes about.
        """
        for listener in self._listeners:
            listener.join(seconds / len(self._listeners))
        return not any(listener.is_alive() for listener in self._listeners)

    def memory(self) -> int:
        """The bytes it holds, where the child cannot bound itself; elsewhere 0."""
        if BOUNDS_ITSELF:
            return 0
        from mhvalue.ingest.bounded.process_tree import held

        return held(self.process.pid)

    def end(self) -> None:
        """Kill the child if it still lives, let go of its pipes and remove what it put aside."""
        # The number of a process that is gone may be another's by now.
        if not BOUNDS_ITSELF and self.process.poll() is None:
            from mhvalue.ingest.bounded.process_tree import kill

            kill(self.process.pid)
        self.process.kill()
        self.process.wait()
        for thread in (*self._listeners, self._feeder):
            if thread is not None:
                thread.join(timeout=1)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        shutil.rmtree(self.folder, ignore_errors=True)

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


atexit.register(Child.drop_spare)
