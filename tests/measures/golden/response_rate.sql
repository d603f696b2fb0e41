WITH listed AS (
  WITH invitations_rows AS (
    SELECT
      "t11"."respondents" AS "respondents",
      "t11"."agent" AS "agent",
      "t11"."product" AS "product",
      "t5"."segment" AS "segment",
      "t11"."asked_on" AS "asked_on",
      "t11"."answered_on" AS "answered_on",
      "t11"."arrived" OR "t11"."answered" AS "arrived",
      "t11"."answered"
      AND NOT (
        COALESCE("t11"."answered_on" >= MAKE_DATE(2026, 1, 1), FALSE)
      ) AS "has_answered",
      "t5"."customer_source_key" AS "source_key",
      "t11"."survey" || ' · ' || CAST("t11"."wave" AS TEXT) AS "wave"
    FROM (
      SELECT
        "t9"."customer_key" AS "customer_key",
        "t9"."survey" AS "survey",
        "t9"."wave" AS "wave",
        "t9"."respondents" AS "respondents",
        "t9"."agent" AS "agent",
        "t9"."asked_on" AS "asked_on",
        "t9"."arrived" AS "arrived",
        "t9"."answered" AS "answered",
        "t9"."answered_on" AS "answered_on",
        "t9"."product" AS "product"
      FROM (
        SELECT
          "t8"."customer_key" AS "customer_key",
          "t8"."survey" AS "survey",
          "t8"."wave" AS "wave",
          "t8"."respondents" AS "respondents",
          "t8"."agent" AS "agent",
          "t8"."asked_on" AS "asked_on",
          "t8"."arrived" AS "arrived",
          "t8"."answered" AS "answered",
          "t8"."answered_on" AS "answered_on",
          "t7"."product" AS "product"
        FROM (
          SELECT
            t1.customer_key AS customer_key,
            t1.survey AS survey,
            t1.wave AS wave,
            t1.respondents AS respondents,
            t1.product_key AS product_key,
            t1.agent AS agent,
            t1.asked_on AS asked_on,
            t1.arrived AS arrived,
            t1.answered AS answered,
            t1.answered_on AS answered_on
          FROM "survey_invitations" AS "t1"
          WHERE
            "t1"."asked_on" >= MAKE_DATE(2025, 1, 1)
            AND "t1"."asked_on" < MAKE_DATE(2026, 1, 1)
        ) AS "t8"
        LEFT OUTER JOIN (
          SELECT
            "t2"."product_key" AS "product_key",
            "t2"."name" AS "product"
          FROM "products" AS "t2"
        ) AS "t7"
          ON "t8"."product_key" = "t7"."product_key"
      ) AS "t9"
    ) AS "t11"
    LEFT OUTER JOIN (
      SELECT
        "t0"."customer_key" AS "customer_key",
        "t0"."segment" AS "segment",
        "t0"."source_key" AS "customer_source_key"
      FROM "customers" AS "t0"
    ) AS "t5"
      ON "t11"."customer_key" = "t5"."customer_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."wave" AS "wave",
    "t0"."respondents" AS "respondents",
    "t0"."asked_on" AS "asked_on",
    "t0"."answered_on" AS "answered_on",
    "t0"."has_answered" AS "has_answered",
    "t0"."agent" AS "agent",
    "t0"."product" AS "product",
    "t0"."segment" AS "segment",
    CAST("t0"."has_answered" AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "invitations_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."arrived"
      AND (
        (
          1 <> 0
        ) AND (
          NOT CAST("t0"."has_answered" AS BIGINT) IS NULL
        )
      ),
      FALSE
    )
)
SELECT
  COUNT(*) AS "n",
  SUM("t0"."top") AS "top",
  SUM("t0"."bottom") AS "bottom",
  CAST(SUM("t0"."top") AS DOUBLE) / NULLIF(CAST(SUM("t0"."bottom") AS DOUBLE), 0) AS "value"
FROM "listed" AS "t0"
