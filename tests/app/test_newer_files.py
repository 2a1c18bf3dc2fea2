"""Files that disagree, on the pages: told where their names tell the newer one, asked where not."""

import pytest

from tests.app import app_pages

HEAD = "Ward,Month,Admissions,Discharges\n"
NEITHER = "Neither, or I do not know: show none of these figures"


def wards(may):
    """Two months of a ward; the admissions of May as told."""
    return f"{HEAD}Elm Ward,Apr 2024,10,9\nElm Ward,May 2024,{may},8\n".encode()


def admissions(app):
    """What is believed of April and May; None where nothing is."""
    frame = app.session_state["workspace"].facts.frame
    rows = frame[frame["item"] == "admissions"].sort_values("period")
    return [a if s == "ok" else None for a, s in rows[["amount", "status"]].itertuples(index=False)]


def opened(app, *files):
    for name, data in files:
        app_pages.drop(app, name, data)
        app_pages.use(app)
    assert not app.exception
    return app


def which(app):
    (found,) = [radio for radio in app.radio if radio.label == "Which file is newer?"]
    return found


@pytest.fixture
def asked(app):
    """Two files of which nothing tells the newer."""
    return opened(app, ("wards.csv", wards(20)), ("from Jo.csv", wards(25)))


def test_a_name_tells_the_newer_and_the_differences_are_listed(app):
    opened(app, ("wards v2.csv", wards(25)), ("wards v1.csv", wards(20)))
    assert admissions(app) == [10, 25]
    said = " ".join(str(info.value) for info in app.info).replace("\\", "")
    assert "wards v2.csv is taken to be newer than wards v1.csv" in said
    assert "later version. 1 figure differs;" in said
    (table,) = [d.value for d in app.dataframe if "wards v1.csv" in d.value.columns]
    (row,) = table.to_dict("records")
    assert (row["Period"], row["wards v1.csv"], row["wards v2.csv"]) == ("May 2024", "20", "25")
    app_pages.go_to(app, "Check")
    assert "What newer releases changed" in app_pages.texts(app)
    changes = next(d.value for d in app.dataframe if "Before" in d.value.columns)
    assert changes[["Before", "After"]].to_numpy().tolist() == [["20", "25"]]


def test_what_was_taken_can_be_turned_round(app):
    opened(app, ("wards v1.csv", wards(20)), ("wards v2.csv", wards(25)))
    older = which(app).options[0]
    assert older.replace("\\", "") == "wards v1.csv"
    which(app).set_value(app.session_state["workspace"].order.pairs[0].older).run()
    assert admissions(app) == [10, 20]


def test_where_nothing_tells_it_is_asked_and_nothing_is_shown_until_then(asked):
    assert admissions(asked) == [10, None]
    (question,) = [str(w.value).replace("\\", "") for w in asked.warning]
    assert (
        "wards.csv and from Jo.csv state different values for the same ward and month" in question
    )
    assert which(asked).value is None
    newer = next(f.sha256 for f in asked.session_state["workspace"].files if "Jo" in f.name)
    which(asked).set_value(newer).run()
    assert not asked.exception
    assert admissions(asked) == [10, 25]
    assert not asked.warning


def test_neither_leaves_the_figures_out_and_is_not_asked_again(asked):
    assert which(asked).options[-1] == NEITHER
    which(asked).set_value("").run()
    assert not asked.exception
    assert admissions(asked) == [10, None]
    assert not asked.warning


def test_to_share_no_figure_is_listed(asked):
    app_pages.share(asked, "to share")
    assert not any("wards.csv" in d.value.columns for d in asked.dataframe)


def test_namesakes_are_told_apart_by_when_they_were_opened(app):
    opened(app, ("wards.csv", wards(20)), ("wards.csv", wards(25)))
    assert [o.replace("\\", "") for o in which(app).options[:2]] == [
        "wards.csv (opened first)",
        "wards.csv (opened second)",
    ]


def test_many_files_in_a_row_are_told_in_one_sentence(app):
    files = [(f"wards v{n}.csv", wards(20 + n)) for n in range(1, 5)]
    opened(app, *files)
    assert admissions(app) == [10, 24]
    # Four files make six pairs.
    (said,) = [str(info.value) for info in app.info]
    assert said.startswith("6 pairs of files state some figures differently")
    (files_box,) = [box for box in app.selectbox if box.label == "Files"]
    assert files_box.options[0] == "wards v2.csv after wards v1.csv"
