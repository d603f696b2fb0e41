"""Files of orders and of order lines become orders, lines, deliveries, returns, products and customers."""

from crmeter.warehouse.connectors.files.keys import hex_sql, key_sql
from crmeter.warehouse.connectors.files.normalise import NAMES, PRODUCT, product_id_sql
from crmeter.warehouse.connectors.files.session import column, literal
from crmeter.warehouse.connectors.files.staging import Staging
from crmeter.warehouse.connectors.files.statuses import status_sql, unknown_sql

_ATTRIBUTES = ("channel", "region", "campaign", "owner")


def stage_orders(staging: Staging) -> None:
    """Stage a file in which a row is an order."""
    field = staging.field
    if staging.reading.has("orders.source_key"):
        rows = staging.one_row_per_key("order_key")
        nameless = f"EXISTS (SELECT 1 FROM {staging.facts} WHERE order_key IS NULL)"
        rows = (
            staging.with_content_key(rows)
            if staging.count(f"SELECT {nameless}::INT")
            else f"(SELECT *, content AS content_key FROM {rows})"
        )
    else:
        rows = staging.with_content_key(staging.facts)
    moment, amount = field("orders.ordered_at"), field("orders.amount")
    staging.run(
        f"CREATE OR REPLACE TEMP VIEW documents AS SELECT * REPLACE (coalesce(order_key, content_key) AS order_key), "
        f"{moment} AS ordered_at, {amount} AS amount, {_currency(staging)} AS currency, "
        f"CASE WHEN {amount} < 0 THEN 'return' WHEN {amount} = 0 THEN 'free' ELSE 'sale' END AS kind, "
        f"{_status(staging)} AS status FROM {rows}"
    )
    values = {
        "order_key": "order_key",
        "customer_key": "customer_key",
        "ordered_at": "ordered_at",
        "ordered_on": "ordered_at",
        "kind": "kind",
        "status": "status",
        "amount": "amount",
        "currency": "currency",
        "quantity": field("orders.quantity"),
        "source_key": f"coalesce({field('orders.source_key')}, {hex_sql('order_key')})",
        "source_line": "line",
    } | {word: field(f"orders.{word}") for word in _ATTRIBUTES}
    staging.write("orders", values, "documents")
    staging.result.notes["orders_amount"] = "own" if staging.reading.has("orders.amount") else "sum_of_lines"
    _stage_deliveries(staging, "documents")
    _stage_credits(staging, "documents")
    if staging.reading.has("customers.source_key") or _people(staging):
        staging.write_customers("documents")
        staging.write_identities("documents")
    _count_orders(staging, "documents")


def stage_order_lines(staging: Staging) -> None:
    """Stage a file in which a row is a line of an order, with or without the order's own columns."""
    dated = staging.reading.has("orders.ordered_at")
    _make_lines(staging)
    if dated:
        _make_documents(staging)
        _stage_documents(staging)
        _stage_returns(staging)
        _stage_deliveries(staging, "(SELECT l.* FROM lines l JOIN documents USING (order_key))", grouped=True)
        if staging.reading.has("customers.source_key") or _people(staging):
            buyers = "(SELECT * FROM lines WHERE customer_key IN (SELECT customer_key FROM documents))"
            staging.write_customers(buyers)
            staging.write_identities(buyers)
    else:
        staging.result.notes["fill_from_orders"] = ["order_lines.ordered_on"]
    _stage_lines(staging, dated)
    if staging.reading.has(*PRODUCT):
        stage_products(staging, "lines")
    for kind, n in staging.run("SELECT kind, count(*) FROM lines WHERE kind <> 'sale' GROUP BY kind ORDER BY kind"):
        staging.result.apart[f"order_lines.{kind}"] = int(str(n))
    if dated:
        staging.result.apart["order_lines.no_customer"] = staging.count(
            "SELECT count(*) FROM lines WHERE customer_key IS NULL"
        )
        _count_orders(staging, "documents")


