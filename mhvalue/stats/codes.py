"""The small whole-number codes that results of the statistics are written in.

Arrays hold them as int8. A point or unit that could not be judged is never given the code of an
ordinary one.
"""

from typing import Final

NOT_JUDGED: Final = -1

# Rules of a time chart, in the order in which one of them names the point.
NONE: Final = 0
OUTSIDE: Final = 1
TREND: Final = 2
TWO_IN_THREE: Final = 3
SHIFT: Final = 4

HIGH: Final = 1
LOW: Final = -1

# Meaning of a point in a time chart.
COMMON: Final = 0
BETTER: Final = 1
WORSE: Final = 2
CHANGED_HIGH: Final = 3
CHANGED_LOW: Final = 4

# Will the target be met? NONE (0) where there is no target or no good direction.
MET: Final = 1
MISSED: Final = 2
EITHER: Final = 3

# Where a unit lies in a funnel: the sign is the side, the size how far out.
OUT_LOW_998: Final = -3
ALERT_LOW_95: Final = -2
IN_LINE: Final = 0
ALERT_HIGH_95: Final = 2
OUT_HIGH_998: Final = 3

# Meaning of a unit in a funnel besides IN_LINE, BETTER and WORSE: outside, no good direction.
CHANGED: Final = 3

# Why a unit of a funnel was not judged; 0 where it was.
JUDGED: Final = 0
NO_FIGURE: Final = 1
NO_DENOMINATOR: Final = 2
NUMERATOR_TOO_LARGE: Final = 3
NEGATIVE: Final = 4
TOO_FEW_UNITS: Final = 5


def met_bit(rule: int, side: int) -> int:
    """The bit that `Xmr.met` carries for a rule met on one side (`HIGH` or `LOW`)."""
    return 1 << (2 * (rule - 1) + (side == LOW))
