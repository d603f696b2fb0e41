"""What matters most, methods side by side and the four viewpoints in a browser, in both languages and on a phone."""

import pytest
from django.conf import settings
from playwright.sync_api import expect
from tests.evaluation.conftest import trading
from tests.journeys.looks import IN_WIDTHS

from crmeter.evaluation.document import to_document
from crmeter.records.readings.actions import publish_run

__all__ = ["trading"]
pytestmark = pytest.mark.once

OUTCOME = {"vi": "Doanh thu kỳ sau", "en": "Revenue of the next period"}


@pytest.fixture
def published(trading, transactional_db, monkeypatch):
    monkeypatch.setattr(settings, "WORKSPACE", trading.workspace)
    publish_run(to_document(trading.evaluation, explanations=False))
    return trading.evaluation


@pytest.mark.parametrize(("language", "width"), IN_WIDTHS)
def test_the_outcome_is_chosen_and_its_influences_are_seen(
    reader, administrator, published, axe, language, width
) -> None:
    reader.sign_in(administrator)
    reader.choose(language, "dark" if language == "en" else "light", width)
    page = reader.open("/influence")
    page.get_by_role("link", name=OUTCOME[language]).click()

    expect(page.get_by_role("heading", level=2, name=OUTCOME[language])).to_be_visible()
    expect(page.locator(".ranged").first).to_be_visible()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"influence-{language}-{width}")


@pytest.mark.parametrize(("language", "width"), IN_WIDTHS)
def test_a_sector_is_chosen_and_its_methods_are_seen(reader, administrator, published, axe, language, width) -> None:
    reader.sign_in(administrator)
    reader.choose(language, "dark" if language == "en" else "light", width)
    page = reader.open("/settings/methods")
    page.locator("#method-sector").select_option("b2b")
    page.locator("button[name=as_sector]").click()
    page.wait_for_url("**/settings/methods")
    expect(page.locator("#method-sector")).to_have_value("b2b")
    assert reader.barriers(axe) == []
    reader.keep_picture(f"method-choice-{language}-{width}")
    page = reader.open("/methods")

    expect(page.locator(".ranged").first).to_be_visible()
    expect(page.get_by_text("Pareto/NBD").first).to_be_visible()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"methods-{language}-{width}")


@pytest.mark.parametrize(("language", "width"), IN_WIDTHS)
def test_the_firm_is_seen_from_four_sides(reader, administrator, published, axe, language, width) -> None:
    reader.sign_in(administrator)
    reader.choose(language, "dark" if language == "en" else "light", width)
    page = reader.open("/viewpoints")
    assert reader.barriers(axe) == []
    reader.keep_picture(f"viewpoints-{language}-{width}")
    page.locator(".card h2 a[href='/viewpoints/owners']").click()
    page.wait_for_selector("#pays")
    for name, typed in (("setup", "30000"), ("licences", "12000"), ("hours", "10"), ("hour", "100")):
        page.locator(f"#pays-{name}").fill(typed)
    page.locator("#pays-hour").press("Enter")
    page.wait_for_selector("#pays .headline")
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"viewpoint-owners-{language}-{width}")
    page.locator("form.send button").click()
    page.wait_for_selector(".sent")
    for name in ("customers", "suppliers", "employees"):
        page = reader.open(f"/viewpoints/{name}")
        expect(page.locator(".lead-line")).to_be_visible()
        assert reader.barriers(axe) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        reader.keep_picture(f"viewpoint-{name}-{language}-{width}")
