"""One scale per item: percentages become 0 to 100, and a star gets its range."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.facts import STATUSES
from mhvalue.ingest.places import Codes
from mhvalue.ingest.subjects import Subject
from mhvalue.ingest.values import HIGHEST_HIDDEN, Figures

OK: Final = STATUSES.index("ok")
ERROR: Final = STATUSES.index("error")
SUPPRESSED: Final = STATUSES.index("suppressed")
MOSTLY: Final = 0.9
TYPICAL: Final = 10.0
"""Where all other percentages lie above this, one below 1 is in doubt."""
PLAINLY_HUNDREDS: Final = 2.0
SLIPS: Final = 0.1
"""The share of figures with a % sign, up to which the others are no percentages."""


def scaled(
    figures: Figures, of: Codes, subjects: Sequence[Subject]
) -> tuple[Figures, list[int], list[int], NDArray[np.bool_]]:
    """Figures on one scale per subject, and what was noticed.

    Returns the figures, the subjects whose shares were multiplied by 100, the subjects where
    some cells have a % sign and others look like shares, and where those doubtful cells are.
    """
    amount, low, high = figures.amount.copy(), figures.low.copy(), figures.high.copy()
    status = figures.status.copy()
    multiplied: list[int] = []
    mixed: list[int] = []
    doubtful = np.zeros(len(amount), dtype=bool)
    any_signed = bool(figures.percent.any())
    in_hundreds = _in_hundreds(figures, of, subjects)
    for position, known in enumerate(subjects):
        if not known.percent and not any_signed:
            continue
        here = of == position
        ok = here & (status == OK)
        signed = ok & figures.percent
        bare = ok & ~figures.percent
        if not (known.percent or signed.any()) or not ok.any():
            continue
        shares = bare & (amount > 0) & (amount <= 1) & (amount != np.floor(amount))
        if signed.any() and shares.any():
            mixed.append(position)
            doubtful |= shares
            status[shares] = ERROR
            amount[shares] = low[shares] = high[shares] = np.nan
        elif not signed.any() and not in_hundreds and _are_shares(amount[bare]):
            multiplied.append(position)
            hidden = here & (status == SUPPRESSED) & ~figures.percent & (high <= 1)
            for values in (amount, low, high):
                values[bare | hidden] *= 100
        elif shares.any() and _all_above(amount[ok & (amount > 1)]):
            mixed.append(position)
            doubtful |= shares
        elif not known.percent and signed.any() and _are_slips(signed, bare):
            mixed.append(position)
            doubtful |= signed
    _give_ranges(of, subjects, status, low, high)
    return Figures(amount, low, high, status, figures.percent), multiplied, mixed, doubtful


def _in_hundreds(figures: Figures, of: Codes, subjects: Sequence[Subject]) -> bool:
    """Whether some percentage of the table is plainly on the 0 to 100 scale; then all are."""
    percent = np.array([known.percent for known in subjects], dtype=bool)[of]
    bare = percent & (figures.status == OK) & ~figures.percent
    return any(
        not _are_shares(figures.amount[bare & (of == position)])
        and figures.amount[bare & (of == position)].max(initial=0) > PLAINLY_HUNDREDS
        for position in np.unique(of[bare])
    )


def _are_shares(amounts: NDArray[np.float64]) -> bool:
    """Whether percentages were written as shares of one: 0.45 for 45%.

    All lie between 0 and 1 with at least one strictly between; a few may be just above 1 (an
    occupancy of 1.05) when the others are mostly large shares.
    """
    if amounts.size == 0 or not ((amounts > 0) & (amounts < 1)).any() or amounts.min() < -1:
        return False
    if amounts.max() <= 1:
        return True
    return bool(amounts.max() <= 2 and np.mean(amounts <= 1) >= MOSTLY and np.median(amounts) > 0.5)


def _are_slips(signed: NDArray[np.bool_], bare: NDArray[np.bool_]) -> bool:
    """Whether a few % signs among very many plain figures are hardly meant."""
    return bool(np.count_nonzero(signed) <= SLIPS * np.count_nonzero(bare))


def _all_above(amounts: NDArray[np.float64]) -> bool:
    """Whether there are percentages above one, and all of them are large."""
    return bool(amounts.size and amounts.min() > TYPICAL)


def _give_ranges(
    of: Codes,
    subjects: Sequence[Subject],
    status: NDArray[np.int8],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
) -> None:
    """A bare star hides 0 to 4 of a count, 0 to 100 of a percentage, anything of a median."""
    open_range = (status == SUPPRESSED) & np.isnan(low) & np.isnan(high)
    top = np.array(
        [100.0 if s.percent else np.nan if s.finished else HIGHEST_HIDDEN for s in subjects]
    )[of]
    low[open_range] = np.where(np.isnan(top), np.nan, 0.0)[open_range]
    high[open_range] = top[open_range]
