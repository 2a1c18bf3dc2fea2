"""One table of a waiting file: its rows, the role of each column, and how it looks on its sheet."""

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.errors import MhvalueError
from mhvalue.ingest.reading import AS_IN_FILE, FIGURE_ROLES
from mhvalue.ingest.role_names import SAID
from mhvalue.ingest.unit_levels import LEVEL_NAMES
from mhvalue.ingest.vocabulary import BREAKDOWN_NAMES
from mhvalue.ui.preview import preview_of, styled
from mhvalue.ui.roles import ROLE
from mhvalue.ui.table_rows import LAST_OF_SHEET, as_text, corrected
from mhvalue.ui.text import plain
from mhvalue.words.phrases import upper_first

if TYPE_CHECKING:
    import pandas as pd

    from mhvalue.ingest.reading import Column, TableReading
    from mhvalue.ui.opening import Waiting

NAMED_ROLES = ("breakdown", "parent")
"""Roles whose columns have a name: that of the breakdown, or of the level they belong to."""
NOTHING = "\u2013"
"""What a column that is no figure counts as; an empty cell would read "None"."""
_TWICE = {
    "": "Show neither, and tell me",
    "first": "Take the first",
    "last": "Take the last",
    "sum": "Add them up",
}


def table_form(file: "Waiting", table: "TableReading", key: str) -> "TableReading | None":
    """The table as the person corrected it; None where the rows as written make no table."""
    rows = f"rows {table.first_row + 1} to {table.last_row + 1}"
    header = ", ".join(str(row + 1) for row in table.header_rows) or "none"
    told = f"headings in row {header}, figures in {rows}."
    st.markdown(f"Sheet {plain(table.sheet)}: {told}" if table.sheet else upper_first(told))
    left, middle, right = st.columns(3)
    use = left.checkbox("Use this table", value=table.use, key=f"use {key} {hash(table)}")
    level = middle.text_input("Each unit is a", value=table.level, key=f"level {key} {hash(table)}")
    with right:
        period = _period_of_all(table, key)
    edited = st.data_editor(
        _role_frame(table),
        key=f"roles {key} {hash(table)}",
        hide_index=True,
        disabled=("Column", "Why"),
        # On a phone the three that matter stand side by side; the reasons are a push away.
        column_config={
            "Column": st.column_config.TextColumn(width=126),
            "Role": st.column_config.SelectboxColumn(options=list(ROLE), required=True, width=96),
            "Counts as": st.column_config.SelectboxColumn(options=_choices(table), width=110),
            "Why": st.column_config.TextColumn(width=120),
        },
        alt=f"What each column of {file.name}, sheet {table.sheet} means",
    )
    columns = tuple(
        _edited(column, role, counted)
        for column, role, counted in zip(
            table.columns, edited["Role"], edited["Counts as"], strict=True
        )
    )
    if table.layout == "periods across":
        st.markdown("Change what one month counts as, and the other months of its measure follow.")
        columns = together(table.columns, columns)
    chosen = replace(
        table,
        # Who types the period that kept a table from being read wants it read.
        use=use or (bool(period) and not table.period and not table.use),
        level=level.strip() or table.level,
        period=period,
        columns=columns,
    )
    with st.expander("Correct the rows of this table", key=f"rows {key}"):
        try:
            changed: TableReading | None = _rows_form(chosen, f"{key} {hash(table)}")
        except MhvalueError as mistake:
            st.error(plain(str(mistake)))
            changed = None
    preview = preview_of(file.result.previews, table)
    if preview is not None:
        st.markdown(
            "The sheet as it is. Cells of the table are in colour, one for each role; the role "
            "stands at the head of its column."
        )
        st.dataframe(
            styled(preview, replace(changed or chosen, columns=columns)),
            height=320,
            alt=f"Preview of {file.name}, sheet {table.sheet}",
        )
    return changed


def _period_of_all(table: "TableReading", key: str) -> str:
    """The period or year of every figure, where no column of the table names it."""
    from mhvalue.ingest.dates_in_text import told_period

    if any(c.role == "period" for c in table.columns) or (table.use and not table.period):
        return table.period
    typed: str = st.text_input(
        "Period or year of all figures",
        value=table.period,
        key=f"period {key} {hash(table)}",
        placeholder="2024-25 or April 2024",
        help="Where months stand without their year, give the financial year: 2024-25.",
    )
    if typed.strip() and told_period(typed) is None:
        st.error("This is no period. Write it as April 2024, Q1 2024-25 or 2024-25.")
        return table.period
    return typed.strip()


def together(before: "tuple[Column, ...]", after: "tuple[Column, ...]") -> "tuple[Column, ...]":
    """The columns with the item that was given to one month given to the others of its measure.

    Months that nobody touched follow, unless those that were changed count as different things.
    """
    given: dict[str, set[str]] = {}
    for was, now in zip(before, after, strict=True):
        if was.role in FIGURE_ROLES and now.role in FIGURE_ROLES and now.item != was.item:
            given.setdefault(was.item, set()).add(now.item)
    return tuple(
        replace(now, item=min(given[was.item]))
        if was == now and was.role in FIGURE_ROLES and len(given.get(was.item, ())) == 1
        else now
        for was, now in zip(before, after, strict=True)
    )


