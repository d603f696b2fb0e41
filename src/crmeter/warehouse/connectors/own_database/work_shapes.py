"""What sales, marketing and service work on, and how the product is used."""

from collections.abc import Mapping

from crmeter.warehouse.connectors.own_database.origin import (
    Shape,
    amount,
    came_from,
    customer_key,
    day,
    day_of,
    moment,
    owner,
    taken_off,
    words,
)

# By deal, how it began and when it first came to a stage in which a quote is out: a marked one, or one behind it. What
# is won before that has no quote, and what comes after the win changes nothing of it.
_QUOTES = f"""
    quotes AS (
        SELECT pipeline_id, min(position) AS position FROM stages WHERE is_quote = 1 AND is_removed = 0 GROUP BY 1
    ), steps AS (
        SELECT e.deal_id, e.kind, s.kind AS state, {day_of("e.at")} AS came_on, ({moment("e.at")}, e.id) AS place,
            s.is_quote = 1
                OR coalesce(s.kind = 'open' AND s.is_removed = 0 AND s.position > q.position, false) AS quotes
        FROM stage_events e JOIN stages s ON s.id = e.after_id LEFT JOIN quotes q ON q.pipeline_id = s.pipeline_id
    ), ways AS (
        SELECT deal_id, arg_min(state, place) AS began_as,
            coalesce(arg_min(quotes, place) FILTER (quotes OR state = 'won'), false) AS is_quoted,
            arg_min(kind, place) FILTER (quotes) AS quoted_by, arg_min(came_on, place) FILTER (quotes) AS quoted_on
        FROM steps GROUP BY deal_id
    ), became AS (
        SELECT deal_id, min(id) AS order_key FROM deal_orders GROUP BY deal_id
    )
"""
# A deal that was written down as lost or won does not tell whether a quote was out; one written down with a quote later
# than it began, or that has it since after it was won, not since when.
_IS_QUOTED = "CASE WHEN q.position IS NOT NULL AND (w.is_quoted OR w.began_as = 'open') THEN w.is_quoted END"
_QUOTED_ON = f"""CASE WHEN q.position IS NULL OR NOT w.is_quoted OR w.quoted_on > {day("d.won_on")}
                OR (w.quoted_by = 'created' AND w.quoted_on > {day_of("d.created_at")})
            THEN NULL ELSE w.quoted_on END"""

