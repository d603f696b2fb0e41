"""Privacy in a browser: a steward restricts somebody, lifts it and erases them, on pages that everybody can use."""

import pytest
from tests.journeys.looks import IN_THEMES

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.jobs.queries import latest
from crmeter.records.staff.queries import Person, everybody
from crmeter.vocabulary import Work
from crmeter.worker.erase import erase_person
from crmeter.worker.handlers import Order

NAME = "Nguyễn Hoàng Thị Bích Ngọc"


@pytest.fixture
def giang(administrator: str) -> Person:
    return next(each for each in everybody() if each.email == administrator)


@pytest.fixture
def ngoc(giang: Person) -> int:
    """Somebody with an order and what was said."""
    ngoc = create(
        giang,
        CONCEPTS["customers"],
        {"name": NAME, "kind": "person", "email": "ngoc@example.com", "phone": "0905123987"},
    )
    for name in ("Gọi hỏi máy pha", "Nhắn giao hàng"):
        create(giang, CONCEPTS["activities"], {"name": name, "kind": "call", "body": "hẹn thứ hai", "customer": ngoc})
    create(giang, CONCEPTS["orders"], {"name": "DH-7", "customer": ngoc, "ordered_at": "2026-11-02", "amount": "9"})
    create(giang, CONCEPTS["leads"], {"name": NAME, "phone": "0905123987", "customer": ngoc})
    return ngoc


@pytest.mark.once
@pytest.mark.parametrize(("language", "theme", "width"), IN_THEMES)
def test_the_pages_of_privacy_can_be_used_by_everybody(
    reader, administrator, giang, ngoc, axe, language, theme, width
) -> None:
    reader.sign_in(administrator)
    reader.choose(language, theme, width)

    def looked_at(name: str, path: str) -> None:
        page = reader.open(path)
        reader.keep_picture(f"privacy-{name}-{language}-{width}")
        assert reader.barriers(axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    looked_at("erase", f"/customers/{ngoc}/erase")
    looked_at("restrict", f"/customers/{ngoc}/restrict")
    page = reader.page
    page.fill("[name=reason]", "Khách khiếu nại, chờ giải quyết")
    page.keyboard.press("Tab")
    page.locator("form.account button.btn.primary").click()
    looked_at("restricted", f"/customers/{ngoc}")
    looked_at("list", "/customers?view=records")
    reader.open(f"/customers/{ngoc}/erase")
    page.fill("[name=name]", NAME)
    page.keyboard.press("Enter")
    page.wait_for_selector("#erasing")
    looked_at("waiting", f"/customers/{ngoc}/erase")
    asked = latest("erase_person")[0]
    erase_person(Order(asked.id, asked.payload, giang.id, 1), Work())
    looked_at("done", f"/customers/{ngoc}/erase")
    looked_at("erased", f"/customers/{ngoc}")
    assert page.locator("text=Bích Ngọc").count() == 0
