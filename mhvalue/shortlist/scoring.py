"""Who scores, and what they have scored."""

from collections.abc import Mapping
from dataclasses import replace

from mhvalue.errors import ShortlistProblem
from mhvalue.shortlist.criteria import HIGHEST, IDS, NAMES
from mhvalue.shortlist.records import Score, tidy
from mhvalue.shortlist.workshop import Workshop, in_order, must_be_open, on_list

Points = Mapping[tuple[str, str], int]
"""Points by metric id and criterion id."""


def invite(workshop: Workshop, *names: str) -> Workshop:
    """With more scorers, so that those who have not scored yet can be told by name."""
    must_be_open(workshop)
    scorers = workshop.scorers
    for name in names:
        known = known_scorer(scorers, name)
        scorers = scorers if known in scorers else (*scorers, known)
    return replace(workshop, scorers=scorers)


def score(workshop: Workshop, scorer: str, points: Points) -> Workshop:
    """With one scorer's points; what that scorer gave elsewhere stays.

    A scorer not invited joins. Raises ShortlistProblem for a metric or criterion that is not
    there and for points other than 0, 1, 2, 3 or 4.
    """
    must_be_open(workshop)
    name = known_scorer(workshop.scorers, scorer)
    held = {(each.scorer, each.metric, each.criterion): each for each in workshop.scores}
    for (metric, criterion), given in points.items():
        held[name, metric, criterion] = checked(workshop, Score(name, metric, criterion, given))
    scorers = workshop.scorers if name in workshop.scorers else (*workshop.scorers, name)
    return replace(workshop, scorers=scorers, scores=in_order(workshop, held.values(), scorers))


def unscore(workshop: Workshop, scorer: str, metric: str, criterion: str) -> Workshop:
    """Without one scorer's points for one metric on one criterion."""
    must_be_open(workshop)
    name = known_scorer(workshop.scorers, scorer)
    gone = (name, metric, criterion)
    kept = (s for s in workshop.scores if (s.scorer, s.metric, s.criterion) != gone)
    return replace(workshop, scores=tuple(kept))


def known_scorer(scorers: tuple[str, ...], name: str) -> str:
    """The name as it is known already, whatever its case; raises ShortlistProblem for none."""
    shown = tidy(name)
    if not shown:
        raise ShortlistProblem("A scorer has no name.", do="Enter the name of who scores.")
    known = {other.casefold(): other for other in scorers}
    return known.get(shown.casefold(), shown)


def checked(workshop: Workshop, given: Score) -> Score:
    """The score, if it can stand; raises ShortlistProblem if not."""
    on_list(workshop, given.metric)
    check_criterion(given.criterion)
    check_points(given.criterion, given.points)
    return given


def check_criterion(criterion: str) -> None:
    """Raise ShortlistProblem for what is no criterion."""
    if criterion not in IDS:
        raise ShortlistProblem(
            "This is for something that is no criterion.",
            do=f"The criteria are {', '.join(NAMES.values())}.",
        )


def check_points(criterion: str, points: int) -> None:
    """Raise ShortlistProblem for points other than 0, 1, 2, 3 or 4."""
    if isinstance(points, bool) or not isinstance(points, int) or not 0 <= points <= HIGHEST:
        raise ShortlistProblem(
            f"A score for {NAMES[criterion]} is not 0, 1, 2, 3 or 4.", do="Enter one of these."
        )
