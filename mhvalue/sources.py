"""Where a figure came from: the cells behind each value of one unit."""

from mhvalue.catalogue.schema import Metric
from mhvalue.facts import Facts, source_text, where
from mhvalue.periods import Period, period

MOST = 6
"""A value made of more cells than this names the first and counts the rest."""


def cells_behind(
    facts: Facts, metric: Metric, level: str, grain: str, unit: str
) -> dict[Period, str]:
    """For each period the cells the unit's value was read from, as file.xlsx#Sheet!D19.

    Values added up from units below name no cell here: their own pages do.
    """
    items = [item for term in metric.numerator + metric.denominator for item in term.items]
    rows = where(
        facts,
        item=[*items, metric.value, metric.id],
        level=level,
        unit=unit,
        grain=grain,
        scenario="actual",
    )
    found: dict[Period, list[str]] = {}
    for place, start in enumerate(rows.frame["period"]):
        when = period(start.date(), grain)
        found.setdefault(when, []).append(source_text(rows, place))
    return {when: _named(cells) for when, cells in found.items()}


def _named(cells: list[str]) -> str:
    """Cells of one sheet share its name: file.xlsx#Wards!F12, G12."""
    if len(cells) > MOST:
        return f"{cells[0]} and {len(cells) - 1} more"
    sheets: dict[str, list[str]] = {}
    for cell in cells:
        sheet, mark, name = cell.rpartition("!" if "!" in cell else "#")
        sheets.setdefault(sheet + mark, []).append(name)
    return "; ".join(sheet + ", ".join(names) for sheet, names in sheets.items())
