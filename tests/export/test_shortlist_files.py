"""Score sheets that go out and come back, and a workshop that comes back as it was."""

from datetime import date, datetime
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from mhvalue.errors import FileRefused, ShortlistProblem
from mhvalue.export.score_sheet import score_sheet
from mhvalue.export.shortlist import workbook
from mhvalue.shortlist.criteria import CRITERIA, IDS
from mhvalue.shortlist.decisions import decide, freeze
from mhvalue.shortlist.ranking import ranking
from mhvalue.shortlist.records import Candidate, PreScore
from mhvalue.shortlist.scoring import score
from mhvalue.shortlist.sheet_in import read_score_sheet, take_score_sheet
from mhvalue.shortlist.workbook_in import read_workshop
from mhvalue.shortlist.workshop import add_metrics, begin, set_prescores, set_weights
from tests.shortlist.made_workshops import scored_by_seven, workshop, workshops

TODAY = date(2026, 3, 1)
FIRST = 8
"""The row of the first metric on a score sheet."""


def filled_in(made, change=None, scorer="Anna"):
    """A score sheet with 3 for everything, changed as a scorer might."""
    book = openpyxl.load_workbook(BytesIO(score_sheet(made, TODAY, scorer)))
    sheet = book["Scores"]
    for row in range(FIRST, FIRST + len(made.metrics)):
        for column in range(3, 3 + len(CRITERIA)):
            sheet.cell(row, column).value = 3
    if change:
        change(sheet)
    return saved(book)


def saved(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def put(cell, value):
    return lambda sheet: setattr(sheet[cell], "value", value)


def test_a_score_sheet_has_what_a_scorer_needs():
    made = set_prescores(workshop(), [PreScore("stay", "signal", 4, "Rests on 200.")])
    book = openpyxl.load_workbook(BytesIO(score_sheet(made, TODAY)))
    assert book.sheetnames == ["Scores", "What the scores mean", "What the data say"]
    sheet = book["Scores"]
    assert (sheet["A3"].value, sheet["B3"].value) == ("Your name", None)
    assert (sheet["B4"].value, sheet["B5"].value) == ("w1", 1)
    assert [cell.value for cell in sheet[7]] == ["Metric id", "Metric", *(c.name for c in CRITERIA)]
    assert [sheet.cell(row, 1).value for row in range(8, 11)] == ["stay", "wait", "cost"]
    # The data's score is shown beside, never filled in for the scorer.
    assert all(sheet.cell(8, column).value is None for column in range(3, 11))
    assert book["What the data say"]["C2"].value == 4
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.type, rule.formula1, rule.formula2, str(rule.sqref)) == (
        "whole",
        "0",
        "4",
        "C8:J10",
    )
    anchors = book["What the scores mean"]
    assert [cell.value for cell in anchors[2]] == [
        CRITERIA[0].name,
        20,
        *CRITERIA[0].anchors,
    ]


def test_scores_come_back_and_blank_cells_do_not():
    sheet = read_score_sheet(workshop(), filled_in(workshop(), put("C8", None)), "anna.xlsx")
    assert sheet.scorer == "Anna"
    assert len(sheet.points) == 3 * len(IDS) - 1
    assert ("stay", "availability") not in sheet.points
    assert set(sheet.points.values()) == {3}


def test_a_second_round_starts_from_the_first():
    made = score(workshop(), "Anna", {("wait", "link"): 2})
    sheet = read_score_sheet(made, score_sheet(made, TODAY, "Anna"), "anna.xlsx")
    assert sheet.points == {("wait", "link"): 2}


def test_taking_a_sheet_loses_nothing():
    made = score(workshop(), "Ben", {("stay", "link"): 1})
    made = score(made, "Anna", {("stay", "availability"): 0, ("stay", "signal"): 0})
    taken = take_score_sheet(made, filled_in(made, put("C8", None), "ANNA"), "anna.xlsx")
    assert taken.scorers == ("Ben", "Anna")
    given_now = {(s.scorer, s.metric, s.criterion): s.points for s in taken.scores}
    assert given_now["Ben", "stay", "link"] == 1
    assert given_now["Anna", "stay", "availability"] == 0
    assert given_now["Anna", "stay", "signal"] == 3


def test_a_number_typed_as_text_or_with_a_point_is_a_number():
    def change(sheet):
        sheet["C8"].value, sheet["D8"].value = "4", 2.0

    points = read_score_sheet(workshop(), filled_in(workshop(), change), "a.xlsx").points
    assert (points["stay", "availability"], points["stay", "comparability"]) == (4, 2)


