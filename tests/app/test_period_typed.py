"""Months without a year are read once the year is typed where the table says none."""

from tests.app import app_pages
from tests.ingest.books import book

AGAIN = "Read again with these changes"
FIELD = "Period or year of all figures"
ROWS = [
    ["Falls by ward"],
    ["Ward", "Apr", "May", "Jun", "Jul"],
    ["Elm", 4, 5, 6, 7],
    ["Oak", 1, 2, 3, 4],
    ["Ash", 8, 9, 8, 9],
]


def dropped(app):
    return app_pages.drop(app, "falls.xlsx", book(Sheet1=ROWS))


def typed(app, text):
    app_pages.labelled(app.text_input, FIELD).set_value(text).run()
    return app_pages.press(app, AGAIN)


def test_the_year_that_a_table_does_not_say_can_be_typed(app):
    dropped(app)
    assert len(app_pages.waiting(app).result.facts.frame) == 0
    typed(app, "2024-25")
    frame = app_pages.waiting(app).result.facts.frame
    assert len(frame) == 12
    july = frame[frame["period"] == "2024-07-01"]
    assert dict(zip(july["unit"], july["amount"], strict=True)) == {"Elm": 7, "Oak": 4, "Ash": 9}


def test_what_is_no_period_is_told_and_changes_nothing(app):
    dropped(app)
    app_pages.labelled(app.text_input, FIELD).set_value("last year").run()
    assert [error.value for error in app.error if "no period" in error.value]
    assert not app.exception
