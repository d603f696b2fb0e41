"""From the palette and the list to a customer and the next one, by keyboard, in each language and on a phone."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect
from tests.evaluation.conftest import trading
from tests.journeys.looks import IN_WIDTHS
from tests.journeys.test_shell import SIDEWAYS, SMALL

from crmeter.worker.publishing import publish

__all__ = ["trading"]


@pytest.fixture
def listed(trading, transactional_db, monkeypatch):
    monkeypatch.setattr(settings, "WORKSPACE", trading.workspace)
    publish(trading.evaluation, trading.workspace)
    return trading.evaluation


@pytest.mark.parametrize(("language", "width"), IN_WIDTHS)
def test_one_searches_opens_and_goes_on_by_keyboard(reader, administrator, listed, axe, language, width) -> None:
    reader.sign_in(administrator)
    reader.choose(language, "light", width)
    page = reader.open("/customers")
    assert page.locator("[data-row]").count() == 50
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.evaluate(SIDEWAYS)
    assert page.evaluate(SMALL) == []
    assert reader.barriers(axe) == []
    reader.keep_picture(f"customers-{language}-{width}")

    page.keyboard.press("/")
    page.keyboard.type("Cústomer 7")
    expect(page.locator("[data-row]")).to_have_count(11)  # 7 and 70 to 79
    assert page.url.endswith("/customers?q=C%C3%BAstomer+7")
    page.locator("[name=sort]").select_option("name")
    expect(page).to_have_url(re.compile("sort=name"))
    expect(page.locator("[data-row]").first).to_have_text("Customer 7")
    expect(page.locator("[data-row]").last).to_have_text("Customer 79")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == "Customer 7"
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text-is('Customer 7')")
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.evaluate(SIDEWAYS)
    assert page.evaluate(SMALL) == []
    assert reader.barriers(axe) == []
    reader.keep_picture(f"customer-{language}-{width}")

    page.click("[rel=next]")
    page.wait_for_selector("h1:text-is('Customer 70')")
    page.locator(".tabs a").nth(1).click()
    page.wait_for_selector("#counted")
    assert reader.barriers(axe) == []
    page.go_back()
    page.go_back()
    page.go_back()
    expect(page.locator("[data-row]")).to_have_count(11)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_found_says_what_was_asked_and_how_to_go_on(reader, administrator, listed, axe, language) -> None:
    reader.sign_in(administrator)
    reader.choose(language, "dark")
    page = reader.open("/customers?q=zzz&stage=lost")
    assert reader.barriers(axe) == []
    reader.keep_picture(f"customers-none-{language}")
    page.locator(".empty a.btn").first.click()
    page.wait_for_selector("[data-row]")
    assert "stage=lost" in page.url


def test_the_palette_finds_customers_measures_and_pages(reader, administrator, listed, axe) -> None:
    reader.sign_in(administrator)
    reader.choose("vi", "light")
    page = reader.open("/customers")
    page.keyboard.press("Control+k")
    page.keyboard.type("giu chan")
    page.wait_for_selector("#palette-found a[href='/measures/retention_rate']")
    assert reader.barriers(axe, "#palette") == []
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("customer 12")
    page.wait_for_selector("#palette-found a[href^='/customers/']")
    reader.keep_picture("palette-customers")
    assert page.locator("#palette-found li").count() <= 16
    page.keyboard.press("ArrowDown")
    found = page.evaluate("document.activeElement.textContent")
    assert "Customer 12" in found
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/customers/\d+$"))
    assert page.locator("h1").inner_text() in found


def test_without_a_script_the_form_and_the_pages_work(reader, administrator, listed, browser, live_server) -> None:
    reader.sign_in(administrator)
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(reader.context.cookies())
    page = context.new_page()
    page.goto(live_server.url + "/customers")
    page.fill("#customer-words", "customer")
    page.select_option("[name=sort]", "name")
    page.click(".customers-ask button")
    assert page.locator("[data-row]").first.inner_text() == "Customer 0"
    page.click("[rel=next]")
    first = page.locator("[data-row]").first.inner_text()
    page.click("[rel=prev]")
    assert page.locator("[data-row]").first.inner_text() == "Customer 0"
    page.click("[rel=next]")
    page.click("tbody tr:first-child th")
    assert page.locator("h1").inner_text() == first
    context.close()
