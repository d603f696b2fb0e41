"""What somebody has said about being written to: by channel and purpose, with its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from crmeter.engagement.gate import Verdict, may_send
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Kind
from crmeter.records.concept.listing import Row
from crmeter.records.consent.addresses import normalised
from crmeter.records.consent.purposes import PURPOSES, Channel, Purpose
from crmeter.records.consent.queries import Statement, statements_of
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text, formats

ASKED = ("customers", "contacts", "leads")
_CHANNELS: Mapping[Kind, tuple[Channel, ...]] = {
    Kind.EMAIL: (Channel.EMAIL,),
    Kind.PHONE: (Channel.PHONE, Channel.SMS, Channel.ZALO),
}
_SAID = {
    True: (Text("đồng ý", "yes"), "good"),
    False: (Text("từ chối", "no"), "bad"),
    None: (Text("chưa hỏi", "never asked"), ""),
}


@dataclass(frozen=True, slots=True)
class SaidOf:
    """What was last said about a purpose, and whether the gate lets such a message through."""

    purpose: Purpose
    said: Text
    tone: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class SaidOn:
    """What was said about a channel; nothing where its address cannot be used."""

    channel: Channel
    address: str
    purposes: tuple[SaidOf, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What stands on the page of a record about being written to.

    Args:
        channels: one for each way to the person.
        history: all statements, the latest first.
        typed: what was typed and could not be kept.
        error: why.
    """

    channels: tuple[SaidOn, ...]
    history: tuple[Statement, ...]
    typed: Mapping[str, str]
    error: str


def consent_of_record(concept: Concept, found: Row, typed: Mapping[str, str] | None = None, error: str = "") -> Said:
    """Return what the person of a record has said on every channel that leads to them."""
    now = timezone.now()
    channels, history = [], list[Statement]()
    for channel, address in ways_to(concept, found):
        try:
            normalised(address, channel)
        except Refused:
            channels.append(SaidOn(channel, address, ()))
            continue
        statements = statements_of(address, channel)
        history += statements
        channels.append(SaidOn(channel, _written(address, channel), _said(statements, address, channel, now)))
    history.sort(key=lambda each: (each.said_at, each.id), reverse=True)
    return Said(tuple(channels), tuple(history), typed or {}, error)


def ways_to(concept: Concept, found: Row) -> tuple[tuple[Channel, str], ...]:
    """Return every channel that leads to the person of a record, with the address."""
    ways: dict[Channel, str] = {}
    for field in concept.all_fields.values():
        address = found.values.get(field.name)
        if address:
            channels = (Channel.POST,) if field.name == "address" else _CHANNELS.get(field.kind, ())
            ways |= dict.fromkeys(channels, address)
    return tuple((channel, ways[channel]) for channel in Channel if channel in ways)


def _said(statements: list[Statement], address: str, channel: Channel, now: datetime) -> tuple[SaidOf, ...]:
    latest: dict[Purpose, bool] = {}
    for each in statements:
        latest.setdefault(each.purpose, each.says_yes)
    return tuple(
        SaidOf(purpose, *_SAID[latest.get(purpose)], may_send(address, channel, purpose, now)) for purpose in PURPOSES
    )


def _written(address: str, channel: Channel) -> str:
    return formats.phone(address) if channel in _CHANNELS[Kind.PHONE] else address
