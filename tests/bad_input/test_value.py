"""Values that are no plain numbers or dates (T29 to T34, T36, T40 and T41)."""

import math
from datetime import date, timedelta

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.app import app_pages
from tests.bad_input.person import saved, table, workbook

MONTHS = [f"{month:02}/2024" for month in range(1, 13)]
CORRECT = "Correct them in the file, or give the column another role."


def falls(values, heading="Falls"):
    """A workbook of a ward's months with these figures, and a good column beside them."""
    rows = zip(MONTHS, values, strict=False)
    return workbook(["Ward", "Month", heading], *(["Fir", month, value] for month, value in rows))


def dated(days, heading="Date"):
    """A CSV of a figure a row: 10, 11, 12 and so on, at these dates."""
    rows = (f'Fir,"{day}",{10 + n}' for n, day in enumerate(days))
    return table(f"Ward,{heading},Falls", *rows)


def amounts(result):
    return result.facts.frame["amount"].tolist()


def statuses(result):
    return result.facts.frame["status"].tolist()


def starts(result):
    return [str(day.date()) for day in result.facts.frame["start"]]


def cells(result):
    """Row numbers as Excel counts them, of the figures read."""
    return [row + 1 for row in result.facts.frame["row"]]


OPEN_IN_EXCEL = (
    "Read as errors, not as blanks. Open the file in Excel, save it and upload it again."
)
TWELVE = "12 cells hold formulas with no saved answer (C2:C13)."


def test_T29_formulas_without_a_saved_answer(person):
    rows = [["Ward", "Month", "Falls", "Bed days"]]
    rows += [["Fir", month, f"=D{n}*2", n] for n, month in enumerate(MONTHS, start=2)]
    result = person.reads("falls.xlsx", workbook(*rows))
    said = f"Sheet1 C2: {TWELVE} {OPEN_IN_EXCEL}"
    assert person.warnings() == [said]
    frame = result.facts.frame
    sums = frame.groupby("heading", observed=True)["amount"].sum()
    assert sums["Bed days"] == sum(range(2, 14))
    assert not ((frame["heading"] == "Falls") & (frame["status"] == "ok")).any()


def test_T29_where_every_figure_is_one(person):
    data = falls([f"=A{row}*2" for row in range(2, 14)])
    person.reads("falls.xlsx", data)
    said = f"Sheet1 C2: {TWELVE} {OPEN_IN_EXCEL}"
    assert said in person.warnings()
    (button,) = [button for button in person.app.button if button.label == "Use these figures"]
    assert button.disabled


KINDS = {
    "#DIV/0!": "error",
    "#N/A": "error",
    "#REF!": "error",
    "n/a": "not_applicable",
    "-": "not_collected",
    "null": "missing",
    "*": "suppressed",
    "<5": "suppressed",
    "c": "suppressed",
    "Fewer than 5": "suppressed",
    "not recorded": "missing",
}


def test_T30_why_a_figure_is_missing_is_kept(person):
    rows = zip([f"{month:02}/2023" for month in range(1, 12)], KINDS, strict=True)
    good = [["Fir", month, 12] for month in MONTHS]
    data = workbook(["Ward", "Month", "Falls"], *(["Fir", *row] for row in rows), *good)
    result = person.reads("falls.xlsx", data)
    read = dict(zip(cells(result), statuses(result), strict=True))
    assert [read[row] for row in range(2, 13)] == list(KINDS.values())
    frame = result.facts.frame
    assert all(math.isnan(value) for value in amounts(result)[:11])
    assert amounts(result)[11:] == [12.0] * 12
    below = frame[frame["row"].isin([8, 10])]  # "<5" and "Fewer than 5": 0 to 4
    assert (below["low"].tolist(), below["high"].tolist()) == ([0.0, 0.0], [4.0, 4.0])
    said = "Sheet1 C2: 3 cells in column C with an error, #DIV/0!, #N/A, #REF! (C2:C4). "
    assert f"{said}Left out as errors. Correct the formulas in the file." in person.warnings()


