"""From where an evaluation looks before anything is fitted: the day, the currency, how far the history goes."""

from datetime import date

from crmeter.evaluation.tables import first_and_last_sale
from crmeter.measures.view import Settings, View
from crmeter.vocabulary import NotEnoughData, Period, Text
from crmeter.warehouse.engine import Engine

_VALID = "kind = 'sale' AND status = 'valid' AND amount > 0"
_SALE_OR_ANSWER = Text(
    "ít nhất một đơn bán có số tiền dương, hoặc một câu trả lời khảo sát",
    "at least one sale with a positive amount, or one answer to a survey",
)


def first_view(engine: Engine, as_of: date | None, currency: str | None, settings: Settings) -> View:
    """Return a view of the whole history, nothing fitted yet.

    Args:
        engine: where the tables are readable.
        as_of: the last day to see; by default that of the last valid order, without any that of the last answer.
        currency: of all money; by default that of most orders.
        settings: what the firm decided.

    Raises:
        NotEnoughData: there is neither a valid order nor an answer.
    """
    if currency is None:
        found = engine.rows(
            f"SELECT currency, count(*) AS n FROM orders WHERE {_VALID} GROUP BY currency ORDER BY n DESC, currency"
        )
        currency = found[0][0] if found else "VND"
    if as_of is None:
        as_of = engine.rows(f"SELECT max(ordered_on) FROM orders WHERE {_VALID}")[0][0]
    if as_of is None:
        as_of = engine.rows("SELECT max(answered_on) FROM survey_answers")[0][0]
    if as_of is None:
        raise NotEnoughData(
            "no_valid_order", Text("không có đơn hợp lệ nào", "there is no valid order"), _SALE_OR_ANSWER
        )
    others = engine.rows("SELECT count(*) FROM exchange_rates WHERE to_currency = ?", [currency])[0][0]
    period = Period.trailing(as_of, settings.window_days)
    return View(period, as_of, currency, settings, rhythm=None, converts=others > 0)


def first_and_last_day(engine: Engine, as_of: date) -> tuple[date, date]:
    """Return the days of the first and the last valid sale; what was answered is measured also without any sale.

    Raises:
        NotEnoughData: there is neither up to the day of the evaluation.
    """
    span = first_and_last_sale(engine)
    if span is not None:
        return span
    first, last = engine.rows(
        "SELECT min(answered_on), max(answered_on) FROM survey_answers WHERE answered_on <= ?", [as_of]
    )[0]
    if first is None:
        raise NotEnoughData(
            "no_valid_order",
            Text("không có đơn hợp lệ nào đến ngày đánh giá", "there is no valid order up to the day"),
            _SALE_OR_ANSWER,
        )
    return first, last
