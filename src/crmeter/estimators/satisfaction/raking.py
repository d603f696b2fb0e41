"""Weights that make those who answered look like those whom they stand for."""

from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Booleans, Floats
from crmeter.estimators.satisfaction.answers import effective_size
from crmeter.vocabulary import NotEnoughData, Text

_ADDS_UP = 1e-6
_HELD = 1e-9
UNMET = Text(
    "trọng số chưa khớp các tỷ lệ đã biết: còn lệch tới {gap} điểm phần trăm",
    "the weights do not meet the known shares: up to {gap} percentage points are left",
)


class Rake:
    """Weights by raking, that is iterative proportional fitting, to known shares of several variables.

    Args:
        trim_above: weights may not pass this many times their mean; None trims nothing. What is cut off goes to the
            others, in turns with the fitting. It makes a little bias for less spread, and can make margins unreachable.
        tolerance: largest difference of a share from its margin at which the weights are taken as fitted.
        max_rounds: how often all variables are gone through.

    Attributes (after fit):
        weights_: one for each person who answered, of mean 1, shape (n,).
        rounds_: how often all variables were gone through.
        converged_: whether all margins are met.
        diagnosis_: what is the matter where they are not.
        gap_: largest difference of a weighted share from its margin.
        trimmed_: people whose weight was held at the largest allowed.
        design_effect_: Kish's 1 + cv² of the weights.
        n_effective_: n over the design effect.

    Formula: w ← w · margin / Σ w of its category, variable by variable, until all shares hold. Source: Deming & Stephan
    1940, Ann. Math. Stat. 11; Deville, Särndal & Sautory 1993, JASA 88; design effect: Kish 1992, J. Official Stat. 8.
    """

    weights_: Floats
    rounds_: int
    converged_: bool
    diagnosis_: Text | None
    gap_: float
    trimmed_: int
    design_effect_: float
    n_effective_: float

    def __init__(self, trim_above: float | None = None, tolerance: float = 1e-6, max_rounds: int = 1_000) -> None:
        self.trim_above = trim_above
        self.tolerance = tolerance
        self.max_rounds = max_rounds

    def fit(
        self,
        categories: Mapping[str, Sequence[str]],
        margins: Mapping[str, Mapping[str, float]],
        base_weights: ArrayLike | None = None,
    ) -> Self:
        """Find the weights.

        Args:
            categories: of each variable the category of each person, n of them. "Not known" is a category like others
                and needs a margin.
            margins: of the same variables what each category has in the population: shares that add up to 1, or counts
                that add up to the same number for all variables.
            base_weights: weights to begin with, such as one over the probability of being asked, positive, shape (n,).

        Raises:
            ValueError: shapes differ, weights are not positive, variables are not the same, trimming is not above 1.
            NotEnoughData: margins do not add up, a category has a margin but nobody who answered, or the other way.
        """
        if self.trim_above is not None and not self.trim_above > 1:
            raise ValueError("weights are trimmed above a number of means greater than 1")
        if not categories or set(categories) != set(margins):
            raise ValueError("categories and margins name the same variables, at least one")
        targets = _shares(margins)
        groups = [_members(name, categories[name], targets[name]) for name in margins]
        n = len(groups[0][0][0])
        if any(len(members[0]) != n for members, _ in groups):
            raise ValueError("each variable has one category for each person")
        weights = np.ones(n) if base_weights is None else np.asarray(base_weights, dtype=np.float64)
        if weights.shape != (n,) or not np.all(np.isfinite(weights) & (weights > 0)):
            raise ValueError("base weights are positive, one for each person")
        self._rake(weights / weights.mean(), groups)
        self.design_effect_ = n / effective_size(self.weights_)
        self.n_effective_ = n / self.design_effect_
        self.diagnosis_ = None if self.converged_ else UNMET.fill(gap=round(100 * self.gap_, 4))
        return self

    def _rake(self, weights: Floats, groups: Sequence[tuple[Booleans, Floats]]) -> None:
        n = len(weights)
        self.rounds_, self.gap_ = 0, float("inf")
        while self.gap_ > self.tolerance and self.rounds_ < self.max_rounds:
            self.rounds_ += 1
            for members, share in groups:
                weights = weights * ((share * n / (members @ weights)) @ members)
            if self.trim_above is not None:
                weights = _held(weights, self.trim_above)
            self.gap_ = max(float(np.abs(members @ weights / weights.sum() - share).max()) for members, share in groups)
        self.converged_ = self.gap_ <= self.tolerance
        self.weights_ = weights / weights.mean()
        self.trimmed_ = 0 if self.trim_above is None else int((self.weights_ >= self.trim_above * (1 - 1e-6)).sum())


def _held(weights: Floats, above: float) -> Floats:
    """Return weights of which none passes so many times their mean, which falls as the largest are held."""
    while weights.max() > above * weights.mean() * (1 + _HELD):
        weights = np.minimum(weights, above * weights.mean())
    return weights


def _shares(margins: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    totals = {name: float(sum(margin.values())) for name, margin in margins.items()}
    for name, margin in margins.items():
        for category, amount in margin.items():
            if not (np.isfinite(amount) and amount > 0):
                raise NotEnoughData(
                    "margin_not_positive",
                    Text(
                        "tỷ lệ của {name}: {category} không dương", "the margin of {name}: {category} is not positive"
                    ).fill(name=name, category=category),
                    Text("bỏ nhóm này, cả ở người trả lời", "that category left out, among those who answered too"),
                )
    first_name, first = next(iter(totals.items()))
    # Nothing above 1 is a share; a population is counted in more.
    wanted = 1.0 if all(amount <= 1 for margin in margins.values() for amount in margin.values()) else first
    for name, total in totals.items():
        if abs(total - wanted) > _ADDS_UP * wanted:
            raise NotEnoughData(
                "margins_do_not_add_up",
                Text(
                    "các tỷ lệ của {name} cộng lại là {total}, không phải {wanted}",
                    "the margins of {name} add up to {total}, not {wanted}",
                ).fill(name=name, total=round(total, 6), wanted=round(wanted, 6)),
                Text("tỷ lệ cộng lại bằng 1", "shares that add up to 1")
                if wanted == 1
                else Text("cùng một tổng như {name}", "the same total as {name}").fill(name=first_name),
            )
    return {name: {key: amount / totals[name] for key, amount in margin.items()} for name, margin in margins.items()}


def _members(name: str, category: Sequence[str], shares: Mapping[str, float]) -> tuple[Booleans, Floats]:
    """Return who belongs to which category, shape (c, n), and the share each shall have."""
    given = np.asarray(category, dtype=np.str_)
    if given.ndim != 1 or not len(given):
        raise NotEnoughData(
            "no_answers", Text("chưa có ai trả lời", "nobody has answered"), Text("ít nhất một người", "one person")
        )
    members = np.stack([given == key for key in shares])
    for key, is_in in zip(shares, members, strict=True):
        if not is_in.any():
            raise NotEnoughData(
                "empty_category",
                Text(
                    "không có ai trả lời thuộc {name}: {category}", "nobody who answered is in {name}: {category}"
                ).fill(name=name, category=key),
                Text("gộp nhóm này với nhóm khác", "that category joined with another"),
            )
    strange = given[~members.any(axis=0)]
    if len(strange):
        raise NotEnoughData(
            "category_without_margin",
            Text("{name}: {category} không có tỷ lệ đã biết", "{name}: {category} has no known share").fill(
                name=name, category=str(strange[0])
            ),
            Text("tỷ lệ của mọi nhóm", "the share of every category"),
        )
    return members, np.array(list(shares.values()), dtype=np.float64)
