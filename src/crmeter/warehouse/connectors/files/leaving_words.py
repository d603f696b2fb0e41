"""Words for yes and no, and for who is still there or has left, Vietnamese and English."""

from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.connectors.files.statuses import folded_sql

_YES = ("1", "true", "yes", "y", "x", "co", "dung", "roi")
_NO = ("0", "false", "no", "n", "khong", "sai", "chua")
_LEFT = (
    *("left", "has left", "resigned", "terminated", "inactive", "former", "voluntarily terminated"),
    *("terminated for cause", "voluntary", "involuntary", "retired", "dismissed", "laid off"),
    *("da nghi", "nghi viec", "da nghi viec", "thoi viec", "da thoi viec", "nghi huu", "cham dut"),
)
_THERE = (
    *("active", "current", "employed", "working", "stayed", "leave of absence", "future start", "probation"),
    *("dang lam", "dang lam viec", "con lam", "con lam viec", "lam viec", "thu viec", "nghi thai san"),
)


def yes_no_sql(value: str) -> str:
    """Return SQL for `true` or `false` of words for yes and no; empty for others."""
    return _cases(value, _YES, _NO)


def has_left_sql(value: str) -> str:
    """Return SQL for `true` or `false` of words for who has left and who is there; empty for others."""
    return _cases(value, (*_YES, *_LEFT), (*_NO, *_THERE))


def _cases(value: str, yes: tuple[str, ...], no: tuple[str, ...]) -> str:
    folded = folded_sql(value)
    return f"CASE WHEN {folded} IN ({_listed(yes)}) THEN 'true' WHEN {folded} IN ({_listed(no)}) THEN 'false' END"


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(literal(word) for word in words)
