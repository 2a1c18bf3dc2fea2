"""The unit a trend begins with is one that has figures."""

import numpy as np
import pytest

from mhvalue.facts import join
from mhvalue.grids import Question
from mhvalue.series import series
from mhvalue.ui.choices import _well_known
from tests.tables import catalogue_of, count, facts_of, item

NONE = None
KNOWN = catalogue_of(item("falls"), metrics=[count("falls")])


@pytest.mark.parametrize(
    ("ash", "elm", "first"),
    [
        ([5, 6, 7, 8], [1, 2, 3, 4], "Ash"),
        ([5, 6, NONE, NONE], [1, 2, 3, 4], "Ash"),
        ([5, NONE, NONE, NONE], [1, 2, 3, 4], "Elm"),
    ],
)
def test_the_first_with_half_as_many_as_the_best(ash, elm, first):
    told = [facts_of({("falls", "Ash"): ash}), facts_of({("falls", "Elm"): elm})]
    shown = series(join(told), KNOWN, KNOWN.metrics["falls"], Question("Ward"))
    assert np.count_nonzero(shown.value.known) == sum(a is not NONE for a in (*ash, *elm))
    assert _well_known(shown) == first
