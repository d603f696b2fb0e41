"""Stays of deals in the open stages of their way, from one change of stage to the next."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _stage_stays(tables: Tables, view: View) -> ir.Table:
    period = view.period
    changes = tables["deal_stages"].select(
        "event_key", "deal_key", "kind", "happened_at", deal_stage="to_stage", entered_on="happened_on"
    )
    # Whatever ended before the period is gone before the rows are put in order.
    last = changes.group_by("deal_key").aggregate(last_on=changes.entered_on.max())
    deals = tables["deals"].filter(lambda r: r.created_on < period.end).inner_join(last, "deal_key")
    deals = deals.filter((deals.last_on >= period.start) | (deals.status == "open"))
    deals = deals.select(
        "deal_key", "customer_key", "source_key", "created_on", "pipeline", "stage", "status", "lost_reason",
        "channel", "owner",
    )  # fmt: skip
    stays = _in_order(changes.semi_join(deals, "deal_key"), view)
    stays = stays.inner_join(deals, "deal_key")
    # Who was won or lost is not at a stage, nor who was recorded as such.
    ended_at_once = stays.next_ever.isnull() & (stays.status != "open") & (stays.deal_stage == stays.stage)
    stays = stays.filter(
        ~stays.kind.isin(("won", "lost"))
        & ~(stays.next_ever == "reopened").coalesce(False)
        & ~ended_at_once
        & (stays.entered_on < period.end)
        & (stays.entered_on < view.seen_until)
    )
    who = tables["customers"].select("customer_key", "segment")
    stays = stays.left_join(who, "customer_key")
    came_further = (stays.last_further_at > stays.happened_at).coalesce(False)
    stands_lost = stays.last_lost_at.notnull() & (stays.last_lost_at >= stays.last_open_at).coalesce(True)
    # A deal that was recorded later than it began has been at its stage for nobody knows how long.
    entry_is_known = (stays.kind != "created") | (stays.entered_on <= stays.created_on)
    until = stays.left_on.coalesce(ibis.literal(view.as_of))
    lost_on = ibis.ifelse(stays.ended_by == "lost", stays.left_on, ibis.null("date"))
    return stays.select(
        "source_key",
        "pipeline",
        "deal_stage",
        "entered_on",
        "left_on",
        "ended_by",
        "lost_reason",
        "channel",
        "owner",
        "segment",
        days_in_stage=ibis.ifelse(entry_is_known, until.delta(stays.entered_on, unit="day"), ibis.null("int64")),
        entry_is_known=entry_is_known,
        entered_in_period=stays.entered_on >= period.start,
        was_there=(stays.left_on >= period.start).coalesce(True),
        has_left=stays.left_on.notnull(),
        lost_in_period=((lost_on >= period.start) & (lost_on < period.end)).coalesce(False),
        came_further=came_further,
        is_decided=came_further | stands_lost,
    )


def _in_order(changes: ir.Table, view: View) -> ir.Table:
    """Changes of stage with what came after each, and with the last steps of their deal that are seen."""
    seen = changes.entered_on < view.seen_until
    order = [changes.happened_at, changes.event_key]
    # The place of a stage in its pipeline is not known. A deal that goes back comes to one where it has been.
    again = ibis.row_number().over(ibis.window(group_by=[changes.deal_key, changes.deal_stage], order_by=order))
    changes = changes.mutate(
        further_at=_if(seen & ((changes.kind == "won") | ((changes.kind == "moved") & (again == 0))), changes),
        lost_at=_if(seen & (changes.kind == "lost"), changes),
        open_at=_if(seen & (changes.kind == "reopened"), changes),
    )
    own = ibis.window(group_by=changes.deal_key, order_by=[changes.happened_at, changes.event_key])
    whole = ibis.window(
        group_by=changes.deal_key,
        order_by=[changes.happened_at, changes.event_key],
        preceding=None,
        following=None,
    )
    changes = changes.mutate(
        next_ever=changes.kind.lead().over(own),
        next_on=changes.entered_on.lead().over(own),
        last_further_at=changes.further_at.max().over(whole),
        last_lost_at=changes.lost_at.max().over(whole),
        last_open_at=changes.open_at.max().over(whole),
    )
    is_seen = changes.next_on < view.seen_until
    return changes.mutate(
        left_on=ibis.ifelse(is_seen, changes.next_on, ibis.null("date")),
        ended_by=ibis.ifelse(is_seen, changes.next_ever, ibis.null("string")),
    )


def _if(holds: ir.Value, changes: ir.Table) -> ir.Value:
    return ibis.ifelse(holds, changes.happened_at, ibis.null("timestamp"))


stage_stays = Rows(
    name="stage_stays",
    grain=Text("một lần cơ hội ở một giai đoạn bán", "one stay of a deal at a stage"),
    build=_stage_stays,
)
