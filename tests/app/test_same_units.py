"""Two months in two files whose wards are named differently: joined and told, or asked."""

from streamlit.testing.v1 import AppTest

from mhvalue.naming.answers import Same, from_data, to_data
from mhvalue.recipe.choices import choices
from mhvalue.recipe.saved import to_json
from mhvalue.recipe.schema import Recipe
from tests.app import app_pages


def month(name, *wards):
    rows = [f"{ward},{name} 2024,{10 + place},9" for place, ward in enumerate(wards)]
    return ("Ward,Month,Admissions,Discharges\n" + "\n".join(rows) + "\n").encode()


def units(app):
    frame = app.session_state["workspace"].facts.frame
    spoken = frame.groupby("unit", observed=True)["period"].nunique()
    return {str(name): int(months) for name, months in spoken.items()}


def opened(app):
    for name, wards in (("April", ("Oak Ward", "Elm Ward")), ("May", ("OAK WARD", "Elm Wrad"))):
        app_pages.drop(app, f"wards {name} 2024.csv", month(name, *wards))
        app_pages.use(app)
    assert not app.exception
    return app


def opened_box(app):
    app.session_state["names box"] = True
    app.run()


def asked(app):
    """The questions and the settled groups: label and widget."""
    return {radio.label.replace("\\", ""): radio for radio in app.radio if "unit" in radio.key}


def test_levels_that_are_one_by_their_codes_are_joined_and_told_where_files_are_opened(app):
    for name, level in (("sickness", "Org"), ("contacts", "Provider")):
        rows = "\n".join(f"{code},{code} Trust,Apr 2024,10,9" for code in ("RX4", "RDY"))
        heads = f"{level} code,{level} name,Month,{name} one,{name} two"
        app_pages.drop(app, f"{name}.csv", f"{heads}\n{rows}\n".encode())
        app_pages.use(app)
    assert not app.exception
    said = " ".join(app_pages.texts(app)).replace("\\", "")
    assert "Organisation is read as Provider: their units have the same codes" in said
    assert set(app.session_state["workspace"].facts.frame["level"]) == {"Provider"}
    app_pages.press(app, "Keep Organisation and Provider apart")
    assert not app.exception
    levels = {"Organisation", "Provider"}
    assert set(app.session_state["workspace"].facts.frame["level"]) == levels
    assert "Organisation and Provider are kept apart, as you said\\." in app_pages.texts(app)
    (said,) = app.session_state["unit names"]
    assert from_data(choices({"unit_names": to_data([said])}).get("unit_names")) == (said,)
    app_pages.press(app, "Read Organisation and Provider as one again")
    assert set(app.session_state["workspace"].facts.frame["level"]) == {"Provider"}


def test_writing_is_joined_and_told_and_a_slip_is_asked_about(app):
    opened(app)
    assert units(app) == {"Oak Ward": 2, "Elm Ward": 1, "Elm Wrad": 1}
    said = " ".join(app_pages.texts(app)).replace("\\", "")
    assert "1 ward has several names in your files: OAK WARD is read as Oak Ward." in said
    question = (
        "Are these one ward: Elm Ward (wards April 2024.csv) and Elm Wrad (wards May 2024.csv)?"
    )
    radio = asked(app)[question]
    assert radio.value is None
    options = [option.replace("\\", "") for option in radio.options]
    assert options == ["One ward: Elm Ward", "One ward: Elm Wrad", "Different wards"]
    radio.set_value("Elm Ward").run()
    assert not app.exception
    assert units(app) == {"Oak Ward": 2, "Elm Ward": 2}
    assert question not in asked(app)
    app_pages.go_to(app, "Check")
    said = " ".join(app_pages.texts(app))
    assert "written otherwise here than in another file" in said


def test_different_units_stay_different_and_are_not_asked_again(app):
    opened(app)
    next(radio for label, radio in asked(app).items() if "Elm" in label).set_value("").run()
    assert units(app)["Elm Wrad"] == 1
    assert not any("Elm" in label for label in asked(app))
    # What was joined without asking can be parted too.
    opened_box(app)
    (table,) = [d.value for d in app.dataframe if "Also named" in d.value.columns]
    assert table.to_numpy().tolist() == [
        ["Oak Ward", "OAK WARD", "Ward", "only capitals, spaces or punctuation differ"]
    ]
    asked(app)["Is this one ward?"].set_value("").run()
    assert units(app) == {"Oak Ward": 1, "OAK WARD": 1, "Elm Ward": 1, "Elm Wrad": 1}


def test_two_names_without_a_likeness_are_joined_by_hand(app):
    opened(app)
    opened_box(app)
    app_pages.choose(app, "This name", "Elm Wrad")
    app_pages.choose(app, "Read it as", "Oak Ward")
    app_pages.press(app, "Read both as one unit")
    assert not app.exception
    assert set(units(app)) == {"Oak Ward", "Elm Ward"}


def test_the_set_up_remembers_the_answer_and_takes_the_place_of_what_was_said_before(app):
    elm = Same("Ward", ("Elm Ward", "Elm Wrad"), "Elm Ward")
    kept = choices({"unit_names": to_data([elm]), "unit_register_left_out": [["Units", "names"]]})
    app.session_state["unit names"] = (Same("Ward", ("Oak Ward", "OAK WARD")),)
    app.session_state["unit register left out"] = (("Staff", "email"),)
    app_pages.go_to(app, "Upload")
    (box,) = [box for box in app.file_uploader if box.label.startswith("A set-up saved")]
    box.upload("set-up.json", to_json(Recipe(choices=kept)).encode()).run()
    assert not app.error
    assert app.session_state["unit register left out"] == (("Units", "names"),)
    opened(app)
    assert units(app) == {"Oak Ward": 2, "Elm Ward": 2}


def test_the_set_up_to_save_holds_the_answer():
    def gathers():
        import streamlit as st

        from mhvalue.naming.answers import Same
        from mhvalue.ui import kept, recipe

        kept.keep_same(Same("Ward", ("Elm", "Elmwood"), "Elm"))
        kept.keep_same(Same("Ward", ("Elmwood", "Elm")))
        (answer,) = recipe.chosen().get("unit_names")
        st.text(f"{answer['level']} {answer['names']} {answer['kept']!r}")

    said = AppTest.from_function(gathers).run().text[0].value
    assert said == "Ward ['Elmwood', 'Elm'] ''"


def test_a_row_of_the_unit_register_by_another_name_of_the_unit_is_its_row(app):
    opened(app)
    app.session_state["units box"] = True
    app.run()
    (box,) = [box for box in app.file_uploader if box.label.startswith("Or a sheet of units")]
    sheet = b"Level,Unit,Beds\nWard,OAK WARD,18\nWard,Yew,4\n"
    box.upload("units.csv", sheet, "text/csv").run()
    assert not app.error
    assert app.session_state["workspace"].facts.units.get("Ward", "Oak Ward").size == 18
    (said,) = [success.value for success in app.success]
    assert "1 unit is not as your files tell" in said.replace("\\", "")
