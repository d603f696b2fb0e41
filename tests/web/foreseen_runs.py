"""A published run that looks ahead: twelve months of revenue, who it comes from, and the size of the market."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.evaluation.report.sample import evaluation

from crmeter.evaluation.document import to_document
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.records.readings.actions import publish_run
from crmeter.vocabulary import Text


def publish_forecast() -> None:
    """Publish a run in which twelve months of 100 million are foreseen, 30 % of them from new customers."""
    made = evaluation()
    nothing = Text.same("")
    ahead = ("month", "actual", "forecast", "low_80", "high_80", "low_95", "high_95")
    parts = ("part", "customers", "orders", "revenue")

    def table(name: str, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> ResultTable:
        return ResultTable(name, nothing, tuple(ResultColumn(each, nothing, "number") for each in columns), tuple(rows))

    months = [(date(2027, month, 1), None, 100e6, 90e6, 110e6, None, None) for month in range(1, 13)]
    tickets = [(month, None, 10.0, 8.0, 12.0, None, None) for month, *_ in months]
    size = ("product_set", "span", "in_money", "who", "period", *ahead[1:])
    years = [("", "year", True, "market", date(2020 + n, 1, 1), 1e12 + n * 1e11, *[None] * 5) for n in range(6)]
    years += [("", "year", True, "market", date(2026, 1, 1), None, 1.6e12, 1.5e12, 1.7e12, 1.4e12, 1.8e12)]
    tables = {
        "market_size": table("market_size", size, years),
        "forecast_revenue": table("forecast_revenue", ahead, months),
        "forecast_tickets": table("forecast_tickets", ahead, tickets),
        "kept_and_new": table("kept_and_new", parts, [("kept", 7, 7, Decimal(700)), ("new", 3, 3, Decimal(300))]),
    }
    found = replace(made, tables=tables, findings=(), explanations={})
    publish_run(to_document(found, explanations=False))
