"""The market-perceived quality profile: how customers rate us against the others, weighed by what counts for them."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.value_analysis.ratings import Codes, Ratings
from crmeter.estimators.value_analysis.sampling_error import SamplingError
from crmeter.estimators.value_analysis.weights import Weights
from crmeter.vocabulary import NotEnoughData, Text


class QualityProfile:
    """Ratio of our rating to the others' by attribute, and their weighted sum; 100 is the others' level.

    With price attributes in place of quality ones it is the price-satisfaction profile.

    Args:
        weights: of the k attributes, in the order of the ratings.
        rounded: round each ratio half up to two decimals before it is weighed, as printed examples do.

    Attributes (after fit):
        weights_: in per cent, shape (k,).
        ours_: our mean ratings, shape (k,).
        others_: mean of the competitors' means, shape (k,).
        ratio_: ours / others, shape (k,).
        contribution_: weight · ratio, shape (k,); they add up to the score.
        score_: the market-perceived quality score.
        standard_errors_: of the ratios, shape (k,); not a number where there is none.
        score_error_: of the score; not a number where there is none.
        score_freedom_: degrees of freedom behind it.
        n_ours_: respondents who rated us by each attribute, shape (k,).
        n_others_: ratings of all competitors by each attribute, shape (k,).
        products_: all products, ascending.

    Formula: score = Σ w_j r_j · 100 / Σ w_j, r_j = x̄_j / (mean over competitors of x̄_cj). Standard errors to first
    order from what each respondent adds to all means (and to the weights, where respondents made them), so that
    attributes and products rated by one respondent vary together. Source: Gale 1994, Managing Customer Value.
    """

    weights_: Floats
    ours_: Floats
    others_: Floats
    ratio_: Floats
    contribution_: Floats
    score_: float
    standard_errors_: Floats
    score_error_: float
    score_freedom_: float
    n_ours_: Integers
    n_others_: Integers
    products_: Codes
    _ratings: Ratings
    _profile: "_Profile"

    def __init__(self, weights: Weights, *, rounded: bool = False) -> None:
        self.weights = weights
        self.rounded = rounded

    def fit(self, ratings: Ratings, ours: str) -> Self:
        """Set one product against all the others.

        Args:
            ratings: of k attributes.
            ours: the code of our product.

        Raises:
            ValueError: the ratings have another number of attributes, or nobody rated our product.
            NotEnoughData: there is no competitor, or an attribute was not rated of us or of any competitor.
        """
        if ratings.mean.shape[1] != len(self.weights.share):
            raise ValueError("there is one weight for each attribute")
        place = ratings.place_of(ours)
        profile = _profile(ratings, place, self.weights, rounded=self.rounded)
        self.weights_ = 100 * self.weights.share
        self.ours_, self.others_, self.ratio_ = ratings.mean[place], profile.others, profile.ratio
        self.contribution_ = self.weights_ * profile.ratio
        self.score_ = profile.score
        self.standard_errors_ = profile.ratio_error.standard_error
        self.score_error_ = float(profile.score_error.standard_error[0])
        self.score_freedom_ = float(profile.score_error.freedom[0])
        self.n_ours_ = ratings.count[place]
        self.n_others_ = ratings.count.sum(axis=0) - self.n_ours_
        self.products_ = ratings.products
        self._ratings, self._profile = ratings, profile
        return self

    def ratio(self, level: float = 0.8) -> Estimates:
        """Return our ratio by each attribute, shape (k,), with bounds symmetric in its logarithm."""
        return self._profile.ratio_error.around(self.ratio_, level, "log")

    def score(self, level: float = 0.8) -> Estimates:
        """Return the market-perceived quality score, shape (), with bounds symmetric in its logarithm."""
        error = self._profile.score_error
        one = SamplingError(error.standard_error[0], error.freedom[0])
        return one.around(np.asarray(self.score_), level, "log")

    def relative_price(self, level: float = 0.8) -> Estimates:
        """Return the perceived relative price, shape (), where the attributes are those of price: 100² / score.

        The better customers are satisfied with our price, the lower it is in their eyes.
        """
        score = self.score(level)
        value = np.asarray(1e4 / score.value)
        if score.low is None or score.high is None:
            return Estimates(value, None, None, level)
        return Estimates(value, np.asarray(1e4 / score.high), np.asarray(1e4 / score.low), level)

    def means(self, product: str) -> tuple[Floats, Floats]:
        """Return the mean ratings of a product and of all others against which it is set, each of shape (k,).

        Raises:
            ValueError: nobody rated the product.
        """
        place = self._ratings.place_of(product)
        return self._ratings.mean[place], _profile(self._ratings, place, self.weights, rounded=self.rounded).others

    def relative_quality(self, level: float = 0.8) -> tuple[Estimates, Floats]:
        """Set each product in turn against all the others: the places on the value map.

        Returns:
            Scores in the order of `products_`, and their standard errors, both of shape (p,).
        """
        profiles = [
            _profile(self._ratings, place, self.weights, rounded=self.rounded) for place in range(len(self.products_))
        ]
        error = SamplingError(
            np.concatenate([each.score_error.standard_error for each in profiles]),
            np.concatenate([each.score_error.freedom for each in profiles]),
        )
        return error.around(np.array([each.score for each in profiles]), level, "log"), error.standard_error


@dataclass(frozen=True, slots=True, eq=False)
class _Profile:
    others: Floats
    ratio: Floats
    score: float
    ratio_error: SamplingError
    score_error: SamplingError


def _profile(ratings: Ratings, place: int, weights: Weights, *, rounded: bool) -> _Profile:
    ours, rivals = ratings.mean[place], np.delete(ratings.mean, place, axis=0)
    if not len(rivals):
        raise NotEnoughData(
            "one_product",
            Text("mới có điểm của một sản phẩm", "one product alone was rated"),
            Text("điểm của ít nhất một sản phẩm đối thủ", "ratings of at least one competitor"),
        )
    how_many = np.isfinite(rivals).sum(axis=0)
    if np.any(how_many == 0) or not np.all(np.isfinite(ours)):
        raise NotEnoughData(
            "attribute_not_rated",
            Text(
                "có tiêu chí chưa được chấm cho {product} hoặc cho đối thủ nào",
                "an attribute was not rated of {product} or of any competitor",
            ).fill(product=str(ratings.products[place])),
            Text("điểm của cả hai bên cho mọi tiêu chí", "ratings of both sides by all attributes"),
        )
    others = np.where(np.isfinite(rivals), rivals, 0.0).sum(axis=0) / how_many
    exact = ours / others
    ratio = _half_up(exact) if rounded else exact
    k = len(ours)
    # Each ratio depends on the means of its own attribute alone.
    slope = np.zeros((k, *ratings.mean.shape))
    for j in range(k):
        slope[j, :, j] = np.where(np.isfinite(ratings.mean[:, j]), -exact[j] / (others[j] * how_many[j]), 0.0)
        slope[j, place, j] = 1 / others[j]
    by_score = np.einsum("j,jpk->pk", 100 * weights.share, slope)[None]
    makers, moves = weights.respondents, 100 * (weights.moves @ exact)[:, None]
    error = ratings.error_of(by_score, makers, moves) if len(makers) else ratings.error_of(by_score)
    if not ratings.knows_covariance:
        error = SamplingError(np.full(1, np.nan), error.freedom)
    return _Profile(others, ratio, float(100 * weights.share @ ratio), ratings.error_of(slope), error)


def _half_up(ratio: Floats) -> Floats:
    # 8.1 / 7.2 is 1.125 on paper and a hair less in binary.
    return np.floor(np.round(100 * ratio, 9) + 0.5) / 100
