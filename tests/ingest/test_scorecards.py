"""Scorecards: one row an indicator, each of its own period, in sections, with footnotes below."""

from tests.ingest.books import result_of, rows, told

Q4, YEAR = ("quarter", "2022-01-01"), ("financial year", "2021-04-01")
LONG = (
    "Adult mental health: common mental health problems (Improving Access to Psychological "
    "Therapies services)"
)
SCORECARD = [
    ["Overview for England"],
    [],
    ["Code", "Indicator", "Reporting period", "Indicator value", "Standard met", "Trend **",
     "12 month % change ****"],
    ["Children and young people", None, 0, 0, None, "N/A"],
    ["CYP(i)", "Number of young people supported", "Q4 2021/22", 674485, "N/A", None, 0.14],
    ["CYP(ii)", "% seen within one week +", "Q4 2021/22", "62%", 0.62, None, -0.08],
    ["CYP(iii)", "Beds of children's wards", "2021/22", 810, "N/A", None, None],
    [LONG],
    ["IAPT(i)", "People entering treatment", "Q4 2021/22", 322252, 322252, None, 0.11],
    ["IAPT(ii)", "Referrals of older people", "End of Q4 position", 5400, "N/A", None, 0.01],
    ["IAPT(iii)", "Spend on talking therapies", "2021/22", 751902, "N/A", "N/A", 0.68],
    [],
    ["*", "Where a standard is set"],
    ["**", "Where fewer than three periods are known there is no trend"],
    ["****", "The change over a year"],
]  # fmt: skip


def test_every_indicator_is_of_the_period_in_its_row():
    result = result_of(Scorecard=SCORECARD)
    assert rows(result, "heading", "grain", "period", "breakdown", "amount") == [
        ("Number of young people supported", *Q4, "none", 674485),
        ("% seen within one week +", *Q4, "none", 62),
        ("Beds of children's wards", *YEAR, "none", 810),
        ("People entering treatment", *Q4, "none", 322252),
        ("Spend on talking therapies", *YEAR, "none", 751902),
    ]
    assert set(rows(result, "level", "unit")) == {("England", "England")}


def test_what_was_not_read_of_it_is_told():
    said = " ".join(told(result_of(Scorecard=SCORECARD)))
    assert "(C4, C10)" in said
    assert "Numbers in column E, G compare other figures" in said


def test_a_table_below_is_of_the_years_in_its_labels_and_of_the_same_country():
    spend = [
        [],
        [],
        ["Commitment to funding", "Local spend (£m)", "Spend as a % of allocations"],
        ["Total actual spend - 2019/20", 9722.8, "13.6%"],
        ["Total actual spend - 2020/21 ^", 10079.6, "13.7%"],
        ["Total actual spend - 2021/22 ^", 10558.9, "13.8%"],
        [],
        ["^", "Spend of the year before audit"],
    ]
    result = result_of(Scorecard=SCORECARD[:8] + spend)
    below = [row for row in rows(result, "period", "unit", "item", "amount") if row[3] < 11000]
    assert [row for row in below if row[2] == "local_spend_m"] == [
        ("2019-04-01", "England", "local_spend_m", 9722.8),
        ("2020-04-01", "England", "local_spend_m", 10079.6),
        ("2021-04-01", "England", "local_spend_m", 10558.9),
    ]
    assert [row[3] for row in below if row[2].endswith("allocations")] == [13.6, 13.7, 13.8]


def test_a_sentence_that_names_another_measure_ends_a_table_whose_rows_name_none():
    wards = [["Ash", "Main", 4, 6], ["Birch", "Main", 5, 7]]
    teams = [["North", "Main", 40, 60], ["South", "Main", 50, 70]]
    title = "Number of referrals received by the community teams in the period, from all sources"
    result = result_of(
        Report=[
            ["Admissions by ward"],
            ["Ward", "Site", "Apr-24", "May-24"],
            *wards,
            [title],
            *teams,
        ]
    )
    assert rows(result, "item", "amount") == [("admissions", amount) for amount in (4, 6, 5, 7)]


def test_a_section_named_by_a_long_sentence_is_one_where_rows_name_their_indicators():
    heading = ["Ref", "Indicator", "Reporting period", "Value"]
    first, second = ["A1", "CPA review", "Q4 2023/24", 90], ["B1", "IPS uptake", "Q4 2023/24", 33]
    named = "Domain two: access to services for adults, as measured by referrals of all the teams"
    result = result_of(
        Scorecard=[["Scorecard"], heading, first, ["A2", *first[1:]], [named], second]
    )
    assert ("IPS uptake", 33) in rows(result, "heading", "amount")
