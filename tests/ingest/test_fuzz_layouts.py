"""Known figures laid out in random ways must come back, whatever stands around them."""

import dataclasses

import numpy as np
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from mhvalue.ingest.pipeline import read
from tests.ingest.layouts import (
    FULL,
    SPELLINGS,
    Page,
    Share,
    csv_text,
    long_table,
    metrics_down,
    months_across,
    months_under_years,
    one_month,
    one_month_measures_down,
    one_unit,
    over_all,
    units_across,
    xlsx,
    year_of,
)

ITEMS = {
    "Admissions": "admissions",
    "Discharges": "discharges",
    "Occupied bed days": "occupied_bed_days",
    "Falls with harm": "falls_with_harm",
    "Bank shifts filled": "bank_shifts_filled",
    "Agency spend": "agency_spend",
    "% of shifts on time": "percent_of_shifts_on_time",
    "Seclusion episodes": "seclusion_episodes",
    "Appointments cancelled": "appointments_cancelled",
    "Non-pay costs": "non_pay_costs",
    "Compliments received": "compliments_received",
}
HOW = {
    "Agency spend": (-9_000, 90_000, ("", "brackets")),
    "Non-pay costs": (-9_000, 90_000, ("", "brackets")),
    "% of shifts on time": (0, 100, ("", "sign", "shown")),
}
"""The lowest and highest figure of an item, and the ways in which it is written."""
UNITS = (
    ("Elm ward", "Oak ward", "Willow ward", "Ash & Beech ward", "Ward 12"),
    ("Alder", "Beech", "Cedar House", "The Grange", "Unit 7"),
    ("North CMHT", "Crisis Team", "Memory Service", "Perinatal"),
    ("CC1001", "CC1002", "CC2001", "CC3001"),
    ("RX1", "RX4", "R1A", "RDY"),
)
MARKS = {"*": "suppressed", "<5": "suppressed", "-": "not_collected", "N/A": "not_applicable"}
FOOTNOTES = (
    "Source: the ward returns, as they stood on the day on which this table was put together.",
    "Note: figures under five are hidden",
    "* a small number",
)


@dataclasses.dataclass(frozen=True)
class Truth:
    """The figures by item, unit and month: (status, amount), and how each is written."""

    items: tuple
    units: tuple
    months: tuple
    figures: dict
    written: dict

    def shown(self, item, unit, month):
        return self.written[item, unit, month]

    def only(self, item):
        return dataclasses.replace(self, items=(item,))

    def expected(self):
        return {
            (ITEMS[item], unit, f"{year}-{month:02}-01"): figure
            for (item, unit, (year, month)), figure in self.figures.items()
            if figure[0] != "missing" and item in self.items
        }


def written_number(number, style):
    written = {
        "text": str(number),
        "commas": f"{number:,}",
        "padded": f" {number}\u00a0",
        "brackets": f"({-number:,})" if number < 0 else f"£{number:,}",
        "sign": f"{number}%",
        "shown": Share(number / 100),
    }
    return written.get(style, number)


