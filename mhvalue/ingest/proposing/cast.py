"""The columns of one table and the roles given to them so far."""

from dataclasses import dataclass, field

from mhvalue.catalogue.schema import Catalogue
from mhvalue.ingest.proposing.columns import Profile
from mhvalue.ingest.reading import FIGURE_ROLES, Column


@dataclass
class Cast:
    """The roles given so far, by column, and what the table as a whole turned out to be."""

    columns: tuple[Profile, ...]
    catalogue: Catalogue
    titles: tuple[str, ...] = ()
    roles: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    said: dict[int, dict[str, str]] = field(default_factory=dict)
    layout: str = "long"
    level: str = ""

    def give(self, profile: Profile, role: str, item: str = "", name: str = "") -> None:
        """Give a column its role; the last word counts."""
        self.roles[profile.index] = (role, item, name)

    def say(self, profile: Profile, **details: str) -> None:
        """Add what a heading says besides its item: scenario, window, unit, breakdown, group."""
        self.said.setdefault(profile.index, {}).update(details)

    def free(self) -> list[Profile]:
        """The columns that have no role yet."""
        return [p for p in self.columns if p.index not in self.roles]

    def with_role(self, role: str) -> list[Profile]:
        """The columns that play a role."""
        return [p for p in self.columns if self.roles.get(p.index, ("",))[0] == role]

    def figures(self) -> list[Profile]:
        """The columns that hold figures of any kind."""
        return [p for role in FIGURE_ROLES for p in self.with_role(role)]

    def has(self, role: str) -> bool:
        """Whether some column plays a role."""
        return any(given[0] == role for given in self.roles.values())

    def part_of(self, profile: Profile) -> str:
        """The month, or the day of a month, that a figure's heading names without more; or ''."""
        name = self.roles[profile.index][2]
        return name if name and name in (profile.heading_part, profile.day_of_month) else ""

    @property
    def said_of_units_or_groups(self) -> bool:
        """Whether some headings were taken for units or for groups."""
        return any(said.get("unit") or said.get("group") for said in self.said.values())

    @property
    def has_periods(self) -> bool:
        """Whether its headings or its rows have periods of their own."""
        return self.layout != "long" or self.has("period")

    @property
    def lacks_year(self) -> bool:
        """Whether its months, in headings or down a column, have no year beside them."""
        if self.layout == "periods across":
            bare = any(self.part_of(profile) for profile in self.figures())
            return bare and not self.has("period")
        names = {self.roles[profile.index][2] for profile in self.with_role("period")}
        return names == {"month"}

    def settled(self) -> tuple[Column, ...]:
        """All columns with their roles; those without one are ignored."""
        return tuple(
            Column(
                p.index,
                p.heading,
                *self.roles.get(p.index, ("ignore", "", "")),
                **self.said.get(p.index, {}),
            )
            for p in self.columns
        )
