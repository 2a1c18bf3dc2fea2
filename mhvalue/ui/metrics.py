"""The long list on its page: searching, filtering, the table, picking, taking definitions away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ui import kept, picking, session
from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from mhvalue.catalogue.schema import Catalogue, Metric
    from mhvalue.export.dictionary import Dictionary
    from mhvalue.readiness import Readiness
    from mhvalue.search import Filter, Found, Index
    from mhvalue.workspace import Workspace

ROWS = 12
ONE_LINE = 38
"""Letters of a name that fit a line on a phone."""
THREE_LINES = 66
"""Pixels of a row of longer ones: from 65 on Streamlit breaks a text into lines."""
LENSES = ("cost", "activity", "quality")
PICKED = "picked"
_NO_READINESS: "Mapping[str, Readiness]" = {}


@dataclass(frozen=True, eq=False)
class LongList:
    """All metrics there are now: the catalogue's, the files' own and the person's."""

    catalogue: "Catalogue"
    index: "Index"
    readiness: "Mapping[str, Readiness]"
    open_files: "Workspace | None"

    def states(self) -> dict[str, str]:
        """Readiness by metric id; empty while no file is open."""
        return {name: found.state for name, found in self.readiness.items()}

    def name(self, metric: str) -> str:
        """The metric's name."""
        return self.catalogue.metrics[metric].name


def long_list() -> LongList:
    """The metrics with what the open files allow; without a file the definitions alone."""
    from mhvalue.search import index

    open_files = session.workspace()
    if open_files is None:
        return LongList(*_without_files(), _NO_READINESS, None)
    found = open_files.once(("metric index",), lambda: index(open_files.catalogue))
    return LongList(open_files.catalogue, found, open_files.readiness, open_files)


def _without_files() -> "tuple[Catalogue, Index]":
    from mhvalue.catalogue.loader import load
    from mhvalue.own_metrics import with_own
    from mhvalue.search import index

    own = kept.own_metrics()
    held = st.session_state.get("metric index")
    if held is None or held[0] != own:
        catalogue = with_own(load(), own)
        held = st.session_state["metric index"] = (own, (catalogue, index(catalogue)))
    found: tuple[Catalogue, Index] = held[1]
    return found


def title(known: LongList) -> str:
    """The answer: how many metrics of the long list can be worked out."""
    from mhvalue.catalogue.loader import load
    from mhvalue.words.metrics import answer

    listed = load().metrics
    if known.open_files is None:
        return f"{len(listed):,} metrics to choose from"
    ready = sum(known.readiness[name].state == "ready" for name in listed)
    beside = (one.state == "ready" for name, one in known.readiness.items() if name not in listed)
    return answer(ready, len(listed), sum(beside))


def search(known: LongList) -> "Found":
    """Draw the search and the filters; the metrics that were asked for."""
    query = st.text_input(
        "Search",
        key="metric search",
        type="search",
        live=True,
        persist_state="session",
        placeholder="A word, a measure id or a data item",
        label_visibility="collapsed",
    )
    return known.index.find(query or "", _filter(known), known.states())


def _filter(known: LongList) -> "Filter":
    from mhvalue.search import Filter, settings, themes
    from mhvalue.words.metrics import STATES

    states: list[str] = []
    with st.container(horizontal=True, gap="medium"):
        if known.open_files is not None:
            states = st.pills(
                "From your data",
                tuple(STATES),
                selection_mode="multi",
                format_func=STATES.__getitem__,
                key="metric states",
                persist_state="session",
            )
        lenses = st.pills(
            "Lens",
            LENSES,
            selection_mode="multi",
            format_func=str.capitalize,
            key="metric lenses",
            persist_state="session",
        )
        first = st.pills(
            "Where to begin",
            (True,),
            selection_mode="multi",
            format_func=lambda _: "Inpatient first",
            key="metric inpatient",
            persist_state="session",
        )
    left, right = st.columns(2)
    every = known.catalogue.metrics.values()
    with left:
        asked = picking.pick_several("Theme", themes(every), "metric themes", hint="All themes")
    with right:
        where = picking.pick_several("Setting", settings(every), "metric settings", hint="All")
    return Filter(tuple(lenses), asked, where, tuple(states), bool(first))


