"""Months that ended in the period and of which something was told before they began, beside what was won in them."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.months import month_of
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.rows.wins import MONEY, wins, won_of_known
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _months_foretold(tables: Tables, view: View) -> ir.Table:
    told = tables["told_forecasts"]
    told = told.filter(
        (told.ends_on >= view.period.start) & (told.ends_on < view.period.end) & (told.ends_on < view.seen_until)
    )
    # What was told last before a month began is what anybody went by.
    newest_first = [ibis.desc("as_of"), ibis.desc("forecast_key")]
    told = told.mutate(nth=ibis.row_number().over(ibis.window(group_by="month", order_by=newest_first)))
    told = told.filter(told.nth == 0)
    won = wins(tables, view)
    won = won.group_by(won_month=month_of(won.won_on)).aggregate(
        won_amount=won.amount.sum().cast(MONEY), deals_won=won.count(), priced=won.amount.count()
    )
    beside = told.left_join(won, told.month == won.won_month)
    is_own = beside.currency == view.currency
    beside = beside.mutate(
        **{
            name: ibis.ifelse(is_own, beside[column], ibis.null(MONEY))
            for name, column in (("told_value", "value"), ("told_value_low", "low"), ("told_value_high", "high"))
        },
        deals_won=beside.deals_won.coalesce(0),
        without_amount=(beside.deals_won - beside.priced).coalesce(0),
        won_amount=won_of_known(beside),
    )
    return beside.select(
        "source_key",
        "month",
        "told_on",
        "told_value",
        "told_value_low",
        "told_value_high",
        "won_amount",
        "deals_won",
        "without_amount",
        error_amount=(beside.told_value - beside.won_amount).abs(),
    )


months_foretold = Rows(
    name="months_foretold",
    grain=Text(
        "một tháng kết thúc trong kỳ và đã được dự báo trước khi bắt đầu",
        "one month that ended in the period and was foretold before it began",
    ),
    build=_months_foretold,
)
