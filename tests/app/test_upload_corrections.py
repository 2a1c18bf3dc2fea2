"""Confirm and correct: names, hidden sheets, rows, roles in colour, the unit register, releases."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook

from mhvalue.ingest.reading import Column, TableReading
from mhvalue.ingest.result import Preview
from mhvalue.ingest.role_names import SAID
from mhvalue.ui.merging import settled
from mhvalue.ui.preview import FIGURES, HEADINGS, LEFT_OUT, PART, preview_frame, preview_of
from mhvalue.ui.roles import COLOURS, OUTSIDE, TEXT
from mhvalue.workspace import OpenFile, Workspace
from tests.app import app_pages
from tests.app.app_pages import labelled, waiting
from tests.tables import facts_of

AGAIN = "Read again with these changes"
MONTHS = 12


def falls(sheet, names):
    """A year of falls on wards, with a total below."""
    sheet.append(["Ward", "Month", "Falls"])
    for name in names:
        for month in range(1, MONTHS + 1):
            sheet.append([name, f"01/{month:02}/2024", 40 + month])


def saved(book):
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def two_spellings():
    """A ward written in two ways, the years apart."""
    book = Workbook()
    falls(book.active, ("Elm Ward",))
    for month in range(1, MONTHS + 1):
        book.active.append(["ELM-WARD", f"01/{month:02}/2025", 50 + month])
    return saved(book)


def plain_wards(*names):
    """Wards one below the other."""
    book = Workbook()
    falls(book.active, names)
    return saved(book)


def mostly_hidden():
    """Notes to be seen, and three sheets of figures that are hidden."""
    book = Workbook()
    book.active.title = "Notes"
    book.active.append(["Figures of our wards"])
    for name in ("Elm", "Oak", "Ash"):
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden"
        falls(sheet, (f"{name} Ward",))
    return saved(book)


def units(app):
    return sorted(waiting(app).result.facts.frame["unit"].unique())


def test_any_name_of_a_unit_can_be_corrected_and_put_back(app):
    app_pages.drop(app, "falls.xlsx", plain_wards("Elm Ward", "Wrd 7"))
    labelled(app.selectbox, "Name in the file").set_value("Wrd 7").run()
    labelled(app.text_input, "Read it as").set_value(" Oak Ward ").run()
    app_pages.press(app, AGAIN)
    assert units(app) == ["Elm Ward", "Oak Ward"]
    assert waiting(app).result.reading.merges == (("Wrd 7", "Oak Ward"),)
    labelled(app.multiselect, "Read as one unit").set_value([]).run()
    app_pages.press(app, AGAIN)
    assert units(app) == ["Elm Ward", "Wrd 7"]


@pytest.mark.parametrize(
    ("pairs", "kept"),
    [
        ("AB BC", {"A": "C", "B": "C"}),
        ("BC AB", {"A": "C", "B": "C"}),
        ("AB BA", {"B": "A"}),
        ("AC BC CA", {"B": "A", "C": "A"}),
        ("CA AB AC", {"A": "C"}),
    ],
)
def test_of_two_ways_round_the_last_one_counts(pairs, kept):
    assert dict(settled(map(tuple, pairs.split()))) == kept


def test_names_that_look_alike_are_read_as_the_name_chosen(app):
    app_pages.drop(app, "falls.xlsx", two_spellings())
    assert units(app) == ["ELM-WARD", "Elm Ward"]
    assert labelled(app.button, AGAIN).disabled
    (box,) = [box for box in app.checkbox if "ELM" in box.label]
    box.check().run()
    labelled(app.selectbox, "Name to keep").set_value("Elm Ward").run()
    app_pages.press(app, AGAIN)
    assert not app.exception
    assert units(app) == ["Elm Ward"]
    assert waiting(app).result.reading.merges == (("ELM-WARD", "Elm Ward"),)
    labelled(app.multiselect, "Read as one unit").set_value([]).run()
    app_pages.press(app, AGAIN)
    assert units(app) == ["ELM-WARD", "Elm Ward"]


def test_hidden_sheets_are_offered_first_where_most_are_hidden_and_can_be_left_again(app):
    app_pages.drop(app, "hidden.xlsx", mostly_hidden())
    assert waiting(app).result.facts.frame.empty
    assert any("Most of this workbook is hidden" in text for text in app_pages.texts(app))
    labelled(app.multiselect, "Hidden sheets to read as well").set_value(["Elm", "Oak"]).run()
    app_pages.press(app, "Read the hidden sheets chosen")
    assert not app.exception
    assert units(app) == ["Elm Ward", "Oak Ward"]
    labelled(app.multiselect, "Hidden sheets to read as well").set_value(["Oak"]).run()
    app_pages.press(app, AGAIN)
    assert units(app) == ["Oak Ward"]
    assert waiting(app).result.reading.hidden == ("Oak",)


def test_rows_are_corrected_in_place_and_checked(app):
    book = Workbook()
    falls(book.active, ("Elm Ward",))
    app_pages.drop(app, "rows.xlsx", saved(book))
    labelled(app.number_input, "Last row of figures").set_value(1).run()
    assert any("The first row" in e.value or "The last row" in e.value for e in app.error)
    assert labelled(app.button, AGAIN).disabled
    labelled(app.number_input, "Last row of figures").set_value(12).run()
    labelled(app.text_input, "Rows to leave out (totals, notes)").set_value("3, 5-6").run()
    assert not app.error
    app_pages.press(app, AGAIN)
    # Rows 2 to 12 are January to November; February, April and May are left out.
    held = waiting(app).result.facts.frame["amount"].tolist()
    assert held == [41, 43, 46, 47, 48, 49, 50, 51]


def test_other_heading_rows_give_the_columns_another_meaning(app):
    book = Workbook()
    book.active.append(["Site", "When", "Restraints"])
    falls(book.active, ("Elm Ward",))
    app_pages.drop(app, "head.xlsx", saved(book))
    labelled(app.number_input, "Headings from row").set_value(2).run()
    labelled(app.number_input, "Headings to row").set_value(2).run()
    labelled(app.number_input, "First row of figures").set_value(3).run()
    assert any("worked out again" in text for text in app_pages.texts(app))
    app_pages.press(app, AGAIN)
    (table,) = waiting(app).result.reading.tables
    assert [column.heading for column in table.columns] == ["Ward", "Month", "Falls"]
    assert sorted(set(waiting(app).result.facts.frame["amount"])) == [*range(41, 53)]


TABLE = TableReading(
    "Sheet", (4,), 5, 8, (Column(0, "Ward", "unit"), Column(2, "Falls", "amount")), skip_rows=(7,)
)
PREVIEW = Preview("Sheet", 3, tuple((str(row), "x", "1") for row in range(3, 11)))


def test_the_picture_says_in_words_what_it_says_in_colour():
    frame = preview_frame(PREVIEW, TABLE)
    assert list(frame.columns) == [PART, "A: Unit (ward, team)", "B", "C: Figure"]
    assert frame[PART].tolist() == ["", HEADINGS, FIGURES, FIGURES, LEFT_OUT, FIGURES, "", ""]
    assert frame.index.tolist() == [4, 5, 6, 7, 8, 9, 10, 11]


def test_of_two_tables_on_a_sheet_each_has_its_own_picture():
    lower = replace(PREVIEW, first_row=40)
    below = replace(TABLE, header_rows=(43,), first_row=44, last_row=60)
    assert preview_of((PREVIEW, lower), TABLE) is PREVIEW
    assert preview_of((PREVIEW, lower), below) is lower


def light(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("role", SAID)
def test_every_role_has_a_colour_of_its_own_that_dark_text_is_read_on(role):
    assert (light(COLOURS[role]) + 0.05) / (light(TEXT) + 0.05) >= 4.5
    assert list(COLOURS.values()).count(COLOURS[role]) == 1
    assert 1.05 / (light(OUTSIDE) + 0.05) >= 4.5


def opened(app, *facts):
    """The app with files of these facts open."""
    from mhvalue.ingest.reading import Reading
    from mhvalue.ingest.result import ReadResult

    files = [
        OpenFile(f"book{n}.xlsx", f"{n}", ReadResult(part, Reading(), (), (), ()))
        for n, part in enumerate(facts)
    ]
    app.session_state["workspace"] = Workspace(tuple(files))
    return app.run()


def wards(release=""):
    return facts_of({("falls", "Elm"): [10, 20], ("falls", "Oak"): [5, 6]}, release=release)


def test_a_sheet_of_units_goes_before_the_files_and_into_the_recipe(app):
    opened(app, wards())
    app.session_state["units box"] = True
    app.run()
    sheet = b"Level,Unit,Kind,Beds,Opened\nWard,Elm,acute,18,01/04/2019\nWard,Fir,,,\n"
    uploader = labelled(app.file_uploader, "Or a sheet of units (xlsx, ods, csv)")
    uploader.upload("units.csv", sheet, "text/csv").run()
    assert not app.exception
    assert not app.error
    found = app.session_state["workspace"].facts.units
    assert (found.get("Ward", "Elm").kind, found.get("Ward", "Elm").size) == ("acute", 18.0)
    assert found.names("Ward") == ("Elm", "Oak")
    assert any("1 row is of a unit that no open file names" in s.value for s in app.success)


def test_a_sheet_of_units_that_does_not_fit_is_told_and_changes_nothing(app):
    opened(app, wards())
    app.session_state["units box"] = True
    app.run()
    uploader = labelled(app.file_uploader, "Or a sheet of units (xlsx, ods, csv)")
    uploader.upload("units.csv", b"Level,Unit,Beds\nWard,Elm,plenty\n", "text/csv").run()
    (said,) = app.error
    assert "row 2" in said.value
    assert "plenty" not in said.value
    assert app.session_state["workspace"].facts.units == wards().units


def test_changes_of_a_newer_release_are_listed_inside_and_only_counted_to_share(app):
    newer = facts_of({("falls", "Elm"): [10, 23]}, release="final", key="new")
    opened(app, wards("provisional"), newer)
    app_pages.go_to(app, "Check")
    assert any("2 figures stand in more than one release" in t for t in app_pages.texts(app))
    table = app.dataframe[-1].value
    assert (list(table["Before"]), list(table["After"])) == (["20"], ["23"])
    app_pages.share(app, "to share")
    assert any("1 of them changed" in text for text in app_pages.texts(app))
    assert not any("Before" in frame.value for frame in app.dataframe)


def test_the_units_are_kept_in_the_set_up_and_come_back_with_it(app):
    from mhvalue.recipe.saved import from_json, to_json
    from mhvalue.recipe.schema import Recipe
    from mhvalue.register import to_rows
    from mhvalue.units import Unit

    elm = Unit("Ward", "Elm", kind="acute", size=18.0, parents=(("Trust", "Example"),))
    opened(app, wards())
    app.session_state["unit register"] = (elm,)
    app.run()
    kept = app.session_state["workspace"]
    assert kept.facts.units.get("Ward", "Elm") == elm
    assert kept.facts.key != wards().key
    recipe = Recipe(choices=kept.choices.choosing("unit_register", to_rows([elm])))
    assert from_json(to_json(recipe)).choices.get("unit_register") == to_rows([elm])
    again = opened(app_pages.first_seen(), wards())
    uploader = labelled(again.file_uploader, "A set-up saved earlier (json)")
    made = to_json(recipe)
    uploader.upload("set-up.json", made if isinstance(made, bytes) else made.encode()).run()
    assert not again.error
    assert again.session_state["unit register"] == (elm,)
    assert again.session_state["workspace"].facts.units.get("Ward", "Elm") == elm


def test_the_set_up_to_save_holds_the_units():
    from streamlit.testing.v1 import AppTest

    def gathers():
        import streamlit as st

        from mhvalue.ui import kept, recipe
        from mhvalue.units import Unit

        kept.keep_register([Unit("Ward", "Elm", size=18.0)])
        (row,) = recipe.chosen().get("unit_register")
        st.text(f"{row['Level']} {row['Unit']} {row['Beds']}")

    assert AppTest.from_function(gathers).run().text[0].value == "Ward Elm 18.0"
