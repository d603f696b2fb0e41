"""Finding and doing by keyboard alone, in both languages."""

import re

import pytest

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.staff.queries import person_at

FOCUSED = "document.activeElement.textContent.trim()"


@pytest.fixture
def customers(administrator) -> dict[str, int]:
    who = person_at(administrator)
    return {
        name: create(who, CONCEPTS["customers"], {"name": name, "kind": "firm", "phone": phone})
        for name, phone in (("Nguyễn Đức", "0905318642"), ("Mộc Nhiên", "0912000111"), ("Đặng Gia", "0913222333"))
    }


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_record_is_found_opened_and_offered_again(reader, administrator, customers, axe, language) -> None:
    reader.sign_in(administrator)
    reader.choose(language, "light")
    page = reader.open("/customers")

    page.keyboard.press("Control+k")
    page.keyboard.type("nguyen duc")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/customers/{customers['Nguyễn Đức']}$"))
    page.keyboard.press("Control+k")
    page.keyboard.type("0912 000 111")
    page.wait_for_selector("#palette-found a")
    assert reader.barriers(axe, "#palette") == []
    reader.keep_picture(f"palette-found-{language}")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED).startswith("Mộc Nhiên")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/customers/{customers['Mộc Nhiên']}$"))

    page.keyboard.press("Control+k")
    assert page.locator("#palette-opened li").all_inner_texts()[0].startswith("Nguyễn Đức")
    assert page.locator("#palette-opened li").count() == 1
    assert page.locator("#palette-here li").count() == 1
    assert reader.barriers(axe, "#palette") == []
    reader.keep_picture(f"palette-{language}")
    page.keyboard.type("xoa moc" if language == "vi" else "remove moc")
    page.keyboard.press("Enter")
    # What takes something away is gone to first.
    page.wait_for_selector("#palette-here button:focus")
    page.keyboard.press("Enter")
    page.wait_for_url("**/customers")
    assert page.locator("[data-row]").count() == 2


def test_what_was_opened_is_forgotten_at_sign_out(reader, administrator, customers) -> None:
    kept = "Object.keys(localStorage).filter(key => key.startsWith('crmeter-opened-')).length"
    reader.sign_in(administrator)
    page = reader.open(f"/customers/{customers['Mộc Nhiên']}")
    assert page.evaluate(kept) == 1

    page.click(".ws")
    page.click("#menu [data-signs-out] button")
    page.wait_for_selector("input[type=password]")

    assert page.evaluate(kept) == 0


def test_actions_are_run_from_the_palette(reader, administrator) -> None:
    reader.sign_in(administrator)
    reader.choose("en", "light")
    page = reader.open("/customers")
    page.keyboard.press("Control+k")
    page.keyboard.type("theme dark")
    with page.expect_response("**/theme"):
        page.keyboard.press("Enter")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"

    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("tieng viet")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[lang=vi]")
    page.keyboard.press("Control+k")
    page.keyboard.type("them co hoi")
    page.keyboard.press("Enter")
    page.wait_for_url("**/deals/new")


def test_letters_alone_act_only_where_nobody_types_and_they_are_wanted(reader, administrator, customers) -> None:
    reader.sign_in(administrator)
    reader.choose("en", "light")
    page = reader.open("/customers")
    page.evaluate("addEventListener('crmeter:select', event => document.title = event.target.textContent)")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.evaluate(FOCUSED) in page.title()
    page.focus("#record-words")
    page.keyboard.type("nc")
    assert page.input_value("#record-words") == "nc"
    page.locator("h1").click()
    page.keyboard.press("n")
    page.keyboard.press("k")
    page.wait_for_url("**/customers/new")

    page = reader.open("/settings")
    page.uncheck("[name=single_keys]")
    page.locator("form:has([name=single_keys]) button.primary").click()
    page.wait_for_selector("body[data-single-keys=off]")
    page.keyboard.press("?")
    page.keyboard.press("g")
    page.keyboard.press("k")
    assert page.locator("dialog[open]").count() == 0
    assert page.url.endswith("/settings")
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette[open]")


@pytest.mark.once
@pytest.mark.parametrize(
    ("language", "theme", "width"), [("vi", "light", 360), ("en", "dark", 1440), ("vi", "light", 1920)]
)
def test_the_rights_of_a_role_are_decided_at_every_width(reader, administrator, axe, language, theme, width) -> None:
    reader.sign_in(administrator)
    reader.choose(language, theme, width)
    page = reader.open("/settings/roles?role=rep")

    page.select_option("[name='deals.see']", "3")
    page.locator("form:has(.rights) button.primary").click()
    page.wait_for_selector("tr.differs")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert reader.barriers(axe) == []
    reader.keep_picture(f"roles-{language}-{theme}-{width}")
    page.locator("tr.differs button").click()
    page.wait_for_selector("tr.differs", state="detached")
