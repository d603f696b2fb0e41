"""The forecast of deals as tables of a run: months, how it did, whether chances are true, and the open deals."""

from datetime import date, timedelta
from typing import Any

import numpy as np

from crmeter.estimators.pipeline.calibration import calibration
from crmeter.evaluation.internal.deal_flow import pipeline_velocity, stage_losses
from crmeter.evaluation.internal.deal_forecast import (
    METHODS,
    MODEL,
    DealChancesTold,
    MonthTried,
    Trial,
    months_tried,
    rivals,
    told_at_all,
    told_of_month,
    trials,
    unlike_so_far,
)
from crmeter.evaluation.internal.deal_foretold import months_judged
from crmeter.evaluation.internal.deal_history import DealHistory, deal_history
from crmeter.evaluation.internal.deal_outlook import DealOutlook, outlook_from, won_in
from crmeter.evaluation.internal.deal_words import (
    AT_ALL,
    CALIBRATION_COLUMNS,
    CALIBRATION_NOTE,
    CHANCES,
    FORECAST,
    FORECAST_COLUMNS,
    IN_A_MONTH,
    METHOD_NAMES,
    NEAREST,
    TEST,
    TEST_COLUMNS,
    TEST_NOTE,
    chances_columns,
    chances_note,
    forecast_note,
)
from crmeter.evaluation.result import ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Period, Text
from crmeter.warehouse.engine import Engine

MONTHS_AHEAD = 3
MOST_OPEN = 50
# A month of which fewer days are left is over before anybody acts.
_LEAST_DAYS_LEFT = 8
_FORECAST, _TEST, _CHANCES = "deal_forecast", "deal_forecast_test", "deal_chances"
_IN_A_MONTH, _AT_ALL = "deal_calibration", "deal_calibration_at_all"


def deal_tables(engine: Engine, view: View, whole: str) -> list[ResultTable]:
    """Return what the deals of a firm look like ahead, and how well months that are over were foreseen.

    Args:
        engine: where `deals`, `deal_stages` and `exchange_rates` are readable.
        view: the day and the currency.
        whole: the schema of the tables of all, from which chances are learnt.
    """
    history = deal_history(engine, view, whole)
    if not history.is_own.any():
        return []
    flow = [pipeline_velocity(history, view), stage_losses(history, view), *months_judged(engine, view)]
    by_month, by_quarter = deadlines(view.as_of)
    windows = _windows(view.as_of)
    horizons = tuple((month.last_day - view.as_of).days for month in windows)
    wanted = (by_month - view.as_of).days, (by_quarter - view.as_of).days
    tried = months_tried(history, view.as_of)
    try:
        seen = outlook_from(history, view.as_of, horizons, wanted, unlike=unlike_so_far(tried))
    except NotEnoughData as lacking:
        return [ResultTable.lacking(_FORECAST, FORECAST, FORECAST_COLUMNS, lacking), *flow]
    how = trials(history, tried, view.as_of)
    return [
        _forecast(history, tried, seen, windows, how, view.as_of),
        _test(how),
        _calibration(_IN_A_MONTH, IN_A_MONTH, told_of_month(history, tried)),
        _calibration(_AT_ALL, AT_ALL, told_at_all(history, tried, MODEL, view.as_of)),
        _open(history, seen, wanted, (by_month, by_quarter)),
        *flow,
    ]


def deadlines(as_of: date) -> tuple[date, date]:
    """Return the end of this month, or of the next where a week is left at most, and of the quarter that ends after."""
    month = Period.month_of(as_of)
    if (month.last_day - as_of).days < _LEAST_DAYS_LEFT:
        month = Period.month_of(month.end)
    quarter = Period.month_of(month.end)
    while quarter.start.month % 3:
        quarter = Period.month_of(quarter.end)
    return month.last_day, quarter.last_day


def winner(how: list[Trial]) -> Trial | None:
    """Return the way that was nearest in the months that are over; on a tie the one by stages."""
    known = [each for each in how if each.wape is not None]
    return min(known, key=lambda each: (each.wape, METHODS.index(each.method)), default=None)


