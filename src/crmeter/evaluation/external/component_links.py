"""What customers' ratings go with: what they bought afterwards, and what they had done before."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import Estimates
from crmeter.estimators.association import ROWS_EACH, slopes, standardised_effects
from crmeter.estimators.delta_method import normal_quantile
from crmeter.estimators.retention.leaving_logit import LeavingLogit
from crmeter.evaluation.external.answered_histories import KINDS, REACTIONS, AnsweredHistories
from crmeter.vocabulary import NotEnoughData, Text, Undefined

Floats = NDArray[np.float64]
LEVEL = 0.8
OUTCOMES: Mapping[str, Text] = {
    "revenue": Text("Doanh thu sau đó", "Revenue afterwards"),
    "margin": Text("Lợi nhuận gộp sau đó", "Gross margin afterwards"),
    "bought_again": Text("Có mua lại", "Bought again"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A rating and what was bought afterwards.

    Args:
        component: what was rated.
        outcome: a name of `OUTCOMES`.
        n: customers.
        effect: of one standard deviation of the rating: standard deviations of the root of the amount, or log-odds of
            buying again; None where it cannot be told.
        money: of one point of the rating, money; None for buying again, and where it does not go with the effect.
        missing: why there is no effect.
        money_missing: why there is no money beside the effect; None for buying again.
    """

    component: str
    outcome: str
    n: int
    effect: Estimates | None
    money: Estimates | None = None
    missing: Undefined | None = None
    money_missing: Undefined | None = None

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out that there is no effect."""
        return is_clear(self.effect)


@dataclass(frozen=True, slots=True)
class ReactionLink:
    """What customers had done before, and their rating.

    Args:
        component: what was rated.
        reaction: a name of `REACTIONS`.
        n: customers.
        effect: of one standard deviation of the root of the count: standard deviations of the rating.
        missing: why there is no effect.
    """

    component: str
    reaction: str
    n: int
    effect: Estimates | None
    missing: Undefined | None = None

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out that there is no effect."""
        return is_clear(self.effect)


@dataclass(frozen=True, slots=True)
class LinkStudy:
    """What ratings go with.

    Args:
        histories: of those who answered.
        links: to what was bought afterwards, component by component.
        reactions: to what was done before, component by component.
    """

    histories: AnsweredHistories
    links: tuple[Link, ...]
    reactions: tuple[ReactionLink, ...]


def study_links(histories: AnsweredHistories, level: float = LEVEL) -> LinkStudy:
    """Relate each rating to what followed and to what went before.

    One rating at a time: √amount after on rating and √amount before (least squares, HC3), buying again on the same
    (logistic regression); money by the amounts themselves, left out where it contradicts the effect; the rating on
    the roots of all reactions together. All are associations: what moves both the rating and the purchases moves the
    effect.

    Args:
        histories: of those who answered.
        level: probability that an interval holds the truth.
    """
    links, reactions = [], []
    for place, component in enumerate(histories.components):
        rating = histories.ratings[:, place]
        links += [_link(histories, component, rating, outcome, level) for outcome in OUTCOMES]
        reactions += _reactions(histories, component, rating, level)
    return LinkStudy(histories, tuple(links), tuple(reactions))


def component_words(component: str) -> Text:
    """Return what a component is called: a question by its kind, a driver as it was asked."""
    return KINDS.get(component, Text.same(component))


def is_clear(effect: Estimates | None) -> bool:
    """Whether bounds leave out that there is no effect."""
    return (
        effect is not None
        and effect.low is not None
        and effect.high is not None
        and (float(effect.low) > 0 or float(effect.high) < 0)
    )


