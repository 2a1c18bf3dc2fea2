"""What is shown in place of what was chosen, and what is not offered, each with its reason."""

from collections.abc import Sequence
from typing import Final

from mhvalue.words.phrases import count_of, is_or_are, lower_first, whom

MOST_NAMED: Final = 3
Group = tuple[str, str]
"""A breakdown, and one group of it."""


def other_metric(chosen: str, shown: str) -> str:
    """Why a metric that was looked at cannot be compared; both are names of metrics."""
    return (
        f"{chosen} has figures for one unit only, so there is nothing to compare: {shown} is shown."
    )


def other_group(chosen: Group, shown: Group, *, nought: bool) -> str:
    """The group chosen has no figures of the metric, or none but 0, so another is shown."""
    none = "no figure of this metric but 0" if nought else "no figures of this metric to show"
    return f"{whom(*chosen)} has {none}: {lower_first(whom(*shown))} is shown."


def other_figures(chosen: str, shown: str, group: Group) -> str:
    """There are no figures by the level or the grain chosen, so those by another are shown."""
    subject = "This metric" if group[0] == "none" else whom(*group)
    return f"{subject} has no figures to show by {chosen}: those by {shown} are shown."


def not_offered(groups: Sequence[Group]) -> str:
    """Groups of which every figure is 0, the first few by name."""
    named = ", ".join(whom(*group) for group in groups[:MOST_NAMED])
    rest = len(groups) - MOST_NAMED
    more = f" and {rest:,} more" if rest > 0 else ""
    counted = f"{count_of(len(groups), 'group')} {is_or_are(len(groups))} not listed"
    return f"{counted}, as every figure is 0: {named}{more}."
