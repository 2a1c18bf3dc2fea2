"""Labels that say of which kind of service a unit is: Adult acute, PICU, Rehab, CMHT."""

from collections.abc import Sequence
from typing import Final

from mhvalue.ingest.vocabulary import KIND, folded

HEADED: Final = frozenset({
    "specialty", "speciality", "service line", "service", "sub specialty", "subspecialty",
    "clinical service", "service name", "mh specialty", "main specialty",
})  # fmt: skip
_WORDS: Final = """
    adult adults older old age ages people peoples persons working wa acute acutes picu picus
    psychiatric psychiatry intensive care rehab rehabilitation forensic low medium high secure
    security lsu msu cmht cmhts crt crht crhtt hbt crisis resolution home treatment liaison eip ei
    eis eipt early intervention psychosis perinatal mother baby mbu eating disorder disorders ed
    camhs cyp cyps cypmhs child children childrens young learning disability disabilities ld lda
    autism asd adhd neurodevelopmental community mental health inpatient inpatients bed beds ward
    wards team teams service services unit units assertive outreach memory dementia organic
    functional frailty iapt talking therapies therapy psychology psychological psychotherapy
    personality substance misuse drug drugs alcohol addictions addiction recovery complex step down
    136 place of safety hbpos longer long term dependency continuing open locked female male mixed
    amh opmh mhsop mhst tier 3 4 general assessment and or with for in day hospital clinic
    specialist tertiary primary sub womens mens women men &
"""
_KNOWN: Final = frozenset(_WORDS.split())


def hold_kinds(heading: str, texts: Sequence[str]) -> bool:
    """Whether a column headed Specialty or Service line holds kinds of service and no names."""
    words = folded(heading)
    if not texts or not (words in HEADED or KIND.fullmatch(words)):
        return False
    return all(is_kind(text) for text in texts)


def is_kind(text: str) -> bool:
    """Whether a label is made of words for kinds of service and nothing else."""
    words = folded(text).replace("'", "").replace("\u2019", "").split()
    return any(word.isalpha() for word in words) and all(word in _KNOWN for word in words)
