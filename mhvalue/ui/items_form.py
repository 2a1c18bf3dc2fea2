"""The names that a column of measures gives its figures, and what each of them counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import streamlit as st

from mhvalue.ingest.reading import AS_IN_FILE

if TYPE_CHECKING:
    import pandas as pd

    from mhvalue.ui.opening import Waiting

Items = tuple[tuple[str, str], ...]
MOST_NAMES = 500


@dataclass(frozen=True, eq=False)
class Counted:
    """What each name in the file was read as, by item id, and the names of what is `known`."""

    named: Mapping[str, str]
    known: Mapping[str, str]

    @cached_property
    def choices(self) -> dict[str, str]:
        """Item ids by the words that stand for them.

        An item that is not known has the first of its names in the file; what is known goes
        before it. A name that is known may stay as it is in the file.
        """
        own = {item: name for name, item in reversed([*self.named.items()])}
        words = {said: item for item, said in (own | dict(self.known)).items()}
        return words | {said: said for said in self.as_in_file}

    @cached_property
    def as_in_file(self) -> tuple[str, ...]:
        """The known names of the file as names of its own."""
        return tuple(
            f"{AS_IN_FILE}{name}" for name, item in self.named.items() if item in self.known
        )

    @cached_property
    def said(self) -> dict[str, str]:
        """The words for what each name is read as."""
        words = {item: said for said, item in self.choices.items()}
        return {name: words[item] for name, item in self.named.items()}

    def changed(self, edited: Iterable[tuple[str, str]], kept: Items) -> Items:
        """The pairs of name and item: those kept, and those of an edited list that differ."""
        chosen = {name: self.choices[said] for name, said in edited if said != self.said[name]}
        return tuple({**dict(kept), **chosen}.items())


def items_form(file: "Waiting") -> Items:
    """Names of figures and their items as the person says: those in force, and those chosen now.

    Nothing is shown where no table has a column of measures: there each column says what it is.
    """
    from mhvalue.ingest.measure_names import measure_names

    result = file.result
    kept = result.reading.items
    counted = Counted(measure_names(result.facts, result.reading), _catalogued())
    named, known = counted.named, counted.known
    if not named:
        return kept
    share = sum(item in known for item in named.values())
    title = f"What the names of figures count ({share} of {len(named)} are in the catalogue)"
    key = f"{file.sha256} {hash(kept)} {hash(tuple(named.items()))}"
    with st.expander(title, key=f"names {key}"):
        if len(named) > MOST_NAMES:
            st.markdown(f"The first {MOST_NAMES} of {len(named):,} names, unknown ones first.")
        edited = st.data_editor(
            _frame(counted),
            key=f"items {key}",
            hide_index=True,
            disabled=("Name in the file", "Why"),
            column_config={
                "Counts as": st.column_config.SelectboxColumn(
                    options=list(
                        dict.fromkeys(
                            [*counted.said.values(), *counted.as_in_file, *known.values()]
                        )
                    ),
                    required=True,
                )
            },
            alt=f"What the names of figures in {file.name} count",
        )
    rows = zip(edited["Name in the file"], edited["Counts as"], strict=True)
    return counted.changed(rows, kept)


def _catalogued() -> dict[str, str]:
    """The name of everything that a figure can be, by its id."""
    from mhvalue.catalogue.loader import load

    catalogue = load()
    finished = {one.id: one.name for one in catalogue.metrics.values() if one.kind != "count"}
    return finished | {one.id: one.name for one in catalogue.items.values()}


def _frame(counted: Counted) -> "pd.DataFrame":
    """One row a name, with why it counts as what it does, or what it may be; never unasked."""
    import pandas as pd

    from mhvalue.catalogue.matching import known_names
    from mhvalue.words.files import why_counted

    named, known = counted.named, counted.known
    names = sorted(named, key=lambda name: named[name] in known)[:MOST_NAMES]
    return pd.DataFrame(
        {
            "Name in the file": names,
            "Counts as": [counted.said[name] for name in names],
            "Why": [
                why_counted(match, named[name], known=named[name] in known)
                for name, match in zip(names, known_names().match(names), strict=True)
            ],
        }
    )
