"""A return as an analyst keeps it, made by chance, and the figures it must lead to.

What is expected is worked out here from the drawn numbers and docs/methods.md alone; nothing of
the program is used.
"""

import math
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import pairwise
from random import Random

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

MONTHS = tuple(date(2023 + (3 + n) // 12, (3 + n) % 12 + 1, 1) for n in range(30))
LAST_YEAR = MONTHS[-12:]
ACUTE, OLDER = "Adult acute", "Older adult"
KINDS = {
    **dict.fromkeys(("Aspen", "Birch", "Cedar", "Damson", "Elder", "Fir", "Gorse"), ACUTE),
    **dict.fromkeys(("Heather", "Iris", "Jasmine", "Kale", "Lime"), OLDER),
}
TURNED, FAR, TINY, STARRED = "Birch", "Cedar", "Heather", "Fir"
TURN = 18
"""Month from which Birch follows up nearly all."""
HEADINGS = ("Eligible for 72 hour follow up", "Followed up within 72 hours", "Attended contacts")

Cell = tuple[str, date]


@dataclass(frozen=True)
class Return:
    """The numbers drawn, by ward and month; `starred` are those the file itself hides."""

    followed: dict[Cell, int]
    eligible: dict[Cell, int]
    attended: dict[Cell, int]
    missed: dict[Cell, int]
    starred: frozenset[Cell]


def drawn() -> Return:
    """Twelve wards over thirty months: Birch turns for the better, Cedar is far below the rest."""
    chance = Random(2026)
    made = Return({}, {}, {}, {}, frozenset((STARRED, MONTHS[n]) for n in (2, 5)))
    for month, when in enumerate(MONTHS):
        for place, ward in enumerate(KINDS):
            size = chance.randint(9, 14) if ward == TINY else 44 + 6 * place + chance.randint(0, 14)
            share = {FAR: 0.56, TINY: 0.5, TURNED: 0.68 if month < TURN else 0.88}.get(ward, 0.8)
            whole = _unlike(made.eligible, when, size, up=1)
            seen = sum(chance.random() < share for _ in range(whole))
            made.eligible[ward, when] = whole
            made.followed[ward, when] = _unlike(made.followed, when, max(seen, 2), up=-1)
            made.attended[ward, when] = 300 + 10 * place + chance.randint(0, 60)
            made.missed[ward, when] = 20 + chance.randint(0, 30)
    return made


def _unlike(drawn: dict[Cell, int], when: date, count: int, *, up: int) -> int:
    """The count, or the next that no ward has in that month: which of two equal wards goes into
    hiding with another is not laid down."""
    taken = {other for (_, month), other in drawn.items() if month == when}
    while count in taken:
        count += up
    return count


def workbook(numbers: Return) -> bytes:
    """The return as a workbook: titles, a logo's place, a two-row header, stars, a footnote."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Return"
    sheet["A1"] = "Northvale Partnership Trust"
    sheet["A1"].font = Font(size=20, bold=True)
    sheet["A2"] = "Monthly return: follow up and contacts, April 2023 to September 2025"
    for row in (1, 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=7)
    for column, words in ((4, "After discharge"), (6, "Contacts")):
        sheet.cell(4, column, words).alignment = Alignment(horizontal="center")
        sheet.merge_cells(start_row=4, end_row=4, start_column=column, end_column=column + 1)
    for column, words in enumerate(("Ward", "Service type", "Month", *HEADINGS, "DNAs"), 1):
        sheet.cell(5, column, words)
    row = 6
    for ward, kind in KINDS.items():
        for when in MONTHS:
            at = (ward, when)
            followed = "*" if at in numbers.starred else numbers.followed[at]
            cells = (numbers.eligible[at], followed, numbers.attended[at], numbers.missed[at])
            for column, value in enumerate((ward, kind, when, *cells), 1):
                sheet.cell(row, column, value)
            sheet.cell(row, 3).number_format = "mmm-yy"
            row += 1
    sheet.cell(row + 1, 1, "* A figure that the service could not release. Source: ward returns.")
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


@dataclass(frozen=True)
class Figure:
    """A share in percent with its parts; None where it is hidden."""

    value: float | None
    numerator: int | None
    denominator: int | None


def exact(numbers: Return) -> dict[Cell, Figure]:
    """Every ward's share in every month as it is; hidden where the file hides it."""
    return {
        at: Figure(None, None, whole)
        if at in numbers.starred
        else Figure(100 * numbers.followed[at] / whole, numbers.followed[at], whole)
        for at, whole in numbers.eligible.items()
    }


def protected(numbers: Return) -> dict[Cell, Figure]:
    """The shares as they may be shared: rules 1 to 4 of "What is hidden when sharing"."""
    made = {}
    for when in {when for _, when in numbers.eligible}:
        wholes = {ward: numbers.eligible[ward, when] for ward in KINDS}
        parts = {ward: numbers.followed[ward, when] for ward in KINDS}
        no_whole = _with_company({w for w in KINDS if wholes[w] <= 4}, wholes)
        few = {w for w in KINDS if parts[w] <= 4 or wholes[w] - parts[w] <= 4}
        starred = {ward for ward in KINDS if (ward, when) in numbers.starred}
        no_part = _with_company(few | no_whole | starred, parts)
        for ward in KINDS:
            part = None if ward in no_part else _nearest_five(parts[ward])
            whole = None if ward in no_whole else _nearest_five(wholes[ward])
            value = None if part is None or whole is None else 100 * part / whole
            made[ward, when] = Figure(value, part, whole)
    return made


def over_last_year(numbers: Return, kind: str) -> dict[str, tuple[int, int]]:
    """Followed up and eligible of each ward of a kind over the last twelve months."""
    return {
        ward: (
            sum(numbers.followed[ward, when] for when in LAST_YEAR),
            sum(numbers.eligible[ward, when] for when in LAST_YEAR),
        )
        for ward, own in KINDS.items()
        if own == kind
    }


def limits(values: list[float]) -> tuple[float, float, float]:
    """Lower limit, mean and upper limit of an XmR chart: mean and 2.66 moving ranges."""
    mean = sum(values) / len(values)
    steps = [abs(b - a) for a, b in pairwise(values)]
    spread = 2.66 * sum(steps) / len(steps)
    return mean - spread, mean, mean + spread


def chance_of_at_most(count: int, of: int, share: float) -> float:
    """P(X <= count) for a binomial count."""
    return sum(math.comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(count + 1))


def _nearest_five(count: int) -> int:
    return 5 * ((count + 2) // 5)


def _with_company(hidden: set[str], amounts: dict[str, int]) -> set[str]:
    """Where one ward stands alone among its kind or all, the smallest other one is hidden too."""
    groups = [*({w for w in KINDS if KINDS[w] == kind} for kind in (ACUTE, OLDER)), set(KINDS)]
    hidden, before = set(hidden), None
    while before != hidden:
        before = set(hidden)
        for group in groups:
            if len(hidden & group) == 1:
                hidden.add(min(group - hidden, key=amounts.__getitem__))
    return hidden
