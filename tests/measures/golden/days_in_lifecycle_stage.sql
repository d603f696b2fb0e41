WITH listed AS (
  WITH customers_rows AS (
    SELECT
      "t27"."first_on" AS "first_on",
      "t27"."last_on" AS "last_on",
      "t27"."purchases" AS "purchases",
      "t27"."days_silent" AS "days_silent",
      "t27"."stage" AS "stage",
      "t27"."days_in_stage" AS "days_in_stage",
      "t27"."segment" AS "segment",
      "t27"."region" AS "region",
      "t27"."owner" AS "owner",
      "t27"."source_key" AS "source_key"
    FROM (
      SELECT
        "t26"."first_on" AS "first_on",
        "t26"."last_on" AS "last_on",
        "t26"."purchases" AS "purchases",
        "t26"."days_silent" AS "days_silent",
        "t26"."stage" AS "stage",
        "t26"."days_in_stage" AS "days_in_stage",
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
          "t24"."days_silent" AS "days_silent",
          "t24"."stage" AS "stage",
          DATE_DIFF(
            'DAY',
            CASE
              WHEN "t24"."stage" = 'lost'
              THEN "t24"."lost_on"
              WHEN "t24"."stage" = 'new'
              THEN GREATEST("t24"."first_on", COALESCE("t24"."ever_won_back_on", "t24"."first_on"))
              WHEN "t24"."stage" = 'at_risk'
              THEN CASE
                WHEN COALESCE("t24"."reduced", FALSE)
                THEN CAST(NULL AS DATE)
                ELSE GREATEST(
                  COALESCE("t24"."risky_on", "t24"."last_on" + TO_DAYS(366)),
                  "t24"."first_on" + TO_DAYS(90)
                )
              END
              WHEN "t24"."stage" = 'won_back'
              THEN GREATEST(
                "t24"."won_back_in_window_on",
                COALESCE("t24"."back_from_silence_on", "t24"."first_on"),
                "t24"."first_on" + TO_DAYS(90)
              )
              WHEN "t24"."stage" = 'loyal'
              THEN GREATEST(
                "t24"."loyal_on",
                COALESCE("t24"."back_from_silence_on", "t24"."first_on"),
                COALESCE("t24"."ever_won_back_on" + TO_DAYS(365), "t24"."first_on"),
                "t24"."first_on" + TO_DAYS(90)
              )
              ELSE GREATEST(
                COALESCE("t24"."back_from_silence_on", "t24"."first_on"),
                COALESCE("t24"."ever_won_back_on" + TO_DAYS(365), "t24"."first_on"),
                "t24"."first_on" + TO_DAYS(90)
              )
            END,
            MAKE_DATE(2025, 12, 31)
          ) AS "days_in_stage"
        FROM (
          SELECT
            "t23"."customer_key" AS "customer_key",
            "t23"."first_on" AS "first_on",
            "t23"."last_on" AS "last_on",
            "t23"."purchases" AS "purchases",
            "t23"."won_back_in_window_on" AS "won_back_in_window_on",
            "t23"."risky_on" AS "risky_on",
            "t23"."lost_on" AS "lost_on",
            "t23"."loyal_on" AS "loyal_on",
            "t23"."ever_won_back_on" AS "ever_won_back_on",
            "t23"."back_from_silence_on" AS "back_from_silence_on",
            "t23"."days_silent" AS "days_silent",
            "t23"."bought_before_and_now"
            AND CASE
              WHEN CASE
                WHEN (
                  "t23"."spend_in_window" * 100
                ) <= (
                  "t23"."compared_spend" * 70
                )
                THEN "t23"."unknown_in_window"
                ELSE "t23"."compared_unknown"
              END > 0
              THEN CAST(NULL AS BOOLEAN)
              ELSE (
                "t23"."spend_in_window" * 100
              ) <= (
                "t23"."compared_spend" * 70
              )
            END AS "reduced",
            CASE
              WHEN "t23"."lost_at_end"
              THEN 'lost'
              WHEN "t23"."age_days" < 90
              THEN 'new'
              WHEN COALESCE(
                "t23"."bought_before_and_now"
                AND CASE
                  WHEN CASE
                    WHEN (
                      "t23"."spend_in_window" * 100
                    ) <= (
                      "t23"."compared_spend" * 70
                    )
                    THEN "t23"."unknown_in_window"
                    ELSE "t23"."compared_unknown"
                  END > 0
                  THEN CAST(NULL AS BOOLEAN)
                  ELSE (
                    "t23"."spend_in_window" * 100
                  ) <= (
                    "t23"."compared_spend" * 70
                  )
                END,
                FALSE
              )
              OR COALESCE("t23"."risky_on" < MAKE_DATE(2026, 1, 1), FALSE)
              OR (
                (
                  "t23"."purchases" = 1
                ) AND (
                  "t23"."days_silent" > 365
                )
              )
              THEN 'at_risk'
              WHEN NOT "t23"."won_back_in_window_on" IS NULL
              THEN 'won_back'
              WHEN "t23"."purchases" >= 4
              THEN 'loyal'
              ELSE 'growing'
            END AS "stage"
          FROM (
            SELECT
              "t22"."customer_key" AS "customer_key",
              "t22"."first_on" AS "first_on",
              "t22"."last_on" AS "last_on",
              "t22"."purchases" AS "purchases",
              COALESCE(
                "t22"."spend_in_window",
                CASE WHEN "t22"."orders_in_window" = 0 THEN 0 ELSE CAST(NULL AS TINYINT) END
              ) AS "spend_in_window",
              "t22"."unknown_in_window" AS "unknown_in_window",
              "t22"."won_back_in_window_on" AS "won_back_in_window_on",
              "t22"."lost_at_end" AS "lost_at_end",
              "t22"."risky_on" AS "risky_on",
              "t22"."lost_on" AS "lost_on",
              "t22"."loyal_on" AS "loyal_on",
              "t22"."ever_won_back_on" AS "ever_won_back_on",
              "t22"."back_from_silence_on" AS "back_from_silence_on",
              CASE
                WHEN "t22"."first_on" < MAKE_DATE(2025, 1, 1)
                THEN COALESCE(
                  "t22"."spend_year_before",
                  CASE WHEN "t22"."orders_year_before" = 0 THEN 0 ELSE CAST(NULL AS TINYINT) END
                )
                ELSE COALESCE(
                  "t22"."spend_window_before",
                  CASE WHEN "t22"."orders_window_before" = 0 THEN 0 ELSE CAST(NULL AS TINYINT) END
                )
              END AS "compared_spend",
              CASE
                WHEN "t22"."first_on" < MAKE_DATE(2025, 1, 1)
                THEN "t22"."unknown_year_before"
                ELSE "t22"."unknown_window_before"
              END AS "compared_unknown",
              (
                CASE
                  WHEN "t22"."first_on" < MAKE_DATE(2025, 1, 1)
                  THEN "t22"."orders_year_before"
                  ELSE "t22"."orders_window_before"
                END > 0
              )
              AND (
                "t22"."orders_in_window" > 0
              ) AS "bought_before_and_now",
              DATE_DIFF('DAY', "t22"."last_on", MAKE_DATE(2025, 12, 31)) AS "days_silent",
              DATE_DIFF('DAY', "t22"."first_on", MAKE_DATE(2025, 12, 31)) AS "age_days"
            FROM (
              SELECT
                "t21"."customer_key" AS "customer_key",
                MIN("t21"."purchased_on") AS "first_on",
                MAX("t21"."purchased_on") AS "last_on",
                COUNT(*) AS "purchases",
                COALESCE(
                  SUM("t21"."orders") FILTER(WHERE
                    "t21"."purchased_on" >= MAKE_DATE(2025, 1, 1)),
                  0
                ) AS "orders_in_window",
                SUM("t21"."amount") FILTER(WHERE
                  "t21"."purchased_on" >= MAKE_DATE(2025, 1, 1)) AS "spend_in_window",
                COALESCE(
                  SUM("t21"."orders") FILTER(WHERE
                    (
                      "t21"."purchased_on" >= MAKE_DATE(2024, 1, 2)
                    )
                    AND (
                      "t21"."purchased_on" < MAKE_DATE(2025, 1, 1)
                    )),
                  0
                ) AS "orders_window_before",
                SUM("t21"."amount") FILTER(WHERE
                  (
                    "t21"."purchased_on" >= MAKE_DATE(2024, 1, 2)
                  )
                  AND (
                    "t21"."purchased_on" < MAKE_DATE(2025, 1, 1)
                  )) AS "spend_window_before",
                COALESCE(
                  SUM("t21"."orders") FILTER(WHERE
                    (
                      "t21"."purchased_on" >= MAKE_DATE(2024, 1, 2)
                    )
                    AND (
                      "t21"."purchased_on" < MAKE_DATE(2025, 1, 1)
                    )),
                  0
                ) AS "orders_year_before",
                SUM("t21"."amount") FILTER(WHERE
                  (
                    "t21"."purchased_on" >= MAKE_DATE(2024, 1, 2)
                  )
                  AND (
                    "t21"."purchased_on" < MAKE_DATE(2025, 1, 1)
                  )) AS "spend_year_before",
                COALESCE(
                  SUM("t21"."without_amount") FILTER(WHERE
                    "t21"."purchased_on" >= MAKE_DATE(2025, 1, 1)),
                  0
                ) AS "unknown_in_window",
                COALESCE(
                  SUM("t21"."without_amount") FILTER(WHERE
                    (
                      "t21"."purchased_on" >= MAKE_DATE(2024, 1, 2)
                    )
                    AND (
                      "t21"."purchased_on" < MAKE_DATE(2025, 1, 1)
                    )),
                  0
                ) AS "unknown_window_before",
                COALESCE(
                  SUM("t21"."without_amount") FILTER(WHERE
                    (
                      "t21"."purchased_on" >= MAKE_DATE(2024, 1, 2)
                    )
                    AND (
                      "t21"."purchased_on" < MAKE_DATE(2025, 1, 1)
                    )),
                  0
                ) AS "unknown_year_before",
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
                  )) AS "won_back_in_window_on",
                BOOL_OR(
                  CAST((
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
                    "t21"."lost_on" < MAKE_DATE(2026, 1, 1)
                  )
                  AND (
                    "t21"."next_on" IS NULL
                  ) AS BOOLEAN)
                ) AS "lost_at_end",
                MAX("t21"."risky_on") FILTER(WHERE
                  "t21"."next_on" IS NULL) AS "risky_on",
                MAX("t21"."lost_on") FILTER(WHERE
                  "t21"."next_on" IS NULL) AS "lost_on",
                MAX("t21"."purchased_on") FILTER(WHERE
                  "t21"."nth" = 4) AS "loyal_on",
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
                  )) AS "ever_won_back_on",
                MAX("t21"."next_on") FILTER(WHERE
                  (
                    "t21"."next_on" > "t21"."risky_on"
                  )
                  OR (
                    (
                      "t21"."nth" = 1
                    )
                    AND (
                      DATE_DIFF('DAY', "t21"."purchased_on", "t21"."next_on") > 366
                    )
                  )) AS "back_from_silence_on"
              FROM (
                SELECT
                  "t20"."customer_key" AS "customer_key",
                  "t20"."purchased_on" AS "purchased_on",
                  "t20"."amount" AS "amount",
                  "t20"."orders" AS "orders",
                  "t20"."without_amount" AS "without_amount",
                  "t20"."nth" AS "nth",
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
                  ) AS "lost_on",
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
                                POWER(5.000000000000001, (
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
                            POWER(5.000000000000001, (
                              1 / (
                                CAST("t20"."nth" - 1 AS DOUBLE) + 0.75
                              )
                            ))
                          ) - 1
                        )
                        ELSE CAST(NULL AS DOUBLE)
                      END
                    ) AS BIGINT) + 1
                  ) AS "risky_on"
                FROM (
                  SELECT
                    "t19"."customer_key" AS "customer_key",
                    "t19"."purchased_on" AS "purchased_on",
                    "t19"."amount" AS "amount",
                    "t19"."orders" AS "orders",
                    "t19"."without_amount" AS "without_amount",
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
                      CAST(SUM("t18"."amount") AS DECIMAL(18, 4)) AS "amount",
                      COUNT(*) AS "orders",
                      COUNT(*) - COUNT("t18"."amount") AS "without_amount"
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
    "t0"."stage" AS "stage",
    "t0"."days_in_stage" AS "days_in_stage",
    "t0"."first_on" AS "first_on",
    "t0"."last_on" AS "last_on",
    "t0"."purchases" AS "purchases",
    "t0"."days_silent" AS "days_silent",
    "t0"."segment" AS "segment",
    "t0"."region" AS "region",
    "t0"."owner" AS "owner",
    "t0"."days_in_stage" AS "top",
    1 AS "bottom"
  FROM "customers_rows" AS "t0"
  WHERE
    COALESCE(
      (
        NOT "t0"."days_in_stage" IS NULL
      )
      AND (
        (
          1 <> 0
        ) AND (
          NOT "t0"."days_in_stage" IS NULL
        )
      ),
      FALSE
    )
)
SELECT
  COUNT(*) AS "n",
  QUANTILE_CONT(CAST("t0"."top" AS DOUBLE), 0.5) AS "value"
FROM "listed" AS "t0"
