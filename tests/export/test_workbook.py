"""What stands in the workbook, opened again: typed, traced, marked and the same each time."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from itertools import pairwise

import openpyxl
import pytest

from mhvalue.errors import ExportProblem
from mhvalue.export.about import About
from mhvalue.export.workbook import Contents, workbook
from mhvalue.facts import Origin
from mhvalue.findings.trend import TrendSettings, trends
from mhvalue.findings.variation import VariationSettings, variation
from mhvalue.privacy.disclosure import INSIDE, SHARE
from mhvalue.words.parts import definition

TODAY = date(2024, 7, 1)


@pytest.fixture
def about(catalogue):
    return About(
        catalogue=catalogue,
        origins=(
            Origin("wards.xlsx", "Data", "A1:D99"),
            Origin("wards.xlsx", "More", "B2:C9", published=True),
            Origin("other.csv", "", "A1:B2"),
        ),
        choices=(("Level", "Ward"), ("Dates", "Apr 2024 to May 2024")),
        method=("Limits are the mean ± 2.66 × the average moving range.",),
        made_on=TODAY,
        version="0.1.0",
    )


def opened(data):
    return openpyxl.load_workbook(BytesIO(data))


def rows_of(sheet):
    """The rows below the header as dictionaries; the header is the row above the frozen pane."""
    header = int(sheet.freeze_panes[1:]) - 1
    headings = [cell.value for cell in sheet[header]]
    below = sheet.iter_rows(min_row=header + 1, values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in below]


def said(sheet):
    """The About sheet's texts by heading; a heading that goes on over several rows has them all."""
    found, heading = {}, ""
    for name, text in sheet.iter_rows(values_only=True, max_col=2):
        heading = name or heading
        found.setdefault(heading, []).append(text)
    return found


def test_exact_figures_inside_the_team(wards, about):
    book = opened(workbook(Contents(wards.protected("seen_share", INSIDE), about)))
    assert book.sheetnames == ["About", "Figures"]
    rows = rows_of(book["Figures"])
    assert len(rows) == 5 * 2
    assert rows[0] == {
        "Metric": "Seen in time",
        "Level": "Ward",
        "Unit": "Ash",
        "Period": "Apr 2024",
        "First day": datetime(2024, 4, 1),
        "Last day": datetime(2024, 4, 30),
        "Value (%)": pytest.approx(100 * 3 / 40),
        "Numerator": 3,
        "Denominator": 40,
        "Status": "known",
        "Lowest it can be (%)": None,
        "Highest it can be (%)": None,
    }


def test_what_may_not_be_shared_says_so_on_every_sheet(wards, about):
    book = opened(workbook(Contents(wards.protected("seen_share", INSIDE), about)))
    for sheet in book:
        assert sheet["A1"].value == "Not for sharing: exact figures"
        assert sheet["A1"].font.bold
        assert sheet.oddHeader.center.text == "Not for sharing: exact figures"
        assert sheet.oddFooter.left.text == "Not for sharing: exact figures"
    assert book["Figures"].freeze_panes == "A3"
    assert book["Figures"].auto_filter.ref == "A2:L12"
    assert book["Figures"].print_title_rows == "$1:$2"


def test_protected_figures_to_share(wards, about):
    # April: Ash has 3 seen, hidden. Elm has 51 of 53, its 2 not seen would show, hidden. Two are
    # hidden, so no third. Others to the nearest 5: Oak 22 of 48 is 20 of 50, 40%.
    book = opened(workbook(Contents(wards.protected("seen_share", SHARE), about)))
    april = {r["Unit"]: r for r in rows_of(book["Figures"]) if r["Period"] == "Apr 2024"}
    shown = {
        unit: (row["Numerator"], row["Denominator"], row["Value (%)"], row["Status"])
        for unit, row in april.items()
    }
    # Ash is 0 to 4 of 38 to 42: at most 4/38. Elm is at least 53 - 4 of at most 57.
    assert shown == {
        "Ash": (None, 40, None, "hidden: 0% to 10.5%"),
        "Elm": (None, 55, None, "hidden: 86.0% to 100%"),
        "Oak": (20, 50, pytest.approx(40), "known, rounded"),
        "Fir": (35, 60, pytest.approx(100 * 35 / 60), "known, rounded"),
        "Yew": (65, 95, pytest.approx(100 * 65 / 95), "known, rounded"),
    }
    assert april["Ash"]["Highest it can be (%)"] == pytest.approx(100 * 4 / 38)
    assert april["Oak"]["Lowest it can be (%)"] == pytest.approx(100 * 18 / 52)
    assert book["Figures"]["A1"].value == "Metric"
    assert book["Figures"].freeze_panes == "A2"
    assert all("Not for sharing" not in str(cell.value) for cell in book["About"]["B"])


