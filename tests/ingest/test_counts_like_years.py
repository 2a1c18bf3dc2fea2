"""Counts such as 2019 and 2021 that could be years, right under the words for what is counted."""

import pytest

from tests.ingest.books import result_of, rows


@pytest.mark.parametrize("first", [(2019, 2021), (2020, 2021), (2021, 2020)])
def test_a_first_row_of_two_counts_under_words_is_one_of_figures(first):
    result = result_of(
        Sheet1=[
            ["Contacts by team, October 2024"],
            ["Team", "Face to face", "Telephone"],
            ["North", *first],
            ["South", 1850, 1877],
        ]
    )
    assert rows(result, "item", "unit", "period", "amount") == [
        ("face_to_face", "North", "2024-10-01", first[0]),
        ("telephone", "North", "2024-10-01", first[1]),
        ("face_to_face", "South", "2024-10-01", 1850),
        ("telephone", "South", "2024-10-01", 1877),
    ]


def test_several_such_rows_are_figures_as_well():
    result = result_of(
        Sheet1=[
            ["Ward", "Month", "Contacts", "Referrals"],
            ["Elm", "Apr 2024", 2019, 2021],
            ["Elm", "May 2024", 1999, 2003],
            ["Elm", "Jun 2024", 2150, 1850],
        ]
    )
    assert [amount for (amount,) in rows(result, "amount")] == [2019, 2021, 1999, 2003, 2150, 1850]


@pytest.mark.parametrize("label", [None, "Ward"])
def test_years_below_the_words_for_what_is_counted_stay_headings(label):
    result = result_of(
        Sheet1=[
            ["Ward", "Beds", "Admissions"],
            [label, 2022, 2023],
            ["Elm", 16, 300],
            ["Oak", 18, 310],
        ]
    )
    assert rows(result, "unit", "period", "amount") == [
        ("Elm", "2022-01-01", 16), ("Elm", "2023-01-01", 300),
        ("Oak", "2022-01-01", 18), ("Oak", "2023-01-01", 310),
    ]  # fmt: skip


def test_years_under_words_told_twice_stay_headings():
    result = result_of(
        Sheet1=[
            ["Ward", "Admissions", "Admissions", "Discharges", "Discharges"],
            ["Name", 2022, 2023, 2022, 2023],
            ["Elm", 16, 17, 18, 19],
            ["Oak", 26, 27, 28, 29],
        ]
    )
    assert rows(result, "item", "period", "amount")[:4] == [
        ("admissions", "2022-01-01", 16), ("admissions", "2023-01-01", 17),
        ("discharges", "2022-01-01", 18), ("discharges", "2023-01-01", 19),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        [["Contacts by team"], ["Team", "Apr-24", "May-24"], ["North", 2019, 2024],
         ["South", 2002, 2031]],
        [["Month", "Referrals", "Contacts"], ["Apr-24", 2019, 2020], ["May-24", 2002, 2044]],
    ],
)  # fmt: skip
def test_a_table_may_hold_nothing_but_such_counts(table):
    expected = sorted(n for row in table for n in row[1:] if isinstance(n, int))
    assert sorted(n for (n,) in rows(result_of(S=table), "amount")) == expected


def test_years_below_other_words_are_no_figures():
    result = result_of(
        S=[["Wards, October 2024"], ["Ward", "Opened", "Refurbished"], ["Elm", 1999, 2019],
           ["Oak", 2002, 2021]]
    )  # fmt: skip
    assert rows(result, "amount") == []
