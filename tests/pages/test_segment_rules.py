"""Rules of segments hold the same customers in the list of an evaluation and in its run, told by hand."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.evaluation.report.sample import evaluation as sample_evaluation

from crmeter.evaluation.document import to_document
from crmeter.evaluation.segment_sql import rule_sql
from crmeter.records.customers.actions import publish_customers
from crmeter.records.customers.queries import Listing, current_listing
from crmeter.records.customers.rule_queries import keys_within, rule_query, sums_of, unknown_facts
from crmeter.records.readings.actions import publish_run
from crmeter.vocabulary import Customer, Scope
from crmeter.vocabulary.segment_rule import FACTS, Rule, rule_of
from crmeter.warehouse.engine import Engine

pytestmark = pytest.mark.django_db
ALL = Scope()
AS_OF = sample_evaluation().run.as_of
FIVE = (
    Customer(1, "shop", "K1", "An", kind="person", segment="Quán ăn", region="Đà Nẵng", owner="Hòa", stage="loyal",
             first_on=date(2024, 1, 2), last_on=AS_OF, purchases=9, spend=Decimal("120.5"), value=Decimal(900),
             value_at_risk=Decimal(90), probability_active=0.9, last_contact_on=AS_OF, country="VN", channel="Web",
             rfm="champions", open_tickets=2, satisfaction=4.0),
    Customer(2, "shop", "K2", "Bình", kind="firm", segment="QUÁN ĂN", region="da nang", owner="Hoa", stage="at_risk",
             first_on=date(2023, 1, 1), last_on=date(2024, 1, 1), purchases=4, spend=Decimal(0), value=Decimal(100),
             value_at_risk=Decimal(50), probability_active=0.2, country="vn", channel="web", rfm="at_risk",
             open_tickets=0, satisfaction=1.0),
    Customer(3, "fair", "K3", "Chi", segment="Gia đình", stage="lost", last_on=date(2020, 5, 1), purchases=1,
             spend=Decimal(0), value=Decimal("0.0001"), probability_active=0.01, rfm="hibernating"),
    Customer(4, "fair", "K4", None),
    Customer(5, "fair", "O'Hara", "O'Hara", segment="Shop's", value=Decimal(5000)),
)  # fmt: skip


@pytest.fixture
def listing(db: None) -> Listing:
    publish_customers("first", FIVE)
    evaluation = sample_evaluation()
    publish_run(to_document(replace(evaluation, run=replace(evaluation.run, id="first")), explanations=False))
    found = current_listing()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def run() -> Iterator[Engine]:
    """The facts of the same customers as a run has them."""
    with Engine(threads=1) as engine:
        kinds = {"money": "DECIMAL(18,4)", "number": "DOUBLE", "share": "DOUBLE", "day": "DATE"}
        columns = ", ".join(f'"{name}" {kinds.get(fact.kind, "VARCHAR")}' for name, fact in FACTS.items())
        engine.run(f"CREATE TABLE customer_facts (customer_key BIGINT, {columns})")
        holes = ", ".join("?" * (len(FACTS) + 1))
        for each in FIVE:
            told = asdict(each)
            engine.rows(f"INSERT INTO customer_facts VALUES ({holes})", [each.key, *(told[name] for name in FACTS)])
        yield engine


def rule(*groups: list[tuple[str, str, tuple[str, ...]]], join: str = "all", within: str = "all") -> Rule:
    return rule_of(
        {
            "join": join,
            "groups": [
                {"join": within, "conditions": [{"fact": f, "way": w, "values": v} for f, w, v in conditions]}
                for conditions in groups
            ],
        }
    )


def in_run(engine: Engine, asked: Rule) -> list[int]:
    def writings(column: str) -> list[str]:
        return [word for (word,) in engine.rows(f'SELECT DISTINCT "{column}" FROM customer_facts') if word is not None]

    held = rule_sql(asked, AS_OF, writings)
    return [key for (key,) in engine.rows(f"SELECT customer_key FROM customer_facts WHERE {held} ORDER BY 1")]


def one(fact: str, way: str, *values: str) -> Rule:
    return rule([(fact, way, values)])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (one("segment", "is", "quan an"), [1, 2]),
        (one("segment", "is", "Shop's"), [5]),
        (one("segment", "is", "x' OR 'a'='a"), []),
        # Whoever has none is none of them either.
        (one("segment", "not", "Quán ăn"), [3, 4, 5]),
        (one("region", "empty"), [3, 4, 5]),
        (one("region", "is", "Đà Nẵng", "Huế"), [1, 2]),
        (one("owner", "is", "HOA"), [2]),
        (one("owner", "filled"), [1, 2]),
        (one("country", "is", "VN"), [1, 2]),
        (one("channel", "not", "WEB"), [3, 4, 5]),
        (one("source", "is", "Fair"), [3, 4, 5]),
        (one("kind", "is", "firm", "person"), [1, 2]),
        (one("stage", "is", "lost", "none"), [3, 4, 5]),
        (one("stage", "empty"), []),
        (one("rfm", "not", "champions"), [2, 3, 4, 5]),
        (one("rfm", "empty"), [4, 5]),
        (one("value", "at_least", "100"), [1, 2, 5]),
        (one("value", "at_most", "0.0001"), [3]),
        (one("value", "between", "100", "900"), [1, 2]),
        (one("spend", "at_most", "0"), [2, 3]),
        (one("probability_active", "at_least", "20"), [1, 2]),
        (one("purchases", "at_most", "0"), [4, 5]),
        (one("open_tickets", "at_least", "1"), [1]),
        (one("open_tickets", "empty"), [3, 4, 5]),
        (one("satisfaction", "at_most", "3.5"), [2]),
        (one("last_on", "within", "1"), [1]),
        (one("last_on", "longer_ago", "1"), [2, 3]),
        (one("last_on", "at_most", "2020-05-01"), [3]),
        (one("first_on", "between", "2023-01-01", "2024-01-01"), [2]),
        (one("last_contact_on", "empty"), [2, 3, 4, 5]),
        (rule([("value", "at_least", ("100",)), ("segment", "is", ("quán ăn",))]), [1, 2]),
        (rule([("value", "at_least", ("901",)), ("stage", "is", ("lost",))], within="any"), [3, 5]),
        (
            rule(
                [("stage", "is", ("loyal",)), ("stage", "is", ("lost",))],
                [("value", "at_most", ("1",)), ("value", "at_least", ("5000",))],
                within="any",
            ),
            [3],
        ),
        (rule([("stage", "is", ("loyal",))], [("value", "at_least", ("5000",))], join="any"), [1, 5]),
    ],
)
def test_a_rule_holds_the_same_customers_on_pages_and_in_runs(
    listing: Listing, run: Engine, asked: Rule, expected: list[int]
) -> None:
    assert keys_within(listing, ALL, rule_query(listing, asked)) == expected
    assert in_run(run, asked) == expected


def test_sums_are_of_those_who_may_be_seen_and_say_of_how_many_the_value_is_known(listing: Listing) -> None:
    asked = [rule_query(listing, one("source", "is", "fair")), rule_query(listing, one("stage", "is", "nobody"))]

    fair, nobody = sums_of(listing, ALL, asked)

    assert (fair.customers, fair.value, fair.valued, fair.spend) == (3, Decimal("5000.0001"), 2, Decimal(0))
    assert (nobody.customers, nobody.value, nobody.valued, nobody.spend) == (0, None, 0, None)
    assert sums_of(listing, Scope("owners", ()), asked)[0].customers == 0
    assert sums_of(listing, ALL, []) == []


def test_customers_without_a_fact_are_counted(listing: Listing) -> None:
    assert unknown_facts(listing, ALL, ("region", "rfm", "value")) == (5, {"region": 3, "rfm": 2, "value": 1})


def facts_of(customer: Customer) -> dict[str, Any]:
    return {name: getattr(customer, name) for name in FACTS}


def test_every_fact_is_one_of_the_list() -> None:
    assert set(facts_of(FIVE[0])) == set(FACTS)
