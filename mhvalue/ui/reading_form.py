"""Confirming a file: what was found, on a preview of its sheet, with every role open to change."""

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ui import opening
from mhvalue.ui.opening import Waiting
from mhvalue.ui.text import plain

if TYPE_CHECKING:
    import pandas as pd

    from mhvalue.ingest.reading import Column, TableReading
    from mhvalue.ingest.result import Preview

_SAID = {
    "ignore": "Leave out",
    "unit": "Unit (ward, team)",
    "unit code": "Unit code",
    "kind": "Kind of service",
    "parent": "Belongs to",
    "period": "Period",
    "item": "Name of the figure",
    "breakdown": "Breakdown (age, ethnicity)",
    "amount": "Figure",
    "numerator": "Numerator",
    "denominator": "Denominator",
    "value": "Finished rate or average",
}
_ROLE = {said: role for role, said in _SAID.items()}
MOST_PROBLEMS = 8


def confirm_form(file: Waiting) -> None:
    """One waiting file: the summary, the two ways on, and how it was read."""
    from mhvalue.words.files import read

    result = file.result
    with st.container(border=True):
        st.subheader(plain(file.name))
        st.markdown(f"I read {plain(read(result.facts, len(result.problems)))}.")
        if result.reading.format:
            st.markdown(f"Recognised as {plain(format_name(result.reading.format))}.")
        if result.hidden_sheets:
            names = plain(", ".join(result.hidden_sheets[:10]))
            st.markdown(f"Hidden sheets, not read: {names}.")
        left, right, _ = st.columns([1, 1, 2])
        left.button(
            "Use these figures",
            type="primary",
            key=f"use {file.sha256}",
            on_click=opening.confirm,
            args=(file,),
            disabled=result.facts.frame.empty,
        )
        right.button(
            "Leave this file out",
            key=f"leave {file.sha256}",
            on_click=opening.leave_out,
            args=(file.sha256,),
        )
        for problem in result.problems[:MOST_PROBLEMS]:
            st.warning(plain(problem.sentence()))
        if len(result.problems) > MOST_PROBLEMS:
            rest = len(result.problems) - MOST_PROBLEMS
            st.markdown(f"{rest:,} more are listed on the Check page once the file is in use.")
        if result.reading.tables:
            _tables(file)


def use_all(files: list[Waiting]) -> None:
    """One button for several files at once."""
    if len(files) > 1:
        st.button(
            f"Use all {len(files)} files",
            type="primary",
            on_click=opening.confirm_all,
        )


def format_name(code: str) -> str:
    """A known layout as people call it."""
    names = {
        "mhsds": "the published Mental Health Services monthly statistics (MHSDS)",
        "sickness": "the published NHS sickness absence rates",
    }
    return names.get(code, code)


def _tables(file: Waiting) -> None:
    tables = file.result.reading.tables
    names = [f"{n}. {t.sheet}: {t.title or 'table'}" for n, t in enumerate(tables, 1)]
    place = 0
    if len(tables) > 1:
        place = st.selectbox(
            f"Tables found ({len(tables)})",
            range(len(tables)),
            format_func=names.__getitem__,
            key=f"table {file.sha256}",
        )
    changed = _table_form(file, tables[place], f"{file.sha256} {place}")
    published = st.checkbox(
        "These figures are already published (nothing in them needs hiding)",
        value=file.result.reading.published,
        key=f"published {file.sha256}",
    )
    reading = replace(
        file.result.reading,
        tables=(*tables[:place], changed, *tables[place + 1 :]),
        published=published,
    )
    if st.button(
        "Read again with these changes",
        key=f"again {file.sha256}",
        disabled=reading == file.result.reading,
    ):
        opening.read_again(file, reading)
        st.rerun()


def _table_form(file: Waiting, table: "TableReading", key: str) -> "TableReading":
    """The table's own settings and the role of each column."""
    rows = f"rows {table.first_row + 1} to {table.last_row + 1}"
    header = ", ".join(str(row + 1) for row in table.header_rows) or "none"
    st.markdown(f"Sheet {plain(table.sheet)}: headings in row {header}, figures in {rows}.")
    left, right = st.columns(2)
    use = left.checkbox("Use this table", value=table.use, key=f"use {key}")
    level = right.text_input("Each unit is a", value=table.level, key=f"level {key}")
    edited = st.data_editor(
        _role_frame(table),
        key=f"roles {key} {hash(table)}",
        hide_index=True,
        disabled=("Column", "Heading"),
        column_config={
            "Role": st.column_config.SelectboxColumn(options=list(_ROLE), required=True),
            "Counts as": st.column_config.SelectboxColumn(options=_choices(table)),
        },
        alt=f"What each column of {file.name}, sheet {table.sheet} means",
    )
    preview = next((p for p in file.result.previews if p.sheet == table.sheet), None)
    if preview is not None:
        st.markdown("The sheet as it is, with the role found for each column:")
        st.dataframe(
            _preview_frame(preview, table),
            height=320,
            alt=f"Preview of {file.name}, sheet {table.sheet}",
        )
    columns = tuple(
        _edited(column, role, counted)
        for column, role, counted in zip(
            table.columns, edited["Role"], edited["Counts as"], strict=True
        )
    )
    return replace(table, use=use, level=level.strip() or table.level, columns=columns)


def _role_frame(table: "TableReading") -> "pd.DataFrame":
    import pandas as pd

    from mhvalue.ingest.cells import column_name

    return pd.DataFrame(
        {
            "Column": [column_name(column.index) for column in table.columns],
            "Heading": [column.heading for column in table.columns],
            "Role": [_SAID[column.role] for column in table.columns],
            "Counts as": [_counts_as(column) for column in table.columns],
        }
    )


def _counts_as(column: "Column") -> str:
    """The catalogue's name of a column's item; its own words where it has none."""
    from mhvalue.catalogue.loader import load

    if column.role in ("breakdown", "parent"):
        return column.name
    known = load().items.get(column.item) or load().metrics.get(column.item)
    return known.name if known else column.item


def _choices(table: "TableReading") -> list[str]:
    from mhvalue.catalogue.loader import load

    own = [_counts_as(column) for column in table.columns]
    return list(dict.fromkeys([*filter(None, own), *(i.name for i in load().items.values())]))


def _edited(column: "Column", role_said: str, counted: str | None) -> "Column":
    """The column with what the person chose."""
    from mhvalue.catalogue.loader import load

    role = _ROLE[role_said]
    changed = replace(column, role=role)
    if counted == _counts_as(column):
        if role in ("amount", "numerator", "denominator", "value") and not column.item:
            return replace(changed, item=column.heading)
        return changed
    ids = {item.name: item.id for item in load().items.values()}
    return replace(changed, item=ids.get(counted or "", counted or ""))


def _preview_frame(preview: "Preview", table: "TableReading") -> "pd.DataFrame":
    import pandas as pd

    from mhvalue.ingest.cells import column_name

    roles = {column.index: _SAID[column.role] for column in table.columns}
    width = max((len(row) for row in preview.rows), default=0)
    heads = [
        f"{column_name(i)}: {roles[i]}" if i in roles else column_name(i) for i in range(width)
    ]
    rows = [list(row) + [""] * (width - len(row)) for row in preview.rows]
    numbers = range(preview.first_row + 1, preview.first_row + 1 + len(rows))
    return pd.DataFrame(rows, columns=heads, index=pd.Index(list(numbers), name="Row"))
