"""The tables of the firm that is worked out by hand."""

from typing import Any

from tests.measures.firm_facts import (
    ABOUT_DEALS,
    ANSWER_TICKETS,
    ANSWERS,
    ARRIVED,
    BECAME,
    BRAND_ANSWERS,
    BRAND_JUDGEMENTS,
    CAMPAIGNS,
    COSTS,
    CUSTOMERS,
    DELIVERIES,
    DISCOUNTS,
    EMPLOYEES,
    ESCALATED,
    ESCALATED_AT,
    INVITATIONS,
    LEAD_CAMPAIGNS,
    LEAD_HOURS,
    LEAD_STATUSES,
    LEADS,
    LINES,
    MEMBER_CLICKS,
    MEMBER_COMPLAINTS,
    MEMBERS,
    ORDER_CAMPAIGNS,
    ORDERS,
    PAGE_VIEWS,
    PARTNERS,
    PRODUCTS,
    QUALIFIED,
    RATES,
    RETURNS,
    TICKET_EVENTS,
    TICKETS,
    TICKETS_NOW,
    TOUCHES,
    TOUCHES_OF_LEADS,
)
from tests.measures.plan_facts import plan_rows
from tests.measures.sales_rows import lead_touches, sales_rows
from tests.measures.supply_facts import DOCUMENTS, supply_rows


