"""Columns left out as people's data: told, kept in the recipe, and left out again next month."""

import re

import pytest

from mhvalue.errors import PersonColumn, RecipeProblem
from mhvalue.ingest.reading import Reading
from mhvalue.recipe.choices import Choices
from mhvalue.recipe.opening import left_out_before
from mhvalue.recipe.saved import from_json, to_json
from mhvalue.recipe.schema import Recipe, RecipeFile
from mhvalue.ui.kept import REGISTER_LEFT_OUT
from tests.app import app_pages
from tests.app.app_pages import waiting

HEAD = "Ward,Month,Admissions,NHS number\n"
"""The last column is of people and is not counted."""


WARDS = ("Elm", "Oak", "Ash", "Yew")
NUMBERS = (9990000018, 9990000026, 9990000034, 9990000042)
"""Valid by modulus 11, of a range that is given to nobody."""


def ward_file(month: int) -> bytes:
    rows = [
        f"{ward},{month:02}/2024,{20 + place},{number}\n"
        for place, (ward, number) in enumerate(zip(WARDS, NUMBERS, strict=True))
    ]
    return (HEAD + "".join(rows)).encode()


def test_what_was_left_out_is_told_and_left_out_of_next_months_file_without_asking(app):
    app_pages.drop(app, "wards 2024-04.csv", ward_file(4))
    assert app.session_state["stopped"]
    app_pages.press(app, "Go on without those columns")
    (pair,) = waiting(app).result.reading.left_out
    assert any("Left out, since it tells who somebody is" in text for text in app_pages.texts(app))
    app_pages.use(app)
    recipe = from_json(to_json(app.session_state["workspace"].recipe))
    assert recipe.files[0].reading.left_out == (pair,)
    app.session_state["recipe"] = recipe
    app_pages.drop(app, "wards 2024-05.csv", ward_file(5))
    assert not app.session_state["stopped"]
    assert waiting(app).result.reading.left_out == (pair,)
    assert waiting(app).differences is not None


def test_other_kinds_and_other_sheets_are_asked_about():
    knows = Recipe((RecipeFile("wards *.csv", Reading(left_out=(("May 2024", "email"),))),))
    agreed = knows.left_out
    column = PersonColumn("June 2024", "D", "email", 4)
    assert left_out_before(agreed, (column,))
    assert not left_out_before(agreed, (column, PersonColumn("June 2024", "E", "names", 4)))
    assert not left_out_before(agreed, (PersonColumn("Staff", "D", "email", 4),))
    assert not left_out_before(Recipe().left_out, (column,))
    assert not left_out_before(agreed, ())


UNITS = "Level,Unit,Beds,Patient name\n" + "".join(
    f"Ward,{ward},{beds},{name}\n"
    for ward, beds, name in zip(
        WARDS, (10, 12, 14, 16), ("Ann Smith", "John Brown", "Mary Jones", "Peter Green"),
        strict=True,
    )
)  # fmt: skip


def drop_units(app, content: str):
    app.session_state["units box"] = True
    app.run()
    (box,) = [box for box in app.file_uploader if box.label.startswith("Or a sheet of units")]
    return box.upload("units.csv", content.encode(), "text/csv").run()


def with_wards(app):
    rows = [line.rpartition(",")[0] for line in ward_file(4).decode().splitlines()]
    app_pages.drop(app, "wards.csv", "\n".join(rows).encode())
    return app_pages.use(app)


def beds(app) -> dict[str, float | None]:
    units = app.session_state["workspace"].facts.units.units
    return {unit.name: unit.size for unit in units}


def test_a_sheet_of_units_goes_on_without_peoples_columns_and_next_time_without_asking(
    app,
):
    with_wards(app)
    drop_units(app, UNITS)
    assert any("column D" in error.value for error in app.error)
    assert "unit register" not in app.session_state
    app_pages.press(app, "Go on without those columns")
    assert not app.error
    assert beds(app) == {"Elm": 10.0, "Oak": 12.0, "Ash": 14.0, "Yew": 16.0}
    said = [success.value for success in app.success]
    assert any(re.search("Left out, .* names", text) for text in said)
    chosen = Choices().choosing("unit_register_left_out", app.session_state[REGISTER_LEFT_OUT])
    made = to_json(Recipe(choices=chosen))
    again = with_wards(app_pages.first_seen())
    (box,) = [box for box in again.file_uploader if box.label.startswith("A set-up saved")]
    box.upload("set-up.json", made.encode()).run()
    drop_units(again, UNITS)
    assert not again.error
    assert beds(again)["Yew"] == 16.0


def test_a_sheet_of_units_with_peoples_columns_can_be_left_out(app):
    with_wards(app)
    drop_units(app, UNITS)
    app_pages.press(app, "Leave this file out")
    assert not app.error
    assert beds(app) == dict.fromkeys(WARDS)


def test_the_set_up_holds_what_was_left_out_as_pairs():
    with pytest.raises(RecipeProblem, match="unit_register_left_out"):
        Choices().choosing("unit_register_left_out", [["Sheet1"]])
