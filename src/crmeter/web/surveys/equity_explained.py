"""What is behind the figures of the page of equity."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from crmeter.estimators.choice.equity_bootstrap import Bootstrapped
from crmeter.evaluation.external.equity_study import EquityStudy
from crmeter.evaluation.external.survey_choices import SurveyChoices
from crmeter.records.surveys.queries import SurveyView
from crmeter.vocabulary import Text
from crmeter.web.explain.intervals import BY_COEFFICIENTS
from crmeter.web.explain.methods import CUSTOMER_EQUITY
from crmeter.web.explain.worked_out import Behind, Bounds, WorkedOut, by_key
from crmeter.web.explain.written import added, bounds, money, money_in_full, number, percent, signed, signed_money
from crmeter.web.surveys.equity_asked import COMPONENTS, RIDGE, EquityAsked
from crmeter.web.surveys.equity_words import Words, moves_in_words
from crmeter.web.surveys.origins import answers_of


def equity_explained(
    study: EquityStudy,
    redrawn: Bootstrapped | None,
    asked: EquityAsked,
    words: Words,
    currency: str,
    outcome: Mapping[str, Any] | None,
    *,
    survey: SurveyView,
    found: SurveyChoices,
) -> Mapping[str, WorkedOut]:
    """Return the figures of the page by key: `each`, `equity_0`, `share_0` and so on, `endless`, `change`, `ratio`.

    Args:
        study: of equity.
        redrawn: bounds by samples, or None.
        asked: by the address.
        words: of the survey.
        currency: of the money.
        outcome: of what is supposed, as the page shows it; None where nothing moves.
        survey: whose answers they are.
        found: the answers.
    """
    behind = Behind(
        RESPONDENTS.fill(n=len(found.choices), answered=found.answered),
        found.made_at,
        CUSTOMER_EQUITY,
        (answers_of(survey),),
        (*assumed_in_words(asked, words, currency), *_of_segment(study, found)),
        found.choices.left_out,
    )
    page = _Page(study, redrawn, asked, words, currency, behind)
    figures = [page.each(), *page.of_brands()]
    if study.model.market.discount_rate > 0:
        figures.append(page.endless())
    if outcome is not None:
        figures.extend(page.supposed(outcome))
    return by_key(figures)


def _of_segment(study: EquityStudy, found: SurveyChoices) -> tuple[tuple[Text, Text], ...]:
    """Return which part of the market the figures are of, and what that stands on; nothing where they are of all."""
    if not found.segment:
        return ()
    counted = _PART_OF_MARKET.fill(
        customers=number(study.model.market.customers, 0), n=len(found.choices), all=found.of_all
    )
    return ((_SEGMENT, Text.same(found.segment)), (_CUSTOMERS_OF_SEGMENT, counted))


def assumed_in_words(asked: EquityAsked, words: Words, currency: str) -> tuple[tuple[Text, Text], ...]:
    """Return what the address assumes of the market and of the model, each with its value."""
    stated = [(_US, words.of(asked.us))]
    for each in asked.assumptions:
        if each.name == "horizon" and asked.is_endless:
            stated.append((each.title, _NO_END))
        elif each.value is not None:
            stated.append((each.title, number(each.value)))
    if asked.steadying and asked.strength.value is not None:
        stated.append((_STEADIED[asked.steadying], number(asked.strength.value)))
    return (*stated, (_CURRENCY, Text.same(currency)))


@dataclass(frozen=True, slots=True)
class _Page:
    study: EquityStudy
    redrawn: Bootstrapped | None
    asked: EquityAsked
    words: Words
    currency: str
    behind: Behind

    def each(self) -> WorkedOut:
        study, us = self.study, self.study.us
        value, equity, customers = float(study.lifetime_value[us]), study.equity.at(us), study.model.market.customers
        low, high = (None if end is None else end / customers for end in (equity.low, equity.high))
        return WorkedOut(
            "each",
            _EACH.fill(brand=self._brand(us)),
            self._money(value),
            _EACH_IS,
            _EACH_FORMULA,
            _EACH_FIGURES.fill(
                total=self._money(float(study.model.lifetime_value_[:, us].sum())),
                n=len(study.choices),
                value=self._money(value),
            ),
            self.behind,
            bounds(low, high, self._money, BY_COEFFICIENTS),
        )

    def of_brands(self) -> Iterator[WorkedOut]:
        study = self.study
        for place in range(len(study.choices.brands)):
            brand, equity, share = self._brand(place), study.equity.at(place), study.shares.at(place)
            drawn = () if self.redrawn is None else (self.redrawn.equity.at(place), self.redrawn.share.at(place))
            yield WorkedOut(
                f"equity_{place}",
                _EQUITY.fill(brand=brand),
                self._money(float(equity.value)),
                _EQUITY_IS.fill(brand=brand),
                _EQUITY_FORMULA,
                self._times_customers(float(study.lifetime_value[place]), float(equity.value)),
                self.behind,
                bounds(equity.low, equity.high, self._money, BY_COEFFICIENTS)
                + (bounds(drawn[0].low, drawn[0].high, self._money, self._by_samples()) if drawn else ()),
            )
            yield WorkedOut(
                f"share_{place}",
                _SHARE.fill(brand=brand),
                percent(float(share.value)),
                _SHARE_IS.fill(brand=brand),
                _SHARE_FORMULA,
                _SHARE_FIGURES.fill(
                    ours=self._money(float(equity.value)),
                    all=added(self._money(float(value)) for value in study.equity.value),
                    share=percent(float(share.value)),
                ),
                self.behind,
                bounds(share.low, share.high, percent, BY_COEFFICIENTS)
                + (bounds(drawn[1].low, drawn[1].high, percent, self._by_samples()) if drawn else ()),
            )

    def endless(self) -> WorkedOut:
        value = float(self.study.forever[self.study.us])
        return WorkedOut(
            "endless",
            _ENDLESS.fill(brand=self._brand(self.study.us)),
            self._money(value),
            _ENDLESS_IS,
            _ENDLESS_FORMULA,
            self._times_customers(value / self.study.model.market.customers, value),
            self.behind,
            unbounded=_ENDLESS_UNBOUNDED,
        )

    def supposed(self, outcome: Mapping[str, Any]) -> Iterator[WorkedOut]:
        change, redrawn, ratio = outcome["change"], outcome["redrawn"], outcome["ratio"]
        behind = replace(self.behind, assumed=(*self.behind.assumed, *self._moves()))
        by_samples: tuple[Bounds, ...] = ()
        if redrawn is not None:
            by_samples = bounds(redrawn["low"], redrawn["high"], self._money, self._by_samples())
        yield WorkedOut(
            "change",
            _CHANGE.fill(moves=moves_in_words(self.asked.moved, self.words)),
            signed_money(change["value"], self.currency),
            _CHANGE_IS.fill(brand=self._brand(self.study.us)),
            _CHANGE_FORMULA,
            _CHANGE_FIGURES.fill(
                then=money_in_full(outcome["then"], self.currency),
                now=money_in_full(float(self.study.equity.value[self.study.us]), self.currency),
                change=money_in_full(change["value"], self.currency),
            ),
            behind,
            bounds(change["low"], change["high"], self._money, BY_COEFFICIENTS) + by_samples,
        )
        if ratio is None:
            return
        yield WorkedOut(
            "ratio",
            _RATIO,
            _times(ratio["value"]),
            _RATIO_IS,
            _RATIO_FORMULA,
            _RATIO_FIGURES.fill(
                change=self._money(change["value"]), cost=self._money(outcome["cost"]), ratio=_times(ratio["value"])
            ),
            behind,
            bounds(ratio["low"], ratio["high"], _times, BY_COEFFICIENTS),
        )

    def _moves(self) -> Iterator[tuple[Text, Text]]:
        for driver, by in self.asked.moved.items():
            yield _MOVE.fill(driver=self.words.of(driver)), signed(by, 2)
            if driver in self.asked.stated_costs:
                yield _COST.fill(driver=self.words.of(driver)), self._money(self.asked.stated_costs[driver])

    def _times_customers(self, each: float, all_together: float) -> Text:
        customers = number(self.study.model.market.customers, 0)
        return _EQUITY_FIGURES.fill(each=self._money(each), customers=customers, equity=self._money(all_together))

    def _brand(self, place: int) -> Text:
        return self.words.of(self.study.choices.brands[place])

    def _by_samples(self) -> Text:
        return _BY_SAMPLES.fill(n=0 if self.redrawn is None else self.redrawn.draws)

    def _money(self, value: float) -> Text:
        return money(value, self.currency)


def _times(value: float) -> Text:
    return Text.join([number(value, 2), Text.same("×")], "")


RESPONDENTS = Text("{n} trong {answered} người trả lời", "{n} of {answered} respondents")
_BY_SAMPLES = Text(
    "phân vị của {n} mẫu người trả lời rút lại (bootstrap)", "percentiles of {n} samples of respondents drawn anew"
)
_US = Text("Hãng của mình", "Our brand")
_NO_END = Text("không có kỳ cuối", "no end")
_CURRENCY = Text("Đồng tiền của số tiền đã trả lời", "Currency of the money that was told")
_STEADIED = {
    RIDGE: Text("Hệ số ridge của các yếu tố đi cùng nhau", "Ridge for drivers that go together"),
    COMPONENTS: Text("Số thành phần chính của các yếu tố", "Principal components of the drivers"),
}
_SEGMENT = Text("Phân khúc", "Segment")
_CUSTOMERS_OF_SEGMENT = Text("Số khách của phân khúc", "Customers of the segment")
_PART_OF_MARKET = Text(
    "{customers}: thị trường × {n} ÷ {all} người trả lời đủ, ai cũng đại diện cho số khách như nhau",
    "{customers}: the market × {n} ÷ {all} whole answers, each of which stands for as many customers",
)
_EACH = Text("Giá trị của một khách đối với {brand}", "Value of one customer to {brand}")
_EACH_IS = Text(
    "số tiền lãi, quy về hôm nay, mà một khách trung bình của thị trường đem lại cho hãng trong thời gian nhìn trước",
    "the margin, in money of today, that a customer of the market brings the brand on average over the years ahead",
)
_EACH_FORMULA = Text(
    "Tổng giá trị của từng người trả lời ÷ số người trả lời; của một người: Σ (khả năng mua hãng × số tiền × biên lợi "
    "nhuận × chiết khấu) qua các lần mua sắp tới",
    "Sum of the values of all respondents ÷ respondents; of one: Σ (how likely the brand is bought × money × margin × "
    "discount) over the purchases to come",
)
_EACH_FIGURES = Text.same("{total} ÷ {n} = {value}")
_EQUITY = Text("Giá trị tài sản khách hàng của {brand}", "Customer equity of {brand}")
_EQUITY_IS = Text(
    "số tiền lãi, quy về hôm nay, mà mọi khách của thị trường đem lại cho {brand} trong thời gian nhìn trước",
    "the margin, in money of today, that all customers of the market bring {brand} over the years ahead",
)
_EQUITY_FORMULA = Text(
    "Giá trị của một khách × số khách của thị trường", "Value of one customer × customers of the market"
)
_EQUITY_FIGURES = Text.same("{each} × {customers} = {equity}")
_SHARE = Text("Phần của {brand} trong giá trị tài sản", "Share of equity of {brand}")
_SHARE_IS = Text(
    "phần của {brand} trong giá trị tài sản khách hàng của mọi hãng được chấm điểm",
    "the part of {brand} in the customer equity of all brands that were rated",
)
_SHARE_FORMULA = Text("Giá trị của hãng ÷ tổng của mọi hãng", "Equity of the brand ÷ equity of all brands")
_SHARE_FIGURES = Text.same("{ours} ÷ ({all}) = {share}")
_ENDLESS = Text(
    "Giá trị tài sản của {brand} nếu việc mua không có kỳ cuối", "Equity of {brand} if purchases had no end"
)
_ENDLESS_IS = Text(
    "giá trị tài sản như trên, nhưng tính mọi lần mua về sau; càng xa càng nhẹ vì chiết khấu",
    "the same equity over all purchases to come, which count the less the farther they are",
)
_ENDLESS_FORMULA = Text(
    "Giá trị của một khách theo công thức đóng [B₀ (I − δA)⁻¹] × số khách của thị trường",
    "Value of one customer in closed form [B₀ (I − δA)⁻¹] × customers of the market",
)
_ENDLESS_UNBOUNDED = Text(
    "trang này tính khoảng cho thời gian nhìn trước đã nêu; chọn “không có kỳ cuối” thì khoảng được tính cho số này",
    "the page bounds the years ahead that are stated; tick “no end” and this figure is bounded",
)
_CHANGE = Text("Thay đổi của giá trị tài sản: {moves}", "Change of equity: {moves}")
_CHANGE_IS = Text(
    "giá trị tài sản của {brand} thay đổi bao nhiêu nếu mọi người chấm điểm khác đi như đã nêu, còn lại giữ nguyên",
    "by how much the equity of {brand} changes if everybody rates it otherwise as stated, all else equal",
)
_CHANGE_FORMULA = Text("Giá trị tài sản khi đó − hiện nay", "Equity then − equity now")
_CHANGE_FIGURES = Text.same("{then} − {now} = {change}")
_RATIO = Text("Thu về trên mỗi đồng chi phí", "What comes back of each unit of cost")
_RATIO_IS = Text(
    "thay đổi của giá trị tài sản chia cho chi phí đã nêu; 1 là hòa vốn",
    "the change of equity by the cost that was stated; 1 breaks even",
)
_RATIO_FORMULA = Text("Thay đổi của giá trị tài sản ÷ chi phí", "Change of equity ÷ cost")
_RATIO_FIGURES = Text.same("{change} ÷ {cost} = {ratio}")
_MOVE = Text("{driver}: điểm thay đổi", "{driver}: rated otherwise by")
_COST = Text("{driver}: chi phí", "{driver}: cost")
