"""A shortlist in plain English: how sure the order is, who disagrees, and what is out of balance.

`names` gives each metric's name by its id.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from mhvalue.shortlist.agreement import Agreement
from mhvalue.shortlist.balance import EQUITY, Gap
from mhvalue.shortlist.criteria import IDS, NAMES
from mhvalue.shortlist.duplicates import Pair
from mhvalue.shortlist.gates import Passage
from mhvalue.shortlist.ranking import Ranking
from mhvalue.shortlist.records import Decision
from mhvalue.words.phrases import is_or_are, listing, times, upper_first

Names = Mapping[str, str]

METHOD: Final = (
    "A metric's score is its points on each criterion (0 to 4), as a share of 4, times the "
    "criterion's weight, added up and divided by all weights, times 100.",
    "Points are the middle (median) of what people gave; where nobody scored, what the data give.",
    "A metric not scored on every criterion is ranked by those it has, and marked.",
    "The range of ranks is the highest and lowest rank a metric takes when each weight is moved a "
    "quarter up or down, alone and in every combination.",
    "Scorers disagree on a metric where at least a third of them give 0 or 1 and at least a third "
    "3 or 4 (after the RAND/UCLA appropriateness method).",
    "The weights are the group's own. The score orders what to talk about; it decides nothing.",
)
"""How the order comes about, a sentence each."""

MOST_NAMED: Final = 4


def ranking_title(ranking: Ranking, names: Names) -> str:
    """The finding as a picture's title: what ranks first, and whether that is sure."""
    order = ranking.order
    if not order:
        return "No metric is scored yet"
    first = [place for place in order if ranking.rank[place] == 1]
    if len(first) > 1:
        return f"{upper_first(_named(first, ranking, names))} share the first rank"
    name = upper_first(names[ranking.metrics[first[0]]])
    if ranking.worst[first[0]] == 1:
        return f"{name} ranks first however the weights move"
    rivals = [place for place in order[1:] if ranking.best[place] == 1]
    if not rivals:
        return f"{name} ranks first, if not with all weights"
    return f"{name} ranks first; with other weights {_named(rivals, ranking, names)} would"


def ranking_sentence(ranking: Ranking, names: Names) -> str:
    """How many metrics are ranked, how sure the order is, and which are only partly scored."""
    order = ranking.order
    if not order:
        return "Score at least one metric on one criterion to see an order."
    all_of = len(ranking.metrics)
    first = f"{times(len(order), 'metric')} {is_or_are(len(order))} ranked"
    parts = [f"{first}, of {all_of:,}." if len(order) < all_of else f"{first}."]
    widths = ranking.worst - ranking.best
    widest = max(order, key=lambda place: widths[place])
    if len(order) > 1:
        if not widths[widest]:
            parts.append("No rank changes when any weight moves by a quarter.")
        else:
            moved = int(np.count_nonzero(widths[list(order)]))
            best, worst = ranking.best[widest], ranking.worst[widest]
            parts.append(
                f"When weights move by a quarter, {moved:,} of them change rank; "
                f"{names[ranking.metrics[widest]]} moves most, between {best} and {worst}."
            )
    partly = sum(not ranking.complete[place] for place in order)
    if partly:
        parts.append(
            f"{times(partly, 'metric')} {is_or_are(partly)} not scored on every criterion, so "
            f"{'its' if partly == 1 else 'their'} rank may still change."
        )
    return " ".join(parts)


def rank_sentence(ranking: Ranking, place: int, name: str) -> str:
    """Where one metric ranks, how far that moves, and how much of it is scored."""
    if not ranking.rank[place]:
        return f"{upper_first(name)} is not scored yet."
    best, worst = int(ranking.best[place]), int(ranking.worst[place])
    moves = "whatever the weights" if best == worst else f"{best} to {worst} when weights move"
    text = (
        f"{upper_first(name)} ranks {ranking.rank[place]} ({moves}) with a score of "
        f"{ranking.score[place]:.0f} of 100."
    )
    if ranking.complete[place]:
        return text
    return (
        f"{text} Only {ranking.scored[place]} of {ranking.of} criteria are scored: the others "
        f"could make it {ranking.at_least[place]:.0f} to {ranking.at_most[place]:.0f}."
    )


def agreement_sentence(agreed: Agreement, names: Names) -> str:
    """How many people scored, who has not, and on how much they disagree."""
    began = len(agreed.scorers) - len(agreed.missing)
    if not began:
        return _missing(agreed) or "Nobody has scored yet."
    parts = [f"{began:,} {'person has' if began == 1 else 'people have'} scored."]
    several = int(np.count_nonzero(agreed.count >= 2))
    if several:
        parts.append(_disagreement(agreed, several, names))
    parts += [_missing(agreed), _partly(agreed)]
    return " ".join(part for part in parts if part)


