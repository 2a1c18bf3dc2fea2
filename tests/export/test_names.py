"""File names and sheet names that every system takes, from any name at all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhvalue.export.names import file_name, sheet_name
from mhvalue.privacy.disclosure import INSIDE, SHARE

RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}


def test_the_name_says_what_is_in_the_file_and_whether_it_may_leave():
    name = file_name(
        "Missed appointments", ["Central CMHT"], "Apr 2022 to Mar 2026", INSIDE, "xlsx"
    )
    assert name == "missed-appointments_central-cmht_apr-2022-to-mar-2026_NOT-FOR-SHARING.xlsx"
    assert file_name("Referrals", [], "2023/24", SHARE, "csv") == "referrals_2023-24_to-share.csv"


def test_published_figures_may_leave_under_either_rule():
    name = file_name("Referrals", ["Oak"], "", INSIDE, "png", published=True)
    assert name == "referrals_oak_to-share.png"


def test_several_units_are_counted():
    assert file_name("M", ["Oak", "Elm", "Ash"], "", SHARE, "svg") == (
        "m_oak-and-2-more_to-share.svg"
    )


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\CON", "c-con"),
        ("NUL", "nul"),
        ("évil\u202egnp.exe", "evilgnp-exe"),
        ('=HYPERLINK("x")', "hyperlink-x"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("病棟", "unit"),
        ("...", "unit"),
        ("", "unit"),
    ],
)
def test_hostile_units(unit, shown):
    assert file_name("m", [unit], "", SHARE, "csv") == f"m_{shown}_to-share.csv"


@given(st.text(), st.lists(st.text(), max_size=3), st.text())
def test_any_name_is_safe_on_windows(metric, units, period):
    name = file_name(metric, units, period, SHARE, "xlsx")
    assert re.fullmatch(r"[a-z0-9][A-Za-z0-9_-]*_to-share\.xlsx", name)
    assert len(name) <= 200
    assert name.split(".")[0] not in RESERVED


@given(st.lists(st.text(), max_size=8))
def test_sheet_names_are_short_and_unlike_each_other(wanted):
    taken: list[str] = []
    for text in wanted:
        taken.append(sheet_name(text, taken))
    assert len({name.casefold() for name in taken}) == len(taken)
    for name in taken:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


def test_a_name_that_is_taken_gets_a_number():
    assert sheet_name("Trend", ["trend", "Trend 2"]) == "Trend 3"
    long = "A metric with a name that is longer than a tab"
    assert sheet_name(long) == "A metric with a name that is lo"
    assert sheet_name(long, [sheet_name(long)]) == "A metric with a name that is 2"
