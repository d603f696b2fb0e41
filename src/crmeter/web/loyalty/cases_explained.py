"""What is behind what looking after customers at risk changed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from crmeter.records.retention_cases.kinds import RiskKind
from crmeter.vocabulary import LeftOut, Text, Undefined
from crmeter.web.explain.methods import UPLIFT
from crmeter.web.explain.worked_out import Behind, Origin, WorkedOut
from crmeter.web.explain.written import bounds, money, percent, signed, signed_money
from crmeter.web.loyalty.words import RISKS

if TYPE_CHECKING:
    from crmeter.estimators import Uplift
    from crmeter.evaluation.external.uplift_study import Compared

# A customer followed is either compared with those held out by lot, or with those whom nobody chose.
EFFECT, ASSOCIATION = "effect", "association"


def compared_explained(
    compared: "Compared", way: str, kind: RiskKind, currency: str, read_at: datetime
) -> Mapping[str, WorkedOut]:
    """Return the figures of one comparison by `kept`, `spend` and `money_kept`; their keys name way and risk as well.

    Args:
        compared: customers who were looked after beside others.
        way: `EFFECT` or `ASSOCIATION`.
        kind: of risk.
        currency: of the money.
        read_at: when the cases were read.
    """
    figures = _figures(compared, way, kind, currency, read_at)
    return {each.key: replace(each, key=f"{each.key}_{way}_{kind}") for each in figures}


def _figures(compared: "Compared", way: str, kind: RiskKind, currency: str, read_at: datetime) -> Iterator[WorkedOut]:
    kept, spend = compared.kept, compared.money
    if isinstance(kept, Undefined):
        return
    yield WorkedOut(
        "kept",
        Text.join([_KEPT, RISKS[kind]], " · "),
        _points(kept.difference),
        _IS[way],
        _KEPT_FORMULA,
        _LESS.fill(treated=percent(kept.treated), others=percent(kept.others), value=_points(kept.difference)),
        _behind(kept, way, read_at),
        bounds(kept.low, kept.high, _points, _NEWCOMBE),
    )
    if isinstance(spend, Undefined):
        return

    def write(value: float) -> Text:
        return signed_money(value, currency)

    about = _behind(spend, way, read_at, compared.without_money)
    yield WorkedOut(
        "spend",
        Text.join([_SPEND, RISKS[kind]], " · "),
        write(spend.difference),
        _IS[way],
        _SPEND_FORMULA,
        _LESS.fill(
            treated=money(spend.treated, currency), others=money(spend.others, currency), value=write(spend.difference)
        ),
        about,
        bounds(spend.low, spend.high, write, _WELCH),
    )
    if way == EFFECT and compared.money_kept is not None:
        value, low, high = compared.money_kept
        yield WorkedOut(
            "money_kept",
            Text.join([_MONEY_KEPT, RISKS[kind]], " · "),
            write(value),
            _MONEY_KEPT_IS,
            _MONEY_KEPT_FORMULA,
            _TIMES.fill(each=write(spend.difference), n=spend.n_treated, value=write(value)),
            about,
            bounds(low, high, write, _WELCH),
        )


def _behind(one: "Uplift", way: str, read_at: datetime, without_money: int = 0) -> Behind:
    left_out = (LeftOut("alone", _ALONE, one.n_alone), LeftOut("no_money", _NO_MONEY, without_money))
    return Behind(
        _COUNTED[way].fill(treated=one.n_treated, others=one.n_others),
        read_at,
        UPLIFT,
        (Origin(_CASES, reverse("loyalty_cases")),),
        ((_ALIKE, _STRATA[way]),),
        tuple(each for each in left_out if each.n),
    )


def _points(share: float) -> Text:
    return _IN_POINTS.fill(points=signed(100 * share))


_KEPT = Text("Giữ được: chênh lệch", "Kept: the difference")
_SPEND = Text("Chi tiêu mỗi khách: chênh lệch", "Spend per customer: the difference")
_MONEY_KEPT = Text("Số tiền giữ được", "Money kept")
_IS = {
    EFFECT: Text(
        "khách được chăm sóc khác khách để riêng theo bốc thăm bao nhiêu; nhờ bốc thăm nên đây là tác dụng của việc "
        "chăm sóc",
        "by how much those looked after differ from those held out by lot; the lot makes it what looking after did",
    ),
    ASSOCIATION: Text(
        "khách được chăm sóc khác khách không ai chọn bao nhiêu; đây chỉ là mối liên hệ, không phải tác dụng",
        "by how much those looked after differ from those nobody chose; it goes together and is no effect",
    ),
}
_KEPT_FORMULA = Text(
    "Tỷ lệ giữ được có chăm sóc − tỷ lệ của nhóm kia", "Share kept, looked after − share of the others"
)
_SPEND_FORMULA = Text(
    "Chi tiêu trung bình có chăm sóc − của nhóm kia", "Mean spend, looked after − mean spend of the others"
)
_LESS = Text.same("{treated} − {others} = {value}")
_MONEY_KEPT_IS = Text(
    "số tiền mà việc chăm sóc đem lại, ở tất cả khách được chăm sóc",
    "the money that looking after them brought, of all who were looked after",
)
_MONEY_KEPT_FORMULA = Text(
    "Chênh lệch chi tiêu mỗi khách × số khách được chăm sóc",
    "Difference of spend per customer × customers looked after",
)
_TIMES = Text.same("{each} × {n} = {value}")
_IN_POINTS = Text("{points} điểm %", "{points} points")
_COUNTED = {
    EFFECT: Text(
        "{treated} khách được chăm sóc, {others} khách để riêng", "{treated} customers looked after, {others} held out"
    ),
    ASSOCIATION: Text(
        "{treated} khách được chăm sóc, {others} khách không ai chọn",
        "{treated} customers looked after, {others} not chosen",
    ),
}
_ALIKE = Text("So với ai", "Compared with")
_STRATA = {
    EFFECT: Text("khách để riêng của cùng lượt", "those held out of the same round"),
    ASSOCIATION: Text("khách có khả năng ở lại gần như nhau", "those with like chances of staying"),
}
_ALONE = Text("khách không có ai tương tự để so", "customers with nobody alike to be compared with")
_NO_MONEY = Text("khách không biết chi tiêu", "customers whose spend is not known")
_CASES = Text("các hồ sơ giữ khách, từng khách một", "the cases of customers at risk, one by one")
_NEWCOMBE = Text(
    "Newcombe trên các khoảng Wilson, gộp theo nhóm tương tự",
    "Newcombe's of Wilson intervals, over groups that are alike",
)
_WELCH = Text(
    "của hiệu hai trung bình (Welch), gộp theo nhóm tương tự", "of a difference of means (Welch's), over groups"
)
