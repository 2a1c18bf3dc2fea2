"""The one table: what it holds, where figures came from, and what happens to doubles."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.cellnames import cell_name
from mhvalue.facts import COLUMNS, cell_numbers, join, latest, source_text, where, worst
from tests.tables import BLANK, HIDDEN, facts_of


def test_the_table_has_its_columns_in_order():
    facts = facts_of({("missed", "Elm"): [1, HIDDEN, BLANK]})
    assert tuple(facts.frame.columns) == COLUMNS
    assert list(facts.frame["status"]) == ["ok", "suppressed", "missing"]
    assert list(facts.frame["scenario"]) == ["actual"] * 3


def test_every_figure_can_be_traced_to_its_cell():
    facts = facts_of({("missed", "Elm"): [1, 2], ("missed", "Oak"): [3, 4]})
    assert source_text(facts, 0) == "book.xlsx#Sheet1!B2"
    assert source_text(facts, 3) == "book.xlsx#Sheet1!C3"


def test_an_amount_of_many_rows_names_its_table():
    facts = facts_of({("missed", "Elm"): [1]})
    facts.frame["column"] = np.int16(-1)
    assert source_text(facts, 0) == "book.xlsx#Sheet1!A1:Z99"


def test_joined_facts_keep_their_own_origins_and_units():
    one = facts_of({("missed", "Elm"): [1]}, key="a")
    two = facts_of({("missed", "Oak"): [2]}, key="b")
    both = join([one, two])
    assert both.units.names("Ward") == ("Elm", "Oak")
    assert list(both.frame["table"]) == [0, 1]
    assert both.key != join([two, one]).key


def test_two_figures_for_the_same_thing_are_never_picked_from():
    facts = latest(
        join([facts_of({("missed", "Elm"): [1, 5]}), facts_of({("missed", "Elm"): [1, 7]})])
    )
    assert list(facts.frame["status"]) == ["ok", "error"]
    assert facts.frame["amount"].iloc[0] == 1
    assert np.isnan(facts.frame["amount"].iloc[1])
    assert (facts.frame["low"].iloc[1], facts.frame["high"].iloc[1]) == (5, 7)


def test_a_blank_says_nothing_where_another_row_has_a_figure():
    facts = latest(
        join([facts_of({("missed", "Elm"): [BLANK]}), facts_of({("missed", "Elm"): [7]})])
    )
    assert list(facts.frame["amount"]) == [7]


def test_a_hidden_figure_beside_a_known_one_is_a_clash():
    facts = latest(
        join([facts_of({("missed", "Elm"): [HIDDEN]}), facts_of({("missed", "Elm"): [7]})])
    )
    assert list(facts.frame["status"]) == ["error"]


def test_later_stages_of_a_publication_win():
    made = [
        facts_of({("missed", "Elm"): [value]}, release=release)
        for value, release in ((3, "Final"), (1, "Provisional"), (2, "Performance"))
    ]
    assert list(latest(join(made)).frame["amount"]) == [3]


def test_rows_of_one_unit_are_found():
    facts = facts_of({("missed", "Elm"): [1], ("missed", "Oak"): [2]})
    assert list(where(facts, unit="Oak").frame["amount"]) == [2]
    assert where(facts, unit="Ash").frame.empty


@given(st.permutations(["ok", "missing", "suppressed", "error"]))
def test_in_a_sum_the_worst_status_wins(statuses):
    assert worst(statuses) == "suppressed"


def test_cells_are_named_as_a_spreadsheet_does():
    assert [cell_name(18, 3), cell_name(0, 26), cell_name(0, 701)] == ["D19", "AA1", "ZZ1"]


@given(st.lists(st.tuples(*[st.integers(0, 300)] * 4), min_size=1, max_size=30))
def test_rows_have_one_number_where_they_say_the_same_in_every_column(said):
    # Eight columns of up to 301 texts each: more kinds of rows than a whole number counts.
    names = ("item", "unit", "level", "grain", "breakdown", "group", "scenario", "release")
    known = [str(n) for n in range(301)]
    rows = [(*row, *row) for row in [*said, *said, (300, 300, 300, 300)]]
    frame = pd.DataFrame(
        {
            name: pd.Categorical([str(row[place]) for row in rows], categories=known)
            for place, name in enumerate(names)
        }
    )
    first = list(dict.fromkeys(rows))
    assert cell_numbers(frame, names).tolist() == [first.index(row) for row in rows]
