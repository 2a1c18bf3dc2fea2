"""Record-level files too big for a workbook: Parquet and CSV through DuckDB."""

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from mhvalue.errors import ReadingProblem
from mhvalue.ingest.records import files
from mhvalue.ingest.records.facts_from_records import facts_of_frame
from mhvalue.ingest.records.files import facts_of_file, recognise_file
from mhvalue.ingest.records.sheets import recognise_frame
from tests.ingest.records.extracts import WHOLE, laid, months, sorted_facts

STAYS = pd.DataFrame(
    {
        "Patient ID": ["a", "a", "b", "c"],
        "Ward": ["Elm", "Oak", "Elm", "O'Hara; Ash"],
        "Admission date": ["02/01/2024", "07/01/2024", "05/01/2024", "20/01/2024"],
        "Discharge date": ["07/01/2024", "25/01/2024", "31/01/2024", ""],
    }
)


def test_csv_parquet_and_a_frame_give_the_same_facts(tmp_path):
    as_csv, as_parquet = tmp_path / "stays.csv", tmp_path / "stays.parquet"
    STAYS.to_csv(as_csv, index=False)
    STAYS.to_parquet(as_parquet)
    reading = recognise_file(as_csv)
    assert reading == recognise_file(as_parquet) == recognise_frame(STAYS)
    frame = sorted_facts(laid(facts_of_frame(STAYS, reading, "stays.csv")))
    for path in (as_csv, as_parquet):
        found = laid(facts_of_file(path, reading))
        pd.testing.assert_frame_equal(sorted_facts(found), frame)
    # 5 nights and 18 of a, 26 of b, 12 of c who is still there.
    assert months(found, "occupied_bed_days", WHOLE) == {"2024-01": 61}
    assert months(found, "admissions", WHOLE) == {"2024-01": 3}


def test_parquet_with_real_dates_reads_like_text(tmp_path):
    path = tmp_path / "stays.parquet"
    as_days = {
        name: pd.to_datetime(STAYS[name].replace("", None), dayfirst=True).dt.date
        for name in ("Admission date", "Discharge date")
    }
    STAYS.assign(**as_days).to_parquet(path)
    assert str(duckdb.read_parquet(str(path)).types[2]) == "DATE"
    reading = recognise_file(path)
    pd.testing.assert_frame_equal(
        sorted_facts(laid(facts_of_file(path, reading))),
        sorted_facts(laid(facts_of_frame(STAYS, reading, "stays"))),
    )


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_csv_in_another_encoding_is_read(encoding, tmp_path):
    path = tmp_path / "stays.csv"
    path.write_bytes(STAYS.replace("Oak", "Ch\u00eane").to_csv(index=False).encode(encoding))
    facts = laid(facts_of_file(path, recognise_file(path)))
    assert "Ch\u00eane" in facts.units.names("Ward")


def test_a_file_that_is_none_is_a_problem_without_its_values(tmp_path):
    path = tmp_path / "stays.parquet"
    path.write_bytes(b"PAR1" + b"zebra" * 100)
    with pytest.raises(ReadingProblem, match="could not be read as a table") as caught:
        recognise_file(path)
    assert "zebra" not in str(caught.value)


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    path, spills = tmp_path / "stays.csv", tmp_path / "spills"
    spills.mkdir()
    STAYS.to_csv(path, index=False)
    monkeypatch.setattr(files.tempfile, "tempdir", str(spills))
    facts_of_file(path, recognise_file(path))
    assert list(spills.iterdir()) == []


def test_a_relation_keeps_its_connection_clean():
    connection = duckdb.connect()
    connection.register("records", STAYS)
    relation = connection.sql("SELECT * FROM records")
    facts_of_frame(relation, recognise_frame(STAYS), "x.csv")
    held = connection.sql("SELECT table_name FROM duckdb_tables()").fetchall()
    assert held == []


def test_a_million_contacts_in_a_frame_are_counted(tmp_path):
    path = tmp_path / "contacts.parquet"
    duckdb.sql(
        "SELECT DATE '2023-01-01' + CAST(hash(i) % 456 AS INTEGER) AS \"Contact date\", "
        "'Team ' || hash(i * 3) % 40 AS Team, "
        "CASE WHEN hash(i * 7) % 10 = 0 THEN 'DNA' ELSE 'Attended' END AS Attendance "
        "FROM range(1_000_000) t(i)"
    ).write_parquet(str(path))
    frame = pd.read_parquet(path)
    reading = recognise_frame(frame)
    facts = laid(facts_of_frame(frame, reading, "contacts"))
    missed = sum(
        1 for on, status in zip(frame["Contact date"], frame["Attendance"], strict=True)
        if status == "DNA" and (on.year, on.month) == (2023, 5)
    )  # fmt: skip
    assert months(facts, "missed_contacts", WHOLE)["2023-05"] == missed
    assert Path(path).stat().st_size > 0
    assert date(2023, 5, 1) in set(facts.frame["period"].dt.date)
