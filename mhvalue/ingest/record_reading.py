"""How a record-level extract is read: what a row is, and which column plays which part."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from mhvalue.errors import ReadingProblem
from mhvalue.ingest import saved_keys as saved

FORMAT: Final = "records"
"""The format of a reading that has sheets of records."""

PLACEMENTS: Final = "placements"
DELAYS: Final = "delays"
LEAVE: Final = "leave"
KINDS: Final = (
    "stays", "referrals", "contacts", "incidents", "waiting list", PLACEMENTS, DELAYS, LEAVE,
)  # fmt: skip
DAY_ROLES: Final = ("start", "end", "ready", "first contact", "second contact", "snapshot")
KEY_ROLES: Final = ("person", "spell", "record")
SO_FAR: Final = "so far"
"""Days or weeks up to the day a list was drawn: nobody on it has left."""
LABEL_ROLES: Final = ("unit", "unit kind", "breakdown")
IGNORE: Final = "ignore"
STATE_ROLES: Final = ("outcome", "further type", "cancelled", "rejected", "void")
"""What became of a record, and whether it counts."""
ROLES: Final = (*DAY_ROLES, *KEY_ROLES, SO_FAR, *STATE_ROLES, *LABEL_ROLES, IGNORE)
MONTH_FIRST: Final = "month first"
SUBJECTS: Final = ("", "adhd")
TYPES: Final = (
    "restrictive intervention", "prone restraint", "self-harm", "assault on staff", "none of these",
)  # fmt: skip
"""What a type of incident may count as, besides an incident."""
REPEATED: Final = ("unit", "breakdown", "further type", "cancelled", "void", IGNORE)


@dataclass(frozen=True)
class RecordColumn:
    """One column: its heading, its role, and the level or breakdown it names.

    One that is ignored has in `name` the role it could have played as well, if any; one of dates
    that are written with the month before the day, MONTH_FIRST.
    """

    heading: str
    role: str
    name: str = ""


@dataclass(frozen=True)
class RecordReading:
    """What one row is, and what each column is for; those ignored are never looked at.

    `as_at` is the day up to which the extract is complete, `first` the day from which; None
    leaves each to the dates in the file. `whole_spells` says that a row is a whole stay in
    hospital where no column tells one person from another. `subject` is what a waiting list is
    for, where the catalogue knows it ("adhd"). `meanings` say which of TYPES a label of the types
    of incidents is, where somebody says otherwise than its words do.
    """

    kind: str
    columns: tuple[RecordColumn, ...]
    as_at: date | None = None
    first: date | None = None
    whole_spells: bool = False
    subject: str = ""
    meanings: tuple[tuple[str, str], ...] = ()

    def with_role(self, role: str) -> tuple[RecordColumn, ...]:
        """The columns that play a role, in the order of the file."""
        return tuple(column for column in self.columns if column.role == role)

    @property
    def is_list(self) -> bool:
        """Whether the rows are those of one day: who waits, or who is there."""
        if self.has("snapshot"):
            return False
        waits = self.kind == "waiting list" or (self.kind == DELAYS and not self.has("end"))
        return waits or self.has(SO_FAR)

    def has(self, role: str) -> bool:
        """Whether any column plays the role."""
        return bool(self.with_role(role))

    @property
    def levels(self) -> tuple[str, ...]:
        """The level of each unit column."""
        return tuple(column.name for column in self.with_role("unit"))

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """The name of each breakdown column."""
        return tuple(column.name for column in self.with_role("breakdown"))


@dataclass(frozen=True)
class RecordSheet:
    """One sheet of records: its heading rows (zero-based), how it is read, whether it is used.

    Sheets of one kind are counted together. Its rows run from below the headings to the end.
    One that is only declared to hold a kind of record has neither rows of headings nor columns
    yet: they are proposed when it is read.
    """

    sheet: str
    header_rows: tuple[int, ...]
    reading: RecordReading
    use: bool = True

    @property
    def is_open(self) -> bool:
        """Whether its headings and columns are still to be proposed."""
        return not self.reading.columns


_TOLD: Final = {
    "start": "the day it began",
    "end": "the day it ended",
    "ready": "the day somebody was ready for discharge",
    "first contact": "the first contact",
    "second contact": "the second contact",
    "snapshot": "the day of the extract",
    "outcome": "what became of it",
    "rejected": "that it was turned down",
    SO_FAR: "the days so far",
    "person": "the person",
    "spell": "the stay in hospital",
    "record": "the record's number",
    "unit kind": "the kind of unit",
}


def check(reading: RecordReading) -> None:
    """Raise ReadingProblem, in a person's words, for columns that make no reading."""
    if not reading.has("start"):
        raise ReadingProblem(
            "No column tells the day it began.", do="Choose the column of that day."
        )
    for role, said in _TOLD.items():
        chosen = reading.with_role(role)
        if len(chosen) > 1:
            one, other = chosen[0].heading, chosen[1].heading
            raise ReadingProblem(
                f"Two columns are chosen for {said}: “{one}” and “{other}”.",
                do="Choose one of them.",
            )
    for said, names in (("unit", reading.levels), ("group", reading.breakdowns)):
        again = next((name for name in names if names.count(name) > 1), None)
        if again is not None:
            raise ReadingProblem(
                f"Two columns of a {said} are called {again}.", do="Call one of them otherwise."
            )
    if reading.first and reading.as_at and reading.first > reading.as_at:
        raise ReadingProblem("The extract cannot end before it begins.", do="Correct the two days.")