WORK: Mapping[str, Shape] = {
    "deals": Shape(
        ("deals", "customer_keys", "pipelines", "stages", "stage_events", "competitors", "users", "deal_orders"),
        f"""
        WITH {_QUOTES}
        SELECT d.id AS deal_key, {customer_key("k")} AS customer_key, b.order_key,
            {day_of("d.created_at")} AS created_on, p.name AS pipeline, s.name AS stage, s.kind AS status,
            {amount("d.amount")} AS amount, {words("d.currency")} AS currency,
            coalesce(d.probability, s.probability) AS probability, {day("d.expected_on")} AS expected_on,
            {day("d.won_on")} AS won_on, {day("d.lost_on")} AS lost_on, {_IS_QUOTED} AS is_quoted,
            {_QUOTED_ON} AS quoted_on, {words("d.lost_reason")} AS lost_reason, {words("c.name")} AS competitor,
            {words("d.channel")} AS channel, {owner("u")} AS owner, {came_from("d")}
        FROM deals d JOIN pipelines p ON p.id = d.pipeline_id JOIN stages s ON s.id = d.stage_id
        LEFT JOIN customer_keys k ON k.id = d.customer_id LEFT JOIN competitors c ON c.id = d.competitor_id
        LEFT JOIN users u ON u.id = d.owner_id LEFT JOIN quotes q ON q.pipeline_id = d.pipeline_id
        LEFT JOIN ways w ON w.deal_id = d.id LEFT JOIN became b ON b.deal_id = d.id
        """,
        frozenset({"competitors", "deals", "orders", "pipelines", "users"}),
    ),
    "deal_stages": Shape(
        ("stage_events", "deals", "stages"),
        f"""
        SELECT e.id AS event_key, e.deal_id AS deal_key, e.kind, b.name AS from_stage, a.name AS to_stage,
            {amount("e.amount")} AS amount, {moment("e.at")} AS happened_at, {day_of("e.at")} AS happened_on,
            {moment("e.recorded_at")} AS recorded_at, {came_from("e")}
        FROM stage_events e JOIN deals d ON d.id = e.deal_id JOIN stages a ON a.id = e.after_id
        LEFT JOIN stages b ON b.id = e.before_id
        """,
        frozenset({"deals", "pipelines"}),
    ),
    "deal_lines": Shape(
        ("deal_lines", "deals"),
        f"""
        SELECT l.id AS line_key, l.deal_id AS deal_key, l.product_id AS product_key,
            {amount("l.quantity")} AS quantity, {amount("l.unit_price")} AS unit_price, {amount("l.amount")} AS amount,
            {taken_off("l")} AS discount, {words("d.currency")} AS currency, {came_from("l")}
        FROM deal_lines l JOIN deals d ON d.id = l.deal_id
        """,
        frozenset({"deals"}),
    ),
    # Where nobody ever wrote down an escalation, that there was none is not known.
    "tickets": Shape(
        ("tickets", "customer_keys", "queues", "users", "products"),
        f"""
        SELECT t.id AS ticket_key, {customer_key("k")} AS customer_key, q.name AS queue,
            {words("t.category")} AS category, {words("p.name")} AS product, {words("t.cause")} AS cause,
            t.priority, t.status, {words("t.channel")} AS channel,
            {moment("t.opened_at")} AS opened_at, {day_of("t.opened_at")} AS opened_on,
            {moment("t.first_responded_at")} AS first_responded_at, {moment("t.solved_at")} AS solved_at,
            {moment("t.answer_due_at")} AS answer_due_at, {moment("t.due_at")} AS due_at, t.paused_seconds, t.reopened,
            CASE WHEN (SELECT count(nullif(escalated_at, '')) FROM tickets) > 0
                THEN nullif(t.escalated_at, '') IS NOT NULL END AS is_escalated,
            {moment("t.escalated_at")} AS escalated_at,
            t.duplicate_of_id AS duplicate_of, {owner("u")} AS owner, {came_from("t")}
        FROM tickets t JOIN queues q ON q.id = t.queue_id LEFT JOIN customer_keys k ON k.id = t.customer_id
        LEFT JOIN users u ON u.id = t.owner_id LEFT JOIN products p ON p.id = t.product_id
        """,
        frozenset({"products", "ticket_queues", "tickets", "users"}),
    ),
    "ticket_events": Shape(
        ("ticket_events", "tickets"),
        f"""
        SELECT e.id AS event_key, e.ticket_id AS ticket_key, e.kind, {words("e.before")} AS before,
            {words("e.after")} AS after, {moment("e.at")} AS happened_at, {day_of("e.at")} AS happened_on,
            {moment("e.recorded_at")} AS recorded_at, {came_from("e")}
        FROM ticket_events e JOIN tickets t ON t.id = e.ticket_id
        """,
        frozenset({"tickets"}),
    ),
    "campaigns": Shape(
        ("campaigns", "users"),
        f"""
        SELECT m.id AS campaign_key, m.name, {words("m.channel")} AS channel,
            coalesce({words("m.status")}, 'unknown') AS status,
            {day("m.starts_on")} AS starts_on, {day("m.ends_on")} AS ends_on, {amount("m.budget")} AS budget,
            {words("m.currency")} AS currency, {amount("m.expected_response")} AS expected_response,
            {owner("u")} AS owner, {came_from("m")}
        FROM campaigns m LEFT JOIN users u ON u.id = m.owner_id
        """,
        frozenset({"campaigns", "users"}),
    ),
    "costs": Shape(
        ("costs", "campaigns"),
        f"""
        SELECT c.id AS cost_key, c.campaign_id AS campaign_key, {day('c."on"')} AS spent_on,
            {amount("c.amount")} AS amount, {words("c.currency")} AS currency, {came_from("c")}
        FROM costs c JOIN campaigns m ON m.id = c.campaign_id
        """,
        frozenset({"campaigns"}),
    ),
    # Whoever was removed since was written to all the same.
    "campaign_members": Shape(
        ("campaign_members", "campaigns", "contacts", "customer_keys"),
        f"""
        SELECT b.id AS member_key, b.campaign_id AS campaign_key, {customer_key("k")} AS customer_key,
            b.contact_id AS contact_key, b.lead_id AS lead_key, {day_of("b.planned_at")} AS planned_on,
            {day_of("b.sent_at")} AS sent_on, {day_of("b.opened_at")} AS opened_on,
            {day_of("b.clicked_at")} AS clicked_on, {day_of("b.replied_at")} AS replied_on,
            {day_of("b.converted_at")} AS converted_on, {day_of("b.unsubscribed_at")} AS unsubscribed_on,
            {day_of("b.complained_at")} AS complained_on, b.held_out = 1 AS held_out, {came_from("b")}
        FROM campaign_members b JOIN campaigns m ON m.id = b.campaign_id
        LEFT JOIN contacts p ON p.id = b.contact_id
        LEFT JOIN customer_keys k ON k.id = coalesce(b.customer_id, p.customer_id)
        """,
        frozenset({"campaigns", "contacts"}),
    ),
    "subscriptions": Shape(
        ("subscriptions", "customer_keys", "users"),
        f"""
        SELECT s.id AS subscription_key, {customer_key("k")} AS customer_key, s.product_id AS product_key,
            {amount("s.quantity")} AS quantity, {amount("s.price")} AS price, {words("s.currency")} AS currency,
            s.period, s.status, {day("s.starts_on")} AS starts_on, {day("s.ends_on")} AS ends_on,
            {day("s.renews_on")} AS renews_on, {day("s.cancelled_on")} AS cancelled_on,
            {words("s.cancel_reason")} AS cancel_reason,
            {owner("u")} AS owner, {came_from("s")}
        FROM subscriptions s JOIN customer_keys k ON k.id = s.customer_id LEFT JOIN users u ON u.id = s.owner_id
        """,
        frozenset({"subscriptions", "users"}),
    ),
    "subscription_events": Shape(
        ("subscription_events", "subscriptions"),
        f"""
        SELECT e.id AS event_key, e.subscription_id AS subscription_key, e.kind, {day('e."on"')} AS happened_on,
            {amount("e.quantity")} AS quantity, {amount("e.price")} AS price, {words("e.currency")} AS currency,
            e.period, {day("e.renews_on")} AS renews_on, {moment("e.recorded_at")} AS recorded_at, {came_from("e")}
        FROM subscription_events e JOIN subscriptions s ON s.id = e.subscription_id
        """,
        frozenset({"subscriptions"}),
    ),
    "usage_events": Shape(
        ("uses",),
        f"""
        SELECT v.id AS usage_key, v.user_id AS user_key, v.feature, {day("v.used_on")} AS used_on, v.uses,
            {came_from("v")}
        FROM uses v
        """,
        # Use alone asks for no new figures: it comes along whenever something else was changed.
        frozenset(),
    ),
}
