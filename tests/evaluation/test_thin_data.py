"""Data too thin for a figure give a typed reason, never a made-up number and never a crash."""

import json
import math
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from crmeter.evaluation import run as run_module
from crmeter.evaluation.library import evaluate
from crmeter.evaluation.report.html import to_html
from crmeter.evaluation.report.json import to_json
from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.vocabulary import NotEnoughData
from crmeter.warehouse.connectors.files import FileRefused
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace

Order = tuple[str, str, int, str, str]

THIN: dict[str, tuple[list[Order], Request]] = {
    "one customer": ([(f"{n}", f"2026-01-{n:02}", 10, "A", "") for n in range(1, 20)], Request()),
    "constant": ([(f"{n}", f"2026-01-{1 + n % 28:02}", 10, f"K{n % 14}", "") for n in range(28)], Request()),
    "nobody repeats": ([(f"{n}", f"2026-01-{1 + n % 28:02}", 10 + n, f"K{n}", "") for n in range(30)], Request()),
    "future as-of": ([("1", "2026-01-01", 10, "A", ""), ("2", "2026-01-09", 10, "A", "")], Request(date(2026, 3, 15))),
}


def numbers(content: Any) -> Iterator[float]:
    """Every number anywhere inside JSON."""
    if isinstance(content, dict):
        for value in content.values():
            yield from numbers(value)
    elif isinstance(content, list):
        for value in content:
            yield from numbers(value)
    elif isinstance(content, int | float) and not isinstance(content, bool):
        yield content


def assert_sound(evaluation: Evaluation) -> None:
    content = json.loads(json.dumps(to_json(evaluation), allow_nan=False))
    assert all(math.isfinite(number) for number in numbers(content))
    for words in ("NaN", "Infinity", "nan", "inf"):
        assert f'"{words}"' not in json.dumps(content)
    for reading in evaluation.readings:
        assert (reading.value is None) == (reading.undefined is not None), reading
        if reading.undefined is not None:
            assert reading.undefined.code
            assert reading.undefined.reason.vi != reading.undefined.reason.en
        for interval in reading.intervals:
            assert math.isfinite(float(interval.low)) and math.isfinite(float(interval.high))


