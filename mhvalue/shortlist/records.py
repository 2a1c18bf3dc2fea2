"""The notes that a workshop is made of: who scored what, what was answered and decided."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Answer = Literal["yes", "no", "unknown"]
Source = Literal["data", "people"]
Choice = Literal["keep", "drop", "freeze", "reopen"]

ANSWERS: Final = ("yes", "no", "unknown")
SOURCES: Final = ("data", "people")
CHOICES: Final = ("keep", "drop", "freeze", "reopen")
LONGEST_TEXT: Final = 2_000


@dataclass(frozen=True)
class Candidate:
    """One metric on the long list."""

    id: str
    name: str


@dataclass(frozen=True)
class Score:
    """What one scorer gives one metric on one criterion, 0 to 4."""

    scorer: str
    metric: str
    criterion: str
    points: int


@dataclass(frozen=True)
class PreScore:
    """What the open data give a metric on one criterion, and how; None where they cannot say."""

    metric: str
    criterion: str
    points: int | None
    how: str


@dataclass(frozen=True)
class GateAnswer:
    """Whether a metric passes a gate and why, as the data have it or as a person says."""

    metric: str
    gate: str
    answer: Answer
    reason: str
    source: Source
    by: str = ""


@dataclass(frozen=True)
class Decision:
    """One line of the log: a metric kept or dropped, or the whole list frozen or opened again.

    `metric` is empty for the latter two.
    """

    choice: Choice
    metric: str
    reason: str
    by: str = ""
    when: date | None = None


def tidy(text: str) -> str:
    """The text on one line without control characters, so that every kind of file can hold it."""
    kept = " ".join(text.split())
    kept = "".join(c for c in kept if unicodedata.category(c) not in ("Cc", "Cs"))
    kept = kept.replace("\ufffe", "").replace("\uffff", "")
    return " ".join(kept[:LONGEST_TEXT].split())
