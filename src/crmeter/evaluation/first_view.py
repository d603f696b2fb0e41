"""From where an evaluation looks before anything is fitted: the day, the currency, how far the history goes."""

from datetime import date

from crmeter.evaluation.tables import first_and_last_sale
from crmeter.measures.view import Settings, View
from crmeter.vocabulary import NotEnoughData, Period, Text
from crmeter.warehouse.engine import Engine

_VALID = "kind = 'sale' AND status = 'valid' AND amount > 0"
# The currency of most orders, and without any that of most deals.
_MOST_USED = (
    f"SELECT currency, count(*) AS n FROM orders WHERE {_VALID} GROUP BY currency ORDER BY n DESC, currency",
    "SELECT currency, count(*) AS n FROM deals WHERE amount IS NOT NULL AND currency IS NOT NULL"
    " GROUP BY currency ORDER BY n DESC, currency",
)
_ANSWERS = (("survey_answers", "answered_on"),)
# Days on which something happened; what is due or expected may lie years ahead.
_WORK = (
    *(("tickets", "opened_on"), ("tickets", "first_responded_at"), ("tickets", "solved_at")),
    *(("deals", "created_on"), ("deals", "won_on"), ("deals", "lost_on")),
    *(("ticket_events", "happened_on"), ("deal_stages", "happened_on")),
    *(("leads", "created_on"), ("leads", "converted_on"), ("touches", "touched_on")),
    ("page_views", "viewed_on"),
)
_SUPPLY = (
    *(("stock_levels", "counted_on"), ("supplier_deliveries", "ordered_on"), ("supplier_deliveries", "received_on")),
    ("warranty_claims", "claimed_on"),
)
# What can be measured without any sale: the first of them that holds something says from where to look.
_WITHOUT_SALES = (_ANSWERS, _WORK, _SUPPLY)
_SOMETHING = Text(
    "ít nhất một đơn bán có số tiền dương, một câu trả lời khảo sát, một phiếu hỗ trợ, một cơ hội, "
    "một khách tiềm năng, một lần tiếp xúc, một lượt xem trang, một lần ghi tồn kho hoặc một lần giao của nhà cung cấp",
    "at least one sale with a positive amount, one answer to a survey, one ticket, one deal, one lead, one contact, "
    "one view of a page, one reading of stock or one delivery of a supplier",
)


def first_view(engine: Engine, as_of: date | None, currency: str | None, settings: Settings) -> View:
    """Return a view of the whole history, nothing fitted yet.

    Args:
        engine: where the tables are readable.
        as_of: the last day to see; by default that of the last valid order, without any that of the last answer,
            without any that of the last thing that happened to a ticket, a deal or a lead, or of the last contact,
            without any that of the last reading of stock, delivery of a supplier or claim.
        currency: of all money; by default that of most orders, without any that of most deals.
        settings: what the firm decided.

    Raises:
        NotEnoughData: there is neither a valid order nor anything else that can be measured.
    """
    currency = currency or _most_used(engine) or "VND"
    if as_of is None:
        as_of = engine.rows(f"SELECT max(ordered_on) FROM orders WHERE {_VALID}")[0][0]
    if as_of is None:
        span = _without_sales(engine, None)
        as_of = None if span is None else span[1]
    if as_of is None:
        raise NotEnoughData("no_valid_order", Text("không có đơn hợp lệ nào", "there is no valid order"), _SOMETHING)
    others = engine.rows("SELECT count(*) FROM exchange_rates WHERE to_currency = ?", [currency])[0][0]
    period = Period.trailing(as_of, settings.window_days)
    return View(period, as_of, currency, settings, rhythm=None, converts=others > 0)


def first_and_last_day(engine: Engine, as_of: date) -> tuple[date, date]:
    """Return the days of the first and the last valid sale; without any, those of what else can be measured.

    Raises:
        NotEnoughData: there is nothing up to the day of the evaluation.
    """
    span = first_and_last_sale(engine) or _without_sales(engine, as_of)
    if span is None:
        raise NotEnoughData(
            "no_valid_order",
            Text("không có đơn hợp lệ nào đến ngày đánh giá", "there is no valid order up to the day"),
            _SOMETHING,
        )
    return span


def _most_used(engine: Engine) -> str | None:
    return next((str(found[0][0]) for sql in _MOST_USED if (found := engine.rows(sql))), None)


def _without_sales(engine: Engine, as_of: date | None) -> tuple[date, date] | None:
    """Return the first and the last day of the first kind of data that has any, up to a day."""
    for columns in _WITHOUT_SALES:
        days = " UNION ALL ".join(f"SELECT CAST({column} AS DATE) AS day FROM {table}" for table, column in columns)
        first, last = engine.rows(
            f"SELECT min(day), max(day) FROM ({days}) WHERE day <= coalesce(?::DATE, day)", [as_of]
        )[0]
        if first is not None:
            return first, last
    return None
