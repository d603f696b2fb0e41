"""Whom campaigns wrote to in the period, with what became of it by the day of the evaluation."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text

_DATED = ("opened_on", "clicked_on", "replied_on", "converted_on", "unsubscribed_on", "complained_on")


def _campaign_members(tables: Tables, view: View) -> ir.Table:
    members = tables["campaign_members"]
    members = members.filter((members.sent_on >= view.period.start) & (members.sent_on < view.period.end))
    members = members.mutate(
        **{day: ibis.ifelse(members[day] < view.seen_until, members[day], ibis.null("date")) for day in _DATED}
    )
    named = tables["campaigns"].select("campaign_key", "channel", campaign="name")
    who = tables["customers"].select("customer_key", "segment")
    joined = members.left_join(named, "campaign_key").left_join(who, "customer_key")
    came = {day: (joined[day] >= joined.sent_on).coalesce(False) for day in _DATED}
    days = joined.converted_on.delta(joined.sent_on, unit="day")
    return joined.select(
        "source_key",
        "campaign",
        "channel",
        "segment",
        "sent_on",
        *_DATED,
        # Whoever clicked or replied has opened it, whatever was told of that.
        opened=came["opened_on"] | came["clicked_on"] | came["replied_on"],
        clicked=came["clicked_on"],
        replied=came["replied_on"],
        unsubscribed=came["unsubscribed_on"],
        complained=came["complained_on"],
        converted_in_time=came["converted_on"] & (days <= view.settings.lead_days).coalesce(False),
        # Who had done it before they were written to could not do it any more.
        could_convert=(joined.converted_on >= joined.sent_on).coalesce(True),
        old_enough=ibis.literal(view.as_of).delta(joined.sent_on, unit="day") >= view.settings.lead_days,
    )


campaign_members = Rows(
    name="campaign_members",
    grain=Text("một người được chiến dịch gửi tới", "one person whom a campaign wrote to"),
    build=_campaign_members,
)
