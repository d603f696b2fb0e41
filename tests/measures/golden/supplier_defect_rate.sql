WITH listed AS (
  WITH supplies_rows AS (
    SELECT
      "t7"."source_key" AS "source_key",
      "t7"."supplier" AS "supplier",
      "t3"."product" AS "product",
      "t3"."category" AS "category",
      "t7"."received_on" AS "received_on",
      "t7"."quantity_received" AS "quantity_received",
      "t7"."quantity_rejected" AS "quantity_rejected",
      "t7"."came_in_period" AS "came_in_period",
      COALESCE(
        (
          "t7"."quantity_received" > 0
        )
        AND (
          "t7"."quantity_rejected" <= "t7"."quantity_received"
        ),
        FALSE
      ) AS "defects_are_told"
    FROM (
      SELECT
        "t5"."supplier" AS "supplier",
        "t5"."product_key" AS "product_key",
        "t5"."received_on" AS "received_on",
        "t5"."quantity_received" AS "quantity_received",
        "t5"."quantity_rejected" AS "quantity_rejected",
        "t5"."source_key" AS "source_key",
        "t5"."came_in_period" AS "came_in_period"
      FROM (
        SELECT
          "t4"."supplier" AS "supplier",
          "t4"."product_key" AS "product_key",
          "t4"."received_on" AS "received_on",
          "t4"."quantity_received" AS "quantity_received",
          "t4"."quantity_rejected" AS "quantity_rejected",
          "t4"."source_key" AS "source_key",
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
          ) AS "came_in_period"
        FROM (
          SELECT
            "t1"."supplier" AS "supplier",
            "t1"."product_key" AS "product_key",
            "t1"."promised_on" AS "promised_on",
            "t1"."received_on" AS "received_on",
            "t1"."quantity_received" AS "quantity_received",
            "t1"."quantity_rejected" AS "quantity_rejected",
            "t1"."source_key" AS "source_key"
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
    "t0"."received_on" AS "received_on",
    "t0"."quantity_received" AS "quantity_received",
    "t0"."quantity_rejected" AS "quantity_rejected",
    "t0"."quantity_rejected" AS "top",
    "t0"."quantity_received" AS "bottom"
  FROM "supplies_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."came_in_period"
      AND "t0"."defects_are_told"
      AND (
        (
          "t0"."quantity_received" <> 0
        )
        AND (
          NOT "t0"."quantity_rejected" IS NULL
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
