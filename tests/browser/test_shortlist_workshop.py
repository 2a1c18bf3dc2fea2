"""A steering group's workshop: seven scorers, forty metrics, from gates to a frozen shortlist."""

from io import BytesIO
from statistics import median

import numpy as np
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser import driving

SCORERS = ("Ada", "Ben", "Chi", "Dee", "Eve", "Fay", "Gus")
METRICS = 40
KEPT = 12
WEIGHTS = (20, 15, 15, 20, 15, 5, 5, 5)


def to_shortlist(page: Page) -> None:
    with driving.sidebar(page) as menu:
        menu.get_by_test_id("stSidebarNav").get_by_role("link", name="Shortlist").click()
    driving.wait_idle(page)


def step(page: Page, name: str) -> None:
    page.get_by_test_id("stMain").get_by_role("radio", name=name, exact=True).click(force=True)
    driving.wait_idle(page)


def begin(page: Page) -> None:
    """The core thirty and ten more, the first that the list offers."""
    box = page.get_by_test_id("stMultiSelect").locator("input").first
    for _ in range(METRICS - 30):
        box.click()
        page.get_by_role("option").first.click()
        page.keyboard.press("Escape")
        driving.wait_idle(page)
    driving.press(page, "Begin")
    expect(page.get_by_text(f"0 of {METRICS} metrics are through every gate")).to_be_visible()


def filled(sheet: bytes, scorer: str, seed: int) -> tuple[bytes, dict[str, list[int]]]:
    """The score sheet filled in by one person, and what was given to each metric."""
    book = load_workbook(BytesIO(sheet))
    page = book.worksheets[0]
    rng = np.random.default_rng(seed)
    header = next(row for row in page.iter_rows() if row[0].value == "Metric id")
    for row in page.iter_rows(max_row=header[0].row):
        if row[0].value == "Your name":
            row[1].value = scorer
    given = {}
    for row in page.iter_rows(min_row=header[0].row + 1):
        if row[0].value:
            points = rng.integers(0, 5, size=8).tolist()
            given[str(row[1].value)] = points
            for cell, value in zip(row[2:10], points, strict=True):
                cell.value = value
    made = BytesIO()
    book.save(made)
    return made.getvalue(), given


def scores_of(given: list[dict[str, list[int]]]) -> dict[str, float]:
    """Each metric's score by hand: weights times medians, as a share of the highest possible."""
    found = {}
    for name in given[0]:
        middle = [median(sheet[name][place] for sheet in given) for place in range(8)]
        found[name] = 100 * sum(w * m / 4 for w, m in zip(WEIGHTS, middle, strict=True)) / 100
    return found


def ranking(data: bytes) -> dict[str, tuple[int, float]]:
    """Rank and score of each metric, as the workshop's workbook has them."""
    sheet = load_workbook(BytesIO(data))["Ranking"]
    rows = [row for row in sheet.iter_rows(values_only=True) if any(row)]
    header = next(place for place, row in enumerate(rows) if "Rank" in row and "Metric" in row)
    rank, name, score = (
        rows[header].index(word) for word in ("Rank", "Metric", "Score (0 to 100)")
    )
    return {str(row[name]): (int(row[rank]), float(row[score])) for row in rows[header + 1 :]}


@pytest.mark.slow
def test_seven_scorers_take_forty_metrics_to_a_frozen_shortlist(page, new_page, app):
    driving.start(page, app)
    driving.open_demo(page)
    to_shortlist(page)
    begin(page)

    page.get_by_text("Answer for all that are still open").click()
    page.get_by_label("Owner of all of them").fill("The performance lead")
    page.get_by_label("Why all may be used").fill("Covered by the assessment of 2025")
    page.keyboard.press("Tab")
    driving.wait_idle(page)
    driving.press(page, "Answer for all")

    step(page, "Files")
    _, blank = driving.download(page, "Get a score sheet")
    made = [filled(blank, name, seed) for seed, name in enumerate(SCORERS)]
    sheets = [
        {"name": f"{name}.xlsx", "mimeType": "application/octet-stream", "buffer": data}
        for name, (data, _) in zip(SCORERS, made, strict=True)
    ]
    page.locator('input[type="file"]').first.set_input_files(sheets)
    driving.wait_idle(page)
    page.wait_for_timeout(2_000)
    driving.wait_idle(page)

    step(page, "Ranking")
    expected = scores_of([given for _, given in made])
    best = max(expected.values())
    leaders = [name for name, score in expected.items() if score == best]
    assert any(name.casefold() in driving.main_text(page).casefold() for name in leaders)

    step(page, "Choose")
    page.get_by_text("Decide on several at once").click()
    page.get_by_label("How many of the highest to keep").fill(str(KEPT))
    page.get_by_label("The reason for these").fill("Highest by the group's scores")
    page.keyboard.press("Tab")
    driving.wait_idle(page)
    driving.press(page, "Keep the highest")
    driving.press(page, "Drop all still open")
    expect(page.get_by_text(f"{KEPT} kept, 0 still to decide")).to_be_visible()
    page.get_by_label("What was agreed, in a sentence").fill("Twelve for a year, then look again")
    page.keyboard.press("Tab")
    driving.wait_idle(page)
    driving.press(page, "Freeze the final list")
    expect(page.get_by_text("The final list stands")).to_be_visible()

    step(page, "Files")
    _, first = driving.download(page, "Get the workshop: scores, decisions, final list")
    found = ranking(first)
    assert {name: score for name, (_, score) in found.items()} == pytest.approx(expected)
    placed = sorted(expected.values(), reverse=True)
    assert all(rank == placed.index(expected[name]) + 1 for name, (rank, _) in found.items())

    other = new_page()
    driving.start(other, app)
    to_shortlist(other)
    other.locator('input[type="file"]').first.set_input_files(
        {"name": "back.xlsx", "mimeType": "application/octet-stream", "buffer": first}
    )
    driving.wait_idle(other)
    expect(other.get_by_text(f"of {METRICS} metrics are through every gate")).to_be_visible()
    step(other, "Files")
    _, second = driving.download(other, "Get the workshop: scores, decisions, final list")
    assert ranking(second) == found
