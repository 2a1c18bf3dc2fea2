"""What each role that a column may play is called to a person."""

from collections.abc import Mapping
from typing import Final

SAID: Final[Mapping[str, str]] = {
    "ignore": "Leave out",
    "unit": "Unit (ward, team)",
    "unit code": "Unit code",
    "kind": "Kind of service",
    "parent": "Belongs to",
    "period": "Period",
    "item": "Name of the figure",
    "breakdown": "Breakdown (age, ethnicity)",
    "amount": "Figure",
    "numerator": "Numerator",
    "denominator": "Denominator",
    "value": "Finished rate or average",
}
