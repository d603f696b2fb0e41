WITH listed AS (
  WITH respondent_values_rows AS (
    SELECT
      "t6"."survey" || ' · ' || CAST("t6"."wave" AS TEXT) AS "wave",
      "t6"."answered_on" AS "answered_on",
      "t6"."own_value" AS "own_value",
      "t6"."every_value" AS "every_value",
      "t6"."segment" AS "segment",
      "t6"."source_key" AS "source_key"
    FROM (
      SELECT
        "t5"."survey" AS "survey",
        "t5"."wave" AS "wave",
        "t5"."answered_on" AS "answered_on",
        "t5"."own_value" AS "own_value",
        "t5"."every_value" AS "every_value",
        "t5"."segment" AS "segment",
        "t5"."source_key" AS "source_key"
      FROM (
        SELECT
          "t2"."survey" AS "survey",
          "t2"."wave" AS "wave",
          "t2"."answered_on" AS "answered_on",
          "t2"."own_value" AS "own_value",
          "t2"."every_value" AS "every_value",
          "t4"."segment" AS "segment",
          "t4"."source_key" AS "source_key"
        FROM "respondent_values" AS "t2"
        LEFT OUTER JOIN (
          SELECT
            "t1"."customer_key" AS "customer_key",
            "t1"."segment" AS "segment",
            "t1"."source_key" AS "source_key"
          FROM "customers" AS "t1"
        ) AS "t4"
          ON "t2"."customer_key" = "t4"."customer_key"
      ) AS "t5"
    ) AS "t6"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."wave" AS "wave",
    "t0"."answered_on" AS "answered_on",
    "t0"."segment" AS "segment",
    "t0"."own_value" AS "own_value",
    "t0"."every_value" AS "every_value",
    "t0"."own_value" AS "top",
    "t0"."every_value" AS "bottom"
  FROM "respondent_values_rows" AS "t0"
  WHERE
    COALESCE(
      TRUE
      AND (
        (
          "t0"."every_value" <> 0
        ) AND (
          NOT "t0"."own_value" IS NULL
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
  SUM(CAST("t0"."top" AS DECIMAL(38, 4)) * CAST("t0"."top" AS DECIMAL(38, 4))) AS "top_squares",
  SUM(CAST("t0"."bottom" AS DECIMAL(38, 4)) * CAST("t0"."bottom" AS DECIMAL(38, 4))) AS "bottom_squares",
  SUM(CAST("t0"."top" AS DECIMAL(38, 4)) * CAST("t0"."bottom" AS DECIMAL(38, 4))) AS "products"
FROM "listed" AS "t0"
