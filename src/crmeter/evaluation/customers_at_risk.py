"""The customers at risk: who they are, what is at stake, by what they show it, and what to do next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmeter.evaluation.opened_run import OpenedRun
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.vocabulary import Text
from crmeter.warehouse.engine import Engine

# So many are kept with a run; those who follow are read from its rows when somebody turns the page.
MOST_AT_RISK = 50
# A purchase gap this many times the usual one is a sign of its own.
LONG_GAP = 1.5

# The whole list, each with its place in it; a list of one segment counts anew.
_OF_THE_PART = "AND customer_key IN (SELECT customer_key FROM customers)"
_LIST = """
    WITH list AS (
        SELECT
            customer_key, c.source_key, i.name, c.segment, c.region, c.last_on, c.days_silent, c.reduced, c.purchases,
            c.compared_spend, c.compared_unknown, c.spend_in_window, s.below_expected, s.probability_active,
            s.lifetime_value_if_active AS value_if_active,
            s.value_at_risk,
            (c.last_on - c.first_on) / nullif(c.purchases - 1, 0) AS typical_gap,
            row_number() OVER (
                ORDER BY s.value_at_risk DESC NULLS LAST, c.spend_in_window DESC NULLS LAST, c.source_key, customer_key
            ) - 1 AS place
        FROM customers_now c
        LEFT JOIN customer_scores s USING (customer_key)
        LEFT JOIN identities i USING (customer_key)
        WHERE c.stage = 'at_risk' AND c.purchases > 1 {of_the_part}
    ), asked AS (
        SELECT *, row_number() OVER (ORDER BY place) - 1 AS before_it FROM list
        WHERE $segment = '' OR segment = $segment
    )
