"""What is sent arrives equal."""

import io
from datetime import date

import pandas as pd
import pytest

from mhvalue.errors import MhvalueError, ReadingProblem
from mhvalue.facts import Origin, make
from mhvalue.ingest.bounded import wire
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.reading import Column, Reading, TableReading
from mhvalue.ingest.result import Preview, ReadResult
from mhvalue.units import Unit, UnitRegister

UNITS = UnitRegister(
    (
        Unit("Ward", "Elm", "W1", "acute", 18.0, date(2020, 4, 1), None, "", (("Site", "Nörth"),)),
        Unit("Ward", "Oak"),
    )
)
READING = Reading(
    tables=(TableReading("Falls", (0,), 1, 2, (Column(0, "Ward £", "unit"),), title="Elm"),)
)


def result(amounts=(3.0, float("nan"))):
    size = len(amounts)
    facts = make(
        {
            "item": ["falls", "Own name ß"][:size],
            "heading": ["Falls"] * size,
            "level": ["Ward"] * size,
            "unit": ["Elm", "Oak"][:size],
            "grain": ["month"] * size,
            "period": ["2024-04-01", "1899-12-01"][:size],
            "start": ["2024-04-01", "1899-12-01"][:size],
            "end": ["2024-04-30", "1899-12-31"][:size],
            "amount": list(amounts),
            "status": ["ok", "suppressed"][:size],
            "row": [1, 2][:size],
            "column": [3, -1][:size],
        },
        units=UNITS,
        origins=(Origin("ä.xlsx", "Falls", "A1:D3", published=True),),
        key="abc",
    )
    return ReadResult(
        facts,
        READING,
        (Preview("Falls", 0, (("Ward", "£"), ("Elm", "3"))),),
        (
            Problem(
                "Two cells hold errors.", "ä.xlsx", "Falls", "C2:C3", "Left out.", "Correct them."
            ),
        ),
        ("Hidden ß",),
    )


def sent(value):
    out = io.BytesIO()
    wire.write_result(value, out)
    return out.getvalue()


@pytest.mark.parametrize("value", [result(), result(())], ids=["two rows", "no rows"])
def test_a_result_arrives_equal(value):
    heard = wire.parse_answer(sent(value))
    pd.testing.assert_frame_equal(heard.facts.frame, value.facts.frame)
    assert heard.facts.frame.dtypes.tolist() == value.facts.frame.dtypes.tolist()
    assert heard.facts.units == UNITS
    assert heard.facts.origins == value.facts.origins
    assert heard.facts.key == "abc"
    assert heard.reading == READING
    assert heard.problems == value.problems
    assert heard.hidden_sheets == value.hidden_sheets
    (preview,) = heard.previews
    assert (preview.sheet, preview.first_row) == ("Falls", 0)
    assert preview.rows == (("Ward", "£"), ("Elm", "3"))


def test_facts_that_arrived_can_be_changed():
    heard = wire.parse_answer(sent(result()))
    heard.facts.frame.loc[0, "amount"] = 4.0
    assert heard.facts.frame["amount"].tolist()[0] == 4.0


@pytest.mark.parametrize("kept", [0, 5, 60, -1])
def test_half_an_answer_is_no_answer(kept):
    with pytest.raises(ValueError, match="not whole"):
        wire.parse_answer(sent(result())[:kept])


def test_an_error_arrives_as_itself():
    out = io.BytesIO()
    wire.write_error(ReadingProblem("No period.", where="ä.xlsx", do="Choose one."), out)
    with pytest.raises(ReadingProblem) as told:
        wire.parse_answer(out.getvalue())
    assert str(told.value) == "ä.xlsx: No period. Choose one."


@pytest.mark.parametrize("name", ["SystemExit", "no_such", "__doc__"])
def test_an_error_of_no_kind_of_ours_is_only_a_sentence(name):
    line = f'{{"error": "{name}", "what": "w", "where": "", "do": ""}}\n'.encode()
    with pytest.raises(MhvalueError) as told:
        wire.parse_answer(line)
    assert type(told.value) is MhvalueError


@pytest.mark.parametrize("reading", [None, READING])
def test_a_request_arrives_equal(reading):
    request = wire.Request("ä\n.xlsx", 12, reading)
    line = wire.request_line(request)
    assert line.count(b"\n") == 1
    assert wire.parse_request(line) == request
