"""The only writer of the consent ledger: it appends."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from crmeter.records.consent.addresses import normalised
from crmeter.records.consent.models import ConsentStatement
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text

_NO_SOURCE = Text("hãy ghi đã có câu trả lời này bằng cách nào", "say how this answer was got")
_FUTURE = Text("câu trả lời không thể ở tương lai", "an answer cannot lie in the future")
_ALL = Text(
    "mọi mục đích là hạn chế xử lý, không phải một sự đồng ý; dùng thao tác hạn chế",
    "every purpose is a restriction and no consent; restrict the address instead",
)


def state_consent(
    actor: Actor,
    address: str,
    channel: Channel,
    purpose: Purpose,
    *,
    yes: bool,
    source: str,
    said_at: datetime | None = None,
    about: tuple[str, int] | None = None,
) -> int:
    """Write down what somebody said about being written to, and return the number of the statement.

    Args:
        actor: who writes it down.
        address: of the person, however it is written.
        channel: that the address is of.
        purpose: that they were asked about.
        yes: whether they agreed.
        source: how the answer was got, in words.
        said_at: when they said it; now, if not told.
        about: kind and number of the record that they are known by.

    Raises:
        Refused: the address is none, the source is missing, or the answer lies in the future.
    """
    if purpose is Purpose.ALL:
        raise Refused("no_purpose", _ALL)
    return _append(actor, address, channel, purpose, yes=yes, source=source, said_at=said_at, about=about)


def restrict(actor: Actor, address: str, channel: Channel, *, source: str, about: tuple[str, int] | None = None) -> int:
    """Let nothing be sent to an address whatever it is for, until that is lifted; return the number of the statement.

    Raises:
        Refused: the address is none, or the source is missing.
    """
    return _append(actor, address, channel, Purpose.ALL, yes=False, source=source, said_at=None, about=about)


def lift_restriction(
    actor: Actor, address: str, channel: Channel, *, source: str, about: tuple[str, int] | None = None
) -> int:
    """Let what was said before count again, and return the number of the statement.

    Raises:
        Refused: the address is none, or the source is missing.
    """
    return _append(actor, address, channel, Purpose.ALL, yes=True, source=source, said_at=None, about=about)


def _append(
    actor: Actor,
    address: str,
    channel: Channel,
    purpose: Purpose,
    *,
    yes: bool,
    source: str,
    said_at: datetime | None,
    about: tuple[str, int] | None,
) -> int:
    known_by = normalised(address, channel)
    if not source.strip():
        raise Refused("no_source", _NO_SOURCE)
    now = timezone.now()
    if said_at is not None and said_at > now:
        raise Refused("future", _FUTURE)
    about_kind, about_id = about or ("", None)
    with transaction.atomic():
        statement = ConsentStatement.objects.create(
            address=known_by,
            channel=channel,
            purpose=purpose,
            says_yes=yes,
            said_at=said_at or now,
            written_at=now,
            source=source.strip(),
            about_kind=about_kind,
            about_id=about_id,
            actor_id=actor.user,
            actor_name=actor.name,
        )
        # The audit keeps no address: it is never rewritten, and people may ask to be forgotten.
        after = {"channel": channel.value, "purpose": purpose.value, "says_yes": yes}
        audit(actor, "consent.stated", statement, after=after)
    return statement.pk
