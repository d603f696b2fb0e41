"""A small trading firm, evaluated, published, and read in a browser by its director."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from crmeter.evaluation.document import to_document
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.actions import publish_run
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role

from ..evaluation.conftest import Firm, run_code, take_files, trading, trading_files
from .segments_made import publish_three

__all__ = ["run_code", "take_files", "trading", "trading_files"]


@pytest.fixture
def director(db: None) -> Person:
    return there(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Hương Lan"))


@pytest.fixture
def rep(db: None) -> Person:
    return there(add_user(SYSTEM, "minh@example.vn", Role.REP, name="Minh"))


@pytest.fixture
def firm(trading: Firm, db: None, monkeypatch: pytest.MonkeyPatch) -> Firm:
    """The firm with its run published and its workspace in use."""
    monkeypatch.setattr(settings, "WORKSPACE", trading.workspace)
    publish_run(to_document(trading.evaluation, explanations=False))
    return trading


@pytest.fixture
def listed(db: None) -> None:
    publish_three()


@pytest.fixture
def signed_in(client: Client) -> Callable[..., Client]:
    """Sign somebody in, in a language."""

    def sign_in(who: Person, language: str = "vi") -> Client:
        from django.contrib.auth import get_user_model  # noqa: PLC0415 - models load after the settings

        client.force_login(
            get_user_model().objects.get(pk=who.id), "allauth.account.auth_backends.AuthenticationBackend"
        )
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client

    return sign_in


def there(pk: int) -> Person:
    found = person(pk)
    assert found is not None
    return found
