"""One person of each kind, signed in."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user, close
from crmeter.records.staff.roles import Role

# Everybody who may come to a page: nobody known, each role, an administrator, and somebody whose account was closed.
IDENTITIES = ("anonymous", *Role.values, "admin", "closed")


@pytest.fixture(autouse=True)
def no_counted_tries() -> None:
    cache.clear()


@pytest.fixture
def browser_of(db: None) -> Callable[..., Client]:
    """A browser in which an identity is signed in."""

    def browser(identity: str, *, checks_forms: bool = False) -> Client:
        client = Client(enforce_csrf_checks=checks_forms)
        if identity == "anonymous":
            return client
        role = Role(identity) if identity in Role.values else Role.REP
        address = f"{identity}@example.vn"
        user = get_user_model()._default_manager.filter(email=address).first()
        if user is None:
            pk = add_user(SYSTEM, address, role, is_admin=identity == "admin")
            user = get_user_model()._default_manager.get(pk=pk)
        client.force_login(user)
        if identity == "closed" and user.is_active:
            add_user(SYSTEM, "other@example.vn", Role.DIRECTOR, is_admin=True)
            close(SYSTEM, user.pk, version=1)
        return client

    return browser
