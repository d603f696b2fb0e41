WITH listed AS (
  WITH stock_days_rows AS (
    SELECT
      "t5"."counted_on" AS "counted_on",
      "t5"."place" AS "place",
      "t4"."product" AS "product",
      "t4"."category" AS "category",
      "t5"."quantity" AS "quantity",
      "t4"."code" AS "source_key",
      "t5"."quantity" <= 0 AS "is_out"
    FROM (
      SELECT
        t0.product_key AS product_key,
        t0.place AS place,
        t0.counted_on AS counted_on,
        t0.quantity AS quantity
      FROM "stock_levels" AS "t0"
      WHERE
        "t0"."counted_on" >= MAKE_DATE(2025, 1, 1)
        AND "t0"."counted_on" < MAKE_DATE(2026, 1, 1)
        AND "t0"."counted_on" < MAKE_DATE(2026, 1, 1)
    ) AS "t5"
    LEFT OUTER JOIN (
      SELECT
        "t1"."product_key" AS "product_key",
        "t1"."category" AS "category",
        "t1"."name" AS "product",
        "t1"."source_key" AS "code"
      FROM "products" AS "t1"
    ) AS "t4"
      ON "t5"."product_key" = "t4"."product_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."product" AS "product",
    "t0"."category" AS "category",
    "t0"."place" AS "place",
    "t0"."counted_on" AS "counted_on",
    "t0"."quantity" AS "quantity",
    CAST("t0"."is_out" AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "stock_days_rows" AS "t0"
  WHERE
    COALESCE(
      TRUE
      AND (
        (
          1 <> 0
        ) AND (
          NOT CAST("t0"."is_out" AS BIGINT) IS NULL
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