WRITTEN = {
    "1,234": 1234.0,
    "£1.2k": 1200.0,
    "(300)": -300.0,
    "\u00a045 ": 45.0,
    "£-3.50": -3.5,
    "\u22127": -7.0,
    "1e3": 1000.0,
    "1,23": None,
    "1.234,5": None,
    "12O": None,
    "3 1": None,
    "4..5": None,
}


def test_T31_numbers_as_text(person):
    result = person.reads("cost.xlsx", falls(WRITTEN, "Cost of agency staff"))
    read = dict(zip(cells(result), amounts(result), strict=True))
    for row, wanted in enumerate(WRITTEN.values(), start=2):
        assert math.isnan(read[row]) if wanted is None else read[row] == wanted
    said = "5 cells in column C without a figure that can be read (C9:C13)."
    assert f"Sheet1 C9: {said} Left out as errors. {CORRECT}" in person.warnings()


@pytest.mark.parametrize("wrong", ["see file", "see note", "3 1"])
def test_T31_a_first_figure_that_is_none_is_no_heading(person, wrong):
    result = person.reads("falls.xlsx", falls([wrong, "unsure", *range(10)]))
    assert statuses(result) == ["error", "error", *["ok"] * 10]
    assert set(result.facts.frame["unit"]) == {"Fir"}
    said = "Sheet1 C2: 2 cells in column C without a figure that can be read (C2:C3)."
    assert f"{said} Left out as errors. {CORRECT}" in person.warnings()


def test_T31_percentages_on_two_scales(person):
    values = ["45%", "0.45", "52%", "0.6", "71%", "80%", "81%", "82%", "83%", "84%", "85%", "86%"]
    result = person.reads("beds.xlsx", falls(values, "Occupancy %"))
    read = dict(zip(cells(result), amounts(result), strict=True))
    assert read[2] == 45.0
    assert math.isnan(read[3])
    assert math.isnan(read[5])
    said = "Percentages on two scales in Occupancy % (C3, C5). These cells were left out. "
    assert f"Sheet1 C3: {said}Write 45% or 45 throughout, not 0.45." in person.warnings()


def test_T31_all_of_them_in_one_column(person):
    values = ["1,234", "£1.2k", "(300)", "45%", "0.45", *range(10, 17)]
    result = person.reads("falls.xlsx", falls(values))
    read = dict(zip(cells(result), amounts(result), strict=True))
    assert [read[row] for row in (2, 3, 4)] == [1234.0, 1200.0, -300.0]
    assert math.isnan(read[6])
    said = "Sheet1 C6: Percentages on two scales in Falls (C6). These cells were left out. "
    assert f"{said}Write 45% or 45 throughout, not 0.45." in person.warnings()


def test_T31_one_percentage_among_counts(person):
    person.reads("falls.xlsx", falls(["45%", *range(10, 21)]))
    said = "Sheet1 C2: Percentages on two scales in Falls (C2). They were read as written. "
    assert f"{said}Write 45% or 45 throughout, not 0.45." in person.warnings()


def test_T32_day_first_where_the_dates_say_so(person):
    result = person.reads("falls.csv", dated(["01/02/2024", "13/02/2024", "03/04/2024"]))
    assert starts(result) == ["2024-02-01", "2024-02-13", "2024-04-03"]


def test_T32_an_unclear_order_is_read_day_first_and_asked_about_once(person):
    result = person.reads("falls.csv", dated(["01/02/2024", "02/02/2024", "03/04/2024"]))
    assert starts(result) == ["2024-02-01", "2024-02-02", "2024-04-03"]
    said = "B2: The dates in column B make sense with the day first and with the month first "
    assert person.warnings() == [
        f"{said}(B2, B4). They were read with the day first. Say so if the month comes first."
    ]


def test_T32_month_first_where_the_dates_say_so(person):
    result = person.reads("falls.csv", dated(["02/01/2024", "02/13/2024", "04/14/2024"]))
    assert starts(result) == ["2024-02-01", "2024-02-13", "2024-04-14"]
    said = "B3: The dates in column B have the month first (B3, B4). All of them were read so."
    assert said in person.warnings()


