"""Files of tickets become `tickets`; logs, in which each row is a step of a ticket, become `ticket_events` too."""

from crmeter.warehouse.connectors.files.keys import hex_sql, key_sql
from crmeter.warehouse.connectors.files.registers import keyed
from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.connectors.files.staging import NOT_TOLD, Staging
from crmeter.warehouse.connectors.files.work_words import ticket_state_sql

_DONE = "('solved', 'closed')"
_MOMENTS = ("first_responded_at", "answer_due_at", "due_at", "escalated_at")
_WORDS = ("category", "product", "cause", "priority", "queue", "channel", "owner")
_YES = "CAST({} AS BOOLEAN)"
# A list names a ticket once; where each is named twice or more on average, rows are steps.
_ROWS_OF_A_LOG = 2


def stage_tickets(staging: Staging) -> None:
    """Stage a list or a log of tickets."""
    rows = _from_log(staging) if _is_log(staging) else _from_list(staging)
    values = {
        "ticket_key": "own_key",
        "customer_key": "customer_key",
        "queue": f"coalesce(queue, {literal(NOT_TOLD)})",
        "priority": f"coalesce(priority, {literal(NOT_TOLD)})",
        # A word that nobody knows does not undo what a day tells.
        "status": "coalesce(state, CASE WHEN solved_at IS NULL THEN 'open' ELSE 'solved' END)",
        "opened_at": "opened_at",
        "opened_on": "opened_at",
        # Of a ticket that is open again the solution does not stand.
        "solved_at": f"CASE WHEN state NOT IN {_DONE} THEN NULL ELSE solved_at END",
        # A file without such columns says nothing of pauses and of tickets that came back: none are known.
        "paused_seconds": "0",
        "reopened": "coalesce(reopened, 0)",
        "is_escalated": _is_escalated_sql(staging),
        "source_key": f"coalesce(source_key, {hex_sql('own_key')})",
        "source_line": "line",
    } | {word: word for word in (*_MOMENTS, "category", "product", "cause", "channel", "owner")}
    staging.write("tickets", values, rows)
    if staging.reading.has("customers.source_key", "identities.name", "identities.phone", "identities.email"):
        staging.write_customers(staging.facts)
        staging.write_identities(staging.facts)
    apart = staging.result.apart
    apart["tickets.unknown_state"] = staging.count(f"SELECT count(*) FROM {rows} WHERE is_unknown")
    apart["tickets.solved_without_date"] = staging.count(
        f"SELECT count(*) FROM {rows} WHERE state IN {_DONE} AND solved_at IS NULL"
    )
    apart["tickets.solved_and_open"] = staging.count(
        f"SELECT count(*) FROM {rows} WHERE state NOT IN {_DONE} AND solved_at IS NOT NULL"
    )
    apart["tickets.solved_before_opened"] = staging.count(
        f"SELECT count(*) FROM {rows} WHERE coalesce(state IN {_DONE}, true) AND solved_at < opened_at"
    )


def _is_escalated_sql(staging: Staging) -> str:
    """SQL of whether a ticket went to somebody above: where a file has a column of the moment, an empty one says no."""
    otherwise = "false" if staging.reading.has("tickets.escalated_at") else "NULL"
    return f"CASE WHEN escalated_at IS NOT NULL THEN true ELSE coalesce(escalated, {otherwise}) END"


def _is_log(staging: Staging) -> bool:
    if not (staging.reading.has("tickets.source_key") and staging.reading.has("tickets.changed_at")):
        return False
    key = staging.field("tickets.source_key")
    rows, tickets = staging.run(f"SELECT count({key}), count(DISTINCT {key}) FROM {staging.facts}")[0]
    return int(str(rows)) >= _ROWS_OF_A_LOG * int(str(tickets))


def _from_list(staging: Staging) -> str:
    """SQL of a row for each ticket of a list."""
    field, status = staging.field, staging.field("tickets.status")
    named = {word: field(f"tickets.{word}") for word in (*_MOMENTS, *_WORDS, "solved_at", "reopened", "source_key")}
    columns = ", ".join(f"{value} AS {word}" for word, value in named.items())
    opened = f"coalesce({field('tickets.opened_at')}, {field('tickets.changed_at')})"
    state = ticket_state_sql(status)
    return (
        f"(SELECT own_key, customer_key, line, {columns}, {_YES.format(field('tickets.is_escalated'))} AS escalated, "
        f"{opened} AS opened_at, {state} AS state, {status} IS NOT NULL AND {state} IS NULL AS is_unknown "
        f"FROM {keyed(staging, 'tickets', 'tickets.source_key')})"
    )


