"""Which rows of a file source can be records, and why the others cannot: those stay counted as files are.

An order comes with its lines, deliveries and returns, or stays with all of them, so that nothing of it counts twice.
What is told here needs the views of `warehouse.build`, made over the imports of the source alone.
"""

from crmeter.warehouse import build
from crmeter.warehouse.connectors.files.statuses import folded_sql
from crmeter.warehouse.engine import Engine

_LONGEST, _LONGEST_KEY = 300, 200
_STATUSES = {
    "new": ("moi", "new", "open", "chua lien he", "not contacted"),
    "working": ("dang lien he", "dang cham", "dang xu ly", "contacted", "working", "in progress", "nurturing"),
    "qualified": ("du dieu kien", "dat", "dat yeu cau", "qualified", "tiem nang"),
    "unqualified": (
        "khong thanh",
        "khong dat",
        "that bai",
        "unqualified",
        "disqualified",
        "lost",
        "failed",
        "rejected",
    ),
}
# How files call a lead that nobody works on any more, without marks.
GIVEN_UP = _STATUSES["unqualified"]
_KINDS = {
    "call": ("dien thoai", "goi", "goi dien", "phone", "call", "hotline", "telephone"),
    "mail": ("email", "e-mail", "thu", "thu dien tu", "mail"),
    "meeting": ("gap truc tiep", "gap", "gap mat", "truc tiep", "meeting", "visit", "in person", "cua hang"),
    "chat": ("zalo", "chat", "sms", "tin nhan", "facebook", "messenger", "viber", "whatsapp", "telegram", "line"),
}  # fmt: skip
_FIRMS = ("hang", "cong ty", "doanh nghiep", "to chuc", "co quan", "company", "firm", "business", "organization", "b2b")
_PERSONS = ("ca nhan", "khach le", "ho gia dinh", "person", "individual", "consumer", "household", "b2c")


def fit(engine: Engine) -> None:
    """Make `fit_<table>`: the rows with `reason`, which is empty for those that can be records."""
    engine.run(f"CREATE TABLE fit_products AS {_PRODUCTS}")
    engine.run(f"CREATE TABLE who AS {build.identities_sql()}")
    engine.run(f"CREATE TABLE fit_customers AS {_CUSTOMERS}")
    engine.run(f"CREATE TABLE fit_returns AS {_RETURNS}")
    engine.run(f"CREATE TABLE fit_lines AS {_LINES}")
    engine.run(f"CREATE TABLE fit_orders AS {_ORDERS}")
    engine.run(f"CREATE TABLE fit_leads AS {_LEADS}")
    engine.run(f"CREATE TABLE fit_touches AS {_TOUCHES}")
    # Goods sent back of an order go where the order goes.
    engine.run(
        "UPDATE fit_returns SET reason = 'link' WHERE reason IS NULL AND order_key IS NOT NULL"
        " AND order_key NOT IN (SELECT order_key FROM fit_orders WHERE reason IS NULL)"
    )


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _meaning(column: str, words: dict[str, tuple[str, ...]]) -> str:
    cases = " ".join(f"WHEN {folded_sql(column)} IN ({_listed(each)}) THEN '{code}'" for code, each in words.items())
    return f"CASE {cases} END"


def _twice(row: str) -> str:
    return f"count(*) OVER (PARTITION BY {row}.source_key) > 1 AS is_twice"


def _long(row: str, *columns: str, campaign: str = "") -> str:
    keys = [f"{row}.source_key", *([campaign] if campaign else [])]
    parts = [f"length({key}) > {_LONGEST_KEY}" for key in keys]
    parts += [f"length({column}) > {_LONGEST}" for column in columns]
    return f"coalesce({' OR '.join(parts)}, false) AS is_long"


# What rows are judged by is worked out before they are judged.
_PRODUCTS = f"""
SELECT * EXCLUDE (is_twice, is_long), CASE WHEN is_twice THEN 'same_key' WHEN is_long THEN 'too_long' END AS reason
FROM (SELECT p.*, {_twice("p")}, {_long("p", "p.name", "p.category")} FROM folded_products p)
"""

