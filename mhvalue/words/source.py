"""Where figures come from and whether they may leave the team, in words."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from mhvalue.findings.trend import TrendFinding
from mhvalue.findings.variation import VariationFinding
from mhvalue.periods import period
from mhvalue.privacy.disclosure import INSIDE
from mhvalue.words.figures import stretch
from mhvalue.words.phrases import listing

Finding = TrendFinding | VariationFinding

NOT_FOR_SHARING: Final = "Not for sharing: exact figures"
ROUNDED: Final = "Counts under 5 hidden, others rounded to 5"
UNCHECKED: Final = "Finished figures only: small numbers behind them could not be checked"
PUBLISHED: Final = "Published figures"
SYNTHETIC: Final = "Synthetic demonstration data"
_MOST_FILES: Final = 3


def source(finding: Finding) -> str:
    """The files and the rule figures are shown under, as sentences."""
    files = f"Source: {_files(finding.files)}. " if finding.files else ""
    return f"{files}{sharing(finding)}."


def sharing(finding: Finding) -> str:
    """Whether and how the figures may leave the team."""
    if finding.published:
        return PUBLISHED
    if finding.sharing == INSIDE:
        return NOT_FOR_SHARING
    return UNCHECKED if finding.unchecked else ROUNDED


def foot(finding: Finding, made_on: date, *, synthetic: bool = False) -> str:
    """The line at the bottom of a picture: source, dates, when it was made, sharing."""
    dates = stretch(finding.periods) if isinstance(finding, TrendFinding) else finding.period.label
    parts = [
        f"Source: {_files(finding.files)}" if finding.files else "",
        dates,
        f"made on {period(made_on, 'day').label}",
        sharing(finding),
        SYNTHETIC if synthetic else "",
    ]
    return " · ".join(part for part in parts if part)


def _files(files: Sequence[str]) -> str:
    if len(files) <= _MOST_FILES:
        return listing(files)
    rest = len(files) - _MOST_FILES + 1
    return f"{', '.join(files[: _MOST_FILES - 1])} and {rest} more files"
