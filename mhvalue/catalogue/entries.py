"""One entry of a catalogue file as an item or a metric; a wrong one gets a plain sentence."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any, Literal, get_origin

from mhvalue.catalogue.schema import (
    ADDING,
    BETTER,
    COUNTS,
    KINDS,
    LENSES,
    SPREADS,
    Item,
    Metric,
    Term,
)
from mhvalue.errors import CatalogueProblem

_CHOICES: dict[str, tuple[str, ...]] = {
    "counts": COUNTS,
    "over_time": ADDING,
    "over_units": ADDING,
    "over_groups": ADDING,
    "lens": LENSES,
    "kind": KINDS,
    "spread": SPREADS,
    "better": BETTER,
    "time_base": ("", "month", "year"),
}
_TERMS = ("numerator", "denominator", "made_of")


def item(identifier: str, entry: Mapping[str, Any], where: str) -> Item:
    """The item of one entry; CatalogueProblem names `where` when it is described wrongly."""
    return Item(**_read(Item, identifier, entry, where))


def metric(identifier: str, entry: Mapping[str, Any], where: str) -> Metric:
    """The metric of one entry; CatalogueProblem names `where` when it is described wrongly."""
    result = Metric(**_read(Metric, identifier, entry, where))
    missing = _missing_part(result)
    if missing:
        raise CatalogueProblem(
            f"A metric of the kind {result.kind} needs {missing}.", where=where, do="Add it."
        )
    return result


def _missing_part(found: Metric) -> str:
    if found.kind == "ready-made":
        return "" if found.value else "the item that holds its value"
    if not found.numerator:
        return "a numerator"
    if found.kind != "count" and not found.denominator:
        return "a denominator"
    return ""


def _read(
    kind: type[Item] | type[Metric], identifier: str, entry: Mapping[str, Any], where: str
) -> dict[str, Any]:
    known = {field.name: field for field in fields(kind) if field.name != "id"}
    unknown = sorted(set(entry) - set(known))
    if unknown:
        raise CatalogueProblem(
            f"Nothing is known of {unknown[0]}.", where=where, do="Check how the word is spelled."
        )
    given: dict[str, Any] = {"id": identifier}
    for name, field in known.items():
        if name in entry:
            given[name] = _value(name, field.type, entry[name], where)
        elif field.default is MISSING:
            raise CatalogueProblem(f"{name} is not given.", where=where, do="Add a line for it.")
    return given


def _value(name: str, declared: object, value: object, where: str) -> object:
    wanted, words = _kind_of_value(declared)
    fits = isinstance(value, wanted) and isinstance(value, bool) == (declared is bool)
    if isinstance(value, list) and name not in _TERMS:
        fits = fits and all(isinstance(text, str) for text in value)
    if not fits:
        raise CatalogueProblem(f"{name} is not {words}.", where=where, do="Write it as one.")
    choices = _CHOICES.get(name)
    if choices is not None and value not in choices:
        allowed = ", ".join(choice or "empty" for choice in choices)
        raise CatalogueProblem(
            f"{name} is none of the words it may be.", where=where, do=f"Use one of: {allowed}."
        )
    if isinstance(value, list):
        return tuple(_term(part, where) if name in _TERMS else part for part in value)
    if isinstance(value, int) and words == "a number":
        return float(value)
    return value


def _kind_of_value(declared: object) -> tuple[tuple[type, ...], str]:
    """What TOML must hold for a field, and how to say so."""
    if get_origin(declared) is tuple:
        return (list,), "a list"
    if declared is bool:
        return (bool,), "true or false"
    if declared is int:
        return (int,), "a whole number"
    if declared is str or get_origin(declared) is Literal:
        return (str,), "a text"
    return (int, float), "a number"


def _term(part: object, where: str) -> Term:
    """A part: the id of one item, or a table of items, weight, breakdown and group."""
    if isinstance(part, str):
        return Term((part,))
    if not isinstance(part, dict) or not part.get("items"):
        raise CatalogueProblem(
            "A part names no item.", where=where, do="Give the item's id, or a list as items."
        )
    unknown = sorted(set(part) - {"items", "weight", "breakdown", "group"})
    if unknown:
        raise CatalogueProblem(
            f"Nothing is known of {unknown[0]} in a part.",
            where=where,
            do="Use items, weight, breakdown and group.",
        )
    items, weight = part["items"], part.get("weight", 1)
    if not isinstance(items, list) or not isinstance(weight, int | float):
        raise CatalogueProblem(
            "A part is not described in the way it should be.",
            where=where,
            do="Give items as a list and weight as a number.",
        )
    return Term(**{**part, "items": tuple(items), "weight": float(weight)})
