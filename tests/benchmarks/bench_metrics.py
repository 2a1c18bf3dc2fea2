"""Searching the long list with 200 own metrics in it, and matching many headings."""

import itertools
import random
import statistics
import time

from ratio import Ratio
from streamlit.testing.v1 import AppTest

from mhvalue.catalogue.loader import load
from mhvalue.catalogue.matching import Names

RUNS = 15
OWN = 200
FEW, MANY = 500, 5_000
SEARCH_BOUND = 2.0
MATCH_BOUND = 12.0

_SET_UP = f"""
import streamlit as st
from mhvalue.catalogue.loader import load
from mhvalue.own_metrics import made
from mhvalue.ui import metric_card, metrics
if "own metrics" not in st.session_state:
    known, own = load(), []
    for item in list(known.items)[2:{OWN + 2}]:
        name = "Own figure of " + known.items[item].name
        own.append(made(name, [(item, 1)], [("days_in_period", 1)], known))
    st.session_state["own metrics"] = tuple(own)
known = metrics.long_list()
st.title(metrics.title(known))
left, right = st.columns([5, 4], gap="medium")
"""
SEARCHING = f"""{_SET_UP}
found = metrics.search(known)
with left:
    looked_at = metrics.table(known, found)
if looked_at is not None:
    with right:
        metric_card.card(looked_at, known)
"""
SHOWING = f"""{_SET_UP}
from mhvalue.search import Found
with left:
    looked_at = metrics.table(known, Found(tuple(known.catalogue.metrics)))
with right:
    metric_card.card(looked_at, known)
"""
WORDS = ("bed", "own figure", "wait", "restraint", "figure of days", "staff", "", "cost")


def run() -> list[Ratio]:
    """A rerun with other words each time over one that shows the table; headings by the number."""
    return [_searching(), _matching()]


def _searching() -> Ratio:
    ours, theirs = (AppTest.from_string(text, default_timeout=60) for text in (SEARCHING, SHOWING))
    for app in (ours, theirs):
        app.run()
        listed = len(app.selectbox[0].options)
        if app.exception or listed != len(load().metrics) + OWN:
            raise RuntimeError("The page under measurement did not list its metrics.")
    times = []
    for _, words in zip(range(RUNS), itertools.cycle(WORDS), strict=False):
        ours.text_input(key="metric search").set_value(words)
        times.append((_rerun(ours), _rerun(theirs)))
    both = [statistics.median(each) for each in zip(*times, strict=True)]
    return Ratio("rerun of a search in 354 metrics / of the same table", *both, SEARCH_BOUND)


def _rerun(app: AppTest) -> float:
    began = time.perf_counter()
    app.run()
    return time.perf_counter() - began


def _matching() -> Ratio:
    names = Names(load())
    names.match(["warm up"])
    headings = _headings()
    times: dict[int, list[float]] = {MANY: [], FEW: []}
    for _ in range(5):
        for count, taken in times.items():
            began = time.perf_counter()
            names.match(headings[:count])
            taken.append(time.perf_counter() - began)
    both = [min(taken) for taken in times.values()]
    return Ratio("matching 5,000 headings / 500 headings", *both, MATCH_BOUND)


def _headings() -> list[str]:
    """Headings as people write them: known ones, ones with a slip, and ones nobody knows."""
    texts = [text for item in load().items.values() for text in item.headings()]
    made = []
    for place, text in zip(range(MANY), itertools.cycle(texts), strict=False):
        slip = place % 7 % max(1, len(text))
        forms = (text, text[:slip] + text[slip + 1 :], f"{text} of team {place}")
        made.append(forms[place % 3])
    random.Random(1).shuffle(made)
    return made
