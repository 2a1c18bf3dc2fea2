"""What each figure counts: the item it is a figure of, and how its cells are to be taken."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from mhvalue.catalogue.loader import find_item, find_metric
from mhvalue.catalogue.schema import Catalogue
from mhvalue.ingest import vocabulary as words
from mhvalue.ingest.dated_labels import BY_LABELS, dated
from mhvalue.ingest.headings import uncounted
from mhvalue.ingest.in_company import carries, told_in_company
from mhvalue.ingest.places import Codes, labels
from mhvalue.ingest.reading import AS_IN_FILE, TO_DATE, Column, TableReading
from mhvalue.ingest.sheets.cells import Sheet
from mhvalue.ingest.vocabulary import folded
from mhvalue.ingest.wording import SCALE, cover_of, sides, stem_of, window_of

_UNIT = re.compile(r"(?:unit|uom|format)s?(?: of (?:measure(?:ment)?|measurement))?|measured in")


@dataclass(frozen=True)
class Subject:
    """One item as the file words it: `percent` on a 0 to 100 scale, `finished` never added up.

    `window` is how many months a monthly figure covers, 12 for a rolling year and 0 for a year to
    date. `pounds` says whether the catalogue keeps the item in pounds, None of an item it does not
    know; `adds_up` that its months add up to its year.
    """

    item: str
    heading: str
    percent: bool = False
    finished: bool = False
    window: int = 1
    pounds: bool | None = None
    adds_up: bool = False


def subject(
    catalogue: Catalogue,
    text: str,
    *,
    heading: str = "",
    finished: bool = False,
    window: str = "",
) -> Subject:
    """The subject a text names: an item id, a metric id, a known heading, or one of its own.

    `heading` is the file's wording where that is not the text itself.
    """
    if text.startswith(AS_IN_FILE):
        return _of_the_file(text.removeprefix(AS_IN_FILE), finished=finished, window=window)
    shown, text = heading or text, uncounted(text)
    months = _months(window or window_of(shown))
    known = catalogue.items.get(text) or find_item(catalogue, text)
    written, text = text, text if months == 1 or known else stem_of(text)
    item = known or catalogue.items.get(text) or find_item(catalogue, text)
    metric = None if item else find_metric(catalogue, text)
    percent, says_finished = _said(f"{text} {heading}")
    finished = finished or percent or says_finished
    if item is not None:
        percent = item.unit.startswith("%")
        never = percent or (finished and item.over_units == "never")
        months = item.window_months if months == 1 else months
        adds_up = not percent and item.over_time == "sum"
        return Subject(item.id, shown, percent, never, months, item.unit == "£", adds_up)
    if metric is not None and (finished or metric.kind != "count"):
        unit_percent = metric.unit.startswith("%")
        return Subject(metric.value or metric.id, shown, unit_percent, True, months)
    return Subject(
        words.slug(text),
        shown if heading and written == heading else written,
        percent,
        finished,
        months,
        adds_up=not finished,
    )


def _of_the_file(name: str, *, finished: bool, window: str) -> Subject:
    """What keeps the file's own name, under an id that no item of the catalogue has."""
    percent, says_finished = _said(name)
    finished = finished or percent or says_finished
    months = _months(window or window_of(name))
    return Subject(
        f"file_{words.slug(name)}", name, percent, finished, months, adds_up=not finished
    )


@lru_cache(maxsize=20_000)
def _said(text: str) -> tuple[bool, bool]:
    """Whether a text speaks of percentages, and whether of figures that are never added up."""
    folded = words.folded(text)
    return "%" in text or bool(words.PERCENT.search(folded)), bool(words.FINISHED.search(folded))


def _months(window: str) -> int:
    if window == TO_DATE:
        return 0
    rolling = re.search(r"\d+", window)
    return int(rolling[0]) if rolling else 1


