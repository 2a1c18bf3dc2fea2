"""The learning disability services monthly file, on made rows in its published shapes."""

import pytest

from mhvalue.ingest.pipeline import read

LABELS = (
    "Geography,OrgCode,OrgName,TableNumber,PrimaryMeasure,PrimaryMeasureNumber,PrimarySplit,"
    "SecondaryMeasure,SecondaryMeasureNumber,SecondarySplit"
)
ROWS = (
    "National,National,National,1,Total,1,Total,,,",
    "National,National,National,2,Age,1,Under 18,Gender,1,Male",
    "Provider,ZZ1,ELM TRUST,80,Total,1,Total,,,",
)


def frame_of(header, *lines, name="ldsm-jun-2024.csv"):
    result = read("\n".join([header, *lines, ""]).encode(), name, None, lambda stage: None)
    assert result.reading.format == "learning disability"
    return result.facts.frame


@pytest.mark.parametrize("squeezed", [True, False])
def test_a_row_is_of_its_place_and_of_the_groups_that_are_not_everybody(squeezed):
    header = f"PERIOD_START,PERIOD_END,{LABELS},Value"
    for one in () if squeezed else ("Org", "Primary", "Secondary", "Table"):
        header = header.replace(one, f"{one}_")
    dated = [f"01/06/2024,30/06/2024,{line},{n}" for n, line in enumerate(ROWS, 41)]
    frame = frame_of(header, *dated)
    columns = ["level", "unit", "breakdown", "group", "amount"]
    assert frame[columns].to_numpy().tolist() == [
        ["England", "England", "none", "all", 41],
        ["England", "England", "age; sex", "Under 18; Male", 42],
        ["Provider", "ELM TRUST", "none", "all", 43],
    ]
    assert set(frame["start"].dt.strftime("%Y-%m-%d")) == {"2024-06-01"}


def test_each_count_has_a_column_and_the_file_the_month():
    header = f"{LABELS},HospitalSpellsOpenAtEndOfMonth,RestraintsCountOfPeople"
    frame = frame_of(header, f"{ROWS[0]},1203,51", f"{ROWS[2]},35,*")
    told = frame[["heading", "unit", "amount", "low", "high"]].fillna(-1).to_numpy().tolist()
    # Below England 35 is rounded to the nearest 5, and a star hides 0 to 4.
    assert sorted(told) == [
        ["HospitalSpellsOpenAtEndOfMonth", "ELM TRUST", 35, 33, 37],
        ["HospitalSpellsOpenAtEndOfMonth", "England", 1203, 1203, 1203],
        ["RestraintsCountOfPeople", "ELM TRUST", -1, 0, 4],
        ["RestraintsCountOfPeople", "England", 51, 51, 51],
    ]
    assert set(frame["end"].dt.strftime("%Y-%m-%d")) == {"2024-06-30"}
