"""The metric dictionary: everything about chosen metrics, nothing of anybody's data."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO

import openpyxl
import pytest

from mhvalue.catalogue.loader import load
from mhvalue.catalogue.schema import Catalogue
from mhvalue.export.dictionary import Dictionary, file_name, page, workbook
from mhvalue.targets import fixed, target

KNOWN = load()
HOSTILE = "=HYPERLINK('http://x','y')<script>alert(1)</script>"


def dictionary(*names: str, **more) -> Dictionary:
    metrics = tuple(KNOWN.metrics[name] for name in names)
    return Dictionary(metrics, KNOWN, date(2026, 4, 1), "1.2.3", **more)


TWO = dictionary("followup_72h", "cost_per_spell_acute")


def rows(data: bytes, sheet: str) -> list[dict[str, object]]:
    book = openpyxl.load_workbook(BytesIO(data))
    header, *body = book[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in body]


def test_one_typed_row_a_metric_in_the_order_chosen():
    found = rows(workbook(TWO), "Metrics")
    assert [row["Id"] for row in found] == ["followup_72h", "cost_per_spell_acute"]
    first = found[0]
    assert first["Metric"] == "Follow-up within 72 hours of discharge"
    assert first["Times"] == 100
    assert first["Unit"] == "%"
    assert (first["Better"], first["Spread"], first["Inpatient first"]) == (
        "higher",
        "people",
        "yes",
    )
    assert first["Target (number)"] == 80
    assert "divided by" in str(first["How it is worked out"])
    assert "MHS78" in str(first["MHSDS ids"])


def test_the_items_behind_stand_once_with_how_they_add():
    found = rows(workbook(dictionary("dna_rate", "contacts_per_wte")), "Data items")
    ids = [row["Id"] for row in found]
    assert sorted(ids) == ["attended_contacts", "clinical_wte", "missed_contacts"]
    caseload = {row["Id"]: row for row in found}["clinical_wte"]
    assert caseload["Over months"] == "average"


def test_every_metric_of_the_catalogue_can_be_written():
    everything = dictionary(*KNOWN.metrics)
    assert len(rows(workbook(everything), "Metrics")) == len(KNOWN.metrics)
    assert page(everything).count(b"<article>") == len(KNOWN.metrics)


def test_the_same_dictionary_makes_the_same_bytes():
    assert workbook(TWO) == workbook(TWO)
    assert page(TWO) == page(TWO)


def test_a_target_a_person_set_is_named_as_theirs():
    mine = dictionary("followup_72h", targets={"followup_72h": fixed(90)})
    row = rows(workbook(mine), "Metrics")[0]
    assert row["Target (number)"] == 90
    assert row["Target"] == "90% throughout. Set by you."
    steps = target("stepped", [("Apr 2026", 80), ("Apr 2027", 85)])
    later = rows(workbook(dictionary("followup_72h", targets={"followup_72h": steps})), "Metrics")
    assert later[0]["Target (number)"] is None
    assert "80% from 1 April 2026, 85% from 1 April 2027, in steps." in str(later[0]["Target"])
    assert b"90% throughout." in page(mine)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_needs_nothing_else_and_prints():
    text = page(TWO).decode()
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    names = {tag for tag, _ in tags.seen}
    assert names.isdisjoint({"script", "link", "img", "iframe", "object", "form", "a"})
    assert not any(key in attrs for _, attrs in tags.seen for key in ("src", "href", "onclick"))
    assert "http" not in text
    assert "url(" not in text
    assert "@media print" in text
    assert '<html lang="en-GB">' in text
    assert re.findall(r"<h2>(.*?)</h2>", text) == [metric.name for metric in TWO.metrics]


@pytest.mark.parametrize("field", ["name", "question", "caveats", "setting"])
def test_hostile_words_stay_words(field):
    bad = replace(KNOWN.metrics["followup_72h"], **{field: HOSTILE})
    evil = Dictionary((bad,), Catalogue(KNOWN.items, {bad.id: bad}), date(2026, 4, 1), "1.2.3")
    assert b"<script" not in page(evil)
    book = openpyxl.load_workbook(BytesIO(workbook(evil)))
    cells = [cell for row in book["Metrics"].iter_rows() for cell in row]
    named = [cell for cell in cells if cell.value == HOSTILE]
    assert named
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in named)


def test_the_file_says_how_many_it_defines():
    assert file_name(TWO, "xlsx") == "metric-dictionary_2-metrics.xlsx"
    assert file_name(dictionary("dna_rate"), "html") == "metric-dictionary_1-metric.html"
