"""How deals end, and whether their customers order again, by the days until the quote; it is no effect of these."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from crmeter.estimators import intervals
from crmeter.estimators.arrays import Booleans
from crmeter.estimators.retention.uplift import uplift
from crmeter.evaluation.internal.decision_words import (
    ALIKE,
    BANDS,
    BY_WIN,
    COLUMNS,
    ENDS,
    NAIVE,
    NO_EFFECT,
    NO_ORDER,
    NO_OWN_ORDER,
    NO_SIZE,
    NONE_ENDED,
    NONE_OLD,
    NONE_PRICED,
    NONE_WON,
    NOT_ALIKE,
    NOT_TOLD,
    ROWS,
    TITLE,
    UNKNOWN,
    WINS_LEFT_OUT,
)
from crmeter.evaluation.result import ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.vocabulary.figures_said import number_said, percent_said, points_said
from crmeter.warehouse.engine import Engine

NAME = "decision_time"
# Within so many days of the win a customer has ordered again.
LOYAL_DAYS = 180
# A quote within so many days is held against those that came later.
QUICK_DAYS = 7
LEVEL = 0.8
# Deals are alike in size within thirds.
_SIZES = 3
_NONE_SENT = len(BANDS) - 1


def decision_time(engine: Engine, view: View) -> ResultTable:
    """Return the deals created in the period by bands of the days until their quote.

    Args:
        engine: where `deals`, `deal_stages` and `sales` are readable.
        view: of the period.
    """
    found = engine.arrays(_deals_sql(view))
    told = found["told"].astype(np.bool_)
    if not told.any():
        return ResultTable.lacking(NAME, TITLE, COLUMNS, NOT_TOLD)
    # Won without a quote, a deal is none that waited for one: among those it would make waiting look good.
    by_win = told & found["won"].astype(np.bool_) & ~np.isfinite(found["days"])
    counts = told & ~by_win
    deals = {name: values[counts] for name, values in found.items()}
    days, won, lacks_order = deals["days"], deals["won"].astype(np.bool_), deals["lacks_order"].astype(np.bool_)
    band = np.where(np.isfinite(days), np.searchsorted(ENDS, days, side="left"), _NONE_SENT)
    rows = [
        _row(
            name,
            {column: values[band == at] for column, values in deals.items()},
            lacks_wins=at == _NONE_SENT and bool(by_win.any()),
        )
        for at, name in enumerate(BANDS)
        if (band == at).any()
    ]
    is_compared = np.isfinite(days) & (won | deals["lost"].astype(np.bool_))
    said = [
        ROWS.fill(days=LOYAL_DAYS),
        *_compared(
            won[is_compared],
            days[is_compared] <= QUICK_DAYS,
            deals["alike"][is_compared],
            deals["has_size"].astype(np.bool_)[is_compared],
        ),
        NO_EFFECT,
    ]
    for sentence, n in ((NO_ORDER, lacks_order.sum()), (BY_WIN, by_win.sum()), (UNKNOWN, (~told).sum())):
        if n:
            said.append(sentence.fill(n=number_said(int(n)), days=LOYAL_DAYS))
    return ResultTable(NAME, TITLE, COLUMNS, tuple(rows), Text.join(said, " "))


def _deals_sql(view: View) -> str:
    """Return SQL of the deals of the period: when they had a quote, how they ended, who came back after it."""
    as_of = f"DATE '{view.as_of}'"
    return f"""
        WITH ways AS (
            SELECT deal_key, arg_max(kind, place) FILTER (kind IN ('won', 'lost', 'reopened')) AS turn,
                arg_min(amount, place) FILTER (kind = 'won') AS won_amount
            FROM (SELECT *, (happened_at, event_key) AS place FROM deal_stages WHERE happened_on <= {as_of})
            GROUP BY deal_key
        ), seen AS (
            SELECT d.deal_key, d.customer_key, d.order_key, d.pipeline, d.currency, d.amount::DOUBLE AS amount,
                d.created_on, w.turn, w.won_amount,
                d.is_quoted IS NOT NULL AND NOT (d.is_quoted AND d.quoted_on IS NULL) AS is_known,
                CASE WHEN d.won_on <= {as_of} THEN d.won_on END AS won_on,
                CASE WHEN d.lost_on <= {as_of} THEN d.lost_on END AS lost_on,
                CASE WHEN d.quoted_on <= {as_of} THEN d.quoted_on END AS quoted_on
            FROM deals d LEFT JOIN ways w USING (deal_key)
            WHERE d.created_on >= DATE '{view.period.start}' AND d.created_on < DATE '{view.period.end}'
                AND d.created_on <= {as_of}
        ), firsts AS (
            SELECT deal_key, customer_key, order_key, won_on FROM seen
            WHERE won_on IS NOT NULL AND customer_key IS NOT NULL
            QUALIFY row_number() OVER (PARTITION BY customer_key ORDER BY won_on, deal_key) = 1
        ), loyal AS (
            -- Which order is another one nobody knows of a deal that does not name its own.
            SELECT f.deal_key, f.order_key IS NULL AS lacks_order, CASE WHEN f.order_key IS NOT NULL
                THEN coalesce(bool_or(
                    s.ordered_on > f.won_on AND s.ordered_on <= f.won_on + {LOYAL_DAYS} AND s.order_key <> f.order_key
                ), false) END AS again
            FROM firsts f LEFT JOIN sales s USING (customer_key)
            WHERE f.won_on + {LOYAL_DAYS} <= {as_of} GROUP BY f.deal_key, f.order_key
        ), sized AS (
            -- An amount is large or small among those in its currency.
            SELECT deal_key, least(
                floor(percent_rank() OVER (PARTITION BY currency ORDER BY amount) * {_SIZES}), {_SIZES - 1}
            ) AS size
            FROM seen WHERE amount IS NOT NULL AND currency IS NOT NULL
        )
        SELECT is_known AND coalesce(quoted_on >= created_on, true) AS told,
            date_diff('day', created_on, quoted_on)::DOUBLE AS days, won_on IS NOT NULL AS won,
            won_on IS NULL AND coalesce(turn = 'lost', lost_on IS NOT NULL) AS lost,
            CASE WHEN won_on IS NOT NULL AND currency = '{view.currency}'
                THEN coalesce(won_amount, amount)::DOUBLE END AS value,
            again::INTEGER::DOUBLE AS again, coalesce(lacks_order, false) AS lacks_order, size IS NOT NULL AS has_size,
            dense_rank() OVER (ORDER BY pipeline, currency, size) AS alike
        FROM seen LEFT JOIN loyal USING (deal_key) LEFT JOIN sized USING (deal_key) ORDER BY ALL
    """


def _row(name: Text, deals: Mapping[str, Any], *, lacks_wins: bool) -> tuple[Any, ...]:
    """Return the row of a band; where a figure is empty, its last cell says why."""
    wins, ended = int(deals["won"].sum()), int(deals["won"].sum() + deals["lost"].sum())
    worth, came = (deals[column][np.isfinite(deals[column])] for column in ("value", "again"))
    around = intervals.mean(worth, LEVEL)
    if not wins:
        lacking = [WINS_LEFT_OUT if lacks_wins else NONE_WON if ended else NONE_ENDED]
    else:
        not_old = NO_OWN_ORDER if deals["lacks_order"].any() else NONE_OLD.fill(days=LOYAL_DAYS)
        lacking = [*([] if len(worth) else [NONE_PRICED]), *([] if len(came) else [not_old])]
    return (
        name,
        len(deals["won"]),
        ended,
        wins,
        *((None, None, None) if lacks_wins else _share(wins, ended)),
        len(worth),
        float(worth.mean()) if len(worth) else None,
        *((None, None) if around is None else (float(around.low), float(around.high))),
        len(came),
        int(came.sum()),
        *_share(int(came.sum()), len(came)),
        Text.join(lacking, "; ") if lacking else None,
    )


def _share(top: int, bottom: int) -> tuple[float | None, float | None, float | None]:
    interval = intervals.wilson(top, bottom, LEVEL)
    return (None, None, None) if interval is None else (top / bottom, float(interval.low), float(interval.high))


def _compared(won: Booleans, is_quick: Booleans, alike: Any, has_size: Booleans) -> list[Text]:
    quick, late = won[is_quick], won[~is_quick]
    told = []
    if len(quick) and len(late):
        points = points_said(float(quick.mean() - late.mean()))
        rate, others = percent_said(float(quick.mean())), percent_said(float(late.mean()))
        told.append(NAIVE.fill(limit=QUICK_DAYS, rate=rate, others=others, points=points))
    try:
        found = uplift(won[has_size], is_quick[has_size], alike[has_size], level=LEVEL)
    except NotEnoughData as lacking:
        told.append(NOT_ALIKE.fill(reason=lacking.undefined.reason))
    else:
        told.append(
            ALIKE.fill(points=points_said(found.difference), low=points_said(found.low), high=points_said(found.high))
        )
    if not has_size.all():
        told.append(NO_SIZE.fill(n=number_said(int((~has_size).sum()))))
    return told
