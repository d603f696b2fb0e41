WITH listed AS (
  WITH equity_after_acquisition_rows AS (
    SELECT
      "t47"."customer_key" AS "customer_key",
      "t47"."part" AS "part",
      "t47"."month" AS "month",
      CASE
        WHEN "t43"."cost" IS NULL
        THEN CAST(NULL AS DECIMAL(18, 4))
        ELSE "t47"."value"
      END AS "value"
    FROM (
      SELECT
        "t25"."customer_key" AS "customer_key",
        "t25"."part" AS "part",
        "t25"."value" AS "value",
        "t25"."month" AS "month"
      FROM (
        SELECT
          "t24"."customer_key" AS "customer_key",
          "t24"."part" AS "part",
          "t24"."value" AS "value",
          "t24"."month" AS "month"
        FROM (
          SELECT
            "t22"."customer_key" AS "customer_key",
            'current' AS "part",
            "t22"."lifetime_value" AS "value",
            CAST(NULL AS DATE) AS "month"
          FROM (
            SELECT
              "t20"."customer_key" AS "customer_key",
              "t20"."lifetime_value" AS "lifetime_value"
            FROM (
              SELECT
                "t7"."customer_key" AS "customer_key",
                "t7"."lifetime_value" AS "lifetime_value"
              FROM "customer_scores" AS "t7"
              LEFT OUTER JOIN (
                SELECT
                  "t3"."customer_key" AS "customer_key"
                FROM "customers" AS "t3"
              ) AS "t11"
                ON "t7"."customer_key" = "t11"."customer_key"
            ) AS "t20"
          ) AS "t22"
        ) AS "t24"
        UNION ALL
        SELECT
          "t8"."customer_key" AS "customer_key",
          "t8"."part" AS "part",
          "t8"."value" AS "value",
          "t8"."month" AS "month"
        FROM (
          SELECT
            CAST(NULL AS BIGINT) AS "customer_key",
            'new' AS "part",
            "t0"."value" AS "value",
            "t0"."month" AS "month"
          FROM "expected_new_customers" AS "t0"
        ) AS "t8"
      ) AS "t25"
      UNION ALL
      SELECT
        "t45"."customer_key" AS "customer_key",
        "t45"."part" AS "part",
        "t45"."value" AS "value",
        "t45"."month" AS "month"
      FROM (
        SELECT
          "t44"."customer_key" AS "customer_key",
          "t44"."part" AS "part",
          "t44"."value" AS "value",
          "t44"."month" AS "month"
        FROM (
          SELECT
            CAST(NULL AS BIGINT) AS "customer_key",
            'acquisition' AS "part",
            CAST(-(
              CAST("t6"."value" AS DOUBLE) / CAST("t6"."value_each" AS DOUBLE)
            ) * "t43"."cost" AS DECIMAL(18, 4)) AS "value",
            "t6"."month" AS "month"
          FROM "expected_new_customers" AS "t6"
          CROSS JOIN (
            SELECT
              CAST("t35"."spent" AS DOUBLE) / NULLIF("t41"."came", 0) AS "cost"
            FROM (
              SELECT
                CASE
                  WHEN BOOL_OR(CAST("t30"."amount" IS NULL AS BOOLEAN))
                  THEN CAST(NULL AS DECIMAL(38, 4))
                  ELSE SUM("t30"."amount")
                END AS "spent"
              FROM (
                SELECT
                  t14.amount AS amount
                FROM (
                  SELECT
                    t2.amount AS amount
                  FROM "costs" AS "t2"
                  WHERE
                    "t2"."spent_on" >= MAKE_DATE(2025, 1, 1)
                    AND "t2"."spent_on" < MAKE_DATE(2026, 1, 1)
                    AND COALESCE("t2"."currency" = 'VND', FALSE)
                ) AS "t14"
                UNION ALL
                SELECT
                  "t28"."amount" AS "amount"
                FROM (
                  SELECT
                    CAST(CAST("t26"."amount" AS DECIMAL(38, 4)) * "t26"."rate" AS DECIMAL(18, 4)) AS "amount"
                  FROM (
                    SELECT
                      "t18"."amount" AS "amount",
                      "t23"."rate" AS "rate"
                    FROM (
                      SELECT
                        t2.spent_on AS spent_on,
                        t2.amount AS amount,
                        t2.currency AS currency
                      FROM "costs" AS "t2"
                      WHERE
                        "t2"."spent_on" >= MAKE_DATE(2025, 1, 1)
                        AND "t2"."spent_on" < MAKE_DATE(2026, 1, 1)
                        AND NOT (
                          COALESCE("t2"."currency" = 'VND', FALSE)
                        )
                    ) AS "t18"
                    LEFT OUTER JOIN (
                      SELECT
                        "t13"."currency" AS "rate_currency",
                        "t13"."rate" AS "rate",
                        "t13"."rated_on" AS "rated_on",
                        LEAD("t13"."rated_on") OVER (
                          PARTITION BY "t13"."currency"
                          ORDER BY "t13"."rated_on" ASC
                          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                        ) AS "next_rated_on"
                      FROM (
                        SELECT
                          t4.currency AS currency,
                          t4.rated_on AS rated_on,
                          t4.rate AS rate
                        FROM "exchange_rates" AS "t4"
                        WHERE
                          "t4"."to_currency" = 'VND'
                      ) AS "t13"
                    ) AS "t23"
                      ON "t18"."currency" = "t23"."rate_currency"
                      AND "t18"."spent_on" >= "t23"."rated_on"
                      AND (
                        (
                          "t18"."spent_on" < "t23"."next_rated_on"
                        )
                        OR (
                          "t23"."next_rated_on" IS NULL
                        )
                      )
                  ) AS "t26"
                ) AS "t28"
              ) AS "t30"
            ) AS "t35"
            CROSS JOIN (
              SELECT
                COUNT(*) AS "came"
              FROM (
                SELECT
                  1 AS _
                FROM (
                  SELECT
                    "t37"."purchased_on" AS "purchased_on",
                    (
                      ROW_NUMBER() OVER (
                        PARTITION BY "t37"."customer_key"
                        ORDER BY "t37"."purchased_on" ASC
                        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                      ) - 1
                    ) + 1 AS "nth"
                  FROM (
                    SELECT
                      "t36"."customer_key" AS "customer_key",
                      "t36"."ordered_on" AS "purchased_on"
                    FROM (
                      SELECT
                        "t34"."customer_key" AS "customer_key",
                        "t34"."ordered_on" AS "ordered_on"
                      FROM (
                        SELECT
                          "t32"."customer_key" AS "customer_key",
                          "t32"."ordered_on" AS "ordered_on"
                        FROM (
                          SELECT
                            t15.customer_key AS customer_key,
                            t15.ordered_on AS ordered_on
                          FROM (
                            SELECT
                              t5.customer_key AS customer_key,
                              t5.ordered_on AS ordered_on
                            FROM "orders" AS "t5"
                            WHERE
                              "t5"."kind" = 'sale'
                              AND "t5"."status" = 'valid'
                              AND "t5"."amount" > 0
                              AND "t5"."ordered_on" < MAKE_DATE(2026, 1, 1)
                              AND (
                                (
                                  "t5"."reversed_on" IS NULL
                                )
                                OR (
                                  "t5"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                                )
                              )
                              AND COALESCE("t5"."currency" = 'VND', FALSE)
                          ) AS "t15"
                          UNION ALL
                          SELECT
                            "t29"."customer_key" AS "customer_key",
                            "t29"."ordered_on" AS "ordered_on"
                          FROM (
                            SELECT
                              "t27"."customer_key" AS "customer_key",
                              "t27"."ordered_on" AS "ordered_on"
                            FROM (
                              SELECT
                                "t19"."customer_key" AS "customer_key",
                                "t19"."ordered_on" AS "ordered_on"
                              FROM (
                                SELECT
                                  t5.customer_key AS customer_key,
                                  t5.ordered_on AS ordered_on,
                                  t5.currency AS currency
                                FROM "orders" AS "t5"
                                WHERE
                                  "t5"."kind" = 'sale'
                                  AND "t5"."status" = 'valid'
                                  AND "t5"."amount" > 0
                                  AND "t5"."ordered_on" < MAKE_DATE(2026, 1, 1)
                                  AND (
                                    (
                                      "t5"."reversed_on" IS NULL
                                    )
                                    OR (
                                      "t5"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                                    )
                                  )
                                  AND NOT (
                                    COALESCE("t5"."currency" = 'VND', FALSE)
                                  )
                              ) AS "t19"
                              LEFT OUTER JOIN (
                                SELECT
                                  "t13"."currency" AS "rate_currency",
                                  "t13"."rated_on" AS "rated_on",
                                  LEAD("t13"."rated_on") OVER (
                                    PARTITION BY "t13"."currency"
                                    ORDER BY "t13"."rated_on" ASC
                                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                                  ) AS "next_rated_on"
                                FROM (
                                  SELECT
                                    t4.currency AS currency,
                                    t4.rated_on AS rated_on
                                  FROM "exchange_rates" AS "t4"
                                  WHERE
                                    "t4"."to_currency" = 'VND'
                                ) AS "t13"
                              ) AS "t23"
                                ON "t19"."currency" = "t23"."rate_currency"
                                AND "t19"."ordered_on" >= "t23"."rated_on"
                                AND (
                                  (
                                    "t19"."ordered_on" < "t23"."next_rated_on"
                                  )
                                  OR (
                                    "t23"."next_rated_on" IS NULL
                                  )
                                )
                            ) AS "t27"
                          ) AS "t29"
                        ) AS "t32"
                        LEFT OUTER JOIN (
                          SELECT
                            "t3"."customer_key" AS "customer_key"
                          FROM "customers" AS "t3"
                        ) AS "t12"
                          ON "t32"."customer_key" = "t12"."customer_key"
                      ) AS "t34"
                      WHERE
                        NOT "t34"."customer_key" IS NULL
                    ) AS "t36"
                    GROUP BY
                      "t36"."customer_key",
                      "t36"."ordered_on"
                  ) AS "t37"
                ) AS "t38"
                WHERE
                  "t38"."nth" = 1
                  AND "t38"."purchased_on" >= MAKE_DATE(2025, 1, 1)
                  AND "t38"."purchased_on" < MAKE_DATE(2026, 1, 1)
              ) AS "t39"
            ) AS "t41"
          ) AS "t43"
        ) AS "t44"
      ) AS "t45"
    ) AS "t47"
    CROSS JOIN (
      SELECT
        CAST("t35"."spent" AS DOUBLE) / NULLIF("t41"."came", 0) AS "cost"
      FROM (
        SELECT
          CASE
            WHEN BOOL_OR(CAST("t30"."amount" IS NULL AS BOOLEAN))
            THEN CAST(NULL AS DECIMAL(38, 4))
            ELSE SUM("t30"."amount")
          END AS "spent"
        FROM (
          SELECT
            t14.amount AS amount
          FROM (
            SELECT
              t2.amount AS amount
            FROM "costs" AS "t2"
            WHERE
              "t2"."spent_on" >= MAKE_DATE(2025, 1, 1)
              AND "t2"."spent_on" < MAKE_DATE(2026, 1, 1)
              AND COALESCE("t2"."currency" = 'VND', FALSE)
          ) AS "t14"
          UNION ALL
          SELECT
            "t28"."amount" AS "amount"
          FROM (
            SELECT
              CAST(CAST("t26"."amount" AS DECIMAL(38, 4)) * "t26"."rate" AS DECIMAL(18, 4)) AS "amount"
            FROM (
              SELECT
                "t18"."amount" AS "amount",
                "t23"."rate" AS "rate"
              FROM (
                SELECT
                  t2.spent_on AS spent_on,
                  t2.amount AS amount,
                  t2.currency AS currency
                FROM "costs" AS "t2"
                WHERE
                  "t2"."spent_on" >= MAKE_DATE(2025, 1, 1)
                  AND "t2"."spent_on" < MAKE_DATE(2026, 1, 1)
                  AND NOT (
                    COALESCE("t2"."currency" = 'VND', FALSE)
                  )
              ) AS "t18"
              LEFT OUTER JOIN (
                SELECT
                  "t13"."currency" AS "rate_currency",
                  "t13"."rate" AS "rate",
                  "t13"."rated_on" AS "rated_on",
                  LEAD("t13"."rated_on") OVER (
                    PARTITION BY "t13"."currency"
                    ORDER BY "t13"."rated_on" ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) AS "next_rated_on"
                FROM (
                  SELECT
                    t4.currency AS currency,
                    t4.rated_on AS rated_on,
                    t4.rate AS rate
                  FROM "exchange_rates" AS "t4"
                  WHERE
                    "t4"."to_currency" = 'VND'
                ) AS "t13"
              ) AS "t23"
                ON "t18"."currency" = "t23"."rate_currency"
                AND "t18"."spent_on" >= "t23"."rated_on"
                AND (
                  (
                    "t18"."spent_on" < "t23"."next_rated_on"
                  )
                  OR (
                    "t23"."next_rated_on" IS NULL
                  )
                )
            ) AS "t26"
          ) AS "t28"
        ) AS "t30"
      ) AS "t35"
      CROSS JOIN (
        SELECT
          COUNT(*) AS "came"
        FROM (
          SELECT
            1 AS _
          FROM (
            SELECT
              "t37"."purchased_on" AS "purchased_on",
              (
                ROW_NUMBER() OVER (
                  PARTITION BY "t37"."customer_key"
                  ORDER BY "t37"."purchased_on" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) - 1
              ) + 1 AS "nth"
            FROM (
              SELECT
                "t36"."customer_key" AS "customer_key",
                "t36"."ordered_on" AS "purchased_on"
              FROM (
                SELECT
                  "t34"."customer_key" AS "customer_key",
                  "t34"."ordered_on" AS "ordered_on"
                FROM (
                  SELECT
                    "t32"."customer_key" AS "customer_key",
                    "t32"."ordered_on" AS "ordered_on"
                  FROM (
                    SELECT
                      t15.customer_key AS customer_key,
                      t15.ordered_on AS ordered_on
                    FROM (
                      SELECT
                        t5.customer_key AS customer_key,
                        t5.ordered_on AS ordered_on
                      FROM "orders" AS "t5"
                      WHERE
                        "t5"."kind" = 'sale'
                        AND "t5"."status" = 'valid'
                        AND "t5"."amount" > 0
                        AND "t5"."ordered_on" < MAKE_DATE(2026, 1, 1)
                        AND (
                          (
                            "t5"."reversed_on" IS NULL
                          )
                          OR (
                            "t5"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                          )
                        )
                        AND COALESCE("t5"."currency" = 'VND', FALSE)
                    ) AS "t15"
                    UNION ALL
                    SELECT
                      "t29"."customer_key" AS "customer_key",
                      "t29"."ordered_on" AS "ordered_on"
                    FROM (
                      SELECT
                        "t27"."customer_key" AS "customer_key",
                        "t27"."ordered_on" AS "ordered_on"
                      FROM (
                        SELECT
                          "t19"."customer_key" AS "customer_key",
                          "t19"."ordered_on" AS "ordered_on"
                        FROM (
                          SELECT
                            t5.customer_key AS customer_key,
                            t5.ordered_on AS ordered_on,
                            t5.currency AS currency
                          FROM "orders" AS "t5"
                          WHERE
                            "t5"."kind" = 'sale'
                            AND "t5"."status" = 'valid'
                            AND "t5"."amount" > 0
                            AND "t5"."ordered_on" < MAKE_DATE(2026, 1, 1)
                            AND (
                              (
                                "t5"."reversed_on" IS NULL
                              )
                              OR (
                                "t5"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                              )
                            )
                            AND NOT (
                              COALESCE("t5"."currency" = 'VND', FALSE)
                            )
                        ) AS "t19"
                        LEFT OUTER JOIN (
                          SELECT
                            "t13"."currency" AS "rate_currency",
                            "t13"."rated_on" AS "rated_on",
                            LEAD("t13"."rated_on") OVER (
                              PARTITION BY "t13"."currency"
                              ORDER BY "t13"."rated_on" ASC
                              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                            ) AS "next_rated_on"
                          FROM (
                            SELECT
                              t4.currency AS currency,
                              t4.rated_on AS rated_on
                            FROM "exchange_rates" AS "t4"
                            WHERE
                              "t4"."to_currency" = 'VND'
                          ) AS "t13"
                        ) AS "t23"
                          ON "t19"."currency" = "t23"."rate_currency"
                          AND "t19"."ordered_on" >= "t23"."rated_on"
                          AND (
                            (
                              "t19"."ordered_on" < "t23"."next_rated_on"
                            )
                            OR (
                              "t23"."next_rated_on" IS NULL
                            )
                          )
                      ) AS "t27"
                    ) AS "t29"
                  ) AS "t32"
                  LEFT OUTER JOIN (
                    SELECT
                      "t3"."customer_key" AS "customer_key"
                    FROM "customers" AS "t3"
                  ) AS "t12"
                    ON "t32"."customer_key" = "t12"."customer_key"
                ) AS "t34"
                WHERE
                  NOT "t34"."customer_key" IS NULL
              ) AS "t36"
              GROUP BY
                "t36"."customer_key",
                "t36"."ordered_on"
            ) AS "t37"
          ) AS "t38"
          WHERE
            "t38"."nth" = 1
            AND "t38"."purchased_on" >= MAKE_DATE(2025, 1, 1)
            AND "t38"."purchased_on" < MAKE_DATE(2026, 1, 1)
        ) AS "t39"
      ) AS "t41"
    ) AS "t43"
  )
  SELECT
    "t0"."customer_key" AS "customer_key",
    "t0"."part" AS "part",
    "t0"."month" AS "month",
    "t0"."value" AS "value",
    "t0"."value" AS "top",
    1 AS "bottom"
  FROM "equity_after_acquisition_rows" AS "t0"
  WHERE
    COALESCE(TRUE AND (
      "t0"."value" <> 0
    ), FALSE)
)
SELECT
  COUNT(*) AS "n",
  COALESCE(SUM("t0"."top"), 0) AS "value"
FROM "listed" AS "t0"
