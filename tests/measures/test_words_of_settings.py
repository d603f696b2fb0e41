"""What a measure says of itself names the settings of the run, not those that are usual."""

import pytest

from crmeter.measures.catalogue import measures
from crmeter.measures.measure import Measure
from crmeter.measures.view import Settings

every_measure = pytest.mark.parametrize("measure", list(measures().values()), ids=lambda m: m.name)


@every_measure
def test_every_setting_that_is_named_exists(measure: Measure) -> None:
    for words in (measure.meaning_under(Settings()), measure.formula_under(Settings())):
        assert "{" not in words.vi + words.en


@every_measure
def test_a_window_that_can_be_set_is_nowhere_twelve_months(measure: Measure) -> None:
    said = [measure.title, measure.meaning, measure.formula]

    assert not [text for text in said if "12 tháng" in text.vi or "12 months" in text.en]


@pytest.mark.parametrize(
    ("name", "settings", "vi", "en"),
    [
        ("retention_rate", Settings(window_days=90), "90 ngày gần nhất", "previous 90 days"),
        ("net_revenue_retention", Settings(window_days=180), "180 ngày gần nhất", "last 180 days"),
        ("active_customers", Settings(window_days=30), "30 ngày gần nhất", "last 30 days"),
        ("reduced_customers", Settings(reduced_percent=45), "giảm ít nhất 45%", "by at least 45%"),
        ("relationship_freshness", Settings(freshness_days=14), "trong 14 ngày", "within 14 days"),
        ("lead_conversion_rate", Settings(lead_days=60), "đã đủ 60 ngày", "60 days old at least"),
        ("lead_conversion_rate_all_time", Settings(lead_days=60), "đã đủ 60 ngày", "60 days old at least"),
    ],
)
def test_the_meaning_says_what_was_set(name: str, settings: Settings, vi: str, en: str) -> None:
    meaning = measures()[name].meaning_under(settings)

    assert vi in meaning.vi
    assert en in meaning.en


@pytest.mark.parametrize(
    ("window_days", "is_there"), [(30, False), (364, False), (365, True), (366, True), (730, False)]
)
def test_the_benchmark_of_retention_is_one_of_twelve_months(window_days: int, is_there: bool) -> None:
    settings = Settings(window_days=window_days)

    assert (measures()["retention_rate"].benchmark_under(settings) is not None) == is_there
    assert measures()["lead_conversion_rate"].benchmark_under(settings) is not None
