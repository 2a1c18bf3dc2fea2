"""Wards under the names of their sites, which stand alone in a row."""

from tests.ingest.books import result_of, rows, told


def parents(*body):
    result = result_of(Sheet1=[["Admissions"], ["Ward", "Apr 2024", "May 2024"], *body])
    return {unit.name: unit.parents for unit in result.facts.units.units}


def test_a_ward_belongs_to_the_site_above_it():
    assert parents(
        ["Hill site"], ["Elm", 1, 2], ["Oak", 3, 4], [],
        ["Dale site"], ["Ash", 5, 6], ["Fir", 7, 8], ["Dale site total", 12, 14],
    ) == {
        "Elm": (("Site", "Hill site"),), "Oak": (("Site", "Hill site"),),
        "Ash": (("Site", "Dale site"),), "Fir": (("Site", "Dale site"),),
    }  # fmt: skip


def test_the_level_may_stand_before_the_name():
    found = parents(["Locality: North"], ["Elm", 1, 2], ["Locality: South"], ["Ash", 5, 6])
    assert found == {"Elm": (("Locality", "North"),), "Ash": (("Locality", "South"),)}


def test_a_label_below_the_first_rows_is_nobodys_parent():
    assert parents(["Elm", 1, 2], ["Restated"], ["Ash", 5, 6], ["Closed"], ["Fir", 3, 4]) == {
        "Elm": (), "Ash": (), "Fir": (),
    }  # fmt: skip


def test_a_division_over_its_wards_is_a_unit_of_its_own_level():
    result = result_of(
        Sheet1=[
            ["Occupied bed days"],
            ["Division / Ward", "Apr 2024", "May 2024", "Jun 2024"],
            ["Acute services", 703, 706, 709],
            ["Elm", 301, 302, 303],
            ["Oak", 402, 404, 406],
            ["Older people", 912, 914, 916],
            ["Ash", 411, 412, 413],
            ["Fir", 501, 502, 503],
        ]
    )
    assert [row for row in rows(result, "level", "unit", "start", "amount") if "04" in row[2]] == [
        ("Ward", "Elm", "2024-04-01", 301), ("Ward", "Oak", "2024-04-01", 402),
        ("Ward", "Ash", "2024-04-01", 411), ("Ward", "Fir", "2024-04-01", 501),
        ("Directorate", "Acute services", "2024-04-01", 703),
        ("Directorate", "Older people", "2024-04-01", 912),
    ]  # fmt: skip
    belongs = {unit.name: unit.parents for unit in result.facts.units.units}
    assert belongs["Fir"] == (("Directorate", "Older people"),)
    assert not any("add up others" in sentence for sentence in told(result))


def test_rows_of_regions_that_name_no_provider_do_not_make_the_region_a_breakdown():
    """Each region has a row of its own with - for the provider; the names alone tell them apart."""
    rows = [
        ["Month", "Breakdown", "Org code", "Org name", "Region code", "Region name", "Referrals"]
    ]
    for month in ("Apr 2024", "May 2024"):
        rows.append([month, "Region", "-", "-", "Y56", "London", 30])
        rows.append([month, "Region", "-", "-", "Y60", "Midlands", 12])
        for place, region in enumerate(("Y56", "Y56", "Y60")):
            name = "London" if region == "Y56" else "Midlands"
            rows.append(
                [month, "Provider", f"RX{place}", f"Trust {place}", region, name, 10 + place]
            )
    result = result_of(Data=rows)
    frame = result.facts.frame
    assert set(frame["breakdown"]) == {"none"}
    april = frame[frame["period"] == frame["period"].min()]
    assert dict(zip(april["unit"], april["amount"], strict=True)) == {
        "London": 30,
        "Midlands": 12,
        "Trust 0": 10,
        "Trust 1": 11,
        "Trust 2": 12,
    }
    assert result.facts.units.get("Provider", "Trust 2").parents == (("Region", "Midlands"),)
