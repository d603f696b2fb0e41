WITH listed AS (
  WITH deliveries_rows AS (
    SELECT
      "t8"."promised_on" AS "promised_on",
      "t8"."shipped_on" AS "shipped_on",
      "t8"."delivered_on" AS "delivered_on",
      "t6"."channel" AS "channel",
      "t6"."region" AS "region",
      "t7"."segment" AS "segment",
      "t6"."ordered_key" AS "source_key",
      COALESCE("t8"."delivered_on" < MAKE_DATE(2026, 1, 1), FALSE)
      OR (
        "t8"."promised_on" < MAKE_DATE(2026, 1, 1)
      ) AS "is_told",
      COALESCE("t8"."delivered_on" < MAKE_DATE(2026, 1, 1), FALSE)
      AND COALESCE("t8"."delivered_on" <= "t8"."promised_on", FALSE) AS "in_time"
    FROM (
      SELECT
        t0.order_key AS order_key,
        t0.promised_on AS promised_on,
        t0.shipped_on AS shipped_on,
        t0.delivered_on AS delivered_on
      FROM "deliveries" AS "t0"
      WHERE
        "t0"."promised_on" >= MAKE_DATE(2025, 1, 1)
        AND "t0"."promised_on" < MAKE_DATE(2026, 1, 1)
    ) AS "t8"
    LEFT OUTER JOIN (
      SELECT
        "t1"."order_key" AS "order_key",
        "t1"."customer_key" AS "customer_key",
        "t1"."channel" AS "channel",
        "t1"."region" AS "region",
        "t1"."source_key" AS "ordered_key"
      FROM "orders" AS "t1"
    ) AS "t6"
      ON "t8"."order_key" = "t6"."order_key"
    LEFT OUTER JOIN (
      SELECT
        "t2"."customer_key" AS "customer_key",
        "t2"."segment" AS "segment"
      FROM "customers" AS "t2"
    ) AS "t7"
      ON "t6"."customer_key" = "t7"."customer_key"
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
