"""From bytes to facts, on small files made here."""

import dataclasses
import io

import numpy as np
import openpyxl
import pytest

from mhvalue.catalogue.loader import load
from mhvalue.errors import ReadingProblem, RecipeProblem
from mhvalue.facts import source_text
from mhvalue.ingest.pipeline import read
from mhvalue.ingest.reading import from_json, to_json


def reading_of(text, name="wards.csv", reading=None):
    return read(text.encode(), name, reading, lambda stage: None)


def rows(result, *columns):
    frame = result.facts.frame[list(columns)].astype(object)
    return [tuple(row) for row in frame.itertuples(index=False)]


WARDS = """Ward report,,
,,
Ward,Month,Admissions
Elm,Apr-24,3
Elm,May-24,*
Oak,Apr-24,"1,204"
Oak,May-24,-
Total,Apr-24,"1,207"
"""


def test_a_table_under_a_title_becomes_facts_traced_to_cells():
    result = reading_of(WARDS)
    assert rows(result, "unit", "item", "amount", "status")[0] == ("Elm", "admissions", 3.0, "ok")
    frame = result.facts.frame
    assert frame["status"].tolist() == ["ok", "suppressed", "ok", "not_collected"]
    assert frame["amount"].tolist()[2] == 1204
    hidden = frame[frame["status"] == "suppressed"].iloc[0]
    assert np.isnan(hidden["amount"])
    assert (hidden["low"], hidden["high"]) == (0, 4)
    assert source_text(result.facts, 2) == "wards.csv#C6"
    assert [str(p.date()) for p in frame["period"]] == ["2024-04-01", "2024-05-01"] * 2
    assert [str(p.date()) for p in frame["end"]] == ["2024-04-30", "2024-05-31"] * 2


def test_the_total_row_is_left_out_and_listed_by_cell():
    (problem,) = reading_of(WARDS).problems
    assert problem.cell == "A8"
    assert "left out" in problem.done


def test_a_reading_given_back_gives_the_same_facts_and_key():
    first = reading_of(WARDS)
    again = reading_of(WARDS, reading=from_json(to_json(first.reading)))
    assert again.facts.frame.equals(first.facts.frame)
    assert again.facts.key == first.facts.key
    assert reading_of(WARDS.replace("3", "4")).facts.key != first.facts.key


def test_a_changed_role_changes_the_facts():
    first = reading_of(WARDS)
    table = first.reading.tables[0]
    columns = tuple(
        dataclasses.replace(c, item="Transfers in") if c.role == "amount" else c
        for c in table.columns
    )
    changed = dataclasses.replace(
        first.reading, tables=(dataclasses.replace(table, columns=columns, level="Team"),)
    )
    result = reading_of(WARDS, reading=changed)
    assert set(rows(result, "level", "item", "heading")) == {
        ("Team", "transfers_in", "Transfers in")
    }


def test_a_given_reading_that_does_not_fit_is_refused_with_the_place():
    first = reading_of(WARDS)
    table = dataclasses.replace(first.reading.tables[0], last_row=40)
    with pytest.raises(ReadingProblem, match=r"wards.csv.*C41"):
        reading_of(WARDS, reading=dataclasses.replace(first.reading, tables=(table,)))


def test_months_across_become_one_fact_a_month():
    result = reading_of("Doors opened,,\nWard,Apr-24,May-24\nElm,3,4\nOak,5,<5\n")
    assert rows(result, "unit", "item", "amount")[:3] == [
        ("Elm", "doors_opened", 3.0), ("Elm", "doors_opened", 4.0), ("Oak", "doors_opened", 5.0),
    ]  # fmt: skip
    assert result.facts.frame["grain"].tolist() == ["month"] * 4


def test_a_year_and_a_month_name_make_the_period():
    result = reading_of(
        "Ward,Financial year,Month,Admissions\nElm,2023/24,Apr,3\nElm,2023/24,Feb,4\n"
    )
    assert [str(p.date()) for p in result.facts.frame["period"]] == ["2023-04-01", "2024-02-01"]


def test_dates_that_are_all_last_days_are_months_and_others_stay_days():
    ends = reading_of("Ward,Date,Admissions\nElm,30/04/2024,3\nElm,31/05/2024,4\n").facts.frame
    assert ends["grain"].tolist() == ["month", "month"]
    days = reading_of("Ward,Date,Admissions\nElm,30/04/2024,3\nElm,01/05/2024,4\n").facts.frame
    assert days["grain"].tolist() == ["day", "day"]


def test_overlapping_windows_are_monthly_and_keep_their_days():
    text = (
        "Start date,End date,Ward,Admissions\n"
        "01/02/2024,30/04/2024,Elm,3\n01/03/2024,31/05/2024,Elm,4\n"
    )
    frame = reading_of(text).facts.frame
    assert frame["grain"].tolist() == ["month", "month"]
    told = [
        tuple(str(row[n].date()) for n in ("period", "start", "end")) for _, row in frame.iterrows()
    ]
    assert told == [
        ("2024-04-01", "2024-02-01", "2024-04-30"),
        ("2024-05-01", "2024-03-01", "2024-05-31"),
    ]


