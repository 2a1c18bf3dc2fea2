"""Headings that are numbers, and first rows of figures that are none."""

from tests.ingest.books import result_of, rows, told


def test_wards_known_by_numbers():
    result = result_of(
        Sheet1=[
            ["Falls by ward"],
            [None, "Ward"],
            ["Month", 1, 2, 3],
            ["Apr 2024", 10, 20, 30],
            ["May 2024", 11, 21, 31],
        ]
    )
    assert rows(result, "level", "unit", "item", "start", "amount")[:4] == [
        ("Ward", "1", "falls", "2024-04-01", 10),
        ("Ward", "2", "falls", "2024-04-01", 20),
        ("Ward", "3", "falls", "2024-04-01", 30),
        ("Ward", "1", "falls", "2024-05-01", 11),
    ]


def test_days_of_the_month_in_the_title():
    days = range(1, 32)
    result = result_of(
        Sheet1=[
            ["Occupied beds, October 2024"],
            ["Ward", "Beds", *days, "Average"],
            ["Elm", 18, *days, 16],
            ["Oak", 20, *days, 16],
        ]
    )
    assert rows(result, "unit", "start", "end", "amount")[:31] == [
        ("Elm", f"2024-10-{day:02}", f"2024-10-{day:02}", day) for day in days
    ]
    assert len(rows(result, "amount")) == 62
    # Each day is of one and the same thing, which the title names.
    assert len(set(rows(result, "item"))) == 1
    assert {heading.casefold() for (heading,) in rows(result, "heading")} == {"occupied beds"}


def test_thirty_one_days_of_a_month_of_thirty_are_not_read():
    days = range(1, 32)
    result = result_of(
        Sheet1=[["Occupied beds, November 2024"], ["Ward", *days], ["Elm", *days], ["Oak", *days]]
    )
    assert not rows(result, "amount")


def test_single_years_of_age():
    result = result_of(
        Sheet1=[
            ["Population estimates by single year of age, mid-2023"],
            ["Code", "Name", "All ages", *range(5), "90+"],
            ["E06000035", "Medway", 600, 10, 20, 30, 40, 50, 60],
            ["E07000105", "Ashford", 660, 11, 21, 31, 41, 51, 61],
        ]
    )
    assert rows(result, "unit", "breakdown", "group", "start", "amount")[:4] == [
        ("Medway", "none", "all", "2023-01-01", 600),
        ("Medway", "age", "0", "2023-01-01", 10),
        ("Medway", "age", "1", "2023-01-01", 20),
        ("Medway", "age", "2", "2023-01-01", 30),
    ]


def test_cost_centres_above_their_money():
    result = result_of(
        Sheet1=[
            ["Pay by cost centre"],
            ["Month", 100234, 100235, 100236],
            ["Apr 2024", 10, 20, 30],
            ["May 2024", 11, 21, 31],
        ]
    )
    assert rows(result, "level", "unit", "amount")[:3] == [
        ("Cost centre", "100234", 10), ("Cost centre", "100235", 20), ("Cost centre", "100236", 30),
    ]  # fmt: skip


def test_numbers_that_nothing_explains_are_not_read_as_items():
    result = result_of(
        Sheet1=[["Month", 1, 2, 3], ["Apr 2024", 10, 20, 30], ["May 2024", 11, 21, 31]]
    )
    assert not rows(result, "amount")
    assert told(result)


def test_a_first_row_of_one_two_three_under_headings_is_a_row_of_figures():
    result = result_of(
        Sheet1=[
            ["Ward", "Apr 2024", "May 2024", "Jun 2024"],
            ["Elm", 1, 2, 3],
            ["Oak", 4, 5, 6],
        ]
    )
    assert [amount for (amount,) in rows(result, "amount")] == [1, 2, 3, 4, 5, 6]


def test_counts_that_look_like_years_below_months_are_counts():
    result = result_of(
        Sheet1=[
            ["Ward", "Jan 2024", "Feb 2024", "Mar 2024"],
            ["Elm", 2030, 2025, 2026],
            ["Oak", 195, 190, 205],
        ]
    )
    assert rows(result, "unit", "start", "end", "amount")[:3] == [
        ("Elm", "2024-01-01", "2024-01-31", 2030),
        ("Elm", "2024-02-01", "2024-02-29", 2025),
        ("Elm", "2024-03-01", "2024-03-31", 2026),
    ]


def test_counts_far_from_each_other_are_no_years():
    result = result_of(
        Sheet1=[
            ["Contacts by team, May 2024"],
            ["Team", "Seen", "Booked", "Due"],
            ["North", 2030, 2045, 2010],
            ["South", 195, 190, 205],
        ]
    )
    assert rows(result, "unit", "heading", "start", "amount")[:3] == [
        ("North", "Seen", "2024-05-01", 2030),
        ("North", "Booked", "2024-05-01", 2045),
        ("North", "Due", "2024-05-01", 2010),
    ]


def test_years_that_begin_again_under_each_group_are_years():
    result = result_of(
        Sheet1=[
            [None, "Admissions", None, "Discharges", None],
            ["Ward", 2013, 2023, 2013, 2023],
            ["Elm", 310, 320, 330, 340],
            ["Oak", 410, 420, 430, 440],
        ]
    )
    assert sorted(rows(result, "heading", "unit", "start", "amount"))[:2] == [
        ("Admissions to hospital", "Elm", "2013-01-01", 310),
        ("Admissions to hospital", "Elm", "2023-01-01", 320),
    ]


def test_descriptions_without_codes_are_groups_and_no_organisations():
    result = result_of(
        Sheet1=[
            ["People in hospital, England"],
            ["Category", "Description", "Jan 2024", "Feb 2024"],
            ["Total", "Total", 700, 710],
            ["Age", "Under 18", 200, 205],
            [None, "18 and over", 500, 505],
            ["Bed type", "Low secure", 400, 405],
            [None, "Medium secure", 300, 305],
        ]
    )
    assert set(rows(result, "unit", "breakdown", "group", "amount")) >= {
        ("England", "age", "Under 18", 200),
        ("England", "bed type", "Medium secure", 305),
    }
