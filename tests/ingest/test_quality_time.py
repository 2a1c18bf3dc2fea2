"""Gaps, sudden changes and the end of the data: planted, and absent from calm figures."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from mhvalue.catalogue.loader import load
from mhvalue.facts import join
from mhvalue.ingest.quality import gaps, last, level, scale
from mhvalue.ingest.quality.duplicates import said_twice
from mhvalue.ingest.quality.settings import Settings
from mhvalue.periods import period
from mhvalue.units import Unit
from tests.tables import catalogue_of, facts_of, item

TODAY = Settings(date(2025, 6, 10))
CATALOGUE = catalogue_of(item("falls", "events"), item("seen"), item("beds", over_time="average"))
CALM = [100, 104, 98, 101, 97, 103, 99, 102, 100, 98, 101, 103]


def one(problems):
    (problem,) = problems
    return problem


def wards(count, *cells, item="falls"):
    """The same figures, a little apart, for so many wards."""
    return {
        (item, f"Ward {ward}"): [c if c is None else c + ward for c in cells]
        for ward in range(count)
    }


def without(facts, *months):
    """The facts without any row of these months."""
    days = np.asarray(months, dtype="datetime64[s]")
    return replace(facts, frame=facts.frame[~facts.frame["period"].isin(days)])


def test_calm_figures_say_nothing_at_all():
    facts = facts_of({**wards(6, *CALM), **wards(6, *CALM, item="seen")})
    checks = (
        gaps.absent_periods, gaps.blank_cells, gaps.absent_rows, scale.wrong_scale,
        level.all_at_once, last.not_over_yet, last.part_complete, last.missing_units,
        last.gone_old, said_twice,
    )  # fmt: skip
    assert [check(facts, CATALOGUE, TODAY) for check in checks] == [()] * len(checks)


def test_months_that_no_unit_has():
    facts = without(facts_of(wards(3, *CALM)), "2024-08-01", "2024-09-01")
    found = one(gaps.absent_periods(facts, CATALOGUE, TODAY))
    assert found.what == "There are no rows for Aug 2024, Sep 2024 of Falls."
    assert found.cell == "B8"


def test_figures_that_come_now_and_then_have_no_gaps():
    kept = ("2024-04-01", "2024-08-01", "2025-03-01")
    facts = facts_of(wards(3, *CALM))
    frame = facts.frame[facts.frame["period"].isin(np.asarray(kept, dtype="datetime64[s]"))]
    assert gaps.absent_periods(replace(facts, frame=frame), CATALOGUE, TODAY) == ()


def test_blank_cells_between_figures_of_the_same_thing():
    cells = [None, *CALM[1:4], None, None, *CALM[6:11], None]
    facts = facts_of({("falls", "Elm"): cells, ("seen", "Elm"): CALM})
    found = one(gaps.blank_cells(facts, CATALOGUE, TODAY))
    assert found.cell == "B6:B7"
    assert found.what == "Blank, with figures before and after: 2 figures in Falls."
    assert found.done == "They count as unknown, never as 0."


def test_columns_blank_in_the_same_rows_are_told_once():
    cells = [*CALM[:4], None, *CALM[5:]]
    facts = facts_of({("falls", "Elm"): cells, ("seen", "Elm"): cells})
    assert one(gaps.blank_cells(facts, CATALOGUE, TODAY)).cell == "B6:C6"


def test_a_hidden_figure_is_not_blank():
    facts = facts_of({("falls", "Elm"): [*CALM[:4], "*", *CALM[5:]]})
    assert gaps.blank_cells(facts, CATALOGUE, TODAY) == ()


def test_a_row_that_one_unit_lacks():
    facts = facts_of({**wards(4, *CALM)})
    frame = facts.frame
    gone = (frame["unit"] == "Ward 2") & (frame["period"] == np.datetime64("2024-09-01"))
    found = one(gaps.absent_rows(replace(facts, frame=frame[~gone]), CATALOGUE, TODAY))
    assert found.cell == "D6"


def test_a_group_without_an_average_in_a_month_is_no_gap():
    facts = facts_of({**wards(4, *CALM, item="stay_median")})
    frame = facts.frame
    gone = (frame["unit"] == "Ward 2") & (frame["period"] == np.datetime64("2024-09-01"))
    lacking = replace(facts, frame=frame[~gone])
    assert len(gaps.absent_rows(lacking, load(), TODAY)) == 1
    women = pd.Categorical(["sex"] * len(lacking.frame))
    grouped = replace(lacking, frame=lacking.frame.assign(breakdown=women))
    assert gaps.absent_rows(grouped, load(), TODAY) == ()


def test_a_sum_of_squares_may_be_many_times_larger():
    cells = [*CALM[:5], CALM[5] * 100, *CALM[6:]]
    facts = facts_of({("discharged_stay_days_squared", "Elm"): cells})
    assert scale.wrong_scale(facts, load(), TODAY) == ()


@pytest.mark.parametrize("slip", [0.1, 0.02, 10, 40, 100, 1000])
def test_one_figure_at_another_scale(slip):
    cells = [*CALM[:5], CALM[5] * slip, *CALM[6:]]
    found = one(scale.wrong_scale(facts_of({("falls", "Elm"): cells}), CATALOGUE, TODAY))
    assert found.cell == "B7"
    assert "before and after: 1 figure in Falls" in found.what


def test_another_scale_from_one_month_on():
    cells = [*CALM[:5], *(c * 1000 for c in CALM[5:])]
    found = one(scale.wrong_scale(facts_of({("falls", "Elm"): cells}), CATALOGUE, TODAY))
    assert (found.cell, "from there on: Falls" in found.what) == ("B7", True)


@pytest.mark.parametrize(
    "cells",
    [
        [1, 10, 2, 12, 1, 9, 1, 11, 2, 10, 1, 8],
        [c * 3 if place > 5 else c for place, c in enumerate(CALM)],
        [2 ** (place / 2) for place in range(12)],
        [100, 98, 12, 25, 48, 79, 90, 101, 99, 100, 98, 97],
        [0, *CALM[1:]],
        [*CALM[:4], 1000],
    ],
)
def test_small_numbers_growth_and_honest_changes_are_no_slip_of_scale(cells):
    assert scale.wrong_scale(facts_of({("falls", "Elm"): cells}), CATALOGUE, TODAY) == ()


def test_a_step_in_all_units_at_once():
    stepped = [*CALM[:6], *(c * 1.6 for c in CALM[6:])]
    found = one(level.all_at_once(facts_of(wards(6, *stepped)), CATALOGUE, TODAY))
    assert found.what == "Nearly all units change their level at once, in Oct 2024: Falls."
    assert found.cell == "B8:G8"


def test_a_step_in_a_few_units_or_in_few_units_is_left_to_the_charts():
    stepped = [*CALM[:6], *(c * 1.6 for c in CALM[6:])]
    some = {**wards(6, *CALM), **{("falls", f"Other {n}"): stepped for n in range(4)}}
    assert level.all_at_once(facts_of(some), CATALOGUE, TODAY) == ()
    assert level.all_at_once(facts_of(wards(4, *stepped)), CATALOGUE, TODAY) == ()


def test_a_slow_rise_in_all_units_is_no_step():
    rising = [100 * 1.08**place for place in range(12)]
    assert level.all_at_once(facts_of(wards(6, *rising)), CATALOGUE, TODAY) == ()


def test_seasons_alike_in_all_units_are_no_step():
    # Up and down by a third within the year, for two years; the steepest month changes by a sixth.
    season = [round(300 + 100 * np.sin(2 * np.pi * month / 12)) for month in range(24)]
    assert level.all_at_once(facts_of(wards(8, *season)), CATALOGUE, TODAY) == ()


def test_the_same_months_a_year_later_at_another_level_are_a_step():
    season = [round(300 + 30 * np.sin(2 * np.pi * month / 12)) for month in range(24)]
    stepped = [*season[:14], *(figure * 2 for figure in season[14:])]
    found = one(level.all_at_once(facts_of(wards(8, *stepped)), CATALOGUE, TODAY))
    assert "in Jun 2025: Falls" in found.what


def test_a_change_of_scale_is_told_once_and_as_such():
    facts = facts_of(wards(6, *CALM[:5], *(c * 1000 for c in CALM[5:])))
    assert len(scale.wrong_scale(facts, CATALOGUE, TODAY)) == 1
    assert level.all_at_once(facts, CATALOGUE, TODAY) == ()


def test_a_last_month_that_is_not_whole():
    facts = facts_of(wards(6, *CALM[:11], 30))
    found = one(last.part_complete(facts, CATALOGUE, TODAY))
    assert found.what == (
        "The last period, Mar 2025, holds far less than those before it in 6 of 6 places."
    )
    assert found.cell == "B13:G13"


def test_a_low_month_in_some_units_or_of_what_never_adds_is_none():
    some = {**wards(6, *CALM), ("falls", "Low"): [*CALM[:11], 3]}
    assert last.part_complete(facts_of(some), CATALOGUE, TODAY) == ()
    facts = facts_of(wards(6, *CALM[:11], 30, item="beds"))
    assert last.part_complete(facts, CATALOGUE, TODAY) == ()


def test_a_month_that_is_still_running():
    facts = facts_of(wards(2, *CALM))
    early = Settings(date(2025, 3, 20))
    assert one(last.not_over_yet(facts, CATALOGUE, early)).cell == "B13:C13"


def test_a_unit_that_is_gone_from_the_last_month():
    gone = {**wards(5, *CALM), ("falls", "Gone"): [*CALM[:11], None]}
    found = one(last.missing_units(facts_of(gone), CATALOGUE, TODAY))
    assert found.cell == "G12"
    assert "1 of 6 units" in found.what
    assert "Gone" not in found.sentence()


def test_a_unit_that_stopped_long_before_the_others():
    gone = {**wards(5, *CALM), ("falls", "Gone"): [*CALM[:5], *[None] * 7]}
    found = one(last.missing_units(facts_of(gone), CATALOGUE, TODAY))
    assert found.cell == "G6"
    assert "1 of 6 units end before Mar 2025" in found.what


def test_a_unit_whose_last_figure_is_hidden_is_not_missed():
    hidden = {**wards(5, *CALM), ("falls", "Small"): [*CALM[:11], "*"]}
    assert last.missing_units(facts_of(hidden), CATALOGUE, TODAY) == ()


def test_a_closed_unit_is_not_missed():
    gone = {**wards(5, *CALM), ("falls", "Gone"): [*CALM[:11], None]}
    units = [Unit("Ward", "Gone", closed=date(2025, 2, 28))]
    assert last.missing_units(facts_of(gone, units=units), CATALOGUE, TODAY) == ()


@pytest.mark.parametrize(
    ("day", "months"), [(date(2025, 6, 30), None), (date(2025, 7, 31), 4), (date(2027, 4, 1), 24)]
)
def test_figures_that_have_gone_old(day, months):
    found = last.gone_old(facts_of(wards(2, *CALM)), CATALOGUE, Settings(day))
    said = [problem.what for problem in found]
    wanted = [] if months is None else [f"The figures end with Mar 2025, {months} months ago."]
    assert said == wanted


def test_of_files_that_follow_one_another_only_the_last_has_gone_old():
    april, may = (
        replace(facts, origins=(replace(facts.origins[0], file=name),))
        for name, facts in (
            ("april.csv", facts_of(wards(2, 100))),
            ("may.csv", facts_of(wards(2, 104), first=period(date(2024, 5, 1), "month"))),
        )
    )
    old = one(last.gone_old(join([april, may]), CATALOGUE, TODAY))
    assert (old.file, old.what) == ("may.csv", "The figures end with May 2024, 12 months ago.")
    other = facts_of(wards(2, 100, item="seen"))
    other = replace(other, origins=(replace(other.origins[0], file="seen.csv"),))
    found = last.gone_old(join([april, may, other]), CATALOGUE, TODAY)
    assert [problem.file for problem in found] == ["may.csv", "seen.csv"]


def test_the_same_thing_said_twice_alike_and_otherwise():
    first = facts_of({("falls", "Elm"): [5, 6, 7]})
    second = facts_of({("falls", "Elm"): [5, 9, 7]})
    found = said_twice(join([first, second]), CATALOGUE, TODAY)
    assert [(p.cell, p.done) for p in found] == [
        ("B2, B4", "Each was counted once."),
        ("B3", "Neither is believed."),
    ]


def test_two_releases_are_not_the_same_thing_twice():
    first = facts_of({("falls", "Elm"): [5]}, release="provisional")
    second = facts_of({("falls", "Elm"): [6]}, release="final")
    assert said_twice(join([first, second]), CATALOGUE, TODAY) == ()


def test_a_last_period_of_a_few_units_only():
    facts = facts_of(wards(5, *CALM))
    late = facts.frame["period"] == facts.frame["period"].max()
    gone = late & facts.frame["unit"].isin([f"Ward {n}" for n in range(1, 5)])
    found = one(last.missing_units(replace(facts, frame=facts.frame[~gone]), CATALOGUE, TODAY))
    assert found.what == (
        "The last period, Mar 2025, has figures of 1 of the 5 units that the period before it has."
    )


def test_units_that_ended_long_ago_do_not_make_the_last_period_short():
    facts = facts_of(wards(5, *CALM))
    newer = facts.frame["period"] > facts.frame["period"].min()
    gone = newer & facts.frame["unit"].isin([f"Ward {n}" for n in range(1, 5)])
    assert last.missing_units(replace(facts, frame=facts.frame[~gone]), CATALOGUE, TODAY) == ()
