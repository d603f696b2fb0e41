"""Words of surveys, Vietnamese and English, and what they come to: kinds of questions, respondents, scores."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.connectors.files.statuses import folded_sql

# In this order: whoever asks how satisfied somebody is with how easy it was, asks how easy it was.
_KINDS: Mapping[str, str] = {
    "nps": r"\b(nps|net promoter|recommend\w*|gioi thieu)\b",
    "ces": r"\b(ces|effort|eas[ey]|easily|de dang|de den dau)\b",
    "csat": r"\b(csat|satisf\w*|hai long)\b",
}
_RESPONDENTS: Mapping[str, tuple[str, ...]] = {
    "customer": ("customer", "customers", "client", "buyer", "guest", "khach hang", "khach", "nguoi mua"),
    "partner": ("partner", "partners", "supplier", "suppliers", "vendor", "doi tac", "nha cung cap", "dai ly"),
    "employee": ("employee", "employees", "staff", "nhan vien", "nguoi lao dong", "can bo"),
}
# Kinds of questions that are answered by a score.
SCALED = (*_KINDS, "rating")
RESPONDENTS = tuple(_RESPONDENTS)
# A whole number, alone or before its label: `9`, `9.0`, `9 - very likely`.
_SCORE = r"^\s*(-?\d{1,3})(?:[.,]0+)?(?:\s*[-–—:.)=(]\s*\D.*)?\s*$"


def kind_sql(told: str, question: str) -> str:
    """Return SQL for `nps`, `csat`, `ces` or `rating`.

    Args:
        told: SQL of what the file calls the kind; NULL where it does not.
        question: SQL of the words of the question.
    """
    cases = [
        f"WHEN regexp_matches({folded_sql(words)}, {literal(pattern)}) THEN {literal(kind)}"
        for words in (told, question)
        for kind, pattern in _KINDS.items()
    ]
    return f"CASE {' '.join(cases)} ELSE 'rating' END"


def kind_of(question: str) -> str | None:
    """Return `nps`, `ces` or `csat` by the folded words of a question; None where they tell none."""
    return next((kind for kind, pattern in _KINDS.items() if re.search(pattern, question)), None)


def respondents_sql(value: str) -> str:
    """Return SQL for `customer`, `partner` or `employee`; empty for other words."""
    folded = folded_sql(value)
    cases = " ".join(
        f"WHEN {folded} IN ({', '.join(literal(word) for word in words)}) THEN {literal(code)}"
        for code, words in _RESPONDENTS.items()
    )
    return f"CASE {cases} END"


def score_sql(value: str, points: Mapping[str, int] = MappingProxyType({})) -> str:
    """Return SQL for a whole number that stands alone or before its label; empty for everything else.

    Args:
        value: SQL of what stands there.
        points: by folded words of a scale, what they are worth.
    """
    number = f"TRY_CAST(nullif(regexp_extract({value}, {literal(_SCORE)}, 1), '') AS INTEGER)"
    if not points:
        return number
    cases = " ".join(f"WHEN {literal(word)} THEN {point}" for word, point in points.items())
    return f"coalesce({number}, CASE {folded_sql(value)} {cases} END)"
