"""How far the ten-digit numbers of a column are NHS numbers rather than a play of chance."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.privacy.identity import numbers
from mhvalue.privacy.identity.kinds import NHS_NUMBERS, TEN_DIGITS
from mhvalue.privacy.identity.look import ALONE, FEW, MOST, TOLD, WITH_PEOPLE, Look, Sign, Weight
from mhvalue.privacy.identity.numbers import LOOSE, SPACED, WHOLE, Numbers

CHANCE: Final = 1 / 11
"""How often a number made up at random passes the check."""

DOUBT: Final = 1e-4
"""How seldom chance alone may make a column of codes look like NHS numbers."""

LEAST_SHARE: Final = 0.2
SPACED_SHARE: Final = 0.25
_LOOKED_UP: Final = 20
_DIGITS: Final = 10


def number_signs(looks: Sequence[Look]) -> list[Sign]:
    """What the ten-digit numbers of each column show; one pass over all columns together."""
    found = []
    texts: list[str] = []
    written: list[str] = []
    owners: list[NDArray[np.int32]] = []
    for position, look in enumerate(looks):
        long = [text for text in look.texts if len(text) >= _DIGITS and numbers.may_hold(text)]
        texts += long
        written += map(numbers.in_full, long)
        owners.append(np.full(len(long), position, dtype=np.int32))
        found += _of_figures(look)
    if texts:
        told = numbers.find(written)
        owner = np.concatenate(owners)[told.text]
        for position in np.unique(owner).tolist():
            part = told.only(owner == position)
            found += _judged(looks[position], part, [texts[i] for i in part.text.tolist()])
    return found


def convincing(passed: int, tried: int) -> bool:
    """Whether so many passes of so many cannot be chance.

    The chance is bounded by Chernoff's inequality: P(X >= k) <= exp(-n KL(k/n || 1/11)).
    """
    if not tried or passed < LEAST_SHARE * tried:
        return False
    share = passed / tried
    distance = share * math.log(share / CHANCE)
    if share < 1:
        distance += (1 - share) * math.log((1 - share) / (1 - CHANCE))
    return tried * distance >= -math.log(DOUBT)


def _of_figures(look: Look) -> list[Sign]:
    figures = [value for value in look.values if type(value) is float]
    if not figures or max(figures) < 10 ** (_DIGITS - 1):
        return []
    told = numbers.of_figures(np.array(figures))
    return _judged(look, told, [figures[i] for i in told.text.tolist()])


def _judged(look: Look, told: Numbers, values: Sequence[object]) -> list[Sign]:
    """The sign of one column's numbers; `values` are what they stand in, one for each."""
    claim = look.claim
    if values and claim is not None and claim[0] == NHS_NUMBERS:
        return [Sign(NHS_NUMBERS, look.column, look.rows(set(values).__contains__), ALONE)]
    weight = _weight(told)
    if weight is not None:
        valid = {values[i] for i in np.flatnonzero(told.valid).tolist()}
        return [Sign(NHS_NUMBERS, look.column, look.rows(valid.__contains__), weight)]
    whole = {values[i] for i in np.flatnonzero(told.written == WHOLE).tolist()}
    if claim is None and len(whole) >= FEW and len(whole) >= MOST * (len(look.values) - 2):
        return [Sign(TEN_DIGITS, look.column, look.rows(whole.__contains__), TOLD)]
    return []


def _weight(told: Numbers) -> Weight | None:
    tried, passed = _counted(told)
    if convincing(sum(passed), sum(tried)) or any(map(convincing, passed, tried)):
        return ALONE
    if passed[SPACED] and passed[SPACED] >= SPACED_SHARE * tried[SPACED]:
        return ALONE
    if passed[LOOSE] and passed[LOOSE] >= MOST * tried[LOOSE]:
        valid = told.digits[told.valid & (told.written == LOOSE)]
        if any(map(numbers.is_issued, valid[:_LOOKED_UP])):
            return ALONE
    if passed[WHOLE] and passed[WHOLE] == tried[WHOLE]:
        valid = told.digits[told.valid & (told.written == WHOLE)]
        sure = len(valid) >= FEW and all(map(numbers.is_issued, valid[:_LOOKED_UP]))
        return ALONE if sure else WITH_PEOPLE
    return None


def _counted(told: Numbers) -> tuple[list[int], list[int]]:
    """How many were tried and how many passed, by the way they are written."""
    tried = np.bincount(told.written, minlength=3)
    passed = np.bincount(told.written[told.valid], minlength=3)
    return tried.tolist(), passed.tolist()
