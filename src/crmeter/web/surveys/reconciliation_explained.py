"""What is behind the values as said and as bought."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from crmeter.records.surveys.queries import SurveyView
from crmeter.vocabulary import Text
from crmeter.web.explain.methods import RECONCILIATION
from crmeter.web.explain.worked_out import Behind, Origin, WorkedOut, by_key
from crmeter.web.explain.written import bounds, money, money_in_full, number, percent, signed_money_in_full
from crmeter.web.surveys.assumed import Assumed
from crmeter.web.surveys.origins import answers_of

if TYPE_CHECKING:
    from crmeter.evaluation.external.reconciliation import Reconciliation


def reconciliation_explained(
    both: "Reconciliation",
    asked: tuple[Assumed, ...],
    us: Text,
    survey: SurveyView,
    as_of: date,
    read_at: datetime | None,
) -> Mapping[str, WorkedOut]:
    """Return the figures by key: `perceived`, `behaved`, `ratio`, `correlation`.

    Args:
        both: the values of the same customers.
        asked: what the address assumes.
        us: what our brand is called.
        survey: whose answers they are.
        as_of: the day of the evaluation.
        read_at: when the answers were read.
    """
    stated = tuple((each.wanted.title, number(each.value)) for each in asked if each.value is not None)
    behind = Behind(
        _IN_BOTH.fill(n=both.n),
        read_at,
        RECONCILIATION,
        (answers_of(survey), Origin(_ORDERS.fill(day=as_of), reverse("explain", args=["customer_equity"]))),
        ((_US, us), *stated),
        both.left_out,
    )
    return by_key([*_values(both, behind), *_beside(both, behind)])


def _values(both: "Reconciliation", behind: Behind) -> Iterator[WorkedOut]:
    from crmeter.evaluation.external.reconciliation import STEPS  # noqa: PLC0415 - loads numpy

    yield WorkedOut(
        "perceived",
        _PERCEIVED,
        money(both.perceived, both.currency),
        _PERCEIVED_IS,
        _PERCEIVED_FORMULA,
        _MEAN_TIMES.fill(
            mean=money(both.perceived / both.n, both.currency), n=both.n, value=money(both.perceived, both.currency)
        ),
        behind,
        unbounded=_SUM_OF_THESE,
    )
    steps = [
        _STEP.fill(step=STEPS[name], amount=signed_money_in_full(amount, both.currency))
        for name, amount in both.steps.items()
    ]
    yield WorkedOut(
        "behaved",
        _BEHAVED,
        money(both.behaved, both.currency),
        _BEHAVED_IS,
        _BEHAVED_FORMULA,
        Text.same("{said} {steps} = {bought}").fill(
            said=money_in_full(both.perceived, both.currency),
            steps=Text.join(steps, " "),
            bought=money_in_full(both.behaved, both.currency),
        ),
        behind,
        unbounded=_SUM_OF_THESE,
    )


def _beside(both: "Reconciliation", behind: Behind) -> Iterator[WorkedOut]:
    yield WorkedOut(
        "ratio",
        _RATIO,
        percent(both.share, 0),
        _RATIO_IS,
        _RATIO_FORMULA,
        _OVER.fill(
            bought=money(both.behaved, both.currency),
            said=money(both.perceived, both.currency),
            value=percent(both.share, 0),
        ),
        behind,
        () if both.ratio is None else bounds(both.ratio.low, both.ratio.high, lambda end: percent(end, 0), _OF_MEANS),
        _FEW if both.ratio is None else None,
    )
    if both.correlation is not None:
        value = number(float(both.correlation.value), 2)
        yield WorkedOut(
            "correlation",
            _CORRELATION,
            value,
            _CORRELATION_IS,
            _CORRELATION_FORMULA,
            _RANKS.fill(n=both.n, value=value),
            behind,
            bounds(both.correlation.low, both.correlation.high, lambda end: number(end, 2), _BONETT),
            _FEW if both.correlation.low is None else None,
        )


_IN_BOTH = Text("{n} khách có cả câu trả lời và đơn hàng", "{n} customers with both answers and orders")
_ORDERS = Text("đơn hàng theo lần đánh giá, tính đến {day}", "orders as the evaluation counts them, as of {day}")
_US = Text("Hãng của mình", "Our brand")
_SUM_OF_THESE = Text(
    "đây là tổng của chính những khách này; xem khoảng của tỷ số",
    "it is the sum of these very customers; see the ratio",
)
_PERCEIVED = Text("Giá trị theo lời nói", "Value by what they say")
_PERCEIVED_IS = Text(
    "những khách này đáng giá bao nhiêu với hãng theo điều họ trả lời",
    "what these customers are worth by what they answer",
)
_PERCEIVED_FORMULA = Text(
    "Σ số lần mua của mình đã chiết khấu × tiền một lần mua × biên lợi nhuận",
    "Σ discounted purchases from us × money of a purchase × margin",
)
_MEAN_TIMES = Text("trung bình {mean} × {n} khách = {value}", "mean {mean} × {n} customers = {value}")
_BEHAVED = Text("Giá trị theo đơn hàng", "Value by what they buy")
_BEHAVED_IS = Text(
    "những khách này đáng giá bao nhiêu theo mô hình mua hàng của lần đánh giá",
    "what these customers are worth by the model of buying of the evaluation",
)
_BEHAVED_FORMULA = Text(
    "Giá trị theo lời nói + từng bước đổi từ lời nói sang việc mua",
    "Value by what they say + each step from what is said to what is bought",
)
_STEP = Text.same("{amount} ({step})")
_RATIO = Text("Theo đơn hàng so với theo lời nói", "Bought over said")
_RATIO_IS = Text(
    "khách mua đáng giá bằng bao nhiêu phần trăm điều họ nói; 100% là khớp",
    "how much of what they say their orders come to; 100% would be the same",
)
_RATIO_FORMULA = Text("Giá trị theo đơn hàng ÷ giá trị theo lời nói", "Value by what they buy ÷ value by what they say")
_OVER = Text.same("{bought} ÷ {said} = {value}")
_OF_MEANS = Text("của một tỷ số hai trung bình", "of a ratio of means")
_FEW = Text("quá ít khách", "too few customers")
_CORRELATION = Text("Thứ hạng có khớp không (Spearman)", "Do the ranks agree (Spearman)")
_CORRELATION_IS = Text(
    "khách đáng giá hơn theo lời nói có cũng đáng giá hơn theo đơn hàng không; 1 là cùng thứ tự, 0 là không liên quan",
    "whether who is worth more by words is worth more by orders; 1 is the same order, 0 none",
)
_CORRELATION_FORMULA = Text("Tương quan của hai thứ hạng", "Correlation of both ranks")
_RANKS = Text("hạng của {n} khách theo hai cách: {value}", "ranks of {n} customers in both ways: {value}")
_BONETT = Text("Bonett & Wright, trên thang z của Fisher", "Bonett & Wright, on Fisher's z")
