"""Next month's extract read by this month's recipe."""

from dataclasses import replace
from datetime import date

from mhvalue.ingest.pipeline import read
from mhvalue.ingest.record_reading import RecordColumn
from mhvalue.recipe.opening import read_by
from mhvalue.recipe.saved import from_json, to_json
from mhvalue.recipe.schema import recipe_of

APRIL = """Ward,Came,Admission date,Discharge date,Clinic
Elm,North,01/04/2024,11/04/2024,A
Elm,South,02/04/2024,30/04/2024,B
Oak,North,03/04/2024,,A
Oak,South,29/04/2024,30/04/2024,B
"""
MAY = """Ward Name,Came,Admission date,Disch date,Sex
Elm,North,01/05/2024,11/05/2024,F
Elm,South,02/05/2024,31/05/2024,M
Oak,North,03/05/2024,,F
"""


def reader(text, name):
    return lambda reading: read(text.encode(), name, reading, lambda _stage: None)


def corrected(reading):
    """Came said to be a group of people, Clinic not used, and the extract whole to 30 April."""
    (sheet,) = reading.records
    columns = tuple(
        RecordColumn("Came", "breakdown", "from where") if c.heading == "Came"
        else replace(c, role="ignore", name="") if c.heading == "Clinic" else c
        for c in sheet.reading.columns
    )  # fmt: skip
    days = {"first": date(2024, 4, 1), "as_at": date(2024, 4, 30)}
    changed = replace(sheet, reading=replace(sheet.reading, columns=columns, **days))
    return replace(reading, records=(changed,))


def test_columns_keep_their_meaning_and_every_change_is_told():
    first = reader(APRIL, "April.csv")(None)
    april = reader(APRIL, "April.csv")(corrected(first.reading))
    assert "from where" in set(april.facts.frame["breakdown"])
    recipe = from_json(to_json(recipe_of([("April.csv", april.reading, april.facts.units, ())])))
    assert recipe.files[0].reading == april.reading
    found = read_by(recipe, "May.csv", reader(MAY, "May.csv"))
    assert found.applied
    (sheet,) = found.result.reading.records
    assert sheet.reading.first is sheet.reading.as_at is None
    assert {c.heading: (c.role, c.name) for c in sheet.reading.columns} == {
        "Ward Name": ("unit", "Ward"), "Came": ("breakdown", "from where"),
        "Admission date": ("start", ""), "Disch date": ("end", ""), "Sex": ("breakdown", "sex"),
    }  # fmt: skip
    assert "from where" in set(found.result.facts.frame["breakdown"])
    told = {(d.kind, d.what) for d in found.differences}
    assert {
        ("renamed column", "Ward is now called Ward Name."),
        ("new column", "Sex is new; it is read as breakdown."),
    } <= told
    assert sum(kind == "period" for kind, _ in told) == 2


def test_an_extract_whose_first_dates_are_gone_is_read_as_it_proposes_itself():
    april = reader(APRIL, "April.csv")(None)
    recipe = recipe_of([("April.csv", april.reading, april.facts.units, ())])
    text = APRIL.replace("Admission date", "Entry to ward")
    found = read_by(recipe, "May.csv", reader(text, "May.csv"))
    told = [d.what for d in found.differences]
    assert told[0] == "Admission date (start) is not there."
    assert told[1].startswith("Its columns are read as proposed")
    assert found.result.reading == reader(text, "May.csv")(None).reading


def test_the_only_column_in_its_part_is_the_same_one_under_any_heading():
    first = reader(APRIL, "April.csv")(None)
    april = reader(APRIL, "April.csv")(corrected(first.reading))
    recipe = from_json(to_json(recipe_of([("April.csv", april.reading, april.facts.units, ())])))
    may = MAY.replace("Ward Name", "Location").replace("Disch", "Discharge")
    found = read_by(recipe, "May.csv", reader(may, "May.csv"))
    assert found.differences[0].what == "Ward is now called Location."
    assert "Ward" in set(found.result.facts.frame["level"])
    # A day of coming to a ward may not be that of coming to hospital: it is proposed anew.
    moved = MAY.replace("Admission date", "Ward Start Date").replace("Disch date", "Ward End Date")
    found = read_by(recipe, "May.csv", reader(moved, "May.csv"))
    told = [difference.what for difference in found.differences]
    assert not any(what.startswith("Admission date is now called") for what in told)
    assert not any(what.startswith("Discharge date is now called") for what in told)
