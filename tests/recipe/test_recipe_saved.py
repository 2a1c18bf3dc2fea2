"""A recipe as JSON and back: everything kept, nothing else let in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.errors import RecipeProblem
from mhvalue.ingest.reading import LAYOUTS, ROLES, Column, Reading, TableReading
from mhvalue.recipe.choices import SHARINGS, Choices, choices
from mhvalue.recipe.saved import from_json, to_json
from mhvalue.recipe.schema import VERSION, Recipe, RecipeFile, recipe_of
from mhvalue.units import Unit, UnitRegister
from tests.recipe.readings import reading, wards

words = st.text(max_size=20).filter(lambda text: "!!python/" not in text)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
columns = st.lists(
    st.builds(
        Column,
        index=st.integers(0, 300),
        heading=words,
        role=st.sampled_from(ROLES),
        item=words,
        name=words,
    ),
    max_size=4,
    unique_by=lambda column: column.index,
).map(tuple)
tables = st.builds(
    TableReading,
    sheet=words,
    header_rows=st.lists(st.integers(0, 30), max_size=3).map(tuple),
    first_row=st.integers(0, 50),
    last_row=st.integers(50, 5000),
    columns=columns,
    layout=st.sampled_from(LAYOUTS),
    level=words,
    period=words,
    use=st.booleans(),
    skip_rows=st.lists(st.integers(0, 5000), max_size=3).map(tuple),
    title=words,
)
files = st.builds(
    RecipeFile,
    name=st.text("abc *.-_", min_size=1, max_size=12).filter(lambda name: name not in (".", "..")),
    reading=st.builds(
        Reading,
        tables=st.lists(tables, max_size=3).map(tuple),
        format=words,
        published=st.booleans(),
    ),
    units=st.lists(st.tuples(words, words), max_size=4).map(tuple),
    names=st.lists(words, max_size=4).map(tuple),
)
chosen = st.fixed_dictionaries(
    {},
    optional={
        "sharing": st.sampled_from(SHARINGS),
        "metric": words,
        "units": st.lists(words, max_size=3),
        "targets": st.dictionaries(words, plain, max_size=3),
        "own_metrics": st.lists(st.dictionaries(words, plain, max_size=3), max_size=2),
        "shortlist": st.dictionaries(words, plain, max_size=3),
    },
).map(choices)
recipes = st.builds(Recipe, files=st.lists(files, max_size=3).map(tuple), choices=chosen)


@given(recipes)
def test_a_recipe_comes_back_as_it_was(recipe):
    assert from_json(to_json(recipe)) == recipe
    assert from_json(to_json(recipe).encode()) == recipe


def content(**changed):
    """A saved recipe with some of its keys changed."""
    made = recipe_of([("Wards Apr 2024.xlsx", reading(wards()), UnitRegister(), ())])
    return json.dumps({**json.loads(to_json(made)), **changed})


def refusal(text):
    with pytest.raises(RecipeProblem) as told:
        from_json(text)
    return str(told.value)


def test_no_figure_and_no_period_of_a_name_is_kept():
    units = UnitRegister((Unit("Ward", "Elm", size=20), Unit("Ward", "Oak")))
    made = recipe_of([("Wards Apr 2024.xlsx", reading(wards()), units, ())])
    (file,) = made.files
    assert file.name == "Wards *.xlsx"
    assert file.units == (("Ward", "Elm"), ("Ward", "Oak"))
    assert "20.0" not in to_json(made)


def test_a_later_file_of_the_same_kind_takes_the_place_of_an_earlier():
    old, new = reading(wards()), reading(wards(last_row=90))
    april = ("Wards Apr 2024.xlsx", old, UnitRegister(), ())
    made = recipe_of([april, ("Wards May 2024.xlsx", new, UnitRegister(), ())])
    assert [file.reading for file in made.files] == [new]


@pytest.mark.parametrize(
    "text",
    ["", "no", "!!python/object/apply:os.system ['ls']", "files: []", b"\xff\xfe", "[" * 9999],
)
def test_what_is_not_json_is_not_read(text):
    assert refusal(text).startswith("The recipe is not valid JSON.")


@pytest.mark.parametrize("text", ["{}", '{"recipe": "cake", "version": 1}'])
def test_other_json_is_not_a_recipe(text):
    assert "This is not a recipe of mhvalue" in refusal(text)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"version": VERSION + 1}, f"The recipe is of version {VERSION + 1}"),
        ({"version": 0}, "The key version is not the number of a version"),
        ({"version": "1"}, "The key version is not the number of a version"),
        ({"version": True}, "The key version is not the number of a version"),
        ({"figures": [1, 2]}, "The key figures is not known"),
        ({"files": {}}, "The key files is not a list"),
        ({"files": [{"name": "a"}]}, "The key files[0].reading is missing"),
        ({"files": [{"name": "../a.csv", "reading": {}}]}, "The key files[0].name is not the name"),
        ({"files": [{"name": "C:a", "reading": {}}]}, "The key files[0].name is not the name"),
        ({"files": [{"name": "a", "reading": {}, "path": "b"}]}, "The key files[0].path is not"),
        ({"files": [{"name": "a", "reading": {"format": 3}}]}, "The key files[0].reading.format"),
        ({"files": [{"name": "a", "reading": {}, "units": ["Elm"]}]}, "The key files[0].units[0]"),
        ({"choices": {"colour": "red"}}, "The key choices.colour is not known"),
        ({"choices": {"sharing": "everybody"}}, "The key choices.sharing is not one of"),
        ({"choices": {"units": "Elm"}}, "The key choices.units is not a list"),
        ({"choices": {"metric": "!!python/name:os"}}, "The key choices.metric holds a tag"),
        ({"choices": {"own_metrics": ["a"]}}, "The key choices.own_metrics is not a list of sets"),
    ],
)  # fmt: skip
def test_each_key_that_does_not_fit_is_named(changed, said):
    assert said in refusal(content(**changed))


def test_a_key_that_is_there_twice():
    assert "The key version is there twice" in refusal(content()[:-1] + ', "version": 1}')


def test_numbers_without_end_are_refused():
    assert "not valid JSON" in refusal(content()[:-1] + ', "choices": {"targets": {"a": NaN}}}')


def test_a_file_too_large_to_be_a_recipe():
    assert "larger than 5 MB" in refusal(" " * (5 * 1024**2 + 1))


def test_lists_within_lists_without_end_are_refused():
    deep: object = "leaf"
    for _ in range(40):
        deep = {"more": deep}
    assert "lists within lists" in refusal(content(choices={"targets": deep}))


def test_choices_are_added_one_by_one():
    made = Choices().choosing("metric", "dna_rate").choosing("units", ("Elm", "Oak"))
    assert made.get("metric") == "dna_rate"
    assert made.get("units") == ["Elm", "Oak"]
    with pytest.raises(RecipeProblem, match=r"choices\.taste is not known"):
        made.choosing("taste", "sweet")
