"""The second pass over a part: text becomes typed facts, or a rejected row with its reason."""

import csv
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from crmeter.warehouse.connectors.files import amounts, dates
from crmeter.warehouse.connectors.files.decisions import Decisions, value_sql
from crmeter.warehouse.connectors.files.dialect import Layout
from crmeter.warehouse.connectors.files.fields import FIELDS, PARTNER
from crmeter.warehouse.connectors.files.keys import hex_sql, key_sql, secret_key_sql
from crmeter.warehouse.connectors.files.leaving_words import has_left_sql, yes_no_sql
from crmeter.warehouse.connectors.files.phones import e164
from crmeter.warehouse.connectors.files.rawpass import raw_part, text_columns
from crmeter.warehouse.connectors.files.session import column, literal
from crmeter.warehouse.connectors.files.supply_fields import DELIVERY_MARKS, NEVER_NEGATIVE
from crmeter.warehouse.connectors.files.supply_words import damaged_sql, documents_sql
from crmeter.warehouse.connectors.files.survey_words import respondents_sql, score_sql
from crmeter.warehouse.connectors.files.touch_words import direction_sql, outcome_sql
from crmeter.warehouse.connectors.files.view_fields import ACTED
from crmeter.warehouse.connectors.files.work_fields import ENDED

_ANSWERED_ON = "survey_answers.answered_on"
PRODUCT = ("products.source_key", "products.name")
NAMES = ("identities.name", "identities.first_name", "identities.last_name")
# Fields of which a row needs at least one.
_ONE_OF = {
    "order_lines": ("order_lines.unit_price", "order_lines.amount"),
    "products": PRODUCT,
    "stock_levels": PRODUCT,
    "supplier_deliveries": ("supplier_deliveries.promised_on", "supplier_deliveries.received_on"),
    "customers": ("customers.source_key", "customers.person_id", *NAMES, "identities.phone", "identities.email"),
}
# Fields whose words come to one of a few.
_WORDS: Mapping[str, Callable[[str], str]] = {
    "survey_answers.respondents": respondents_sql,
    "employees.has_left": has_left_sql,
    **dict.fromkeys((*PARTNER, *ENDED, ACTED), yes_no_sql),
    # Levels of support stand in such columns too: what says neither yes nor no is not known.
    "tickets.is_escalated": yes_no_sql,
    "deliveries.damaged": damaged_sql,
    "deliveries.documents_right": documents_sql,
    "touches.direction": direction_sql,
    "touches.outcome": outcome_sql,
}
# What numbers cannot be.
_BOUNDS = {
    "order_lines.discount": "CASE WHEN {typed} < 0 THEN 'negative_discount' END",
    "order_lines.discount_percent": "CASE WHEN {typed} NOT BETWEEN 0 AND 100 THEN 'not_a_share' END",
    "survey_answers.weight": "CASE WHEN {typed} < 0 THEN 'negative_weight' END",
    **dict.fromkeys(NEVER_NEGATIVE, "CASE WHEN {typed} < 0 THEN 'negative_quantity' END"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that is settled about a file once its rows are to be read.

    Args:
        table: the principal table.
        headers: field to header.
        layout: of the file.
        decisions: how values are written.
        source: the name of the source.
        today: the day of the import (ISO), against which dates in the future are judged.
    """

    table: str
    headers: Mapping[str, str]
    layout: Layout
    decisions: Decisions
    source: str
    today: str

    def place(self, field: str) -> int:
        """The position of a field's column in the file, from 0."""
        return self.layout.headers.index(self.headers[field])

    def has(self, *fields: str) -> bool:
        """Whether the file has a column for any of the fields."""
        return any(field in self.headers or field == self.signed_currency for field in fields)

    @property
    def signed_currency(self) -> str | None:
        """The currency field, where amounts carry their own sign and there is no column of currencies."""
        signed = self.decisions.currency_in not in (None, "orders.currency")
        return "orders.currency" if signed else None


def normalise_parts(
    connection: duckdb.DuckDBPyConnection, reading: Reading, raw: Path, parts: range, facts: Path, rejects: Path
) -> tuple[int, int]:
    """Turn some parts into facts and rejected rows.

    Args:
        connection: a session with the variable `secret`.
        reading: what is settled.
        raw: the folder of the first pass.
        parts: the numbers of the parts.
        facts: the Parquet file to write facts to.
        rejects: the Parquet file to write rejected rows to.

    Returns:
        How many rows became facts, and how many were rejected.
    """
    files = f"read_parquet([{', '.join(literal(str(raw_part(raw, part))) for part in parts)}])"
    _load_phones(connection, reading, raw, files)
    kept = ", ".join(column(name) for name in fact_columns(reading))
    good = _copied(connection, f"SELECT {kept} FROM ({_parsed_sql(reading, files)}) WHERE fault IS NULL", facts)
    total = int(connection.execute(f"SELECT count(*) FROM {files}").fetchall()[0][0])
    places = {str(n): field for n, (field, _) in enumerate(_faults(reading))}
    place = "split_part(fault, '|', 2)"
    headers = " ".join(f"WHEN '{n}' THEN {literal(reading.headers[field])}" for n, field in places.items())
    values = " ".join(f"WHEN '{n}' THEN c{reading.place(field)}" for n, field in places.items())
    cells = ", ".join(f"coalesce({name}, '')" for name in text_columns(reading.layout))
    header = f"CASE {place} {headers} END" if places else "NULL"
    value = f"CASE {place} {values} END" if places else "NULL"
    some = "fault IS NOT NULL" if good < total else "false"
    bad = _copied(
        connection,
        f"SELECT p.line, split_part(fault, '|', 1) AS code, {header} AS header, "
        f"{value} AS value, "
        f"concat_ws({literal(reading.layout.delimiter)}, {cells}) AS raw "
        f"FROM ({_parsed_sql(reading, files)}) p JOIN {files} r USING (line) WHERE {some}",
        rejects,
    )
    return good, bad


def fact_columns(reading: Reading) -> list[str]:
    """Return the columns of facts: the line, every field of the file, and the keys made of them."""
    signed = [reading.signed_currency] if reading.signed_currency else []
    phone = ["unread_phone"] if reading.has("identities.phone") else []
    unread = [unread_score(field) for field in reading.headers if FIELDS[field] == "score"]
    return ["line", *reading.headers, *signed, *phone, *unread, "customer_key", "order_key", "product_key", "content"]


def unread_score(field: str) -> str:
    """Return the fact column that holds what stands in a column of scores and is none."""
    return f"unread {field}"


def _copied(connection: duckdb.DuckDBPyConnection, select: str, path: Path) -> int:
    rows = connection.execute(
        f"COPY ({select}) TO {literal(str(path))} (FORMAT parquet, COMPRESSION snappy)"
    ).fetchall()
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    return int(rows[0][0])


def _parsed_sql(reading: Reading, files: str) -> str:
    named = ", ".join(f"c{reading.place(field)} AS {column(field)}" for field in reading.headers)
    texts = ", ".join(f"{value_sql(field)} AS {column(field)}" for field in reading.headers)
    typed = ", ".join(f"{_typed_sql(reading, field)} AS {_typed(field)}" for field in reading.headers)
    settled = ", ".join(f"{_settled_sql(reading, field)} AS {column(field)}" for field in reading.headers)
    if reading.signed_currency:
        settled += (
            f", {amounts.currency_mark_sql(column(str(reading.decisions.currency_in)))} AS {column('orders.currency')}"
        )
    if reading.has("identities.phone"):
        phone = "identities.phone"
        settled += f", {column(phone)} IS NOT NULL AND {_typed(phone)} IS NULL AS unread_phone"
    for field in reading.headers:
        if FIELDS[field] == "score":
            settled += f", CASE WHEN {_typed(field)} IS NULL THEN {column(field)} END AS {column(unread_score(field))}"
    faults = ", ".join([*(f"({fault}) || '|{n}'" for n, (_, fault) in enumerate(_faults(reading))), "NULL"])
    return f"""
        SELECT *, {_content_sql(reading)} AS content FROM (
            SELECT *, {_order_sql(reading)} AS order_key, {_product_sql(reading)} AS product_key FROM (
            SELECT *, {_customer_sql(reading)} AS customer_key FROM (
                SELECT line, {settled}, coalesce({faults}) AS fault FROM (
                    SELECT *, {typed} FROM (SELECT line, {texts} FROM (SELECT line, {named} FROM {files}))
                )
            ))
        )"""


def _typed(field: str) -> str:
    return column("=" + field)


def _typed_sql(reading: Reading, field: str) -> str:
    value, kind = column(field), FIELDS[field]
    if kind == "time":
        return dates.moment_sql(value, reading.decisions.dates[field])
    if kind in ("number", "amount"):
        return amounts.number_sql(value, reading.decisions.numbers[field])
    if kind == "currency":
        return amounts.currency_sql(value)
    if kind == "email":
        return f"lower({value})"
    if kind == "phone":
        return f"(SELECT p.number FROM phones p WHERE p.written = {value})"
    if kind == "score":
        return score_sql(value, reading.decisions.points.get(field, {}))
    if field in _WORDS:
        return _WORDS[field](value)
    return value


def _settled_sql(reading: Reading, field: str) -> str:
    if FIELDS[field] == "phone":
        # What cannot be read is kept as it was written, with `unread_phone` beside it.
        return f"coalesce({_typed(field)}, {column(field)})"
    if field == "orders.currency" and reading.decisions.currency:
        return f"coalesce({_typed(field)}, {literal(reading.decisions.currency)})"
    return _typed(field)


def _faults(reading: Reading) -> list[tuple[str, str]]:
    faults = []
    for field in reading.headers:
        kind, value, typed = FIELDS[field], column(field), _typed(field)
        if kind == "time":
            style = reading.decisions.dates[field]
            faults.append((field, dates.date_reason_sql(value, typed, style, reading.today)))
        elif kind in ("number", "amount"):
            limit = amounts.LIMIT_OF_MARKETS if field.startswith("market_figures.") else amounts.LIMIT
            faults.append((field, amounts.number_reason_sql(value, typed, reading.decisions.numbers[field], limit)))
        elif kind == "currency":
            missing = "" if reading.decisions.currency else f" OR {value} IS NULL"
            if reading.table == "order_lines" and not reading.decisions.currency:
                missing = ""
            faults.append(
                (field, f"CASE WHEN {typed} IS NULL AND ({value} IS NOT NULL{missing}) THEN 'unknown_currency' END")
            )
        elif field == "touches.direction":
            faults.append((field, f"CASE WHEN {typed} IS NULL THEN 'unknown_direction' END"))
        elif field == "survey_answers.respondents":
            faults.append((field, f"CASE WHEN {value} IS NOT NULL AND {typed} IS NULL THEN 'unknown_respondents' END"))
        elif field in ("employees.has_left", *PARTNER, *ENDED, *DELIVERY_MARKS, ACTED):
            faults.append((field, f"CASE WHEN {value} IS NOT NULL AND {typed} IS NULL THEN 'neither_yes_nor_no' END"))
        if field in _BOUNDS:
            faults.append((field, _BOUNDS[field].format(typed=typed)))
    faults += [(field, f"CASE WHEN {column(field)} IS NULL THEN 'missing' END") for field in _required(reading)]
    if reading.signed_currency:
        signed = str(reading.decisions.currency_in)
        mark = amounts.currency_mark_sql(column(signed))
        faults.append(
            (signed, f"CASE WHEN {column(signed)} IS NOT NULL AND {mark} IS NULL THEN 'unknown_currency' END")
        )
    if reading.has(_ANSWERED_ON) and reading.has("survey_answers.asked_on"):
        scored = [_typed(field) for field in reading.headers if FIELDS[field] == "score"]
        is_given = f"coalesce({', '.join(f'CAST({each} AS VARCHAR)' for each in scored)}) IS NOT NULL"
        faults.append((_ANSWERED_ON, f"CASE WHEN {column(_ANSWERED_ON)} IS NULL AND {is_given} THEN 'missing' END"))
    there = [field for field in _ONE_OF.get(reading.table, ()) if reading.has(field)]
    if there:
        telling = [f"coalesce({_typed(f)}, {_digits_sql(f)})" if FIELDS[f] == "phone" else _typed(f) for f in there]
        empty = " AND ".join(f"{value} IS NULL" for value in telling)
        faults.append((there[0], f"CASE WHEN {empty} THEN 'missing' END"))
    return faults


def _required(reading: Reading) -> list[str]:
    wanted = {
        "orders": ("orders.ordered_at", "orders.amount"),
        "order_lines": () if reading.has("orders.source_key") else ("orders.ordered_at",),
        "returns": ("returns.returned_on", "returns.amount"),
        "deliveries": ("orders.source_key",),
        "stock_levels": ("stock_levels.counted_on", "stock_levels.quantity"),
        "supplier_deliveries": ("supplier_deliveries.supplier",),
        "warranty_claims": ("warranty_claims.claimed_on",),
        "leads": ("leads.created_on",),
        "touches": ("touches.touched_at",),
        "page_views": ("page_views.viewed_at",),
        "tickets": ("tickets.opened_at",) if reading.has("tickets.opened_at") else ("tickets.changed_at",),
        "deals": ("deals.created_on",),
        "market_figures": ("market_figures.period",),
        "exchange_rates": ("exchange_rates.rated_on", "exchange_rates.rate"),
        "survey_answers": ("survey_answers.answered_on", "survey_answers.respondents", "survey_answers.weight"),
    }.get(reading.table, ())
    # Whoever was asked and is silent has no day of an answer.
    silent = {_ANSWERED_ON} if reading.has("survey_answers.asked_on") else set()
    return [field for field in wanted if reading.has(field) and field not in silent]


def _customer_sql(reading: Reading) -> str:
    """SQL for the key of the customer: by id, else by phone, e-mail or name together with the secret."""
    known = []
    if reading.has("customers.source_key"):
        known.append(key_sql("customers", reading.source, column("customers.source_key")))
    for word in ("phone", "email"):
        if reading.has(f"identities.{word}"):
            written = column("identities." + word)
            read = f"CASE WHEN NOT unread_phone THEN {written} END" if word == "phone" else written
            known.append(secret_key_sql("customers", reading.source, f"'{word}' || chr(31) || {read}"))
    if reading.has(*NAMES):
        value = f"'name' || chr(31) || {_plain_name(full_name_sql(reading))}"
        known.append(secret_key_sql("customers", reading.source, value))
    if reading.has("identities.phone"):
        # Last of all: the digits tell somebody apart even where no country knows such a number.
        value = f"'digits' || chr(31) || {_digits_sql('identities.phone')}"
        known.append(secret_key_sql("customers", reading.source, value))
    return f"coalesce({', '.join(known)})" if known else "NULL::BIGINT"


def _digits_sql(field: str) -> str:
    """SQL for the digits of a phone number as written; NULL where they are too few or all the same to tell anything."""
    digits = f"regexp_replace({column(field)}, '[^0-9]', '', 'g')"
    return f"CASE WHEN length({digits}) BETWEEN 7 AND 20 AND replace({digits}, {digits}[1], '') <> '' THEN {digits} END"


def full_name_sql(reading: Reading) -> str:
    """Return SQL for the whole name, the family name first where it is Vietnamese."""
    name, first, last = (column(field) if reading.has(field) else "NULL" for field in NAMES)
    if not reading.has("identities.first_name", "identities.last_name"):
        return name
    given = f"coalesce({first}, {name})" if first != "NULL" else name
    vietnamese = (
        f"regexp_matches(concat({given}, {last}), '[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]')"
    )
    return (
        f"CASE WHEN {vietnamese} THEN nullif(concat_ws(' ', {last}, {given}), '') "
        f"ELSE nullif(concat_ws(' ', {given}, {last}), '') END"
    )


def _plain_name(name: str) -> str:
    return f"lower(CASE WHEN contains({name}, '  ') THEN regexp_replace({name}, '\\s+', ' ', 'g') ELSE {name} END)"


def _order_sql(reading: Reading) -> str:
    """SQL for the key of the order; without an order number, what a customer bought at one time is one order."""
    known = []
    if reading.has("orders.source_key"):
        known.append(column("orders.source_key"))
    if reading.table == "order_lines" and reading.has("orders.ordered_at"):
        known.append(f"{hex_sql('customer_key')} || '@' || CAST({column('orders.ordered_at')} AS VARCHAR)")
    return key_sql("orders", reading.source, f"coalesce({', '.join(known)})") if known else "NULL::BIGINT"


def _product_sql(reading: Reading) -> str:
    return key_sql("products", reading.source, product_id_sql(reading)) if reading.has(*PRODUCT) else "NULL::BIGINT"


def product_id_sql(reading: Reading) -> str:
    """Return SQL for what a product is known by: its id, else its name in small letters."""
    known = []
    if reading.has("products.source_key"):
        known.append(column("products.source_key"))
    if reading.has("products.name"):
        known.append(_plain_name(column("products.name")))
    return f"coalesce({', '.join(known)})"


def _content_sql(reading: Reading) -> str:
    # Personal values stand in it by the customer's key alone.
    left_out: tuple[str, ...] = ("identities.", "customers.source_key", "orders.source_key")
    if reading.table == "order_lines":
        left_out += ("customers.", "products.")
    fields = [field for field in sorted(reading.headers) if not field.startswith(left_out)]
    keys = ["customer_key", "order_key", "product_key"]
    cells = ", ".join(f"coalesce(CAST({column(name)} AS VARCHAR), '')" for name in [*fields, *keys])
    return key_sql(reading.table, reading.source, f"concat_ws(chr(31), {cells})")


def _load_phones(connection: duckdb.DuckDBPyConnection, reading: Reading, raw: Path, files: str) -> None:
    if not reading.has("identities.phone"):
        return
    written = connection.execute(
        f"SELECT DISTINCT {value_sql('identities.phone')} AS v FROM "
        f"(SELECT c{reading.place('identities.phone')} AS {column('identities.phone')} FROM {files}) "
        f"WHERE v IS NOT NULL"
    ).fetchall()
    draft = raw / "phones.csv"
    with draft.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
            (text, number) for (text,) in written if (number := e164(text, reading.decisions.phones_of))
        )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE phones AS SELECT * FROM read_csv({literal(str(draft))}, auto_detect=false, "
        f"header=false, delim=',', quote='\"', escape='\"', columns={{'written': 'VARCHAR', 'number': 'VARCHAR'}})"
    ).fetchall()
