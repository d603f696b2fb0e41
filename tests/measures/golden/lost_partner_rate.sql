WITH listed AS (
  WITH partners_rows AS (
    SELECT
      "t32"."last_on" AS "last_on",
      "t32"."purchases" AS "purchases",
      "t32"."purchases_before" AS "purchases_before",
      "t32"."spend" AS "spend",
      "t32"."lost_in_period_on" AS "lost_in_period_on",
      "t32"."lost_at_start" AS "lost_at_start",
      "t32"."segment" AS "segment",
      "t32"."region" AS "region",
      "t32"."owner" AS "owner",
      "t32"."source_key" AS "source_key"
    FROM (
      SELECT
        "t31"."last_on" AS "last_on",
        "t31"."purchases" AS "purchases",
        "t31"."purchases_before" AS "purchases_before",
        "t31"."spend" AS "spend",
        "t31"."lost_in_period_on" AS "lost_in_period_on",
        "t31"."lost_at_start" AS "lost_at_start",
        "t7"."segment" AS "segment",
        "t7"."region" AS "region",
        "t7"."owner" AS "owner",
        "t7"."source_key" AS "source_key"
      FROM (
        SELECT
          "t29"."customer_key" AS "customer_key",
          "t29"."last_on" AS "last_on",
          "t29"."purchases" AS "purchases",
          "t29"."purchases_before" AS "purchases_before",
          "t29"."spend" AS "spend",
          "t29"."lost_in_period_on" AS "lost_in_period_on",
          "t29"."lost_at_start" AS "lost_at_start"
        FROM (
          SELECT
            "t28"."customer_key" AS "customer_key",
            "t28"."last_on" AS "last_on",
            "t28"."purchases" AS "purchases",
            "t28"."purchases_before" AS "purchases_before",
            "t28"."spend" AS "spend",
            "t28"."lost_in_period_on" AS "lost_in_period_on",
            "t28"."lost_at_start" AS "lost_at_start"
          FROM (
            SELECT
              "t27"."customer_key" AS "customer_key",
              "t27"."last_on" AS "last_on",
              "t27"."purchases" AS "purchases",
              "t27"."purchases_before" AS "purchases_before",
              "t27"."spend" AS "spend",
              "t27"."lost_in_period_on" AS "lost_in_period_on",
              "t27"."lost_at_start" AS "lost_at_start"
            FROM (
              SELECT
                "t26"."customer_key" AS "customer_key",
                MAX("t26"."purchased_on") AS "last_on",
                COUNT(*) AS "purchases",
                COUNT(*) FILTER(WHERE
                  "t26"."purchased_on" < MAKE_DATE(2025, 1, 1)) AS "purchases_before",
                SUM("t26"."amount") AS "spend",
                MAX("t26"."lost_on") FILTER(WHERE
                  (
                    NOT "t26"."lost_on" IS NULL
                  )
                  AND (
                    (
                      "t26"."next_on" IS NULL
                    ) OR (
                      "t26"."next_on" > "t26"."lost_on"
                    )
                  )
                  AND (
                    "t26"."lost_on" >= MAKE_DATE(2025, 1, 1)
                  )
                  AND (
                    "t26"."lost_on" < MAKE_DATE(2026, 1, 1)
                  )) AS "lost_in_period_on",
                BOOL_OR(
                  CAST((
                    NOT "t26"."lost_on" IS NULL
                  )
                  AND (
                    (
                      "t26"."next_on" IS NULL
                    ) OR (
                      "t26"."next_on" > "t26"."lost_on"
                    )
                  )
                  AND (
                    "t26"."lost_on" < MAKE_DATE(2025, 1, 1)
                  )
                  AND (
                    (
                      "t26"."next_on" IS NULL
                    ) OR (
                      "t26"."next_on" >= MAKE_DATE(2025, 1, 1)
                    )
                  ) AS BOOLEAN)
                ) AS "lost_at_start"
              FROM (
                SELECT
                  "t25"."customer_key" AS "customer_key",
                  "t25"."purchased_on" AS "purchased_on",
                  "t25"."amount" AS "amount",
                  CASE
                    WHEN "t25"."next_on" < MAKE_DATE(2026, 1, 1)
                    THEN "t25"."next_on"
                    ELSE CAST(NULL AS DATE)
                  END AS "next_on",
                  "t25"."lost_on" AS "lost_on"
                FROM (
                  SELECT
                    "t24"."customer_key" AS "customer_key",
                    "t24"."purchased_on" AS "purchased_on",
                    "t24"."amount" AS "amount",
                    "t24"."next_on" AS "next_on",
                    "t24"."lost_on" AS "lost_on"
                  FROM (
                    SELECT
                      "t22"."customer_key" AS "customer_key",
                      "t22"."purchased_on" AS "purchased_on",
                      "t22"."amount" AS "amount",
                      "t22"."next_on" AS "next_on",
                      "t22"."purchased_on" + TO_DAYS(
                        CAST(FLOOR(
                          CASE
                            WHEN (
                              "t22"."nth" > 1
                            )
                            AND (
                              (
                                (
                                  CAST(DATE_DIFF('DAY', "t22"."first_on", "t22"."purchased_on") AS DOUBLE) + 62.5
                                ) * (
                                  (
                                    POWER(19.999999999999982, (
                                      1 / (
                                        CAST("t22"."nth" - 1 AS DOUBLE) + 0.75
                                      )
                                    ))
                                  ) - 1
                                )
                              ) <= 3650
                            )
                            THEN (
                              CAST(DATE_DIFF('DAY', "t22"."first_on", "t22"."purchased_on") AS DOUBLE) + 62.5
                            ) * (
                              (
                                POWER(19.999999999999982, (
                                  1 / (
                                    CAST("t22"."nth" - 1 AS DOUBLE) + 0.75
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
                        "t21"."customer_key" AS "customer_key",
                        "t21"."purchased_on" AS "purchased_on",
                        "t21"."amount" AS "amount",
                        (
                          ROW_NUMBER() OVER (
                            PARTITION BY "t21"."customer_key"
                            ORDER BY "t21"."purchased_on" ASC
                            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                          ) - 1
                        ) + 1 AS "nth",
                        LEAD("t21"."purchased_on") OVER (
                          PARTITION BY "t21"."customer_key"
                          ORDER BY "t21"."purchased_on" ASC
                          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                        ) AS "next_on",
                        MIN("t21"."purchased_on") OVER (
                          PARTITION BY "t21"."customer_key"
                          ORDER BY "t21"."purchased_on" ASC
                          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                        ) AS "first_on"
                      FROM (
                        SELECT
                          "t20"."customer_key" AS "customer_key",
                          "t20"."ordered_on" AS "purchased_on",
                          CAST(SUM("t20"."amount") AS DECIMAL(18, 4)) AS "amount"
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
    "t0"."last_on" AS "last_on",
    "t0"."lost_in_period_on" AS "lost_in_period_on",
    "t0"."purchases" AS "purchases",
    "t0"."spend" AS "spend",
    "t0"."segment" AS "segment",
    "t0"."region" AS "region",
    "t0"."owner" AS "owner",
    CAST(NOT "t0"."lost_in_period_on" IS NULL AS BIGINT) AS "top",
    CAST(NOT (
      "t0"."lost_at_start"
    ) AS BIGINT) AS "bottom"
  FROM "partners_rows" AS "t0"
  WHERE
    COALESCE(
      (
        "t0"."purchases_before" > 1
      )
      AND (
        (
          CAST(NOT (
            "t0"."lost_at_start"
          ) AS BIGINT) <> 0
        )
        AND (
          NOT CAST(NOT "t0"."lost_in_period_on" IS NULL AS BIGINT) IS NULL
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
