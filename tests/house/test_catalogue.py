"""Checks of every contract and every measure; each message says what to do."""

import re
from collections.abc import Iterator
from datetime import date
from typing import get_args

import ibis.expr.operations as ops
import pytest

from crmeter.evaluation.explain import label_of
from crmeter.evaluation.tables import CONTRACTS, written_out
from crmeter.measures.catalogue import SUBJECTS, measures, subject_of
from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.rows import ROWS
from crmeter.measures.view import Rhythm, View
from crmeter.vocabulary import Good, Period, Text, Unit
from crmeter.warehouse.sql import to_sql
from crmeter.warehouse.tables import RUN_TABLES, TABLES, Table, identities
from crmeter.warehouse.tables.contract import ColumnType

MEASURES = list(measures().values())
EVERY_TABLE = [*TABLES.values(), *RUN_TABLES.values(), identities]
VIEW = View(
    Period(date(2025, 1, 1), date(2026, 1, 1)),
    date(2025, 12, 31),
    "VND",
    rhythm=Rhythm(0.75, 62.5, "bg_nbd"),
    converts=True,
)
# What was fixed for other reasons than what the words say; every new measure must follow the rule.
_NAME = re.compile(r"[a-z]+(_[a-z]+)*(_p\d\d)?")
every_measure = pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.name)
every_table = pytest.mark.parametrize("table", EVERY_TABLE, ids=lambda t: t.name)


def words(measure: Measure) -> Iterator[tuple[str, Text]]:
    yield from (("title", measure.title), ("meaning", measure.meaning), ("formula", measure.formula))
    if measure.benchmark is not None:
        yield "benchmark source", measure.benchmark.source


def test_the_catalogue_finds_every_file_and_each_holds_its_own_measure() -> None:
    assert len(MEASURES) >= 29
    for name, measure in measures().items():
        assert measure.name == name, f"{name}.py must hold a variable {name} = Measure(name={name!r}, …)"
        assert subject_of(name) in SUBJECTS


@every_measure
def test_names_are_lower_case_words(measure: Measure) -> None:
    assert _NAME.fullmatch(measure.name), f"{measure.name}: lower-case English words joined by _"
    if measure.name.endswith("_rate"):
        assert measure.unit is Unit.SHARE, f"{measure.name}: a rate is a share; name a count by what it counts"


@every_measure
def test_words_are_there_in_both_languages(measure: Measure) -> None:
    for part, text in words(measure):
        assert text.vi.strip() and text.en.strip(), f"{measure.name}: say the {part} in vi and en"
        assert text.vi != text.en, f"{measure.name}: the {part} is not translated"
        assert not text.en.endswith("."), f"{measure.name}: the {part} stands in a line with others; no full stop"


def test_titles_tell_measures_apart() -> None:
    for language in ("vi", "en"):
        titles = [m.title.in_(language) for m in MEASURES]
        assert len(set(titles)) == len(titles), "two measures with one title cannot be told apart on a page"


# Rows that are nobody's yet: who sees a part of the firm sees none of them.
NOBODYS = {
    "expected_new_customers", "usage_events", "employees", "brand_judgements", "brand_behaviours", "brand_parts",
    "stock_levels", "supplier_deliveries", "told_forecasts",
}  # fmt: skip


@every_table
def test_a_table_says_whose_its_rows_are(table: Table) -> None:
    assert table.is_shared or table.owned_by or table.name in NOBODYS, (
        f"{table.name}: say by owned_by whose a row is, or by is_shared that everybody sees it"
    )
    for way in table.owned_by:
        assert way.column in {column.name for column in table.columns}
        if way.through is not None:
            through = next(other for other in EVERY_TABLE if other.name == way.through)
            assert through.key == way.column, f"{table.name}.{way.column} must be the key of {way.through}"
            assert through.owned_by, f"{way.through} must say whose its rows are"
            order = [other.name for other in EVERY_TABLE]
            assert order.index(way.through) < order.index(table.name), "the table that is gone through stands before"


@every_measure
def test_rows_are_known(measure: Measure) -> None:
    assert measure.rows in ROWS, f"{measure.name}: rows={measure.rows!r}; one of {sorted(ROWS)}"


@every_measure
def test_columns_exist_in_the_rows_that_it_is_taken_over(measure: Measure) -> None:
    columns = ROWS[measure.rows].build(written_out(VIEW), VIEW).columns

    for part, named in (("opens", measure.opens), ("slices", measure.slices)):
        missing = [column for column in named if column not in columns]
        assert not missing, f"{measure.name}: {part} {missing} not in rows {measure.rows}, which have {list(columns)}"
    assert measure.opens, f"{measure.name}: opens=() would show a list without columns behind the figure"


@every_measure
def test_columns_of_the_list_have_labels(measure: Measure) -> None:
    for column in (*measure.opens, *measure.slices):
        assert label_of(column).vi, f"{measure.name}: give {column} a label in evaluation/explain.py"


@every_measure
def test_every_column_that_is_read_has_a_contract(measure: Measure) -> None:
    rows = ROWS[measure.rows].build(written_out(VIEW), VIEW)
    figure = measure.over(rows)

    for table in figure.op().find(ops.UnboundTable):
        assert table.name in CONTRACTS, f"{measure.name} reads {table.name}, which has no contract in warehouse/tables"
        contracted = {column.name for column in CONTRACTS[table.name].columns}
        assert set(table.schema.names) <= contracted
    for needed in ROWS[measure.rows].needs:
        assert needed in CONTRACTS


