"""Addresses of people who were erased: a keyed hash, so that what they said holds and nobody can read it back."""

import re
from collections.abc import Iterator, Mapping, Sequence

from django.utils.crypto import salted_hmac

# So many addresses are asked of in one statement, each in both ways.
_AT_ONCE = 400
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


def either_of_each(addresses: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Yield normalised addresses by both ways in which they may be kept, as many at once as one statement takes."""
    for first in range(0, len(addresses), _AT_ONCE):
        yield {kept: each for each in addresses[first : first + _AT_ONCE] for kept in either(each)}
