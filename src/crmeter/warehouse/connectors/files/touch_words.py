"""Words for the direction and the outcome of a contact, Vietnamese and English, and what they come to."""

from collections.abc import Mapping

from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.connectors.files.statuses import folded_sql

_DIRECTIONS: Mapping[str, tuple[str, ...]] = {
    "in": ("in", "inbound", "incoming", "received", "den", "goi den", "vao", "chieu den"),
    "out": ("out", "outbound", "outgoing", "sent", "di", "goi di", "ra", "chieu di"),
}
_OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "answered": (
        *("answered", "connected", "replied", "responded", "completed", "reached"),
        *("co tra loi", "tra loi", "da tra loi", "nghe may", "co nghe may", "phan hoi", "co phan hoi"),
    ),
    "no_answer": (
        *("no answer", "no_answer", "missed", "busy", "voicemail", "not reached", "no reply"),
        *("khong tra loi", "khong nghe may", "may ban", "khong lien lac duoc", "khong phan hoi", "nho"),
    ),
    "unsubscribed": (
        *("unsubscribed", "opt out", "opted out", "blocked", "spam"),
        *("tu choi nhan tin", "huy dang ky", "chan", "tu choi"),
    ),
}


def direction_sql(value: str) -> str:
    """Return SQL for `in` or `out`; empty for words that mean neither."""
    return f"CASE {_cases(value, _DIRECTIONS)} END"


def outcome_sql(value: str) -> str:
    """Return SQL for `answered`, `no_answer` or `unsubscribed`; other words stay as they are."""
    return f"CASE {_cases(value, _OUTCOMES)} ELSE {value} END"


def _cases(value: str, words: Mapping[str, tuple[str, ...]]) -> str:
    folded = folded_sql(value)
    return " ".join(
        f"WHEN {folded} IN ({', '.join(literal(word) for word in listed)}) THEN '{code}'"
        for code, listed in words.items()
    )
