"""Whose rows somebody reads, by the account that the request has already read."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.roles import Role
from crmeter.web.readings.opened import NOBODY, scope_for

pytestmark = pytest.mark.django_db


def test_an_account_is_not_read_again_for_the_rows_of_its_reader(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = get_user_model().objects.get(pk=add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR))
    with CaptureQueriesContext(connection) as asked:
        scope = scope_for(request)
    assert scope.kind == "all"
    assert not [each["sql"] for each in asked.captured_queries if "display_name" in each["sql"]]


def test_nobody_who_is_not_signed_in_reads_a_row(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    assert scope_for(request) == NOBODY
