"""Which columns of the own database are read."""

from collections.abc import Mapping

from crmeter.warehouse.connectors.own_database.origin import UNCOUNTED, Origin

_ARE_QUOTAS = "is_on AND measure = 'won_value' AND whose = 'person' AND span <> 'day'"

# What others name is read also where it was removed: an order stays the order of whom it was.
ORIGINS: Mapping[str, Origin] = {
    "users": Origin("records_user", ("email", "display_name"), removable=False),
    "accounts": Origin(
        "records_user",
        ("email", "department", "joined_on", "left_on", "created_at"),
        ("id", "is_active"),
        removable=False,
    ),
    "closings": Origin("records_auditentry", ("object_id", "at"), removable=False, where="action = 'staff.closed'"),
    "customers": Origin(
        "records_customer",
        (
            "name",
            "kind",
            "segment",
            "region",
            "country",
            "channel",
            "phone",
            "email",
            "address",
            "since_on",
            "created_at",
            "external_source",
        ),
        ("id", "owner_id", "customer_key", "is_customer", "is_partner", "is_supplier"),
    ),
    "customer_keys": Origin("records_customer", (), ("id", "customer_key", "merged_into"), removable=False),
    "contacts": Origin("records_contact", ("created_at",), ("id", "customer_id", "owner_id")),
    "products": Origin("records_product", ("name", "category", "currency"), ("id", "unit_cost", "competitor_id")),
    "leads": Origin(
        "records_lead",
        ("status", "channel", "qualified_on", "converted_on", "created_at"),
        ("id", "customer_id", "campaign_id", "owner_id"),
    ),
    "activities": Origin(
        "records_activity",
        ("kind", "direction", "outcome", "happened_at"),
        ("id", "customer_id", "lead_id", "ticket_id", "deal_id", "duration_minutes", "is_open"),
    ),
    "orders": Origin(
        "records_order",
        ("ordered_at", "currency", "status", "promised_on", "channel", "region", "external_source"),
        ("id", "customer_id", "campaign_id", "deal_id", "owner_id", "amount"),
    ),
    # Which orders deals became; of a deal that is changed not all orders need to be read.
    "deal_orders": Origin(
        "records_order", (), ("id", "deal_id"), where="deal_id IS NOT NULL AND status <> 'cancelled'"
    ),
    # Under which words files know what came from them.
    "foreign_orders": Origin("records_order", ("external_source", "external_id"), where="external_id <> ''"),
    "foreign_products": Origin("records_product", ("external_source", "external_id"), where="external_id <> ''"),
    "order_lines": Origin(
        "records_orderline",
        (),
        ("id", "order_id", "product_id", "quantity", "unit_price", "discount", "amount", "unit_cost"),
        removable=False,
    ),
    "deliveries": Origin(
        "records_delivery",
        ("promised_on", "shipped_on", "delivered_on", "state", "documents"),
        ("id", "order_id", "is_assumed"),
        removable=False,
    ),
    "delivery_lines": Origin(
        "records_deliveryline", (), ("id", "delivery_id", "order_line_id", "quantity", "damaged"), removable=False
    ),
    "returns": Origin(
        "records_return",
        ("returned_on", "currency"),
        ("id", "order_id", "customer_id", "amount"),
        removable=False,
        where=f"(customer_id IS NULL OR customer_id NOT IN "
        f"(SELECT id FROM records_customer WHERE external_source IN {UNCOUNTED}))",
    ),
    "return_lines": Origin(
        "records_returnline", (), ("id", "of_id", "product_id", "quantity", "amount"), removable=False
    ),
    "rates": Origin("records_exchangerate", ("currency_id", "into", "rated_on", "rate"), ("id",), removable=False),
    "market": Origin(
        "records_marketfigure",
        ("span", "starts_on", "product_set", "who", "name", "currency", "said_by", "said_on"),
        ("id", "amount", "units", "share", "price"),
        removable=False,
        where="NOT is_removed",
    ),
    "foretold": Origin(
        "records_foretoldmonth",
        ("run_id", "as_of", "told_on", "month", "currency", "method"),
        ("id", "value", "low", "high", "typed", "rate_times_value", "last_month"),
        removable=False,
    ),
    "won_value_targets": Origin(
        "strategy_target",
        ("span", "starts_on", "reach_by", "currency"),
        ("id", "whose_id", "value"),
        removable=False,
        where=_ARE_QUOTAS,
    ),
    "quota_holders": Origin(
        "records_user",
        ("email", "display_name"),
        removable=False,
        where=f"id IN (SELECT whose_id FROM strategy_target WHERE {_ARE_QUOTAS})",
    ),
    # One tells that there are some.
    "a_deal_on_record": Origin(
        "records_deal",
        where="id = (SELECT id FROM records_deal WHERE removed_at IS NULL "
        f"AND external_source NOT IN {UNCOUNTED} ORDER BY id LIMIT 1)",
    ),
    "pipelines": Origin("records_pipeline", ("name",), removable=False),
    "stages": Origin(
        "records_stage",
        ("name", "kind"),
        ("id", "probability", "pipeline_id", "position", "is_quote", "is_removed"),
        removable=False,
    ),
    "competitors": Origin("records_competitor", ("name",), removable=False),
    "deals": Origin(
        "records_deal",
        ("currency", "expected_on", "won_on", "lost_on", "lost_reason", "channel", "created_at"),
        ("id", "customer_id", "pipeline_id", "stage_id", "amount", "probability", "competitor_id", "owner_id"),
    ),
    "deal_lines": Origin(
        "records_dealline",
        (),
        ("id", "deal_id", "product_id", "quantity", "unit_price", "discount", "amount"),
        removable=False,
    ),
    "stage_events": Origin(
        "records_stageevent",
        ("kind", "at", "recorded_at"),
        ("id", "deal_id", "before_id", "after_id", "amount"),
        removable=False,
    ),
    "queues": Origin("records_ticketqueue", ("name",), removable=False),
    "tickets": Origin(
        "records_ticket",
        (
            "category",
            "cause",
            "priority",
            "status",
            "channel",
            "opened_at",
            "first_responded_at",
            "solved_at",
            "answer_due_at",
            "due_at",
            "escalated_at",
        ),
        ("id", "customer_id", "product_id", "queue_id", "paused_seconds", "reopened", "duplicate_of_id", "owner_id"),
    ),
    "ticket_events": Origin(
        "records_ticketevent",
        ("kind", "before", "after", "at", "recorded_at"),
        ("id", "ticket_id"),
        removable=False,
    ),
    "campaigns": Origin(
        "records_campaign",
        ("name", "channel", "status", "starts_on", "ends_on", "currency"),
        ("id", "budget", "expected_response", "owner_id"),
    ),
    "campaign_names": Origin("records_campaign", ("name",), removable=False),
    "campaign_members": Origin(
        "records_campaignmember",
        (
            "planned_at",
            "sent_at",
            "opened_at",
            "clicked_at",
            "replied_at",
            "converted_at",
            "unsubscribed_at",
            "complained_at",
        ),
        ("id", "campaign_id", "customer_id", "contact_id", "lead_id", "held_out"),
        removable=False,
        yes_no=("held_out",),
    ),
    "costs": Origin("records_campaigncost", ("on", "currency"), ("id", "campaign_id", "amount"), removable=False),
    "subscriptions": Origin(
        "records_subscription",
        ("currency", "period", "status", "starts_on", "ends_on", "renews_on", "cancelled_on", "cancel_reason"),
        ("id", "customer_id", "product_id", "quantity", "price", "owner_id"),
    ),
    "subscription_events": Origin(
        "records_subscriptionevent",
        ("kind", "on", "currency", "period", "renews_on", "recorded_at"),
        ("id", "subscription_id", "quantity", "price"),
        removable=False,
    ),
    "surveys": Origin(
        "records_survey",
        ("name", "respondents"),
        ("id", "wave", "product_id", "previous_id", "is_anonymous"),
        removable=False,
    ),
    "survey_questions": Origin(
        "records_surveyquestion", ("kind", "title_vi", "title_en", "options"), ("id", "survey_id"), removable=False
    ),
    "survey_invitations": Origin(
        "records_surveyinvitation",
        ("sent_at", "answered_at", "bounced_at"),
        ("id", "survey_id", "customer_id", "agent_id", "ticket_id", "is_answered"),
        removable=False,
    ),
    "survey_responses": Origin(
        "records_surveyresponse",
        ("came_by", "answered_at"),
        ("id", "survey_id", "invitation_id", "weight"),
        removable=False,
    ),
    # What people wrote stays where it can be erased.
    "survey_answers": Origin(
        "records_surveyanswer",
        ("driver", "brand"),
        ("id", "response_id", "question_id", "number", "is_text"),
        removable=False,
    ),
    "brand": Origin("records_brand", ("name",), ("id", "decision_id"), removable=False),
    "decisions": Origin(
        "records_decision",
        ("weighing", "together", "criteria", "set_weights"),
        removable=False,
        where="removed_at IS NULL",
    ),
    # Until somebody has finished, nobody is told what they judged.
    "evaluators": Origin(
        "records_evaluator", (), ("id", "decision_id", "user_id"), removable=False, where="finished_at IS NOT NULL"
    ),
    "judgements": Origin(
        "records_judgement", ("under", "left", "right"), ("id", "evaluator_id", "favour"), removable=False
    ),
    "brand_behaviours": Origin(
        "records_brandsource", ("component", "measure"), removable=False, where="question_id IS NULL"
    ),
    "brand_sources": Origin(
        "records_brandsource",
        ("component", "driver", "way"),
        ("id", "question_id"),
        removable=False,
        where="question_id IS NOT NULL",
    ),
    "uses": Origin("records_featureuse", ("feature", "used_on"), ("id", "user_id", "uses"), removable=False),
    # What nobody lets be measured, or only its maker sees, is no cut of figures that all see.
    "segments": Origin(
        "records_segment",
        ("name", "rule", "kept_on"),
        ("id", "is_live"),
        removable=False,
        where="is_measured AND is_shared AND NOT is_removed",
    ),
    "segment_members": Origin("records_segmentmember", (), ("id", "segment_id", "customer_key"), removable=False),
}