def stage_products(staging: Staging, relation: str | None = None) -> None:
    """Stage one row for each product of a relation, with the latest of everything known."""
    words = [w for w in ("name", "category", "unit_cost") if staging.reading.has(f"products.{w}")]
    latest = "".join(f", arg_max({column(f'products.{w}')}, line) AS {w}" for w in words)
    if staging.reading.has("order_lines.unit_cost"):
        latest += f", arg_max({column('order_lines.unit_cost')}, line) AS unit_cost"
        words.append("unit_cost")
    grouped = (
        f"(SELECT product_key, any_value({product_id_sql(staging.reading)}) AS own_id, min(line) AS line{latest} "
        f"FROM {relation or staging.facts} WHERE product_key IS NOT NULL GROUP BY 1)"
    )
    values = {"product_key": "product_key", "source_key": "own_id", "source_line": "line"} | {w: w for w in words}
    staging.write("products", values, grouped)


def _make_lines(staging: Staging) -> None:
    """Make `lines`: facts with their keys, kind and amount."""
    source, field = staging.reading.source, staging.field
    own_order = field("orders.source_key")
    own_line = f"coalesce({own_order}, {hex_sql('order_key')}) || '/' || {field('order_lines.source_key')}"
    numbered = staging.reading.has("order_lines.source_key")
    rows = staging.with_content_key(staging.one_row_per_key(own_line) if numbered else staging.facts)
    key = f"coalesce({key_sql('order_lines', source, own_line)}, content_key)" if numbered else "content_key"
    quantity, price = field("order_lines.quantity"), field("order_lines.unit_price")
    listed, amount = f"coalesce({quantity}, 1) * {price}", field("order_lines.amount")
    percent = field("order_lines.discount_percent")
    # Beside a discount the price is that before it, as on an invoice.
    taken_off = f"coalesce({field('order_lines.discount')}, CAST({listed} * {percent} / 100 AS DECIMAL(18,4)))"
    priced = f"CAST({listed} - coalesce({taken_off}, 0) AS DECIMAL(18,4))"
    of_amount = f"CASE WHEN {percent} < 100 THEN CAST({amount} * {percent} / (100 - {percent}) AS DECIMAL(18,4)) END"
    staging.run(
        f"CREATE OR REPLACE TEMP VIEW lines AS SELECT *, {_line_kind()} AS kind FROM (SELECT * "
        f"REPLACE (coalesce(order_key, content) AS order_key), {own_order} AS own_order, {own_line} AS own_line, "
        f"{key} AS line_key, {quantity} AS quantity, {price} AS unit_price, "
        f"coalesce({amount}, {priced}) AS line_amount, coalesce({taken_off}, {of_amount}) AS discount FROM {rows})"
    )


def _line_kind() -> str:
    return (
        "CASE WHEN quantity = 0 THEN 'zero' "
        "WHEN quantity < 0 THEN CASE WHEN customer_key IS NOT NULL OR unit_price > 0 OR line_amount < 0 "
        "THEN 'return' ELSE 'adjustment' END "
        "WHEN unit_price < 0 THEN 'adjustment' "
        "WHEN line_amount < 0 THEN CASE WHEN quantity IS NULL AND customer_key IS NOT NULL THEN 'return' "
        "ELSE 'adjustment' END "
        "WHEN line_amount = 0 THEN CASE WHEN customer_key IS NULL AND own_order IS NULL THEN 'adjustment' "
        "ELSE 'free' END "
        "ELSE 'sale' END"
    )


