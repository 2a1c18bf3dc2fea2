"""What one person opens nobody else sees, and a changed cell is a changed figure."""

from tests.app import app_pages
from tests.app.page_list import PAGES

HEAD = "Ward,Month,Attended contacts,DNAs\n"


def table(last=12):
    """Two wards over twelve months; the last missed contacts of Oak as asked."""
    rows = [
        f"{ward},01/{month:02}/2024,{size + month},{missed + month % 2}"
        for ward, size, missed in (("Oak", 200, 20), ("Elm", 300, 40))
        for month in range(1, 13)
    ]
    rows[11] = f"Oak,01/12/2024,212,{last}"
    return (HEAD + "\n".join(rows) + "\n").encode()


def last_value(app):
    """The figure of the last period in the table behind the chart."""
    shown = app_pages.behind(app).dataframe[0].value
    value = next(name for name in shown.columns if name.startswith("Value"))
    return shown.iloc[-1][value]


def seen(app, data):
    """What Trends shows of Oak after the file was opened."""
    app_pages.use(app_pages.drop(app, "contacts.csv", data))
    app_pages.go_to(app, "Trends")
    app_pages.choose(app, "Metric", "Appointments missed by the person")
    app.multiselect[0].set_value(["Oak"]).run()
    assert not app.exception
    return last_value(app)


def test_one_changed_cell_changes_the_figure(app):
    # 12 of 212 + 12, and 32 of 212 + 32
    assert seen(app, table(12)) == "5.4"
    assert seen(app_pages.first_seen(), table(32)) == "13.1"


def test_file_corrected_and_opened_again_in_one_session(app):
    assert seen(app, table(12)) == "5.4"
    app_pages.press(app, "Remove")
    assert seen(app, table(32)) == "13.1"


def test_another_person_sees_nothing(app):
    seen(app, table())
    other = app_pages.first_seen()
    for page in PAGES:
        app_pages.go_to(other, page)
        assert not any("contacts" in said and "csv" in said for said in app_pages.texts(other))
        assert "workspace" not in other.session_state
    assert len(app.session_state["workspace"].files) == 1


def test_same_content_twice_is_told(app):
    app_pages.use(app_pages.drop(app, "contacts.csv", table()))
    app_pages.drop(app, "copy.csv", table())
    (told,) = app.error
    assert "already open" in told.value
    assert len(app.session_state["workspace"].files) == 1