def add_row(sheet):
    sheet["A11"].value, sheet["C11"].value = "sunshine", 3


def repeat_row(sheet):
    sheet["A9"].value = "stay"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (put("B4", "other"), "belongs to another workshop (row 4)"),
        (put("B5", 9), "for another version of the list (row 5)"),
        (put("B3", None), 'name is missing beside "Your name", row 3'),
        (put("B3", "=A1"), 'name is missing beside "Your name", row 3'),
        (put("D7", "Comparable"), "headings in row 7 were changed: Comparability should"),
        (put("A7", "Measure"), 'No row begins with the heading "Metric id"'),
        (put("A4", "?"), "This is no score sheet of mhvalue"),
        (add_row, "Row 11: the metric is not on the workshop's list."),
        (repeat_row, "Row 9: the metric stands there a second time."),
        (put("A9", None), "Row 9: the metric is not on the workshop's list."),
        (put("E9", 7), "Row 9, Controllability: the score is not 0, 1, 2, 3 or 4."),
        (put("E9", -1), "Row 9, Controllability: the score is not 0, 1, 2, 3 or 4."),
        (put("E9", 2.5), "Row 9, Controllability: the score is not 0, 1, 2, 3 or 4."),
        (put("E9", "quite good"), "Row 9, Controllability: the score is not a number."),
        (put("E9", True), "Row 9, Controllability: the score is not a number."),
        (put("E9", datetime(2026, 3, 2)), "Row 9, Controllability: the score is not a number."),
        (put("E9", "=1+2"), "Row 9, Controllability: a formula or an error stands"),
        (put("E9", "#N/A"), "Row 9, Controllability: a formula or an error stands"),
    ],
)
def test_what_is_wrong_is_told_by_file_and_row(change, told):
    made = score(workshop(), "Anna", {("stay", "link"): 1})
    before = made
    with pytest.raises(ShortlistProblem) as caught:
        take_score_sheet(made, filled_in(made, change), "folder/round one.xlsx")
    sentence = caught.value.sentence()
    assert sentence.startswith("round one.xlsx, sheet Scores: ")
    assert told in sentence
    for value in ("sunshine", "quite", "other.", "9 ", "Comparable"):
        assert value not in sentence.replace("Row 9 ", "")
    assert made == before


def test_all_mistakes_are_told_at_once():
    def change(sheet):
        for column in "CDEFGHIJ":
            sheet[f"{column}8"].value = 7
            sheet[f"{column}9"].value = "x"

    with pytest.raises(ShortlistProblem) as caught:
        read_score_sheet(workshop(), filled_in(workshop(), change), "a.xlsx")
    assert caught.value.what.count("Row 8") == 8
    assert caught.value.what.endswith("And 8 more like these.")
    assert "Nothing has been changed" in caught.value.do


def test_an_empty_sheet_and_a_sheet_of_an_older_list():
    made = workshop()
    with pytest.raises(ShortlistProblem, match="holds no scores"):
        read_score_sheet(made, score_sheet(made, TODAY, "Anna"), "a.xlsx")
    newer = add_metrics(made, [Candidate("more", "More")])
    with pytest.raises(ShortlistProblem, match="another version of the list"):
        read_score_sheet(newer, filled_in(made), "a.xlsx")


