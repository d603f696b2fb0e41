WITH listed AS (
  WITH scores_rows AS (
    SELECT
      "t6"."repeat_purchases" AS "repeat_purchases",
      "t6"."last_on" AS "last_on",
      "t6"."probability_active" AS "probability_active",
      "t6"."expected_purchases" AS "expected_purchases",
      "t6"."expected_spend" AS "expected_spend",
      "t6"."lifetime_value" AS "lifetime_value",
      "t6"."segment" AS "segment",
      "t6"."region" AS "region",
      "t6"."owner" AS "owner",
      "t6"."source_key" AS "source_key"
    FROM (
      SELECT
        "t5"."repeat_purchases" AS "repeat_purchases",
        "t5"."last_on" AS "last_on",
        "t5"."probability_active" AS "probability_active",
        "t5"."expected_purchases" AS "expected_purchases",
        "t5"."expected_spend" AS "expected_spend",
        "t5"."lifetime_value" AS "lifetime_value",
        "t5"."segment" AS "segment",
        "t5"."region" AS "region",
        "t5"."owner" AS "owner",
        "t5"."source_key" AS "source_key"
      FROM (
        SELECT
          "t2"."repeat_purchases" AS "repeat_purchases",
          "t2"."last_on" AS "last_on",
          "t2"."probability_active" AS "probability_active",
          "t2"."expected_purchases" AS "expected_purchases",
          "t2"."expected_spend" AS "expected_spend",
          "t2"."lifetime_value" AS "lifetime_value",
          "t4"."segment" AS "segment",
          "t4"."region" AS "region",
          "t4"."owner" AS "owner",
          "t4"."source_key" AS "source_key"
        FROM "customer_scores" AS "t2"
        LEFT OUTER JOIN (
          SELECT
            "t1"."customer_key" AS "customer_key",
            "t1"."segment" AS "segment",
            "t1"."region" AS "region",
            "t1"."owner" AS "owner",
            "t1"."source_key" AS "source_key"
          FROM "customers" AS "t1"
        ) AS "t4"
          ON "t2"."customer_key" = "t4"."customer_key"
      ) AS "t5"
    ) AS "t6"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."repeat_purchases" AS "repeat_purchases",
    "t0"."last_on" AS "last_on",
    "t0"."probability_active" AS "probability_active",
    "t0"."expected_purchases" AS "expected_purchases",
    "t0"."expected_spend" AS "expected_spend",
    "t0"."lifetime_value" AS "lifetime_value",
    "t0"."segment" AS "segment",
    "t0"."region" AS "region",
    "t0"."owner" AS "owner",
    "t0"."lifetime_value" AS "top",
    1 AS "bottom"
  FROM "scores_rows" AS "t0"
  WHERE
    COALESCE(
      TRUE AND (
        (
          1 <> 0
        ) AND (
          NOT "t0"."lifetime_value" IS NULL
        )
      ),
      FALSE
    )
)
SELECT
  COUNT(*) AS "n",
  SUM("t0"."top") AS "top",
  SUM("t0"."bottom") AS "bottom",
  CAST(CAST(SUM("t0"."top") AS DOUBLE) / NULLIF(CAST(SUM("t0"."bottom") AS DOUBLE), 0) AS DECIMAL(18, 4)) AS "value",
  SUM(CAST("t0"."top" AS DECIMAL(38, 4)) * CAST("t0"."top" AS DECIMAL(38, 4))) AS "top_squares"
FROM "listed" AS "t0"
