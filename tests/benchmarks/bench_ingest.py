"""From the bytes of an upload to facts, against bare reads of the same workbook."""

import io
import time
from collections.abc import Callable

import fastexcel
import pandas as pd
import xlsxwriter
from ratio import Ratio

from mhvalue.ingest.bounded.process import read_file

ROWS = 96_000
BOUND = 4.0
BOUND_OF_OPENPYXL = 0.25
# Eight figures a row make eight times the facts, all of which travel to the app.
BOUND_OF_MANY_FACTS = 6.0
HEADINGS = (
    "REPORTING_PERIOD_START",
    "REPORTING_PERIOD_END",
    "STATUS",
    "BREAKDOWN",
    "PRIMARY_LEVEL",
    "PRIMARY_LEVEL_DESCRIPTION",
    "SECONDARY_LEVEL",
    "SECONDARY_LEVEL_DESCRIPTION",
    "MEASURE_ID",
    "MEASURE_NAME",
    "MEASURE_VALUE",
)


def run() -> list[Ratio]:
    """A national file in its publisher's layout, and a plain table of wards.

    Ours holds the start of a child process, the gate, the reading and the facts; theirs is
    fastexcel alone, which recognises nothing, the best of three each. Of the national file also
    against pandas with openpyxl, once.
    """
    ratios = []
    for what, data, bound in (
        ("national file, 96,000 facts", national(), BOUND),
        ("ward table, 768,000 facts", wards(), BOUND_OF_MANY_FACTS),
    ):
        theirs = best(lambda data=data: fastexcel.read_excel(data).load_sheet(0))
        ours = best(lambda data=data: read_file(data, "upload.xlsx"))
        ratios.append(
            Ratio(f"xlsx of 96,000 x 11 to facts / fastexcel: {what}", ours, theirs, bound)
        )
        if bound == BOUND:
            began = time.perf_counter()
            pd.read_excel(io.BytesIO(data), engine="openpyxl")
            slow = time.perf_counter() - began
            ratios.append(
                Ratio(f"the same / pandas with openpyxl: {what}", ours, slow, BOUND_OF_OPENPYXL)
            )
    return ratios


def national() -> bytes:
    """Made-up rows in the layout of the monthly mental health statistics, 11 columns."""
    rows = []
    for number in range(ROWS):
        month, place = number // 2_000, number // 20 % 100
        rows.append(
            (
                f"01/{month % 12 + 1:02}/{2021 + month // 12}",
                f"28/{month % 12 + 1:02}/{2021 + month // 12}",
                "Performance",
                "Provider",
                f"R{place:03}",
                f"MADE-UP TRUST {place}",
                "NONE",
                "NONE",
                f"MHS{number % 20:02}",
                f"People in contact with service {number % 20} at the end of the period",
                "*" if number % 3 == 0 else number * 37 % 5_000,
            )
        )
    return workbook(HEADINGS, rows)


def wards() -> bytes:
    """Made-up wards by month: two columns of names, one of months and eight of figures."""
    headings = ("Site", "Ward", "Month", *(f"Incidents of type {kind}" for kind in range(8)))
    rows = [
        (
            f"Site {number // 96 // 10}",
            f"Ward {number // 96}",
            f"{2016 + number % 96 // 12}-{number % 12 + 1:02}",
            *((number * (kind + 3)) % 97 for kind in range(8)),
        )
        for number in range(ROWS)
    ]
    return workbook(headings, rows)


def workbook(headings: tuple[str, ...], rows: list[tuple[object, ...]]) -> bytes:
    """The rows as an xlsx file."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, headings)
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, row)
    return made.getvalue()


def best(work: Callable[[], object]) -> float:
    """The shortest of three runs, in seconds."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)
