"""The currency of money that names none: the firm's, else that of the current evaluation, else the one of its home."""

from datetime import date

import pytest
from django.utils import timezone

from crmeter.records.firm.models import Firm
from crmeter.records.readings.models import PublishedRun
from crmeter.web.own_currency import own_currency

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_what_the_firm_chose_comes_before_what_its_orders_say() -> None:
    assert own_currency() == "VND"

    PublishedRun.objects.create(
        id="now", as_of=date(2026, 1, 31), snapshot="s", currency="USD", period_start=date(2025, 2, 1),
        period_end=date(2026, 2, 1), published_at=timezone.now(), document="{}", is_current=True,
    )  # fmt: skip
    assert own_currency() == "USD"

    Firm.objects.create(pk=1, currency="EUR")
    assert own_currency() == "EUR"
