"""What was sold, delivered and sent back."""

from collections.abc import Mapping

from crmeter.warehouse.connectors.own_database.origin import (
    Shape,
    amount,
    came_from,
    customer_key,
    day,
    day_of,
    moment,
    owner,
    taken_off,
    words,
)

# A draft is no order yet.
_PLACED = "o.status <> 'draft'"

SALES: Mapping[str, Shape] = {
    "products": Shape(
        ("products",),
        f"""
        SELECT p.id AS product_key, p.name, {words("p.category")} AS category, {amount("p.unit_cost")} AS unit_cost,
            {came_from("p")}
        FROM products p WHERE p.competitor_id IS NULL
        """,
        frozenset({"products"}),
    ),
    # Sent back whole by word only, without a return that was written down: dated as orders of files are.
    # Where returns are written down, the tables are built by what they give back.
    "orders": Shape(
        ("orders", "customer_keys", "campaign_names", "users", "returns"),
        f"""
        SELECT o.id AS order_key, {customer_key("k")} AS customer_key, {moment("o.ordered_at")} AS ordered_at,
            {day_of("o.ordered_at")} AS ordered_on, CASE WHEN o.amount = 0 THEN 'free' ELSE 'sale' END AS kind,
            CASE
                WHEN o.status = 'cancelled' THEN 'cancelled'
                WHEN o.status = 'returned' AND o.id NOT IN (SELECT order_id FROM returns WHERE order_id IS NOT NULL)
                    THEN 'reversed'
                ELSE 'valid'
            END AS status,
            {amount("o.amount")} AS amount, {words("o.currency")} AS currency, {words("o.channel")} AS channel,
            {words("o.region")} AS region, {words("m.name")} AS campaign, {owner("u")} AS owner, {came_from("o")}
        FROM orders o LEFT JOIN customer_keys k ON k.id = o.customer_id
        LEFT JOIN campaign_names m ON m.id = o.campaign_id LEFT JOIN users u ON u.id = o.owner_id
        WHERE {_PLACED}
        """,
        frozenset({"campaigns", "orders", "users"}),
    ),
    # Of lines that came from another system a discount of nought says nothing, unless that system ever told of one.
    "order_lines": Shape(
        ("order_lines", "orders"),
        f"""
        WITH telling AS (
            SELECT DISTINCT o.external_source FROM order_lines l JOIN orders o ON o.id = l.order_id
            WHERE l.discount <> 0 OR o.external_source = ''
        )
        SELECT l.id AS line_key, l.order_id AS order_key, l.product_id AS product_key,
            {day_of("o.ordered_at")} AS ordered_on, CASE WHEN l.amount = 0 THEN 'free' ELSE 'sale' END AS kind,
            {amount("l.quantity")} AS quantity, {amount("l.unit_price")} AS unit_price, {amount("l.amount")} AS amount,
            CASE WHEN o.external_source IN (SELECT external_source FROM telling) THEN {taken_off("l")} END AS discount,
            {words("o.currency")} AS currency, {amount("l.unit_cost")} AS unit_cost, {came_from("l")}
        FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE {_PLACED}
        """,
        frozenset({"orders"}),
    ),
    # What was promised and is not on its way yet counts too: its key is odd, those of deliveries are even.
    "deliveries": Shape(
        ("deliveries", "orders"),
        f"""
        WITH real AS (SELECT * FROM deliveries WHERE state <> 'cancelled')
        SELECT 2 * d.id AS delivery_key, d.order_id AS order_key,
            coalesce({day("d.promised_on")}, {day("o.promised_on")}) AS promised_on,
            {day("d.shipped_on")} AS shipped_on, {day("d.delivered_on")} AS delivered_on,
            CAST(NULL AS BOOLEAN) AS damaged,
            CASE d.documents WHEN 'right' THEN true WHEN 'wrong' THEN false END AS documents_right, {came_from("d")}
        FROM real d JOIN orders o ON o.id = d.order_id WHERE {_PLACED}
        UNION ALL
        SELECT 2 * o.id + 1, o.id, {day("o.promised_on")}, NULL, NULL, NULL, NULL, {came_from("o", "o.id || '.0'")}
        FROM orders o WHERE {day("o.promised_on")} IS NOT NULL AND o.id NOT IN (SELECT order_id FROM real) AND {_PLACED}
        """,
        frozenset({"orders"}),
    ),
    # What is only assumed to have been in a delivery is told to nobody. Where no damage was ever written down, nobody
    # may have looked for any.
    "delivery_lines": Shape(
        ("delivery_lines", "deliveries", "order_lines", "orders"),
        f"""
        WITH told AS (
            SELECT l.*, d.order_id, p.product_id, max(l.damaged) OVER () > 0 AS damage_is_kept
            FROM delivery_lines l JOIN deliveries d ON d.id = l.delivery_id JOIN order_lines p ON p.id = l.order_line_id
            JOIN orders o ON o.id = d.order_id WHERE {_PLACED} AND d.state <> 'cancelled' AND d.is_assumed = 0
        )
        SELECT t.id AS delivery_line_key, 2 * t.delivery_id AS delivery_key, t.order_id AS order_key,
            t.product_id AS product_key, {amount("t.quantity")} AS quantity,
            CAST(NULL AS DECIMAL(18, 4)) AS quantity_ordered,
            CASE WHEN t.damage_is_kept THEN {amount("t.damaged")} END AS damaged, {came_from("t")}
        FROM told t
        """,
        frozenset({"orders"}),
    ),
    # A return without lines is a credit: its key is even, those of lines are odd. None is called as an order is.
    "returns": Shape(
        ("returns", "return_lines", "orders", "customer_keys"),
        f"""
        WITH placed AS (
            SELECT r.*, {customer_key("k")} AS of_customer
            FROM returns r LEFT JOIN orders o ON o.id = r.order_id
            LEFT JOIN customer_keys k ON k.id = coalesce(o.customer_id, r.customer_id)
            WHERE r.order_id IS NULL OR (o.id IS NOT NULL AND {_PLACED})
        )
        SELECT 2 * l.id + 1 AS return_key, p.order_id AS order_key, p.of_customer AS customer_key,
            l.product_id AS product_key, {day("p.returned_on")} AS returned_on, {amount("l.quantity")} AS quantity,
            {amount("l.amount")} AS amount, {words("p.currency")} AS currency, {came_from("l", "p.id || '.' || l.id")}
        FROM return_lines l JOIN placed p ON p.id = l.of_id
        UNION ALL
        SELECT 2 * p.id, p.order_id, p.of_customer, NULL, {day("p.returned_on")}, NULL, {amount("p.amount")},
            {words("p.currency")}, {came_from("p", "p.id || '.0'")}
        FROM placed p WHERE p.id NOT IN (SELECT of_id FROM return_lines)
        """,
        frozenset({"customers", "orders"}),
    ),
    "exchange_rates": Shape(
        ("rates",),
        f"""
        SELECT r.id AS rate_key, r.currency_id AS currency, r.into AS to_currency, {day("r.rated_on")} AS rated_on,
            CAST(r.rate AS DECIMAL(38, 12)) AS rate, {came_from("r")}
        FROM rates r
        """,
        frozenset({"exchange_rates"}),
    ),
    "market_figures": Shape(
        ("market",),
        f"""
        SELECT m.id AS figure_key, m.span, {day("m.starts_on")} AS starts_on, {words("m.product_set")} AS product_set,
            m.who, {words("m.name")} AS name, {amount("m.amount")} AS amount, {words("m.currency")} AS currency,
            {amount("m.units")} AS units, {amount("m.share")} AS share, {amount("m.price")} AS price, m.said_by,
            {day("m.said_on")} AS said_on, {came_from("m")}
        FROM market m
        """,
        frozenset({"market_figures"}),
    ),
}
