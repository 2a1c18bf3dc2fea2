"""Workshops and metrics made by hand, for the tests of shortlisting."""

from datetime import date
from itertools import product

from hypothesis import strategies as st

from mhvalue.catalogue.schema import Metric
from mhvalue.shortlist.criteria import IDS
from mhvalue.shortlist.decisions import decide
from mhvalue.shortlist.gates import GATE_IDS, take_answers
from mhvalue.shortlist.records import Candidate, GateAnswer, PreScore
from mhvalue.shortlist.scoring import invite, score
from mhvalue.shortlist.workshop import begin, set_prescores, set_weights

_FIRST = date(1901, 1, 1)
SEVEN = ("Anna", "Ben", "Cai", "Dee", "Eve", "Fay", "Gus")


def metric(id="stay", theme="Inpatient flow", lens="activity", **more):
    told = {"name": id.capitalize(), "question": "?", "setting": "Wards", "kind": "ratio"}
    return Metric(id=id, theme=theme, lens=lens, **(told | more))


def workshop(*ids, **weights):
    """A workshop over metrics of these ids; criteria not named weigh nothing, if any is named."""
    listed = ids or ("stay", "wait", "cost")
    made = begin("w1", "Spring", [Candidate(each, each.capitalize()) for each in listed])
    return set_weights(made, dict.fromkeys(IDS, 0.0) | weights) if weights else made


def scored_by_seven(count=40):
    """Seven scorers over so many metrics; the points follow a rule, so that all differ."""
    made = workshop(*(f"m{place}" for place in range(count)))
    for number, scorer in enumerate(SEVEN):
        points = {
            (f"m{row}", name): (row * (column + 1) + number * column) % 5
            for row, (column, name) in product(range(count), enumerate(IDS))
        }
        made = score(made, scorer, points)
    return made


@st.composite
def workshops(draw):
    """Workshops with something of everything, and texts that try to be awkward."""
    texts = st.text(max_size=20)
    names = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=12)
    said = names.filter(lambda text: any(c.isalnum() for c in text))
    ids = draw(
        st.lists(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), min_size=1, max_size=5, unique=True)
    )
    made = begin("w1", draw(texts), [Candidate(each, draw(texts)) for each in ids])
    made = set_weights(made, {name: draw(st.integers(1, 400)) / 4 for name in IDS})
    for scorer in draw(st.lists(said, max_size=3)):
        pairs = st.tuples(st.sampled_from(ids), st.sampled_from(IDS))
        made = score(made, scorer, draw(st.dictionaries(pairs, st.integers(0, 4), max_size=8)))
    made = invite(made, *draw(st.lists(said, max_size=2)))
    made = set_prescores(
        made,
        [
            PreScore(
                each, draw(st.sampled_from(IDS)), draw(st.none() | st.integers(0, 4)), draw(texts)
            )
            for each in draw(st.lists(st.sampled_from(ids), max_size=3))
        ],
    )
    made = take_answers(
        made,
        [
            GateAnswer(
                each,
                draw(st.sampled_from(GATE_IDS)),
                draw(st.sampled_from(["yes", "no", "unknown"])),
                draw(said),
                draw(st.sampled_from(["data", "people"])),
                draw(texts),
            )
            for each in draw(st.lists(st.sampled_from(ids), max_size=3))
        ],
    )
    for each in draw(st.lists(st.sampled_from(ids), max_size=4)):
        when = draw(st.none() | st.dates(min_value=_FIRST))
        made = decide(
            made, [each], draw(st.sampled_from(["keep", "drop"])), draw(said), draw(texts), when
        )
    return made
