"""start.py packs a folder for another system: its files, its packages, nothing else."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LOCKED = """\
# Made from something.
thing==1 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
watcher==2 ; sys_platform != 'darwin' \\
    --hash=sha256:cc
newer==3 ; python_full_version >= '3.12' \\
    --hash=sha256:dd
"""


@pytest.mark.parametrize(
    ("system", "version", "kept"),
    [
        ("linux", "3.11", {"thing==1": ["aa", "bb"], "watcher==2": ["cc"]}),
        ("macos-arm", "3.11", {"thing==1": ["aa", "bb"]}),
        ("windows", "3.13", {"thing==1": ["aa", "bb"], "watcher==2": ["cc"], "newer==3": ["dd"]}),
    ],
)
def test_requirements_are_those_of_the_other_system(start, system, version, kept):
    (start.ROOT / start.RUN).write_text(LOCKED)
    fitting = start.fitting_requirements(Path(sys.executable), system, version)
    lines = fitting.replace("\\\n", " ").splitlines()
    found = [line.split() for line in lines if line and not line.startswith("#")]
    hashes = {parts[0]: [part[-2:] for part in parts[1:]] for parts in found}
    assert hashes == kept


def test_builds_are_asked_for_the_other_system(start, tmp_path):
    arguments = start.pack_arguments("windows", "3.12", tmp_path / "r.txt", tmp_path / "wheels")
    text = " ".join(arguments)
    assert text.startswith("download ")
    assert "--require-hashes --only-binary :all:" in text
    assert "--python-version 3.12 --platform win_amd64" in text
    linux = start.pack_arguments("linux", "3.11", tmp_path / "r.txt", tmp_path / "wheels")
    asked = [linux[place + 1] for place, word in enumerate(linux) if word == "--platform"]
    assert {"manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"} <= set(asked)


@pytest.fixture
def clone(start, steps, monkeypatch):
    """A git clone with one tracked file and one that is nobody's business."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    subprocess.run([git, "init", "-q"], cwd=start.ROOT, check=True)
    (start.ROOT / "pages").mkdir()
    (start.ROOT / "pages" / "trends.py").write_text("page")
    (start.ROOT / "patients.xlsx").write_text("private")
    subprocess.run([git, "add", "pages", start.RUN], cwd=start.ROOT, check=True)

    def run_pip(python, arguments, where=""):
        if "download" in arguments:
            wheels = Path(arguments[arguments.index("-d") + 1])
            wheels.mkdir()
            (wheels / "thing.whl").touch()

    monkeypatch.setattr(start, "run_pip", run_pip)
    monkeypatch.setattr(start, "fitting_requirements", lambda *_: "thing==1\n")
    return start


def test_a_packed_folder_holds_tracked_files_and_wheels_only(clone, tmp_path):
    assert clone.main(["pack", "--platform", "linux", "--out", str(tmp_path / "out")]) == 0
    packed = tmp_path / "out" / "mhvalue"
    files = {path.relative_to(packed).as_posix() for path in packed.rglob("*") if path.is_file()}
    assert files == {"pages/trends.py", "requirements.txt", "wheels/thing.whl"}


def test_packing_never_writes_over_a_folder(clone, tmp_path, capsys):
    (tmp_path / "out" / "mhvalue").mkdir(parents=True)
    assert clone.main(["pack", "--platform", "linux", "--out", str(tmp_path / "out")]) == 1
    assert "is there already" in capsys.readouterr().err


def test_a_build_missing_for_a_system_names_both(start):
    said = "ERROR: No matching distribution found for thing==1"
    sentence = start.pip_problem(said, "macos-intel and Python 3.14")
    assert "no ready-made build of thing==1 for macos-intel and Python 3.14" in sentence


def test_packing_outside_a_clone_is_told(start, monkeypatch, capsys):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(start.ROOT.parent))
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    assert start.main(["pack", "--platform", "linux"]) == 1
    assert "git clone" in capsys.readouterr().err
