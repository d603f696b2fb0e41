"""Several methods on the same question, and several criteria in one decision."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from crmeter.evaluation.explain_run import latest_run
from crmeter.evaluation.methods.catalogue import METHODS
from crmeter.evaluation.methods.contract_stays import compare_contracts
from crmeter.evaluation.methods.decision import decide, sentence_of
from crmeter.evaluation.methods.driver_weights import compare_drivers
from crmeter.evaluation.methods.sectors import EVERYWHERE, SECTORS, chosen
from crmeter.evaluation.methods.side_by_side import Answer, apart, missing_what_came
from crmeter.evaluation.methods.study import study_methods
from crmeter.measures.catalogue import measures
from crmeter.vocabulary import NotEnoughData
from crmeter.warehouse.engine import Engine

from .conftest import AS_OF, Firm

CRITERIA = {"customer_lifetime_value": 50, "retention_rate": 50}


@pytest.mark.parametrize("name", SECTORS)
def test_every_preset_names_methods_and_measures_that_there_are(name: str) -> None:
    sector = SECTORS[name]

    assert set(sector.methods) <= set(METHODS)
    assert len(set(sector.methods)) == len(sector.methods)
    assert sum(sector.criteria.values()) == 100
    assert all("segment" in measures()[each].slices for each in sector.criteria)


@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
def test_every_method_is_described(method) -> None:
    assert (Path(__file__).parents[2] / "docs" / "methods" / f"{method.page}.md").exists()


def test_what_the_firm_chose_goes_before_what_the_sector_begins_with() -> None:
    assert chosen("retail").methods == SECTORS["retail"].methods
    assert chosen("retail", ["value.rfm"]).methods == ("value.rfm",)
    assert chosen("retail", None, {"revenue": 1.0, "orders": 0}).criteria == {"revenue": 1.0}
    assert chosen("a sector of another release").sector.name == EVERYWHERE


def test_methods_foretell_without_having_seen_the_test(trading: Firm) -> None:
    study = study_methods(trading.workspace, latest_run(trading.workspace)[1], tuple(METHODS))

    assert study.until - (study.day or study.until) == timedelta(days=180)
    value, again, contracts, drivers = study.questions
    by_name = {each.method.name: each for each in (*value.answers, *again.answers)}
    foretold = by_name["value.pareto_nbd"]
    assert value.actual is not None
    assert foretold.low is not None
    assert foretold.high is not None
    assert foretold.low < value.actual < foretold.high
    assert (foretold.fit or 0) > 0.2
    assert by_name["value.rfm"].value is None
    seen = by_name["again.pareto_nbd"]
    assert again.actual is not None
    assert seen.value == pytest.approx(again.actual, abs=0.15)
    assert seen.fit == pytest.approx((seen.value or 0) - again.actual)
    # What cannot be answered says why.
    assert contracts.undefined is not None
    assert drivers.undefined is not None


def test_answers_whose_intervals_do_not_overlap_are_told_apart() -> None:
    one = Answer(METHODS["again.bg_nbd"], 0.5, 0.45, 0.55)
    other = Answer(METHODS["again.past_rate"], 0.7, 0.6, 0.8)

    assert [each.en for each in apart([one, other])] == [
        "The 80% intervals of BG/NBD and Rate of the period before do not overlap."
    ]
    assert apart([one, one]) == []


def test_forecasts_that_do_not_hold_what_came_are_named() -> None:
    one = Answer(METHODS["value.bg_nbd"], 0.5, 0.45, 0.55)
    other = Answer(METHODS["value.pareto_nbd"], 0.6, 0.5, 0.7)
    without = Answer(METHODS["value.past_spend"], 0.9)

    assert missing_what_came([one, other, without], 0.52) == []
    assert [each.en for each in missing_what_came([one, other, without], 0.6)] == [
        "What came lies above the 80% interval of BG/NBD × gamma-gamma: too little was foretold."
    ]
    assert [each.en for each in missing_what_came([one, other, without], 0.4)] == [
        "What came lies below the 80% interval of every method that has one (BG/NBD × gamma-gamma, Pareto/NBD × "
        "gamma-gamma): too much was foretold."
    ]
    assert [each.vi for each in missing_what_came([one], 0.6)] == [
        "Số thật nằm trên khoảng 80% của BG/NBD × Gamma-Gamma: dự báo quá thấp."
    ]


def test_contracts_are_counted_and_modelled_on_the_same_rows() -> None:
    """Of 200 monthly contracts a tenth ends each month: 0.9¹² are left after a year."""
    with Engine() as engine:
        engine.run(
            "CREATE TABLE subscriptions AS SELECT 'month' AS period, DATE '2024-01-01' AS starts_on,"
            " CASE WHEN left_in <= 23 THEN DATE '2024-01-01' + (left_in * 30.4375)::INT END AS ends_on"
            " FROM (SELECT ceil(ln(1 - (i + 0.5) / 200) / ln(0.9))::INT AS left_in FROM range(200) r(i))"
        )
        found = compare_contracts(engine, AS_OF, ["contracts.kaplan_meier", "contracts.sbg"])

    curve, model = found.answers
    assert curve.value == pytest.approx(0.9**12, abs=0.02)
    assert model.value == pytest.approx(0.9**12, abs=0.03)
    assert model.low is not None
    assert model.high is not None
    assert model.low < 0.9**12 < model.high
    assert (model.fit or 1) < 0.02
    assert found.disagreements == ()


def test_drivers_are_weighed_by_two_methods() -> None:
    with Engine() as engine:
        engine.run(
            "CREATE TABLE survey_answers AS WITH people AS (SELECT i AS response_key, 1 + i % 5 AS fast,"
            " 1 + (i * 7) % 5 AS kind, least(5, greatest(1, 1 + (i % 5) + (i % 3) - 1)) AS overall"
            " FROM range(300) r(i))"
            " SELECT row_number() OVER () AS answer_key, 1 AS survey_key, response_key, question_kind, driver,"
            " NULL::VARCHAR AS brand, value, 1 AS low, 5 AS high FROM ("
            "SELECT response_key, 'rating' AS question_kind, 'Nhanh' AS driver, fast AS value FROM people"
            " UNION ALL SELECT response_key, 'rating', 'Tử tế', kind FROM people"
            " UNION ALL SELECT response_key, 'csat', NULL, overall FROM people)"
        )
        found = compare_drivers(engine, ["drivers.regression", "drivers.lmg"])

    assert [each.words.en for each in found.answers if each.words] == ["Nhanh", "Nhanh"]
    assert found.n == 300
    assert [detail.name for detail in found.details] == ["Nhanh", "Tử tế"]


def test_parts_are_put_in_order_by_the_criteria_together(trading: Firm) -> None:
    readings = [r for r in trading.evaluation.readings if r.period == trading.evaluation.run.period]

    decision = decide(readings, "segment", CRITERIA)

    assert set(decision.sum.alternatives) == {"homes", "schools", "shops"}
    assert [each.name for each in decision.criteria] == list(CRITERIA)
    totals = [float(decision.sum.total.value[at]) for at in decision.sum.order]
    assert totals == sorted(totals, reverse=True)
    assert decision.best in sentence_of(decision).en
    assert "weight" in sentence_of(decision).en


def test_a_measure_that_no_part_has_is_named_and_not_counted(trading: Firm) -> None:
    readings = [r for r in trading.evaluation.readings if r.period == trading.evaluation.run.period]

    decision = decide(readings, "segment", {**CRITERIA, "lead_conversion_rate": 10})

    assert [each.en for each in decision.lacking] == [measures()["lead_conversion_rate"].title.en]


def test_without_parts_there_is_nothing_to_decide(trading: Firm) -> None:
    with pytest.raises(NotEnoughData):
        decide([r for r in trading.evaluation.readings if not r.slice], "segment", CRITERIA)


def test_the_command_tells_it_as_json(trading: Firm, capsys: pytest.CaptureFixture[str]) -> None:
    import json  # noqa: PLC0415

    from crmeter.cli import main  # noqa: PLC0415

    place = ["--workspace", str(trading.workspace.root), "--language", "en"]
    assert (
        main(
            ["methods", "--sector", "b2b", "--weight", "retention_rate=70", "--weight", "revenue=30", "--json", *place]
        )
        == 0
    )
    told = json.loads(capsys.readouterr().out)
    assert told["sector"] == "b2b"
    assert told["criteria"] == {"retention_rate": 70, "revenue": 30}
    assert {each["question"] for each in told["questions"]} == {"value", "again", "drivers"}
    assert len(told["decision"]["parts"]) == 3

    assert main(["methods", "--sector", "b2b", *place]) == 0
    said = capsys.readouterr().out
    assert re.search(r"What came: .*₫", said)
    assert re.search(r"Off from what came: [+−]?[\d.]+\xa0percentage points", said)
    assert "Rank correlation with what was spent: 0." in said

    assert main(["methods", "--weight", "revenue=many", *place]) == 2
