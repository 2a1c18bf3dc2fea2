"""What a table that names no measure is about: the line, the sheet or the file that says so."""

import re
from pathlib import PurePath
from typing import Final

from mhvalue.catalogue.loader import find_item, find_metric
from mhvalue.catalogue.schema import Catalogue
from mhvalue.ingest import dates_in_text
from mhvalue.ingest.proposing.bands import Block
from mhvalue.ingest.proposing.titles import subject_and_split
from mhvalue.ingest.unit_levels import is_national
from mhvalue.ingest.vocabulary import MEASURE, folded
from mhvalue.ingest.wording import stem_of

_PLAIN_SHEET: Final = re.compile(
    r"(?:sheet|data|table|tab|export|report)?[ _]?(?:\d[\d._]*[a-z]?)?", re.IGNORECASE
)
_MADE: Final = (
    "produced|prepared|created|compiled|published|issued|supplied|provided|extracted|generated"
    "|printed|downloaded|refreshed|updated|run|reported"
)
_ASIDE: Final = re.compile(
    rf"(?:(?:this|report|data|file|last|date|figures|information)\s+)*(?:{_MADE})\b.*"
    r"|(?:report|run|extract|refresh) (?:run|date|time)\b.*|(?:data )?(?:as (?:at|of)|source)\b.*"
    r"|official\b.*|confidential\b.*|(?:strictly |commercial )?(?:in )?confiden\w+.*|restricted"
    r"|(?:at |by )?(?:national|regional|region|icb|sub[ -]icb|ccg|stp|trust|provider|ward|team|site"
    r"|organisation|service)[ -]level(?: data| figures| table)?"
    r"|draft\b.*|final|provisional|(?:for )?(?:internal|management|official) .*\bonly|not for .*"
    r"|(?:this|the|each) (?:work)?(?:sheet|book|table)\b.*|some (?:cells|shorthand)\b.*"
    r"|(?:foi|freedom of information|ref)\b\D*\d[\w\-/]*|(?:back|return|link) to .*|page \d+.*"
    r"|(?:version|issue|v) ?\d[\d.]*|\(?c\)? .*\d{4}|\u00a9.*|contact\b.*@.*"
    r"|business intelligence\b.*|(?:the )?(?:performance|information|analytics?) "
    r"(?:team|department|services?|directorate)\b.*",
    re.IGNORECASE,
)
_ORGANISATION: Final = re.compile(
    r"\b(?:trust|nhs|icb|ics|board|council|partnership|healthcare|foundation|cic|limited)\b"
)
_HOSPITAL: Final = re.compile(r"\b[A-Z][\w'\u2019]+ (?:Hospital|HOSPITAL)\b")


def subject_of(title: str, block: Block, file: str, catalogue: Catalogue) -> str:
    """What stands for the measure of a table: its title, unless another line knows better.

    Of the title, the lines above the table and the name of its sheet the first that the catalogue
    knows; else the title, unless it names an organisation or speaks of the report ("Produced by",
    "Draft"); else the first of the others that speaks of something measured; else the sheet, or
    the file.
    """
    sheet = "" if _PLAIN_SHEET.fullmatch(block.sheet) else block.sheet
    stem = PurePath(file).stem
    lines = [text for text in (title, *block.titles, sheet) if text and not is_aside(text)]
    known = next((text for text in lines if _is_known(text, catalogue)), "")
    if known:
        return known
    if title in lines and not _is_organisation(title):
        return title
    if _is_known(stem, catalogue):
        return stem
    others = [text for text in lines if not _is_organisation(text) and not is_national(text)]
    measured = next(filter(_is_measured, others), "") or sheet
    return measured or next(filter(_says_what, others), "") or title or stem


def _says_what(text: str) -> bool:
    """Whether a line says more than when: "IPS: people accessing services, 2023/24"."""
    return dates_in_text.in_text(text) is None or dates_in_text.without_period(text) != text.strip()


def is_aside(text: str) -> bool:
    """Whether a line speaks of the report and not of its figures: "Produced by", "Draft"."""
    return _ASIDE.fullmatch(text.strip()) is not None and not MEASURE.search(folded(text))


def _is_known(text: str, catalogue: Catalogue) -> bool:
    subject = stem_of(subject_and_split(dates_in_text.without_period(text))[0])
    return bool(find_item(catalogue, subject) or find_metric(catalogue, subject))


def _is_organisation(text: str) -> bool:
    counted = subject_and_split(text)[0]
    named = _ORGANISATION.search(folded(counted)) or _HOSPITAL.search(counted)
    return named is not None and not _is_measured(text)


def _is_measured(text: str) -> bool:
    return MEASURE.search(folded(subject_and_split(text)[0])) is not None