def _from_log(staging: Staging) -> str:
    """SQL of a row for each ticket of a log: opened by the first of its steps, as it stands after the last."""
    _make_steps(staging)
    _write_events(staging)
    field = staging.field
    told = (*_MOMENTS, *(word for word in _WORDS if word != "owner"))
    latest = ", ".join(f"arg_max({field(f'tickets.{word}')}, place) AS {word}" for word in told)
    turned = f"max(moment) FILTER (state IN {_DONE} AND coalesce(before, '') NOT IN {_DONE})"
    came_back = f"count(*) FILTER (before IN {_DONE} AND state NOT IN {_DONE})"
    opened = f"coalesce({field('tickets.opened_at')}, moment)"
    return (
        f"(SELECT own_key, arg_max(customer_key, place) AS customer_key, max(line) AS line, {latest}, "
        f"bool_or({_YES.format(field('tickets.is_escalated'))}) AS escalated, "
        f"arg_max(held_by, place) AS owner, min({field('tickets.source_key')}) AS source_key, "
        f"min({opened}) AS opened_at, "
        f"arg_max(state, place) AS state, "
        f"coalesce(arg_max({field('tickets.solved_at')}, place), {turned}) AS solved_at, "
        f"coalesce(max({field('tickets.reopened')}), {came_back}) AS reopened, bool_or(is_unknown) AS is_unknown "
        f"FROM steps GROUP BY own_key)"
    )


def _make_steps(staging: Staging) -> None:
    """Put the rows of each ticket in order; a word that is no state, or an empty cell, changes nothing."""
    field, status, key = staging.field, staging.field("tickets.status"), staging.field("tickets.source_key")
    staging.run(f"INSERT INTO late_rejects SELECT line, 'missing', NULL, NULL FROM {staging.facts} WHERE {key} IS NULL")
    own = key_sql("tickets", staging.reading.source, key)
    moment = f"coalesce({field('tickets.changed_at')}, {field('tickets.opened_at')})"
    placed = (
        f"SELECT *, {own} AS own_key, {moment} AS moment, {status} AS word, {ticket_state_sql(status)} AS known, "
        f"row_number() OVER (PARTITION BY {key} ORDER BY {moment}, line) AS place FROM {staging.facts} "
        f"WHERE {key} IS NOT NULL"
    )
    carried = (
        f"SELECT *, word IS NOT NULL AND known IS NULL AS is_unknown, "
        f"coalesce(last_value(known IGNORE NULLS) OVER so_far, CASE WHEN word IS NOT NULL THEN 'open' END) AS state, "
        f"last_value({field('tickets.owner')} IGNORE NULLS) OVER so_far AS held_by FROM ({placed}) "
        f"WINDOW so_far AS (PARTITION BY own_key ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
    )
    staging.run(
        f"CREATE OR REPLACE TEMP TABLE steps AS SELECT *, lag(state) OVER step AS before, "
        f"lag(held_by) OVER step AS held_before FROM ({carried}) WINDOW step AS (PARTITION BY own_key ORDER BY place)"
    )


def _write_events(staging: Staging) -> None:
    """Stage what the steps of a log changed: how each ticket began, its states, and in whose hands it was."""
    key = staging.field("tickets.source_key")
    kind = (
        f"CASE WHEN place = 1 THEN 'created' WHEN before IN {_DONE} AND state NOT IN {_DONE} THEN 'reopened' "
        "WHEN state IN ('solved', 'closed') THEN state WHEN state = 'waiting' THEN 'paused' "
        "WHEN before = 'waiting' THEN 'resumed' ELSE 'status' END"
    )
    happened = (
        f"(SELECT line, own_key, {key} AS of_ticket, moment, {kind} AS kind, "
        "before, state AS after FROM steps WHERE place = 1 OR state IS DISTINCT FROM before "
        f"UNION ALL SELECT line, own_key, {key}, moment, 'assigned', held_before, held_by "
        "FROM steps WHERE held_by IS NOT NULL AND held_by IS DISTINCT FROM held_before)"
    )
    own = "of_ticket || '#' || line || '#' || (kind = 'assigned')"
    values = {
        "event_key": key_sql("ticket_events", staging.reading.source, own),
        "ticket_key": "own_key",
        "happened_at": "moment",
        "happened_on": "moment",
        "recorded_at": "moment",
        "source_key": own,
        "source_line": "line",
    } | {word: word for word in ("kind", "before", "after")}
    staging.write("ticket_events", values, happened)
