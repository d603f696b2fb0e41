"""Words for the state of a ticket and of a deal, Vietnamese and English, and what they come to."""

from collections.abc import Mapping

from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.connectors.files.statuses import folded_sql

# Only who waits for the customer waits; a desk that waits for somebody else still has the ticket in its hands.
_TICKET_STATES: Mapping[str, tuple[str, ...]] = {
    "new": (
        *("new", "created", "submitted", "not started", "insert ticket"),
        *("moi", "moi tao", "moi mo", "chua xu ly", "chua tiep nhan"),
    ),
    "open": (
        *("open", "opened", "active", "assigned", "in progress", "work in progress", "in review", "reopened", "to do"),
        *("escalated", "investigating", "waiting for support", "on hold", "on-hold", "hold", "take in charge ticket"),
        *("waiting on third party", "awaiting vendor", "awaiting problem", "awaiting evidence"),
        *("mo", "dang mo", "dang xu ly", "da tiep nhan", "tiep nhan", "da phan cong", "mo lai", "tam dung"),
    ),
    "waiting": (
        *("waiting", "wait", "pending", "awaiting user info", "awaiting customer", "awaiting reply"),
        *("waiting for customer", "waiting on customer", "pending customer", "awaiting your reply"),
        *("cho", "dang cho", "cho khach", "cho khach hang", "cho phan hoi", "cho khach phan hoi"),
    ),
    "solved": (
        *("solved", "resolved", "resolve ticket", "fixed", "done", "complete", "completed"),
        *("da giai quyet", "da xu ly", "xu ly xong", "da xu ly xong", "xong", "da xong", "hoan thanh", "hoan tat"),
    ),
    "closed": (
        *("closed", "close", "closed complete", "closed incomplete", "closed skipped", "invalid", "duplicate"),
        *("cancelled", "canceled", "rejected"),
        *("dong", "da dong", "huy", "da huy", "tu choi"),
    ),
}
_DEAL_STATES: Mapping[str, tuple[str, ...]] = {
    "won": (
        *("won", "win", "closed won", "closed-won", "closedwon", "close won", "closed - won"),
        *("thang", "da thang", "thanh cong", "chot thanh cong", "da chot", "trung thau"),
    ),
    "lost": (
        *("lost", "lose", "closed lost", "closed-lost", "closedlost", "close lost", "closed - lost", "disqualified"),
        *("abandoned", "cancelled", "canceled", "failed"),
        *("thua", "da thua", "that bai", "mat", "mat don", "khong thanh cong", "truot thau", "huy", "da huy"),
    ),
    "open": (
        *("open", "new", "active", "pending", "in progress", "prospecting", "engaging", "qualification", "qualified"),
        *("qualified to buy", "qualifiedtobuy", "needs analysis", "value proposition", "id. decision makers"),
        *("perception analysis", "proposal", "proposal/price quote", "proposition", "proposal made", "proposal sent"),
        *("negotiation", "negotiation/review", "negotiations started", "discovery", "demo", "demo scheduled"),
        *("appointment scheduled", "appointmentscheduled", "presentation scheduled", "presentationscheduled"),
        *("decision maker bought-in", "decisionmakerboughtin", "contract sent", "contractsent", "contact made"),
        *("contacted", "quotation", "quoted"),
        *("moi", "mo", "dang mo", "dang theo", "tiep can", "dang tiep can", "khao sat", "tu van", "bao gia"),
        *("da bao gia", "chao gia", "dam phan", "dang dam phan", "thuong luong", "dang thuong luong", "tiem nang"),
    ),
}


def ticket_state_sql(value: str) -> str:
    """Return SQL for `new`, `open`, `waiting`, `solved` or `closed`; empty for words that are none of them."""
    return _state(value, _TICKET_STATES)


def deal_state_sql(value: str) -> str:
    """Return SQL for `won`, `lost` or `open`; empty for words that are none of them."""
    return _state(value, _DEAL_STATES)


def _state(value: str, words: Mapping[str, tuple[str, ...]]) -> str:
    cases = " ".join(
        f"WHEN {folded_sql(value)} IN ({', '.join(literal(word) for word in listed)}) THEN '{code}'"
        for code, listed in words.items()
    )
    return f"CASE {cases} END"
