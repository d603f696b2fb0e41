WITH listed AS (
  WITH months_foretold_rows AS (
    SELECT
      "t27"."month" AS "month",
      "t27"."told_on" AS "told_on",
      CASE
        WHEN "t27"."currency" = 'VND'
        THEN "t27"."value"
        ELSE CAST(NULL AS DECIMAL(18, 4))
      END AS "told_value",
      CASE
        WHEN "t27"."currency" = 'VND'
        THEN "t27"."low"
        ELSE CAST(NULL AS DECIMAL(18, 4))
      END AS "told_value_low",
      CASE
        WHEN "t27"."currency" = 'VND'
        THEN "t27"."high"
        ELSE CAST(NULL AS DECIMAL(18, 4))
      END AS "told_value_high",
      CASE
        WHEN "t27"."deals_won" IS NULL
        THEN CAST(0 AS DECIMAL(18, 4))
        ELSE CASE
          WHEN "t27"."priced" = "t27"."deals_won"
          THEN "t27"."won_amount"
          ELSE CAST(NULL AS DECIMAL(18, 4))
        END
      END AS "won_amount",
      COALESCE("t27"."deals_won", 0) AS "deals_won",
      COALESCE("t27"."deals_won" - "t27"."priced", 0) AS "without_amount",
      ABS(
        CASE
          WHEN "t27"."currency" = 'VND'
          THEN "t27"."value"
          ELSE CAST(NULL AS DECIMAL(18, 4))
        END - CASE
          WHEN "t27"."deals_won" IS NULL
          THEN CAST(0 AS DECIMAL(18, 4))
          ELSE CASE
            WHEN "t27"."priced" = "t27"."deals_won"
            THEN "t27"."won_amount"
            ELSE CAST(NULL AS DECIMAL(18, 4))
          END
        END
      ) AS "error_amount"
    FROM (
      SELECT
        "t16"."told_on" AS "told_on",
        "t16"."month" AS "month",
        "t16"."currency" AS "currency",
        "t16"."value" AS "value",
        "t16"."low" AS "low",
        "t16"."high" AS "high",
        "t26"."won_amount" AS "won_amount",
        "t26"."deals_won" AS "deals_won",
        "t26"."priced" AS "priced"
      FROM (
        SELECT
          "t12"."told_on" AS "told_on",
          "t12"."month" AS "month",
          "t12"."currency" AS "currency",
          "t12"."value" AS "value",
          "t12"."low" AS "low",
          "t12"."high" AS "high"
        FROM (
          SELECT
            "t4"."told_on" AS "told_on",
            "t4"."month" AS "month",
            "t4"."currency" AS "currency",
            "t4"."value" AS "value",
            "t4"."low" AS "low",
            "t4"."high" AS "high",
            ROW_NUMBER() OVER (
              PARTITION BY "t4"."month"
              ORDER BY "t4"."as_of" DESC, "t4"."forecast_key" DESC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1 AS "nth"
          FROM (
            SELECT
              t0.forecast_key AS forecast_key,
              t0.as_of AS as_of,
              t0.told_on AS told_on,
              t0.month AS month,
              t0.currency AS currency,
              t0.value AS value,
              t0.low AS low,
              t0.high AS high
            FROM "told_forecasts" AS "t0"
            WHERE
              "t0"."ends_on" >= MAKE_DATE(2025, 1, 1)
              AND "t0"."ends_on" < MAKE_DATE(2026, 1, 1)
              AND "t0"."ends_on" < MAKE_DATE(2026, 1, 1)
          ) AS "t4"
        ) AS "t12"
        WHERE
          "t12"."nth" = 0
      ) AS "t16"
      LEFT OUTER JOIN (
        SELECT
          MAKE_DATE(EXTRACT(YEAR FROM "t24"."won_on"), EXTRACT(MONTH FROM "t24"."won_on"), 1) AS "won_month",
          CAST(SUM("t24"."amount") AS DECIMAL(18, 4)) AS "won_amount",
          COUNT(*) AS "deals_won",
          COUNT("t24"."amount") AS "priced"
        FROM (
          SELECT
            "t23"."won_on" AS "won_on",
            "t23"."amount" AS "amount"
          FROM (
            SELECT
              "t18"."amount" AS "amount",
              "t18"."won_on" AS "won_on"
            FROM (
              SELECT
                COALESCE("t17"."first_amount", "t17"."amount") AS "amount",
                "t17"."won_on" AS "won_on"
              FROM (
                SELECT
                  "t15"."amount" AS "amount",
                  "t15"."currency" AS "currency",
                  "t15"."won_on" AS "won_on",
                  "t15"."first_amount" AS "first_amount"
                FROM (
                  SELECT
                    "t8"."amount" AS "amount",
                    "t8"."currency" AS "currency",
                    "t8"."won_on" AS "won_on",
                    "t11"."first_amount" AS "first_amount"
                  FROM (
                    SELECT
                      t1.deal_key AS deal_key,
                      t1.amount AS amount,
                      t1.currency AS currency,
                      t1.won_on AS won_on
                    FROM "deals" AS "t1"
                    WHERE
                      "t1"."won_on" < MAKE_DATE(2026, 1, 1)
                      AND "t1"."created_on" < MAKE_DATE(2026, 1, 1)
                  ) AS "t8"
                  LEFT OUTER JOIN (
                    SELECT
                      "t7"."deal_key" AS "deal_key",
                      FIRST("t7"."amount" ORDER BY "t7"."at") AS "first_amount"
                    FROM (
                      SELECT
                        "t3"."deal_key" AS "deal_key",
                        "t3"."amount" AS "amount",
                        {'moment': "t3"."happened_at", 'key': "t3"."event_key"} AS "at"
                      FROM "deal_stages" AS "t3"
                      WHERE
                        "t3"."kind" = 'won' AND "t3"."happened_on" < MAKE_DATE(2026, 1, 1)
                    ) AS "t7"
                    GROUP BY
                      "t7"."deal_key"
                  ) AS "t11"
                    ON "t8"."deal_key" = "t11"."deal_key"
                ) AS "t15"
              ) AS "t17"
              WHERE
                COALESCE("t17"."currency" = 'VND', FALSE)
            ) AS "t18"
            UNION ALL
            SELECT
              "t22"."amount" AS "amount",
              "t22"."won_on" AS "won_on"
            FROM (
              SELECT
                CAST(CAST("t21"."amount" AS DECIMAL(38, 4)) * "t21"."rate" AS DECIMAL(18, 4)) AS "amount",
                "t21"."won_on" AS "won_on"
              FROM (
                SELECT
                  "t20"."amount" AS "amount",
                  "t20"."won_on" AS "won_on",
                  "t13"."rate" AS "rate"
                FROM (
                  SELECT
                    COALESCE("t17"."first_amount", "t17"."amount") AS "amount",
                    "t17"."currency" AS "currency",
                    "t17"."won_on" AS "won_on"
                  FROM (
                    SELECT
                      "t15"."amount" AS "amount",
                      "t15"."currency" AS "currency",
                      "t15"."won_on" AS "won_on",
                      "t15"."first_amount" AS "first_amount"
                    FROM (
                      SELECT
                        "t8"."amount" AS "amount",
                        "t8"."currency" AS "currency",
                        "t8"."won_on" AS "won_on",
                        "t11"."first_amount" AS "first_amount"
                      FROM (
                        SELECT
                          t1.deal_key AS deal_key,
                          t1.amount AS amount,
                          t1.currency AS currency,
                          t1.won_on AS won_on
                        FROM "deals" AS "t1"
                        WHERE
                          "t1"."won_on" < MAKE_DATE(2026, 1, 1)
                          AND "t1"."created_on" < MAKE_DATE(2026, 1, 1)
                      ) AS "t8"
                      LEFT OUTER JOIN (
                        SELECT
                          "t7"."deal_key" AS "deal_key",
                          FIRST("t7"."amount" ORDER BY "t7"."at") AS "first_amount"
                        FROM (
                          SELECT
                            "t3"."deal_key" AS "deal_key",
                            "t3"."amount" AS "amount",
                            {'moment': "t3"."happened_at", 'key': "t3"."event_key"} AS "at"
                          FROM "deal_stages" AS "t3"
                          WHERE
                            "t3"."kind" = 'won' AND "t3"."happened_on" < MAKE_DATE(2026, 1, 1)
                        ) AS "t7"
                        GROUP BY
                          "t7"."deal_key"
                      ) AS "t11"
                        ON "t8"."deal_key" = "t11"."deal_key"
                    ) AS "t15"
                  ) AS "t17"
                  WHERE
                    NOT (
                      COALESCE("t17"."currency" = 'VND', FALSE)
                    )
                ) AS "t20"
                LEFT OUTER JOIN (
                  SELECT
                    "t6"."currency" AS "rate_currency",
                    "t6"."rate" AS "rate",
                    "t6"."rated_on" AS "rated_on",
                    LEAD("t6"."rated_on") OVER (
                      PARTITION BY "t6"."currency"
                      ORDER BY "t6"."rated_on" ASC
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
                  ) AS "t6"
                ) AS "t13"
                  ON "t20"."currency" = "t13"."rate_currency"
                  AND "t20"."won_on" >= "t13"."rated_on"
                  AND (
                    (
                      "t20"."won_on" < "t13"."next_rated_on"
                    )
                    OR (
                      "t13"."next_rated_on" IS NULL
                    )
                  )
              ) AS "t21"
            ) AS "t22"
          ) AS "t23"
        ) AS "t24"
        GROUP BY
          MAKE_DATE(EXTRACT(YEAR FROM "t24"."won_on"), EXTRACT(MONTH FROM "t24"."won_on"), 1)
      ) AS "t26"
        ON "t16"."month" = "t26"."won_month"
    ) AS "t27"
  )
  SELECT
    "t0"."month" AS "month",
    "t0"."told_on" AS "told_on",
    "t0"."told_value" AS "told_value",
    "t0"."told_value_low" AS "told_value_low",
    "t0"."told_value_high" AS "told_value_high",
    "t0"."won_amount" AS "won_amount",
    "t0"."error_amount" AS "error_amount",
    "t0"."deals_won" AS "deals_won",
    "t0"."without_amount" AS "without_amount",
    "t0"."error_amount" AS "top",
    "t0"."won_amount" AS "bottom"
  FROM "months_foretold_rows" AS "t0"
  WHERE
    COALESCE(
      (
        NOT "t0"."error_amount" IS NULL
      )
      AND (
        (
          "t0"."won_amount" <> 0
        ) OR (
          "t0"."error_amount" <> 0
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