def _windows(as_of: date) -> list[Period]:
    """Return the months ahead: what is left of this one, if anything is, and those after it."""
    month = Period.month_of(as_of + timedelta(days=1))
    found = [month]
    while len(found) < MONTHS_AHEAD:
        found.append(Period.month_of(found[-1].end))
    return found


def _forecast(
    history: DealHistory,
    tried: list[MonthTried],
    seen: DealOutlook,
    windows: list[Period],
    how: list[Trial],
    as_of: date,
) -> ResultTable:
    rows: list[tuple[Any, ...]] = []
    for past in tried:
        won = past.seen.won[0]
        rows.append(
            (
                past.month.start, past.actual, None, won.value, won.from_open, won.from_new,
                *(bound for each in won.value_intervals for bound in (float(each.low), float(each.high))),
                won.deals, past.deals, *(past.said[each] for each in METHODS if each != MODEL),
            )
        )  # fmt: skip
    for at, (month, won) in enumerate(zip(windows, seen.won, strict=True)):
        # What this month has brought already is certain.
        sure, deals = (
            won_in(history, Period(month.start, as_of + timedelta(days=1))) if month.start <= as_of else (0.0, 0)
        )
        said = rivals(history, seen, month) if at == 0 and month.start > as_of else {}
        rows.append(
            (
                month.start, None, sure or None, sure + won.value, won.from_open, won.from_new,
                *(sure + bound for each in won.value_intervals for bound in (float(each.low), float(each.high))),
                deals + won.deals, None, *(said.get(each) for each in METHODS if each != MODEL),
            )
        )  # fmt: skip
    unknown = int((~np.isfinite(seen.open.amount)).sum())
    untold = int((seen.open.stage == 0).sum())
    note = forecast_note(winner(how), len(seen.open.deal), unknown, untold)
    return ResultTable(_FORECAST, FORECAST, FORECAST_COLUMNS, tuple(rows), note)


def _test(how: list[Trial]) -> ResultTable:
    best = winner(how)
    rows = tuple(
        (
            METHOD_NAMES[each.method], each.wape, each.bias, each.coverage, each.brier_month, each.brier_ever, each.n,
            NEAREST if each is best else None,
        )
        for each in how
    )  # fmt: skip
    return ResultTable(_TEST, TEST, TEST_COLUMNS, rows, TEST_NOTE)


def _calibration(name: str, title: Text, chances: DealChancesTold) -> ResultTable:
    rows = tuple(
        (each.told, each.n, each.came, each.share, float(each.interval.low), float(each.interval.high))
        for each in calibration(chances.told, chances.came)
    )
    return ResultTable(name, title, CALIBRATION_COLUMNS, rows, CALIBRATION_NOTE)


def _open(
    history: DealHistory, seen: DealOutlook, wanted: tuple[int, int], deadlines_: tuple[date, date]
) -> ResultTable:
    there = seen.open
    soon, later = (seen.within(days) for days in wanted)
    ever = seen.ahead.at_all(there.stage, there.age)
    # Deals whose amount is not known come last, the most probable first.
    order = np.lexsort((there.deal, -ever, -np.where(np.isfinite(there.amount), there.amount * ever, -1.0)))
    rows = []
    for at in order[:MOST_OPEN]:
        deal, amount = int(there.deal[at]), float(there.amount[at])
        known, typed = np.isfinite(amount), float(history.typed[deal])
        rows.append(
            (
                history.code[deal],
                history.names[int(there.stage[at])] or None,
                int(there.age[at]) - 1,
                amount if known else None,
                float(soon[at]),
                float(later[at]),
                float(ever[at]),
                typed if np.isfinite(typed) else None,
                amount * float(ever[at]) if known else None,
                str(int(history.key[deal])),
                history.source[deal],
            )
        )
    note = chances_note(len(there.deal), min(MOST_OPEN, len(there.deal)), float(ever.sum()))
    return ResultTable(_CHANCES, CHANCES, chances_columns(*deadlines_), tuple(rows), note)
