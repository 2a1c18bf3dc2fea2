"""What a benchmark hands back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """Our time or memory over another's, in the same units, and the most it may be."""

    what: str
    ours: float
    theirs: float
    bound: float

    @property
    def value(self) -> float:
        return self.ours / self.theirs

    @property
    def holds(self) -> bool:
        return self.value <= self.bound
