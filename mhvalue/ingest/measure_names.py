"""The names that columns of measures give the figures of a file, and what each was read as."""

import numpy as np

from mhvalue.facts import Facts
from mhvalue.ingest.reading import Reading


def measure_names(facts: Facts, reading: Reading) -> dict[str, str]:
    """Each name down a column of measures and its item, in the order in which the file has them.

    Empty where no table has such a column: there the headings of the columns say what is counted.
    """
    sheets = {
        table.sheet
        for table in reading.tables
        if table.use and any(column.role == "item" for column in table.columns)
    }
    concerned = [place for place, one in enumerate(facts.origins) if one.sheet in sheets]
    if not concerned:
        return {}
    frame = facts.frame[np.isin(facts.frame["table"].to_numpy(), concerned)]
    headings, items = frame["heading"].cat, frame["item"].cat
    pairs = np.unique(np.stack([headings.codes, items.codes]), axis=1).T
    return {str(headings.categories[h]): str(items.categories[i]) for h, i in pairs}