def to_dict(reading: RecordReading) -> dict[str, object]:
    """The reading as plain dicts, lists and texts, ready for JSON."""
    told = asdict(reading)
    told["columns"] = [asdict(column) for column in reading.columns]
    for key in ("as_at", "first"):
        told[key] = told[key].isoformat() if told[key] else None
    return told


def from_dict(data: object) -> RecordReading:
    """A reading from plain dicts, each key checked; raises RecipeProblem."""
    reading = _parsed(data)
    if not reading.has("start"):
        raise saved.unfit("records.columns", "names no column of first dates")
    return reading


def _parsed(data: object) -> RecordReading:
    known = saved.mapping(data, "records", RecordReading)
    columns = known.get("columns")
    if not isinstance(columns, list | tuple):
        raise saved.unfit("records.columns", "is not a list")
    reading = RecordReading(
        kind=saved.choice(known.get("kind"), "records.kind", KINDS),
        columns=tuple(_column(column, i) for i, column in enumerate(columns)),
        as_at=_day(known.get("as_at"), "records.as_at"),
        first=_day(known.get("first"), "records.first"),
        whole_spells=known.get("whole_spells") is True,
        subject=saved.choice(known.get("subject", ""), "records.subject", SUBJECTS),
        meanings=_meanings(known.get("meanings", ())),
    )
    for role in ROLES:
        if role not in REPEATED and len(reading.with_role(role)) > 1:
            raise saved.unfit("records.columns", f"gives the role {role} twice")
    return reading


def sheet_from_dict(data: object, where: str) -> RecordSheet:
    """A sheet of records from plain dicts, each key checked; raises RecipeProblem."""
    known = saved.mapping(data, where, RecordSheet)
    rows = known.get("header_rows")
    if not isinstance(rows, list | tuple) or not all(map(_is_row, rows)):
        raise saved.unfit(f"{where}.header_rows", "is not a list of rows")
    use = known.get("use", True)
    if not isinstance(use, bool):
        raise saved.unfit(f"{where}.use", "is not true or false")
    sheet = saved.text(known.get("sheet"), f"{where}.sheet")
    # One that was only declared has neither headings nor columns yet.
    reading = from_dict(known.get("reading")) if rows else _parsed(known.get("reading"))
    if not rows and reading.columns:
        raise saved.unfit(f"{where}.header_rows", "names no row of headings")
    return RecordSheet(sheet, tuple(map(int, rows)), reading, use)


def _meanings(data: object) -> tuple[tuple[str, str], ...]:
    where = "records.meanings"
    if not isinstance(data, list | tuple):
        raise saved.unfit(where, "is not a list")
    pairs = []
    for place, pair in enumerate(data):
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise saved.unfit(f"{where}[{place}]", "is not a label and its meaning")
        meaning = saved.choice(pair[1], f"{where}[{place}]", TYPES)
        pairs.append((saved.text(pair[0], f"{where}[{place}]"), meaning))
    return tuple(pairs)


def _is_row(data: object) -> bool:
    return isinstance(data, int) and not isinstance(data, bool) and 0 <= data < 2**20


def _column(data: object, position: int) -> RecordColumn:
    where = f"records.columns[{position}]"
    known = saved.mapping(data, where, RecordColumn)
    return RecordColumn(
        heading=saved.text(known.get("heading"), f"{where}.heading"),
        role=saved.choice(known.get("role"), f"{where}.role", ROLES),
        name=saved.text(known.get("name", ""), f"{where}.name"),
    )


def _day(data: object, where: str) -> date | None:
    if data is None:
        return None
    try:
        return date.fromisoformat(saved.text(data, where))
    except ValueError as error:
        raise saved.unfit(where, "is not a date") from error
