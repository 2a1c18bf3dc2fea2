"""The quality report as a workbook: what it holds, what it must never hold."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook

from mhvalue.export.quality import quality_name, quality_report

DAY = date(2026, 4, 20)


@dataclass(frozen=True)
class Remark:
    what: str
    file: str
    sheet: str = ""
    cell: str = ""
    done: str = ""
    do: str = ""


REMARKS = (
    Remark("Blank: 2 figures.", "wards.xlsx", "Wards", "B6:B7", "Unknown.", "Fill them in."),
    Remark('=HYPERLINK("http://x")', "wards.xlsx", "+Sheet", "@A1", "-", "|cmd"),
)


def opened(remarks):
    return load_workbook(BytesIO(quality_report(remarks, made_on=DAY, version="1.2.3")))


def test_one_row_a_remark_with_file_sheet_cell_and_what_to_do():
    rows = list(opened(REMARKS)["To look at"].iter_rows(values_only=True))
    assert rows[0] == ("File", "Sheet", "Cell", "What is there", "What was done", "What to do")
    assert rows[1] == (
        "wards.xlsx", "Wards", "B6:B7", "Blank: 2 figures.", "Unknown.", "Fill them in.",
    )  # fmt: skip
    assert len(rows) == 3


def test_text_that_looks_like_a_formula_stays_text():
    sheet = opened(REMARKS)["To look at"]
    for cell in sheet[3]:
        assert cell.data_type == "s"
    assert sheet["D3"].value == '=HYPERLINK("http://x")'
    assert sheet["D3"].quotePrefix


def test_the_first_sheet_says_what_it_is():
    said = [row[1] for row in opened(REMARKS)["About"].iter_rows(values_only=True)]
    assert "2 things to look at." in said
    assert "wards.xlsx" in said
    assert "mhvalue 1.2.3" in said


def test_nothing_doubtful_is_said_too():
    book = opened(())
    said = [row[1] for row in book["About"].iter_rows(values_only=True)]
    assert "Nothing doubtful." in said
    assert book["To look at"].max_row == 1


def test_the_same_remarks_make_the_same_bytes_without_an_author():
    one, other = (quality_report(REMARKS, made_on=DAY, version="1") for _ in range(2))
    assert one == other
    with ZipFile(BytesIO(one)) as archive:
        assert not [n for n in archive.namelist() if "vba" in n.casefold() or "external" in n]
        assert b"<dc:creator>" not in archive.read("docProps/core.xml")


def test_its_name_is_safe_and_tells_the_file_and_the_day():
    assert quality_name("Ward figures.xlsx", DAY) == (
        "quality-report_ward-figures_2026-04-20_to-share.xlsx"
    )
    assert "/" not in quality_name("../../etc/passwd", DAY)
    assert quality_name("", DAY) == "quality-report_2026-04-20_to-share.xlsx"