"""


@dataclass(frozen=True, slots=True)
class KeepPage:
    """Some of the customers at risk.

    Args:
        table: as the run keeps its first ones.
        first: how many of the list come before them.
        before: the customer whom the page before this one ends before; None on the first.
        after: the customer whom the next one begins after; None on the last.
    """

    table: ResultTable
    first: int
    before: int | None
    after: int | None


def at_risk(engine: Engine, window_days: int) -> ResultTable:
    """Return the customers at risk, most valuable first, each with its reasons and a next action.

    Args:
        engine: where `customers_now`, `customer_scores` and `identities` are readable.
        window_days: the trailing window of the run.
    """
    return _page(engine, window_days, "").table


def keep_page(
    opened: OpenedRun,
    *,
    segment: str = "",
    after: int | None = None,
    before: int | None = None,
    most: int = MOST_AT_RISK,
) -> KeepPage:
    """Return a page of the customers at risk; the first one where whoever it is to begin after is not among them.

    Args:
        opened: a run, with names.
        segment: whose customers are listed; empty for all.
        after: the key of the customer that the page comes after.
        before: the key of the one that it comes before.
        most: how many customers.
    """
    return _page(opened.engine, opened.view.settings.window_days, _part_of(opened), segment, after, before, most)


def signs_and_actions(opened: OpenedRun, keys: Collection[int]) -> Mapping[int, tuple[Text, Text]]:
    """Return by what some customers at risk show it, and what to do next, by key.

    Args:
        opened: a run, with names.
        keys: of customers; those who are not at risk are left out.
    """
    question = "SELECT * FROM asked WHERE list_contains($keys, customer_key)"
    found = _records(opened.engine, _part_of(opened), question, {"segment": "", "keys": list(keys)})
    return {row["customer_key"]: (Text.join(signs_of(row), "; "), next_action(row, row["place"])) for row in found}


def _part_of(opened: OpenedRun) -> str:
    # What a run kept of its customers is of all of them.
    return "" if opened.part is None else _OF_THE_PART


def _page(
    engine: Engine,
    window_days: int,
    part: str,
    segment: str = "",
    after: int | None = None,
    before: int | None = None,
    most: int = MOST_AT_RISK,
) -> KeepPage:
    found = _records(
        engine,
        part,
        """
        SELECT * FROM asked WHERE before_it >= coalesce(
            (SELECT before_it + 1 FROM asked WHERE customer_key = $after),
            (SELECT greatest(before_it - $most, 0) FROM asked WHERE customer_key = $before),
            0
        ) ORDER BY before_it LIMIT $most + 1
        """,
        {"segment": segment, "after": after, "before": before, "most": most},
    )
    shown = found[:most]
    first = shown[0]["before_it"] if shown else 0
    return KeepPage(
        _table(shown, window_days),
        first,
        shown[0]["customer_key"] if first else None,
        shown[-1]["customer_key"] if len(found) > most else None,
    )


def _records(engine: Engine, part: str, question: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    answer = engine.connection.execute(_LIST.format(of_the_part=part) + question, dict(parameters))
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _table(found: Sequence[Mapping[str, Any]], window_days: int) -> ResultTable:
    rows = tuple(
        (
            _who(row),
            row["segment"],
            row["region"],
            row["purchases"] - 1,
            row["last_on"],
            row["days_silent"],
            row["typical_gap"],
            row["spend_in_window"],
            row["value_if_active"],
            row["probability_active"],
            row["value_at_risk"],
            Text.join(signs_of(row), "; "),
            next_action(row, row["place"]),
            str(row["customer_key"]),
        )
        for row in found
    )
    return ResultTable(
        "at_risk",
        Text("Cần giữ ngay", "Keep now"),
        (
            ResultColumn("customer", Text("Khách hàng", "Customer"), "text"),
            ResultColumn("segment", Text("Phân khúc", "Segment"), "text"),
            ResultColumn("region", Text("Khu vực", "Region"), "text"),
            ResultColumn("repeats", Text("Số lần mua lại", "Repeats"), "count"),
            ResultColumn("last_on", Text("Lần mua cuối", "Last purchase"), "date"),
            ResultColumn("days_silent", Text("Im lặng", "Silent for"), "days"),
            ResultColumn("typical_gap", Text("Nhịp mua", "Usual gap"), "days"),
            ResultColumn(
                "spend_in_window",
                Text("Chi tiêu {days} ngày", "Spend, {days} days").fill(days=window_days),
                "money",
            ),
            ResultColumn("value_if_active", Text("Giá trị nếu còn mua", "Value if active"), "money"),
            ResultColumn("probability_active", Text("Còn hoạt động", "Active"), "share"),
            ResultColumn("value_at_risk", Text("Giá trị có nguy cơ", "Value at risk"), "money"),
            ResultColumn("reasons", Text("Dấu hiệu", "Signs"), "text"),
            ResultColumn("next_action", Text("Việc tiếp theo", "Next action"), "text"),
            ResultColumn("customer_key", Text("Khóa khách hàng", "Customer key"), "text"),
        ),
        rows,
        Text(
            "Khách mua lặp lại đang ở giai đoạn có nguy cơ, xếp theo giá trị có thể mất; nhiều nhất {most} khách",
            "Repeat customers in the stage at risk, by the value that may be lost; {most} at most",
        ).fill(most=MOST_AT_RISK),
    )


def _who(row: Mapping[str, Any]) -> str:
    return f"{row['name']} ({row['source_key']})" if row["name"] else str(row["source_key"])


def signs_of(row: Mapping[str, Any]) -> list[Text]:
    """Return by what a customer shows that they may leave, from their state, their scores and their usual gap."""
    signs = []
    gap = row["typical_gap"]
    if gap and row["days_silent"] > LONG_GAP * gap:
        signs.append(
            Text(
                "im lặng {silent} ngày, thường mua mỗi {gap} ngày",
                "silent for {silent} days, usually buys every {gap} days",
            ).fill(silent=row["days_silent"], gap=round(gap))
        )
    if row["reduced"]:
        fall = 1 - float(row["spend_in_window"]) / float(row["compared_spend"])
        words = (
            # What was spent before is not known whole, so the fall is at least this.
            Text("chi tiêu giảm ít nhất {fall}% so với trước", "spend down at least {fall}% on before")
            if row["compared_unknown"]
            else Text("chi tiêu giảm {fall}% so với trước", "spend down {fall}% on before")
        )
        signs.append(words.fill(fall=round(100 * fall)))
    if row["below_expected"]:
        signs.append(Text("mua ít hơn nhịp của chính mình", "buys less than the own rhythm"))
    if row["probability_active"] is not None:
        chance = round(100 * float(row["probability_active"]))
        signs.append(Text("khả năng còn mua {chance}%", "{chance}% likely to be active").fill(chance=chance))
    return signs


def next_action(row: Mapping[str, Any], place: int) -> Text:
    """Return what to do for a customer at risk, by how many of those to keep are worth more."""
    if place < MOST_AT_RISK // 5:
        return Text("Người phụ trách gọi trong tuần này", "Have the owner call this week")
    if row["reduced"]:
        return Text("Hỏi lý do mua ít đi, đề xuất gói phù hợp", "Ask why they buy less, offer what fits")
    return Text("Nhắc mua lại khi tới nhịp", "Remind them when their rhythm is due")
