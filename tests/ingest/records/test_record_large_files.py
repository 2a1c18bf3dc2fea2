"""Records in Parquet, and in CSV files too large for the page, through the same rules as sheets."""

import json
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

from mhvalue import __main__ as command
from mhvalue.errors import FileRefused, PeopleFound
from mhvalue.ingest import record_files
from mhvalue.ingest.pipeline import read
from mhvalue.ingest.records import identity
from mhvalue.ingest.sheets import gate
from tests.ingest.records.extracts import months, sorted_facts

# Real shapes, made-up people: NHS numbers that pass the check and belong to nobody.
NUMBERS = ("9434765919", "4505577104", "8314495581", "943 476 5919")
ROWS = [
    (NUMBERS[0], "Elm", "02/01/2024", "10/01/2024", "Mr Zebra"),
    (NUMBERS[3], "Elm", "20/01/2024", "31/01/2024", "Mr Zebra"),
    (NUMBERS[1], "Oak", "05/01/2024", "07/01/2024", "Ms Walrus"),
    (NUMBERS[2], "Oak", "06/01/2024", "", "Ms Okapi"),
] + [(NUMBERS[1], "Oak", f"{day:02}/03/2024", f"{day:02}/03/2024", "Ms Walrus") for day in (3, 28)]
HEADINGS = ("NHS Number", "Ward", "Admission date", "Discharge date", "Patient name")
FRAME = pd.DataFrame(ROWS, columns=HEADINGS)


def quiet(_stage: str) -> None:
    """Nobody listens to the stages here."""


def written(folder: Path, kind: str, frame: pd.DataFrame = FRAME) -> Path:
    path = folder / f"stays.{kind}"
    if kind == "csv":
        frame.to_csv(path, index=False)
    else:
        frame.to_parquet(path)
    return path


def as_small(frame: pd.DataFrame = FRAME):
    """The same table as a small CSV through the page's door."""
    data = frame.to_csv(index=False).encode()
    with pytest.raises(PeopleFound) as caught:
        read(data, "stays.csv", None, quiet)
    return caught.value, read(data, "stays.csv", None, quiet, caught.value.without)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("at_once", [identity.AT_ONCE, 2])
def test_the_engine_stops_at_people_and_goes_on_without_them_as_for_a_small_file(
    kind, at_once, tmp_path, monkeypatch
):
    monkeypatch.setattr(identity, "AT_ONCE", at_once)
    small, result = as_small()
    path = written(tmp_path, kind)
    with pytest.raises(PeopleFound) as caught:
        record_files.read_path(path, "stays", None, quiet)
    assert caught.value.without == small.without
    assert [c.kind for c in caught.value.columns] == [c.kind for c in small.columns]
    assert not any(word in str(caught.value) for word in ("943", "Zebra", "450"))
    large = record_files.read_path(path, "stays", None, quiet, small.without)
    pd.testing.assert_frame_equal(sorted_facts(large.facts), sorted_facts(result.facts))
    kinds = [("", column.kind) for column in small.columns]
    assert large.reading.left_out == result.reading.left_out == tuple(kinds)
    # One person, however the number is spaced, came back after ten days.
    assert months(large.facts, "readmissions_14", "Elm")["2024-01"] == 1
    everything = large.facts.frame.astype(str).to_csv() + str(large.problems) + str(large.reading)
    assert not any(word in everything for word in ("943", "Zebra", "450"))
    again = record_files.read_path(path, "stays", large.reading, quiet, small.without)
    assert again.facts.key == large.facts.key != result.facts.key


def test_parquet_under_the_pages_size_is_read_by_the_page(tmp_path):
    packed = BytesIO()
    FRAME.drop(columns=["NHS Number", "Patient name"]).to_parquet(packed)
    result = read(packed.getvalue(), "stays.parquet", None, quiet)
    assert result.reading.records[0].reading.kind == "stays"
    assert months(result.facts, "occupied_bed_days", "Oak")["2024-01"] == 2 + 26
    assert result.previews == ()


def test_parquet_of_anything_else_is_refused():
    packed = BytesIO()
    pd.DataFrame({"Ward": ["Elm"] * 4, "Beds": [1, 2, 3, 4]}).to_parquet(packed)
    with pytest.raises(FileRefused, match="neither facts that mhvalue wrote nor one row a stay"):
        read(packed.getvalue(), "beds.parquet", None, quiet)


def test_a_large_csv_of_anything_else_is_left_to_the_other_readers(tmp_path):
    frame = pd.DataFrame({"Ward": ["Elm"] * 4, "Month": ["Jan-24"] * 4, "Beds": [1, 2, 3, 4]})
    assert record_files.read_path(written(tmp_path, "csv", frame), "beds.csv", None, quiet) is None


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_commands_read_a_large_file_and_the_app_opens_what_they_write(
    kind, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(gate, "LARGEST_FILE", 100)
    path, out = written(tmp_path, kind), tmp_path / "facts.parquet"
    assert command.main(["check", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (file,) = told["files"]
    assert file["format"] == "records"
    assert [doubt["where"] for doubt in told["doubts"][:2]] == ["A", "E"]
    assert command.main(["facts", str(path), "--out", str(out)]) == 0
    monkeypatch.undo()
    opened = read(out.read_bytes(), "facts.parquet", None, quiet)
    assert months(opened.facts, "readmissions_14", "Elm")["2024-01"] == 1


def test_a_file_that_is_shorter_than_the_sample_is_drawn_once(tmp_path):
    rows = [[i, "North", f"{1 + i % 31:02}/01/2024", [5, 7, 2][i % 3]] for i in range(1500)]
    frame = pd.DataFrame(rows, columns=["contact_id", "team_name", "contact_date", "attend_status"])
    packed = BytesIO()
    frame.to_parquet(packed)
    result = read(packed.getvalue(), "contacts.parquet", None, quiet)
    # 1,500 in turn attended, missed and cancelled.
    assert months(result.facts, "attended_contacts", "North") == {"2024-01": 500}
