"""What is behind the figures of customers with a contract."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from crmeter.vocabulary import LeftOut, Text, Undefined
from crmeter.web.explain.intervals import WILSON
from crmeter.web.explain.methods import CONTRACT_LOYALTY
from crmeter.web.explain.worked_out import Behind, Origin, WorkedOut, by_key
from crmeter.web.explain.written import bounds, money, number, percent
from crmeter.web.loyalty.curves_explained import curves_explained

if TYPE_CHECKING:
    from crmeter.evaluation.external.contract_leaving import Leaving
    from crmeter.evaluation.external.contract_study import ContractStudy

# So many summands say how a sum comes about; a list of all stands on the page.
_SHOWN = 3


def contracts_explained(study: "ContractStudy", read_at: datetime | None) -> Mapping[str, WorkedOut]:
    """Return the figures by key: `live`, `renewal_rate`, `due_money`, `expected_loss`, and of curves `year_0`.

    Args:
        study: of the contracts that the reader may see.
        read_at: when the evaluation was made that they were read with.
    """
    behind = Behind(
        _CUSTOMERS.fill(n=study.live + study.left),
        read_at,
        CONTRACT_LOYALTY,
        (Origin(_SUBSCRIPTIONS, reverse("subscriptions")),),
        ((_AS_OF, _DAY.fill(day=study.as_of)),),
    )
    figures = [*_standing(study, behind), *_renewing(study, behind), *curves_explained(study.curves, behind)]
    if not isinstance(study.leaving, Undefined):
        figures += _losing(study, study.leaving, behind)
    return by_key(figures)


def _standing(study: "ContractStudy", behind: Behind) -> Iterator[WorkedOut]:
    yield WorkedOut(
        "live",
        _LIVE,
        number(study.live, 0),
        _LIVE_IS,
        _LIVE_FORMULA,
        _LESS.fill(all=study.live + study.left, left=study.left, live=study.live),
        behind,
        unbounded=_COUNTED,
    )


def _renewing(study: "ContractStudy", behind: Behind) -> Iterator[WorkedOut]:
    renewals = study.renewals
    if study.renewal_rate is not None:
        rate, interval = study.renewal_rate
        yield WorkedOut(
            "renewal_rate",
            _RENEWAL,
            percent(rate),
            _RENEWAL_IS,
            _RENEWAL_FORMULA,
            _RENEWAL_FIGURES.fill(renewed=renewals.renewed, ended=renewals.ended, value=percent(rate)),
            _about(
                behind, _CAME_DUE.fill(n=renewals.renewed + renewals.ended), (_SINCE, _DAY.fill(day=renewals.since))
            ),
            bounds(interval.low, interval.high, percent, WILSON),
        )
    if renewals.due_money is not None:
        value = money(renewals.due_money, study.currency)
        yield WorkedOut(
            "due_money",
            _DUE.fill(days=renewals.days_ahead),
            value,
            _DUE_IS,
            _DUE_FORMULA,
            _DUE_FIGURES.fill(n=renewals.due, value=value),
            _about(behind, _DUE_CONTRACTS.fill(n=renewals.due)),
            unbounded=_COUNTED,
        )


def _losing(study: "ContractStudy", leaving: "Leaving", behind: Behind) -> Iterator[WorkedOut]:
    if leaving.expected_loss is None:
        return
    # They are ranked by what is lost, and those of whom no amount is known come last.
    largest = [each for each in leaving.at_risk if each.yearly is not None and each.expected_loss is not None][:_SHOWN]
    n, value = study.live - leaving.without_amount, money(leaving.expected_loss, study.currency)
    parts = [
        _RISK.fill(chance=percent(each.chance), yearly=money(each.yearly or 0.0, study.currency)) for each in largest
    ]
    if n > len(largest):
        parts.append(_AND_MORE.fill(n=n - len(largest)))
    yield WorkedOut(
        "expected_loss",
        _LOSS,
        value,
        _LOSS_IS.fill(days=leaving.days),
        _LOSS_FORMULA,
        Text.same("{parts} = {value}").fill(parts=Text.join(parts, " + "), value=value),
        Behind(
            _LIVE_CUSTOMERS.fill(n=n),
            behind.read_at,
            behind.method,
            behind.origins,
            (
                *behind.assumed,
                (_LEARNT, _LEARNT_FROM.fill(n=leaving.model.n_, left=leaving.model.n_left_, days=leaving.days)),
            ),
            (LeftOut("no_amount", _NO_AMOUNT, leaving.without_amount),) if leaving.without_amount else (),
        ),
        unbounded=_SUM_OF_CHANCES,
    )


def _about(behind: Behind, counted: Text, *assumed: tuple[Text, Text]) -> Behind:
    return Behind(counted, behind.read_at, behind.method, behind.origins, (*behind.assumed, *assumed))


_CUSTOMERS = Text("{n} khách từng có hợp đồng", "{n} customers who ever had a contract")
_SUBSCRIPTIONS = Text("thuê bao và hợp đồng trong hồ sơ", "subscriptions and contracts in the records")
_AS_OF = Text("Nhìn từ ngày", "Looked from")
_SINCE = Text("Tính từ ngày", "Counted from")
_DAY = Text.same("{day}")
_COUNTED = Text("đếm đủ, không phải một mẫu", "all are counted, it is no sample")
_LIVE = Text("Khách có hợp đồng", "Customers with a contract")
_LIVE_IS = Text(
    "khách còn ít nhất một hợp đồng chưa hủy và chưa kết thúc",
    "customers of whom at least one contract was neither cancelled nor ended",
)
_LIVE_FORMULA = Text("Khách từng có hợp đồng − khách đã rời", "Customers who ever had one − those who have left")
_LESS = Text.same("{all} − {left} = {live}")
_RENEWAL = Text("Tỷ lệ gia hạn, 365 ngày", "Renewal rate, 365 days")
_RENEWAL_IS = Text(
    "trong những hợp đồng đã đến hạn hoặc kết thúc, bao nhiêu phần được gia hạn",
    "of the contracts that came due or ended, the part that was gone on with",
)
_RENEWAL_FORMULA = Text("Gia hạn ÷ (gia hạn + kết thúc)", "Renewed ÷ (renewed + ended)")
_RENEWAL_FIGURES = Text.same("{renewed} ÷ ({renewed} + {ended}) = {value}")
_CAME_DUE = Text("{n} hợp đồng đến hạn hoặc kết thúc", "{n} contracts that came due or ended")
_DUE = Text("Tiền của các kỳ đến hạn trong {days} ngày", "Money of periods due within {days} days")
_DUE_IS = Text(
    "giá của kỳ tới của mọi hợp đồng đến hạn trong thời gian đó",
    "the price of the next period of all contracts that come due within that time",
)
_DUE_FORMULA = Text("Σ giá của kỳ tới", "Σ price of the next period")
_DUE_FIGURES = Text("Σ giá kỳ tới của {n} hợp đồng = {value}", "Σ next price of {n} contracts = {value}")
_DUE_CONTRACTS = Text("{n} hợp đồng đến hạn", "{n} contracts that come due")
_LOSS = Text("Thiệt hại dự kiến một năm", "Expected loss a year")
_LOSS_IS = Text(
    "tiền một năm mà các hợp đồng đem lại, nhân với khả năng khách rời trong {days} ngày tới",
    "what the contracts bring in a year, by how likely their customers leave within {days} days",
)
_LOSS_FORMULA = Text(
    "Σ khả năng rời × tiền một năm theo giá hiện nay", "Σ chance of leaving × money a year at today's prices"
)
_RISK = Text.same("{chance} × {yearly}")
_AND_MORE = Text("… ({n} khách nữa)", "… ({n} more customers)")
_LIVE_CUSTOMERS = Text("{n} khách đang có hợp đồng và biết giá", "{n} customers with a contract and a known price")
_NO_AMOUNT = Text("khách không biết giá bằng đồng tiền của hãng", "customers without a price in the firm's currency")
_LEARNT = Text("Khả năng rời học từ", "Chances are learnt from")
_LEARNT_FROM = Text(
    "{n} khách của {days} ngày trước, {left} người đã rời; hồi quy logit có co hệ số",
    "{n} customers of {days} days ago, of whom {left} left; a logit that is held back",
)
_SUM_OF_CHANCES = Text(
    "đây là giá trị trung bình dự kiến; khả năng của từng khách có khoảng riêng ở danh sách",
    "it is what to expect on average; the chance of each customer has an interval in the list",
)
