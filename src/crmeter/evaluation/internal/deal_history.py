"""The ways of deals through their stages, as arrays, and how they stood on a day of the past."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.pipeline.deal_chances import LOST, MOVED, STAYED, WON
from crmeter.measures.view import View
from crmeter.warehouse.engine import Engine

# Of a day that has not come.
NEVER = 2**31
# Stages with a code of their own; deals at others are told by their days alone, as those without any history.
_MOST_STAGES = 30
# Where deals begin is learnt from those of so many days.
_LATELY = 365


@dataclass(frozen=True, slots=True)
class Stays:
    """Deals at their stages; all of shape (n,), days counted from 1970.

    deal: index of the deal. stage: its code. entered, left: days, `NEVER` while it is there. cause: how it ended, as
    estimators call it. onward: the stage after it, −1 without one. amount: what the deal was worth then, not a number
    where it is not known. is_known: since when it is there is known. begins: it is the first of a deal, or of one that
    was lost and taken up again.
    """

    deal: Integers
    stage: Integers
    entered: Integers
    left: Integers
    cause: Integers
    onward: Integers
    amount: Floats
    is_known: Booleans
    begins: Booleans


@dataclass(frozen=True, slots=True)
class DealHistory:
    """All deals until the day of an evaluation.

    Args:
        names: the stages by code; the first is that of deals of which no history is told.
        stays: of the deals.
        key: of each deal, in the warehouse, shape (m,).
        code: in its source.
        source: where it comes from.
        created_on: the day on which it began.
        won_on: the day of its first win, `NEVER` without one.
        won_amount: what it brought, not a number where that is not known.
        expected_on: when it was expected to end, `NEVER` where nobody said.
        typed: the chance that somebody or its stage tells, 0 to 1; not a number where nobody does.
        is_own: it is among those whose figures are asked for.
    """

    names: tuple[str, ...]
    stays: Stays
    key: Integers
    code: tuple[str, ...]
    source: tuple[str, ...]
    created_on: Integers
    won_on: Integers
    won_amount: Floats
    expected_on: Integers
    typed: Floats
    is_own: Booleans


@dataclass(frozen=True, slots=True)
class OpenDeals:
    """Deals open at the end of a day that had not been won before; of shape (n,).

    deal: index. stage: code. age: whole days at the stage, on the day after. amount: not a number where unknown.
    """

    deal: Integers
    stage: Integers
    age: Integers
    amount: Floats


def day_number(day: date) -> int:
    """Return the days since 1970."""
    return (day - date(1970, 1, 1)).days


def deal_history(engine: Engine, view: View, whole: str) -> DealHistory:
    """Read the ways of all deals; what happened after the as-of day is not seen.

    Args:
        engine: where the tables are readable.
        view: the day and the currency.
        whole: the schema of the tables of all; under their plain names lie those whose figures are asked for.
    """
    for name, sql in (("deal_ends", _ends(view, whole)), ("deal_ways", _ways(view, whole))):
        engine.run(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}")
    stages = engine.rows("SELECT name FROM deal_ways WHERE name <> '' GROUP BY name ORDER BY count(*) DESC, name")
    names = ("", *(row[0] for row in stages[:_MOST_STAGES]))
    stays = engine.arrays(_STAYS, [list(names), list(names)])
    deals = engine.arrays(_DEALS)
    words = engine.rows("SELECT source_key, source FROM deal_ends ORDER BY deal")
    return DealHistory(
        names=names,
        stays=Stays(**stays),
        key=deals["deal_key"],
        code=tuple(row[0] for row in words),
        source=tuple(row[1] for row in words),
        created_on=deals["created_on"],
        won_on=deals["won_on"],
        won_amount=deals["won_amount"],
        expected_on=deals["expected_on"],
        typed=deals["typed"],
        is_own=deals["is_own"],
    )


def open_on(history: DealHistory, day: int) -> OpenDeals:
    """Return the deals that were open at the end of a day, as they stood; of those whose figures are asked for."""
    stays = history.stays
    there = (stays.entered <= day) & (stays.left > day)
    there &= history.is_own[stays.deal] & (history.won_on[stays.deal] > day)
    deal = stays.deal[there]
    return OpenDeals(deal, stays.stage[there], day + 1 - stays.entered[there], stays.amount[there])


def learnt_by(history: DealHistory, day: int) -> tuple[Integers, Integers, Integers, Integers, Integers]:
    """Return what was known of stays at the end of a day, as `DealChances.fit` takes it."""
    stays = history.stays
    seen = stays.is_known & (stays.entered <= day)
    has_left = stays.left[seen] <= day
    days = np.where(has_left, stays.left[seen], day) - stays.entered[seen]
    cause = np.where(has_left, stays.cause[seen], STAYED)
    first = stays.stage[stays.begins & (stays.entered <= day) & (stays.entered > day - _LATELY)]
    return stays.stage[seen], days, cause, stays.onward[seen], first


def _ends(view: View, whole: str) -> str:
    rate = "CASE WHEN d.currency = $own$ THEN 1 END".replace("$own$", _quoted(view.currency))
    rated = ""
    if view.converts:
        rate = f"coalesce({rate}, r.rate)"
        rated = f"""
        ASOF LEFT JOIN (
            SELECT currency, rated_on, rate FROM exchange_rates WHERE to_currency = {_quoted(view.currency)}
        ) r ON r.currency = d.currency AND r.rated_on <= d.valued_on
        """
    seen = f"DATE '{view.as_of}'"
    return f"""
        WITH d AS (
            SELECT deal_key, source_key, source, currency, stage, status, amount, probability, expected_on, created_on,
                CASE WHEN won_on <= {seen} THEN won_on END AS won_on,
                CASE WHEN lost_on <= {seen} THEN lost_on END AS lost_on, coalesce(won_on, lost_on, {seen}) AS valued_on
            FROM {whole}.deals WHERE created_on <= {seen}
        ), won AS (
            SELECT deal_key, arg_min(amount, (happened_at, event_key)) AS amount FROM {whole}.deal_stages
            WHERE kind = 'won' AND happened_on <= {seen} GROUP BY deal_key
        )
        SELECT d.deal_key, source_key, source, stage, status, created_on, won_on, lost_on, expected_on, probability,
            {rate} AS rate, d.amount, won.amount AS won_amount,
            deal_key IN (SELECT deal_key FROM deals) AS is_own, row_number() OVER (ORDER BY d.deal_key) - 1 AS deal
        FROM d LEFT JOIN won USING (deal_key) {rated}
    """


def _ways(view: View, whole: str) -> str:
    # What an ended deal without a history was worth while it was open, nobody knows: its amount may be that of its end.
    return f"""
        WITH told AS (
            SELECT e.deal_key, e.kind, e.to_stage, e.amount, e.happened_on, lead(e.kind) OVER way AS next_kind,
                lead(e.happened_on) OVER way AS next_on, lead(e.to_stage) OVER way AS next_stage
            FROM {whole}.deal_stages e SEMI JOIN deal_ends d USING (deal_key)
            WHERE e.happened_on <= DATE '{view.as_of}'
            WINDOW way AS (PARTITION BY e.deal_key ORDER BY e.happened_at, e.event_key)
        ), stays AS (
            SELECT d.deal, t.to_stage AS name, t.happened_on AS entered, t.next_on AS left_on, t.next_kind,
                t.next_stage, CASE WHEN t.next_on IS NULL THEN d.amount ELSE t.amount END * d.rate AS amount,
                t.kind <> 'created' OR t.happened_on <= d.created_on AS is_known,
                t.kind IN ('created', 'reopened') AS begins
            FROM told t JOIN deal_ends d USING (deal_key)
            WHERE t.kind NOT IN ('won', 'lost') AND coalesce(t.next_kind <> 'reopened', true)
                AND NOT (t.next_on IS NULL AND d.status <> 'open' AND t.to_stage = d.stage)
        )
        SELECT * FROM stays
        UNION ALL
        SELECT d.deal, '', d.created_on, least(d.won_on, d.lost_on),
            CASE WHEN d.won_on <= coalesce(d.lost_on, d.won_on) THEN 'won' WHEN d.lost_on IS NOT NULL THEN 'lost' END,
            NULL, CASE WHEN coalesce(d.won_on, d.lost_on) IS NULL THEN d.amount * d.rate END, true, true
        FROM deal_ends d WHERE d.deal NOT IN (SELECT deal FROM stays)
            AND coalesce(least(d.won_on, d.lost_on) >= d.created_on, d.status = 'open')
    """


_CAUSES = f"CASE next_kind WHEN 'won' THEN {WON} WHEN 'lost' THEN {LOST} WHEN 'moved' THEN {MOVED} ELSE {STAYED} END"
_STAYS = f"""
    SELECT deal, greatest(list_position(?, name), 1)::BIGINT - 1 AS stage,
        date_diff('day', DATE '1970-01-01', entered) AS entered,
        coalesce(date_diff('day', DATE '1970-01-01', left_on), {NEVER}) AS "left", {_CAUSES}::BIGINT AS cause,
        CASE WHEN next_kind <> 'moved' OR next_kind IS NULL THEN -1
            ELSE greatest(coalesce(list_position(?, next_stage), 1), 1) - 1 END::BIGINT AS onward,
        amount::DOUBLE AS amount, is_known, begins
    FROM deal_ways ORDER BY deal, entered, left_on
"""
_DEALS = f"""
    SELECT deal_key, date_diff('day', DATE '1970-01-01', created_on) AS created_on,
        coalesce(date_diff('day', DATE '1970-01-01', won_on), {NEVER}) AS won_on,
        (coalesce(won_amount, amount) * rate)::DOUBLE AS won_amount,
        coalesce(date_diff('day', DATE '1970-01-01', expected_on), {NEVER}) AS expected_on,
        probability::DOUBLE / 100 AS typed, is_own
    FROM deal_ends ORDER BY deal
"""


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
