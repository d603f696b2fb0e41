"""What is behind the value of the brand in money."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from crmeter.records.surveys.queries import SurveyView
from crmeter.vocabulary import Text
from crmeter.web.brand.value_asked import ValueAsked
from crmeter.web.explain.intervals import BY_COEFFICIENTS
from crmeter.web.explain.methods import BRAND_VALUE, CUSTOMER_EQUITY
from crmeter.web.explain.worked_out import Behind, WorkedOut, by_key
from crmeter.web.explain.written import bounds, money, money_in_full, number, percent
from crmeter.web.surveys.origins import answers_of

if TYPE_CHECKING:
    from crmeter.evaluation.external.brand_money import BrandMoney
    from crmeter.evaluation.external.survey_choices import SurveyChoices


def value_explained(
    found: "BrandMoney",
    asked: ValueAsked,
    told: "SurveyChoices",
    survey: SurveyView,
    words: Mapping[str, Text],
    currency: str,
) -> Mapping[str, WorkedOut]:
    """Return the figures by key: `equity`, `by_choice`, `by_premium`.

    Args:
        found: both values.
        asked: by the address.
        told: the answers.
        survey: whose answers they are.
        words: what brands and aspects are called.
        currency: of the money.
    """
    us, other = (words.get(name, Text.same(name)) for name in (asked.us, asked.other))
    stated = [(_US, us), (_OTHER, other)]
    stated += [
        (each.title, number(each.value))
        for each in asked.assumptions
        if each.name != "point" and each.value is not None
    ]
    behind = Behind(
        _RESPONDENTS.fill(n=len(told.choices), answered=told.answered),
        told.made_at,
        BRAND_VALUE,
        (answers_of(survey),),
        tuple(stated),
        told.choices.left_out,
    )
    figures = [*_by_choice(found, asked, behind, us, other, currency)]
    if found.premium is not None and found.by_premium is not None and float(found.premium.value):
        point = next(each for each in asked.assumptions if each.name == "point")
        rated = ((_PRICE, words.get(asked.price, Text.same(asked.price))), (point.title, number(point.value or 0.0)))
        with_price = replace(behind, assumed=(*behind.assumed, *rated))
        share, value = float(found.premium.value), float(found.by_premium.value)
        figures.append(
            WorkedOut(
                "by_premium",
                _BY_PREMIUM.fill(brand=us),
                money(value, currency),
                _BY_PREMIUM_IS.fill(brand=us, other=other),
                _BY_PREMIUM_FORMULA,
                _BY_PREMIUM_FIGURES.fill(
                    share=percent(share, 2), bought=money(value / share, currency), value=money(value, currency)
                ),
                with_price,
                bounds(found.by_premium.low, found.by_premium.high, lambda end: money(end, currency), _GIVEN_POINT),
            )
        )
    return by_key(figures)


def _by_choice(
    found: "BrandMoney", asked: ValueAsked, behind: Behind, us: Text, other: Text, currency: str
) -> Iterator[WorkedOut]:
    equity, value = float(found.equity.value), float(found.by_choice.value)
    customers = asked.value("market") or 0.0
    yield WorkedOut(
        "equity",
        _EQUITY.fill(brand=us),
        money(equity, currency),
        _EQUITY_IS.fill(brand=us),
        _EQUITY_FORMULA,
        _EQUITY_FIGURES.fill(
            each=money(equity / customers, currency), customers=number(customers, 0), equity=money(equity, currency)
        ),
        replace(behind, method=CUSTOMER_EQUITY),
        bounds(found.equity.low, found.equity.high, lambda end: money(end, currency), BY_COEFFICIENTS),
    )
    yield WorkedOut(
        "by_choice",
        _BY_CHOICE.fill(brand=us),
        money(value, currency),
        _BY_CHOICE_IS.fill(brand=us, other=other),
        _BY_CHOICE_FORMULA,
        _BY_CHOICE_FIGURES.fill(
            now=money_in_full(equity, currency),
            under=money_in_full(equity - value, currency),
            value=money_in_full(value, currency),
        ),
        behind,
        bounds(found.by_choice.low, found.by_choice.high, lambda end: money(end, currency), BY_COEFFICIENTS),
        _UNKNOWN if found.by_choice.low is None else None,
    )


_US = Text("Hãng của mình", "Our brand")
_OTHER = Text("So với tên", "Against the name")
_PRICE = Text("Mặt chấm về giá", "Aspect that rates the price")
_RESPONDENTS = Text("{n} trong {answered} người trả lời", "{n} of {answered} respondents")
_GIVEN_POINT = Text(
    "phương pháp delta; coi số % giá của một điểm là đã biết",
    "delta method; what a point of the price rating stands for is taken as known",
)
_UNKNOWN = Text("không tính được sai số", "its error cannot be told")
_EQUITY = Text("Giá trị tài sản khách hàng của {brand}", "Customer equity of {brand}")
_EQUITY_IS = Text(
    "số tiền lãi, quy về hôm nay, mà mọi khách của thị trường đem lại cho {brand}; mô hình ở đây có thêm phần riêng "
    "của mỗi thương hiệu, nên khác số ở trang giá trị tài sản",
    "the margin, in money of today, that all customers of the market bring {brand}; the model here has a constant of "
    "each brand too, so it differs from the page of equity",
)
_EQUITY_FORMULA = Text(
    "Giá trị của một khách × số khách của thị trường", "Value of one customer × customers of the market"
)
_EQUITY_FIGURES = Text.same("{each} × {customers} = {equity}")
_BY_CHOICE = Text("Giá trị của tên {brand} theo lựa chọn", "Value of the name {brand} by choice")
_BY_CHOICE_IS = Text(
    "giá trị tài sản mà {brand} sẽ mất nếu mang tên {other}, với cùng điểm chấm, giá và khách",
    "the equity that {brand} would lose under the name {other}, with the same ratings, prices and customers",
)
_BY_CHOICE_FORMULA = Text("Giá trị tài sản với tên của mình − với tên kia", "Equity under our name − under the other")
_BY_CHOICE_FIGURES = Text.same("{now} − {under} = {value}")
_BY_PREMIUM = Text("Giá trị của tên {brand} theo phần giá trội", "Value of the name {brand} by price premium")
_BY_PREMIUM_IS = Text(
    "phần giá mà {brand} có thể bán cao hơn so với khi mang tên {other} mà vẫn được chọn như cũ, tính trên mọi lần mua "
    "dự kiến",
    "how much dearer {brand} may be than under the name {other} and be chosen as often, of all that is expected to be "
    "bought",
)
_BY_PREMIUM_FORMULA = Text(
    "Phần giá trội × số tiền dự kiến khách sẽ mua, đã chiết khấu; phần giá trội = (phần riêng của ta − của họ) ÷ hệ số "
    "của giá × số % giá của một điểm",
    "Premium × money that is expected to be spent, discounted; premium = (our constant − theirs) ÷ coefficient of the "
    "price × share of the price that a point stands for",
)
_BY_PREMIUM_FIGURES = Text.same("{share} × {bought} = {value}")
