"""A finding that a page offers to send to review: what the button sends is signed, so nobody sends other words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core import signing
from django.http import HttpRequest

from crmeter.strategy.findings.actions import Found
from crmeter.strategy.findings.queries import waiting_number, waiting_numbers
from crmeter.strategy.findings.rights import may_send
from crmeter.vocabulary import Text
from crmeter.web.records.reader import reader_of

_SALT = "crmeter.web.findings.offer"
# A page that was left open over a week-end can still send what it shows.
_DAYS = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A finding as a page offers it.

    Args:
        found: what would be sent.
        signed: the same, as the form carries it.
        number: of the finding that waits already, or None.
    """

    found: Found
    signed: str
    number: int | None


def offer(
    request: HttpRequest,
    *,
    source: str,
    sentence: Text,
    money: Decimal | None = None,
    currency: str = "VND",
    page: str = "",
) -> Offer | None:
    """Return a finding for `findings/send.html` to offer, or None for somebody who sends none.

    Args:
        request: who reads.
        source: the measure or page whose reading it is.
        sentence: whole, with its figures, in both languages; it names no customer.
        money: what is at stake, or None where no amount is known.
        currency: of the money.
        page: where the figures stand; empty for the page that is read.
    """
    if not may_send(reader_of(request)):
        return None
    return offered(Found(source, page or request.get_full_path(), sentence, money, currency))


def offered(found: Found) -> Offer:
    """Return an offer of what was found."""
    return Offer(found, _signed(found), waiting_number(found.same))


def offered_together(found: Sequence[Found]) -> list[Offer]:
    """Return offers of several things that stand on one page; the database is asked once."""
    waiting = waiting_numbers([each.same for each in found])
    return [Offer(each, _signed(each), waiting.get(each.same)) for each in found]


def _signed(found: Found) -> str:
    kept: dict[str, Any] = {
        "source": found.source,
        "page": found.page,
        "vi": found.sentence.vi,
        "en": found.sentence.en,
        "money": None if found.money is None else str(found.money),
        "currency": found.currency,
    }
    return signing.dumps(kept, salt=_SALT, compress=True)


def opened(signed: str) -> Found | None:
    """Return what a form offers, or None where it is not what a page had offered, or long ago."""
    try:
        kept = signing.loads(signed, salt=_SALT, max_age=_DAYS * 86_400)
    except signing.BadSignature:
        return None
    money = None if kept["money"] is None else Decimal(kept["money"])
    return Found(kept["source"], kept["page"], Text(kept["vi"], kept["en"]), money, kept["currency"])
