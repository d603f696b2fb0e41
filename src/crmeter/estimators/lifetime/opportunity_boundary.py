"""What it means when the buying, or the leaving, of a BG/BB fit lies on a bound."""

from collections.abc import Mapping

from crmeter.estimators.lifetime.rate_boundary import NO_DROPOUT
from crmeter.vocabulary import Text

_NO_LEAVING = 1e-3

_SAME_BUYING = Text(
    "alpha và beta tăng không giới hạn: xác suất mua của mọi khách hàng như nhau",
    "alpha and beta grow without bound: all customers have the same probability of buying",
)
_SPLIT_BUYING = Text(
    "alpha hoặc beta tiến về 0: có khách hàng mua ở mọi cơ hội khi còn hoạt động, có khách hàng không bao giờ mua",
    "alpha or beta shrinks to 0: while alive some customers buy at every opportunity, others never",
)
_SAME_LEAVING = Text(
    "gamma và delta tăng không giới hạn: xác suất rời bỏ của mọi khách hàng như nhau",
    "gamma and delta grow without bound: all customers have the same probability of leaving",
)
_SPLIT_LEAVING = Text(
    "gamma và delta tiến về 0: khách hàng hoặc rời bỏ ngay, hoặc không bao giờ rời bỏ",
    "gamma and delta shrink to 0: customers leave at once or never",
)
_ALL_LEAVE = Text(
    "delta tiến về 0 hoặc gamma tăng không giới hạn: ai cũng rời bỏ ngay",
    "delta shrinks to 0 or gamma grows without bound: everybody leaves at once",
)


def opportunity_boundary(params: Mapping[str, float], low: set[str], high: set[str]) -> Text:
    """Say what it means that parameters of BG/BB lie on their bounds."""
    texts = []
    if {"alpha", "beta"} & (low | high):
        texts.append(_SPLIT_BUYING if {"alpha", "beta"} & low else _SAME_BUYING)
    if {"gamma", "delta"} & (low | high):
        gamma, delta = params["gamma"], params["delta"]
        if gamma / (gamma + delta) < _NO_LEAVING:
            texts.append(NO_DROPOUT.fill(names="gamma, delta"))
        elif delta / (gamma + delta) < _NO_LEAVING:
            texts.append(_ALL_LEAVE)
        else:
            texts.append(_SPLIT_LEAVING if {"gamma", "delta"} & low else _SAME_LEAVING)
    return Text.join(texts, "; ")
