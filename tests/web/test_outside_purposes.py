"""Pages of the outside view by what they are read for: what stands there, what is left out, where the rest is."""

from collections.abc import Callable

import pytest
from django.test import Client

from .foreseen_runs import publish_forecast

pytestmark = pytest.mark.django_db
PAGES = ("/external/value", "/external/loyalty", "/external/satisfaction", "/forecasts")


@pytest.fixture
def read(browser_of: Callable[..., Client]) -> Callable[[str, str], str]:
    """What a director reads on a page for a purpose."""
    publish_forecast()
    browser = browser_of("director")

    def page(address: str, purpose: str) -> str:
        answer = browser.get(address, {"purpose": purpose})
        assert answer.status_code == 200
        return str(answer.content.decode())

    return page


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_what_it_is_read_for_and_offers_the_others(read: Callable[[str, str], str], address: str) -> None:
    shown = read(address, "daily")
    assert '<a href="?purpose=daily" aria-current="true">Việc hằng ngày</a>' in shown
    assert '<a href="?purpose=planning">' in shown
    # Without a month that was measured this is said, and nothing is made up.
    assert "Tháng vừa qua" in shown


def test_the_work_of_the_day_keeps_the_list_and_planning_keeps_the_rest(read: Callable[[str, str], str]) -> None:
    shown = {purpose: read("/external/loyalty", purpose) for purpose in ("all", "daily", "planning", "forecast")}
    assert {purpose: 'id="keep"' in page for purpose, page in shown.items()} == {
        "all": True,
        "daily": True,
        "planning": False,
        "forecast": False,
    }
    assert {purpose: "Chưa có mục tiêu cho các chỉ số này" in page for purpose, page in shown.items()} == {
        "all": False,
        "daily": False,
        "planning": True,
        "forecast": True,
    }


def test_revenue_is_foreseen_beside_equity_and_what_is_not_foreseen_says_where_to_look(
    read: Callable[[str, str], str],
) -> None:
    assert "Doanh thu 12 tháng tới" in read("/external/value", "forecast")
    assert "Doanh thu 12 tháng tới" not in read("/external/value", "all")
    shown = read("/external/satisfaction", "forecast")
    assert "Không dự báo điểm hài lòng" in shown
    assert 'href="/forecasts"' in shown


def test_forecasts_stand_for_all_but_the_work_of_the_day(read: Callable[[str, str], str]) -> None:
    title = "Doanh thu 12 tháng tới"
    told = {purpose: title in read("/forecasts", purpose) for purpose in ("all", "planning", "forecast", "daily")}
    assert told == {"all": True, "planning": True, "forecast": True, "daily": False}


def test_the_brand_says_that_it_is_measured_by_waves(read: Callable[[str, str], str]) -> None:
    from crmeter.web.outside_purposes import OUTSIDE  # noqa: PLC0415 - models load after the settings
    from crmeter.web.purpose import Purpose  # noqa: PLC0415 - as above

    assert set(OUTSIDE["brand"].elsewhere) == {Purpose.DAILY, Purpose.FORECAST}
    assert OUTSIDE["brand"].elsewhere[Purpose.FORECAST].address == "/forecasts/market"
    # Where nobody has said how it is measured there is nothing to read for anything.
    assert 'aria-label="Đọc để"' not in read("/brand", "forecast")
