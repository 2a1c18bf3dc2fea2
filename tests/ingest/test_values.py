"""What cells of figures say: amounts where certain, else the reason there is none."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.facts import STATUSES
from mhvalue.ingest.scales import scaled
from mhvalue.ingest.sheets.cells import CellError
from mhvalue.ingest.subjects import Subject
from mhvalue.ingest.values import parse_cell, parse_cells


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (3, 3), (2.5, 2.5), ("12", 12), ("1,234", 1234), ("1,234.5", 1234.5), ("£1.2k", 1200),
        ("£3m", 3e6), ("(300)", -300), ("1,789.00-", -1789), ("300.00 CR", -300),
        ("12.50DR", 12.5), ("(£1,200)", -1200), ("-7", -7), ("\u22127", -7),
        (" 9\u00a0", 9), ("45%", 45), ("12 [r]", 12), (".5", 0.5), ("0", 0), ("1e3", 1000),
        ("12 r", 12), ("23 (prov)", 23),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(cell, amount):
    found = parse_cell(cell)
    assert (found.amount, found.low, found.high, found.status) == (amount, amount, amount, "ok")


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("*", "suppressed"),
        ("[c]", "suppressed"),
        ("c", "suppressed"),
        ("#", "suppressed"),
        (None, "missing"),
        ("  ", "missing"),
        ("null", "missing"),
        ("-", "not_collected"),
        ("..", "not_collected"),
        ("N/A", "not_applicable"),
        ("n/a", "not_applicable"),
        ("#DIV/0!", "error"),
        (CellError("#REF!"), "error"),
        ("12 beds", "error"),
        ("Closed", "not_applicable"),
        ("1,23", "error"),
        ("1.234,5", "error"),
        ("123*", "error"),
        ("nan", "error"),
        ("inf", "error"),
        (1e308, "error"),
        (float("inf"), "error"),
        (float("nan"), "error"),
        (True, "error"),
        ("2m", "error"),
        ("5-", "error"),
        ("(12.50-)", "error"),
    ],
)
def test_what_is_no_number_says_why(cell, status):
    found = parse_cell(cell)
    assert found.status == status
    assert math.isnan(found.amount)


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("<5", 0, 4), ("< 5", 0, 4), ("Fewer than 5", 0, 4), ("less than 10", 0, 9), ("<=7", 0, 7),
        ("5 or fewer", 0, 5), ("1-4", 1, 4), ("1 to 4", 1, 4), ("<5%", 0, 5), ("52+", 52, None),
        (">95%", 95, None),
    ],
)  # fmt: skip
def test_a_hidden_number_is_the_range_it_must_lie_in(cell, low, high):
    found = parse_cell(cell)
    assert found.status == "suppressed"
    assert found.low == low
    assert found.high == high or (high is None and math.isnan(found.high))


@given(st.text(max_size=12))
def test_text_never_breaks_the_reader_and_only_digits_and_nil_become_numbers(text):
    found = parse_cell(text)
    assert found.status in STATUSES
    if found.status == "ok":
        assert any(map(str.isdigit, text)) or " ".join(text.split()).casefold() == "nil"


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_reads_the_same_plain_and_with_commas(number):
    assert parse_cell(str(number)).amount == parse_cell(f"{number:,}").amount == number


def figures(*cells):
    return parse_cells(np.arange(len(cells), dtype=np.int32), cells)


def of_one(cells, **kind):
    subject = Subject("item", "Item", **kind)
    return scaled(figures(*cells), np.zeros(len(cells), dtype=np.int64), [subject])


def test_shares_of_one_become_percentages_and_are_told():
    found, multiplied, mixed, _ = of_one([0.45, 0.5, 1.0], percent=True)
    assert found.amount.tolist() == [45, 50, 100]
    assert (multiplied, mixed) == ([0], [])


def test_percentages_stay_when_another_column_of_the_table_is_plainly_in_hundreds():
    subjects = [Subject("a", "A", percent=True), Subject("b", "B", percent=True)]
    found, multiplied, _, _ = scaled(figures(0.4, 0.9, 20, 45), np.array([0, 0, 1, 1]), subjects)
    assert found.amount.tolist() == [0.4, 0.9, 20, 45]
    assert multiplied == []


def test_small_percentages_are_in_no_doubt_where_none_of_their_own_is_large():
    subjects = [Subject("a", "A", percent=True), Subject("b", "B", percent=True)]
    of = np.array([0, 0, 0, 1, 1])
    found, _, mixed, _ = scaled(figures(0.06, 0, 0, 20, 45), of, subjects)
    assert found.amount.tolist() == [0.06, 0, 0, 20, 45]
    assert mixed == []


def test_a_share_among_large_percentages_is_in_doubt_and_read_as_written():
    found, _, mixed, doubtful = of_one([45, 0.45, 50], percent=True)
    assert found.amount.tolist() == [45, 0.45, 50]
    assert (mixed, doubtful.tolist()) == ([0], [False, True, False])


def test_signs_and_shares_in_one_column_are_in_doubt_and_not_read():
    found, _, mixed, doubtful = of_one(["45%", "0.45", "50%"], percent=True)
    assert mixed == [0]
    assert doubtful.tolist() == [False, True, False]
    assert STATUSES[found.status[1]] == "error"
    assert np.isnan(found.amount[1])


@pytest.mark.parametrize(
    ("kind", "low", "high"),
    [({}, 0, 4), ({"percent": True, "finished": True}, 0, 100), ({"finished": True}, None, None)],
)
def test_a_star_hides_what_its_item_allows(kind, low, high):
    found, _, _, _ = of_one(["*", 50], **kind)
    expected = [math.nan if low is None else low, math.nan if high is None else high]
    np.testing.assert_array_equal([found.low[0], found.high[0]], expected)


def test_a_lone_share_among_percentages_is_told_and_read_as_written():
    found, multiplied, mixed, doubtful = of_one([45, 0.5, 60], percent=True)
    assert (multiplied, mixed) == ([], [0])
    assert found.amount.tolist() == [45, 0.5, 60]
    assert doubtful.tolist() == [False, True, False]


def test_small_percentages_among_others_are_nothing_special():
    _, multiplied, mixed, _ = of_one([45, 0.5, 2, 1.4], percent=True)
    assert (multiplied, mixed) == ([], [])


@pytest.mark.parametrize(
    ("text", "amount", "status"),
    [
        ("Nil", 0.0, "ok"),
        ("82 (94%)", 82.0, "ok"),
        ("1,082 (9.4 %)", 1082.0, "ok"),
        ("95% (19/20)", 95.0, "ok"),
        ("95% (19 of 20)", 95.0, "ok"),
        ("~", None, "suppressed"),
        ("n/k", None, "missing"),
        ("NK", None, "missing"),
        ("?", None, "missing"),
        ("82 (94)", None, "error"),
    ],
)
def test_words_and_figures_in_two_forms(text, amount, status):
    figure = parse_cell(text)
    assert (None if figure.status != "ok" else figure.amount, figure.status) == (amount, status)
