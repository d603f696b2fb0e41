"""What somebody said about being written to, on the page of their record: as the gate sees it, written by hand."""

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from crmeter.engagement.gate import may_send
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.consent.queries import statements_of
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role

from .conftest import there

SignIn = Callable[..., Client]
ADDRESS = "hoa@nangsom.example"
YES = {"channel": "email", "purpose": "marketing", "answer": "yes", "source": "Gọi điện", "note": "Khách hỏi mẫu mới"}
CONTACT = {"name": "Đặng Thị Hoa", "email": ADDRESS, "phone": "0905318642"}


@pytest.fixture
def contact(rep: Person) -> int:
    return create(rep, CONCEPTS["contacts"], {**CONTACT, "owner": rep.id})


def words(response: Any) -> str:
    shown = html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode()))
    return re.sub(r"\s+", " ", shown)


@pytest.mark.parametrize(
    ("language", "never", "no"),
    [
        ("vi", "chưa hỏi", "Không gửi được : chưa hỏi người nhận có đồng ý nhận thư về tiếp thị không"),
        ("en", "never asked", "May not be written to : the recipient was never asked about messages for marketing"),
    ],
)
def test_the_page_says_what_the_gate_would_let_through_and_why(
    signed_in: SignIn, rep: Person, contact: int, language: str, never: str, no: str
) -> None:
    page = words(signed_in(rep, language).get(f"/contacts/{contact}?show=consent"))

    # Four purposes on four channels: e-mail, phone, text message, Zalo; two purposes need a yes, so it is a reason too.
    assert page.count(never) == 16 + 8
    assert page.count(no) == 4


def test_a_yes_is_written_down_with_who_when_and_how(signed_in: SignIn, rep: Person, contact: int) -> None:
    client = signed_in(rep, "en")

    page = client.post(f"/contacts/{contact}/consent", {**YES, "said_at": "2026-11-02T09:30"}, follow=True)

    (said,) = statements_of(ADDRESS, Channel.EMAIL)
    assert (said.says_yes, said.source, said.about) == (True, "Gọi điện\nKhách hỏi mẫu mới", ("contacts", contact))
    assert said.said_at == datetime(2026, 11, 2, 2, 30, tzinfo=UTC)
    assert "the recipient agreed to messages for marketing" in words(page)
    assert "yes marketing · e-mail 09:30, 2 Nov 2026 · minh@example.vn Gọi điện Khách hỏi mẫu mới" in words(page)
    assert may_send(ADDRESS, Channel.EMAIL, Purpose.MARKETING, datetime.now(UTC)).allowed


def test_the_latest_word_counts_and_the_former_stays_in_the_history(
    signed_in: SignIn, rep: Person, contact: int
) -> None:
    client = signed_in(rep, "en")
    client.post(f"/contacts/{contact}/consent", YES)

    page = client.post(f"/contacts/{contact}/consent", {**YES, "answer": "no", "source": "Thư"}, follow=True)

    assert [each.says_yes for each in statements_of(ADDRESS, Channel.EMAIL)] == [False, True]
    assert "May not be written to : the recipient does not want messages for marketing" in words(page)
    assert not may_send(ADDRESS, Channel.EMAIL, Purpose.MARKETING, datetime.now(UTC)).allowed


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"source": " ", "note": ""}, "say how this answer was got"),
        ({"answer": ""}, "choose yes or no"),
        ({"purpose": "all"}, "choose the purpose"),
        ({"channel": "post"}, "choose the channel"),
        ({"said_at": "2126-01-01T00:00"}, "an answer cannot lie in the future"),
    ],
)
def test_what_cannot_be_written_down_says_why_and_stays(
    signed_in: SignIn, rep: Person, contact: int, changed: dict[str, str], why: str
) -> None:
    refused = signed_in(rep, "en").post(f"/contacts/{contact}/consent", {**YES, "note": "giữ lại", **changed})

    assert refused.status_code == 422
    assert why in words(refused)
    assert "giữ lại" in words(refused) or not changed.get("note", "x")
    assert statements_of(ADDRESS, Channel.EMAIL) == []


def test_who_may_not_change_a_record_writes_nothing_down(signed_in: SignIn, contact: int, director: Person) -> None:
    analyst = there(add_user(SYSTEM, "tuan@example.vn", Role.ANALYST, name="Tuấn"))
    client = signed_in(analyst, "en")

    page = client.get(f"/contacts/{contact}?show=consent")
    refused = client.post(f"/contacts/{contact}/consent", YES)
    client.logout()
    elsewhere = signed_in(director, "en").post("/deals/1/consent", YES)

    assert "Write down" not in words(page)
    assert (refused.status_code, elsewhere.status_code) == (404, 404)
    assert statements_of(ADDRESS, Channel.EMAIL) == []
