"""The restrictive interventions file: up to six levels, on made rows in the published shape."""

import numpy as np

from mhvalue.ingest.pipeline import read

LEVELS = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX")
HEADER = ",".join(
    (
        "REPORTING_PERIOD_START", "REPORTING_PERIOD_END", "BREAKDOWN",
        *(f"LEVEL_{n}{rest}" for n in LEVELS for rest in ("", "_DESCRIPTION")),
        "METRIC", "METRIC_VALUE",
    )
)  # fmt: skip
ENGLAND = ("England", "England")
ELM = ("R1A", "ELM TRUST")
PRONE = ("01", "Physical restraint - Prone")


def row(breakdown, *levels, metric="MHS77", value="40"):
    filled = [*levels, *[("NULL", "NULL")] * (6 - len(levels))]
    texts = [text for level in filled for text in level]
    return ",".join(["01/04/2024", "30/04/2024", breakdown, *texts, metric, value])


def result_of(*rows):
    text = "\n".join([HEADER, *rows, ""])
    return read(text.encode(), "MHSDS Data_Rstr_AprPerf_2024.csv", None, lambda stage: None)


def test_it_is_known_and_published():
    result = result_of(row("England", ENGLAND, value="12004"))
    assert (result.reading.format, result.reading.published) == ("restrictive", True)
    told = result.facts.frame.iloc[0]
    assert (told["level"], told["breakdown"], told["amount"]) == ("England", "none", 12004)
    assert (told["item"], str(told["period"].date())) == ("restrictive_interventions", "2024-04-01")


def test_all_levels_after_the_unit_are_groups():
    frame = result_of(
        row("Provider", ELM),
        row("Provider; Restrictive Intervention Type", ELM, PRONE),
        row("England; Restrictive Intervention Type; Age Group", ENGLAND, PRONE,
            ("18 to 24", "18 to 24")),
        row("Region; Restrictive Intervention Type; Gender", ("Y60", "MIDLANDS"), PRONE,
            ("2", "Female")),
    ).facts.frame  # fmt: skip
    assert frame["level"].tolist() == ["Provider", "Provider", "England", "Region"]
    assert frame["unit"].tolist() == ["ELM TRUST", "ELM TRUST", "England", "MIDLANDS"]
    assert frame["breakdown"].tolist() == [
        "none", "restrictive intervention type", "restrictive intervention type; age group",
        "restrictive intervention type; gender",
    ]  # fmt: skip
    assert frame["group"].tolist() == [
        "all", "Physical restraint - Prone", "Physical restraint - Prone; 18 to 24",
        "Physical restraint - Prone; Female",
    ]  # fmt: skip


def test_nines_and_stars_are_hidden_and_other_figures_are_rounded():
    frame = result_of(
        row("Provider", ELM, value="9999999"),
        row("Provider", ("R1B", "OAK"), value="*"),
        row("Provider", ("R1C", "ASH"), value="5"),
        row("Provider", ("R1D", "FIR"), value="40"),
        row("Provider", ELM, metric="MHS96", value="9999999"),
    ).facts.frame
    assert frame["status"].tolist() == ["suppressed", "suppressed", "ok", "ok", "suppressed"]
    assert np.isnan(frame["amount"][[0, 1, 4]]).all()
    np.testing.assert_array_equal(frame["low"], [0, 0, 5, 38, np.nan])
    np.testing.assert_array_equal(frame["high"], [4, 4, 7, 42, np.nan])


def test_levels_called_primary_to_quarternary_are_the_same_and_keep_their_release():
    ranks = ("PRIMARY", "SECONDARY", "TERTIARY", "QUARTERNARY")
    heads = [f"{rank}_LEVEL{rest}" for rank in ranks for rest in ("", "_DESCRIPTION")]
    header = ",".join(
        (
            "REPORTING_PERIOD_START",
            "REPORTING_PERIOD_END",
            "STATUS",
            "BREAKDOWN",
            *heads,
            "METRIC",
            "METRIC_VALUE",
        )
    )
    kind = "Provider; Restrictive Intervention Type; Gender; Age Group"
    lines = [
        f"01/07/2020,31/07/2020,Final,{kind},R1A,ELM TRUST,01,Prone,2,Female,{age},MHS77,10"
        for age in ("18,18 to 24", "25,25 to 34")
    ]
    data = "\n".join([header, *lines, ""]).encode()
    result = read(data, "MHSDS Data_RstrFinal_2020.csv", None, lambda stage: None)
    assert result.reading.format == "mhsds levels"
    frame = result.facts.frame
    assert frame["group"].tolist() == ["Prone; Female; 18 to 24", "Prone; Female; 25 to 34"]
    assert frame["release"].tolist() == ["Final", "Final"]
    assert frame["unit"].tolist() == ["ELM TRUST"] * 2