def _make_documents(staging: Staging) -> None:
    """Make `documents`: the orders that the lines belong to, and reject lines of orders without a date."""
    field, has = staging.field, staging.reading.has
    moment = field("orders.ordered_at")
    first = {word: f"arg_min({field(f'orders.{word}')}, line)" for word in _ATTRIBUTES if has(f"orders.{word}")}
    carried = "".join(f", {sql} AS {word}" for word, sql in first.items())
    # What is sent back with a sale is a return of its own and does not lower the sale.
    sold = "sum(line_amount) FILTER (WHERE kind <> 'return')"
    lines_sum = f"CASE WHEN bool_or(kind = 'sale') THEN {sold} ELSE sum(line_amount) END"
    total = f"coalesce(arg_min({field('orders.amount')}, line), {lines_sum})" if has("orders.amount") else lines_sum
    status = f"min({_status(staging)})" if has("orders.status", "orders.cancelled_at") else "'valid'"
    refunded = f"max({field('orders.refunded')})"
    staging.run(
        f"CREATE OR REPLACE TEMP TABLE documents AS SELECT order_key, arg_min(own_order, line) AS own_order, "
        f"arg_min(customer_key, line) AS customer_key, arg_min({moment}, line) AS ordered_at, min(line) AS line, "
        f"coalesce(arg_min({field('orders.currency')}, line), {_default_currency(staging)}) AS currency, "
        f"CASE WHEN bool_or(kind = 'sale') THEN 'sale' WHEN bool_or(kind = 'return') THEN 'return' "
        f"WHEN bool_or(kind = 'free') THEN 'free' ELSE 'adjustment' END AS kind, {status} AS status, "
        f"{total} AS amount, sum(quantity) FILTER (WHERE kind IN ('sale', 'free')) AS quantity, "
        f"{refunded} AS refunded{carried} FROM lines GROUP BY order_key"
    )
    for missing, code, header in (
        ("ordered_at", "no_date_in_order", "orders.ordered_at"),
        ("currency", "unknown_currency", "orders.currency"),
    ):
        named = literal(staging.reading.headers[header]) if header in staging.reading.headers else "NULL"
        staging.run(
            f"INSERT INTO late_rejects SELECT line, '{code}', {named}, NULL FROM lines "
            f"WHERE order_key IN (SELECT order_key FROM documents WHERE {missing} IS NULL)"
        )
        staging.run(f"DELETE FROM documents WHERE {missing} IS NULL")


def _stage_documents(staging: Staging) -> None:
    values = {
        word: word
        for word in ("order_key", "customer_key", "ordered_at", "kind", "status", "amount", "currency", "quantity")
    }
    values |= {word: word for word in _ATTRIBUTES if staging.reading.has(f"orders.{word}")}
    values |= {
        "ordered_on": "ordered_at",
        "source_key": f"coalesce(own_order, {hex_sql('order_key')})",
        "source_line": "line",
    }
    staging.write("orders", values, "documents")
    staging.result.notes["orders_amount"] = "own" if staging.reading.has("orders.amount") else "from_lines_in_file"


def _stage_lines(staging: Staging, dated: bool) -> None:
    moment = staging.field("orders.ordered_at")
    relation, ordered_on, currency = "lines", "NULL", _currency(staging)
    if dated:
        relation = (
            f"(SELECT l.*, coalesce(l.{moment}, d.ordered_at) AS day, d.currency AS of_document "
            f"FROM lines l JOIN documents d USING (order_key))"
        )
        ordered_on, currency = "day", "of_document"
    values = {
        "line_key": "line_key",
        "order_key": "order_key",
        "product_key": "product_key",
        "ordered_on": ordered_on,
        "kind": "kind",
        "quantity": "quantity",
        "unit_price": "unit_price",
        "amount": "line_amount",
        "discount": "discount",
        "currency": currency,
        "unit_cost": staging.field("order_lines.unit_cost"),
        "source_key": f"coalesce(own_line, {hex_sql('line_key')})",
        "source_line": "line",
    }
    staging.write("order_lines", values, relation)


def _stage_returns(staging: Staging) -> None:
    """Stage return lines and refunded amounts, both positive; refresh finds the orders they belong to."""
    source = staging.reading.source
    moment = staging.field("orders.ordered_at")
    own = f"coalesce(l.{moment}, d.ordered_at)"
    relation = (
        f"(SELECT {key_sql('returns', source, hex_sql('line_key'))} AS return_key, NULL::BIGINT AS order_key, "
        f"coalesce(l.customer_key, d.customer_key) AS customer_key, product_key, {own} AS returned_on, "
        f"abs(l.quantity) AS quantity, abs(line_amount) AS amount, d.currency AS currency, "
        f"coalesce(own_line, {hex_sql('line_key')}) AS source_key, l.line AS line "
        f"FROM lines l JOIN documents d USING (order_key) WHERE l.kind = 'return'"
    )
    if staging.reading.has("orders.refunded"):
        relation += (
            f" UNION ALL SELECT {key_sql('returns', source, hex_sql('order_key'))}, order_key, customer_key, NULL, "
            f"ordered_at, NULL, refunded, currency, coalesce(own_order, {hex_sql('order_key')}), line "
            f"FROM documents WHERE refunded > 0"
        )
    words = ("return_key", "order_key", "customer_key", "product_key", "returned_on", "quantity", "amount", "currency")
    values = {word: word for word in words} | {"source_key": "source_key", "source_line": "line"}
    staging.write("returns", values, relation + ")")


