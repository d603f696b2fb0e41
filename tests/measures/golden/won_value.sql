WITH listed AS (
  WITH deals_rows AS (
    WITH "t16" AS (
      SELECT
        "t15"."customer_key" AS "customer_key",
        "t15"."created_on" AS "created_on",
        "t15"."pipeline" AS "pipeline",
        "t15"."amount" AS "amount",
        "t15"."currency" AS "currency",
        CASE
          WHEN "t15"."won_on" < MAKE_DATE(2026, 1, 1)
          THEN "t15"."won_on"
          ELSE CAST(NULL AS DATE)
        END AS "won_on",
        "t15"."channel" AS "channel",
        "t15"."owner" AS "owner",
        "t15"."source_key" AS "source_key",
        "t15"."amount_at_end" AS "amount_at_end",
        "t15"."won_amount" AS "won_amount",
        "t15"."was_changed_since" AS "was_changed_since",
        CASE
          WHEN "t15"."lost_on" < MAKE_DATE(2026, 1, 1)
          THEN "t15"."lost_on"
          ELSE "t15"."lost_at_end_on"
        END AS "lost_by_end_on",
        COALESCE(
          "t15"."turn_at_end" = 'reopened',
          NOT (
            COALESCE(
              CASE
                WHEN "t15"."won_on" < MAKE_DATE(2026, 1, 1)
                THEN "t15"."won_on"
                ELSE CAST(NULL AS DATE)
              END < MAKE_DATE(2026, 1, 1),
              FALSE
            )
          )
          AND NOT (
            COALESCE("t15"."lost_on" < MAKE_DATE(2026, 1, 1), FALSE)
          )
        ) AS "is_open",
        "t15"."created_on" >= MAKE_DATE(2025, 1, 1) AS "created_in_period",
        COALESCE(
          CASE
            WHEN "t15"."won_on" < MAKE_DATE(2026, 1, 1)
            THEN "t15"."won_on"
            ELSE CAST(NULL AS DATE)
          END < MAKE_DATE(2026, 1, 1),
          FALSE
        )
        AND COALESCE(
          CASE
            WHEN "t15"."won_on" < MAKE_DATE(2026, 1, 1)
            THEN "t15"."won_on"
            ELSE CAST(NULL AS DATE)
          END >= MAKE_DATE(2025, 1, 1),
          FALSE
        ) AS "won_in_period",
        COALESCE(
          "t15"."turn_at_end" = 'lost',
          COALESCE("t15"."lost_on" < MAKE_DATE(2026, 1, 1), FALSE)
          AND NOT (
            COALESCE(
              CASE
                WHEN "t15"."won_on" < MAKE_DATE(2026, 1, 1)
                THEN "t15"."won_on"
                ELSE CAST(NULL AS DATE)
              END < MAKE_DATE(2026, 1, 1),
              FALSE
            )
          )
        )
        AND NOT (
          COALESCE(
            CASE
              WHEN "t15"."won_on" < MAKE_DATE(2026, 1, 1)
              THEN "t15"."won_on"
              ELSE CAST(NULL AS DATE)
            END < MAKE_DATE(2026, 1, 1),
            FALSE
          )
          AND COALESCE(
            CASE
              WHEN "t15"."won_on" < MAKE_DATE(2026, 1, 1)
              THEN "t15"."won_on"
              ELSE CAST(NULL AS DATE)
            END >= MAKE_DATE(2025, 1, 1),
            FALSE
          )
        )
        AND COALESCE(
          CASE
            WHEN "t15"."lost_on" < MAKE_DATE(2026, 1, 1)
            THEN "t15"."lost_on"
            ELSE "t15"."lost_at_end_on"
          END >= MAKE_DATE(2025, 1, 1),
          FALSE
        ) AS "lost_in_period"
      FROM (
        SELECT
          "t14"."customer_key" AS "customer_key",
          "t14"."created_on" AS "created_on",
          "t14"."pipeline" AS "pipeline",
          "t14"."amount" AS "amount",
          "t14"."currency" AS "currency",
          "t14"."won_on" AS "won_on",
          "t14"."lost_on" AS "lost_on",
          "t14"."channel" AS "channel",
          "t14"."owner" AS "owner",
          "t14"."source_key" AS "source_key",
          "t14"."amount_at_end" AS "amount_at_end",
          "t14"."won_amount" AS "won_amount",
          "t14"."turn_at_end" AS "turn_at_end",
          "t14"."lost_at_end_on" AS "lost_at_end_on",
          "t14"."was_changed_since" AS "was_changed_since"
        FROM (
          SELECT
            "t9"."customer_key" AS "customer_key",
            "t9"."created_on" AS "created_on",
            "t9"."pipeline" AS "pipeline",
            "t9"."amount" AS "amount",
            "t9"."currency" AS "currency",
            "t9"."won_on" AS "won_on",
            "t9"."lost_on" AS "lost_on",
            "t9"."channel" AS "channel",
            "t9"."owner" AS "owner",
            "t9"."source_key" AS "source_key",
            "t13"."amount_at_end" AS "amount_at_end",
            "t13"."won_amount" AS "won_amount",
            "t13"."turn_at_end" AS "turn_at_end",
            "t13"."lost_at_end_on" AS "lost_at_end_on",
            "t13"."was_changed_since" AS "was_changed_since"
          FROM (
            SELECT
              t2.deal_key AS deal_key,
              t2.customer_key AS customer_key,
              t2.created_on AS created_on,
              t2.pipeline AS pipeline,
              t2.amount AS amount,
              t2.currency AS currency,
              t2.won_on AS won_on,
              t2.lost_on AS lost_on,
              t2.channel AS channel,
              t2.owner AS owner,
              t2.source_key AS source_key
            FROM "deals" AS "t2"
            WHERE
              "t2"."created_on" < MAKE_DATE(2026, 1, 1)
          ) AS "t9"
          LEFT OUTER JOIN (
            SELECT
              "t8"."deal_key" AS "deal_key",
              FIRST("t8"."amount" ORDER BY "t8"."at" DESC) FILTER(WHERE
                (
                  "t8"."happened_on" < MAKE_DATE(2026, 1, 1)
                )
                AND (
                  "t8"."happened_on" < MAKE_DATE(2026, 1, 1)
                )) AS "amount_at_end",
              FIRST("t8"."amount" ORDER BY "t8"."at") FILTER(WHERE
                (
                  "t8"."happened_on" < MAKE_DATE(2026, 1, 1)
                )
                AND (
                  "t8"."happened_on" < MAKE_DATE(2026, 1, 1)
                )
                AND (
                  "t8"."kind" = 'won'
                )) AS "won_amount",
              FIRST("t8"."kind" ORDER BY "t8"."at" DESC) FILTER(WHERE
                (
                  "t8"."happened_on" < MAKE_DATE(2026, 1, 1)
                )
                AND (
                  "t8"."happened_on" < MAKE_DATE(2026, 1, 1)
                )
                AND "t8"."kind" IN ('won', 'lost', 'reopened')) AS "turn_at_end",
              MAX("t8"."happened_on") FILTER(WHERE
                (
                  "t8"."happened_on" < MAKE_DATE(2026, 1, 1)
                )
                AND (
                  "t8"."happened_on" < MAKE_DATE(2026, 1, 1)
                )
                AND (
                  "t8"."kind" = 'lost'
                )) AS "lost_at_end_on",
              BOOL_OR(
                CAST(NOT (
                  (
                    "t8"."happened_on" < MAKE_DATE(2026, 1, 1)
                  )
                  AND (
                    "t8"."happened_on" < MAKE_DATE(2026, 1, 1)
                  )
                ) AS BOOLEAN)
              ) AS "was_changed_since"
            FROM (
              SELECT
                "t3"."deal_key" AS "deal_key",
                "t3"."kind" AS "kind",
                "t3"."amount" AS "amount",
                "t3"."happened_on" AS "happened_on",
                {'moment': "t3"."happened_at", 'key': "t3"."event_key"} AS "at"
              FROM "deal_stages" AS "t3"
            ) AS "t8"
            GROUP BY
              "t8"."deal_key"
          ) AS "t13"
            ON "t9"."deal_key" = "t13"."deal_key"
        ) AS "t14"
      ) AS "t15"
    )
    SELECT
      "t24"."source_key" AS "source_key",
      "t24"."created_on" AS "created_on",
      "t24"."pipeline" AS "pipeline",
      "t24"."amount" AS "amount",
      "t24"."won_on" AS "won_on",
      "t24"."channel" AS "channel",
      "t24"."owner" AS "owner",
      "t5"."segment" AS "segment",
      "t24"."won_in_period" AS "won_in_period"
    FROM (
      SELECT
        "t18"."customer_key" AS "customer_key",
        "t18"."created_on" AS "created_on",
        "t18"."pipeline" AS "pipeline",
        "t18"."amount" AS "amount",
        "t18"."won_on" AS "won_on",
        "t18"."channel" AS "channel",
        "t18"."owner" AS "owner",
        "t18"."source_key" AS "source_key",
        "t18"."won_in_period" AS "won_in_period"
      FROM (
        SELECT
          "t17"."customer_key" AS "customer_key",
          "t17"."created_on" AS "created_on",
          "t17"."pipeline" AS "pipeline",
          CASE
            WHEN COALESCE("t17"."was_changed_since", FALSE)
            THEN COALESCE(
              CASE
                WHEN "t17"."won_in_period"
                THEN "t17"."won_amount"
                ELSE "t17"."amount_at_end"
              END,
              "t17"."amount"
            )
            ELSE "t17"."amount"
          END AS "amount",
          "t17"."won_on" AS "won_on",
          "t17"."channel" AS "channel",
          "t17"."owner" AS "owner",
          "t17"."source_key" AS "source_key",
          "t17"."won_in_period" AS "won_in_period"
        FROM "t16" AS "t17"
        WHERE
          (
            "t17"."is_open"
            OR "t17"."created_in_period"
            OR "t17"."won_in_period"
            OR "t17"."lost_in_period"
          )
          AND COALESCE("t17"."currency" = 'VND', FALSE)
      ) AS "t18"
      UNION ALL
      SELECT
        "t22"."customer_key" AS "customer_key",
        "t22"."created_on" AS "created_on",
        "t22"."pipeline" AS "pipeline",
        "t22"."amount" AS "amount",
        "t22"."won_on" AS "won_on",
        "t22"."channel" AS "channel",
        "t22"."owner" AS "owner",
        "t22"."source_key" AS "source_key",
        "t22"."won_in_period" AS "won_in_period"
      FROM (
        SELECT
          "t21"."customer_key" AS "customer_key",
          "t21"."created_on" AS "created_on",
          "t21"."pipeline" AS "pipeline",
          CAST(CAST("t21"."amount" AS DECIMAL(38, 4)) * "t21"."rate" AS DECIMAL(18, 4)) AS "amount",
          "t21"."won_on" AS "won_on",
          "t21"."channel" AS "channel",
          "t21"."owner" AS "owner",
          "t21"."source_key" AS "source_key",
          "t21"."won_in_period" AS "won_in_period"
        FROM (
          SELECT
            "t20"."customer_key" AS "customer_key",
            "t20"."created_on" AS "created_on",
            "t20"."pipeline" AS "pipeline",
            "t20"."amount" AS "amount",
            "t20"."won_on" AS "won_on",
            "t20"."channel" AS "channel",
            "t20"."owner" AS "owner",
            "t20"."source_key" AS "source_key",
            "t20"."won_in_period" AS "won_in_period",
            "t11"."rate" AS "rate"
          FROM (
            SELECT
              "t17"."customer_key" AS "customer_key",
              "t17"."created_on" AS "created_on",
              "t17"."pipeline" AS "pipeline",
              CASE
                WHEN COALESCE("t17"."was_changed_since", FALSE)
                THEN COALESCE(
                  CASE
                    WHEN "t17"."won_in_period"
                    THEN "t17"."won_amount"
                    ELSE "t17"."amount_at_end"
                  END,
                  "t17"."amount"
                )
                ELSE "t17"."amount"
              END AS "amount",
              "t17"."currency" AS "currency",
              "t17"."won_on" AS "won_on",
              "t17"."channel" AS "channel",
              "t17"."owner" AS "owner",
              "t17"."source_key" AS "source_key",
              "t17"."won_in_period" AS "won_in_period",
              COALESCE(
                CASE
                  WHEN "t17"."won_in_period"
                  THEN "t17"."won_on"
                  WHEN "t17"."lost_in_period"
                  THEN "t17"."lost_by_end_on"
                  ELSE NULL
                END,
                MAKE_DATE(2025, 12, 31)
              ) AS "valued_on"
            FROM "t16" AS "t17"
            WHERE
              (
                "t17"."is_open"
                OR "t17"."created_in_period"
                OR "t17"."won_in_period"
                OR "t17"."lost_in_period"
              )
              AND NOT (
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
                t1.currency AS currency,
                t1.rated_on AS rated_on,
                t1.rate AS rate
              FROM "exchange_rates" AS "t1"
              WHERE
                "t1"."to_currency" = 'VND'
            ) AS "t6"
          ) AS "t11"
            ON "t20"."currency" = "t11"."rate_currency"
            AND "t20"."valued_on" >= "t11"."rated_on"
            AND (
              (
                "t20"."valued_on" < "t11"."next_rated_on"
              )
              OR (
                "t11"."next_rated_on" IS NULL
              )
            )
        ) AS "t21"
      ) AS "t22"
    ) AS "t24"
    LEFT OUTER JOIN (
      SELECT
        "t0"."customer_key" AS "customer_key",
        "t0"."segment" AS "segment"
      FROM "customers" AS "t0"
    ) AS "t5"
      ON "t24"."customer_key" = "t5"."customer_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."created_on" AS "created_on",
    "t0"."won_on" AS "won_on",
    "t0"."pipeline" AS "pipeline",
    "t0"."amount" AS "amount",
    "t0"."channel" AS "channel",
    "t0"."owner" AS "owner",
    "t0"."segment" AS "segment",
    CASE WHEN "t0"."won_in_period" THEN "t0"."amount" ELSE 0 END AS "top",
    1 AS "bottom"
  FROM "deals_rows" AS "t0"
  WHERE
    COALESCE(
      (
        (
          NOT "t0"."amount" IS NULL
        ) OR NOT (
          "t0"."won_in_period"
        )
      )
      AND (
        CASE WHEN "t0"."won_in_period" THEN "t0"."amount" ELSE 0 END <> 0
      ),
      FALSE
    )
)
SELECT
  COUNT(*) AS "n",
  COALESCE(SUM("t0"."top"), 0) AS "value"
FROM "listed" AS "t0"
