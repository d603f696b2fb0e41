WITH listed AS (
  WITH quotas_rows AS (
    WITH "t10" AS (
      SELECT
        "t4"."quota_key" AS "quota_key",
        "t4"."owner" AS "owner",
        "t4"."starts_on" AS "starts_on",
        "t4"."ends_on" AS "ends_on",
        "t4"."value" AS "value",
        "t4"."currency" AS "currency",
        "t4"."is_countable" AS "is_countable"
      FROM "quotas" AS "t4"
      ANTI JOIN "quotas" AS "t5"
        ON "t4"."owner" = "t5"."owner"
        AND "t5"."starts_on" >= "t4"."starts_on"
        AND "t5"."ends_on" <= "t4"."ends_on"
        AND (
          (
            "t5"."starts_on" > "t4"."starts_on"
          )
          OR (
            "t5"."ends_on" < "t4"."ends_on"
          )
        )
    ), "t27" AS (
      SELECT
        "t16"."quota_key" AS "quota_key",
        "t16"."owner" AS "owner",
        "t16"."starts_on" AS "starts_on",
        "t16"."ends_on" AS "ends_on",
        "t16"."is_countable" AS "is_countable",
        "t16"."amount" AS "amount"
      FROM (
        SELECT
          "t12"."quota_key" AS "quota_key",
          "t12"."owner" AS "owner",
          "t12"."starts_on" AS "starts_on",
          "t12"."ends_on" AS "ends_on",
          "t12"."is_countable" AS "is_countable",
          "t12"."value" AS "amount"
        FROM "t10" AS "t12"
        WHERE
          "t12"."ends_on" >= MAKE_DATE(2025, 1, 1)
          AND "t12"."ends_on" < MAKE_DATE(2026, 1, 1)
          AND "t12"."ends_on" < MAKE_DATE(2026, 1, 1)
          AND COALESCE("t12"."currency" = 'VND', FALSE)
      ) AS "t16"
      UNION ALL
      SELECT
        "t25"."quota_key" AS "quota_key",
        "t25"."owner" AS "owner",
        "t25"."starts_on" AS "starts_on",
        "t25"."ends_on" AS "ends_on",
        "t25"."is_countable" AS "is_countable",
        "t25"."amount" AS "amount"
      FROM (
        SELECT
          "t23"."quota_key" AS "quota_key",
          "t23"."owner" AS "owner",
          "t23"."starts_on" AS "starts_on",
          "t23"."ends_on" AS "ends_on",
          "t23"."is_countable" AS "is_countable",
          CAST(CAST("t23"."amount" AS DECIMAL(38, 4)) * "t23"."rate" AS DECIMAL(18, 4)) AS "amount"
        FROM (
          SELECT
            "t20"."quota_key" AS "quota_key",
            "t20"."owner" AS "owner",
            "t20"."starts_on" AS "starts_on",
            "t20"."ends_on" AS "ends_on",
            "t20"."is_countable" AS "is_countable",
            "t20"."amount" AS "amount",
            "t15"."rate" AS "rate"
          FROM (
            SELECT
              "t12"."quota_key" AS "quota_key",
              "t12"."owner" AS "owner",
              "t12"."starts_on" AS "starts_on",
              "t12"."ends_on" AS "ends_on",
              "t12"."currency" AS "currency",
              "t12"."is_countable" AS "is_countable",
              "t12"."value" AS "amount"
            FROM "t10" AS "t12"
            WHERE
              "t12"."ends_on" >= MAKE_DATE(2025, 1, 1)
              AND "t12"."ends_on" < MAKE_DATE(2026, 1, 1)
              AND "t12"."ends_on" < MAKE_DATE(2026, 1, 1)
              AND NOT (
                COALESCE("t12"."currency" = 'VND', FALSE)
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
                t1.currency AS currency,
                t1.rated_on AS rated_on,
                t1.rate AS rate
              FROM "exchange_rates" AS "t1"
              WHERE
                "t1"."to_currency" = 'VND'
            ) AS "t6"
          ) AS "t15"
            ON "t20"."currency" = "t15"."rate_currency"
            AND "t20"."ends_on" >= "t15"."rated_on"
            AND (
              (
                "t20"."ends_on" < "t15"."next_rated_on"
              )
              OR (
                "t15"."next_rated_on" IS NULL
              )
            )
        ) AS "t23"
      ) AS "t25"
    )
    SELECT
      "t40"."owner" AS "owner",
      "t40"."is_countable" AS "is_countable",
      "t40"."starts_on" AS "quota_from",
      "t40"."ends_on" AS "quota_until",
      "t40"."amount" AS "quota_value",
      CASE
        WHEN "t40"."deals_won" IS NULL
        THEN CAST(0 AS DECIMAL(18, 4))
        ELSE CASE
          WHEN "t40"."priced" = "t40"."deals_won"
          THEN "t40"."won_amount"
          ELSE CAST(NULL AS DECIMAL(18, 4))
        END
      END AS "won_amount",
      COALESCE("t40"."deals_won", 0) AS "deals_won",
      COALESCE("t40"."deals_won" - "t40"."priced", 0) AS "without_amount"
    FROM (
      SELECT
        "t39"."owner" AS "owner",
        "t39"."starts_on" AS "starts_on",
        "t39"."ends_on" AS "ends_on",
        "t39"."is_countable" AS "is_countable",
        "t39"."amount" AS "amount",
        "t39"."won_amount" AS "won_amount",
        "t39"."deals_won" AS "deals_won",
        "t39"."priced" AS "priced"
      FROM (
        SELECT
          "t29"."owner" AS "owner",
          "t29"."starts_on" AS "starts_on",
          "t29"."ends_on" AS "ends_on",
          "t29"."is_countable" AS "is_countable",
          "t29"."amount" AS "amount",
          "t38"."won_amount" AS "won_amount",
          "t38"."deals_won" AS "deals_won",
          "t38"."priced" AS "priced"
        FROM "t27" AS "t29"
        LEFT OUTER JOIN (
          SELECT
            "t36"."quota_key" AS "quota_key",
            CAST(SUM("t36"."amount_won") AS DECIMAL(18, 4)) AS "won_amount",
            COUNT(*) AS "deals_won",
            COUNT("t36"."amount_won") AS "priced"
          FROM (
            SELECT
              "t31"."quota_key" AS "quota_key",
              "t35"."amount_won" AS "amount_won"
            FROM (
              SELECT
                "t28"."quota_key" AS "quota_key",
                "t28"."owner" AS "owner",
                "t28"."starts_on" AS "starts_on",
                "t28"."ends_on" AS "ends_on"
              FROM "t27" AS "t28"
            ) AS "t31"
            INNER JOIN (
              SELECT
                "t33"."won_on" AS "won_on",
                "t33"."amount" AS "amount_won",
                "t33"."owner" AS "won_by"
              FROM (
                SELECT
                  "t21"."amount" AS "amount",
                  "t21"."won_on" AS "won_on",
                  "t21"."owner" AS "owner",
                  "t21"."source" AS "source"
                FROM (
                  SELECT
                    COALESCE("t19"."first_amount", "t19"."amount") AS "amount",
                    "t19"."won_on" AS "won_on",
                    "t19"."owner" AS "owner",
                    "t19"."source" AS "source"
                  FROM (
                    SELECT
                      "t17"."amount" AS "amount",
                      "t17"."currency" AS "currency",
                      "t17"."won_on" AS "won_on",
                      "t17"."owner" AS "owner",
                      "t17"."source" AS "source",
                      "t17"."first_amount" AS "first_amount"
                    FROM (
                      SELECT
                        "t9"."amount" AS "amount",
                        "t9"."currency" AS "currency",
                        "t9"."won_on" AS "won_on",
                        "t9"."owner" AS "owner",
                        "t9"."source" AS "source",
                        "t14"."first_amount" AS "first_amount"
                      FROM (
                        SELECT
                          t2.deal_key AS deal_key,
                          t2.amount AS amount,
                          t2.currency AS currency,
                          t2.won_on AS won_on,
                          t2.owner AS owner,
                          t2.source AS source
                        FROM "deals" AS "t2"
                        WHERE
                          "t2"."won_on" < MAKE_DATE(2026, 1, 1)
                          AND "t2"."created_on" < MAKE_DATE(2026, 1, 1)
                      ) AS "t9"
                      LEFT OUTER JOIN (
                        SELECT
                          "t8"."deal_key" AS "deal_key",
                          FIRST("t8"."amount" ORDER BY "t8"."at") AS "first_amount"
                        FROM (
                          SELECT
                            "t3"."deal_key" AS "deal_key",
                            "t3"."amount" AS "amount",
                            {'moment': "t3"."happened_at", 'key': "t3"."event_key"} AS "at"
                          FROM "deal_stages" AS "t3"
                          WHERE
                            "t3"."kind" = 'won' AND "t3"."happened_on" < MAKE_DATE(2026, 1, 1)
                        ) AS "t8"
                        GROUP BY
                          "t8"."deal_key"
                      ) AS "t14"
                        ON "t9"."deal_key" = "t14"."deal_key"
                    ) AS "t17"
                  ) AS "t19"
                  WHERE
                    COALESCE("t19"."currency" = 'VND', FALSE)
                ) AS "t21"
                UNION ALL
                SELECT
                  "t32"."amount" AS "amount",
                  "t32"."won_on" AS "won_on",
                  "t32"."owner" AS "owner",
                  "t32"."source" AS "source"
                FROM (
                  SELECT
                    CAST(CAST("t26"."amount" AS DECIMAL(38, 4)) * "t26"."rate" AS DECIMAL(18, 4)) AS "amount",
                    "t26"."won_on" AS "won_on",
                    "t26"."owner" AS "owner",
                    "t26"."source" AS "source"
                  FROM (
                    SELECT
                      "t24"."amount" AS "amount",
                      "t24"."won_on" AS "won_on",
                      "t24"."owner" AS "owner",
                      "t24"."source" AS "source",
                      "t15"."rate" AS "rate"
                    FROM (
                      SELECT
                        COALESCE("t19"."first_amount", "t19"."amount") AS "amount",
                        "t19"."currency" AS "currency",
                        "t19"."won_on" AS "won_on",
                        "t19"."owner" AS "owner",
                        "t19"."source" AS "source"
                      FROM (
                        SELECT
                          "t17"."amount" AS "amount",
                          "t17"."currency" AS "currency",
                          "t17"."won_on" AS "won_on",
                          "t17"."owner" AS "owner",
                          "t17"."source" AS "source",
                          "t17"."first_amount" AS "first_amount"
                        FROM (
                          SELECT
                            "t9"."amount" AS "amount",
                            "t9"."currency" AS "currency",
                            "t9"."won_on" AS "won_on",
                            "t9"."owner" AS "owner",
                            "t9"."source" AS "source",
                            "t14"."first_amount" AS "first_amount"
                          FROM (
                            SELECT
                              t2.deal_key AS deal_key,
                              t2.amount AS amount,
                              t2.currency AS currency,
                              t2.won_on AS won_on,
                              t2.owner AS owner,
                              t2.source AS source
                            FROM "deals" AS "t2"
                            WHERE
                              "t2"."won_on" < MAKE_DATE(2026, 1, 1)
                              AND "t2"."created_on" < MAKE_DATE(2026, 1, 1)
                          ) AS "t9"
                          LEFT OUTER JOIN (
                            SELECT
                              "t8"."deal_key" AS "deal_key",
                              FIRST("t8"."amount" ORDER BY "t8"."at") AS "first_amount"
                            FROM (
                              SELECT
                                "t3"."deal_key" AS "deal_key",
                                "t3"."amount" AS "amount",
                                {'moment': "t3"."happened_at", 'key': "t3"."event_key"} AS "at"
                              FROM "deal_stages" AS "t3"
                              WHERE
                                "t3"."kind" = 'won' AND "t3"."happened_on" < MAKE_DATE(2026, 1, 1)
                            ) AS "t8"
                            GROUP BY
                              "t8"."deal_key"
                          ) AS "t14"
                            ON "t9"."deal_key" = "t14"."deal_key"
                        ) AS "t17"
                      ) AS "t19"
                      WHERE
                        NOT (
                          COALESCE("t19"."currency" = 'VND', FALSE)
                        )
                    ) AS "t24"
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
                          t1.currency AS currency,
                          t1.rated_on AS rated_on,
                          t1.rate AS rate
                        FROM "exchange_rates" AS "t1"
                        WHERE
                          "t1"."to_currency" = 'VND'
                      ) AS "t6"
                    ) AS "t15"
                      ON "t24"."currency" = "t15"."rate_currency"
                      AND "t24"."won_on" >= "t15"."rated_on"
                      AND (
                        (
                          "t24"."won_on" < "t15"."next_rated_on"
                        )
                        OR (
                          "t15"."next_rated_on" IS NULL
                        )
                      )
                  ) AS "t26"
                ) AS "t32"
              ) AS "t33"
              WHERE
                "t33"."source" = 'crmeter'
            ) AS "t35"
              ON "t31"."owner" = "t35"."won_by"
              AND "t31"."starts_on" <= "t35"."won_on"
              AND "t31"."ends_on" >= "t35"."won_on"
          ) AS "t36"
          GROUP BY
            "t36"."quota_key"
        ) AS "t38"
          ON "t29"."quota_key" = "t38"."quota_key"
      ) AS "t39"
    ) AS "t40"
  )
  SELECT
    "t1"."owner" AS "owner",
    "t1"."quota_from" AS "quota_from",
    "t1"."quota_until" AS "quota_until",
    "t1"."won_amount" AS "won_amount",
    "t1"."quota_value" AS "quota_value",
    "t1"."deals_won" AS "deals_won",
    "t1"."without_amount" AS "without_amount",
    "t1"."top" AS "top",
    "t1"."bottom" AS "bottom"
  FROM (
    SELECT
      "t0"."owner" AS "owner",
      "t0"."quota_from" AS "quota_from",
      "t0"."quota_until" AS "quota_until",
      "t0"."quota_value" AS "quota_value",
      "t0"."won_amount" AS "won_amount",
      "t0"."deals_won" AS "deals_won",
      "t0"."without_amount" AS "without_amount",
      "t0"."won_amount" AS "top",
      "t0"."quota_value" AS "bottom",
      COALESCE(
        "t0"."is_countable"
        AND (
          NOT "t0"."won_amount" IS NULL
        )
        AND (
          NOT "t0"."quota_value" IS NULL
        )
        AND (
          (
            "t0"."quota_value" <> 0
          ) AND (
            NOT "t0"."won_amount" IS NULL
          )
        ),
        FALSE
      ) AS "counts"
    FROM "quotas_rows" AS "t0"
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
