"""A message leaves by a real socket once it may, and each way of ending is told apart."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from tests.engagement.conftest import FROM, MailServer, make_due

from crmeter.engagement.mail import delivery, delivery_actions
from crmeter.engagement.mail.actions import (
    count_as_sent,
    queue_message,
    send_again,
    trust_address_again,
)
from crmeter.engagement.mail.delivery import deliver
from crmeter.engagement.mail.models import Message
from crmeter.engagement.mail.queries import MessageView, message
from crmeter.engagement.mail.states import STATES, MessageState
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.jobs.models import Job
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.ledger.models import AuditEntry, OutboxEvent
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Work

GIANG = "giang@khach.example"
BULK = (Purpose.MARKETING, Purpose.SURVEY)


def queue(actor: Actor, purpose: Purpose = Purpose.TRANSACTIONAL, to: str = GIANG, **more: Any) -> int:
    if purpose.needs_yes and more.pop("agreed", True):
        state_consent(SYSTEM, to, Channel.EMAIL, purpose, yes=True, source="form")
    words = {"subject": "Đơn hàng DH-1042 đã giao", "body": "Chào chị Giang,\n\nHàng đã giao <hôm nay>."}
    return queue_message(actor, to=to, purpose=purpose, language="vi", **{**words, **more})


def there(pk: int) -> MessageView:
    found = message(pk)
    assert found is not None
    return found


def standing(pk: int) -> str:
    return there(pk).state.value


def waiting() -> int:
    return OutboxEvent.objects.filter(delivered_at=None).count()


def test_a_message_arrives_as_it_was_written(mail_server: MailServer, actor: Actor) -> None:
    pk = queue(actor, to=" Giang@Khach.example ")
    assert standing(pk) == "queued"

    assert deliver(Work()) == {"sent": 1}

    (mail,) = mail_server.kept
    assert mail_server.envelopes == [("lienhe@an-khang.example", [GIANG])]
    assert (mail["From"], mail["To"], mail["Subject"]) == (FROM, GIANG, "Đơn hàng DH-1042 đã giao")
    assert mail["Message-ID"] == there(pk).message_id
    assert mail["Message-ID"].endswith("@an-khang.example>")
    assert (mail["Content-Language"], mail["Auto-Submitted"]) == ("vi", "auto-generated")
    assert mail["List-Unsubscribe"] is None
    text, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == "Chào chị Giang,\n\nHàng đã giao <hôm nay>.\n"
    assert "Hàng đã giao &lt;hôm nay&gt;." in html.get_content()
    assert (standing(pk), there(pk).attempts, waiting()) == ("sent", 1, 0)
    assert deliver(Work()) == {}


def test_queueing_is_part_of_the_transaction_that_makes_it_true(mail_server: MailServer, actor: Actor) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        queue(actor)
        raise RuntimeError

    assert (Message.objects.count(), waiting(), Job.objects.count()) == (0, 0, 0)
    pk = queue(actor)
    assert Job.objects.filter(name="deliver_outbox").count() == 1
    (entry,) = AuditEntry.objects.filter(action="mail.queued")
    assert (entry.object_id, GIANG in repr(entry.after)) == (str(pk), False)


@pytest.mark.parametrize("purpose", BULK)
def test_what_needs_a_yes_carries_a_way_to_end_it(mail_server: MailServer, actor: Actor, purpose: Purpose) -> None:
    queue(actor, purpose)
    deliver(Work())

    (mail,), (raw,) = mail_server.kept, mail_server.raw
    address = mail["List-Unsubscribe"].strip("<>")
    assert address.startswith("https://crm.an-khang.example/unsubscribe/")
    # Mail programs look for these very bytes; an encoded header is none to them.
    assert f"\r\nList-Unsubscribe: <{address}>\r\n".encode() in raw
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        assert body is not None
        assert address in body.get_content()


def test_consent_is_asked_when_it_is_sent_and_not_when_it_is_queued(mail_server: MailServer, actor: Actor) -> None:
    pk = queue(actor, Purpose.MARKETING)
    state_consent(SYSTEM, GIANG, Channel.EMAIL, Purpose.MARKETING, yes=False, source="call")

    assert deliver(Work()) == {"refused": 1}

    assert (mail_server.kept, standing(pk), waiting()) == ([], "refused", 0)
    why = there(pk).why
    assert why is not None
    assert "does not want messages for marketing" in why.en


def test_a_gate_that_does_not_answer_lets_nothing_out_and_is_asked_again(
    mail_server: MailServer, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pk = queue(actor)
    with monkeypatch.context() as broken:
        broken.setattr("crmeter.engagement.gate.is_restricted", lambda *_: 1 / 0)
        assert deliver(Work()) == {"later": 1}
    assert (mail_server.kept, standing(pk)) == ([], "queued")

    make_due()
    assert deliver(Work()) == {"sent": 1}


def test_without_a_server_nothing_leaves_and_nothing_is_lost(settings: Any, actor: Actor) -> None:
    settings.SMTP_URL = ""
    pk = queue(actor)

    assert deliver(Work()) == {}
    assert (standing(pk), there(pk).attempts, waiting()) == ("queued", 0, 1)


@pytest.mark.parametrize("purpose", [Purpose.TRANSACTIONAL, Purpose.MARKETING])
def test_a_server_that_is_down_is_tried_again_with_the_same_name(
    mail_server: MailServer, actor: Actor, settings: Any, purpose: Purpose
) -> None:
    pk = queue(actor, purpose)
    settings.SMTP_URL = "smtp://127.0.0.1:1"
    assert deliver(Work()) == {"later": 1}
    why = there(pk).why
    assert why is not None
    assert "could not be reached" in why.en
    assert deliver(Work()) == {}, "it waits before it is tried again"

    settings.SMTP_URL = mail_server.address
    make_due()
    assert deliver(Work()) == {"sent": 1}
    assert (mail_server.ids, there(pk).attempts) == ([there(pk).message_id], 2)


@pytest.mark.parametrize("at", ["to_recipient", "to_words"])
@pytest.mark.parametrize("purpose", [Purpose.TRANSACTIONAL, Purpose.MARKETING])
def test_what_the_server_puts_off_is_tried_again(
    mail_server: MailServer, actor: Actor, purpose: Purpose, at: str
) -> None:
    pk = queue(actor, purpose)
    setattr(mail_server, at, "451 4.7.1 Greylisted, try again")
    assert deliver(Work()) == {"later": 1}
    assert standing(pk) == "queued"

    setattr(mail_server, at, None)
    make_due()
    assert deliver(Work()) == {"sent": 1}
    assert len(mail_server.kept) == 1


@pytest.mark.parametrize(
    ("at", "answer", "state", "stops"),
    [
        ("to_recipient", "550 5.1.1 No such user", "bounced", True),
        ("to_recipient", "550 5.7.1 Not wanted here", "failed", False),
        ("to_recipient", "552 5.2.2 Mailbox full", "failed", False),
        ("to_words", "554 5.7.1 Looks like spam", "failed", False),
    ],
)
def test_what_the_server_refuses_for_good_is_not_tried_again(
    mail_server: MailServer, actor: Actor, at: str, answer: str, state: str, stops: bool
) -> None:
    pk = queue(actor)
    setattr(mail_server, at, answer)
    assert deliver(Work()) == {"failed": 1}
    assert (standing(pk), waiting()) == (state, 0)
    why = there(pk).why
    assert why is not None
    assert answer in why.en

    setattr(mail_server, at, None)
    second = queue(actor)
    deliver(Work())
    assert standing(second) == ("refused" if stops else "sent")


def test_an_address_that_came_back_is_written_to_again_when_somebody_says_so(
    mail_server: MailServer, actor: Actor
) -> None:
    pk = queue(actor)
    mail_server.to_recipient = "550 5.1.1 No such user"
    deliver(Work())
    mail_server.to_recipient = None
    trust_address_again(actor, pk)

    second = queue(actor)
    deliver(Work())
    assert standing(second) == "sent"
    assert AuditEntry.objects.filter(action="mail.address_trusted_again").count() == 1


@pytest.mark.parametrize("purpose", BULK)
def test_a_line_that_breaks_while_it_hands_over_leaves_the_question_to_people(
    mail_server: MailServer, actor: Actor, purpose: Purpose
) -> None:
    pk = queue(actor, purpose)
    mail_server.breaks_the_line = True
    assert deliver(Work()) == {"uncertain": 1}
    make_due()
    assert deliver(Work()) == {}

    assert (standing(pk), len(mail_server.kept)) == ("unknown", 1)
    count_as_sent(actor, pk)
    assert standing(pk) == "sent"
    with pytest.raises(Refused):
        send_again(actor, pk)


def test_a_line_that_breaks_repeats_a_transaction_under_the_same_name(mail_server: MailServer, actor: Actor) -> None:
    pk = queue(actor)
    mail_server.breaks_the_line = True
    deliver(Work())
    assert standing(pk) == "queued"
    mail_server.breaks_the_line = False
    make_due()
    deliver(Work())

    assert (standing(pk), mail_server.ids) == ("sent", [there(pk).message_id] * 2)


@pytest.mark.parametrize(("purpose", "sent"), [(Purpose.TRANSACTIONAL, 1), (Purpose.MARKETING, 0)])
def test_a_sender_that_was_lost_half_way(mail_server: MailServer, actor: Actor, purpose: Purpose, sent: int) -> None:
    pk = queue(actor, purpose)
    taken = delivery.take_event("mail", delivery.TAKEN_FOR)
    assert taken is not None
    assert delivery_actions.begin(taken) is not None
    assert deliver(Work()) == {}, "it is in somebody's hands for a while"

    make_due()
    deliver(Work())
    assert len(mail_server.kept) == sent
    assert standing(pk) == ("sent" if sent else "unknown")
    if not sent:
        send_again(actor, pk)
        deliver(Work())
        assert (standing(pk), mail_server.ids) == ("sent", [there(pk).message_id])


def test_one_who_comes_late_with_news_of_another_attempt_is_heard_only_if_it_left(
    mail_server: MailServer, actor: Actor
) -> None:
    from crmeter.engagement.mail.sender import Outcome, Result  # noqa: PLC0415 - beside its use

    pk = queue(actor)
    taken = delivery.take_event("mail", delivery.TAKEN_FOR)
    assert taken is not None
    first = delivery_actions.begin(taken)
    second = delivery_actions.begin(taken)
    assert first is not None
    assert second is not None
    delivery_actions.end(taken, first, Result(Outcome.FAILED))
    assert standing(pk) == "sending"
    delivery_actions.end(taken, first, Result(Outcome.SENT))
    assert standing(pk) == "sent"
    delivery_actions.end(taken, second, Result(Outcome.FAILED))
    assert standing(pk) == "sent"


def test_what_has_waited_for_days_is_given_up_and_may_be_sent_again(mail_server: MailServer, actor: Actor) -> None:
    pk = queue(actor)
    Message.objects.update(waits_since=timezone.now() - timedelta(days=2, seconds=1))
    deliver(Work())
    assert (standing(pk), mail_server.kept) == ("failed", [])

    send_again(actor, pk)
    deliver(Work())
    assert standing(pk) == "sent"


def test_encryption_that_is_demanded_and_not_offered_keeps_the_message_here(
    mail_server: MailServer, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmeter.engagement.mail.server._HERE", ())
    pk = queue(actor)

    assert deliver(Work()) == {"later": 1}
    assert (mail_server.kept, standing(pk)) == ([], "queued")
    why = there(pk).why
    assert why is not None
    assert "STARTTLS" in why.en


def test_letters_beyond_ascii_travel_in_ascii(mail_server: MailServer, actor: Actor) -> None:
    queue(actor, to="giang@bưuđiện.example", subject="Đơn hàng " * 20)
    deliver(Work())

    (raw,) = mail_server.raw
    assert mail_server.envelopes[0][1] == ["giang@xn--buin-1ua66gr30m.example"]
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) < 100
    assert mail_server.kept[0]["Subject"] == ("Đơn hàng " * 20).strip()


def test_turns_are_short_and_what_is_left_is_asked_for_again(
    mail_server: MailServer, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "_TURN_SECONDS", 0.0)
    for _ in range(2):
        queue(actor)

    assert deliver(Work()) == {"sent": 1}
    assert Job.objects.filter(dedupe_key="deliver_outbox:more").exists()
    assert deliver(Work()) == {"sent": 1}


def test_pauses_grow_and_stay_below_half_an_hour() -> None:
    for attempts, most in ((1, 30), (2, 60), (5, 480), (50, 1800)):
        drawn = [delivery_actions.pause(attempts).total_seconds() for _ in range(50)]
        assert most / 2 <= min(drawn)
        assert max(drawn) <= most


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"to": "a@b.example\nBcc: c@d.example"}, "no_address"),
        ({"to": "a@b.example\r\n"}, "no_address"),
        ({"subject": "Chào\nBcc: c@d.example"}, "no_line"),
        ({"subject": "Chào\u2028chị"}, "no_line"),
        ({"subject": " "}, "no_subject"),
        ({"subject": "a" * 201}, "no_subject"),
        ({"body": ""}, "no_body"),
        ({"body": "a\x00b"}, "no_body"),
        ({"purpose": Purpose.ALL}, "no_purpose"),
        ({"template": 999}, "unknown_template"),
    ],
)
def test_what_could_not_be_sent_is_not_queued(actor: Actor, more: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        queue(actor, **more)

    assert refused.value.code == code
    assert (Message.objects.count(), waiting()) == (0, 0)


def test_words_that_let_somebody_in_are_forgotten_once_they_have_left(mail_server: MailServer, actor: Actor) -> None:
    pk = queue(actor, body="https://crm.an-khang.example/secret", holds_secret=True)
    assert there(pk).text == ""
    deliver(Work())

    (mail,) = mail_server.kept
    body = mail.get_body(("plain",))
    assert body is not None
    assert "/secret" in body.get_content()
    row = Message.objects.get(pk=pk)
    assert (row.text, row.html) == ("", "")

    lost = queue(actor, body="secret", holds_secret=True)
    mail_server.to_recipient = "554 no"
    deliver(Work())
    with pytest.raises(Refused) as refused:
        send_again(actor, lost)
    assert refused.value.code == "secret_gone"


def test_each_state_is_told_in_words() -> None:
    assert set(STATES) == set(MessageState)
