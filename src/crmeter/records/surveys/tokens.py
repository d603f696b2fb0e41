"""The secrets in links to surveys: by chance in mails, where only the hash is kept; signed on somebody's own page."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing

PATH = "s/"
_SIGNED = signing.TimestampSigner(salt="crmeter.survey.invitation")
# A page that stands open must not answer for ever; it signs anew whenever it is looked at.
_SIGNED_LIFE = timedelta(days=2)


def new_token() -> str:
    """Return a new secret."""
    return secrets.token_urlsafe(16)


def hash_of(token: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(token: str) -> str:
    """Return the full address of a link."""
    return f"{settings.ADDRESS.rstrip('/')}/{PATH}{token}"


def signed_token_of(invitation: int) -> str:
    """Return the secret by which somebody answers from their own page: that of their mail cannot be written again."""
    return _SIGNED.sign(str(invitation))


def invitation_signed_in(token: str) -> int | None:
    """Return of which invitation a signed secret is; None if this installation has not made it, or it is too old."""
    try:
        return int(_SIGNED.unsign(token, max_age=_SIGNED_LIFE))
    except (signing.BadSignature, ValueError):
        return None
