"""The score of the brand of the hand-made firm (see conftest), by all evaluators together and by each alone.

Newest answers: awareness 100, 0, 100 in the second wave; reputation 50 and 100; loyalty is the repeat purchase rate, 6
of 8. An weighs awareness : reputation : loyalty as 3 : 1 : 1, Bình as 1 : 3 : 1; as one they weigh √3 : √3 : 1.
"""

from collections.abc import Callable
from math import sqrt
from typing import Any

import pytest
from tests.measures.firm_facts import AS_OF

from crmeter.estimators.intervals import wilson
from crmeter.evaluation.explain_run import open_run
from crmeter.evaluation.part import evaluate_part
from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.warehouse.workspace import Workspace

pytestmark = pytest.mark.usefixtures("one_month")
NAME = "brand_score"
AWARENESS, REPUTATION, LOYALTY = 200 / 3, 75.0, 75.0
ALL = 2 * sqrt(3) + 1


@pytest.fixture(scope="module")
def workspace(firm: Callable[[], dict[str, Any]], written_firm: Callable[..., Workspace]) -> Workspace:
    return written_firm(firm())


@pytest.fixture(scope="module")
def scored(workspace: Workspace) -> Evaluation:
    return evaluate_snapshot(workspace, Request(as_of=AS_OF, explained=False))


def test_components_count_by_the_weights_of_all_together(scored: Evaluation) -> None:
    reading = scored.reading(NAME)

    assert reading.value == pytest.approx((sqrt(3) * (AWARENESS + REPUTATION) + LOYALTY) / ALL, abs=1e-4)
    assert (reading.n, reading.undefined) == (3, None)


def test_each_evaluator_has_a_score_of_their_own(scored: Evaluation) -> None:
    own = {reading.slice["evaluator"]: reading.value for reading in scored.sliced(NAME, "evaluator")}

    assert own == {"An": pytest.approx(70, abs=1e-4), "Bình": pytest.approx(220 / 3, abs=1e-4)}


def test_bounds_are_those_of_the_components_weighed(scored: Evaluation) -> None:
    interval = scored.reading(NAME).interval(0.8)
    aware, loyal = wilson(2, 3, 0.8), wilson(6, 8, 0.8)

    # Two answers, 50 and 100: Student's bounds reach beyond the scale, and end at 0 and 100.
    assert interval is not None
    assert interval.low == pytest.approx((sqrt(3) * (100 * aware.low + 0) + 100 * loyal.low) / ALL, abs=1e-4)
    assert interval.high == pytest.approx((sqrt(3) * (100 * aware.high + 100) + 100 * loyal.high) / ALL, abs=1e-4)


@pytest.mark.parametrize("cut", [{}, {"evaluator": "An"}])
def test_the_list_behind_it_adds_up_to_the_figure(
    workspace: Workspace, scored: Evaluation, cut: dict[str, str]
) -> None:
    with open_run(workspace, scored.run.id) as opened:
        totals = opened.totals(opened.explain(NAME, cut))

    reading = scored.reading(NAME, slice=cut)
    assert (totals.n, totals.top, totals.bottom) == (3, reading.top, reading.bottom)


def test_a_part_of_the_firm_has_no_brand_of_its_own(workspace: Workspace, scored: Evaluation) -> None:
    part = evaluate_part(workspace, scored.run.id, ["an"])

    assert part is not None
    assert (part.reading(NAME).value, part.reading(NAME).n) == (None, 0)


@pytest.mark.parametrize(("without", "code"), [("brand_judgements", "not_weighed"), ("brand_answers", "no_table")])
def test_without_weights_or_scores_it_says_what_to_do(
    firm: Callable[[], dict[str, Any]], written_firm: Callable[..., Workspace], without: str, code: str
) -> None:
    workspace = written_firm({**firm(), without: [], "brand_behaviours": []})

    reading = evaluate_snapshot(workspace, Request(as_of=AS_OF, explained=False)).reading(NAME)

    assert (reading.value, reading.n, reading.intervals) == (None, 0, ())
    assert reading.undefined is not None
    assert reading.undefined.code == code
    assert reading.undefined.needs is not None


def test_weights_that_were_set_count_in_place_of_judgements(
    firm: Callable[[], dict[str, Any]], written_firm: Callable[..., Workspace]
) -> None:
    set_ = [
        {"judgement_key": -n, "component": name, "percent": percent, "together": "judgements"}
        for n, (name, percent) in enumerate({"awareness": 30, "reputation": 30, "trust": 40}.items(), 1)
    ]
    workspace = written_firm({**firm(), "brand_judgements": set_})

    reading = evaluate_snapshot(workspace, Request(as_of=AS_OF, explained=False)).reading(NAME)

    # Nothing tells trust, so the other two count for half each.
    assert reading.value == pytest.approx((AWARENESS + REPUTATION) / 2, abs=1e-4)
    assert [left.code for left in reading.coverage.left_out] == ["no_score"]
