"""The NHS Outcomes Framework's files, on made rows in the published shape."""

from mhvalue.ingest.pipeline import read

HEADER = (
    "Year,Period of coverage,Breakdown,Level,Level description,Gender,Age,Indicator value,"
    "CI lower,CI upper,Numerator,Denominator"
)


def frame_of(*lines, name="NHSOF_1.5.i_I00665_D.csv"):
    result = read("\n".join([HEADER, *lines, ""]).encode(), name, None, lambda stage: None)
    assert (result.reading.format, result.reading.published) == ("outcomes", True)
    return result.facts.frame


def test_a_level_is_a_place_or_a_group_of_england_and_limits_are_left_out():
    frame = frame_of(
        "2020/21,1/4/2020 to 31/3/2021,England,England,England,Person,18-74,320.5,310,330,90,9000",
        "2020/21,1/4/2020 to 31/3/2021,England,England,England,Male,18-74,350.5,340,360,50,4500",
        "2020/21,1/4/2020 to 31/3/2021,Region,E12000001,North East,Person,18-74,*,,,*,800",
        "2020/21,1/4/2020 to 31/3/2021,Ethnicity,A,White,Person,18-74,300.5,290,310,40,4000",
    )
    values = frame[frame["heading"] == "NHSOF 1.5.i I00665 D"].fillna(-1)
    assert values[["level", "unit", "breakdown", "group", "amount"]].to_numpy().tolist() == [
        ["England", "England", "none", "all", 320.5],
        ["England", "England", "sex", "Male", 350.5],
        ["Region", "North East", "none", "all", -1],
        ["England", "England", "ethnicity", "White", 300.5],
    ]
    assert set(values["start"].dt.strftime("%Y-%m-%d")) == {"2020-04-01"}
    told = frame.groupby("heading", observed=True)["amount"].sum().to_dict()
    assert told == {
        "NHSOF 1.5.i I00665 D": 971.5,
        "NHSOF 1.5.i I00665 D: numerator": 180,
        "NHSOF 1.5.i I00665 D: denominator": 18300,
    }
