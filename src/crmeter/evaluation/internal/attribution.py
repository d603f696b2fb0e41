"""What campaigns brought and cost, by four rules of attribution side by side: rules of accounting, no effects."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any

from crmeter.estimators.event_sums import FEWEST_EVENTS, event_sum
from crmeter.estimators.preference.rank_agreement import rank_correlation
from crmeter.evaluation.period_sql import dated, nowhen
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.evaluation.tables import all_tables
from crmeter.measures.rows import ROWS, sales
from crmeter.measures.rows.campaign_returns import RULES
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.vocabulary.figures_said import number_said
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.sql import named_like, to_sql

NAME = "attribution"
LEVEL = 0.8
RULE_WORDS: Mapping[str, Text] = {
    "first_touch": Text("lần chạm đầu", "first touch"),
    "last_touch": Text("lần chạm cuối", "last touch"),
    "linear": Text("chia đều", "linear"),
    "time_decay": Text("giảm dần", "time decay"),
}
UNATTRIBUTED = Text("không chiến dịch nào", "no campaign")
_TITLE = Text("Chiến dịch đem lại gì", "What campaigns brought")
_COLUMNS = (
    ResultColumn("campaign", Text("Chiến dịch", "Campaign"), "text"),
    ResultColumn("rule", Text("Cách tính", "Rule"), "text"),
    ResultColumn("orders", Text("Số đơn được chia", "Orders attributed"), "number"),
    ResultColumn("revenue", Text("Doanh số được chia", "Sales attributed"), "money"),
    ResultColumn("margin", Text("Lãi gộp được chia", "Margin attributed"), "money"),
    ResultColumn("without_margin", Text("Đơn chưa rõ giá vốn", "Orders without a margin"), "count"),
    ResultColumn("customers", Text("Khách", "Customers"), "count"),
    ResultColumn("cost", Text("Chi phí", "Cost"), "money"),
    ResultColumn("return", Text("Lợi suất", "Return"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
    ResultColumn("place", Text("Thứ hạng", "Place"), "count"),
)
ACCOUNTING = Text(
    "Đây là cách chia sổ, không phải tác dụng: khách có thể vẫn mua dù không có chiến dịch. Muốn biết tác dụng, hãy để "
    "riêng một nhóm bốc thăm không nhận chiến dịch.",
    "This is a rule of accounting and no effect: customers might have bought without the campaign. To know an effect, "
    "hold a group out of the campaign by lot.",
)
_WINDOW = Text(
    "Đơn trong kỳ, chiến dịch chạm tới khách trong {days} ngày trước đó; giảm dần: sớm hơn {half} ngày thì phần còn "
    "một nửa. Doanh số chưa trừ hàng trả lại. Khoảng 80% theo số khách mua ngẫu nhiên, cần từ {least} khách.",
    "Orders of the period, campaigns that reached the customer within {days} days before; time decay: {half} days "
    "earlier has half the part. Sales before returns. The 80% bounds are those of customers who come by chance, of "
    "{least} at least.",
)
_SAME_FIRST = Text("Cách tính nào cũng xếp {campaign} đầu.", "By every rule {campaign} comes first.")
_OTHER_FIRST = Text(
    "Đứng đầu tùy cách tính: {firsts}.",
    "Which comes first depends on the rule: {firsts}.",
)
_AGREE = Text(
    "Hai cách khác nhau nhất có tương quan thứ hạng {rho}.",
    "The two rules that differ most have a rank correlation of {rho}.",
)
_UNPRICED = Text("{n} đơn không có tỷ giá nên không có số tiền.", "{n} orders have no amount for want of a rate.")
_NONE = NotEnoughData(
    "no_campaign_touches",
    Text("chưa chiến dịch nào chạm tới khách trước một đơn của kỳ", "no campaign reached a customer before an order"),
    Text(
        "người được chiến dịch gửi tới, khách tiềm năng hoặc đơn hàng ghi chiến dịch",
        "members whom campaigns wrote to, or leads or orders that name a campaign",
    ),
)


def attribution(engine: Engine, view: View) -> ResultTable:
    """Return what part of the orders of a period each campaign has by each rule, with what is left to no campaign.

    The orders and sales of one rule add up to those of the period.

    Args:
        engine: where the tables of the snapshot and `sales` are readable.
        view: of the period.
    """
    engine.run(f"CREATE OR REPLACE TEMP TABLE attributed AS {dated(_rows_sql(nowhen(view)), view)}")
    found = engine.records(_campaigns_sql())
    rest = engine.records(_rest_sql(view))[0]
    engine.run("DROP TABLE attributed")
    if not any(row["orders"] for row in found):
        return ResultTable.lacking(NAME, _TITLE, _COLUMNS, _NONE)
    returns = {(row["campaign"], rule): _return(row, rule) for row in found for rule in RULES}
    places = {rule: _places({row["campaign"]: returns[row["campaign"], rule] for row in found}) for rule in RULES}
    rows = [
        (
            row["campaign"],
            RULE_WORDS[rule],
            float(row[f"share_{rule}"]),
            row[f"revenue_{rule}"],
            row[f"margin_{rule}"],
            row[f"unknown_{rule}"],
            row["customers"],
            row["cost"],
            *_bounded(row, rule, returns[row["campaign"], rule]),
            places[rule].get(row["campaign"]),
        )
        for row in found
        for rule in RULES
    ]
    rows += [
        (UNATTRIBUTED, RULE_WORDS[rule], float(rest["orders"]), rest["revenue"], None, None, rest["customers"])
        + (None,) * 5
        for rule in RULES
    ]
    settings = view.settings
    told = [
        ACCOUNTING,
        *_ranking(places),
        _WINDOW.fill(days=settings.attribution_days, half=settings.attribution_half_life, least=FEWEST_EVENTS),
        *([_UNPRICED.fill(n=rest["without_amount"])] if rest["without_amount"] else []),
    ]
    return ResultTable(NAME, _TITLE, _COLUMNS, tuple(rows), Text.join(told, " "))


@lru_cache(maxsize=8)
def _rows_sql(view: View) -> str:
    tables = all_tables()
    tables["sales"] = named_like(sales.build(tables, view), "sales")
    return to_sql(ROWS["campaign_returns"].build(tables, view))


def _campaigns_sql() -> str:
    of_customer = ", ".join(
        f"sum(share_{r}) AS share_{r}, coalesce(sum(revenue_{r}), 0) AS revenue_{r},"
        f" coalesce(sum(earned_{r}), 0) AS m_{r}, count(*) FILTER (WHERE earned_{r} IS NULL) AS unknown_{r}"
        for r in RULES
    )
    of_campaign = ", ".join(
        f"sum(share_{r}) AS share_{r}, sum(revenue_{r})::DECIMAL(38,4) AS revenue_{r},"
        f" sum(unknown_{r})::BIGINT AS unknown_{r},"
        f" CASE WHEN sum(unknown_{r}) = 0 THEN sum(m_{r})::DECIMAL(38,4) END AS margin_{r},"
        f" sum(m_{r}::DOUBLE ** 2 ORDER BY m_{r}) AS squares_{r}, count(*) FILTER (WHERE share_{r} > 0) AS buyers_{r}"
        for r in RULES
    )
    # A campaign with costs may have part in nothing.
    shown = ", ".join(
        f"coalesce({column}_{r}, 0) AS {column}_{r}"
        for r in RULES
        for column in ("share", "revenue", "unknown", "squares", "buyers")
    )
    margins = ", ".join(f"CASE WHEN orders IS NULL THEN 0 ELSE margin_{r} END AS margin_{r}" for r in RULES)
    return f"""
        WITH of_customer AS (
            SELECT campaign, coalesce(customer_key, -1 - order_key) AS who, count(*) AS orders, {of_customer}
            FROM attributed WHERE kind = 'order' GROUP BY ALL
        ), of_campaign AS (
            SELECT campaign, sum(orders)::BIGINT AS orders, count(*) AS customers, {of_campaign}
            FROM of_customer GROUP BY campaign
        ), spent AS (
            SELECT campaign, CASE WHEN count(*) = count(cost) THEN sum(cost) END AS cost
            FROM attributed WHERE kind = 'cost' GROUP BY campaign
        )
        SELECT campaign, cost, coalesce(orders, 0) AS orders, coalesce(customers, 0) AS customers, {shown}, {margins}
        FROM of_campaign FULL JOIN spent USING (campaign) WHERE campaign IS NOT NULL ORDER BY campaign
    """


def _rest_sql(view: View) -> str:
    return f"""
        WITH of_period AS (
            SELECT order_key, customer_key, amount FROM sales
            WHERE ordered_on >= DATE '{view.period.start}' AND ordered_on < DATE '{view.period.end}'
        ), rest AS (SELECT * FROM of_period WHERE order_key NOT IN (
            SELECT order_key FROM attributed WHERE order_key IS NOT NULL
        ))
        SELECT count(*) AS orders, coalesce(sum(amount), 0) AS revenue, count(DISTINCT customer_key) AS customers,
            (SELECT count(*) - count(amount) FROM of_period) AS without_amount
        FROM rest
    """


def _return(row: Mapping[str, Any], rule: str) -> float | None:
    margin, cost = row[f"margin_{rule}"], row["cost"]
    return None if margin is None or not cost else float((margin - cost) / cost)


def _bounded(row: Mapping[str, Any], rule: str, value: float | None) -> tuple[float | None, float | None, float | None]:
    """Return a return with the bounds that follow from those of the margin."""
    if value is None:
        return None, None, None
    margin, cost = float(row[f"margin_{rule}"]), float(row["cost"])
    span = event_sum(margin, row[f"squares_{rule}"], row[f"buyers_{rule}"], LEVEL)
    if span is None:
        return value, None, None
    return value, float(span.low) / cost - 1, float(span.high) / cost - 1


def _places(returns: Mapping[str, float | None]) -> dict[str, int]:
    known = {campaign: value for campaign, value in returns.items() if value is not None}
    return {campaign: 1 + sum(other > value for other in known.values()) for campaign, value in known.items()}


def _ranking(places: Mapping[str, Mapping[str, int]]) -> Sequence[Text]:
    """Return how much the ranking depends on the rule."""
    ranked = sorted(set.intersection(*(set(of_rule) for of_rule in places.values())))
    if len(ranked) < 2:
        return ()
    firsts = {rule: min(ranked, key=lambda each: (places[rule][each], each)) for rule in RULES}
    told = []
    if len(set(firsts.values())) == 1:
        told.append(_SAME_FIRST.fill(campaign=firsts[RULES[0]]))
    else:
        named = [Text.join([RULE_WORDS[rule], Text.same(first)], ": ") for rule, first in firsts.items()]
        told.append(_OTHER_FIRST.fill(firsts=Text.join(named, "; ")))
    ranks = [[places[rule][each] for each in ranked] for rule in RULES]
    if len(ranked) > 2 and all(len(set(each)) > 1 for each in ranks):
        lowest = min(rank_correlation(one, other)[0] for one, other in combinations(ranks, 2))
        told.append(_AGREE.fill(rho=number_said(lowest, 2)))
    return told
