"""The choice model where attributes go together: by a few axes of what differs, told in the attributes themselves."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats
from crmeter.estimators.choice.choice_data import ChoiceData
from crmeter.estimators.choice.market import INERTIA
from crmeter.estimators.choice.multinomial_logit import (
    MultinomialLogit,
    condition_number,
    refuse_constant,
    spread_within,
)
from crmeter.vocabulary import NotEnoughData, Text


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
    choices; the logit is fitted to x diag(1/s) V, and b = diag(1/s) V γ. Covariance L cov(γ) L' and influence by L are
    exact, b being linear in γ; the axes are taken as given. What lies on axes that were dropped is held to have no
    effect. Source: Massy 1965, J. American Statistical Association 60, 234–256; for the logit: Aguilera, Escabias &
    Valderrama 2006, Computational Statistics & Data Analysis 50, 1905–1924.
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
        refuse_constant(self.names, spread)
        correlations = gram / np.outer(spread, spread)
        self.loadings_, self.explained_ = self._axes(correlations, spread)
        kept = [name for name in self.names if name not in self.reduced]
        parts = [f"PC{place}" for place in range(1, self.components + 1)]
        self._inner = MultinomialLogit((*kept, *parts)).fit(
            data.attributes @ self.loadings_, data.shares, available=data.available, weights=data.weights,
            respondents=data.respondents,
        )  # fmt: skip
        inner, loadings = self._inner, self.loadings_
        self.coefficients_ = loadings @ inner.coefficients_
        self.covariance_ = loadings @ inner.covariance_ @ loadings.T
        self.influence_ = inner.influence_ @ loadings.T
        self.params_ = dict(zip(self.names, map(float, self.coefficients_), strict=True))
        self.standard_errors_ = dict(zip(self.names, map(float, np.sqrt(np.diag(self.covariance_))), strict=True))
        self.loglik_, self.loglik_null_, self.hit_rate_ = inner.loglik_, inner.loglik_null_, inner.hit_rate_
        self.n_, self.n_respondents_ = inner.n_, inner.n_respondents_
        self.condition_number_ = condition_number(correlations)
        self.component_condition_number_ = inner.condition_number_
        self.converged_, self.diagnosis_ = inner.converged_, inner.diagnosis_
        return self

    def coefficients_under(self, weights: Floats) -> Floats | None:
        """Return the coefficients under other weights of the same choices, on the same axes."""
        found = self._inner.coefficients_under(weights)
        return None if found is None else self.loadings_ @ found

    def _axes(self, correlations: Floats, spread: Floats) -> tuple[Floats, float]:
        places = [self.names.index(name) for name in self.reduced]
        lengths, axes = np.linalg.eigh(correlations[np.ix_(places, places)])
        order = np.argsort(-lengths)[: self.components]
        if not lengths[order[-1]] > 1e-12 * lengths[order[0]]:
            raise NotEnoughData(
                "many_components",
                Text(
                    "các yếu tố chỉ khác nhau theo ít hơn {n} hướng",
                    "the attributes differ in fewer than {n} directions",
                ).fill(n=self.components),
                Text("ít thành phần hơn", "fewer components"),
            )
        kept = [place for place in range(len(self.names)) if place not in places]
        loadings = np.zeros((len(self.names), len(kept) + self.components))
        loadings[kept, range(len(kept))] = 1.0
        loadings[places, len(kept) :] = axes[:, order] / spread[places][:, None]
        return loadings, float(lengths[order].sum() / lengths.sum())


def choice_model(drivers: Sequence[str], *, ridge: float = 0.0, components: int | None = None) -> MultinomialLogit:
    """Return the model of a choice by inertia and drivers, of which ridge or components steady the drivers only."""
    names = (INERTIA, *drivers)
    if components is None:
        return MultinomialLogit(names, ridge=ridge, shrunk=drivers)
    return PrincipalComponentLogit(names, components=components, reduced=drivers)
