"""Figures that can hardly be judged (T35, T37 to T39), as Check, Trends and Variation tell."""

from datetime import date

import pytest

from tests.app import app_pages
from tests.bad_input.person import table

METRIC = "Follow-up within 72 hours of discharge"
DONE, OF = "Discharges followed up within 72 hours", "Discharges eligible for 72 hour follow-up"


def opens(person, done, of, ward="Fir", without=()):
    """A file of follow-ups from January 2023, in use; `without` are months left out, by number."""
    months = [f"{n % 12 + 1:02}/{2023 + n // 12}" for n in range(len(done))]
    rows = [f"{ward},{m},{a},{b}" for m, a, b in zip(months, done, of, strict=True)]
    kept = [row for n, row in enumerate(rows, start=1) if n not in without]
    person.reads("follow-up.csv", table(f"Ward,Month,{DONE},{OF}", *kept))
    person.uses_it()


def trend(person):
    """The one chart of Fir: its title, what is said under it, and its points."""
    app = person.goes_to("Trends")
    if any(box.label == "Metric" for box in app.selectbox):
        app_pages.choose(app, "Metric", METRIC)
    assert not app.exception
    points = [row for row in app_pages.drawn(app) if row["role"] == "point"]
    (title,) = app_pages.titles(app)
    return title.replace("\\", ""), " ".join(person.texts()), points


def checks(person):
    """What the Check page lists: what is there, by cell."""
    told = person.goes_to("Check").dataframe[0].value
    return dict(zip(told["Cell"], told["What is there"], strict=True))


def test_T35_more_done_than_there_were_and_nothing_to_divide_by(person):
    done = [18, 19, 17, 25, 18, 0, 18, 19, 17, 18, -3, 18, 19, 17, 18, 18]
    of = [20, 20, 20, 20, 20, 0, 20, "", 20, 20, 20, 20, 20, 20, 20, 20]
    opens(person, done, of)
    listed = checks(person)
    assert listed["C5"].startswith(f"Larger than {OF}, of which it is a part: 1 figure")
    assert listed["C12"].startswith("Below 0, which a count cannot be: 1 figure")
    assert listed["D9"].startswith("Blank, with figures before and after: 1 figure")
    _, said, points = trend(person)
    missing = {"Apr 2023", "Jun 2023", "Aug 2023", "Nov 2023"}
    assert len(points) == 12
    assert not missing & {point["when"] for point in points}
    assert {point["y"] for point in points} == {85.0, 90.0, 95.0}
    assert "4 months have no figure; runs do not continue across a gap." in said


@pytest.mark.parametrize(("done", "value"), [(10, "50%"), (0, "0%"), (20, "100%")])
def test_T37_all_figures_the_same(person, done, value):
    opens(person, [done] * 15, [20] * 15)
    title, said, points = trend(person)
    assert title == f"{METRIC} on Fir stayed at {value}"
    assert "Every figure is the same, so any other figure will stand out." in said
    assert {point["sign"] for point in points} == {"Expected variation"}
    if value == "100%":
        assert "meets it. Unless something changes, every month can be expected to meet it." in said


@pytest.mark.parametrize("count", [1, 2, 5, 11])
def test_T38_too_few_points_for_limits(person, count):
    opens(person, [10 + n % 3 for n in range(count)], [20] * count)
    title, said, points = trend(person)
    size = f"{count} point{'s' * (count > 1)}"
    assert title == f"{METRIC} on Fir: too few points to tell change from chance ({size})"
    assert "Limits need at least 12 that mostly follow one another" in said
    assert len(points) == count
    assert {point["sign"] for point in points} == {"Not judged"}
    roles = {row["role"] for row in app_pages.drawn(person.app)}
    assert not roles & {"upper", "lower", "limit"}


def test_T38_one_team_is_not_compared(person):
    opens(person, [10, 11, 12], [20, 20, 20])
    app = person.goes_to("Variation")
    (metrics,) = [box.options for box in app.selectbox if box.label == "Metric"]
    # The file that was open before has two teams and their contacts.
    assert metrics == ["Attended contacts"]
    both = app.session_state["workspace"]
    app.session_state["workspace"] = both.removed(both.files[0].sha256)
    app = person.goes_to("Variation")
    assert not app_pages.charts(app)
    assert person.errors() == [
        "The open files hold figures for one unit of each kind only: nothing can be compared. "
        "Open a file with figures for several teams, or see this one on Trends."
    ]
    app.session_state["workspace"] = both
    app.run()


def test_T39_a_month_missing_from_the_middle(person):
    opens(person, [10 + n % 3 for n in range(20)], [20] * 20, without=(10,))
    assert checks(person)["C11"] == "There are no rows for Oct 2023 (2 columns or measures)."
    _, said, points = trend(person)
    runs = {point["when"]: point["run"] for point in points}
    assert "Oct 2023" not in runs
    assert runs["Sep 2023"] != runs["Nov 2023"]
    assert "1 month has no figure; runs do not continue across a gap." in said


def test_T39_the_last_month_part_complete(person):
    this = date.today().replace(day=1)
    wards = range(1, 9)
    rows = []
    for back in range(14, -1, -1):
        number = this.year * 12 + this.month - 1 - back
        for ward in wards:
            done = 100 + ward + back % 3 if back else 20
            rows.append(f"Ward {ward},{number % 12 + 1:02}/{number // 12},{done}")
    person.reads("admissions.csv", table("Ward,Month,Admissions", *rows))
    person.uses_it()
    listed = checks(person)
    said = listed["C114:C121"]
    assert said.startswith("The last period, ")
    assert said.endswith(" holds far less than those before it in 8 of 8 places.")
    app = person.goes_to("Trends")
    app_pages.choose(app, "Metric", "Admissions to hospital")
    (title,) = app_pages.titles(app)
    assert " fell " not in title
    label = f"{this:%b %Y}"
    assert label not in {row.get("when") for row in app_pages.drawn(app)}
    assert f"{label} is not over yet and is left out unless you choose it." in person.texts()
    app_pages.choose(app, "To", label)
    assert label in {row.get("when") for row in app_pages.drawn(app)}
    person.goes_to("Variation")
    (box,) = [box for box in app.selectbox if box.label == "Period"]
    assert box.options[-1] == label
    assert box.value.last.label != label
