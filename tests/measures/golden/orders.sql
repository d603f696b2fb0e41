WITH listed AS (
  WITH valid_orders_rows AS (
    SELECT
      "t15"."ordered_on" AS "ordered_on",
      "t15"."amount" AS "amount",
      "t15"."channel" AS "channel",
      "t15"."owner" AS "owner",
      "t15"."source_key" AS "source_key",
      "t15"."segment" AS "segment",
      "t15"."region" AS "region"
    FROM (
      SELECT
        "t14"."ordered_on" AS "ordered_on",
        "t14"."amount" AS "amount",
        "t14"."channel" AS "channel",
        "t14"."owner" AS "owner",
        "t14"."source_key" AS "source_key",
        "t4"."segment" AS "segment",
        COALESCE("t14"."region", "t4"."customer_region") AS "region"
      FROM (
        SELECT
          t6.customer_key AS customer_key,
          t6.ordered_on AS ordered_on,
          t6.amount AS amount,
          t6.channel AS channel,
          t6.region AS region,
          t6.owner AS owner,
          t6.source_key AS source_key
        FROM (
          SELECT
            t0.customer_key AS customer_key,
            t0.ordered_on AS ordered_on,
            t0.amount AS amount,
            t0.channel AS channel,
            t0.region AS region,
            t0.owner AS owner,
            t0.source_key AS source_key
          FROM "orders" AS "t0"
          WHERE
            "t0"."kind" = 'sale'
            AND "t0"."status" = 'valid'
            AND "t0"."amount" > 0
            AND "t0"."ordered_on" < MAKE_DATE(2026, 1, 1)
            AND (
              (
                "t0"."reversed_on" IS NULL
              )
              OR (
                "t0"."reversed_on" >= MAKE_DATE(2026, 1, 1)
              )
            )
            AND COALESCE("t0"."currency" = 'VND', FALSE)
        ) AS "t6"
        UNION ALL
        SELECT
          "t12"."customer_key" AS "customer_key",
          "t12"."ordered_on" AS "ordered_on",
          "t12"."amount" AS "amount",
          "t12"."channel" AS "channel",
          "t12"."region" AS "region",
          "t12"."owner" AS "owner",
          "t12"."source_key" AS "source_key"
        FROM (
          SELECT
            "t11"."customer_key" AS "customer_key",
            "t11"."ordered_on" AS "ordered_on",
            CAST(CAST("t11"."amount" AS DECIMAL(38, 4)) * "t11"."rate" AS DECIMAL(18, 4)) AS "amount",
            "t11"."channel" AS "channel",
            "t11"."region" AS "region",
            "t11"."owner" AS "owner",
            "t11"."source_key" AS "source_key"
          FROM (
            SELECT
              "t8"."customer_key" AS "customer_key",
              "t8"."ordered_on" AS "ordered_on",
              "t8"."amount" AS "amount",
              "t8"."channel" AS "channel",
              "t8"."region" AS "region",
              "t8"."owner" AS "owner",
              "t8"."source_key" AS "source_key",
              "t10"."rate" AS "rate"
            FROM (
              SELECT
                t0.customer_key AS customer_key,
                t0.ordered_on AS ordered_on,
                t0.amount AS amount,
                t0.currency AS currency,
                t0.channel AS channel,
                t0.region AS region,
                t0.owner AS owner,
                t0.source_key AS source_key
              FROM "orders" AS "t0"
              WHERE
                "t0"."kind" = 'sale'
                AND "t0"."status" = 'valid'
                AND "t0"."amount" > 0
                AND "t0"."ordered_on" < MAKE_DATE(2026, 1, 1)
                AND (
                  (
                    "t0"."reversed_on" IS NULL
                  )
                  OR (
                    "t0"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                  )
                )
                AND NOT (
                  COALESCE("t0"."currency" = 'VND', FALSE)
                )
            ) AS "t8"
            LEFT OUTER JOIN (
              SELECT
                "t5"."currency" AS "rate_currency",
                "t5"."rate" AS "rate",
                "t5"."rated_on" AS "rated_on",
                LEAD("t5"."rated_on") OVER (
                  PARTITION BY "t5"."currency"
                  ORDER BY "t5"."rated_on" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) AS "next_rated_on"
              FROM (
                SELECT
                  t2.currency AS currency,
                  t2.rated_on AS rated_on,
                  t2.rate AS rate
                FROM "exchange_rates" AS "t2"
                WHERE
                  "t2"."to_currency" = 'VND'
              ) AS "t5"
            ) AS "t10"
              ON "t8"."currency" = "t10"."rate_currency"
              AND "t8"."ordered_on" >= "t10"."rated_on"
              AND (
                (
                  "t8"."ordered_on" < "t10"."next_rated_on"
                )
                OR (
                  "t10"."next_rated_on" IS NULL
                )
              )
          ) AS "t11"
        ) AS "t12"
      ) AS "t14"
      LEFT OUTER JOIN (
        SELECT
          "t1"."customer_key" AS "customer_key",
          "t1"."segment" AS "segment",
          "t1"."region" AS "customer_region"
        FROM "customers" AS "t1"
      ) AS "t4"
        ON "t14"."customer_key" = "t4"."customer_key"
    ) AS "t15"
    WHERE
      "t15"."ordered_on" >= MAKE_DATE(2025, 1, 1)
      AND "t15"."ordered_on" < MAKE_DATE(2026, 1, 1)
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."ordered_on" AS "ordered_on",
    "t0"."amount" AS "amount",
    "t0"."segment" AS "segment",
    "t0"."region" AS "region",
    "t0"."channel" AS "channel",
    "t0"."owner" AS "owner",
    1 AS "top",
    1 AS "bottom"
  FROM "valid_orders_rows" AS "t0"
  WHERE
    COALESCE(TRUE AND (
      1 <> 0
    ), FALSE)
)
SELECT
  COUNT(*) AS "n",
  COALESCE(SUM("t0"."top"), 0) AS "value"
FROM "listed" AS "t0"