def test_T32_two_orders_in_one_column(person):
    result = person.reads("falls.csv", dated(["01/13/2024", "13/02/2024", "03/04/2024"]))
    assert amounts(result) == []
    said = "B2: Some dates in column B only make sense with the month first (B2), others with the "
    said += "day first (B3). None of its dates written as text was read. Write all of them in one "
    assert f"{said}order, or as 1 Apr 2024." in person.warnings()


def test_T32_days_and_months_that_a_spreadsheet_took_for_each_other(person):
    # A British export of Mondays, opened where the month comes first: 08/04/2024 is in August now.
    days = [date(2024, 4, 1) + timedelta(7 * n) for n in range(30)]
    turned = [date(d.year, d.day, d.month) if d.day <= 12 else f"{d:%d/%m/%Y}" for d in days]
    rows = [["Fir", day, n] for n, day in enumerate(turned)]
    result = person.reads("falls.xlsx", workbook(["Ward", "Week commencing", "Falls"], *rows))
    assert amounts(result) == []
    said = "Sheet1 B2: In column B days up to the 12th of a month are dates and all later ones are "
    said += "text: a spreadsheet has taken day and month for each other. None of its dates was "
    said += "read. Open the export again with its dates written as 2024-03-31."
    assert said in person.warnings()


def days_from_1904(made):
    made.epoch = CALENDAR_MAC_1904
    made.active.append(["Ward", "Month", "Falls"])
    for month in range(1, 7):
        made.active.append(["Fir", date(2024, month, 1), month])


def numbers_from_1904(made):
    made.epoch = CALENDAR_MAC_1904
    made.active.append(["Ward", "Month", "Falls"])
    for month, day in enumerate((43830, 43861, 43890, 43921, 43951, 43982), start=1):
        made.active.append(["Fir", day, month])


@pytest.mark.parametrize("fill", [days_from_1904, numbers_from_1904])
def test_T33_days_counted_from_1904(person, fill):
    made = openpyxl.Workbook()
    fill(made)
    result = person.reads("falls.xlsx", saved(made))
    assert starts(result) == [f"2024-{month:02}-01" for month in range(1, 7)]


YEAR = [f"2024-{month:02}-01" for month in range(4, 13)]
SPELLINGS = {
    "serial": (["45383", "45413", "45444"], YEAR[:3]),
    "words": (["Apr-24", "May 24", "June 2024", "Jul-2024", "202408", "2024-09"], YEAR[:6]),
    "years": (["2022/23", "2023/24", "2024-25"], ["2022-04-01", "2023-04-01", "2024-04-01"]),
    "quarters": (["Q1 2024/25", "Q2 2024/25", "2024/25 Q3"], [YEAR[0], YEAR[3], YEAR[6]]),
    "months": (["M01 2024/25", "M02 2024/25", "M03 2024/25"], YEAR[:3]),
}


@pytest.mark.parametrize("kind", SPELLINGS)
def test_T33_spellings_of_a_period(person, kind):
    written, wanted = SPELLINGS[kind]
    assert starts(person.reads("falls.csv", dated(written, "Period"))) == wanted


def test_T33_months_of_a_financial_year_beside_it(person):
    rows = [f"Fir,2024/25,M{month:02},{month}" for month in range(1, 13)]
    result = person.reads("falls.csv", table("Ward,Financial year,Month,Falls", *rows))
    assert starts(result) == [*YEAR, "2025-01-01", "2025-02-01", "2025-03-01"]


@pytest.mark.parametrize(
    "data",
    [
        dated(["Q1 2024", "Q2 2024", "Q3 2024"], "Quarter"),
        table("Ward,Year,Quarter,Falls", *(f"Fir,2024,Q{n + 1},{10 + n}" for n in range(3))),
    ],
)
def test_T33_quarters_of_an_unclear_year_are_asked_about(person, data):
    assert starts(person.reads("falls.csv", data)) == [YEAR[0], YEAR[3], YEAR[6]]
    said = "may be those of calendar years (Q1 from January) or of financial years (Q1 from April)."
    (asked,) = person.warnings()
    assert said in asked
    assert "They were read as quarters of financial years." in asked


