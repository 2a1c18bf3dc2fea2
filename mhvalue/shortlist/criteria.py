"""What metrics are scored on, 0 to 4, and what each score means.

Criteria and suggested weights follow what groups that agree indicators usually weigh: can it be
had, compared, moved, believed, and does it matter. The weights are a proposal: the group sets its
own, by how much going from worst to best on a criterion would matter (swing weighting).
"""

from dataclasses import dataclass
from typing import Final

HIGHEST: Final = 4

AVAILABILITY: Final = "availability"
COMPARABILITY: Final = "comparability"
SIGNAL: Final = "signal"


@dataclass(frozen=True)
class Criterion:
    """One criterion: `anchors` say what 0, 1, 2, 3 and 4 mean; `weight` is a suggestion.

    `from_data` marks those that open data can score before people do.
    """

    id: str
    name: str
    anchors: tuple[str, str, str, str, str]
    weight: float
    from_data: bool = False


CRITERIA: Final = (
    Criterion(
        AVAILABILITY,
        "Data availability",
        (
            "Nobody collects it: a new collection is needed",
            "Collected, but by hand or in no file that we can open",
            "In our files for some teams or some months",
            "In our files for most teams, for a year or more",
            "Ready every month for each team, or published monthly for each trust",
        ),
        20.0,
        from_data=True,
    ),
    Criterion(
        COMPARABILITY,
        "Comparability",
        (
            "Means something only here",
            "Others measure it too, each in their own way",
            "Same definition, but the people served differ a lot",
            "Same definition, and differences in the people served can be allowed for",
            "Same definition, and who is served matters little",
        ),
        15.0,
        from_data=True,
    ),
    Criterion(
        "controllability",
        "Controllability",
        (
            "Decided outside the trust",
            "The trust can influence it, with partners and over years",
            "The trust can move it in about two years",
            "A service can move it in a year with help from others",
            "A team can move it in a year",
        ),
        15.0,
    ),
    Criterion(
        "link",
        "Link to cost, activity or quality",
        (
            "A weak story",
            "A plausible story that nobody has tested",
            "Some evidence, from elsewhere",
            "A shown link to cost, activity or quality",
            "A shown link, and a paired measure that watches the other side",
        ),
        20.0,
    ),
    Criterion(
        "outcome_equity",
        "Outcome and equity value",
        (
            "Says nothing of what people gain or who misses out",
            "Says a little of it, indirectly",
            "Shows an outcome or experience, for everybody together",
            "Can be split by ethnicity or by deprivation",
            "Can be split by ethnicity and by deprivation",
        ),
        15.0,
    ),
    Criterion(
        "burden",
        "Burden (less is better)",
        (
            "Heavy work by hand every month",
            "Days of work by hand",
            "Hours of work by hand",
            "Minutes: somebody runs a report",
            "None: it comes from records kept anyway",
        ),
        5.0,
    ),
    Criterion(
        "gaming",
        "Gaming risk (less is better)",
        (
            "Easy to improve on paper alone",
            "Tempting to improve on paper, and seldom noticed",
            "Possible to improve on paper, but often noticed",
            "Hard to improve on paper",
            "Hard to improve on paper, or a paired measure would show it",
        ),
        5.0,
    ),
    Criterion(
        SIGNAL,
        "Statistical signal",
        (
            "Tiny counts: chance hides nearly everything",
            "Only the whole trust over a year says something",
            "Large changes show at team level",
            "Moderate changes show at team level",
            "Reliable at team level, month by month",
        ),
        5.0,
        from_data=True,
    ),
)

IDS: Final = tuple(criterion.id for criterion in CRITERIA)
NAMES: Final = {criterion.id: criterion.name for criterion in CRITERIA}
SUGGESTED: Final = tuple(criterion.weight for criterion in CRITERIA)
