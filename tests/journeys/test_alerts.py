"""From a watch to an alert that is seen to, in a browser: in each language, on a desk and on a phone."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.strategy.months import publish_months

from crmeter.strategy.alerts.judge_actions import judge_run

# The tests of its page run on both databases; this is about how it looks.
pytestmark = pytest.mark.once
CALM = (0.8, 0.82, 0.8, 0.82, 0.8, 0.82, 0.8, 0.82)
WORDS = {
    "vi": {
        "measure": "Tỷ lệ giữ chân",
        "watch": "Theo dõi chỉ số này",
        "keep": "Theo dõi",
        "kept": "Đang theo dõi, đã xét theo lần đánh giá hiện tại",
        "struck": "thấp hơn khoảng thường thấy",
        "acknowledge": "Nhận xử lý",
        "acknowledged": "đã nhận",
        "snooze": "Hoãn",
        "until": "Hoãn đến ngày đó",
        "snoozed": "đang hoãn",
        "resolve": "Đóng",
        "with_note": "Đóng kèm ghi chú này",
        "none": "Không có cảnh báo",
        "resolved": "Đã đóng",
    },
    "en": {
        "measure": "Retention rate",
        "watch": "Watch this",
        "keep": "Watch it",
        "kept": "Watched, and judged by the current evaluation",
        "struck": "outside what it usually varies between",
        "acknowledge": "Acknowledge",
        "acknowledged": "acknowledged",
        "snooze": "Snooze",
        "until": "Snooze until that day",
        "snoozed": "snoozed",
        "resolve": "Resolve",
        "with_note": "Resolve with this note",
        "none": "Nothing strikes",
        "resolved": "Resolved",
    },
}


def evaluate(as_of: date, *values: float) -> None:
    publish_months(f"run-{as_of}", as_of, {"retention_rate": values, "orders": values})
    judge_run(f"run-{as_of}")


@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 390), ("en", "dark", 1440)])
def test_a_figure_is_watched_strikes_and_is_seen_to(
    reader: Any, administrator: str, axe: str, language: str, theme: str, width: int
) -> None:
    words = WORDS[language]
    evaluate(date(2026, 8, 31), *CALM)
    reader.sign_in(administrator)
    reader.choose(language, theme, width)

    def looked_at(name: str) -> None:
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
        assert reader.barriers(axe) == []
        reader.keep_picture(f"alerts-{name}-{language}-{width}")

    reader.open("/alerts")
    looked_at("empty")
    watch_it(reader, words)
    looked_at("watched")

    evaluate(date(2026, 9, 30), *CALM, 0.5)
    page = reader.open("/")
    page.locator("#home-alerts").get_by_text(words["struck"]).wait_for()
    looked_at("home")
    page.locator("#home-alerts li a").click()
    page.wait_for_url("**/alerts#alert-*")
    looked_at("open")
    see_to_it(reader, words, looked_at)


def watch_it(reader: Any, words: dict[str, str]) -> None:
    page = reader.open("/measures/retention_rate")
    page.get_by_role("link", name=words["watch"]).click()
    page.wait_for_url("**/alerts?measure=retention_rate#watch")
    assert page.locator("#watch-measure").input_value() == "retention_rate"
    page.locator("#watch").get_by_role("button", name=words["keep"], exact=True).click()
    page.get_by_text(words["kept"]).wait_for()
    page.locator("#watch li.alert", has_text=words["measure"]).wait_for()


def see_to_it(reader: Any, words: dict[str, str], looked_at: Callable[[str], None]) -> None:
    page = reader.page
    alert = page.locator("li.alert[id^=alert-]")
    alert.get_by_role("button", name=words["acknowledge"]).click()
    alert.locator(".tag", has_text=words["acknowledged"]).wait_for()

    alert.locator("summary", has_text=words["snooze"]).click()
    day = (timezone.localdate() + timedelta(days=2)).isoformat()
    alert.locator("input[type=date]").fill(day)
    looked_at("snoozing")
    alert.get_by_role("button", name=words["until"]).click()
    alert.locator(".tag", has_text=words["snoozed"]).wait_for()

    alert.locator("summary", has_text=words["resolve"]).click()
    alert.locator("textarea").fill("Đã gọi lại khách cũ")
    looked_at("resolving")
    alert.get_by_role("button", name=words["with_note"]).click()
    page.get_by_text(words["none"]).wait_for()
    page.locator("details.card > summary", has_text=words["resolved"]).click()
    page.get_by_text("Đã gọi lại khách cũ").wait_for()
    looked_at("resolved")
