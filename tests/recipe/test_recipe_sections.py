"""Next month's file where other labels alone in a row stand over the figures."""

from dataclasses import replace

import pytest

from mhvalue.recipe.match import match
from mhvalue.recipe.opening import read_by
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


def divisions(groups, first):
    """Wards below the division that they add up to; of admissions, discharges and falls."""
    lines = [["Wards May 2024"], ["Ward", "Admissions", "Discharges", "Falls"]]
    for number, (division, wards) in enumerate(groups.items()):
        start = first + 40 * number
        below = [[w, start + 3 * n, start + 5 * n + 1, 2 * start + n] for n, w in enumerate(wards)]
        lines += [[division, *(sum(line[i] for line in below) for i in (1, 2, 3))], *below]
    return lines


@pytest.mark.parametrize(
    ("north", "south"),
    [
        (("Oak", "Elm", "Yew", "Bay", "Ash"), ("Fir", "Box", "Lime")),
        (("Oak", "Elm", "Yew", "Bay", "Rowan"), ("Ash", "Fir", "Box")),
        (("Oak", "Elm", "Yew", "Bay", "Rowan"), ("Ash", "Fir", "Box", "Lime")),
        (("Oak", "Elm"), ("Ash", "Fir", "Box", "Lime")),
    ],
)
def test_wards_that_come_and_go_stay_below_their_division(north, south):
    before = {"North Division": ("Oak", "Elm", "Yew", "Bay"),
              "South Division": ("Ash", "Fir", "Box", "Lime")}  # fmt: skip
    old = result_of(Sheet1=divisions(before, 10))
    after = divisions({"North Division": north, "South Division": south}, 20)
    recipe = recipe_of([("report.xlsx", old.reading, old.facts.units, ())])
    by = read_by(recipe, "report.xlsx", lambda reading: result_of(reading, Sheet1=after))
    assert by.applied
    below = {unit.name: unit.parents for unit in by.result.facts.units.units if unit.parents}
    assert below == {
        **dict.fromkeys(north, (("Directorate", "North Division"),)),
        **dict.fromkeys(south, (("Directorate", "South Division"),)),
    }
    said = {(level, unit) for level, unit in rows(by.result, "level", "unit")}
    assert said == {("Directorate", "North Division"), ("Directorate", "South Division"),
                    *(("Ward", ward) for ward in (*north, *south))}  # fmt: skip


@pytest.mark.parametrize("many", [4, 60])
def test_a_row_left_out_by_hand_is_left_out_again_while_it_stands_there(many):
    def month(first, last):
        head = ["Ward", "Month", "Admissions"]
        wards = [[f"Ward {n}", "Apr-24", first + n] for n in range(1, many)]
        return [head, *wards, [last, "Apr-24", 3]]

    old = result_of(Sheet1=month(5, "Out of area"))
    (table,) = old.reading.tables
    without = replace(old.reading, tables=(replace(table, skip_rows=(many,)),))
    confirmed = result_of(without, Sheet1=month(5, "Out of area"))
    recipe = recipe_of([("report.xlsx", confirmed.reading, confirmed.facts.units, ())])

    def again(last):
        after = month(7, last)
        return read_by(recipe, "report.xlsx", lambda reading: result_of(reading, Sheet1=after))

    assert len(rows(again("Out of area").result, "unit")) == many - 1
    # A ward that was read before is not the row that was left out.
    moved = [*month(7, "")[:1], ["Out of area", "Apr-24", 3], *month(7, "")[1:-1]]
    by = read_by(recipe, "report.xlsx", lambda reading: result_of(reading, Sheet1=moved))
    assert len(rows(by.result, "unit")) == many
    assert "rows left out" in [difference.kind for difference in by.differences]
