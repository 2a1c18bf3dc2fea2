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