_CUSTOMERS = f"""
SELECT * EXCLUDE (is_twice, is_long), CASE WHEN is_twice THEN 'same_key' WHEN is_long THEN 'too_long' END AS reason
FROM (
    SELECT c.*, i.name, i.phone, i.email, i.address,
        {_meaning("c.kind", {"firm": _FIRMS, "person": _PERSONS})} AS known_kind, {_twice("c")},
        {_long("c", "i.name", "i.phone", "i.email", "c.segment", "c.region", "c.country", "c.channel")}
    FROM folded_customers c LEFT JOIN who i USING (customer_key)
)
"""

# A return is of its order's customer; one that says otherwise stays, and its order with it.
_RETURNS = """
SELECT * EXCLUDE (fits_product, fits_customer, has_order, of_customer),
    CASE
        WHEN amount IS NULL OR amount < 0 OR length(coalesce(currency, '')) <> 3 THEN 'currency'
        WHEN product_key IS NOT NULL AND NOT (fits_product AND coalesce(quantity, 0) > 0) THEN 'product'
        WHEN order_key IS NULL AND NOT fits_customer THEN 'link'
        WHEN order_key IS NOT NULL AND NOT (has_order AND coalesce(customer_key = of_customer, customer_key IS NULL))
            THEN 'link'
    END AS reason
FROM (
    SELECT r.*, p.product_key IS NOT NULL AND p.reason IS NULL AS fits_product,
        c.customer_key IS NOT NULL AND c.reason IS NULL AS fits_customer, o.order_key IS NOT NULL AS has_order,
        o.customer_key AS of_customer
    FROM folded_returns r LEFT JOIN fit_products p USING (product_key) LEFT JOIN folded_orders o USING (order_key)
    LEFT JOIN fit_customers c ON c.customer_key = r.customer_key
)
"""

# A line without a quantity whose amount is the price of one is a line of one.
_LINES = """
SELECT *,
    coalesce(
        known_quantity > 0 AND unit_price >= 0 AND fits_product AND is_of_its_order
        AND ((kind = 'sale' AND amount > 0) OR (kind = 'free' AND amount = 0)),
        false
    ) AS fits
FROM (
    SELECT l.*, p.source_key AS product_source_key, p.product_key IS NOT NULL AND p.reason IS NULL AS fits_product,
        coalesce(l.quantity, CASE WHEN l.unit_price = l.amount THEN 1 END) AS known_quantity,
        coalesce(l.ordered_on = o.ordered_on, true) AND coalesce(l.currency = o.currency, true) AS is_of_its_order
    FROM folded_order_lines l LEFT JOIN fit_products p USING (product_key) LEFT JOIN folded_orders o USING (order_key)
)
"""