def _rows_form(table: "TableReading", key: str) -> "TableReading":
    """Which rows are headings, figures and totals, as the sheet numbers them.

    Raises ReadingProblem where they make no table.
    """
    top = table.header_rows[0] + 1 if table.header_rows else None
    bottom = table.header_rows[-1] + 1 if table.header_rows else None
    places = st.columns(4)
    asked = zip(
        places,
        ("Headings from row", "Headings to row", "First row of figures", "Last row of figures"),
        (top, bottom, table.first_row + 1, table.last_row + 1),
        strict=True,
    )
    rows = [
        place.number_input(said, 1, LAST_OF_SHEET, value, key=f"{said} {key}")
        for place, said, value in asked
    ]
    left = st.text_input(
        "Rows to leave out (totals, notes)",
        as_text(table.skip_rows),
        placeholder="12, 40-42",
        key=f"skipped {key}",
        help="Rows that add up others, or are no figures. They are grey in the picture below.",
    )
    twice = st.selectbox(
        "Where two figures stand for the same thing",
        list(_TWICE),
        list(_TWICE).index(table.repeats),
        format_func=_TWICE.__getitem__,
        key=f"twice {key}",
    )
    noughts = st.checkbox(
        "Months at the end with nothing but 0 are figures",
        value=table.noughts,
        key=f"noughts {key}",
        help="Otherwise they are taken for months that nobody has filled in yet.",
    )
    first, last = rows[2] or table.first_row + 1, rows[3] or table.last_row + 1
    changed = corrected(table, (rows[0], rows[1]), (first, last), left)
    if not changed.columns and table.columns:
        st.markdown("With other heading rows, the meaning of each column is worked out again.")
    return replace(changed, repeats=twice, noughts=noughts)


def _role_frame(table: "TableReading") -> "pd.DataFrame":
    import pandas as pd

    from mhvalue.ingest.sheets.cells import column_name

    return pd.DataFrame(
        {
            "Column": [
                f"{column_name(column.index)}: {column.heading}" for column in table.columns
            ],
            "Role": [SAID[column.role] for column in table.columns],
            "Counts as": [_counts_as(column) for column in table.columns],
            "Why": _reasons(table),
        }
    )


def _reasons(table: "TableReading") -> list[str]:
    """Why a column of figures counts as what it does, or what it may be; never applied unasked."""
    from mhvalue.catalogue.loader import load
    from mhvalue.catalogue.matching import known_names
    from mhvalue.ingest.sheets.cells import column_name
    from mhvalue.words.files import why_counted

    named_by = next((c.index for c in table.columns if c.role == "item"), None)
    if named_by is not None:
        said = f"named by column {column_name(named_by)}"
        return [said if column.role in FIGURE_ROLES else "" for column in table.columns]
    figures = [column for column in table.columns if column.role in FIGURE_ROLES]
    catalogue = load()
    known = {*catalogue.items, *catalogue.metrics}
    found = known_names().match([column.heading for column in figures])
    reasons = {
        column.index: why_counted(match, column.item, known=column.item in known)
        for column, match in zip(figures, found, strict=True)
    }
    return [reasons.get(column.index, "") for column in table.columns]


def _counts_as(column: "Column") -> str:
    """The catalogue's name of a column's item; its own words where it has none."""
    from mhvalue.catalogue.loader import load

    if column.role == "ignore":
        return NOTHING
    if column.role in NAMED_ROLES:
        return column.name or NOTHING
    known = load().items.get(column.item) or load().metrics.get(column.item)
    return (known.name if known else column.item) or NOTHING


def _choices(table: "TableReading") -> list[str]:
    """What a column may count as: an item, or a breakdown or level by the name it is known by."""
    from mhvalue.catalogue.loader import load

    own = [_counts_as(column) for column in table.columns]
    items = [item.name for item in load().items.values()]
    own += [_as_in_file(column, table) for column in table.columns if column.role in FIGURE_ROLES]
    return list(dict.fromkeys([*own, NOTHING, *BREAKDOWN_NAMES, *LEVEL_NAMES, *items]))


def _as_in_file(column: "Column", table: "TableReading") -> str:
    """The file's own name for a figure: its heading, or the title where that says whose or when."""
    from mhvalue.ingest.dates_in_text import told_period, without_period

    if column.item.startswith(AS_IN_FILE):
        return column.item
    stem = without_period(column.heading)
    if column.unit or column.group or told_period(stem) is not None:
        stem = ""
    return f"{AS_IN_FILE}{stem or table.title or _counts_as(column)}"


def _edited(column: "Column", role_said: str, counted: str | None) -> "Column":
    """The column with what the person chose."""
    from mhvalue.catalogue.loader import load

    role = ROLE[role_said]
    same = counted == _counts_as(column)
    if same and role == column.role:
        return column
    changed = replace(column, role=role)
    if role in NAMED_ROLES:
        said = "" if same or counted in (None, NOTHING) else str(counted)
        # What a figure counted says nothing of the groups or the units that a label names.
        return replace(changed, name=said or column.name or column.heading, item="")
    if same:
        # A figure without an item of its own is named by a column beside it.
        named = column.item or role not in FIGURE_ROLES or column.role in FIGURE_ROLES
        return changed if named else replace(changed, item=column.heading)
    if counted in (None, "", NOTHING):
        return replace(changed, item=column.heading if role in FIGURE_ROLES else "")
    ids = {item.name: item.id for item in load().items.values()}
    return replace(changed, item=ids.get(str(counted), str(counted)))
