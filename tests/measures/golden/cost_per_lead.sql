WITH listed AS (
  WITH costs_of_leads_rows AS (
    WITH "t11" AS (
      SELECT
        "t2"."name" AS "campaign",
        CASE
          WHEN COUNT(DISTINCT "t2"."channel") = 1
          THEN MIN("t2"."channel")
          ELSE CAST(NULL AS TEXT)
        END AS "channel"
      FROM "campaigns" AS "t2"
      GROUP BY
        "t2"."name"
    )
    SELECT
      "t21"."kind" AS "kind",
      "t21"."source_key" AS "source_key",
      "t21"."dated_on" AS "dated_on",
      "t21"."amount" AS "amount",
      "t21"."campaign" AS "campaign",
      "t21"."channel" AS "channel"
    FROM (
      SELECT
        'lead' AS "kind",
        "t19"."source_key" AS "source_key",
        "t19"."dated_on" AS "dated_on",
        CAST(0 AS DECIMAL(18, 4)) AS "amount",
        "t19"."campaign" AS "campaign",
        "t19"."channel" AS "channel"
      FROM (
        SELECT
          "t18"."source_key" AS "source_key",
          "t18"."campaign" AS "campaign",
          "t18"."dated_on" AS "dated_on",
          "t18"."channel" AS "channel"
        FROM (
          SELECT
            "t8"."source_key" AS "source_key",
            "t8"."campaign" AS "campaign",
            "t8"."dated_on" AS "dated_on",
            "t15"."channel" AS "channel"
          FROM (
            SELECT
              "t0"."source_key" AS "source_key",
              "t0"."campaign" AS "campaign",
              "t0"."created_on" AS "dated_on"
            FROM "leads" AS "t0"
            WHERE
              "t0"."created_on" >= MAKE_DATE(2025, 1, 1)
              AND "t0"."created_on" < MAKE_DATE(2026, 1, 1)
          ) AS "t8"
          LEFT OUTER JOIN "t11" AS "t15"
            ON "t8"."campaign" = "t15"."campaign"
        ) AS "t18"
      ) AS "t19"
    ) AS "t21"
    UNION ALL
    SELECT
      "t26"."kind" AS "kind",
      "t26"."source_key" AS "source_key",
      "t26"."dated_on" AS "dated_on",
      "t26"."amount" AS "amount",
      "t26"."campaign" AS "campaign",
      "t26"."channel" AS "channel"
    FROM (
      SELECT
        "t25"."kind" AS "kind",
        "t25"."source_key" AS "source_key",
        "t25"."dated_on" AS "dated_on",
        "t25"."amount" AS "amount",
        "t25"."campaign" AS "campaign",
        "t25"."channel" AS "channel"
      FROM (
        SELECT
          "t24"."source_key" AS "source_key",
          "t24"."amount" AS "amount",
          "t6"."campaign" AS "campaign",
          "t14"."channel" AS "channel",
          "t24"."spent_on" AS "dated_on",
          'cost' AS "kind"
        FROM (
          SELECT
            t9.campaign_key AS campaign_key,
            t9.spent_on AS spent_on,
            t9.amount AS amount,
            t9.source_key AS source_key
          FROM (
            SELECT
              t1.campaign_key AS campaign_key,
              t1.spent_on AS spent_on,
              t1.amount AS amount,
              t1.source_key AS source_key
            FROM "costs" AS "t1"
            WHERE
              "t1"."spent_on" >= MAKE_DATE(2025, 1, 1)
              AND "t1"."spent_on" < MAKE_DATE(2026, 1, 1)
              AND COALESCE("t1"."currency" = 'VND', FALSE)
          ) AS "t9"
          UNION ALL
          SELECT
            "t22"."campaign_key" AS "campaign_key",
            "t22"."spent_on" AS "spent_on",
            "t22"."amount" AS "amount",
            "t22"."source_key" AS "source_key"
          FROM (
            SELECT
              "t20"."campaign_key" AS "campaign_key",
              "t20"."spent_on" AS "spent_on",
              CAST(CAST("t20"."amount" AS DECIMAL(38, 4)) * "t20"."rate" AS DECIMAL(18, 4)) AS "amount",
              "t20"."source_key" AS "source_key"
            FROM (
              SELECT
                "t12"."campaign_key" AS "campaign_key",
                "t12"."spent_on" AS "spent_on",
                "t12"."amount" AS "amount",
                "t12"."source_key" AS "source_key",
                "t17"."rate" AS "rate"
              FROM (
                SELECT
                  t1.campaign_key AS campaign_key,
                  t1.spent_on AS spent_on,
                  t1.amount AS amount,
                  t1.currency AS currency,
                  t1.source_key AS source_key
                FROM "costs" AS "t1"
                WHERE
                  "t1"."spent_on" >= MAKE_DATE(2025, 1, 1)
                  AND "t1"."spent_on" < MAKE_DATE(2026, 1, 1)
                  AND NOT (
                    COALESCE("t1"."currency" = 'VND', FALSE)
                  )
              ) AS "t12"
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
                    t3.currency AS currency,
                    t3.rated_on AS rated_on,
                    t3.rate AS rate
                  FROM "exchange_rates" AS "t3"
                  WHERE
                    "t3"."to_currency" = 'VND'
                ) AS "t7"
              ) AS "t17"
                ON "t12"."currency" = "t17"."rate_currency"
                AND "t12"."spent_on" >= "t17"."rated_on"
                AND (
                  (
                    "t12"."spent_on" < "t17"."next_rated_on"
                  )
                  OR (
                    "t17"."next_rated_on" IS NULL
                  )
                )
            ) AS "t20"
          ) AS "t22"
        ) AS "t24"
        LEFT OUTER JOIN (
          SELECT
            "t2"."campaign_key" AS "campaign_key",
            "t2"."name" AS "campaign"
          FROM "campaigns" AS "t2"
        ) AS "t6"
          ON "t24"."campaign_key" = "t6"."campaign_key"
        LEFT OUTER JOIN "t11" AS "t14"
          ON "t6"."campaign" = "t14"."campaign"
      ) AS "t25"
    ) AS "t26"
  )
  SELECT
    "t0"."kind" AS "kind",
    "t0"."source_key" AS "source_key",
    "t0"."dated_on" AS "dated_on",
    "t0"."amount" AS "amount",
    "t0"."campaign" AS "campaign",
    "t0"."channel" AS "channel",
    "t0"."amount" AS "top",
    CAST("t0"."kind" = 'lead' AS BIGINT) AS "bottom"
  FROM "costs_of_leads_rows" AS "t0"
  WHERE
    COALESCE(TRUE AND TRUE, FALSE)
)
SELECT
  COUNT(*) AS "n",
  CASE
    WHEN BOOL_OR(CAST("t0"."top" IS NULL AS BOOLEAN))
    THEN CAST(NULL AS DECIMAL(38, 4))
    ELSE SUM("t0"."top") FILTER(WHERE
      "t0"."bottom" = 0)
  END AS "top",
  SUM("t0"."bottom") AS "bottom",
  CAST(CAST(CASE
    WHEN BOOL_OR(CAST("t0"."top" IS NULL AS BOOLEAN))
    THEN CAST(NULL AS DECIMAL(38, 4))
    ELSE SUM("t0"."top") FILTER(WHERE
      "t0"."bottom" = 0)
  END AS DOUBLE) / NULLIF(CAST(SUM("t0"."bottom") AS DOUBLE), 0) AS DECIMAL(18, 4)) AS "value"
FROM "listed" AS "t0"
