"""Files of customers, employees, products, leads, touches, returns and rates become their one table."""

from crmeter.warehouse.connectors.files.fields import PARTNER
from crmeter.warehouse.connectors.files.keys import hex_sql, key_sql
from crmeter.warehouse.connectors.files.sales import stage_products
from crmeter.warehouse.connectors.files.session import column, literal
from crmeter.warehouse.connectors.files.staging import Staging
from crmeter.warehouse.connectors.files.touch_words import arrived_sql


def stage_customers(staging: Staging) -> None:
    """Stage a list of customers; where it names a person behind an id, the id becomes an alias of the person."""
    has, source = staging.reading.has, staging.reading.source
    if not has("customers.person_id"):
        staging.write_customers(staging.facts)
        staging.write_identities(staging.facts)
        _stage_partners(staging, staging.facts, "customer_key")
        return
    person = key_sql("customers", source, column("customers.person_id"))
    whose = f"(SELECT *, coalesce({person}, customer_key) AS person_key FROM {staging.facts})"
    own = "customers.person_id"
    staging.write_customers(whose, "person_key", own)
    staging.write_identities(whose, "person_key")
    _stage_partners(staging, whose, "person_key")
    if has("customers.source_key"):
        staging.write_aliases(
            f"SELECT customer_key AS alias_key, person_key AS customer_key FROM {whose} "
            f"WHERE customer_key IS NOT NULL AND customer_key <> person_key"
        )
        staging.result.notes["aliases"] = "customer_aliases"


def _stage_partners(staging: Staging, relation: str, customer_key: str) -> None:
    """Stage which customers of a list are partners or suppliers, if it says so; the last row of each counts."""
    if not staging.reading.has(*PARTNER):
        return
    told = {field.split(".")[1]: staging.field(field) for field in PARTNER}
    beside = {word: staging.field(f"customers.{word}") for word in ("source_key", "segment", "region", "owner")}
    latest = ", ".join(f"arg_max({value}, line) AS {word}" for word, value in (told | beside).items())
    grouped = (
        f"(SELECT {customer_key} AS customer_key, max(line) AS line, {latest} FROM {relation}"
        f" WHERE {customer_key} IS NOT NULL GROUP BY 1) WHERE is_partner = 'true' OR is_supplier = 'true'"
    )
    values = {
        "customer_key": "customer_key",
        "source_key": f"coalesce(source_key, {hex_sql('customer_key')})",
        "source_line": "line",
    } | {word: word for word in (*told, "segment", "region", "owner")}
    staging.write("partners", values, grouped)


def stage_employees(staging: Staging) -> None:
    """Stage a list of employees; who has a last day has left."""
    field = staging.field
    ended = f"CAST({field('employees.ended_on')} AS DATE)"
    values = {
        "employee_key": "own_key",
        "team": field("employees.team"),
        "started_on": field("employees.started_on"),
        "ended_on": ended,
        "has_left": f"coalesce({ended} IS NOT NULL OR {field('employees.has_left')} = 'true', false)",
        "reason": field("employees.reason"),
        "source_key": f"coalesce({field('employees.source_key')}, {hex_sql('own_key')})",
        "source_line": "line",
    }
    rows = keyed(staging, "employees", "employees.source_key")
    staging.write("employees", values, rows)
    undated = f"({values['has_left']}) AND {ended} IS NULL"
    staging.result.apart["employees.left_without_date"] = staging.count(f"SELECT count(*) FROM {rows} WHERE {undated}")


def stage_product_list(staging: Staging) -> None:
    """Stage a list of products."""
    stage_products(staging)


