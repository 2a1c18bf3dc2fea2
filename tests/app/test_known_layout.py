"""A published layout on the Upload page: shown on its sheet, set aside, taken up again."""

from tests.app import app_pages

NAME = "oaps-nov-2016.csv"
OAPS = (
    b"Question,Breakdown1,Breakdown1Code,Breakdown2,Breakdown2Code,value\n"
    b"OAPs active at period end,England,,,,12\n"
    b"OAPs active at period end,Kent,,,,9\n"
)
BY_HAND = "Correct it as an ordinary table"
KNOWN = "Read it as at first"


def format_read(app):
    (file,) = app.session_state["waiting"].values()
    return file.result.reading.format


def test_a_known_layout_is_shown_set_aside_and_taken_up_again(app):
    app_pages.drop(app, NAME, OAPS)
    assert format_read(app) == "oaps"
    (picture,) = app.dataframe
    assert "A: Name of the figure" in picture.value.columns
    assert "F: Figure" in picture.value.columns
    app_pages.press(app, BY_HAND)
    assert not app.exception
    assert format_read(app) == "tables"
    assert next(iter(app.session_state["waiting"].values())).result.reading.published
    assert any(button.label == "Read again with these changes" for button in app.button)
    app_pages.press(app, KNOWN)
    assert format_read(app) == "oaps"
