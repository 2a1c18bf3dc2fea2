"""What every file of the project keeps to, whoever wrote it."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "mhvalue").rglob("*.py"))
PYTHON = sorted([*MODULES, *(ROOT / "pages").rglob("*.py"), *(ROOT / "tests").rglob("*.py")])
TEXT = {".py", ".toml", ".md", ".txt", ".cfg", ".yml", ".yaml", ".json", ".csv", ".css", ".html"}
LONGEST = 350
# A package registry's address, and the usual folders of a person or a machine.
ELSEWHERE = (
    re.compile(r"https?://[\w.-]*py(?:pi|thonhosted)\.", re.IGNORECASE),
    re.compile(r"(?<![\w.~/-])/(?:home|root|Users|work|mnt)/\w"),
    re.compile(r"[A-Z]:\\Users\\\w"),
)


def project_files() -> list[Path]:
    """The text files that git has or would take; all of a folder that is no clone."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        found = PYTHON
    else:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in found if path.is_file() and path.suffix in TEXT | {""}]


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def test_there_is_something_to_look_at():
    assert len(MODULES) > 10
    assert len(project_files()) > len(MODULES)


def test_no_module_is_longer_than_a_person_can_hold_in_mind():
    files = [*PYTHON, ROOT / "start.py"]
    long = [path for path in files if len(path.read_text("utf-8").splitlines()) > LONGEST]
    assert names(long) == []


def test_packages_hold_nothing_of_their_own():
    inits = [path for path in MODULES if path.name == "__init__.py"]
    assert len(inits) > 5
    assert names([path for path in inits if path.read_text("utf-8").strip()]) == []


def test_test_folders_are_no_packages():
    assert names(sorted((ROOT / "tests").rglob("__init__.py"))) == []


def test_test_files_have_names_of_their_own():
    stems = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(name for name in set(stems) if stems.count(name) > 1) == []


def prints(path: Path) -> bool:
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if is_call(node))
    return any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls)


def is_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call)


def test_nothing_prints_but_the_command_line():
    speaking = ROOT / "mhvalue" / "__main__.py"
    assert names([path for path in MODULES if path != speaking and prints(path)]) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("see https://py" + "pi.org/project/x", True),
        ("/ho" + "me/anna/data.xlsx", True),
        ("read /wo" + "rk/shared/file", True),
        ("pages/home/start.py and docs/work/plan", False),
        ("https://www.england.nhs.uk/home/about", False),
    ],
)
def test_the_pattern_knows_an_address_of_elsewhere(line, told):
    assert any(pattern.search(line) for pattern in ELSEWHERE) is told


def test_the_project_speaks_of_itself_alone():
    found = []
    for path in project_files():
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if any(pattern.search(line) for pattern in ELSEWHERE):
                found.append(f"{path.relative_to(ROOT).as_posix()}:{number}")
    assert found == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_requirement_is_pinned_and_checked(name):
    text = (ROOT / name).read_text("utf-8")
    assert re.search(r"^\s*-(?!-hash)", text, re.MULTILINE) is None
    assert re.search(r"^\s*--(?!hash=)", text, re.MULTILINE) is None
    blocks = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    loose = [block for block in blocks if not re.match(r"[\w.-]+==\S+ .*\\\n +--hash=", block)]
    assert loose == []


def pinned(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text("utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def test_running_and_testing_use_the_same_versions():
    running = pinned("requirements.txt")
    for name in ("requirements-test.txt", "requirements-bench.txt"):
        shared = {key: version for key, version in pinned(name).items() if key in running}
        assert shared == {key: running[key] for key in shared}


def test_what_the_project_asks_for_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = {
        "requirements.txt": project["project"]["dependencies"],
        "requirements-test.txt": project["dependency-groups"]["test"],
        "requirements-bench.txt": project["dependency-groups"]["bench"],
    }
    for name, wanted in asked.items():
        missing = {re.split(r"[<>=]", line)[0] for line in wanted} - set(pinned(name))
        assert missing == set(), name
