"""Words of deliveries and of claims under warranty, Vietnamese and English, and what they come to."""

from crmeter.warehouse.connectors.files.leaving_words import NO, YES, cases_sql
from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.connectors.files.statuses import folded_sql

_DAMAGED = ("damaged", "broken", "hong", "hu", "hu hong", "bi hong", "be", "vo", "be vo", "moc", "mop")
_INTACT = ("undamaged", "intact", "good", "ok", "none", "nguyen", "nguyen ven", "tot", "con tot", "khong hong")
_RIGHT = ("right", "correct", "complete", "ok", "du", "day du", "du va dung", "hop le")
_WRONG = ("wrong", "incorrect", "incomplete", "missing", "thieu", "khong du", "khong hop le", "sai sot")
_STATES = {
    "open": (
        *("open", "new", "pending", "in progress", "processing", "received", "waiting"),
        *("moi", "dang xu ly", "cho xu ly", "dang bao hanh", "da tiep nhan", "tiep nhan", "dang sua", "cho linh kien"),
    ),
    "accepted": (
        *("accepted", "approved", "closed", "repaired", "replaced", "refunded", "done", "completed", "resolved"),
        *("chap nhan", "dong y", "duyet", "da duyet", "hoan thanh", "hoan tat", "da sua", "sua xong", "da doi"),
        *("doi moi", "doi hang", "da tra", "da bao hanh", "xong", "dong", "da dong", "da xu ly"),
    ),
    "refused": (
        *("refused", "rejected", "declined", "denied", "out of warranty", "not covered"),
        *(
            "tu choi",
            "khong dat",
            "khong chap nhan",
            "het bao hanh",
            "het han bao hanh",
            "ngoai bao hanh",
            "khong duyet",
        ),
    ),
}


def damaged_sql(value: str) -> str:
    """Return SQL for `true` or `false` of words for damaged and intact; empty for others."""
    return cases_sql(value, (*YES, *_DAMAGED), (*NO, *_INTACT))


def documents_sql(value: str) -> str:
    """Return SQL for `true` or `false` of words for right and wrong documents; empty for others."""
    return cases_sql(value, (*YES, *_RIGHT), (*NO, *_WRONG))


def claim_state_sql(value: str) -> str:
    """Return SQL for `open`, `accepted` or `refused`; empty for words that say none of these."""
    folded = folded_sql(value)
    states = " ".join(
        f"WHEN {folded} IN ({', '.join(literal(word) for word in words)}) THEN '{state}'"
        for state, words in _STATES.items()
    )
    return f"CASE {states} END"