def stage_leads(staging: Staging) -> None:
    """Stage a list of leads; names and contacts serve as keys only."""
    field, has = staging.field, staging.reading.has
    rows = keyed(staging, "leads", "leads.source_key", "customer_key")
    linked = key_sql("customers", staging.reading.source, field("customers.source_key"))
    values = {
        "lead_key": "own_key",
        "customer_key": linked,
        "created_on": field("leads.created_on"),
        "created_at": field("leads.created_on"),
        "qualified_on": field("leads.qualified_on"),
        "converted_on": field("leads.converted_on"),
        "source_key": f"coalesce({field('leads.source_key')}, {hex_sql('own_key')})",
        "source_line": "line",
    } | {word: field(f"leads.{word}") for word in ("status", "channel", "campaign", "owner")}
    staging.write("leads", values, rows)
    if has("leads.converted"):
        yes = (
            f"lower({column('leads.converted')}) IN ('1', 'true', 'yes', 'y', 'x', 'có', 'co', 'rồi', 'đã chuyển đổi')"
        )
        undated = f"{yes} AND {field('leads.converted_on')} IS NULL"
        staging.result.apart["leads.converted_without_date"] = staging.count(
            f"SELECT count(*) FROM {rows} WHERE {undated}"
        )


def stage_touches(staging: Staging) -> None:
    """Stage a list of contacts."""
    field, source = staging.field, staging.reading.source
    outcome, channel = field("touches.outcome"), field("touches.channel")
    values = {
        "touch_key": "own_key",
        "customer_key": "customer_key",
        "lead_key": key_sql("leads", source, field("leads.source_key")),
        "touched_at": field("touches.touched_at"),
        "touched_on": field("touches.touched_at"),
        "channel": channel,
        "direction": field("touches.direction"),
        # What came back was answered by nobody.
        "outcome": f"CASE WHEN {outcome} = 'bounced' THEN 'no_answer' ELSE {outcome} END",
        "arrived": arrived_sql(outcome, channel),
        "source_key": f"coalesce({field('touches.source_key')}, {hex_sql('own_key')})",
        "source_line": "line",
    }
    staging.write("touches", values, keyed(staging, "touches", "touches.source_key"))


def stage_returns(staging: Staging) -> None:
    """Stage a list of goods sent back."""
    field = staging.field
    currency = staging.reading.decisions.currency
    default = literal(currency) if currency else "NULL"
    values = {
        "return_key": "own_key",
        "order_key": "order_key",
        "customer_key": "customer_key",
        "product_key": "product_key",
        "returned_on": field("returns.returned_on"),
        "quantity": f"abs({field('returns.quantity')})",
        "amount": f"abs({field('returns.amount')})",
        "currency": f"coalesce({field('orders.currency')}, {default})",
        "source_key": f"coalesce({field('returns.source_key')}, {hex_sql('own_key')})",
        "source_line": "line",
    }
    staging.write("returns", values, keyed(staging, "returns", "returns.source_key"))


def stage_exchange_rates(staging: Staging) -> None:
    """Stage a list of exchange rates; without a second currency they lead to VND."""
    field, source = staging.field, staging.reading.source
    target = literal(staging.reading.decisions.currency or "VND")
    to_currency = f"coalesce({field('exchange_rates.to_currency')}, {target})"
    day = f"CAST({field('exchange_rates.rated_on')} AS DATE)"
    own = f"{field('exchange_rates.currency')} || '/' || {to_currency} || '@' || {day}"
    values = {
        "rate_key": key_sql("exchange_rates", source, own),
        "currency": field("exchange_rates.currency"),
        "to_currency": to_currency,
        "rated_on": day,
        "rate": field("exchange_rates.rate"),
        "source_key": own,
        "source_line": "line",
    }
    staging.write("exchange_rates", values, staging.one_row_per_key(own))


def keyed(staging: Staging, concept: str, id_field: str, personal: str | None = None) -> str:
    """SQL of one row per thing with `own_key`: by its id, else by the person, else by its content."""
    source = staging.reading.source
    own = key_sql(concept, source, staging.field(id_field))
    known = own
    if personal is not None:
        known = f"coalesce({own}, {key_sql(concept, source, hex_sql(personal))})"
    rows = staging.with_content_key(staging.one_row_per_key(known))
    return f"(SELECT *, coalesce({known}, content_key) AS own_key FROM {rows})"
