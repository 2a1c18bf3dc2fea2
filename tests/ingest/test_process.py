"""The child process: what it sends arrives, and what happens to it never reaches the app.

A pipeline made up by the test stands in for the real one, inside a real child.
"""

import signal
import subprocess
import sys
import textwrap
import threading
import time

import psutil
import pytest

from mhvalue.errors import FileRefused, ReadingProblem, ReadingStopped
from mhvalue.ingest.bounded import children, practice, process
from mhvalue.ingest.bounded.children import Child
from mhvalue.ingest.reading import Reading
from tests.ingest.crafted_files import one_value, workbook

SECRET = "Mrs Example 943 476 5919"
DATA = f"Ward,Name\nElm,{SECRET}\n".encode()


@pytest.fixture
def pipeline(monkeypatch):
    """Make children whose pipeline.read has the given body."""
    Child.drop_spare()

    def make(body):
        code = (
            "import sys, types\n"
            "def read(data, name, reading, on_stage, without=()):\n"
            f"{textwrap.indent(textwrap.dedent(body), '    ')}\n"
            "module = types.ModuleType('mhvalue.ingest.pipeline')\n"
            "module.read = read\n"
            "sys.modules[module.__name__] = module\n"
            "import mhvalue.ingest\n"
            "mhvalue.ingest.pipeline = module\n"
            "from mhvalue.ingest.bounded import child\n"
            "sys.exit(child.main())\n"
        )
        command = (sys.executable, "-P", "-X", "utf8", "-c", code)
        monkeypatch.setattr(children, "COMMAND", command)

    yield make
    Child.drop_spare()


RESULT = """
from mhvalue.facts import Facts, Origin, make
from mhvalue.ingest.reading import Reading
from mhvalue.ingest.result import ReadResult
from mhvalue.units import UnitRegister
columns = dict(item=["falls"], heading=["Falls"], level=["Ward"], unit=["Elm"], grain=["month"],
    period=["2024-04-01"], start=["2024-04-01"], end=["2024-04-30"], amount=[float(len(data))])
facts = make(columns, units=UnitRegister(), origins=(Origin(name, "", "A1:B2"),), key="k")
return ReadResult(facts, reading or Reading(), (), (), ())
"""


def read(data=DATA, **how):
    return process.read_file(data, "ward.csv", **how)


def stopped(**how):
    with pytest.raises(ReadingStopped) as told:
        read(**how)
    return told.value


def test_bytes_reading_and_result_travel(pipeline):
    pipeline(RESULT)
    reading = Reading(format="mhsds", published=True)
    result = read(reading=reading)
    assert result.facts.frame["amount"].tolist() == [float(len(DATA))]
    assert result.facts.origins[0].file == "ward.csv"
    assert result.reading == reading


def test_large_files_travel_whole(pipeline):
    pipeline(RESULT)
    data = DATA + b"Elm,x\n" * 1_000_000
    assert read(data).facts.frame["amount"].tolist() == [float(len(data))]


def test_stages_are_told_in_order(pipeline):
    pipeline("on_stage('looking')\non_stage('laying out')" + RESULT)
    stages = []
    read(on_stage=stages.append)
    assert stages == ["starting", "looking", "laying out", "handing over"]


def test_what_libraries_print_is_neither_shown_nor_in_the_way(pipeline, capfd):
    pipeline(f"print({SECRET!r})\nsys.stderr.write({SECRET!r})" + RESULT)
    assert len(read().facts.frame) == 1
    assert SECRET not in "".join(capfd.readouterr())


def test_an_error_of_ours_arrives_as_itself_with_the_file_named(pipeline):
    pipeline(
        "from mhvalue.errors import ReadingProblem\n"
        "raise ReadingProblem('No period.', where='sheet Falls', do='Choose one.')"
    )
    with pytest.raises(ReadingProblem) as told:
        read()
    assert str(told.value) == "ward.csv, sheet Falls: No period. Choose one."


def test_an_unforeseen_error_tells_its_place_and_no_value(pipeline, caplog):
    pipeline(f"raise ValueError(data.decode() + {SECRET!r})")
    with pytest.raises(FileRefused) as told:
        read()
    assert told.value.what.startswith("The file could not be read: it holds something")
    assert "ValueError at" in caplog.text
    assert "943" not in str(told.value) + caplog.text


def test_out_of_memory_is_said_plainly(pipeline):
    pipeline("raise MemoryError")
    assert stopped().what == "Reading the file took more memory than a spreadsheet should."


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the app watches the child's memory")
def test_memory_is_bounded_by_the_system(pipeline):
    pipeline("held = bytearray(3 * 1024**3)" + RESULT)
    assert stopped().what == "Reading the file took more memory than a spreadsheet should."


