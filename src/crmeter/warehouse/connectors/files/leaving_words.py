"""Words for yes and no, and for who is still there or has left, Vietnamese and English."""

from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.connectors.files.statuses import folded_sql

YES = ("1", "true", "yes", "y", "x", "co", "dung", "roi")
NO = ("0", "false", "no", "n", "khong", "sai", "chua")
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
    return cases_sql(value, YES, NO)


def has_left_sql(value: str) -> str:
    """Return SQL for `true` or `false` of words for who has left and who is there; empty for others."""
    return cases_sql(value, (*YES, *_LEFT), (*NO, *_THERE))


def cases_sql(value: str, yes: tuple[str, ...], no: tuple[str, ...]) -> str:
    """Return SQL for `true` of some words, folded, and `false` of others; empty for the rest."""
    folded = folded_sql(value)
    return f"CASE WHEN {folded} IN ({_listed(yes)}) THEN 'true' WHEN {folded} IN ({_listed(no)}) THEN 'false' END"


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(literal(word) for word in words)
