"""What campaigns changed: whom they reached beside whom a lot held out; without a lot nothing is called an effect."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats
from crmeter.estimators.retention.uplift import Uplift, money_uplift, uplift
from crmeter.estimators.retention.uplift_by_group import needed_for_one, uplift_by_group
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.warehouse.engine import Engine

NAME = "campaign_effects"
LEVEL = 0.8
_TITLE = Text("Tác dụng của chiến dịch", "Effects of campaigns")
_COLUMNS = (
    ResultColumn("campaign", Text("Chiến dịch", "Campaign"), "text"),
    ResultColumn("segment", Text("Phân khúc", "Segment"), "text"),
    ResultColumn("reached", Text("Được gửi tới", "Reached"), "count"),
    ResultColumn("reached_share", Text("Đã mua, được gửi", "Bought, reached"), "share"),
    ResultColumn("held_out", Text("Để riêng", "Held out"), "count"),
    ResultColumn("held_out_share", Text("Đã mua, để riêng", "Bought, held out"), "share"),
    ResultColumn("difference", Text("Chênh lệch", "Difference"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
    ResultColumn("needed", Text("Gửi cho mấy người thì thêm một người mua", "Reached for one more buyer"), "number"),
    ResultColumn("money", Text("Chi thêm mỗi người", "More spent by each"), "money"),
    ResultColumn("money_low", Text("Chi thêm, từ", "More spent, from"), "money"),
    ResultColumn("money_high", Text("Chi thêm, đến", "More spent, to"), "money"),
    ResultColumn("told", Text("Nói được gì", "What it tells"), "text"),
    ResultColumn("young", Text("Người chưa đủ ngày, chưa tính", "People too young to count"), "count"),
)
_EFFECT, _NO_EFFECT = Text("có tác dụng", "an effect"), Text("chưa thấy tác dụng", "no effect seen")
_WORSE = Text("tác dụng ngược", "an effect the other way")
_NO_HOLD_OUT = Text("không để riêng ai", "nobody held out")
_FEW = Text("còn quá ít người", "too few people")
_YOUNG = Text("chưa đủ ngày", "too young")
_NOTE = Text(
    "Ai để riêng là bốc thăm nên chênh lệch là tác dụng: mua hàng hoặc chuyển đổi trong {days} ngày từ khi được đưa "
    "vào, sớm nhất từ lần gửi đầu; ai cũng tính, kể cả người chưa gửi được. Khoảng theo Newcombe, tiền theo Welch; "
    "từng phân khúc có tính tới việc so nhiều nhóm (Holm). Chiến dịch không để riêng ai thì so trước với sau cũng "
    "không ra tác dụng: lần tới hãy đặt “Để riêng (%)” trước khi đưa người vào.",
    "A lot decided who was held out, so the difference is an effect: a purchase or conversion within {days} days since "
    "they were added, at the earliest since the first sending; everybody counts, those that it did not get to as well. "
    "Bounds by Newcombe, of money by Welch; segments allow for comparing several (Holm). Where nobody was held out, "
    "before and after tell no effect either: next time set “Held out (%)” before people are added.",
)


_LEADS = Text(
    "{n} người được đưa vào khi còn là khách tiềm năng chỉ tính cho cả chiến dịch, không tính vào phân khúc nào: phân "
    "khúc chỉ có ở ai đã thành khách, mà thành khách chính là kết quả.",
    "{n} people were added as leads: they count in a campaign as a whole and in no segment, for only those who became "
    "customers have one, and becoming one is the outcome.",
)


def campaign_effects(engine: Engine, view: View) -> ResultTable:
    """Return, for each campaign that was sent in the period, what it changed for those whom a lot let it reach.

    Args:
        engine: where the tables of the snapshot and `sales` are readable.
        view: of the period.
    """
    days = view.settings.lead_days
    found = engine.records(_people_sql(view))
    rows: list[tuple[Any, ...]] = []
    for campaign in dict.fromkeys(row["campaign"] for row in found):
        own = [row for row in found if row["campaign"] == campaign]
        old = [row for row in own if row["is_old"]]
        rows += [(*row, len(own) - len(old)) for row in _of_campaign(campaign, old or own)]
    if not rows:
        return ResultTable.lacking(NAME, _TITLE, _COLUMNS, _NONE)
    leads = sum(row["is_lead"] for row in found)
    told = [_NOTE.fill(days=days), *([_LEADS.fill(n=leads)] if leads else [])]
    return ResultTable(NAME, _TITLE, _COLUMNS, tuple(rows), Text.join(told, " "))


def _people_sql(view: View) -> str:
    """Return SQL of the members of each campaign by arm, with what they did since it was first sent."""
    days, as_of = view.settings.lead_days, view.as_of
    return f"""
        WITH began AS (
            SELECT campaign_key, min(sent_on) AS on_day FROM campaign_members
            WHERE sent_on <= DATE '{as_of}' GROUP BY campaign_key
        ), people AS (
            -- Both arms alike: since they were added, and not before the campaign was sent to anybody.
            SELECT c.name AS campaign, greatest(m.planned_on, b.on_day) AS on_day, m.member_key,
                m.customer_key AS added_customer,
                m.converted_on, coalesce(m.held_out, false) AS held_out,
                coalesce(m.customer_key, CASE WHEN l.converted_on <= DATE '{as_of}' THEN l.customer_key END)
                    AS customer,
                greatest(m.planned_on, b.on_day) + {days} <= DATE '{as_of}' AS is_old
            FROM campaign_members m JOIN began b USING (campaign_key) JOIN campaigns c USING (campaign_key)
            LEFT JOIN leads l ON l.lead_key = m.lead_key
            WHERE greatest(m.planned_on, b.on_day) >= DATE '{view.period.start}'
                AND greatest(m.planned_on, b.on_day) < DATE '{view.period.end}'
        ), did AS (
            SELECT p.member_key, p.campaign, any_value(p.added_customer) AS customer, any_value(p.held_out) AS held_out,
                any_value(p.is_old) AS is_old,
                coalesce(bool_or(p.converted_on >= p.on_day AND p.converted_on <= p.on_day + {days}), false)
                    OR count(s.order_key) > 0 AS bought,
                CASE WHEN count(s.order_key) = count(s.amount) THEN coalesce(sum(s.amount), 0)::DOUBLE END AS spent
            FROM people p LEFT JOIN sales s ON s.customer_key = p.customer
                AND s.ordered_on >= p.on_day AND s.ordered_on <= p.on_day + {days}
            GROUP BY p.member_key, p.campaign
        )
        -- Of whom only a lead was added, a segment would be there because of what came of it.
        SELECT d.campaign, d.held_out, d.is_old, d.bought, d.spent, c.segment, d.customer IS NULL AS is_lead
        FROM did d LEFT JOIN customers c ON c.customer_key = d.customer ORDER BY d.campaign, d.member_key
    """


def _of_campaign(campaign: str, people: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    held_out = np.array([each["held_out"] for each in people], np.bool_)
    bought = np.array([each["bought"] for each in people], np.bool_)
    reached = ~held_out
    counts = int(reached.sum()), int(held_out.sum())
    nothing = (None,) * 7
    if not people[0]["is_old"]:
        return [(campaign, None, counts[0], None, counts[1], None, *nothing, _YOUNG)]
    share = float(bought[reached].mean()) if counts[0] else None
    if not counts[1]:
        return [(campaign, None, counts[0], share, 0, None, *nothing, _NO_HOLD_OUT)]
    try:
        whole = uplift(bought, reached, level=LEVEL)
    except NotEnoughData:
        return [(campaign, None, counts[0], share, counts[1], float(bought[held_out].mean()), *nothing, _FEW)]
    spent = np.array([np.nan if each["spent"] is None else each["spent"] for each in people], np.float64)
    is_clear = whole.low > 0 or whole.high < 0
    rows = [(campaign, None, *_told(whole), *_money(spent, reached), _says(whole, is_clear=is_clear))]
    known = np.array([each["segment"] is not None for each in people], np.bool_)
    segments = np.array([each["segment"] for each in people], dtype=object)[known]
    if len(set(segments.tolist())) < 2:
        return rows
    for each in uplift_by_group(bought[known], reached[known], segments, level=LEVEL):
        own = known & np.array([person["segment"] == each.group for person in people], np.bool_)
        if isinstance(each.uplift, Uplift):
            told = _says(each.uplift, is_clear=each.is_told_apart)
            rows.append((campaign, each.group, *_told(each.uplift), *_money(spent[own], reached[own]), told))
        else:
            n, m = int((own & reached).sum()), int((own & held_out).sum())
            rows.append((campaign, each.group, n, None, m, None, *nothing, _FEW))
    return rows


def _told(found: Uplift) -> tuple[Any, ...]:
    return (
        found.n_treated,
        found.treated,
        found.n_others,
        found.others,
        found.difference,
        found.low,
        found.high,
        needed_for_one(found),
    )


def _money(spent: Floats, reached: Booleans) -> tuple[float | None, float | None, float | None]:
    priced = np.isfinite(spent)
    try:
        found = money_uplift(spent[priced], reached[priced], level=LEVEL)
    except NotEnoughData:
        return None, None, None
    return found.difference, found.low, found.high


def _says(found: Uplift, *, is_clear: bool) -> Text:
    if not is_clear:
        return _NO_EFFECT
    return _EFFECT if found.difference > 0 else _WORSE


_NONE = NotEnoughData(
    "no_campaign_sent",
    Text("chưa chiến dịch nào được gửi trong kỳ", "no campaign was sent in the period"),
    Text("chiến dịch có người được gửi tới, với ngày gửi", "campaigns with members and the days on which it was sent"),
)
