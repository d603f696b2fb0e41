WITH listed AS (
  WITH placed_orders_rows AS (
    WITH "t9" AS (
      SELECT
        "t0"."order_key" AS "order_key",
        "t0"."customer_key" AS "customer_key",
        "t0"."ordered_at" AS "ordered_at",
        "t0"."ordered_on" AS "ordered_on",
        "t0"."kind" AS "kind",
        "t0"."status" AS "status",
        "t0"."reversed_on" AS "reversed_on",
        "t0"."amount" AS "amount",
        "t0"."currency" AS "currency",
        "t0"."quantity" AS "quantity",
        "t0"."channel" AS "channel",
        "t0"."region" AS "region",
        "t0"."campaign" AS "campaign",
        "t0"."owner" AS "owner",
        "t0"."source" AS "source",
        "t0"."source_key" AS "source_key",
        "t0"."import_id" AS "import_id",
        "t0"."source_line" AS "source_line",
        (
          SELECT
            COUNT(*) AS "countstar()"
          FROM (
            SELECT
              1 AS _
            FROM "orders" AS "t0"
            WHERE
              "t0"."status" = 'cancelled' AND "t0"."ordered_on" < MAKE_DATE(2026, 1, 1)
          ) AS "t4"
        ) > 0 AS "cancellations_are_kept"
      FROM "orders" AS "t0"
      WHERE
        "t0"."kind" = 'sale'
        AND (
          (
            "t0"."amount" > 0
          ) OR (
            "t0"."status" = 'cancelled'
          )
        )
        AND "t0"."ordered_on" >= MAKE_DATE(2025, 1, 1)
        AND "t0"."ordered_on" < MAKE_DATE(2026, 1, 1)
        AND "t0"."ordered_on" < MAKE_DATE(2026, 1, 1)
    )
    SELECT
      "t11"."source_key" AS "source_key",
      "t11"."ordered_on" AS "ordered_on",
      "t11"."channel" AS "channel",
      "t11"."owner" AS "owner",
      "t5"."segment" AS "segment",
      "t11"."cancellations_are_kept" AS "cancellations_are_kept",
      COALESCE("t11"."region", "t5"."customer_region") AS "region",
      "t11"."status" = 'cancelled' AS "is_cancelled"
    FROM "t9" AS "t11"
    LEFT OUTER JOIN (
      SELECT
        "t13"."order_key" AS "returned_key"
      FROM (
        SELECT
          "t7"."order_key" AS "order_key"
        FROM (
          SELECT
            t2.order_key AS order_key
          FROM "returns" AS "t2"
          WHERE
            "t2"."returned_on" < MAKE_DATE(2026, 1, 1) AND NOT "t2"."order_key" IS NULL
        ) AS "t7"
        SEMI JOIN "t9" AS "t12"
          ON "t7"."order_key" = "t12"."order_key"
      ) AS "t13"
      GROUP BY
        "t13"."order_key"
    ) AS "t15"
      ON "t11"."order_key" = "t15"."returned_key"
    LEFT OUTER JOIN (
      SELECT
        "t1"."customer_key" AS "customer_key",
        "t1"."segment" AS "segment",
        "t1"."region" AS "customer_region"
      FROM "customers" AS "t1"
    ) AS "t5"
      ON "t11"."customer_key" = "t5"."customer_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."ordered_on" AS "ordered_on",
    "t0"."channel" AS "channel",
    "t0"."region" AS "region",
    "t0"."segment" AS "segment",
    "t0"."owner" AS "owner",
    CAST("t0"."is_cancelled" AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "placed_orders_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."cancellations_are_kept"
      AND (
        (
          1 <> 0
        ) AND (
          NOT CAST("t0"."is_cancelled" AS BIGINT) IS NULL
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
