"""What to look at first, before anybody has chosen: the metric and the unit that tell most."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from mhvalue.catalogue.loader import load
from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import Facts
from mhvalue.measures import OWN_SETTING
from mhvalue.series import SeriesSet
from mhvalue.units import is_nobody


def first_metric(facts: Facts, catalogue: Catalogue, offered: Sequence[str]) -> str:
    """The first that is a metric of its own; else the item as it stands that has most figures.

    A figure of 0 tells little: a table of who sent nothing is not what a file was made for. Of
    equals an item the catalogue knows, then the one offered first. `offered` are ids of metrics,
    at least one.
    """
    for metric in offered:
        if catalogue.metrics[metric].setting != OWN_SETTING:
            return metric
    frame = facts.frame
    of_all = (frame["breakdown"] == "none").to_numpy() & (frame["status"] == "ok").to_numpy()
    figures = Counter(frame.loc[of_all & (frame["amount"] != 0).to_numpy(), "item"])
    known = load().items

    def tells(metric: str) -> tuple[int, bool]:
        parts = catalogue.metrics[metric].parts() or {catalogue.metrics[metric].value}
        return min(figures[item] for item in parts), parts <= known.keys()

    return max(offered, key=tells)


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
