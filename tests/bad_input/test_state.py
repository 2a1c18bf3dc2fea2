"""What is open, saved or under way when something goes wrong (T14, T56 to T60)."""

import json
import sys
import time

import pytest

from mhvalue.ingest.bounded import children, process
from mhvalue.ingest.bounded.children import Child
from mhvalue.recipe.saved import to_json
from mhvalue.workspace import Workspace
from tests.app import app_pages
from tests.bad_input.person import FIGURES, GOOD, NEXT, OPEN, Person, table, workbook
from tests.ingest.crafted_files import SPREADSHEET, archive, sheet_xml, workbook_parts

ROWS_OF_MANY = 400_000


def many_rows():
    """A workbook of 400,000 rows: forty wards, eight years of months, hours on end."""
    words = [f"Ward {n}" for n in range(40)]
    words += [f"{month:02}/{year}" for year in range(2016, 2024) for month in range(1, 13)]
    head = "".join(
        f'<c r="{c}1" t="inlineStr"><is><t>{text}</t></is></c>'
        for c, text in zip("ABC", ("Ward", "Month", "Falls"), strict=True)
    )
    rows = [
        f'<row r="{n}"><c r="A{n}" t="s"><v>{n % 40}</v></c><c r="B{n}" t="s">'
        f'<v>{40 + n % 96}</v></c><c r="C{n}"><v>7</v></c></row>'
        for n in range(2, ROWS_OF_MANY + 2)
    ]
    items = "".join(f"<si><t>{word}</t></si>" for word in words)
    parts = workbook_parts(sheet_xml(f'<row r="1">{head}</row>{"".join(rows)}'))
    shared = f'<sst xmlns="{SPREADSHEET}">{items}</sst>'.encode()
    return archive({**parts, "xl/sharedStrings.xml": shared}.items())


@pytest.fixture(scope="module")
def many():
    return many_rows()


def test_T14_many_rows_are_read_in_stages_within_a_minute(real_child, many, monkeypatch):
    stages = []
    real = process.read_file

    def heard(*given, on_stage, **named):
        def note(stage):
            stages.append(stage)
            on_stage(stage)

        return real(*given, on_stage=note, **named)

    monkeypatch.setattr(process, "read_file", heard)
    began = time.monotonic()
    result = real_child.reads("many.xlsx", many)
    assert time.monotonic() - began < 60  # 3 seconds on a machine with nothing else to do
    assert set(result.facts.frame["amount"]) == {7.0}
    assert {"reading the cells", "finding the tables", "reading the figures"} <= set(stages)


def test_T14_many_rows_can_be_cancelled(real_child, many, monkeypatch):
    real = process.read_file

    def pressed(*given, on_stage, cancelled, **named):
        stages = []
        return real(
            *given, on_stage=stages.append, cancelled=lambda: "reading the cells" in stages, **named
        )

    monkeypatch.setattr(process, "read_file", pressed)
    real_child.is_refused("many.xlsx", many, "many.xlsx: Reading was cancelled.")


def takes_up(person, made):
    """Choose a saved set-up on the Upload page."""
    app = person.goes_to("Upload")
    (box,) = [box for box in app.file_uploader if box.label == "A set-up saved earlier (json)"]
    box.upload("set-up.json", made.encode()).run()
    assert not app.exception


def test_T56_after_a_refresh_the_saved_set_up_brings_the_work_back(person):
    made = to_json(person.app.session_state["workspace"].recipe)
    after = Person(app_pages.first_seen())
    assert "workspace" not in after.app.session_state
    kept = "Nothing leaves it and nothing is kept when you close the window."
    assert any(kept in text for text in after.texts())
    takes_up(after, made)
    after.drops(OPEN, GOOD)
    said = [element.value for element in after.app.success]
    assert said == ["Read by your saved set-up. Nothing has changed since."]
    after.uses_it()
    assert after.figures() == FIGURES


def takes_it_back(person):
    """Take the set-up that was refused out of its box; it was not taken up."""
    assert "recipe" not in person.app.session_state
    held = person.app.session_state
    held["recipes"] = time.monotonic_ns()  # a new key is an empty box


