"""start.py as a module, living in an empty folder, and its steps recorded instead of done."""

import importlib.util
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def start(monkeypatch, tmp_path):
    """start.py, living in an empty folder with three small requirement files."""
    spec = importlib.util.spec_from_file_location("start_under_test", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "WHEELS", tmp_path / "wheels")
    for name in (module.RUN, module.TEST, module.BENCH):
        (tmp_path / name).write_text(f"thing==1 # {name}\n")
    return module


@pytest.fixture
def steps(start, monkeypatch):
    """What would have been done: ("venv", folder) and ("pip", requirement file)."""
    done = []

    def make_environment(folder):
        shutil.rmtree(folder, ignore_errors=True)
        start.python_of(folder).parent.mkdir(parents=True)
        start.python_of(folder).touch()
        done.append(("venv", folder.name))

    def run_pip(python, arguments, where=""):
        done.append(("pip", Path(arguments[arguments.index("-r") + 1]).name))

    monkeypatch.setattr(start, "make_environment", make_environment)
    monkeypatch.setattr(start, "run_pip", run_pip)
    return done
