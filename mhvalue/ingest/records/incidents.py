"""Incidents, one row each, as monthly amounts."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import narwhals as nw

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.record_reading import RecordColumn
from mhvalue.ingest.records import outcomes, vocabulary
from mhvalue.ingest.records.coverage import Coverage
from mhvalue.ingest.records.labels import NOT_STATED, taken_for
from mhvalue.ingest.records.monthly import Monthly, counted
from mhvalue.ingest.records.records import Records, total
from mhvalue.ingest.vocabulary import folded

ITEMS: Final = {
    "restrictive_interventions": (outcomes.RESTRAINT, outcomes.PRONE_RESTRAINT),
    "prone_restraints": (outcomes.PRONE_RESTRAINT,),
    "self_harm_incidents": (outcomes.SELF_HARM,),
    "assaults_on_staff": (outcomes.ASSAULT_ON_STAFF,),
}

_MAY_BE: Final = re.compile(r"violen|aggress|assault|abus", re.IGNORECASE)
_ON_OTHERS: Final = re.compile(
    r"\b(?:on|to|towards|against) (?:\w+ )?"
    r"(?:patient|client|resident|peer|service user|visitor|self)"
    r"|\bby staff\b|self[- ]",
    re.IGNORECASE,
)
_CALLED: Final = {
    outcomes.RESTRAINT: "restrictive interventions",
    outcomes.PRONE_RESTRAINT: "prone restraints",
    outcomes.SELF_HARM: "self-harm",
    outcomes.ASSAULT_ON_STAFF: "assaults on staff",
}


def incidents(records: Records, covered: Coverage) -> Iterator[Monthly]:
    """Incidents of all types, and of the types the catalogue knows.

    They are rare: a month without any is a zero for every unit that reports at all. Of a type that
    the whole extract never names nothing is said: it may be kept elsewhere or in other words.
    """
    frame = records.frame.with_columns(incidents=nw.lit(1))
    items = ["incidents"]
    types = [name for name, _ in _types(records)]
    kinds = {
        item: nw.any_horizontal(
            *(nw.col(name).is_in(list(codes)) for name in types), ignore_nulls=True
        ).cast(nw.Int64)
        for item, codes in ITEMS.items()
        if types
    }
    if _all_restrictive(records):
        kinds["restrictive_interventions"] = nw.lit(1)
    if kinds:
        named = total(frame, **kinds)
        frame = frame.with_columns(**kinds)
        items += [item for item in kinds if named[item]]
    yield from counted(records, frame, "start", items, covered, every_month=True)


def notices(records: Records, file: str, sheet: str) -> list[Problem]:
    """Which types of incident were counted as what, and which may be more than they say."""
    told = []
    if _all_restrictive(records):
        heading = records.reading.with_role("start")[0].heading
        told.append(
            Problem(
                f"Going by “{heading}” every row is a restrictive intervention.", file, sheet, "",
                "All were counted as such, whatever else a column says.",
                "Choose another column of the day if that is not so.",
            )
        )  # fmt: skip
    for place, (name, column) in enumerate(_types(records)):
        texts = records.texts.get(name, ())
        told += _taken(records, column, texts, file, sheet, only_known=place > 0)
    return told


def _types(records: Records) -> list[tuple[str, RecordColumn]]:
    """The frame's columns of types of incidents, each with its column of the file."""
    further = enumerate(records.reading.with_role("further type"))
    first = [("outcome", column) for column in records.reading.with_role("outcome")]
    return [*first, *((f"type_{place}", column) for place, column in further)]


def _all_restrictive(records: Records) -> bool:
    start = folded(records.reading.with_role("start")[0].heading)
    return bool(vocabulary.spoken(start) & vocabulary.ALL_RESTRICTIVE)


def _taken(
    records: Records, column: RecordColumn, texts: Sequence[str], file: str, sheet: str,
    *, only_known: bool,
) -> list[Problem]:  # fmt: skip
    """What each type of one column was counted as, and which may be more than it says."""
    heading = column.heading
    taken = {text: taken_for(records.reading, column, text) for text in texts}
    taken.pop(NOT_STATED, None)
    told = []
    known = {
        name: [text for text, code in taken.items() if code == of]
        for of, name in _CALLED.items()
        if of in taken.values()
    }
    if known:
        said = "; ".join(f"{_listed(texts)} as {name}" for name, texts in known.items())
        told.append(
            Problem(
                f"“{heading}” tells what kind an incident was.", file, sheet, "",
                f"Counted besides all incidents were {said}.",
                "Say what its types count as if that is not so.",
            )
        )  # fmt: skip
    said_already = {text for text, _ in records.reading.meanings}
    vague = [text for text, code in taken.items() if not code and _may_be(text)]
    vague = [text for text in vague if text not in said_already and not only_known]
    if vague:
        told.append(
            Problem(
                f"{_listed(vague)} in “{heading}” may be assaults on staff, and do not say so.",
                file, sheet, "", "They were counted as incidents only.",
                "Say what its types count as, or name in the file against whom it was.",
            )
        )  # fmt: skip
    return told


def _listed(texts: list[str]) -> str:
    return ", ".join(f"“{text}”" for text in sorted(texts))


def _may_be(text: str) -> bool:
    """Whether a type that is not counted by itself may be an assault on staff."""
    return bool(_MAY_BE.search(text)) and not _ON_OTHERS.search(text)
