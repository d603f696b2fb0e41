"""A run for the rows of some owners: own rows only, the same models, and every figure is the total of its list."""

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from crmeter.evaluation.document import from_document, to_document
from crmeter.evaluation.explain_run import ExplainedRun, open_run
from crmeter.evaluation.part import evaluate_part
from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.evaluation.sources import take_sources
from crmeter.measures.catalogue import measures
from crmeter.measures.measure import Statistic
from crmeter.measures.view import Settings
from crmeter.vocabulary import Reading
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace

from .conftest import Firm

PARTS = (frozenset({"an"}), frozenset({"binh", "chi"}))
# The whole year 2025, seen from its last day.
YEAR = Request(as_of=date(2025, 12, 31), settings=Settings(window_days=365))


@pytest.fixture(scope="module")
def part_of(trading: Firm) -> Callable[[frozenset[str]], Evaluation]:
    known: dict[frozenset[str], Evaluation] = {}

    def part(words: frozenset[str]) -> Evaluation:
        if words not in known:
            found = evaluate_part(trading.workspace, trading.evaluation.run.id, words)
            assert found is not None
            known[words] = found
        return known[words]

    return part


@pytest.fixture(scope="module")
def opened(trading: Firm) -> Iterator[Callable[[frozenset[str] | None], ExplainedRun]]:
    with ExitStack() as stack:

        def open_for(words: frozenset[str] | None) -> ExplainedRun:
            return stack.enter_context(open_run(trading.workspace, trading.evaluation.run.id, words=words))

        yield open_for


def uncut(evaluation: Evaluation) -> Iterator[Reading]:
    for reading in evaluation.readings:
        if reading.period == evaluation.run.period and (not reading.slice or set(reading.slice) <= {"segment", "part"}):
            yield reading


@pytest.mark.parametrize("words", [PARTS[0], pytest.param(PARTS[1], marks=pytest.mark.prove)])
def test_every_figure_is_the_total_of_the_list_behind_it(
    part_of: Callable[..., Evaluation], opened: Callable[..., ExplainedRun], words: frozenset[str]
) -> None:
    run = opened(words)
    for reading in uncut(part_of(words)):
        if reading.undefined is not None:
            continue
        explanation = run.explain_reading(reading)
        totals = run.totals(explanation)
        measure = measures()[reading.measure]
        told = f"{reading.measure} {reading.slice}"
        assert totals.n == reading.n, told
        match measure.statistic:
            case Statistic.SUM:
                assert (totals.top or 0) == reading.value, told
            case Statistic.QUANTILE:
                names, rows = run.all_rows(explanation)
                tops = [float(row[names.index("top")]) for row in rows]
                assert np.quantile(tops, measure.quantile) == reading.value, told
            case Statistic.SURVIVAL:
                assert totals.bottom == reading.bottom, told
            case _:
                assert (totals.top, totals.bottom) == (reading.top, reading.bottom), told


@pytest.mark.parametrize("words", PARTS)
def test_the_sql_that_is_shown_gives_the_figure(
    part_of: Callable[..., Evaluation], opened: Callable[..., ExplainedRun], words: frozenset[str]
) -> None:
    run = opened(words)
    for name in ("revenue", "active_customers", "gross_margin", "customer_equity", "leads_converted"):
        reading = part_of(words).reading(name)
        explanation = run.explain_reading(reading)
        assert 'FROM whole."' in explanation.sql
        assert run._engine.records(explanation.sql)[0]["value"] == pytest.approx(reading.value), name


def test_owners_together_see_what_all_see_but_for_what_is_nobodys(
    trading: Firm, part_of: Callable[..., Evaluation]
) -> None:
    firm, parts = trading.evaluation, [part_of(words) for words in PARTS]
    for name in ("active_customers", "lost_customers", "new_customers", "value_at_risk", "lost_value"):
        assert sum(part.reading(name).value or 0 for part in parts) == firm.reading(name).value, name
    alive = sum(float(part.reading("expected_active_customers").value or 0) for part in parts)
    assert alive == pytest.approx(float(firm.reading("expected_active_customers").value or 0))
    # Twelve orders of 25 in the period name neither a customer nor an owner.
    of_nobody = firm.reading("revenue").value - sum(part.reading("revenue").value for part in parts)  # type: ignore[operator,misc]
    assert of_nobody == 12 * 25
    # Customers still to come belong to nobody yet.
    present = firm.reading("customer_equity", slice={"part": "current"}).value
    assert sum(part.reading("customer_equity").value or 0 for part in parts) == present
    for part in parts:
        assert part.reading("customer_equity").coverage.left_out[-1].code == "nobodys"  # type: ignore[union-attr]
        assert not part.sliced("customer_equity", "part")[1:]


def test_whoever_owns_every_customer_sees_the_models_as_sure_as_the_firm(trading: Firm) -> None:
    everybody = evaluate_part(trading.workspace, trading.evaluation.run.id, {"an", "binh", "chi"})
    assert everybody is not None
    for name in ("expected_active_customers", "value_at_risk", "lost_value", "customer_lifetime_value"):
        ours, firms = everybody.reading(name), trading.evaluation.reading(name)
        assert ours.value == firms.value, name
        for own, whole in zip(ours.intervals, firms.intervals, strict=True):
            assert (own.low, own.high) == (pytest.approx(whole.low), pytest.approx(whole.high)), name


def test_a_part_has_the_periods_the_day_and_the_models_of_its_run(
    trading: Firm, part_of: Callable[..., Evaluation]
) -> None:
    firm, part = trading.evaluation, part_of(PARTS[0])
    assert replace(part.run, made_at=None) == replace(firm.run, made_at=None)
    assert {r.period for r in part.readings} == {r.period for r in firm.readings}
    # What judges the models is of all customers, and in no part.
    assert not {"model_comparison", "repeat_histogram", "tracking", "holdout_by_frequency"} & set(part.tables)
    assert from_document(to_document(part, explanations=False)) == replace(part, explanations={})


