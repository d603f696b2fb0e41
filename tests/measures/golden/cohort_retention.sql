WITH listed AS (
  WITH cohort_months_rows AS (
    SELECT
      "t29"."customer_key" AS "customer_key",
      "t29"."cohort" AS "cohort",
      "t29"."age" AS "age",
      (
        "t29"."months_bought" & (
          1 << "t29"."age"
        )
      ) > 0 AS "active"
    FROM (
      SELECT
        "t28"."customer_key" AS "customer_key",
        "t28"."cohort" AS "cohort",
        "t28"."months_bought" AS "months_bought",
        "t9"."age" AS "age"
      FROM (
        SELECT
          "t26"."customer_key" AS "customer_key",
          "t26"."cohort" AS "cohort",
          "t26"."months_bought" AS "months_bought"
        FROM (
          SELECT
            "t25"."customer_key" AS "customer_key",
            "t25"."cohort" AS "cohort",
            "t25"."months_bought" AS "months_bought"
          FROM (
            SELECT
              "t23"."customer_key" AS "customer_key",
              MAKE_DATE(
                EXTRACT(YEAR FROM MIN("t23"."first_on")),
                EXTRACT(MONTH FROM MIN("t23"."first_on")),
                1
              ) AS "cohort",
              BIT_OR(
                1 << LEAST(
                  (
                    (
                      EXTRACT(YEAR FROM "t23"."purchased_on") * 12
                    ) + EXTRACT(MONTH FROM "t23"."purchased_on")
                  ) - (
                    (
                      EXTRACT(YEAR FROM "t23"."first_on") * 12
                    ) + EXTRACT(MONTH FROM "t23"."first_on")
                  ),
                  36
                )
              ) AS "months_bought"
            FROM (
              SELECT
                "t22"."customer_key" AS "customer_key",
                "t22"."purchased_on" AS "purchased_on",
                "t22"."first_on" AS "first_on"
              FROM (
                SELECT
                  "t21"."customer_key" AS "customer_key",
                  "t21"."purchased_on" AS "purchased_on",
                  MIN("t21"."purchased_on") OVER (
                    PARTITION BY "t21"."customer_key"
                    ORDER BY "t21"."purchased_on" ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                  ) AS "first_on"
                FROM (
                  SELECT
                    "t20"."customer_key" AS "customer_key",
                    "t20"."ordered_on" AS "purchased_on"
                  FROM (
                    SELECT
                      "t19"."customer_key" AS "customer_key",
                      "t19"."ordered_on" AS "ordered_on"
                    FROM (
                      SELECT
                        "t18"."customer_key" AS "customer_key",
                        "t18"."ordered_on" AS "ordered_on"
                      FROM (
                        SELECT
                          t10.customer_key AS customer_key,
                          t10.ordered_on AS ordered_on
                        FROM (
                          SELECT
                            t1.customer_key AS customer_key,
                            t1.ordered_on AS ordered_on
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
                          "t16"."ordered_on" AS "ordered_on"
                        FROM (
                          SELECT
                            "t15"."customer_key" AS "customer_key",
                            "t15"."ordered_on" AS "ordered_on"
                          FROM (
                            SELECT
                              "t12"."customer_key" AS "customer_key",
                              "t12"."ordered_on" AS "ordered_on"
                            FROM (
                              SELECT
                                t1.customer_key AS customer_key,
                                t1.ordered_on AS ordered_on,
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
                                "t8"."currency" AS "rate_currency",
                                "t8"."rated_on" AS "rated_on",
                                LEAD("t8"."rated_on") OVER (
                                  PARTITION BY "t8"."currency"
                                  ORDER BY "t8"."rated_on" ASC
                                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                                ) AS "next_rated_on"
                              FROM (
                                SELECT
                                  t2.currency AS currency,
                                  t2.rated_on AS rated_on
                                FROM "exchange_rates" AS "t2"
                                WHERE
                                  "t2"."to_currency" = 'VND'
                              ) AS "t8"
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
                          "t0"."customer_key" AS "customer_key"
                        FROM "customers" AS "t0"
                      ) AS "t7"
                        ON "t18"."customer_key" = "t7"."customer_key"
                    ) AS "t19"
                    WHERE
                      NOT "t19"."customer_key" IS NULL
                  ) AS "t20"
                  GROUP BY
                    "t20"."customer_key",
                    "t20"."ordered_on"
                ) AS "t21"
              ) AS "t22"
              WHERE
                "t22"."purchased_on" < MAKE_DATE(2026, 1, 1)
            ) AS "t23"
            GROUP BY
              "t23"."customer_key"
          ) AS "t25"
          LEFT OUTER JOIN (
            SELECT
              "t0"."customer_key" AS "customer_key"
            FROM "customers" AS "t0"
          ) AS "t6"
            ON "t25"."customer_key" = "t6"."customer_key"
        ) AS "t26"
      ) AS "t28"
      CROSS JOIN (
        SELECT
          UNNEST(RANGE(0, 36, 1)) AS "age"
      ) AS "t9"
    ) AS "t29"
    WHERE
      (
        (
          (
            EXTRACT(YEAR FROM MAKE_DATE(2026, 1, 1)) * 12
          ) + EXTRACT(MONTH FROM MAKE_DATE(2026, 1, 1))
        ) - (
          (
            EXTRACT(YEAR FROM "t29"."cohort") * 12
          ) + EXTRACT(MONTH FROM "t29"."cohort")
        )
      ) > "t29"."age"
  )
  SELECT
    "t1"."customer_key" AS "customer_key",
    "t1"."cohort" AS "cohort",
    "t1"."age" AS "age",
    "t1"."top" AS "top",
    "t1"."bottom" AS "bottom"
  FROM (
    SELECT
      "t0"."customer_key" AS "customer_key",
      "t0"."cohort" AS "cohort",
      "t0"."age" AS "age",
      CAST("t0"."active" AS BIGINT) AS "top",
      1 AS "bottom",
      COALESCE(
        (
          "t0"."age" > 0
        )
        AND (
          (
            1 <> 0
          ) AND (
            NOT CAST("t0"."active" AS BIGINT) IS NULL
          )
        ),
        FALSE
      ) AS "counts"
    FROM "cohort_months_rows" AS "t0"
  ) AS "t1"
  WHERE
    "t1"."counts"
)
SELECT
  COUNT(*) AS "n",
  SUM("t0"."top") AS "top",
  SUM("t0"."bottom") AS "bottom",
  CAST(SUM("t0"."top") AS DOUBLE) / NULLIF(CAST(SUM("t0"."bottom") AS DOUBLE), 0) AS "value"
FROM "listed" AS "t0"
