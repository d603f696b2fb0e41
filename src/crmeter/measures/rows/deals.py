"""Deals that were open at the end of the period, or came or ended in it, as they stood at its end."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.measure import WIDE
from crmeter.measures.rows.kept_rows import converted
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text

_TURNS = ("won", "lost", "reopened")


def _deals(tables: Tables, view: View) -> ir.Table:
    period = view.period
    deals = tables["deals"].filter(lambda r: (r.created_on < period.end) & (r.created_on < view.seen_until))
    changes = tables["deal_stages"]
    # Whatever was over before the period is gone before the changes are put in order.
    last = changes.group_by("deal_key").aggregate(last_on=changes.happened_on.max())
    deals = deals.left_join(last, "deal_key").drop("deal_key_right")
    latest = ibis.greatest(deals.created_on, deals.last_on, deals.won_on, deals.lost_on)
    deals = deals.filter((deals.status == "open") | (latest >= period.start))
    told = _told_by_changes(changes.semi_join(deals, "deal_key"), view)
    deals = deals.left_join(told, "deal_key").drop("deal_key_right")
    deals = deals.mutate(
        # Only the first win of a deal has a day, and it keeps it.
        won_on=_seen(deals.won_on, view),
        # Where nothing tells of quotes, and where one is out since nobody knows when, a deal waits for nothing.
        quote_is_known=deals.is_quoted.notnull() & ~(deals.is_quoted & deals.quoted_on.isnull()).coalesce(False),
        quoted_on=_seen(deals.quoted_on, view),
        lost_by_end_on=ibis.ifelse(deals.lost_on < period.end, deals.lost_on, deals.lost_at_end_on),
        lost_seen_on=ibis.ifelse(deals.lost_on < view.seen_until, deals.lost_on, deals.lost_seen_on),
    )
    # What was recorded when it had ended already has a day of its end and no change that tells it.
    won_by_end = (deals.won_on < period.end).coalesce(False)
    lost_by_end = (deals.lost_on < period.end).coalesce(False)
    stands_lost = _turned(deals.turn_at_end, "lost", without=lost_by_end & ~won_by_end)
    deals = deals.mutate(
        is_open=_turned(deals.turn_at_end, "reopened", without=~won_by_end & ~lost_by_end),
        created_in_period=deals.created_on >= period.start,
        won_in_period=won_by_end & (deals.won_on >= period.start).coalesce(False),
        is_lost=_turned(deals.turn_seen, "lost", without=deals.lost_seen_on.notnull() & deals.won_on.isnull()),
    )
    deals = deals.mutate(
        lost_in_period=stands_lost & ~deals.won_in_period & (deals.lost_by_end_on >= period.start).coalesce(False)
    )
    deals = deals.filter(lambda r: r.is_open | r.created_in_period | r.won_in_period | r.lost_in_period)
    end = ibis.literal(period.last_day)
    deals = deals.mutate(
        ended_on=ibis.cases((deals.won_in_period, deals.won_on), (deals.lost_in_period, deals.lost_by_end_on)),
        ended_as=ibis.cases((deals.won_in_period, "won"), (deals.lost_in_period, "lost")),
        # A win brought what the deal was worth at the first one, in every period and to every quota. Nobody writes down
        # when an amount was changed, but what it was at each change of stage: as it is now it was at the end only where
        # nothing has happened to the deal since.
        amount=ibis.cases(
            (deals.won_in_period, deals.won_amount),
            (deals.was_changed_since.coalesce(False), deals.amount_at_end),
        ).coalesce(deals.amount),
        # The chance of a deal that was changed since is that of another stage.
        win_percent=ibis.ifelse(deals.was_changed_since.coalesce(False), ibis.null("int32"), deals.probability),
        age_days=end.delta(deals.created_on, unit="day"),
        days_to_win=deals.won_on.delta(deals.created_on, unit="day"),
        days_seen=ibis.cases(
            (deals.won_on.notnull(), deals.won_on), (deals.is_lost, deals.lost_seen_on), else_=ibis.literal(view.as_of)
        ).delta(deals.created_on, unit="day"),
    )
    deals = deals.mutate(
        # Who is won or lost without a quote waits for none any more.
        days_to_quote=deals.quoted_on.delta(deals.created_on, unit="day").coalesce(deals.days_seen)
    )
    who = tables["customers"].select("customer_key", "segment")
    deals = deals.mutate(valued_on=deals.ended_on.coalesce(end))
    deals = converted(deals, tables, view, "valued_on").left_join(who, "customer_key")
    # Where a source never tells what a lost deal was worth, that nothing of value was lost is not known.
    is_priced = deals.lost_in_period & deals.amount.notnull()
    of_source = ibis.window(group_by="source")
    deals = deals.mutate(
        losses_are_priced=is_priced.any().over(of_source) | ~deals.lost_in_period.any().over(of_source)
    )
    return deals.select(
        "customer_key",
        "source_key",
        "created_on",
        "pipeline",
        "deal_stage",
        "amount",
        "win_percent",
        "expected_on",
        "won_on",
        "quoted_on",
        "quote_is_known",
        "ended_on",
        "ended_as",
        "lost_reason",
        "channel",
        "owner",
        "segment",
        "is_open",
        "created_in_period",
        "won_in_period",
        "lost_in_period",
        "losses_are_priced",
        "age_days",
        "days_to_win",
        "days_seen",
        "days_to_quote",
        weighted_amount=(deals.amount.cast(WIDE) * deals.win_percent / 100).cast("decimal(18, 4)"),
        is_overdue=deals.is_open & (deals.expected_on < period.end).coalesce(False),
    )


def _told_by_changes(changes: ir.Table, view: View) -> ir.Table:
    """What the changes of stage tell of each deal, up to the end of the period and up to the day of the evaluation."""
    # Two changes of one moment are told apart by their keys.
    changes = changes.mutate(at=ibis.struct({"moment": changes.happened_at, "key": changes.event_key}))
    seen = changes.happened_on < view.seen_until
    by_end = seen & (changes.happened_on < view.period.end)
    is_turn = changes.kind.isin(_TURNS)
    return changes.group_by("deal_key").aggregate(
        deal_stage=changes.to_stage.argmax(changes["at"], where=by_end),
        amount_at_end=changes.amount.argmax(changes["at"], where=by_end),
        won_amount=changes.amount.argmin(changes["at"], where=by_end & (changes.kind == "won")),
        turn_at_end=changes.kind.argmax(changes["at"], where=by_end & is_turn),
        turn_seen=changes.kind.argmax(changes["at"], where=seen & is_turn),
        lost_at_end_on=changes.happened_on.max(where=by_end & (changes.kind == "lost")),
        lost_seen_on=changes.happened_on.max(where=seen & (changes.kind == "lost")),
        was_changed_since=(~by_end).any(),
    )


def _turned(last: ir.Value, kind: str, without: ir.Value) -> ir.Value:
    """Whether the last turn of a deal was of a kind; `without` says it where there was none."""
    return (last == kind).coalesce(without)


def _seen(day: ir.Value, view: View) -> ir.Value:
    return ibis.ifelse(day < view.seen_until, day, ibis.null("date"))


deals = Rows(
    name="deals",
    grain=Text("một cơ hội mở hoặc kết thúc trong kỳ", "one deal that was open or ended in the period"),
    build=_deals,
)
