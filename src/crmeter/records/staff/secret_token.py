"""The secret of a sign-in link: signed, so that a guess costs no query; only its hash is kept."""

import hashlib
import secrets
from datetime import timedelta

from django.core import signing

LIFE = timedelta(hours=1)
_SALT = "crmeter.sign-in-link"


def new_token() -> str:
    """Return a new secret with its signature and its age."""
    return signing.TimestampSigner(salt=_SALT).sign(secrets.token_urlsafe(24))


def genuine(token: str) -> bool:
    """Return whether this installation made the token within its life."""
    try:
        signing.TimestampSigner(salt=_SALT).unsign(token, max_age=LIFE)
    except signing.BadSignature:
        return False
    return True


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