def test_an_item_always_published_over_twelve_months_covers_twelve():
    known = load().items["cyp_seen_12m"]
    frame = reading_of(f"Team,Month,{known.name},Admissions\nElm,Mar-24,300,4\n").facts.frame
    starts = dict(zip(frame["item"], frame["start"].astype(str), strict=True))
    assert starts == {"cyp_seen_12m": "2023-04-01", "admissions": "2024-03-01"}
    assert set(frame["period"].astype(str)) == {"2024-03-01"}


def test_dates_in_two_orders_are_refused_with_the_cell():
    result = reading_of(
        "Ward,Date,Admissions\nElm,01/02/2024,3\nElm,02/13/2024,4\nElm,13/03/2024,5\n"
    )
    assert len(result.facts.frame) == 0
    assert any("month first" in problem.what for problem in result.problems)


def test_a_date_that_does_not_exist_is_listed_and_never_shifted():
    text = "Ward,Date,Admissions\n" + "".join(f"Elm,{d:02}/03/2023,{d}\n" for d in range(1, 9))
    result = reading_of(text + "Elm,29/02/2023,99\n")
    assert 99 not in result.facts.frame["amount"].tolist()
    assert any(problem.cell == "B10" for problem in result.problems)


def test_the_same_figure_twice_is_kept_once_and_a_clash_is_believed_neither_time():
    result = reading_of(
        "Ward,Month,Admissions\nElm,Apr-24,3\nElm,Apr-24,3\nOak,Apr-24,5\nOak,Apr-24,6\n"
    )
    assert rows(result, "unit", "status") == [("Elm", "ok"), ("Oak", "error")]
    assert any("C4 and C5" in problem.what for problem in result.problems)


def test_breakdowns_cross_and_everybody_is_no_breakdown():
    text = "Month,Team,Sex,Age band,Contacts\n" + "".join(
        f"Apr-24,{team},{sex},{age},5\n"
        for team in ("North", "South")
        for sex in ("All", "Female")
        for age in ("All", "65 and over")
    )
    assert set(rows(reading_of(text), "breakdown", "group")) == {
        ("none", "all"), ("sex", "Female"), ("age", "65 and over"),
        ("age × sex", "65 and over × Female"),
    }  # fmt: skip


def test_measures_down_one_column_and_their_values_in_another():
    text = "Ward,Month,Measure,Value\nElm,Apr-24,Admissions,3\nElm,Apr-24,% within target,0.5\n"
    assert rows(reading_of(text), "item", "amount") == [
        ("admissions", 3.0), ("percent_within_target", 50.0),
    ]  # fmt: skip


def test_units_know_their_code_kind_and_parents_and_england_is_england():
    text = (
        "Month,Ward,Ward code,Ward type,Locality,Admissions\nApr-24,Elm,W1,Acute,North,3\n"
        "May-24,Elm,W1,Acute,North,3\nApr-24,England,-,-,-,9\n"
    )
    units = reading_of(text).facts.units
    elm = units.get("Ward", "Elm")
    assert (elm.code, elm.kind, elm.parents) == ("W1", "Acute", (("Locality", "North"),))
    assert units.names("England") == ("England",)


def test_a_label_merged_down_holds_for_all_its_rows():
    book = openpyxl.Workbook()
    for row in (["Ward", "Month", "Admissions"], ["Elm", "Apr-24", 3], [None, "May-24", 4],
                ["Oak", "Apr-24", 5], [None, "May-24", 6]):  # fmt: skip
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("A4:A5")
    made = io.BytesIO()
    book.save(made)
    result = read(made.getvalue(), "wards.xlsx", None, lambda stage: None)
    assert rows(result, "unit", "amount") == [("Elm", 3), ("Elm", 4), ("Oak", 5), ("Oak", 6)]


def test_what_cannot_be_read_is_listed_and_never_becomes_a_number():
    result = reading_of("Ward,Month,Admissions\nElm,Apr-24,3\nElm,May-24,12 beds\nElm,Jun-24,4\n")
    assert result.facts.frame["status"].tolist() == ["ok", "error", "ok"]
    (problem,) = result.problems
    assert problem.cell == "C3"
    assert "12 beds" not in problem.sentence()


def test_a_file_without_a_table_gives_no_facts_and_says_what_to_do():
    result = reading_of("Code,Meaning\nA,Elm\nB,Oak\n")
    assert len(result.facts.frame) == 0
    assert any("No figures" in problem.what for problem in result.problems)


def test_the_preview_shows_the_cells_as_they_stand():
    (preview,) = reading_of(WARDS).previews
    assert preview.rows[2][:3] == ("Ward", "Month", "Admissions")
    assert preview.rows[4][:3] == ("Elm", "May-24", "*")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"tabels": []}', "tabels"),
        ('{"tables": [{"sheet": "S"}]}', r"tables\[0\].header_rows"),
        ('{"tables": 3}', "tables"),
        ('{"published": "yes"}', "published"),
        ("[1]", "reading"),
        ('{"tables": [{"sheet": "S", "header_rows": [0], "first_row": 1, "last_row": 2, '
         '"columns": [{"index": 0, "role": "boss"}]}]}', r"columns\[0\].role"),
        ('{"tables": [{"sheet": "S", "header_rows": [-1], "first_row": 1, "last_row": 2, '
         '"columns": []}]}', "header_rows"),
        ("{", "not valid JSON"),
    ],
)  # fmt: skip
def test_a_reading_that_does_not_fit_names_the_bad_key(text, key):
    with pytest.raises(RecipeProblem, match=key):
        from_json(text)
