"""Partners and employees on a page: who stayed, and what is missing where nobody can tell."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from tests.evaluation.conftest import Firm

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.records.staff.service_queries import Service, service_of

from .test_loyalty_cases import listed, words

__all__ = ["listed"]
SignIn = Callable[..., Client]
PAGE = "/external/loyalty/people"


@pytest.fixture
def administrator(db: None) -> Person:
    found = person(add_user(SYSTEM, "quan.tri@example.vn", Role.DIRECTOR, is_admin=True))
    assert found is not None
    return found


def test_what_is_missing_is_said_for_both(listed: Firm, director: Person, signed_in: SignIn) -> None:
    said = words(signed_in(director).get(PAGE))

    assert "Chưa có dữ liệu: Đối tác và nhà cung cấp" in said
    assert "Chưa có dữ liệu: Nhân viên" in said


def test_employees_are_told_of_to_whoever_sees_all(listed: Firm, rep: Person, signed_in: SignIn) -> None:
    assert "theo danh sách đã nhập" not in words(signed_in(rep).get(PAGE))


def test_the_days_of_somebody_are_kept_and_told_again(administrator: Person, rep: Person, signed_in: SignIn) -> None:
    client, page = signed_in(administrator, "en"), f"/settings/people/{rep.id}"
    typed = {"version": rep.version, "department": "Kho", "joined_on": "2020-03-01", "left_on": "2025-08-31"}

    client.post(f"{page}/service", typed)

    assert service_of(rep.id) == Service("Kho", date(2020, 3, 1), date(2025, 8, 31))
    assert 'value="2025-08-31"' in client.get(page).content.decode()


def test_nobody_leaves_before_they_came(administrator: Person, rep: Person, signed_in: SignIn) -> None:
    typed = {"version": rep.version, "department": "", "joined_on": "2020-03-01", "left_on": "2020-02-29"}

    answer = signed_in(administrator, "en").post(f"/settings/people/{rep.id}/service", typed)

    assert answer.status_code == 400
    assert "The last day there is not before the day on which they came" in words(answer)
    assert service_of(rep.id) == Service()