def test_T34_days_that_are_none(person):
    days = ["29/02/2023", "31/04/2024", "01/01/0024", "01/05/2024", "01/06/2024", "32/01/2024"]
    days.append("01/01/2204")
    result = person.reads("falls.csv", dated(days))
    assert list(zip(starts(result), amounts(result), strict=True)) == [
        ("2024-05-01", 13.0),
        ("2024-06-01", 14.0),
    ]
    said = (
        "B2: No date or period could be read in 5 cells (B2, B3, B4, B7, B8). Their rows were left "
    )
    assert f"{said}out. Correct the dates in the file." in person.warnings()


def test_T34_days_that_lie_ahead(person):
    ahead = date.today().year + 3
    days = [*(f"{month:02}/2024" for month in range(1, 12)), f"01/{ahead}"]
    person.reads("falls.csv", dated(days, "Month"))
    person.uses_it()
    told = person.goes_to("Check").dataframe[0].value
    (line,) = told[told["What is there"].str.startswith("For periods that have not begun")].index
    assert told["Cell"][line] == "C13"
    assert "Correct the dates" in told["What you can do"][line]


ODD = ["3.5", "1e308", "NaN", "inf", "-inf", "1e999", "4", "5", "6", "7", "8", "9"]


def test_T36_figures_that_are_none_leave_the_chart_whole(person):
    rows = (f"Fir,{month},200,{value}" for month, value in zip(MONTHS, ODD, strict=True))
    data = table("Team,Month,Attended contacts,DNAs", *rows)
    result = person.reads("contacts 2024.csv", data)
    assert statuses(result)[1::2] == ["ok", *["error"] * 5, *["ok"] * 6]
    said = "D3: 5 cells in column D without a figure that can be read (D3:D7)."
    assert f"{said} Left out as errors. {CORRECT}" in person.warnings()
    person.uses_it()
    told = person.goes_to("Check").dataframe[0].value
    assert told["What is there"].str.startswith("Not a whole number, while the others are").any()
    app = person.goes_to("Trends")
    app_pages.choose(app, "Metric", "Appointments missed by the person")
    app.multiselect[0].set_value(["Fir"]).run()
    values = [row["y"] for row in app_pages.drawn(app) if row["role"] == "point"]
    assert max(values) == pytest.approx(100 * 9 / 209)


def test_T40_two_figures_for_one_team_and_month(person):
    rows = ["Fir,01/2024,4", "Fir,01/2024,5", "Fir,02/2024,6", "Elm,01/2024,7", "Elm,01/2024,7"]
    result = person.reads("falls.csv", table("Ward,Month,Falls", *rows))
    frame = result.facts.frame
    assert sorted(zip(frame["unit"], frame["status"], strict=True)) == [
        ("Elm", "ok"),
        ("Fir", "error"),
        ("Fir", "ok"),
    ]
    said = (
        "C2: 2 cells give different figures for the same unit, period and item (C2 and C3). None "
    )
    (line,) = [line for line in person.warnings() if line.startswith(said)]
    assert "say whether the first, the last or the sum of them counts" in line
    asked = "Where two figures stand for the same thing"
    (box,) = [box for box in person.app.selectbox if box.label == asked]
    box.set_value("sum").run()
    app_pages.press(person.app, "Read again with these changes")
    (file,) = person.app.session_state["waiting"].values()
    assert sorted(amounts(file.result)) == [6.0, 9.0, 14.0]


def test_T41_names_that_look_alike(person):
    names = ("Ward 1", "ward 1 ", "WARD-1", "W\u0430rd 1", "Ward 2")  # the fourth has a Cyrillic a
    rows = [f"{name},{month},5" for month in MONTHS[:3] for name in names]
    result = person.reads("falls.csv", table("Ward,Month,Falls", *rows))
    assert result.facts.frame["unit"].nunique() == 5
    boxes = [box for box in person.app.checkbox if "Ward 1" in box.label]
    assert len(boxes) == 1
    boxes[0].check().run()
    app_pages.press(person.app, "Read again with these changes")
    (file,) = person.app.session_state["waiting"].values()
    assert sorted(file.result.facts.frame["unit"].unique())[-1] == "Ward 2"
    assert file.result.facts.frame["unit"].nunique() == 2
    assert len(file.result.reading.merges) == 3
