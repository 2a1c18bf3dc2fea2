"""The command line: `python -m mhvalue check|facts|metrics`, the same work without the pages.

Exit status 0 where everything was read, 2 where a file, a recipe or a name was refused, with the
sentence on standard error; 1 for a fault of the program.
"""

import argparse
import json
import sys
import traceback
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mhvalue.errors import MhvalueError

if TYPE_CHECKING:
    from mhvalue.recipe.schema import Recipe

READ: Final = 0
FAULT: Final = 1
REFUSED: Final = 2
STOPPED: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask; returns the exit status."""
    asked = _parser().parse_args(arguments)
    _write_utf8()
    try:
        asked.work(asked)
    except MhvalueError as mistake:
        print(mistake.sentence(), file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        # Whoever was reading has heard enough; nothing more can be told.
        sys.stderr.close()
        return READ
    except Exception as error:  # noqa: BLE001 - told by kind and place: its message may hold values
        print(_fault(error), file=sys.stderr)
        return FAULT
    return READ


def _check(asked: argparse.Namespace) -> None:
    from mhvalue.commands import check, opening

    recipe = _recipe(asked)
    opened = opening.open_all(asked.files, recipe)
    report = check.check(opened, opening.workspace_of(opened, recipe), date.today())
    _say(_json(report) if asked.json else check.summary(report, opened))


def _facts(asked: argparse.Namespace) -> None:
    from mhvalue.commands import facts, opening

    facts.check_ending(asked.out)
    recipe = _recipe(asked)
    opened = opening.open_all(asked.files, recipe)
    _say(facts.write(opening.workspace_of(opened, recipe), asked.out) + "\n")


def _metrics(asked: argparse.Namespace) -> None:
    from mhvalue.commands import metrics, opening

    recipe = _recipe(asked)
    opened = opening.open_all(asked.files, recipe)
    found = metrics.metrics(opening.workspace_of(opened, recipe), all_known=asked.all)
    _say(_json(found) if asked.json else metrics.summary(found))


def _recipe(asked: argparse.Namespace) -> "Recipe | None":
    from mhvalue.commands.opening import load_recipe

    return load_recipe(asked.recipe) if asked.recipe else None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mhvalue",
        description="Read mental health service spreadsheets from the command line. "
        "No questions are asked: the best guess is taken and listed under doubts.",
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    check = commands.add_parser("check", help="say what was read in files, and what is doubtful")
    facts = commands.add_parser("facts", help="write the figures with their source cells")
    metrics = commands.add_parser("metrics", help="list the metrics, and which of them files allow")
    for command, work in ((check, _check), (facts, _facts), (metrics, _metrics)):
        least = "*" if command is metrics else "+"
        command.add_argument("files", nargs=least, type=Path, metavar="FILE")
        command.add_argument("--recipe", type=Path, metavar="R", help="a recipe saved by the app")
        command.set_defaults(work=work)
    for command in (check, metrics):
        command.add_argument("--json", action="store_true", help="as JSON instead of a summary")
    facts.add_argument("--out", type=Path, required=True, metavar="facts.csv|facts.parquet")
    metrics.add_argument("--all", action="store_true", help="also those outside the long list")
    return parser


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _write_utf8() -> None:
    """Names are written as they are, whatever the terminal was set to."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _fault(error: Exception) -> str:
    """What went wrong by its kind and lines, never by its message."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    return f"The program has a fault ({type(error).__name__} at {', '.join(places)})."


if __name__ == "__main__":
    sys.exit(main())