def table(known: LongList, found: "Found") -> "Metric | None":
    """The metrics found, some at a time; the one that is looked at."""
    from mhvalue.words.metrics import found_sentence

    said = found_sentence(len(found.metrics), len(known.catalogue.metrics), found.read_as)
    st.markdown(plain(said))
    if not found.metrics:
        st.button("Clear search and filters", on_click=_clear)
        return None
    pages = -(-len(found.metrics) // ROWS)
    page = _page(pages)
    shown = found.metrics[(page - 1) * ROWS : page * ROWS]
    _rows(known, shown)
    if pages > 1:
        st.pagination(pages, key="metric page", max_visible_pages=5)
    picked = [name for name in found.metrics if name not in kept.working_set()]
    if picked and len(found.metrics) < len(known.catalogue.metrics):
        label = f"Pick all {len(picked):,}" if len(picked) > 1 else "Pick it"
        st.button(label, on_click=kept.pick, args=(picked,), key="pick all")
    return known.catalogue.metrics[
        picking.pick("Look at", found.metrics, "metric card", say=known.name)
    ]


def _page(pages: int) -> int:
    """The page that was open, as long as it exists."""
    asked: int = st.session_state.get("metric page", 1)
    if asked > pages:
        st.session_state.pop("metric page", None)
        return 1
    return asked


def _rows(known: LongList, shown: Sequence[str]) -> None:
    from mhvalue.words.metrics import STATES

    columns: dict[str, list[str]] = {}
    picked = [PICKED if name in kept.working_set() else "" for name in shown]
    if known.open_files is not None:
        states = (STATES[known.readiness[name].state] for name in shown)
        columns["Your data"] = [
            ", ".join(filter(None, both)) for both in zip(states, picked, strict=True)
        ]
    elif any(picked):
        columns[PICKED.capitalize()] = ["Yes" if one else "" for one in picked]
    columns["Metric"] = [known.name(name) for name in shown]
    key = f"metric rows {hash(tuple(shown))}"
    st.dataframe(
        columns,
        hide_index=True,
        height="content",
        row_height=THREE_LINES if max(map(len, columns["Metric"])) > ONE_LINE else None,
        column_config={
            "Your data": st.column_config.TextColumn(width=74),
            "Picked": st.column_config.TextColumn(width=56),
            "Metric": st.column_config.TextColumn(width=246),
        },
        key=key,
        on_select=lambda: _look_at(key, shown),
        selection_mode="single-row",
        alt=f"{len(shown)} metrics with what your data allow. Choose one by name below.",
    )


def _look_at(key: str, shown: Sequence[str]) -> None:
    """Make the row that was chosen the metric looked at."""
    rows = st.session_state[key]["selection"]["rows"]
    if rows:
        st.session_state["metric card"] = shown[rows[0]]


def _clear() -> None:
    for key in ("search", "states", "lenses", "inpatient", "themes", "settings"):
        st.session_state.pop(f"metric {key}", None)


def picked(known: LongList) -> None:
    """The working set: what the other pages show."""
    from mhvalue.words.metrics import set_sentence

    st.header("Your picked metrics")
    chosen = kept.working_set()
    have = {name for name, found in known.readiness.items() if found.state == "ready"}
    here = have if known.open_files is not None else set(chosen)
    st.markdown(plain(set_sentence(chosen, here)))
    listed = [name for name in chosen if name in known.catalogue.metrics]
    if not listed:
        return
    st.session_state["picked metrics"] = listed
    st.pills(
        "Press one to take it out",
        listed,
        selection_mode="multi",
        format_func=known.name,
        key="picked metrics",
        on_change=_keep_picked,
    )
    st.button("Take all out", on_click=kept.drop, args=(chosen,))


def _keep_picked() -> None:
    left = set(st.session_state["picked metrics"])
    kept.drop([name for name in kept.working_set() if name not in left])


def definitions(known: LongList, found: "Found") -> None:
    """The metric dictionary as a workbook and as a page to print."""
    from mhvalue.export import dictionary
    from mhvalue.ui.taking import MIME

    st.header("Take the definitions away")
    chosen = kept.working_set()
    sets = {"The metrics listed": found.metrics, "Your picked metrics": chosen}
    offered = [label for label, names in sets.items() if names]
    if not offered:
        return
    label = offered[-1]
    if len(offered) > 1:
        asked = st.segmented_control(
            "Which", offered, default=label, required=True, key="metrics to define"
        )
        label = asked or label
    content = _dictionary(known, sets[label])
    with st.container(horizontal=True):
        st.download_button(
            "Metric dictionary (Excel)",
            data=lambda: dictionary.workbook(content),
            file_name=dictionary.file_name(content, "xlsx"),
            mime=MIME["xlsx"],
            on_click="ignore",
        )
        st.download_button(
            "Page to print (HTML)",
            data=lambda: dictionary.page(content),
            file_name=dictionary.file_name(content, "html"),
            mime="text/html",
            on_click="ignore",
        )


def _dictionary(known: LongList, names: Sequence[str]) -> "Dictionary":
    from mhvalue.export.dictionary import Dictionary
    from mhvalue.ui.taking import app_version

    metrics = known.catalogue.metrics
    chosen = tuple(metrics[name] for name in names if name in metrics)
    return Dictionary(chosen, known.catalogue, date.today(), app_version(), kept.targets())