@st.composite
def truths(draw):
    items = draw(st.lists(st.sampled_from(list(ITEMS)), min_size=1, max_size=3, unique=True))
    names = draw(st.sampled_from(UNITS))
    if names is not UNITS[0] and "Admissions" not in items:
        # Where neither the measure nor a name is known, nobody can tell which is which.
        items = ["Admissions", *items]
    units = draw(st.lists(st.sampled_from(names), min_size=2, max_size=4, unique=True))
    first = draw(st.integers(2019 * 12, 2024 * 12))
    count = draw(st.integers(2, 6))
    months = tuple((n // 12, n % 12 + 1) for n in range(first, first + count))
    figures, written = {}, {}
    for item in items:
        lowest, highest, styles = HOW.get(item, (0, 40_000, ("", "", "text", "commas", "padded")))
        style = draw(st.sampled_from(styles))
        for unit in units:
            for month in months:
                mark = draw(st.sampled_from([None] * 12 + [*MARKS, ""]))
                key = item, unit, month
                if mark is None:
                    number = draw(st.integers(lowest, highest))
                    # Below a blank, a lone 1990 to 2100 under one heading may be another heading.
                    number += 200 * (1990 <= number <= 2100)
                    figures[key] = ("ok", float(number))
                    written[key] = written_number(number, style)
                else:
                    figures[key] = (MARKS.get(mark, "missing"), None)
                    written[key] = mark
        # A table that says nothing at all but marks is nobody's table.
        # Nor is one that ends with months of nothing but noughts about those months.
        for place, month in enumerate((months[0], months[1], months[-1])):
            key = item, units[place % 2], month
            figures[key] = ("ok", 57.0 + place)
            written[key] = written_number(57 + place, style)
    return Truth(tuple(items), tuple(units), months, figures, written)


def titled(draw, page, text, left):
    """Some rows above a table: its title, who made it, a blank row."""
    if text or draw(st.booleans()):
        page.line(text or "Ward report for the quality committee", left=left)
    for more in draw(st.lists(st.sampled_from(["Prepared by: Informatics", ""]), max_size=2)):
        page.line(more, left=left)
    if draw(st.booleans()):
        page.next_row += 1


def other_rows(draw, page, left, width):
    """Rows that say something of the rows above them and are no wards."""
    for label in draw(st.lists(st.sampled_from(("Average", "Median", "Target")), max_size=2)):
        page.line(label, *range(3, 3 + width), left=left)


def total_row(page, left, first_row, last_row):
    """A row that adds up the numbers above it."""
    columns = sorted({c for r, c in page.cells if first_row <= r <= last_row})
    for column in columns:
        numbers = [
            page.cells[row, column]
            for row in range(first_row, last_row + 1)
            if isinstance(page.cells.get((row, column)), int)
        ]
        if numbers:
            page.put(page.next_row, column, sum(numbers))
    page.put(page.next_row, left, "Total")
    page.next_row += 1


LAYOUTS = ("long", "months", "measures", "units", "deep", "stacked", "beside", "sheets",
           "unit sheets", "month sheets", "measure sheets", "years", "no years")  # fmt: skip


@st.composite
def files(draw):
    """The bytes of a file, its name and the figures that are in it."""
    truth = draw(truths())
    layout = draw(st.sampled_from(LAYOUTS))
    spelling = draw(st.sampled_from(list(SPELLINGS)))
    merged = draw(st.booleans())
    pages = laid_out(draw, layout, truth, SPELLINGS[spelling], merged)
    for page in pages.values():
        for text in draw(st.lists(st.sampled_from(FOOTNOTES), max_size=2, unique=True)):
            page.next_row += draw(st.integers(0, 1))
            page.line(text)
    note(f"{layout}, {spelling}, merged {merged}")
    for name, page in pages.items():
        note(f"{name}: {dict(sorted(page.cells.items()))}")
    only = next(iter(pages.values()))
    if len(pages) == 1 and not merged and not only.percent and draw(st.booleans()):
        return csv_text(only), "report.csv", truth
    return xlsx(pages), "report.xlsx", truth


def laid_out(draw, layout, truth, say, merged):
    """The pages of one layout."""
    left = draw(st.integers(0, 2))
    total = draw(st.booleans())
    page = Page(next_row=draw(st.integers(0, 3)))
    if layout == "sheets":
        pages = {}
        for item in truth.items:
            pages[item.replace("%", "Share")] = page = Page(next_row=draw(st.integers(0, 2)))
            titled(draw, page, f"{item} by ward", left)
            months_across(page, truth.only(item), say, left, merged=merged)
        return pages
    if layout == "unit sheets":
        pages = {unit: Page(next_row=draw(st.integers(0, 2))) for unit in truth.units}
        for unit, page in pages.items():
            one_unit(page, truth, unit, say, left)
        return pages
    if layout == "month sheets":
        pages = {SPELLINGS["Apr 2024"](*month): Page() for month in truth.months}
        for month, page in zip(truth.months, pages.values(), strict=True):
            titled(draw, page, "", left)
            one_month(page, truth, month, left)
        return pages
    if layout == "measure sheets":
        pages = {SPELLINGS["Apr-24"](*month): Page() for month in truth.months}
        for month, page in zip(truth.months, pages.values(), strict=True):
            titled(draw, page, "", left)
            one_month_measures_down(page, truth, month, left)
        return pages
    if layout in ("years", "no years"):
        months_named(draw, page, truth, left, merged=merged, years=layout == "years")
        return {"Data": page}
    if layout in ("stacked", "beside"):
        for place, item in enumerate(truth.items):
            if layout == "beside":
                page.next_row = 3
                start = left + place * (len(truth.months) + 3)
                page.line(f"{item} by ward", left=start)
            else:
                start = left
                titled(draw, page, f"{item} by ward", left)
            months_across(page, truth.only(item), say, start, merged=merged)
            page.next_row += draw(st.integers(1, 3))
        return {"Data": page}
    alone = truth.items[0] if layout == "months" and len(truth.items) == 1 else ""
    titled(draw, page, alone, left)
    top = page.next_row
    if layout == "long":
        long_table(page, truth, say, left)
    elif layout == "months":
        gap = draw(st.integers(0, 1))
        months_across(page, truth, say, left, merged=merged, gap=gap)
    elif layout == "measures":
        metrics_down(page, truth, say, left, merged=merged)
    else:
        if layout == "deep":
            over_all(page, truth, left, len(truth.items) * len(truth.units))
        units_across(page, truth, say, left, merged=merged)
    if total and layout in ("months", "units", "deep"):
        total_row(page, left, top + 1, page.next_row - 1)
    return {"Data": page}


def months_named(draw, page, truth, left, *, merged, years):
    """Tables of one item each whose months have their year above them, or in the title."""
    financial = draw(st.booleans())
    told = {year_of(*month, financial=financial) for month in truth.months}
    for item in truth.items:
        whole = "" if years or len(told) > 1 else f" {next(iter(told))}"
        titled(draw, page, f"{item} by ward{whole}", left)
        alone = truth.only(item)
        if whole:
            months_across(page, alone, lambda _, month: FULL[month - 1], left, merged=merged)
        else:
            months_under_years(page, alone, left, merged=merged, financial=financial)
        other_rows(draw, page, left, len(truth.months))
        page.next_row += draw(st.integers(1, 3))


def found_in(result):
    frame = result.facts.frame
    frame = frame[(frame["status"] != "missing").to_numpy()]
    assert set(frame["grain"]) <= {"month"}
    found = {}
    for row in frame.itertuples():
        key = (row.item, row.unit, str(row.period.date()))
        assert key not in found
        found[key] = (row.status, None if np.isnan(row.amount) else round(row.amount, 6))
    return found


@settings(
    max_examples=250,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(files())
def test_known_figures_come_back_from_any_layout(made):
    data, name, truth = made
    result = read(data, name, None, lambda stage: None)
    assert found_in(result) == truth.expected()
