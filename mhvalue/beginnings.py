"""What to look at first, before anybody has chosen: metric, group and unit that tell most.

And what not to look at: groups of which every figure is 0.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from mhvalue.catalogue.loader import load
from mhvalue.catalogue.schema import Catalogue, Metric
from mhvalue.facts import Facts
from mhvalue.measures import OWN_SETTING
from mhvalue.series import SeriesSet
from mhvalue.units import is_nobody

Group = tuple[str, str]
"""A breakdown, and one group of it."""
EVERYBODY: Final[Group] = ("none", "all")


def first_metric(facts: Facts, catalogue: Catalogue, offered: Sequence[str]) -> str:
    """The first that is a metric of its own; else the item as it stands that has most figures.

    A figure of 0 tells little: a table of who sent nothing is not what a file was made for.
    Figures are counted for everybody or for the group that has most. Of equals an item the
    catalogue knows, then the one offered first. `offered` are ids of metrics, at least one.
    """
    for metric in offered:
        if catalogue.metrics[metric].setting != OWN_SETTING:
            return metric
    figures: Counter[str] = Counter()
    for (item, _, _), count in _telling(facts).items():
        figures[item] = max(figures[item], count)
    known = load().items

    def tells(metric: str) -> tuple[int, bool]:
        parts = _parts(catalogue.metrics[metric])
        return min(figures[item] for item in parts), parts <= known.keys()

    return max(offered, key=tells)


def first_group(facts: Facts, metric: Metric, offered: Sequence[Group]) -> Group:
    """Everybody where that is offered, else the group of which most figures tell something."""
    if offered[0] == EVERYBODY:
        return offered[0]
    figures = _telling(facts)
    named = [group for group in offered if not is_nobody(group[1])] or offered
    parts = _parts(metric)
    return max(named, key=lambda group: min(figures[item, *group] for item in parts))


def only_noughts(facts: Facts, metric: Metric, offered: Sequence[Group]) -> tuple[Group, ...]:
    """Those of the groups of which every figure of the metric is 0, if they are not all.

    A rate of 0 tells something as long as what it is a share of is not 0 itself, and a hidden
    figure may be more. What is put together of other groups is not looked at.
    """
    frame = facts.frame
    items = {*_parts(metric), metric.value, metric.id}
    asked = frame["item"].isin(items) & (frame["breakdown"] != EVERYBODY[0])
    rows = frame.loc[(asked & (frame["scenario"] == "actual")).to_numpy()]
    telling = (rows["status"] == "suppressed") | (rows["status"] == "ok") & (rows["amount"] != 0)
    told = telling.groupby([rows["breakdown"], rows["group"]], observed=True).any()
    nought = set(told.index[~told.to_numpy()])
    found = tuple(group for group in offered if group in nought)
    return found if len(found) < len(offered) else ()


def _telling(facts: Facts) -> Counter[tuple[str, str, str]]:
    """How many known figures above or below 0 there are of each item and group."""
    frame = facts.frame
    telling = (frame["status"] == "ok").to_numpy() & (frame["amount"] != 0).to_numpy()
    sizes = frame[telling].groupby(["item", "breakdown", "group"], observed=True).size()
    rows = sizes.reset_index(name="figures").itertuples(index=False, name=None)
    return Counter({(item, breakdown, group): count for item, breakdown, group, count in rows})


def _parts(metric: Metric) -> frozenset[str]:
    return metric.parts() or frozenset({metric.value})


def first_unit(shown: SeriesSet) -> str:
    """The first known unit with nearly all figures, the latest among them, not only noughts.

    Nearly all are three quarters of what the unit with most has. Where there is none such, the
    first with nearly all; blank where there is no unit.
    """
    known = shown.value.known
    if not known.size:
        return ""
    figures = known.sum(axis=1)
    nearly_all = figures * 4 >= figures.max() * 3
    last = np.flatnonzero(known.any(axis=0))[-1:]
    current = known[:, last].any(axis=1)
    telling = (known & (shown.value.low != 0)).any(axis=1)
    named = [not is_nobody(name) for name in shown.units]
    best = nearly_all & current & telling & named
    return shown.units[int((best if best.any() else nearly_all).argmax())]
