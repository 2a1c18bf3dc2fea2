"""What a metric is made of, in the names of its data items."""

from collections.abc import Sequence

from mhvalue.catalogue.schema import Catalogue, Metric, Term


def definition(metric: Metric, catalogue: Catalogue, *, parts: bool = True) -> str:
    """How the metric is worked out: "Missed contacts, divided by ..., times 100".

    `parts` says whether its parts are known; without them it was taken as finished.
    """
    if not parts or not metric.numerator:
        return "Taken from the file as a finished figure"
    worked = part_name(metric.numerator, catalogue)
    if metric.denominator:
        word = "less" if metric.kind == "gap" else "divided by"
        worked += f", {word} {part_name(metric.denominator, catalogue)}"
    if metric.kind == "change":
        worked += ", less one"
    if metric.multiplier != 1:
        worked += f", times {metric.multiplier:,g}"
    if metric.time_base:
        worked += f", for each {metric.time_base}"
    return worked


def part_name(terms: Sequence[Term], catalogue: Catalogue) -> str:
    """Terms added up: "Discharges", "Bed days minus leave days", "0.5 × contacts plus calls"."""
    text = ""
    for term in terms:
        if text:
            text += " minus " if term.weight < 0 else " plus "
        elif term.weight < 0:
            text += "minus "
        size = abs(term.weight)
        text += (
            _product(term, catalogue) if size == 1 else f"{size:g} × {_product(term, catalogue)}"
        )
    return text


def _product(term: Term, catalogue: Catalogue) -> str:
    known = (catalogue.items.get(item) for item in term.items)
    named = " × ".join(
        item.name if item else id for item, id in zip(known, term.items, strict=True)
    )
    return named if term.breakdown == "none" else f"{named} ({term.breakdown}: {term.group})"
