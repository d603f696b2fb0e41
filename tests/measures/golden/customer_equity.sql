WITH listed AS (
  WITH equity_parts_rows AS (
    SELECT
      "t9"."customer_key" AS "customer_key",
      "t9"."part" AS "part",
      "t9"."value" AS "value",
      "t9"."month" AS "month"
    FROM (
      SELECT
        "t8"."customer_key" AS "customer_key",
        'current' AS "part",
        "t8"."lifetime_value" AS "value",
        CAST(NULL AS DATE) AS "month"
      FROM (
        SELECT
          "t7"."customer_key" AS "customer_key",
          "t7"."lifetime_value" AS "lifetime_value"
        FROM (
          SELECT
            "t3"."customer_key" AS "customer_key",
            "t3"."lifetime_value" AS "lifetime_value"
          FROM "customer_scores" AS "t3"
          LEFT OUTER JOIN (
            SELECT
              "t2"."customer_key" AS "customer_key"
            FROM "customers" AS "t2"
          ) AS "t6"
            ON "t3"."customer_key" = "t6"."customer_key"
        ) AS "t7"
      ) AS "t8"
    ) AS "t9"
    UNION ALL
    SELECT
      "t4"."customer_key" AS "customer_key",
      "t4"."part" AS "part",
      "t4"."value" AS "value",
      "t4"."month" AS "month"
    FROM (
      SELECT
        CAST(NULL AS BIGINT) AS "customer_key",
        'new' AS "part",
        "t0"."value" AS "value",
        "t0"."month" AS "month"
      FROM "expected_new_customers" AS "t0"
    ) AS "t4"
  )
  SELECT
    "t0"."customer_key" AS "customer_key",
    "t0"."part" AS "part",
    "t0"."month" AS "month",
    "t0"."value" AS "value",
    "t0"."value" AS "top",
    1 AS "bottom"
  FROM "equity_parts_rows" AS "t0"
  WHERE
    COALESCE(TRUE AND (
      "t0"."value" <> 0
    ), FALSE)
)
SELECT
  COUNT(*) AS "n",
  COALESCE(SUM("t0"."top"), 0) AS "value"
FROM "listed" AS "t0"
