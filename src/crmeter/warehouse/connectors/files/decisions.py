"""What is settled once for a whole file: date order, decimal mark, currency, country; and what has to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb

from crmeter.vocabulary import Text, decimals_of
from crmeter.warehouse.connectors.files import amounts, countries, dates
from crmeter.warehouse.connectors.files.amounts import NumberFacts, NumberStyle
from crmeter.warehouse.connectors.files.answers import Answers, Question
from crmeter.warehouse.connectors.files.brand_grid import grid_of, listed_brands
from crmeter.warehouse.connectors.files.dates import DateFacts, DateStyle
from crmeter.warehouse.connectors.files.fields import FIELDS, rated_headers
from crmeter.warehouse.connectors.files.phones import HOME
from crmeter.warehouse.connectors.files.scales import Scale, decide_scales, open_about_answers, points_of_words
from crmeter.warehouse.connectors.files.session import column

_PHONE = "identities.phone"
# What is looked at of a file to see which country its phone numbers are from.
_PHONES_LOOKED_AT = 1_000
_NAMES_LOOKED_AT = 500
_MONEY_FIELDS = (
    "orders.amount",
    "orders.refunded",
    "order_lines.amount",
    "order_lines.unit_price",
    "returns.amount",
    "deals.amount",
    "warranty_claims.cost",
    "market_figures.amount",
    "market_figures.price",
)
_WITH_MONEY = ("orders", "order_lines", "returns", "deals", "warranty_claims", "market_figures")
_CURRENCIES = ("VND", "USD", "EUR", "GBP", "JPY", "BRL")
# What stands for "no value" in exports.
EMPTY_WORDS = ("-", "–", r"\n", "n/a", "#n/a", "null", "none", "nan", "0000-00-00", "0000-00-00 00:00:00")
# Tables whose words are picked from lists of a system, never written by hand: there a dash is no word either.
_OF_SYSTEMS = ("tickets.", "deals.")


@dataclass(frozen=True, slots=True)
class Decisions:
    """How the values of each field are written.

    Args:
        dates: style by date field.
        numbers: style by number field.
        currency: the currency of amounts that name none; None where no amount needs one.
        currency_in: the field whose values name their currency, if there is one.
        phones_of: the country of phone numbers that name none.
        scales: the ends of the scale by kind of question.
        answered_on: the day of answers that name none.
        respondents: who gave answers that do not say it.
        brands: that columns of ratings are of.
        points: by column of scores that is told in words, what each word is worth.
    """

    dates: Mapping[str, DateStyle]
    numbers: Mapping[str, NumberStyle]
    currency: str | None
    currency_in: str | None
    phones_of: str = HOME
    scales: Mapping[str, Scale] = field(default_factory=dict)
    answered_on: str | None = None
    respondents: str | None = None
    brands: tuple[str, ...] = ()
    points: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def value_sql(field: str) -> str:
    """Return SQL for the trimmed text of a field's column, NULL where it is empty.

    The columns of a read file are named after their fields.
    """
    trimmed = f"trim({column(field)})"
    if field == "deals.probability":
        trimmed = f"rtrim({trimmed}, ' %')"
    if field.startswith(_OF_SYSTEMS):
        words = ", ".join(f"'{word}'" for word in ("?", *EMPTY_WORDS))
        return f"CASE WHEN {trimmed} = '' OR lower({trimmed}) IN ({words}) THEN NULL ELSE {trimmed} END"
    if FIELDS[field] in ("time", "number", "amount", "score", "currency", "key"):
        words = ", ".join(f"'{word}'" for word in EMPTY_WORDS)
        return f"CASE WHEN {trimmed} = '' OR lower({trimmed}) IN ({words}) THEN NULL ELSE {trimmed} END"
    # A name may be a dash or "None"; only what databases write for nothing is nothing.
    return f"CASE WHEN {trimmed} NOT IN ('', '\\N') THEN {trimmed} END"


def decide(
    connection: duckdb.DuckDBPyConnection, relation: str, headers: Mapping[str, str], table: str, answers: Answers
) -> tuple[Decisions, tuple[Question, ...]]:
    """Look at every row of a relation and settle how values are written.

    Args:
        connection: where the relation can be read.
        relation: SQL of a relation whose text columns are named after fields.
        headers: field to its header in the file.
        table: the principal table.
        answers: what somebody said.

    Returns:
        The decisions, and the questions that stay open.
    """
    questions: list[Question] = []
    times = [field for field in headers if FIELDS[field] == "time"]
    date_styles, open_dates = dates.decide_dates(
        {field: _date_facts(connection, relation, field) for field in times}, answers.date_order
    )
    if open_dates:
        questions.append(_date_question(connection, relation, open_dates[0], headers))
    figures = [field for field in headers if FIELDS[field] in ("number", "amount")]
    facts = {field: _number_facts(connection, relation, field) for field in figures}
    currency, currency_in = _currency(headers, facts, table, answers)
    if currency is None and currency_in is None and needs_currency(table, headers):
        questions.append(_currency_question(headers))
    whole = currency is not None and decimals_of(currency) == 0
    number_styles, open_numbers = amounts.decide_numbers(facts, answers.decimal, whole)
    if open_numbers:
        questions.append(_decimal_question(connection, relation, open_numbers[0], headers))
    elsewhere = () if answers.country else _phones_of(connection, relation, headers, currency)
    if elsewhere:
        questions.append(_country_question(connection, relation, headers, elsewhere))
    phones_of = (answers.country or HOME).upper()
    decided = Decisions(date_styles, number_styles, currency, currency_in, phones_of)
    if table == "survey_answers":
        texts = ", ".join(f"{value_sql(field)} AS {column(field)}" for field in headers)
        cleaned = f"(SELECT {texts} FROM {relation})"
        points = points_of_words(connection, cleaned, headers)
        scales, asked = decide_scales(connection, cleaned, headers, answers, points)
        questions += [*asked, *open_about_answers(headers, answers)]
        brands = listed_brands(answers.brands or "")
        grid_of(rated_headers(headers), brands)
        decided = replace(decided, scales=scales, answered_on=answers.answered_on, respondents=answers.respondents)
        decided = replace(decided, brands=brands, points=points)
    return decided, tuple(questions)


def needs_currency(table: str, headers: Mapping[str, str]) -> bool:
    """Whether the file holds amounts of sales, deals, claims or a market, which cannot be without a currency."""
    return table in _WITH_MONEY and any(field in headers for field in _MONEY_FIELDS)


def _row(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    rows = connection.execute(sql).fetchall()
    return tuple(rows[0])


def _from(relation: str, field: str) -> str:
    return f"FROM (SELECT {value_sql(field)} AS v FROM {relation})"


def _date_facts(connection: duckdb.DuckDBPyConnection, relation: str, field: str) -> DateFacts:
    source = _from(relation, field)
    filled, plain = _row(connection, f"SELECT {dates.plain_facts_sql('v')} {source}")
    if filled == plain:
        return DateFacts(filled, plain)
    return DateFacts(filled, plain, *_row(connection, f"SELECT {dates.short_facts_sql('v')} {source}"))


def _number_facts(connection: duckdb.DuckDBPyConnection, relation: str, field: str) -> NumberFacts:
    source = _from(relation, field)
    filled, plain, simple, points = _row(connection, f"SELECT {amounts.plain_facts_sql('v')} {source}")
    if filled == plain:
        return NumberFacts(filled, plain, simple, points)
    marks = _row(connection, f"SELECT {amounts.mark_facts_sql('v')} {source}")
    named = connection.execute(
        f"SELECT {amounts.currency_mark_sql('v')} AS mark, count(*) {source} WHERE v IS NOT NULL GROUP BY mark"
    ).fetchall()
    currencies = {code: n for code, n in named if code}
    return NumberFacts(filled, plain, simple, marks[0], marks[1], marks[2], marks[3], currencies)


def _currency(
    headers: Mapping[str, str], facts: Mapping[str, NumberFacts], table: str, answers: Answers
) -> tuple[str | None, str | None]:
    money = [field for field in _MONEY_FIELDS if field in headers]
    if answers.currency:
        return answers.currency.upper(), _named_column(headers)
    in_headers = {code for field in money if (code := amounts.currency_in_header(headers[field]))}
    only = next(iter(in_headers)) if len(in_headers) == 1 else None
    if table == "exchange_rates" or _named_column(headers):
        return only, _named_column(headers)
    if only:
        return only, None
    signs = {code for field in money for code in facts[field].currencies}
    if len(signs) == 1:
        return next(iter(signs)), None
    if len(signs) > 1:
        return None, max(money, key=lambda field: sum(facts[field].currencies.values()))
    return None, None


def _named_column(headers: Mapping[str, str]) -> str | None:
    return "orders.currency" if "orders.currency" in headers else None


def _phones_of(
    connection: duckdb.DuckDBPyConnection, relation: str, headers: Mapping[str, str], currency: str | None
) -> tuple[str, ...]:
    """Return the countries that the file names whose local phone numbers it seems to hold, if not Vietnamese ones."""
    if _PHONE not in headers:
        return ()
    numbers = _values(connection, relation, _PHONE, _PHONES_LOOKED_AT)
    named: set[str] = set()
    if "customers.country" in headers:
        words = _values(connection, relation, "customers.country", _NAMES_LOOKED_AT)
        named |= {region for word in words if (region := countries.region_of_word(word))}
    codes = {currency} if currency else set()
    if "orders.currency" in headers:
        codes |= {word.upper() for word in _values(connection, relation, "orders.currency", _NAMES_LOOKED_AT)}
    named |= {region for code in codes for region in countries.regions_of_currency(code)}
    return countries.written_elsewhere(numbers, named)


def _values(connection: duckdb.DuckDBPyConnection, relation: str, field: str, most: int) -> tuple[str, ...]:
    """Return different values of a field, no more than `most`: the same ones at every reading of the file."""
    rows = connection.execute(
        f"SELECT v FROM (SELECT DISTINCT v {_from(relation, field)}) WHERE v IS NOT NULL ORDER BY md5(v) LIMIT {most}"
    ).fetchall()
    return tuple(row[0] for row in rows)


def _examples(connection: duckdb.DuckDBPyConnection, relation: str, field: str, condition: str) -> tuple[str, ...]:
    rows = connection.execute(f"SELECT v {_from(relation, field)} WHERE {condition} LIMIT 3").fetchall()
    return tuple(row[0] for row in rows)


def _date_question(
    connection: duckdb.DuckDBPyConnection, relation: str, field: str, headers: Mapping[str, str]
) -> Question:
    return Question(
        "date_order",
        Text(
            "Ngày trong cột “{column}” viết theo thứ tự nào?", "In what order are the dates of “{column}” written?"
        ).fill(column=headers[field]),
        ("dmy", "mdy", "ymd"),
        headers[field],
        _examples(connection, relation, field, dates.example_sql("v")),
    )


def _decimal_question(
    connection: duckdb.DuckDBPyConnection, relation: str, field: str, headers: Mapping[str, str]
) -> Question:
    return Question(
        "decimal",
        Text(
            "Số trong cột “{column}” dùng dấu phẩy hay dấu chấm cho phần thập phân?",
            "Do the numbers of “{column}” have a decimal comma or a decimal point?",
        ).fill(column=headers[field]),
        ("comma", "point"),
        headers[field],
        _examples(connection, relation, field, amounts.example_sql("v")),
    )


def _currency_question(headers: Mapping[str, str]) -> Question:
    money = next((headers[field] for field in _MONEY_FIELDS if field in headers), None)
    return Question(
        "currency",
        Text("Số tiền trong tệp tính bằng tiền tệ nào?", "What currency are the amounts of the file in?"),
        _CURRENCIES,
        money,
    )


def _country_question(
    connection: duckdb.DuckDBPyConnection, relation: str, headers: Mapping[str, str], elsewhere: tuple[str, ...]
) -> Question:
    return Question(
        "country",
        Text(
            "Số điện thoại trong cột “{column}” không phải số Việt Nam; đó là số của nước nào?",
            "The phone numbers of “{column}” are not Vietnamese; which country are they from?",
        ).fill(column=headers[_PHONE]),
        (*elsewhere, HOME),
        headers[_PHONE],
        _values(connection, relation, _PHONE, 3),
    )
