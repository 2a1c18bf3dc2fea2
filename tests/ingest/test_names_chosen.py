"""What a name down a column of measures counts can be said by a person, and is kept."""

from dataclasses import replace

from mhvalue.ingest.reading import AS_IN_FILE, Reading, from_json, to_json
from tests.ingest.books import result_of, rows

HOLDS = "restrictive_interventions"
SHEET = [
    ["Ward", "Measure", "Apr 2024", "May 2024"],
    ["Elm", "OBDs net of leave", 400, 410],
    ["Elm", "PMVA holds", 3, "*"],
    ["Elm", "Occ %", 0.91, 0.87],
    ["Oak", "OBDs net of leave", 380, 395],
    ["Oak", "PMVA holds", 0, 7],
    ["Oak", "Occ %", 0.84, 0.9],
]


def read_again(items, **sheets):
    proposed = result_of(**sheets)
    return result_of(reading=replace(proposed.reading, items=items), **sheets)


def test_a_name_counts_as_the_item_it_is_said_to_be():
    items = (
        ("OBDs net of leave", "occupied_bed_days"),
        ("PMVA holds", HOLDS),
    )
    result = read_again(items, Wards=SHEET)
    assert rows(result, "unit", "item", "heading", "period", "amount")[:2] == [
        ("Elm", "occupied_bed_days", "OBDs net of leave", "2024-04-01", 400.0),
        ("Elm", "occupied_bed_days", "OBDs net of leave", "2024-05-01", 410.0),
    ]
    assert {*items} < {*rows(result, "heading", "item")}
    hidden = [row for row in rows(result, "item", "status") if row[1] == "suppressed"]
    assert hidden == [(HOLDS, "suppressed")]


def test_names_nobody_spoke_of_stay_as_they_were():
    before = result_of(Wards=SHEET)
    after = read_again((("PMVA holds", HOLDS),), Wards=SHEET)
    assert [r for r in rows(before, "heading", "item", "period") if r[0] != "PMVA holds"] == [
        r for r in rows(after, "heading", "item", "period") if r[0] != "PMVA holds"
    ]


def test_two_names_can_be_said_to_be_one_item_of_the_files_own():
    sheet = [
        ["Ward", "Measure", "Figure", "Month"],
        ["Elm", "Zone visits", 12, "Apr 2024"],
        ["Elm", "Visits to the zone", 15, "May 2024"],
    ]
    result = read_again((("Visits to the zone", "zone_visits"),), Wards=sheet)
    assert rows(result, "item", "heading", "amount") == [
        ("zone_visits", "Zone visits", 12.0),
        ("zone_visits", "Visits to the zone", 15.0),
    ]


def test_the_choice_is_kept_in_the_saved_reading():
    reading = Reading(items=(("PMVA holds", HOLDS),))
    assert from_json(to_json(reading)) == reading
    assert from_json('{"tables": []}').items == ()


def test_a_name_the_catalogue_knows_may_stay_the_files_own():
    sheet = [
        ["Ward", "Month", "Complaints rate", "Admissions"],
        ["Elm", "Apr-24", 3.5, 10],
        ["Oak", "Apr-24", 2.5, 12],
    ]
    read = result_of(S=sheet).reading
    (table,) = read.tables
    figures = [c for c in table.columns if c.item]
    own = tuple(
        replace(c, item=AS_IN_FILE + c.heading) if c in figures else c for c in table.columns
    )
    again = result_of(reading=replace(read, tables=(replace(table, columns=own),)), S=sheet)
    assert rows(again, "item", "heading", "amount")[:2] == [
        ("file_complaints_rate", "Complaints rate", 3.5), ("file_admissions", "Admissions", 10),
    ]  # fmt: skip
    held = (("PMVA holds", AS_IN_FILE + "PMVA holds"), ("Occ %", AS_IN_FILE + "Occ %"))
    found = {*rows(read_again(held, Wards=SHEET), "item", "heading", "amount")}
    assert ("file_occ_percent", "Occ %", 91.0) in found
    assert ("file_pmva_holds", "PMVA holds", 3.0) in found
