"""A sheet laid out as its sisters are is read with them, however little stands on it."""

import pytest

from tests.ingest.books import result_of, rows

HEAD = ["Measure", "Elm ward", "Oak ward", "Willow ward"]


@pytest.mark.parametrize(
    ("march", "told"),
    [
        (["Admissions", 0, "*"], [("Elm ward", "ok"), ("Oak ward", "suppressed")]),
        (["Admissions", 3], [("Elm ward", "ok")]),
    ],
)
def test_a_month_with_a_single_number_is_not_dropped(march, told):
    sheets = {
        "Jan-19": [HEAD, ["Admissions", 57, 4, 9]],
        "Feb-19": [HEAD, ["Admissions", 6, 58, 2]],
        "Mar-19": [HEAD, march],
    }
    found = rows(result_of(**sheets), "period", "unit", "status")
    assert [row[1:] for row in found if row[0] == "2019-03-01" and row[2] != "missing"] == told


@pytest.mark.parametrize(
    ("head", "elm", "oak"),
    [
        (["Month", "Admissions"], [["Apr 2023", 57], ["May 2023", "*"]], None),
        (["Item", "Apr 2023", "May 2023"], [["Admissions", 57, "*"]], [["Admissions", "*", 58]]),
    ],
)
def test_wards_with_a_single_number_each_are_read_together(head, elm, oak):
    oak = oak or [["Apr 2023", "*"], ["May 2023", 58]]
    found = rows(result_of(Elm=[head, *elm], Oak=[head, *oak]), "unit", "period", "item", "status")
    assert found == [
        ("Elm", "2023-04-01", "admissions", "ok"),
        ("Elm", "2023-05-01", "admissions", "suppressed"),
        ("Oak", "2023-04-01", "admissions", "suppressed"),
        ("Oak", "2023-05-01", "admissions", "ok"),
    ]


def test_a_column_hidden_on_one_sheet_and_counted_on_another_is_one_of_figures():
    head = ["Month", "Admissions", "Restraints"]
    sheets = {"Elm": [head, ["Apr 2023", 57, "*"]], "Oak": [head, ["Apr 2023", "*", 58]]}
    found = rows(result_of(**sheets), "unit", "heading", "amount")
    assert [(unit, heading) for unit, heading, amount in found if amount > 0] == [
        ("Elm", "Admissions"),
        ("Oak", "Restraints"),
    ]
    assert len(found) == 4
