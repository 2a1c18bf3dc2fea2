"""What open data give a metric before anybody scores it."""

import numpy as np
import pytest

from mhvalue.errors import ShortlistProblem
from mhvalue.shortlist.evidence import READY, Evidence, absent, evidence, reliability
from mhvalue.shortlist.prescore import availability, comparability, prescores, signal
from tests.shortlist.made_workshops import metric

NAN = np.nan
SEEN = metric("seen", spread="people", sources=("MHSDS",), mhsds=("MHS1",))
BEDS = metric("beds", spread="none")
NOTHING = np.zeros((3, 4), dtype=bool)


def test_evidence_counts_what_the_figures_hold():
    values = np.array([[NAN, 1.0, 2.0, NAN], [NAN, 3.0, NAN, NAN], [NAN] * 4])
    hidden = NOTHING.copy()
    hidden[1, 2] = True
    counts = np.array([[NAN, 10.0, 30.0, NAN], [NAN, 80.0, 99.0, NAN], [NAN] * 4])
    found = evidence(
        values, hidden, counts=counts, kinds=("Adult", "Older", "Older"), months_each=3
    )
    # The third unit has nothing, so it is no peer; the hidden figure's count is not looked at.
    assert (found.units, found.alike) == (2, 1)
    assert (found.cells, found.known, found.hidden) == (4, 3, 1)
    assert found.months == 6
    assert found.count == 30
    assert found.known_share == 1
    assert found.hidden_share == 0.25
    assert found.reliability is None


def test_evidence_of_nothing():
    assert evidence(np.full((3, 4), NAN), NOTHING) == Evidence(READY)
    assert absent().known_share == absent().hidden_share == 0


def test_a_hole_in_the_middle_counts_as_not_held():
    found = evidence(np.array([[1.0, NAN, NAN, 1.0]]), NOTHING[:1])
    assert (found.cells, found.known, found.months) == (4, 2, 2)
    assert found.known_share == 0.5


def test_figures_of_another_shape_are_refused():
    with pytest.raises(ShortlistProblem, match="unit and period"):
        evidence(np.ones((2, 4)), NOTHING)
    with pytest.raises(ShortlistProblem, match="unit and period"):
        evidence(np.ones((3, 4)), NOTHING, kinds=("Adult",))


def test_reliability_by_hand():
    # Means 0, 10, 20, 30, 40, each unit one above and one below its own: the mean square between
    # is 2 * 1000 / 4 = 500, within it is 10 / 5 = 2, so one figure has (500 - 2) / (500 + 2).
    values = 10.0 * np.arange(5)[:, None] + np.array([-1.0, 1.0])
    single = 498 / 502
    assert reliability(values, 1) == pytest.approx(single)
    assert reliability(values, 12) == pytest.approx(12 * single / (1 + 11 * single))
    # A sixth unit with one figure tells nothing of noise and is left out.
    more = np.vstack([values, [1000.0, NAN]])
    assert reliability(more, 1) == pytest.approx(single)


def test_units_that_differ_by_noise_alone_are_not_reliable():
    assert reliability(np.array([[1.0, 2.0]] * 5), 12) == 0
    assert reliability(np.full((5, 3), 7.0), 12) == 0
    assert reliability(np.ones((4, 12)), 12) is None


@pytest.mark.parametrize(
    ("months", "known", "points"),
    [(24, 95, 4), (23, 100, 3), (24, 94, 3), (12, 80, 3), (12, 79, 2), (11, 100, 2)],
)
def test_availability_by_months_and_wholeness(months, known, points):
    given = availability(SEEN, Evidence(READY, units=4, cells=100, known=known, months=months))
    assert given.points == points
    assert given.how == (
        f"The open files hold {months} months for 4 units, {known}% of all units' months."
    )


def test_a_hidden_figure_is_held_all_the_same():
    held = Evidence(READY, units=4, cells=100, known=60, hidden=40, months=24)
    assert availability(SEEN, held).points == 4


@pytest.mark.parametrize(
    ("of", "readiness", "points"),
    [(BEDS, "no", 0), (BEDS, "nearly", 1), (SEEN, "no", 1), (SEEN, "nearly", 2)],
)
def test_availability_of_what_no_file_holds(of, readiness, points):
    given = availability(of, absent(readiness, ("Discharges",)))
    assert given.points == points
    assert "Discharges is missing." in given.how
    assert ("published nationally" in given.how) == (of is SEEN)


@pytest.mark.parametrize(
    ("of", "alike", "count", "points"),
    [
        (SEEN, 8, 30.0, 4),
        (SEEN, 7, 30.0, 3),
        (SEEN, 2, 30.0, 2),
        (SEEN, 8, None, 3),
        (metric("own", spread="people"), 8, 30.0, 3),
        (BEDS, 8, 30.0, 2),
        (BEDS, 2, None, 0),
    ],
)
def test_comparability_by_peers_definition_and_limits(of, alike, count, points):
    given = comparability(of, Evidence(READY, units=9, alike=alike, known=1, count=count))
    assert given.points == points
    assert given.how.endswith("for you to judge.")


@pytest.mark.parametrize(("count", "points"), [(100, 4), (99, 3), (25, 3), (10, 2), (5, 1), (4, 0)])
def test_signal_by_the_typical_count(count, points):
    assert signal(SEEN, Evidence(READY, known=9, count=float(count))).points == points


def test_signal_says_what_chance_does_to_a_count():
    given = signal(SEEN, Evidence(READY, known=96, hidden=4, count=25.0))
    # One in the square root of 25 is 20%.
    assert given.how == (
        "A typical figure rests on about 25, which chance moves by about 20%. "
        "4% of figures are hidden."
    )


@pytest.mark.parametrize(("count", "told"), [(5, "about 5,"), (7, "about 5,"), (8, "about 10,")])
def test_a_count_is_told_to_the_nearest_5(count, told):
    assert told in signal(SEEN, Evidence(READY, known=9, count=float(count))).how


def test_a_small_count_is_not_named():
    assert "fewer than 5" in signal(SEEN, Evidence(READY, known=9, count=3.0)).how


@pytest.mark.parametrize(("hidden", "points"), [(5, 4), (6, 2), (20, 2), (21, 1), (50, 1), (51, 0)])
def test_hidden_figures_cap_the_signal(hidden, points):
    found = Evidence(READY, known=100 - hidden, hidden=hidden, count=200.0)
    assert signal(SEEN, found).points == points


@pytest.mark.parametrize(("share", "points"), [(0.9, 4), (0.8, 3), (0.7, 2), (0.5, 1), (0.4, 0)])
def test_bed_days_are_judged_by_reliability_whatever_their_size(share, points):
    found = Evidence(READY, known=9, count=900.0, reliability=share)
    assert signal(BEDS, found).points == points


def test_what_the_data_cannot_say_is_left_to_people():
    assert signal(BEDS, Evidence(READY, known=9)).points is None
    assert [given.points for given in prescores(SEEN, absent())] == [1, None, None]
    assert signal(SEEN, Evidence(READY, hidden=9)).points == 0
    assert signal(SEEN, Evidence(READY)).points is None
