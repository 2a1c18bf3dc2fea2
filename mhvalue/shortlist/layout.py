"""How a workshop is laid out: as plain data, on the sheets of a workbook, and on a score sheet.

The same fields stand in all of them, so that each can be read back into the same workshop.
"""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["text", "whole", "number", "date", "whole or none"]

FORMAT: Final = 1
"""Goes up when a saved workshop can no longer be read as before."""


@dataclass(frozen=True)
class Field:
    """One value of a record: its key in plain data, its heading on a sheet, and what it is."""

    key: str
    heading: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Section:
    """Records of one kind: their key in plain data, their sheet, and their fields."""

    key: str
    sheet: str
    fields: tuple[Field, ...]


HEAD: Final = Section(
    "workshop",
    "Workshop",
    (
        Field("format", "Format", "whole"),
        Field("id", "Workshop id"),
        Field("title", "Title"),
        Field("version", "Version of the list", "whole"),
    ),
)

_METRIC: Final = Field("metric", "Metric id")
_CRITERION: Final = Field("criterion", "Criterion id")

SECTIONS: Final = (
    Section("metrics", "Long list", (Field("id", "Metric id"), Field("name", "Metric"))),
    Section("weights", "Weights", (_CRITERION, Field("weight", "Weight", "number"))),
    Section("scorers", "Scorers", (Field("name", "Scorer"),)),
    Section(
        "scores",
        "Scores",
        (Field("scorer", "Scorer"), _METRIC, _CRITERION, Field("points", "Points", "whole")),
    ),
    Section(
        "prescores",
        "Scores from data",
        (_METRIC, _CRITERION, Field("points", "Points", "whole or none"), Field("how", "How")),
    ),
    Section(
        "gates",
        "Gates",
        (
            _METRIC,
            Field("gate", "Gate id"),
            Field("answer", "Answer"),
            Field("reason", "Reason"),
            Field("source", "Answered by"),
            Field("by", "Who"),
        ),
    ),
    Section(
        "log",
        "Decisions",
        (
            Field("choice", "Decision"),
            _METRIC,
            Field("reason", "Reason"),
            Field("by", "By"),
            Field("when", "Date", "date"),
        ),
    ),
)

SCORE_SHEET: Final = "Scores"
ANCHOR_SHEET: Final = "What the scores mean"
DATA_SHEET: Final = "What the data say"
WORKSHOP_LABEL: Final = "Workshop id"
VERSION_LABEL: Final = "Version of the list"
NAME_LABEL: Final = "Your name"
ID_HEADING: Final = "Metric id"
NAME_HEADING: Final = "Metric"
