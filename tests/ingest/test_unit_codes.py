"""Units by their codes: two units of one name, one unit under two spellings."""

from tests.ingest.books import result_of, rows, told

HEAD = ["Team code", "Team", "Month", "Contacts"]
CRISIS = [["T3", "Crisis", month, 2] for month in ("Apr-24", "May-24")]


def units(result):
    return {(unit.name, unit.code) for unit in result.facts.units.units}


def test_two_codes_with_one_name_are_two_units_and_told():
    result = result_of(S=[HEAD, ["T1", "Community Team", "Apr-24", 5],
                          ["T2", "Community Team", "Apr-24", 7],
                          ["T1", "Community Team", "May-24", 6], *CRISIS])  # fmt: skip
    assert rows(result, "unit", "period", "amount")[:3] == [
        ("Community Team (T1)", "2024-04-01", 5), ("Community Team (T2)", "2024-04-01", 7),
        ("Community Team (T1)", "2024-05-01", 6),
    ]  # fmt: skip
    (said,) = told(result)
    assert "One name stands for units with different codes (S D2, S D3)" in said


def test_two_tables_that_give_one_name_two_codes_speak_of_two_units():
    result = result_of(
        A=[HEAD, ["T1", "Community Team", "Apr-24", 5], *CRISIS],
        B=[[*HEAD[:3], "Falls"], ["T2", "Community Team", "Apr-24", 6],
           ["T3", "Crisis", "Apr-24", 1]],
    )  # fmt: skip
    found = set(rows(result, "unit", "item", "amount"))
    assert ("Community Team (T1)", "contacts", 5) in found
    assert ("Community Team (T2)", "falls", 6) in found
    assert units(result) == {("Community Team (T1)", "T1"), ("Community Team (T2)", "T2"),
                             ("Crisis", "T3")}  # fmt: skip
    assert any("different codes (A D2, B D2)" in text for text in told(result))


def test_codes_of_something_else_tell_no_names_apart():
    head = ["Provider code", "Provider", "Month", "Contacts"]
    result = result_of(S=[head, ["S1", "Elm Trust", "Apr-24", 5], ["S2", "Elm Trust", "May-24", 7],
                          ["S3", "Oak Trust", "Apr-24", 5],
                          ["S4", "Oak Trust", "May-24", 7]])  # fmt: skip
    assert {unit for (unit,) in rows(result, "unit")} == {"Elm Trust", "Oak Trust"}


def test_one_code_with_two_spellings_is_one_unit_under_the_latest_and_told():
    result = result_of(S=[HEAD, ["T1", "North CMHT", "Apr-24", 5],
                          ["T1", "North Community Team", "May-24", 4], *CRISIS])  # fmt: skip
    assert units(result) == {("North Community Team", "T1"), ("Crisis", "T3")}
    assert rows(result, "unit", "period", "amount")[:2] == [
        ("North Community Team", "2024-04-01", 5), ("North Community Team", "2024-05-01", 4),
    ]  # fmt: skip
    (said,) = told(result)
    assert "One code stands beside several spellings of a unit's name (S D2)" in said


def test_one_code_of_two_teams_in_the_same_month_joins_nothing():
    result = result_of(S=[HEAD, ["N", "Elm", "Apr-24", 5], ["N", "Oak", "Apr-24", 4],
                          ["N", "Elm", "May-24", 5], ["S", "Ash", "May-24", 4],
                          ["S", "Fir", "Apr-24", 5]])  # fmt: skip
    assert {unit for (unit,) in rows(result, "unit")} == {"Elm", "Oak", "Ash", "Fir"}
    assert told(result) == []


def test_the_finest_of_several_levels_of_an_organisation_names_the_units():
    result = result_of(
        **{"2024-10": [["Org L2", "Org L3", "Org L4", "Absence days"],
                       ["400 Trust", "410 Adult", "411 Elm", 5],
                       ["400 Trust", "410 Adult", "412 Oak", 6],
                       ["400 Trust", "420 Older", "421 Ash", 7]]}
    )  # fmt: skip
    assert rows(result, "unit", "breakdown", "amount") == [
        ("411 Elm", "none", 5), ("412 Oak", "none", 6), ("421 Ash", "none", 7),
    ]  # fmt: skip


def test_places_of_a_kind_unknown_here_are_the_units_within_regions():
    table = [["Period", "Region_Code", "Region_Name", "Contract_Area_Code", "Contract_Area_Name",
              "A01"]]  # fmt: skip
    for month in ("2024-04-01", "2024-05-01"):
        table += [[month, "Y98", "North", "AI1", "Dale calls", 9],
                  [month, "Y98", "North", "AI2", "Hill calls", 7]]  # fmt: skip
    assert rows(result_of(S=table), "level", "unit", "breakdown", "amount")[:2] == [
        ("Contract area", "Dale calls", "none", 9), ("Contract area", "Hill calls", "none", 7),
    ]  # fmt: skip


def test_a_country_in_every_row_says_nothing_of_the_level_of_each():
    head = ["time_period", "geographic_level", "country_name", "region_name", "old_la_code",
            "new_la_code", "la_name", "category", "episodes"]  # fmt: skip
    places = (
        ["National", "England", None, None, None, None],
        ["Regional", "England", "North", None, None, None],
        ["Local authority", "England", "North", 838, "E06000099", "Elmshire"],
        ["Local authority", "England", "North", 839, "E06000098", "Oakshire"],
    )
    table = [head]
    for place in places:
        table += [[202324, *place, "Child", len(table)], [202324, *place, "Parent", len(table) + 9]]
    assert rows(result_of(S=table), "level", "unit", "group", "start", "amount")[::2] == [
        ("England", "England", "Child", "2023-04-01", 1),
        ("Region", "North", "Child", "2023-04-01", 3),
        ("Local authority", "Elmshire", "Child", "2023-04-01", 5),
        ("Local authority", "Oakshire", "Child", "2023-04-01", 7),
    ]


def test_police_forces_by_their_codes_beside_regions_and_countries():
    table = [
        ["Detentions by police force area, year ending March 2023"],
        ["Geocode", "Region", "Police Force Area", "Total detentions", "Police station"],
        ["K04000001", "England and Wales", "England and Wales", 360, 3],
        ["E12000001", "North", "North Region", 150, 2],
        ["E23000013", "North", "Dale", 90, ".."],
    ]
    result = result_of(name="detentions-mar-2023.xlsx", S=table)
    found = rows(result, "level", "unit", "start", "end", "amount")
    assert found[::2] == [
        ("National", "England and Wales", "2022-04-01", "2023-03-31", 360),
        ("Region", "North Region", "2022-04-01", "2023-03-31", 150),
        ("Police force", "Dale", "2022-04-01", "2023-03-31", 90),
    ]
