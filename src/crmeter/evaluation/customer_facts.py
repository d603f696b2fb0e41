"""What is known of each customer at the end of a run's period: what lists show and rules of segments ask for."""

from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.view import View
from crmeter.vocabulary.customer import NOT_YET
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.sql import to_sql
from crmeter.warehouse.tables import RUN_TABLES

_SCORES = "customer_scores"


def customer_facts_sql(engine: Engine, tables: Tables, view: View) -> str:
    """Return the SELECT of one row for each customer on record, bought or not, by the names of `FACTS` and of lists.

    The rows are those that measures are taken over, so the spend of all of them adds up to what the measures say. In
    which cell a customer stands is not among them: that is worked out of all of them together.

    Args:
        engine: where the tables of the snapshot and `customers_now` are readable; scores where there is a model.
        tables: their expressions.
        view: of the main period.
    """
    contacts = to_sql(ROWS["contacts"].build(tables, view))
    there = engine.rows(
        f"SELECT 1 FROM duckdb_tables() WHERE table_name = '{_SCORES}'"
        f" UNION ALL SELECT 1 FROM duckdb_views() WHERE view_name = '{_SCORES}'"
    )
    scores = f'"{_SCORES}"' if there else f"({RUN_TABLES[_SCORES].no_rows_sql()})"
    return f"""
        WITH contacts AS ({contacts}),
        asked AS (
            SELECT customer_key, count(*) AS open_tickets FROM tickets
            WHERE opened_on < DATE '{view.period.end}' AND duplicate_of IS NULL
                AND (solved_at >= DATE '{view.period.end}'
                    OR (solved_at IS NULL AND status NOT IN ('solved', 'closed')))
            GROUP BY 1
        ),
        answered AS (
            SELECT customer_key, arg_max(value, (answered_on, answer_key))::DOUBLE AS satisfaction FROM survey_answers
            WHERE question_kind = 'csat' AND respondents = 'customer' AND value IS NOT NULL
                AND answered_on < DATE '{view.period.end}'
            GROUP BY 1
        )
        SELECT
            coalesce(c.customer_key, n.customer_key) AS customer_key,
            w.source, coalesce(w.source_key, n.source_key) AS source_key,
            w.kind, w.segment, w.region, w.country, w.channel, w.owner,
            coalesce(n.stage, '{NOT_YET}') AS stage, n.first_on, n.last_on,
            coalesce(n.purchases, 0) AS purchases, n.spend_in_window AS spend,
            s.lifetime_value AS value, s.lifetime_value_low AS value_low, s.lifetime_value_high AS value_high,
            s.probability_active::DOUBLE AS probability_active, s.value_at_risk, c.last_contact_on,
            CASE WHEN EXISTS (SELECT 1 FROM tickets) THEN coalesce(t.open_tickets, 0) END AS open_tickets,
            a.satisfaction
        FROM contacts c
        FULL JOIN customers_now n USING (customer_key)
        LEFT JOIN customers w USING (customer_key)
        LEFT JOIN {scores} s USING (customer_key)
        LEFT JOIN asked t USING (customer_key)
        LEFT JOIN answered a USING (customer_key)
        """
