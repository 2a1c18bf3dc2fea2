"""Finding items and metrics by heading, and what a wrong data file is told."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.catalogue.headings import fold
from mhvalue.catalogue.loader import derivable, find_item, find_metric, load, read
from mhvalue.catalogue.matching import match
from mhvalue.errors import CatalogueProblem

HEADINGS = [text for item in load().items.values() for text in item.headings()]

BUILT_IN = """
[days_in_period]
name = "Days in the period"
counts = "days"
over_time = "sum"
over_units = "never"
over_groups = "never"
[working_days_in_period]
name = "Working days in the period"
counts = "days"
over_time = "sum"
over_units = "never"
over_groups = "never"
"""
ADDS = 'over_time = "sum"\nover_units = "sum"\nover_groups = "sum"\n'
STAYS = f'[stays]\nname = "Stays"\ncounts = "events"\n{ADDS}spellings = ["Spells"]\n'
METRIC = """
[stay_rate]
name = "Stays for each day"
question = "How many?"
theme = "Flow"
lens = "activity"
setting = "Wards"
kind = "ratio"
numerator = ["stays"]
denominator = ["days_in_period"]
unit = "per day"
"""


def catalogue_of(folder: Path, items: str = BUILT_IN + STAYS, metrics: str = METRIC) -> None:
    (folder / "items.toml").write_text(items, encoding="utf-8")
    (folder / "metrics.toml").write_text(metrics, encoding="utf-8")
    read(folder)


@given(st.sampled_from(HEADINGS), st.data())
def test_case_spaces_and_line_breaks_do_not_matter(heading: str, data: st.DataObject) -> None:
    upper = data.draw(st.lists(st.booleans(), min_size=len(heading), max_size=len(heading)))
    cased = "".join(c.upper() if up else c.lower() for c, up in zip(heading, upper, strict=True))
    gap = data.draw(st.sampled_from([" ", "  ", "\n", "\u00a0", " \t "]))
    written = gap + cased.replace(" ", gap) + gap
    found = find_item(load(), written)
    assert found is not None
    assert found == find_item(load(), heading)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_and_any_text_may_be_asked(text: str) -> None:
    once = fold(text)
    assert " " not in once
    find_item(load(), text)
    find_metric(load(), text)


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("OBDs", "occupied_bed_days"),
        ("Occ. bed days", "occupied_bed_days"),
        ("Bed days (occupied)", "occupied_bed_days"),
        ("MHS24", "occupied_bed_days"),
        ("Number of discharges", "discharges"),
        ("DNAs", "missed_contacts"),
        ("Agency spend (£)", "agency_spend"),
        ("mrs07E", "mrs07e"),
        ("FTE_DAYS_LOST", "sickness_days_lost"),
        ("OBDs (excluding leave)", "bed_days_less_leave"),
        ("Emergency readmissions (28 days)", "readmissions_28"),
        ("Adms", "admissions"),
        ("Waiting over 52 wks", "people_waiting_52wk"),
        ("72hr follow-up", "followups_72h"),
        ("Delayed days (days)", "delayed_days"),
    ],
)
def test_headings_people_write(heading: str, item: str) -> None:
    found = find_item(load(), heading)
    assert found is not None
    assert found.id == item


@pytest.mark.parametrize(
    "heading",
    [
        "",
        " ",
        "%",
        "Comments",
        "Ward",
        "Bed occupancy %",
        "DNA %",
        "Inc.",
        "Delayed days (hours)",
        "Admissions (days)",
    ],
)
def test_what_is_no_item(heading: str) -> None:
    assert find_item(load(), heading) is None


@pytest.mark.parametrize(
    ("heading", "metric"),
    [
        ("Bed occupancy %", "occupancy_excl_leave"),
        ("% bed occupancy", "occupancy_excl_leave"),
        ("Bed occupancy (%)", "occupancy_excl_leave"),
        ("Percentage bed occupancy", "occupancy_excl_leave"),
        ("DNA per cent", "dna_rate"),
        ("Readmission within 14 days", "readmit_14"),
        ("Average LOS", "los_mean_acute_all"),
        ("Ave. length of stay (days)", "los_mean_acute_all"),
        ("Bed occupancy (excl. leave)", "occupancy_excl_leave"),
    ],
)
def test_headings_of_finished_values(heading: str, metric: str) -> None:
    found = find_metric(load(), heading)
    assert found is not None
    assert found.id == metric


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("Restrictive interventions (restraints)", "restrictive_interventions"),
        ("Occupied bed days (OBDs)", "occupied_bed_days"),
        ("Bed days [OBD]", "occupied_bed_days"),
        ("DNAs (did not attend)", "missed_contacts"),
        ("Did not attend (DNA)", "missed_contacts"),
        ("Referrals (urgent)", None),
        ("Referrals (R)", None),
        ("Restraints (prone)", None),
        ("Admissions (discharges)", None),
        ("Admissions (CYP)", None),
        ("Contacts (face to face)", None),
    ],
)
def test_a_bracket_that_says_the_same_again_is_passed_over(heading: str, item: str | None) -> None:
    found = find_item(load(), heading)
    assert (found and found.id) == item
    proposed = match(load(), heading)
    assert (proposed is not None and proposed.sure) == (item is not None)


def test_a_count_is_never_taken_for_its_percentage() -> None:
    assert find_item(load(), "Followed up within 72 hours %") is None
    assert find_item(load(), "Followed up within 72 hours") is not None


def test_bed_days_follow_from_beds() -> None:
    known = derivable(load(), frozenset({"beds", "occupied_bed_days", "leave_days"}))
    assert {"available_bed_days", "bed_days_less_leave"} <= known
    assert derivable(load(), frozenset()) == frozenset()


def test_a_small_catalogue_is_read(tmp_path: Path) -> None:
    catalogue_of(tmp_path)
    catalogue = read(tmp_path)
    assert list(catalogue.metrics) == ["stay_rate"]
    assert find_item(catalogue, "spells") == catalogue.items["stays"]


def test_metrics_stand_in_the_order_that_is_written_down(tmp_path: Path) -> None:
    def stays(identifier: str) -> str:
        named = METRIC.replace("stay_rate", identifier)
        return named.replace("Stays for each day", f"Stays {identifier}")

    (tmp_path / "metrics_later.toml").write_text(stays("later"), encoding="utf-8")
    (tmp_path / "order.toml").write_text('metrics = ["later", "first"]', encoding="utf-8")
    catalogue_of(tmp_path, metrics=stays("unlisted") + stays("first"))
    assert list(read(tmp_path).metrics) == ["later", "first", "unlisted"]


def test_an_order_that_is_no_list_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "order.toml").write_text('metrics = "stay_rate"', encoding="utf-8")
    with pytest.raises(CatalogueProblem, match=r"order\.toml: metrics is not a list"):
        catalogue_of(tmp_path)


@pytest.mark.parametrize(
    ("items", "metrics", "where", "what"),
    [
        (
            BUILT_IN + STAYS,
            METRIC.replace('["stays"]', '["stayz"]'),
            "metrics.toml, stay_rate",
            "There is no item stayz.",
        ),
        (
            BUILT_IN + STAYS + 'wider = "all_stays"\n',
            METRIC,
            "items.toml, stays",
            "There is no item all_stays.",
        ),
        (
            BUILT_IN + STAYS.replace('counts = "events"', 'counts = "event"'),
            METRIC,
            "items.toml, stays",
            "counts is none of the words it may be. Use one of: people, events,",
        ),
        (
            BUILT_IN + STAYS + STAYS.replace("[stays]", "[spells]").replace("Stays", "Stay"),
            METRIC,
            "items.toml, spells",
            "The heading spells belongs to stays already",
        ),
        (
            BUILT_IN + STAYS,
            METRIC.replace("[stay_rate]", "[stays]"),
            "metrics.toml, stays",
            "This id is used already (items.toml, stays).",
        ),
        (
            BUILT_IN + STAYS + STAYS,
            METRIC,
            "items.toml",
            "an entry is in it twice",
        ),
        (
            BUILT_IN + STAYS + 'made_of = ["stays"]\n',
            METRIC,
            "items.toml, stays",
            "This item is made of itself.",
        ),
        (
            BUILT_IN + STAYS.replace('name = "Stays"\n', ""),
            METRIC,
            "items.toml, stays",
            "name is not given.",
        ),
        (
            BUILT_IN + STAYS,
            METRIC + 'colour = "blue"\n',
            "metrics.toml, stay_rate",
            "Nothing is known of colour.",
        ),
        (
            BUILT_IN + STAYS,
            METRIC + 'decimals = "two"\n',
            "metrics.toml, stay_rate",
            "decimals is not a whole number.",
        ),
        (
            BUILT_IN + STAYS,
            METRIC.replace('denominator = ["days_in_period"]\n', ""),
            "metrics.toml, stay_rate",
            "A metric of the kind ratio needs a denominator.",
        ),
        (
            BUILT_IN + STAYS,
            METRIC + 'balancing = "nothing"\n',
            "metrics.toml, stay_rate",
            "There is no metric nothing",
        ),
        (
            BUILT_IN + STAYS,
            METRIC.replace('["stays"]', "[{ weight = 2 }]"),
            "metrics.toml, stay_rate",
            "A part names no item.",
        ),
        (
            BUILT_IN + STAYS,
            METRIC.replace('["stays"]', '[{ items = "stays" }]'),
            "metrics.toml, stay_rate",
            "Give items as a list",
        ),
        (STAYS, METRIC, "items.toml", "The item days_in_period must be there."),
        ("[stays", METRIC, "items.toml", "not a TOML file"),
        ("stays = 3", METRIC, "items.toml, stays", "This is not an entry."),
    ],
)
def test_a_wrong_file_is_told_plainly(
    tmp_path: Path, items: str, metrics: str, where: str, what: str
) -> None:
    with pytest.raises(CatalogueProblem) as caught:
        catalogue_of(tmp_path, items, metrics)
    assert caught.value.where == where
    assert what in str(caught.value)


def test_a_longer_circle_is_found(tmp_path: Path) -> None:
    one = STAYS + 'made_of = ["days"]\n'
    two = STAYS.replace("stays", "days").replace('"Stays"', '"Days"').replace("Spells", "Dd")
    with pytest.raises(CatalogueProblem, match="made of itself"):
        catalogue_of(tmp_path, BUILT_IN + one + two + 'made_of = ["stays"]\n')


def test_it_loads_nothing_heavy() -> None:
    code = (
        "import sys, mhvalue.catalogue.loader as l; l.load();"
        "print(sorted({'numpy', 'pandas', 'scipy', 'streamlit'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
