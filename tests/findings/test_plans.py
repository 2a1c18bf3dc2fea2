"""What a file plans stands beside what happened: on the chart, in words and in the files."""

import numpy as np
import pytest

from mhvalue.charts.trend import trend_picture
from mhvalue.export.rows import trend_rows
from mhvalue.findings.trend import TrendSettings
from mhvalue.grids import Question
from mhvalue.privacy.disclosure import INSIDE
from mhvalue.words import trend as words
from mhvalue.workspace import OpenFile, Workspace
from tests.ingest.books import result_of

MONTHS = ["Apr 2024", "May 2024", "Jun 2024", "Jul 2024"]
SHEET = [
    ["Team", "Month", "Contacts plan", "Contacts"],
    *(["North", month, plan, done] for month, plan, done in
      zip(MONTHS, [500, 500, 520, None], [480, 510, 505, 530], strict=True)),
    *(["South", month, None, 90] for month in MONTHS),
]  # fmt: skip


@pytest.fixture(scope="module")
def trends():
    workspace = Workspace((OpenFile("plans.xlsx", "0" * 64, result_of(S=SHEET)),))
    (metric,) = (m for m in workspace.metrics() if m.name == "Contacts")
    settings = TrendSettings(("North", "South"))
    return workspace.trends(metric, Question("Team", "month"), settings, INSIDE)


def test_the_plan_of_a_unit_goes_with_its_trend_and_changes_none_of_it(trends):
    north, south = trends
    assert north.value.tolist() == [480, 510, 505, 530]
    np.testing.assert_array_equal(north.plan, [500, 500, 520, np.nan])
    assert south.plan is None


def test_it_is_drawn_in_steps_and_named_at_its_end(trends):
    picture = trend_picture(trends[0])
    steps = [(r["x"], r["x2"], r["y"]) for r in picture.rows if r["role"] == "plan"]
    assert steps == [(-0.5, 1.5, 500), (1.5, 2.5, 520)]
    assert "Plan 520" in [row["text"] for row in picture.rows if row["role"] == "end"]
    assert not [row for row in trend_picture(trends[1]).rows if row["role"] == "plan"]


def test_the_last_figure_with_a_plan_is_held_against_it_without_a_judgement(trends):
    said = words.plan_sentence(trends[0])
    assert said == "The file's plan for Jun 2024 was 520; the figure, 505, is below it."
    assert words.target_sentence(trends[0]) == ""
    assert (words.plan_sentence(trends[1]), words.target_sentence(trends[1])) == (
        "", "No target is set."
    )  # fmt: skip


def test_tables_and_files_have_a_column_of_it_where_there_is_one(trends):
    told = words.table(trends[0])
    place = told.header.index("Plan")
    assert [row[place] for row in told.rows] == ["500", "500", "520", ""]
    assert "Plan" not in words.table(trends[1]).header
    both, alone = trend_rows(trends), trend_rows(trends[1:])
    place = [column.heading for column in both.columns].index("Plan")
    assert [row[place] for row in both.rows] == [500, 500, 520, None, None, None, None, None]
    assert "Plan" not in [column.heading for column in alone.columns]
