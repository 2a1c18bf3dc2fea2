"""A file with one row a stay or the like becomes monthly facts, and no row of it is shown."""

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


def told(result) -> str:
    return " ".join(problem.what for problem in result.problems)


def count(text: str, name: str, item: str, without=()) -> dict[str, float]:
    rows = where(read(text.encode(), name, None, quiet, without).facts, item=item).frame
    rows = rows[(rows["unit"] == "Whole file") & (rows["group"] == "all")]
    return {f"{p:%b}": a for p, a in zip(rows["period"], rows["amount"], strict=True)}


def lines(heading: str, *rows: str) -> str:
    return "\n".join((heading, *rows)) + "\n"


def test_a_word_in_place_of_the_last_day_says_that_it_is_still_open():
    result = facts(STAYS.replace("12/05/2024,\n", "12/05/2024,Still inpatient\n"))
    assert "no readable date" not in told(result)
    # Oak: 21 nights to the 31st, and 20 of the one who is still there.
    assert amounts(result, "occupied_bed_days", "Oak")["May"] == 21 + 20


def test_a_number_of_the_stay_is_none_of_the_person():
    text = lines(
        "HospProvSpellID,NHS number,Ward,Admission date,Discharge date",
        *(f"78{i}01,{n},Elm,{a:02}/04/2024,{a + 2:02}/04/2024"
          for i, (n, a) in enumerate(zip(NUMBERS, (1, 2, 8, 3, 20, 12), strict=True))),
        f"78901,{NUMBERS[0]},Elm,30/06/2024,",
    )  # fmt: skip
    with pytest.raises(PeopleFound) as caught:
        facts(text)
    without = caught.value.without
    # The first comes back after 17 days, the second twice within 4: two of six within 14 days.
    assert count(text, "stays.csv", "readmissions_14", without)["Apr"] == 2
    assert count(text, "stays.csv", "readmissions_28", without)["Apr"] == 3


def test_a_return_of_each_month_that_repeats_who_is_still_there_counts_them_once():
    text = lines(
        "RecordNumber,Pseudonym,WardCode,StartDateWardStay,EndDateWardStay",
        "1,a,W1,2024-04-03,", "2,b,W1,2024-04-20,2024-04-25",
        "3,a,W1,2024-04-03,", "4,c,W2,2024-05-02,2024-05-09",
        "5,a,W1,2024-04-03,2024-06-02", "6,d,W2,2024-06-01,",
    )  # fmt: skip
    assert count(text, "MHS502 2024-04-01 2024-06-30.csv", "occupied_bed_days") == {
        "Apr": 28 + 5, "May": 31 + 7, "Jun": 1 + 30,
    }  # fmt: skip


def test_stays_that_are_open_at_once_are_told_with_the_average_they_make():
    text = lines(
        "Pseudonym,Ward,Admission date,Discharge date",
        "a,Oak,01/01/2024,11/01/2024", "a,Elm,11/01/2024,21/01/2024",
        "b,Oak,05/01/2024,25/01/2024", "b,Elm,10/01/2024,15/01/2024",
        "d,Oak,02/02/2024,13/02/2024", "e,Oak,09/02/2024,",
    )  # fmt: skip
    (said,) = (p for p in facts(text).problems if "before it has ended" in p.what)
    # 20, 20 and 11 days; with the five days on Elm apart 56 days in four stays.
    assert "17.0 days a discharge" in said.done
    assert "14.0 days" in said.done


@pytest.mark.parametrize(
    ("heading", "outcomes", "item"),
    [
        ("Event Outcome", ("Seen", "Did Not Attend"), "attended_contacts"),
        ("Event Type", ("Self-harm", "Fall"), "self_harm_incidents"),
        ("Event Note", ("North", "South"), None),
    ],
)
def test_an_event_is_what_its_other_columns_say(heading, outcomes, item):
    rows = [f"{n},Oak,{n:02}/05/2024,{outcomes[n % 2]}" for n in range(1, 32)]
    text = lines(f"No,Team,Event Date,{heading}", *rows)
    found = read(text.encode(), "log.csv", None, quiet)
    if item is None:
        assert not found.reading.records
    else:
        assert count(text, "log.csv", item) == {"May": 15}


def test_an_incident_counts_by_its_category_and_by_what_is_below_it():
    text = lines(
        "Ref,Ward,Incident date,Category,Sub category",
        "1,Oak,01/05/2024,Self-harm,Cutting", "2,Oak,02/05/2024,Restraint,Held prone",
        "3,Oak,30/05/2024,Falls,From bed", "4,Oak,31/05/2024,Self-harm,Ligature",
    )  # fmt: skip
    assert count(text, "log.csv", "self_harm_incidents") == {"May": 2}
    assert count(text, "log.csv", "restrictive_interventions") == {"May": 1}
    assert count(text, "log.csv", "prone_restraints") == {"May": 1}


