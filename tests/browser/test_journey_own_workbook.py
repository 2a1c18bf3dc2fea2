"""From the file as it is to figures taken away: the journey the app exists for."""

import csv
import re
from io import StringIO

import pytest
from playwright.sync_api import Page, expect

from tests.browser import driving, taken_files
from tests.browser.made_workbook import (
    ACUTE,
    FAR,
    LAST_YEAR,
    MONTHS,
    STARRED,
    TINY,
    TURNED,
    Cell,
    Figure,
    chance_of_at_most,
    drawn,
    exact,
    limits,
    over_last_year,
    protected,
    workbook,
)

METRIC = "Follow-up within 72 hours of discharge"
FILE = "monthly return.xlsx"
NUMBERS = drawn()
WARDS = (TURNED, TINY, STARRED)


@pytest.fixture
def reader(page: Page, app: str) -> Page:
    """A person who has dropped the return and said that it was read rightly."""
    driving.start(page, app)
    driving.drop(page, (FILE, workbook(NUMBERS)))
    said = driving.main_text(page)
    assert "12 wards" in said
    assert "30 months to Sep 2025" in said
    assert "headings in row 4, 5, figures in rows 6 to 365" in said
    driving.press(page, "Use these figures")
    expect(page.get_by_test_id("stSidebar").get_by_text(FILE)).to_be_visible()
    return page


def test_from_a_messy_workbook_to_figures_taken_away(reader: Page):
    page = reader
    page.get_by_test_id("stMain").get_by_role("link", name="See trends").click()
    driving.wait_idle(page)
    driving.choose(page, "Metric", METRIC)
    driving.only(page, "Ward", TURNED)
    assert re.fullmatch(rf"{METRIC} on {TURNED} rose from .* since Oct 2024", driving.title(page))
    expect(driving.chart(page, f"Ward {TURNED}")).to_be_visible()

    driving.go_to(page, "Variation")
    driving.choose(page, "Kind of service", f"{ACUTE} (7)")
    assert f"{FAR} is lower than chance explains" in driving.title(page)
    expect(driving.chart(page, "Funnel plot")).to_be_visible()

    driving.go_to(page, "Trends")
    driving.only(page, "Ward", *WARDS)
    driving.go_to(page, "Download")
    page.get_by_text("To share with others").click()
    driving.press(page, "Continue")
    name, shared = driving.download(page, "Excel workbook")
    assert name.endswith("_to-share.xlsx")
    check_shared(taken_files.sheets(shared))
    driving.share(page, "Inside my team")
    name, private = driving.download(page, "Excel workbook")
    assert name.endswith("_NOT-FOR-SHARING.xlsx")
    check_exact(taken_files.sheets(private))

    driving.press_text(page, "A comparison of units")
    _, compared = driving.download(page, "Excel workbook")
    check_comparison(taken_files.sheets(compared))


def check_figures(sheet: taken_files.Sheet, expected: dict[Cell, Figure]) -> None:
    figures = sheet.by("Unit", "First day")
    assert figures.keys() == expected.keys()
    for at, figure in expected.items():
        row = figures[at]
        assert row["Numerator"] == figure.numerator, at
        assert row["Denominator"] == figure.denominator, at
        assert (row["Value (%)"] is None) == (figure.value is None), at
        if figure.value is not None:
            assert row["Value (%)"] == pytest.approx(figure.value)


def check_exact(sheets: dict[str, taken_files.Sheet]) -> None:
    assert list(sheets) == ["About", "Figures", "Trend"]
    for sheet in sheets.values():
        assert sheet.texts[0].startswith(taken_files.NOT_FOR_SHARING)
    expected = {at: figure for at, figure in exact(NUMBERS).items() if at[0] in WARDS}
    check_figures(sheets["Figures"], expected)
    values = [expected[TURNED, when].value for when in MONTHS]
    lower, mean, upper = limits(values)
    for when in MONTHS:
        row = sheets["Trend"].by("Unit", "First day")[TURNED, when]
        assert row["Mean (%)"] == pytest.approx(mean)
        assert row["Lower limit (%)"] == pytest.approx(lower)
        assert row["Upper limit (%)"] == pytest.approx(upper)


def check_shared(sheets: dict[str, taken_files.Sheet]) -> None:
    assert list(sheets) == ["About", "Figures", "Trend"]
    texts = [text for sheet in sheets.values() for text in sheet.texts]
    assert not any(taken_files.NOT_FOR_SHARING.casefold() in text.casefold() for text in texts)
    expected = {at: figure for at, figure in protected(NUMBERS).items() if at[0] in WARDS}
    check_figures(sheets["Figures"], expected)
    for at, figure in expected.items():
        trend = sheets["Trend"].by("Unit", "First day")[at]
        assert (trend["Value (%)"] is None) == (figure.value is None), at
    hidden = [at for at, figure in expected.items() if figure.value is None]
    assert {ward for ward, _ in hidden} == set(WARDS)


def check_comparison(sheets: dict[str, taken_files.Sheet]) -> None:
    assert list(sheets) == ["About", "Figures", "Variation"]
    rows = sheets["Variation"].by("Unit")
    expected = over_last_year(NUMBERS, ACUTE)
    assert {unit for (unit,) in rows} == set(expected)
    average = sum(n for n, _ in expected.values()) / sum(d for _, d in expected.values())
    far = []
    for ward, (part, whole) in expected.items():
        row = rows[(ward,)]
        assert (row["Numerator"], row["Denominator"]) == (part, whole)
        assert row["Value (%)"] == pytest.approx(100 * part / whole)
        assert (row["First day"], row["Last day"].month) == (LAST_YEAR[0], LAST_YEAR[-1].month)
        if chance_of_at_most(part, whole, average) < 0.001:
            far.append(ward)
            assert row["Value (%)"] < row["Lower limit, 99.8% (%)"]
            assert "worse" in str(row["What it shows"]).casefold()
        elif part / whole < average:
            assert row["Value (%)"] > row["Lower limit, 99.8% (%)"]
    assert far == [FAR]


def test_table_and_pictures_taken_away(reader: Page):
    page = reader
    driving.go_to(page, "Trends")
    driving.choose(page, "Metric", METRIC)
    driving.only(page, "Ward", TURNED)
    title = driving.title(page)
    driving.go_to(page, "Download")
    page.get_by_text("To stay inside my team").click()
    driving.press(page, "Continue")

    _, data = driving.download(page, "Table (CSV)")
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))
    found = {(row["Unit"], taken_files.day(row["First day"])): row for row in rows}
    assert len(found) == len(rows) == len(MONTHS)
    for when in MONTHS:
        figure = exact(NUMBERS)[TURNED, when]
        row = found[TURNED, when]
        assert (int(row["Numerator"]), int(row["Denominator"])) == (
            figure.numerator,
            figure.denominator,
        )
        assert float(row["Value (%)"]) == pytest.approx(figure.value)
        assert row["Sharing"].startswith(taken_files.NOT_FOR_SHARING)

    name, png = driving.download(page, "Picture (PNG)")
    width, height = taken_files.picture_size(png)
    assert name.endswith("_NOT-FOR-SHARING.png")
    assert 1000 <= width <= 4000
    assert width > height > 400
    assert len(png) > 20_000

    name, svg = driving.download(page, "Picture (SVG)")
    assert name.endswith("_NOT-FOR-SHARING.svg")
    words = " ".join(re.sub(r"<[^>]*>", " ", svg.decode()).split())
    assert title in words
    assert taken_files.NOT_FOR_SHARING in words
