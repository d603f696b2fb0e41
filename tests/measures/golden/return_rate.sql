WITH listed AS (
  WITH placed_orders_rows AS (
    WITH "t6" AS (
      SELECT
        t0.order_key AS order_key,
        t0.customer_key AS customer_key,
        t0.ordered_at AS ordered_at,
        t0.ordered_on AS ordered_on,
        t0.kind AS kind,
        t0.status AS status,
        t0.reversed_on AS reversed_on,
        t0.amount AS amount,
        t0.currency AS currency,
        t0.quantity AS quantity,
        t0.channel AS channel,
        t0.region AS region,
        t0.campaign AS campaign,
        t0.owner AS owner,
        t0.source AS source,
        t0.source_key AS source_key,
        t0.import_id AS import_id,
        t0.source_line AS source_line
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
      "t9"."source_key" AS "source_key",
      "t9"."ordered_on" AS "ordered_on",
      "t13"."first_returned_on" AS "first_returned_on",
      "t9"."reversed_on" AS "reversed_on",
      "t9"."channel" AS "channel",
      "t9"."owner" AS "owner",
      "t4"."segment" AS "segment",
      COALESCE("t9"."region", "t4"."customer_region") AS "region",
      "t9"."status" = 'valid' AS "is_valid",
      (
        NOT "t13"."first_returned_on" IS NULL
      )
      OR COALESCE("t9"."reversed_on" < MAKE_DATE(2026, 1, 1), FALSE) AS "came_back"
    FROM "t6" AS "t9"
    LEFT OUTER JOIN (
      SELECT
        "t11"."order_key" AS "returned_key",
        MIN("t11"."returned_on") AS "first_returned_on"
      FROM (
        SELECT
          "t7"."order_key" AS "order_key",
          "t7"."returned_on" AS "returned_on"
        FROM (
          SELECT
            t2.order_key AS order_key,
            t2.returned_on AS returned_on
          FROM "returns" AS "t2"
          WHERE
            "t2"."returned_on" < MAKE_DATE(2026, 1, 1) AND NOT "t2"."order_key" IS NULL
        ) AS "t7"
        SEMI JOIN "t6" AS "t10"
          ON "t7"."order_key" = "t10"."order_key"
      ) AS "t11"
      GROUP BY
        "t11"."order_key"
    ) AS "t13"
      ON "t9"."order_key" = "t13"."returned_key"
    LEFT OUTER JOIN (
      SELECT
        "t1"."customer_key" AS "customer_key",
        "t1"."segment" AS "segment",
        "t1"."region" AS "customer_region"
      FROM "customers" AS "t1"
    ) AS "t4"
      ON "t9"."customer_key" = "t4"."customer_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."ordered_on" AS "ordered_on",
    "t0"."first_returned_on" AS "first_returned_on",
    "t0"."reversed_on" AS "reversed_on",
    "t0"."channel" AS "channel",
    "t0"."region" AS "region",
    "t0"."segment" AS "segment",
    "t0"."owner" AS "owner",
    CAST("t0"."came_back" AS BIGINT) AS "top",
    CAST("t0"."is_valid" AS BIGINT) AS "bottom"
  FROM "placed_orders_rows" AS "t0"
  WHERE
    COALESCE(
      TRUE
      AND (
        (
          CAST("t0"."is_valid" AS BIGINT) <> 0
        )
        AND (
          NOT CAST("t0"."came_back" AS BIGINT) IS NULL
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
