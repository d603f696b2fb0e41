"""From a goal that is too wide to one with targets under it, scored and summed up, in a browser: in each language."""

from datetime import date
from typing import Any

import pytest
from tests.strategy.months import publish_months

# The tests of their pages run on both databases; this is about how they look.
pytestmark = pytest.mark.once
WORDS = {
    "vi": {
        "goal": "Dẫn đầu thị trường",
        "too_wide": "quá rộng để thống nhất và kiểm tra",
        "agree": "Tôi đồng ý",
        "agreed": "đã đồng ý:",
        "set": "Đặt",
        "target": "Số đơn hàng",
        "period": "quý 3/2099",
        "puts_in": "Góp vào",
        "told": "Điều cần biết",
    },
    "en": {
        "goal": "Be the leader",
        "too_wide": "is too wide to be agreed and checked",
        "agree": "I agree",
        "agreed": "agreed by",
        "set": "Set it",
        "target": "Orders",
        "period": "Q3 2099",
        "puts_in": "Puts in",
        "told": "What to know",
    },
}


@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 390), ("en", "dark", 1440)])
def test_a_goal_gets_a_number_a_target_and_a_score(
    reader: Any, administrator: str, axe: str, language: str, theme: str, width: int
) -> None:
    words = WORDS[language]
    publish_months("run", date(2099, 9, 30), {"orders": (90.0, 100.0, 110.0, 100.0, 120.0, 130.0)})
    reader.sign_in(administrator)
    reader.choose(language, theme, width)

    def looked_at(name: str) -> None:
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
        assert reader.barriers(axe) == []
        reader.keep_picture(f"targets-{name}-{language}-{width}")

    page = reader.open("/goals")
    looked_at("empty")
    form = page.locator("#new form")
    form.locator("[name=name]").fill(words["goal"])
    form.get_by_role("button", name=words["set"]).click()
    page.get_by_role("alert").get_by_text(words["too_wide"]).wait_for()
    # A refused form is answered by 422, which the browser notes.
    assert len(reader.complaints) == 1
    reader.complaints.clear()
    form = page.locator("#new form")
    assert form.locator("[name=name]").input_value() == words["goal"]
    for name, value in (("number", "1500"), ("unit", words["target"]), ("reach_by", "2099-12-31")):
        form.locator(f"[name={name}]").fill(value)
    form.get_by_role("button", name=words["set"]).click()
    page.locator(".card").get_by_role("button", name=words["agree"]).click()
    page.get_by_text(words["agreed"]).wait_for()

    page = reader.open("/targets")
    form = page.locator("#new form")
    form.locator("[name=measure]").select_option("orders")
    form.locator("[name=span]").select_option("quarter")
    for name, value in (("starts_on", "2099-07-01"), ("value", "400"), ("floor", "200")):
        form.locator(f"[name={name}]").fill(value)
    form.locator("[name=goal]").select_option(label=words["goal"])
    form.get_by_role("button", name=words["set"]).click()
    page.locator(".target").get_by_text(words["period"]).wait_for()
    looked_at("set")

    page = reader.open("/goals")
    page.locator(".branch").get_by_text(words["target"]).first.wait_for()
    looked_at("goal")
    page = reader.open("/scorecard")
    page.locator("#value summary").click()
    page.get_by_text(words["puts_in"]).first.wait_for()
    looked_at("score")
    page = reader.open("/targets/propose")
    looked_at("proposed")
    page = reader.open("/summary?every=month")
    page.get_by_role("heading", name=words["told"]).wait_for()
    looked_at("summary")
