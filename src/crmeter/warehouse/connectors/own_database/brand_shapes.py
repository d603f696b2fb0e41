"""What answers to surveys say of the components of the firm's own brand."""

from collections.abc import Mapping

from crmeter.vocabulary.brand_components import BRAND_COMPONENTS
from crmeter.warehouse.connectors.own_database.origin import Shape, amount, came_from, customer_key, day_of
from crmeter.warehouse.connectors.own_database.survey_shapes import end_of_scale

_PLACES = ", ".join(f"'{name}'" for name in BRAND_COMPONENTS)

BRAND: Mapping[str, Shape] = {
    "brand_answers": Shape(
        (
            "brand",
            "brand_sources",
            "survey_answers",
            "survey_responses",
            "survey_questions",
            "survey_invitations",
            "surveys",
            "customer_keys",
        ),
        # The same question in other waves of its survey measures the same.
        f"""
        WITH RECURSIVE chain(survey_id, first_id) AS (
            SELECT id, id FROM surveys WHERE previous_id IS NULL
            UNION ALL SELECT s.id, c.first_id FROM surveys s JOIN chain c ON s.previous_id = c.survey_id
        ), asked AS (
            SELECT b.component, b.driver, b.way, q.id AS question_id, {end_of_scale("low")}, {end_of_scale("high")}
            FROM brand_sources b JOIN survey_questions m ON m.id = b.question_id
            JOIN chain n ON n.survey_id = m.survey_id JOIN chain c ON c.first_id = n.first_id
            JOIN survey_questions q ON q.survey_id = c.survey_id AND q.kind = m.kind
                AND q.title_vi = m.title_vi AND q.title_en = m.title_en
        ), told AS (
            SELECT a.response_id, k.component, k.way, any_value(k.low) AS low, any_value(k.high) AS high,
                max({amount("a.number")}) FILTER (a.driver = k.driver AND a.brand IN (u.name, '')) AS ours,
                bool_or(a.driver = k.driver AND a.brand = u.name) AS named, count(a.number) AS numbers
            FROM survey_answers a JOIN asked k ON k.question_id = a.question_id CROSS JOIN brand u
            GROUP BY ALL
        ), scored AS (
            SELECT response_id, component, CAST(100 * CASE way
                WHEN 'mean' THEN (ours - low) / (high - low)
                WHEN 'top' THEN CASE WHEN ours >= high - CASE WHEN high - low > 1 THEN 1 ELSE 0 END THEN 1
                    WHEN ours IS NOT NULL THEN 0 END
                WHEN 'known' THEN CASE WHEN ours IS NULL THEN 0 ELSE 1 END
                WHEN 'share' THEN CASE WHEN numbers > 0 THEN coalesce(ours, 0) / 100 WHEN named THEN 1 ELSE 0 END
                END AS DECIMAL(18, 4)) AS score
            FROM told
        )
        SELECT r.id * 100 + list_position([{_PLACES}], t.component) AS brand_answer_key, r.id AS response_key,
            {customer_key("k")} AS customer_key, s.name AS survey, CAST(s.wave AS INTEGER) AS wave,
            t.component, t.score, {day_of("r.answered_at")} AS answered_on,
            {came_from("r", "CAST(r.id AS VARCHAR) || '.' || t.component")}
        FROM scored t JOIN survey_responses r ON r.id = t.response_id JOIN surveys s ON s.id = r.survey_id
        LEFT JOIN survey_invitations i ON i.id = r.invitation_id LEFT JOIN customer_keys k ON k.id = i.customer_id
        WHERE t.score IS NOT NULL
        """,
        frozenset({"surveys", "brand"}),
    ),
}
