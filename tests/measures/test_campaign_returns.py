"""What campaigns return on the hand-made firm, by each rule of attribution, its arithmetic beside it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from tests.measures.firm_facts import AS_OF

from crmeter.evaluation.explain import Explainer
from crmeter.evaluation.internal.attribution import RULE_WORDS, UNATTRIBUTED, attribution
from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.tables import attach_snapshot, keep_sales
from crmeter.measures.catalogue import measures
from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.rows.campaign_returns import RULES
from crmeter.measures.view import Settings, View
from crmeter.vocabulary import Period, Reading
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.sql import to_sql
from crmeter.warehouse.workspace import Workspace

NAMES = [f"campaign_return_{rule}" for rule in RULES]
YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))
# order → what it leaves after the cost of its goods
MARGINS = {301: 30, 403: 70, 801: 20, 802: 40, 803: 50}


@pytest.fixture(scope="module")
def costed(firm: Callable[[], dict[str, list[dict[str, Any]]]], written_firm: Callable[[Any], Workspace]) -> Workspace:
    """The firm, with a cost of the goods of every order that a campaign had part in."""
    rows = firm()
    amounts = {row["order_key"]: row["amount"] for row in rows["orders"]}
    rows["order_lines"] = [row for row in rows["order_lines"] if row["order_key"] not in MARGINS] + [
        {
            "line_key": 1000 + order,
            "order_key": order,
            "product_key": 1,
            "ordered_on": "2025-10-10",
            "kind": "sale",
            "quantity": 1,
            "amount": amounts[order],
            "unit_cost": amounts[order] - margin,
        }
        for order, margin in MARGINS.items()
    ]
    return written_firm(rows)


@contextmanager
def opened(workspace: Workspace) -> Iterator[tuple[Engine, Tables, View]]:
    snapshot = current(workspace)
    assert snapshot is not None
    view = View(YEAR, AS_OF, "VND", converts=True)
    with Engine() as engine, TemporaryDirectory() as folder:
        attach_snapshot(engine, workspace, snapshot)
        yield engine, keep_sales(engine, view, Path(folder)), view


def attributed(workspace: Workspace, column: str, by: str = "campaign") -> dict[Any, Decimal]:
    """Sum up a column of what campaigns had part in."""
    with opened(workspace) as (engine, tables, view):
        rows = to_sql(ROWS["campaign_returns"].build(tables, view))
        found = engine.rows(f"SELECT {by}, sum({column}) FROM ({rows}) WHERE kind = 'order' GROUP BY 1")
    return dict(found)


def test_returns_by_each_rule(taken: Callable[..., dict[str, Reading]], costed: Workspace) -> None:
    found = taken(costed, NAMES, AS_OF, Settings(), "VND", YEAR)

    # Order 105 of A: spring on 22 Jan, margin 200 − 120 = 80. 403 of D, who was lead 1: spring on 10 Jan, 70. 301 names
    # expo: 30. 801 of H: expo on 1 and 2 Oct, and it names spring: 20. 802: expo on 1 and 2 Oct, and by name: 40.
    # 803: expo on 1 and 2 Oct, 50. B was written to 99 days before, F 92. All have part in 290, whoever gets it; spring
    # cost 300 + 4 × 25, expo 240.
    for reading in found.values():
        assert reading.undefined is None
        assert (reading.top, reading.bottom) == (290 - 640, 640)
        assert reading.value == pytest.approx(-350 / 640)
        assert reading.intervals == ()


@pytest.mark.parametrize(
    ("rule", "spring", "expo"),
    [
        # Of 801 expo on 1 Oct.
        ("first_touch", 80 + 70, 30 + 20 + 40 + 50),
        ("last_touch", 80 + 70 + 20, 30 + 40 + 50),
        # Of 801 a third: 20 − 13.3333 with four decimals of each part.
        ("linear", Decimal("156.6667"), Decimal("133.3333")),
        # Of 801, seen from 10 Oct: ½^(9/7), ½^(8/7), 1 = 0.410167, 0.452863, 1, together 1.863030; 20 / 1.863030.
        ("time_decay", Decimal("160.7352"), Decimal("129.2648")),
    ],
)
def test_parts_of_each_campaign(costed: Workspace, rule: str, spring: Any, expo: Any) -> None:
    assert attributed(costed, f"earned_{rule}") == {"expo": Decimal(expo), "spring": Decimal(spring)}


@pytest.mark.parametrize("rule", RULES)
def test_parts_of_an_order_add_up_to_it(costed: Workspace, rule: str) -> None:
    by_order = attributed(costed, f"share_{rule}", by="order_key")
    money = attributed(costed, f"revenue_{rule}", by="order_key")

    assert set(by_order.values()) == {Decimal(1)}
    assert money == {105: 200, 301: 90, 403: 200, 801: 40, 802: 60, 803: 100}


@pytest.mark.parametrize("name", NAMES)
def test_value_is_what_its_sql_gives_and_what_its_list_adds_up_to(
    taken: Callable[..., dict[str, Reading]], costed: Workspace, name: str
) -> None:
    reading = taken(costed, [name], AS_OF, Settings(), "VND", YEAR)[name]
    measure = measures()[name]
    with opened(costed) as (engine, tables, view):
        shown = engine.records(Explainer(engine, view).figure_sql(reading))[0]
        rows = to_sql(measure.listed(ROWS[measure.rows].build(tables, view)))
        n, top, bottom = engine.rows(f'SELECT count(*), sum("top"), sum("bottom") FROM ({rows})')[0]

    assert (shown["value"], shown["top"], shown["bottom"], shown["n"]) == (
        reading.value, reading.top, reading.bottom, reading.n,
    )  # fmt: skip
    assert (n, top, bottom) == (reading.n, reading.top, reading.bottom)


def test_a_margin_that_is_unknown_is_not_made_of_revenue(evaluated: Evaluation) -> None:
    for name in NAMES:
        reading = evaluated.reading(name)

        assert (reading.value, reading.top, reading.bottom) == (None, None, 640)
        assert reading.undefined is not None
        assert reading.undefined.code == "no_margin"


@pytest.mark.parametrize("rule", RULES)
def test_the_table_of_rules_adds_up_to_the_sales_of_the_period(evaluated: Evaluation, rule: str) -> None:
    rows = [row for row in evaluated.tables["attribution"].records() if row["rule"] == RULE_WORDS[rule]]

    # Fourteen orders, 1730 where a rate is known; 105, 301, 403, 801, 802 and 803 belong to campaigns.
    assert [row["campaign"] for row in rows] == ["expo", "spring", UNATTRIBUTED]
    assert sum(row["orders"] for row in rows) == pytest.approx(14)
    assert sum(row["revenue"] for row in rows) == 1730
    assert rows[-1]["orders"] == 8
    assert rows[-1]["revenue"] == 1730 - 690
    # What came of goods without a cost has no margin, so no return.
    assert [(row["margin"], row["cost"], row["return"]) for row in rows[:2]] == [(None, 240, None), (None, 400, None)]


def test_the_table_says_that_a_rule_is_no_effect_and_how_the_ranking_depends_on_it(
    costed: Workspace,
) -> None:
    with opened(costed) as (engine, _, view):
        table = attribution(engine, view)
    returns = {(row["campaign"], row["rule"].en): row["return"] for row in table.records()}

    # Expo: (140 − 240) / 240 by first touch, (120 − 240) / 240 by last; spring (150 − 400) / 400 and (170 − 400) / 400.
    assert returns["expo", "first touch"] == pytest.approx(-100 / 240)
    assert returns["expo", "last touch"] == pytest.approx(-120 / 240)
    assert returns["spring", "first touch"] == pytest.approx(-250 / 400)
    assert returns["spring", "last touch"] == pytest.approx(-230 / 400)
    assert table.note is not None
    assert "no effect" in table.note.en
    assert "By every rule expo comes first" in table.note.en
    # Five customers say nothing of chance.
    assert {row["low"] for row in table.records()} == {None}
