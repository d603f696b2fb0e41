"""Answers of customers, given in the period, that name the ticket they are about."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text

_HOUR = 3600
# From so many hours until the solution on, by the word of each band; the slowest first.
_BANDS = ((72, "over_3_days"), (24, "1_to_3_days"), (4, "4_to_24_hours"), (1, "1_to_4_hours"), (0, "under_1_hour"))


def _ticket_answers(tables: Tables, view: View) -> ir.Table:
    told = tables["survey_answers"]
    given = told.filter(
        told.ticket_key.notnull()
        & (told.respondents == "customer")
        & told.value.between(told.low, told.high)
        & (told.answered_on >= view.period.start)
        & (told.answered_on < view.period.end)
        & (told.answered_on < view.seen_until)
    )
    asked = tables["tickets"].select(
        "ticket_key",
        "queue",
        "product",
        "cause",
        "priority",
        "opened_at",
        "solved_at",
        "owner",
        request_kind="category",
        asked_by="customer_key",
        ticket_source_key="source_key",
    )
    joined = given.inner_join(asked, "ticket_key")
    joined = joined.mutate(of_customer=joined.customer_key.coalesce(joined.asked_by))
    who = tables["customers"].select("segment", "region", of_customer="customer_key")
    joined = joined.left_join(who, "of_customer").drop("of_customer_right")
    # Who answered before the solution had not waited for it to its end.
    solved_at = ibis.ifelse(joined.solved_at.date() <= joined.answered_on, joined.solved_at, ibis.null("timestamp"))
    seconds = solved_at.delta(joined.opened_at, unit="second")
    hours = ibis.ifelse(seconds >= 0, seconds / _HOUR, ibis.null("float64"))
    waited = ibis.cases(*((hours >= least, word) for least, word in _BANDS), else_=ibis.null("string"))
    return joined.select(
        "opened_at",
        "queue",
        "request_kind",
        "product",
        "cause",
        "priority",
        "owner",
        "segment",
        "region",
        "question_kind",
        "low",
        "high",
        "answered_on",
        waited=waited,
        hours_to_solve=hours,
        score=joined.value,
        source_key=joined.ticket_source_key,
        whose=joined.of_customer,
    )


ticket_answers = Rows(
    name="ticket_answers",
    grain=Text("một câu trả lời ghi rõ phiếu hỗ trợ", "one answer that names its ticket"),
    build=_ticket_answers,
    whose="whose",
)
