"""The ranking as a table, and in words for those who cannot see the picture."""

from mhvalue.shortlist.ranking import Ranking
from mhvalue.words.phrases import times
from mhvalue.words.shortlist import Names, rank_sentence, ranking_sentence, ranking_title
from mhvalue.words.table import Table

HEADER = ("Rank", "Metric", "Score", "Range of ranks", "Criteria scored")


def ranking_table(ranking: Ranking, names: Names) -> Table:
    """One row a metric, the highest first; those not scored yet at the end."""
    unranked = [place for place in range(len(ranking.metrics)) if not ranking.rank[place]]
    rows = [_row(ranking, place, names) for place in (*ranking.order, *unranked)]
    return Table(HEADER, tuple(rows))


def ranking_alt(ranking: Ranking, names: Names) -> str:
    """What the picture of ranks shows."""
    order = ranking.order
    if not order:
        return "No metric is scored yet."
    first = names[ranking.metrics[order[0]]]
    return (
        f"Ranks of {times(len(order), 'metric')} with the range each takes when weights move. "
        f"{ranking_title(ranking, names)}. {rank_sentence(ranking, order[0], first)} "
        f"{ranking_sentence(ranking, names)}"
    )


def _row(ranking: Ranking, place: int, names: Names) -> tuple[str, ...]:
    name = names[ranking.metrics[place]]
    scored = f"{ranking.scored[place]} of {ranking.of}"
    if not ranking.rank[place]:
        return ("", name, "not scored", "", scored)
    best, worst = ranking.best[place], ranking.worst[place]
    span = f"{best}" if best == worst else f"{best} to {worst}"
    return (str(ranking.rank[place]), name, f"{ranking.score[place]:.0f}", span, scored)
