"""What a file can say of tickets and of deals."""

from crmeter.warehouse.connectors.files.field_kinds import Kind

FIELDS_OF_WORK: dict[str, Kind] = {
    "tickets.source_key": "key",
    "tickets.opened_at": "time",
    "tickets.changed_at": "time",
    "tickets.first_responded_at": "time",
    "tickets.solved_at": "time",
    "tickets.answer_due_at": "time",
    "tickets.due_at": "time",
    "tickets.status": "text",
    "tickets.category": "text",
    "tickets.product": "text",
    "tickets.cause": "text",
    "tickets.priority": "text",
    "tickets.queue": "text",
    "tickets.channel": "text",
    "tickets.owner": "text",
    "tickets.reopened": "number",
    "tickets.escalated_at": "time",
    "tickets.is_escalated": "text",
    "deals.source_key": "key",
    "deals.created_on": "time",
    "deals.closed_on": "time",
    "deals.won_on": "time",
    "deals.lost_on": "time",
    "deals.expected_on": "time",
    "deals.quoted_on": "time",
    "deals.status": "text",
    "deals.stage": "text",
    "deals.is_won": "text",
    "deals.is_closed": "text",
    "deals.pipeline": "text",
    "deals.amount": "amount",
    "deals.probability": "number",
    "deals.lost_reason": "text",
    "deals.competitor": "text",
    "deals.channel": "text",
    "deals.owner": "text",
}
# What some systems say of a deal beside its stage.
ENDED = ("deals.is_won", "deals.is_closed")
