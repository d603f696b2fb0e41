"""All that is held of a person goes out in one file, to those who hand it over, and the log says so."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.log_queries import LogFilter, log_page
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role

pytestmark = pytest.mark.django_db


def somebody(role: Role, *, is_admin: bool = False) -> Person:
    found = person(add_user(SYSTEM, f"{role}{is_admin}@example.vn", role, is_admin=is_admin))
    assert found is not None
    return found


def signed_in(client: Client, who: Person) -> Client:
    client.force_login(get_user_model().objects.get(pk=who.id), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_file_holds_fields_what_belongs_to_them_consent_and_history(client: Client) -> None:
    lan = somebody(Role.DIRECTOR, is_admin=True)
    hoa = create(lan, CONCEPTS["customers"], {"name": "Trần Thị Hoa", "kind": "person", "email": "hoa@example.com"})
    change(lan, CONCEPTS["customers"], hoa, version=1, values={"name": "Trần Hoa"})
    create(lan, CONCEPTS["activities"], {"name": "Gọi về máy pha", "kind": "note", "customer": hoa})
    create(lan, CONCEPTS["orders"], {"name": "DH-7", "customer": hoa, "ordered_at": "2026-11-02", "amount": "9"})
    create(lan, CONCEPTS["orders"], {"name": "DH-8", "ordered_at": "2026-11-02", "amount": "9"})
    state_consent(SYSTEM, "Hoa@Example.com", Channel.EMAIL, Purpose.MARKETING, yes=True, source="phiếu ở cửa hàng")

    response = signed_in(client, lan).post(f"/customers/{hoa}/personal-data")

    held = json.loads(response.content)
    assert response.headers["Content-Disposition"] == f'attachment; filename="customers-{hoa}.json"'
    assert (held["fields"]["name"], held["fields"]["email"]) == ("Trần Hoa", "hoa@example.com")
    assert [each["name"] for each in held["related"]["orders"]] == ["DH-7"]
    assert [each["name"] for each in held["related"]["activities"]] == ["Gọi về máy pha"]
    assert [each["source"] for each in held["consent"]] == ["phiếu ở cửa hàng"]
    assert "Trần Thị Hoa" in json.dumps(held["history"], ensure_ascii=False)
    (entry,) = log_page(LogFilter(action="rows.exported")).entries
    assert entry.after["of"] == f"customers/{hoa}"


@pytest.mark.parametrize(("role", "status"), [(Role.STEWARD, 200), (Role.ANALYST, 404), (Role.SALES_MANAGER, 404)])
def test_only_stewards_and_administrators_hand_data_over(client: Client, role: Role, status: int) -> None:
    lan = somebody(Role.DIRECTOR)
    hoa = create(lan, CONCEPTS["customers"], {"name": "Hoa", "kind": "person"})

    response = signed_in(client, somebody(role)).post(f"/customers/{hoa}/personal-data")

    assert response.status_code == status


def test_what_is_no_person_is_not_handed_over(client: Client) -> None:
    lan = somebody(Role.DIRECTOR, is_admin=True)
    coffee = create(lan, CONCEPTS["products"], {"name": "Cà phê"})

    assert signed_in(client, lan).post(f"/products/{coffee}/personal-data").status_code == 404
