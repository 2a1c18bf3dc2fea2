"""What a column of numbers that tells rows apart is called once its heading is gone.

A number of a stay is none of a person: taken for one, nobody would ever come back.
"""

import re
from collections.abc import Iterable
from typing import Final

from mhvalue.ingest.vocabulary import folded

PERSON_KEY: Final = "Person key"
SPELL_KEY: Final = "Spell key"
RECORD_KEY: Final = "Record key"

_SPELL: Final = re.compile(r"\bspell\b|^(?:uniq(?:ue)? )?admission (?:id|no|number|ref\w*|key)$")
_RECORD: Final = re.compile(
    r"\b(?:stay|episode|referral|request|serv req|contact|appointment|appt|incident|event|pathway)"
    r"|^(?:record|row|line) ?(?:id|no|num|number|key|identifier)$"
)


def key_name(heading: object, *, of_people: bool = False) -> str:
    """The name of a key, going by the heading that stood over it.

    `of_people` says that the numbers are known to be people's, whatever the heading says.
    """
    words = folded(str(heading or ""))
    if of_people:
        return PERSON_KEY
    if _SPELL.search(words):
        return SPELL_KEY
    return RECORD_KEY if _RECORD.search(words) else PERSON_KEY


def each_once(names: Iterable[str]) -> list[str]:
    """The names of the keys of one table, each a second time with its number."""
    met: dict[str, int] = {}
    told = []
    for name in names:
        met[name] = met.get(name, 0) + 1
        told.append(name if met[name] == 1 else f"{name} {met[name]}")
    return told
