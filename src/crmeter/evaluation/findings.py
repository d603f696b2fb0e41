"""What to know first: sentences made of figures by rule, the most important on top.

A rule speaks only where the figures differ by more than their noise; it never says why unless a comparison shows it.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from crmeter.evaluation.coverage import UNKNOWN_CURRENCY
from crmeter.evaluation.customer_tables import NO_RATE
from crmeter.evaluation.result import Finding, ResultTable
from crmeter.measures.catalogue import measures
from crmeter.measures.view import Settings
from crmeter.vocabulary import Good, Period, Reading, Text, Unit, formats

SLICE_WORDS: Mapping[str, Text] = {
    "segment": Text("Phân khúc", "Segment"),
    "region": Text("Khu vực", "Region"),
    "channel": Text("Kênh", "Channel"),
}
# Below this a part of trust is a finding of its own.
LOW_TRUST = 85
VERY_LOW_TRUST = 50
# Days without orders after which data are old where no usual gap is known.
LONG_SILENCE = 30
# The normal quantile of an 80% interval; two counts differ by chance by their root sum.
SURE_80 = 1.2816
LEAST_CHANGE = 0.05
LEAST_COUNT = 10
_ORDER = {"bad": 0, "warn": 1, "good": 2, "info": 3}


class Facts:
    """Readings by measure, period and slice, for rules to ask."""

    def __init__(
        self,
        readings: Sequence[Reading],
        main: Period,
        before: Period | None,
        tables: Mapping[str, ResultTable],
        settings: Settings,
        *,
        sees_no_dropout: bool = False,
    ) -> None:
        self.main, self.before, self.tables, self.settings = main, before, tables, settings
        self.sees_no_dropout = sees_no_dropout
        self.readings = readings
        self._by_key = {(r.measure, r.period, tuple(sorted(r.slice.items()))): r for r in readings}

    def now(self, measure: str) -> Reading | None:
        """Return the uncut reading of the main period if it has a value."""
        return self._valued(measure, self.main)

    def uncut(self, measure: str) -> Reading | None:
        """Return the uncut reading of the main period, whether it has a value or not."""
        return self._by_key.get((measure, self.main, ()))

    def then(self, measure: str) -> Reading | None:
        """Return the uncut reading of the period before if it has a value."""
        return self._valued(measure, self.before) if self.before else None

    def sliced(self, measure: str, by: str) -> list[Reading]:
        """Return the valued readings of the main period cut by one column."""
        return [
            r
            for r in self.readings
            if r.measure == measure and r.period == self.main and set(r.slice) == {by} and r.value is not None
        ]

    def _valued(self, measure: str, period: Period) -> Reading | None:
        reading = self._by_key.get((measure, period, ()))
        return reading if reading is not None and reading.value is not None else None


def find(facts: Facts) -> tuple[Finding, ...]:
    """Return the findings, the worst first, those about more money before others."""
    rules: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
        _at_risk,
        _quiet_slices,
        _changes,
        _without_rate,
        _missing_customers,
        _stale,
        _low_trust,
        _no_dropout,
        _outlook,
        _concentration,
    )
    found = [finding for rule in rules for finding in rule(facts)]
    return tuple(sorted(found, key=lambda f: (_ORDER[f.severity], -(f.money or 0))))


def _at_risk(facts: Facts) -> Iterator[Finding]:
    table = facts.tables.get("at_risk")
    if table is None or not table.rows:
        return
    records = table.records()
    currency = _currency(facts)
    if currency is None:
        return
    at_stake = sum(float(row["value_at_risk"] or 0) for row in records)
    if at_stake > 0:
        sentence = Text(
            "{n} khách mua lặp lại đứng đầu danh sách có nguy cơ, giá trị có thể mất {money}",
            "{n} repeat customers lead the list at risk; {money} may be lost",
        )
    elif any(row["spend_in_window"] is not None for row in records):
        # Where no value can be told, what they spend says how much they matter.
        at_stake = sum(float(row["spend_in_window"] or 0) for row in records)
        sentence = Text(
            "{n} khách mua lặp lại đứng đầu danh sách có nguy cơ, {days} ngày qua họ chi {money}",
            "{n} repeat customers lead the list at risk; they spent {money} in the last {days} days",
        )
    else:
        sentence = Text(
            "{n} khách mua lặp lại đứng đầu danh sách có nguy cơ", "{n} repeat customers lead the list at risk"
        )
    yield Finding(
        "at_risk",
        "bad",
        sentence.fill(n=len(records), money=_money(at_stake, currency), days=facts.settings.window_days),
        Text("Xem danh sách cần giữ ngay", "See the list to keep now"),
        "value_at_risk",
        money=at_stake or None,
    )


def _quiet_slices(facts: Facts) -> Iterator[Finding]:
    """A slice whose share of customers buying less is surely above that of all others together."""
    whole = facts.now("reduced_customer_rate")
    if whole is None or not whole.bottom:
        return
    for by, word in SLICE_WORDS.items():
        slices = facts.sliced("reduced_customer_rate", by)
        outstanding = []
        for reading in slices:
            rest_bottom = float(whole.bottom) - float(reading.bottom or 0)
            if rest_bottom <= 0 or reading.value is None:
                continue
            rest = (float(whole.top or 0) - float(reading.top or 0)) / rest_bottom
            sure = reading.interval(0.95)
            # The rest is far larger, so its own noise is small beside the slice's.
            if sure is not None and float(sure.low) > rest * 1.15 and float(reading.value) > rest:
                outstanding.append((float(reading.value) - rest, reading, rest))
        for _, reading, rest in sorted(outstanding, key=lambda found: -found[0])[:2]:
            yield Finding(
                "quiet_slice",
                "bad",
                Text(
                    "{word} {name}: {share} khách mua ít hẳn đi so với trước, trong khi ở phần còn lại là {rest}",
                    "{word} {name}: {share} of the customers buy far less than before, against {rest} elsewhere",
                ).fill(
                    word=word,
                    name=reading.slice[by],
                    share=_percent(float(reading.value or 0)),
                    rest=_percent(rest),
                ),
                Text("Hỏi lý do và so đối thủ trong nhóm này", "Ask for reasons and look at rivals in this group"),
                "reduced_customer_rate",
                {by: reading.slice[by]},
            )


_COMPARED = ("revenue", "retention_rate", "average_order_value", "new_customers", "lost_customers", "gross_margin")


def _changes(facts: Facts) -> Iterator[Finding]:
    for name in _COMPARED:
        now, then = facts.now(name), facts.then(name)
        if now is None or then is None or not then.value:
            continue
        if now.unit not in (Unit.MONEY, Unit.SHARE) and float(then.value) < LEAST_COUNT:
            # A percentage of a handful says nothing.
            continue
        change = float(now.value or 0) - float(then.value)
        if not _beyond_noise(now, then):
            continue
        measure = measures()[name]
        is_better = (change > 0) == (measure.good is Good.HIGHER)
        amount = (
            Text(
                formats.signed(100 * change, lambda v: formats.number(v, "vi", 1)) + " điểm",
                formats.signed(100 * change, lambda v: formats.number(v, "en", 1)) + " points",
            )
            if now.unit is Unit.SHARE
            else Text(
                formats.signed(change / float(then.value), lambda v: formats.percent(v, "vi")),
                formats.signed(change / float(then.value), lambda v: formats.percent(v, "en")),
            )
        )
        yield Finding(
            "change",
            "good" if is_better else "warn",
            Text("{measure}: {amount} so với kỳ trước", "{measure}: {amount} on the period before").fill(
                measure=measure.title, amount=amount
            ),
            None,
            name,
            money=abs(change) if now.unit is Unit.MONEY and name == "revenue" else None,
        )


def _beyond_noise(now: Reading, then: Reading) -> bool:
    """Whether two figures differ surely: their 80% intervals do not meet; counts by more than chance moves them."""
    a, b = now.interval(0.8), then.interval(0.8)
    if a is not None and b is not None:
        return float(a.low) > float(b.high) or float(a.high) < float(b.low)
    change = abs(float(now.value or 0) - float(then.value or 0))
    if now.unit is not Unit.MONEY and change < SURE_80 * math.sqrt(float(now.value or 0) + float(then.value or 0)):
        return False
    return change >= LEAST_CHANGE * abs(float(then.value or 1))


def _without_rate(facts: Facts) -> Iterator[Finding]:
    documents = facts.tables.get("documents")
    told = [row for row in documents.records() if row["kind"] == NO_RATE] if documents else []
    if told:
        currencies = sorted(row["currency"] or UNKNOWN_CURRENCY for row in told)
        yield Finding(
            "no_rate",
            "bad",
            Text(
                "{n} đơn bằng {currencies} chưa có tỷ giá nên thiếu trong mọi con số về tiền; "
                "số đơn và số khách vẫn tính đủ",
                "{n} orders in {currencies} have no exchange rate and are missing from every amount of money; "
                "orders and customers are counted in full",
            ).fill(n=sum(row["n"] for row in told), currencies=", ".join(currencies)),
            Text("Thêm tệp tỷ giá vào nguồn dữ liệu", "Add a file of exchange rates to the sources"),
            "revenue",
        )


def _missing_customers(facts: Facts) -> Iterator[Finding]:
    active = facts.now("active_customers")
    if active is None:
        return
    lost = next((left.n for left in active.coverage.left_out if left.code == "no_customer"), 0)
    total = active.coverage.used + lost
    if total and lost / total >= 0.02:
        yield Finding(
            "no_customer",
            "warn",
            Text(
                "{share} đơn hợp lệ không rõ khách hàng, nên mọi chỉ số về khách hàng thiếu chúng",
                "{share} of the valid orders name no customer, so every figure about customers misses them",
            ).fill(share=_percent(lost / total)),
            Text("Ghi mã khách trên mỗi đơn", "Record the customer on every order"),
            "active_customers",
        )


def _stale(facts: Facts) -> Iterator[Finding]:
    """The newest order lies further behind the day of the evaluation than days without orders usually last."""
    orders = facts.uncut("orders")
    newest = orders.freshness.newest if orders is not None else None
    if orders is None or newest is None:
        return
    silent = (facts.main.last_day - newest).days
    timeliness = orders.trust.parts.get("timeliness")
    # A single day of orders has no usual gap to judge by.
    if (silent > LONG_SILENCE) if timeliness is None else (timeliness < LOW_TRUST):
        yield Finding(
            "stale",
            "bad" if timeliness is None or timeliness < VERY_LOW_TRUST else "warn",
            Text(
                "Đơn mới nhất ({newest}) cách ngày đánh giá {days} ngày. Nếu những ngày sau đó chưa được nhập thì "
                "doanh thu và số đơn của kỳ bị thiếu, còn khách rời bỏ bị tính dư",
                "The newest order ({newest}) is {days} days before the day of the evaluation. If the days since are "
                "not imported yet, revenue and orders of the period fall short and too many customers count as lost",
            ).fill(newest=newest, days=silent),
            Text(
                "Nhập dữ liệu đến ngày đánh giá, hoặc đánh giá tại ngày của đơn mới nhất",
                "Import the data up to that day, or evaluate on the day of the newest order",
            ),
            "orders",
        )


def _low_trust(facts: Facts) -> Iterator[Finding]:
    revenue = facts.now("revenue")
    if revenue is None:
        return
    for part, score in revenue.trust.parts.items():
        # How old the newest order is has a finding of its own.
        if score < LOW_TRUST and part != "timeliness":
            yield Finding(
                "low_trust",
                "warn",
                Text(
                    "Độ tin cậy dữ liệu ở phần {part} chỉ đạt {score}: {reason}",
                    "Data trust in {part} is only {score}: {reason}",
                ).fill(part=PART_WORDS[part], score=round(score), reason=revenue.trust.reasons[part]),
                None,
                "revenue",
            )


PART_WORDS: Mapping[str, Text] = {
    "completeness": Text("đầy đủ", "completeness"),
    "uniqueness": Text("không trùng", "uniqueness"),
    "timeliness": Text("kịp thời", "timeliness"),
    "consistency": Text("nhất quán", "consistency"),
    "validity": Text("hợp lệ", "validity"),
}


def _no_dropout(facts: Facts) -> Iterator[Finding]:
    if facts.sees_no_dropout:
        yield Finding(
            "no_dropout",
            "warn",
            Text(
                "Lịch sử này chưa cho thấy khách nào rời bỏ hẳn: giá trị trọn đời coi mọi khách còn hoạt động, "
                "nên là mức cao nhất có thể trông đợi",
                "This history shows nobody leaving for good: lifetime value counts every customer as active, "
                "so it is the most that can be expected",
            ),
            None,
            "customer_lifetime_value",
        )


def _outlook(facts: Facts) -> Iterator[Finding]:
    table = facts.tables.get("forecast_revenue")
    currency = _currency(facts)
    if table is None or currency is None:
        return
    records = table.records()
    behind = [float(r["actual"]) for r in records if r["actual"] is not None][-12:]
    ahead = [float(r["forecast"]) for r in records if r["forecast"] is not None]
    if len(behind) < 12 or not sum(behind):
        return
    change = sum(ahead) / sum(behind) - 1
    yield Finding(
        "outlook",
        "info",
        Text(
            "Dự báo doanh thu 12 tháng tới {money}, {change} so với 12 tháng qua",
            "Revenue forecast for the coming 12 months {money}, {change} on the last 12",
        ).fill(
            money=_money(sum(ahead), currency),
            change=Text(
                formats.signed(change, lambda v: formats.percent(v, "vi")),
                formats.signed(change, lambda v: formats.percent(v, "en")),
            ),
        ),
        None,
        "revenue",
    )


def _concentration(facts: Facts) -> Iterator[Finding]:
    table = facts.tables.get("value_deciles")
    if table is None or not table.rows:
        return
    top = table.records()[0]
    if top["share"] is not None and top["share"] >= 0.3:
        yield Finding(
            "concentration",
            "info",
            Text(
                "10% khách giá trị nhất giữ {share} tổng giá trị trọn đời",
                "The most valuable 10% of customers hold {share} of all lifetime value",
            ).fill(share=_percent(top["share"])),
            None,
            "customer_lifetime_value",
        )


def _currency(facts: Facts) -> str | None:
    return next((r.currency for r in facts.readings if r.currency is not None), None)


def _percent(share: float) -> Text:
    return Text(formats.percent(share, "vi"), formats.percent(share, "en"))


def _money(amount: float, currency: str) -> Text:
    return Text(formats.compact_money(amount, currency, "vi"), formats.compact_money(amount, currency, "en"))
