WITH listed AS (
  WITH customers_rows AS (
    SELECT
      "t27"."last_on" AS "last_on",
      "t27"."purchases" AS "purchases",
      "t27"."spend" AS "spend",
      "t27"."won_back_on" AS "won_back_on",
      "t27"."segment" AS "segment",
      "t27"."region" AS "region",
      "t27"."owner" AS "owner",
      "t27"."source_key" AS "source_key"
    FROM (
      SELECT
        "t26"."last_on" AS "last_on",
        "t26"."purchases" AS "purchases",
        "t26"."spend" AS "spend",
        "t26"."won_back_on" AS "won_back_on",
        "t6"."segment" AS "segment",
        "t6"."region" AS "region",
        "t6"."owner" AS "owner",
        "t6"."source_key" AS "source_key"
      FROM (
        SELECT
          "t24"."customer_key" AS "customer_key",
          "t24"."last_on" AS "last_on",
          "t24"."purchases" AS "purchases",
          "t24"."spend" AS "spend",
          "t24"."won_back_on" AS "won_back_on"
        FROM (
          SELECT
            "t23"."customer_key" AS "customer_key",
            "t23"."last_on" AS "last_on",
            "t23"."purchases" AS "purchases",
            "t23"."spend" AS "spend",
            "t23"."won_back_on" AS "won_back_on"
          FROM (
            SELECT
              "t22"."customer_key" AS "customer_key",
              "t22"."last_on" AS "last_on",
              "t22"."purchases" AS "purchases",
              "t22"."spend" AS "spend",
              "t22"."won_back_on" AS "won_back_on"
            FROM (
              SELECT
                "t21"."customer_key" AS "customer_key",
                MAX("t21"."purchased_on") AS "last_on",
                COUNT(*) AS "purchases",
                SUM("t21"."amount") AS "spend",
                MAX("t21"."next_on") FILTER(WHERE
                  (
                    NOT "t21"."lost_on" IS NULL
                  )
                  AND (
                    (
                      "t21"."next_on" IS NULL
                    ) OR (
                      "t21"."next_on" > "t21"."lost_on"
                    )
                  )
                  AND (
                    "t21"."next_on" >= MAKE_DATE(2025, 1, 1)
                  )) AS "won_back_on"
              FROM (
                SELECT
                  "t20"."customer_key" AS "customer_key",
                  "t20"."purchased_on" AS "purchased_on",
                  "t20"."amount" AS "amount",
                  CASE
                    WHEN "t20"."next_on" < MAKE_DATE(2026, 1, 1)
                    THEN "t20"."next_on"
                    ELSE CAST(NULL AS DATE)
                  END AS "next_on",
                  "t20"."purchased_on" + TO_DAYS(
                    CAST(FLOOR(
                      CASE
                        WHEN (
                          "t20"."nth" > 1
                        )
                        AND (
                          (
                            (
                              CAST(DATE_DIFF('DAY', "t20"."first_on", "t20"."purchased_on") AS DOUBLE) + 62.5
                            ) * (
                              (
                                POWER(19.999999999999982, (
                                  1 / (
                                    CAST("t20"."nth" - 1 AS DOUBLE) + 0.75
                                  )
                                ))
                              ) - 1
                            )
                          ) <= 3650
                        )
                        THEN (
                          CAST(DATE_DIFF('DAY', "t20"."first_on", "t20"."purchased_on") AS DOUBLE) + 62.5
                        ) * (
                          (
                            POWER(19.999999999999982, (
                              1 / (
                                CAST("t20"."nth" - 1 AS DOUBLE) + 0.75
                              )
                            ))
                          ) - 1
                        )
                        ELSE CAST(NULL AS DOUBLE)
                      END
                    ) AS BIGINT) + 1
                  ) AS "lost_on"
                FROM (
                  SELECT
                    "t19"."customer_key" AS "customer_key",
                    "t19"."purchased_on" AS "purchased_on",
                    "t19"."amount" AS "amount",
                    (
                      ROW_NUMBER() OVER (
                        PARTITION BY "t19"."customer_key"
                        ORDER BY "t19"."purchased_on" ASC
                        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                      ) - 1
                    ) + 1 AS "nth",
                    LEAD("t19"."purchased_on") OVER (
                      PARTITION BY "t19"."customer_key"
                      ORDER BY "t19"."purchased_on" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ) AS "next_on",
                    MIN("t19"."purchased_on") OVER (
                      PARTITION BY "t19"."customer_key"
                      ORDER BY "t19"."purchased_on" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                    ) AS "first_on"
                  FROM (
                    SELECT
                      "t18"."customer_key" AS "customer_key",
                      "t18"."ordered_on" AS "purchased_on",
                      CAST(SUM("t18"."amount") AS DECIMAL(18, 4)) AS "amount"
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
    "t0"."won_back_on" AS "won_back_on",
    "t0"."last_on" AS "last_on",
    "t0"."purchases" AS "purchases",
    "t0"."spend" AS "spend",
    "t0"."segment" AS "segment",
    "t0"."region" AS "region",
    "t0"."owner" AS "owner",
    CAST(NOT "t0"."won_back_on" IS NULL AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "customers_rows" AS "t0"
  WHERE
    COALESCE(TRUE AND (
      CAST(NOT "t0"."won_back_on" IS NULL AS BIGINT) <> 0
    ), FALSE)
)
SELECT
  COUNT(*) AS "n",
  COALESCE(SUM("t0"."top"), 0) AS "value"
FROM "listed" AS "t0"
