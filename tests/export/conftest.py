"""A small service made by hand: five wards of two kinds, referrals and people seen in time."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np
import pytest

from mhvalue import facts
from mhvalue.catalogue.schema import Catalogue, Item, Metric, Term
from mhvalue.grids import Question
from mhvalue.periods import period, step
from mhvalue.privacy.disclosure import Protected, Sharing, protect
from mhvalue.series import SeriesSet, pooled, series
from mhvalue.units import Unit, UnitRegister

Amounts = Mapping[str, Mapping[str, Sequence[float]]]
"""Item to unit to one amount a month."""

FIRST = period(date(2024, 4, 1), "month")


def _item(name: str, counts: str) -> Item:
    return Item(name, name.capitalize(), counts, "sum", "sum", "sum")


ITEMS = [_item("seen", "people"), _item("referred", "people"), _item("spent", "money")]
METRICS = [
    Metric(
        id="seen_share",
        name="Seen in time",
        question="Are people seen in time?",
        theme="Access",
        lens="quality",
        setting="Community",
        kind="ratio",
        numerator=(Term(("seen",)),),
        denominator=(Term(("referred",)),),
        multiplier=100,
        unit="%",
        spread="people",
        better="higher",
        caveats="Counts referrals, not people.",
    ),
    Metric(
        id="referrals",
        name="Referrals",
        question="How many people are referred?",
        theme="Access",
        lens="activity",
        setting="Community",
        kind="count",
        numerator=(Term(("referred",)),),
        unit="people",
        decimals=0,
    ),
    Metric(
        id="balance",
        name="Spending less income",
        question="What is left?",
        theme="Money",
        lens="cost",
        setting="All",
        kind="count",
        numerator=(Term(("spent",)),),
        unit="£",
        decimals=0,
    ),
]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue({i.id: i for i in ITEMS}, {m.id: m for m in METRICS})


class Service:
    """Facts about wards, and the series and protected figures made from them."""

    def __init__(
        self, catalogue: Catalogue, amounts: Amounts, units: Sequence[Unit], published: bool
    ) -> None:
        self.catalogue = catalogue
        rows = [
            (item, unit, month, amount)
            for item, by_unit in amounts.items()
            for unit, monthly in by_unit.items()
            for month, amount in enumerate(monthly)
        ]
        periods = [step(FIRST, row[2]) for row in rows]
        self.facts = facts.make(
            {
                "item": [row[0] for row in rows],
                "heading": [row[0] for row in rows],
                "level": "Ward",
                "unit": [row[1] for row in rows],
                "grain": "month",
                "period": [p.start for p in periods],
                "start": [p.start for p in periods],
                "end": [p.end for p in periods],
                "amount": [row[3] for row in rows],
                "status": ["ok" if np.isfinite(row[3]) else "missing" for row in rows],
            },
            units=UnitRegister(tuple(units)),
            origins=(facts.Origin("wards.xlsx", "Data", "A1:D99", published=published),),
            key="k",
        )

    def series(self, metric: str) -> SeriesSet:
        return series(self.facts, self.catalogue, self.catalogue.metrics[metric], Question("Ward"))

    def protected(self, metric: str, sharing: Sharing) -> Protected:
        return protect(self.series(metric), sharing, self.catalogue, self.facts.units)

    def pooled(self, metric: str, sharing: Sharing) -> Protected:
        laid = self.series(metric)
        whole = pooled(
            self.facts,
            self.catalogue,
            self.catalogue.metrics[metric],
            Question("Ward"),
            laid.periods[0],
            laid.periods[-1],
        )
        return protect(whole, sharing, self.catalogue, self.facts.units)


Make = Callable[..., Service]


@pytest.fixture
def make(catalogue: Catalogue) -> Make:
    """Facts from amounts; wards are of one kind unless said otherwise."""

    def built(
        amounts: Amounts, units: Sequence[Unit] | None = None, *, published: bool = False
    ) -> Service:
        names = dict.fromkeys(unit for by_unit in amounts.values() for unit in by_unit)
        own = units or [Unit("Ward", name, kind="Adult") for name in names]
        return Service(catalogue, amounts, own, published)

    return built


@pytest.fixture
def wards(make: Make) -> Service:
    """Two months of five wards. In the first, Ash has 3 seen and Elm all but two."""
    return make(
        {
            "seen": {
                "Ash": [3, 31], "Elm": [51, 52], "Oak": [22, 23], "Fir": [37, 38],
                "Yew": [64, 61],
            },
            "referred": {
                "Ash": [40, 42], "Elm": [53, 68], "Oak": [48, 49], "Fir": [61, 63],
                "Yew": [97, 92],
            },
        }
    )  # fmt: skip