def test_every_row_of_a_table_of_restrictive_interventions_is_one():
    rows = [f"{n},2024-05-{n:02},1{n % 3}" for n in range(1, 32)]
    text = lines("RestrictiveIntIncID,StartDateRestrictiveIntInc,RestrictiveIntReason", *rows)
    assert count(text, "MHS505.csv", "restrictive_interventions") == {"May": 31}


def test_what_a_referral_is_now_does_not_tell_that_it_was_accepted():
    rows = [f"{n},Oak,{n:02}/05/2024," for n in range(1, 32)]
    states = ("Accepted", "Rejected", "Closed")
    text = lines("No,Team,Referral Date,Status", *(r + states[i % 3] for i, r in enumerate(rows)))
    assert count(text, "log.csv", "referrals_accepted") == {}
    assert "not whether they were accepted" in told(read(text.encode(), "log.csv", None, quiet))
    kept = "\n".join(line for line in text.splitlines() if "Closed" not in line)
    assert count(kept, "log to 31.05.2024.csv", "referrals_accepted") == {"May": 11}


def test_who_waits_for_several_things_is_told():
    text = lines(
        "Snapshot Date,Pathway ID,Pseudonym,Team,Date Added to Waiting List",
        *(f"{day},{p},{p // 2},Oak,0{p}/01/2024"
          for day in ("31/03/2024", "30/04/2024") for p in (1, 2, 3, 4, 5)),
    )  # fmt: skip
    result = read(text.encode(), "ptl.csv", None, quiet)
    assert "2 people stand on the list more than once" in told(result)
    assert "share their number" not in told(result)
    assert count(text, "ptl.csv", "people_waiting") == {"Mar": 5, "Apr": 5}


def test_what_stands_above_a_column_left_out_still_tells_what_the_file_covers():
    text = lines(
        "Stays 01/04/2024 to 30/06/2024,,,",
        "NHS number,Ward,Admission date,Discharge date",
        *(f"{n},Oak,{d}/04/2024,{d + 2}/04/2024" for d, n in enumerate(NUMBERS, start=12)),
        f"{NUMBERS[0]},Oak,18/04/2024,",
    )
    with pytest.raises(PeopleFound) as caught:
        facts(text)
    nights = amounts(facts(text, without=caught.value.without), "occupied_bed_days", "Oak")
    assert nights["Jun"] == 30


def test_a_list_of_staff_is_neither_stays_nor_figures():
    rows = [
        f"{2030000 + n},Oak,{1 + n % 28:02}/{1 + n % 12:02}/{2015 + n % 9},"
        f"{1 + n * 7 % 28:02}/{1 + n * 5 % 12:02}/2024,0.8"
        for n in range(60)
    ]
    text = lines("Assignment Number,Organisation,Latest Start Date,Termination Date,FTE", *rows)
    found = read(text.encode(), "staff.csv", None, quiet)
    assert not len(found.facts.frame)
    assert "have dates, but no table of figures" in told(found)


def test_a_return_of_each_month_that_repeats_open_referrals_counts_them_once():
    text = lines(
        "RecordNumber,UniqServReqID,OrgIDProv,ReferralRequestReceivedDate,ServDischDate",
        "1,A,RXY,2024-04-03,", "2,B,RXY,2024-04-20,2024-04-25", "3,A,RXY,2024-04-03,",
        "4,C,RXY,2024-05-02,", "5,A,RXY,2024-04-03,2024-06-02", "6,C,RXY,2024-05-02,",
    )  # fmt: skip
    name = "MHS101_01042024_30062024.csv"
    assert count(text, name, "referrals") == {"Apr": 2, "May": 1, "Jun": 0}
    assert count(text, name, "caseload") == {"Apr": 1, "May": 2, "Jun": 1}


def test_a_yes_below_restraint_says_what_an_incident_was():
    rows = [f"{n},Oak,{n:02}/05/2024,Falls,{'Yes' if n < 4 else 'No'}" for n in range(1, 32)]
    text = lines("Ref,Ward,Incident date,Incident type,Restraint used?", *rows)
    assert count(text, "log.csv", "restrictive_interventions") == {"May": 3}
    assert count(text, "log.csv", "incidents") == {"May": 31}


@pytest.mark.parametrize(("end", "said"), [("30/06/2024", 1), ("05/06/2024", 0)])
def test_a_file_that_ends_long_before_it_is_said_to_is_told(end, said):
    rows = [f"{n},Oak,{n:02}/05/2024,Attended" for n in range(1, 32)]
    text = lines(f"Contacts 01/05/2024 to {end},,,", "Contact ID,Team,Contact Date,Outcome", *rows)
    found = told(read(text.encode(), "c.csv", None, quiet))
    assert found.count("Nothing is dated after 31 May 2024, and the file is said to hold") == said
