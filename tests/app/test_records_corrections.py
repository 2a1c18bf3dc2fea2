"""Confirm and correct an extract of one row a stay, of which no row is ever on the page."""

import io
from datetime import date

import pandas as pd
import streamlit

from tests.app import app_pages
from tests.app.app_pages import labelled, waiting

AGAIN = "Read again with these changes"
STAYS = "Ward,Consultant initials,Admission date,Discharge date\n" + "".join(
    f"{ward},ZEBRA{day},{day:02}/0{month}/2024,{day + 9:02}/0{month}/2024\n"
    for ward in ("Elm", "Oak")
    for month in (1, 2, 3)
    for day in range(5, 20, 3)
)


def first_months(app):
    frame = waiting(app).result.facts.frame
    return frame.loc[frame["status"] == "ok", "period"].min().date()


def test_what_a_row_is_and_the_days_covered_are_corrected_in_place(app):
    app_pages.drop(app, "stays.csv", STAYS.encode())
    assert not app.exception
    assert any("one row a stay, counted by month" in text for text in app_pages.texts(app))
    assert labelled(app.button, AGAIN).disabled
    labelled(app.date_input, "Complete from").set_value(date(2024, 2, 1)).run()
    app_pages.press(app, AGAIN)
    assert not app.exception
    (sheet,) = waiting(app).result.reading.records
    assert sheet.reading.first == date(2024, 2, 1)
    assert first_months(app) == date(2024, 2, 1)
    labelled(app.selectbox, "Each row is").set_value("incidents").run()
    app_pages.press(app, AGAIN)
    assert set(waiting(app).result.facts.frame["item"]) == {"incidents"}
    labelled(app.date_input, "Complete up to").set_value(date(2023, 1, 1)).run()
    assert any("cannot end before it begins" in error.value for error in app.error)
    assert labelled(app.button, AGAIN).disabled


def test_no_row_is_on_the_page(app):
    app_pages.drop(app, "stays.csv", STAYS.encode())
    frames = [frame.value.to_csv() for frame in app.dataframe]
    shown = " ".join([*app_pages.texts(app), *frames, *(w.value for w in app.warning)])
    assert "ZEBRA" not in shown
    assert "14/01/2024" not in shown


LOG = "Ward,Logged,What\n" + "".join(
    f"{ward},{day:02}/0{month}/2024,ZEBRA\n"
    for ward in ("Elm", "Oak")
    for month in (1, 2)
    for day in (1, 15, 29)
)
"""Three a ward and month, which nothing in the headings says."""


def test_rows_that_were_not_known_for_records_are_declared_by_hand(app):
    app_pages.drop(app, "log.csv", LOG.encode())
    assert labelled(app.button, "Use these figures").disabled
    assert labelled(app.button, "Count its rows by month").disabled
    labelled(app.selectbox, "Each row is one").set_value("incidents").run()
    app_pages.press(app, "Count its rows by month")
    assert not app.exception
    assert not app.error
    (sheet,) = waiting(app).result.reading.records
    assert labelled(app.selectbox, "Each row is").value == "incidents"
    frame = waiting(app).result.facts.frame
    assert set(frame.loc[frame["unit"] == "Elm", "amount"]) == {3}
    app_pages.press(app, "Use these figures")
    assert app.session_state["workspace"].recipe.files[0].reading.records == (sheet,)


def test_rows_that_were_taken_for_records_are_read_as_a_table_and_back(app):
    app_pages.drop(app, "stays.csv", STAYS.encode())
    app_pages.press(app, "The rows are figures, not records: read a table")
    assert waiting(app).result.reading.format == "tables"
    assert not waiting(app).result.reading.records
    app_pages.press(app, "Read it as at first")
    assert waiting(app).result.reading.records


def test_parquet_that_says_nothing_of_its_rows_is_declared_like_any_file(app):
    packed = io.BytesIO()
    pd.read_csv(io.StringIO(LOG)).to_parquet(packed)
    app_pages.drop(app, "log.parquet", packed.getvalue())
    assert not app.exception
    assert labelled(app.button, "Use these figures").disabled
    labelled(app.selectbox, "Each row is one").set_value("incidents").run()
    app_pages.press(app, "Count its rows by month")
    assert not app.exception
    frame = waiting(app).result.facts.frame
    assert set(frame.loc[frame["unit"] == "Elm", "amount"]) == {3}


TYPES = "Ward,Incident date,Incident type\n" + "".join(
    f"Elm,{day:02}/0{month}/2024,{kind}\n"
    for month in (1, 2)
    for day, kind in (
        (3, "Violence"),
        (9, "Violence"),
        (25, "Assault on staff"),
        (26, "Self-harm"),
    )
)
"""Two of violence, one on staff and one of self-harm a month."""


def assaults(app):
    frame = waiting(app).result.facts.frame
    rows = frame[(frame["item"] == "assaults_on_staff") & (frame["breakdown"] == "none")]
    return set(rows.loc[(rows["unit"] == "Elm") & (rows["status"] == "ok"), "amount"])


def test_what_a_type_of_incident_counts_as_is_corrected_in_place(app, monkeypatch):
    app_pages.drop(app, "log.csv", TYPES.encode())
    assert assaults(app) == {1}
    told = " ".join(warning.value for warning in app.warning)
    assert "“Violence” in “Incident type” may be assaults on staff" in told
    as_given, shown = streamlit.data_editor, []

    def edited(frame, **how):
        if "Counts as" not in frame:
            return as_given(frame, **how)
        shown.append(dict(zip(frame["Type"], frame["Counts as"], strict=True)))
        return frame.assign(**{"Counts as": "Assault on staff"})

    monkeypatch.setattr(streamlit, "data_editor", edited)
    app.run()
    app_pages.press(app, AGAIN)
    assert assaults(app) == {4}
    assert shown[0] == {
        "Assault on staff": "Assault on staff",
        "Self-harm": "Self-harm",
        "Violence": "An incident only",
    }
    assert set(shown[-1].values()) == {"Assault on staff"}
