"""The link by which somebody ends messages: signed, so that a guess costs no query; it holds for good."""

import uuid

from django.conf import settings
from django.core import signing

PATH = "unsubscribe/"
_SALT = "crmeter.unsubscribe"


def token_of(key: uuid.UUID) -> str:
    """Return the token of one message; it holds no address."""
    return signing.Signer(salt=_SALT).sign(key.hex)


def key_in(token: str) -> uuid.UUID | None:
    """Return of which message a token is; None if this installation has not made it."""
    try:
        return uuid.UUID(hex=signing.Signer(salt=_SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def address_of(key: uuid.UUID) -> str:
    """Return the full address of the link in one message."""
    return f"{settings.ADDRESS.rstrip('/')}/{PATH}{token_of(key)}"
