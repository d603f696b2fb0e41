"""Which column of a file means what, and what kind of file it is."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmeter.vocabulary import Misused, Text
from crmeter.warehouse.connectors.files.column_shapes import fits, rated
from crmeter.warehouse.connectors.files.exports import EXPORT_FORMATS, ExportFormat
from crmeter.warehouse.connectors.files.fields import (
    FORMS,
    RATING,
    SCORE_FIELDS,
    field_named,
)
from crmeter.warehouse.connectors.files.form import Form
from crmeter.warehouse.connectors.files.headers import (
    DATE_QUALIFIERS,
    DATE_WORDS,
    PERSON_WORDS,
    PLAIN_WORDS,
    SYNONYMS,
)
from crmeter.warehouse.connectors.files.survey_words import kind_of

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_CURRENCY_TAIL = re.compile(r"[ _-](vnd|usd|gbp|eur|jpy|brl|inr|thb|cny|krw|chf|dong)$", re.IGNORECASE)
_WRITTEN_DAY = re.compile(r"\d{1,4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,4}|\d[- ][A-Za-z]{3,9}[- ]\d{2,4}")
_WRITTEN_AMOUNT = re.compile(r"^\D{0,4}-?\d{1,3}([.,' ]\d{3})*([.,]\d{1,4})?\D{0,4}$|^-?\d+([.,]\d+)?$")
# How sure a kind of question is that its own words tell.
_ASKED = 0.85
_WORDS_OF_A_QUESTION = 4


# Columns of tickets whose words are in few other lists.
_OF_TICKETS = frozenset(
    f"tickets.{word}" for word in ("opened_at", "first_responded_at", "solved_at", "answer_due_at", "queue", "reopened")
)
_OF_SUPPLIERS = frozenset(
    f"supplier_deliveries.{word}" for word in ("received_on", "promised_on", "quantity_received", "quantity_rejected")
)
# Lists of things, as against lists of what happened.
_REGISTERS = ("customers", "products")


@dataclass(frozen=True, slots=True)
class Matched:
    """What a header was taken for, and how surely (1: told or a known word, less: composed or by content)."""

    field: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Match:
    """The form of a file and the meaning of its columns.

    Args:
        form: the form; None where several or none fit.
        columns: matched headers.
        missing: groups of needed fields that no header fills.
        candidates: the forms that fit, best first.
        export: the known export format, if it is one.
    """

    form: Form | None
    columns: Mapping[str, Matched]
    missing: tuple[tuple[str, ...], ...]
    candidates: tuple[str, ...]
    export: str | None = None


def folded(header: str) -> str:
    """Return a header in lower case without accents, brackets and currency, words apart by one space."""
    bare = _CURRENCY_TAIL.sub("", _BRACKETS.sub(" ", header).strip())
    if not bare.isupper():
        bare = _CAMEL.sub(" ", bare)
    plain = "".join(
        letter for letter in unicodedata.normalize("NFD", bare.lower()) if not unicodedata.combining(letter)
    )
    return _NO_WORD.sub(" ", plain.replace("đ", "d").replace("ð", "d")).strip()


def match(
    headers: Sequence[str],
    samples: Mapping[str, Sequence[str]],
    table: str | None = None,
    told: Mapping[str, str] | None = None,
) -> Match:
    """Find the form of a file and what its columns mean.

    Args:
        headers: unique headers in file order.
        samples: some values of each column.
        table: the principal table, where somebody named it.
        told: header to field word; headers that it leaves out are matched by their words.

    Raises:
        Misused: for a table that does not exist.
    """
    if table is not None and table not in FORMS:
        words = Text("không có bảng {table}; các bảng: {tables}", "there is no table {table}; there are {tables}")
        raise Misused("unknown_table", words.fill(table=table, tables=", ".join(FORMS)))
    known = None if told or table else _known_export(headers)
    if known is not None and known.table is None:
        return Match(None, {}, (), (), known.name)
    if known is not None and known.table is not None:
        by_word = {_squeezed(header): header for header in reversed(headers)}
        columns = {
            by_word[_squeeze(word)]: Matched(field, 1.0)
            for word, field in known.mapping.items()
            if _squeeze(word) in by_word
        }
        return Match(FORMS[known.table], columns, (), (known.table,), known.name)
    forms = [FORMS[table]] if table else list(FORMS.values())
    found = [(form, _columns(form, headers, samples, told or {})) for form in forms]
    if told and not table:
        found = [(form, columns) for form, columns in found if _all_told(told, form)] or found
    scored = sorted(
        ((_score(form, columns), -index, form, columns) for index, (form, columns) in enumerate(found)),
        key=lambda entry: entry[:2],
        reverse=True,
    )
    fitting = [
        entry for entry in scored if not _missing(entry[2], entry[3]) and (told or _proven(entry[2], entry[3], samples))
    ]
    if table or len(scored) == 1:
        _, _, form, columns = scored[0]
        missing = _missing(form, columns)
        if table and told:
            # Whoever names both the table and the columns knows the file: only what no row can be without is asked for.
            missing = tuple(group for group in missing if group == form.needs[0])
        return Match(form, columns, missing, (form.table,))
    if not fitting:
        best = scored[0]
        return Match(None, best[3], _missing(best[2], best[3]), tuple(entry[2].table for entry in scored[:3]))
    _, _, form, columns = fitting[0]
    candidates = tuple(entry[2].table for entry in fitting)
    if form.table in _REGISTERS and _tells_of_events(headers, samples, columns):
        return Match(None, columns, (), candidates)
    missing = ()
    if form.table == "orders" and not told and _has_an_unnamed_amount(headers, samples, columns):
        missing = (("orders.amount",),)
    return Match(form, columns, missing, candidates)


def called_like(field: str, headers: Sequence[str]) -> list[str]:
    """Return the headers that are known words for a field."""
    words = _split(SYNONYMS[field])
    return [header for header in headers if _squeezed(header) in words]


def _tells_of_events(
    headers: Sequence[str], samples: Mapping[str, Sequence[str]], columns: Mapping[str, Matched]
) -> bool:
    """Whether more is unknown than known, days and amounts among it: rather a list of orders than of things."""
    unknown = [header for header in headers if header not in columns]
    shapes = {header: [value for value in samples.get(header, ()) if value.strip()] for header in unknown}

    def has(shape: re.Pattern[str]) -> bool:
        return any(values and all(shape.search(value) for value in values) for values in shapes.values())

    return len(unknown) > len(columns) and has(_WRITTEN_DAY) and has(_WRITTEN_AMOUNT)


def _has_an_unnamed_amount(
    headers: Sequence[str], samples: Mapping[str, Sequence[str]], columns: Mapping[str, Matched]
) -> bool:
    """Whether a list of orders without an amount has a column of numbers that nothing is known of."""
    if any(matched.field == "orders.amount" for matched in columns.values()):
        return False
    return any(
        any(value.strip() for value in samples.get(header, ()))
        and fits("orders.amount", samples[header])
        and not fits("orders.ordered_at", samples[header])
        for header in headers
        if header not in columns
    )


def _known_export(headers: Sequence[str]) -> ExportFormat | None:
    there = {_squeezed(header) for header in headers}
    return next((known for known in EXPORT_FORMATS if {_squeeze(word) for word in known.signature} <= there), None)


def _columns(
    form: Form, headers: Sequence[str], samples: Mapping[str, Sequence[str]], told: Mapping[str, str]
) -> dict[str, Matched]:
    columns: dict[str, Matched] = {}
    taken: set[str] = set()
    silent: set[str] = set()
    for header in headers:
        word = told.get(header)
        if word is None:
            continue
        silent.add(header)
        field = field_named(word, form) if word else None
        if field is not None and (field not in taken or field == RATING):
            columns[header] = Matched(field, 1.0)
            taken.add(field)
    free = [header for header in headers if header not in silent]
    squeezed = {header: _squeezed(header) for header in free}
    own_first = sorted(form.fields, key=lambda field: not field.startswith(form.table + "."))
    person = next((header for header in free if _names_person(header)), None)
    if person is not None and "customers.person_id" in form.fields and "customers.person_id" not in taken:
        columns[person] = Matched("customers.person_id", 0.9)
        taken.add("customers.person_id")
    for words_of in (_words, _plain_words):
        for field in own_first:
            for word in words_of(form, field):
                fitting = next(
                    (h for h in free if squeezed[h] == word and h not in columns and fits(field, samples.get(h, ()))),
                    None,
                )
                if fitting is not None and field not in taken:
                    columns[fitting] = Matched(field, 1.0 if words_of is _words else 0.9)
                    taken.add(field)
                    break
    if form.table == "survey_answers" and not taken & {"survey_answers.value", "survey_answers.question"}:
        _match_questions([header for header in free if header not in columns], samples, columns, taken)
    for header in free:
        composed = None if header in columns else _composed_date(header)
        if composed and composed in form.fields and composed not in taken and fits(composed, samples.get(header, ())):
            columns[header] = Matched(composed, 0.8)
            taken.add(composed)
    if form.table == "survey_answers" and not told and "survey_answers.value" not in taken:
        columns |= {header: Matched(RATING, 0.7) for header in rated([h for h in free if h not in columns], samples)}
    return _person_first(form, columns)


def _match_questions(
    headers: Sequence[str], samples: Mapping[str, Sequence[str]], columns: dict[str, Matched], taken: set[str]
) -> None:
    """Take the first column of each kind of question by the words of its header."""
    for header in headers:
        asked = kind_of(folded(header))
        field = f"survey_answers.{asked}"
        if asked and field not in taken and samples.get(header) and fits(field, samples[header]):
            columns[header] = Matched(field, _ASKED)
            taken.add(field)


def _person_first(form: Form, columns: dict[str, Matched]) -> dict[str, Matched]:
    # Outside the list of customers itself, an id of the person beats an id that may be made anew for each order.
    person = next((h for h, m in columns.items() if m.field == "customers.person_id"), None)
    if person is None or form.table == "customers":
        return columns
    kept = {h: m for h, m in columns.items() if m.field not in ("customers.person_id", "customers.source_key")}
    kept[person] = Matched("customers.source_key", columns[person].confidence)
    return kept


def _words(form: Form, field: str) -> list[str]:
    words = _split(SYNONYMS.get(field, ""))
    if form.table == "order_lines" and field == "orders.amount":
        # `total` on a list of lines is the line's own; the order's total says so.
        return [w for w in words if any(mark in w for mark in ("order", "invoice", "grand", "don", "tongthanhtoan"))]
    return words


def _plain_words(form: Form, field: str) -> list[str]:
    return _split(PLAIN_WORDS.get(form.table, {}).get(field, ""))


def _split(words: str) -> list[str]:
    return [_squeeze(word) for word in words.split("|") if word.strip()]


def _squeeze(words: str) -> str:
    return "".join(words.split())


def _squeezed(header: str) -> str:
    return _squeeze(folded(header))


def _names_person(header: str) -> bool:
    words = set(folded(header).split())
    return (
        "id" in words and bool(words & PERSON_WORDS) and words <= PERSON_WORDS | {"id", "customer", "client", "account"}
    )


def _composed_date(header: str) -> str | None:
    words = set(folded(header).split())
    if not words & DATE_WORDS:
        return None
    return next((field for field, marks in DATE_QUALIFIERS if words & marks), None) or None


def _all_told(told: Mapping[str, str], form: Form) -> bool:
    return all(field_named(word, form) is not None for word in told.values() if word)


def _missing(form: Form, columns: Mapping[str, Matched]) -> tuple[tuple[str, ...], ...]:
    filled = {matched.field for matched in columns.values()}
    return tuple(group for group in form.needs if not filled & set(group))


def _proven(form: Form, columns: Mapping[str, Matched], samples: Mapping[str, Sequence[str]]) -> bool:
    # Words such as "id" and "date" stand in every list; a form is believed for a word of its own.
    own = {matched.field for matched in columns.values() if matched.confidence == 1.0}
    if form.table == "leads":
        words = " ".join(folded(header) for header, m in columns.items() if m.field.startswith("leads."))
        lead_like = any(word in words for word in ("lead", "mql", "prospect", "convert", "tiem nang", "chuyen doi"))
        return lead_like or bool(own & {"leads.converted_on", "leads.source_key"})
    if form.table == "orders":
        return bool(own & {"orders.source_key", "orders.amount"})
    if form.table == "employees":
        # An id of employees stands in lists of what they sold, and days of beginning and end in every list of events.
        return bool(own & {"employees.started_on", "employees.ended_on", "employees.has_left"})
    if form.table == "deals":
        words = " ".join(folded(header) for header, m in columns.items() if m.field.startswith("deals."))
        return any(word in words for word in ("deal", "opportunit", "co hoi", "engage date"))
    if form.table == "tickets":
        # Days of beginning and end stand in every list of events; together they are those of a request.
        return "tickets.source_key" in own or len(own & _OF_TICKETS) > 1
    if form.table == "supplier_deliveries":
        # Lists of goods and of orders name a supplier too.
        return "supplier_deliveries.supplier" in own and bool(own & _OF_SUPPLIERS)
    if form.table == "stock_levels":
        return "stock_levels.quantity" in own
    if form.table == "warranty_claims":
        return bool(own & {"warranty_claims.source_key", "warranty_claims.claimed_on"})
    if form.table in ("customers", "products"):
        return bool(own & set(form.marks)) and _tells_apart(form, columns, samples)
    by_question = form.table == "survey_answers" and any(
        matched.confidence == _ASKED and len(folded(header).split()) >= _WORDS_OF_A_QUESTION
        for header, matched in columns.items()
        if matched.field in SCORE_FIELDS
    )
    return by_question or bool(own & set(form.marks))


def _tells_apart(form: Form, columns: Mapping[str, Matched], samples: Mapping[str, Sequence[str]]) -> bool:
    # A list of things names each about once; a list of what happened to them names them again and again.
    by_field = {matched.field: header for header, matched in columns.items()}
    header = next((by_field[field] for field in form.needs[0] if field in by_field), None)
    filled = [value for value in samples.get(header or "", ()) if value]
    return len(set(filled)) >= 0.5 * len(filled)


def _score(form: Form, columns: Mapping[str, Matched]) -> float:
    filled = {matched.field for matched in columns.values()}
    return sum(1.0 + (1.0 if field in form.marks else 0.0) for field in filled)
