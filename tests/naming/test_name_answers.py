"""What a person said of names of units, kept in a recipe and taken back."""

import pytest

from mhvalue.errors import RecipeProblem
from mhvalue.naming.answers import Same, from_data, keeping, to_data, verdicts
from mhvalue.recipe.choices import choices

ONE = Same("Ward", ("Oak", "Acorn"), "Acorn")


def test_answers_come_back_as_they_were_kept():
    answers = (ONE, Same("Team", ("North", "N")))
    kept = choices({"unit_names": to_data(answers)}).get("unit_names")
    assert from_data(kept) == answers


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"level": "Ward", "names": ["Oak"], "kept": ""},
        {"level": "Ward", "names": ["Oak", "Oak"], "kept": ""},
        {"level": "Ward", "names": ["Oak", 3], "kept": ""},
        {"level": "Ward", "names": "Oak", "kept": ""},
        {"level": 1, "names": ["Oak", "Elm"], "kept": ""},
        {"level": "Ward", "names": ["Oak", "Elm"], "kept": None},
        {"level": "Ward", "names": ["Oak", "Elm"], "kept": "", "more": 1},
    ],
)
def test_what_is_no_answer_is_refused_without_its_content(data):
    with pytest.raises(RecipeProblem, match=r"choices\.unit_names") as refused:
        from_data([data])
    assert "Oak" not in str(refused.value)


def test_a_new_answer_about_the_same_names_takes_the_place_of_the_old():
    other = Same("Ward", ("Acorn", "Oak"))
    assert keeping((ONE, Same("Team", ("Oak", "Acorn"))), other) == (
        Same("Team", ("Oak", "Acorn")),
        other,
    )


def test_a_name_that_no_file_has_may_be_kept():
    found = verdicts([Same("Ward", ("Oak", "OAK"), "Oak Ward")])
    assert found.kept == dict.fromkeys(
        (("Ward", n) for n in ("Oak", "OAK", "Oak Ward")), "Oak Ward"
    )
