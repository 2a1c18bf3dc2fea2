"""The catalogue read from its data files, checked as a whole, and how it is searched."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import MappingProxyType

from mhvalue.catalogue import entries
from mhvalue.catalogue.brackets import known_as, without_unit
from mhvalue.catalogue.headings import fold
from mhvalue.catalogue.schema import BUILT_IN, Catalogue, Item, Metric, Term
from mhvalue.errors import CatalogueProblem

_FOLDER = Path(__file__).parent


@cache
def load() -> Catalogue:
    """The catalogue that comes with the programme, read once."""
    return read(_FOLDER)


def read(folder: Path) -> Catalogue:
    """The catalogue in a folder: every items*.toml, then every metrics*.toml, in order of name.

    Metrics stand in the order of order.toml where there is one, whatever file holds them; those
    it does not name follow in the order in which they were read. Raises CatalogueProblem, naming
    file and entry, when an entry is described wrongly, is there twice, answers to another's
    heading or speaks of an item that does not exist.
    """
    items: dict[str, Item] = {}
    metrics: dict[str, Metric] = {}
    places: dict[str, str] = {}
    for path in sorted(folder.glob("items*.toml")):
        for identifier, entry in _tables(path):
            place = _new_place(path, identifier, places)
            items[identifier] = entries.item(identifier, entry, place)
    for path in sorted(folder.glob("metrics*.toml")):
        for identifier, entry in _tables(path):
            place = _new_place(path, identifier, places)
            metrics[identifier] = entries.metric(identifier, entry, place)
    _check_references(items, metrics, places)
    _check_circles(items, places)
    _check_headings(items.values(), places)
    _check_headings(metrics.values(), places)
    return Catalogue(MappingProxyType(items), MappingProxyType(_in_order(metrics, folder)))


@cache
def long_list() -> tuple[str, ...]:
    """Ids of the metrics of the long list, in its order; the catalogue holds some besides."""
    known = load().metrics
    return tuple(name for name in _named_in_order(_FOLDER) if name in known)


def find_item(catalogue: Catalogue, heading: str) -> Item | None:
    """The item a column heading means: its id, name, a spelling of it or a MHSDS measure id.

    A bracket that holds the item's unit is passed over: "Delayed days (days)".
    """
    identifier = known_as(catalogue.item_headings, heading)
    if identifier is not None:
        return catalogue.items[identifier]
    apart = without_unit(heading)
    named = catalogue.items.get(catalogue.item_headings.get(fold(apart[0]), "")) if apart else None
    return named if apart and named and fold(named.unit) == apart[1] else None


def find_metric(catalogue: Catalogue, heading: str) -> Metric | None:
    """The metric whose finished value a column holds, going by its heading and its unit."""
    identifier = known_as(catalogue.metric_headings, heading)
    if identifier is not None:
        return catalogue.metrics[identifier]
    apart = without_unit(heading)
    found = catalogue.metric_headings.get(fold(apart[0]), "") if apart else ""
    named = catalogue.metrics.get(found)
    return named if apart and named and fold(named.unit) == apart[1] else None


def metrics_with(catalogue: Catalogue, items: frozenset[str]) -> tuple[Metric, ...]:
    """The metrics that can be shown from these item ids, in catalogue order.

    Either all parts are there or can be worked out, or the finished value is there, under its
    item's or the metric's id.
    """
    known = derivable(catalogue, items)
    return tuple(
        metric
        for metric in catalogue.metrics.values()
        if metric.value in items
        or metric.id in items
        or (metric.numerator and metric.parts() <= known)
    )


def derivable(catalogue: Catalogue, items: frozenset[str]) -> frozenset[str]:
    """These item ids and all that can be worked out from them, such as bed days from beds."""
    known = set(items)
    while True:
        more = {
            item.id
            for item in catalogue.items.values()
            if item.id not in known
            and item.made_of
            and _named(item.made_of) <= known | set(BUILT_IN)
        }
        if not more:
            return frozenset(known)
        known |= more


def _in_order(metrics: dict[str, Metric], folder: Path) -> dict[str, Metric]:
    first = {name: metrics[name] for name in _named_in_order(folder) if name in metrics}
    return first | metrics


def _named_in_order(folder: Path) -> list[str]:
    path = folder / "order.toml"
    named = _content(path).get("metrics", []) if path.exists() else []
    if not isinstance(named, list):
        raise CatalogueProblem("metrics is not a list.", where=path.name, do="Write it as one.")
    return named


def _content(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueProblem(
            "This is not a TOML file that can be read, or an entry is in it twice.",
            where=path.name,
            do=f"Correct it. What the reader met: {error}",
        ) from error


def _tables(path: Path) -> list[tuple[str, dict[str, object]]]:
    found = []
    for identifier, entry in _content(path).items():
        if not isinstance(entry, dict):
            raise CatalogueProblem(
                "This is not an entry.",
                where=f"{path.name}, {identifier}",
                do="Put its name in square brackets on a line of its own.",
            )
        found.append((identifier, entry))
    return found


def _new_place(path: Path, identifier: str, places: dict[str, str]) -> str:
    place = f"{path.name}, {identifier}"
    if identifier in places:
        raise CatalogueProblem(
            f"This id is used already ({places[identifier]}).",
            where=place,
            do="Give one of the two another id.",
        )
    places[identifier] = place
    return place


def _check_references(
    items: dict[str, Item], metrics: dict[str, Metric], places: dict[str, str]
) -> None:
    for missing in (name for name in BUILT_IN if name not in items):
        raise CatalogueProblem(f"The item {missing} must be there.", where="items.toml")
    for item in items.values():
        _check_items(_named(item.made_of) | ({item.wider} - {""}), items, places[item.id])
    for metric in metrics.values():
        singles = {name for name in (metric.value, metric.squares, metric.wider) if name}
        _check_items(metric.parts() | singles, items, places[metric.id])
        if metric.balancing and metric.balancing not in metrics:
            raise CatalogueProblem(
                f"There is no metric {metric.balancing} to balance it with.",
                where=places[metric.id],
                do="Name a metric of the catalogue.",
            )


def _check_items(names: Iterable[str], items: dict[str, Item], where: str) -> None:
    for name in sorted(set(names) - set(items)):
        raise CatalogueProblem(
            f"There is no item {name}.", where=where, do="Add the item or correct its id."
        )


def _check_circles(items: dict[str, Item], places: dict[str, str]) -> None:
    for start in items:
        path = [start]
        seen = set(path)
        while path:
            for name in _named(items[path.pop()].made_of):
                if name == start:
                    raise CatalogueProblem(
                        "This item is made of itself.",
                        where=places[start],
                        do="Take it out of what it is made of.",
                    )
                if name not in seen:
                    seen.add(name)
                    path.append(name)


def _check_headings(found: Iterable[Item | Metric], places: dict[str, str]) -> None:
    owners: dict[str, str] = {}
    for entry in found:
        for heading in entry.headings():
            owner = owners.setdefault(fold(heading), entry.id)
            if owner != entry.id:
                raise CatalogueProblem(
                    f"The heading {heading} belongs to {owner} already ({places[owner]}).",
                    where=places[entry.id],
                    do="Take it out of one of the two.",
                )


def _named(terms: tuple[Term, ...]) -> set[str]:
    return {name for term in terms for name in term.items}
