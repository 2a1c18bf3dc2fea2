"""The table of false alarms against a fresh simulation."""

import math

import numpy as np
import pytest

from mhvalue.stats import spc
from mhvalue.stats.chance import chance_of_signal, chance_of_signal_at_end

SERIES = 4000


@pytest.mark.parametrize("points", [12, 24, 30, 42, 60, 100])
def test_noise_alarms_as_often_as_the_table_says(points):
    noise = np.random.default_rng(points).normal(size=(SERIES, points))
    signal = spc.xmr(noise, spc.XmrSettings()).rule != spc.NONE
    for found, said, rounding in (
        (signal.any(axis=1).mean(), chance_of_signal(points), 0.005),
        (signal[:, -1].mean(), chance_of_signal_at_end(points), 0.001),
    ):
        standard_error = math.sqrt(said * (1 - said) / SERIES)
        assert abs(found - said) < 4 * standard_error + rounding


def test_too_few_points_for_limits_raise_no_alarm():
    assert chance_of_signal(11) == 0
    assert chance_of_signal_at_end(0) == 0


def test_a_longer_chart_alarms_more():
    shares = [chance_of_signal(points) for points in range(12, 200)]
    assert shares == sorted(shares)
    assert shares[-1] == 0.72
