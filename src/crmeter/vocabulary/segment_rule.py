"""The rule of a built segment: conditions on what is known of a customer, in groups of which all or any must hold.

Records ask the database by it and evaluations the warehouse, so both read the same rule and the same facts. It is
kept as JSON; only facts and ways to compare that are named here are taken, and what somebody types is never more than
a value.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Literal

from crmeter.vocabulary.complaints import Misused
from crmeter.vocabulary.folding import folded, spelled
from crmeter.vocabulary.text import Text

MOST_GROUPS = 5
MOST_CONDITIONS = 10
MOST_VALUES = 20
LONGEST_VALUE = 120
LONGEST_SEGMENT_NAME = 80
# Each one that is measured is another cut of every figure of customers.
MOST_MEASURED = 12
# Before the name of a segment: whoever is not in it.
OUTSIDE = "≠ "
# Amounts are kept in whole ten-thousandths of a number with eighteen digits.
_LARGEST = Decimal(10) ** 13
_MOST_DAYS = 36_500
Join = Literal["all", "any"]
Value = str | Decimal | date | int


class FactKind(StrEnum):
    """What is compared, and so how."""

    WORD = "word"
    CODE = "code"
    MONEY = "money"
    NUMBER = "number"
    SHARE = "share"
    DAY = "day"


class Way(StrEnum):
    """How a fact is compared."""

    IS = "is"
    NOT = "not"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    WITHIN = "within"
    LONGER_AGO = "longer_ago"
    EMPTY = "empty"
    FILLED = "filled"


WAY_WORDS: Mapping[Way, Text] = {
    Way.IS: Text("là một trong", "is one of"),
    Way.NOT: Text("không phải", "is none of"),
    Way.AT_LEAST: Text("từ", "at least"),
    Way.AT_MOST: Text("không quá", "at most"),
    Way.BETWEEN: Text("trong khoảng", "between"),
    Way.WITHIN: Text("trong số ngày gần nhất", "within the last days"),
    Way.LONGER_AGO: Text("đã quá số ngày", "longer ago than days"),
    Way.EMPTY: Text("chưa biết", "is not known"),
    Way.FILLED: Text("đã biết", "is known"),
}
_KNOWN = (Way.EMPTY, Way.FILLED)
_SIZES = (Way.AT_LEAST, Way.AT_MOST, Way.BETWEEN, *_KNOWN)
WAYS: Mapping[FactKind, tuple[Way, ...]] = {
    FactKind.WORD: (Way.IS, Way.NOT, *_KNOWN),
    FactKind.CODE: (Way.IS, Way.NOT, *_KNOWN),
    FactKind.MONEY: _SIZES,
    FactKind.NUMBER: _SIZES,
    FactKind.SHARE: _SIZES,
    FactKind.DAY: (Way.WITHIN, Way.LONGER_AGO, *_SIZES),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is known of customers, by the same name in the list of an evaluation and in its run.

    Args:
        title: what it is called.
        kind: how it is compared.
    """

    title: Text
    kind: FactKind


FACTS: Mapping[str, Fact] = {
    "segment": Fact(Text("Phân khúc", "Segment"), FactKind.WORD),
    "region": Fact(Text("Khu vực", "Region"), FactKind.WORD),
    "country": Fact(Text("Quốc gia", "Country"), FactKind.WORD),
    "channel": Fact(Text("Nguồn khách", "Source of the customer"), FactKind.WORD),
    "owner": Fact(Text("Phụ trách", "Owner"), FactKind.WORD),
    "source": Fact(Text("Nguồn dữ liệu", "Source of the data"), FactKind.WORD),
    "kind": Fact(Text("Loại khách", "Kind"), FactKind.CODE),
    "stage": Fact(Text("Giai đoạn vòng đời", "Lifecycle stage"), FactKind.CODE),
    "rfm": Fact(Text("Nhóm RFM", "RFM cell"), FactKind.CODE),
    "value": Fact(Text("Giá trị trọn đời còn lại", "Residual lifetime value"), FactKind.MONEY),
    "value_at_risk": Fact(Text("Giá trị có nguy cơ", "Value at risk"), FactKind.MONEY),
    "spend": Fact(Text("Chi tiêu trong cửa sổ", "Spend in the window"), FactKind.MONEY),
    "probability_active": Fact(Text("Khả năng còn mua (%)", "Chance of still buying (%)"), FactKind.SHARE),
    "purchases": Fact(Text("Số ngày có mua", "Days with a purchase"), FactKind.NUMBER),
    "open_tickets": Fact(Text("Phiếu đang mở", "Open tickets"), FactKind.NUMBER),
    "satisfaction": Fact(Text("Điểm hài lòng gần nhất (1–5)", "Last satisfaction score (1–5)"), FactKind.NUMBER),
    "first_on": Fact(Text("Lần mua đầu", "First purchase"), FactKind.DAY),
    "last_on": Fact(Text("Lần mua cuối", "Last purchase"), FactKind.DAY),
    "last_contact_on": Fact(Text("Tương tác hai chiều cuối", "Last two-way contact"), FactKind.DAY),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison.

    Args:
        fact: by name.
        way: how it is compared.
        values: as they are typed: days as ISO, numbers with a point, shares in percent.
    """

    fact: str
    way: Way
    values: tuple[str, ...] = ()

    def read(self) -> tuple[Value, ...]:
        """Return the values as what they stand for; shares from 0 to 1.

        Raises:
            Misused: one cannot be that.
        """
        kind = FACTS[self.fact].kind
        if self.way in _KNOWN:
            return ()
        wanted = {Way.BETWEEN: 2, Way.IS: None, Way.NOT: None}.get(self.way, 1)
        if not self.values or (wanted is not None and len(self.values) != wanted):
            raise Misused("segment_value", _NO_VALUE.fill(fact=FACTS[self.fact].title))
        try:
            found = tuple(_value(kind, self.way, typed) for typed in self.values)
        except (ValueError, InvalidOperation):
            raise Misused("segment_value", _NOT_THAT.fill(fact=FACTS[self.fact].title, needs=_NEEDS[kind])) from None
        if self.way is Way.BETWEEN and found[0] > found[1]:  # type: ignore[operator]
            raise Misused("segment_value", _TURNED.fill(fact=FACTS[self.fact].title))
        return found


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions of which all or any must hold."""

    join: Join
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Groups of which all or any must hold."""

    join: Join
    groups: tuple[Group, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that it asks for, each once."""
        return tuple(dict.fromkeys(each.fact for group in self.groups for each in group.conditions))

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "join": self.join,
            "groups": [
                {
                    "join": group.join,
                    "conditions": [
                        {"fact": each.fact, "way": each.way.value, "values": list(each.values)}
                        for each in group.conditions
                    ],
                }
                for group in self.groups
            ],
        }


