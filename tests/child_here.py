"""The child process's work done in this process: no start to wait for, all else as in the app."""

from collections import deque
from io import BytesIO

from mhvalue.errors import MhvalueError
from mhvalue.ingest import pipeline
from mhvalue.ingest.bounded import wire
from mhvalue.ingest.bounded.child import _located


class ChildHere:
    """Stands in for `process.Child`. What the reader does not foresee ends the test."""

    def __init__(self, bounds=None):
        self.answer = b""
        self.stages: deque[str] = deque()

    @classmethod
    def take(cls):
        return cls()

    def send(self, line, data):
        request, out = wire.parse_request(line), BytesIO()
        how = (request.name, request.reading, self.stages.append, request.without)
        try:
            wire.write_result(pipeline.read(data, *how), out)
        except MhvalueError as error:
            wire.write_error(_located(error, request.name), out)
        self.answer = out.getvalue()

    def finished(self, seconds):
        return True

    def end(self):
        pass