def test_other_files_are_refused_in_words():
    for data, kind in ((b"a,b\n1,2\n", ShortlistProblem), (b"%PDF-1.7", FileRefused)):
        with pytest.raises(kind, match=r"a\.xlsx: "):
            read_score_sheet(workshop(), data, "a.xlsx")
    book = openpyxl.Workbook()
    with pytest.raises(ShortlistProblem, match="no sheet called Scores"):
        read_score_sheet(workshop(), saved(book), "a.xlsx")
    broken = BytesIO()
    with ZipFile(BytesIO(filled_in(workshop()))) as whole, ZipFile(broken, "w") as part:
        for name in whole.namelist():
            body = whole.read(name)
            part.writestr(name, body[: len(body) // 2] if "sheet1" in name else body)
    with pytest.raises(ShortlistProblem, match="damaged"):
        read_score_sheet(workshop(), broken.getvalue(), "a.xlsx")


def test_a_hidden_sheet_is_not_read():
    book = openpyxl.load_workbook(BytesIO(filled_in(workshop())))
    book["Scores"].sheet_state = "hidden"
    book.active = 1
    with pytest.raises(ShortlistProblem, match="no sheet called Scores"):
        read_score_sheet(workshop(), saved(book), "a.xlsx")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(workshops())
def test_a_workshop_comes_back_from_its_workbook_as_it_was(made):
    back = read_workshop(workbook(made, TODAY, "0.1.0"), "shortlist.xlsx")
    assert back == made
    before, after = ranking(made), ranking(back)
    for name in ("rank", "best", "worst"):
        assert getattr(before, name).tolist() == getattr(after, name).tolist()


@cache
def frozen(count=4):
    made = set_weights(scored_by_seven(count), {"signal": 7.25})
    made = decide(made, made.ids[:2], "keep", "=It matters", "Chair", TODAY)
    made = decide(made, made.ids[2:], "drop", "Too few.")
    return freeze(made, "Agreed.", when=TODAY)


def test_seven_scorers_over_forty_metrics_come_back_with_every_decision():
    made = frozen(40)
    assert read_workshop(workbook(made, TODAY, "0.1.0"), "shortlist.xlsx") == made


def test_the_workbook_is_typed_and_hides_nothing():
    data = workbook(frozen(), TODAY, "0.1.0")
    book = openpyxl.load_workbook(BytesIO(data))
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert book.sheetnames[:4] == ["About", "Final list", "Ranking", "Agreement"]
    final = book["Final list"]
    assert [cell.value for cell in final[2]][:4] == ["M0", "m0", "=It matters", "Chair"]
    assert final["C2"].data_type == "s"
    assert final["C2"].quotePrefix
    assert final["E2"].is_date
    ranks = book["Ranking"]
    header = [cell.value for cell in ranks[1]]
    first = dict(zip(header, [cell.value for cell in ranks[2]], strict=True))
    assert first["Rank"] == 1
    assert first["Highest rank when weights move"] == 1
    assert ranks.max_row == 1 + 4
    weights = {row[0].value: row[2] for row in book["Weights"].iter_rows(min_row=2)}
    assert (weights["signal"].value, weights["signal"].data_type) == (7.25, "n")
    with ZipFile(BytesIO(data)) as package:
        names = " ".join(package.namelist())
        assert b"<dc:creator" not in package.read("docProps/core.xml")
    assert not any(part in names for part in ("vba", "external", "connections", "pivot"))


def test_the_same_workshop_makes_the_same_bytes():
    assert workbook(frozen(), TODAY, "0.1.0") == workbook(frozen(), TODAY, "0.1.0")
    assert score_sheet(frozen(), TODAY, "Anna") == score_sheet(frozen(), TODAY, "Anna")


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "told"),
    [
        ("Scores", "F2", 7, "sheet Scores, row 2: A score for Data availability is not 0, 1"),
        ("Scores", "B3", "moon", "sheet Scores, row 3: This metric is not on"),
        ("Scores", "A1", "Who", "sheet Scores: The headings were changed: Scorer, "),
        ("Weights", "C2", "lots", "sheet Weights, row 2: Weight is not a number"),
        ("Weights", "C2", "=1+1", "sheet Weights, row 2: Weight holds a formula"),
        ("Weights", "C2", -1, "The weight of Data availability is not a number from 0 up"),
        ("Decisions", "A4", "burn", "sheet Decisions, row 4: This decision is none of"),
        ("Workshop", "A2", 2, "another version of mhvalue"),
        ("Workshop", "B3", "second", "not one row that says which workshop"),
    ],
)
def test_a_changed_workbook_is_told_by_sheet_and_row(sheet, cell, value, told):
    book = openpyxl.load_workbook(BytesIO(workbook(frozen(), TODAY, "0.1.0")))
    book[sheet][cell].value = value
    with pytest.raises(ShortlistProblem) as caught:
        read_workshop(saved(book), "mine.xlsx")
    assert caught.value.sentence().startswith("mine.xlsx")
    assert told in caught.value.sentence()
    for given_value in ("moon", "lots", "burn", "second"):
        assert given_value not in caught.value.sentence()


def test_a_workshop_with_next_to_nothing_in_it():
    made = begin("w", "", [Candidate("stay", "Stay")])
    assert read_workshop(workbook(made, TODAY, "0.1.0"), "a.xlsx") == made
