"""NHS numbers are found however written; numbers that fail the check stop nothing."""

import random
from itertools import pairwise

import nhs_number
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mhvalue.privacy.identifiers import Column, scan
from mhvalue.privacy.identity.evidence import CHANCE, convincing
from mhvalue.privacy.identity.numbers import find, may_hold, of_figures, passes

# The example number of the NHS Data Dictionary's own documents, and one changed in its last digit.
KNOWN = "9434765919"
WRONG = "9434765918"


def check_digit(nine):
    """Modulus 11 in the steps of the NHS Data Dictionary; None where there is no digit."""
    total = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
    remainder = 11 - total % 11
    return {11: 0, 10: None}.get(remainder, remainder)


@st.composite
def nhs_numbers(draw):
    """A valid number in the ranges issued in England and Wales, or set apart for tests."""
    nine = draw(st.sampled_from("4679")) + draw(st.text("0123456789", min_size=8, max_size=8))
    digit = check_digit(nine)
    assume(digit is not None)
    number = f"{nine}{digit}"
    assume(len(set(number)) > 1)
    return number


@st.composite
def spacings(draw):
    """Where the ten digits are parted, and by what; no shape that is also a date."""
    cuts = sorted(draw(st.sets(st.integers(1, 9), max_size=4)))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, 10], strict=True)]
    assume(parts[:3] not in ([4, 2, 2], [2, 2, 4]))
    return cuts, draw(st.sampled_from([" ", "-", "\u00a0", "  ", "\u2009", " - "]))


def spaced(number, spacing):
    cuts, between = spacing
    edges = [0, *cuts, 10]
    return between.join(number[a:b] for a, b in pairwise(edges))


def column(*values, heading=""):
    return Column(heading, values, np.ones(len(values), dtype=int))


def stopped(*columns):
    return [(found.kind, found.column) for found in scan(columns) if found.stops]


words = st.text(st.characters(categories=["Ll", "Lu", "Zs"]), max_size=30)


@given(nhs_numbers(), spacings(), words, words)
def test_any_number_in_any_spacing_inside_text_is_found(number, spacing, before, after):
    text = f"{before}. {spaced(number, spacing)}, {after}"
    assert stopped(column("Fine", text, "Nothing new")) == [("NHS numbers", 0)]


@given(st.lists(nhs_numbers(), min_size=4, max_size=12, unique=True), st.data())
def test_a_column_of_numbers_is_found_under_any_heading(numbers, data):
    as_figures = data.draw(st.booleans())
    values = [float(number) if as_figures else number for number in numbers]
    assert stopped(column("Elm"), column(*values, heading="Reference")) == [("NHS numbers", 1)]


@given(
    st.lists(st.integers(10**9, 10**10 - 1).map(str), max_size=30, unique=True),
    spacings(),
    st.booleans(),
)
def test_numbers_that_fail_never_stop(numbers, spacing, in_text):
    failing = [n for n in numbers if check_digit(n[:9]) != int(n[9])]
    texts = [f"See {spaced(n, spacing)} for more" if in_text else n for n in failing]
    assert stopped(column(*texts, heading="Cost code")) == []


@given(st.text("0123456789", min_size=10, max_size=10))
def test_the_check_agrees_with_its_definition(number):
    digits = np.array([[int(digit) for digit in number]], dtype=np.uint8)
    same = check_digit(number[:9]) == int(number[9]) and len(set(number)) > 1
    assert passes(digits).tolist() == [same]


@pytest.mark.parametrize(
    "text",
    [
        "943 476 5919",
        "Seen today, NHS no. 943-476-5919.",
        "NHS9434765919",
        "9434765919.0",
        "rang re 9434765919 and left word",
        "943.476.5919",
        "943\u2009476\u20095919",
        "943\u00a0476\u00a05919",
        "943\u2011476\u20115919",
        "943\u2013476\u20145919",
        "943\u2212476\u22125919",
    ],
)
def test_one_number_is_enough_where_it_can_be_nothing_else(text):
    found = stopped(column(text, "Elm", "Oak"))
    # Alone and unspaced, it might be a code: chance makes one in eleven pass.
    assert found == ([] if text == "9434765919.0" else [("NHS numbers", 0)])


@pytest.mark.parametrize(
    "text",
    [
        KNOWN,
        f"https://example.org/view/{KNOWN}",
        f"order_{KNOWN}",
        f"PO{KNOWN}",
        f"0.{KNOWN}",
        f"{KNOWN}.25",
        f"1{KNOWN}",
        "0000000000",
        "see 111 111 1111",
        "2024-04-01 10:30",
        "01-04-2024 10:30",
        WRONG,
        "943 476 5918",
    ],
)
def test_one_number_that_may_be_something_else_does_not_stop(text):
    assert stopped(column(text, "Elm", "Oak")) == []


