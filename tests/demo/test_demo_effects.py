"""The demonstration figures agree with each other and hold what the README says was put in.

The calculations here are written out anew; nothing of the programme is used.
"""

import math
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import mean, stdev

import pytest
from python_calamine import CalamineWorkbook

WORKBOOK = Path(__file__).parents[2] / "assets" / "demo" / "mhvalue-demo.xlsx"
Rows = list[dict[str, object]]


def table(sheet: str) -> Rows:
    with CalamineWorkbook.from_path(str(WORKBOOK)) as book:
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return [dict(zip(rows[2], row, strict=True)) for row in rows[3:]]


@pytest.fixture(scope="module")
def wards() -> Rows:
    return table("Wards")


@pytest.fixture(scope="module")
def teams() -> Rows:
    return table("Community teams")


@pytest.fixture(scope="module")
def ethnicity() -> Rows:
    return table("Ethnicity")


def number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def total(rows: Rows, heading: str, when: Callable[[date], bool] = lambda _: True) -> float:
    return sum(number(row[heading]) or 0 for row in rows if when(row["Month"]))


def of(rows: Rows, **labels: str) -> Rows:
    return [row for row in rows if all(row[k.replace("_", " ")] == v for k, v in labels.items())]


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("Occupied bed days", "Available bed days"),
        ("Leave days", "Occupied bed days"),
        ("CRFD days", "Occupied bed days"),
        ("Admissions not known to services", "Admissions"),
        ("Discharges over 60 days", "Discharges"),
        ("Discharges eligible for readmission", "Discharges"),
        ("Readmitted within 14 days", "Discharges eligible for readmission"),
        ("Eligible for 72 hour follow up", "Discharges"),
        ("Followed up within 72 hours", "Eligible for 72 hour follow up"),
        ("FFT good or very good", "FFT responses"),
        ("FTE days lost", "FTE days available"),
        ("Inpatients at month end", "Beds"),
        ("Paired outcomes", "Closed referrals 2+ contacts"),
        ("Urgent referrals seen within 24 hours", "Urgent crisis referrals seen"),
        ("ADHD over 52 weeks", "ADHD waiting list"),
        ("Started within 6 weeks", "Finished courses"),
        ("Not at caseness", "Finished courses"),
        ("Bank spend (£)", "Total pay (£)"),
    ],
)
def test_a_part_is_never_more_than_its_whole(
    wards: Rows, teams: Rows, part: str, whole: str
) -> None:
    compared = 0
    for row in (*wards, *teams):
        some, all_of_it = number(row.get(part)), number(row.get(whole))
        if some is not None and all_of_it is not None:
            compared += 1
            assert 0 <= some <= all_of_it
    assert compared >= 48


def test_people_stay_on_the_books(wards: Rows) -> None:
    """Those here at month end are those of last month, plus who came, less who left."""
    for before, row in pairwise(wards):
        same = before["Ward"] == row["Ward"]
        if same and number(row["Admissions"]) is not None and number(before["Admissions"]):
            came, left = number(row["Admissions"]), number(row["Discharges"])
            here = number(before["Inpatients at month end"]) + came - left
            assert here == number(row["Inpatients at month end"])


def test_squares_belong_to_their_sums(wards: Rows) -> None:
    """A sum of squares is at least the square of the sum over the count (Cauchy and Schwarz)."""
    for count, added, squares in (
        ("Discharges", "Total LOS of discharges", "Sum of LOS squared"),
        ("Inpatients at month end", "LOS so far", "LOS so far squared"),
    ):
        for row in wards:
            n, s, q = (number(row[name]) for name in (count, added, squares))
            if n and s is not None and q is not None:
                assert q >= s * s / n - 1e-6


def test_willow_improves_when_the_discharge_hub_opens(wards: Rows) -> None:
    hub = date(2024, 10, 1)

    def stay(ward: str, when: Callable[[date], bool]) -> float:
        rows = of(wards, Ward=ward)
        return total(rows, "Total LOS of discharges", when) / total(rows, "Discharges", when)

    assert stay("Willow", lambda m: m >= hub) < 0.72 * stay("Willow", lambda m: m < hub)
    for ward in ("Rowan", "Hazel", "Maple", "Alder", "Juniper", "Beech", "Sycamore"):
        change = stay(ward, lambda m: m >= hub) / stay(ward, lambda m: m < hub)
        assert 0.88 < change < 1.12, ward


