"""What the child and its watcher do on each system, tried without those systems.

What is only there on another one (resource limits, window calls) is stood in for by a record of
what was asked of it; processes are real.
"""

import os
import subprocess
import sys
import time
import types
from pathlib import Path

import psutil
import pytest

from mhvalue.errors import ReadingStopped
from mhvalue.ingest.bounded import child, children, process, process_tree
from mhvalue.ingest.bounded.children import Child

SIZE = 60 * 1024**2
HOLDS = f"import sys, time; held = bytearray({SIZE}); held[::4096] = b'x' * len(held[::4096])"
WAITS = "; print('ready', flush=True); time.sleep(60)"
STARTS = f"""
import subprocess, sys
below = subprocess.Popen([sys.executable, "-c", {HOLDS + WAITS!r}])
below.wait()
"""
"""As python.exe of a virtual environment does on Windows: another process does the work."""


@pytest.fixture
def launcher():
    started = subprocess.Popen([sys.executable, "-c", STARTS], stdout=subprocess.PIPE)
    assert started.stdout is not None
    started.stdout.readline()
    yield started
    process_tree.kill(started.pid)
    started.wait()
    started.stdout.close()


def test_what_a_process_further_down_holds_counts_and_ends_with_it(launcher):
    (below,) = psutil.Process(launcher.pid).children()
    assert psutil.Process(launcher.pid).memory_info().rss < SIZE
    assert process_tree.held(launcher.pid) > SIZE
    process_tree.kill(launcher.pid)
    launcher.wait()
    assert not below.is_running()
    assert process_tree.held(launcher.pid) == 0


def test_memory_that_windows_put_aside_is_held_all_the_same(monkeypatch):
    told = types.SimpleNamespace(rss=10, private=70)
    stand_in = types.SimpleNamespace(memory_info=lambda: told, children=lambda recursive: [])
    monkeypatch.setattr(psutil, "Process", lambda pid: stand_in)
    assert process_tree.held(1) == 70


class Limits(types.ModuleType):
    """The resource module of a system, with hard limits of its own."""

    RLIMIT_CPU, RLIMIT_CORE, RLIMIT_AS, RLIM_INFINITY = "time", "core", "memory", -1

    def __init__(self, **hard):
        super().__init__("resource")
        self.hard, self.asked = hard, {}

    def getrlimit(self, limit):
        return 0, self.hard.get(limit, self.RLIM_INFINITY)

    def setrlimit(self, limit, held):
        self.asked[limit] = held


def limits_on(monkeypatch, system, **hard):
    limits = Limits(**hard)
    monkeypatch.setitem(sys.modules, "resource", limits)
    monkeypatch.setattr(sys, "platform", system)
    child.bound(1000, 30)
    monkeypatch.undo()
    return limits.asked


def test_linux_bounds_memory_and_time_and_macos_time(monkeypatch):
    both = {"time": (30, 30), "core": (0, 0)}
    assert limits_on(monkeypatch, "linux") == both | {"memory": (1000, 1000)}
    assert limits_on(monkeypatch, "darwin") == both


def test_a_bound_that_the_system_sets_is_not_raised(monkeypatch):
    asked = limits_on(monkeypatch, "linux", memory=400, time=90)
    assert asked == {"time": (30, 30), "core": (0, 0), "memory": (400, 400)}


def test_windows_asks_nobody_about_a_fault_and_ends_the_child_in_time(monkeypatch):
    modes, ended = [], []
    kernel = types.SimpleNamespace(SetErrorMode=modes.append)
    fake = types.SimpleNamespace(windll=types.SimpleNamespace(kernel32=kernel))
    monkeypatch.setitem(sys.modules, "ctypes", fake)
    monkeypatch.setattr(os, "_exit", ended.append)
    child.end_after(0)
    monkeypatch.setattr(sys, "platform", "win32")
    child.bound()
    child.end_after(0)
    for _ in range(100):
        if ended:
            break
        time.sleep(0.02)
    assert (modes, ended) == ([3], [1])


def test_what_a_child_put_aside_goes_with_it_however_it_ends(monkeypatch):
    code = (
        "import tempfile, sys, time; left = tempfile.mkdtemp(); open(left + '/rows', 'w').close();"
        'sys.stderr.write(\'{"stage": "written"}\\n\'); sys.stderr.flush(); time.sleep(60)'
    )
    monkeypatch.setattr(children, "COMMAND", (sys.executable, "-c", code))
    for itself in (True, False):
        monkeypatch.setattr(children, "BOUNDS_ITSELF", itself)
        one = Child()
        while not one.stages:
            assert not one.finished(0.05)
        folder = Path(one.folder)
        assert list(folder.rglob("rows"))
        one.end()
        assert not folder.exists()


def test_a_launcher_whose_reader_takes_too_much_is_stopped(monkeypatch):
    monkeypatch.setattr(children, "COMMAND", (sys.executable, "-c", STARTS))
    monkeypatch.setattr(children, "BOUNDS_ITSELF", False)
    monkeypatch.setattr(process, "MEMORY", SIZE)
    Child.drop_spare()
    with pytest.raises(ReadingStopped) as told:
        process.read_file(b"Ward,Falls\nElm,3\n", "ward.csv")
    assert told.value.what == "Reading the file took more memory than a spreadsheet should."


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets the size of a pipe be set")
def test_a_child_starts_where_the_system_gives_its_pipes_no_more_room(monkeypatch):
    import fcntl

    asked = []

    def refuse(pipe, what, size):
        asked.append((what, size))
        raise PermissionError

    monkeypatch.setattr(fcntl, "fcntl", refuse)
    started = Child()
    try:
        assert started.process.poll() is None
    finally:
        started.end()
    assert asked == [(fcntl.F_SETPIPE_SZ, 1024**2)] * 2
