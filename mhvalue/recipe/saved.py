"""A recipe as a small JSON file, and back, every key checked.

Only JSON is read: there is nothing in it that can run, point at a file or hold a figure.
"""

import json
from collections.abc import Mapping
from typing import Final

from mhvalue.errors import RecipeProblem
from mhvalue.ingest.reading import Reading, from_dict, to_dict
from mhvalue.recipe.choices import CORRECT, choices, plain, text, unfit
from mhvalue.recipe.schema import VERSION, Recipe, RecipeFile

LARGEST: Final = 5 * 1024**2
_KEYS: Final = ("recipe", "version", "files", "choices")
_FILE_KEYS: Final = ("name", "reading", "units", "names")
_MARK: Final = "mhvalue"


def to_json(recipe: Recipe) -> str:
    """The recipe as text that a person can read; equal recipes give equal texts."""
    content = {
        "recipe": _MARK,
        "version": recipe.version,
        "files": [
            {
                "name": file.name,
                "reading": to_dict(file.reading),
                "units": [list(unit) for unit in file.units],
                "names": list(file.names),
            }
            for file in recipe.files
        ],
        "choices": dict(recipe.choices.values),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def from_json(content: str | bytes) -> Recipe:
    """The recipe a text holds.

    Raises RecipeProblem, naming the key, for anything that the app would not have written.
    """
    known = _keys(_parsed(content), "the recipe", _KEYS)
    if known.get("recipe") != _MARK:
        raise RecipeProblem(
            "This is not a recipe of mhvalue.", do="Choose the .json file that the app saved."
        )
    _check_version(known.get("version"))
    files = known.get("files", [])
    if not isinstance(files, list):
        raise unfit("files", "is not a list")
    return Recipe(
        files=tuple(_file(file, f"files[{i}]") for i, file in enumerate(files)),
        choices=choices(known.get("choices", {})),
    )


def _parsed(content: str | bytes) -> object:
    not_json = RecipeProblem(
        "The recipe is not valid JSON.", do="Choose the .json file that the app saved."
    )
    if len(content) > LARGEST:
        raise RecipeProblem(
            f"The recipe is larger than {LARGEST // 1024**2} MB, more than a recipe can be.",
            do="Choose the .json file that the app saved.",
        )
    try:
        read = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        return json.loads(read, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise not_json from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise unfit(twice[:40], "is there twice")
    return found


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _check_version(version: object) -> None:
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise unfit("version", "is not the number of a version")
    if version > VERSION:
        raise RecipeProblem(
            f"The recipe is of version {version}, and this program knows versions up to {VERSION}.",
            do="Use a newer version of mhvalue, or save the recipe again with this one.",
        )


def _file(data: object, where: str) -> RecipeFile:
    known = _keys(data, where, _FILE_KEYS)
    for name in ("name", "reading"):
        if name not in known:
            raise unfit(f"{where}.{name}", "is missing")
    return RecipeFile(
        name=_name(known["name"], f"{where}.name"),
        reading=_reading(known["reading"], f"{where}.reading"),
        units=_units(known.get("units", []), f"{where}.units"),
        names=_texts(known.get("names", []), f"{where}.names"),
    )


def _keys(data: object, where: str, allowed: tuple[str, ...]) -> Mapping[str, object]:
    if not isinstance(data, dict):
        raise unfit(where, "is not a set of keys")
    for name in data:
        if name not in allowed:
            raise unfit(f"{where}.{str(name)[:40]}" if "[" in where else str(name)[:40],
                        f"is not known: known are {', '.join(allowed)}")  # fmt: skip
    return data


def _name(data: object, where: str) -> str:
    name = text(data, where)
    if (
        name in ("", ".", "..")
        or any(mark in name for mark in ("/", "\\", "\0"))
        or name[1:2] == ":"
    ):
        raise unfit(where, "is not the name of a file")
    return name


def _reading(data: object, where: str) -> Reading:
    plain(data, where)
    try:
        return from_dict(data)
    except RecipeProblem as error:
        what = error.what.replace("The key ", f"The key {where}.", 1)
        raise RecipeProblem(what, where="recipe", do=CORRECT) from error


def _units(data: object, where: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(data, list):
        raise unfit(where, "is not a list")
    found = []
    for place, pair in enumerate(data):
        here = f"{where}[{place}]"
        if not isinstance(pair, list) or len(pair) != 2:
            raise unfit(here, "is not a level and a name")
        found.append((text(pair[0], f"{here}[0]"), text(pair[1], f"{here}[1]")))
    return tuple(found)


def _texts(data: object, where: str) -> tuple[str, ...]:
    if not isinstance(data, list):
        raise unfit(where, "is not a list")
    return tuple(text(one, f"{where}[{place}]") for place, one in enumerate(data))
