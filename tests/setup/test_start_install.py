"""start.py installs once, anew where it must, and says in a sentence why it cannot."""

import ast
import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def prepare(start, *names):
    return start.prepare(start.ROOT / ".venv", list(names))


# What is installed, and when


def test_a_first_start_makes_the_environment_and_a_second_does_nothing(start, steps, capsys):
    python = prepare(start, start.RUN)
    assert python == start.python_of(start.ROOT / ".venv")
    assert steps == [("venv", ".venv"), ("pip", "requirements.txt")]
    steps.clear()
    capsys.readouterr()
    prepare(start, start.RUN)
    assert steps == []
    assert capsys.readouterr().out == ""


def test_changed_requirements_are_installed_into_the_same_environment(start, steps):
    prepare(start, start.RUN)
    steps.clear()
    (start.ROOT / start.RUN).write_text("thing==2\n")
    prepare(start, start.RUN)
    assert steps == [("pip", "requirements.txt")]


def test_tests_add_their_own_packages_once(start, steps):
    prepare(start, start.RUN)
    steps.clear()
    prepare(start, start.RUN, start.TEST)
    prepare(start, start.RUN, start.TEST)
    prepare(start, start.RUN)
    assert steps == [("pip", "requirements-test.txt")]


def test_an_installation_broken_off_is_made_anew(start, steps, monkeypatch):
    prepare(start, start.RUN)
    (start.ROOT / start.RUN).write_text("thing==2\n")
    whole = start.run_pip

    def break_off(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "run_pip", break_off)
    with pytest.raises(KeyboardInterrupt):
        prepare(start, start.RUN)
    monkeypatch.setattr(start, "run_pip", whole)
    steps.clear()
    prepare(start, start.RUN)
    assert steps == [("venv", ".venv"), ("pip", "requirements.txt")]


def test_a_half_made_environment_is_made_anew(start, steps):
    start.python_of(start.ROOT / ".venv").parent.mkdir(parents=True)
    start.python_of(start.ROOT / ".venv").touch()
    prepare(start, start.RUN)
    assert steps[0] == ("venv", ".venv")


def test_another_python_makes_it_anew_with_everything(start, steps, monkeypatch):
    prepare(start, start.RUN, start.TEST)
    steps.clear()
    monkeypatch.setattr(start, "PYTHON", "Python 3.99.0 at elsewhere")
    prepare(start, start.RUN, start.TEST)
    everything = [("pip", "requirements.txt"), ("pip", "requirements-test.txt")]
    assert steps == [("venv", ".venv"), *everything]


def test_an_environment_whose_python_is_gone_is_made_anew(start, steps):
    prepare(start, start.RUN).unlink()
    steps.clear()
    prepare(start, start.RUN)
    assert steps[0] == ("venv", ".venv")


def test_packages_are_checked_and_never_built(start):
    arguments = start.install_arguments(start.RUN)
    assert "--require-hashes" in arguments
    assert arguments[arguments.index("--only-binary") + 1] == ":all:"
    assert "--no-index" not in arguments


def test_a_wheels_folder_takes_the_place_of_the_network(start):
    start.WHEELS.mkdir()
    arguments = start.install_arguments(start.RUN)
    assert "--no-index" in arguments
    assert arguments[arguments.index("--find-links") + 1] == str(start.WHEELS)
    # It holds the app's packages only: those of the tests are fetched as ever.
    assert "--no-index" not in start.install_arguments(start.TEST)


# What is said when it cannot be done


def test_an_old_python_is_told_what_is_needed(start):
    with pytest.raises(start.SetupError, match=r"needs Python 3\.11 or newer, .* Python 3\.8\.18"):
        start.check_python((3, 8, 18))
    start.check_python((3, 11, 0))


def test_an_old_python_can_parse_the_file_and_finds_all_it_imports():
    tree = ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 8))
    imported = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import)
                for alias in node.names]  # fmt: skip
    imported += [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_its_set_up_modules_is_told_where_they_are(start, monkeypatch, module):
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        start.importlib.util, "find_spec", lambda name: None if name == module else find_spec(name)
    )
    with pytest.raises(start.SetupError, match=rf"{module}.*sudo apt install python3\.12-venv"):
        start.check_python((3, 12, 1))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "WARNING: Retrying (Retry(total=1)) after connection broken by 'NewConnectionError("
            "...: [Errno -3] Temporary failure in name resolution'\n"
            "ERROR: No matching distribution found for altair==6.3.0",
            "there seems to be no network",
        ),
        (
            "Could not fetch URL: There was a problem confirming the ssl certificate: "
            "SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]')\n"
            "ERROR: No matching distribution found for altair==6.3.0",
            "PIP_CERT",
        ),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n Got 12ab",
            "not the one that was checked",
        ),
        (
            "ERROR: Could not find a version that satisfies the requirement pyarrow==26\n"
            "ERROR: No matching distribution found for pyarrow==26",
            "no ready-made build of pyarrow==26 for this computer",
        ),
        (
            "long\nERROR: [Errno 28] No space left on device\n",
            "pip said: ERROR: [Errno 28] No space",
        ),
    ],
)
def test_each_failure_of_pip_has_its_sentence(start, said, sentence):
    assert sentence in start.pip_problem(said, "this computer")


def test_a_failing_pip_is_a_problem_not_a_traceback(start, tmp_path):
    with pytest.raises(start.SetupError, match=r"^The packages could not be installed\. pip said"):
        start.run_pip(Path(sys.executable), ["nonsense"])


def test_a_folder_that_cannot_be_made_is_told(start):
    blocker = start.ROOT / "blocker"
    blocker.write_text("a file where the folder would go")
    with pytest.raises(start.SetupError, match="could not be made"):
        start.make_environment(blocker / ".venv")
