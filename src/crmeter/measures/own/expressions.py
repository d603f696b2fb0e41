"""Amounts and conditions of a tree: what they hold, and the expressions that they stand for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from crmeter.measures.own.arithmetic import alike, as_amount, joined, literal
from crmeter.measures.own.nodes import (
    Amount,
    Arithmetic,
    Both,
    Column,
    Comparison,
    Condition,
    Constant,
    Empty,
    Not,
    OneOf,
)
from crmeter.measures.own.tables import KIND_WORDS, Kind, OwnTable
from crmeter.measures.own.tokens import wrong_at
from crmeter.vocabulary import Text

if TYPE_CHECKING:
    import ibis.expr.types as ir

_ORDERED = (Kind.MONEY, Kind.DAYS, Kind.HOURS, Kind.NUMBER)


def kind_of(amount: Amount, table: OwnTable) -> Kind:
    """Return what an amount holds.

    Raises:
        Misused: unlike things are added, or two that have a unit are multiplied.
    """
    match amount:
        case Column():
            return table.columns[amount.name]
        case Constant():
            return (
                Kind.YES_NO
                if isinstance(amount.value, bool)
                else Kind.WORDS
                if isinstance(amount.value, str)
                else Kind.NUMBER
            )
        case Arithmetic():
            left, right = kind_of(amount.left, table), kind_of(amount.right, table)
            for each in (left, right):
                if each not in _ORDERED:
                    raise wrong_at(amount.at, _NO_AMOUNT.fill(kind=KIND_WORDS[each]))
            if amount.sign == "*":
                if Kind.NUMBER not in (left, right):
                    raise wrong_at(amount.at, _NOT_MULTIPLIED.fill(one=KIND_WORDS[left], other=KIND_WORDS[right]))
                return right if left is Kind.NUMBER else left
            if left is not right:
                raise wrong_at(amount.at, _NOT_ADDED.fill(one=KIND_WORDS[left], other=KIND_WORDS[right]))
            return left


def refuse_wrong_condition(condition: Condition, table: OwnTable) -> None:
    """Refuse a condition that compares what is not alike.

    Raises:
        Misused: it does; with the place.
    """
    match condition:
        case Both():
            refuse_wrong_condition(condition.left, table)
            refuse_wrong_condition(condition.right, table)
        case Not():
            refuse_wrong_condition(condition.condition, table)
        case OneOf():
            if table.columns[condition.column.name] is not Kind.WORDS:
                raise wrong_at(condition.column.at, _NOT_WORDS)
        case Comparison():
            _refuse_unlike(condition, table)
        case Empty() | Column():
            return
        case _:
            assert_never(condition)


def _refuse_unlike(condition: Comparison, table: OwnTable) -> None:
    left, right = kind_of(condition.left, table), kind_of(condition.right, table)
    # A bare number stands for an amount in the unit that it is compared with.
    is_alike = (
        left is right or (left in _ORDERED and right is Kind.NUMBER) or (right in _ORDERED and left is Kind.NUMBER)
    )
    if not is_alike:
        raise wrong_at(condition.at, _NOT_COMPARED.fill(one=KIND_WORDS[left], other=KIND_WORDS[right]))
    if left not in _ORDERED and condition.sign not in ("=", "!="):
        raise wrong_at(condition.at, _NO_ORDER.fill(kind=KIND_WORDS[left]))


def uses_money(node: Amount | Condition | None, table: OwnTable) -> bool:
    """Return whether amounts of money are looked at, which lack what has no exchange rate."""
    match node:
        case Column():
            return table.columns[node.name] is Kind.MONEY
        case Arithmetic() | Comparison() | Both():
            return uses_money(node.left, table) or uses_money(node.right, table)
        case Not():
            return uses_money(node.condition, table)
        case _:
            return False


def amount_of(amount: Amount) -> Callable[[ir.Table], ir.Value]:
    """Return the expression of an amount over rows; what is reckoned is empty where it is beyond what amounts hold."""
    if isinstance(amount, Arithmetic):
        reckoned = _part_of(amount)
        return lambda rows: as_amount(reckoned(rows))
    return _part_of(amount)


def _part_of(amount: Amount) -> Callable[[ir.Table], ir.Value]:
    match amount:
        case Column():
            name = amount.name
            return lambda rows: rows[name]
        case Constant():
            value = amount.value
            return lambda _rows: literal(value)
        case Arithmetic():
            left, right, sign = _part_of(amount.left), _part_of(amount.right), amount.sign
            return lambda rows: joined(sign, left(rows), right(rows))


def uses_column(amount: Amount, name: str) -> bool:
    """Return whether an amount reads a column."""
    match amount:
        case Column():
            return amount.name == name
        case Constant():
            return False
        case Arithmetic():
            return uses_column(amount.left, name) or uses_column(amount.right, name)


def condition_of(condition: Condition) -> Callable[[ir.Table], ir.BooleanValue]:
    """Return the expression of a condition over rows; it is empty where a column that it asks is."""
    match condition:
        case Column():
            column = condition.name
            return lambda rows: rows[column]
        case Not():
            inner = condition_of(condition.condition)
            return lambda rows: ~inner(rows)
        case Both():
            left, right = condition_of(condition.left), condition_of(condition.right)
            if condition.word == "and":
                return lambda rows: left(rows) & right(rows)
            return lambda rows: left(rows) | right(rows)
        case OneOf():
            name, words = condition.column.name, list(condition.words)
            return lambda rows: rows[name].isin(words)
        case Empty():
            empty = condition.column.name
            return lambda rows: rows[empty].isnull()
        case Comparison():
            return _compared(condition)


def _compared(condition: Comparison) -> Callable[[ir.Table], ir.BooleanValue]:
    left, right, sign = _part_of(condition.left), _part_of(condition.right), condition.sign

    def compared(rows: ir.Table) -> ir.BooleanValue:
        one, other = alike(left(rows), right(rows))
        match sign:
            case "=":
                return one == other
            case "!=":
                return one != other
            case "<":
                return one < other
            case "<=":
                return one <= other
            case ">":
                return one > other
            case ">=":
                return one >= other

    return compared


_NO_AMOUNT = Text("không tính được với {kind}", "nothing is reckoned with {kind}")
_NOT_ADDED = Text("không cộng trừ {one} với {other}", "{one} and {other} are not added or taken from each other")
_NOT_MULTIPLIED = Text("không nhân {one} với {other}", "{one} is not multiplied by {other}")
_NOT_COMPARED = Text("không so sánh {one} với {other}", "{one} is not compared with {other}")
_NO_ORDER = Text("{kind} chỉ so bằng = hoặc !=", "{kind} is compared by = or != only")
_NOT_WORDS = Text("in (…) chỉ dùng cho cột chữ", "in (…) is for columns of words")
