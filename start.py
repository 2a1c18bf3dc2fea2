"""Set mhvalue up and run it, with nothing but Python.

    python start.py                  install what is missing, then open the app
    python start.py test [...]       every check; what follows goes to pytest
    python start.py pack --platform windows|macos-arm|macos-intel|linux
                                     make a folder that installs without a network
    python start.py bench            measure speed against other libraries

Exit codes: 0 all went well (Ctrl-C in the running app included), 1 a problem told in a sentence,
2 a command that does not exist, 130 set-up was interrupted, else the code of what failed.
The syntax is that of Python 3.8, so that an old Python can say which one is needed.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parent
WHEELS = ROOT / "wheels"
HOST = "127.0.0.1"
RUN, TEST, BENCH = "requirements.txt", "requirements-test.txt", "requirements-bench.txt"
# The base is part of it: a virtual environment dies with the Python that made it.
PYTHON = f"Python {platform.python_version()} at {sys.base_prefix}"

NO_NETWORK = (
    "The packages mhvalue needs could not be fetched: there seems to be no network. Connect for "
    "this first start, or use a folder made by `python start.py pack`, which needs none."
)
NO_CERTIFICATE = (
    "The packages mhvalue needs could not be fetched: the secure connection was not trusted, as "
    "happens behind an organisation's proxy. Set PIP_CERT to its certificate file, or use a "
    "folder made by `python start.py pack`."
)
CHANGED = "A package that was fetched is not the one that was checked. Nothing of it was used."
UNREACHED = (
    "NewConnectionError|NameResolution|getaddrinfo|name resolution|ConnectTimeout|ReadTimeout"
    "|Connection refused|ConnectionReset|ProxyError|unreachable|timed out"
)
PIP_SAID = (
    ("DO NOT MATCH THE HASHES", CHANGED),
    ("CERTIFICATE_VERIFY_FAILED|confirming the ssl certificate|SSLError", NO_CERTIFICATE),
    (UNREACHED, NO_NETWORK),
)

# For `pack`: what markers in a requirement file see there, and which builds run there.
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
GLIBC = [f"manylinux_2_{minor}_x86_64" for minor in range(28, 16, -1)]
PLATFORMS = {
    "windows": (("win32", "nt", "Windows", "AMD64"), ["win_amd64"]),
    "macos-arm": (("darwin", "posix", "Darwin", "arm64"), ["macosx_12_0_arm64"]),
    "macos-intel": (("darwin", "posix", "Darwin", "x86_64"), ["macosx_12_0_x86_64"]),
    "linux": (("linux", "posix", "Linux", "x86_64"), [*GLIBC, "manylinux2014_x86_64"]),
}
KEEP_FITTING = r"""
import json, re, sys
from packaging.markers import Marker
for block in re.split(r"\n(?=\w)", sys.stdin.read()):
    marker = re.search(r" ; ([^\\\n]+)", block)
    if not marker or Marker(marker[1]).evaluate(json.loads(sys.argv[1])):
        print(block.replace(marker[0], " ") if marker else block)
"""


class SetupError(Exception):
    """A sentence for the person: what is wrong and what to do."""


def check_python(version: tuple[int, ...]) -> None:
    """Raise SetupError where this Python cannot run mhvalue or make an environment."""
    if version < (3, 11):
        found = ".".join(str(part) for part in version[:3])
        raise SetupError(
            f"mhvalue needs Python 3.11 or newer, and this is Python {found}. Install a newer one "
            "from python.org, then start with it, for example: python3.11 start.py"
        )
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        raise SetupError(
            f"This Python lacks its module {missing[0]}, which set-up needs. On Debian or Ubuntu: "
            f"sudo apt install python{version[0]}.{version[1]}-venv. Elsewhere install Python "
            "from python.org."
        )


def python_of(folder: Path) -> Path:
    """The Python of a virtual environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def stamp_for(name: str) -> str:
    """What the stamp of a requirement file says once all of it is installed."""
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest() + "\n" + PYTHON + "\n"


def read_stamp(folder: Path, name: str) -> str:
    stamp = folder / f"{name}.stamp"
    return stamp.read_text(encoding="utf-8") if stamp.is_file() else ""


