"""Extracts that lack something: what is counted all the same, and what is said."""

from datetime import date

import pytest

from mhvalue.ingest.pipeline import read as read_file
from mhvalue.ingest.record_reading import RecordColumn
from mhvalue.ingest.records.recognise import recognise
from tests.ingest.records.extracts import ENGINES, WHOLE, months, read, reading_of

STAYS = {"Ward": "unit Ward", "In": "start", "Out": "end"}
JUNE = date(2024, 6, 30)
FIRST = date(2024, 6, 1)


def said(found):
    return [problem.what for problem in found.problems]


def items(facts):
    return set(facts.frame["item"])


@pytest.mark.parametrize("engine", ENGINES)
def test_nobody_has_left_so_only_who_is_there_is_counted(engine):
    # On 30 June: 0, 29 and 90 days so far; one of them 60 and 90 days or more.
    rows = [("Elm", "30/06/2024", None), ("Elm", "01/06/2024", None), ("Oak", "01/04/2024", None)]
    facts, found = read(rows, reading_of("stays", STAYS, as_at=JUNE, whole_spells=True), engine)
    assert months(facts, "open_stays") == {"2024-06": 3}
    assert months(facts, "open_stay_days") == {"2024-06": 29 + 90}
    assert months(facts, "open_stays_90plus", "Oak") == {"2024-06": 1}
    assert not items(facts) & {"admissions", "occupied_bed_days", "discharges"}
    assert said(found)[0].startswith("No stay has ended")


def test_without_a_column_of_last_days_only_admissions_are_counted():
    roles = {"Ward": "unit Ward", "In": "start"}
    rows = [("Elm", "03/06/2024"), ("Elm", "04/06/2024"), ("Oak", "28/06/2024")]
    facts, found = read(rows, reading_of("stays", roles, as_at=JUNE, whole_spells=True))
    assert items(facts) == {"admissions"}
    assert months(facts, "admissions") == {"2024-06": 3}
    assert "No column tells when a stay ended." in said(found)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_record_twice_counts_once(engine):
    roles = {"No": "record", "Ward": "unit Ward", "On": "start"}
    row, other = ("7", "Elm", "03/06/2024"), ("8", "Elm", "03/06/2024")
    rows = [row, row, other, ("9", "Elm", "05/06/2024"), ("9", "Oak", "05/06/2024"),
            (None, "Elm", "06/06/2024"), (None, "Elm", "06/06/2024")]  # fmt: skip
    facts, found = read(rows, reading_of("incidents", roles, as_at=JUNE, first=FIRST), engine)
    # 7 once, 8, both of 9, and two that have no number.
    assert months(facts, "incidents") == {"2024-06": 6}
    assert said(found)[:2] == [
        "1 row repeats another row in every column that is read.",
        "1 row shares its number in “No” with another row and is not the same.",
    ]


UNDER_ANOTHER = "stand a second time for the same record, under another group."


@pytest.mark.parametrize("engine", ENGINES)
def test_a_row_for_each_diagnosis_or_intervention_is_one_record(engine):
    roles = {"Who": "person", "Ward": "unit Ward", "In": "start", "Out": "end",
             "Diagnosis": "by diagnosis"}  # fmt: skip
    stay, other = ("p", "Elm", "03/06/2024", "08/06/2024"), ("q", "Elm", "04/06/2024", None)
    rows = [(*stay, "F20"), (*stay, "F10"), (*stay, "F32"), (*other, "F20")]
    facts, found = read(rows, reading_of("stays", roles, as_at=JUNE, first=FIRST), engine)
    assert months(facts, "ward_stays_started") == {"2024-06": 2}
    by_group = [months(facts, "ward_stays_started", WHOLE, g) for g in ("F10", "F20")]
    assert by_group == [{"2024-06": 1}, {"2024-06": 1}]
    assert f"2 rows {UNDER_ANOTHER}" in said(found)
    roles = {"Contact ID": "record", "On": "start", "Type": "by contact type"}
    met = [("7", "03/06/2024", "Phone"), ("7", "03/06/2024", "Video"), ("8", "03/06/2024", "Phone")]
    facts, _ = read(met, reading_of("contacts", roles, as_at=JUNE, first=FIRST), engine)
    assert months(facts, "attended_contacts") == {"2024-06": 2}


def test_contacts_are_numbered_though_every_second_row_has_a_number_again():
    rows = [(f"C{n // 2}", f"{n // 2 + 1:02}/06/2024", "Attended") for n in range(40)]
    heads = ["Contact ID", "Contact Date", "Outcome"]
    assert recognise(heads, rows).with_role("record")[0].heading == "Contact ID"
    # A bare number that comes again on another day may be a person's.
    other = [(number, f"{n + 1:02}/06/2024", said) for n, (number, _, said) in enumerate(rows[:28])]
    assert not recognise(["ID", *heads[1:]], other).has("record")


