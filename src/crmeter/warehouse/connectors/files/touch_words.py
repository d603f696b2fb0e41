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
    "bounced": (
        *("bounced", "bounce", "hard bounce", "soft bounce", "undelivered", "not delivered", "delivery failed"),
        *("bi tra lai", "thu bi tra lai", "khong gui duoc", "gui that bai", "khong den noi"),
    ),
    "unsubscribed": (
        *("unsubscribed", "opt out", "opted out", "blocked", "spam"),
        *("tu choi nhan tin", "huy dang ky", "chan", "tu choi"),
    ),
}

# By voice or face to face nothing is delivered.
_SPOKEN = (
    *("call", "phone", "telephone", "hotline", "meeting", "visit", "in person"),
    *("goi", "goi dien", "dien thoai", "gap", "gap mat", "gap truc tiep", "truc tiep"),
)


def direction_sql(value: str) -> str:
    """Return SQL for `in` or `out`; empty for words that mean neither."""
    return f"CASE {_cases(value, _DIRECTIONS)} END"


def outcome_sql(value: str) -> str:
    """Return SQL for `answered`, `no_answer`, `bounced` or `unsubscribed`; other words stay as they are."""
    return f"CASE {_cases(value, _OUTCOMES)} ELSE {value} END"


def arrived_sql(outcome: str, channel: str) -> str:
    """Return SQL for whether what was written arrived, by the word for its outcome; empty where nobody told."""
    spoken = ", ".join(literal(word) for word in _SPOKEN)
    return (
        f"CASE WHEN coalesce({folded_sql(channel)} IN ({spoken}), false) OR {outcome} IS NULL THEN NULL "
        f"ELSE {outcome} <> 'bounced' END"
    )


def _cases(value: str, words: Mapping[str, tuple[str, ...]]) -> str:
    folded = folded_sql(value)
    return " ".join(
        f"WHEN {folded} IN ({', '.join(literal(word) for word in listed)}) THEN '{code}'"
        for code, listed in words.items()
    )
