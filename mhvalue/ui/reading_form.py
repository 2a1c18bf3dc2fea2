"""Confirming a file: what was found, and everything of it open to change."""

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ingest.reading import BY_TABLES
from mhvalue.ui import opening
from mhvalue.ui.declare_form import declare_form
from mhvalue.ui.items_form import items_form
from mhvalue.ui.known_form import known_again, known_form
from mhvalue.ui.merging import hidden_form, merges_form, mostly_hidden, settled
from mhvalue.ui.noticed import noticed
from mhvalue.ui.opening import Waiting
from mhvalue.ui.records_form import records_form
from mhvalue.ui.respelling import respelled
from mhvalue.ui.table_form import table_form
from mhvalue.ui.text import plain
from mhvalue.words.phrases import count_of

if TYPE_CHECKING:
    from mhvalue.ingest.reading import Reading, TableReading
    from mhvalue.ingest.record_reading import RecordSheet

MOST_PROBLEMS = 8
MOST_SHEETS = 10


def confirm_form(file: Waiting) -> None:
    """One waiting file: the summary, the two ways on, and how it was read."""
    from mhvalue.ingest.formats.known import TITLES
    from mhvalue.words.files import left_out, read

    result = file.result
    told = noticed(result.problems)
    with st.container(border=True):
        st.subheader(plain(file.name))
        st.markdown(f"I read {plain(read(result.facts, len(told)))}.")
        if result.reading.format == BY_TABLES:
            known_again(file)
        elif result.reading.format:
            st.markdown(f"Recognised as {plain(format_name(result.reading))}.")
        if result.reading.left_out:
            st.markdown(plain(left_out(result.reading.left_out)))
        if result.hidden_sheets:
            more = len(result.hidden_sheets) - MOST_SHEETS
            names = plain(", ".join(result.hidden_sheets[:MOST_SHEETS]))
            st.markdown(f"Hidden sheets, not read: {names}{f' and {more} more' * (more > 0)}.")
        if mostly_hidden(file):
            _hidden_first(file)
        both = st.container(horizontal=True)
        both.button(
            "Use these figures",
            type="primary",
            key=f"use {file.sha256}",
            on_click=opening.confirm,
            args=(file,),
            disabled=result.facts.frame.empty,
        )
        both.button(
            "Leave this file out",
            key=f"leave {file.sha256}",
            on_click=opening.leave_out,
            args=(file.sha256,),
        )
        if opening.is_namesake(file):
            st.info(
                f"Another file named {plain(file.name)} is open. This one holds something else "
                "and is read beside it."
            )
        if file.differences is not None:
            _changes(file.differences)
        _to_check(told)
        hides = result.hidden_sheets and result.reading.is_by_tables
        if result.reading.tables or result.reading.records or hides:
            _corrections(file)
        elif result.reading.format in TITLES:
            known_form(file)
        declare_form(file)


def _to_check(told: tuple[str, ...]) -> None:
    """What was noticed, a line a kind; the first few of many."""
    if not told:
        return
    lines = [f"- {plain(sentence)}" for sentence in told[:MOST_PROBLEMS]]
    if len(told) > MOST_PROBLEMS:
        rest = len(told) - MOST_PROBLEMS
        lines.append(f"- {rest:,} more are listed on the Check page once the file is in use.")
    st.warning("\n".join(lines))


def _changes(differences: tuple[str, ...]) -> None:
    """What is not as the saved set-up knew it; using the figures accepts it."""
    if not differences:
        st.success("Read by your saved set-up. Nothing has changed since.")
        return
    st.info("Read by your saved set-up. This is different; use the figures to accept it.")
    for sentence in differences[:MOST_PROBLEMS]:
        st.markdown(f"- {plain(sentence)}")
    if len(differences) > MOST_PROBLEMS:
        st.markdown(f"- and {len(differences) - MOST_PROBLEMS:,} more")


def use_all(files: list[Waiting]) -> None:
    """One button for several files at once."""
    if len(files) > 1:
        st.button(
            f"Use all {len(files)} files",
            type="primary",
            on_click=opening.confirm_all,
        )


def format_name(reading: "Reading") -> str:
    """A known layout as people call it."""
    from mhvalue.ingest.formats.known import TITLES

    code = reading.format
    if reading.records:
        from mhvalue.ingest.extracts import TITLES as ROWS

        kinds = dict.fromkeys(ROWS[one.reading.kind] for one in reading.records if one.use)
        beside = sum(table.use for table in reading.tables)
        tables = f", beside {count_of(beside, 'table')} of figures" if beside else ""
        return f"{' and '.join(kinds)}, counted by month{tables}"
    if code == "sickness":
        return "the published NHS sickness absence rates"
    return f"the {TITLES[code]}" if code in TITLES else code


def _corrections(file: Waiting) -> None:
    """Everything open to change, and the button that reads the file again by it."""
    read = file.result.reading
    hidden = read.hidden if mostly_hidden(file) else hidden_form(file)
    merges = merges_form(file)
    records, sound = _records(file)
    tables, whole = _tables(file)
    items = items_form(file)
    gone = set(read.hidden) - set(hidden)
    published = st.checkbox(
        "These figures are already published (nothing in them needs hiding)",
        value=read.published,
        key=f"published {file.sha256}",
    )
    reading = replace(
        read,
        tables=tuple(table for table in tables if table.sheet not in gone),
        published=published,
        hidden=hidden,
        merges=settled((*merges, *respelled(file))),
        items=items,
        records=records,
    )
    if st.button(
        "Read again with these changes",
        key=f"again {file.sha256}",
        disabled=reading == read or not (whole and sound),
    ):
        opening.read_again(file, reading)
        st.rerun()


def _hidden_first(file: Waiting) -> None:
    """The hidden sheets of a workbook that hides most of them, to be read by one button."""
    read = file.result.reading
    hidden = hidden_form(file)
    if st.button(
        "Read the hidden sheets chosen",
        key=f"hidden first {file.sha256}",
        type="primary",
        disabled=hidden == read.hidden,
    ):
        opening.read_again(file, replace(read, hidden=hidden))
        st.rerun()


def _records(file: Waiting) -> "tuple[tuple[RecordSheet, ...], bool]":
    """The sheets of records as corrected, and whether the one on show makes a reading."""
    sheets = file.result.reading.records
    if not sheets:
        return (), True
    place = 0
    if len(sheets) > 1:
        place = st.selectbox(
            f"Sheets of records ({len(sheets)})",
            range(len(sheets)),
            format_func=lambda number: sheets[number].sheet,
            key=f"sheet {file.sha256}",
        )
    changed = records_form(file, sheets[place], f"{file.sha256} {place}")
    if changed is None:
        return sheets, False
    return (*sheets[:place], changed, *sheets[place + 1 :]), True


def _tables(file: Waiting) -> "tuple[tuple[TableReading, ...], bool]":
    """The tables as corrected, and whether the one on show is whole."""
    tables = file.result.reading.tables
    if not tables:
        return (), True
    names = [f"{n}. {t.sheet}: {t.title or 'table'}" for n, t in enumerate(tables, 1)]
    place = next((n for n, table in enumerate(tables) if table.use), 0)
    if len(tables) > 1:
        place = st.selectbox(
            f"Tables found ({len(tables)})",
            range(len(tables)),
            place,
            format_func=names.__getitem__,
            key=f"table {file.sha256}",
        )
    changed = table_form(file, tables[place], f"{file.sha256} {place}")
    if changed is None:
        return tables, False
    return (*tables[:place], changed, *tables[place + 1 :]), True
