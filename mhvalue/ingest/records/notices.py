"""What a person should know about how the columns of an extract were taken."""

from typing import Final

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.record_reading import IGNORE, MONTH_FIRST
from mhvalue.ingest.records.records import Records

_SAID: Final = {
    "start": "when it began",
    "end": "when it ended",
    "ready": "when somebody was ready to leave",
    "first contact": "the first contact",
    "second contact": "the second contact",
    "snapshot": "the day of the extract",
    "unit": "which ward, team or other unit a row belongs to",
}


def notices(records: Records, file: str, sheet: str) -> list[Problem]:
    """Columns that could have been meant as well, and units that nothing names."""
    reading = records.reading
    told = []
    for role, said in _SAID.items():
        rivals = [c.heading for c in reading.columns if (c.role, c.name) == (IGNORE, role)]
        for taken in reading.with_role(role) if rivals else ():
            others = " and ".join(f"“{heading}”" for heading in rivals)
            what = f"{1 + len(rivals)} columns could tell {said}: “{taken.heading}” and {others}."
            done = f"“{taken.heading}” was taken."
            told.append(
                Problem(what, file, sheet, "", done, "Choose another column if that is wrong.")
            )
    if records.either_order:
        named = " and ".join(f"“{heading}”" for heading in records.either_order)
        told.append(
            Problem(
                f"All dates in {named} make sense with the day first and with the month first.",
                file, sheet, "", "They were read day first: 03/04/2024 is 3 April.",
                "Write them as 2024-04-03 in the file if the month comes first.",
            )
        )  # fmt: skip
    american = [f"“{c.heading}”" for c in reading.columns if c.name == MONTH_FIRST]
    if american:
        told.append(
            Problem(
                f"Dates in {' and '.join(american)} make sense only with the month before the day.",
                file, sheet, "", "All dates there were read month first.",
                "Write them as 2024-03-31 in the file if some have the day first.",
            )
        )  # fmt: skip
    for column in reading.columns:
        if (column.role, column.name) == (IGNORE, "breakdown"):
            what = f"The column “{column.heading}” holds too many different labels for groups."
            told.append(Problem(what, file, sheet, "", "It was not used.", ""))
    for column in reading.columns:
        if (column.role, column.name) == (IGNORE, "record"):
            told.append(
                Problem(
                    f"Several rows share a number in “{column.heading}”: several people may have "
                    "come to one session.",
                    file, sheet, "", "Each row was counted as one contact.",
                    "Choose it as the record's number if rows that share one are one contact.",
                )
            )  # fmt: skip
    if not reading.has("unit"):
        told.append(
            Problem(
                "No column names a ward, a team or another unit.", file, sheet, "",
                "All rows were counted together, as one unit called Whole file.",
                "Choose the column that names the unit, if there is one.",
            )
        )  # fmt: skip
    return told
