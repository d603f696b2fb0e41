"""What can be measured with a file, and what the other measures lack: told before anything is imported.

It follows from what measures, their rows and the contracts declare, and loads neither DuckDB nor Ibis.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from crmeter.measures.bases import BASES, WORKED_OUT_FROM
from crmeter.measures.catalogue import SUBJECTS, measures, subject_of
from crmeter.measures.measure import Measure
from crmeter.measures.view import Settings
from crmeter.vocabulary import Text
from crmeter.warehouse.connectors.files.fields import FORMS
from crmeter.warehouse.connectors.files.filled import filled_tables
from crmeter.warehouse.connectors.files.titles import title_of
from crmeter.warehouse.tables import RUN_TABLES, TABLES

# Columns of contracts that come of fields with other names; all others come of the field with their own.
_WHOSE = "orders.customer_key"
_FED_BY: Mapping[str, tuple[str, ...]] = {
    _WHOSE: (
        "customers.source_key",
        "customers.person_id",
        "identities.name",
        "identities.last_name",
        "identities.phone",
        "identities.email",
    ),
    "orders.amount": ("orders.amount", "order_lines.amount", "order_lines.unit_price"),
    "touches.touched_on": ("touches.touched_at",),
    "returns.order_key": ("returns.returned_on", "orders.refunded"),
    "touches.lead_key": ("leads.source_key",),
    "survey_answers.ticket_key": ("tickets.source_key",),
    "survey_answers.order_key": ("orders.source_key",),
    "warranty_claims.order_key": ("orders.source_key",),
    "deals.won_on": ("deals.won_on", "deals.closed_on"),
    "deals.is_quoted": ("deals.quoted_on",),
    "deals.lost_on": ("deals.lost_on", "deals.closed_on"),
}
# A table that comes with another: orders name their customers, their lines name the products.
_COMES_WITH: Mapping[str, str] = {"customers": "orders", "products": "order_lines"}
# What no file can tell: the product writes it down itself.
_OF_ITSELF = frozenset({"told_forecasts", "quotas"})
_SHOWN_TITLES = 3
_HOURS = Text("cần giờ làm việc của công ty", "needs the firm's working hours")


@dataclass(frozen=True, slots=True)
class Measurable:
    """Whether a measure can be taken.

    Args:
        measure: its name.
        title: its label.
        subject: its subject.
        can: whether the file, with what is in the warehouse, feeds it.
        needs: what is missing, as a phrase: `cần thêm tệp khách tiềm năng`; None where it can be taken.
        history_days: how many days of history it needs beside; None for any.
    """

    measure: str
    title: Text
    subject: str
    can: bool
    needs: Text | None = None
    history_days: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Measures of one subject that can be taken, or that lack the same.

    Args:
        subject: its label.
        can: whether they can be taken.
        needs: what they lack.
        measures: in the order of the catalogue.
    """

    subject: Text
    can: bool
    needs: Text | None
    measures: tuple[Measurable, ...]

    @property
    def told(self) -> Text:
        """The titles of the first few, and how many more there are."""
        shown = Text.join(m.title for m in self.measures[:_SHOWN_TITLES])
        more = len(self.measures) - _SHOWN_TITLES
        if more <= 0:
            return shown
        return Text("{shown} và {more} chỉ số khác", "{shown} and {more} more").fill(shown=shown, more=more)


def measurable(fields: Collection[str], tables: Collection[str], settings: Settings = Settings()) -> list[Measurable]:
    """Say of every measure of the catalogue whether a file feeds it.

    Args:
        fields: what the mapped columns of the file mean, such as `orders.amount`.
        tables: the tables that hold rows in the warehouse already; they are taken to hold what measures read.
        settings: of the firm, for the days of history.
    """
    file = _File(frozenset(fields), _tables_of(fields), frozenset(tables))
    found = []
    for measure in measures().values():
        needs = _needs(measure, file, settings)
        days = measure.history_days(settings) if measure.history_days else None
        found.append(Measurable(measure.name, measure.title, subject_of(measure.name), needs is None, needs, days))
    return found


def grouped(found: Collection[Measurable]) -> tuple[Group, ...]:
    """Put together what can be taken, by subject, and what cannot, by what it lacks; the former first."""

    def key(one: Measurable) -> tuple[bool, int, str]:
        return (not one.can, list(SUBJECTS).index(one.subject), one.needs.en if one.needs else "")

    return tuple(
        Group(SUBJECTS[(first := alike[0]).subject], first.can, first.needs, alike)
        for alike in (tuple(group) for _, group in groupby(sorted(found, key=key), key=key))
    )


