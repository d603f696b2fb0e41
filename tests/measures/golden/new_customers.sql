WITH listed AS (
  WITH customers_rows AS (
    SELECT
      "t27"."first_on" AS "first_on",
      "t27"."last_on" AS "last_on",
      "t27"."purchases" AS "purchases",
      "t27"."orders" AS "orders",
      "t27"."orders_in_period" AS "orders_in_period",
      "t27"."orders_in_window" AS "orders_in_window",
      "t27"."spend_in_window" AS "spend_in_window",
      "t27"."segment" AS "segment",
      "t27"."region" AS "region",
      "t27"."owner" AS "owner",
      "t27"."source_key" AS "source_key"
    FROM (
      SELECT
        "t26"."first_on" AS "first_on",
        "t26"."last_on" AS "last_on",
        "t26"."purchases" AS "purchases",
        "t26"."orders" AS "orders",
        "t26"."orders_in_period" AS "orders_in_period",
        "t26"."orders_in_window" AS "orders_in_window",
        "t26"."spend_in_window" AS "spend_in_window",
        "t6"."segment" AS "segment",
        "t6"."region" AS "region",
        "t6"."owner" AS "owner",
        "t6"."source_key" AS "source_key"
      FROM (
        SELECT
          "t24"."customer_key" AS "customer_key",
          "t24"."first_on" AS "first_on",
          "t24"."last_on" AS "last_on",
          "t24"."purchases" AS "purchases",
          "t24"."orders" AS "orders",
          "t24"."orders_in_period" AS "orders_in_period",
          "t24"."orders_in_window" AS "orders_in_window",
          "t24"."spend_in_window" AS "spend_in_window"
        FROM (
          SELECT
            "t23"."customer_key" AS "customer_key",
            "t23"."first_on" AS "first_on",
            "t23"."last_on" AS "last_on",
            "t23"."purchases" AS "purchases",
            "t23"."orders" AS "orders",
            "t23"."orders_in_period" AS "orders_in_period",
            "t23"."orders_in_window" AS "orders_in_window",
            "t23"."spend_in_window" AS "spend_in_window"
          FROM (
            SELECT
              "t22"."customer_key" AS "customer_key",
              "t22"."first_on" AS "first_on",
              "t22"."last_on" AS "last_on",
              "t22"."purchases" AS "purchases",
              "t22"."orders" AS "orders",
              "t22"."orders_in_period" AS "orders_in_period",
              "t22"."orders_in_window" AS "orders_in_window",
              COALESCE(
                "t22"."spend_in_window",
                CASE WHEN "t22"."orders_in_window" = 0 THEN 0 ELSE CAST(NULL AS TINYINT) END
              ) AS "spend_in_window"
            FROM (
              SELECT
                "t21"."customer_key" AS "customer_key",
                MIN("t21"."purchased_on") AS "first_on",
                MAX("t21"."purchased_on") AS "last_on",
                COUNT(*) AS "purchases",
                SUM("t21"."orders") AS "orders",
                COALESCE(
                  SUM("t21"."orders") FILTER(WHERE
                    "t21"."purchased_on" >= MAKE_DATE(2025, 1, 1)),
                  0
                ) AS "orders_in_period",
                COALESCE(
                  SUM("t21"."orders") FILTER(WHERE
                    "t21"."purchased_on" >= MAKE_DATE(2025, 1, 1)),
                  0
                ) AS "orders_in_window",
                SUM("t21"."amount") FILTER(WHERE
                  "t21"."purchased_on" >= MAKE_DATE(2025, 1, 1)) AS "spend_in_window"
              FROM (
                SELECT
                  "t20"."customer_key" AS "customer_key",
                  "t20"."purchased_on" AS "purchased_on",
                  "t20"."amount" AS "amount",
                  "t20"."orders" AS "orders"
                FROM (
                  SELECT
                    "t19"."customer_key" AS "customer_key",
                    "t19"."purchased_on" AS "purchased_on",
                    "t19"."amount" AS "amount",
                    "t19"."orders" AS "orders"
                  FROM (
                    SELECT
                      "t18"."customer_key" AS "customer_key",
                      "t18"."ordered_on" AS "purchased_on",
                      CAST(SUM("t18"."amount") AS DECIMAL(18, 4)) AS "amount",
                      COUNT(*) AS "orders"
                    FROM (
                      SELECT
                        "t17"."customer_key" AS "customer_key",
                        "t17"."ordered_on" AS "ordered_on",
                        "t17"."amount" AS "amount"
                      FROM (
                        SELECT
                          "t16"."customer_key" AS "customer_key",
                          "t16"."ordered_on" AS "ordered_on",
                          "t16"."amount" AS "amount"
                        FROM (
                          SELECT
                            t8.customer_key AS customer_key,
                            t8.ordered_on AS ordered_on,
                            t8.amount AS amount
                          FROM (
                            SELECT
                              t1.customer_key AS customer_key,
                              t1.ordered_on AS ordered_on,
                              t1.amount AS amount
                            FROM "orders" AS "t1"
                            WHERE
                              "t1"."kind" = 'sale'
                              AND "t1"."status" = 'valid'
                              AND "t1"."amount" > 0
                              AND "t1"."ordered_on" < MAKE_DATE(2026, 1, 1)
                              AND (
                                (
                                  "t1"."reversed_on" IS NULL
                                )
                                OR (
                                  "t1"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                                )
                              )
                              AND COALESCE("t1"."currency" = 'VND', FALSE)
                          ) AS "t8"
                          UNION ALL
                          SELECT
                            "t14"."customer_key" AS "customer_key",
                            "t14"."ordered_on" AS "ordered_on",
                            "t14"."amount" AS "amount"
                          FROM (
                            SELECT
                              "t13"."customer_key" AS "customer_key",
                              "t13"."ordered_on" AS "ordered_on",
                              CAST(CAST("t13"."amount" AS DECIMAL(38, 4)) * "t13"."rate" AS DECIMAL(18, 4)) AS "amount"
                            FROM (
                              SELECT
                                "t10"."customer_key" AS "customer_key",
                                "t10"."ordered_on" AS "ordered_on",
                                "t10"."amount" AS "amount",
                                "t12"."rate" AS "rate"
                              FROM (
                                SELECT
                                  t1.customer_key AS customer_key,
                                  t1.ordered_on AS ordered_on,
                                  t1.amount AS amount,
                                  t1.currency AS currency
                                FROM "orders" AS "t1"
                                WHERE
                                  "t1"."kind" = 'sale'
                                  AND "t1"."status" = 'valid'
                                  AND "t1"."amount" > 0
                                  AND "t1"."ordered_on" < MAKE_DATE(2026, 1, 1)
                                  AND (
                                    (
                                      "t1"."reversed_on" IS NULL
                                    )
                                    OR (
                                      "t1"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                                    )
                                  )
                                  AND NOT (
                                    COALESCE("t1"."currency" = 'VND', FALSE)
                                  )
                              ) AS "t10"
                              LEFT OUTER JOIN (
                                SELECT
                                  "t7"."currency" AS "rate_currency",
                                  "t7"."rate" AS "rate",
                                  "t7"."rated_on" AS "rated_on",
                                  LEAD("t7"."rated_on") OVER (
                                    PARTITION BY "t7"."currency"
                                    ORDER BY "t7"."rated_on" ASC
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
                                ) AS "t7"
                              ) AS "t12"
                                ON "t10"."currency" = "t12"."rate_currency"
                                AND "t10"."ordered_on" >= "t12"."rated_on"
                                AND (
                                  (
                                    "t10"."ordered_on" < "t12"."next_rated_on"
                                  )
                                  OR (
                                    "t12"."next_rated_on" IS NULL
                                  )
                                )
                            ) AS "t13"
                          ) AS "t14"
                        ) AS "t16"
                        LEFT OUTER JOIN (
                          SELECT
                            "t0"."customer_key" AS "customer_key"
                          FROM "customers" AS "t0"
                        ) AS "t5"
                          ON "t16"."customer_key" = "t5"."customer_key"
                      ) AS "t17"
                      WHERE
                        NOT "t17"."customer_key" IS NULL
                    ) AS "t18"
                    GROUP BY
                      "t18"."customer_key",
                      "t18"."ordered_on"
                  ) AS "t19"
                ) AS "t20"
                WHERE
                  "t20"."purchased_on" < MAKE_DATE(2026, 1, 1)
              ) AS "t21"
              GROUP BY
                "t21"."customer_key"
            ) AS "t22"
          ) AS "t23"
        ) AS "t24"
      ) AS "t26"
      LEFT OUTER JOIN (
        SELECT
          "t0"."customer_key" AS "customer_key",
          "t0"."segment" AS "segment",
          "t0"."region" AS "region",
          "t0"."owner" AS "owner",
          "t0"."source_key" AS "source_key"
        FROM "customers" AS "t0"
      ) AS "t6"
        ON "t26"."customer_key" = "t6"."customer_key"
    ) AS "t27"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."first_on" AS "first_on",
    "t0"."last_on" AS "last_on",
    "t0"."purchases" AS "purchases",
    "t0"."orders_in_window" AS "orders_in_window",
    "t0"."spend_in_window" AS "spend_in_window",
    "t0"."segment" AS "segment",
    "t0"."region" AS "region",
    "t0"."owner" AS "owner",
    CAST("t0"."orders_in_period" = "t0"."orders" AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "customers_rows" AS "t0"
  WHERE
    COALESCE(TRUE AND (
      CAST("t0"."orders_in_period" = "t0"."orders" AS BIGINT) <> 0
    ), FALSE)
)
SELECT
  COUNT(*) AS "n",
  COALESCE(SUM("t0"."top"), 0) AS "value"
FROM "listed" AS "t0"
