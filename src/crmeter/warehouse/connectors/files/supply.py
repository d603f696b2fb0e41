"""Files of stock, of what suppliers bring and of claims under warranty become their one table each."""

from crmeter.warehouse.connectors.files.keys import hex_sql, key_sql
from crmeter.warehouse.connectors.files.normalise import PRODUCT
from crmeter.warehouse.connectors.files.registers import keyed
from crmeter.warehouse.connectors.files.sales import stage_products
from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.connectors.files.staging import Staging
from crmeter.warehouse.connectors.files.supply_words import claim_state_sql

_SUPPLIED = ("supplier", "ordered_on", "promised_on", "received_on")
_QUANTITIES = ("quantity_ordered", "quantity_received", "quantity_rejected")


def stage_stock_levels(staging: Staging) -> None:
    """Stage readings of what is on hand; of one product at one place on one day the last row of the file counts."""
    field, source = staging.field, staging.reading.source
    day = f"CAST({field('stock_levels.counted_on')} AS DATE)"
    place = field("stock_levels.place")
    own = f"{hex_sql('product_key')} || '@' || {day} || coalesce('@' || {place}, '')"
    values = {
        "stock_key": key_sql("stock_levels", source, own),
        "product_key": "product_key",
        "place": place,
        "counted_on": day,
        "quantity": field("stock_levels.quantity"),
        "source_key": own,
        "source_line": "line",
    }
    staging.write("stock_levels", values, staging.one_row_per_key(own))
    stage_products(staging)


def stage_supplier_deliveries(staging: Staging) -> None:
    """Stage what was ordered of suppliers; a row is told again by its number, else by supplier, product and days."""
    field, source = staging.field, staging.reading.source
    told = {word: field(f"supplier_deliveries.{word}") for word in (*_SUPPLIED, *_QUANTITIES)}
    number = field("supplier_deliveries.source_key")
    product = f"coalesce({hex_sql('product_key')}, '')"
    # What becomes of it later is no part of what it is.
    unnumbered = f"concat_ws('/', {told['supplier']}, {told['ordered_on']}, {told['promised_on']}, {product})"
    own = f"coalesce({number} || '/' || {product}, {unnumbered})"
    rows = (
        f"(SELECT *, {own} || '#' || row_number() OVER (PARTITION BY {own} ORDER BY line) AS own_row "
        f"FROM {staging.facts})"
    )
    values = {
        "supply_key": key_sql("supplier_deliveries", source, "own_row"),
        "product_key": "product_key",
        "source_key": f"coalesce({number}, own_row)",
        "source_line": "line",
    } | told
    staging.write("supplier_deliveries", values, rows)
    if staging.reading.has(*PRODUCT):
        stage_products(staging)
    _count_contradictions(staging)


def _count_contradictions(staging: Staging) -> None:
    received = staging.field("supplier_deliveries.quantity_received")
    rejected = staging.field("supplier_deliveries.quantity_rejected")
    staging.result.apart["supplier_deliveries.more_rejected_than_received"] = staging.count(
        f"SELECT count(*) FROM {staging.facts} WHERE {rejected} > {received}"
    )


def stage_warranty_claims(staging: Staging) -> None:
    """Stage claims under warranty; who claimed serves as a key only."""
    field = staging.field
    currency = staging.reading.decisions.currency
    default = literal(currency) if currency and staging.reading.has("warranty_claims.cost") else "NULL"
    status = claim_state_sql(field("warranty_claims.status"))
    rows = keyed(staging, "warranty_claims", "warranty_claims.source_key")
    values = {
        "claim_key": "own_key",
        "order_key": "order_key",
        "customer_key": "customer_key",
        "product_key": "product_key",
        "status": status,
        "currency": f"coalesce({field('orders.currency')}, {default})",
        "source_key": f"coalesce({field('warranty_claims.source_key')}, {hex_sql('own_key')})",
        "source_line": "line",
    } | {word: field(f"warranty_claims.{word}") for word in ("claimed_on", "closed_on", "reason", "cost")}
    staging.write("warranty_claims", values, rows)
    if staging.reading.has(*PRODUCT):
        stage_products(staging)
    word = field("warranty_claims.status")
    apart = staging.result.apart
    apart["warranty_claims.unknown_state"] = staging.count(
        f"SELECT count(*) FROM {rows} WHERE {word} IS NOT NULL AND {status} IS NULL"
    )
    apart["warranty_claims.no_order"] = staging.count(f"SELECT count(*) FROM {rows} WHERE order_key IS NULL")
