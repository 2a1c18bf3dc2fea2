"""Variation as a picture: a funnel where that is fair, ranked dots where it is not."""

from mhvalue.charts.dots import dots_picture
from mhvalue.charts.funnel import funnel_picture
from mhvalue.charts.picture import ON_PAGE, Look, Picture
from mhvalue.findings.variation import VariationFinding

__all__ = ["dots_picture", "funnel_picture", "variation_picture"]


def variation_picture(
    finding: VariationFinding, look: Look = ON_PAGE, denominator: str = "Denominator"
) -> Picture:
    """The picture that does the finding justice; `denominator` says what makes a unit big."""
    if finding.funnel is None:
        return dots_picture(finding, look)
    return funnel_picture(finding, look, denominator)
