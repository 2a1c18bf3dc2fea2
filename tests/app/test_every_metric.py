"""Every metric the demonstration allows, at every level, under both rules: nothing breaks."""

import re

import numpy as np
import pytest

from mhvalue.charts.trend import trend_picture
from mhvalue.charts.variation import variation_picture
from mhvalue.errors import MhvalueError
from mhvalue.findings.trend import TrendSettings
from mhvalue.findings.variation import VariationSettings
from mhvalue.grids import Question
from mhvalue.privacy.disclosure import INSIDE, SHARE
from mhvalue.series import can_put_together
from mhvalue.stretches import stretches
from mhvalue.targets import fixed
from mhvalue.words import trend as trend_words
from mhvalue.words import variation as variation_words
from mhvalue.words.parts import definition, part_name
from mhvalue.workspace import Workspace
from tests.app import app_pages

NO_WORDS = re.compile(r"\b(nan|NaN|None|null|inf)\b|(?<!\w)-0(\.0+)?(?![\d.])|np\.float|<function")


@pytest.fixture(scope="module")
def opened(demo_file):
    return Workspace((demo_file,))


def check(*texts):
    """Texts that a person may read: none empty, none with a word of the machine's."""
    for text in texts:
        assert text
        assert not NO_WORDS.search(text), text


def check_table(table):
    assert table.rows
    for row in table.rows:
        assert len(row) == len(table.header)
        assert not any(NO_WORDS.search(cell) for cell in row), row


def named(opened, metric):
    return (
        part_name(metric.numerator, opened.catalogue),
        part_name(metric.denominator, opened.catalogue),
    )


def first_known(opened, metric, question, sharing):
    """The first unit with any figure, or none under this rule."""
    series = opened.protected(metric, question, sharing).series
    known = series.value.known.any(axis=1)
    return series.units[int(np.argmax(known))] if known.any() else None


@pytest.mark.parametrize("sharing", [INSIDE, SHARE])
def test_trend_of_every_metric(opened, sharing):
    shown = 0
    for offer in opened.offers:
        metric = opened.catalogue.metrics[offer.metric]
        question = Question(offer.level, offer.grain)
        unit = first_known(opened, metric, question, sharing)
        if unit is None:
            assert sharing == SHARE, offer
            continue
        target = None if metric.target is None else fixed(metric.target)
        settings = TrendSettings((unit,), target=target)
        (finding,) = opened.trends(metric, question, settings, sharing)
        words = trend_words
        check(words.title(finding), words.subtitle(finding), words.sentence(finding))
        check(words.alt(finding), words.method(finding), words.source(finding))
        check(definition(metric, opened.catalogue))
        check_table(words.table(finding, *named(opened, metric)))
        picture = trend_picture(finding)
        assert any(row["role"] == "point" for row in picture.rows)
        shown += 1
    assert shown >= len(opened.metrics())


@pytest.mark.parametrize("sharing", [INSIDE, SHARE])
def test_comparison_of_every_metric(opened, sharing):
    shown = 0
    for offer in opened.offers:
        metric = opened.catalogue.metrics[offer.metric]
        question = Question(offer.level, offer.grain)
        series = opened.protected(metric, question, sharing).series
        if len(series.units) < 2:
            continue
        together = can_put_together(opened.catalogue, metric) and series.numerator is not None
        stretch = stretches(series.spoken_periods(), together=together)[0]
        kinds = [kind for kind in series.kinds if kind]
        kind = max(kinds, key=kinds.count) if kinds else None
        try:
            finding = opened.variation(
                metric, question, (stretch.first, stretch.last), VariationSettings(kind), sharing
            )
        except MhvalueError as told:
            check(told.what, told.do)
            continue
        words = variation_words
        check(words.title(finding), words.subtitle(finding), words.sentence(finding))
        check(words.alt(finding), words.method(finding), words.source(finding))
        check_table(words.table(finding, *named(opened, metric)))
        if finding.no_funnel != "too few":
            assert variation_picture(finding).rows
        shown += 1
    assert shown >= 20


@pytest.mark.parametrize("place", range(0, 34, 6))
def test_some_metrics_on_their_pages(demo, place):
    for page in ("Trends", "Variation"):
        app_pages.go_to(demo, page)
        box = next(box for box in demo.selectbox if box.label == "Metric")
        app_pages.choose(demo, "Metric", box.options[place % len(box.options)])
        assert not demo.exception
        assert len(app_pages.titles(demo)) == 1
        assert not [said for said in app_pages.texts(demo) if NO_WORDS.search(said)]
