"""Addresses of people who were erased: a keyed hash, so that what they said holds and nobody can read it back."""

import re

from django.utils.crypto import salted_hmac

_KEPT = re.compile(r"#[0-9a-f]{64}")


def hash_of(address: str) -> str:
    """Return what stands for a normalised address once whom it belonged to was erased; of such a one itself.

    It is keyed by the secret of the installation: without that no address can be tried.
    """
    if is_hash(address):
        return address
    return "#" + salted_hmac("crmeter.erased.address", address, algorithm="sha256").hexdigest()


def is_hash(address: str) -> bool:
    """Return whether something stands for an address that was erased."""
    return _KEPT.fullmatch(address) is not None


def either(address: str) -> tuple[str, str]:
    """Return the two ways in which a normalised address may be kept."""
    return address, hash_of(address)
