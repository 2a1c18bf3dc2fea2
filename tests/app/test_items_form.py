"""What the names of figures count: shown with why, unknown ones first, and open to change."""

from io import BytesIO

from openpyxl import Workbook

from mhvalue.ui.items_form import Counted
from tests.app import app_pages


def board_report():
    """Measures down and months across; two of the three names are the ward's own."""
    book = Workbook()
    for row in (
        ["Measure", "Apr 2024", "May 2024"],
        ["Occupied bed days", 400, 410],
        ["PMVA holds", 3, 5],
        ["Zone visits", 9, 8],
    ):
        book.active.append(row)
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_names_are_listed_unknown_ones_first_with_the_reason(app):
    app_pages.drop(app, "board.xlsx", board_report())
    titles = [one.label for one in app.expander]
    assert "What the names of figures count (1 of 3 are in the catalogue)" in titles
    (shown,) = [
        one.value
        for one in app.dataframe
        if "Name in the file" in getattr(one.value, "columns", ())
    ]
    assert shown.to_numpy().tolist() == [
        ["PMVA holds", "PMVA holds", "not in the catalogue"],
        ["Zone visits", "Zone visits", "not in the catalogue"],
        ["Occupied bed days", "Occupied bed days", "the exact name of Occupied bed days"],
    ]


def test_another_change_leaves_the_figures_with_the_names_they_have(app):
    app_pages.drop(app, "board.xlsx", board_report())
    (file,) = app.session_state["waiting"].values()
    before = set(file.result.facts.frame["item"])
    assert before == {"occupied_bed_days", "pmva_holds", "zone_visits"}
    (published,) = [one for one in app.checkbox if "already published" in one.label]
    published.check().run()
    app_pages.press(app, "Read again with these changes")
    (file,) = app.session_state["waiting"].values()
    assert file.result.reading.published
    assert set(file.result.facts.frame["item"]) == before


COUNTED = Counted(
    {"PMVA holds": "pmva_holds", "Holds": "pmva_holds", "OBDs": "occupied_bed_days"},
    {"occupied_bed_days": "Occupied bed days", "admissions": "Admissions to hospital"},
)


def test_an_item_of_the_files_own_has_the_first_of_its_names():
    assert COUNTED.said == {
        "PMVA holds": "PMVA holds",
        "Holds": "PMVA holds",
        "OBDs": "Occupied bed days",
    }


def test_only_what_was_changed_is_chosen_and_what_was_chosen_stays():
    kept = (("Adms", "admissions"),)
    edited = [
        ("PMVA holds", "PMVA holds"),
        ("Holds", "Admissions to hospital"),
        ("OBDs", "PMVA holds"),
    ]
    assert COUNTED.changed(edited[:1], kept) == kept
    assert COUNTED.changed(edited, kept) == (
        ("Adms", "admissions"),
        ("Holds", "admissions"),
        ("OBDs", "pmva_holds"),
    )


def test_a_known_name_may_stay_as_it_is_in_the_file():
    counted = Counted({"Beds in use": "beds", "Zone visits": "zone_visits"}, {"beds": "Beds"})
    own = "As in the file: Beds in use"
    assert counted.as_in_file == (own,)
    assert counted.changed([("Beds in use", own), ("Zone visits", "Zone visits")], ()) == (
        ("Beds in use", own),
    )
