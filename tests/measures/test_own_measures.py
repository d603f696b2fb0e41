"""Measures that a firm says itself: on the hand-made firm with the arithmetic beside, and what the language refuses."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import ibis
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.measures.firm_facts import AS_OF
from tests.measures.small_firm import small_firm

from crmeter.evaluation.explain_run import open_run
from crmeter.evaluation.own_preview import preview
from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.measures.catalogue import measures, subject_title
from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.own import known
from crmeter.measures.own.compiled import own_measure
from crmeter.measures.own.known import own_measures_in
from crmeter.measures.own.tables import OWN_TABLES, Kind
from crmeter.measures.view import Settings
from crmeter.vocabulary import Misused, Unit
from crmeter.warehouse.workspace import Workspace

# In 2025, homes: A 200 + 200 + 100, B 30 + 40, C 90 = 660 of 6 orders; shops: D 200, E 300, F 12 USD at 25 and 7 EUR
# without a rate, H 40 + 60 + 100 = 1000 of 7 orders; 70 of nobody.
BY_HAND: dict[str, tuple[Any, Unit, int]] = {
    'sum(orders.amount) / count(orders) where orders.segment = "homes"': (Decimal(110), Unit.MONEY, 6),
    'sum(orders.amount) / count(orders) where orders.segment = "shops"': (Decimal("166.6667"), Unit.MONEY, 6),
    # The 7 EUR are of shops: they add nothing to homes, and are one order of all.
    'sum(orders.amount where orders.segment = "homes") / count(orders)': (Decimal("47.1429"), Unit.MONEY, 14),
    'sum(orders.amount where orders.segment = "homes") / sum(orders.amount)': (660 / 1730, Unit.SHARE, 13),
    # A twice, D, E, and F, whose 12 USD are 300.
    "count(orders) where orders.amount >= 200": (5, Unit.ORDERS, 5),
    "count(orders where orders.amount >= 200) / count(orders)": (5 / 14, Unit.SHARE, 14),
    # Whether 7 EUR are so much is not known.
    "share(orders.amount >= 200)": (5 / 13, Unit.SHARE, 13),
    "count(orders) where orders.segment is empty": (1, Unit.ORDERS, 1),
    'sum(orders.amount * 2) where orders.segment in ("homes", "nobody")': (Decimal(1320), Unit.MONEY, 6),
    'sum(orders.amount) where not (orders.segment = "homes" or orders.amount < 100)': (Decimal(900), Unit.MONEY, 4),
    # The pump lines of sales that stand: 200 at 2 × 60, 200 at 4 × 30 from the product, and 12 USD at 8.
    "sum(lines.amount - lines.cost where lines.cost is not empty) / sum(lines.amount where lines.cost is not empty)": (
        160 / 400,
        Unit.SHARE,
        2,
    ),
    # Lines without a cost stand neither above nor below, as of the margin of the catalogue.
    "sum(lines.amount - lines.cost) / sum(lines.amount)": (160 / 400, Unit.SHARE, 2),
    # 660 × 0.0825.
    'sum(orders.amount * 0.0825) where orders.segment = "homes"': (Decimal("54.45"), Unit.MONEY, 6),
    # 200 × 0.00001 × 100000 is 200, with nothing lost on the way.
    'sum(orders.amount * 0.00001 * 100000) where orders.segment = "homes"': (Decimal(660), Unit.MONEY, 6),
    'sum(orders.amount * 1.0625 - orders.amount * 0.9375) where orders.segment = "homes"': (
        Decimal("82.5"),
        Unit.MONEY,
        6,
    ),
    # 1000 of shops below whose rate is known; three of them are of 200 and more.
    'sum(orders.amount) / count(orders where orders.amount >= 200) where orders.segment = "shops"': (
        Decimal("333.3333"),
        Unit.MONEY,
        6,
    ),
    # 660 of homes over the 14 orders less that of 7 EUR, which is asked for its amount here.
    'sum(orders.amount where orders.amount is empty or orders.segment = "homes") / count(orders)': (
        Decimal("50.7692"),
        Unit.MONEY,
        13,
    ),
}
LIKE_THE_CATALOGUE = {
    "count(orders)": "orders",
    "mean(orders.amount)": "average_order_value",
    "count(leads)": "leads_created",
    "count(tickets)": "tickets_created",
    "count(deals)": "deals_created",
}
pytestmark = pytest.mark.usefixtures("one_month")
OF_KNOWN = " (over rows whose value is known)"
LINES = "\n".join(f"M{n} = {definition}" for n, definition in enumerate([*BY_HAND, *LIKE_THE_CATALOGUE]))


@pytest.fixture(scope="module")
def own() -> Mapping[str, Measure]:
    """Own measures by their definition."""
    return {measure.formula.en.removesuffix(OF_KNOWN): measure for measure in own_measures_in(LINES).values()}


@pytest.fixture(scope="module")
def workspace(written_firm: Any) -> Workspace:
    written: Workspace = written_firm(small_firm())
    return written


@pytest.fixture(scope="module")
def evaluated_too(workspace: Workspace) -> Evaluation:
    return evaluate_snapshot(workspace, Request(AS_OF, Settings(own_measures=LINES), explained=False))


@pytest.mark.parametrize("definition", BY_HAND)
def test_an_own_measure_is_what_is_worked_out_by_hand(
    evaluated_too: Evaluation, own: Mapping[str, Measure], definition: str
) -> None:
    value, unit, n = BY_HAND[definition]

    reading = evaluated_too.reading(own[definition].name)

    assert reading.value == (pytest.approx(value) if isinstance(value, float) else value)
    assert (reading.unit, reading.n) == (unit, n)


@pytest.mark.parametrize(("definition", "name"), LIKE_THE_CATALOGUE.items())
def test_what_the_catalogue_has_too_is_the_same(
    evaluated_too: Evaluation, own: Mapping[str, Measure], definition: str, name: str
) -> None:
    mine, theirs = evaluated_too.reading(own[definition].name), evaluated_too.reading(name)

    assert (mine.value, mine.n, mine.unit, mine.intervals) == (theirs.value, theirs.n, theirs.unit, theirs.intervals)


def test_the_list_behind_each_adds_up_to_its_figure_and_its_cuts_are_stored(
    workspace: Workspace, evaluated_too: Evaluation, own: Mapping[str, Measure]
) -> None:
    with open_run(workspace, evaluated_too.run.id) as run:
        for measure in own.values():
            reading = evaluated_too.reading(measure.name)
            explanation = run.explain(measure.name)
            names = [column.name for column in explanation.rows.columns]
            rows = list(run.each_row(explanation))
            top = sum((row[names.index("top")] for row in rows), start=0)
            assert len(rows) == reading.n
            assert explanation.title.en == measure.title.en
            if measure.statistic is Statistic.SUM:
                assert top == reading.value
            else:
                bottom = sum((row[names.index("bottom")] for row in rows), start=0)
                assert float(reading.value or 0) == pytest.approx(float(top) / float(bottom), abs=5e-5)
    (homes,) = [
        r
        for r in evaluated_too.readings
        if r.measure == own["count(orders)"].name
        and r.slice == {"segment": "homes"}
        and r.period == evaluated_too.run.period
    ]
    assert homes.value == 6


def test_rows_without_a_value_are_counted_as_left_out_and_the_formula_says_over_which_it_is(
    evaluated_too: Evaluation, own: Mapping[str, Measure]
) -> None:
    margin = own["sum(lines.amount - lines.cost) / sum(lines.amount)"]
    average = own['sum(orders.amount) / count(orders) where orders.segment = "shops"']
    total = own['sum(orders.amount * 0.0825) where orders.segment = "homes"']
    theirs = evaluated_too.reading("gross_margin")

    mine = evaluated_too.reading(margin.name)

    assert (mine.value, mine.n, mine.top, mine.bottom) == (theirs.value, theirs.n, theirs.top, theirs.bottom)
    assert [each.n for each in mine.coverage.left_out] == [each.n for each in theirs.coverage.left_out]
    assert [each.code for each in mine.coverage.left_out][-1] == "not_among"
    # The order without a rate is told once.
    left_out = evaluated_too.reading(average.name).coverage.left_out
    assert [(each.code, each.n) for each in left_out if each.code in ("no_rate", "not_among")] == [("no_rate", 1)]
    assert [OF_KNOWN in each.formula.en for each in (margin, average, total)] == [True, True, False]


def test_rows_that_come_to_more_than_an_amount_holds_are_left_out_and_stop_no_evaluation(written_firm: Any) -> None:
    huge = "999999999999"
    definitions = {
        # 999 999 999 999 times 100 is within fourteen digits, times 200 it is not: A 100, B 30 and 40, C 90 stay.
        "within": f'sum(orders.amount * {huge}) where orders.segment = "homes"',
        "beyond": f"sum(orders.amount * {huge} * {huge})",
        "mean": f"mean(orders.amount * {huge} * {huge} * {huge})",
        "hours": "mean(tickets.hours_to_solve" + f" * {huge}" * 26 + ")",
        "asked": f"count(orders) where orders.amount * {huge} * {huge} > 1",
    }
    lines = "\n".join(f"{title} = {definition}" for title, definition in definitions.items())

    evaluation = evaluate_snapshot(
        written_firm(small_firm()), Request(AS_OF, Settings(own_measures=lines), explained=False)
    )

    found = {each.title.en: evaluation.reading(each.name) for each in own_measures_in(lines).values()}
    assert found["within"].value == Decimal(999_999_999_999) * 260
    assert found["within"].n == 4
    assert [(each.code, each.n) for each in found["within"].coverage.left_out][-1] == ("not_among", 2)
    assert [found[name].value for name in ("beyond", "mean", "hours")] == [None, None, None]
    assert found["hours"].undefined is not None
    assert found["hours"].undefined.code == "left_out"
    assert found["asked"].value == 0
    assert evaluation.reading("orders").value == 14


def test_one_that_the_engine_cannot_work_out_is_refused_where_it_is_tried(
    workspace: Workspace, evaluated_too: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    (measure,) = own_measures_in("Broken = sum(orders.amount)").values()
    broken = replace(measure, top=lambda r: r.segment.cast("int64"))
    monkeypatch.setitem(known._READ, measure.name, broken)

    with pytest.raises(Misused, match="cannot be worked out"):
        preview(workspace, evaluated_too.run.id, broken)


def test_a_share_of_no_row_is_empty_with_its_reason(written_firm: Any) -> None:
    definition = 'share(orders.amount > 5) where orders.segment = "nobody"'
    line = f"None = {definition}"

    evaluation = evaluate_snapshot(
        written_firm(small_firm()), Request(AS_OF, Settings(own_measures=line), explained=False)
    )

    reading = evaluation.reading(own_measure(line).name)
    assert reading.value is None
    assert reading.undefined is not None


@pytest.mark.parametrize(
    ("line", "at", "why"),
    [
        ("x = sum(orders.amount", 18, "“)”"),
        ("x = total(orders.amount)", 1, "sum, mean, count or share"),
        ("x = sum(orders.profit)", 5, "no column profit"),
        ("x = count(customers)", 7, "no table customers"),
        ("x = sum(orders.amount) / count(leads)", 28, "about one table"),
        ("x = sum(orders.amount + 3)", 19, "money and a number"),
        ("x = sum(lines.amount * lines.cost)", 18, "not multiplied"),
        ("x = sum(orders.amount) + count(orders)", 20, "not expected"),
        ("x = sum(tickets.hours_to_solve) / sum(orders.amount)", 35, "about one table"),
        ("x = sum(orders.channel)", 1, "words cannot be added"),
        ("x = sum(lines.quantity)", 1, "no unit"),
        ("x = count(lines)", 1, "not counted"),
        ("x = count(orders) / sum(orders.amount)", 17, "whole table"),
        ("x = count(orders) / count(orders)", 1, "always 1"),
        ('x = share(orders.channel > "web")', 22, "by = or !="),
        ("x = share(orders.channel = 3)", 22, "not compared"),
        ('x = share(orders.amount in ("web"))', 7, "columns of words"),
        ("x = share(orders.amount)", 20, "needs a comparison"),
        ('x = share(orders.channel = "web)', 24, "double quote"),
        ("x = count(orders) where orders.amount > 3; drop table orders", 38, "not understood"),
        ('x = share(orders.channel = "a\x00b")', 26, "control character"),
        ("x = __import__(1)", 1, "sum, mean, count or share"),
        ("x = " + "(" * 30, 1, "sum, mean"),
        ("x = sum(" + "(" * 30 + "orders.amount", 25, "too deep"),
        ("x = count(orders) where " + "not " * 30 + "orders.amount > 1", 100, "too deep"),
        ("x = " + "a" * 501, 501, "more than 500"),
        ("x = sum(orders.amount * 1234567890123)", 21, "at most 12 digits before the point"),
        ("x = sum(orders.amount * 0.1234567891)", 21, "8 after it"),
        ("x = sum(orders.amount * 1234567890.1234567)", 21, "16 in all"),
    ],
)
def test_what_has_no_meaning_is_refused_with_its_place_in_both_languages(line: str, at: int, why: str) -> None:
    with pytest.raises(Misused) as refused:
        own_measure(line)

    assert why in refused.value.text.en
    assert refused.value.text.vi != refused.value.text.en
    if "too deep" not in why:
        assert f"at letter {at}:" in refused.value.text.en


@pytest.mark.parametrize(
    "line", ["", "count(orders)", " = count(orders)", "x" * 81 + " = count(orders)", "a\x07b = count(orders)"]
)
def test_a_measure_has_a_title(line: str) -> None:
    with pytest.raises(Misused):
        own_measure(line)


def test_the_same_definition_is_the_same_measure_and_is_not_listed_with_the_catalogue() -> None:
    line = 'Web = count(orders) where orders.channel = "web {x}"'
    (first,) = own_measures_in(line).values()
    (second,) = own_measures_in(f"\n{line}\n").values()

    assert first is second is measures()[first.name]
    assert first.name not in list(measures())
    assert subject_title(first.name).en == "Own measures"
    assert first.formula_under(Settings()).en == 'count(orders) where orders.channel = "web {x}"'
    assert own_measure(line.replace("web", "shop")).name != first.name


def test_settings_refuse_what_cannot_be_read_and_too_many() -> None:
    with pytest.raises(Misused, match="letter"):
        Settings(own_measures="x = nothing(orders)")
    with pytest.raises(Misused, match="at most"):
        Settings(own_measures="\n".join(f"x{n} = count(orders)" for n in range(51)))


PIECES = st.sampled_from(
    [
        *("sum", "mean", "count", "share", "where", "and", "or", "not", "in", "is", "empty", "yes", "no"),
        *("(", ")", "+", "-", "*", "/", ",", "=", "!=", "<", "<=", ">", ">=", "2", "0.5", '"web"', '"\'; --"'),
        *("orders", "orders.amount", "orders.channel", "lines.cost", "lines.quantity"),
        *("tickets.is_solved", "leads.days_to_convert", "deals.amount"),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join)))
@example("share(tickets.is_solved)")
@example('mean((orders.amount + orders.amount) * 2 where orders.channel != "\'; --")')
def test_whatever_is_typed_is_a_measure_or_refused_and_nothing_else(definition: str) -> None:
    try:
        measure = own_measure(f"x = {definition}")
    except Misused:
        return
    assert_it_can_be_written(measure)


AMOUNTS = st.recursive(
    st.sampled_from(["orders.amount", "(orders.amount * 2)", "orders.amount"]),
    lambda inner: st.tuples(inner, st.sampled_from(["+", "-"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
    max_leaves=4,
)
CONDITIONS = st.recursive(
    st.one_of(
        st.tuples(AMOUNTS, st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), st.integers(0, 999)).map(
            lambda t: f"{t[0]} {t[1]} {t[2]}"
        ),
        st.text(st.characters(exclude_characters='"', exclude_categories=["C"]), max_size=8).map(
            lambda words: f'orders.channel = "{words}"'
        ),
        st.just("orders.region is not empty"),
        st.just('orders.segment in ("a", "b")'),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        inner.map(lambda one: f"not ({one})"),
    ),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(AMOUNTS, CONDITIONS, CONDITIONS)
def test_whatever_is_said_by_the_grammar_is_read(amount: str, inside: str, where: str) -> None:
    definition = f"sum({amount} where {inside}) / count(orders) where {where}"
    if len(definition) <= 500:
        assert_it_can_be_written(own_measure(f"x = {definition}"))


def assert_it_can_be_written(measure: Measure) -> None:
    """The measure is an expression over its columns, whose words stand in SQL as words."""
    (table,) = [each for each in OWN_TABLES.values() if each.rows == measure.rows]
    types = {
        Kind.MONEY: "decimal(18, 4)",
        Kind.WORDS: "string",
        Kind.YES_NO: "boolean",
        Kind.NUMBER: "int64",
        Kind.DAYS: "int64",
    }
    columns = {name: types.get(kind, "float64") for name, kind in table.columns.items()}
    within = {table.within: "boolean"} if table.within else {}
    others = dict.fromkeys((*table.opens, *table.slices), "string")
    rows = ibis.table(others | columns | within, name="rows_taken")
    sql = ibis.to_sql(measure.over(rows), dialect="duckdb")
    assert "rows_taken" in sql
    parsed = list(_statements(sql))
    assert parsed == ["SELECT"]


def _statements(sql: str) -> Iterator[str]:
    """The first word of each statement: what is between quotes is none."""
    import sqlglot  # noqa: PLC0415 - of this check alone

    for statement in sqlglot.parse(sql, dialect="duckdb"):
        if statement is not None:
            yield type(statement).__name__.upper()
