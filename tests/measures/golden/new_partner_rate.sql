WITH listed AS (
  WITH partners_rows AS (
    SELECT
      "t32"."first_on" AS "first_on",
      "t32"."last_on" AS "last_on",
      "t32"."purchases" AS "purchases",
      "t32"."orders" AS "orders",
      "t32"."orders_in_period" AS "orders_in_period",
      "t32"."orders_in_window" AS "orders_in_window",
      "t32"."spend_in_window" AS "spend_in_window",
      "t32"."segment" AS "segment",
      "t32"."region" AS "region",
      "t32"."owner" AS "owner",
      "t32"."source_key" AS "source_key"
    FROM (
      SELECT
        "t31"."first_on" AS "first_on",
        "t31"."last_on" AS "last_on",
        "t31"."purchases" AS "purchases",
        "t31"."orders" AS "orders",
        "t31"."orders_in_period" AS "orders_in_period",
        "t31"."orders_in_window" AS "orders_in_window",
        "t31"."spend_in_window" AS "spend_in_window",
        "t7"."segment" AS "segment",
        "t7"."region" AS "region",
        "t7"."owner" AS "owner",
        "t7"."source_key" AS "source_key"
      FROM (
        SELECT
          "t29"."customer_key" AS "customer_key",
          "t29"."first_on" AS "first_on",
          "t29"."last_on" AS "last_on",
          "t29"."purchases" AS "purchases",
          "t29"."orders" AS "orders",
          "t29"."orders_in_period" AS "orders_in_period",
          "t29"."orders_in_window" AS "orders_in_window",
          "t29"."spend_in_window" AS "spend_in_window"
        FROM (
          SELECT
            "t28"."customer_key" AS "customer_key",
            "t28"."first_on" AS "first_on",
            "t28"."last_on" AS "last_on",
            "t28"."purchases" AS "purchases",
            "t28"."orders" AS "orders",
            "t28"."orders_in_period" AS "orders_in_period",
            "t28"."orders_in_window" AS "orders_in_window",
            "t28"."spend_in_window" AS "spend_in_window"
          FROM (
            SELECT
              "t27"."customer_key" AS "customer_key",
              "t27"."first_on" AS "first_on",
              "t27"."last_on" AS "last_on",
              "t27"."purchases" AS "purchases",
              "t27"."orders" AS "orders",
              "t27"."orders_in_period" AS "orders_in_period",
              "t27"."orders_in_window" AS "orders_in_window",
              COALESCE(
                "t27"."spend_in_window",
                CASE WHEN "t27"."orders_in_window" = 0 THEN 0 ELSE CAST(NULL AS TINYINT) END
              ) AS "spend_in_window"
            FROM (
              SELECT
                "t26"."customer_key" AS "customer_key",
                MIN("t26"."purchased_on") AS "first_on",
                MAX("t26"."purchased_on") AS "last_on",
                COUNT(*) AS "purchases",
                SUM("t26"."orders") AS "orders",
                COALESCE(
                  SUM("t26"."orders") FILTER(WHERE
                    "t26"."purchased_on" >= MAKE_DATE(2025, 1, 1)),
                  0
                ) AS "orders_in_period",
                COALESCE(
                  SUM("t26"."orders") FILTER(WHERE
                    "t26"."purchased_on" >= MAKE_DATE(2025, 1, 1)),
                  0
                ) AS "orders_in_window",
                SUM("t26"."amount") FILTER(WHERE
                  "t26"."purchased_on" >= MAKE_DATE(2025, 1, 1)) AS "spend_in_window"
              FROM (
                SELECT
                  "t25"."customer_key" AS "customer_key",
                  "t25"."purchased_on" AS "purchased_on",
                  "t25"."amount" AS "amount",
                  "t25"."orders" AS "orders"
                FROM (
                  SELECT
                    "t24"."customer_key" AS "customer_key",
                    "t24"."purchased_on" AS "purchased_on",
                    "t24"."amount" AS "amount",
                    "t24"."orders" AS "orders"
                  FROM (
                    SELECT
                      "t22"."customer_key" AS "customer_key",
                      "t22"."purchased_on" AS "purchased_on",
                      "t22"."amount" AS "amount",
                      "t22"."orders" AS "orders"
                    FROM (
                      SELECT
                        "t21"."customer_key" AS "customer_key",
                        "t21"."purchased_on" AS "purchased_on",
                        "t21"."amount" AS "amount",
                        "t21"."orders" AS "orders"
                      FROM (
                        SELECT
                          "t20"."customer_key" AS "customer_key",
                          "t20"."ordered_on" AS "purchased_on",
                          CAST(SUM("t20"."amount") AS DECIMAL(18, 4)) AS "amount",
                          COUNT(*) AS "orders"
                        FROM (
                          SELECT
                            "t19"."customer_key" AS "customer_key",
                            "t19"."ordered_on" AS "ordered_on",
                            "t19"."amount" AS "amount"
                          FROM (
                            SELECT
                              "t18"."customer_key" AS "customer_key",
                              "t18"."ordered_on" AS "ordered_on",
                              "t18"."amount" AS "amount"
                            FROM (
                              SELECT
                                t10.customer_key AS customer_key,
                                t10.ordered_on AS ordered_on,
                                t10.amount AS amount
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
                              ) AS "t10"
                              UNION ALL
                              SELECT
                                "t16"."customer_key" AS "customer_key",
                                "t16"."ordered_on" AS "ordered_on",
                                "t16"."amount" AS "amount"
                              FROM (
                                SELECT
                                  "t15"."customer_key" AS "customer_key",
                                  "t15"."ordered_on" AS "ordered_on",
                                  CAST(CAST("t15"."amount" AS DECIMAL(38, 4)) * "t15"."rate" AS DECIMAL(18, 4)) AS "amount"
                                FROM (
                                  SELECT
                                    "t12"."customer_key" AS "customer_key",
                                    "t12"."ordered_on" AS "ordered_on",
                                    "t12"."amount" AS "amount",
                                    "t14"."rate" AS "rate"
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
                                  ) AS "t12"
                                  LEFT OUTER JOIN (
                                    SELECT
                                      "t9"."currency" AS "rate_currency",
                                      "t9"."rate" AS "rate",
                                      "t9"."rated_on" AS "rated_on",
                                      LEAD("t9"."rated_on") OVER (
                                        PARTITION BY "t9"."currency"
                                        ORDER BY "t9"."rated_on" ASC
                                        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                                      ) AS "next_rated_on"
                                    FROM (
                                      SELECT
                                        t3.currency AS currency,
                                        t3.rated_on AS rated_on,
                                        t3.rate AS rate
                                      FROM "exchange_rates" AS "t3"
                                      WHERE
                                        "t3"."to_currency" = 'VND'
                                    ) AS "t9"
                                  ) AS "t14"
                                    ON "t12"."currency" = "t14"."rate_currency"
                                    AND "t12"."ordered_on" >= "t14"."rated_on"
                                    AND (
                                      (
                                        "t12"."ordered_on" < "t14"."next_rated_on"
                                      )
                                      OR (
                                        "t14"."next_rated_on" IS NULL
                                      )
                                    )
                                ) AS "t15"
                              ) AS "t16"
                            ) AS "t18"
                            LEFT OUTER JOIN (
                              SELECT
                                "t2"."customer_key" AS "customer_key"
                              FROM "customers" AS "t2"
                            ) AS "t8"
                              ON "t18"."customer_key" = "t8"."customer_key"
                          ) AS "t19"
                          WHERE
                            NOT "t19"."customer_key" IS NULL
                        ) AS "t20"
                        GROUP BY
                          "t20"."customer_key",
                          "t20"."ordered_on"
                      ) AS "t21"
                    ) AS "t22"
                  ) AS "t24"
                  SEMI JOIN "partners" AS "t4"
                    ON "t24"."customer_key" = "t4"."customer_key"
                ) AS "t25"
                WHERE
                  "t25"."purchased_on" < MAKE_DATE(2026, 1, 1)
              ) AS "t26"
              GROUP BY
                "t26"."customer_key"
            ) AS "t27"
          ) AS "t28"
        ) AS "t29"
      ) AS "t31"
      LEFT OUTER JOIN (
        SELECT
          "t0"."customer_key" AS "customer_key",
          "t0"."segment" AS "segment",
          "t0"."region" AS "region",
          "t0"."owner" AS "owner",
          "t0"."source_key" AS "source_key"
        FROM "partners" AS "t0"
      ) AS "t7"
        ON "t31"."customer_key" = "t7"."customer_key"
    ) AS "t32"
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
    CAST("t0"."orders_in_period" > 0 AS BIGINT) AS "bottom"
  FROM "partners_rows" AS "t0"
  WHERE
    COALESCE(
      TRUE
      AND (
        (
          CAST("t0"."orders_in_period" > 0 AS BIGINT) <> 0
        )
        AND (
          NOT CAST("t0"."orders_in_period" = "t0"."orders" AS BIGINT) IS NULL
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
