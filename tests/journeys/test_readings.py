"""From the headline figure to the rows behind it, as a director would go, in each language and on a phone."""

import re

import pytest
from django.conf import settings
from tests.evaluation.conftest import trading
from tests.journeys.looks import IN_WIDTHS
from tests.journeys.test_shell import SIDEWAYS

from crmeter.evaluation.document import to_document
from crmeter.records.readings.actions import publish_run

__all__ = ["trading"]
# Who reads which rows is asked of both databases by tests of pages.
pytestmark = pytest.mark.once

PAGES = {
    "home": "/",
    "loyalty": "/external/loyalty",
    "value": "/external/value",
    "forecasts": "/forecasts",
    "measures": "/measures",
    "measure": "/measures/retention_rate",
    "runs": "/runs",
    "imports": "/imports",
    "explain": "/explain/retention_rate",
}


@pytest.fixture
def published(trading, transactional_db, monkeypatch):
    monkeypatch.setattr(settings, "WORKSPACE", trading.workspace)
    publish_run(to_document(trading.evaluation, explanations=False))
    return trading.evaluation


@pytest.mark.parametrize(("language", "width"), IN_WIDTHS)
def test_from_a_figure_on_home_to_the_rows_that_add_up_to_it(
    reader, administrator, published, axe, language, width
) -> None:
    reader.sign_in(administrator)
    reader.choose(language, "light", width)
    page = reader.open("/")
    reader.keep_picture(f"readings-home-{language}-{width}")
    figure = page.locator("a.kpi[data-explain=retention_rate]")
    figure.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#explain[open] .ex-number")
    shown = page.locator("#explain .ex-number").inner_text()
    assert shown in figure.inner_text()
    reader.keep_picture(f"readings-drawer-{language}-{width}")
    assert reader.barriers(axe, "#explain") == []

    page.locator("#explain .drawer-f a.primary").click()
    page.wait_for_selector("#rows-bottom")
    top, bottom = (re.sub(r"\D", "", page.locator(f"#rows-{part}").inner_text()) for part in ("top", "bottom"))
    reading = published.reading("retention_rate")
    assert (int(top), int(bottom)) == (int(reading.top), int(reading.bottom))
    assert int(top) / int(bottom) == pytest.approx(reading.value)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.evaluate(SIDEWAYS)


@pytest.mark.once
@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 360), ("en", "dark", 1440)])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_readings_is_whole(reader, administrator, published, axe, name, language, theme, width) -> None:
    reader.sign_in(administrator)
    reader.choose(language, theme, width)
    page = reader.open(PAGES[name])
    reader.keep_picture(f"readings-{name}-{language}-{theme}-{width}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.evaluate(SIDEWAYS)
    assert reader.barriers(axe) == []


def test_without_a_script_a_figure_leads_to_a_page(reader, administrator, published, browser, live_server) -> None:
    reader.sign_in(administrator)
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(reader.context.cookies())
    page = context.new_page()
    page.goto(live_server.url + "/")
    page.locator("a.kpi[data-explain=retention_rate]").click()
    assert page.url.endswith("/explain/retention_rate")
    assert page.locator(".ex-number").count() == 1
    context.close()