@pytest.mark.parametrize("case", THIN)
def test_thin_data_give_figures_or_reasons(
    orders_in: Callable[..., Workspace], monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    # What explanations need is shown with the two cases below.
    monkeypatch.setattr(run_module.Evaluating, "_explanations", lambda *_: {})
    orders, request = THIN[case]

    evaluation = evaluate_snapshot(orders_in(orders), request)

    assert_sound(evaluation)
    assert evaluation.reading("customer_lifetime_value").undefined is not None
    assert evaluation.reading("retention_rate").undefined is not None
    assert evaluation.run.model is None or case == "constant"


def test_one_order(orders_in: Callable[..., Workspace]) -> None:
    evaluation = evaluate_snapshot(orders_in([("1", "2026-01-05", 10, "A", "")]))

    assert_sound(evaluation)
    assert evaluation.run.period.days == 1
    assert [evaluation.reading(name).value for name in ("revenue", "orders", "new_customers")] == [10, 1, 1]
    assert evaluation.reading("average_order_value").intervals == ()
    undefined = {r.measure: r.undefined.code for r in evaluation.readings if r.undefined and r.period.days == 1}
    assert undefined["retention_rate"] == "short_history"
    assert undefined["gross_margin"] == "no_table"
    assert undefined["lead_conversion_rate"] == "no_table"
    told = {row[0].en for row in evaluation.tables["not_computed"].rows}
    assert {"Retention rate", "Gross margin"} <= told


def test_orders_without_customers(orders_in: Callable[..., Workspace]) -> None:
    evaluation = evaluate_snapshot(orders_in([("1", "2026-01-05", 10, "", ""), ("2", "2026-01-06", 20, "", "")]))

    assert_sound(evaluation)
    assert evaluation.reading("revenue").value == 30
    assert evaluation.reading("purchase_frequency").value is None
    coverage = evaluation.reading("orders").coverage
    assert (coverage.used, coverage.left_out) == (2, ())
    for name in ("active_customers", "repeat_purchase_rate"):
        assert evaluation.reading(name).undefined is not None, f"{name} counts nobody where nobody is known"


@pytest.mark.parametrize(
    ("orders", "request_", "code"),
    [
        (
            [("1", "2026-01-05", 10, "A", "cancelled"), ("2", "2026-01-06", 9, "B", "cancelled")],
            Request(),
            "no_valid_order",
        ),
        ([("1", "2026-01-05", 10, "A", "")], Request(date(2026, 1, 4)), "no_valid_order"),
    ],
    ids=["all cancelled", "as-of before the first order"],
)
def test_without_a_valid_order_there_is_nothing_to_measure(
    orders_in: Callable[..., Workspace], orders: list[Order], request_: Request, code: str
) -> None:
    with pytest.raises(NotEnoughData) as lacking:
        evaluate_snapshot(orders_in(orders), request_)

    assert lacking.value.undefined.code == code
    assert lacking.value.undefined.needs is not None


def test_in_a_currency_that_no_rate_leads_to_orders_count_and_money_is_empty(
    orders_in: Callable[..., Workspace],
) -> None:
    evaluation = evaluate_snapshot(
        orders_in([("1", "2026-01-05", 10, "A", "")]), Request(currency="USD", explained=False)
    )

    assert_sound(evaluation)
    assert evaluation.reading("orders").value == 1
    revenue = evaluation.reading("revenue")
    assert revenue.undefined is not None
    assert revenue.undefined.code == "no_rate"


def test_an_empty_workspace_and_a_refreshed_empty_one(tmp_path: Any) -> None:
    workspace = Workspace(tmp_path / "workspace")
    for expected in ("no_snapshot", "no_valid_order"):
        with pytest.raises(NotEnoughData) as lacking:
            evaluate_snapshot(workspace)
        assert lacking.value.undefined.code == expected
        refresh(workspace)


def test_a_file_without_rows_is_refused(orders_in: Callable[..., Workspace]) -> None:
    with pytest.raises((FileRefused, NotEnoughData)):
        evaluate_snapshot(orders_in([]))


@pytest.mark.parametrize(
    ("as_of", "severity", "days"),
    [
        # Orders come every ten days: ten days without one are usual, twelve are not, nor are three hundred.
        (date(2026, 3, 12), None, 0),
        (date(2026, 3, 14), "warn", 12),
        (date(2026, 12, 27), "bad", 300),
    ],
)
def test_an_evaluation_long_after_the_newest_order_says_so(
    orders_in: Callable[..., Workspace], as_of: date, severity: str | None, days: int
) -> None:
    days_of_orders = [date(2026, 1, 1) + timedelta(days=10 * n) for n in range(7)]
    workspace = orders_in([(str(n), day.isoformat(), 10, "A", "") for n, day in enumerate(days_of_orders)])

    evaluation = evaluate_snapshot(workspace, Request(as_of, explained=False))

    found = [f for f in evaluation.findings if f.code == "stale"]
    assert [f.severity for f in found] == ([severity] if severity else [])
    timeliness = evaluation.reading("orders").trust.parts["timeliness"]
    assert timeliness == pytest.approx(100 * 10 / max(days, 10))
    for finding in found:
        assert f"is {days} days before the day of the evaluation" in finding.sentence.en
        assert f"cách ngày đánh giá {days} ngày" in finding.sentence.vi
        assert not [f for f in evaluation.findings if f.code == "low_trust" and "timeliness" in f.sentence.en]


def test_a_single_day_of_orders_long_ago_is_old_too(orders_in: Callable[..., Workspace]) -> None:
    workspace = orders_in([("1", "2026-01-05", 10, "A", "")])

    def told(as_of: date) -> list[str]:
        return [f.code for f in evaluate_snapshot(workspace, Request(as_of, explained=False)).findings]

    assert "stale" not in told(date(2026, 2, 4))
    assert "stale" in told(date(2026, 2, 5))


def test_a_file_of_answers_is_measured_without_any_order(tmp_path: Path) -> None:
    path = tmp_path / "khao_sat.csv"
    scores = [0, 3, 6, 7, 8, 9, 9, 10, 10, 10]
    rows = [f"K{n},{1 + n:02}/06/2026,{score}" for n, score in enumerate(scores * 2)]
    path.write_text("\n".join(["Mã khách hàng,Ngày trả lời,NPS", *rows]))

    evaluation = evaluate(path, workspace=tmp_path / "workspace")

    assert_sound(evaluation)
    reading = evaluation.reading("nps")
    # Five of ten promote, three detract.
    assert (reading.value, reading.n, evaluation.run.as_of) == (20.0, 20, date(2026, 6, 20))
    assert evaluation.headline == ("nps",)
    assert evaluation.run.sources == ("khao-sat",)
    revenue = evaluation.reading("revenue").undefined
    assert revenue is not None
    assert revenue.code == "no_table"
    assert "NPS" in to_html(evaluation)
