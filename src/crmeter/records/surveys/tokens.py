"""The secret in the link to a survey: 128 bits by chance; only its hash is kept."""

import hashlib
import secrets

from django.conf import settings

PATH = "s/"


def new_token() -> str:
    """Return a new secret."""
    return secrets.token_urlsafe(16)


def hash_of(token: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(token: str) -> str:
    """Return the full address of a link."""
    return f"{settings.ADDRESS.rstrip('/')}/{PATH}{token}"
