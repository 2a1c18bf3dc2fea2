"""Groups of people that several files write differently."""

import pytest

from mhvalue.edition_marks import marks
from mhvalue.editions import Edition
from mhvalue.facts import join
from mhvalue.naming.names import named
from mhvalue.periods import step
from tests.tables import APRIL, facts_of


def file(month, breakdown, *groups):
    parts = [
        facts_of({("admissions", "Oak"): [place]}, first=step(APRIL, month), breakdown=breakdown,
                 group=group)
        for place, group in enumerate(groups)
    ]  # fmt: skip
    return Edition(str(month), f"{month}.csv", marks(f"{month}.csv"), join(parts))


def labels(found):
    frames = [edition.facts.frame[["breakdown", "group"]] for edition in found.editions]
    return [{tuple(row) for row in frame.astype(object).to_numpy().tolist()} for frame in frames]


@pytest.mark.parametrize(
    ("april", "may", "kept"),
    [("Male", "MALE", "Male"), ("male ", "Male", "Male"), ("18-24", "18\u201324", "18-24")],
)
def test_one_group_of_two_months_is_written_one_way_and_told(april, may, kept):
    files = [file(0, "sex", april, "Other"), file(1, "sex", may, "Other")]
    found = named(files)
    assert labels(found) == [{("sex", kept), ("sex", "Other")}] * 2
    (problem,) = found.problems
    assert problem.what == (
        "1 group of people is written otherwise here than in another file (Sheet1 B2)."
    )
    assert problem.file == ("1.csv" if april == kept else "0.csv")
    changed = [a.facts.key != b.facts.key for a, b in zip(files, found.editions, strict=True)]
    assert sum(changed) == 1


def test_the_name_of_the_breakdown_is_written_one_way_too():
    found = named([file(0, "Referral source", "GP"), file(1, "REFERRAL SOURCE", "Gp")])
    assert labels(found) == [{("Referral source", "Gp")}] * 2


def test_groups_of_other_breakdowns_and_both_in_one_file_stay_as_they_are():
    files = [file(0, "sex", "Male", "MALE"), file(1, "sex", "Male"), file(2, "gender", "MALE")]
    found = named(files)
    assert labels(found) == [
        {("sex", "Male"), ("sex", "MALE")}, {("sex", "Male")}, {("gender", "MALE")},
    ]  # fmt: skip
    assert found.problems == ()
