"""What follows from assumptions over the run that is current: the forecast, the scenario, and what each adds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from crmeter.evaluation.result import ResultTable
from crmeter.evaluation.scenario import PARTS_TABLE, SUBJECTS, Assumptions, Scenario, scenario
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.web.readings.opened import Opened

MONTHS = 12
SUBJECT_TITLES = {
    "revenue": Text("Doanh thu", "Revenue"),
    "orders": Text("Số đơn hàng", "Orders"),
    "new_customers": Text("Khách hàng mới", "New customers"),
    "tickets": Text("Phiếu hỗ trợ", "Tickets"),
}


@dataclass(frozen=True, slots=True)
class Base:
    """What a scenario stands on.

    Args:
        subject: one of `SUBJECTS`.
        months: the coming months.
        monthly: what is expected of each.
        low: of the 80 % interval of each month; None where there is none.
        high: of the same.
        total_low: of the 80 % interval of the whole; None where there is none.
        total_high: of the same.
        parts: the last twelve whole months by part.
        retention: as it is measured; None where it is not.
    """

    subject: str
    months: Sequence[date]
    monthly: Sequence[float]
    low: Sequence[float | None]
    high: Sequence[float | None]
    total_low: float | None
    total_high: float | None
    parts: Mapping[str, Any]
    retention: Decimal | None

    @property
    def total(self) -> float:
        """What is expected of the year."""
        return sum(self.monthly)


@dataclass(frozen=True, slots=True)
class Found:
    """A base and what assumptions make of it.

    Args:
        base: the forecast.
        scenario: what follows.
    """

    base: Base
    scenario: Scenario

    @property
    def value(self) -> float:
        """What the year comes to under the assumptions."""
        return float(self.scenario.value)

    @property
    def difference(self) -> float:
        """Against the forecast."""
        return float(self.scenario.difference)

    @property
    def monthly(self) -> Sequence[float]:
        """The months of the scenario: each assumption holds from the first one on."""
        factor = float(self.scenario.value / self.scenario.base) if self.scenario.base else 1.0
        return [value * factor for value in self.base.monthly]


def subjects_of(opened: Opened) -> Sequence[str]:
    """Return of which subjects the run has a forecast."""
    return [name for name in SUBJECTS if opened.page.figures.table(f"forecast_{name}") is not None]


def base_of(opened: Opened, subject: str) -> Base:
    """Return what a scenario of a subject stands on.

    Raises:
        NotEnoughData: the run has no forecast of it.
    """
    figures = opened.page.figures
    table = figures.table(f"forecast_{subject}")
    if table is None:
        raise NotEnoughData("no_forecast", _NO_FORECAST, _NEEDS_FORECAST)
    ahead = [row for row in table.records() if row["forecast"] is not None][:MONTHS]
    whole = next(iter(_horizon(figures.table("forecast_horizons"), subject)), None)
    reading = figures.reading("retention_rate")
    return Base(
        subject,
        [row["month"] for row in ahead],
        [float(row["forecast"]) for row in ahead],
        [None if row["low_80"] is None else float(row["low_80"]) for row in ahead],
        [None if row["high_80"] is None else float(row["high_80"]) for row in ahead],
        None if whole is None else whole["low_80"],
        None if whole is None else whole["high_80"],
        _parts(figures.table(PARTS_TABLE), SUBJECTS[subject]),
        None if reading is None or reading.value is None else Decimal(str(reading.value)),
    )


def found_for(base: Base, assumed: Assumptions) -> Found:
    """Return what assumptions make of a base.

    Raises:
        NotEnoughData: an assumption has nothing to stand on.
    """
    return Found(base, scenario(base.subject, base.total, base.parts, assumed, base.retention))


def _parts(table: ResultTable | None, column: str) -> Mapping[str, Any]:
    rows = [] if table is None else table.records()
    return {row["part"]: Decimal(str(row[column])) for row in rows if row[column] is not None}


def _horizon(table: ResultTable | None, subject: str) -> Sequence[Mapping[str, Any]]:
    rows = [] if table is None else table.records()
    return [row for row in rows if row["name"] == subject and row["months"] == MONTHS]


_NO_FORECAST = Text("chưa có dự báo để giả định trên đó", "there is no forecast to assume anything of")
_NEEDS_FORECAST = Text("ít nhất bảy tháng tròn", "at least seven whole months")
