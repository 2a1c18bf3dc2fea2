"""The Fingertips download, on made rows in the published shape."""

import csv
import io

import numpy as np
import pytest

from mhvalue.ingest.formats.fingertips import time_of
from mhvalue.ingest.pipeline import read

HEADER = (
    "Indicator ID", "Indicator Name", "Parent Code", "Parent Name", "Area Code", "Area Name",
    "Area Type", "Sex", "Age", "Category Type", "Category", "Time period", "Value",
    "Lower CI 95.0 limit", "Upper CI 95.0 limit", "Lower CI 99.8 limit", "Upper CI 99.8 limit",
    "Count", "Denominator", "Value note", "Recent Trend",
    "Compared to England value or percentiles",
    "Time period Sortable", "New data", "Compared to goal",
)  # fmt: skip
RATE = "Emergency admissions for self-harm"
SHARE = "Percentage of adults in contact in settled housing"


def row(**given):
    """One row by heading; what is not given is as for England, persons, all ages."""
    usual = {
        "Indicator ID": "91001", "Indicator Name": RATE, "Area Code": "E92000001",
        "Area Name": "England", "Area Type": "England", "Sex": "Persons", "Age": "All ages",
        "Time period": "2021/22", "Value": "160.5", "Lower CI 95.0 limit": "158.1",
        "Upper CI 95.0 limit": "163.2", "Count": "900", "Denominator": "56000",
    }  # fmt: skip
    cells = {**usual, **{name.replace("_", " "): value for name, value in given.items()}}
    return [cells.get(heading, "") for heading in HEADER]


DALE = {
    "Parent_Code": "E12000001", "Parent_Name": "North region", "Area_Code": "E10000001",
    "Area_Name": "Dale", "Area_Type": "Counties & UAs (from Apr 2023)",
}  # fmt: skip


def result_of(*rows):
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    return read(text.getvalue().encode(), "indicators.csv", None, lambda stage: None)


def frame_of(*rows):
    return result_of(*rows).facts.frame


def test_value_count_and_denominator_are_three_items():
    result = result_of(row())
    assert (result.reading.format, result.reading.published) == ("fingertips", True)
    told = dict(zip(result.facts.frame["item"], result.facts.frame["amount"], strict=True))
    assert told == {
        "emergency_admissions_for_self_harm": 160.5,
        "emergency_admissions_for_self_harm_count": 900,
        "emergency_admissions_for_self_harm_denominator": 56000,
    }
    assert (result.facts.frame["low"] == result.facts.frame["amount"]).all()


def test_headings_without_their_spaces_are_the_same():
    text = io.StringIO()
    csv.writer(text).writerows([[name.replace(" ", "") for name in HEADER], row()])
    squeezed = read(text.getvalue().encode(), "indicators.csv", None, lambda stage: None)
    assert squeezed.reading.format == "fingertips"
    assert sorted(squeezed.facts.frame["amount"]) == [160.5, 900, 56000]


def test_areas_keep_their_code_type_and_parents():
    units = result_of(row(), row(**DALE)).facts.units
    dale = units.get("Counties & UAs (from Apr 2023)", "Dale")
    assert dale.code == "E10000001"
    assert dale.parents == (("Parent area", "North region"), ("England", "England"))
    assert units.get("England", "England").parents == ()


def test_sex_age_and_category_are_groups_and_the_only_age_of_an_indicator_is_everybody():
    frame = frame_of(
        row(), row(Sex="Female"), row(Sex="Male", Age="10-24 yrs"),
        row(Category_Type="Deprivation deciles", Category="Most deprived decile"),
        row(Indicator_ID="91002", Indicator_Name=SHARE, Age="18-69 yrs"),
    )  # fmt: skip
    values = frame[~frame["item"].astype(str).str.endswith(("_count", "_denominator"))]
    assert list(zip(values["breakdown"], values["group"], strict=True)) == [
        ("none", "all"), ("sex", "Female"), ("sex; age", "Male; 10-24 yrs"),
        ("deprivation deciles", "Most deprived decile"), ("none", "all"),
    ]  # fmt: skip


def test_why_a_value_is_blank_stands_in_its_note():
    frame = frame_of(
        row(Value="", Count="", Value_note="Value suppressed for disclosure control"),
        row(Value="", Count="", Value_note="Value cannot be calculated as number of cases is 0",
            **DALE),
        row(Indicator_ID="91002", Indicator_Name=SHARE, Value="",
            Value_note="Value suppressed for disclosure control due to small count"),
        row(Value="", Count="", Time_period="2020/21"),
    )  # fmt: skip
    values = frame[~frame["item"].astype(str).str.endswith(("_count", "_denominator"))]
    assert values["status"].tolist() == ["suppressed", "not_applicable", "suppressed", "missing"]
    np.testing.assert_array_equal(values["low"], [0, np.nan, 0, np.nan])
    np.testing.assert_array_equal(values["high"], [np.nan, np.nan, 100, np.nan])
    counts = frame[frame["item"] == "emergency_admissions_for_self_harm_count"]
    assert counts["status"].tolist() == ["suppressed", "not_applicable", "missing"]


@pytest.mark.parametrize(
    ("text", "start", "end", "grain"),
    [
        ("2021/22", "2021-04-01", "2022-03-31", "financial year"),
        ("2021", "2021-01-01", "2021-12-31", "calendar year"),
        ("2018 - 20", "2018-01-01", "2020-12-31", "calendar year"),
        ("2017/18 - 19/20", "2017-04-01", "2020-03-31", "financial year"),
        ("2020/21 Q1", "2020-04-01", "2020-06-30", "quarter"),
        ("2020 Q1", "2020-01-01", "2020-03-31", "quarter"),
        ("Apr 2021", "2021-04-01", "2021-04-30", "month"),
    ],
)
def test_times_as_published(text, start, end, grain):
    told = time_of(text)
    assert (str(told.start), str(told.end), told.grain) == (start, end, grain)


def test_years_together_are_published_under_the_last_of_them():
    frame = frame_of(row(Time_period="2018 - 20"))
    assert [str(day.date()) for day in frame["period"]] == ["2020-01-01"] * 3
    assert [str(day.date()) for day in frame["start"]] == ["2018-01-01"] * 3


@pytest.mark.parametrize(
    ("kind", "code", "name", "unit"),
    [
        ("ICBs", "nE54000041", "NHS Dale Integrated Care Board - QVV", ("ICB", "QVV")),
        ("ICB sub-locations", "nE38000045", "NHS Dale ICB - 11J", ("Sub ICB", "11J")),
        ("Districts & UAs", "E06000059", "Dale - East", ("Districts & UAs", "E06000059")),
    ],
)
def test_areas_of_the_health_service_have_the_level_and_code_that_other_files_give_them(
    kind, code, name, unit
):
    heads = "Indicator ID,Indicator Name,Area Code,Area Name,Area Type,Time period,Value"
    data = f"{heads}\n1,Rate of stays,{code},{name},{kind},2022/23,9.5\n".encode()
    (found,) = read(data, "fingertips.csv", None, lambda stage: None).facts.units.units[:1]
    assert (found.level, found.code, found.name) == (*unit, name)
