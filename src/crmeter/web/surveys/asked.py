"""Whom somebody wants to ask, as they typed it: a kept list, addresses, a sample."""

import secrets
from dataclasses import dataclass

from django.http import QueryDict

from crmeter.records.surveys.asking import Addresses, typed_addresses
from crmeter.records.surveys.kinds import By
from crmeter.records.surveys.sampling import SampleAsked
from crmeter.web.ordering import whole

# As many digits as people copy without a mistake.
_SEEDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Asking:
    """What stands in the form.

    Args:
        view: the number of the kept list; 0: everybody of the kind.
        addresses: as they were pasted.
        size: of the sample; empty: all who may be asked.
        seed: of the sample; at first one by chance.
        by_segment: the sample is divided as those who may be asked.
        by: the way they are asked.
    """

    view: int
    addresses: str
    size: str
    seed: str
    by_segment: bool
    by: By


def asking(given: QueryDict) -> Asking:
    """Return what stands in a form that was sent, or in the address."""
    return Asking(
        whole(given.get("view", "")),
        given.get("addresses", "").strip(),
        given.get("size", "").strip(),
        given.get("seed", "").strip() or str(secrets.randbelow(_SEEDS)),
        "by_segment" in given,
        By.PORTAL if given.get("by") == By.PORTAL else By.EMAIL,
    )


def only_of(asked: Asking) -> Addresses:
    """Return who alone is meant, or None.

    Raises:
        Refused: what was pasted are no addresses.
    """
    return typed_addresses(asked.addresses) if asked.addresses else None


def sample_of(asked: Asking) -> SampleAsked | None:
    """Return the sample that is wanted, or None; numbers that are none are refused where it is drawn."""
    if not asked.size:
        return None
    return SampleAsked(_number(asked.size), _number(asked.seed), asked.by_segment)


def _number(typed: str) -> int:
    digits = typed.replace(".", "").replace(",", "")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 11 else -1
