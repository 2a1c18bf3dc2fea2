"""Facts as a Parquet file and back, and what is refused."""

import json
from datetime import date
from io import BytesIO

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mhvalue.errors import FileRefused, PeopleFound, ReadingProblem
from mhvalue.facts import join
from mhvalue.ingest import facts_file
from mhvalue.ingest.bounded.children import Bounds
from mhvalue.ingest.bounded.process import read_file
from mhvalue.ingest.facts_mark import MARK
from mhvalue.ingest.pipeline import read
from mhvalue.ingest.reading import Column, Reading, TableReading
from mhvalue.ingest.sheets import gate
from mhvalue.units import Unit
from tests.tables import facts_of

UNITS = (
    Unit("Ward", "Elm", "E1", "Adult acute", 20.0, date(2020, 1, 1), None, "", (("Trust", "T"),)),
    Unit("Ward", "Oak", merged_into="Elm", closed=date(2024, 6, 30)),
)
READING = Reading(
    (TableReading("Sheet1", (0,), 1, 4, (Column(0, "Ward", "unit"),)),), published=False
)
FACTS = facts_of(
    {("falls", "Elm"): [5, "*", None], ("seen", "Oak"): [7.25, 8, 9]}, units=UNITS, key="ab" * 32
)


def written(facts=FACTS):
    return facts_file.write(facts, READING)


def changed(about=None, table=None):
    """A file of facts that somebody has changed."""
    whole = pq.read_table(BytesIO(written()))
    known = json.loads(whole.schema.metadata[MARK]) | (about or {})
    whole = (table or (lambda same: same))(whole)
    out = BytesIO()
    pq.write_table(whole.replace_schema_metadata({MARK: json.dumps(known).encode()}), out)
    return out.getvalue()


def refusal(data):
    with pytest.raises(FileRefused) as told:
        facts_file.read(data)
    return told.value.what


def test_facts_come_back_as_they_were():
    facts, reading = facts_file.read(written())
    assert facts.frame.equals(FACTS.frame)
    assert facts.frame.dtypes.equals(FACTS.frame.dtypes)
    assert (facts.units, facts.origins, facts.key) == (FACTS.units, FACTS.origins, FACTS.key)
    assert reading == READING


def test_the_source_cells_stand_in_it_as_text():
    table = pq.read_table(BytesIO(written()))
    assert table.column("source").to_pylist()[:4] == [
        "book.xlsx#Sheet1!B2", "book.xlsx#Sheet1!B3", "book.xlsx#Sheet1!B4", "book.xlsx#Sheet1!C2",
    ]  # fmt: skip
    assert b"Not for sharing" in table.schema.metadata[MARK]


def test_an_amount_made_from_many_rows_names_its_table():
    frame = FACTS.frame.assign(column=np.int16(-1))
    whole = join([FACTS, type(FACTS)(frame, FACTS.units, "", FACTS.origins)])
    assert facts_file.source_texts(whole)[6] == "book.xlsx#Sheet1!A1:Z99"


def test_the_gate_knows_it_by_its_content():
    assert gate.check(written(), "anything.xlsx") == "facts"


def test_any_other_parquet_file_is_refused_with_a_sentence():
    out = BytesIO()
    pq.write_table(pa.table({"a": [1]}), out)
    assert gate.check(out.getvalue(), "a.parquet") == "parquet"
    with pytest.raises(FileRefused, match="holds neither facts that mhvalue wrote") as told:
        read(out.getvalue(), "a.parquet", None, lambda _stage: None)
    assert told.value.do == "Save its table as .csv or .xlsx and open that."


@pytest.mark.parametrize("size", [4, 11, 200])
def test_half_a_parquet_file_did_not_arrive_whole(size):
    with pytest.raises(FileRefused, match="did not arrive whole"):
        gate.check(written()[:size], "a.parquet")


def test_the_mark_in_the_figures_is_not_the_mark_in_the_footer():
    out = BytesIO()
    text = MARK.decode() + "x" * 200
    pq.write_table(pa.table({"a": [text]}), out, write_statistics=False, use_dictionary=False)
    assert gate.check(out.getvalue(), "a.parquet") == "parquet"


