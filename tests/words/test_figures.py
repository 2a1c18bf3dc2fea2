from datetime import date

import numpy as np
import pytest

from mhvalue.periods import period
from mhvalue.words.figures import between, bounds, brief, figure, number, short, window_words
from tests.words.made_findings import COST, FOLLOW_UP, MISSED, OCCUPANCY, RESTRAINT, STAY, metric


@pytest.mark.parametrize(
    ("value", "of", "text"),
    [
        (10.52, MISSED, "10.5%"),
        (100.0, MISSED, "100%"),
        (412.4, COST, "£412"),
        (-1234.0, COST, "−£1,234"),
        (34.23, STAY, "34.2 days"),
        (1.0, STAY, "1 day"),
        (6.3, RESTRAINT, "6.3 per 1,000 occupied bed days"),
        (0.0312, RESTRAINT, "0.031 per 1,000 occupied bed days"),
        (1234.0, metric(unit=""), "1,234"),
        (1.0, metric(unit="people", decimals=0), "1 person"),
        (1.0, metric(unit="ward stays", decimals=0), "1 ward stay"),
        (1.0, metric(unit="incidents", decimals=0), "1 incident"),
        (
            1.0,
            metric(unit="discharges per bed per year", decimals=0),
            "1 discharges per bed per year",
        ),
        (88.8, OCCUPANCY, "88.8% of available bed days"),
        (np.nan, MISSED, "no figure"),
    ],
)
def test_a_figure_carries_its_unit_and_sensible_decimals(value, of, text):
    assert figure(value, of) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.0, 1, "0"),
        (-0.0, 1, "0"),
        (1234.56, 1, "1,235"),
        (0.00000001, 1, "under 0.0001"),
        (np.inf, 1, "no figure"),
    ],
)
def test_numbers_at_the_edges(value, decimals, text):
    assert number(value, decimals) == text


def test_a_short_figure_keeps_signs_and_drops_long_units():
    assert short(6.3, RESTRAINT) == "6.3"
    assert short(412.4, COST) == "£412"
    assert short(88.8, OCCUPANCY) == "88.8%"


def test_a_long_unit_is_not_said_again():
    assert brief(6.3, RESTRAINT) == "6.3"
    assert brief(34.2, STAY) == "34.2 days"


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (0.0, 10.0, "between 0% and 10%"),
        (5.0, np.nan, "at least 5%"),
        (np.nan, 10.0, "at most 10%"),
        (10.0, 10.0, "10%"),
        (np.nan, np.nan, "hidden"),
    ],
)
def test_a_range_says_what_is_known(low, high, text):
    assert between(low, high, MISSED) == text


def test_a_window_is_told_with_its_end():
    april = period(date(2024, 4, 1), "month")
    assert window_words(april, 1) == "Apr 2024"
    assert window_words(april, 3) == "Apr 2024 (three months to end of Apr 2024)"
    assert window_words(april, 12) == "Apr 2024 (12 months to end of Apr 2024)"
    assert window_words(period(date(2024, 5, 6), "week"), 1) == "week of 6 May 2024"


def test_only_a_plain_percentage_ends_at_a_hundred():
    values = np.array([0.0, 99.0, np.nan])
    assert bounds(FOLLOW_UP, values) == (0.0, 100.0)
    assert bounds(OCCUPANCY, values) == (0.0, np.inf)
    assert bounds(FOLLOW_UP, np.array([-1.0, 5.0])) == (-np.inf, np.inf)
