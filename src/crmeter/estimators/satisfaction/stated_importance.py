"""What people say is important, beside what their overall score goes with, and where the two disagree."""

from collections.abc import Sequence
from enum import Enum

import numpy as np

from crmeter.estimators.estimates import Estimates
from crmeter.vocabulary import Text


class Agreement(Enum):
    """What both kinds of importance say of a driver, each held against the average driver."""

    KEY = "key"
    HIDDEN = "hidden"
    SAID_ONLY = "said_only"
    MINOR = "minor"
    CANNOT_BE_TOLD = "cannot_be_told"

    @property
    def words(self) -> Text:
        """How it is called."""
        return _WORDS[self]

    @property
    def is_at_odds(self) -> bool:
        """Whether the two disagree."""
        return self in (Agreement.HIDDEN, Agreement.SAID_ONLY)


_WORDS = {
    Agreement.KEY: Text("cả hai đều nói là quan trọng", "both say that it is important"),
    Agreement.HIDDEN: Text(
        "khách ít nói đến, nhưng điểm chung thay đổi theo nó",
        "people hardly say so, but their overall score goes with it",
    ),
    Agreement.SAID_ONLY: Text(
        "khách nói là quan trọng, nhưng điểm chung ít thay đổi theo nó",
        "people say so, but their overall score hardly goes with it",
    ),
    Agreement.MINOR: Text("cả hai đều nói là ít quan trọng", "both say that it matters less"),
    Agreement.CANNOT_BE_TOLD: Text("chưa phân biệt được với mức trung bình", "cannot be told from the average"),
}
_OF = {
    (True, True): Agreement.KEY,
    (False, True): Agreement.HIDDEN,
    (True, False): Agreement.SAID_ONLY,
    (False, False): Agreement.MINOR,
}


def compare_importance(stated: Estimates, derived: Estimates) -> tuple[Agreement, ...]:
    """Return for each of k drivers whether stated and derived importance agree.

    Args:
        stated: weights that people state, adding up to 1, shape (k,).
        derived: shares of the overall score in the same order, likewise.

    Raises:
        ValueError: they are not of the same drivers.

    A driver is above or below the average 1/k where its interval leaves that out; where one of both holds it, nothing
    is told. Source: Vavra 1997, Improving Your Measurement of Customer Satisfaction.
    """
    if len(stated) != len(derived):
        raise ValueError("stated and derived importance are of the same drivers")
    return tuple(
        Agreement.CANNOT_BE_TOLD if said is None or found is None else _OF[said, found]
        for said, found in zip(_above(stated), _above(derived), strict=True)
    )


def _above(shares: Estimates) -> Sequence[bool | None]:
    if shares.low is None or shares.high is None:
        return [None] * len(shares)
    middle = 1 / len(shares)
    return [
        True if low > middle else False if high < middle else None
        for low, high in zip(np.asarray(shares.low), np.asarray(shares.high), strict=True)
    ]