def changed(person, **other):
    """The person's set-up with some of its keys changed by hand."""
    made = to_json(person.app.session_state["workspace"].recipe)
    return json.dumps({**json.loads(made), **other})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"version": 0}, "version"),
        ({"version": 99}, "version"),
        ({"recipe": "other"}, "This is not a recipe of mhvalue."),
        ({"open_also": "/etc/passwd"}, "open_also"),
        ({"files": "all"}, "files"),
        ({"choices": {"sharing": "everybody"}}, "sharing"),
        ({"choices": {"metric": "!!python/object/apply:os.system"}}, "metric"),
    ],
)
def test_T57_set_ups_that_were_not_saved_here(person, change, told):
    takes_up(person, changed(person, **change))
    (said,) = person.errors()
    assert told in said
    takes_it_back(person)


@pytest.mark.parametrize("made", ["", "{", "!!python/object:os.system", "[1, 2]", "\x80\x04pickle"])
def test_T57_set_ups_that_are_no_json(person, made):
    takes_up(person, made)
    assert len(person.errors()) == 1
    takes_it_back(person)


def month(heading, *more):
    """A month later: the good workbook with another heading, and more columns."""
    rows = [[team, "01/2024", size, *(5 for _ in more)] for team, size in (("Oak", 1), ("Elm", 2))]
    rows += [[team, "02/2024", size, *(5 for _ in more)] for team, size in (("Oak", 3), ("Elm", 4))]
    return workbook(["Team", "Month", heading, *more], *rows)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (month("Contacts attended"), "Contacts attended"),
        (month("Attended contacts", "Home visits"), "Home visits"),
        (month("Home visits"), "Attended contacts"),
    ],
)
def test_T58_other_columns_next_month_are_told(person, data, told):
    recipe = person.app.session_state["workspace"].recipe
    person.app.session_state["recipe"] = recipe
    try:
        person.drops("contacts 2024.xlsx", data)
        said = " ".join((*person.texts(), *person.errors(), *person.warnings(), *person.notes()))
        assert told in said
        assert "Nothing has changed since" not in said
    finally:
        del person.app.session_state["recipe"]


def test_T59_another_person_sees_nothing_of_it(person):
    other = Person(app_pages.first_seen())
    for page in ("Upload", "Check", "Trends", "Variation"):
        app_pages.go_to(other.app, page)
        assert not other.app.exception
        assert not any("contacts" in text for text in other.texts())
    assert "workspace" not in other.app.session_state


DYING = {
    "at once": "import os; os.abort()",
    "half way through its answer": "import sys, os; sys.stdin.buffer.readline(); "
    'sys.stdout.buffer.write(b\'{"kind": "result"}\\nhalf\'); sys.stdout.flush(); os._exit(0)',
}
STOPPED = "The file could not be read: it made the reader stop. Nothing was kept of it. Open it in "
STOPPED += "Excel, save it as a new .xlsx and upload that."


@pytest.mark.parametrize("when", DYING)
def test_T60_the_child_dies(real_child, monkeypatch, when):
    Child.drop_spare()
    monkeypatch.setattr(children, "COMMAND", (sys.executable, "-c", DYING[when]))
    real_child.is_refused("falls.csv", NEXT, f"falls.csv: {STOPPED}")
    Child.drop_spare()


def test_T60_one_of_two_files_fails(person):
    app = person.goes_to("Upload")
    two = [("good.csv", NEXT, "text/csv"), ("half.xlsx", GOOD[:900], "text/csv")]
    app.file_uploader[0].set_value(two).run()
    assert not app.exception
    said = "half.xlsx: The file did not arrive whole. Copy or download it again."
    assert person.errors() == [said]
    assert [file.name for file in app.session_state["waiting"].values()] == ["good.csv"]


def test_T60_reading_again_fails_and_the_first_reading_stays(person, monkeypatch):
    person.reads("falls.csv", table("Ward,Month,Falls", "Fir,01/2024,4", "Fir,02/2024,5"))
    (button,) = [b for b in person.app.button if b.label == "Read again with these changes"]
    (box,) = [b for b in person.app.number_input if b.label == "Last row of figures"]
    box.set_value(2).run()

    def dies(*_, **__):
        from mhvalue.errors import ReadingStopped

        raise ReadingStopped("Reading was cancelled.", where="falls.csv")

    with monkeypatch.context() as patch:
        patch.setattr(process, "read_file", dies)
        app_pages.press(person.app, button.label)
    assert person.errors() == ["falls.csv: Reading was cancelled."]
    (file,) = person.app.session_state["waiting"].values()
    assert file.result.facts.frame["amount"].tolist() == [4.0, 5.0]
    assert isinstance(person.app.session_state["workspace"], Workspace)
