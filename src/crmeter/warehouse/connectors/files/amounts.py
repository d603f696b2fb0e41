"""Numbers and money as people write them, read by one decimal mark for a whole column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from crmeter.vocabulary import CURRENCIES, decimals_of
from crmeter.warehouse.connectors.files.answers import Decimals
from crmeter.warehouse.connectors.files.session import literal

LIMIT = "10000000000000"  # 1e13, beyond which an amount is a slip of the hand
LIMIT_OF_MARKETS = "100000000000000"  # 1e14: a whole market is larger than any firm

_SURE_PLAIN = r"-?(\d+|\d*\.\d{1,2}|\d*\.\d{4,}|0?\.\d{3}|\d{4,}\.\d{3})"
_SIMPLE = r"-?\d*\.?\d+"
_SCALES = (
    ("tỷ|tỉ|ty|bn", "1000000000"),
    ("triệu|trieu|tr|mn|m", "1000000"),
    ("nghìn|ngàn|nghin|ngan|k", "1000"),
)
SCALE_WORDS = tuple(word for words, _ in _SCALES for word in words.split("|"))
_SCALE = "(" + "|".join(words for words, _ in _SCALES) + ")$"
# Marks of currencies in values and headers; the longer ones first.
CURRENCY_MARKS: tuple[tuple[str, str], ...] = (
    ("vnđ", "VND"),
    ("vnd", "VND"),
    ("đồng", "VND"),
    ("₫", "VND"),
    ("đ", "VND"),
    ("us$", "USD"),
    ("usd", "USD"),
    ("r$", "BRL"),
    ("brl", "BRL"),
    ("gbp", "GBP"),
    ("£", "GBP"),
    ("eur", "EUR"),
    ("€", "EUR"),
    ("jpy", "JPY"),
    ("¥", "JPY"),
    ("円", "JPY"),
    ("inr", "INR"),
    ("rs.", "INR"),
    ("₹", "INR"),
    ("thb", "THB"),
    ("฿", "THB"),
    ("cny", "CNY"),
    ("rmb", "CNY"),
    ("元", "CNY"),
    ("krw", "KRW"),
    ("₩", "KRW"),
    ("chf", "CHF"),
    ("$", "USD"),
)
_CODES = ", ".join(literal(code) for code in sorted(CURRENCIES))
_MARK = "(" + "|".join(re.escape(mark) for mark, _ in CURRENCY_MARKS) + ")"
_INDIAN = r"\d{1,2}(,\d{2})+,\d{3}(\.\d+)?"
_POINT = (
    rf"-?({_INDIAN}|" r"\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}|\d*\.\d{1,2}|\d*\.\d{4,}|0?\.\d{3}|\d{4,}\.\d{3})"
)
_COMMA = r"-?(\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}|\d*,\d{1,2}|\d*,\d{4,}|0?,\d{3}|\d{4,},\d{3})"
_OPEN = r"-?[1-9]\d{0,2}[.,]\d{3}"


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How one column writes numbers: its decimal mark, and whether every value is plain."""

    decimal: Decimals = "point"
    plain: bool = False


@dataclass(frozen=True, slots=True)
class NumberFacts:
    """What a whole column shows: values that prove each mark, and values that leave it open."""

    filled: int
    plain: int
    simple: int = 0
    point: int = 0
    comma: int = 0
    open_dot: int = 0
    open_comma: int = 0
    currencies: Mapping[str, int] = field(default_factory=dict)


def plain_facts_sql(value: str) -> str:
    """Return aggregates: filled, surely plain, digits with at most one point, plain ones with a point."""
    plain = f"regexp_full_match({value}, {literal(_SURE_PLAIN)})"
    return (
        f"count({value}), count(*) FILTER (WHERE {plain}), "
        f"count(*) FILTER (WHERE regexp_full_match({value}, {literal(_SIMPLE)})), "
        f"count(*) FILTER (WHERE {plain} AND contains({value}, '.'))"
    )


def mark_facts_sql(value: str) -> str:
    """Return aggregates: values that prove a point, a comma, and open ones with a dot and with a comma."""
    bare = _unscaled(value)

    def count(pattern: str, more: str = "") -> str:
        return f"count(*) FILTER (WHERE regexp_full_match({bare}, {literal(pattern)}){more})"

    return ", ".join(
        (
            count(_POINT),
            count(_COMMA),
            count(_OPEN, f" AND contains({bare}, '.')"),
            count(_OPEN, f" AND contains({bare}, ',')"),
        )
    )


def currency_mark_sql(value: str) -> str:
    """Return SQL for the currency that a value itself names, NULL where it names none."""
    mark = f"regexp_extract(lower({value}), {literal(_MARK)}, 1)"
    cases = " ".join(f"WHEN {literal(mark_)} THEN '{code}'" for mark_, code in CURRENCY_MARKS)
    return f"CASE {mark} {cases} END"


def currency_sql(value: str) -> str:
    """Return SQL that reads a currency code, name or sign; NULL where it is none."""
    return f"coalesce({currency_mark_sql(value)}, CASE WHEN upper({value}) IN ({_CODES}) THEN upper({value}) END)"


def currency_in_header(header: str) -> str | None:
    """Return the currency that a header names, as in `amount_usd` or `Giá (đ)`."""
    words = set(_header_words(header))
    return next((code for mark, code in CURRENCY_MARKS if mark in words), None)