def rule_of(held: Any) -> Rule:
    """Return a rule from JSON.

    Raises:
        Misused: it is none, is too large, has no condition, or compares something with what that cannot be.
    """
    try:
        groups = tuple(
            Group(_join(group["join"]), tuple(_condition(each) for each in group["conditions"]))
            for group in held["groups"]
        )
        rule = Rule(_join(held["join"]), groups)
    except (KeyError, TypeError, ValueError):
        raise Misused("segment_rule", _NO_RULE) from None
    sizes = [len(group.conditions) for group in groups]
    if not sizes or not all(sizes):
        raise Misused("segment_rule", _NO_CONDITION)
    if len(sizes) > MOST_GROUPS or max(sizes) > MOST_CONDITIONS:
        raise Misused("segment_rule", _TOO_LARGE.fill(groups=MOST_GROUPS, conditions=MOST_CONDITIONS))
    for group in groups:
        for each in group.conditions:
            each.read()
    return rule


def alike(fact: str, one: str, other: str) -> bool:
    """Return whether two writings of a word mean the same: marks tell people apart, but not regions."""
    same = spelled if fact == "owner" else folded
    return same(one) == same(other)


def first_of_last(as_of: date, days: Value) -> date:
    """Return the day from which on something is within the last days, the as-of day being the last of them."""
    if not isinstance(days, int):
        raise TypeError(days)
    return as_of - timedelta(days=days - 1)


def _condition(held: Mapping[str, Any]) -> Condition:
    fact, way = str(held["fact"]), Way(held["way"])
    if fact not in FACTS or way not in WAYS[FACTS[fact].kind]:
        raise ValueError(fact)
    values = tuple(str(value).replace("\0", "").strip() for value in held.get("values", ()))
    values = tuple(value for value in values if value)
    if len(values) > MOST_VALUES or any(len(value) > LONGEST_VALUE for value in values):
        raise ValueError(fact)
    return Condition(fact, way, () if way in _KNOWN else values)


def _join(word: Any) -> Join:
    if word not in ("all", "any"):
        raise ValueError(word)
    return word  # type: ignore[no-any-return]


def _value(kind: FactKind, way: Way, typed: str) -> Value:
    if way in (Way.WITHIN, Way.LONGER_AGO):
        days = int(typed)
        if not 1 <= days <= _MOST_DAYS:
            raise ValueError(typed)
        return days
    if kind is FactKind.DAY:
        day = date.fromisoformat(typed)
        if not 1900 <= day.year <= 2200:
            raise ValueError(typed)
        return day
    if kind in (FactKind.WORD, FactKind.CODE):
        return typed
    number = Decimal(typed)
    if not number.is_finite() or abs(number) > _LARGEST:
        raise ValueError(typed)
    if kind is FactKind.SHARE:
        if not 0 <= number <= 100:
            raise ValueError(typed)
        return number / 100
    return number


_NO_RULE = Text("điều kiện này không đọc được", "this rule cannot be read")
_NO_CONDITION = Text("mỗi cụm cần ít nhất một điều kiện", "each group needs at least one condition")
_TOO_LARGE = Text(
    "một nhóm khách có không quá {groups} cụm, mỗi cụm không quá {conditions} điều kiện",
    "a segment has at most {groups} groups of at most {conditions} conditions each",
)
_NO_VALUE = Text("{fact}: chưa có giá trị để so", "{fact}: there is no value to compare with")
_NOT_THAT = Text("{fact}: hãy ghi {needs}", "{fact}: write {needs}")
_TURNED = Text("{fact}: giá trị đầu phải không lớn hơn giá trị sau", "{fact}: the first value must not be the larger")
_NEEDS: Mapping[FactKind, Text] = {
    FactKind.WORD: Text("một chữ", "a word"),
    FactKind.CODE: Text("một lựa chọn", "a choice"),
    FactKind.MONEY: Text("một số tiền", "an amount"),
    FactKind.NUMBER: Text("một số", "a number"),
    FactKind.SHARE: Text("một số từ 0 đến 100", "a number from 0 to 100"),
    FactKind.DAY: Text("một ngày, hoặc số ngày từ 1", "a day, or a number of days from 1 on"),
}
