WITH listed AS (
  WITH delivered_orders_rows AS (
    SELECT
      "t13"."source_key" AS "source_key",
      "t13"."ordered_on" AS "ordered_on",
      "t13"."channel" AS "channel",
      "t13"."owner" AS "owner",
      "t4"."segment" AS "segment",
      "t13"."came_in_period" AS "came_in_period",
      "t13"."last_on" AS "delivered_on",
      COALESCE("t13"."region", "t4"."customer_region") AS "region",
      CASE
        WHEN DATE_DIFF('DAY', "t13"."ordered_on", COALESCE("t13"."last_on", MAKE_DATE(2025, 12, 31))) >= 0
        THEN DATE_DIFF('DAY', "t13"."ordered_on", COALESCE("t13"."last_on", MAKE_DATE(2025, 12, 31)))
        ELSE CAST(NULL AS BIGINT)
      END AS "days_to_deliver"
    FROM (
      SELECT
        "t11"."customer_key" AS "customer_key",
        "t11"."ordered_on" AS "ordered_on",
        "t11"."channel" AS "channel",
        "t11"."region" AS "region",
        "t11"."owner" AS "owner",
        "t11"."source_key" AS "source_key",
        "t11"."last_on" AS "last_on",
        COALESCE(
          (
            "t11"."last_on" >= MAKE_DATE(2025, 1, 1)
          )
          AND (
            "t11"."last_on" < MAKE_DATE(2026, 1, 1)
          ),
          FALSE
        ) AS "came_in_period"
      FROM (
        SELECT
          "t6"."customer_key" AS "customer_key",
          "t6"."ordered_on" AS "ordered_on",
          "t6"."channel" AS "channel",
          "t6"."region" AS "region",
          "t6"."owner" AS "owner",
          "t6"."source_key" AS "source_key",
          "t10"."last_on" AS "last_on"
        FROM (
          SELECT
            t1.order_key AS order_key,
            t1.customer_key AS customer_key,
            t1.ordered_on AS ordered_on,
            t1.channel AS channel,
            t1.region AS region,
            t1.owner AS owner,
            t1.source_key AS source_key
          FROM "orders" AS "t1"
          WHERE
            "t1"."kind" = 'sale'
            AND "t1"."status" = 'valid'
            AND "t1"."ordered_on" < MAKE_DATE(2026, 1, 1)
            AND "t1"."ordered_on" < MAKE_DATE(2026, 1, 1)
        ) AS "t6"
        INNER JOIN (
          SELECT
            "t8"."order_key" AS "order_key",
            CASE
              WHEN COUNT(*) = COUNT("t8"."delivered_on")
              THEN MAX("t8"."delivered_on")
              ELSE CAST(NULL AS DATE)
            END AS "last_on"
          FROM (
            SELECT
              "t7"."order_key" AS "order_key",
              "t7"."delivered_on" AS "delivered_on"
            FROM (
              SELECT
                "t2"."order_key" AS "order_key",
                CASE
                  WHEN "t2"."delivered_on" < MAKE_DATE(2026, 1, 1)
                  THEN "t2"."delivered_on"
                  ELSE CAST(NULL AS DATE)
                END AS "delivered_on"
              FROM "deliveries" AS "t2"
            ) AS "t7"
            WHERE
              (
                "t7"."delivered_on" IS NULL
              )
              OR (
                "t7"."delivered_on" >= MAKE_DATE(2025, 1, 1)
              )
          ) AS "t8"
          GROUP BY
            "t8"."order_key"
        ) AS "t10"
          ON "t6"."order_key" = "t10"."order_key"
      ) AS "t11"
      WHERE
        (
          "t11"."ordered_on" >= MAKE_DATE(2025, 1, 1)
        )
        OR COALESCE(
          (
            "t11"."last_on" >= MAKE_DATE(2025, 1, 1)
          )
          AND (
            "t11"."last_on" < MAKE_DATE(2026, 1, 1)
          ),
          FALSE
        )
    ) AS "t13"
    LEFT OUTER JOIN (
      SELECT
        "t0"."customer_key" AS "customer_key",
        "t0"."segment" AS "segment",
        "t0"."region" AS "customer_region"
      FROM "customers" AS "t0"
    ) AS "t4"
      ON "t13"."customer_key" = "t4"."customer_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."ordered_on" AS "ordered_on",
    "t0"."delivered_on" AS "delivered_on",
    "t0"."channel" AS "channel",
    "t0"."region" AS "region",
    "t0"."segment" AS "segment",
    "t0"."owner" AS "owner",
    "t0"."days_to_deliver" AS "top",
    1 AS "bottom"
  FROM "delivered_orders_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."came_in_period"
      AND (
        NOT "t0"."days_to_deliver" IS NULL
      )
      AND (
        (
          1 <> 0
        ) AND (
          NOT "t0"."days_to_deliver" IS NULL
        )
      ),
      FALSE
    )
)
SELECT
  COUNT(*) AS "n",
  QUANTILE_CONT(CAST("t0"."top" AS DOUBLE), 0.5) AS "value"
FROM "listed" AS "t0"
