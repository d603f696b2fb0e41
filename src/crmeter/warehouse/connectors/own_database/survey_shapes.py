"""Who was asked by surveys, and what they answered."""

from collections.abc import Mapping

from crmeter.warehouse.connectors.own_database.origin import (
    Shape,
    amount,
    came_from,
    customer_key,
    day_of,
    owner,
    words,
)

_ABOUT = (
    "s.name AS survey, s.id AS survey_key, CAST(s.wave AS INTEGER) AS wave, s.respondents, s.product_id AS product_key"
)


def end_of_scale(name: str) -> str:
    """Return an end of the scale of a question q; a label with the same letters has its quotes marked: passed over."""
    return f"""TRY_CAST(nullif(regexp_extract(q.options, '"{name}":\\s*(\\d+)', 1), '') AS INTEGER) AS {name}"""


def _unless_anonymous(whose: str) -> str:
    """Return whose an invitation is; of an anonymous survey it would tell who has answered."""
    return f"CASE WHEN s.is_anonymous = 1 THEN NULL ELSE {whose} END"


SURVEYS: Mapping[str, Shape] = {
    "survey_invitations": Shape(
        ("survey_invitations", "surveys", "customer_keys", "users"),
        f"""
        SELECT i.id AS invitation_key, {_unless_anonymous(customer_key("k"))} AS customer_key, {_ABOUT},
            {_unless_anonymous(owner("u"))} AS agent,
            {day_of("i.sent_at")} AS asked_on, i.bounced_at = '' OR i.is_answered = 1 AS arrived,
            i.is_answered = 1 AS answered, {day_of("i.answered_at")} AS answered_on, {came_from("i")}
        FROM survey_invitations i JOIN surveys s ON s.id = i.survey_id
        LEFT JOIN customer_keys k ON k.id = i.customer_id LEFT JOIN users u ON u.id = i.agent_id
        """,
        frozenset({"surveys", "users"}),
    ),
    "survey_answers": Shape(
        (
            "survey_answers",
            "survey_responses",
            "survey_questions",
            "survey_invitations",
            "surveys",
            "customer_keys",
            "users",
        ),
        f"""
        SELECT a.id AS answer_key, r.id AS response_key, {customer_key("k")} AS customer_key, {_ABOUT},
            q.id AS question_key, q.kind AS question_kind, coalesce({words("q.title_vi")}, q.title_en) AS question,
            {words("a.driver")} AS driver, {words("a.brand")} AS brand, {amount("a.number")} AS value,
            {end_of_scale("low")}, {end_of_scale("high")}, a.is_text = 1 AS text_given,
            {amount("r.weight")} AS weight, r.came_by AS channel, {owner("u")} AS agent,
            {day_of("i.sent_at")} AS asked_on,
            {day_of("r.answered_at")} AS answered_on, 
            CASE WHEN s.is_anonymous = 1 THEN NULL ELSE i.ticket_id END AS ticket_key, NULL::BIGINT AS order_key,
            {came_from("a")}
        FROM survey_answers a JOIN survey_responses r ON r.id = a.response_id
        JOIN surveys s ON s.id = r.survey_id JOIN survey_questions q ON q.id = a.question_id
        LEFT JOIN survey_invitations i ON i.id = r.invitation_id LEFT JOIN customer_keys k ON k.id = i.customer_id
        LEFT JOIN users u ON u.id = i.agent_id
        """,
        frozenset({"surveys", "users"}),
    ),
}
