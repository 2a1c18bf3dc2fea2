"""A process with all those it started, for systems on which one does not bound itself.

In a virtual environment of Windows python.exe only starts the interpreter and waits for it, so
that what the interpreter holds is seen in a process further down.
"""

from contextlib import suppress
from typing import Final

import psutil

SECONDS: Final = 2.0
"""How long processes that were killed may take to be gone."""


def held(pid: int) -> int:
    """The bytes that a process and those below it hold; 0 once it is gone.

    Counted is what lies in memory, or what was asked for where the system tells that too: pages
    that Windows has put aside are held all the same.
    """
    total = 0
    for process in _with_those_below(pid):
        with suppress(psutil.Error):
            told = process.memory_info()
            total += max(int(told.rss), int(getattr(told, "private", 0)))
    return total


def kill(pid: int) -> None:
    """End a process and those below it, and wait a little until they are gone."""
    found = _with_those_below(pid)
    for process in found:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(found, timeout=SECONDS)


def _with_those_below(pid: int) -> list[psutil.Process]:
    try:
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    except psutil.Error:
        return []
