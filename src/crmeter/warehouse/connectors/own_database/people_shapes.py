"""Who customers, contacts and leads are, and when the firm was in touch with them."""

from collections.abc import Mapping

from crmeter.warehouse.connectors.own_database.origin import (
    Shape,
    came_from,
    customer_key,
    day,
    day_of,
    moment,
    owner,
    words,
)

# A record that was merged goes on as the last of those that it was merged into.
_SURVIVORS = """
WITH RECURSIVE way(id, place) AS (
    SELECT id, merged_into FROM customer_keys WHERE merged_into IS NOT NULL
    UNION
    SELECT w.id, k.merged_into FROM way w JOIN customer_keys k ON k.id = w.place WHERE k.merged_into IS NOT NULL
)
SELECT w.id, w.place FROM way w JOIN customer_keys k ON k.id = w.place WHERE k.merged_into IS NULL
"""

PEOPLE: Mapping[str, Shape] = {
    # Partners and suppliers who never buy are no customers of measures. Of one that came from another system nobody
    # knows since when it is one, unless that was told: not since it came in.
    "customers": Shape(
        ("customers", "users"),
        f"""
        SELECT {customer_key("c")} AS customer_key, {words("c.kind")} AS kind, {words("c.segment")} AS segment,
            {words("c.region")} AS region, {words("c.country")} AS country, {words("c.channel")} AS channel,
            {owner("u")} AS owner, coalesce({day("c.since_on")},
                 CASE WHEN c.external_source = '' THEN {day_of("c.created_at")} END) AS created_on,
            {came_from("c")}
        FROM customers c LEFT JOIN users u ON u.id = c.owner_id WHERE c.is_customer = 1
        """,
        frozenset({"customers", "users"}),
    ),
    "partners": Shape(
        ("customers", "users"),
        f"""
        SELECT {customer_key("c")} AS customer_key, c.is_partner = 1 AS is_partner, c.is_supplier = 1 AS is_supplier,
            {words("c.segment")} AS segment, {words("c.region")} AS region, {owner("u")} AS owner, {came_from("c")}
        FROM customers c LEFT JOIN users u ON u.id = c.owner_id WHERE c.is_partner = 1 OR c.is_supplier = 1
        """,
        frozenset({"customers", "users"}),
    ),
    # The days of an account stand for those of whom nobody told any. Of an account for a name in files, and of one
    # closed before there was a log, nobody knows them.
    "employees": Shape(
        ("accounts", "closings"),
        f"""
        SELECT a.id AS employee_key, {words("a.department")} AS team,
            coalesce({day("a.joined_on")}, {day_of("a.created_at")}) AS started_on,
            coalesce({day("a.left_on")}, CASE WHEN a.is_active = 0 THEN c.closed_on END) AS ended_on,
            a.left_on <> '' OR (a.is_active = 0 AND a.email NOT LIKE '%.invalid') AS has_left,
            CAST(NULL AS VARCHAR) AS reason, {came_from("a")}
        FROM accounts a LEFT JOIN (
            SELECT e.object_id, max({day_of("e.at")}) AS closed_on FROM closings e GROUP BY 1
        ) c ON c.object_id = CAST(a.id AS VARCHAR)
        WHERE a.joined_on <> '' OR (a.email NOT LIKE '%.invalid' AND (a.is_active = 1 OR c.closed_on IS NOT NULL))
        """,
        frozenset({"service"}),
    ),
    "identities": Shape(
        ("customers",),
        f"""
        SELECT {customer_key("c")} AS customer_key, c.name, {words("c.phone")} AS phone, {words("c.email")} AS email,
            {words("c.address")} AS address
        FROM customers c WHERE c.is_customer = 1
        """,
        frozenset({"customers"}),
    ),
    # Rows of files that name the customer by its former key follow it.
    "customer_aliases": Shape(
        ("customer_keys",),
        f"""
        SELECT {customer_key("gone")} AS alias_key, {customer_key("stays")} AS customer_key
        FROM ({_SURVIVORS}) s JOIN customer_keys gone ON gone.id = s.id JOIN customer_keys stays ON stays.id = s.place
        """,
        frozenset({"customers"}),
    ),
    "contacts": Shape(
        ("contacts", "customer_keys", "users"),
        f"""
        SELECT p.id AS contact_key, {customer_key("k")} AS customer_key, {day_of("p.created_at")} AS created_on,
            {owner("u")} AS owner, {came_from("p")}
        FROM contacts p LEFT JOIN customer_keys k ON k.id = p.customer_id LEFT JOIN users u ON u.id = p.owner_id
        """,
        frozenset({"contacts", "users"}),
    ),
    "leads": Shape(
        ("leads", "customer_keys", "campaign_names", "users"),
        f"""
        SELECT l.id AS lead_key, {customer_key("k")} AS customer_key, {day_of("l.created_at")} AS created_on,
            {moment("l.created_at")} AS created_at,
            {day("l.qualified_on")} AS qualified_on, {day("l.converted_on")} AS converted_on,
            {words("l.status")} AS status, {words("l.channel")} AS channel,
            {words("m.name")} AS campaign, {owner("u")} AS owner, {came_from("l")}
        FROM leads l LEFT JOIN customer_keys k ON k.id = l.customer_id
        LEFT JOIN campaign_names m ON m.id = l.campaign_id LEFT JOIN users u ON u.id = l.owner_id
        """,
        frozenset({"campaigns", "leads", "users"}),
    ),
    # What is still to be done, was called off or stays inside the firm touched nobody. Who came to a meeting answered.
    # Of a mail whose outcome nobody wrote down it is not known whether it arrived.
    "touches": Shape(
        ("activities", "customer_keys"),
        f"""
        SELECT a.id AS touch_key, {customer_key("k")} AS customer_key, a.lead_id AS lead_key,
            {moment("a.happened_at")} AS touched_at, {day_of("a.happened_at")} AS touched_on, a.kind AS channel,
            a.direction,
            CASE
                WHEN a.outcome IN ('no_answer', 'left_message', 'bounced') THEN 'no_answer'
                WHEN a.outcome IN ('answered', 'unsubscribed') THEN a.outcome
                WHEN a.kind = 'meeting' AND a.outcome = 'done' THEN 'answered'
            END AS outcome,
            CASE WHEN a.kind = 'mail' AND a.direction = 'out' AND a.outcome <> '' THEN a.outcome <> 'bounced' END
                AS arrived,
            a.ticket_id AS ticket_key, a.deal_id AS deal_key, a.duration_minutes * 60 AS seconds, {came_from("a")}
        FROM activities a LEFT JOIN customer_keys k ON k.id = a.customer_id
        WHERE a.kind IN ('call', 'mail', 'meeting', 'chat') AND a.direction IN ('in', 'out') AND a.is_open = 0
            AND a.outcome <> 'cancelled' AND (k.id IS NOT NULL OR a.lead_id IS NOT NULL OR a.deal_id IS NOT NULL)
        """,
        frozenset({"activities"}),
    ),
    "segments": Shape(
        ("segments",),
        f"""
        SELECT s.id AS segment_key, s.name, s.is_live = 1 AS is_live, s.rule, {day("s.kept_on")} AS kept_on,
            {came_from("s")}
        FROM segments s
        """,
        frozenset({"segments"}),
    ),
    "segment_members": Shape(
        ("segment_members", "segments"),
        f"""
        SELECT m.id AS member_key, m.segment_id AS segment_key, m.customer_key, {came_from("m")}
        FROM segment_members m JOIN segments s ON s.id = m.segment_id AND s.is_live = 0
        """,
        frozenset({"segments"}),
    ),
}
