"""The quick way through a long, plain sheet gives what the slow way gives, or is not taken."""

import datetime

import pytest

from mhvalue.ingest import plain_sheet, readers
from mhvalue.ingest.pipeline import read
from tests.ingest.books import book, rows

HEAD = ["Ward", "Month", "Falls", "Spend", "Late %"]
BODY = [
    ["Elm", datetime.datetime(2024, 4, 1), 5, 1204.25, 45],
    ["Elm", datetime.datetime(2024, 5, 1), "*", -300, 46.5],
    ["Oak", datetime.datetime(2024, 4, 1), "<5", 0, None],
    ["Oak", datetime.datetime(2024, 5, 1), 12, 1e9, 0.125],
    ["0012", datetime.datetime(2024, 5, 1), 7, 0.1 + 0.2, 50],
]


@pytest.fixture
def taken(monkeypatch):
    """The names of sheets that were read the quick way, which every sheet may be here."""
    monkeypatch.setattr(plain_sheet, "LONG", 1)
    names = []
    quick = readers.read_plain

    def noted(data, name, *rest):
        found = quick(data, name, *rest)
        if found is not None:
            names.append(name)
        return found

    monkeypatch.setattr(readers, "read_plain", noted)
    return names


def facts_of(data):
    return read(data, "a.xlsx", None, lambda stage: None)


def test_both_ways_give_the_same_facts(taken, monkeypatch):
    data = book(S=[HEAD, *BODY])
    quick = facts_of(data)
    assert taken == ["S"]
    monkeypatch.setattr(plain_sheet, "LONG", 10**9)
    slow = facts_of(data)
    assert taken == ["S"]
    columns = ("item", "unit", "period", "status", "row", "column")
    assert rows(quick, *columns) == rows(slow, *columns)
    amounts = [result.facts.frame["amount"].tolist() for result in (quick, slow)]
    assert amounts[0] == pytest.approx(amounts[1], nan_ok=True)
    assert slow.reading == quick.reading


@pytest.mark.parametrize("number", [0.6186440677966102, 1234.0000000012, 3e-9])
def test_a_number_that_would_be_rounded_is_read_the_slow_way(taken, number):
    result = facts_of(book(S=[HEAD[:3], ["Elm", "Apr-24", number], ["Oak", "Apr-24", 2]]))
    assert taken == []
    assert rows(result, "amount")[0] == (number,)


def test_errors_formulas_percentages_and_a_sheet_that_begins_elsewhere_are_read_the_slow_way(taken):
    table = [HEAD[:3], ["Elm", "Apr-24", 1], ["Oak", "Apr-24", 2]]
    facts_of(book(S=[*table, ["Ash", "Apr-24", "=1/0"]]))
    facts_of(book(formats={"C2": "0%", "C3": "0%"}, S=table))
    facts_of(book(S=[[], *table]))
    facts_of(book(S=[[None, *row] for row in table]))
    assert taken == []
