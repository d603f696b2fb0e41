"""The use of features is counted: who, which route, which day, how often, and nothing else."""

import time
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.roles import Role
from crmeter.records.usage.models import FeatureUse
from crmeter.web import feature_use
from crmeter.web.feature_use import write_down

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan(client: Client) -> int:
    pk = add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan")
    client.force_login(get_user_model().objects.get(pk=pk), "allauth.account.auth_backends.AuthenticationBackend")
    feature_use._counted.clear()
    return pk


def test_each_use_adds_to_the_count_of_its_day(client: Client, lan: int) -> None:
    client.get("/orders")
    client.get("/orders", {"q": "Nắng Sớm"})
    write_down()
    client.get("/orders")
    write_down()

    assert counted() == [(lan, "orders", timezone.localdate(), 3)]


def test_what_is_refused_or_nobodys_is_not_counted(client: Client, lan: int) -> None:
    client.get("/orders/99999")
    client.get("/nowhere")
    client.logout()
    client.get("/accounts/login/")
    write_down()

    assert counted() == []


def test_counts_wait_in_memory_until_it_is_time(
    client: Client, lan: int, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.USAGE_SECONDS = 30.0
    monkeypatch.setattr(feature_use, "_written_at", time.monotonic())
    client.get("/orders")
    before = counted()
    monkeypatch.setattr(feature_use, "_written_at", time.monotonic() - 31)
    client.get("/orders")

    assert (before, counted()) == ([], [(lan, "orders", timezone.localdate(), 2)])


def counted() -> list[tuple[int, str, date, int]]:
    return list(FeatureUse.objects.values_list("user_id", "feature", "used_on", "uses"))