def is_whole(folder: Path) -> bool:
    """Whether an environment was once finished, by this Python, and not broken off since."""
    made_by = read_stamp(folder, RUN).partition("\n")[2].strip()
    return made_by == PYTHON and python_of(folder).exists() and not (folder / "unfinished").exists()


def prepare(folder: Path, names: list[str]) -> Path:
    """Make `folder` an environment that holds the requirement files; return its Python."""
    whole = is_whole(folder)
    stale = [name for name in names if not whole or read_stamp(folder, name) != stamp_for(name)]
    if stale and not whole:
        make_environment(folder)
    for name in stale:
        print(f"Installing what {name} lists. The first time this takes a few minutes.", flush=True)
        unfinished = folder / "unfinished"
        unfinished.touch()
        run_pip(python_of(folder), install_arguments(name))
        (folder / f"{name}.stamp").write_text(stamp_for(name), encoding="utf-8")
        unfinished.unlink()
    return python_of(folder)


def make_environment(folder: Path) -> None:
    command = [sys.executable, "-m", "venv", "--clear", str(folder)]
    made = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if made.returncode:
        last = (made.stderr + made.stdout).strip().split("\n")[-1]
        raise SetupError(
            f"The folder {folder.name} could not be made. Close mhvalue wherever it is open, "
            f"delete {folder.name} and start again. Python said: {last}"
        )


