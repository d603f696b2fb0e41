"""What is behind the figures of a value map."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from crmeter.estimators import Estimates
from crmeter.evaluation.external.value_duel import Duel
from crmeter.evaluation.external.value_places import Place
from crmeter.vocabulary import Text
from crmeter.web.explain.intervals import BY_COEFFICIENTS
from crmeter.web.explain.methods import CHOICE_MODEL, QUALITY_PROFILE, SHARE_REGRESSION, VALUE_LEAD, VALUE_MAP
from crmeter.web.explain.worked_out import Behind, Bounds, Origin, WorkedOut, by_key
from crmeter.web.explain.written import bounds, money_in_full, number, percent, signed, signed_money
from crmeter.web.value_map import sentences
from crmeter.web.value_map.opened import Opened


def map_explained(opened: Opened, told: Mapping[str, Any], origin: Origin) -> Mapping[str, WorkedOut]:
    """Return the figures of a map by key: `quality`, `quality_0` and so on by place, `ratio_0`, `lead`, what-if.

    Args:
        opened: the source.
        told: what the page shows of what is supposed.
        origin: where the source is.
    """
    behind = Behind(
        (_RESPONDENTS if opened.people else _PRODUCTS).fill(n=opened.n),
        opened.made_at,
        VALUE_MAP,
        (origin,),
        (
            (_LINE, number(1 / opened.study.price_weight - 1, 2)),
            (_PRICE_WEIGHT, percent(opened.study.price_weight, 0)),
            *([(_PRICE_WEIGHT_BY, opened.price_weight)] if opened.price_weight is not None else []),
            (_PRICE_BY, opened.price),
            (_WEIGHTS, opened.weights),
        ),
        (*opened.study.left_out, *opened.left_out),
    )
    page = _Page(opened, behind)
    return by_key([*page.qualities(), *page.places(), *page.duels(), *page.lead(), *page.supposed(told)])


@dataclass(frozen=True, slots=True)
class _Page:
    opened: Opened
    behind: Behind

    def qualities(self) -> Iterator[WorkedOut]:
        for n, place in enumerate(self.opened.placed.places):
            yield self._quality(f"quality_{n}", place)
            if place.product == self.opened.us:
                yield self._quality("quality", place)

    def _quality(self, key: str, place: Place) -> WorkedOut:
        return WorkedOut(
            key,
            _QUALITY.fill(product=self.opened.called(place.product)),
            number(float(place.quality.value), 1),
            _QUALITY_IS if self.opened.people else _QUALITY_IS_OF_TABLE,
            _QUALITY_FORMULA if self.opened.people else _QUALITY_FORMULA_OF_TABLE,
            sentences.quality_formula(self.opened, place.product),
            replace(self.behind, method=QUALITY_PROFILE),
            self._bounds(place.quality),
            self._unbounded(place.quality),
        )

    def places(self) -> Iterator[WorkedOut]:
        for n, place in enumerate(self.opened.placed.places):
            product = self.opened.called(place.product)
            yield WorkedOut(
                f"price_{n}",
                _PRICE.fill(product=product),
                number(float(place.price.value), 1),
                _PRICE_IS if self.opened.people else _PRICE_IS_OF_TABLE,
                _PRICE_FORMULA if self.opened.people else _PRICE_FORMULA_OF_TABLE,
                sentences.price_formula(self.opened, place.product),
                self.behind,
                self._bounds(place.price),
                self._unbounded(place.price),
            )
            yield WorkedOut(
                f"distance_{n}",
                _DISTANCE.fill(product=product),
                signed(float(place.by_weight.value)),
                _DISTANCE_IS,
                _DISTANCE_FORMULA,
                sentences.distance_formula(self.opened, place.product),
                self.behind,
                self._bounds(place.by_weight, signed),
                self._unbounded(place.by_weight),
            )

    def duels(self) -> Iterator[WorkedOut]:
        less = {each.column for each in self.opened.scores if each.is_less_better}
        us, them = self.opened.called(self.opened.us), self.opened.called(self.opened.against or "")
        for n, each in enumerate(self.opened.duels):
            over, under = (each.theirs, each.ours) if each.name in less else (each.ours, each.theirs)
            yield WorkedOut(
                f"ratio_{n}",
                _RATIO.fill(attribute=self.opened.called(each.name), us=us, them=them),
                number(float(each.ratio.value), 2),
                _RATIO_IS,
                _RATIO_FORMULA_TURNED if each.name in less else _RATIO_FORMULA,
                _OVER.fill(over=number(over, 2), under=number(under, 2), value=number(float(each.ratio.value), 2)),
                replace(self.behind, method=QUALITY_PROFILE, counted=self._rated(each)),
                self._bounds(each.ratio, lambda value: number(value, 2)),
                self._unbounded(each.ratio),
            )

    def lead(self) -> Iterator[WorkedOut]:
        told = self.opened.overtaking
        if told is None or self.opened.against is None:
            return
        ours, theirs = (
            next(each for each in self.opened.placed.places if each.product == product)
            for product in (self.opened.us, self.opened.against)
        )
        yield WorkedOut(
            "lead",
            _LEAD.fill(them=self.opened.called(self.opened.against)),
            signed(float(told.lead.value)),
            _LEAD_IS,
            _LEAD_FORMULA,
            _LEAD_FIGURES.fill(
                slope=number(1 / self.opened.study.price_weight - 1, 2),
                quality=number(float(ours.quality.value), 1),
                their_quality=number(float(theirs.quality.value), 1),
                price=number(float(ours.price.value), 1),
                their_price=number(float(theirs.price.value), 1),
                lead=signed(float(told.lead.value)),
            ),
            replace(self.behind, method=VALUE_LEAD),
            self._bounds(told.lead, signed),
            self._unbounded(told.lead),
        )

    def supposed(self, told: Mapping[str, Any]) -> Iterator[WorkedOut]:
        if not told.get("moved"):
            return
        outcome = told["outcome"]
        ours = next(each for each in outcome["rows"] if each["is_us"])
        moved = tuple((each.title, Text.join([signed(each.by, each.digits), each.unit], " ")) for each in told["moved"])
        model = CHOICE_MODEL if self.opened.people else SHARE_REGRESSION
        behind = replace(
            self.behind,
            method=model,
            counted=(_RESPONDENTS if self.opened.people else _PRODUCTS).fill(n=told["supposed"].n),
            assumed=moved,
        )
        change = ours["change"]
        yield WorkedOut(
            "share",
            _SHARE.fill(product=ours["name"]),
            percent(ours["then"]),
            _SHARE_IS if self.opened.people else _SHARE_IS_OF_TABLE,
            _THEN_FORMULA,
            _THEN_FIGURES.fill(now=percent(ours["now"]), change=signed(change["value"]), then=percent(ours["then"])),
            behind,
            bounds(change["low"], change["high"], lambda value: _PLUS_POINTS.fill(points=signed(value)), _OF_CHANGE),
        )
        revenue = outcome["revenue_change"]
        if revenue is not None:
            currency = told["currency"]
            market = ((_MARKET, number(told["market"], 0)),) if told["market"] else ((_MARKET, _ONE_CUSTOMER),)
            yield WorkedOut(
                "revenue",
                _REVENUE,
                signed_money(revenue["value"], currency),
                _REVENUE_IS,
                _REVENUE_FORMULA,
                _REVENUE_FIGURES.fill(
                    then=money_in_full(outcome["revenue_then"], currency),
                    now=money_in_full(outcome["revenue"], currency),
                    change=money_in_full(revenue["value"], currency),
                ),
                replace(behind, counted=_RESPONDENTS.fill(n=told["supposed"].n_spend), assumed=(*moved, *market)),
                bounds(revenue["low"], revenue["high"], lambda value: signed_money(value, currency), BY_COEFFICIENTS),
            )

    def _rated(self, duel: Duel) -> Text:
        if duel.n_ours is None:
            return _PRODUCTS.fill(n=2)
        counted = _RATED.fill(ours=duel.n_ours, theirs=duel.n_theirs or 0)
        if duel.p is None:
            return counted
        return Text.join([counted, (_DIFFERS if duel.differs else _ALIKE).fill(p=number(duel.p, 3))], "; ")

    def _bounds(self, one: Estimates, write: Any = lambda value: number(value, 1)) -> tuple[Bounds, ...]:
        if one.low is None or not math.isfinite(float(one.low)):
            return ()
        return bounds(one.low, one.high, write, _BY_RESPONDENTS, one.level)

    def _unbounded(self, one: Estimates) -> Text | None:
        if self._bounds(one):
            return None
        return _TOO_ALIKE if self.opened.people else _NO_SAMPLE


_RESPONDENTS = Text("{n} người trả lời", "{n} respondents")
_PRODUCTS = Text("{n} sản phẩm", "{n} products")
_RATED = Text("{ours} người chấm ta, {theirs} người chấm họ", "{ours} rated us, {theirs} rated them")
_DIFFERS = Text(
    "khác nhau rõ (p = {p}, đã hiệu chỉnh Holm cho mọi tiêu chí)",
    "told apart (p = {p}, corrected by Holm for all attributes)",
)
_ALIKE = Text(
    "chưa phân rõ hơn kém (p = {p}, đã hiệu chỉnh Holm cho mọi tiêu chí)",
    "not told apart (p = {p}, corrected by Holm for all attributes)",
)
_LINE = Text("Độ dốc của đường giá trị hợp lý", "Slope of the fair-value line")
_PRICE_WEIGHT = Text("Trọng số của giá", "Weight of price")
_PRICE_WEIGHT_BY = Text("Trọng số của giá lấy từ", "The weight of price is told by")
_PRICE_BY = Text("Giá lấy từ", "Price is told by")
_WEIGHTS = Text("Trọng số của các tiêu chí", "Weights of the attributes")
_BY_RESPONDENTS = Text(
    "sai số bậc nhất từ phần mỗi người trả lời thêm vào các trung bình và trọng số",
    "to first order from what each respondent adds to means and weights",
)
_OF_CHANGE = Text(
    "của thay đổi, tính cả việc ai được hỏi lẫn độ chắc của các hệ số",
    "of the change, by who was asked and how well the coefficients are known",
)
_TOO_ALIKE = Text(
    "quá ít câu trả lời khác nhau để biết sai số mẫu", "too few different ratings to know the sampling error"
)
_NO_SAMPLE = Text(
    "bảng sản phẩm cho mỗi sản phẩm một con số, không phải một mẫu",
    "a table of products gives one figure each, no sample",
)
_QUALITY = Text("Chất lượng tương đối của {product}", "Relative quality of {product}")
_QUALITY_IS = Text(
    "điểm các tiêu chí so với các hãng khác, gộp theo trọng số; 100 là ngang các hãng khác",
    "its ratings against those of the others, weighed; 100 is the level of the others",
)
_QUALITY_IS_OF_TABLE = Text(
    "điểm các tiêu chí so với trung bình của nhóm, gộp theo trọng số; 100 là trung bình",
    "the scores against the mean of the set, weighed; 100 is the mean",
)
_QUALITY_FORMULA = Text(
    "100 × Σ trọng số × điểm của hãng ÷ điểm trung bình của các hãng khác",
    "100 × Σ weight × its rating ÷ mean of the others",
)
_QUALITY_FORMULA_OF_TABLE = Text(
    "100 × Σ trọng số × điểm ÷ điểm trung bình của nhóm", "100 × Σ weight × score ÷ mean of the set"
)
_PRICE = Text("Giá tương đối của {product}", "Relative price of {product}")
_PRICE_IS = Text(
    "khách thấy giá đắt đến đâu so với các hãng khác; 100 là ngang các hãng khác",
    "how dear it seems to customers against the others; 100 is the level of the others",
)
_PRICE_IS_OF_TABLE = Text(
    "giá so với giá trung bình của nhóm sản phẩm tương đương; 100 là trung bình",
    "its price against the mean of the set of equivalent products; 100 is the mean",
)
_PRICE_FORMULA = Text("100 × giá ÷ giá trung bình của các hãng khác", "100 × price ÷ mean price of the others")
_PRICE_FORMULA_OF_TABLE = Text("100 × giá ÷ giá trung bình của nhóm", "100 × price ÷ mean price of the set")
_DISTANCE = Text("{product}: cách đường giá trị hợp lý", "{product}: distance from the fair-value line")
_DISTANCE_IS = Text(
    "bao nhiêu điểm giá mà sản phẩm đáng giá hơn (dương) hay kém (âm) mức đang bán",
    "by how many points of price the product is worth more (plus) or less (minus) than it costs",
)
_DISTANCE_FORMULA = Text("độ dốc × (chất lượng − 100) − (giá − 100)", "slope × (quality − 100) − (price − 100)")
_RATIO = Text("{attribute}: {us} so với {them}", "{attribute}: {us} against {them}")
_RATIO_IS = Text(
    "điểm của ta so với của đối thủ ở tiêu chí này; trên 1 là ta hơn",
    "our figure against theirs in this attribute; above 1 we are better",
)
_RATIO_FORMULA = Text("Điểm trung bình của ta ÷ của họ", "Our mean ÷ theirs")
_RATIO_FORMULA_TURNED = Text("Số của họ ÷ của ta (càng ít càng tốt)", "Theirs ÷ ours (less is better)")
_OVER = Text.same("{over} ÷ {under} = {value}")
_LEAD = Text("Giá trị so với {them}", "Value against {them}")
_LEAD_IS = Text(
    "khoảng cách tới đường giá trị hợp lý của ta trừ của đối thủ; dương là ta dẫn trước",
    "our distance from the fair-value line less theirs; plus is our lead",
)
_LEAD_FORMULA = Text(
    "độ dốc × (chất lượng của ta − của họ) − (giá của ta − của họ)",
    "slope × (our quality − theirs) − (our price − theirs)",
)
_LEAD_FIGURES = Text.same("{slope} × ({quality} − {their_quality}) − ({price} − {their_price}) = {lead}")
_SHARE = Text("Phần của {product} khi đó", "Share of {product} then")
_SHARE_IS = Text(
    "phần các lần mua tới theo mô hình lựa chọn, nếu khách thấy ta khác đi như đã nêu",
    "the part of the next purchases that the choice model expects if customers saw us otherwise as stated",
)
_SHARE_IS_OF_TABLE = Text(
    "thị phần đi cùng với chất lượng và giá mới, theo các sản phẩm trong bảng; không phải bằng chứng nhân quả",
    "the share that goes with the new quality and price, by the products of the table; no proof of cause",
)
_THEN_FORMULA = Text("Phần hiện nay theo mô hình + thay đổi (điểm %)", "Share now by the model + change (points)")
_THEN_FIGURES = Text("{now} {change} điểm % = {then}", "{now} {change} points = {then}")
_PLUS_POINTS = Text("{points} điểm %", "{points} points")
_REVENUE = Text("Thay đổi của doanh thu một năm", "Change of revenue a year")
_REVENUE_IS = Text(
    "doanh thu một năm của ta khi đó trừ hiện nay, theo số tiền và số lần mua mà người trả lời nói",
    "our revenue a year then less now, by what respondents say they spend and how often",
)
_REVENUE_FORMULA = Text("Doanh thu khi đó − hiện nay", "Revenue then − now")
_REVENUE_FIGURES = Text.same("{then} − {now} = {change}")
_MARKET = Text("Số khách của thị trường", "Customers of the market")
_ONE_CUSTOMER = Text("một khách", "one customer")
