"""The choice model where attributes go together: by a few axes of what differs, told in the attributes themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats
from crmeter.estimators.choice.choice_data import ChoiceData
from crmeter.estimators.choice.logit_likelihood import evaluated
from crmeter.estimators.choice.market import INERTIA
from crmeter.estimators.choice.multinomial_logit import (
    MultinomialLogit,
    condition_number,
    inverse_of,
    refuse_constant,
    spread_within,
)
from crmeter.vocabulary import NotEnoughData, Text

# In standard errors of the gap between the last axis that is kept and the next: below it a sample as large may take the
# other one.
_APART = 3.0
_NOT_APART = Text(
    "thành phần thứ {n} và thành phần sau nó dài gần như nhau: mẫu khác có thể giữ hướng khác, nên khoảng có thể không "
    "đúng; hãy chọn số thành phần khác",
    "component {n} and the next are nearly of the same length: another sample may keep the other direction, so that "
    "intervals may not hold; choose another number of components",
)


class PrincipalComponentLogit(MultinomialLogit):
    """The multinomial logit of the first principal components of some attributes.

    Args:
        names: of the attributes, K of them.
        components: how many are kept.
        reduced: the attributes that are put together; the others stay as they are.

    Attributes (after fit), beyond those of `MultinomialLogit`, which are those of the attributes themselves:
        loadings_: L, shape (K, M): b = L γ, γ the coefficients of what was fitted.
        explained_: the share of the spread of `reduced` that lies in the components.
        component_condition_number_: that of what was fitted.

    Formula: C the correlations of `reduced` within choices, V its first eigenvectors, s the standard deviations within
    choices; the logit is fitted to x diag(1/s) V, and b = diag(1/s) V γ. What lies on axes that were dropped is held to
    have no effect: errors are those around the coefficients that as many components of all choices would give. The axes
    err too. A change dC of the correlations turns axis m by Σ_q v_q (v_q' dC v_m) / (λ_m − λ_q) over the axes q that
    were dropped, and γ follows; each respondent's influence on C is carried through both (stacked estimating equations,
    Newey & McFadden 1994, section 6). Source: Massy 1965, J. American Statistical Association 60, 234–256; for the
    logit: Aguilera, Escabias & Valderrama 2006, Computational Statistics & Data Analysis 50, 1905–1924; for the turn of
    axes: Anderson 1963, Annals of Mathematical Statistics 34, 122–148.
    """

    loadings_: Floats
    explained_: float
    component_condition_number_: float

    def __init__(self, names: Sequence[str], *, components: int, reduced: Sequence[str]) -> None:
        if not 1 <= components <= len(reduced):
            raise ValueError("at least one component is kept, and at most as many as there are attributes")
        super().__init__(names)
        self.components = components
        self.reduced = tuple(reduced)

    def fit(
        self,
        attributes: ArrayLike,
        chosen: ArrayLike,
        *,
        available: ArrayLike | None = None,
        weights: ArrayLike | None = None,
        respondents: ArrayLike | None = None,
    ) -> Self:
        """Find the coefficients; arguments and errors as those of `MultinomialLogit.fit`."""
        data = ChoiceData.of(attributes, chosen, available, weights, respondents)
        gram = data.gram()
        spread = spread_within(data, gram)
        axes = self._axes(gram, spread)
        self.loadings_, self.explained_ = axes.loadings, axes.explained
        kept = [name for name in self.names if name not in self.reduced]
        parts = [f"PC{place}" for place in range(1, self.components + 1)]
        self._inner = inner = MultinomialLogit((*kept, *parts)).fit(
            data.attributes @ self.loadings_, data.shares, available=data.available, weights=data.weights,
            respondents=data.respondents,
        )  # fmt: skip
        self._data = data
        self.coefficients_ = self.loadings_ @ inner.coefficients_
        by_axes, by_gap = self._by_axes(axes)
        self.influence_ = inner.influence_ @ self.loadings_.T + by_axes
        self.covariance_ = _covariance(data, self.influence_)
        self.params_ = dict(zip(self.names, map(float, self.coefficients_), strict=True))
        self.standard_errors_ = dict(zip(self.names, map(float, np.sqrt(np.diag(self.covariance_))), strict=True))
        self.loglik_, self.loglik_null_, self.hit_rate_ = inner.loglik_, inner.loglik_null_, inner.hit_rate_
        self.n_, self.n_respondents_ = inner.n_, inner.n_respondents_
        self.condition_number_ = condition_number(gram / np.outer(spread, spread))
        self.component_condition_number_ = inner.condition_number_
        self.converged_, self.diagnosis_ = inner.converged_, inner.diagnosis_
        error = float(np.sqrt(_covariance(data, by_gap)[0, 0]))
        if self.diagnosis_ is None and axes.gap(self.components) < _APART * error:
            self.diagnosis_ = _NOT_APART.fill(n=self.components)
        return self

    def coefficients_under(self, weights: Floats) -> Floats | None:
        """Return the coefficients under other weights of the same choices, on the axes that those have."""
        data = replace(self._data, weights=weights)
        gram = data.gram()
        try:
            loadings = self._axes(gram, spread_within(data, gram)).loadings
        except NotEnoughData:
            return None
        start: Floats = np.asarray(np.linalg.lstsq(loadings, self.coefficients_, rcond=None)[0], dtype=np.float64)
        among = replace(data, attributes=data.attributes @ loadings)
        found = self._inner.climbed_among(among, spread_within(among, among.gram()), start)
        return None if found is None else loadings @ found

    def _axes(self, gram: Floats, spread: Floats) -> "_Axes":
        refuse_constant(self.names, spread)
        places = [self.names.index(name) for name in self.reduced]
        s = spread[places]
        correlations = gram[np.ix_(places, places)] / np.outer(s, s)
        lengths, axes = np.linalg.eigh(correlations)
        lengths, axes = lengths[::-1], axes[:, ::-1]
        at = self.components
        if not lengths[at - 1] > 1e-12 * lengths[0]:
            raise NotEnoughData(
                "many_components",
                Text(
                    "các yếu tố chỉ khác nhau theo ít hơn {n} hướng",
                    "the attributes differ in fewer than {n} directions",
                ).fill(n=at),
                Text("ít thành phần hơn", "fewer components"),
            )
        if at < len(lengths) and not lengths[at - 1] - lengths[at] > 1e-9 * lengths[0]:
            raise NotEnoughData(
                "equal_axes",
                Text(
                    "thành phần thứ {n} và thành phần sau nó dài như nhau, không biết giữ hướng nào",
                    "component {n} and the next are of the same length, so that neither direction comes first",
                ).fill(n=at),
                Text("số thành phần khác", "another number of components"),
            )
        kept = [place for place in range(len(self.names)) if place not in places]
        loadings = np.zeros((len(self.names), len(kept) + at))
        loadings[kept, range(len(kept))] = 1.0
        loadings[places, len(kept) :] = axes[:, :at] / s[:, None]
        return _Axes(loadings, float(lengths[:at].sum() / lengths.sum()), places, s, correlations, lengths, axes)

    def _by_axes(self, axes: "_Axes") -> tuple[Floats, Floats]:
        """Return how each choice moves the coefficients by turning axes, (n, K), and the gap behind them, (n, 1)."""
        loadings, data = self.loadings_, self._data
        at = evaluated(data, self.coefficients_, np.ones(len(self.names)))
        turned, gap = axes.turned(self.components)
        first = turned @ self._inner.coefficients_
        follows = np.einsum("abkm,k->abm", turned, at.score) - first @ at.information @ loadings
        moved = first + follows @ inverse_of(loadings.T @ at.information @ loadings) @ loadings.T
        inside = data.within()[:, :, axes.places]
        products = np.matmul(inside.transpose(0, 2, 1), inside).reshape(len(inside), -1)
        by_axes, by_gap = (products @ each.reshape(products.shape[1], -1) for each in (moved, gap))
        return data.influence_on_mean(by_axes), data.influence_on_mean(by_gap)


@dataclass(frozen=True, slots=True)
class _Axes:
    """The principal axes of R attributes that are put together.

    Args:
        loadings: L, shape (K, M), the components in its last columns.
        explained: share of the spread in those that are kept.
        places: of the R attributes among all.
        spread: of the R attributes, shape (R,).
        correlations: shape (R, R).
        lengths: of all axes, the longest first, shape (R,).
        axes: in columns, shape (R, R).
    """

    loadings: Floats
    explained: float
    places: list[int]
    spread: Floats
    correlations: Floats
    lengths: Floats
    axes: Floats

    def gap(self, components: int) -> float:
        """Return by how much the last axis that is kept is longer than the next; infinite where all are kept."""
        return float(self.lengths[components - 1] - self.lengths[components]) if self.drops(components) else np.inf

    def drops(self, components: int) -> bool:
        """Return whether an axis is dropped."""
        return components < len(self.lengths)

    def turned(self, components: int) -> tuple[Floats, Floats]:
        """Return how L, (R, R, K, M), and the gap, (R, R), move with each product of two attributes within choices.

        How axes that are kept turn among each other is left out: what they span stays the same.
        """
        one = np.eye(len(self.places))
        products = (one[:, None, :, None] * one[None, :, None, :] + one[:, None, None, :] * one[None, :, :, None]) / 2
        longer = np.einsum("abkk->abk", products) / (2 * self.spread**2)
        by_length = (longer[..., :, None] + longer[..., None, :]) * self.correlations
        correlated = products / np.outer(self.spread, self.spread) - by_length
        kept, dropped = self.axes[:, :components], self.axes[:, components:]
        apart = self.lengths[:components] - self.lengths[components:, None]
        towards = dropped.T @ correlated @ kept / apart
        moved = (dropped @ towards - longer[..., None] * kept) / self.spread[:, None]
        turned = np.zeros((*moved.shape[:2], *self.loadings.shape))
        turned[:, :, self.places, self.loadings.shape[1] - components :] = moved
        ends = self.axes[:, components - 1 : components + 1]
        gap = np.einsum("km,abkl,lm->abm", ends, correlated, ends)
        return turned, gap[..., 0] - (gap[..., 1] if self.drops(components) else 0.0)


def _covariance(data: ChoiceData, influence: Floats) -> Floats:
    by_respondent = data.added_by_respondent(influence)
    few = data.n_respondents / (data.n_respondents - 1)
    return np.asarray(few * by_respondent.T @ by_respondent)


def choice_model(
    drivers: Sequence[str], *, ridge: float = 0.0, components: int | None = None, has_inertia: bool = True
) -> MultinomialLogit:
    """Return the model of a choice by inertia and drivers, of which ridge or components steady the drivers only."""
    names = (INERTIA, *drivers) if has_inertia else tuple(drivers)
    if components is None:
        return MultinomialLogit(names, ridge=ridge, shrunk=drivers)
    return PrincipalComponentLogit(names, components=components, reduced=drivers)
