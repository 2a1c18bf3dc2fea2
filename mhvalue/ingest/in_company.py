"""What is counted under a word that tells it only beside others: Attended beside DNA."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from mhvalue.catalogue.loader import find_item
from mhvalue.catalogue.schema import Catalogue
from mhvalue.ingest.vocabulary import folded

_OF_WARDS: Final = re.compile(
    r"\b(?:admi\w+|beds?|bed ?days?|obds?|wards?|stays?|los|occup\w+|inpatients?|hospitals?)\b"
)
_DISCHARGED: Final = re.compile(r"discharges?|discharged")
_OF_TEAMS: Final = re.compile(r"\b(?:teams?|cmhts?|community|caseload holders?)\b")
_CARED_FOR: Final = frozenset({"caseload", "attended_contacts", "missed_contacts"})
_TOLD: Final = (
    (re.compile(r"attended|seen|arrived"), frozenset({"missed_contacts"}), "attended_contacts"),
    (re.compile(r"offered|booked"), frozenset({"missed_contacts"}), "contacts_offered"),
    (re.compile(r"accepted"), frozenset({"referrals"}), "referrals_accepted"),
)
"""A word, the items of which one must stand beside it, and the item that it then counts."""
_VAGUE: Final = re.compile("|".join(word.pattern for word, *_ in (*_TOLD, (_DISCHARGED,))))
_CARRIER: Final = re.compile(
    r"(?:(?:number|no) of )?(?:contacts|appointments|appts|attendances)|activity"
)


def told_in_company(
    catalogue: Catalogue, texts: Sequence[str], around: Iterable[str]
) -> dict[str, str]:
    """The item of each of the texts that means one beside the others.

    `around` are the title and all headings: where they speak of wards, people are discharged from
    these and not from a team's caseload, and where they speak of teams referrals are enough.
    """
    vague = [text for text in dict.fromkeys(texts) if _VAGUE.fullmatch(folded(text))]
    if not vague:
        return {}
    known = {text: item.id for text in texts if (item := find_item(catalogue, text))}
    told = (*_TOLD, *_left(" ".join(folded(text) for text in (*texts, *around))))
    found = {}
    for text in vague:
        beside = {known[other] for other in known if other != text}
        for word, company, counts in told:
            if word.fullmatch(folded(text)) and beside & company and counts not in known.values():
                found[text] = counts
    return found


def _left(said: str) -> tuple[tuple[re.Pattern[str], frozenset[str], str], ...]:
    """What "Discharges" counts where people leave a team's care; nothing where they leave wards."""
    if _OF_WARDS.search(said):
        return ()
    beside = _CARED_FOR | {"referrals"} if _OF_TEAMS.search(said) else _CARED_FOR
    return ((_DISCHARGED, beside, "referral_discharges"),)


def carries(heading: str, unit: str) -> bool:
    """Whether a heading says again what rows count by their labels: Contacts, of DNA."""
    return unit == "contacts" and _CARRIER.fullmatch(folded(heading)) is not None
