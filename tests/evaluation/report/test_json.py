import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from crmeter.evaluation.report.json import to_json
from crmeter.evaluation.result import Evaluation, ResultColumn, ResultTable
from crmeter.vocabulary import Interval, Text, Unit

from .sample import bare_evaluation, evaluation
from .sample_firm import AS_OF, PERIOD


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    return json.loads(json.dumps(to_json(evaluation()), allow_nan=False))


def reading(written: dict[str, Any], measure: str, **cut: str) -> dict[str, Any]:
    period = [PERIOD.start.isoformat(), PERIOD.end.isoformat()]
    return next(
        r for r in written["readings"] if r["measure"] == measure and r["slice"] == cut and r["period"] == period
    )


def test_names_its_schema_and_what_makes_it_repeatable(written: dict[str, Any]) -> None:
    assert written["schema"] == "crmeter.evaluation/1"
    run = written["run"]
    assert run["as_of"] == AS_OF.isoformat()
    assert run["period"] == ["2025-11-01", "2026-11-01"]
    assert run["snapshot"] == "2026-11-01T06-30-00-9f2c"
    assert run["settings"]["annual_discount_rate"] == 0.12
    assert run["parameters"]["bg_nbd"]["r"] == 0.2426
    assert run["made_at"] == "2026-11-01T06:31:05+00:00"


def test_money_is_a_decimal_string_everywhere(written: dict[str, Any]) -> None:
    equity = reading(written, "customer_equity")
    assert equity["value"] == "182600000000.0000"
    assert equity["currency"] == "VND"
    assert [i["level"] for i in equity["intervals"]] == [0.8, 0.95]
    assert equity["intervals"][0]["low"] == "173470000000"
    at_risk = written["tables"]["at_risk"]
    place = [c["name"] for c in at_risk["columns"]].index("value_at_risk")
    assert at_risk["rows"][0][place] == "160680000"
    assert written["findings"][0]["money"] == "4300000000"
    for each in written["readings"]:
        if each["unit"] == "money" and each["value"] is not None:
            assert isinstance(each["value"], str)


@pytest.mark.parametrize(
    ("currency", "low", "high"), [("VND", "1235", "-2"), ("USD", "1234.57", "-1.50"), ("KWD", "1234.568", "-1.500")]
)
def test_bounds_of_money_have_the_decimals_of_its_currency(currency: str, low: str, high: str) -> None:
    whole = evaluation()
    equity = whole.reading("customer_equity")
    measured = replace(
        equity,
        value=Decimal("1234.5678"),
        currency=currency,
        intervals=(Interval(0.8, 1234.56789, Decimal("-1.5"), "delta_log"),),
    )

    [told] = to_json(Evaluation(whole.run, (measured,), {}, (), (), ()))["readings"]

    # An exact sum of amounts keeps its digits; a bound is an estimate.
    assert told["value"] == "1234.5678"
    assert (told["intervals"][0]["low"], told["intervals"][0]["high"]) == (low, high)


def test_estimates_of_money_in_tables_have_the_decimals_of_the_currency() -> None:
    whole = evaluation()
    table = ResultTable(
        "forecast",
        Text("dự báo", "forecast"),
        (ResultColumn("low", Text("cận dưới", "low"), "money"), ResultColumn("share", Text("phần", "share"), "share")),
        ((1234.56789, 0.123456789), (Decimal("12.3400"), None)),
    )

    rows = to_json(replace(whole, tables={"forecast": table}))["tables"]["forecast"]["rows"]

    assert rows == [["1235", 0.123456789], ["12.3400", None]]


def test_other_figures_are_numbers(written: dict[str, Any]) -> None:
    retention = reading(written, "retention_rate")
    assert retention["value"] == 0.813
    assert retention["top"] == 3487
    assert retention["bottom"] == 4289
    assert reading(written, "new_customers")["value"] == 318


def test_undefined_figures_say_why_and_what_they_need(written: dict[str, Any]) -> None:
    leads = reading(written, "leads_converted")
    assert leads["value"] is None
    assert leads["undefined"]["code"] == "too_few_leads"
    assert leads["undefined"]["reason"]["en"] == "there is no lead in the period"
    assert leads["undefined"]["needs"]["vi"] == "khoảng 32 khách tiềm năng có ngày tạo"
    assert reading(written, "gross_margin")["undefined"]["needs"] is None
    assert reading(written, "retention_rate")["undefined"] is None


def test_coverage_trust_and_freshness_come_with_each_figure(written: dict[str, Any]) -> None:
    retention = reading(written, "retention_rate")
    assert retention["coverage"]["used"] == 61480
    assert retention["coverage"]["left_out"][1] == {
        "code": "no_customer",
        "reason": {"vi": "đơn không có khách", "en": "orders without a customer"},
        "n": 38,
    }
    assert retention["trust"]["score"] == 78.0
    assert retention["trust"]["unknown"] == []
    assert retention["freshness"] == {"newest": "2026-10-31", "loaded_at": "2026-11-01T06:30:00+00:00"}
    assert reading(written, "won_back_customers")["trust"]["score"] is None
    assert len(reading(written, "won_back_customers")["trust"]["unknown"]) == 5


def test_tables_keep_columns_kinds_and_words_in_both_languages(written: dict[str, Any]) -> None:
    assert set(written["tables"]) == set(evaluation().tables)
    lifecycle = written["tables"]["lifecycle"]
    assert [c["kind"] for c in lifecycle["columns"]] == ["text", "text", "count", "money"]
    assert lifecycle["rows"][0][0] == {"vi": "mới", "en": "new"}
    assert written["tables"]["forecast_revenue"]["rows"][0][0] == "2024-11-01"


def test_levels_findings_and_headline_are_there(written: dict[str, Any]) -> None:
    assert written["levels"][0]["figures"] == {"1": 5, "2": 12, "3": 4}
    assert written["findings"][1]["slice"] == {"segment": "Quán ăn, cà phê"}
    assert written["headline"][0] == "customer_equity"


def test_little_data_is_valid_json_too() -> None:
    assert json.dumps(to_json(bare_evaluation()), allow_nan=False)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
@pytest.mark.parametrize("unit", [Unit.MONEY, Unit.SHARE])
def test_a_figure_that_is_no_number_is_refused(bad: float, unit: Unit) -> None:
    whole = evaluation()
    broken = replace(whole.readings[0], value=bad, unit=unit)
    with pytest.raises(ValueError, match="should"):
        to_json(Evaluation(whole.run, (broken,), {}, (), (), ()))
