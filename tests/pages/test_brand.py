"""A component of the brand that is measured by what customers do, taken from the evaluation that pages show."""

import html
from collections.abc import Callable

from django.test import Client

from crmeter.records.brand.actions import SourceAsked, measure_brand
from crmeter.records.staff.queries import Person
from crmeter.records.surveys.actions import make_survey, open_survey
from crmeter.vocabulary import formats

from ..evaluation.conftest import Firm


def test_loyalty_is_the_repeat_purchase_rate_with_its_interval(
    firm: Firm, director: Person, signed_in: Callable[..., Client]
) -> None:
    survey = make_survey(director, "brands", "vi")
    open_survey(director, survey, version=1)
    measure_brand(director, "Hãng chúng tôi", None, {"loyalty": SourceAsked(measure="repeat_purchase_rate")}, version=0)
    reading = firm.evaluation.reading("repeat_purchase_rate")
    interval = reading.interval(0.8)
    assert reading.value is not None
    assert interval is not None

    page = html.unescape(signed_in(director).get("/brand").content.decode())

    value, low, high = (
        formats.number(100 * float(each), "vi", 1) for each in (reading.value, interval.low, interval.high)
    )
    assert f">{value}</a></b>" in page
    assert f"{low} – {high}, n = {reading.n}" in page
    assert "tỷ lệ mua lặp lại" in page
