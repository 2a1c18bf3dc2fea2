"""The unit register as a table: both ways, what it refuses, and what it changes of the files'."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.errors import ReadingProblem
from mhvalue.register import applied, changed, from_cells, from_rows, to_rows, together
from mhvalue.units import Unit, UnitRegister, is_nobody

ELM = Unit(
    "Ward", "Elm", "E1", "acute", 18.0, date(2019, 4, 1), None, "",
    (("Locality", "Northfield"), ("Trust", "Example")),
)  # fmt: skip
OAK = Unit("Ward", "Oak")
FILES = UnitRegister((ELM, OAK, Unit("Trust", "Example")))

names = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters='"'), min_size=1
).filter(lambda name: name not in ("nan", "NaT"))
days = st.dates(date(1990, 1, 1), date(2030, 1, 1))


def row(**cells):
    """A row of Elm with these cells."""
    return {"Level": "Ward", "Unit": "Elm", **{k.replace("_", " "): v for k, v in cells.items()}}


def refused(rows, known=FILES):
    """The sentence with which rows are refused."""
    with pytest.raises(ReadingProblem) as told:
        from_rows(rows, known)
    return str(told.value)


def test_a_unit_is_written_as_a_person_would():
    assert to_rows([ELM]) == [
        {
            "Level": "Ward", "Unit": "Elm", "Code": "E1", "Kind": "acute", "Beds": 18.0,
            "Opened": "01/04/2019", "Closed": "", "Merged into": "",
            "Parents": "Locality: Northfield; Trust: Example",
        }
    ]  # fmt: skip


@given(
    st.lists(
        st.builds(
            Unit, names, names, names, names,
            st.none() | st.integers(0, 900).map(float), st.none() | days, st.none(), st.just(""),
            st.lists(st.tuples(names.filter(lambda n: ":" not in n and ";" not in n), names),
                     max_size=3, unique=True).map(tuple),
        ),
        unique_by=lambda unit: (unit.level, unit.name),
        max_size=5,
    )
)  # fmt: skip
def test_rows_give_the_same_units_back(units):
    assert from_rows(to_rows(units)) == tuple(units)


def test_days_come_before_months_and_beds_may_be_text():
    (unit,) = from_rows([row(Opened="03/04/2024", Closed="2024-05-06", Beds="1,200")], FILES)
    assert (unit.opened, unit.closed, unit.size) == (date(2024, 4, 3), date(2024, 5, 6), 1200.0)


def test_a_heading_that_is_missing_leaves_what_the_files_tell_and_a_blank_cell_clears_it():
    (kept,) = from_rows([row(Beds=20)], FILES)
    assert (kept.size, kept.kind, kept.parents) == (20.0, "acute", ELM.parents)
    (cleared,) = from_rows([row(Beds=float("nan"), Kind=None)], FILES)
    assert (cleared.size, cleared.kind, cleared.code) == (None, "", "E1")


def test_levels_are_those_of_the_files_however_written():
    (unit,) = from_rows([{"Level": "WARD", "Unit": "Ash"}], FILES)
    assert unit == Unit("Ward", "Ash")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"Opened": "31/02/2024"}, "Units, row 1: Opened is not a date."),
        ({"Closed": "April 2024"}, "Units, row 1: Closed is not a date."),
        ({"Closed": "01/04/2018", "Opened": "02/04/2018"}, "Closed comes before Opened."),
        ({"Beds": "many"}, "Units, row 1: Beds is not a number of 0 or more."),
        ({"Beds": -1}, "Beds is not a number of 0 or more."),
        ({"Beds": "inf"}, "Beds is not a number of 0 or more."),
        ({"Level": "Cluster"}, "The level is none of those in your files (Ward, Trust)."),
        ({"Level": ""}, "Units, row 1: Level is blank."),
        ({"Unit": None}, "Units, row 1: Unit is blank."),
        ({"Merged_into": "Elm"}, "The unit is merged into itself."),
        ({"Merged_into": "Willow"}, "Merged into names no unit of the same level."),
        ({"Parents": "Northfield"}, "Parents does not name a level and a unit."),
        ({"Parents": "Cluster:"}, "Parents does not name a level and a unit."),
    ],
)
def test_what_does_not_fit_is_named_by_row_and_heading(cells, said):
    base = {"Code": "x", **row(**cells)}
    sentence = refused([base])
    assert said in sentence
    for value in cells.values():
        if isinstance(value, str) and value not in ("", "Elm", "Northfield"):
            assert value not in sentence


def test_rows_are_counted_with_blank_ones_and_a_unit_stands_once():
    blank = {"Level": "", "Unit": None}
    said = refused([row(), blank, row()])
    assert said.startswith("Units, row 3: The unit already stands in row 1.")


def test_a_unit_may_be_merged_into_one_of_the_table_or_the_files():
    new = [{"Level": "Ward", "Unit": "Ash"}, row(Merged_into="Ash")]
    assert from_rows(new, FILES)[1].merged_into == "Ash"
    assert from_rows([row(Merged_into="Oak")], FILES)[0].merged_into == "Oak"


def test_a_sheet_is_found_by_its_headings_under_a_title_with_its_own_row_numbers():
    cells = (
        ("Our wards", "", ""), ("", "", ""), ("unit", "Notes", "LEVEL"),
        ("Elm", "moved", "Ward"), ("Oak", "", "Cluster"),
    )  # fmt: skip
    rows = from_cells(cells)
    assert rows[3] == {"Unit": "Elm", "Level": "Ward"}
    assert refused(rows).startswith("Units, row 5: The level is none")
    assert from_cells((("Ward", "Beds"), ("Elm", "18"))) is None


def test_only_what_differs_is_kept_and_goes_before_the_files():
    beds = Unit("Ward", "Oak", size=12.0)
    assert changed([ELM, beds], FILES) == (beds,)
    assert applied(FILES, [beds]).units == (ELM, beds, Unit("Trust", "Example"))


def test_a_row_of_a_unit_no_file_names_waits():
    assert applied(FILES, [Unit("Ward", "Ash", size=9.0)]).units == FILES.units


def test_the_later_of_two_rows_of_a_unit_counts():
    beds = Unit("Ward", "Oak", size=12.0)
    assert together([OAK, ELM], [beds]) == (beds, ELM)


@pytest.mark.parametrize(
    ("name", "nobody"),
    [
        ("UNKNOWN", True),
        ("UNKNOWN/INVALID", True),
        ("UNKNOWN/INVALID (UNKNOWN)", True),
        ("Unknown provider", True),
        ("Not known", True),
        ("Ward not recorded", True),
        ("Unallocated", True),
        ("Knowle Ward", False),
        ("Other", False),
        ("Ward", False),
        ("Unknown Warrior House", False),
        ("None Such Park Ward", False),
    ],
)
def test_names_of_nobody(name, nobody):
    assert is_nobody(name) is nobody
