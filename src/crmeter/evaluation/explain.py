"""Everything behind one figure: definition, formula with its figures, SQL, rows."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import ibis.expr.types as ir

from crmeter.evaluation.explained_sql import figure_sql_of, list_behind, list_over
from crmeter.evaluation.result import ColumnKind, Explanation, ResultColumn, ResultTable
from crmeter.evaluation.rows_sql import rows_and_sql
from crmeter.evaluation.tables import CONTRACTS
from crmeter.measures.catalogue import measures
from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Period, Reading, Text, formats
from crmeter.vocabulary.text import Language
from crmeter.vocabulary.unit import Unit
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.owned_rows import Part
from crmeter.warehouse.sql import named_like

SAMPLE = 8


class Explainer:
    """Explains readings of one run.

    Args:
        engine: where the tables of the snapshot and of the run are readable.
        view: of the main period; readings of other periods are looked at from the same place.
        kept: the tables as a run has bound them to kept rows; samples are then taken from these.
        kept_rows: names of tables that hold the rows of a period already.
        part: whose rows are seen; None sees all.
    """

    def __init__(
        self,
        engine: Engine,
        view: View,
        kept: Tables | None = None,
        kept_rows: Mapping[tuple[str, Period], str] = MappingProxyType({}),
        part: Part | None = None,
    ) -> None:
        self._engine = engine
        self._part = part
        self._view = view
        self._kept = kept
        self._kept_rows = kept_rows
        self._in_memory: dict[tuple[str, Period], ir.Table] = {}

    def explain(self, reading: Reading) -> Explanation:
        """Return everything behind one reading."""
        measure = measures()[reading.measure]
        listed, rows_sql = self.rows_behind(reading)
        sample: tuple[tuple[Any, ...], ...] = ()
        if reading.undefined is None:
            names = ", ".join(f'"{name}"' for name in listed.columns)
            size = "abs(top)" if measure.statistic is Statistic.SUM else "top"
            source = rows_sql if self._kept is None else self._sql_over_kept(measure, reading, self._kept)
            sample = tuple(self._engine.rows(f"SELECT * FROM ({source}) ORDER BY {size} DESC, {names} LIMIT {SAMPLE}"))
        return Explanation(
            reading=reading,
            title=measure.title,
            meaning=measure.meaning_under(self._view.settings),
            formula=measure.formula_under(self._view.settings),
            figures=Text(_figures(reading, "vi"), _figures(reading, "en")),
            sql=figure_sql_of(measure, listed, rows_sql),
            rows_sql=rows_sql,
            parameters=_parameters(measure, self._view, reading.period),
            rows=ResultTable("rows", ROWS[measure.rows].grain, _columns(measure, listed), sample),
            n_rows=reading.n,
            tables=_read_by(rows_sql),
        )

    def _sql_over_kept(self, measure: Measure, reading: Reading, kept: Tables) -> str:
        """The list behind a reading over rows that are worked out once for all measures, for a quick look."""
        key = (measure.rows, reading.period)
        if key not in self._in_memory:
            self._in_memory[key] = self._looked_at(key, kept, self._of(reading))
        return list_over(measure, reading.slice, self._in_memory[key])

    def _looked_at(self, key: tuple[str, Period], kept: Tables, view: View) -> ir.Table:
        rows = ROWS[key[0]]
        if sum(measure.rows == key[0] for measure in measures().values()) == 1 and key not in self._kept_rows:
            # Rows of one measure are read where they are: held, those of cohorts would be more than all the others.
            return rows.build(kept, view)
        named, sql = rows_and_sql(rows, kept, view)
        if key in self._kept_rows:
            return named_like(named, self._kept_rows[key])
        name = f"{key[0]}_in_memory"
        self._engine.run(f'CREATE OR REPLACE TEMP TABLE "{name}" AS {sql}')
        return named_like(named, name)

    def rows_behind(self, reading: Reading) -> tuple[ir.Table, str]:
        """Return the list behind a reading: its columns, and the SELECT that gives it from the warehouse tables."""
        listed, sql = list_behind(measures()[reading.measure], reading.slice, self._of(reading))
        return listed, sql if self._part is None else self._part.written_before(sql, _read_by(sql))

    def figure_sql(self, reading: Reading) -> str:
        """Return the SELECT that gives a reading from the warehouse tables: the totals of the list behind it."""
        listed, rows_sql = self.rows_behind(reading)
        return figure_sql_of(measures()[reading.measure], listed, rows_sql)

    def _of(self, reading: Reading) -> View:
        return replace(self._view, period=reading.period)


def _read_by(sql: str) -> tuple[str, ...]:
    return tuple(name for name in CONTRACTS if f'FROM "{name}"' in sql or f'JOIN "{name}"' in sql)


def written(value: Any, unit: Unit, currency: str | None, language: Language) -> str:
    """Write a value in its unit, by the rules of the language."""
    if value is None:
        return formats.EMPTY
    match unit:
        case Unit.SHARE:
            return formats.percent(value, language)
        case Unit.MONEY:
            return formats.money(value, currency or "", language)
        case Unit.DAYS:
            return formats.days(value, language)
        case Unit.HOURS:
            return formats.hours(value, language)
        case Unit.POINTS:
            return formats.signed(value, lambda v: formats.number(v, language, 1))
        case _:
            return formats.number(value, language)


def _figures(reading: Reading, language: Language) -> str:
    value = written(reading.value, reading.unit, reading.currency, language)
    if reading.top is None or reading.bottom is None:
        rows = formats.number(reading.n, language)
        words = "từ {rows} dòng: {value}" if language == "vi" else "from {rows} rows: {value}"
        return words.format(rows=rows, value=value)
    top = formats.number(Decimal(str(reading.top)), language)
    bottom = formats.number(Decimal(str(reading.bottom)), language)
    return f"{top} / {bottom} = {value}"


def _parameters(measure: Measure, view: View, period: Period) -> dict[str, Any]:
    parameters: dict[str, Any] = {
        "period_start": period.start,
        "period_end": period.end,
        "as_of": view.as_of,
        "currency": view.currency,
        **view.settings.to_json(),
    }
    if view.rhythm is not None and measure.rows in ("customers", "scores"):
        parameters |= {
            "rhythm_model": view.rhythm.model,
            "rhythm_shape": view.rhythm.shape,
            "rhythm_rate_days": view.rhythm.rate,
        }
    return parameters


_LABELS: Mapping[str, Text] = {
    "source_key": Text("Mã", "Key"),
    "customer_key": Text("Khóa khách hàng", "Customer key"),
    "first_on": Text("Lần mua đầu", "First purchase"),
    "last_on": Text("Lần mua cuối", "Last purchase"),
    "purchases": Text("Ngày có mua", "Purchase days"),
    "orders_in_window": Text("Số đơn, cửa sổ nay", "Orders, window"),
    "orders_window_before": Text("Số đơn, cửa sổ trước", "Orders, window before"),
    "orders_in_period": Text("Số đơn trong kỳ", "Orders in the period"),
    "spend": Text("Tổng chi tiêu", "Spend in all"),
    "spend_in_window": Text("Chi tiêu, cửa sổ nay", "Spend, window"),
    "spend_in_period": Text("Chi tiêu trong kỳ", "Spend in the period"),
    "spend_window_before": Text("Chi tiêu, cửa sổ trước", "Spend, window before"),
    "compared_spend": Text("Chi tiêu kỳ so sánh", "Spend compared with"),
    "lost_in_period_on": Text("Ngày vượt giới hạn", "Silent too long since"),
    "won_back_on": Text("Ngày quay lại", "Bought again on"),
    "days_in_stage": Text("Số ngày ở giai đoạn", "Days in the stage"),
    "days_silent": Text("Số ngày im lặng", "Days silent"),
    "stage": Text("Giai đoạn", "Stage"),
    "dated_on": Text("Ngày", "Day"),
    "kind": Text("Loại", "Kind"),
    "campaign_on": Text("Ngày chiến dịch chạm tới", "Reached by the campaign on"),
    "cohort": Text("Lứa", "Cohort"),
    "age": Text("Số tháng", "Months since"),
    "days_to_convert": Text("Số ngày tới chuyển đổi", "Days to convert"),
    "last_contact_on": Text("Tương tác cuối", "Last contact"),
    "days_since_contact": Text("Số ngày từ tương tác cuối", "Days since contact"),
    "last_outreach_on": Text("Ta liên hệ cuối", "Last outreach"),
    "days_since_outreach": Text("Số ngày từ khi ta liên hệ", "Days since outreach"),
    "cost": Text("Giá vốn", "Cost"),
    "part": Text("Phần", "Part"),
    "month": Text("Tháng", "Month"),
    "value": Text("Giá trị", "Value"),
    "wave": Text("Đợt", "Wave"),
    "came_by": Text("Đến qua", "Came by"),
    "product": Text("Sản phẩm", "Product"),
    "score": Text("Điểm", "Score"),
    "has_answered": Text("Đã trả lời", "Has answered"),
    "weight": Text("Trọng số", "Weight"),
    "request_kind": Text("Loại yêu cầu", "Kind of request"),
    "cause": Text("Nguyên nhân", "Cause"),
    "escalated_at": Text("Chuyển lên cấp trên lúc", "Escalated at"),
    "is_escalated": Text("Đã chuyển lên cấp trên", "Escalated"),
    "solved_by_end_at": Text("Giải quyết, tính đến cuối kỳ", "Solved, by the end of the period"),
    "solved_since_at": Text("Giải quyết, tính đến ngày đánh giá", "Solved, by the day of the evaluation"),
    "reopened_at": Text("Mở lại lần cuối", "Last opened again"),
    "due_on": Text("Đến hạn ngày", "Due on"),
    "on_time": Text("Đúng hẹn", "On time"),
    "in_full": Text("Đủ số lượng", "In full"),
    "undamaged": Text("Không hư hỏng", "Undamaged"),
    "first_claimed_on": Text("Yêu cầu bảo hành đầu", "First claim"),
    "quantity": Text("Số lượng", "Quantity"),
    "first_returned_on": Text("Lần trả hàng đầu", "First return"),
    "tickets": Text("Số phiếu", "Tickets"),
    "orders": Text("Số đơn", "Orders"),
    "deal_stage": Text("Giai đoạn bán", "Deal stage"),
    "ended_as": Text("Kết quả", "Result"),
    "win_percent": Text("Khả năng thắng (%)", "Chance to win (%)"),
    "age_days": Text("Tuổi (ngày)", "Age in days"),
    "days_to_win": Text("Số ngày tới khi thắng", "Days to the win"),
    "days_to_quote": Text("Số ngày tới khi báo giá", "Days to the quote"),
    "days_seen": Text("Số ngày theo dõi", "Days seen"),
    "entered_on": Text("Vào giai đoạn", "Entered on"),
    "left_on": Text("Rời giai đoạn", "Left on"),
    "ended_by": Text("Rời vì", "Left by"),
    "reached_on": Text("Liên hệ lần đầu", "First contacted on"),
    "waited": Text("Chờ đến khi giải quyết", "Waited until solved"),
    "hours_to_solve": Text("Giờ đến khi giải quyết", "Hours until solved"),
    "reached_at": Text("Liên hệ lần đầu lúc", "First contacted at"),
    "days_to_answer": Text("Số ngày tới lần liên hệ đầu", "Days to the first contact"),
    "met_on": Text("Gặp lần đầu", "First met on"),
    "ordered_on": Text("Ngày đặt", "Ordered on"),
    "days_to_order": Text("Số ngày tới đơn đầu", "Days to the first order"),
    "contacts": Text("Số lần liên hệ", "Contacts"),
    "days_there": Text("Số ngày có mặt", "Days there"),
    "nth": Text("Lần liên hệ thứ", "Number of the contact"),
    "try": Text("Lần liên hệ thứ", "Number of the contact"),
    "step": Text("Bước", "Step"),
    "contacted_on": Text("Ngày liên hệ", "Contacted on"),
    "bought_on": Text("Ngày mua", "Bought on"),
    "viewed_on": Text("Ngày xem", "Viewed on"),
    "acted_on": Text("Ngày làm điều mong muốn", "Did as wanted on"),
    "list_amount": Text("Giá trước giảm", "Before the discount"),
    "contacts_out": Text("Lần ta liên hệ", "Contacts by us"),
    "told_value": Text("Đã dự báo", "Foretold"),
    "told_value_low": Text("Cận dưới 80%", "80% from"),
    "told_value_high": Text("Cận trên 80%", "80% to"),
    "won_amount": Text("Giá trị thắng", "Won value"),
    "quota_from": Text("Chỉ tiêu từ ngày", "Quota from"),
    "quota_until": Text("Chỉ tiêu đến ngày", "Quota until"),
    "quota_value": Text("Chỉ tiêu", "Quota"),
    "error_amount": Text("Sai lệch", "Off by"),
    "deals_won": Text("Số cơ hội thắng", "Deals won"),
    "without_amount": Text("Thắng mà không rõ số tiền", "Won, amount not known"),
    "arrived": Text("Đã đến nơi", "Arrived"),
    "top": Text("Tính vào tử", "Counts above"),
    "bottom": Text("Tính vào mẫu", "Counts below"),
}


def _columns(measure: Measure, listed: ir.Table) -> tuple[ResultColumn, ...]:
    return tuple(ResultColumn(name, label_of(name), _kind(measure, name, listed[name])) for name in listed.columns)


def label_of(column: str) -> Text:
    """Return the label of a column of rows: its own, or that of the contract it comes from."""
    if column in _LABELS:
        return _LABELS[column]
    for table in CONTRACTS.values():
        for contracted in table.columns:
            if contracted.name == column:
                return contracted.title
    raise KeyError(column)


_MONEY_WORDS = ("spend", "amount", "value", "cost")


def _kind(measure: Measure, name: str, column: ir.Column) -> ColumnKind:
    kind = column.type()
    if kind.is_date() or kind.is_timestamp():
        return "date"
    if (name == "top" and measure.unit is Unit.MONEY) or any(word in name for word in _MONEY_WORDS):
        return "money"
    if "probability" in name:
        return "share"
    if "days" in name:
        return "days"
    if kind.is_integer():
        return "count"
    if kind.is_string():
        return "text"
    return "number"