def test_nobody_sees_a_row_of_another(trading: Firm, opened: Callable[..., ExplainedRun]) -> None:
    """All rows of an owner and all rows of the others have no customer in common."""
    seen = []
    for words in PARTS:
        run = opened(words)
        explanation = run.explain_reading(trading.evaluation.reading("relationship_freshness"))
        names, rows = run.all_rows(explanation)
        seen.append({row[names.index("source_key")] for row in rows})
        assert seen[-1]
    assert not seen[0] & seen[1]
    assert len(seen[0] | seen[1]) == 150


def test_nothing_is_there_for_whom_no_row_names(trading: Firm) -> None:
    for words in (frozenset[str](), frozenset({"dung"})):
        assert evaluate_part(trading.workspace, trading.evaluation.run.id, words) is None


def test_a_run_that_is_gone_is_not_there(trading: Firm) -> None:
    with pytest.raises(FileNotFoundError):
        evaluate_part(trading.workspace, "20200101-00000000-01", {"an"})


# A firm to be worked out by hand: An has K1 and K2 (the second written without marks), Bình has K3; K4 is nobody's.
FILES: dict[str, tuple[tuple[str, ...], dict[str, str], list[tuple[Any, ...]]]] = {
    "customers": (
        ("id", "owner"),
        {"id": "customers.source_key", "owner": "customers.owner"},
        [("K1", "Nguyễn Văn An"), ("K2", "nguyen van an"), ("K3", "Bình"), ("K4", "")],
    ),
    "orders": (
        ("id", "day", "amount", "customer", "owner"),
        {
            "id": "orders.source_key",
            "day": "orders.ordered_at",
            "amount": "orders.amount",
            "customer": "customers.source_key",
            "owner": "orders.owner",
        },
        [
            ("D1", "2025-02-01", 100, "K1", ""),
            # Bình sold it, and it is the customer of An.
            ("D2", "2025-03-01", 200, "K2", "Bình"),
            ("D3", "2025-04-01", 400, "K3", ""),
            ("D4", "2025-05-01", 800, "K4", "Nguyễn Văn An"),
            # Without a customer, whoever sold it has it.
            ("D5", "2025-06-01", 1600, "", "BÌNH"),
            ("D6", "2025-07-01", 3200, "", ""),
        ],
    ),
    "returns": (
        ("id", "order", "customer", "day", "amount"),
        {
            "id": "returns.source_key",
            "order": "orders.source_key",
            "customer": "customers.source_key",
            "day": "returns.returned_on",
            "amount": "returns.amount",
        },
        [("R1", "D2", "K2", "2025-03-05", 50), ("R2", "D5", "", "2025-06-05", 10)],
    ),
    "leads": (
        ("id", "created", "converted", "owner"),
        {
            "id": "leads.source_key",
            "created": "leads.created_on",
            "converted": "leads.converted_on",
            "owner": "leads.owner",
        },
        [
            ("E1", "2025-01-10", "2025-02-01", "An"),
            # Binh without a mark is somebody else.
            ("E2", "2025-01-10", "2025-02-01", "Binh"),
            ("E3", "2025-01-10", "2025-03-01", "bình"),
            ("E4", "2025-01-10", "2025-03-01", ""),
        ],
    ),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Firm:
    folder: Path = tmp_path_factory.mktemp("small")
    workspace = Workspace(folder / "workspace")
    for name, (header, mapping, rows) in FILES.items():
        path = folder / f"{name}.csv"
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        take_sources(workspace, [path], Answers(table=name, mapping=mapping, source="shop", currency="VND"))
    refresh(workspace)
    return Firm(workspace, evaluate_snapshot(workspace, YEAR), YEAR)


AN = frozenset({"nguyễn văn an", "nguyen van an"})


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        # An with marks: D1, and D4 of a customer of nobody, for he is named on it.
        ({"nguyễn văn an"}, {"orders": 2, "revenue": 900, "active_customers": 2, "leads_converted": 0}),
        # By both names: D1, D4 and D2 less R1; and by "An" the lead.
        (
            {"nguyễn văn an", "nguyen van an"},
            {"orders": 3, "revenue": 1050, "active_customers": 3, "leads_converted": 0},
        ),
        ({*AN, "an"}, {"orders": 3, "revenue": 1050, "active_customers": 3, "leads_converted": 1}),
        # Bình: D3 and D5 less R2, which comes to him through its order. Binh has a lead, and nothing of Bình's.
        ({"bình"}, {"orders": 2, "revenue": 1990, "active_customers": 1, "leads_converted": 1}),
        ({"binh"}, {"orders": 0, "revenue": 0, "active_customers": 0, "leads_converted": 1}),
        ({"bình", *AN, "an"}, {"orders": 5, "revenue": 3040, "active_customers": 4, "leads_converted": 2}),
    ],
)
def test_a_small_firm_is_parted_as_by_hand(small: Firm, words: set[str], figures: dict[str, int]) -> None:
    part = evaluate_part(small.workspace, small.evaluation.run.id, words)
    assert part is not None
    assert {name: part.reading(name).value for name in figures} == {n: Decimal(v) for n, v in figures.items()}


def test_who_has_leads_alone_has_figures_of_them(small: Firm) -> None:
    part = evaluate_part(small.workspace, small.evaluation.run.id, {"an"})
    assert part is not None
    assert part.reading("leads_converted").value == 1
    assert part.reading("revenue").value == 0
    assert part.reading("active_customers").value == 0
    assert part.reading("retention_rate").undefined is not None
