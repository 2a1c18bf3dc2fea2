"""The command line as a person or a script meets it: what it prints, writes and returns."""

import csv
import json
import subprocess
import sys
from functools import cache
from io import StringIO

import pytest

from mhvalue import __main__
from mhvalue.catalogue.loader import load
from mhvalue.ingest import facts_file
from mhvalue.ingest.pipeline import read
from mhvalue.recipe.choices import choices
from mhvalue.recipe.saved import to_json
from mhvalue.recipe.schema import Recipe, recipe_of
from tests.commands.running import ROOT, run, run_outside

DEMO = ROOT / "assets" / "demo" / "mhvalue-demo.xlsx"
WARDS = """Ward,Month,Admissions,Discharges,Moon phases
Elm,Apr 2024,10,9,1
Oak,Apr 2024,*,12,2
Elm,May 2024,11,10,3
Oak,May 2024,13,-12,4
"""
SECRET = "Mrs Example"


@pytest.fixture
def wards(tmp_path):
    path = tmp_path / "Wards Apr 2024.csv"
    path.write_text(WARDS, encoding="utf-8")
    return path


@cache
def demo_report():
    done = run_outside("check", DEMO, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_check_tells_the_tables_of_the_demonstration():
    (file,) = demo_report()["files"]
    table = file["tables"][0]
    assert (table["sheet"], table["header_rows"], table["cells"]) == ("Wards", [3], "A3:AF675")
    roles = {column["heading"]: column["role"] for column in table["columns"]}
    assert roles["Ward"] == "unit"
    assert roles["Month"] == "period"
    assert roles["Admissions"] == "amount"


def test_check_tells_periods_units_items_and_statuses_of_the_demonstration():
    (file,) = demo_report()["files"]
    assert file["periods"][0] == {
        "grain": "month", "count": 48, "first": "Apr 2022", "last": "Mar 2026",
        "from": "2022-04-01", "to": "2026-03-31",
    }  # fmt: skip
    assert {level["level"]: level["count"] for level in file["units"]} == {
        "Ward": 14, "Team": 20, "Trust": 1,
    }  # fmt: skip
    assert "Willow" in file["units"][0]["names"]
    assert sum(file["statuses"].values()) == file["facts"]
    assert file["statuses"]["suppressed"] > 0
    assert all(item["known"] for item in file["items"])
    assert demo_report()["doubts"] == []


def test_check_lists_problems_and_doubts_of_a_small_file(wards):
    report = json.loads(run("check", wards, "--json").stdout)
    assert [(p["cell"], p["found_in"]) for p in report["problems"] if "Below 0" in p["what"]] == [
        ("D5", "figures")
    ]
    (doubt,) = [d for d in report["doubts"] if "does not know" in d["what"]]
    assert (doubt["file"], "of E" in doubt["what"]) == (wards.name, True)


def test_check_without_json_is_a_plain_summary(wards):
    done = run_outside("check", wards)
    assert done.returncode == 0
    assert done.stdout.startswith(
        "Wards Apr 2024.csv: 2 wards, 2 months to May 2024, 3 items, 1 hidden value"
    )
    assert "Guesses taken" in done.stdout


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.xlsx", b"", "This file is empty."),
        ("page.xls", b"<html><table><tr><td>Elm</td></tr></table></html>", "This is a web page"),
        ("cut.parquet", b"PAR1abcdefgh", "The file did not arrive whole."),
        ("program.xlsx", b"MZ\x90\x00", "This is a program"),
    ],
)
def test_a_refused_file_gives_2_and_the_sentence(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    done = run("check", path, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{name}: {said}")


def test_a_file_that_is_not_there_gives_2_and_the_sentence(tmp_path):
    done = run_outside("check", tmp_path / "gone.xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("gone.xlsx: There is no such file, or it cannot be read.")


def test_no_command_gives_2():
    assert run_outside().returncode == 2


def test_columns_that_tell_of_people_are_left_out_and_listed(tmp_path):
    path = tmp_path / "people.csv"
    rows = [f"Elm,Apr 2024,{count},{number}" for count, number in enumerate(_nhs_numbers(), 5)]
    path.write_text("Ward,Month,Falls,NHS number\n" + "\n".join(rows), encoding="utf-8")
    done = run("check", path, "--json")
    assert done.returncode == 0
    assert [d["taken"] for d in json.loads(done.stdout)["doubts"]][:1] == ["It was left out."]
    assert not [number for number in _nhs_numbers() if number in done.stdout + done.stderr]


def _nhs_numbers():
    """Made-up numbers of the range kept for tests (999), with the right last digit."""
    found = []
    for middle in range(100000, 100200):
        nine = f"999{middle}"
        rest = 11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
        if rest != 10:
            found.append(nine + str(rest % 11))
    return found[:12]


def test_facts_as_text_name_the_cell_of_each_figure(wards, tmp_path):
    out = tmp_path / "facts.csv"
    done = run("facts", wards, "--out", out)
    assert done.returncode == 0
    assert "12 facts. Not for sharing" in done.stdout
    rows = list(csv.DictReader(StringIO(out.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 12
    (hidden,) = [row for row in rows if row["status"] == "suppressed"]
    assert (hidden["unit"], hidden["item"], hidden["amount"]) == ("Oak", "admissions", "")
    assert hidden["source"] == "Wards Apr 2024.csv#C3"
    (elm,) = [r for r in rows if (r["unit"], r["item"], r["period"]) ==
              ("Elm", "discharges", "2024-05-01")]  # fmt: skip
    assert (float(elm["amount"]), elm["start"], elm["end"], elm["source"]) == (
        10, "2024-05-01", "2024-05-31", "Wards Apr 2024.csv#D4",
    )  # fmt: skip
    assert {row["sharing"] for row in rows} == {"Not for sharing: exact figures"}


def test_names_that_begin_like_formulas_stay_text(tmp_path):
    path, out = tmp_path / "w.csv", tmp_path / "facts.csv"
    path.write_text('Ward,Month,Falls\n"=1+1",Apr 2024,5\n+Oak,Apr 2024,6\n', encoding="utf-8")
    assert run("facts", path, "--out", out).returncode == 0
    rows = csv.DictReader(StringIO(out.read_text(encoding="utf-8-sig")))
    assert {row["unit"] for row in rows} == {"'=1+1", "'+Oak"}


def test_the_app_opens_the_parquet_file_that_facts_writes(wards, tmp_path):
    out = tmp_path / "facts.parquet"
    assert run("facts", wards, "--out", out).returncode == 0
    again = read(out.read_bytes(), out.name, None, lambda stage: None)
    direct = read(wards.read_bytes(), wards.name, None, lambda stage: None)
    assert again.facts.frame.astype(object).equals(direct.facts.frame.astype(object))
    assert again.facts.units == direct.facts.units
    assert again.reading.format == facts_file.FORMAT


@pytest.mark.parametrize(
    ("out", "said"), [("facts.xlsx", "are written as .csv or .parquet"), ("no/f.csv", "cannot be")]
)
def test_a_file_that_cannot_be_written_gives_2(wards, tmp_path, out, said):
    done = run("facts", wards, "--out", tmp_path / out)
    assert (done.returncode, done.stdout, said in done.stderr) == (2, "", True)


def test_facts_of_a_file_without_figures_give_2_and_write_nothing(tmp_path):
    notes, out = tmp_path / "notes.csv", tmp_path / "out.csv"
    notes.write_text("Ward,Month,Remark\nElm,Apr-24,quiet\nOak,Apr-24,busy\n")
    done = run("facts", notes, "--out", out)
    assert (done.returncode, done.stdout, out.exists()) == (2, "", False)
    assert done.stderr.startswith("notes.csv: No figures were found that could be read.")


def test_a_recipe_settles_what_was_a_doubt_and_tells_what_has_changed(wards, tmp_path):
    result = read(wards.read_bytes(), wards.name, None, lambda stage: None)
    recipe = tmp_path / "recipe.json"
    made = recipe_of([(wards.name, result.reading, result.facts.units, ())])
    recipe.write_text(to_json(made), encoding="utf-8")
    same = json.loads(run("check", wards, "--recipe", recipe, "--json").stdout)
    assert (same["files"][0]["recipe"], same["doubts"]) == (
        {"applied": True, "differences": []}, [],
    )  # fmt: skip
    later = tmp_path / "Wards May 2024.csv"
    later.write_text(WARDS.replace("Moon phases", "Moon phase").replace("Oak", "Yew"))
    changed = json.loads(run("check", later, "--recipe", recipe, "--json").stdout)
    kinds = [d["kind"] for d in changed["files"][0]["recipe"]["differences"]]
    assert kinds == ["renamed column", "new unit", "missing unit"]
    assert len(changed["doubts"]) == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("!!python/object/apply:os.system ['ls']", "The recipe is not valid JSON."),
        ('{"recipe": "mhvalue", "version": 99}', "The recipe is of version 99"),
        ('{"recipe": "mhvalue", "version": 1, "figures": 3}', "The key figures is not known"),
    ],
)
def test_a_recipe_that_does_not_fit_gives_2(wards, tmp_path, content, said):
    path = tmp_path / "recipe.json"
    path.write_text(content)
    done = run("check", wards, "--recipe", path)
    assert (done.returncode, done.stdout, said in done.stderr) == (2, "", True)


def test_metrics_lists_the_long_list():
    done = run("metrics", "--json")
    found = json.loads(done.stdout)
    assert len(found) == 130
    (rate,) = [metric for metric in found if metric["id"] == "dna_rate"]
    assert (rate["lens"], rate["kind"], rate["better"]) == ("activity", "ratio", "lower")
    assert rate["numerator"][0]["items"] == ["missed_contacts"]
    assert {"question", "theme", "setting", "unit", "spread", "target", "source", "caveats",
            "inpatient_first", "mhsds"} <= rate.keys()  # fmt: skip
    assert "readiness" not in rate


def test_metrics_says_which_the_files_allow(wards):
    found = {m["id"]: m for m in json.loads(run("metrics", wards, "--json").stdout)}
    assert len(found) == 130
    los = found["los_mean_acute_all"]
    assert (los["readiness"], los["missing"]) == ("nearly", ["discharged_stay_days"])
    assert found["dna_rate"]["readiness"] == "no"
    assert {metric["readiness"] for metric in found.values()} <= {"ready", "nearly", "no"}


def test_no_command_loads_streamlit():
    code = (
        "import sys, mhvalue.__main__, mhvalue.commands.check, mhvalue.commands.facts\n"
        "import mhvalue.commands.metrics, mhvalue.workspace\n"
        "sys.exit('streamlit' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_fault_of_the_program_tells_its_place_and_never_a_value(wards, monkeypatch, capsys):
    from mhvalue.commands import opening

    def broken(*_):
        raise ValueError(SECRET)

    monkeypatch.setattr(opening, "open_all", broken)
    assert __main__.main(["check", str(wards)]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("The program has a fault (ValueError at ")
    assert SECRET not in said.err + said.out


def test_every_key_of_the_json_is_explained_in_the_guide():
    guide = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    report = demo_report()
    file = report["files"][0]
    names = {*report, *file, *file["tables"][0], *file["tables"][0]["columns"][0]}
    names |= {*file["periods"][0], *file["units"][0], *file["items"][0], *file["recipe"]}
    assert not [name for name in names if f"`{name}`" not in guide]
    assert load().metrics


def test_check_tells_the_table_and_the_roles_of_a_known_layout(tmp_path):
    path = tmp_path / "mhsds.csv"
    path.write_text(
        "REPORTING_PERIOD_START,REPORTING_PERIOD_END,STATUS,BREAKDOWN,PRIMARY_LEVEL,"
        "PRIMARY_LEVEL_DESCRIPTION,MEASURE_ID,MEASURE_VALUE\n"
        "01/04/2024,30/04/2024,Final,England,England,England,MHS01,100\n",
        encoding="utf-8",
    )
    (file,) = json.loads(run("check", path, "--json").stdout)["files"]
    (table,) = file["tables"]
    assert (file["format"], table["header_rows"], table["cells"]) == ("mhsds", [1], "A1:H2")
    assert [column["role"] for column in table["columns"]] == [
        "period", "period", "ignore", "breakdown", "unit code", "unit", "item", "amount",
    ]  # fmt: skip


def test_check_tells_the_cells_of_each_file_that_facts_were_written_of(tmp_path):
    head = (
        "REPORTING_PERIOD_START,REPORTING_PERIOD_END,STATUS,BREAKDOWN,PRIMARY_LEVEL,"
        "PRIMARY_LEVEL_DESCRIPTION,MEASURE_ID,MEASURE_VALUE"
    )
    april = "01/04/2024,30/04/2024,Final,England,England,England,MHS01,100"
    may = "01/05/2024,31/05/2024,Final,England,England,England,MHS"
    one, two, out = tmp_path / "april.csv", tmp_path / "may.csv", tmp_path / "facts.parquet"
    one.write_text(f"{head}\n{april}\n", encoding="utf-8")
    two.write_text(f"{head}\n{may}01,110\n{may}32,90\n", encoding="utf-8")
    assert run("facts", one, two, "--out", out).returncode == 0
    (file,) = json.loads(run("check", out, "--json").stdout)["files"]
    assert [table["cells"] for table in file["tables"]] == ["A1:H2", "A1:H3"]


def test_a_newer_file_is_told_as_a_guess_with_what_it_changed(tmp_path):
    older, newer = tmp_path / "Wards v1.csv", tmp_path / "Wards v2.csv"
    older.write_text("Ward,Month,Admissions\nElm,Apr 2024,10\nElm,May 2024,11\n", encoding="utf-8")
    newer.write_text("Ward,Month,Admissions\nElm,Apr 2024,10\nElm,May 2024,14\n", encoding="utf-8")
    report = json.loads(run("check", newer, older, "--json").stdout)
    assert (report["replaced"]["repeated"], report["replaced"]["changed"]) == (2, 1)
    (change,) = report["replaced"]["changes"]
    assert (change["period"], change["before"], change["after"]) == ("May 2024", "11", "14")
    assert (change["source"], change["replaced"]) == ("Wards v2.csv#C3", "Wards v1.csv#C3")
    (guess,) = [doubt for doubt in report["doubts"] if "taken for the newer" in doubt["taken"]]
    assert guess["file"] == "Wards v2.csv"


def test_wards_that_two_files_name_differently_are_one_series_and_told(tmp_path):
    head = "Ward code,Ward,Month,Admissions\n"
    april = f"{head}W1,Oak Ward,Apr 2024,10\nW2,Ash,Apr 2024,5\nW3,Yew,Apr 2024,7\n"
    may = f"{head}W1,OAK WARD,May 2024,11\nW2,Acorn,May 2024,6\nW3,Yew,May 2024,8\n"
    june = "Ward,Month,Admissions\nOak Wrad,Jun 2024,12\nW2,Jun 2024,7\n"
    files = []
    for name, text in (("april", april), ("may", may), ("june", june)):
        files.append(tmp_path / f"{name}.csv")
        files[-1].write_text(text, encoding="utf-8")
    report = json.loads(run("check", *files, "--json").stdout)
    names = [file["units"][0]["names"] for file in report["files"]]
    assert names == [["Oak Ward", "Acorn", "Yew"]] * 2 + [["Oak Wrad", "Acorn"]]
    told = {problem["file"]: problem["what"] for problem in report["problems"]
            if "in another file" in problem["what"]}  # fmt: skip
    assert set(told) == {"april.csv", "may.csv", "june.csv"}
    assert "D3" in told["april.csv"]
    (guess,) = [doubt for doubt in report["doubts"] if doubt["taken"] == "They were kept apart."]
    assert guess["what"] == (
        "2 names of wards in april.csv and june.csv look alike: they may be one ward."
    )
    recipe = tmp_path / "recipe.json"
    same = {"level": "Ward", "names": ["Oak Ward", "Oak Wrad"], "kept": "Oak Ward"}
    recipe.write_text(to_json(Recipe(choices=choices({"unit_names": [same]}))), encoding="utf-8")
    out = tmp_path / "facts.csv"
    assert run("facts", *files, "--recipe", recipe, "--out", out).returncode == 0
    rows = list(csv.DictReader(StringIO(out.read_text(encoding="utf-8-sig"))))
    oak = {row["period"]: row["amount"] for row in rows if row["unit"] == "Oak Ward"}
    assert oak == {"2024-04-01": "10.0", "2024-05-01": "11.0", "2024-06-01": "12.0"}
