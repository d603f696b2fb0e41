from datetime import date
from decimal import Decimal

import pytest

from crmeter.evaluation.report.charts import axis_over
from crmeter.evaluation.report.written import cell, figure, sentence, span
from crmeter.vocabulary import Language, Text, Unit, formats

NB = "\u00a0"


@pytest.mark.parametrize(
    ("value", "unit", "currency", "language", "number", "rest"),
    [
        (Decimal("182600000000"), Unit.MONEY, "VND", "vi", "182,6", f"{NB}tỷ{NB}₫"),
        (Decimal("182600000000"), Unit.MONEY, "VND", "en", "₫182.6", f"{NB}bn"),
        (Decimal("-2700000"), Unit.MONEY, "VND", "vi", "−2,70", f"{NB}triệu{NB}₫"),
        (Decimal("-12.5"), Unit.MONEY, "USD", "en", "−$12.50", ""),
        (0.813, Unit.SHARE, None, "vi", "81,3%", ""),
        (4812, Unit.CUSTOMERS, None, "en", "4,812", f"{NB}customers"),
        (377.2, Unit.CUSTOMERS, None, "vi", "377", f"{NB}khách"),
        (4.6, Unit.HOURS, None, "vi", "4,6", f"{NB}giờ"),
        (812, Unit.TICKETS, None, "vi", "812", f"{NB}phiếu"),
        (23.5, Unit.DAYS, None, "en", "24", f"{NB}days"),
        (3.2, Unit.ORDERS_PER_CUSTOMER, None, "vi", "3,20", f"{NB}đơn mỗi khách"),
    ],
)
def test_a_figure_is_a_number_and_what_follows_it(
    value: float | Decimal, unit: Unit, currency: str | None, language: Language, number: str, rest: str
) -> None:
    written = figure(value, unit, currency, language)
    assert (written.number, written.unit) == (number, rest)


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [
        ("80,6%", "82,4%", "80,6 – 82,4%"),
        (f"171,0{NB}tỷ{NB}₫", f"196,0{NB}tỷ{NB}₫", f"171,0 – 196,0{NB}tỷ{NB}₫"),
        (f"900,0{NB}triệu{NB}₫", f"1,10{NB}tỷ{NB}₫", f"900,0{NB}triệu{NB}₫ – 1,10{NB}tỷ{NB}₫"),
        ("−2,7%", "1,0%", "−2,7 – 1,0%"),
        ("3", "5", "3 – 5"),
    ],
)
def test_a_range_names_its_unit_once(low: str, high: str, written: str) -> None:
    assert span(low, high) == written


@pytest.mark.parametrize(
    ("value", "kind", "written"),
    [
        (None, "money", "–"),
        (Text("có", "yes"), "text", "có"),
        (True, "text", "có"),
        (date(2026, 11, 20), "date", "20/11/2026"),
        (date(2026, 11, 1), "month", "11/2026"),
        (1234.0, "count", "1.234"),
        (0.5, "share", "50,0%"),
        (1, "days", f"1{NB}ngày"),
        (-9582.43, "number", "−9.582"),
        (0.71, "number", "0,71"),
    ],
)
def test_a_cell_is_written_by_its_kind(value: object, kind: str, written: str) -> None:
    assert cell(value, kind, "VND", "vi") == written  # type: ignore[arg-type] - kinds are literals


def test_a_sentence_begins_and_ends_as_one() -> None:
    assert sentence("cần thêm 32 khách") == "Cần thêm 32 khách."
    assert sentence("Đủ rồi.") == "Đủ rồi."


def test_a_column_of_money_has_one_scale() -> None:
    assert formats.money_scale(412_000_000, "VND", "vi") == (Decimal(10) ** 6, f"triệu{NB}₫")
    assert formats.money_scale(Decimal("-5000000000"), "VND", "en") == (Decimal(10) ** 9, f"₫{NB}bn")
    assert formats.money_scale(12, "USD", "en") == (Decimal(1), "$")


@pytest.mark.parametrize(
    ("values", "from_zero", "ticks"),
    [
        ([3.0, 97.0], True, (0, 25, 50, 75, 100)),
        ([80.0, 84.0], False, (80, 81, 82, 83, 84)),
        ([-40.0, 60.0], True, (-50, -25, 0, 25, 50, 75)),
        ([0.0, 0.0], True, (0, 0.25, 0.5, 0.75, 1.0)),
        ([7.0, 7.0], False, None),
        ([1e13, 9.87e13], True, None),
    ],
)
def test_axes_have_few_round_steps_over_all_values(
    values: list[float], from_zero: bool, ticks: tuple[float, ...] | None
) -> None:
    axis = axis_over(values, from_zero=from_zero)
    if ticks is not None:
        assert axis.ticks == pytest.approx(ticks)
    assert len(axis.ticks) <= 6
    assert axis.low <= min(values)
    assert axis.high >= max(values)