def small_firm() -> dict[str, list[dict[str, Any]]]:
    """The rows of every table by column."""
    return {
        "customers": [
            {"customer_key": k, "segment": s, "region": r, "owner": o, "created_on": c} for k, s, r, o, c in CUSTOMERS
        ],
        "products": [{"product_key": k, "name": n, "category": n, "unit_cost": c} for k, n, c in PRODUCTS],
        "orders": [
            {
                "order_key": k,
                "customer_key": c,
                "ordered_at": f"{day} 09:00:00",
                "ordered_on": day,
                "kind": kind,
                "status": status,
                "amount": amount,
                "currency": currency,
                "reversed_on": back,
                "channel": "shop" if k % 2 else "web",
                "region": "north" if c is None else None,
                "campaign": ORDER_CAMPAIGNS.get(k),
            }
            for k, c, day, kind, status, amount, currency, back in ORDERS
        ],
        "order_lines": [
            {
                "line_key": k,
                "order_key": o,
                "product_key": p,
                "ordered_on": day,
                "kind": kind,
                "quantity": q,
                "amount": amount,
                "discount": DISCOUNTS.get(k),
                "unit_cost": cost,
            }
            for k, o, p, day, kind, q, amount, cost in LINES
        ],
        "returns": [
            {"return_key": k, "order_key": o, "customer_key": c, "returned_on": d, "amount": a, "currency": u}
            for k, o, c, d, a, u in RETURNS
        ],
        "exchange_rates": [
            {"rate_key": n, "currency": c, "to_currency": t, "rated_on": d, "rate": r}
            for n, (c, t, d, r) in enumerate(RATES)
        ],
        "leads": [
            {
                "lead_key": k,
                "channel": c,
                "created_on": d,
                "created_at": f"{d} {LEAD_HOURS.get(k, '00:00')}:00",
                "qualified_on": QUALIFIED.get(k),
                "converted_on": w,
                "status": LEAD_STATUSES.get(k),
                "campaign": LEAD_CAMPAIGNS.get(k),
                "customer_key": BECAME.get(k),
            }
            for k, c, d, w in LEADS
        ],
        "touches": [
            {
                "touch_key": k,
                "customer_key": c,
                "touched_at": f"{d} 10:00:00",
                "touched_on": d,
                "direction": way,
                "outcome": out,
                "arrived": ARRIVED.get(k),
                "deal_key": ABOUT_DEALS.get(k),
            }
            for k, c, d, way, out in TOUCHES
        ]
        + [
            {
                "touch_key": k,
                "lead_key": lead,
                "touched_at": f"{d} 10:00:00",
                "touched_on": d,
                "channel": channel,
                "direction": way,
                "outcome": out,
                "arrived": ARRIVED.get(k),
                "deal_key": ABOUT_DEALS.get(k),
            }
            for k, lead, d, channel, way, out in TOUCHES_OF_LEADS
        ]
        + list(lead_touches(31)),
        **sales_rows(),
        **supply_rows(),
        **plan_rows(),
        "page_views": [
            {
                "view_key": k,
                "page": page,
                "product_key": product,
                "customer_key": c,
                "viewed_at": f"{day} 10:00:00",
                "viewed_on": day,
                "views": views,
                "actions": actions,
                "channel": "web" if c else "search",
            }
            for k, page, product, c, day, views, actions in PAGE_VIEWS
        ],
        "campaigns": [
            {"campaign_key": k, "name": n, "channel": c, "status": "running", "owner": o} for k, n, c, o in CAMPAIGNS
        ],
        "costs": [
            {"cost_key": k, "campaign_key": c, "spent_on": d, "amount": a, "currency": u} for k, c, d, a, u in COSTS
        ],
        "campaign_members": [
            {
                "member_key": k,
                "campaign_key": campaign,
                "customer_key": c,
                "lead_key": lead,
                "planned_on": "2024-12-01",
                "sent_on": sent,
                "opened_on": opened,
                "clicked_on": MEMBER_CLICKS.get(k),
                "replied_on": replied,
                "converted_on": won,
                "unsubscribed_on": gone,
                "complained_on": MEMBER_COMPLAINTS.get(k),
            }
            for k, campaign, c, lead, sent, opened, replied, won, gone in MEMBERS
        ],
        "tickets": [
            {
                "ticket_key": k,
                "customer_key": c,
                "queue": "care",
                "priority": "normal",
                "status": TICKETS_NOW[k][0],
                "owner": TICKETS_NOW[k][1],
                "due_at": TICKETS_NOW[k][2],
                "solved_at": TICKETS_NOW[k][3],
                "opened_at": opened,
                "opened_on": opened[:10],
                "answer_due_at": due,
                "first_responded_at": answered,
                "paused_seconds": 0,
                "reopened": 0,
                "is_escalated": ESCALATED.get(k),
                "escalated_at": ESCALATED_AT.get(k),
                "duplicate_of": same,
            }
            for k, c, opened, due, answered, same in TICKETS
        ],
        "ticket_events": [
            {
                "event_key": n,
                "ticket_key": k,
                "kind": kind,
                "before": before,
                "after": after,
                "happened_at": at,
                "happened_on": at[:10],
                "recorded_at": at,
            }
            for n, (k, at, kind, before, after) in enumerate(TICKET_EVENTS)
        ],
        "deliveries": [
            {
                "delivery_key": k,
                "order_key": order,
                "promised_on": promised,
                "delivered_on": received,
                "documents_right": DOCUMENTS.get(k),
            }
            for k, order, promised, received in DELIVERIES
        ],
        "survey_invitations": [
            {
                "invitation_key": k,
                "customer_key": c,
                **_of_survey(wave, respondents, product),
                "agent": agent,
                "asked_on": asked,
                "arrived": arrived,
                "answered": answered,
                "answered_on": answered_on,
            }
            for k, c, wave, respondents, product, agent, asked, arrived, answered, answered_on in INVITATIONS
        ],
        "survey_answers": [
            {
                "answer_key": n,
                "response_key": person,
                "customer_key": c,
                **_of_survey(wave, respondents, product),
                "question_key": 1,
                "question_kind": kind,
                "question": kind,
                "value": value,
                "low": low,
                "high": high,
                "text_given": kind == "text",
                "weight": weight,
                "channel": "email",
                "agent": agent,
                "answered_on": day,
                "ticket_key": ANSWER_TICKETS.get(person),
            }
            for n, (person, c, wave, respondents, kind, low, high, value, weight, product, agent, day) in enumerate(
                ANSWERS
            )
        ],
        "brand_answers": [
            {
                "brand_answer_key": n,
                "response_key": person,
                "customer_key": c,
                "survey": "brand",
                "wave": wave,
                "component": component,
                "score": score,
                "answered_on": day,
            }
            for n, (person, c, wave, component, score, day) in enumerate(BRAND_ANSWERS)
        ],
        "brand_judgements": [
            {
                "judgement_key": n,
                "evaluator": who,
                "component": component,
                "against": against,
                "favour": favour,
                "together": "judgements",
            }
            for n, (who, component, against, favour) in enumerate(BRAND_JUDGEMENTS)
        ],
        "brand_behaviours": [{"behaviour_key": 1, "component": "loyalty", "measure": "repeat_purchase_rate"}],
        "partners": [{"customer_key": k, "is_partner": p, "is_supplier": s, "segment": "x"} for k, p, s in PARTNERS],
        "employees": [
            {"employee_key": k, "team": team, "started_on": first, "ended_on": last, "has_left": left}
            for k, team, first, last, left in EMPLOYEES
        ],
    }


def _of_survey(wave: int, respondents: str, product: int | None) -> dict[str, Any]:
    return {
        "survey": respondents,
        "survey_key": wave,
        "wave": wave,
        "respondents": respondents,
        "product_key": product,
    }
