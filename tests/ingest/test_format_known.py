"""Known layouts: applied again as they were read, refused where they are not, never guessed."""

from dataclasses import replace
from pathlib import Path

import pytest

from mhvalue.errors import ReadingProblem
from mhvalue.ingest.formats.known import TITLES, role_of
from mhvalue.ingest.formats.shown import known_tables
from mhvalue.ingest.pipeline import read
from mhvalue.ingest.reading import BY_TABLES, Reading

DEMO = Path(__file__).parents[2] / "assets" / "demo" / "mhvalue-demo.xlsx"
OAPS = (
    b"Question,Breakdown1,Breakdown1Code,Breakdown2,Breakdown2Code,value\n"
    b"OAPs active at period end,England,,,,12\n"
)
NAME = "oaps-nov-2016.csv"
PLAIN = b"Ward,Month,Admissions\nElm,Apr 2024,12\nElm,May 2024,15\nOak,Apr 2024,9\n"


def opened(data, name, reading=None):
    return read(data, name, reading, lambda stage: None)


def test_what_was_recognised_is_applied_again_with_the_same_key():
    first = opened(OAPS, NAME)
    again = opened(OAPS, NAME, first.reading)
    assert again.facts.key == first.facts.key
    assert again.reading == first.reading
    assert len(again.facts.frame) == 1


@pytest.mark.parametrize("format_name", TITLES)
def test_a_layout_that_the_file_does_not_have_is_refused(format_name):
    with pytest.raises(ReadingProblem) as refused:
        opened(PLAIN, "wards.csv", Reading(format=format_name))
    assert TITLES[format_name] in refused.value.what
    assert refused.value.where == "wards.csv"


def test_tables_of_ones_own_are_not_taken_for_a_published_file():
    assert opened(PLAIN, "wards.csv").reading.format == ""
    assert opened(DEMO.read_bytes(), DEMO.name).reading.format == ""


def test_a_table_confirmed_by_a_person_is_read_as_confirmed():
    confirmed = opened(PLAIN, "wards.csv").reading
    assert opened(PLAIN, "wards.csv", confirmed).reading.format == ""


def test_a_known_layout_can_be_set_aside_and_corrected_column_by_column():
    two = OAPS + OAPS.splitlines()[1].replace(b"England", b"Kent").replace(b"12", b"9")
    assert opened(two, NAME).reading.format == "oaps"
    aside = opened(two, NAME, Reading(format=BY_TABLES))
    (table,) = aside.reading.tables
    assert (aside.reading.format, table.header_rows) == (BY_TABLES, (0,))
    assert aside.facts.frame["amount"].tolist() == [12, 9]
    named = tuple(
        replace(c, role="unit") if c.heading == "Breakdown1" else replace(c, role="ignore")
        if c.role == "breakdown" else c
        for c in table.columns
    )  # fmt: skip
    corrected = replace(aside.reading, tables=(replace(table, columns=named),))
    again = opened(two, NAME, corrected)
    assert again.reading == corrected
    told = again.facts.frame[["unit", "amount"]]
    assert dict(told.itertuples(index=False)) == {"England": 12, "Kent": 9}


def test_a_known_layout_is_shown_as_the_table_it_is():
    (table,) = known_tables(opened(OAPS, NAME))
    assert (table.header_rows, table.first_row, table.last_row) == ((0,), 1, 1)
    told = {(column.index, column.heading): column.role for column in table.columns}
    assert told[(0, "Question")] == "item"
    assert told[(5, "value")] == "amount"


@pytest.mark.parametrize(
    ("format_name", "roles"),
    [
        ("mhsds", {"PRIMARY_LEVEL": "unit code", "MEASURE_ID": "item", "STATUS": "ignore"}),
        ("oaps", {"Question": "item", "Breakdown1Code": "unit code", "value": "amount"}),
        ("fingertips", {"Area Name": "unit", "Time period": "period", "Recent Trend": "ignore"}),
        ("beds", {"Org Code": "unit code", "Maternity": "amount"}),
        ("template", {"Locality": "parent", "Month": "period", "Beds": "amount"}),
    ],
)
def test_columns_are_told_in_the_words_of_a_reading(format_name, roles):
    assert {heading: role_of(format_name, heading) for heading in roles} == roles