def _stage_credits(staging: Staging, documents: str) -> None:
    """Stage the negative documents and the refunded amounts of a list of orders."""
    source, has = staging.reading.source, staging.reading.has
    parts = []
    if has("orders.amount"):
        parts.append(("NULL::BIGINT", "-amount", "amount < 0"))
    if has("orders.refunded"):
        parts.append(("order_key", column("orders.refunded"), f"{column('orders.refunded')} > 0"))
    if not parts:
        return
    own = f"coalesce({staging.field('orders.source_key')}, {hex_sql('order_key')})"
    relation = " UNION ALL ".join(
        f"SELECT {key_sql('returns', source, hex_sql('order_key') + f' || {place}')} AS return_key, "
        f"{order} AS order_key, customer_key, ordered_at AS returned_on, {amount} AS amount, "
        f"currency, {own} AS source_key, line FROM {documents} WHERE {where}"
        for place, (order, amount, where) in enumerate(parts)
    )
    words = ("return_key", "order_key", "customer_key", "returned_on", "amount", "currency", "source_key")
    staging.write("returns", {word: word for word in words} | {"source_line": "line"}, f"({relation})")


def _stage_deliveries(staging: Staging, relation: str, grouped: bool = False) -> None:
    words = [w for w in ("promised_on", "shipped_on", "delivered_on") if staging.reading.has(f"deliveries.{w}")]
    if not words:
        return
    days = {w: column(f"deliveries.{w}") for w in words}
    own = staging.field("orders.source_key")
    if grouped:
        latest = ", ".join(f"max({sql}) AS {column(f'deliveries.{w}')}" for w, sql in days.items())
        relation = (
            f"(SELECT order_key, any_value({own}) AS own_order, min(line) AS line, {latest} FROM {relation} GROUP BY 1)"
        )
        own = "own_order"
    values = {
        "delivery_key": key_sql("deliveries", staging.reading.source, hex_sql("order_key")),
        "order_key": "order_key",
        "source_key": f"coalesce({own}, {hex_sql('order_key')})",
        "source_line": "line",
    } | days
    some = f"coalesce({', '.join(days.values())}) IS NOT NULL"
    staging.write("deliveries", values, f"{relation} WHERE {some}")


def _people(staging: Staging) -> bool:
    return staging.reading.has(*NAMES, "identities.phone", "identities.email")


def _status(staging: Staging) -> str:
    word, moment = staging.field("orders.status"), staging.field("orders.cancelled_at")
    return f"CASE WHEN {moment} IS NOT NULL THEN 'cancelled' ELSE {status_sql(word)} END"


def _default_currency(staging: Staging) -> str:
    decisions = staging.reading.decisions
    return literal(decisions.currency) if decisions.currency else "NULL::VARCHAR"


def _currency(staging: Staging) -> str:
    return f"coalesce({staging.field('orders.currency')}, {_default_currency(staging)})"


def _count_orders(staging: Staging, documents: str) -> None:
    apart = staging.result.apart
    apart["orders.no_customer"] = staging.count(f"SELECT count(*) FROM {documents} WHERE customer_key IS NULL")
    for what in ("kind", "status"):
        usual = "sale" if what == "kind" else "valid"
        for word, n in staging.run(
            f"SELECT {what}, count(*) FROM {documents} WHERE {what} <> '{usual}' GROUP BY 1 ORDER BY 1"
        ):
            apart[f"orders.{word}"] = int(str(n))
    if staging.reading.has("orders.status"):
        word = column("orders.status")
        unknown = staging.run(
            f"SELECT {word}, count(*) FROM {staging.facts} WHERE {unknown_sql(word)} "
            f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20"
        )
        staging.result.notes["unknown_statuses"] = {str(w): int(str(n)) for w, n in unknown}
