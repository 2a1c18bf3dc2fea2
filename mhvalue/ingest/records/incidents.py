"""Incidents, one row each, as monthly amounts."""

import re
from collections.abc import Iterator
from typing import Final

import narwhals as nw

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.records import outcomes
from mhvalue.ingest.records.coverage import Coverage
from mhvalue.ingest.records.labels import NOT_STATED, taken_for
from mhvalue.ingest.records.monthly import Monthly, counted
from mhvalue.ingest.records.records import Records, total

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
    if records.reading.has("outcome"):
        kinds = {
            item: nw.col("outcome").is_in(list(codes)).cast(nw.Int64)
            for item, codes in ITEMS.items()
        }
        named = total(frame, **kinds)
        frame = frame.with_columns(**kinds)
        items += [item for item in ITEMS if named[item]]
    yield from counted(records, frame, "start", items, covered, every_month=True)


def notices(records: Records, file: str, sheet: str) -> list[Problem]:
    """Which types of incident were counted as what, and which may be more than they say."""
    columns, texts = records.reading.with_role("outcome"), records.texts.get("outcome", ())
    if not columns or not texts:
        return []
    heading = columns[0].heading
    taken = {text: taken_for(records.reading, columns[0], text) for text in texts}
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
    vague = [text for text in vague if text not in said_already]
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
