"""Who may be written to, and that nobody is where it cannot be found out."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from unittest.mock import patch

import pytest
from django.db import connection
from django.utils import timezone

from crmeter.engagement import gate
from crmeter.engagement.gate import may_mail_each, may_send
from crmeter.engagement.mail.actions import queue_message
from crmeter.engagement.mail.models import Bounce
from crmeter.records.consent.actions import lift_restriction, restrict, state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.ledger.actor import SYSTEM

pytestmark = pytest.mark.django_db
GIANG = "giang@an-khang.example"
FREE = (Purpose.SERVICE, Purpose.TRANSACTIONAL)
ASKED = (Purpose.MARKETING, Purpose.SURVEY)


def verdict(purpose: Purpose, address: str = GIANG, channel: Channel = Channel.EMAIL) -> tuple[bool, str]:
    found = may_send(address, channel, purpose, timezone.now())
    assert found.reason.vi != found.reason.en
    return found.allowed, found.code


def say(purpose: Purpose, *, yes: bool) -> None:
    state_consent(SYSTEM, GIANG, Channel.EMAIL, purpose, yes=yes, source="form")


@pytest.mark.parametrize("purpose", FREE)
def test_who_was_never_asked_is_written_to_about_their_own_business(purpose: Purpose) -> None:
    assert verdict(purpose) == (True, "needs_no_yes")


@pytest.mark.parametrize("purpose", ASKED)
def test_who_was_never_asked_gets_nothing_that_needs_a_yes(purpose: Purpose) -> None:
    assert verdict(purpose) == (False, "never_asked")


@pytest.mark.parametrize("purpose", [*FREE, *ASKED])
def test_a_yes_opens_and_a_no_closes_each_purpose(purpose: Purpose) -> None:
    say(purpose, yes=True)
    assert verdict(purpose) == (True, "said_yes")
    say(purpose, yes=False)
    assert verdict(purpose) == (False, "said_no")


@pytest.mark.parametrize("purpose", [*FREE, *ASKED])
def test_a_restricted_address_gets_nothing_whatever_it_agreed_to(purpose: Purpose) -> None:
    say(purpose, yes=True)
    restrict(SYSTEM, GIANG, Channel.EMAIL, source="letter")
    assert verdict(purpose) == (False, "restricted")
    lift_restriction(SYSTEM, GIANG, Channel.EMAIL, source="call")
    assert verdict(purpose) == (True, "said_yes")


def test_a_yes_on_one_channel_is_none_on_another() -> None:
    state_consent(SYSTEM, "0905318642", Channel.SMS, Purpose.MARKETING, yes=True, source="form")

    assert verdict(Purpose.MARKETING, "0905318642", Channel.SMS) == (True, "said_yes")
    assert verdict(Purpose.MARKETING, "0905318642", Channel.ZALO) == (False, "never_asked")


def test_every_purpose_at_once_is_no_purpose() -> None:
    assert verdict(Purpose.ALL) == (False, "no_purpose")


def test_what_cannot_be_found_out_is_not_allowed() -> None:
    with patch.object(gate, "consent_of", side_effect=RuntimeError("no answer")):
        assert verdict(Purpose.SERVICE) == (False, "not_known")
    assert verdict(Purpose.SERVICE, "no address") == (False, "not_known")


def test_a_question_that_the_database_refuses_leaves_the_transaction_whole() -> None:
    def broken(*_: object) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")
        return False

    with patch.object(gate, "is_restricted", broken):
        assert verdict(Purpose.SERVICE) == (False, "not_known")

    assert verdict(Purpose.SERVICE) == (True, "needs_no_yes")


@pytest.mark.parametrize("purpose", [*FREE, *ASKED])
def test_many_are_judged_as_each_of_them_is_with_as_many_questions_as_few(
    purpose: Purpose, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    """G29: who is asked of a long list does not take a question for each of them."""
    agreed, declined, bounced = "yes@an-khang.example", "no@an-khang.example", "gone@an-khang.example"
    others = [f"{place}@an-khang.example" for place in range(300)]
    restrict(SYSTEM, GIANG, Channel.EMAIL, source="letter")
    for address, yes in ((agreed, True), (declined, True), (declined, False), (bounced, True)):
        state_consent(SYSTEM, address, Channel.EMAIL, purpose, yes=yes, source="form")
    now = timezone.now()
    message = queue_message(SYSTEM, to=bounced, purpose=purpose, language="vi", subject="Chào", body="Chào chị")
    Bounce.objects.create(message_id=message, address=bounced, is_hard=True, status="5.1.1", words="unknown", at=now)
    everybody = [GIANG, agreed, declined, bounced, *others]

    with django_assert_max_num_queries(8):
        found = may_mail_each(everybody, purpose, now)

    assert found == {each: may_send(each, Channel.EMAIL, purpose, now) for each in everybody}


def test_of_many_nobody_is_allowed_where_it_cannot_be_found_out() -> None:
    with patch.object(gate, "consents_of", side_effect=RuntimeError("no answer")):
        found = may_mail_each([GIANG], Purpose.SERVICE, timezone.now())

    assert (found[GIANG].allowed, found[GIANG].code) == (False, "not_known")
