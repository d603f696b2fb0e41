"""What the cells of recency, frequency and money are worth where a model values only some customers."""

from datetime import date

import pytest

from crmeter.evaluation.internal.rfm_cells import rfm_cells
from crmeter.measures.view import View
from crmeter.vocabulary import Period
from crmeter.warehouse.engine import Engine

VIEW = View(Period(date(2025, 1, 1), date(2026, 1, 1)), date(2025, 12, 31), "VND")


def test_a_cell_in_which_nobody_is_valued_is_worth_nothing_known() -> None:
    # Fifty who bought long ago and little, fifty lately and more; a model values ten of the latter at 7 each.
    with Engine() as engine:
        engine.run(
            """
            CREATE TABLE sales AS
            SELECT range AS order_key, range AS customer_key,
                CASE WHEN range < 50 THEN DATE '2024-02-01' ELSE DATE '2025-08-01' END AS ordered_on,
                CASE WHEN range < 50 THEN 10 ELSE 100 END AS amount
            FROM range(100)
            """
        )
        engine.run(
            "CREATE TABLE customer_scores AS SELECT range AS customer_key,"
            " CASE WHEN range BETWEEN 50 AND 59 THEN 7 END AS lifetime_value FROM range(100)"
        )
        cells = {row["cell"].en: row for row in rfm_cells(engine, VIEW).records()}

    assert (cells["At risk"]["lifetime_value"], cells["At risk"]["valued"]) == (None, 0)
    assert (cells["Loyal"]["lifetime_value"], cells["Loyal"]["valued"]) == (pytest.approx(70), 10)