@pytest.mark.parametrize(
    "about",
    [
        {"version": 2},
        {"version": None},
        {"key": "not a key"},
        {"key": 3},
        {"origins": []},
        {"origins": [{"file": 1}]},
        {"units": [{"level": "Ward"}]},
        {"units": 5},
        {"reading": "{}}"},
        {"reading": '{"tables": 3}'},
    ],
)
def test_what_it_says_of_itself_must_fit(about):
    assert refusal(changed(about))


@pytest.mark.parametrize(
    "table",
    [
        lambda t: t.drop_columns(["amount"]),
        lambda t: t.append_column("extra", t.column("amount")),
        lambda t: t.set_column(12, "amount", t.column("amount").cast(pa.string())),
        lambda t: t.set_column(16, "table", pa.array([9] * 6, pa.int16())),
        lambda t: t.set_column(17, "row", pa.array([-5] * 6, pa.int32())),
        lambda t: t.set_column(15, "status", pa.array(["fine"] * 6)),
        lambda t: t.set_column(4, "grain", pa.array(["decade"] * 6)),
        lambda t: t.set_column(3, "unit", pa.array([None] * 6, pa.string())),
        lambda t: t.set_column(12, "amount", pa.array([np.inf] * 6)),
        lambda t: t.set_column(5, "period", pa.array([None] * 6, pa.timestamp("s"))),
    ],
)
def test_columns_that_do_not_fit_are_refused(table):
    names = list(pq.read_table(BytesIO(written())).schema.names)
    assert [names.index(n) for n in ("amount", "status", "table", "row")] == [12, 15, 16, 17]
    assert refusal(changed(table=table))


def test_more_rows_than_can_be_held_are_refused_before_they_are_read(monkeypatch):
    monkeypatch.setattr(facts_file, "MOST_ROWS", 5)
    assert "more rows" in refusal(written())


def test_it_is_read_through_the_child_like_any_file():
    result = read_file(written(), "facts.parquet")
    assert result.facts.frame.astype(object).equals(FACTS.frame.astype(object))
    assert (result.reading.format, result.reading.tables) == ("facts", READING.tables)


def test_how_it_was_read_cannot_be_changed_any_more():
    with pytest.raises(ReadingProblem, match="were read before"):
        read(written(), "facts.parquet", Reading(), lambda stage: None)


def test_other_contents_have_another_key():
    one = read(written(), "a.parquet", None, lambda stage: None).facts.key
    other = read(
        written(facts_of({("falls", "Elm"): [6]}, key="ab" * 32)), "a.parquet", None, lambda s: None
    ).facts.key
    assert one != other


def _nhs_numbers():
    """Made-up numbers of the range kept for tests (999), with the right last digit."""
    found = []
    for middle in range(100000, 100020):
        nine = f"999{middle}0"[:9]
        rest = 11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
        if rest != 10:
            found.append(nine + str(rest % 11))
    return found


def test_people_put_into_it_later_stop_the_reading():
    numbers = _nhs_numbers()
    facts = facts_of({("falls", number): [1] for number in numbers}, key="ab" * 32)
    with pytest.raises(PeopleFound) as told:
        read(facts_file.write(facts, Reading()), "a.parquet", None, lambda stage: None)
    assert not [number for number in numbers if number in str(told.value)]


def test_a_file_too_large_for_a_page_is_taken_within_other_bounds(monkeypatch):
    monkeypatch.setattr(gate, "LARGEST_FILE", 1000)
    with pytest.raises(FileRefused, match="python -m mhvalue facts"):
        read_file(written(), "a.parquet")
    bounds = Bounds(memory=2 * 1024**3, seconds=120, largest=10**6)
    assert len(read_file(written(), "a.parquet", bounds=bounds).facts.frame) == 6
    with pytest.raises(FileRefused, match="larger than"):
        read_file(written(), "a.parquet", bounds=Bounds(2 * 1024**3, 120, largest=1000))
