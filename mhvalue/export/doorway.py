"""The way out: only what went through the sharing rule may become a file."""

from collections.abc import Iterable

from mhvalue.errors import ExportProblem
from mhvalue.findings.trend import TrendFinding
from mhvalue.findings.variation import VariationFinding
from mhvalue.privacy.disclosure import INSIDE, SMALL, STEP, Protected, Sharing
from mhvalue.words.source import NOT_FOR_SHARING, PUBLISHED, SYNTHETIC

Finding = TrendFinding | VariationFinding


def admit(protected: Protected) -> Protected:
    """The figures, if they went through the sharing rule; raises ExportProblem if not."""
    if not isinstance(protected, Protected):
        raise ExportProblem(
            "These figures have not been through the sharing rule, so no file is made of them.",
            do="Choose whether they stay inside your team or are to be shared.",
        )
    return protected


def admit_finding(finding: Finding) -> Finding:
    """The finding, if it is one made from protected figures; raises ExportProblem if not."""
    if not isinstance(finding, Finding):
        raise ExportProblem(
            "This is not a finding made from figures that went through the sharing rule.",
            do="Choose whether the figures stay inside your team or are to be shared.",
        )
    return finding


def admit_together(protected: Protected, findings: Iterable[Finding]) -> None:
    """Raise ExportProblem where findings are of another metric or rule than the figures."""
    series = admit(protected).series
    for finding in findings:
        admit_finding(finding)
        if finding.metric.id != series.metric.id:
            raise ExportProblem(
                f"The figures are of {series.metric.name}, the findings beside them are not.",
                do="Open the page again and download from there.",
            )
        if (finding.sharing, finding.published) != (protected.sharing, series.published):
            raise ExportProblem(
                "Exact figures and figures to share cannot stand in one file.",
                do="Choose once more who the file is for, then download.",
            )


def is_private(sharing: Sharing, published: bool) -> bool:
    """Whether something must not leave the team: exact and not published already."""
    return sharing == INSIDE and not published


def private(protected: Protected) -> bool:
    """Whether these figures must not leave the team."""
    return is_private(protected.sharing, protected.series.published)


def sharing_text(protected: Protected) -> str:
    """The sharing rule of the figures in a few words, for every row of a table."""
    if protected.series.published:
        return PUBLISHED
    return NOT_FOR_SHARING if private(protected) else "To share"


def sharing_rule(protected: Protected) -> str:
    """The sharing rule of the figures as a sentence."""
    if private(protected):
        return f"{NOT_FOR_SHARING}. They are meant for the team alone."
    if protected.series.published:
        return f"{PUBLISHED}: nothing more is hidden or rounded."
    if protected.unchecked:
        return (
            "To share. The file holds finished figures only, so the numbers of people behind "
            "them could not be checked: check them before you pass them on."
        )
    return (
        f"To share. Counts of people or events of 0 to {SMALL} are hidden, and others where they "
        f"would give a hidden one away. Counts shown are rounded to the nearest {STEP}; rates "
        "and percentages are worked out from the rounded counts."
    )


def notices(protected: Protected, *, demo: bool) -> tuple[str, ...]:
    """What every sheet must say before anything else."""
    return ((NOT_FOR_SHARING,) if private(protected) else ()) + ((SYNTHETIC,) if demo else ())