def _header_words(header: str) -> list[str]:
    spaced = "".join(letter if letter.isalnum() or letter in "$£€¥₫" else " " for letter in header.lower())
    return spaced.split()


def decide_numbers(
    facts: Mapping[str, NumberFacts], told: Decimals | None, whole_units: bool
) -> tuple[dict[str, NumberStyle], list[str]]:
    """Settle the decimal mark of every number column.

    Args:
        facts: by column, over all rows.
        told: the mark that somebody named.
        whole_units: the currency has no decimals, so that a lone mark before three digits parts thousands.

    Returns:
        The style of each column, and the columns that leave it open.
    """
    proven = {name: _proven(fact) for name, fact in facts.items()}
    marks = {mark for mark in proven.values() if mark is not None}
    of_file: Decimals | None = told or (next(iter(marks)) if len(marks) == 1 else None)
    styles: dict[str, NumberStyle] = {}
    undecided = []
    for name, fact in facts.items():
        if fact.plain == fact.filled and not (told == "comma" and fact.point):
            styles[name] = NumberStyle(plain=True)
            continue
        mark = told or proven[name] or _of_whole_units(fact) or of_file
        mixed = fact.point > 0 and fact.comma > 0
        if told is None and not mixed and mark is None and whole_units and not (fact.open_dot and fact.open_comma):
            mark = "comma" if fact.open_dot else "point"
        if mark is None and (mixed or fact.open_dot or fact.open_comma):
            undecided.append(name)
        mark = mark or "point"
        styles[name] = NumberStyle(mark, plain=mark == "point" and fact.simple == fact.filled)
    return styles, undecided


def _proven(fact: NumberFacts) -> Decimals | None:
    if (fact.point > 0) == (fact.comma > 0):
        return None
    return "point" if fact.point else "comma"


def _of_whole_units(fact: NumberFacts) -> Decimals | None:
    """Return the mark of a column that names currencies without decimals: 44.500 ₫ is no 44 and a half."""
    if not fact.currencies or any(decimals_of(code) for code in fact.currencies):
        return None
    if bool(fact.open_dot) == bool(fact.open_comma):
        return None
    return "comma" if fact.open_dot else "point"


def number_sql(value: str, style: NumberStyle) -> str:
    """Return SQL that reads a number as DECIMAL(18,4), NULL where it is none or does not fit."""
    quick = f"try_cast({value} AS DECIMAL(18,4))"
    if style.plain:
        return quick
    simple = _SIMPLE if style.decimal == "point" else r"-?\d+"
    # Casting from the wide decimal costs more than all the rest, so that simple values go around it.
    return (
        f"CASE WHEN regexp_full_match({value}, {literal(simple)}) THEN {quick} "
        f"ELSE try_cast({_wide_sql(value, style)} AS DECIMAL(18,4)) END"
    )


def number_reason_sql(value: str, number: str, style: NumberStyle, limit: str = LIMIT) -> str:
    """Return SQL that gives the code of what is wrong with a number, or NULL."""
    return (
        f"CASE WHEN {value} IS NULL THEN NULL WHEN abs({number}) < {limit} THEN NULL "
        f"WHEN {number} IS NOT NULL OR {_wide_sql(value, style)} IS NOT NULL "
        f"OR regexp_full_match({value}, '-?\\d{{14,}}(\\.\\d+)?') THEN 'amount_too_large' ELSE 'not_a_number' END"
    )


def _wide_sql(value: str, style: NumberStyle) -> str:
    bare = _unscaled(value)
    group, mark = (",", ".") if style.decimal == "point" else (".", ",")
    # India groups by two digits above the thousand: 1,23,456.00.
    grouped = rf"\d{{1,3}}(\{group}\d{{3}})+|\d{{1,2}}(\{group}\d{{2}})+\{group}\d{{3}}"
    shape = rf"-?(\d+|{grouped})?(\{mark}\d+)?"
    scale = " ".join(
        f"WHEN regexp_matches({_bare(value)}, {literal('(' + words + ')$')}) THEN {factor}" for words, factor in _SCALES
    )
    number = f"try_cast(replace(replace({bare}, '{group}', ''), '{mark}', '.') AS DECIMAL(38,8))"
    science = f"regexp_full_match({value}, '-?\\d+(\\.\\d+)?[eE][+-]?\\d{{1,3}}')"
    return (
        f"coalesce(CASE WHEN regexp_full_match({bare}, {literal(shape)}) AND regexp_matches({bare}, '\\d') "
        f"AND length({bare}) <= 20 "
        f"THEN {number} * (CASE {scale} ELSE 1 END) END, "
        f"CASE WHEN {science} THEN try_cast({value} AS DECIMAL(38,8)) END)"
    )


def _bare(value: str) -> str:
    """SQL: lower case, no blanks, no currency, the minus in front."""
    blanks = r"[\s\x{00A0}\x{202F}\x{2009}'’+]"
    bare = f"regexp_replace(regexp_replace(lower({value}), {literal(blanks)}, '', 'g'), {literal(_MARK)}, '', 'g')"
    signed = f"regexp_replace({bare}, '[−–]', '-')"
    return f"regexp_replace({signed}, '^(?:\\((.*)\\)|([^-].*)-)$', '-\\1\\2')"


def _unscaled(value: str) -> str:
    return f"regexp_replace({_bare(value)}, {literal(_SCALE)}, '')"


def example_sql(value: str) -> str:
    """Return a condition that picks numbers whose decimal mark is open."""
    return f"regexp_matches({_unscaled(value)}, '[.,]')"