def subjects(
    sheet: Sheet,
    table: TableReading,
    rows: NDArray[np.int64],
    figures: tuple[Column, ...],
    catalogue: Catalogue,
    chosen: Mapping[str, str],
) -> tuple[Codes, list[Subject]]:
    """For each row and figure column the position of its subject.

    A column of measures names it; a figure column beside others adds its own heading. `chosen`
    are the names for which a person has said what they count.
    """
    item_column = next((c for c in table.columns if c.role == "item"), None)
    found: dict[Subject, int] = {}
    codes = np.zeros((len(rows), len(figures)), dtype=np.int64)
    for position, column in enumerate(figures):
        if item_column is None:
            text = column.item or column.heading
            known_as = catalogue.items.get(text) or catalogue.metrics.get(text)
            # A heading that is a period, a unit or a group does not say what is counted.
            across = table.layout == "periods across" or column.unit or column.group
            own = (known_as.name if across else column.heading) if known_as else ""
            known = subject(
                catalogue,
                text,
                heading=own,
                finished=column.role == "value",
                window=column.window,
            )
            codes[:, position] = _of_parts(sheet, table, rows, known, found, catalogue)
            continue
        row_codes, texts = _measures(sheet, table, item_column, catalogue)
        present = np.unique(row_codes[rows])
        of_text = np.zeros(len(texts), dtype=np.int64)
        around = (sheet.name, table.title, *(c.heading for c in table.columns))
        company = told_in_company(catalogue, [texts[code] for code in present], around)
        for code in present:
            text = texts[code] or "Figures"
            known = _of_row(catalogue, column, text, company.get(text, ""), chosen)
            of_text[code] = found.setdefault(known, len(found))
        codes[:, position] = of_text[row_codes[rows]]
    return _covering(sheet, table, rows, codes, list(found))


def _measures(
    sheet: Sheet, table: TableReading, item: Column, catalogue: Catalogue
) -> tuple[Codes, list[str]]:
    """The measure of each row, with the part of it that the row holds where it is no result."""
    codes, texts = labels(sheet, table, item.index)
    part = next((c for c in table.columns if (c.role, c.name) == ("kind", "part")), None)
    if item.name == BY_LABELS:
        texts = [(dated(text) or (text,))[0] for text in texts]
    texts = [side.stem for side in sides(texts)]
    codes, texts = _in_their_units(sheet, table, codes, texts)
    if part is None:
        return codes, texts
    of_part, said = labels(sheet, table, part.index)
    named = [
        _result_called(catalogue, text, which, said) if _is_result(which) else f"{text}: {which}"
        for text in texts
        for which in said
    ]
    return codes * len(said) + of_part, named


def _is_result(which: str) -> bool:
    return not which or words.RESULT.fullmatch(words.folded(which)) is not None


def _result_called(catalogue: Catalogue, text: str, which: str, said: Sequence[str]) -> str:
    """What comes out of a measure's parts, where the measure by its name would be one of them.

    "DNA" counts contacts: what stands beside its numerator as "%" is "DNA %".
    """
    item = catalogue.items.get(text) or find_item(catalogue, text)
    if item is None or item.over_time != "sum":
        return text
    name = item.name if text == item.id else text
    if _said(which)[0]:
        return f"{name} %"
    parted = any(words.DENOMINATOR.search(words.folded(other)) for other in said)
    return f"{name} {which.casefold()}" if parted and which else text


def _in_their_units(
    sheet: Sheet, table: TableReading, codes: Codes, texts: list[str]
) -> tuple[Codes, list[str]]:
    """The measures with what a column headed Unit says of them: per cent, or thousands of pounds.

    Other units change nothing about a figure.
    """
    found = (c for c in table.columns if c.role == "ignore" and _UNIT.fullmatch(folded(c.heading)))
    column = next(found, None)
    if column is None:
        return codes, texts
    of_row, units = labels(sheet, table, column.index)
    added = [_suffix(unit) for unit in units]
    kinds = list(dict.fromkeys(["", *added]))
    of_kind = np.array([kinds.index(suffix) for suffix in added], dtype=np.int64)[of_row]
    named = [
        text if not kind or _said(text)[0] or SCALE.search(text) else f"{text} {kind}"
        for text in texts
        for kind in kinds
    ]
    return codes * len(kinds) + of_kind, named