def test_hazel_drifts_worse_in_the_last_year(wards: Rows) -> None:
    def rate(ward: str, when: Callable[[date], bool]) -> float:
        rows = [r for r in of(wards, Ward=ward) if number(r["Restraints"]) is not None]
        return 1000 * total(rows, "Restraints", when) / total(rows, "Occupied bed days", when)

    before = rate("Hazel", lambda m: m < date(2025, 4, 1))
    assert rate("Hazel", lambda m: date(2025, 4, 1) <= m < date(2025, 10, 1)) > 1.5 * before
    assert rate("Hazel", lambda m: m >= date(2025, 10, 1)) > 2.2 * before
    for ward in ("Willow", "Rowan", "Maple", "Alder", "Beech", "Sycamore"):
        earlier, later = (
            rate(ward, lambda m: m < date(2025, 4, 1)),
            rate(ward, lambda m: m >= date(2025, 4, 1)),
        )
        assert later < 1.4 * earlier, ward


def test_juniper_was_closed_in_august_2023(wards: Rows) -> None:
    row = next(r for r in of(wards, Ward="Juniper") if r["Month"] == date(2023, 8, 1))
    assert all(value == "" for value in list(row.values())[4:])
    july = next(r for r in of(wards, Ward="Juniper") if r["Month"] == date(2023, 7, 1))
    assert july["Inpatients at month end"] == 0


def test_quayside_alone_is_far_off_in_missed_appointments(teams: Rows) -> None:
    shares = {}
    for name in {str(row["Team"]) for row in teams}:
        rows = [row for row in of(teams, Team=name) if row["Month"] >= date(2025, 4, 1)]
        missed = total(rows, "DNAs")
        shares[name] = missed / (missed + total(rows, "Attended contacts"))
    others = [share for name, share in shares.items() if name != "Quayside CMHT"]
    assert all(0.075 <= share <= 0.125 for share in others)
    assert shares["Quayside CMHT"] > mean(others) + 5 * stdev(others)


def test_detention_differs_between_black_and_white_groups(ethnicity: Rows) -> None:
    black, white = (
        of(ethnicity, Ethnic_group=group) for group in ("Black or Black British", "White")
    )
    for one, other in zip(black, white, strict=True):
        ratio = one["Standardised detention rate"] / other["Standardised detention rate"]
        assert 2 < ratio < 4.5
    people = sum({str(r["Ethnic group"]): float(r["Population"]) for r in ethnicity}.values())
    assert people == 700_000


def test_recovery_differs_between_groups_and_adds_to_the_teams(
    ethnicity: Rows, teams: Rows
) -> None:
    def recovery(group: str) -> float:
        rows = of(ethnicity, Ethnic_group=group)
        return total(rows, "Reliably recovered") / (
            total(rows, "Finished courses") - total(rows, "Not at caseness")
        )

    assert recovery("White") - recovery("Black or Black British") > 0.05
    for heading in ("Finished courses", "Not at caseness", "Reliably recovered"):
        assert total(ethnicity, heading) == total(teams, heading)


def test_stars_hide_small_counts_only(wards: Rows, ethnicity: Rows) -> None:
    starred = [(r["Kind of service"], r["Month"]) for r in wards if r["Restraints"] == "*"]
    assert starred
    assert {kind for kind, _ in starred} <= {"Older adult acute", "Rehabilitation"}
    assert all(month < date(2023, 4, 1) for _, month in starred)
    detained = [row["Detentions"] for row in ethnicity]
    assert detained.count("*") > 20
    assert all(value == "*" or float(value) >= 5 for value in detained)


def test_seasons_are_there(wards: Rows, teams: Rows) -> None:
    acute = of(wards, Kind_of_service="Adult acute")

    def occupancy(months: set[int]) -> float:
        return total(acute, "Occupied bed days", lambda m: m.month in months) / total(
            acute, "Available bed days", lambda m: m.month in months
        )

    assert occupancy({7, 8}) < occupancy({12, 1, 2}) - 0.01
    august = total(teams, "Attended contacts", lambda m: m.month == 8)
    assert august < total(teams, "Attended contacts", lambda m: m.month == 10)
    assert math.isclose(
        total(wards, "FTE days lost") / total(wards, "FTE days available"), 0.056, abs_tol=0.008
    )
