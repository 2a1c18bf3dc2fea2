"""Where reading asks whether a file tells who somebody is, before anything of it goes further."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mhvalue.errors import FileRefused, PeopleFound, PersonColumn
from mhvalue.ingest.headed import columns, forms, header_row
from mhvalue.ingest.key_names import PERSON_KEY, each_once, key_name
from mhvalue.ingest.leftovers import HIDDEN_TEXTS, Leftover, leftovers, makers
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.sheets.beside_cells import (
    CHART_TITLES,
    COMMENTS,
    DEFINED_NAMES,
    DESCRIBED,
    FORMULAS,
    FURTHER,
    LINKS,
    OTHER_PARTS,
    PRINTED,
    PROPERTIES,
    PUT_IN,
    PUT_IN_BYTES,
    RULES,
    SCENARIOS,
    TEXT_BOXES,
)
from mhvalue.ingest.sheets.cells import Sheet, column_name, distinct
from mhvalue.ingest.sheets.gate import FileKind
from mhvalue.privacy import identifiers
from mhvalue.privacy.identifiers import (
    NHS_NUMBERS,
    NOBODY,
    PERSON_KEYS,
    Column,
    Finding,
    pseudonyms,
)

LEFT_OUT: Final = "Left out"
"""Stands with its letters in place of a column's heading, so that its table stays one table."""

_TOP: Final = 60
_FULL: Final = 0.6
_SPOKEN: Final = (COMMENTS, PROPERTIES, DEFINED_NAMES, TEXT_BOXES, DESCRIBED, SCENARIOS)
_NUMBERED: Final = (OTHER_PARTS, PUT_IN_BYTES, FORMULAS, RULES, LINKS, FURTHER)
"""Names of programs, servers and makers stand there as well."""
_TITLED: Final = (PRINTED, CHART_TITLES)
"""Who made a report often stands there by name; a title tells that it is somebody else."""
_HEADINGS: Final = 2000
_LISTED: Final = 0.25
_NAMED: Final = 6
WITHOUT: Final = (
    "Nothing was kept. Go on without these columns, or take them out of the file and upload it "
    "again."
)

Without = Collection[tuple[str, str]]
"""Columns to leave out: the name of the sheet, the letters of the column."""


@dataclass(frozen=True, eq=False)
class Cleared:
    """Sheets that tell nobody who anyone is, and what to say about the file.

    `left_out` are the sheets and kinds of the people's data that was left out of them. `keys`
    hold, for each sheet and zero-based column left out that numbers people, a code per row
    by which one person's rows can be told to belong together (-1 for a blank); `key_names` say
    for the same columns whether they number people, their stays or the rows. `titles` are the
    cells above the headings of columns left out, which say what the file covers: by sheet,
    each with its row and column. They too stay in this process.
    """

    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...]
    keys: Mapping[tuple[str, int], NDArray[np.int64]]
    left_out: tuple[tuple[str, str], ...] = ()
    key_names: Mapping[tuple[str, int], str] = field(default_factory=dict)
    titles: Mapping[str, Sequence[tuple[int, int, object]]] = field(default_factory=dict)

    def keyed(self, sheet: Sheet) -> Sheet:
        """A cleared sheet for counting readmissions: codes stand where people's numbers stood.

        Each such column is headed by what it numbers. The codes mean nothing outside this process
        and must not leave it: neither in a preview nor in facts.
        """
        columns = [column for name, column in self.keys if name == sheet.name]
        titles = self.titles.get(sheet.name, ())
        if not columns and not titles:
            return sheet
        cells = sheet.cells.copy()
        columns.sort()
        names = each_once(
            self.key_names.get((sheet.name, column), PERSON_KEY) for column in columns
        )
        for column, called in zip(columns, names, strict=True):
            codes = self.keys[sheet.name, column]
            headings = np.flatnonzero(cells[:, column] != None)  # noqa: E711 - asked of each cell
            cells[:, column] = [None if code == NOBODY else f"{code:x}" for code in codes.tolist()]
            cells[headings, column] = called
        for row, column, text in titles:
            cells[row, column] = text
        others = {place: coded for place, coded in sheet.coded.items() if place not in columns}
        return replace(sheet, laid=cells, coded=others)


def check_name(shown: str) -> None:
    """Refuse a file whose very name tells an NHS number; the name is not repeated."""
    stops = any(finding.stops for finding in identifiers.scan([_pool((shown,))]))
    if stops or identifiers.is_titled(shown):
        raise FileRefused(
            "The name of this file looks like it holds patient data.",
            do="Give the file another name and upload it again.",
        )


