"""What a file leaves to the person: names that look like one unit, and hidden sheets."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ui.text import plain

if TYPE_CHECKING:
    from mhvalue.ui.opening import Waiting

NEARLY_ALL = 4
"""Hidden sheets for each one read, from which on the hidden ones are offered first."""

MOST_GROUPS = 20
Merges = tuple[tuple[str, str], ...]


def merges_form(file: "Waiting") -> Merges:
    """Pairs of unit names, the first read as the second: those in force, and those chosen now."""
    merges = list(file.result.reading.merges)
    groups = file.result.alike
    if groups:
        st.markdown("**These look like one unit.** Tick those that are; the others stay apart.")
    for place, names in enumerate(groups[:MOST_GROUPS]):
        key = f"{file.sha256} {hash(names)} {place}"
        left, right = st.columns([3, 2])
        one = left.checkbox(plain(" = ".join(map(_shown, names))), key=f"one {key}")
        kept = right.selectbox("Name to keep", names, key=f"keep {key}", disabled=not one)
        if one:
            merges += [(name, kept) for name in names if name != kept]
    if len(groups) > MOST_GROUPS:
        rest = len(groups) - MOST_GROUPS
        st.markdown(f"{rest:,} more are asked about once these have been read as one.")
    if file.result.reading.merges:
        kept_pairs = st.multiselect(
            "Read as one unit",
            file.result.reading.merges,
            file.result.reading.merges,
            format_func=lambda pair: f"{pair[0]} as {pair[1]}",
            key=f"merged {file.sha256} {hash(file.result.reading.merges)}",
        )
        merges = [p for p in merges if p in kept_pairs or p not in file.result.reading.merges]
    return settled(merges)


def _shown(name: str) -> str:
    """The name, and what the eye cannot see of it: letters of another alphabet, spaces."""
    scripts = {unicodedata.name(sign, "").partition(" ")[0] for sign in name if sign.isalpha()}
    other = ", ".join(f"{found.title()} letters" for found in sorted(scripts - {"LATIN"}))
    spaces = "more spaces" if name != " ".join(name.split()) else ""
    odd = " and ".join(filter(None, (other, spaces)))
    return f"{name} (with {odd})" if odd else name


def mostly_hidden(file: "Waiting") -> bool:
    """Whether nearly all sheets that may hold figures are hidden and unread."""
    reading = file.result.reading
    read = {table.sheet for table in reading.tables if table.use}
    hidden = len(file.result.hidden_sheets)
    return reading.is_by_tables and hidden > 0 and hidden >= NEARLY_ALL * len(read)


def hidden_form(file: "Waiting") -> tuple[str, ...]:
    """The hidden sheets to read: those read already, and those chosen now."""
    already = file.result.reading.hidden
    names = tuple(dict.fromkeys((*already, *file.result.hidden_sheets)))
    if not names:
        return ()
    if mostly_hidden(file):
        total = len(file.result.hidden_sheets)
        sheets = "1 sheet was" if total == 1 else f"{total} sheets were"
        st.markdown(
            f"Most of this workbook is hidden: {sheets} not read. If the figures are there, "
            "choose them here and read again."
        )
    chosen = st.multiselect(
        "Hidden sheets to read as well",
        names,
        already,
        key=f"hidden {file.sha256} {hash(already)}",
        help="Hidden sheets are listed and not read until you choose them.",
    )
    return tuple(name for name in names if name in chosen)


def settled(pairs: Iterable[tuple[str, str]]) -> Merges:
    """Each name once, read as the name that is kept in the end; the last pair breaks a circle."""
    last: dict[str, str] = {}
    for name, kept in pairs:
        if _kept(last, kept, until=name) == name:
            last.pop(kept, None)
        if kept != name:
            last[name] = kept
    return tuple((name, _kept(last, name)) for name in last)


def _kept(pairs: Mapping[str, str], name: str, until: str = "") -> str:
    """What a name is read as in the end, or `until` where that comes first."""
    while name in pairs and name != until:
        name = pairs[name]
    return name