def test_a_stay_of_one_person_written_twice_counts_once():
    roles = STAYS | {"Person": "person"}
    row = ("Elm", "03/06/2024", "08/06/2024", "a")
    facts, _ = read([row, row, ("Oak", "03/06/2024", "08/06/2024", "b")],
                    reading_of("stays", roles, as_at=JUNE, first=FIRST))  # fmt: skip
    assert months(facts, "ward_stays_started") == {"2024-06": 2}
    assert months(facts, "occupied_bed_days") == {"2024-06": 10}


def test_two_columns_that_could_be_the_first_day_are_named():
    reading = reading_of("stays", STAYS | {"Admitted": "ignore"}, as_at=JUNE)
    columns = (*reading.columns[:-1], RecordColumn("Admitted", "ignore", "start"))
    reading = type(reading)(reading.kind, columns, reading.as_at)
    _, found = read([("Elm", "03/06/2024", "08/06/2024", "01/06/2024")], reading)
    (problem,) = [p for p in found.problems if "could tell" in p.what]
    assert problem.what == "2 columns could tell when it began: “In” and “Admitted”."
    assert problem.done == "“In” was taken."


def test_who_cancelled_overrides_that_nobody_came():
    roles = {"On": "start", "Attended": "outcome", "Cancelled By": "cancelled"}
    rows = [("03/06/2024", "N", "Patient"), ("03/06/2024", "N", "Trust"), ("04/06/2024", "N", None),
            ("04/06/2024", "Y", None), ("05/06/2024", "N", "Yes")]  # fmt: skip
    facts, found = read(rows, reading_of("contacts", roles, as_at=JUNE, first=date(2024, 6, 1)))
    for item, count in (("missed", 1), ("attended", 1), ("person_cancelled", 1),
                        ("provider_cancelled", 1)):  # fmt: skip
        assert months(facts, f"{item}_contacts") == {"2024-06": count}
    assert said(found)[0].startswith("1 contacts do not say")


def test_who_left_the_list_does_not_wait():
    roles = {"Team": "unit Team", "Added": "start", "Removed": "end"}
    rows = [("N", "01/06/2024", None), ("N", "01/06/2024", "10/06/2024"), ("N", "29/06/2024", None)]
    facts, _ = read(rows, reading_of("waiting list", roles, as_at=JUNE))
    assert months(facts, "people_waiting") == {"2024-06": 2}
    assert months(facts, "waiting_days") == {"2024-06": 29 + 1}


def test_rows_that_all_begin_after_one_day_are_told():
    # A stay a day from 1 January: by the time the first ends, on the 9th, eight more began.
    rows = [("Elm", f"{d:02}/{m:02}/2024", f"{d + 8:02}/{m:02}/2024")
            for m in range(1, 7) for d in range(1, 21)]  # fmt: skip
    reading = reading_of("stays", STAYS, as_at=JUNE, whole_spells=True)
    facts, found = read([*rows, ("Elm", "29/06/2024", None)], reading)
    assert months(facts, "admissions")["2024-01"] == 20
    assert "No row begins before 1 January 2024." in said(found)


def test_a_few_quiet_days_do_not_make_a_month_incomplete_but_are_told():
    rows = [("Elm", f"{d:02}/06/2024", f"{d + 1:02}/06/2024") for d in range(1, 29, 3)]
    facts, found = read([*rows, ("Elm", "02/06/2024", None)], reading_of("stays", STAYS))
    assert months(facts, "ward_stays_started") == {"2024-06": 11}
    assert "Nothing is dated on the last days of Jun 2024." in said(found)


def book(*sheets):
    from io import BytesIO

    from openpyxl import Workbook

    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    packed = BytesIO()
    made.save(packed)
    return packed.getvalue()


HEADINGS = ["Admission Date", "Discharge Date"]
ELM = [HEADINGS, [date(2024, 5, 1), date(2024, 5, 11)], [date(2024, 5, 3), None],
       [date(2024, 5, 30), date(2024, 5, 31)]]  # fmt: skip
OAK = [["Date of Admission", "Date of Discharge"], [date(2024, 5, 2), date(2024, 5, 4)],
       [date(2024, 5, 5), date(2024, 5, 31)], [date(2024, 5, 6), date(2024, 5, 7)]]  # fmt: skip
BEDS = [["Ward", "Month", "Beds"], ["Elm", "May-24", 18], ["Oak", "May-24", 20]]


def test_sheets_of_one_kind_count_together_with_the_tables_beside_them():
    data = book(("Elm", ELM), ("Oak", OAK), ("Beds", BEDS))
    result = read_file(data, "wards.xlsx", None, lambda _stage: None)
    nights = {u: months(result.facts, "occupied_bed_days", u) for u in ("Elm", "Oak", "Whole file")}
    # Elm: 10, 29 (3 to 31 May, still there) and 1; Oak: 2, 26 and 1.
    assert nights == {"Elm": {"2024-05": 40}, "Oak": {"2024-05": 29}, "Whole file": {"2024-05": 69}}
    assert [table.sheet for table in result.reading.tables] == ["Beds"]
    again = read_file(data, "wards.xlsx", result.reading, lambda _stage: None)
    assert again.facts.frame.equals(result.facts.frame)
    assert again.reading == result.reading
