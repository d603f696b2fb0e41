"""All that is held of a person goes out in one file, to those who hand it over, and the log says so."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from crmeter.engagement.gate import may_send
from crmeter.engagement.mail.actions import queue_message
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.consent.restriction_queries import restricted
from crmeter.records.files.actions import attach
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.log_queries import LogFilter, log_page
from crmeter.records.ledger.refusals import Refused
from crmeter.records.merge.actions import merge
from crmeter.records.privacy.erasure_queries import erasure_of
from crmeter.records.privacy.restriction_actions import restrict_person
from crmeter.records.privacy.restriction_queries import is_of_restricted
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, actor_of, person
from crmeter.records.staff.roles import Role

pytestmark = pytest.mark.django_db


def somebody(role: Role, *, is_admin: bool = False) -> Person:
    found = person(add_user(SYSTEM, f"{role}{is_admin}@example.vn", role, is_admin=is_admin))
    assert found is not None
    return found


def signed_in(client: Client, who: Person) -> Client:
    client.force_login(get_user_model().objects.get(pk=who.id), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_file_holds_what_a_merged_record_told_and_a_restriction_reaches_its_address(client: Client) -> None:
    lan = somebody(Role.DIRECTOR, is_admin=True)
    customers = CONCEPTS["customers"]
    kept = create(lan, customers, {"name": "Trần Thị Hoa", "kind": "person", "email": "hoa@example.com"})
    other = create(lan, customers, {"name": "Hoa", "kind": "person", "email": "hoa.cu@example.com"})
    create(lan, CONCEPTS["orders"], {"name": "DH-1", "customer": other, "ordered_at": "2026-11-02", "amount": "9"})
    merge(lan, customers, kept, version=1, others={other: 1}, choices={})

    held = json.loads(unpacked(signed_in(client, lan).post(f"/customers/{kept}/personal-data"))["data.json"])

    assert [(each["id"], each["fields"]["email"]) for each in held["same_person"]] == [(other, "hoa.cu@example.com")]
    assert [each["name"] for each in held["related"]["orders"]] == ["DH-1"]
    assert {entry["object_id"] for entry in held["history"]} == {str(kept), str(other)}

    restrict_person(lan, customers, kept, reason="tranh chấp", from_on=timezone.localdate())
    assert is_of_restricted("hoa.cu@example.com", Channel.EMAIL)
    assert not is_of_restricted("an@example.com", Channel.EMAIL)


def test_the_file_holds_fields_what_belongs_to_them_consent_and_history(client: Client) -> None:
    lan = somebody(Role.DIRECTOR, is_admin=True)
    hoa = create(lan, CONCEPTS["customers"], {"name": "Trần Thị Hoa", "kind": "person", "email": "hoa@example.com"})
    change(lan, CONCEPTS["customers"], hoa, version=1, values={"name": "Trần Hoa"})
    create(lan, CONCEPTS["activities"], {"name": "Gọi về máy pha", "kind": "note", "customer": hoa})
    create(lan, CONCEPTS["orders"], {"name": "DH-7", "customer": hoa, "ordered_at": "2026-11-02", "amount": "9"})
    create(lan, CONCEPTS["orders"], {"name": "DH-8", "ordered_at": "2026-11-02", "amount": "9"})
    state_consent(SYSTEM, "Hoa@Example.com", Channel.EMAIL, Purpose.MARKETING, yes=True, source="phiếu ở cửa hàng")

    response = signed_in(client, lan).post(f"/customers/{hoa}/personal-data")

    held = json.loads(unpacked(response)["data.json"])
    assert response.headers["Content-Disposition"] == f'attachment; filename="customers-{hoa}.zip"'
    assert (held["fields"]["name"], held["fields"]["email"]) == ("Trần Hoa", "hoa@example.com")
    assert [each["name"] for each in held["related"]["orders"]] == ["DH-7"]
    assert [each["name"] for each in held["related"]["activities"]] == ["Gọi về máy pha"]
    assert [each["source"] for each in held["consent"]] == ["phiếu ở cửa hàng"]
    assert "Trần Thị Hoa" in json.dumps(held["history"], ensure_ascii=False)
    (entry,) = log_page(LogFilter(action="rows.exported")).entries
    assert entry.after["of"] == f"customers/{hoa}"


def test_the_file_holds_the_bytes_of_files_and_the_mail_with_its_words(client: Client) -> None:
    lan = somebody(Role.DIRECTOR, is_admin=True)
    hoa = create(lan, CONCEPTS["customers"], {"name": "Hoa", "kind": "person", "email": "hoa@example.com"})
    ticket = create(lan, CONCEPTS["activities"], {"name": "Hợp đồng", "kind": "note", "customer": hoa})
    first = attach(lan, CONCEPTS["customers"], hoa, "ảnh.txt", BytesIO(b"first"))
    second = attach(lan, CONCEPTS["activities"], ticket, "../b.txt", BytesIO(b"second" * 50_000))
    queue_message(
        actor_of(lan), to="hoa@example.com", purpose=Purpose.SERVICE, language="vi", subject="Chào", body="Máy đã xong"
    )

    found = unpacked(signed_in(client, lan).post(f"/customers/{hoa}/personal-data"))

    held = json.loads(found["data.json"])
    (mail,) = held["messages"]
    assert (mail["subject"], "Máy đã xong" in mail["text"], bool(mail["queued_at"])) == ("Chào", True, True)
    assert found[f"files/{first}-ảnh.txt"] == b"first"
    assert [found[each["place"]] for each in held["files"] if each["id"] == second] == [b"second" * 50_000]
    assert all(".." not in name for name in found)


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


def test_a_firm_or_somebody_unknown_cannot_be_erased_or_restricted(client: Client) -> None:
    lan = somebody(Role.DIRECTOR, is_admin=True)
    firm = create(lan, CONCEPTS["customers"], {"name": "Nắng Sớm", "kind": "firm"})
    browser = signed_in(client, lan)

    assert browser.get(f"/customers/{firm}/erase").status_code == 404
    assert browser.get(f"/customers/{firm}/restrict").status_code == 404
    assert browser.get(f"/contacts/{firm + 99}/erase").status_code == 404


@pytest.mark.parametrize("role", [Role.ANALYST, Role.SALES_MANAGER, Role.REP])
def test_only_stewards_and_administrators_erase_and_restrict(client: Client, role: Role) -> None:
    lan = somebody(Role.DIRECTOR)
    hoa = create(lan, CONCEPTS["customers"], {"name": "Hoa", "kind": "person"})
    browser = signed_in(client, somebody(role))

    assert browser.post(f"/customers/{hoa}/erase", {"name": "Hoa", "version": 1}).status_code == 404
    assert browser.post(f"/customers/{hoa}/restrict", {"reason": "thư"}).status_code == 404
    assert browser.post(f"/customers/{hoa}/lift-restriction").status_code == 404
    assert erasure_of(CONCEPTS["customers"], hoa) is None


def test_an_erasure_is_asked_for_with_the_name_typed_on_the_version_that_was_seen(client: Client) -> None:
    lan = somebody(Role.DIRECTOR, is_admin=True)
    hoa = create(lan, CONCEPTS["customers"], {"name": "Trần Hoa", "kind": "person"})
    browser = signed_in(client, lan)
    page = f"/customers/{hoa}/erase"

    assert browser.post(page, {"name": "Trần Hòa", "version": 1}).status_code == 422
    assert browser.post(page, {"name": "Trần Hoa", "version": 7}).status_code == 412
    assert browser.post(page, {"name": "trần  hoa", "version": 1}).status_code == 302

    asked = erasure_of(CONCEPTS["customers"], hoa)
    assert asked is not None
    assert browser.get(page).status_code == 200
    with pytest.raises(Refused) as refused:
        change(lan, CONCEPTS["customers"], hoa, version=2, values={"name": "Hoa"})
    assert refused.value.code == "erased"


def test_somebody_restricted_gets_no_mail_and_stands_in_no_export_until_it_is_lifted(client: Client) -> None:
    lan = somebody(Role.DIRECTOR, is_admin=True)
    hoa = create(lan, CONCEPTS["customers"], {"name": "Trần Hoa", "kind": "person", "email": "hoa@example.com"})
    create(lan, CONCEPTS["customers"], {"name": "Nam", "kind": "person", "email": "nam@example.com"})
    browser = signed_in(client, lan)

    assert browser.post(f"/customers/{hoa}/restrict", {"reason": " "}).status_code == 422
    assert browser.post(f"/customers/{hoa}/restrict", {"reason": "chờ giải quyết"}).status_code == 302

    assert verdict("Hoa@example.com") == (False, "restricted")
    assert verdict("nam@example.com") == (True, "needs_no_yes")
    assert exported(browser) == ["Nam"]
    assert "chờ giải quyết" in browser.get(f"/customers/{hoa}").content.decode()
    assert "hạn chế xử lý" in browser.get("/customers?view=records").content.decode()

    assert browser.post(f"/customers/{hoa}/lift-restriction").status_code == 302
    assert verdict("hoa@example.com") == (True, "needs_no_yes")
    assert exported(browser) == ["Nam", "Trần Hoa"]
    told = [each.action for each in log_page(LogFilter(kind="records.customer")).entries]
    assert told[:2] == ["privacy.restriction_lifted", "privacy.restricted"]


def test_a_restriction_holds_within_its_days_only() -> None:
    lan = somebody(Role.DIRECTOR, is_admin=True)
    hoa = create(lan, CONCEPTS["customers"], {"name": "Hoa", "kind": "person", "email": "hoa@example.com"})
    today = timezone.localdate()

    restrict_person(lan, CONCEPTS["customers"], hoa, reason="nghỉ", from_on=today + timedelta(days=1))

    assert restricted("customers") == frozenset()
    assert verdict("hoa@example.com")[0]
    with pytest.raises(Refused) as refused:
        restrict_person(lan, CONCEPTS["customers"], hoa, reason="nghỉ")
    assert refused.value.code == "restricted"


def verdict(address: str) -> tuple[bool, str]:
    found = may_send(address, Channel.EMAIL, Purpose.SERVICE, timezone.now())
    return found.allowed, found.code


def exported(browser: Client) -> list[str]:
    sent = b"".join(browser.post("/customers/export/csv?all=1&sort=name").streaming_content)  # type: ignore[attr-defined]
    return [line.split(",")[1] for line in sent.decode("utf-8-sig").splitlines()[1:]]


def unpacked(response: Any) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(b"".join(response.streaming_content))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}