@every_measure
def test_it_compiles_to_sql(measure: Measure) -> None:
    rows = ROWS[measure.rows].build(written_out(VIEW), VIEW)

    assert to_sql(measure.over(rows)).startswith(("SELECT", "WITH"))
    assert to_sql(measure.listed(rows)).startswith(("SELECT", "WITH"))


@every_measure
def test_the_statistic_has_its_parts(measure: Measure) -> None:
    name, statistic = measure.name, measure.statistic
    rows = ROWS[measure.rows].build(written_out(VIEW), VIEW)
    top = measure.top(rows)
    match statistic:
        case Statistic.SHARE:
            assert top.type().is_boolean(), f"{name}: the top of a share says of each row whether it counts"
            if measure.bottom is not None:
                assert measure.bottom(rows).type().is_boolean(), f"{name}: so does its bottom"
        case Statistic.RATE:
            assert top.type().is_boolean(), f"{name}: the top of a rate says of each row whether it happened to it"
            assert measure.bottom is not None, f"{name}: the bottom of a rate says for how long it could have"
        case Statistic.RATIO | Statistic.QUOTIENT:
            assert measure.bottom is not None, f"{name}: a ratio needs bottom=; a mean per row is Statistic.MEAN"
        case Statistic.SURVIVAL:
            assert measure.bottom is not None, f"{name}: bottom says whether the end of a row was seen"
        case Statistic.COST_EACH:
            assert measure.bottom is not None, f"{name}: bottom says which rows are what came of the costs"
        case Statistic.RETURN:
            assert measure.bottom is not None, f"{name}: bottom is what was spent"
            assert not measure.over_time, f"{name}: costs of a month bring orders of later ones; over_time=False"
        case Statistic.EFFORT_EACH:
            assert measure.bottom is not None, f"{name}: bottom says which rows count"
            assert measure.bottom(rows).type().is_boolean(), f"{name}: bottom says of each row whether it counts"
        case Statistic.SUM | Statistic.QUANTILE:
            assert measure.bottom is None, f"{name}: a {statistic} has no bottom"
        case Statistic.MEAN:
            assert measure.bottom is None, f"{name}: the bottom of a mean is the number of rows"
        case Statistic.WEIGHTED_SHARE | Statistic.NET_SHARE | Statistic.SCORE:
            assert measure.bottom is not None, f"{name}: the bottom says which answers count, or how much"
    of_place = (Statistic.QUANTILE, Statistic.SURVIVAL)
    assert measure.quantile == 0.5 or statistic in of_place, f"{name}: only these lie at a quantile"
    assert (measure.scale is not None) == (statistic is Statistic.SCORE), f"{name}: a score names the ends of its scale"


@every_measure
def test_unit_and_statistic_agree(measure: Measure) -> None:
    name = measure.name
    if measure.unit is Unit.SHARE:
        shares = (Statistic.SHARE, Statistic.RATIO, Statistic.QUOTIENT, Statistic.RATE)
        shares += (Statistic.WEIGHTED_SHARE, Statistic.RETURN)
        assert measure.statistic in shares, f"{name}: a share is a SHARE, a WEIGHTED_SHARE, a RATIO or a RATE"
    if measure.statistic in (Statistic.SHARE, Statistic.RATIO, Statistic.QUOTIENT, Statistic.RATE):
        assert measure.unit is Unit.SHARE, f"{name}: what is shown as a share has Unit.SHARE"
    if measure.statistic is Statistic.COST_EACH:
        assert measure.unit is Unit.MONEY, f"{name}: what is spent is money"
    if measure.unit in (Unit.DAYS, Unit.HOURS):
        assert measure.statistic in (Statistic.QUANTILE, Statistic.SURVIVAL, Statistic.MEAN), (
            f"{name}: days and hours are not added up"
        )
    assert measure.good in Good
    assert measure.level in (1, 2, 3)
    if measure.needs_model:
        assert measure.level == 3, f"{name}: what stands on a fitted model is level 3"
        assert not measure.over_time, f"{name}: there is one fit, at the day of the evaluation; over_time=False"


@every_measure
def test_benchmarks_name_their_source(measure: Measure) -> None:
    if measure.benchmark is not None:
        assert measure.benchmark.low < measure.benchmark.high
        assert measure.unit is not Unit.SHARE or 0 <= measure.benchmark.low <= measure.benchmark.high <= 1
        assert len(measure.benchmark.source.vi) > 10, f"{measure.name}: whose figure is the benchmark?"


@every_table
def test_contracts_are_sound(table: Table) -> None:
    names = [column.name for column in table.columns]

    assert len(set(names)) == len(names), f"{table.name}: a column is there twice"
    assert table.key in names, f"{table.name}: its key {table.key} is no column"
    assert table.date is None or table.column(table.date).type == "DATE", f"{table.name}: {table.date} must be a DATE"
    assert table.column(table.key).required
    assert table.title.vi and table.title.en and table.grain.vi and table.grain.en
    for column in table.columns:
        assert _NAME.fullmatch(column.name) or column.name.startswith("x_")
        assert column.type in get_args(ColumnType)
        assert not (column.required and column.expected), f"{table.name}.{column.name}: required says more"
        assert column.title.vi and column.title.en


def test_snapshots_hold_no_names_of_persons() -> None:
    personal = {"phone", "email", "address"}

    for table in (*TABLES.values(), *RUN_TABLES.values()):
        assert not personal & {column.name for column in table.columns}, f"{table.name}: keep it in identities"