def clear(
    data: bytes, kind: FileKind, sheets: Sequence[Sheet], without: Without, file: str
) -> Cleared:
    """The sheets without the columns to leave out.

    Raises PeopleFound where any other column of a sheet that was read tells who somebody is.
    Hidden sheets, comments, properties, names and saved rows of pivot tables are looked at too;
    nothing of them is ever read on, so what they hold is told as a problem.
    """
    _check_sheet_names(sheets, file)
    found = [(sheet, finding) for sheet in sheets for finding in _scanned(sheet)]
    left = {(sheet, letters) for sheet, letters in without}
    kept = [(s, f) for s, f in found if (s.name, column_name(f.column)) not in left]
    stopping = [_column(sheet, finding) for sheet, finding in kept if finding.stops]
    if stopping:
        raise PeopleFound(
            f"Looks like patient data: {listed(stopping)}.",
            where=file,
            do=WITHOUT,
            columns=tuple(stopping),
        )
    problems = [_noticed(sheet, finding, file) for sheet, finding in kept]
    problems += _carried(leftovers(data, kind, sheets), file)
    problems += [*_made_by(makers(data, kind), file), *_named_like_people(sheets, file)]
    numbering = [
        (sheet, finding)
        for sheet, finding in found
        if finding.kind in PERSON_KEYS and (sheet.name, column_name(finding.column)) in left
    ]
    keys = {(sheet.name, f.column): _keys(sheet, f.column) for sheet, f in numbering}
    called = {(sheet.name, f.column): _key_name(sheet, f) for sheet, f in numbering}
    gone = ((s.name, f.kind) for s, f in found if (s.name, column_name(f.column)) in left)
    left_out = tuple(dict.fromkeys(gone))
    blanked = tuple(_blanked(sheet, left) for sheet in sheets)
    titles = {sheet.name: _above(sheet, left) for sheet in sheets}
    return Cleared(blanked, tuple(problems), keys, left_out, called, titles)


def _above(sheet: Sheet, left: Without) -> list[tuple[int, int, object]]:
    """What stands above the headings of the columns to leave out."""
    places = [c for c in range(sheet.shape[1]) if (sheet.name, column_name(c)) in left]
    if not places:
        return []
    rows = range(header_row(sheet))
    cells = ((row, place, sheet.cells[row, place]) for row in rows for place in places)
    return [one for one in cells if one[2] is not None]


def _key_name(sheet: Sheet, finding: Finding) -> str:
    above = sheet.cells[: header_row(sheet) + 1, finding.column].tolist()
    heading = next((text for text in reversed(above) if text is not None), "")
    return key_name(heading, of_people=finding.kind == NHS_NUMBERS)


def _check_sheet_names(sheets: Sequence[Sheet], file: str) -> None:
    for place, sheet in enumerate(sheets, start=1):
        numbered = any(finding.stops for finding in identifiers.scan([_pool((sheet.name,))]))
        if numbered or identifiers.is_titled(sheet.name):
            raise PeopleFound(
                f"The name of sheet number {place} looks like it holds patient data.",
                where=file,
                do="Nothing was kept. Give the sheet another name and upload the file again.",
            )


def _named_like_people(sheets: Sequence[Sheet], file: str) -> list[Problem]:
    """Sheets that may each be somebody's; wards bear the names of people too."""
    found = identifiers.scan([_pool(tuple(sheet.name for sheet in sheets))])
    if not any(finding.kind == identifiers.NAMES for finding in found):
        return []
    return [
        Problem(
            "The names of the sheets look like names of people.",
            file,
            done="They were read, because wards and teams bear such names too.",
            do="If they are patients', give the sheets other names and upload the file again.",
        )
    ]


def _scanned(sheet: Sheet) -> tuple[Finding, ...]:
    height, width = sheet.shape
    if not height:
        return ()
    header, told = header_row(sheet), forms(sheet)
    looked_at, places = [], []
    for place in range(width):
        for column in columns(sheet, header, place, told):
            looked_at.append(column)
            places.append(place)
    kept: dict[tuple[int, str], Finding] = {}
    for one in identifiers.scan(looked_at):
        place = places[one.column]
        before = kept.get((place, one.kind))
        rows = one.rows + (before.rows if before else 0)
        kept[place, one.kind] = replace(one, column=place, rows=rows)
    for kind, beside in told.values():
        for place in beside:
            before = kept.get((place, kind))
            if before is None or not before.stops:
                kept[place, kind] = Finding(kind, place, 1)
    return tuple(sorted(kept.values(), key=lambda one: one.column))