def test_memory_is_watched_where_the_system_does_not_bound_it(pipeline, monkeypatch):
    pipeline("import time\nheld = bytearray(b'x') * 200_000_000\ntime.sleep(60)")
    monkeypatch.setattr(children, "BOUNDS_ITSELF", False)
    monkeypatch.setattr(process, "MEMORY", 150 * 1024**2)
    assert stopped().what == "Reading the file took more memory than a spreadsheet should."


@pytest.mark.parametrize(
    "end",
    [
        "import os; os.abort()",
        "import os; os._exit(0)",
        "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
        "import os; sys.__stdout__.buffer.write(b'{}\\nhalf'); os._exit(0)",
    ],
)
def test_a_child_that_dies_leaves_the_app_alive(pipeline, end):
    pipeline(end)
    told = stopped()
    assert told.what.startswith("The file could not be read: it made the reader stop.")
    assert told.where == "ward.csv"
    pipeline(RESULT)
    assert len(read().facts.frame) == 1


def test_cancel_ends_the_child_long_before_it_would_end_by_itself(pipeline):
    pipeline("on_stage(str(__import__('os').getpid()))\nimport time\ntime.sleep(60)")
    pids, began = [], []

    def on_stage(stage):
        if stage.isdigit():
            pids.append(int(stage))
            began.append(time.monotonic())

    told = stopped(on_stage=on_stage, cancelled=lambda: bool(pids))
    assert told.what == "Reading was cancelled."
    assert time.monotonic() - began[0] < 30
    assert not psutil.pid_exists(pids[0])


def test_a_reading_that_takes_too_long_is_ended(pipeline, monkeypatch):
    pipeline("import time\ntime.sleep(60)")
    monkeypatch.setattr(process, "SECONDS", 0.2)
    assert stopped().what.startswith("Reading took longer than")


def test_an_error_in_the_app_ends_the_child(pipeline):
    pipeline("on_stage('x')\nimport time\ntime.sleep(60)")
    children = []

    def on_stage(stage):
        children.extend(thread for thread in threading.enumerate() if thread.daemon)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(on_stage=on_stage)
    assert not any(thread.is_alive() for thread in children if "_hear" in thread.name)


def test_refused_by_the_gate_before_any_child_starts(monkeypatch):
    def no_child(*_, **__):
        raise AssertionError("a child was started")

    monkeypatch.setattr(subprocess, "Popen", no_child)
    with pytest.raises(FileRefused) as told:
        process.read_file(b"", "../../etc/ward.csv")
    assert str(told.value) == "ward.csv: This file is empty. Save it again and upload it."


def test_a_spare_is_used_once(pipeline):
    pipeline(RESULT)
    Child.prepare()
    Child.prepare()
    spare = Child._spare
    read()
    assert Child._spare is None
    assert spare.process.poll() is not None
    assert len(read().facts.frame) == 1


def test_a_spare_practises_while_it_waits_and_tells_nothing_of_it(pipeline, tmp_path):
    noted = tmp_path / "read.txt"
    pipeline(f"open({str(noted)!r}, 'a').write(name + chr(10))\non_stage(name)" + RESULT)
    Child.prepare()
    stages = []
    assert read(on_stage=stages.append).facts.origins[0].file == "ward.csv"
    assert stages == ["starting", "ward.csv", "handing over"]
    assert noted.read_text().split() == ["mhvalue-template.xlsx", "practice.csv", "ward.csv"]


def test_a_practice_that_fails_does_not_cost_the_spare(pipeline):
    pipeline("if name != 'ward.csv':\n    raise MemoryError" + RESULT)
    Child.prepare()
    spare = Child._spare
    assert len(read().facts.frame) == 1
    assert spare.process.poll() is not None


def test_what_a_spare_practises_on_can_be_read():
    practice.practise()


def test_a_spare_that_died_is_not_used(pipeline):
    pipeline(RESULT)
    Child.prepare()
    spare = Child._spare
    spare.process.send_signal(signal.SIGTERM)
    spare.process.wait(5)
    assert len(read().facts.frame) == 1


def test_a_child_nobody_speaks_to_ends_by_itself(pipeline):
    pipeline(RESULT)
    Child.prepare()
    spare = Child._spare
    spare.process.stdin.close()
    assert spare.process.wait(10) == 0


def test_a_csv_becomes_facts():
    result = process.read_file(b"Ward,Month,Falls\nElm,Apr 2024,3\nElm,May 2024,5\n", "falls.xlsx")
    assert result.facts.frame["amount"].tolist() == [3.0, 5.0]
    assert "It was read as CSV." in [problem.done for problem in result.problems]


def test_a_value_at_the_far_corner_is_refused_before_its_cells_are_made():
    stages = []
    with pytest.raises(FileRefused) as told:
        process.read_file(
            workbook(one_value("XFD1048576")),
            "far.xlsx",
            on_stage=stages.append,
        )
    assert stages[-1] == "reading the cells"
    assert told.value.where == "far.xlsx, sheet Sheet1"
    assert told.value.what.startswith("This sheet reaches too far")
