"""The page of sales shows what was foretold and kept, beside the forecast that is tried anew, in both languages."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from tests.evaluation.report.sample import evaluation

from crmeter.evaluation.document import to_document
from crmeter.evaluation.internal.deal_foretold import KEPT, KEPT_COLUMNS
from crmeter.evaluation.result import ResultTable
from crmeter.records.readings.actions import publish_run
from crmeter.vocabulary import NotEnoughData, Reading, Text, Unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "vi",
            (
                "Dự báo đã báo, giữ nguyên",
                "Thử dự báo cơ hội",
                "Báo ngày",
                "30/09/2026",
                "Sai số dự báo đã lưu",
                "Mức đạt chỉ tiêu",
            ),
        ),
        (
            "en",
            (
                "Forecasts as they were told",
                "Forecast of deals, tried",
                "Told on",
                "Error of stored forecasts",
                "Quota attainment",
            ),
        ),
    ],
)
def test_what_was_foretold_stands_beside_what_is_tried_anew(
    browser_of: Callable[..., Client], language: str, said: tuple[str, ...]
) -> None:
    made = evaluation()
    others = [reading for reading in made.readings if reading.measure != "forecast_accuracy"]
    error = Reading("forecast_accuracy", made.run.period, Unit.SHARE, 0.68, 2, top=Decimal(120), bottom=Decimal(177))
    publish_run(to_document(replace(made, readings=(*others, error)), explanations=False))
    browser = browser_of("director")
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    whole = browser.get("/internal/sales").content.decode()

    assert [words for words in said if words not in whole] == []


def test_before_a_month_is_over_the_page_says_why_nothing_is_judged(browser_of: Callable[..., Client]) -> None:
    made = evaluation()
    lacking = NotEnoughData("none_over", Text("chưa tháng nào đã qua", "no month is over"))
    kept = ResultTable.lacking("deal_forecast_kept", KEPT, KEPT_COLUMNS, lacking)
    publish_run(to_document(replace(made, tables={**made.tables, kept.name: kept}), explanations=False))

    whole = browser_of("director").get("/internal/sales").content.decode()

    assert "Dự báo đã báo, giữ nguyên" in whole
    assert "chưa tháng nào đã qua" in whole
