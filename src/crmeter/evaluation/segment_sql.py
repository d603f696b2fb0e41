"""The rule of a built segment as a condition over the facts of a run; `rule_matching` of the records says it alike.

A fact that is not known fulfils no comparison but "is not known" and "is none of": whoever has no region is in none.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from crmeter.vocabulary.segment_rule import FACTS, Condition, FactKind, Rule, Value, Way, alike, first_of_last

# The ways in which the data write a word of a column: they differ in marks of case.
Writings = Callable[[str], Sequence[str]]


def rule_sql(rule: Rule, as_of: date, writings: Writings) -> str:
    """Return the condition that the facts of a customer must fulfil; it is true or false, never unknown.

    Args:
        rule: of the segment.
        as_of: the last day that is seen, which the last days are counted from.
        writings: returns the words that a column holds.
    """
    groups = [
        _joined(group.join, [_condition(each, as_of, writings) for each in group.conditions]) for group in rule.groups
    ]
    return _joined(rule.join, groups)


def _joined(join: str, parts: Sequence[str]) -> str:
    return "(" + (" AND " if join == "all" else " OR ").join(parts) + ")"


def _condition(condition: Condition, as_of: date, writings: Writings) -> str:
    column, values = f'"{condition.fact}"', condition.read()
    match condition.way:
        case Way.EMPTY:
            return f"{column} IS NULL"
        case Way.FILLED:
            return f"{column} IS NOT NULL"
        case Way.IS:
            return f"coalesce({column} IN ({_words(condition, values, writings)}), false)"
        case Way.NOT:
            return f"coalesce({column} NOT IN ({_words(condition, values, writings)}), true)"
        case Way.WITHIN:
            compared = f"{column} >= {_literal(first_of_last(as_of, values[0]))}"
        case Way.LONGER_AGO:
            compared = f"{column} < {_literal(first_of_last(as_of, values[0]))}"
        case Way.AT_LEAST:
            compared = f"{column} >= {_literal(values[0])}"
        case Way.AT_MOST:
            compared = f"{column} <= {_literal(values[0])}"
        case Way.BETWEEN:
            compared = f"{column} BETWEEN {_literal(values[0])} AND {_literal(values[1])}"
    return f"coalesce({compared}, false)"


def _words(condition: Condition, values: Sequence[Value], writings: Writings) -> str:
    asked = [str(value) for value in values]
    if FACTS[condition.fact].kind is FactKind.WORD:
        asked += [word for word in writings(condition.fact) if any(alike(condition.fact, word, one) for one in asked)]
    return ", ".join(_literal(word) for word in dict.fromkeys(asked))


def _literal(value: Value) -> str:
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, Decimal | int):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    return "'" + value.replace("'", "''") + "'"
