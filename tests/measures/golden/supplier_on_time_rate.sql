WITH listed AS (
  WITH supplies_rows AS (
    SELECT
      "t7"."source_key" AS "source_key",
      "t7"."supplier" AS "supplier",
      "t3"."product" AS "product",
      "t3"."category" AS "category",
      "t7"."promised_on" AS "promised_on",
      "t7"."received_on" AS "received_on",
      "t7"."promised_in_period" AS "promised_in_period",
      "t7"."has_come"
      OR (
        COALESCE("t7"."promised_on" < MAKE_DATE(2026, 1, 1), FALSE)
        AND "t7"."arrivals_are_kept"
      ) AS "is_told",
      "t7"."has_come" AND COALESCE("t7"."received_on" <= "t7"."promised_on", FALSE) AS "in_time"
    FROM (
      SELECT
        "t5"."supplier" AS "supplier",
        "t5"."product_key" AS "product_key",
        "t5"."promised_on" AS "promised_on",
        "t5"."received_on" AS "received_on",
        "t5"."source_key" AS "source_key",
        "t5"."arrivals_are_kept" AS "arrivals_are_kept",
        "t5"."promised_in_period" AS "promised_in_period",
        "t5"."has_come" AS "has_come"
      FROM (
        SELECT
          "t4"."supplier" AS "supplier",
          "t4"."product_key" AS "product_key",
          "t4"."promised_on" AS "promised_on",
          "t4"."received_on" AS "received_on",
          "t4"."source_key" AS "source_key",
          "t4"."arrivals_are_kept" AS "arrivals_are_kept",
          COALESCE(
            (
              "t4"."promised_on" >= MAKE_DATE(2025, 1, 1)
            )
            AND (
              "t4"."promised_on" < MAKE_DATE(2026, 1, 1)
            ),
            FALSE
          ) AS "promised_in_period",
          COALESCE(
            COALESCE("t4"."received_on" < MAKE_DATE(2026, 1, 1), FALSE)
            AND (
              "t4"."received_on" >= MAKE_DATE(2025, 1, 1)
            )
            AND (
              "t4"."received_on" < MAKE_DATE(2026, 1, 1)
            ),
            FALSE
          ) AS "came_in_period",
          COALESCE("t4"."received_on" < MAKE_DATE(2026, 1, 1), FALSE) AS "has_come"
        FROM (
          SELECT
            "t1"."supplier" AS "supplier",
            "t1"."product_key" AS "product_key",
            "t1"."promised_on" AS "promised_on",
            "t1"."received_on" AS "received_on",
            "t1"."source_key" AS "source_key",
            BOOL_OR(CAST(NOT "t1"."received_on" IS NULL AS BOOLEAN)) OVER (
              PARTITION BY "t1"."source"
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) AS "arrivals_are_kept"
          FROM "supplier_deliveries" AS "t1"
        ) AS "t4"
      ) AS "t5"
      WHERE
        "t5"."promised_in_period" OR "t5"."came_in_period"
    ) AS "t7"
    LEFT OUTER JOIN (
      SELECT
        "t0"."product_key" AS "product_key",
        "t0"."category" AS "category",
        "t0"."name" AS "product"
      FROM "products" AS "t0"
    ) AS "t3"
      ON "t7"."product_key" = "t3"."product_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."supplier" AS "supplier",
    "t0"."product" AS "product",
    "t0"."category" AS "category",
    "t0"."promised_on" AS "promised_on",
    "t0"."received_on" AS "received_on",
    CAST("t0"."in_time" AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "supplies_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."promised_in_period"
      AND "t0"."is_told"
      AND (
        (
          1 <> 0
        ) AND (
          NOT CAST("t0"."in_time" AS BIGINT) IS NULL
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
