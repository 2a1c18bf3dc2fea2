"""What passes between the app and the child that reads a file, both ways.

To the child: one JSON line (`Request`), then the bytes of the file. From the child: one JSON line
that is either an error of our tree or the lengths of what follows, then a JSON document and the
facts as an Arrow stream. Nothing is ever unpickled, so that a child which has come to harm can
send nothing that runs.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, BinaryIO

import pyarrow as pa

from mhvalue import errors
from mhvalue.errors import MhvalueError, PeopleFound, PersonColumn
from mhvalue.facts import Facts, Origin
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import Reading, from_json, to_json
from mhvalue.ingest.result import Preview, ReadResult
from mhvalue.units import Unit, UnitRegister


@dataclass(frozen=True)
class Request:
    """A file to read: its name, how many bytes follow, and how to read it, if that is known.

    `without` are columns to leave out, as sheet and letters. With a `path` no bytes follow: the
    child reads the file where it lies.
    """

    name: str
    size: int
    reading: Reading | None = None
    without: tuple[tuple[str, str], ...] = ()
    path: str = ""


def request_line(request: Request) -> bytes:
    """The request as one line."""
    reading = to_json(request.reading) if request.reading else None
    known = {"name": request.name, "size": request.size, "reading": reading}
    return _line({**known, "without": request.without, "path": request.path})


def parse_request(line: bytes) -> Request:
    """The request of one line."""
    known = json.loads(line)
    reading = from_json(known["reading"]) if known["reading"] else None
    without = tuple((sheet, column) for sheet, column in known["without"])
    return Request(known["name"], known["size"], reading, without, known["path"])


def write_result(result: ReadResult, out: BinaryIO) -> None:
    """Send a result: its line, its document, its facts."""
    document = json.dumps(_document(result), ensure_ascii=False, default=str).encode()
    # One batch, since a table without rows would send no batch and lose its categories.
    batch = pa.RecordBatch.from_pandas(result.facts.frame, preserve_index=False)
    # Its size is found without laying out a second copy of what may be a hundred megabytes.
    measured = pa.MockOutputStream()
    _stream(batch, measured)
    out.write(_line({"document": len(document), "frame": measured.size()}))
    out.write(document)
    _stream(batch, pa.PythonFile(out, mode="w"))  # type: ignore[arg-type] # it only writes
    out.flush()


def _stream(batch: pa.RecordBatch, sink: pa.NativeFile) -> None:
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)


def write_error(error: MhvalueError, out: BinaryIO) -> None:
    """Send an error of our tree."""
    told = {"error": type(error).__name__, "what": error.what, "where": error.where}
    columns = error.columns if isinstance(error, PeopleFound) else ()
    out.write(_line({**told, "do": error.do, "columns": list(map(asdict, columns))}))
    out.flush()


def parse_answer(answer: bytes) -> ReadResult:
    """The result a child sent; raises the error it sent, or ValueError for half an answer."""
    first = answer.find(b"\n") + 1
    if not first:
        raise ValueError("The answer is not whole.")
    head = json.loads(answer[:first])
    if "error" in head:
        raise _error(head)
    last = first + head["document"]
    if len(answer) != last + head["frame"]:
        raise ValueError("The answer is not whole.")
    document = json.loads(answer[first:last])
    with pa.ipc.open_stream(pa.py_buffer(answer)[last:]) as stream:
        frame = stream.read_all().to_pandas()
    origins = tuple(Origin(**origin) for origin in document["origins"])
    units = UnitRegister(tuple(_unit(unit) for unit in document["units"]))
    return ReadResult(
        facts=Facts(frame, units, document["key"], origins),
        reading=from_json(document["reading"]),
        previews=tuple(_preview(preview) for preview in document["previews"]),
        problems=tuple(Problem(**problem) for problem in document["problems"]),
        hidden_sheets=tuple(document["hidden_sheets"]),
        alike=tuple(map(tuple, document["alike"])),
        sheets=tuple(document["sheets"]),
    )


def _document(result: ReadResult) -> dict[str, object]:
    return {
        "key": result.facts.key,
        "origins": list(map(vars, result.facts.origins)),
        "units": list(map(vars, result.facts.units.units)),
        "reading": to_json(result.reading),
        "previews": list(map(vars, result.previews)),
        "problems": list(map(vars, result.problems)),
        "hidden_sheets": result.hidden_sheets,
        "alike": result.alike,
        "sheets": result.sheets,
    }


def _unit(known: dict[str, Any]) -> Unit:
    for name in ("opened", "closed"):
        known[name] = date.fromisoformat(known[name]) if known[name] else None
    known["parents"] = tuple((level, name) for level, name in known["parents"])
    return Unit(**known)


def _preview(known: dict[str, Any]) -> Preview:
    rows = tuple(tuple(row) for row in known["rows"])
    return Preview(known["sheet"], known["first_row"], rows)


def _error(head: Mapping[str, Any]) -> MhvalueError:
    kind = getattr(errors, head["error"], None)
    if kind is PeopleFound:
        columns = tuple(PersonColumn(**column) for column in head["columns"])
        return PeopleFound(head["what"], where=head["where"], do=head["do"], columns=columns)
    if not (isinstance(kind, type) and issubclass(kind, MhvalueError)):
        kind = MhvalueError
    return kind(head["what"], where=head["where"], do=head["do"])


def _line(content: Mapping[str, object]) -> bytes:
    return json.dumps(content).encode("ascii") + b"\n"
