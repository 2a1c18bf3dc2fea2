"""What a person sees and does in the app, in a few words."""

import warnings
from functools import cache
from pathlib import Path
from typing import Any

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ElementList

from mhvalue.ui.opening import Waiting
from tests.app.page_list import PAGES

ROOT = Path(__file__).resolve().parents[2]
SLOWEST = 60
"""Seconds that a page may take on a busy machine."""

NEED_DATA = ("Check", "Trends", "Variation", "Download")


def first_seen() -> AppTest:
    """The app as one more person sees it first, on the Upload page."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SLOWEST)
    app._bidi_component_manager = _components()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return app.run()


@cache
def _components() -> BidiComponentManager:
    """What every app would look for among all installed packages, looked for once."""
    found = BidiComponentManager()
    found.discover_and_register_components(start_file_watching=False)
    return found


def go_to(app: AppTest, page: str) -> AppTest:
    """Another page of the same session."""
    return app.switch_page(PAGES[page]).run()


def open_demo(app: AppTest) -> AppTest:
    """The synthetic trust, opened by its button."""
    return app.button(key="open demo").click().run()


def drop(app: AppTest, name: str, data: bytes) -> AppTest:
    """A file dropped on the Upload page."""
    go_to(app, "Upload")
    return app.file_uploader[0].upload(name, data, "application/octet-stream").run()


def use(app: AppTest) -> AppTest:
    """Every file that waits, confirmed."""
    while any(button.label == "Use these figures" for button in app.button):
        press(app, "Use these figures")
    return app


def waiting(app: AppTest) -> Waiting:
    """The one file that waits to be confirmed."""
    (file,) = app.session_state["waiting"].values()
    return file


def labelled(elements: ElementList, label: str) -> Any:
    """The one element of that label."""
    (found,) = [element for element in elements if element.label == label]
    return found


def choose(app: AppTest, label: str, option: str) -> AppTest:
    """An option of a selectbox by its label and the option's words, or by the value behind them."""
    return next(box for box in app.selectbox if box.label == label).set_value(option).run()


def titles(app: AppTest) -> list[str]:
    """The headings of the first order, as typed: with marks made harmless."""
    written = [said for said in app.markdown if said.value.startswith("# ")]
    return [*(title.value for title in app.title), *(said.value for said in written)]


def texts(app: AppTest) -> list[str]:
    """Every text on the page but for tables and charts."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption, app.error, app.info)
    return [str(element.value) for kind in kinds for element in kind]


def press(app: AppTest, label: str) -> AppTest:
    """The one button of that label."""
    return labelled(app.button, label).click().run()


def share(app: AppTest, rule: str) -> AppTest:
    """The rule of the whole app: "inside my team" or "to share"."""
    return app.radio(key="sharing").set_value(rule).run()


def behind(app: AppTest) -> AppTest:
    """The box behind a chart, opened."""
    metric = next(box for box in app.selectbox if box.label == "Metric").value
    if app.multiselect[0].label.startswith("Find"):
        app.session_state[f"behind variation {metric}"] = True
    for unit in app.multiselect[0].value:
        app.session_state[f"behind trend {metric} {unit}"] = True
    return app.run()


def drawn(app: AppTest) -> list[dict[str, object]]:
    """The rows that the one chart on the page draws."""
    import pyarrow as pa

    (chart,) = app.get("vega_lite_chart")
    rows: list[dict[str, object]] = pa.ipc.open_stream(chart.proto.data.data).read_all().to_pylist()
    return rows


def charts(app: AppTest) -> list[str]:
    """The names of the charts, as a screen reader speaks them."""
    return [chart.proto.alt for chart in app.get("vega_lite_chart")]
