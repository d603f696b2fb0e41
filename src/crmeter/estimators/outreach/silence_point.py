"""After how many contacts people no longer reply, and what contacts past it cost."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Integers
from crmeter.estimators.intervals import wilson
from crmeter.vocabulary import Interval, NotEnoughData, Text

BREAK_EVEN, CONFIDENCE = 0.01, 0.95


@dataclass(frozen=True, slots=True)
class RepliesAt:
    """How the contacts of one number were answered.

    Args:
        number: of the contact, from 1.
        contacts: people who were contacted so often.
        replies: of them who replied to it.
        rate: replies / contacts; None where nobody was contacted so often.
        interval: of it.
    """

    number: int
    contacts: int
    replies: int
    rate: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class SilencePoint:
    """Where replies end.

    Args:
        curve: by the number of the contact.
        after: the fewest contacts after which replies do not pay; None where they still do at the last one seen.
        contacts_past: contacts after it.
        replies_past: replies to these.
        upper: limit of the reply rate past it; None without it.
        break_even: the reply rate at which a contact pays for itself.
    """

    curve: tuple[RepliesAt, ...]
    after: int | None
    contacts_past: int
    replies_past: int
    upper: float | None
    break_even: float


def silence_point(
    contacts: ArrayLike, replies: ArrayLike, break_even: float = BREAK_EVEN, level: float = 0.8
) -> SilencePoint:
    """Return the point after which the reply rate stays below that at which a contact pays for itself.

    Args:
        contacts: how many were contacted a k-th time, shape (K,), the first contact first.
        replies: how many of these replied, shape (K,).
        break_even: cost of a contact / what a reply brings.
        level: of the intervals of the curve.

    Raises:
        ValueError: shapes differ, there are more replies than contacts, or the break-even rate is none.
        NotEnoughData: nobody was contacted.

    Formula: after = min {k : U(Σ_{j>k} replies_j, Σ_{j>k} contacts_j) < break-even}, U the upper limit of Wilson that
    the true rate passes with 5 %, provided that no later contact pays by its lower limit. Later contacts are taken
    together: ever fewer people are contacted so often, and each number alone would never be sure.
    """
    sent, answered = _counts(contacts, replies)
    if not 0 < break_even < 1:
        raise ValueError(f"{break_even} is no rate at which a contact pays for itself")
    if not sent.sum():
        raise NotEnoughData(
            "no_contacts", Text("chưa liên hệ ai", "nobody was contacted"), Text("lần liên hệ", "contacts")
        )
    curve = tuple(
        RepliesAt(at + 1, int(n), int(k), float(k / n) if n else None, wilson(int(k), int(n), level))
        for at, (n, k) in enumerate(zip(sent, answered, strict=True))
    )
    two_sided = 2 * CONFIDENCE - 1
    for after in range(1, len(sent)):
        past, told = int(sent[after:].sum()), int(answered[after:].sum())
        tail = wilson(told, past, two_sided)
        if tail is None or float(tail.high) >= break_even:
            continue
        later = (wilson(int(k), int(n), two_sided) for n, k in zip(sent[after:], answered[after:], strict=True))
        if any(each is not None and float(each.low) > break_even for each in later):
            continue
        return SilencePoint(curve, after, past, told, float(tail.high), break_even)
    return SilencePoint(curve, None, 0, 0, None, break_even)


def _counts(contacts: ArrayLike, replies: ArrayLike) -> tuple[Integers, Integers]:
    sent, answered = np.asarray(contacts), np.asarray(replies)
    if sent.shape != answered.shape or sent.ndim != 1 or (answered > sent).any() or (answered < 0).any():
        raise ValueError("there are at most as many replies as contacts, for each number of contact")
    return sent.astype(np.int64), answered.astype(np.int64)
