"""What the small trading firm has beside its orders: contracts of its customers, and what they say of brands.

Who asks for help leaves, and every fifth has left.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from crmeter.evaluation import opened_run as room
from crmeter.evaluation.opened_run import OpenedRun
from crmeter.warehouse.tables import TABLES


def give_contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each run that is opened hold a monthly contract of every customer."""
    _plant(monkeypatch, _contracts)


def give_ratings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each run that is opened hold a survey of twenty customers: half of them like us best of three brands."""
    _plant(monkeypatch, _ratings)


def _plant(monkeypatch: pytest.MonkeyPatch, plant: Callable[[OpenedRun], None]) -> None:
    real = room.opened_run

    @contextmanager
    def planted(*arguments: Any, **named: Any) -> Iterator[OpenedRun]:
        with real(*arguments, **named) as opened:
            plant(opened)
            yield opened

    monkeypatch.setattr(room, "opened_run", planted)


def _contracts(opened: OpenedRun) -> None:
    day = f"DATE '{opened.run.as_of.isoformat()}'"
    # Keys are made of words: the place of a customer says more evenly who leaves.
    opened.engine.run(
        f"""
        CREATE TEMP TABLE planted AS
        SELECT customer_key, place, place % 5 = 0 AS gone,
            {day} - (120 + 7 * place)::INT AS starts_on, {day} - (10 + place % 60)::INT AS gone_on
        FROM (SELECT customer_key, row_number() OVER (ORDER BY customer_key) AS place FROM customers)
        """
    )
    nothing = TABLES["subscriptions"].no_rows_sql()
    opened.engine.run(
        f"""
        CREATE TEMP TABLE planted_contracts AS FROM ({nothing});
        INSERT INTO planted_contracts BY NAME
        SELECT place AS subscription_key, customer_key, 'month' AS period, 200 + place AS price,
            '{opened.run.currency}' AS currency, starts_on, CASE WHEN gone THEN gone_on END AS cancelled_on,
            CASE WHEN NOT gone THEN {day} + (place % 30 + 1)::INT END AS renews_on,
            CASE WHEN gone THEN 'cancelled' ELSE 'active' END AS status
        FROM planted;
        CREATE OR REPLACE VIEW main.subscriptions AS FROM planted_contracts;
        CREATE TEMP TABLE planted_tickets AS FROM ({TABLES["tickets"].no_rows_sql()});
        INSERT INTO planted_tickets BY NAME
        SELECT place AS ticket_key, customer_key, {day} - 110 AS opened_on
        FROM planted WHERE gone AND place % 10 = 0
        UNION ALL SELECT 1000 + place, customer_key, {day} - 20 FROM planted WHERE NOT gone AND place % 10 = 1;
        CREATE OR REPLACE VIEW main.tickets AS FROM planted_tickets;
        """
    )


def _ratings(opened: OpenedRun) -> None:
    day = f"DATE '{opened.run.as_of.isoformat()}'"
    opened.engine.run(
        f"""
        CREATE TEMP TABLE planted_answers AS FROM ({TABLES["survey_answers"].no_rows_sql()});
        INSERT INTO planted_answers BY NAME
        WITH asked AS (
            SELECT customer_key, row_number() OVER (ORDER BY customer_key) AS place FROM customers LIMIT 20
        ), given AS (
            SELECT place, customer_key, 'rating' AS question_kind, brand,
                CASE WHEN brand = 'us' THEN 3 + 2 * (place % 2) WHEN brand = 'a' THEN 4 ELSE 1 END AS value
            FROM asked, (VALUES ('us'), ('a'), ('b')) AS brands (brand)
            UNION ALL SELECT place, customer_key, 'spend', NULL, 1000 FROM asked
            UNION ALL SELECT place, customer_key, 'frequency', NULL, 10 FROM asked
        )
        SELECT row_number() OVER () AS answer_key, place AS response_key, customer_key, 900 AS survey_key, 1 AS wave,
            question_kind, brand, value, {day} AS answered_on
        FROM given;
        CREATE OR REPLACE VIEW main.survey_answers AS FROM planted_answers;
        """
    )
