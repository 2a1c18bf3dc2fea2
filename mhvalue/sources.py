"""Where a figure came from: the cells behind each value of one unit."""

from mhvalue.catalogue.schema import Metric
from mhvalue.facts import Facts, source_text, where
from mhvalue.grids import Question, parts_of
from mhvalue.periods import Period, period

MOST = 6
"""A value made of more cells than this names the first and counts the rest."""


def cells_behind(facts: Facts, metric: Metric, question: Question, unit: str) -> dict[Period, str]:
    """For each period the cells the unit's value was read from, as file.xlsx#Sheet!D19.

    Values added up from units below name no cell here: their own pages do.
    """
    found: dict[Period, list[str]] = {}
    for item, breakdown, group in _asked(metric, question):
        rows = where(
            facts,
            item=item,
            level=question.level,
            unit=unit,
            grain=question.grain,
            scenario=question.scenario,
        )
        shown = where(rows, breakdown=breakdown, group=group)
        if shown.frame.empty:
            shown = parts_of(rows, breakdown, group)
        for place, start in enumerate(shown.frame["period"]):
            when = period(start.date(), question.grain)
            found.setdefault(when, []).append(source_text(shown, place))
    return {when: _named(list(dict.fromkeys(cells))) for when, cells in found.items()}


def _asked(metric: Metric, question: Question) -> tuple[tuple[str, str, str], ...]:
    """Each item with its breakdown and group: the term's own, else the question's."""
    asked = []
    for term in metric.numerator + metric.denominator:
        whole = term.breakdown == "none"
        whom = question if whole else term
        asked += [(item, whom.breakdown, whom.group) for item in term.items]
    finished = [name for name in (metric.value, metric.id) if name]
    asked += [(name, question.breakdown, question.group) for name in finished]
    return tuple(dict.fromkeys(asked))


def _named(cells: list[str]) -> str:
    """Cells of one sheet share its name: file.xlsx#Wards!F12, G12."""
    if len(cells) > MOST:
        return f"{cells[0]} and {len(cells) - 1} more"
    sheets: dict[str, list[str]] = {}
    for cell in cells:
        sheet, mark, name = cell.rpartition("!" if "!" in cell else "#")
        sheets.setdefault(sheet + mark, []).append(name)
    return "; ".join(sheet + ", ".join(names) for sheet, names in sheets.items())
