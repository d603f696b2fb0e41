"""What somebody does at their own page of surveys: ask for its link, and say what they want to be written to for."""

from django.db import transaction
from django.utils import timezone

from crmeter.engagement.gate import may_send
from crmeter.engagement.mail.actions import queue_message
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.consent.queries import consent_of
from crmeter.records.firm.queries import firm
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.records.surveys.visitors import LIFE_DAYS, visitor_at, visitor_by
from crmeter.vocabulary import Language, Text

# What somebody decides there: of what they need to know of their orders they are told anyway.
DECIDED = (Purpose.SURVEY, Purpose.MARKETING)
# Whoever has the link is not known to be the person: audit and statement say how it came.
_BY_PORTAL = Actor(None, "survey portal")


def send_portal_link(address: str, language: Language) -> None:
    """Put a mail with the link to their page into the queue, if somebody in the records has the address.

    Args:
        address: as it was typed.
        language: of the mail.
    """
    whose = visitor_at(address)
    if whose is None:
        return
    if not may_send(whose.address, Channel.EMAIL, Purpose.TRANSACTIONAL, timezone.now()).allowed:
        return
    sender = _FROM.fill(firm=name) if (name := firm().name) else Text.same("")
    with transaction.atomic():
        queue_message(
            _BY_PORTAL,
            to=whose.address,
            purpose=Purpose.TRANSACTIONAL,
            language=language,
            subject=_SUBJECT.fill(sender=sender).in_(language),
            body=_BODY.fill(link=whose.link, days=LIFE_DAYS, sender=sender).in_(language),
            about=(whose.concept, whose.number),
            # Whoever has the link answers in their name.
            holds_secret=True,
        )


def decide_at_portal(token: str, purpose: str, *, yes: bool) -> None:
    """Write down whether somebody wants mail for a purpose; said before, it is not written again.

    Args:
        token: of the link to their page.
        purpose: one of `DECIDED`.
        yes: they want it.

    Raises:
        Refused: the link is not valid, or there is nothing to decide of that purpose.
    """
    whose = visitor_by(token)
    chosen = next((each for each in DECIDED if each.value == purpose), None)
    if whose is None or chosen is None:
        raise Refused("not_valid", _NOT_VALID)
    if consent_of(whose.address, Channel.EMAIL, chosen) == ("yes" if yes else "no"):
        return
    about = (whose.concept, whose.number)
    state_consent(_BY_PORTAL, whose.address, Channel.EMAIL, chosen, yes=yes, source=_SOURCE, about=about)


_SOURCE = "own page of surveys"
_NOT_VALID = Text("liên kết này không dùng được", "this link cannot be used")
_FROM = Text(" của {firm}", " from {firm}")
_SUBJECT = Text("Trang khảo sát của bạn{sender}", "Your surveys{sender}")
_BODY = Text(
    "Bạn vừa hỏi liên kết vào trang khảo sát của mình{sender}:\n\n{link}\n\n"
    "Liên kết dùng được trong {days} ngày và là của riêng bạn. Nếu bạn không hỏi, hãy bỏ qua thư này.",
    "You asked for the link to your page of surveys{sender}:\n\n{link}\n\n"
    "It works for {days} days and is yours alone. If it was not you who asked, there is nothing to do.",
)
