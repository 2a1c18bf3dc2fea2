"""The shortlist as a page of a board pack: the final list, the order, and why each was chosen."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from mhvalue.catalogue.schema import LENSES, Catalogue, Metric
from mhvalue.export.slide_pages import Column, Grid, Slide, Span
from mhvalue.export.slides import deck
from mhvalue.shortlist.agreement import agreement
from mhvalue.shortlist.balance import gaps
from mhvalue.shortlist.decisions import decided, kept
from mhvalue.shortlist.gates import passages
from mhvalue.shortlist.ranking import Ranking, ranking
from mhvalue.shortlist.workshop import Workshop
from mhvalue.words.phrases import times
from mhvalue.words.shortlist import (
    agreement_sentence,
    balance_sentence,
    decision_sentence,
    ranking_sentence,
    ranking_title,
)
from mhvalue.words.shortlist_board import (
    CHOICES,
    NO_BALANCE,
    final_title,
    log_title,
    owner,
    read_with,
)
from mhvalue.words.shortlist_table import ranking_alt, ranking_table

MOST_RANKED: Final = 15

_FINAL: Final = (
    Column("Lens", 0.08),
    Column("Metric", 0.19),
    Column("Question it answers", 0.2, 4),
    Column("Owner", 0.13),
    Column("Read with", 0.14),
    Column("Why it was agreed", 0.16, 8),
    Column("Agreed on", 0.1),
)
_RANKED: Final = (
    Column("Rank", 0.06, 1),
    Column("Metric", 0.43, 1),
    Column("Score", 0.09, 1),
    Column("Range of ranks", 0.12, 1),
    Column("Scored on", 0.1, 1),
    Column("When weights move", 0.2, 1),
)
_LOG: Final = (
    Column("Decision", 0.12),
    Column("Metric", 0.24),
    Column("Reason", 0.42, 16),
    Column("By", 0.12),
    Column("Date", 0.1),
)


def board_page(workshop: Workshop, catalogue: Catalogue, made_on: date, version: str) -> bytes:
    """The slides as a PowerPoint file; the same workshop makes the same bytes.

    `version` is mhvalue's. A metric the catalogue no longer has keeps its name and its decision.
    """
    return deck(
        (_final_list(workshop, catalogue), _ranking(workshop), _log(workshop)),
        title=f"{workshop.title}: the shortlist",
        foot=(
            f"Source: workshop “{workshop.title}”, list version {workshop.version}. Made on "
            f"{_day(made_on)} with mhvalue {version}."
        ),
        made_on=made_on,
    )


def _final_list(workshop: Workshop, catalogue: Catalogue) -> Slide:
    chosen = kept(workshop)
    title = final_title(chosen, catalogue, frozen=workshop.frozen)
    listed = [catalogue.metrics[name] for name in chosen if name in catalogue.metrics]
    closing = [note for note in workshop.log if not note.metric]
    sentences = (
        *(decision_sentence(note, workshop.names) for note in closing[-1:]),
        *([balance_sentence(gaps(listed))] if listed else []),
    )
    if not chosen:
        return Slide(title, sentences)
    rows = tuple(_final_rows(workshop, catalogue, chosen))
    return Slide(title, sentences, Grid(_FINAL, rows, f"The list by lens. {title}."))


def _final_rows(
    workshop: Workshop, catalogue: Catalogue, chosen: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """One row a metric, by lens; those without one at the end."""
    names, held = workshop.names, decided(workshop)
    owners = {passage.metric: owner(passage) for passage in passages(workshop)}

    def row(lens: str, name: str, metric: Metric | None) -> tuple[str, ...]:
        beside = read_with(metric, chosen, catalogue, names) if metric else NO_BALANCE
        question = metric.question if metric else ""
        note = held[name]
        when = _day(note.when)
        return lens, names[name], question, owners[name], beside, note.reason, when

    known = {name: catalogue.metrics.get(name) for name in chosen}
    for lens in LENSES:
        for name, metric in known.items():
            if metric is not None and metric.lens == lens:
                yield row(lens.capitalize(), name, metric)
    for name, metric in known.items():
        if metric is None or metric.lens not in LENSES:
            yield row("Other", name, metric)


def _ranking(workshop: Workshop) -> Slide:
    ranked, names = ranking(workshop), workshop.names
    title = ranking_title(ranked, names)
    said = [ranking_sentence(ranked, names), agreement_sentence(agreement(workshop), names)]
    shown = ranked.order[:MOST_RANKED]
    if not shown:
        return Slide(title, tuple(said))
    left_out = len(ranked.order) - len(shown)
    if left_out:
        said.append(f"Another {times(left_out, 'metric')} ranked lower: see the workbook.")
    table = ranking_table(ranked, names).rows[: len(shown)]
    grid = Grid(
        _RANKED,
        tuple((*row, "") for row in table),
        ranking_alt(ranked, names),
        tuple(_spans(ranked, shown)),
    )
    return Slide(title, tuple(said), grid)


def _spans(ranked: Ranking, shown: Sequence[int]) -> Iterator[Span]:
    """From the highest to the lowest rank, on a scale that ends at the lowest of all shown."""
    last = max(int(ranked.worst[place]) for place in shown)
    for place in shown:
        ends = ranked.best[place], ranked.worst[place], ranked.rank[place]
        yield Span(*((int(each) - 0.5) / last for each in ends))


def _log(workshop: Workshop) -> Slide:
    title, names = log_title(workshop), workshop.names
    if not workshop.log:
        return Slide(title)
    rows = tuple(
        (
            CHOICES[note.choice],
            names.get(note.metric, note.metric),
            note.reason,
            note.by,
            _day(note.when),
        )
        for note in workshop.log
    )
    said = "In the order taken; the newest decision on a metric holds."
    return Slide(title, (said,), Grid(_LOG, rows, f"Decision log. {title}."))


def _day(when: date | None) -> str:
    return f"{when.day} {when:%b %Y}" if when else ""
