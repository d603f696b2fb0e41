WITH listed AS (
  WITH deliveries_rows AS (
    SELECT
      "t9"."promised_on" AS "promised_on",
      "t9"."shipped_on" AS "shipped_on",
      "t9"."delivered_on" AS "delivered_on",
      "t5"."channel" AS "channel",
      "t5"."region" AS "region",
      "t6"."segment" AS "segment",
      "t5"."ordered_key" AS "source_key",
      COALESCE("t9"."delivered_on" < MAKE_DATE(2026, 1, 1), FALSE)
      OR (
        (
          "t9"."promised_on" < MAKE_DATE(2026, 1, 1)
        )
        AND "t9"."arrivals_are_kept"
        AND COALESCE("t5"."order_status" <> 'cancelled', TRUE)
      ) AS "is_told",
      COALESCE("t9"."delivered_on" < MAKE_DATE(2026, 1, 1), FALSE)
      AND COALESCE("t9"."delivered_on" <= "t9"."promised_on", FALSE) AS "in_time"
    FROM (
      SELECT
        "t7"."order_key" AS "order_key",
        "t7"."promised_on" AS "promised_on",
        "t7"."shipped_on" AS "shipped_on",
        "t7"."delivered_on" AS "delivered_on",
        "t7"."arrivals_are_kept" AS "arrivals_are_kept"
      FROM (
        SELECT
          "t0"."order_key" AS "order_key",
          "t0"."promised_on" AS "promised_on",
          "t0"."shipped_on" AS "shipped_on",
          "t0"."delivered_on" AS "delivered_on",
          BOOL_OR(CAST(NOT "t0"."delivered_on" IS NULL AS BOOLEAN)) OVER (
            PARTITION BY "t0"."source"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) AS "arrivals_are_kept"
        FROM "deliveries" AS "t0"
      ) AS "t7"
      WHERE
        "t7"."promised_on" >= MAKE_DATE(2025, 1, 1)
        AND "t7"."promised_on" < MAKE_DATE(2026, 1, 1)
    ) AS "t9"
    LEFT OUTER JOIN (
      SELECT
        "t1"."order_key" AS "order_key",
        "t1"."customer_key" AS "customer_key",
        "t1"."channel" AS "channel",
        "t1"."region" AS "region",
        "t1"."source_key" AS "ordered_key",
        "t1"."status" AS "order_status"
      FROM "orders" AS "t1"
    ) AS "t5"
      ON "t9"."order_key" = "t5"."order_key"
    LEFT OUTER JOIN (
      SELECT
        "t2"."customer_key" AS "customer_key",
        "t2"."segment" AS "segment"
      FROM "customers" AS "t2"
    ) AS "t6"
      ON "t5"."customer_key" = "t6"."customer_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."promised_on" AS "promised_on",
    "t0"."shipped_on" AS "shipped_on",
    "t0"."delivered_on" AS "delivered_on",
    "t0"."channel" AS "channel",
    "t0"."region" AS "region",
    "t0"."segment" AS "segment",
    CAST("t0"."in_time" AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "deliveries_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."is_told"
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
