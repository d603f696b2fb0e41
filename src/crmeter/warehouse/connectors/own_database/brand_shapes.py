"""What answers to surveys say of the components of the firm's own brand, and how these are weighed."""

from collections.abc import Mapping

from crmeter.vocabulary.brand_components import BRAND_COMPONENTS
from crmeter.warehouse.connectors.own_database.origin import (
    Shape,
    amount,
    came_from,
    customer_key,
    day_of,
    words,
)
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
    # The newest judgement of a pair counts. Of one who is taken out of the evaluators, nothing does.
    "brand_judgements": Shape(
        ("brand", "decisions", "evaluators", "judgements", "users"),
        f"""
        WITH weighed AS (SELECT d.* FROM brand b JOIN decisions d ON d.id = b.decision_id),
        known AS (SELECT unnest([{_PLACES}]) AS component),
        criteria AS (
            SELECT d.id AS decision_id, k.component FROM weighed d CROSS JOIN known k
            WHERE list_contains(regexp_extract_all(d.criteria, '"key":\\s*"([^"]*)"', 1), k.component)
        ), called AS (
            SELECT e.id, e.decision_id, u.email, coalesce({words("u.display_name")}, u.email) AS name,
                count(*) OVER (PARTITION BY e.decision_id, coalesce({words("u.display_name")}, u.email)) AS alike
            FROM evaluators e JOIN users u ON u.id = e.user_id
        ), told AS (
            SELECT j.id AS judgement_key,
                CASE WHEN e.alike > 1 THEN e.name || ' · ' || e.email ELSE e.name END AS evaluator,
                j."left" AS component, j."right" AS against, CAST(j.favour AS INTEGER) AS favour,
                CAST(NULL AS DECIMAL(18, 4)) AS percent, d.together, j.id
            FROM judgements j JOIN called e ON e.id = j.evaluator_id JOIN weighed d ON d.id = e.decision_id
            JOIN criteria l ON l.decision_id = d.id AND l.component = j."left"
            JOIN criteria r ON r.decision_id = d.id AND r.component = j."right"
            WHERE j.under = ''
            QUALIFY row_number() OVER (PARTITION BY j.evaluator_id, j."left", j."right" ORDER BY j.id DESC) = 1
            UNION ALL
            SELECT -list_position([{_PLACES}], c.component), NULL, c.component, NULL, NULL,
                TRY_CAST(regexp_extract(d.set_weights, '"' || c.component || '":\\s*([0-9.]+)', 1) AS DECIMAL(18, 4)),
                d.together, -list_position([{_PLACES}], c.component)
            FROM weighed d JOIN criteria c ON c.decision_id = d.id WHERE d.weighing = 'set'
        )
        SELECT t.* EXCLUDE (id), {came_from("t")} FROM told t WHERE t.favour IS NOT NULL OR t.percent IS NOT NULL
        """,
        frozenset({"brand", "decisions", "users"}),
    ),
    "brand_behaviours": Shape(
        ("brand_behaviours",),
        f"SELECT s.id AS behaviour_key, s.component, s.measure, {came_from('s')} FROM brand_behaviours s",
        frozenset({"brand"}),
    ),
}
