"""The child process that reads one file and ends.

It is started as `python -P -X utf8 -m mhvalue.ingest.bounded.child`.

Two numbers after that are its own bounds: bytes of memory and seconds. A hostile workbook may
abort it or eat its memory; the app lives on. It is bounded where the system can bound it, says
how far it has come as JSON lines on stderr, and tells no cell's value in any error.
"""

import json
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from mhvalue.errors import FileRefused, MhvalueError, ReadingStopped

if TYPE_CHECKING:
    from mhvalue.ingest.bounded.wire import Request
    from mhvalue.ingest.result import ReadResult

MEMORY: Final = 2 * 1024**3
SECONDS: Final = 300
PRACTISE: Final = b"practise\n"
UNKNOWN: Final = "The file could not be read: it holds something the reader does not know."
SAVE_AGAIN: Final = "Open it in Excel, save it as a new .xlsx and upload that."
OUT_OF_MEMORY: Final = "Reading the file took more memory than a spreadsheet should."
SMALLER: Final = "Leave out the sheets, columns or years you do not need, or save it as CSV."


def main(bounds: Sequence[str] = ()) -> int:
    """Read the file that stdin holds, write the answer to stdout; the exit code is 0 if whole."""
    bound(*map(int, bounds))
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a library prints must not get between the bytes of the answer.
    sys.stdout = sys.stderr
    tell("starting")
    from mhvalue.ingest.bounded import wire

    line = source.readline()
    if line == PRACTISE:
        from mhvalue.ingest.bounded import practice

        # A fault here would be met again in earnest, and told then.
        with suppress(Exception):
            practice.practise()
        line = source.readline()
    if not line:
        return 0
    request = wire.parse_request(line)
    end_after(int(bounds[1]) if len(bounds) > 1 else SECONDS)
    try:
        result = _read(request, source)
        tell("handing over")
        wire.write_result(result, answers)
    except MhvalueError as error:
        wire.write_error(_located(error, request.name), answers)
    except MemoryError:
        stopped = ReadingStopped(OUT_OF_MEMORY, where=request.name, do=SMALLER)
        wire.write_error(stopped, answers)
    except Exception as error:  # noqa: BLE001 - whatever a library raises, the person is told plainly
        _tell_fault(error)
        refused = FileRefused(UNKNOWN, where=request.name, do=SAVE_AGAIN)
        wire.write_error(refused, answers)
    return 0


def _read(request: "Request", source: BinaryIO) -> "ReadResult":
    """The file that follows the request, or the one that lies at its path."""
    from mhvalue.ingest import pipeline, record_files

    name, reading, without = request.name, request.reading, request.without
    if request.path:
        path = Path(request.path)
        result = record_files.read_path(path, name, reading, tell, without)
        if result is not None:
            return result
        return pipeline.read(path.read_bytes(), name, reading, tell, without)
    return pipeline.read(_read_exactly(source, request.size), name, reading, tell, without)


def tell(stage: str) -> None:
    """Say on stderr how far the reading has come."""
    _say({"stage": stage})


def bound(memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Hold this process to its memory (Linux) and its time at work (Linux, macOS).

    Elsewhere the app watches it. A bound that the system already sets is never raised.
    """
    if sys.platform == "win32":
        _stay_silent()
        return
    import resource

    limits = {resource.RLIMIT_CPU: seconds, resource.RLIMIT_CORE: 0}
    if sys.platform == "linux":
        limits[resource.RLIMIT_AS] = memory
    for limit, most in limits.items():
        _, hard = resource.getrlimit(limit)
        held = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (held, held))


def _stay_silent() -> None:
    """Have Windows end this process when it faults, and not ask a person in a window first."""
    import ctypes

    no_box_for_faults, no_box_for_disks = 2, 1
    ctypes.windll.kernel32.SetErrorMode(no_box_for_faults | no_box_for_disks)  # type: ignore[attr-defined]


def end_after(seconds: int) -> None:
    """End this process after so long where nothing else would, should the app be gone by then."""
    if sys.platform != "win32":
        return
    import threading

    timer = threading.Timer(seconds, os._exit, (1,))
    timer.daemon = True
    timer.start()


def _located(error: MhvalueError, name: str) -> MhvalueError:
    """The error with the file's name before the sheet or cell it speaks of."""
    if name in error.where:
        return error
    where = f"{name}, {error.where}" if error.where else name
    return type(error)(error.what, where=where, do=error.do)


def _read_exactly(source: BinaryIO, size: int) -> bytes:
    data = source.read(size)
    if len(data) != size:
        raise ReadingStopped("The file did not arrive whole.", do="Upload it again.")
    return data


def _tell_fault(error: Exception) -> None:
    """Where in the code an unforeseen error arose: its kind and lines, never its message."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = [f"{frame.filename.rpartition('mhvalue')[2]}:{frame.lineno}" for frame in frames]
    _say({"fault": f"{type(error).__name__} at {', '.join(places)}"})


def _say(content: dict[str, str]) -> None:
    sys.stderr.write(json.dumps(content) + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    code = main(sys.argv[1:])
    # Taking the interpreter apart would keep the app waiting; what had to be said is on its way.
    sys.stderr.flush()
    os._exit(code)
