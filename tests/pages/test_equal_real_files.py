"""Data of real firms, imported into records on pages and as file sources, are evaluated alike; all of their rows.

Deals and tickets are held against the files themselves, and what is measured of both ways against each other.
"""

import csv
import gzip
import io
import os
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.pages.both_ways import (
    Sent,
    become_records,
    csv_of,
    differences,
    measured_as_files,
    measured_as_records,
)
from tests.pages.test_equal_evaluations import state

from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.evaluation.sources import evaluate_sources
from crmeter.records.deals.pipeline_actions import add_pipeline
from crmeter.records.deals.queries import pipelines
from crmeter.records.deals.stage_rules import StageAsked
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.tickets.queue_actions import add_queue
from crmeter.vocabulary.zone import local
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace

DATA = Path(os.environ.get("CRMETER_DATA", "../shared/data"))
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.prove,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"the folder of real data is missing: {DATA}"),
]
Row = Mapping[str, str]
REQUEST = Request(explained=False)


@pytest.fixture
def keeper(
    signed_in: Callable[..., Client], director: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Client:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    return signed_in(director, "en")


def rows_of(*parts: str) -> list[dict[str, str]]:
    content = DATA.joinpath(*parts).read_bytes()
    text = (gzip.decompress(content) if parts[-1].endswith(".gz") else content).decode()
    return list(csv.DictReader(io.StringIO(text)))


def synced(table: str, columns: str) -> list[tuple[Any, ...]]:
    """Rows of the records as the warehouse has them."""
    snapshot = current(settings.WORKSPACE)
    assert snapshot is not None
    with Engine() as engine:
        engine.attach(table, snapshot.paths(settings.WORKSPACE, table))
        engine.attach("names", [settings.WORKSPACE.identities / "customers.parquet"])
        return engine.rows(f"SELECT {columns} FROM {table} t LEFT JOIN names n USING (customer_key)")


def test_a_market_place_with_its_buyers_orders_and_leads(keeper: Client, director: Person, tmp_path: Path) -> None:
    def table(name: str) -> list[dict[str, str]]:
        return rows_of("olist", f"olist_{name}_dataset.csv.gz")

    won = {row["mql_id"]: row["won_date"] for row in table("closed_deals")}
    leads = [row | {"won_date": won.get(row["mql_id"], "")} for row in table("marketing_qualified_leads")]
    files = (
        Sent("customers.csv", csv_of(table("customers")), "customers", form={"same-kind": "person"}),
        Sent("products.csv", csv_of(table("products")), "products"),
        Sent(
            "orders.csv", csv_of(table("orders")), "orders", words={"status": state}, form={"same-currency": "BRL"}
        ),
        Sent(
            "items.csv", csv_of(table("order_items")), "orders", {"currency": "BRL"},
            {"external_id": "order_id", "line.product": "product_id", "line.unit_price": "price"},
            form={"same-line.quantity": "1", "new": "leave", "match": "external_id"}, only=True,
        ),
        Sent("leads.csv", csv_of(leads), "leads", columns={"converted_on": "won_date"}),
    )  # fmt: skip

    by_files = measured_as_files(tmp_path, files, Request(currency="BRL", explained=False))
    by_records = measured_as_records(keeper, director, files, Request(currency="BRL", explained=False))

    assert len([each for each in by_files.readings if each.value is not None]) > 500
    assert by_files.reading("leads_converted").value > 500
    assert list(differences(by_files, by_records)) == []


def accounts_and_products() -> tuple[Sent, Sent]:
    accounts = rows_of("maven_crm_opportunities", "accounts.csv")
    return (
        Sent(
            "accounts.csv", csv_of(accounts), "customers",
            {"table": "customers", "mapping": {
                "account": "customers.source_key", "sector": "segment", "office_location": "region",
            }},
            {"external_id": "account", "name": "account", "parent": ""}, form={"same-kind": "firm"},
        ),
        Sent(
            "products.csv", csv_of(rows_of("maven_crm_opportunities", "products.csv")), "products",
            form={"same-currency": "USD"},
        ),
    )  # fmt: skip


def test_what_a_firm_won_as_purchases_of_its_accounts(keeper: Client, director: Person, tmp_path: Path) -> None:
    deals = rows_of("maven_crm_opportunities", "sales_pipeline.csv")
    undated = sum(not row["close_date"] for row in deals)
    meaning = {
        "opportunity_id": "orders.source_key", "account": "customers.source_key", "deal_stage": "orders.status",
        "close_date": "orders.ordered_at", "close_value": "orders.amount", "sales_agent": "", "product": "",
        "engage_date": "",
    }  # fmt: skip
    closed = Sent(
        "closed.csv", csv_of(deals), "orders", {"table": "orders", "mapping": meaning, "currency": "USD"},
        {
            "external_id": "opportunity_id", "name": "opportunity_id", "customer": "account", "status": "deal_stage",
            "ordered_at": "close_date", "amount": "close_value",
        },
        words={"status": lambda _: "confirmed"}, form={"same-currency": "USD", "match": "external_id"}, only=True,
        # An order needs its day: both ways refuse the deals that are open.
        failed=undated,
    )  # fmt: skip
    files = (*accounts_and_products(), closed)

    by_files = measured_as_files(tmp_path, files, REQUEST)
    by_records = measured_as_records(keeper, director, files, REQUEST)

    assert by_files.reading("revenue").value == 10_005_534
    assert list(differences(by_files, by_records)) == []


def test_a_pipeline_of_deals_stands_in_the_warehouse_as_in_the_file_and_is_measured_alike(
    keeper: Client, director: Person, tmp_path: Path
) -> None:
    deals = rows_of("maven_crm_opportunities", "sales_pipeline.csv")
    way = [StageAsked("Đang chào", "open", 50), StageAsked("Thắng", "won", 100), StageAsked("Mất", "lost")]
    number = add_pipeline(actor_of(director), "Bán máy", way)
    pipeline = next(each for each in pipelines() if each.id == number)
    stages = {each.kind: str(each.id) for each in reversed(pipeline.stages)}
    kinds = {"Won": "won", "Lost": "lost", "Engaging": "open", "Prospecting": "open"}
    pipeline_file = Sent(
        "pipeline.csv", csv_of(deals), "deals", columns={"owner": ""},
        words={"stage": lambda word: stages[kinds[word]]},
        form={"same-pipeline": str(pipeline.id), "same-currency": "USD", "same-lost_reason": "other"},
    )  # fmt: skip

    # As records, those without a day of creation are of today.
    request = Request(date(2017, 12, 31), currency="USD", explained=False)
    of_files = evaluate_sources(
        [DATA / "maven_crm_opportunities"], Answers(currency="USD"), request, Workspace(tmp_path / "files")
    )
    become_records(keeper, director, [*accounts_and_products(), pipeline_file])
    of_records = evaluate_snapshot(settings.WORKSPACE, request)

    for name in ("win_rate", "deals_won", "won_value", "deal_cycle_length_of_won", "deal_age", "deals_created"):
        assert of_files.reading(name).value == of_records.reading(name).value, name
    assert of_files.reading("win_rate").value == pytest.approx(4_238 / (4_238 + 2_473))
    assert of_files.reading("won_value").value == 10_005_534
    found = synced("deals", "t.status, t.amount, t.currency, t.created_on, t.won_on, t.lost_on, n.name")
    day = date.fromisoformat
    # Of those without a day only when they came in is known.
    as_in_file = Counter(
        (
            kinds[row["deal_stage"]], Decimal(row["close_value"]) if row["close_value"] else None, "USD",
            day(row["engage_date"]) if row["engage_date"] else "",
            day(row["close_date"]) if row["deal_stage"] == "Won" else None,
            day(row["close_date"]) if row["deal_stage"] == "Lost" else None,
            row["account"] or None,
        )
        for row in deals
    )  # fmt: skip
    undated = {row[3] for row in found} - {row[3] for row in as_in_file}
    assert Counter((*row[:3], "" if row[3] in undated else row[3], *row[4:]) for row in found) == as_in_file
    # As the set is known for: what was won, and how long it took.
    assert sum(row[1] for row in found if row[0] == "won") == 10_005_534
    assert median((row[4] - row[3]).days for row in found if row[4]) == 57
    assert median((row[5] - row[3]).days for row in found if row[5]) == 14


def test_events_of_a_help_desk_stand_in_the_warehouse_as_in_the_file_and_are_measured(
    keeper: Client, director: Person, tmp_path: Path
) -> None:
    events = rows_of("tickets_helpdesk_it", "helpdesk_events.csv.gz")
    queue = add_queue(actor_of(director), "IT")
    meant = {"Wait": "waiting", "Resolve ticket": "solved", "Closed": "closed", "INVALID": "closed"}
    log = Sent(
        "events.csv", csv_of(events), "tickets", columns={"owner": ""},
        words={"status": lambda word: meant.get(word, "open")}, form={"same-queue": str(queue)},
    )  # fmt: skip

    of_files = evaluate_sources([DATA / "tickets_helpdesk_it"], None, REQUEST, Workspace(tmp_path / "files"))
    become_records(keeper, director, [log])
    of_records = evaluate_snapshot(settings.WORKSPACE, REQUEST)

    # Which words mean what was said for the records and is known of the file; what was opened does not depend on it.
    assert of_files.run.as_of == of_records.run.as_of == date(2014, 1, 3)
    assert of_files.reading("tickets_created").value == of_records.reading("tickets_created").value == 672
    assert of_files.reading("first_response_time").undefined.code == "no_column"
    courses: dict[str, list[tuple[str, datetime]]] = {}
    for row in events:
        at = local(datetime.fromisoformat(row["timestamp"])).replace(tzinfo=None)
        courses.setdefault(row["case_id"], []).append((meant.get(row["activity"], "open"), at))
    found = synced("tickets", "t.status, t.opened_at, t.solved_at, t.reopened")
    assert Counter(found) == Counter(course(steps) for steps in courses.values())
    assert len(found) == 4_580


def course(steps: list[tuple[str, datetime]]) -> tuple[str, datetime, datetime | None, int]:
    """What a ticket has come to by its steps: opened by the first, solved by the first since it was open last."""
    status, solved, reopened = steps[0][0], None, 0
    for number, (now, at) in enumerate(steps):
        is_done = now in ("solved", "closed")
        if number and status in ("solved", "closed") and not is_done:
            reopened, solved = reopened + 1, None
        if is_done and solved is None:
            solved = at
        status = now
    return status, steps[0][1], solved, reopened
