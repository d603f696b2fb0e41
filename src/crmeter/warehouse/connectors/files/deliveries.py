"""Files of deliveries become `deliveries`; where they say how much came, `delivery_lines` too."""

from crmeter.warehouse.connectors.files.keys import hex_sql, key_sql
from crmeter.warehouse.connectors.files.normalise import PRODUCT
from crmeter.warehouse.connectors.files.registers import keyed
from crmeter.warehouse.connectors.files.sales import stage_products
from crmeter.warehouse.connectors.files.staging import Staging
from crmeter.warehouse.connectors.files.supply_fields import DELIVERED, DELIVERY_MARKS

_DAYS = ("promised_on", "shipped_on", "delivered_on")
_MARKS = tuple(mark.split(".")[1] for mark in DELIVERY_MARKS)


def stage_deliveries(staging: Staging) -> None:
    """Stage a list of deliveries: a row is a delivery, or a product in one."""
    if staging.reading.has(*DELIVERED, *PRODUCT):
        _stage_by_lines(staging)
        return
    field, source = staging.field, staging.reading.source
    if staging.reading.has("deliveries.source_key"):
        rows = keyed(staging, "deliveries", "deliveries.source_key")
        key, own = "own_key", f"coalesce({field('deliveries.source_key')}, {hex_sql('own_key')})"
    else:
        rows = staging.one_row_per_key(field("orders.source_key"))
        key, own = key_sql("deliveries", source, hex_sql("order_key")), field("orders.source_key")
    values = {"delivery_key": key, "order_key": "order_key", "source_key": own, "source_line": "line"}
    values |= {word: field(f"deliveries.{word}") for word in (*_DAYS, *_MARKS)}
    staging.write("deliveries", values, rows)


def _stage_by_lines(staging: Staging) -> None:
    """Stage deliveries whose products stand in rows of their own; without an id all rows of an order are one."""
    field, source = staging.field, staging.reading.source
    own = field("deliveries.source_key")
    key = f"coalesce({key_sql('deliveries', source, own)}, {key_sql('deliveries', source, hex_sql('order_key'))})"
    # Of a delivery without an id its rows are numbered by product, so that a later list says the same of the same.
    rows = (
        f"(SELECT *, {key} AS delivery_key, row_number() OVER (PARTITION BY {key}, product_key ORDER BY line) AS nth "
        f"FROM {staging.facts})"
    )
    days = {word: field(f"deliveries.{word}") for word in _DAYS}
    latest = ", ".join(f"max({days[word]}) AS {word}" for word in ("promised_on", "shipped_on"))
    # Nothing is wholly there while a row of it has not come.
    came = f"CASE WHEN count(*) = count({days['delivered_on']}) THEN max({days['delivered_on']}) END"
    damaged, documents = (f"CAST({field(mark)} AS BOOLEAN)" for mark in DELIVERY_MARKS)
    # Damage in one row is damage; that there is none, and that all papers are right, every row has to say.
    whole = f"CASE WHEN bool_or({damaged}) THEN true WHEN count({damaged}) = count(*) THEN false END"
    right = f"CASE WHEN NOT bool_and({documents}) THEN false WHEN count({documents}) = count(*) THEN true END"
    grouped = (
        f"(SELECT delivery_key, any_value(order_key) AS order_key, min(line) AS line, "
        f"coalesce(any_value({own}), any_value({field('orders.source_key')})) AS own_id, {latest}, "
        f"{came} AS delivered_on, {whole} AS damaged, {right} AS documents_right FROM {rows} GROUP BY 1)"
    )
    told = ("delivery_key", "order_key", *_DAYS, *_MARKS)
    staging.write("deliveries", {w: w for w in told} | {"source_key": "own_id", "source_line": "line"}, grouped)
    if staging.reading.has(*DELIVERED):
        line = key_sql("delivery_lines", source, f"{hex_sql('delivery_key')} || '/' || {_product()} || '#' || nth")
        values = {
            "delivery_line_key": line,
            "delivery_key": "delivery_key",
            "order_key": "order_key",
            "product_key": "product_key",
            "source_key": f"coalesce({own}, {field('orders.source_key')}) || '/' || line",
            "source_line": "line",
        } | {name.split(".")[1]: field(name) for name in DELIVERED}
        staging.write("delivery_lines", values, rows)
    if staging.reading.has(*PRODUCT):
        stage_products(staging)


def _product() -> str:
    return f"coalesce({hex_sql('product_key')}, '')"
