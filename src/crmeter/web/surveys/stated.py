"""How important people say each aspect is, beside what their overall score goes with; a call loads the estimators."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmeter.records.surveys.stated_queries import StatedPoints, stated_points
from crmeter.vocabulary import NotEnoughData, Text, Undefined
from crmeter.web.surveys.driven import Driven, Explained

if TYPE_CHECKING:
    from crmeter.estimators import Agreement, Estimates


@dataclass(frozen=True, slots=True)
class Beside:
    """An aspect as it is stated and as it was found.

    Args:
        words: what it is called.
        stated: its weight, of all aspects that were asked.
        derived: its part of what the overall score goes with; None where that is not known.
        agreement: what both say together; likewise.
    """

    words: Text
    stated: Explained
    derived: Explained | None
    agreement: "Agreement | None"


@dataclass(frozen=True, slots=True)
class Stated:
    """What people say is important.

    Args:
        n: who answered of all aspects.
        indifferent: who find none of them important, so that none is more so than the others.
        rows: the aspects, the most important first.
        alone: why nothing is set beside; None where something is.
        lacking: why nothing can be told; None where something can.
    """

    n: int = 0
    indifferent: int = 0
    rows: tuple[Beside, ...] = ()
    alone: Text | None = None
    lacking: Undefined | None = None


def stated_beside(survey: int, driven: Driven | None) -> Stated | None:
    """Return stated importance beside what was derived; None of a survey that does not ask for it.

    Args:
        survey: its number.
        driven: what its overall score goes with; None where it asks for no score or for no aspects.
    """
    told = stated_points(survey)
    if told is None:
        return None
    whole = [given for given in told.points.values() if len(given) == len(told.words)]
    chosen = {place: given for place, given in enumerate(whole) if any(given.values())}
    indifferent = len(whole) - len(chosen)
    try:
        return _found(told, chosen, indifferent, driven)
    except NotEnoughData as error:
        return Stated(indifferent=indifferent, lacking=error.undefined)


def _found(
    told: StatedPoints, chosen: Mapping[int, Mapping[str, float]], indifferent: int, driven: Driven | None
) -> Stated:
    import numpy as np  # noqa: PLC0415 - pages without answers stay small

    from crmeter.estimators import Weights, compare_importance  # noqa: PLC0415 - see above

    keys = list(told.words)
    points = np.array([[given[key] for key in keys] for given in chosen.values()]).reshape(-1, len(keys))
    stated = Weights.stated([str(each) for each in chosen], points).estimates()
    derived, alone = _derived(driven, keys)
    agreement = [None] * len(keys) if derived is None else compare_importance(stated, derived)
    rows = [
        Beside(told.words[key], _share(stated, n), None if derived is None else _share(derived, n), agreement[n])
        for n, key in enumerate(keys)
    ]
    rows.sort(key=lambda each: -each.stated.share)
    return Stated(len(chosen), indifferent, tuple(rows), alone)


def _derived(driven: Driven | None, keys: list[str]) -> "tuple[Estimates | None, Text | None]":
    """Return derived importance in the order of some aspects, or why it cannot be set beside them."""
    import numpy as np  # noqa: PLC0415 - as `_found`

    from crmeter.estimators import Estimates  # noqa: PLC0415 - as `_found`

    if driven is None:
        return None, _NOT_ASKED
    if driven.lacking is not None:
        return None, driven.lacking.reason
    found = {each.mapped.name: each.mapped for each in driven.drivers}
    if set(found) != set(keys):
        return None, _OTHERS
    bounds = [found[key].importance_interval for key in keys]
    return Estimates(
        np.array([found[key].importance for key in keys]),
        np.array([float(each.low) for each in bounds]),
        np.array([float(each.high) for each in bounds]),
        0.8,
    ), None


def _share(shares: "Estimates", n: int) -> Explained:
    low, high = (None if each is None else float(each[n]) for each in (shares.low, shares.high))
    return Explained(float(shares.value[n]), low, high)


_NOT_ASKED = Text(
    "khảo sát không hỏi điểm chung và điểm từng mặt", "the survey asks for no overall score and no rating of aspects"
)
_OTHERS = Text(
    "hai câu hỏi không cùng các mặt, nên không so được",
    "the two questions ask of different aspects, so they do not compare",
)
