"""Sheets of a workbook are unpacked one ahead and come out in their own order all the same."""

from mhvalue.ingest.sheets import readers
from tests.ingest.books import book


def cells_of(data):
    return [(s.name, s.cells.tolist()) for s in readers.read_sheets(data, "xlsx")]


def test_sheets_keep_their_order_and_their_cells(monkeypatch):
    sheets = {f"Sheet{n}": [["Ward", "Falls"], ["Elm", float(n)]] for n in range(1, 6)}
    known = list(sheets.items())
    data = book(**sheets)
    assert cells_of(data) == known
    monkeypatch.setattr(readers, "_AHEAD", 0)
    assert cells_of(data) == known


def test_a_hidden_sheet_between_others_is_listed_in_its_place_unread():
    rows = [["Ward", "Falls"], ["Elm", 1.0]]
    found = readers.read_sheets(book(hidden=("Two",), One=rows, Two=rows, Three=rows), "xlsx")
    assert [(s.name, s.unread) for s in found] == [("One", ""), ("Two", "hidden"), ("Three", "")]
    assert found[2].cells.tolist() == rows
