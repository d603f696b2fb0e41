"""Whose page of surveys a link opens: somebody in the records, as long as they are reached by the same address."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

from crmeter.records.consent.addresses import normalised
from crmeter.records.consent.purposes import Channel
from crmeter.records.consent.queries import is_restricted
from crmeter.records.consent.restriction_queries import restricted
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.models import Customer
from crmeter.records.ledger.refusals import Refused

PATH = "portal/"
# For how many days a link holds; whoever comes later asks for a new one.
LIFE_DAYS = 90
_SALT = "crmeter.survey.portal"
_LETTERS = {"contacts": "c", "customers": "k"}
# Contacts first: a firm's own address is often that of one of its people.
_TABLES: dict[str, Any] = {"contacts": Contact, "customers": Customer}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody with a page of their own.

    Args:
        concept: `contacts` or `customers`.
        number: of the record.
        address: of their mail, as the ledger of consent knows it; whatever was sent there is theirs.
    """

    concept: str
    number: int
    address: str

    @property
    def token(self) -> str:
        """The secret of a new link; it holds no address, and dies when the address changes."""
        return _signer().sign(f"{_LETTERS[self.concept]}{self.number}.{_mark(self.address)}")

    @property
    def link(self) -> str:
        """The full address of a new link."""
        return f"{settings.ADDRESS.rstrip('/')}/{PATH}{self.token}"


def visitor(concept: str, number: int) -> Visitor | None:
    """Return the visitor that somebody in the records is; None without an address, or where nothing may be used."""
    table = _TABLES.get(concept)
    row = None if table is None else table._default_manager.filter(pk=number, removed_at=None, erased_at=None).first()
    if row is None or not row.email:
        return None
    try:
        address = normalised(row.email, Channel.EMAIL)
    except Refused:
        # What stands there reaches nobody.
        return None
    is_held_back = restricted(concept, [number]) or is_restricted(address, Channel.EMAIL)
    return None if is_held_back else Visitor(concept, number, address)


def visitor_by(token: str) -> Visitor | None:
    """Return whose page a link opens; None for one that is wrong, too old, or of somebody reached elsewhere by now."""
    try:
        named, _dot, mark = _signer().unsign(token, max_age=timedelta(days=LIFE_DAYS)).partition(".")
    except signing.BadSignature:
        return None
    concept = next(name for name, letter in _LETTERS.items() if named.startswith(letter))
    found = visitor(concept, int(named[1:]))
    return found if found is not None and _mark(found.address) == mark else None


def visitor_at(address: str) -> Visitor | None:
    """Return the visitor with an address of mail, however it is written; None where nobody in the records has it."""
    try:
        known_by = normalised(address, Channel.EMAIL)
    except Refused:
        return None
    for concept, table in _TABLES.items():
        numbers = table._default_manager.filter(email=known_by, removed_at=None, erased_at=None).order_by("id")
        for number in numbers.values_list("pk", flat=True):
            if (found := visitor(concept, number)) is not None:
                return found
    return None


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=_SALT)


def _mark(address: str) -> str:
    return salted_hmac(_SALT, address).hexdigest()[:16]