def install_arguments(name: str) -> list[str]:
    """pip's arguments; a packed folder brings the app's own packages along."""
    arguments = ["install", "--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / name)]
    if name == RUN and WHEELS.is_dir():
        return ["--isolated", *arguments, "--no-index", "--find-links", str(WHEELS)]
    return arguments


def run_pip(python: Path, arguments: list[str], where: str = "this computer and Python") -> None:
    """Run an environment's pip; raise SetupError with a sentence where it fails."""
    command = [str(python), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input"]
    ran = subprocess.run(
        [*command, "--retries", "2", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        env={**os.environ, "PIP_USER": "0"},
        check=False,
    )
    if ran.returncode:
        raise SetupError(pip_problem(ran.stderr, where))


def pip_problem(said: str, where: str) -> str:
    """The sentence for what pip said when it failed."""
    for pattern, sentence in PIP_SAID:
        if re.search(pattern, said):
            return sentence
    missing = re.search(r"No matching distribution found for (\S+)", said)
    if missing:
        return (
            f"There is no ready-made build of {missing[1]} for {where}. Use a 64-bit Python 3.11 "
            "to 3.14 (on Windows the x64 one), or the one a packed folder was packed for."
        )
    return "The packages could not be installed. pip said: " + said.strip().split("\n")[-1]


def check_port(port: int) -> None:
    with socket.socket() as probe:
        if os.name != "nt":  # there it would let two programs share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise SetupError(
                f"Port {port} is taken. If mhvalue is open already, go to http://{HOST}:{port}; "
                f"if not, choose another: python start.py --port {port + 1}"
            ) from None


def run_app(port: int, browser: bool) -> int:
    """Serve the app until it is stopped; return its exit code."""
    check_port(port)
    python = prepare(ROOT / ".venv", [RUN])
    serve = f"--server.address={HOST} --server.port={port} --server.headless=true"
    quiet = "--browser.gatherUsageStats=false --logger.hideWelcomeMessage=true"
    command = [str(python), "-m", "streamlit", "run", "app.py", *serve.split(), *quiet.split()]
    # Not execv: on Windows it would give the terminal back while the app runs on.
    child = subprocess.Popen(command, cwd=ROOT)
    try:
        if answers(child, port):
            address = f"http://{HOST}:{port}"
            print(f"mhvalue is open at {address}. Press Ctrl-C here to stop it.", flush=True)
            if browser:
                webbrowser.open(address)
        code = child.wait()
    except KeyboardInterrupt:
        stop(child)
        code = 0
    print("mhvalue has stopped." if code == 0 else "mhvalue ended; why is said above.")
    return code


def answers(child: subprocess.Popen[bytes], port: int, seconds: float = 180) -> bool:
    """Wait until the app answers; False where it ended or stays silent."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    give_up = time.monotonic() + seconds
    while child.poll() is None and time.monotonic() < give_up:
        try:
            with direct.open(f"http://{HOST}:{port}/_stcore/health", timeout=2):
                return True
        except OSError:
            time.sleep(0.2)
    return False


def stop(child: subprocess.Popen[bytes]) -> None:
    """End the app: a terminal's Ctrl-C reached it too, a signal to this process did not."""
    for end in (child.terminate, child.kill):
        try:
            child.wait(timeout=3)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            end()
    child.wait()


def run_in(folder: str, more: str, script: str, arguments: list[str]) -> int:
    """Run a script of tests/ in an environment that holds one more requirement file."""
    python = prepare(ROOT / folder, [RUN, more])
    command = [str(python), str(ROOT / "tests" / script), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def pack(system: str, version: str, out: Path) -> int:
    """Make out/mhvalue: the project's tracked files, and every package it needs as a wheel."""
    target = out / "mhvalue"
    if target.exists():
        raise SetupError(f"{target} is there already. Delete it, or choose another with --out.")
    files = tracked_files()
    python = prepare(ROOT / ".venv", [RUN])
    with tempfile.TemporaryDirectory() as folder:
        fitting = Path(folder) / RUN
        fitting.write_text(fitting_requirements(python, system, version), encoding="utf-8")
        where = f"{system} and Python {version}"
        run_pip(python, pack_arguments(system, version, fitting, Path(folder) / "w"), where)
        for file in files:
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / file, target / file)
        shutil.copytree(Path(folder) / "w", target / WHEELS.name)
    print(f"Packed for {where}: copy {target} there and run `python start.py` in it.")
    return 0


def tracked_files() -> list[str]:
    """The files of the project alone, so that nobody's data is packed by mistake."""
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        raise SetupError("Packing needs the project as a git clone, so that it knows its files.")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def fitting_requirements(python: Path, system: str, version: str) -> str:
    """The requirement file as it is for another system: pip would read its markers for this one."""
    names = ("sys_platform", "os_name", "platform_system", "platform_machine")
    there = dict(zip(names, PLATFORMS[system][0]))
    there.update(python_version=version, python_full_version=f"{version}.0")
    return subprocess.run(
        [str(python), "-c", KEEP_FITTING, json.dumps(there)],
        input=(ROOT / RUN).read_text(encoding="utf-8"),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout


def pack_arguments(system: str, version: str, requirements: Path, wheels: Path) -> list[str]:
    """pip's arguments that fetch builds for another system; the file names all, so no look-ups."""
    tags = [part for tag in PLATFORMS[system][1] for part in ("--platform", tag)]
    target = ["--implementation", "cp", "--python-version", version, *tags]
    fetch = ["download", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    return [*fetch, *target, "-d", str(wheels), "-r", str(requirements)]


def read_command(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="start.py", description="Set mhvalue up and run it.")
    parser.add_argument("--port", type=int, default=8501, help="where the app listens (8501)")
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")
    commands = parser.add_subparsers(dest="command", title="other commands")
    commands.add_parser("test", help="run every check; what follows goes to pytest")
    commands.add_parser("bench", help="measure speed against other libraries")
    packing = commands.add_parser("pack", help="make a folder that installs without a network")
    packing.add_argument("--platform", choices=PLATFORMS, required=True)
    packing.add_argument("--python", choices=PYTHONS, default=PYTHONS[0], help="the Python there")
    packing.add_argument("--out", type=Path, default=ROOT / "pack", help="where to (pack)")
    return parser.parse_args(arguments)


def obey(arguments: list[str]) -> int:
    if arguments[:1] == ["test"]:
        return run_in(".venv", TEST, "setup/checks.py", arguments[1:])
    asked = read_command(arguments)
    if asked.command == "pack":
        return pack(asked.platform, asked.python, asked.out)
    if asked.command == "bench":
        return run_in(".venv-bench", BENCH, "benchmarks/__main__.py", [])
    return run_app(asked.port, not asked.no_browser)


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        check_python(sys.version_info[:3])
        return obey(arguments)
    except SetupError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except OSError as problem:
        sys.stderr.write(f"{problem.filename or 'A file'} cannot be used: {problem.strerror}.\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped before it was done. Start again to go on.\n")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