def _suffix(unit: str) -> str:
    if SCALE.search(unit):
        return f"({unit})"
    alone = words.MEASURE_UNIT.fullmatch(unit.strip().casefold())
    return "%" if alone and _said(unit)[0] else ""


def _of_parts(
    sheet: Sheet,
    table: TableReading,
    rows: NDArray[np.int64],
    whole: Subject,
    found: dict[Subject, int],
    catalogue: Catalogue,
) -> Codes:
    """The positions of one subject, or of its numerator, denominator and result, row by row."""
    part = next((c for c in table.columns if (c.role, c.name) == ("kind", "part")), None)
    if part is None:
        return np.full(len(rows), found.setdefault(whole, len(found)), dtype=np.int64)
    of_row, said = labels(sheet, table, part.index)
    places = []
    for which in said:
        own = replace(whole, finished=True, adds_up=False, percent=whole.percent or _said(which)[0])
        called = _result_called(catalogue, whole.item, which, said) if _is_result(which) else ""
        if not called:
            item, heading = f"{whole.item}_{words.slug(which)}", f"{whole.heading}: {which}"
            own = replace(whole, item=item, heading=heading, percent=False, finished=False)
        elif called != whole.item:
            result = subject(catalogue, called, finished=True)
            own = replace(result, window=whole.window, adds_up=False)
        places.append(found.setdefault(own, len(found)))
    return np.array(places, dtype=np.int64)[of_row[rows]]


def _covering(
    sheet: Sheet,
    table: TableReading,
    rows: NDArray[np.int64],
    codes: NDArray[np.int64],
    known: list[Subject],
) -> tuple[Codes, list[Subject]]:
    """The same where a column says which rows are of the year to date, or of rolling months."""
    told = next((c for c in table.columns if (c.role, c.name) == ("kind", "window")), None)
    if told is None:
        return codes, known
    row_codes, texts = labels(sheet, table, told.index)
    covers = [cover_of(text) or "" for text in texts]
    windows = list(dict.fromkeys(["", *covers]))
    of_row = np.array([windows.index(cover) for cover in covers], dtype=np.int64)[row_codes[rows]]
    every = [
        replace(subject, window=_months(window)) if window else subject
        for window in windows
        for subject in known
    ]
    return codes + of_row[:, None] * len(known), every


def _of_row(
    catalogue: Catalogue, column: Column, text: str, company: str, chosen: Mapping[str, str]
) -> Subject:
    """The subject of a row's measure in one column: measure alone, or measure and heading.

    `company` is the item that the measure counts beside the others, or ''.
    """
    finished = column.role == "value"
    alone = catalogue.items.get(company) or find_item(catalogue, text)
    said_again = alone is not None and carries(column.heading, alone.unit)
    named_by = column.item and not words.JUST_VALUE.fullmatch(words.folded(column.heading))
    if company and (said_again or not named_by) and text not in chosen:
        return subject(catalogue, company, heading=text, finished=finished, window=column.window)
    if named_by and not said_again:
        text = f"{text}: {column.item}"
    bare = " ".join(SCALE.sub("", text).split())
    scaled = bare != text and find_item(catalogue, bare) is not None
    named = subject(catalogue, bare if scaled else text, finished=finished, window=column.window)
    named = replace(named, heading=text) if scaled else named
    item = chosen.get(named.heading)
    if item is None:
        return named
    window = column.window or window_of(text)
    said = subject(catalogue, item, heading=named.heading, finished=finished, window=window)
    return replace(said, heading=named.heading)
