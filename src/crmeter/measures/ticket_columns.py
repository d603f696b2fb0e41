"""What lists and cuts of tickets have in common."""

_WHOSE = ("queue", "request_kind", "product", "cause", "priority", "channel", "owner", "segment")
ASKED = ("source_key", "opened_at", *_WHOSE)
ANSWERED = ("source_key", "opened_at", "first_responded_at", *_WHOSE)
SOLVED = ("source_key", "opened_at", "solved_by_end_at", *_WHOSE)
SOLVED_SINCE = ("source_key", "opened_at", "solved_since_at", *_WHOSE)
ESCALATED = ("source_key", "opened_at", "is_escalated", "escalated_at", *_WHOSE)
REOPENED = ("source_key", "opened_at", "solved_by_end_at", "reopened_at", *_WHOSE)
PROMISED_ANSWER = ("source_key", "opened_at", "answer_due_at", "first_responded_at", *_WHOSE)
PROMISED = ("source_key", "opened_at", "answer_due_at", "first_responded_at", "due_at", "solved_since_at", *_WHOSE)
SLICES = (*_WHOSE, "region")
