"""`check`: what was read in some files, as JSON or as a plain summary."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

import numpy as np

from mhvalue.catalogue.loader import load
from mhvalue.catalogue.schema import Catalogue
from mhvalue.cellnames import column_name, range_name
from mhvalue.commands.doubts import doubts, of_files
from mhvalue.commands.layouts import tables_told
from mhvalue.commands.opening import Opened
from mhvalue.facts import STATUSES, Facts
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import Column, TableReading
from mhvalue.ingest.result import ReadResult
from mhvalue.periods import GRAINS, period
from mhvalue.words.files import holdings
from mhvalue.workspace import Workspace

VERSION: Final = 1
"""Of the JSON; a key that goes or changes its meaning raises it, a new key does not."""
MOST_TOLD: Final = 10

Json = dict[str, Any]


def check(opened: Sequence[Opened], together: Workspace, today: date) -> Json:
    """Everything read, with problems of the reading and of the figures, and every doubt.

    `together` has the same files in the same order.
    """
    catalogue = load()
    noticed = [_problem(p, "reading") for p in together.problems]
    noticed += [_problem(p, "figures") for p in together.quality(today)]
    facts = [edition.facts for edition in together.named.editions]
    return {
        "version": VERSION,
        "files": [_file(one, of, catalogue) for one, of in zip(opened, facts, strict=True)],
        "problems": noticed,
        "doubts": [asdict(doubt) for one in opened for doubt in doubts(one, catalogue)]
        + [asdict(doubt) for doubt in of_files(together)],
        "replaced": _replaced(together),
    }


def _replaced(together: Workspace) -> Json:
    """What newer releases changed, figure by figure."""
    found = together.replaced
    changes = [asdict(change) | {"period": change.period.label} for change in found.changes]
    return {"repeated": found.repeated, "changed": found.changed, "changes": changes}


def summary(report: Json, opened: Sequence[Opened]) -> str:
    """The report for a person at a terminal."""
    lines = []
    for one, file in zip(opened, report["files"], strict=True):
        lines.append(f"{one.name}: {holdings(one.result.facts)}")
        lines += [f"  {_told(table)}" for table in file["tables"]]
    for name, key in (("Worth a look", "problems"), ("Guesses taken", "doubts")):
        found = report[key]
        if found:
            lines += ["", f"{name} ({len(found)}):"]
            lines += [f"  {_line(one)}" for one in found[:MOST_TOLD]]
        if len(found) > MOST_TOLD:
            lines.append(f"  and {len(found) - MOST_TOLD} more; --json lists all")
    return "\n".join(lines) + "\n"


def _told(table: Json) -> str:
    place = f"{table['sheet']} {table['cells']}".strip()
    if not table["used"]:
        return f"{place}: left out"
    headings = ", ".join(str(row) for row in table["header_rows"]) or "none"
    roles: dict[str, int] = {}
    for column in table["columns"]:
        roles[column["role"]] = roles.get(column["role"], 0) + 1
    counted = ", ".join(f"{count} {role}" for role, count in roles.items())
    told = f"; columns: {counted}" if counted else ""
    return f"{place}: headings in row {headings}{told}"


def _line(found: Json) -> str:
    where = " ".join(found[key] for key in ("sheet", "cell", "where") if found.get(key))
    head = f"{found['file']}, {where}" if where else found["file"]
    rest = " ".join(found[key] for key in ("done", "do", "taken") if found.get(key))
    return f"{head}: {found['what']} {rest}".rstrip()


def _file(one: Opened, facts: Facts, catalogue: Catalogue) -> Json:
    reading = one.result.reading
    return {
        "name": one.name,
        "format": reading.format,
        "published": reading.published,
        "tables": _tables(one.result),
        "hidden_sheets": list(one.result.hidden_sheets),
        "facts": len(facts.frame),
        "periods": _periods(facts),
        "units": _units(facts),
        "items": _items(facts, catalogue),
        "statuses": _statuses(facts),
        "recipe": {
            "applied": one.by_recipe,
            "differences": [asdict(difference) for difference in one.differences],
        },
    }


def _tables(result: ReadResult) -> list[Json]:
    """Tables as they were read; those of known layouts and sheets of records besides."""
    tables = [_table(table) for table in result.reading.tables]
    return tables + tables_told(result) if result.reading.records or not tables else tables


def _table(table: TableReading) -> Json:
    """One table; rows are numbered and columns lettered as the sheet shows them."""
    places = [column.index for column in table.columns] or [0]
    top = min((*table.header_rows, table.first_row))
    return {
        "sheet": table.sheet,
        "title": table.title,
        "cells": range_name(top, min(places), table.last_row, max(places)),
        "header_rows": [row + 1 for row in table.header_rows],
        "first_row": table.first_row + 1,
        "last_row": table.last_row + 1,
        "rows_left_out": [row + 1 for row in table.skip_rows],
        "layout": table.layout,
        "level": table.level,
        "period": table.period,
        "used": table.use,
        "columns": [_column(column) for column in table.columns],
    }


def _column(column: Column) -> Json:
    return {
        "column": column_name(column.index),
        "heading": column.heading,
        "role": column.role,
        "item": column.item,
        "name": column.name,
        "scenario": column.scenario,
        "window": column.window,
    }


def _periods(facts: Facts) -> list[Json]:
    found = []
    for grain in GRAINS:
        days = facts.frame.loc[(facts.frame["grain"] == grain).to_numpy(), "period"]
        if len(days):
            first, last = (period(day.date(), grain) for day in (days.min(), days.max()))
            ends = {"first": first.label, "last": last.label}
            dates = {"from": first.start.isoformat(), "to": last.end.isoformat()}
            found.append({"grain": grain, "count": int(days.nunique()), **ends, **dates})
    return found


def _units(facts: Facts) -> list[Json]:
    pairs = facts.frame[["level", "unit"]].drop_duplicates().astype(object)
    levels: dict[str, list[str]] = {}
    for level, unit in pairs.itertuples(index=False):
        levels.setdefault(level, []).append(unit)
    return [
        {"level": level, "count": len(names), "names": names} for level, names in levels.items()
    ]


def _items(facts: Facts, catalogue: Catalogue) -> list[Json]:
    frame = facts.frame
    counts = np.bincount(frame["item"].cat.codes, minlength=len(frame["item"].cat.categories))
    headings = frame[["item", "heading"]].drop_duplicates("item").astype(object)
    found = []
    for item, heading in headings.itertuples(index=False):
        known = catalogue.items.get(item) or catalogue.metrics.get(item)
        place = frame["item"].cat.categories.get_loc(item)
        found.append(
            {
                "id": item,
                "name": known.name if known else heading,
                "heading": heading,
                "known": known is not None,
                "facts": int(counts[place]),
            }
        )
    return found


def _statuses(facts: Facts) -> dict[str, int]:
    counts = facts.frame["status"].value_counts()
    return {status: int(counts.get(status, 0)) for status in STATUSES}


def _problem(problem: Problem, found: str) -> Json:
    return {**asdict(problem), "found_in": found}