_ORDERS = f"""
WITH of_lines AS (SELECT order_key, bool_and(fits) AS fit FROM fit_lines GROUP BY 1),
of_returns AS (
    SELECT order_key, bool_and(reason IS NULL) AS fit FROM fit_returns WHERE order_key IS NOT NULL GROUP BY 1
), ordered AS (
    SELECT order_key, product_key, count(*) AS lines, sum(known_quantity) AS quantity FROM fit_lines GROUP BY ALL
), brought AS (
    SELECT order_key, product_key, sum(quantity) AS quantity,
        bool_and(coalesce(damaged <= quantity, false)) AS is_told
    FROM folded_delivery_lines GROUP BY ALL
), of_deliveries AS (
    SELECT order_key, bool_and(fit) AS fit FROM (
        SELECT b.order_key, coalesce(is_told AND lines = 1 AND b.quantity <= o.quantity, false) AS fit
        FROM brought b LEFT JOIN ordered o USING (order_key, product_key)
        UNION ALL SELECT order_key, false FROM folded_deliveries WHERE damaged IS NOT NULL
        UNION ALL SELECT order_key, false FROM folded_delivery_lines GROUP BY delivery_key, order_key
            HAVING NOT coalesce(max(quantity) > 0, false)
    ) GROUP BY 1
)
SELECT * EXCLUDE (is_twice, is_long, fits_customer, has_returns, fit_lines, fit_returns, fit_deliveries),
    CASE
        WHEN is_twice THEN 'same_key'
        WHEN is_long THEN 'too_long'
        WHEN customer_key IS NOT NULL AND NOT fits_customer THEN 'link'
        WHEN NOT coalesce((kind = 'sale' AND amount > 0) OR (kind = 'free' AND amount = 0) OR is_unpriced, false)
            OR ordered_at IS NULL OR ordered_at::DATE <> ordered_on THEN 'kind'
        WHEN length(coalesce(currency, '')) <> 3 AND NOT is_unpriced THEN 'currency'
        WHEN NOT fit_lines THEN 'lines'
        WHEN NOT fit_returns OR (reversed_on IS NOT NULL AND has_returns) THEN 'returns'
        WHEN NOT fit_deliveries THEN 'delivery'
    END AS reason
FROM (
    SELECT o.* EXCLUDE (kind, amount, currency), p.kind, p.amount, p.currency, p.kind = 'unpriced' AS is_unpriced,
        c.source_key AS customer_source_key, c.customer_key IS NOT NULL AND c.reason IS NULL AS fits_customer,
        coalesce(l.fit, true) AS fit_lines, coalesce(r.fit, true) AS fit_returns,
        coalesce(d.fit, true) AS fit_deliveries, r.order_key IS NOT NULL AS has_returns,
        {_twice("o")}, {_long("o", "o.channel", "o.region", campaign="o.campaign")}
    FROM folded_orders o JOIN priced_orders p USING (order_key) LEFT JOIN of_lines l USING (order_key)
    LEFT JOIN of_returns r USING (order_key) LEFT JOIN of_deliveries d USING (order_key)
    LEFT JOIN fit_customers c ON c.customer_key = o.customer_key
)
"""

_LEADS = f"""
SELECT * EXCLUDE (is_twice, is_long, fits_customer),
    CASE
        WHEN is_twice THEN 'same_key'
        WHEN is_long THEN 'too_long'
        WHEN customer_key IS NOT NULL AND NOT fits_customer THEN 'link'
        WHEN known_status IS NULL THEN 'status'
    END AS reason
FROM (
    SELECT l.*, c.source_key AS customer_source_key, c.customer_key IS NOT NULL AND c.reason IS NULL AS fits_customer,
        CASE WHEN l.converted_on IS NOT NULL THEN 'converted' WHEN l.status IS NULL THEN 'new'
            ELSE {_meaning("l.status", _STATUSES)} END AS known_status,
        {_twice("l")}, {_long("l", "l.channel", campaign="l.campaign")}
    FROM folded_leads l LEFT JOIN fit_customers c ON c.customer_key = l.customer_key
)
"""

_TOUCHES = f"""
SELECT * EXCLUDE (is_twice, is_long, fits_customer, fits_lead),
    CASE
        WHEN is_twice THEN 'same_key'
        WHEN is_long THEN 'too_long'
        WHEN coalesce(direction, '') NOT IN ('in', 'out') THEN 'direction'
        WHEN known_kind IS NULL OR touched_at::DATE <> touched_on THEN 'channel'
        WHEN (customer_key IS NULL AND lead_key IS NULL) OR (customer_key IS NOT NULL AND NOT fits_customer)
            OR (lead_key IS NOT NULL AND NOT fits_lead) THEN 'link'
    END AS reason
FROM (
    SELECT t.*, c.source_key AS customer_source_key, l.source_key AS lead_source_key,
        c.customer_key IS NOT NULL AND c.reason IS NULL AS fits_customer,
        l.lead_key IS NOT NULL AND l.reason IS NULL AS fits_lead,
        {_meaning("t.channel", _KINDS)} AS known_kind, {_twice("t")}, {_long("t")}
    FROM folded_touches t LEFT JOIN fit_customers c ON c.customer_key = t.customer_key
    LEFT JOIN fit_leads l ON l.lead_key = t.lead_key
)
"""