def test_cells_have_the_type_and_format_of_what_they_hold(wards, about):
    sheet = opened(workbook(Contents(wards.protected("seen_share", INSIDE), about)))["Figures"]
    by_heading = {cell.value: sheet.cell(3, cell.column) for cell in sheet[2]}
    assert by_heading["First day"].is_date
    assert by_heading["First day"].number_format == "dd mmm yyyy"
    assert by_heading["Value (%)"].data_type == "n"
    assert by_heading["Value (%)"].number_format == "#,##0.0"
    assert by_heading["Numerator"].number_format == "#,##0"
    assert by_heading["Unit"].data_type == "s"
    assert all(cell.font.bold for cell in sheet[2])
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[2]]
    assert all(10 < width < 50 for width in widths)


def test_negative_amounts_stay_numbers(make, about):
    service = make({"spent": {"Ash": [-1200.5], "Elm": [300.0]}})
    sheet = opened(workbook(Contents(service.protected("balance", SHARE), about)))["Figures"]
    assert [(row["Unit"], row["Value (£)"]) for row in rows_of(sheet)] == [
        ("Ash", -1200.5),
        ("Elm", 300),
    ]


def test_a_missing_figure_is_an_empty_cell_and_a_word(make, about):
    service = make({"referred": {"Ash": [20, float("nan")], "Elm": [30, 40]}})
    sheet = opened(workbook(Contents(service.protected("referrals", INSIDE), about)))["Figures"]
    may = next(r for r in rows_of(sheet) if (r["Unit"], r["Period"]) == ("Ash", "May 2024"))
    assert (may["Value (people)"], may["Status"]) == (None, "no figure")


def test_the_first_sheet_says_what_the_figures_are(wards, about):
    protected = wards.protected("seen_share", SHARE)
    book = opened(workbook(Contents(protected, replace(about, demo=True))))
    assert [sheet["A1"].value for sheet in book] == ["Synthetic demonstration data"] * 2
    words = said(book["About"])
    assert words["Metric"] == ["Seen in time"]
    assert words["Worked out as"] == ["Seen, divided by Referred, times 100"]
    assert words["Unit"] == ["%"]
    assert words["Chosen"] == ["Level: Ward", "Dates: Apr 2024 to May 2024"]
    assert words["Files"] == [
        "wards.xlsx#Data!A1:D99",
        "wards.xlsx#More!B2:C9 (published figures)",
    ]
    assert words["How it was worked out"] == list(about.method)
    assert words["Sharing"][0].startswith("To share. Counts of people or events of 0 to 4 are")
    assert words["Hidden figures"] == ["2 of 10"]
    assert words["Made on"] == [datetime(2024, 7, 1)]
    assert words["Made with"] == ["mhvalue 0.1.0"]
    assert "Synthetic demonstration data" in words["Data"][0]


def test_a_definition_in_words(catalogue):
    share = catalogue.metrics["seen_share"]
    assert definition(share, catalogue, parts=False) == "Taken from the file as a finished figure"
    term = share.numerator[0]
    mixed = replace(
        share,
        numerator=(term, replace(term, items=("spent", "days_in_period"), weight=-0.5)),
        denominator=(replace(term, breakdown="sex", group="Female"),),
        multiplier=1000,
        time_base="month",
    )
    assert definition(mixed, catalogue) == (
        "Seen minus 0.5 × Spent × days_in_period, divided by Seen (sex: Female), times 1,000, "
        "for each month"
    )


def test_published_figures_carry_no_warning(make, about):
    service = make({"referred": {"Ash": [3], "Elm": [30]}}, published=True)
    for sharing in (INSIDE, SHARE):
        book = opened(workbook(Contents(service.protected("referrals", sharing), about)))
        assert [row["Value (people)"] for row in rows_of(book["Figures"])] == [3, 30]
        assert book["Figures"]["A1"].value == "Metric"


