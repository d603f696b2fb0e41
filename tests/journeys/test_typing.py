"""What somebody types is kept as they mean it: a link that is not chosen, a field beside another, a cell put right."""

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.journeys.conftest import Reader

from crmeter.records.concept.actions import create
from crmeter.records.concept.listing import record_at
from crmeter.records.contacts.concept import CONTACTS
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.staff.queries import Person, administrators


@pytest.fixture
def giang(administrator: str) -> Person:
    return next(each for each in administrators() if each.email == administrator)


@pytest.fixture
def contact(giang: Person) -> int:
    """Ngọc, at Nắng Sớm, beside another firm of a like name."""
    firm = create(giang, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    create(giang, CUSTOMERS, {"name": "Nắng Chiều", "kind": "firm"})
    return create(giang, CONTACTS, {"name": "Ngọc", "customer": firm, "phone": "0905318642"})


def kept(giang: Person, contact: int) -> dict[str, Any]:
    found = record_at(giang, CONTACTS, contact)
    assert found is not None
    return dict(found.values)


def typing_in(reader: Reader, giang: Person, contact: int, cell: str, columns: str, language: str) -> Page:
    """The list of contacts, with one of its cells open to be typed in."""
    reader.sign_in(giang.email)
    reader.choose(language, "light")
    page = reader.open(f"/contacts?columns={columns}")
    page.locator(f'tr[data-record="{contact}"] [data-cell={cell}]').focus()
    page.keyboard.press("F2")
    page.wait_for_selector(f"#cell-{cell}:focus")
    return page


def test_a_link_whose_name_is_typed_but_not_chosen_stays(reader: Reader, giang: Person, contact: int) -> None:
    page = typing_in(reader, giang, contact, "customer", "customer", "vi")

    page.keyboard.type("nang")
    page.wait_for_selector("[data-choose] >> nth=1")
    page.keyboard.press("Enter")
    assert page.locator("[data-in-cell] input[type=search]").evaluate("e => e.validationMessage").startswith("Hãy chọn")
    assert kept(giang, contact)["customer"].name == "Nắng Sớm"

    page.keyboard.type(" chieu")
    page.wait_for_selector("[data-choose] >> nth=1", state="detached")
    page.wait_for_selector("[data-choose]")
    page.keyboard.press("Enter")
    with page.expect_response("**/fields/customer*"):
        page.keyboard.press("Enter")
    page.wait_for_selector("[data-in-cell]", state="detached")
    assert kept(giang, contact)["customer"].name == "Nắng Chiều"


def test_saving_a_field_keeps_what_is_typed_in_another(reader: Reader, giang: Person, contact: int) -> None:
    reader.sign_in(giang.email)
    reader.choose("en", "light")
    page = reader.open(f"/contacts/{contact}")
    page.locator("#field-phone button").click()
    page.locator("#typed-phone").fill("0905000111")
    page.locator("#field-email button").click()
    page.locator("#typed-email").fill("ngoc@example.com")

    with page.expect_response(f"**/contacts/{contact}/fields"):
        page.keyboard.press("Enter")
    page.wait_for_selector("#typed-email", state="detached")

    assert page.locator("#typed-phone").input_value() == "0905000111"
    assert page.evaluate("document.activeElement.closest('.field-row').id") == "field-email"
    page.locator("#typed-phone").press("Enter")
    page.wait_for_selector("#typed-phone", state="detached")
    assert (kept(giang, contact)["email"], kept(giang, contact)["phone"]) == ("ngoc@example.com", "+84905000111")


def test_a_cell_that_was_refused_is_put_right_and_the_next_is_typed_in(
    reader: Reader, giang: Person, contact: int
) -> None:
    page = typing_in(reader, giang, contact, "email", "email,phone", "en")

    page.keyboard.type("ngoc@")
    page.keyboard.press("Enter")
    assert page.locator("#cell-email").evaluate("e => !e.validity.valid && e === document.activeElement")
    page.keyboard.type("example.com")
    page.keyboard.press("Tab")
    page.wait_for_selector("#cell-phone:focus")
    page.keyboard.press("Control+a")
    page.keyboard.type("0905000222")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-in-cell]", state="detached")

    assert (kept(giang, contact)["email"], kept(giang, contact)["phone"]) == ("ngoc@example.com", "+84905000222")


def test_a_draft_is_nobody_elses(reader: Reader, giang: Person, contact: int) -> None:
    reader.sign_in(giang.email)
    reader.choose("en", "light")
    page = reader.open(f"/contacts/{contact}")
    page.locator("[data-composer] textarea").fill("between us")
    assert page.evaluate("Object.keys(sessionStorage).filter(e => e.startsWith('crmeter:')).length") == 1

    page.reload()
    assert page.locator("[data-composer] textarea").input_value() == "between us"
    page.click(".ws")
    page.locator("[data-signs-out] button").click()
    page.wait_for_url("**/login/**")
    assert page.evaluate("Object.keys(sessionStorage).filter(e => e.startsWith('crmeter:')).length") == 0
