"""One row per customer who has bought, as they stand at the end of the period."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.rows.silence import with_limits_of_own_gaps
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _customers(tables: Tables, view: View) -> ir.Table:
    period, window_days = view.period, view.settings.window_days
    p = tables["purchases"].filter(lambda r: r.purchased_on < period.end)
    if view.rhythm is None:
        # A median of gaps changes with the period, the limits of a fitted rhythm do not: those are on the purchases.
        p = with_limits_of_own_gaps(p)
    # What came after the end is not seen.
    p = p.mutate(next_on=ibis.ifelse(p.next_on < period.end, p.next_on, ibis.null("date")))
    in_period = p.purchased_on >= period.start
    in_window = p.purchased_on >= view.window_start
    year_before = _between(p, view.days_before_end(365 + window_days), view.days_before_end(365))
    just_before = _between(p, view.days_before_end(2 * window_days), view.window_start)
    broke = p.lost_on.notnull() & (p.next_on.isnull() | (p.next_on > p.lost_on))
    state = p.group_by("customer_key").aggregate(
        first_on=p.purchased_on.min(),
        last_on=p.purchased_on.max(),
        purchases=p.count(),
        purchases_before=p.count(where=p.purchased_on < period.start),
        orders=p.orders.sum(),
        spend=p.amount.sum(),
        orders_in_period=p.orders.sum(where=in_period).coalesce(0),
        spend_in_period=p.amount.sum(where=in_period),
        orders_in_window=p.orders.sum(where=in_window).coalesce(0),
        spend_in_window=p.amount.sum(where=in_window),
        orders_window_before=p.orders.sum(where=just_before).coalesce(0),
        spend_window_before=p.amount.sum(where=just_before),
        orders_year_before=p.orders.sum(where=year_before).coalesce(0),
        spend_year_before=p.amount.sum(where=year_before),
        unknown_in_window=p.without_amount.sum(where=in_window).coalesce(0),
        unknown_window_before=p.without_amount.sum(where=just_before).coalesce(0),
        unknown_year_before=p.without_amount.sum(where=year_before).coalesce(0),
        lost_in_period_on=p.lost_on.max(where=broke & (p.lost_on >= period.start) & (p.lost_on < period.end)),
        won_back_on=p.next_on.max(where=broke & (p.next_on >= period.start)),
        won_back_in_window_on=p.next_on.max(where=broke & (p.next_on >= view.window_start)),
        lost_at_start=(broke & (p.lost_on < period.start) & (p.next_on.isnull() | (p.next_on >= period.start))).any(),
        lost_at_end=(broke & (p.lost_on < period.end) & p.next_on.isnull()).any(),
        risky_on=p.risky_on.max(where=p.next_on.isnull()),
        lost_on=p.lost_on.max(where=p.next_on.isnull()),
        loyal_on=p.purchased_on.max(where=p.nth == view.settings.loyal_purchases),
        ever_won_back_on=p.next_on.max(where=broke),
        back_from_silence_on=p.next_on.max(where=_was_at_risk(p, window_days)),
    )
    # Nothing bought is zero; something bought for amounts that are all unknown is not.
    state = state.mutate(
        **{
            f"spend_{part}": state[f"spend_{part}"].coalesce(
                ibis.ifelse(state[f"orders_{part}"] == 0, ibis.literal(0), ibis.null("int8"))
            )
            for part in ("in_window", "in_period", "window_before", "year_before")
        }
    )
    # Against the same window a year ago if they were customers then, else against the window just before.
    were_customers = state.first_on < view.days_before_end(365)
    state = state.mutate(
        compared_spend=ibis.ifelse(were_customers, state.spend_year_before, state.spend_window_before),
        compared_orders=ibis.ifelse(were_customers, state.orders_year_before, state.orders_window_before),
        compared_unknown=ibis.ifelse(were_customers, state.unknown_year_before, state.unknown_window_before),
    )
    state = state.mutate(
        period_start=ibis.literal(period.start),
        active=state.orders_in_window > 0,
        bought_before_and_now=(state.compared_orders > 0) & (state.orders_in_window > 0),
        days_silent=_days_until(view, state.last_on),
        age_days=_days_until(view, state.first_on),
    )
    state = state.mutate(reduced=state.bought_before_and_now & _spends_less(state, view))
    state = state.mutate(stage=_stage(state, view))
    state = state.mutate(days_in_stage=_days_until(view, _stage_since(state, view)))
    who = tables["customers"].select("customer_key", "segment", "region", "country", "channel", "owner", "source_key")
    return state.left_join(who, "customer_key").drop("customer_key_right")


def _spends_less(state: ir.Table, view: View) -> ir.Value:
    """Whether the spend fell by the threshold; empty where orders of unknown amounts could turn the answer."""
    kept_percent = 100 - view.settings.reduced_percent
    less = state.spend_in_window * 100 <= state.compared_spend * kept_percent
    # An unknown amount only adds: now it could lift the spend above the threshold, before it could lower the share.
    could_turn = ibis.ifelse(less, state.unknown_in_window, state.compared_unknown) > 0
    return ibis.ifelse(could_turn, ibis.null("boolean"), less)


def _between(p: ir.Table, start: object, end: object) -> ir.BooleanValue:
    return (p.purchased_on >= start) & (p.purchased_on < end)


def _days_until(view: View, day: ir.Value) -> ir.Value:
    return ibis.literal(view.period.last_day).delta(day, unit="day")


def _stage(state: ir.Table, view: View) -> ir.Value:
    """The lifecycle stage; the first rule that holds decides."""
    settings = view.settings
    single_and_silent = (state.purchases == 1) & (state.days_silent > settings.window_days)
    quiet = state.risky_on < view.period.end
    return ibis.cases(
        (state.lost_at_end, "lost"),
        (state.age_days < settings.new_days, "new"),
        (state.reduced.coalesce(False) | quiet.coalesce(False) | single_and_silent, "at_risk"),
        (state.won_back_in_window_on.notnull(), "won_back"),
        (state.purchases >= settings.loyal_purchases, "loyal"),
        else_="growing",
    )


def _was_at_risk(p: ir.Table, window_days: int) -> ir.BooleanValue:
    """Whether the silence after a purchase put the customer at risk for a day at least before the next one."""
    silent = p.next_on.delta(p.purchased_on, unit="day")
    return (p.next_on > p.risky_on) | ((p.nth == 1) & (silent > window_days + 1))


def _stage_since(state: ir.Table, view: View) -> ir.Value:
    """The day on which the present stage began; empty where a fall in spend put the customer at risk.

    The trailing windows move every day, so on which of them a spend had fallen enough is known of no single day.
    """
    settings = view.settings
    was_new_until = _days_later(state.first_on, settings.new_days)
    # Each of these took the customer out of another stage for the last time.
    back = state.back_from_silence_on.coalesce(state.first_on)
    settled = _days_later(state.ever_won_back_on, settings.window_days).coalesce(state.first_on)
    silent_since = state.risky_on.coalesce(_days_later(state.last_on, settings.window_days + 1))
    return ibis.cases(
        (state.stage == "lost", state.lost_on),
        (state.stage == "new", ibis.greatest(state.first_on, state.ever_won_back_on.coalesce(state.first_on))),
        (
            state.stage == "at_risk",
            ibis.ifelse(state.reduced.coalesce(False), ibis.null("date"), ibis.greatest(silent_since, was_new_until)),
        ),
        (state.stage == "won_back", ibis.greatest(state.won_back_in_window_on, back, was_new_until)),
        (state.stage == "loyal", ibis.greatest(state.loyal_on, back, settled, was_new_until)),
        else_=ibis.greatest(back, settled, was_new_until),
    )


def _days_later(day: ir.Value, days: int) -> ir.Value:
    return (day + ibis.literal(days).as_interval("D")).cast("date")


customers = Rows(
    name="customers",
    grain=Text("một khách đã mua, tính đến cuối kỳ", "one customer who has bought, at the end of the period"),
    build=_customers,
)