def _link(histories: AnsweredHistories, component: str, rating: Floats, outcome: str, level: float) -> Link:
    amount = {"revenue": histories.revenue, "margin": histories.margin}.get(outcome)
    known = np.isfinite(rating)
    if outcome == "margin" and amount is not None:
        known &= np.isfinite(amount)
    n = int(known.sum())
    try:
        if outcome == "bought_again":
            return Link(component, outcome, n, _again(histories, rating, known, level))
        if amount is None:
            return Link(component, outcome, 0, None, None, _NO_COST)
        before = histories.revenue_before[known]
        features = np.column_stack([rating[known], _rooted(before)])
        effect = standardised_effects(_rooted(amount[known]), features, level).at(0)
        money = slopes(amount[known], np.column_stack([rating[known], before]), level).at(0)
        # The root lets each customer count, money those who buy most: where both differ a few of them decide.
        if float(effect.value) * float(money.value) < 0 or (is_clear(effect) and not is_clear(money)):
            return Link(component, outcome, n, effect, money_missing=_FEW_DECIDE)
        return Link(component, outcome, n, effect, money)
    except NotEnoughData as lacking:
        return Link(component, outcome, n, None, None, lacking.undefined)


def _rooted(amounts: Floats) -> Floats:
    """Return roots; a loss, or more sent back than bought, has none: its own sign is kept, so that more is more."""
    return np.sign(amounts) * np.sqrt(np.abs(amounts))


def _again(histories: AnsweredHistories, rating: Floats, known: NDArray[np.bool_], level: float) -> Estimates:
    features = np.column_stack([rating[known], _rooted(histories.revenue_before[known])])
    spread = features.std(axis=0)
    if not (spread > 0).all() or len(features) < ROWS_EACH * 3:
        raise NotEnoughData(
            "few_rows",
            Text("chỉ có {n} khách, hoặc ai cũng như nhau", "there are only {n} customers, or all are alike").fill(
                n=len(features)
            ),
            Text("thêm câu trả lời", "more answers"),
        )
    model = LeavingLogit(("rating", "before"), ridge=0.0).fit(
        (features - features.mean(axis=0)) / spread, histories.bought_again[known]
    )
    value, error = model.params_["rating"], normal_quantile(level) * model.standard_errors_["rating"]
    if not np.isfinite(error):
        raise NotEnoughData(
            "not_told",
            Text("dữ liệu không tách được ảnh hưởng này", "the data do not tell this effect apart"),
            Text("thêm câu trả lời", "more answers"),
        )
    return Estimates(np.asarray(value), np.asarray(value - error), np.asarray(value + error), level)


def _reactions(histories: AnsweredHistories, component: str, rating: Floats, level: float) -> list[ReactionLink]:
    known = np.isfinite(rating)
    n = int(known.sum())
    columns = {name: np.sqrt(counts[known]) for name, counts in histories.before.items()}
    # A count that one customer alone has otherwise says nothing that holds for a second one.
    told = [name for name, column in columns.items() if n - np.unique(column, return_counts=True)[1].max(initial=0) > 1]
    missing: Undefined | None = None
    effects: Estimates | None = None
    if told:
        try:
            features = np.column_stack([columns[name] for name in told])
            effects = standardised_effects(rating[known], features, level)
        except NotEnoughData as lacking:
            missing = lacking.undefined
    return [
        ReactionLink(component, name, n, effects.at(told.index(name)))
        if effects is not None and name in told
        else ReactionLink(component, name, n, None, _NONE_SEEN if name not in told else missing)
        for name in REACTIONS
    ]


_NO_COST = Undefined(
    "no_cost",
    Text("chưa biết giá vốn của hàng", "what goods cost is not known"),
    Text("giá vốn của sản phẩm hay dòng đơn hàng", "costs of products or of lines of orders"),
)
_FEW_DECIDE = Undefined(
    "few_decide",
    Text("số tiền do vài khách mua nhiều quyết định", "a few who buy most decide the amount"),
    Text("thêm câu trả lời", "more answers"),
)
_NONE_SEEN = Undefined(
    "none_seen",
    Text(
        "không khách nào có, ai cũng có như nhau, hoặc chỉ một khách khác",
        "no customer had any, all had as many, or one alone had another number",
    ),
    Text("dữ liệu về việc đó", "data on it"),
)