def _column(sheet: Sheet, finding: Finding) -> PersonColumn:
    letters = column_name(finding.column)
    return PersonColumn(sheet.name, letters, finding.kind, finding.rows, finding.heading)


def listed(columns: Sequence[PersonColumn]) -> str:
    """Columns that hold people's data, each by its kind, its place and its rows."""
    told = [
        f"{found.kind} in {_place(found.sheet, found.column)} ({_rows(found.rows)})"
        for found in columns[:_NAMED]
    ]
    more = len(columns) - _NAMED
    return ", ".join(told) + (f" and {more} more" if more > 0 else "")


def _place(sheet: str, letters: str) -> str:
    return f"sheet {sheet}, column {letters}" if sheet else f"column {letters}"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _noticed(sheet: Sheet, finding: Finding, file: str) -> Problem:
    letters = column_name(finding.column)
    return Problem(
        f"Column {letters} holds {finding.kind} ({_rows(finding.rows)}).",
        file,
        sheet.name,
        letters,
        "It was read, because nothing shows that they are patients'.",
        "If they are, take the column out of the file.",
    )


def _carried(found: Iterable[Leftover], file: str) -> list[Problem]:
    """What a workbook carries unseen that tells who somebody is: kind and place only."""
    told: dict[tuple[str, str], list[str]] = {}
    for leftover in found:
        column = _pool(leftover.texts, leftover.heading)
        hidden = leftover.place == HIDDEN_TEXTS
        scanned = identifiers.scan([column], of_people=not hidden)
        kinds = [finding.kind for finding in scanned if finding.stops]
        if leftover.place in _NUMBERED:
            kinds = [kind for kind in kinds if kind in PERSON_KEYS[:1]]
        if leftover.place in _SPOKEN and any(map(identifiers.speaks_of_somebody, leftover.texts)):
            kinds.append(identifiers.NAMES)
        if leftover.place in _TITLED and any(map(identifiers.is_titled, leftover.texts)):
            kinds.append(identifiers.NAMES)
        if hidden or leftover.place == PUT_IN:
            kinds += identifiers.kinds_claimed(leftover.texts)
        if kinds:
            told.setdefault((leftover.place, leftover.sheet), []).extend(kinds)
    return [
        Problem(
            f"Looks like patient data that is not seen at once: {', '.join(dict.fromkeys(kinds))} "
            f"in {place if not sheet else 'a hidden sheet'}.",
            file,
            sheet,
            "",
            "It was not read.",
            "Take it out before you pass the file on.",
        )
        for (place, sheet), kinds in told.items()
    ]


def _made_by(makers: Sequence[str], file: str) -> list[Problem]:
    if not any(map(identifiers.is_personal_name, makers)):
        return []
    what = "The document properties name who made the workbook or saved it last."
    return [Problem(what, file, done="The name was not read.")]


def _pool(texts: Sequence[str], heading: str = "") -> Column:
    return Column(heading, texts, np.ones(len(texts), dtype=np.int64))


def _keys(sheet: Sheet, column: int) -> NDArray[np.int64]:
    codes, values = distinct(sheet, column, 0, sheet.shape[0] - 1)
    return pseudonyms(values)[codes]


def _blanked(sheet: Sheet, left: Collection[tuple[str, str]]) -> Sheet:
    """The sheet with columns emptied; where a heading stood, words that tell nothing."""
    places = [p for p in range(sheet.shape[1]) if (sheet.name, column_name(p)) in left]
    if not places:
        return sheet
    header = header_row(sheet)
    cells = sheet.cells.copy()
    for place in places:
        codes, values = distinct(sheet, place, 0, len(cells) - 1)
        claims = [isinstance(value, str) and identifiers.is_claim(value) for value in values]
        headings = np.array(claims, dtype=bool)[codes]
        headings[header] |= cells[header, place] is not None
        cells[:, place] = None
        cells[headings, place] = f"{LEFT_OUT} {column_name(place)}"
    others = {place: coded for place, coded in sheet.coded.items() if place not in places}
    return replace(sheet, laid=cells, coded=others)
