"""Contacts, one row each, as monthly amounts by what became of them."""

import re
from collections.abc import Iterator
from typing import Final

import narwhals as nw

from mhvalue.ingest.problems import Problem
from mhvalue.ingest.records import outcomes
from mhvalue.ingest.records.coverage import Coverage
from mhvalue.ingest.records.labels import NOT_STATED, is_coded_otherwise, taken_for
from mhvalue.ingest.records.monthly import Monthly, counted
from mhvalue.ingest.records.records import Records, total
from mhvalue.ingest.vocabulary import folded

ITEMS: Final = {
    "attended_contacts": outcomes.ATTENDED,
    "missed_contacts": outcomes.MISSED,
    "provider_cancelled_contacts": outcomes.CANCELLED_BY_SERVICE,
    "person_cancelled_contacts": outcomes.CANCELLED_BY_PERSON,
}

_CALLED: Final = {
    outcomes.ATTENDED: "attended",
    outcomes.MISSED: "missed",
    outcomes.CANCELLED_BY_SERVICE: "cancelled by the service",
    outcomes.CANCELLED_BY_PERSON: "cancelled by the person",
}
_PLAIN: Final = re.compile(
    r"attended|seen|dna|did not attend|yes|no|y|n|true|false|1|0"
    r"|cancelled(?: by (?:the )?(?:patient|client|service user|person|provider|service|trust"
    r"|clinician|team|hospital))?|(?:patient|client|provider|trust|clinician) cancelled"
)
"""What nobody could mean otherwise."""
_UNTOLD: Final = (outcomes.UNKNOWN, outcomes.CANCELLED_UNKNOWN)


def contacts(records: Records, covered: Coverage) -> Iterator[Monthly]:
    """Contacts attended, missed and cancelled; all attended where no column tells.

    Of an outcome that the whole extract never names nothing is said: it may have been left out.
    """
    if not records.reading.has("outcome"):
        frame = records.frame.with_columns(attended_contacts=nw.lit(1))
        yield from counted(records, frame, "start", ["attended_contacts"], covered)
        return
    kinds = {item: (nw.col("outcome") == code).cast(nw.Int64) for item, code in ITEMS.items()}
    named = total(records.frame, **kinds)
    items = [item for item in ITEMS if named[item]]
    frame = records.frame.with_columns(**kinds)
    if items:
        yield from counted(records, frame, "start", items, covered)


def notices(records: Records, file: str, sheet: str) -> list[Problem]:
    """What a person should know about how their contacts were taken."""
    if not records.reading.has("outcome"):
        return [
            Problem(
                "No column tells whether a contact was attended.", file, sheet, "",
                "Every row was taken for an attended contact.",
                "Add the column that tells, or leave missed and cancelled contacts out.",
            )
        ]  # fmt: skip
    told = _coded(records, file, sheet) or _taken(records, file, sheet)
    untold = total(records.frame, n=nw.col("outcome").is_in([*_UNTOLD]))["n"]
    if not untold:
        return told
    heading = records.reading.with_role("outcome")[0].heading
    return [
        *told,
        Problem(
            f"{untold:,} contacts do not say in “{heading}” whether they were attended, missed "
            "or cancelled, and by whom.",
            file, sheet, "", "They were not counted.", "",
        )
    ]  # fmt: skip


def _taken(records: Records, file: str, sheet: str) -> list[Problem]:
    """As what each label was counted, where words had to be understood."""
    column = records.reading.with_role("outcome")[0]
    texts = sorted({*records.texts.get("outcome", ())} - {NOT_STATED})
    said = {
        called: [f"“{text}”" for text in texts if taken_for(records.reading, column, text) == code]
        for code, called in _CALLED.items()
    }
    plain = all(_PLAIN.fullmatch(folded(text)) for text in texts)
    if plain or not any(said.values()):
        return []
    named = "; ".join(f"{', '.join(of)} as {called}" for called, of in said.items() if of)
    return [
        Problem(
            f"“{column.heading}” tells what became of a contact.",
            file, sheet, "", f"Counted were {named}.",
            "Write it otherwise in the file if that is not so.",
        )
    ]  # fmt: skip


def _coded(records: Records, file: str, sheet: str) -> list[Problem]:
    """That codes were taken for the national ones, or could not be."""
    texts = [text for text in records.texts.get("outcome", ()) if text != NOT_STATED]
    codes = sorted(outcomes.codes_of(texts))
    if not codes:
        return []
    column = records.reading.with_role("outcome")[0]
    said = [
        f"{code} as {_CALLED[outcomes.outcome('contacts', code)]}"
        for code in codes
        if outcomes.outcome("contacts", code)
    ]
    if is_coded_otherwise(texts, folded(column.heading)):
        what = f"The codes in “{column.heading}” are not the national ones, and nothing explains "
        return [
            Problem(
                f"{what}them.", file, sheet, "", "No contact was counted as attended or missed.",
                "Write in the file what each code means.",
            )
        ]  # fmt: skip
    if not said:
        return []
    return [
        Problem(
            f"“{column.heading}” holds codes, and nothing in the file explains them.",
            file, sheet, "", f"They were taken for the national ones: {', '.join(said)}.",
            "Write in the file what each code means if that is not so.",
        )
    ]  # fmt: skip
