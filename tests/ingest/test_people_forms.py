"""People in forms, along rows and in tables further down are found like those in columns."""

from datetime import date

import nhs_number
import pytest

from mhvalue.errors import PeopleFound
from mhvalue.ingest import pipeline
from tests.ingest.books import book

NUMBERS = nhs_number.generate(quantity=12)
MONTHS = [["Ward", "Month", "Falls"], ["Elm", "Apr 2024", 3], ["Elm", "May 2024", 5]]


def read(data, without=()):
    return pipeline.read(data, "report.xlsx", None, lambda stage: None, without)


def refused(data):
    with pytest.raises(PeopleFound) as told:
        read(data)
    return told.value


PAIR = [["Elm", 3], ["Oak", 4]]
SOMEBODIES = ["Aisha Example", "Ben Sample", "Chloe Testcase", "David Trial"]
SEEN = [[name, 3] for name in SOMEBODIES]


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ([["Name", "Jane Smith"], ["DOB", date(1980, 1, 2)], ["NHS No", NUMBERS[0]]], "B"),
        ([["Patient name:", "Aisha Example"], [], *MONTHS], "B"),
        ([["Patient name: Aisha Example"], [], *MONTHS], "A"),
        ([["Contacts of Mrs Example, DOB 2/1/1980"], [], *MONTHS], "A"),
        ([["Month", *SOMEBODIES], ["Apr 2024", 1, 2, 3, 4]], "BCDE"),
        ([["Month", *NUMBERS[:4]], ["Apr 2024", 1, 2, 3, 4]], "BCDE"),
        ([["Surname", "Smith", "Khan"], ["Born", "2/1/1980", "3/4/1955"], ["Stay", 3, 4]], "BC"),
        ([["Ward", "Falls"], *PAIR, [], ["Seen"], ["Name", "Visits"], *SEEN], "A"),
        ([["Patient name", "Visits"], *SEEN, [], ["NHS No"], [NUMBERS[0]]], "A"),
    ],
)
def test_people_are_found_in_forms_across_and_below(rows, columns):
    found = {column.column for column in refused(book(Falls=rows)).columns}
    assert found == set(columns)


def test_a_form_left_out_leaves_nobody():
    data = book(Falls=[["Patient name:", "Aisha Example"], [], *MONTHS])
    result = read(data, refused(data).without)
    assert not any("Example" in cell for row in result.previews[0].rows for cell in row)


def test_the_first_number_below_a_blank_heading_of_a_csv_is_none():
    phones = ["7723090110", "7883743394", "7957575100", "7896180798", "7955964421"]
    lines = ["Case,", *(f"x{n},{phone}" for n, phone in enumerate(phones))]
    with pytest.raises(PeopleFound) as told:
        pipeline.read("\n".join(lines).encode(), "report.csv", None, lambda stage: None, ())
    (found,) = told.value.columns
    assert (found.column, found.kind, found.rows) == ("B", "phone numbers", len(phones))