def shown(number):
    """As a spreadsheet shows a figure with commas: 9,434,765,919."""
    return f"{int(number):,}"


@given(st.lists(nhs_numbers(), min_size=4, max_size=9, unique=True), st.data())
def test_numbers_shown_as_figures_with_commas_are_found(numbers, data):
    way = data.draw(st.sampled_from([shown, lambda n: f"{n[:3]},{n[3:6]},{n[6:]}"]))
    assert stopped(column(*map(way, numbers), heading="Ref")) == [("NHS numbers", 0)]


@given(st.lists(nhs_numbers(), min_size=4, max_size=9, unique=True))
def test_amounts_of_money_are_no_numbers_of_people(numbers):
    assert stopped(column(*(f"£{shown(n)}" for n in numbers))) == []
    assert stopped(column(*(f"{shown(n)}.50" for n in numbers))) == []
    assert stopped(column(*(f"spent {shown(n)} in all" for n in numbers))) == []


def test_a_heading_makes_one_number_enough_and_is_shown():
    (found,) = scan([column("NHS No.", KNOWN, heading="NHS No.")])
    assert (found.kind, found.rows, found.heading, found.stops) == (
        "NHS numbers", 1, "NHS No.", True,
    )  # fmt: skip


def test_a_number_beside_other_signs_of_people_is_enough():
    names = column("Surname", "Example", heading="Surname")
    assert stopped(names, column(KNOWN)) == [("names", 0), ("NHS numbers", 1)]


def test_rows_are_counted_and_not_distinct_values():
    numbers = nhs_number.generate(quantity=4)
    counts = np.array([3, 3, 3, 3, 100])
    (found,) = scan([Column("Key", [*numbers, "none"], counts)])
    assert (found.kind, found.rows) == ("NHS numbers", 12)


def test_figures_are_looked_at_as_whole_numbers_of_ten_digits():
    found = of_figures(np.array([float(KNOWN), 1.5, 123.0, float(WRONG), 1e12]))
    assert found.text.tolist() == [0, 3]
    assert found.valid.tolist() == [True, False]


def test_ten_digit_codes_are_told_and_not_stopped_for():
    rng = random.Random(11)
    codes = [str(rng.randrange(10**9, 10**10)) for _ in range(200)]
    (found,) = scan([column(*codes, heading="Cost code")])
    assert found.kind == "ten-digit numbers that are not NHS numbers"
    assert (found.rows, found.stops) == (200, False)


@pytest.mark.parametrize("size", [4, 5, 10, 20, 50, 500])
def test_false_alarms_of_random_codes_are_fewer_than_one_in_a_thousand(size):
    """Of 3,000 columns of random ten-digit codes at most 3 may stop the reading.

    The bound is one in ten thousand; 4 of 4 passing happens once in 11^4 = 14,641.
    """
    rng = np.random.default_rng(size)
    passed = rng.binomial(size, CHANCE, 3000).tolist()
    assert sum(convincing(k, size) for k in passed) <= 3
    codes = rng.integers(10**9, 10**10, (100, size)).astype(str)
    assert sum(bool(stopped(column(*row))) for row in codes.tolist()) <= 1


def test_running_numbers_are_no_nhs_numbers():
    codes = [str(4_000_000_000 + step) for step in range(1000)]
    assert stopped(column(*codes, heading="Employee number")) == []


def test_some_numbers_among_other_codes_are_found():
    """A fifth of the column passing is twice what chance gives, and beyond it in 100 rows."""
    numbers = nhs_number.generate(quantity=30)
    others = [str(10**9 + 17 * step) for step in range(70)]
    others = [n for n in others if check_digit(n[:9]) != int(n[9])]
    assert stopped(column(*numbers, *others)) == [("NHS numbers", 0)]


@given(st.text("0123456789 -/.,(NHS\uff11\uff12\u00a0", min_size=1, max_size=40))
def test_a_text_that_is_passed_over_holds_no_number(text):
    assert may_hold(text) or not len(find([text]).text)


@pytest.mark.parametrize("text", [KNOWN, "943 476 5919", "NHS no. 94347-65919", "\uff19\uff14"])
def test_a_text_with_the_digits_of_a_number_is_looked_at(text):
    assert may_hold(text)
    assert not may_hold("NHS 94347 ward 6591")
