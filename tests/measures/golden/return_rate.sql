WITH listed AS (
  WITH placed_orders_rows AS (
    WITH "t9" AS (
      SELECT
        "t7"."order_key" AS "order_key",
        "t7"."customer_key" AS "customer_key",
        "t7"."ordered_at" AS "ordered_at",
        "t7"."ordered_on" AS "ordered_on",
        "t7"."kind" AS "kind",
        "t7"."status" AS "status",
        "t7"."reversed_on" AS "reversed_on",
        "t7"."amount" AS "amount",
        "t7"."currency" AS "currency",
        "t7"."quantity" AS "quantity",
        "t7"."channel" AS "channel",
        "t7"."region" AS "region",
        "t7"."campaign" AS "campaign",
        "t7"."owner" AS "owner",
        "t7"."source" AS "source",
        "t7"."source_key" AS "source_key",
        "t7"."import_id" AS "import_id",
        "t7"."source_line" AS "source_line",
        "t7"."source" IN (
          SELECT
            "t1"."source" AS "source"
          FROM "orders" AS "t1"
          WHERE
            "t1"."status" = 'cancelled' AND "t1"."ordered_on" < MAKE_DATE(2026, 1, 1)
        ) AS "cancellations_are_kept"
      FROM (
        SELECT
          t1.order_key AS order_key,
          t1.customer_key AS customer_key,
          t1.ordered_at AS ordered_at,
          t1.ordered_on AS ordered_on,
          t1.kind AS kind,
          t1.status AS status,
          t1.reversed_on AS reversed_on,
          t1.amount AS amount,
          t1.currency AS currency,
          t1.quantity AS quantity,
          t1.channel AS channel,
          t1.region AS region,
          t1.campaign AS campaign,
          t1.owner AS owner,
          t1.source AS source,
          t1.source_key AS source_key,
          t1.import_id AS import_id,
          t1.source_line AS source_line
        FROM "orders" AS "t1"
        WHERE
          "t1"."kind" = 'sale'
          AND (
            (
              "t1"."amount" > 0
            ) OR (
              "t1"."status" = 'cancelled'
            )
          )
          AND "t1"."ordered_on" >= MAKE_DATE(2025, 1, 1)
          AND "t1"."ordered_on" < MAKE_DATE(2026, 1, 1)
          AND "t1"."ordered_on" < MAKE_DATE(2026, 1, 1)
      ) AS "t7"
    )
    SELECT
      "t11"."source_key" AS "source_key",
      "t11"."ordered_on" AS "ordered_on",
      "t15"."first_returned_on" AS "first_returned_on",
      "t11"."reversed_on" AS "reversed_on",
      "t11"."channel" AS "channel",
      "t11"."owner" AS "owner",
      "t4"."segment" AS "segment",
      COALESCE("t11"."region", "t4"."customer_region") AS "region",
      "t11"."status" = 'valid' AS "is_valid",
      (
        NOT "t15"."first_returned_on" IS NULL
      )
      OR COALESCE("t11"."reversed_on" < MAKE_DATE(2026, 1, 1), FALSE) AS "came_back"
    FROM "t9" AS "t11"
    LEFT OUTER JOIN (
      SELECT
        "t13"."order_key" AS "returned_key",
        MIN("t13"."returned_on") AS "first_returned_on"
      FROM (
        SELECT
          "t8"."order_key" AS "order_key",
          "t8"."returned_on" AS "returned_on"
        FROM (
          SELECT
            t2.order_key AS order_key,
            t2.returned_on AS returned_on
          FROM "returns" AS "t2"
          WHERE
            "t2"."returned_on" < MAKE_DATE(2026, 1, 1) AND NOT "t2"."order_key" IS NULL
        ) AS "t8"
        SEMI JOIN "t9" AS "t12"
          ON "t8"."order_key" = "t12"."order_key"
      ) AS "t13"
      GROUP BY
        "t13"."order_key"
    ) AS "t15"
      ON "t11"."order_key" = "t15"."returned_key"
    LEFT OUTER JOIN (
      SELECT
        "t0"."customer_key" AS "customer_key",
        "t0"."segment" AS "segment",
        "t0"."region" AS "customer_region"
      FROM "customers" AS "t0"
    ) AS "t4"
      ON "t11"."customer_key" = "t4"."customer_key"
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
