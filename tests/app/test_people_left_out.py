"""Columns left out as people's data: told, kept in the recipe, and left out again next month."""

from mhvalue.errors import PersonColumn
from mhvalue.ingest.reading import Reading
from mhvalue.recipe.opening import left_out_before
from mhvalue.recipe.saved import from_json, to_json
from mhvalue.recipe.schema import Recipe, RecipeFile
from tests.app import app_pages

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


def waiting(app):
    (file,) = app.session_state["waiting"].values()
    return file


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
    column = PersonColumn("June 2024", "D", "email", 4)
    assert left_out_before(knows, (column,))
    assert not left_out_before(knows, (column, PersonColumn("June 2024", "E", "names", 4)))
    assert not left_out_before(knows, (PersonColumn("Staff", "D", "email", 4),))
    assert not left_out_before(Recipe(), (column,))
    assert not left_out_before(knows, ())
