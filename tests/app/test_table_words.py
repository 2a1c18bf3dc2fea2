"""What the form of a table says, and what it makes of a choice."""

from dataclasses import replace

import pytest

from mhvalue.ingest.reading import AS_IN_FILE, ROLES, Column, TableReading
from mhvalue.ingest.role_names import SAID
from mhvalue.ui.merging import _shown
from mhvalue.ui.table_form import NOTHING, _choices, _counts_as, _edited, together
from tests.app import app_pages

CSV = b"Ward,Month,Admissions\nElm Ward,Apr 2024,10\nElm Ward,May 2024,11\n"
ADMISSIONS = Column(2, "Admissions", "amount", "admissions")
NAME = "Admissions to hospital"


def test_a_csv_has_no_sheet_to_name(app):
    app_pages.drop(app, "wards.csv", CSV)
    assert "Headings in row 1, figures in rows 2 to 3." in app_pages.texts(app)
    (roles,) = [d.value for d in app.dataframe if "Counts as" in d.value.columns]
    assert roles["Counts as"].tolist() == [NOTHING, NOTHING, NAME]


def test_a_column_that_is_not_used_counts_as_nothing_and_may_be_used_again():
    left_out = _edited(ADMISSIONS, "Leave out", NAME)
    assert (left_out.role, _counts_as(left_out)) == ("ignore", NOTHING)
    assert _edited(left_out, "Figure", NOTHING) == ADMISSIONS


@pytest.mark.parametrize(
    ("counted", "item"), [(NOTHING, "Admissions"), (None, "Admissions"), (NAME, "admissions")]
)
def test_a_figure_that_counts_as_nothing_goes_by_its_heading(counted, item):
    assert _edited(ADMISSIONS, "Figure", counted).item == item


def test_a_figure_the_catalogue_knows_may_stay_as_it_is_in_the_file():
    table = TableReading("", (0,), 1, 2, (ADMISSIONS,), title="Admissions")
    own = AS_IN_FILE + "Admissions"
    assert own in _choices(table)
    kept = _edited(ADMISSIONS, "Figure", own)
    assert (kept.item, _counts_as(kept)) == (own, own)
    april = replace(ADMISSIONS, heading="Apr-24")
    assert own in _choices(replace(table, columns=(april,), layout="periods across"))


@pytest.mark.parametrize("item", ["", "admissions", "zone_visits"])
@pytest.mark.parametrize("role", ROLES)
def test_a_column_that_nobody_touched_stays_as_it_was(role, item):
    column = Column(2, "Apr-24", role, item)
    assert _edited(column, SAID[role], _counts_as(column)) == column


def test_a_figure_put_to_other_use_keeps_no_item_and_a_label_made_a_figure_gets_one():
    label = Column(1, "Zone", "ignore")
    assert _edited(label, "Belongs to", NOTHING) == Column(1, "Zone", "parent", name="Zone")
    assert _edited(label, "Breakdown (age, ethnicity)", "ethnicity") == Column(
        1, "Zone", "breakdown", name="ethnicity"
    )
    assert _edited(label, "Figure", NOTHING) == Column(1, "Zone", "amount", "Zone")
    april = Column(2, "Apr-24", "amount")
    assert _edited(april, "Finished rate or average", NOTHING) == Column(2, "Apr-24", "value")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ward 2", "Ward 2"),
        ("Sant\u00e9 Ward", "Sant\u00e9 Ward"),
        ("W\u0430rd 2", "W\u0430rd 2 (with Cyrillic letters)"),
        ("Ward  2", "Ward  2 (with more spaces)"),
    ],
)
def test_names_that_look_the_same_say_what_the_eye_does_not_see(name, shown):
    assert _shown(name) == shown


def test_what_one_month_counts_as_goes_for_the_others_of_its_measure():
    months = tuple(Column(2 + n, f"{month}-24", "amount", "holds", name=f"2024-0{4 + n}")
                   for n, month in enumerate(("Apr", "May", "Jun")))  # fmt: skip
    beside = Column(5, "Falls", "amount", "falls")
    given = replace(months[0], item="restraints")
    left_out = replace(months[2], role="ignore")
    after = together((*months, beside), (given, months[1], left_out, beside))
    assert [column.item for column in after] == ["restraints", "restraints", "holds", "falls"]
    assert after[2].role == "ignore"


def test_months_given_different_things_to_count_leave_the_others_as_they_are():
    months = tuple(Column(2 + n, f"M{n}", "amount", "holds") for n in range(3))
    after = (replace(months[0], item="restraints"), replace(months[1], item="falls"), months[2])
    assert together(months, after) == after
