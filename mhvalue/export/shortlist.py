"""A whole workshop as a workbook: the list, the order, and all it was made from.

Nothing stands in it but what can be seen, and it can be read back into the same workshop by
`mhvalue.shortlist.workbook_in`.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import numpy as np

from mhvalue.export.rows import Cell, Column, Kind, Table
from mhvalue.export.saving import saved
from mhvalue.export.score_sheet import anchors
from mhvalue.export.sheets import add_lines, add_table
from mhvalue.shortlist.agreement import Agreement, agreement, points_used
from mhvalue.shortlist.criteria import CRITERIA, IDS, NAMES
from mhvalue.shortlist.decisions import decided, final
from mhvalue.shortlist.gates import GATES
from mhvalue.shortlist.layout import HEAD, SECTIONS, Field, Section
from mhvalue.shortlist.ranking import Ranking, ranking
from mhvalue.shortlist.state import to_dict
from mhvalue.shortlist.workshop import Workshop
from mhvalue.words.shortlist import METHOD, agreement_sentence, ranking_sentence

TITLE: Final = "Shortlist from mhvalue"

_KINDS: Final[dict[str, Kind]] = {
    "text": "text",
    "whole": "count",
    "whole or none": "count",
    "number": "value",
    "date": "date",
}
_LONG: Final = ("reason", "how", "name")
_NAMED: Final = {"metric": "Metric", "criterion": "Criterion", "gate": "Question"}
"""Fields with an id that gets its words in a column beside it."""

_QUESTIONS: Final = {gate.id: gate.question for gate in GATES}


def workbook(workshop: Workshop, made_on: date, version: str) -> bytes:
    """The workbook as a file; the same workshop makes the same bytes. `version` is mhvalue's."""
    from openpyxl import Workbook

    agreed, ranked = agreement(workshop), ranking(workshop)
    book = Workbook(write_only=True)
    add_lines(book, "About", list(_about(workshop, agreed, ranked, made_on, version)), ())
    if workshop.frozen:
        add_table(book, _final_list(workshop), ())
    add_table(book, _ranking(workshop, agreed, ranked), ())
    if agreed.count.any():
        add_table(book, _agreement(workshop, agreed), ())
    add_table(book, anchors(workshop), ())
    plain = to_dict(workshop)
    for section in SECTIONS:
        add_table(book, _section(section, plain[section.key], workshop), ())
    head = {field.key: plain[field.key] for field in HEAD.fields}
    add_table(book, _section(HEAD, [head], workshop), ())
    return saved(book, made_on, TITLE)


def _about(
    workshop: Workshop, agreed: Agreement, ranked: Ranking, made_on: date, version: str
) -> Iterator[tuple[str, str | date]]:
    yield "What this is", "A shortlist of metrics, with how it was agreed."
    yield "Workshop", workshop.title
    count = len(final(workshop))
    yield "Final list", f"Frozen, {count:,} kept" if count else "Not frozen yet"
    yield "The order", ranking_sentence(ranked, workshop.names)
    yield "The scorers", agreement_sentence(agreed, workshop.names)
    for place, sentence in enumerate(METHOD):
        yield "" if place else "How it was worked out", sentence
    yield "To carry on", "Upload this workbook to go on where it was left. Keep its headings."
    yield "Made on", made_on
    yield "Made with", f"mhvalue {version}"


def _final_list(workshop: Workshop) -> Table:
    held, names = decided(workshop), workshop.names
    columns = (
        Column("Metric", "long text"),
        Column("Metric id"),
        Column("Why", "long text"),
        Column("By"),
        Column("Date", "date"),
    )
    rows = tuple(
        (names[m], m, held[m].reason, held[m].by or None, held[m].when) for m in final(workshop)
    )
    return Table("Final list", columns, rows)


def _ranking(workshop: Workshop, agreed: Agreement, ranked: Ranking) -> Table:
    """One row a metric, the highest first; those not scored yet at the end, without a rank."""
    used, names = points_used(workshop, agreed), workshop.names
    columns = (
        Column("Rank", "count"),
        Column("Metric", "long text"),
        Column("Metric id"),
        Column("Score (0 to 100)", "value", 1),
        Column("Highest rank when weights move", "count"),
        Column("Lowest rank when weights move", "count"),
        Column("Criteria scored", "count"),
        *(Column(each.name, "value", 1) for each in CRITERIA),
    )
    unranked = [place for place in range(len(ranked.metrics)) if not ranked.rank[place]]

    def rows() -> Iterator[tuple[Cell, ...]]:
        for place in (*ranked.order, *unranked):
            ranks = (ranked.rank[place], ranked.best[place], ranked.worst[place])
            rank, best, worst = (float(each) if each else None for each in ranks)
            metric = ranked.metrics[place]
            yield (
                *(rank, names[metric], metric, _known(ranked.score[place]), best, worst),
                float(ranked.scored[place]),
                *(_known(points) for points in used[place]),
            )

    return Table("Ranking", columns, tuple(rows()))


def _agreement(workshop: Workshop, agreed: Agreement) -> Table:
    """One row for each metric and criterion that anybody scored."""
    columns = (
        Column("Metric", "long text"),
        Column("Criterion"),
        Column("Scorers", "count"),
        Column("Middle (median)", "value", 1),
        Column("Lower quartile", "value", 2),
        Column("Upper quartile", "value", 2),
        Column("Lowest", "count"),
        Column("Highest", "count"),
        Column("Disagreement"),
    )
    spread = (
        agreed.median,
        agreed.low_quartile,
        agreed.high_quartile,
        agreed.lowest,
        agreed.highest,
    )
    names = list(workshop.names.values())
    rows = tuple(
        (
            *(names[row], NAMES[IDS[column]], float(agreed.count[row, column])),
            *(_known(each[row, column]) for each in spread),
            "yes" if agreed.disagree[row, column] else None,
        )
        for row, column in np.argwhere(agreed.count)
    )
    return Table("Agreement", columns, rows)


def _section(section: Section, entries: list[dict[str, Any]], workshop: Workshop) -> Table:
    """The entries of a section, with words beside ids; every field in a cell of its own kind."""
    words = {"metric": workshop.names, "criterion": NAMES, "gate": _QUESTIONS}
    columns = []
    for field in section.fields:
        columns.append(_column(field))
        if field.key in _NAMED:
            columns.append(Column(_NAMED[field.key], "long text"))

    def rows() -> Iterator[tuple[Cell, ...]]:
        for entry in entries:
            cells: list[Cell] = []
            for field in section.fields:
                cells.append(_cell(entry[field.key], field))
                if field.key in _NAMED:
                    cells.append(words[field.key].get(entry[field.key]))
            yield tuple(cells)

    return Table(section.sheet, tuple(columns), tuple(rows()))


def _column(field: Field) -> Column:
    kind = "long text" if field.key in _LONG else _KINDS[field.kind]
    return Column(field.heading, kind, 2 if field.kind == "number" else 0)


def _cell(value: Any, field: Field) -> Cell:  # noqa: ANN401 - it is what plain data holds
    if value is None or value == "":
        return None
    if field.kind == "date":
        return date.fromisoformat(value)
    cell: Cell = value
    return cell


def _known(amount: np.float64) -> float | None:
    return float(amount) if np.isfinite(amount) else None
