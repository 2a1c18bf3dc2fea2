"""The metric dictionary: definitions of chosen metrics, as a workbook and as a page to print.

It holds no figure of anybody's data, so no sharing rule is asked. A target a person set stands in
it as such.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Final

from mhvalue.catalogue.schema import Catalogue, Metric
from mhvalue.export.cells import plain
from mhvalue.export.rows import Cell, Column, Table
from mhvalue.export.saving import saved
from mhvalue.export.sheets import add_lines, add_table
from mhvalue.targets import Target
from mhvalue.words.metrics import adding, card, measures, target_words
from mhvalue.words.parts import definition, part_name
from mhvalue.words.phrases import times

TITLE: Final = "Metric dictionary"

_COLUMNS: Final = (
    Column("Id"),
    Column("Metric", "long text"),
    Column("Question", "long text"),
    Column("Theme"),
    Column("Lens"),
    Column("Setting"),
    Column("Inpatient first"),
    Column("How it is worked out", "long text"),
    Column("Numerator", "long text"),
    Column("Denominator", "long text"),
    Column("Times", "count"),
    Column("Unit"),
    Column("Better"),
    Column("Spread"),
    Column("How it adds", "long text"),
    Column("Target (number)", "value", 1),
    Column("Target", "long text"),
    Column("Read it with"),
    Column("What to know", "long text"),
    Column("Sources", "long text"),
    Column("Frequency"),
    Column("MHSDS ids", "long text"),
    Column("Waste"),
)

_STYLE: Final = """
body { font: 11pt/1.45 system-ui, sans-serif; color: #0b0c0c; max-width: 52rem; margin: 2rem auto;
  padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin: 0; }
article { border-top: 1px solid #768692; padding: 0.9rem 0; break-inside: avoid; }
dl { display: grid; grid-template-columns: 11rem 1fr; gap: 0.25rem 1rem; margin: 0.5rem 0 0; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 30rem) { dl { display: block; } dd { margin-bottom: 0.5rem; } }
@page { size: A4; margin: 18mm; }
@media print { body { margin: 0; max-width: none; padding: 0; } h2 { break-after: avoid; } }
"""


@dataclass(frozen=True, eq=False)
class Dictionary:
    """The metrics to define, in order, with the catalogue they belong to and targets by id."""

    metrics: tuple[Metric, ...]
    catalogue: Catalogue
    made_on: date
    version: str
    targets: Mapping[str, Target] = field(default_factory=dict)


def file_name(of: Dictionary, extension: str) -> str:
    """The file's name: metric-dictionary_12-metrics.xlsx."""
    return f"metric-dictionary_{times(len(of.metrics), 'metric').replace(' ', '-')}.{extension}"


def workbook(of: Dictionary) -> bytes:
    """One row a metric, and a sheet of the data items behind them; same input, same bytes."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    add_lines(book, "About", _about(of), ())
    rows = tuple(_row(metric, of) for metric in of.metrics)
    add_table(book, Table("Metrics", _COLUMNS, rows), ())
    add_table(book, _items(of), ())
    return saved(book, of.made_on, f"{TITLE} from mhvalue")


def page(of: Dictionary) -> bytes:
    """One HTML file that needs nothing else: no script, no picture, ready to print."""
    articles = "".join(_article(metric, of) for metric in of.metrics)
    about = "".join(f"<p>{_text(str(text))}</p>" for _, text in _about(of)[:1])
    made = f"{of.made_on.day} {of.made_on:%B %Y}"
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{TITLE}</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>{TITLE}: {times(len(of.metrics), 'metric')}</h1>{about}{articles}"
        f"<p>Made on {made} with mhvalue {_text(of.version)}.</p></main></body></html>\n"
    ).encode()


def _about(of: Dictionary) -> list[tuple[str, str | date]]:
    return [
        ("What this is", f"Definitions of {times(len(of.metrics), 'metric')}. It holds no data."),
        ("Standards", "Check a target at its source before you rely on it."),
        ("Made on", of.made_on),
        ("Made with", f"mhvalue {of.version}"),
    ]


def _row(metric: Metric, of: Dictionary) -> tuple[Cell, ...]:
    known, target = of.catalogue, of.targets.get(metric.id)
    balancing = known.metrics.get(metric.balancing)
    number = metric.target if target is None else _only_number(target)
    texts: tuple[Cell, ...] = (
        metric.id,
        metric.name,
        metric.question,
        metric.theme,
        metric.lens,
        metric.setting,
        "yes" if metric.inpatient_first else "no",
        definition(metric, known),
        part_name(metric.numerator, known),
        part_name(metric.denominator, known),
        metric.multiplier,
        metric.unit,
        metric.better,
        metric.spread,
        " ".join(adding(metric, known)),
        number,
        target_words(metric, target),
        balancing.name if balancing else None,
        metric.caveats,
        ", ".join(metric.sources),
        metric.frequency,
        ", ".join(measures(metric, known)),
        metric.waste,
    )
    return tuple(None if text == "" else text for text in texts)


def _only_number(target: Target) -> float | None:
    return target.steps[0][1] if target.shape == "fixed" else None


def _items(of: Dictionary) -> Table:
    """The data items behind the metrics, each once, in catalogue order."""
    columns = (
        Column("Id"),
        Column("Data item", "long text"),
        Column("Counts"),
        Column("Unit"),
        Column("Over months"),
        Column("Over units"),
        Column("Over groups"),
        Column("Headings people use", "long text"),
        Column("MHSDS ids", "long text"),
        Column("Note", "long text"),
    )
    wanted = {name for m in of.metrics for name in (*m.parts(), m.value) if name}
    return Table("Data items", columns, tuple(_item_rows(of.catalogue, wanted)))


def _item_rows(catalogue: Catalogue, wanted: set[str]) -> Iterator[tuple[Cell, ...]]:
    for item in catalogue.items.values():
        if item.id in wanted:
            texts = (
                *(item.id, item.name, item.counts, item.unit),
                *(item.over_time, item.over_units, item.over_groups),
                *("; ".join(item.spellings), ", ".join(item.mhsds), item.note),
            )
            yield tuple(text or None for text in texts)


def _article(metric: Metric, of: Dictionary) -> str:
    rows: Sequence[tuple[str, str]] = card(metric, of.catalogue, of.targets.get(metric.id))
    listed = "".join(f"<dt>{_text(head)}</dt><dd>{_text(text)}</dd>" for head, text in rows)
    return (
        f"<article><h2>{_text(metric.name)}</h2><p>{_text(metric.question)}</p>"
        f"<dl>{listed}</dl></article>"
    )


def _text(text: str) -> str:
    """Text on one line in which nothing is a tag."""
    return escape(plain(text))
