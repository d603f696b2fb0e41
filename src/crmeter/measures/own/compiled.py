"""From a tree to a measure of the catalogue's kind: units are checked, then rows, top and bottom are expressions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from crmeter.measures.measure import Measure, Statistic, each_row
from crmeter.measures.own.expressions import amount_of, condition_of, kind_of, refuse_wrong_condition, uses_money
from crmeter.measures.own.grammar import read
from crmeter.measures.own.known_rows import LEFT_OUT, about, all_known
from crmeter.measures.own.nodes import Aggregate, Amount, Both, Condition, Definition
from crmeter.measures.own.tables import KIND_WORDS, OWN_TABLES, UNIT_OF, Kind, OwnTable
from crmeter.measures.own.tokens import wrong_at
from crmeter.vocabulary import Good, Misused, Text, Unit

if TYPE_CHECKING:
    import ibis.expr.types as ir

    Expression = Callable[[ir.Table], ir.Value]

LONGEST_TITLE = 80
# By its definition: the same one is the same measure in every run, another one is another.
_DIGITS = 12


def own_measure(line: str) -> Measure:
    """Return the measure that a line `title = definition` says.

    The figure, the list behind it and its SQL come from one object, as of every measure of the catalogue.

    Args:
        line: the title, an equals sign, the definition (see `grammar`).

    Raises:
        Misused: there is no title, the definition cannot be read, or adds what is not alike; with the place.
    """
    title, equals, definition = line.partition("=")
    title, definition = " ".join(title.split()), definition.strip()
    if not equals or not title or len(title) > LONGEST_TITLE or not title.isprintable():
        raise Misused("own_measure", _NO_TITLE.fill(most=LONGEST_TITLE))
    said = read(definition)
    table = OWN_TABLES[said.table]
    aggregates = [said.top, *([said.bottom] if said.bottom else [])]
    conditions = [said.where, *(each.where for each in aggregates)]
    for condition in conditions:
        if condition is not None:
            refuse_wrong_condition(condition, table)
    statistic, unit, top, bottom, among = _parts(said, table)
    is_money = any(uses_money(each, table) for each in (*conditions, *(each.of for each in aggregates)))
    braces = definition.replace("{", "{{").replace("}", "}}")
    added_up = [each for each in aggregates if each.word in ("sum", "mean")]
    leaves_out = bool(added_up) and statistic is not Statistic.SUM
    return Measure(
        name=f"own_{hashlib.sha256(f'{title}={definition}'.encode()).hexdigest()[:_DIGITS]}",
        title=Text.same(title),
        meaning=_MEANING.fill(rows=table.title),
        # Of a quotient the rows below the line are those of the rows above it whose value is known.
        formula=Text.join([Text.same(braces), _OF_KNOWN], " ") if leaves_out else Text.same(braces),
        unit=unit,
        good=Good.NEITHER,
        rows=table.rows,
        statistic=statistic,
        top=top,
        bottom=bottom,
        counts_without_bottom=statistic is Statistic.RATIO,
        concerns=about(said, added_up, table),
        among=among or all_known(added_up),
        left_out=_NOT_JUDGED if among is not None else LEFT_OUT if added_up else None,
        opens=table.opens,
        slices=table.slices,
        needs_amounts=is_money,
        level=2 if statistic is not Statistic.SUM else 1,
    )


def _parts(
    said: Definition, table: OwnTable
) -> tuple[Statistic, Unit, Expression, Expression | None, Callable[[ir.Table], ir.BooleanValue] | None]:
    top, bottom = said.top, said.bottom
    if bottom is None:
        return _alone(top, table)
    if top.word not in ("sum", "count") or bottom.word not in ("sum", "count"):
        raise wrong_at(bottom.at, _NO_LINE)
    if top.word == "count":
        if bottom.word == "sum" or bottom.where is not None:
            raise wrong_at(bottom.at, _SHARE_INSTEAD)
        if top.where is None:
            raise wrong_at(top.at, _ALWAYS_ONE)
        return Statistic.SHARE, Unit.SHARE, _flag(top.where), each_row, None
    kind = _added_up(top, table)
    if bottom.word == "count":
        unit = _unit_of(kind, top)
        bottom_of: Expression = each_row if bottom.where is None else _flag(bottom.where)
        if top.where is None and bottom.where is None:
            return Statistic.MEAN, unit, _added(top), None, None
        return Statistic.RATIO, unit, _added(top), bottom_of, None
    other = _added_up(bottom, table)
    if kind is not other:
        raise wrong_at(bottom.at, _NOT_ALIKE.fill(one=KIND_WORDS[kind], other=KIND_WORDS[other]))
    return Statistic.RATIO, Unit.SHARE, _added(top), _added(bottom), None


def _alone(
    top: Aggregate, table: OwnTable
) -> tuple[Statistic, Unit, Expression, Expression | None, Callable[[ir.Table], ir.BooleanValue] | None]:
    match top.word:
        case "count":
            if table.counts is None:
                raise wrong_at(top.at, _NOT_COUNTED)
            return Statistic.SUM, table.counts, each_row if top.where is None else _flag(top.where), None, None
        case "share":
            condition = _condition(top)
            refuse_wrong_condition(condition, table)
            asked = condition_of(condition)
            return Statistic.SHARE, Unit.SHARE, _flag(condition), None, lambda r: asked(r).notnull()
        case "mean":
            unit = _unit_of(_added_up(top, table), top)
            amount, where = amount_of(_amount(top)), None if top.where is None else condition_of(top.where)
            return Statistic.MEAN, unit, amount, None if where is None else lambda r: _zero_or_one(where(r)), None
        case "sum":
            return Statistic.SUM, _unit_of(_added_up(top, table), top), _added(top), None, None


def _added(aggregate: Aggregate) -> Expression:
    """Return what a row adds to a sum: nothing where its condition does not hold."""
    amount = amount_of(_amount(aggregate))
    if aggregate.where is None:
        return amount
    holds = condition_of(aggregate.where)

    def added(rows: ir.Table) -> ir.Value:
        import ibis  # noqa: PLC0415 - a page reads titles of measures and builds no expression

        value = amount(rows)
        return ibis.ifelse(holds(rows).coalesce(False), value, ibis.literal(0).cast(value.type()))

    return added


def _flag(condition: Condition) -> Expression:
    holds = condition_of(condition)
    return lambda rows: _zero_or_one(holds(rows))


def _zero_or_one(holds: ir.BooleanValue) -> ir.Value:
    return holds.coalesce(False).cast("int64")


def _added_up(aggregate: Aggregate, table: OwnTable) -> Kind:
    kind = kind_of(_amount(aggregate), table)
    if kind in (Kind.WORDS, Kind.YES_NO):
        raise wrong_at(aggregate.at, _NOT_ADDED.fill(kind=KIND_WORDS[kind]))
    return kind


def _unit_of(kind: Kind, aggregate: Aggregate) -> Unit:
    if kind not in UNIT_OF:
        raise wrong_at(aggregate.at, _NO_UNIT)
    return UNIT_OF[kind]


def _amount(aggregate: Aggregate) -> Amount:
    of = aggregate.of
    assert of is not None and not isinstance(of, Both)  # noqa: S101 - the grammar gives sums an amount
    return of  # type: ignore[return-value]


def _condition(aggregate: Aggregate) -> Condition:
    of = aggregate.of
    assert of is not None  # noqa: S101 - the grammar gives shares a condition
    return of  # type: ignore[return-value]


_MEANING = Text("Chỉ số do công ty tự đặt, tính trên {rows}", "A measure that the firm has said itself, over {rows}")
_OF_KNOWN = Text("(trên các dòng biết giá trị)", "(over rows whose value is known)")
_NOT_JUDGED = Text("dòng không có giá trị để xét", "rows without a value to judge by")
_NO_TITLE = Text(
    "hãy viết: tên = công thức; tên có từ 1 đến {most} chữ",
    "write: title = definition; a title has 1 to {most} letters",
)
_NO_LINE = Text("chỉ chia sum và count cho nhau", "only sum and count are divided by each other")
_SHARE_INSTEAD = Text(
    "count chỉ chia cho count của cả bảng; tỷ lệ trong một phần viết là share(…) where …",
    "a count is divided by the count of the whole table; within a part write share(…) where …",
)
_ALWAYS_ONE = Text("phép chia này luôn bằng 1; hãy thêm where", "this is always 1; add a where")
_NOT_ALIKE = Text("không chia {one} cho {other}", "{one} is not divided by {other}")
_NOT_COUNTED = Text("số dòng đơn hàng không phải là một chỉ số; hãy đếm orders", "lines are not counted; count orders")
_NOT_ADDED = Text("không cộng được {kind}", "{kind} cannot be added up")
_NO_UNIT = Text(
    "con số không có đơn vị; hãy dùng tiền, số ngày hoặc số giờ", "a bare number has no unit; use money, days or hours"
)
