"""The rows of a file source as records of the own database: what the shapes make of records, the other way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from crmeter.vocabulary import ForeignRecord
from crmeter.warehouse import build
from crmeter.warehouse.connectors.own_database.fitting import fit
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.imports import StagedImport

_AT_ONCE = 2_000


class FileRecords:
    """The records that the files of one source hold, in the same order each time.

    Args:
        engine: where they are looked at; it belongs to this alone.
        imports: of the source, in the order in which they came.
        zone: the time zone of the firm, by its name.
        now: of a customer of whom nobody knows since when: when the record was made.
    """

    def __init__(self, engine: Engine, imports: Sequence[StagedImport], zone: str, now: datetime) -> None:
        self.engine = engine
        self._zone = ZoneInfo(zone)
        self._now = now
        build.stage(engine, imports)
        fit(engine)

    def people(self) -> tuple[str, ...]:
        """Return the words by which the source names those who look after customers, leads and orders."""
        tables = " UNION ".join(
            f"SELECT owner FROM fit_{name} WHERE reason IS NULL" for name in ("customers", "leads", "orders")
        )
        return tuple(row[0] for row in self.engine.rows(f"SELECT owner FROM ({tables}) WHERE owner <> '' ORDER BY 1"))

    def total(self) -> int:
        """Return how many records there are."""
        tables = ("products", "customers", "leads", "orders", "touches")
        counts = " + ".join(f"(SELECT count(*) FROM fit_{name} WHERE reason IS NULL)" for name in tables)
        return int(self.engine.rows(f"SELECT {counts}")[0][0])

    def step(self, name: str) -> Iterator[ForeignRecord]:
        """Return the records of one concept."""
        make = _STEPS.get(name)
        return iter(()) if make is None else make(self)

    def rows(self, sql: str) -> Iterator[dict[str, Any]]:
        """Go through the rows of a query by the names of its columns."""
        found = self.engine.connection.cursor().execute(sql)
        names = [column[0] for column in found.description or ()]
        while rows := found.fetchmany(_AT_ONCE):
            for row in rows:
                yield dict(zip(names, row, strict=True))

    def begin_of(self, day: date | None) -> datetime:
        """Return when a day begins where the firm is."""
        return self._now if day is None else datetime.combine(day, time(), self._zone)

    def moment(self, local: datetime) -> datetime:
        """Return a moment in the time of the firm."""
        return local.replace(tzinfo=self._zone)


def _products(files: FileRecords) -> Iterator[ForeignRecord]:
    for row in files.rows("SELECT * FROM fit_products WHERE reason IS NULL ORDER BY product_key"):
        yield ForeignRecord(
            row["source_key"],
            row["name"] or row["source_key"],
            files.begin_of(None),
            {
                "code": row["source_key"],
                "category": row["category"] or "",
                "unit_cost": row["unit_cost"],
                # Files of products name no currency of what goods cost.
                "currency": "",
            },
        )


def _campaigns(files: FileRecords) -> Iterator[ForeignRecord]:
    named = """
        SELECT campaign, min(day) AS first_on FROM (
            SELECT campaign, ordered_on AS day FROM fit_orders WHERE reason IS NULL
            UNION ALL SELECT campaign, created_on FROM fit_leads WHERE reason IS NULL
        ) WHERE campaign <> '' GROUP BY 1 ORDER BY 1
    """
    for row in files.rows(named):
        # Of a campaign that rows only name, nothing but its name is known.
        yield ForeignRecord(
            row["campaign"], row["campaign"], files.begin_of(row["first_on"]), {"status": "", "currency": ""}
        )


def _customers(files: FileRecords) -> Iterator[ForeignRecord]:
    returns = """
        SELECT r.customer_key, list({'returned_on': r.returned_on, 'amount': r.amount, 'currency': r.currency,
            'quantity': r.quantity, 'product': p.source_key} ORDER BY r.return_key) AS back
        FROM fit_returns r LEFT JOIN fit_products p USING (product_key)
        WHERE r.reason IS NULL AND r.order_key IS NULL GROUP BY 1
    """
    sql = f"""
        SELECT c.*, b.back, coalesce(p.is_partner, false) AS is_partner, coalesce(p.is_supplier, false) AS is_supplier
        FROM fit_customers c LEFT JOIN ({returns}) b USING (customer_key)
        LEFT JOIN folded_partners p USING (customer_key)
        WHERE c.reason IS NULL ORDER BY c.customer_key
    """
    for row in files.rows(sql):
        yield ForeignRecord(
            row["source_key"],
            row["name"] or row["source_key"],
            files.begin_of(row["created_on"]),
            {
                "kind": row["known_kind"] or "",
                "segment": row["segment"] or "",
                "region": row["region"] or "",
                "country": row["country"] or "",
                "channel": row["channel"] or "",
                "phone": row["phone"] or "",
                "email": row["email"] or "",
                "address": row["address"] or "",
                "since_on": row["created_on"],
                "customer_key": row["customer_key"],
                "is_partner": row["is_partner"],
                "is_supplier": row["is_supplier"],
            },
            owner=row["owner"] or "",
            beside={"returns": row["back"] or ()},
        )


def _leads(files: FileRecords) -> Iterator[ForeignRecord]:
    for row in files.rows("SELECT * FROM fit_leads WHERE reason IS NULL ORDER BY lead_key"):
        # A source staged by an older release tells the day only.
        at = files.moment(row["created_at"]) if row["created_at"] else files.begin_of(row["created_on"])
        yield ForeignRecord(
            row["source_key"],
            row["source_key"],
            at,
            {
                "status": row["known_status"],
                "channel": row["channel"] or "",
                "qualified_on": row["qualified_on"],
                "converted_on": row["converted_on"],
                "assigned_at": at,
            },
            _links(customer=row["customer_source_key"], campaign=row["campaign"]),
            row["owner"] or "",
        )


_ORDERS = """
WITH lines AS (
    SELECT order_key, list({'product': product_source_key, 'quantity': known_quantity, 'unit_price': unit_price,
        'amount': amount, 'unit_cost': unit_cost, 'discount': CASE WHEN known_quantity * unit_price = amount + discount
            AND amount + discount > 0 THEN (discount / (amount + discount))::DECIMAL(18, 4) ELSE 0 END}
        ORDER BY line_key) AS lines
    FROM fit_lines GROUP BY 1
), sent AS (
    SELECT delivery_key, product_key, sum(quantity) AS quantity, sum(damaged) AS damaged
    FROM folded_delivery_lines GROUP BY ALL HAVING sum(quantity) > 0
), sent_lines AS (
    SELECT delivery_key, list({'product': p.source_key, 'quantity': s.quantity, 'damaged': s.damaged}
        ORDER BY product_key) AS lines
    FROM sent s JOIN fit_products p USING (product_key) GROUP BY 1
), deliveries AS (
    SELECT order_key, list({'promised_on': promised_on, 'shipped_on': shipped_on, 'delivered_on': delivered_on,
        'documents': CASE WHEN documents_right THEN 'right' WHEN NOT documents_right THEN 'wrong' ELSE '' END,
        'lines': s.lines} ORDER BY delivery_key) AS deliveries, bool_and(delivered_on IS NOT NULL) AS came
    FROM folded_deliveries LEFT JOIN sent_lines s USING (delivery_key) GROUP BY 1
), back AS (
    SELECT r.order_key, list({'returned_on': r.returned_on, 'amount': r.amount, 'currency': r.currency,
        'quantity': r.quantity, 'product': p.source_key} ORDER BY r.return_key) AS back
    FROM fit_returns r LEFT JOIN fit_products p USING (product_key) WHERE r.reason IS NULL GROUP BY 1
)
SELECT o.*, l.lines, d.deliveries, d.came, b.back FROM fit_orders o
LEFT JOIN lines l USING (order_key) LEFT JOIN deliveries d USING (order_key) LEFT JOIN back b USING (order_key)
WHERE o.reason IS NULL ORDER BY o.order_key
"""


def _orders(files: FileRecords) -> Iterator[ForeignRecord]:
    for row in files.rows(_ORDERS):
        at = files.moment(row["ordered_at"])
        yield ForeignRecord(
            row["source_key"],
            row["source_key"],
            at,
            {
                "ordered_at": at,
                "amount": None if row["is_unpriced"] else row["amount"],
                "currency": row["currency"] or "",
                "status": _status(row),
                "channel": row["channel"] or "",
                "region": row["region"] or "",
            },
            _links(customer=row["customer_source_key"], campaign=row["campaign"]),
            row["owner"] or "",
            {"lines": row["lines"] or (), "deliveries": row["deliveries"] or (), "returns": row["back"] or ()},
        )


def _status(row: Mapping[str, Any]) -> str:
    if row["status"] == "cancelled":
        return "cancelled"
    if row["reversed_on"] is not None:
        return "returned"
    return "delivered" if row["came"] else "confirmed"


def _touches(files: FileRecords) -> Iterator[ForeignRecord]:
    for row in files.rows("SELECT * FROM fit_touches WHERE reason IS NULL ORDER BY touch_key"):
        at = files.moment(row["touched_at"])
        outcome = row["outcome"] if row["outcome"] in ("answered", "no_answer", "unsubscribed") else ""
        if row["arrived"] is False and row["known_kind"] == "mail":
            outcome = "bounced"
        yield ForeignRecord(
            row["source_key"],
            row["channel"],
            at,
            {
                "kind": row["known_kind"],
                "direction": row["direction"],
                "outcome": outcome,
                # A word that stands for none of the outcomes is not lost.
                "body": "" if outcome else row["outcome"] or "",
                "happened_at": at,
                "done_at": at,
            },
            _links(customer=row["customer_source_key"], lead=row["lead_source_key"]),
        )


def _links(**keys: str | None) -> dict[str, str]:
    return {link: key for link, key in keys.items() if key}


_STEPS: Mapping[str, Callable[[FileRecords], Iterator[ForeignRecord]]] = {
    "products": _products,
    "campaigns": _campaigns,
    "customers": _customers,
    "leads": _leads,
    "orders": _orders,
    "activities": _touches,
}
