"""A file with one row a stay becomes monthly facts, and no row of it is to be seen anywhere."""

import numpy as np
import pytest

from mhvalue.errors import PeopleFound, ReadingProblem
from mhvalue.facts import where
from mhvalue.ingest.pipeline import read
from mhvalue.ingest.reading import Reading, from_json, to_json

# Willow: 1 to 11 April (10 nights), 20 April to 5 May (11 nights in April, 4 in May), 3 to 4 May.
# Oak: 30 March to 2 April (2 nights in March, 1 in April), and others to make it a table.
STAYS = """Ward,Admission date,Discharge date
Willow,01/04/2024,11/04/2024
Willow,20/04/2024,05/05/2024
Willow,03/05/2024,04/05/2024
Oak,30/03/2024,02/04/2024
Oak,10/05/2024,31/05/2024
Oak,12/05/2024,
Willow,20/05/2024,30/06/2024
Oak,01/06/2024,30/06/2024
"""
NUMBERS = ("9434765919", "4505577104", "4505577104", "8314495581", "9434765919", "4505577104")


def quiet(_stage: str) -> None:
    """Nobody listens to the stages here."""


def facts(text: str, reading: Reading | None = None, without=()):
    return read(text.encode(), "stays.csv", reading, quiet, without)


def amounts(result, item: str, ward: str) -> dict[str, float]:
    rows = where(result.facts, item=item, level="Ward", unit=ward, breakdown="none").frame
    return {f"{p:%b}": a for p, a in zip(rows["period"], rows["amount"], strict=True)}


def test_stays_become_bed_days_by_the_month_they_fall_in():
    result = facts(STAYS)
    assert result.reading.format == "records"
    nights = amounts(result, "occupied_bed_days", "Willow")
    assert (nights["Apr"], nights["May"]) == (21, 4 + 1 + 12)
    assert amounts(result, "discharges", "Willow")["May"] == 2


def test_no_row_is_shown_and_the_reading_reads_the_next_file_too():
    result = facts(STAYS)
    assert result.previews == ()
    assert set(result.facts.frame["column"]) == {-1}
    again = facts(STAYS, from_json(to_json(result.reading)))
    assert len(again.facts.frame) == len(result.facts.frame)


def test_a_reading_of_records_refuses_a_file_without_them():
    with pytest.raises(ReadingProblem, match="does not hold one row a stay"):
        facts("Ward,Month,Discharges\nElm,Apr-24,5\nElm,May-24,6\n", Reading(format="records"))


def test_people_are_told_apart_for_readmission_and_never_named():
    rows = [
        (NUMBERS[3], "Oak", "20/12/2023", "03/01/2024"),
        (NUMBERS[0], "Willow", "01/01/2024", "11/01/2024"),
        (NUMBERS[0], "Willow", "15/01/2024", "20/01/2024"),
        (NUMBERS[1], "Willow", "02/01/2024", "12/01/2024"),
        (NUMBERS[3], "Oak", "05/01/2024", "25/01/2024"),
        (NUMBERS[3], "Oak", "01/03/2024", "05/05/2024"),
        (NUMBERS[1], "Oak", "01/04/2024", "30/06/2024"),
    ]
    text = "NHS number,Ward,Admission date,Discharge date\n"
    text += "".join(",".join(row) + "\n" for row in rows)
    with pytest.raises(PeopleFound) as caught:
        facts(text)
    result = facts(text, without=caught.value.without)
    # Of the three discharges from Willow in January one came back within 14 days.
    eligible, back = (
        amounts(result, i, "Willow") for i in ("readmission_eligible", "readmissions_14")
    )
    assert eligible.get("Jan", np.nan) == 3
    assert back.get("Jan", np.nan) == 1
    everything = result.facts.frame.astype(str).to_csv() + str(result.problems)
    assert not any(number in everything for number in NUMBERS)