def _disagreement(agreed: Agreement, several: int, names: Names) -> str:
    count = int(np.count_nonzero(agreed.disagree))
    if not count:
        return f"They disagree on none of the {several:,} scores that two or more gave."
    rows = agreed.disagree.sum(axis=1)
    most = int(np.argmax(rows))
    return (
        f"They disagree on {count:,} of {several:,} scores, most about "
        f"{names[agreed.metrics[most]]} ({times(int(rows[most]), 'time')})."
    )


def _missing(agreed: Agreement) -> str:
    if not agreed.missing:
        return ""
    return f"Not yet in: {listing(agreed.missing)}."


def _partly(agreed: Agreement) -> str:
    if not agreed.partly:
        return ""
    left = [f"{name} ({count:,} left)" for name, count in agreed.partly]
    return f"Not scored everything: {listing(left)}."


def score_sentence(agreed: Agreement, metric: int, criterion: int) -> str:
    """What people gave one metric on one criterion: the middle, the spread, disagreement."""
    place = metric, criterion
    name, count = NAMES[IDS[criterion]], int(agreed.count[place])
    if not count:
        return f"{name}: nobody has scored it."
    people = "1 person gives it" if count == 1 else f"{count:,} people give it"
    if agreed.lowest[place] == agreed.highest[place]:
        return f"{name}: {people} {agreed.median[place]:g}{'' if count == 1 else ', all alike'}."
    text = (
        f"{name}: {people} {agreed.median[place]:g} in the middle, the middle half "
        f"{agreed.low_quartile[place]:g} to {agreed.high_quartile[place]:g}, all "
        f"{agreed.lowest[place]:g} to {agreed.highest[place]:g}."
    )
    return f"{text} They disagree: talk about it." if agreed.disagree[place] else text


def duplicate_sentence(pair: Pair, names: Names) -> str:
    """That two metrics move together, how closely, and what that means for the list."""
    first, second = upper_first(names[pair.first]), names[pair.second]
    way = "move together" if pair.levels > 0 else "move against each other"
    return (
        f"{first} and {second} {way}: over {pair.points:,} figures that both have, the "
        f"correlation is {_two(pair.levels)}, and that of their changes {_two(pair.changes)}. "
        "One of them may do."
    )


def gap_sentence(gap: Gap, names: Names) -> str:
    """One thing that is out of balance, and what would mend it."""
    about = listing([names.get(metric, metric) for metric in gap.metrics])
    if gap.kind == "lens":
        return f"No metric looks at {gap.about}: add one, so that the others are not read alone."
    if gap.kind == "unpaired":
        if not gap.wanted:
            return f"{upper_first(about)} has no balancing metric: choose one of quality for it."
        wanted = listing([names.get(metric, metric) for metric in gap.wanted])
        return f"{upper_first(about)} stands without its balancing metric, {wanted}."
    if gap.kind == "no equity":
        return f"No metric has the theme {EQUITY}: nobody would see who misses out."
    if gap.kind == "little equity":
        count = len(gap.metrics)
        return (
            f"{times(count, 'metric')} {is_or_are(count)} about equity; three or more are "
            "suggested."
        )
    return f"More than a third of the list is about {gap.about}: {about}."


def balance_sentence(gaps: Sequence[Gap]) -> str:
    """Whether the list is balanced, in one sentence."""
    needed = sum(gap.needed for gap in gaps)
    if needed:
        return f"The list is out of balance in {times(needed, 'way')}."
    more = " It could still gain." if gaps else ""
    return f"The list is balanced: cost, activity, quality and equity are all there.{more}"


def gate_sentence(passage: Passage, name: str) -> str:
    """Whether a metric passes the gates; if not, at which it stops and why."""
    if passage.verdict == "yes":
        return f"{upper_first(name)} passes all gates."
    stopped = {gate.id for gate in passage.with_answer("no")}
    if stopped:
        why = [a.reason for a in passage.answers if a and a.gate in stopped]
        return f"{upper_first(name)} does not pass: {' '.join(why)}"
    asked = [gate.question for gate in passage.with_answer("unknown")]
    return f"{upper_first(name)} still has to answer: {' '.join(asked)}"


def decision_sentence(note: Decision, names: Names) -> str:
    """One line of the decision log."""
    what = {
        "keep": f"{upper_first(names.get(note.metric, note.metric))} is kept",
        "drop": f"{upper_first(names.get(note.metric, note.metric))} is dropped",
        "freeze": "The final list is frozen",
        "reopen": "The final list is opened again",
    }[note.choice]
    by = f" by {note.by}" if note.by else ""
    when = f" on {note.when.day} {note.when:%b %Y}" if note.when else ""
    return f"{what}{by}{when}: {note.reason}"


def _named(places: Sequence[int], ranking: Ranking, names: Names) -> str:
    if len(places) > MOST_NAMED:
        return f"{len(places):,} metrics"
    return listing([names[ranking.metrics[place]] for place in places])


def _two(correlation: float) -> str:
    """Two decimals, never rounded up to 1; with a true minus sign."""
    size = min(abs(correlation), 0.99) if abs(correlation) < 1 - 1e-9 else 1.0
    return f"{'−' if correlation < 0 else ''}{size:.2f}"
