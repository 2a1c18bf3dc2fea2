"""Months that a sheet has room for and that nobody has filled in yet."""

from dataclasses import replace

import numpy as np

from mhvalue.facts import Facts


def without_months_to_come(facts: Facts) -> Facts:
    """The facts without the blanks after the last period of which the file says anything.

    A year's sheet filled in up to June ends with June. A unit that stops while others go on keeps
    its blanks, and so does everything before the end. Plans, forecasts and actual figures end each
    for themselves, and so do months and quarters.
    """
    frame = facts.frame
    blank = (frame["status"] == "missing").to_numpy()
    if not blank.any() or blank.all():
        return facts
    kinds = frame["grain"].cat.codes.to_numpy().astype(np.int64)
    kinds = kinds * len(frame["scenario"].cat.categories) + frame["scenario"].cat.codes.to_numpy()
    when = frame["period"].to_numpy().astype("datetime64[s]").astype(np.int64)
    last = np.full(kinds.max() + 1, np.iinfo(np.int64).min)
    np.maximum.at(last, kinds[~blank], when[~blank])
    kept = ~blank | (when <= last[kinds])
    return facts if kept.all() else replace(facts, frame=frame[kept].reset_index(drop=True))
