"""One set of weights out of those of several evaluators, with each one's own beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats
from crmeter.estimators.preference.ahp import AHP
from crmeter.estimators.preference.random_index import TableName
from crmeter.vocabulary import NotEnoughData, Text

Way = Literal["judgements", "priorities"]


@dataclass(frozen=True, slots=True, eq=False)
class CombinedPreference:
    """What several evaluators prefer together.

    Args:
        names: what was compared.
        weights: combined, they add up to 1, shape (n,).
        way: `judgements` or `priorities`.
        combined: the fit of the combined judgements; None where priorities were combined, which have no consistency.
        own: the fit of each evaluator.
        evaluator_weights: how much each counts, they add up to 1.
    """

    names: tuple[str, ...]
    weights: Floats
    way: Way
    combined: AHP | None
    own: Mapping[str, AHP]
    evaluator_weights: Mapping[str, float]


def combine_evaluators(
    matrices: Mapping[str, ArrayLike],
    names: Sequence[str],
    way: Way = "judgements",
    evaluator_weights: Mapping[str, float] | None = None,
    table: TableName = "saaty_1980",
) -> CombinedPreference:
    """Combine the judgements of several evaluators, or the weights that follow from each one's.

    Args:
        matrices: of each evaluator a matrix of judgements, NaN where they did not judge.
        names: what is compared.
        way: `judgements` where they decide as one; `priorities` where each stands for themselves.
        evaluator_weights: positive, one for each evaluator; all count alike where there are none.
        table: of the random index.

    Raises:
        ValueError: evaluators have no weights, or a weight is not positive.
        NotEnoughData: there is no evaluator, or those of one, who is named, carry no weights, see `AHP.fit`.

    Formula: a_ij = Π a_ij(e)^v_e over the evaluators who judged the pair, their weights scaled to 1; or w_i ∝
    Π w_i(e)^v_e. Source: Aczél & Saaty 1983, J. Mathematical Psychology 27; Forman & Peniwati 1998, European J.
    Operational Research 108.
    """
    if way not in ("judgements", "priorities"):
        raise ValueError(f"evaluators cannot be combined by {way}")
    if not matrices:
        raise NotEnoughData(
            "no_evaluators",
            Text("chưa có người đánh giá", "there is no evaluator"),
            Text("ít nhất một người", "one at least"),
        )
    given = dict.fromkeys(matrices, 1.0) if evaluator_weights is None else dict(evaluator_weights)
    if set(given) != set(matrices) or not all(np.isfinite(v) and v > 0 for v in given.values()):
        raise ValueError("each evaluator has a positive weight")
    total = sum(given.values())
    votes = {who: given[who] / total for who in matrices}
    own = {who: _own(who, matrix, names, table) for who, matrix in matrices.items()}
    counts = np.array(list(votes.values()))
    if way == "judgements":
        stacked = np.stack([np.asarray(matrix, dtype=np.float64) for matrix in matrices.values()])
        combined = AHP(table).fit(_mean_judgements(stacked, counts), names)
        return CombinedPreference(tuple(names), combined.weights_, way, combined, own, votes)
    product = np.exp(counts @ np.log(np.stack([each.weights_ for each in own.values()])))
    return CombinedPreference(tuple(names), product / product.sum(), way, None, own, votes)


def _own(who: str, matrix: ArrayLike, names: Sequence[str], table: TableName) -> AHP:
    try:
        return AHP(table).fit(matrix, names)
    except NotEnoughData as lacking:
        told = lacking.undefined
        reason = Text("{who}: {reason}", "{who}: {reason}").fill(who=who, reason=told.reason)
        raise NotEnoughData(told.code, reason, told.needs) from lacking


def _mean_judgements(stacked: Floats, counts: Floats) -> Floats:
    is_known = ~np.isnan(stacked)
    behind = np.tensordot(counts, is_known.astype(np.float64), axes=1)
    logs = np.tensordot(counts, np.where(is_known, np.log(np.where(is_known, stacked, 1.0)), 0.0), axes=1)
    mean: Floats = np.exp(np.divide(logs, behind, out=np.full(behind.shape, np.nan), where=behind > 0))
    return mean
