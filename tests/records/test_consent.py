"""What people have said about being written to is appended, and the latest word counts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from crmeter.records.consent.actions import lift_restriction, restrict, state_consent
from crmeter.records.consent.addresses import normalised
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.consent.queries import consent_of, is_restricted, statements_of
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import Refused

GIANG = "giang@an-khang.example"


def said(actor: Actor, *, yes: bool, address: str = GIANG, days_ago: float = 0) -> int:
    return state_consent(
        actor,
        address,
        Channel.EMAIL,
        Purpose.MARKETING,
        yes=yes,
        source="form of the fair",
        said_at=timezone.now() - timedelta(days=days_ago),
    )


def test_who_was_never_asked_has_said_neither(actor: Actor) -> None:
    assert consent_of(GIANG, Channel.EMAIL, Purpose.MARKETING) == "never_asked"


def test_the_latest_word_counts_and_all_are_kept(actor: Actor) -> None:
    said(actor, yes=True)
    assert consent_of(GIANG, Channel.EMAIL, Purpose.MARKETING) == "yes"
    said(actor, yes=False)

    assert consent_of(GIANG, Channel.EMAIL, Purpose.MARKETING) == "no"
    kept = statements_of(GIANG, Channel.EMAIL)
    assert [statement.says_yes for statement in kept] == [False, True]
    assert {statement.source for statement in kept} == {"form of the fair"}
    assert {statement.actor for statement in kept} == {actor.name}


def test_an_old_yes_that_comes_in_late_does_not_undo_a_no(actor: Actor) -> None:
    said(actor, yes=False, days_ago=1)
    said(actor, yes=True, days_ago=400)

    assert consent_of(GIANG, Channel.EMAIL, Purpose.MARKETING) == "no"


def test_a_word_about_one_purpose_and_channel_says_nothing_of_another(actor: Actor) -> None:
    said(actor, yes=True)

    assert consent_of(GIANG, Channel.EMAIL, Purpose.SURVEY) == "never_asked"
    state_consent(actor, "0905 318 642", Channel.SMS, Purpose.MARKETING, yes=False, source="call")
    assert consent_of("+84905318642", Channel.SMS, Purpose.MARKETING) == "no"
    assert consent_of("+84905318642", Channel.ZALO, Purpose.MARKETING) == "never_asked"


@pytest.mark.parametrize(
    ("written", "channel", "kept"),
    [
        (" Giang@An-Khang.EXAMPLE ", Channel.EMAIL, GIANG),
        ("a@ho\u0302\u0301i.example", Channel.EMAIL, "a@h\u1ed1i.example"),
        ("0905.318.642", Channel.PHONE, "+84905318642"),
        ("+84 (905) 318 642", Channel.ZALO, "+84905318642"),
        ("+1 202 555 0123", Channel.SMS, "+12025550123"),
        ("12  Lê Lợi,\nHuế", Channel.POST, "12 lê lợi, huế"),
    ],
)
def test_one_address_is_written_one_way(written: str, channel: Channel, kept: str) -> None:
    assert normalised(written, channel) == kept


@pytest.mark.parametrize(
    ("written", "channel"),
    [
        ("", Channel.EMAIL),
        ("giang", Channel.EMAIL),
        ("a@b.example\nBcc: c@d.example", Channel.EMAIL),
        ("12", Channel.PHONE),
        ("  ", Channel.POST),
        (f"{'a' * 250}@b.example", Channel.EMAIL),
    ],
)
def test_what_is_no_address_is_refused(actor: Actor, written: str, channel: Channel) -> None:
    with pytest.raises(Refused):
        state_consent(actor, written, channel, Purpose.MARKETING, yes=True, source="form")
    assert not AuditEntry.objects.filter(action="consent.stated").exists()


def test_an_answer_says_how_it_was_got_and_does_not_lie_in_the_future(actor: Actor) -> None:
    with pytest.raises(Refused) as silent:
        state_consent(actor, GIANG, Channel.EMAIL, Purpose.MARKETING, yes=True, source="  ")
    with pytest.raises(Refused) as early:
        said(actor, yes=True, days_ago=-1)

    assert (silent.value.code, early.value.code) == ("no_source", "future")
    assert statements_of(GIANG, Channel.EMAIL) == []


def test_a_restriction_holds_until_it_is_lifted_and_agrees_to_nothing(actor: Actor) -> None:
    restrict(actor, GIANG, Channel.EMAIL, source="letter of 3 May")
    assert is_restricted(GIANG, Channel.EMAIL)
    lift_restriction(actor, GIANG, Channel.EMAIL, source="her call")

    assert not is_restricted(GIANG, Channel.EMAIL)
    assert consent_of(GIANG, Channel.EMAIL, Purpose.MARKETING) == "never_asked"
    with pytest.raises(Refused):
        state_consent(actor, GIANG, Channel.EMAIL, Purpose.ALL, yes=True, source="form")


def test_the_audit_says_what_was_written_and_not_of_whom(actor: Actor) -> None:
    pk = said(actor, yes=True)

    (entry,) = AuditEntry.objects.filter(action="consent.stated")
    assert (entry.object_kind, entry.object_id) == ("records.consentstatement", str(pk))
    assert entry.after == {"channel": "email", "purpose": "marketing", "says_yes": True}
    assert GIANG not in repr(entry.after)
