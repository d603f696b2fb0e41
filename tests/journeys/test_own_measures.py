"""A measure of one's own is typed, checked, tried and kept in a browser: in each language, on a desk and on a phone."""

from typing import Any

import pytest
from tests.evaluation.report.sample import evaluation

from crmeter.evaluation.document import to_document
from crmeter.records.readings.actions import publish_run

# The tests of its pages run on both databases; this is about how it looks.
pytestmark = pytest.mark.once
WORDS = {
    "vi": {
        "read": "Đã hiểu: tính bằng tiền",
        "wrong": "không có cột profit",
        "kept": "Đã giữ",
        "try": "Thử trên",
        "gone": "Chưa có số",
    },
    "en": {"read": "Read: in money", "wrong": "no column profit", "kept": "Kept", "try": "Try it", "gone": "No figure"},
}


@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 390), ("en", "dark", 1440)])
def test_a_measure_is_checked_while_it_is_typed(
    reader: Any, administrator: str, axe: str, language: str, theme: str, width: int
) -> None:
    words = WORDS[language]
    publish_run(to_document(evaluation(), explanations=False))
    reader.sign_in(administrator)
    reader.choose(language, theme, width)

    def looked_at(name: str) -> None:
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
        assert reader.barriers(axe) == []
        reader.keep_picture(f"own-measures-{name}-{language}-{width}")

    page = reader.open("/measures/new")
    looked_at("empty")
    page.locator("#own-title").fill("Web")
    page.locator("#own-definition").press_sequentially("sum(orders.profit)")
    page.locator("#own-checked").get_by_text(words["wrong"]).wait_for()
    looked_at("wrong")
    page.locator("#own-definition").fill("")
    page.locator("#own-definition").press_sequentially('mean(orders.amount) where orders.channel = "web"')
    page.locator("#own-checked").get_by_text(words["read"]).wait_for()
    # The run of this test has figures and no files to try it on.
    page.get_by_role("button", name=words["try"]).click()
    page.locator("#own-checked").get_by_text(words["gone"]).wait_for()
    page.locator("form[action$='/measures/new'] button.primary").click()
    page.locator(".toast", has_text=words["kept"]).wait_for()
    page.locator("th", has_text="Web").wait_for()
    looked_at("kept")
