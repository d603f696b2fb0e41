"""Language: of this machine, else of the account, else Vietnamese."""

import pytest
from django.conf import settings
from django.test import Client

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.roles import Role


@pytest.fixture
def reader(client: Client) -> Client:
    """Somebody whose account speaks English, on a machine that has chosen nothing."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - models load after the settings

    pk = add_user(SYSTEM, "ann@example.com", Role.DIRECTOR, language="en")
    client.force_login(get_user_model()._default_manager.get(pk=pk))
    return client


@pytest.mark.django_db
def test_the_language_of_the_account_is_shown_where_the_machine_has_none(reader: Client) -> None:
    assert '<html lang="en"' in reader.get("/measures").content.decode()


@pytest.mark.django_db
def test_the_language_of_the_machine_comes_before_that_of_the_account(reader: Client) -> None:
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "vi"
    assert '<html lang="vi"' in reader.get("/measures").content.decode()