@pytest.fixture
def steady(make):
    """Twenty months of four wards, alternating between two figures; Ash jumps at the end."""
    seen = {name: [40 + 4 * (i % 2) for i in range(20)] for name in ("Elm", "Oak", "Fir")}
    seen["Ash"] = [30 + 4 * (i % 2) for i in range(19)] + [80]
    return make({"seen": seen, "referred": {name: [100] * 20 for name in seen}})


def test_trends_have_their_limits_and_what_they_show(steady, about):
    protected = steady.protected("seen_share", INSIDE)
    found = trends(protected, TrendSettings(("Ash", "Oak")))
    book = opened(workbook(Contents(protected, about, trends=found)))
    rows = rows_of(book["Trend"])
    assert len(rows) == 40
    oak = [row for row in rows if row["Unit"] == "Oak"]
    # Ten figures of 40 and ten of 44: the mean is 42 and every move is 4.
    headings = ("Mean (%)", "Lower limit (%)", "Upper limit (%)")
    lines = [[row[heading] for row in oak] for heading in headings]
    expected = (42, 42 - 2.66 * 4, 42 + 2.66 * 4)
    assert lines == [[pytest.approx(value)] * 20 for value in expected]
    assert {row["What it shows"] for row in oak} == {"Expected variation"}
    last = [row for row in rows if row["Unit"] == "Ash"][-1]
    assert last["Value (%)"] == pytest.approx(80)
    assert last["What it shows"] == "Getting better: above the upper limit"
    assert last["First day"] == datetime(2025, 11, 1)


def test_variation_has_the_limits_at_each_unit(steady, about):
    protected = steady.pooled("seen_share", INSIDE)
    found = variation(protected, VariationSettings(), None)
    book = opened(workbook(Contents(protected, about, variation=found)))
    rows = {row["Unit"]: row for row in rows_of(book["Variation"])}
    # Elm, Oak and Fir have 840 of 2,000; Ash ten times 30, nine times 34 and at the end 80.
    assert rows["Elm"]["Value (%)"] == pytest.approx(42)
    assert rows["Ash"]["Numerator"] == 10 * 30 + 9 * 34 + 80
    assert rows["Ash"]["Value (%)"] == pytest.approx(100 * 686 / 2000)
    assert rows["Ash"]["Periods with figures"] == 20
    headings = ("Lower limit, 99.8%", "Lower limit, 95%", "Upper limit, 95%", "Upper limit, 99.8%")
    limits = [rows["Ash"][f"{heading} (%)"] for heading in headings]
    centre = 100 * (3 * 840 + 686) / 8000
    assert limits[1] < centre < limits[2]
    assert all(low < high for low, high in pairwise(limits))
    assert rows["Ash"]["Value (%)"] < limits[0]
    assert rows["Ash"]["What it shows"] == "Worse than expected: low, beyond the 99.8% limits"
    assert rows["Ash"]["Period"] == "Apr 2024 to Nov 2025"


def test_the_same_contents_make_the_same_bytes(wards, about):
    def made():
        return workbook(Contents(wards.protected("seen_share", INSIDE), about))

    assert made() == made()


def test_unprotected_figures_are_refused(wards, about, steady):
    with pytest.raises(ExportProblem, match="sharing rule"):
        workbook(Contents(wards.series("seen_share"), about))
    with pytest.raises(ExportProblem, match="sharing rule"):
        workbook(Contents(wards.facts.frame, about))
    with pytest.raises(ExportProblem, match="finding"):
        workbook(Contents(wards.protected("seen_share", SHARE), about, trends=("Ash",)))


def test_exact_findings_never_stand_beside_figures_to_share(steady, about):
    exact = trends(steady.protected("seen_share", INSIDE), TrendSettings(("Oak",)))
    with pytest.raises(ExportProblem, match="cannot stand in one file"):
        workbook(Contents(steady.protected("seen_share", SHARE), about, trends=exact))
    with pytest.raises(ExportProblem, match="findings beside them are not"):
        workbook(Contents(steady.protected("referrals", INSIDE), about, trends=exact))
