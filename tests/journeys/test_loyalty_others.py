"""Partners, employees and share of wallet in a browser: figures with their intervals, and what is missing said."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import expect
from tests.evaluation.conftest import Firm, trading
from tests.pages.planted import give_ratings

from crmeter.evaluation.customer_list import customers_of
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.customers.models import Customer
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user, close
from crmeter.records.staff.queries import person_at
from crmeter.records.staff.roles import Role
from crmeter.web.loyalty import wallet

from .test_loyalty_cases import listed

# The tests of its pages run on both databases; this is about how they look.
pytestmark = pytest.mark.once

__all__ = ["listed", "trading"]
WORDS = {
    "vi": (
        "Đối tác và nhân viên",
        "Tỷ lệ giữ đối tác",
        "Tỷ lệ giữ chân nhân viên",
        "Thị phần chi tiêu",
        "Theo thứ hạng",
    ),
    "en": ("Partners and employees", "Partner retention", "Employee retention rate", "Share of wallet", "By how they"),
}


@pytest.fixture
def partners(administrator: str, listed: Firm) -> None:
    lan = person_at(administrator)
    assert lan is not None
    for each in list(customers_of(listed.workspace, listed.evaluation.run.id))[:30]:
        pk = create(lan, CONCEPTS["customers"], {"name": each.title, "kind": "firm", "is_partner": True})
        Customer.objects.filter(pk=pk).update(customer_key=each.key)
    people = [add_user(SYSTEM, f"nv{place}@example.vn", Role.REP) for place in range(8)]
    get_user_model().objects.filter(pk__in=people).update(created_at=timezone.now() - timedelta(days=500))
    close(SYSTEM, people[0], version=1)


@pytest.mark.parametrize(("language", "width"), [("vi", 1440), ("en", 390)])
def test_whether_partners_and_employees_stay_and_what_a_wallet_holds_is_told(
    reader: Any, administrator: str, partners: None, axe: str, monkeypatch: pytest.MonkeyPatch,
    language: str, width: int,
) -> None:  # fmt: skip
    people, retention, still_here, share, ranks = WORDS[language]
    wallet._studied.cache_clear()
    give_ratings(monkeypatch)
    reader.sign_in(administrator)
    reader.choose(language, "light" if language == "vi" else "dark", width)
    page = reader.open("/external/loyalty/people")
    expect(page.get_by_role("heading", name=people, level=1)).to_be_visible()
    expect(page.get_by_text(retention)).to_be_visible()
    expect(page.get_by_text(still_here)).to_be_visible()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"loyalty-people-{language}-{width}")

    page.get_by_role("link", name=share).click()

    expect(page.get_by_role("heading", name=ranks)).to_be_visible()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"loyalty-wallet-{language}-{width}")