@dataclass(frozen=True, slots=True)
class _File:
    fields: frozenset[str]
    fills: frozenset[str]
    stored: frozenset[str]

    def feeds(self, column: str) -> bool:
        """Whether rows of the warehouse hold a column, or the file does."""
        return _table(column) in self.stored or bool(self.fields & set(_FED_BY.get(column, (column,))))


def _tables_of(fields: Collection[str]) -> frozenset[str]:
    """The tables that a file with these fields fills: as the first form that has all of them and lacks least."""
    forms = [form for form in FORMS.values() if set(fields) <= set(form.fields) and set(fields) & set(form.needs[0])]
    if not forms:
        return frozenset()
    form = min(forms, key=lambda form: sum(not set(fields) & set(group) for group in form.needs))
    return frozenset(filled_tables(form.table, fields))


def _needs(measure: Measure, file: _File, settings: Settings) -> Text | None:
    basis = BASES[measure.rows]
    hours_are_missing = "working_stretches" in basis.needs and not settings.working_hours
    needed = dict.fromkeys(made for table in basis.needs for made in WORKED_OUT_FROM.get(table, (table,)))
    columns = [*_missing_columns(needed, basis.stands_on == "customers", file)]
    absent = [table for table in needed if table not in file.fills | file.stored]
    # A list of customers would not help where the orders do not say whose they are.
    tables = [t for t in absent if _COMES_WITH.get(t) not in absent and (t, columns[:1]) != ("customers", [_WHOSE])]
    within: list[str] = []
    if (lacking := _unfilled(measure, file)) is not None:
        table, _, name = lacking.partition(".")
        if table in file.fills:
            columns.append(lacking)
        elif not TABLES[table].column(name).required:
            within.append(lacking)
        if table not in file.fills and table not in tables:
            tables.append(table)
    of_files = [table for table in tables if table not in _OF_ITSELF]
    own = [table for table in tables if table in _OF_ITSELF]
    said = [*_said(columns, of_files, within), *_said_of_itself(own), *([_HOURS] if hours_are_missing else [])]
    return Text.join(said, "; ") if said else None


def _unfilled(measure: Measure, file: _File) -> str | None:
    """The first of the columns of which one, or each, must hold something and does not; the models fill their own."""
    wanted = [column for column in measure.needs_filled if _table(column) not in RUN_TABLES]
    lacking = [column for column in wanted if not file.feeds(column)]
    if not lacking or (len(lacking) < len(wanted) and not measure.needs_each_filled):
        return None
    return next((column for column in lacking if _table(column) in file.fills), lacking[0])


def _missing_columns(needed: Collection[str], whose: bool, file: _File) -> Iterator[str]:
    if "orders" not in needed or "orders" not in file.fills:
        return
    if whose and not file.feeds(_WHOSE):
        yield _WHOSE
    if not file.feeds("orders.amount") and "order_lines" not in file.stored:
        yield "orders.amount"


def _said(columns: Collection[str], tables: Collection[str], within: Collection[str]) -> Iterator[Text]:
    if columns:
        yield Text("cần cột {titles}", "needs a column: {titles}").fill(titles=_titles(columns))
    if tables:
        titles = Text.join(_lower(TABLES[table].title) for table in tables)
        if within:
            words = Text("cần thêm tệp {titles} có cột {columns}", "needs a file of {titles} with a column: {columns}")
            yield words.fill(titles=titles, columns=_titles(within))
        else:
            yield Text("cần thêm tệp {titles}", "needs a file of {titles}").fill(titles=titles)


def _said_of_itself(tables: Collection[str]) -> Iterator[Text]:
    if tables:
        titles = Text.join(_lower(TABLES[table].title) for table in tables)
        yield Text("cần {titles} ghi trong CRMeter", "needs {titles} kept in CRMeter").fill(titles=titles)


def _titles(columns: Collection[str]) -> Text:
    return Text.join(_lower(title_of(_FED_BY.get(column, (column,))[0])) for column in columns)


def _table(column: str) -> str:
    return column.partition(".")[0]


def _lower(text: Text) -> Text:
    return Text(text.vi[0].lower() + text.vi[1:], text.en[0].lower() + text.en[1:])
