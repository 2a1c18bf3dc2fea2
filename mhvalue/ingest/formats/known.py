"""The layouts that the app knows by their headings, each in a module of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from mhvalue.catalogue.schema import Catalogue
from mhvalue.facts import Facts, join
from mhvalue.ingest.formats import (
    beds,
    fingertips,
    learning_disability,
    mhsds,
    oaps,
    outcomes,
    restrictive,
    talking_therapies,
    template,
    therapies_columns,
    therapies_series,
)
from mhvalue.ingest.formats.mhsds import Layout
from mhvalue.ingest.formats.shape import Headed, Names, fits, headed, is_one_of
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.ingest.vocabulary import folded

Read = Callable[[Layout, Catalogue, str, str], tuple[Facts, tuple[Problem, ...]]]


@dataclass(frozen=True, eq=False)
class Format:
    """One known layout: what it is called, its headings, and how it is read.

    `sheet` is the name its sheet must have, where the headings alone would not tell.
    """

    name: str
    title: str
    needed: Names
    read: Read
    welcome: Names = field(default_factory=dict)


FORMATS: Final = (
    Format(
        "mhsds levels", "published Mental Health Services statistics of several levels (MHSDS)",
        restrictive.BY_RANK, restrictive.read, restrictive.WELCOME_BY_RANK,
    ),
    Format(
        "mhsds", "published Mental Health Services monthly statistics (MHSDS)",
        mhsds.NEEDED, mhsds.read, mhsds.WELCOME,
    ),
    Format(
        "mhsds by month", "published Mental Health Services statistics of one month (MHSDS)",
        mhsds.BY_PERIOD, mhsds.read, mhsds.WELCOME,
    ),
    Format(
        "restrictive", "published restrictive interventions (MHSDS)",
        restrictive.NEEDED, restrictive.read, restrictive.WELCOME,
    ),
    Format(
        "oaps", "published out of area placements (OAPs)", oaps.NEEDED, oaps.read, oaps.WELCOME
    ),
    Format(
        "talking therapies", "published monthly Talking Therapies (IAPT) file",
        talking_therapies.NEEDED, talking_therapies.read, talking_therapies.WELCOME,
    ),
    Format(
        "therapies columns", "published quarterly Talking Therapies (IAPT) file",
        therapies_columns.NEEDED, therapies_columns.read, therapies_columns.WELCOME,
    ),
    Format(
        "therapies series", "published Talking Therapies (IAPT) time series",
        therapies_series.NEEDED, therapies_series.read, therapies_series.WELCOME,
    ),
    Format(
        "beds", "published beds by sector (KH03)", beds.NEEDED, beds.read, beds.WELCOME
    ),
    Format(
        "beds by specialty", "published beds by specialty (KH03)",
        beds.BY_SPECIALTY, beds.read, beds.WELCOME,
    ),
    Format(
        "fingertips", "Fingertips public health profiles download",
        fingertips.NEEDED, fingertips.read, fingertips.WELCOME,
    ),
    Format(
        "outcomes", "published NHS Outcomes Framework indicator",
        outcomes.NEEDED, outcomes.read, outcomes.WELCOME,
    ),
    Format(
        "learning disability", "published learning disability services monthly statistics",
        learning_disability.NEEDED, learning_disability.read, learning_disability.WELCOME,
    ),
)  # fmt: skip
TEMPLATE: Final = "template"
TITLES: Final = {**{known.name: known.title for known in FORMATS}, TEMPLATE: "template workbook"}
"""What each known layout is called in a sentence."""
_ROLES: Final = {
    **dict.fromkeys(("start", "end", "period", "time", "month", "year"), "period"),
    **dict.fromkeys(("code", "first code", "second code", "one", "provider code"), "unit code"),
    **dict.fromkeys(("name", "unit", "area", "first name", "one name", "provider"), "unit"),
    **dict.fromkeys(("parent", "region", "locality", "second name"), "parent"),
    **dict.fromkeys(("level", "kind"), "kind"),
    **dict.fromkeys(("measure", "question", "indicator"), "item"),
    **dict.fromkeys(("breakdown", "group", "first", "second", "sex", "age"), "breakdown"),
    **dict.fromkeys(("category", "group a", "group b", "two name", "three name"), "breakdown"),
    **dict.fromkeys(("four name", "five name", "six name"), "breakdown"),
    **dict.fromkeys(("value", "count", "denominator"), "amount"),
}
_FIGURES_BESIDE: Final = (
    "beds",
    "beds by specialty",
    "therapies series",
    "learning disability",
    TEMPLATE,
)
"""Layouts with a column for each figure, under whatever heading."""


@dataclass(frozen=True, eq=False)
class Known:
    """A known layout found in a file: on every sheet that has it."""

    format: str
    layouts: tuple[Layout, ...]
    published: bool
    one: Read

    def read(self, catalogue: Catalogue, file: str, key: str) -> tuple[Facts, tuple[Problem, ...]]:
        """The facts of all its sheets."""
        read = [self.one(layout, catalogue, file, key) for layout in self.layouts]
        return join([facts for facts, _ in read]), tuple(p for _, told in read for p in told)


def recognise(sheets: Sequence[Sheet], asked: str = "") -> Known | None:
    """The first known layout that a sheet's headings make out, or None.

    `asked` is the one layout to look for; '' looks for any.
    """
    rows = tuple(headed(sheets))
    for row in rows:
        for known in () if row.is_last else FORMATS:
            found = fits(row, known.needed, known.welcome) if asked in ("", known.name) else None
            if found is not None:
                return Known(known.name, _everywhere(known, rows), True, known.read)
        if asked in ("", TEMPLATE) and folded(row.sheet.name) == folded(template.FIGURES):
            found = fits(row, template.NEEDED, {})
            if found is not None:
                return Known(TEMPLATE, (found,), False, _of_template(sheets))
    return None


def _everywhere(known: Format, rows: Sequence[Headed]) -> tuple[Layout, ...]:
    """The layout on each sheet that has it, by the first of its rows that may be a header."""
    found: dict[str, Layout] = {}
    for row in rows:
        layout = None if row.is_last else fits(row, known.needed, known.welcome)
        if layout is not None:
            found.setdefault(row.sheet.name, layout)
    return tuple(found.values())


def role_of(format_name: str, heading: str) -> str:
    """What a column of a known layout holds, in a reading's words; "ignore" for all others."""
    known = next((known for known in FORMATS if known.name == format_name), None)
    own = template.NEEDED if format_name == TEMPLATE else {}
    parts = {**known.needed, **known.welcome} if known else own
    part = next((part for part, names in parts.items() if is_one_of(heading, names)), "")
    rest = "amount" if format_name in _FIGURES_BESIDE else "ignore"
    return _ROLES.get(part, rest)


def _of_template(sheets: Sequence[Sheet]) -> Read:
    def read(
        layout: Layout, catalogue: Catalogue, file: str, key: str
    ) -> tuple[Facts, tuple[Problem, ...]]:
        return template.read(layout, sheets, catalogue, file, key)

    return read
