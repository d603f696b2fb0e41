"""One way to write each address, by which a person is known on a channel."""

import unicodedata

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from crmeter.records.consent.erased import is_hash
from crmeter.records.consent.purposes import Channel
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import spelled

LONGEST = 254
# The country of numbers that name none.
_HOME = "VN"
_NO_ADDRESS = Text("{address} không phải địa chỉ dùng được", "{address} is no address that can be used")


def normalised(address: str, channel: Channel) -> str:
    """Return an address as it is kept: e-mail in lower case, composed; a number in E.164; else words as people spell.

    What stands for an address that was erased stays as it is.

    Raises:
        Refused: it is no address of that channel.
    """
    if is_hash(address):
        return address
    match channel:
        case Channel.EMAIL:
            written = unicodedata.normalize("NFC", address.strip()).lower()
            found = written if _is_email(written) else None
        case Channel.PHONE | Channel.SMS | Channel.ZALO:
            found = _e164(address)
        case Channel.POST:
            found = spelled(address)
    if not found or len(found) > LONGEST:
        raise Refused("no_address", _NO_ADDRESS.fill(address=address.strip()[:LONGEST] or "–"))
    return found


def _is_email(written: str) -> bool:
    try:
        validate_email(written)
    except ValidationError:
        return False
    return True


def _e164(written: str) -> str | None:
    try:
        number = phonenumbers.parse(written, _HOME)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
