WITH listed AS (
  WITH brand_answers_rows AS (
    SELECT
      "t5"."survey" AS "survey",
      "t5"."component" AS "component",
      "t5"."score" AS "score",
      "t5"."answered_on" AS "answered_on",
      "t4"."segment" AS "segment",
      "t4"."customer_source_key" AS "source_key",
      "t5"."survey" || ' · ' || CAST("t5"."wave" AS TEXT) AS "wave"
    FROM (
      SELECT
        t0.customer_key AS customer_key,
        t0.survey AS survey,
        t0.wave AS wave,
        t0.component AS component,
        t0.score AS score,
        t0.answered_on AS answered_on
      FROM "brand_answers" AS "t0"
      WHERE
        "t0"."answered_on" >= MAKE_DATE(2025, 1, 1)
        AND "t0"."answered_on" < MAKE_DATE(2026, 1, 1)
    ) AS "t5"
    LEFT OUTER JOIN (
      SELECT
        "t1"."customer_key" AS "customer_key",
        "t1"."segment" AS "segment",
        "t1"."source_key" AS "customer_source_key"
      FROM "customers" AS "t1"
    ) AS "t4"
      ON "t5"."customer_key" = "t4"."customer_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."survey" AS "survey",
    "t0"."wave" AS "wave",
    "t0"."score" AS "score",
    "t0"."answered_on" AS "answered_on",
    "t0"."segment" AS "segment",
    "t0"."score" AS "top",
    1 AS "bottom"
  FROM "brand_answers_rows" AS "t0"
  WHERE
    COALESCE(
      (
        "t0"."component" = 'reputation'
      )
      AND (
        (
          1 <> 0
        ) AND (
          NOT "t0"."score" IS NULL
        )
      ),
      FALSE
    )
)
SELECT
  COUNT(*) AS "n",
  SUM("t0"."top") AS "top",
  SUM("t0"."bottom") AS "bottom",
  CAST(SUM("t0"."top") AS DOUBLE) / NULLIF(CAST(SUM("t0"."bottom") AS DOUBLE), 0) AS "value",
  SUM(CAST("t0"."top" AS DECIMAL(38, 4)) * CAST("t0"."top" AS DECIMAL(38, 4))) AS "top_squares"
FROM "listed" AS "t0"
