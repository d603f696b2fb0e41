"""How much money deals move through in a month, and from which stage how much of it is lost."""

from typing import Any

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats
from crmeter.estimators.pipeline.deal_chances import LOST
from crmeter.evaluation.internal.deal_history import NEVER, DealHistory, day_number, open_on
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import Period, Text, formats

VELOCITY, LOSSES = "pipeline_velocity", "stage_losses"
LEVEL = 0.8
# Fewer wins say nothing of a mean.
FEWEST = 10
DRAWS = 1000
_A_MONTH = 30
_VELOCITY = Text("Tốc độ bán hàng", "Pipeline velocity")
_VELOCITY_COLUMNS = (
    ResultColumn("period", Text("Kỳ", "Period"), "text"),
    ResultColumn("open", Text("Cơ hội mở cuối kỳ", "Open at the end"), "count"),
    ResultColumn("win_rate", Text("Tỷ lệ thắng", "Win rate"), "share"),
    ResultColumn("mean_won", Text("Giá trị thắng trung bình", "Mean won value"), "money"),
    ResultColumn("days", Text("Số ngày đến khi thắng", "Days until won"), "number"),
    ResultColumn("velocity", Text("Mỗi 30 ngày", "In 30 days"), "money"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "money"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "money"),
    ResultColumn("ended", Text("Cơ hội đã kết thúc", "Deals that ended"), "count"),
)
_VELOCITY_NOTE = Text(
    "Số cơ hội mở × tỷ lệ thắng × giá trị thắng trung bình ÷ số ngày trung bình từ lúc tạo đến khi thắng, nhân 30. "
    "Khoảng 80% lấy mẫu lại các cơ hội đã kết thúc trong kỳ; số cơ hội mở thì đã rõ. Đây là nhịp của kỳ, không phải "
    "dự báo.",
    "Open deals × win rate × mean won value ÷ mean days from creation to the win, times 30. The 80% interval "
    "resamples the deals that ended in the period; how many are open is known. It is the pace of the period, no "
    "forecast.",
)
_FEW = Text(
    "Kỳ này mới thắng {n} cơ hội; cần ít nhất {least}.",
    "Only {n} deals were won in the period; it needs {least}.",
)
_LOSSES = Text("Mất bao nhiêu ở mỗi giai đoạn", "Value lost by stage")
_LOSSES_COLUMNS = (
    ResultColumn("stage", Text("Giai đoạn", "Stage"), "text"),
    ResultColumn("deals", Text("Cơ hội mất", "Deals lost"), "count"),
    ResultColumn("value", Text("Giá trị mất", "Value lost"), "money"),
    ResultColumn("share", Text("Phần của tổng", "Share of all"), "share"),
    ResultColumn("unknown", Text("Không rõ giá trị", "Without a value"), "count"),
)
_LOSSES_NOTE = Text(
    "Cơ hội thua trong kỳ, theo giai đoạn đang đứng khi thua, bằng giá trị lúc đó. Cơ hội thua rồi mở lại vẫn tính "
    "lần thua.",
    "Deals lost in the period by the stage where they were, at what they were worth then. A loss counts though the "
    "deal was reopened.",
)
_NO_STAGE = Text("không rõ giai đoạn", "stage not known")


def pipeline_velocity(history: DealHistory, view: View) -> ResultTable:
    """Return how much money the open deals move in 30 days, of the period and the one before.

    Args:
        history: of all deals.
        view: of the period.

    Formula: n W V / L × 30, n open deals, W won of those that ended, V mean money of those won, L mean days until the
    win. The interval is the percentile bootstrap over the deals that ended. Source: Efron 1979, Annals of Statistics 7.
    """
    rows = []
    wins = 0
    for period in (view.period, view.period.before()):
        row, won = _velocity(history, period, min(day_number(period.last_day), day_number(view.as_of)))
        wins = wins or won
        if row is not None:
            rows.append((_said(period), *row))
    note = _VELOCITY_NOTE if rows else _FEW.fill(n=wins, least=FEWEST)
    return ResultTable(VELOCITY, _VELOCITY, _VELOCITY_COLUMNS, tuple(rows), note)


def stage_losses(history: DealHistory, view: View) -> ResultTable:
    """Return what was lost in the period by stage, the most valuable first.

    Args:
        history: of all deals.
        view: of the period.
    """
    stays = history.stays
    # Without a history of stages nothing is known of where deals are lost.
    lost = (
        (stays.stage > 0).any() & (stays.cause == LOST) & _within(stays.left, view.period) & history.is_own[stays.deal]
    )
    stage, amount = stays.stage[lost], stays.amount[lost]
    total = float(np.nansum(amount))
    rows: list[tuple[Any, ...]] = []
    for code in np.unique(stage):
        own = amount[stage == code]
        known = np.isfinite(own)
        value = float(own[known].sum()) if known.any() else None
        share = None if value is None or not total else value / total
        rows.append((history.names[code] or _NO_STAGE, len(own), value, share, int((~known).sum())))
    rows.sort(key=lambda row: (-(row[2] or 0.0), -row[1]))
    return ResultTable(LOSSES, _LOSSES, _LOSSES_COLUMNS, tuple(rows), _LOSSES_NOTE)


def _velocity(history: DealHistory, period: Period, last: int) -> tuple[tuple[Any, ...] | None, int]:
    stays = history.stays
    is_won = _within(history.won_on, period) & history.is_own
    there = open_on(history, last)
    is_lost = np.zeros(len(is_won), np.bool_)
    is_lost[stays.deal[(stays.cause == LOST) & _within(stays.left, period)]] = True
    is_lost &= history.is_own & ~is_won & (history.won_on > last)
    # Who was taken up again is not lost.
    is_lost[there.deal] = False
    wins = int(is_won.sum())
    amount = history.won_amount[is_won]
    days = (history.won_on - history.created_on)[is_won].astype(np.float64)
    priced = amount[np.isfinite(amount)]
    if wins < FEWEST or len(priced) < FEWEST or days.sum() <= 0:
        return None, wins
    ended = wins + int(is_lost.sum())
    n, rate = len(there.deal), wins / ended
    velocity = n * rate * float(priced.mean()) / float(days.mean()) * _A_MONTH
    low, high = np.quantile(_drawn(amount, days, ended), [(1 - LEVEL) / 2, (1 + LEVEL) / 2]) * n * _A_MONTH
    return (n, rate, float(priced.mean()), float(days.mean()), velocity, float(low), float(high), ended), wins


def _drawn(amount: Floats, days: Floats, ended: int) -> Floats:
    """Return win rate × mean value ÷ mean days of deals that are drawn again from those that ended."""
    rng = np.random.default_rng(0)
    found = []
    for _ in range(DRAWS):
        drawn = rng.integers(0, ended, ended)
        drawn = drawn[drawn < len(days)]
        priced = amount[drawn][np.isfinite(amount[drawn])]
        if len(priced) and days[drawn].sum() > 0:
            found.append(len(drawn) / ended * priced.mean() / days[drawn].mean())
    return np.array(found)


def _within(day: Any, period: Period) -> Booleans:
    return np.asarray((day >= day_number(period.start)) & (day < day_number(period.end)) & (day < NEVER))


def _said(period: Period) -> Text:
    first, last = period.start, period.last_day
    return Text(
        formats.span(formats.day(first, "vi"), formats.day(last, "vi")),
        formats.span(formats.day(first, "en"), formats.day(last, "en")),
    )
