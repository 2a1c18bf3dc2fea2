"""Next month's file where other labels alone in a row stand over the figures."""

from mhvalue.recipe.match import match
from mhvalue.recipe.schema import recipe_of
from mhvalue.units import UnitRegister
from tests.ingest.books import result_of, rows

WARDS = [["Elm", 12, 11], ["Oak", 7, 9]]


def next_month(before, after):
    """The facts of a file by last month's reading, and what was told."""
    old, new = result_of(Sheet1=before), result_of(Sheet1=after)
    recipe = recipe_of([("report.xlsx", old.reading, UnitRegister(), ())])
    found = match(recipe, "report.xlsx", new.reading, new.previews)
    return result_of(found.reading, Sheet1=after), found.differences


def sections(*labels, header=("Ward", "Apr-24", "May-24")):
    return [list(header), *(line for label in labels for line in ([label], *WARDS))]


def test_sections_in_another_order_keep_their_measures():
    found, told = next_month(
        sections("Admissions", "Discharges"), sections("Discharges", "Admissions")
    )
    first = {item for item, row in rows(found, "item", "row") if row < 4}
    assert first == {"discharges"}
    assert told == ()


def test_a_section_that_is_gone_is_told_and_another_is_never_read_as_it():
    found, told = next_month(
        sections("Admissions", "Discharges", "Referrals"), sections("Discharges", "Referrals")
    )
    assert sorted(set(rows(found, "item", "row"))) == sorted(
        set(rows(result_of(Sheet1=sections("Discharges", "Referrals")), "item", "row"))
    )
    assert [difference.kind for difference in told] == ["missing table"]


def test_next_months_sections_have_their_own_month():
    header = ("Ward", "Admissions", "Discharges")
    found, told = next_month(
        sections("April 2024", "May 2024", header=header),
        sections("May 2024", "June 2024", header=header),
    )
    assert {day for (day,) in rows(found, "period")} == {"2024-05-01", "2024-06-01"}
    assert told == ()
