"""A segment is built by keyboard while its size is shown: in each language, on a desk and on a phone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.evaluation.report.sample import evaluation

from crmeter.evaluation.document import to_document
from crmeter.records.customers.actions import publish_customers
from crmeter.records.readings.actions import publish_run
from crmeter.vocabulary import Customer

# The tests of its pages run on both databases; this is about how it looks.
pytestmark = pytest.mark.once
WORDS = {
    "vi": {"two": "2 khách hàng", "one": "1 khách hàng", "kept": "Đã lập nhóm khách", "list": "Danh sách khách"},
    "en": {"two": "2 customers", "one": "1 customer", "kept": "Segment built", "list": "List of members"},
}
THREE = (
    Customer(1, "shop", "K1", "Nắng Sớm", stage="loyal", last_on=date(2025, 6, 1), value=Decimal(900), rfm="champions"),
    Customer(2, "shop", "K2", "Bình Minh", stage="lost", last_on=date(2024, 6, 1), value=Decimal(800), rfm="at_risk"),
    Customer(3, "shop", "K3", "Chi", stage="lost", last_on=date(2024, 6, 1), value=Decimal(5), rfm="hibernating"),
)


@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 390), ("en", "dark", 1440)])
def test_a_segment_is_built_by_keyboard_while_its_size_is_shown(
    reader: Any, administrator: str, axe: str, language: str, theme: str, width: int
) -> None:
    words = WORDS[language]
    publish_customers("first", THREE)
    run = evaluation()
    publish_run(to_document(replace(run, run=replace(run.run, id="first")), explanations=False))
    reader.sign_in(administrator)
    reader.choose(language, theme, width)

    def looked_at(name: str) -> None:
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
        assert reader.barriers(axe) == []
        reader.keep_picture(f"segments-{name}-{language}-{width}")

    page = reader.open("/segments")
    looked_at("list")
    page.locator("a[href='/segments/new?rfm=champions']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/segments/new?rfm=champions")
    page.locator("#segment-found", has_text=words["one"]).wait_for()

    # A tick counts anew without the page being drawn anew.
    page.locator("#g0c0-at_risk").focus()
    page.keyboard.press("Space")
    page.locator("#segment-found", has_text=words["two"]).wait_for()
    page.locator("#g0-add").focus()
    page.keyboard.press("Enter")
    page.locator("#g0c1-fact:focus").wait_for()
    page.locator("#g0c1-fact").select_option("value")
    # Days are compared by numbers too: the form is the new one once it says of what the condition was drawn.
    page.locator("input[name='g0c1_was'][value='value']").wait_for(state="attached")
    page.locator("#g0c1-low[inputmode='decimal']").fill("850")
    page.locator("#g0c1-way").select_option("at_least")
    page.locator("#segment-found", has_text=words["one"]).wait_for()
    looked_at("built")

    page.locator("#segment-name").fill("Khách lớn")
    page.keyboard.press("Enter")
    page.locator(".toast", has_text=words["kept"]).wait_for()
    page.get_by_role("link", name=words["list"]).click()
    page.locator("tbody tr", has_text="Nắng Sớm").wait_for()
    assert page.locator("tbody tr").count() == 1
    looked_at("members")


def test_what_is_typed_while_a_condition_is_drawn_anew_stays(reader: Any, administrator: str) -> None:
    reader.sign_in(administrator)
    page = reader.open("/segments/new")
    page.locator("#g0-add").click()
    page.locator("#g0c1-low").wait_for()
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/segments/new", hold, times=1)
    with page.expect_request("**/segments/new"):
        page.locator("#g0c0-fact").select_option("region")

    page.locator("#g0c1-low").fill("30")
    page.locator("#segment-name").fill("Khách lớn")
    held[0].continue_()

    page.locator("input[name='g0c0_was'][value='region']").wait_for(state="attached")
    assert page.locator("#g0c1-low").input_value() == "30"
    assert page.locator("#segment-name").input_value() == "Khách lớn"
