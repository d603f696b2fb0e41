"""A steward at the keyboard: two customers become one, and two again."""

from playwright.sync_api import expect

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.concept.listing import record_at
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import person
from crmeter.records.staff.roles import Role

CUSTOMERS = CONCEPTS["customers"]


def test_a_steward_merges_two_customers_and_undoes_it_by_keyboard(reader, transactional_db, axe) -> None:
    address = "hue@ankhang.example"
    steward = person(add_user(SYSTEM, address, Role.STEWARD, name="Huệ"))
    assert steward is not None
    kept = create(steward, CUSTOMERS, {"name": "Cơm niêu Bà Bảy", "kind": "firm", "phone": "0914220176"})
    other = create(steward, CUSTOMERS, {"name": "Nhà hàng Cơm Niêu Bà 7", "kind": "firm", "tax_code": "0401882517"})
    reader.sign_in(address)
    reader.choose("vi", "light")
    page = reader.open("/customers?sort=name")

    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#bulk [data-count]")).to_have_text("2")
    assert reader.barriers(axe) == []
    reader.keep_picture("list-selected-vi-1440")
    page.locator("#bulk [data-merge]").focus()
    page.keyboard.press("Enter")
    page.locator("[data-merge-form]").wait_for()
    assert reader.barriers(axe) == []
    reader.keep_picture("merge-vi-1440")
    page.keyboard.press("j")
    page.keyboard.press("2")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã gộp").wait_for()
    assert record_at(steward, CUSTOMERS, other) is None
    page.locator(".toast").get_by_role("button", name="Hoàn tác").focus()
    page.keyboard.press("Enter")

    page.get_by_text("đã hoàn tác").first.wait_for()
    assert record_at(steward, CUSTOMERS, other) is not None
    row = record_at(steward, CUSTOMERS, kept)
    assert row is not None
    assert row.name == "Cơm niêu Bà Bảy"


def test_a_cell_is_typed_in_and_saved_on_leaving(reader, transactional_db) -> None:
    address = "hue@ankhang.example"
    steward = person(add_user(SYSTEM, address, Role.STEWARD, name="Huệ"))
    assert steward is not None
    pk = create(steward, CUSTOMERS, {"name": "An Khang", "kind": "firm", "phone": "0914220176"})
    reader.sign_in(address)
    reader.choose("vi", "light", 1440)
    page = reader.open("/customers?columns=phone,email")

    page.keyboard.press("j")
    page.keyboard.press("F2")
    page.locator("#cell-phone").fill("0914220177")
    page.keyboard.press("Tab")
    page.locator("#cell-email").fill("sai")
    page.keyboard.press("Escape")

    expect(page.locator("[data-cell=phone] .flash")).to_be_visible()
    expect(page.locator("[data-cell=email] form")).to_have_count(0)
    row = record_at(steward, CUSTOMERS, pk)
    assert row is not None
    assert (row.values["phone"], row.values["email"]) == ("+84914220177", "")
    page.locator("[data-row]").focus()
    page.keyboard.press("p")
    page.locator("#explain .panel").wait_for()
    reader.keep_picture("list-panel-vi-1440")
    page.keyboard.press("Escape")
    expect(page.locator("[data-row]")).to_be_focused()
