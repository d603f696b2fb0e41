"""Files of deals become `deals`.

A file tells how a deal stands now, not how it came there: no change of stage is made up from it.
"""

from crmeter.warehouse.connectors.files.keys import hex_sql
from crmeter.warehouse.connectors.files.registers import keyed
from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.connectors.files.staging import NOT_TOLD, Staging
from crmeter.warehouse.connectors.files.work_words import deal_state_sql


def stage_deals(staging: Staging) -> None:
    """Stage a list of deals: won, lost or open by what the file says; what it does not say stays open."""
    field = staging.field
    rows = _dated(staging, _told(staging, keyed(staging, "deals", "deals.source_key")))
    currency = staging.reading.decisions.currency
    default = literal(currency) if currency else "NULL"
    amount, quoted = field("deals.amount"), field("deals.quoted_on")
    if _names_only_what_came_in(staging, rows):
        amount = f"CASE WHEN state = 'lost' THEN NULL ELSE {amount} END"
        staging.result.apart["deals.lost_without_amount"] = staging.count(
            f"SELECT count(*) FROM {rows} WHERE state = 'lost'"
        )
    values = {
        "deal_key": "own_key",
        "customer_key": "customer_key",
        "created_on": field("deals.created_on"),
        "pipeline": f"coalesce({field('deals.pipeline')}, {literal(NOT_TOLD)})",
        "stage": f"coalesce({field('deals.stage')}, {field('deals.status')}, {literal(NOT_TOLD)})",
        "status": "state",
        "amount": amount,
        "currency": f"coalesce({field('orders.currency')}, {default})",
        "probability": _percent(staging, rows),
        # Of a deal that is open, the day of its end is the one on which it is meant to end.
        "expected_on": f"coalesce({field('deals.expected_on')}, CASE WHEN is_told AND state = 'open' "
        f"THEN {field('deals.closed_on')} END)",
        "won_on": "won_on",
        "lost_on": "lost_on",
        # Where a file has days of quotes, an empty one says that none was sent.
        "is_quoted": f"{quoted} IS NOT NULL" if _tells_of_quotes(staging, rows) else "NULL",
        "quoted_on": quoted,
        "source_key": f"coalesce({field('deals.source_key')}, {hex_sql('own_key')})",
        "source_line": "line",
    } | {word: field(f"deals.{word}") for word in ("lost_reason", "competitor", "channel", "owner")}
    staging.write("deals", values, rows)
    if staging.reading.has("customers.source_key", "identities.name", "identities.phone", "identities.email"):
        staging.write_customers(rows)
        staging.write_identities(rows)
    _count_apart(staging, rows)


def _told(staging: Staging, rows: str) -> str:
    """SQL of the rows with `state`, and whether anything of the row tells it."""
    field = staging.field
    flags = (
        f"CASE WHEN {field('deals.is_won')} = 'true' THEN 'won' WHEN {field('deals.is_closed')} = 'false' THEN 'open' "
        f"WHEN {field('deals.is_won')} = 'false' AND {field('deals.is_closed')} = 'true' THEN 'lost' END"
    )
    days = (
        f"CASE WHEN {field('deals.won_on')} IS NOT NULL THEN 'won' "
        f"WHEN {field('deals.lost_on')} IS NOT NULL THEN 'lost' END"
    )
    words = f"{deal_state_sql(field('deals.status'))}, {deal_state_sql(field('deals.stage'))}"
    return f"(SELECT *, told_state IS NOT NULL AS is_told, coalesce(told_state, 'open') AS state FROM (SELECT *, \
coalesce({flags}, {words}, {days}) AS told_state FROM {rows}))"


def _dated(staging: Staging, rows: str) -> str:
    """SQL of the rows with the days on which they were won or lost; those that ended on no day are refused."""
    field, closed = staging.field, staging.field("deals.closed_on")
    won = f"coalesce({field('deals.won_on')}, CASE WHEN state = 'won' THEN {closed} END)"
    lost = f"coalesce({field('deals.lost_on')}, CASE WHEN state = 'lost' THEN {closed} END)"
    dated = f"(SELECT *, {won} AS won_on, {lost} AS lost_on FROM {rows})"
    # Taken for open they would be counted among what can still be won.
    undated = "(state = 'won' AND won_on IS NULL) OR (state = 'lost' AND lost_on IS NULL)"
    staging.run(f"INSERT INTO late_rejects SELECT line, 'ended_without_day', NULL, NULL FROM {dated} WHERE {undated}")
    return f"(SELECT * FROM {dated} WHERE NOT ({undated}))"


def _names_only_what_came_in(staging: Staging, rows: str) -> bool:
    """Whether the amount is 0 of every lost deal: then it says what came in, and nobody knows what was at stake."""
    if not staging.reading.has("deals.amount"):
        return False
    amount = staging.field("deals.amount")
    lost = staging.run(f"SELECT count(*), count({amount}), max(abs({amount})) FROM {rows} WHERE state = 'lost'")[0]
    return bool(lost[1]) and lost[2] == 0


def _tells_of_quotes(staging: Staging, rows: str) -> bool:
    """Whether any deal has the day of its quote: a column that nobody fills says of none that it was not sent."""
    if not staging.reading.has("deals.quoted_on"):
        return False
    return bool(staging.count(f"SELECT count({staging.field('deals.quoted_on')}) FROM {rows}"))


def _percent(staging: Staging, rows: str) -> str:
    """SQL of the chance in percent; a column that is nowhere above 1 and somewhere between 0 and 1 holds shares."""
    if not staging.reading.has("deals.probability"):
        return "NULL"
    chance = staging.field("deals.probability")
    told = f"count(*) FILTER ({chance} > 0 AND {chance} < 1) > 0 AND max({chance}) <= 1"
    shares = bool(staging.run(f"SELECT {told} FROM {rows}")[0][0])
    whole = f"{chance} * 100" if shares else chance
    staging.result.apart["deals.chance_off_scale"] = staging.count(
        f"SELECT count(*) FROM {rows} WHERE {whole} NOT BETWEEN 0 AND 100"
    )
    return f"CASE WHEN {whole} BETWEEN 0 AND 100 THEN round({whole}) END"


def _count_apart(staging: Staging, rows: str) -> None:
    apart = staging.result.apart
    apart["deals.unknown_state"] = staging.count(
        f"SELECT count(*) FROM {rows} WHERE NOT is_told AND "
        f"coalesce({staging.field('deals.status')}, {staging.field('deals.stage')}) IS NOT NULL"
    )
    apart["deals.closed_without_result"] = staging.count(
        f"SELECT count(*) FROM {rows} WHERE NOT is_told AND {staging.field('deals.closed_on')} IS NOT NULL"
    )
    apart["deals.ended_before_created"] = staging.count(
        f"SELECT count(*) FROM {rows} WHERE least(won_on, lost_on) < CAST({staging.field('deals.created_on')} AS DATE)"
    )
