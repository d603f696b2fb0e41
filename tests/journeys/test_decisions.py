"""A decision in a browser: made by one, judged by two after each other, on a phone and at a desk, in both languages."""

import pytest
from playwright.sync_api import expect

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.roles import Role

WORDS = {
    "vi": ("Lập quyết định", "Tên", "Các thành phần của thương hiệu", "Nộp", "Bạn đánh giá riêng", "Như một người"),
    "en": ("Make a decision", "Title", "Components of the brand", "Hand in", "You judge alone", "As one"),
}
KEPT = {"awareness", "loyalty", "trust"}


@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 1440), ("en", "dark", 390)])
def test_two_evaluators_judge_the_brand_and_see_what_comes_of_it(
    reader, administrator: str, axe, language: str, theme: str, width: int
) -> None:
    make, title, brand, hand_in, alone, as_one = WORDS[language]
    second = "phuc@ankhang.example"
    add_user(SYSTEM, second, Role.REP, name="Trần Minh Phúc")
    reader.sign_in(administrator)
    reader.choose(language, theme, width)
    page = reader.open("/decisions/new")
    expect(page.get_by_role("heading", name=make)).to_be_visible()
    page.get_by_label(title, exact=True).fill("Brand 2026")
    page.get_by_label(brand).check()
    for each in page.locator("[name=components]").all():
        each.set_checked(each.get_attribute("value") in KEPT)
    for each in page.locator("[name=evaluators]").all():
        each.check()
    assert reader.barriers(axe) == []
    reader.keep_picture(f"decision-new-{language}-{width}")
    page.locator("main button.primary").click()

    expect(page.get_by_role("heading", name=alone)).to_be_visible()
    page.locator("main a.primary").click()
    # By keyboard: two steps to the left of alike is three times as much, the strongest first.
    for place in range(3):
        page.locator("form input[name=pair]").and_(page.locator(f"[value='{place}']")).wait_for(state="attached")
        page.locator(".judge-step.alike").focus()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        if place == 1:
            assert reader.barriers(axe) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            reader.keep_picture(f"decision-judge-{language}-{width}")
        page.keyboard.press("Enter")
    page.get_by_role("button", name=hand_in).wait_for()
    reader.keep_picture(f"decision-judged-{language}-{width}")
    page.get_by_role("button", name=hand_in).click()
    expect(page.locator(".decision-weights")).to_be_visible()

    reader.sign_in(second)
    page = reader.open("/notices")
    reader.keep_picture(f"decision-notice-{language}-{width}")
    page.get_by_role("button", name="Brand 2026").click()
    page.locator("main a.primary").click()
    for place, favour in enumerate(("-4", "0", "6")):
        page.locator("form input[name=pair]").and_(page.locator(f"[value='{place}']")).wait_for(state="attached")
        page.locator(f".judge-step[value='{favour}']").click()
    page.get_by_role("button", name=hand_in).click()
    expect(page.locator(".decision-weights")).to_be_visible()
    if width > 600:
        expect(page.get_by_role("columnheader", name=as_one)).to_be_visible()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"decision-{language}-{width}")
