WITH listed AS (
  WITH deals_rows AS (
    WITH "t16" AS (
      SELECT
        "t15"."deal_key" AS "deal_key",
        "t15"."customer_key" AS "customer_key",
        "t15"."order_key" AS "order_key",
        "t15"."created_on" AS "created_on",
        "t15"."pipeline" AS "pipeline",
        "t15"."stage" AS "stage",
        "t15"."status" AS "status",
        "t15"."amount" AS "amount",
        "t15"."currency" AS "currency",
        "t15"."probability" AS "probability",
        "t15"."expected_on" AS "expected_on",
        "t15"."won_on" AS "won_on",
        "t15"."lost_on" AS "lost_on",
        "t15"."is_quoted" AS "is_quoted",
        "t15"."quoted_on" AS "quoted_on",
        "t15"."lost_reason" AS "lost_reason",
        "t15"."competitor" AS "competitor",
        "t15"."channel" AS "channel",
        "t15"."owner" AS "owner",
        "t15"."source" AS "source",
        "t15"."source_key" AS "source_key",
        "t15"."import_id" AS "import_id",
        "t15"."source_line" AS "source_line",
        "t15"."last_on" AS "last_on"
      FROM (
        SELECT
          "t14"."deal_key" AS "deal_key",
          "t14"."customer_key" AS "customer_key",
          "t14"."order_key" AS "order_key",
          "t14"."created_on" AS "created_on",
          "t14"."pipeline" AS "pipeline",
          "t14"."stage" AS "stage",
          "t14"."status" AS "status",
          "t14"."amount" AS "amount",
          "t14"."currency" AS "currency",
          "t14"."probability" AS "probability",
          "t14"."expected_on" AS "expected_on",
          "t14"."won_on" AS "won_on",
          "t14"."lost_on" AS "lost_on",
          "t14"."is_quoted" AS "is_quoted",
          "t14"."quoted_on" AS "quoted_on",
          "t14"."lost_reason" AS "lost_reason",
          "t14"."competitor" AS "competitor",
          "t14"."channel" AS "channel",
          "t14"."owner" AS "owner",
          "t14"."source" AS "source",
          "t14"."source_key" AS "source_key",
          "t14"."import_id" AS "import_id",
          "t14"."source_line" AS "source_line",
          "t14"."last_on" AS "last_on"
        FROM (
          SELECT
            "t11"."deal_key" AS "deal_key",
            "t11"."customer_key" AS "customer_key",
            "t11"."order_key" AS "order_key",
            "t11"."created_on" AS "created_on",
            "t11"."pipeline" AS "pipeline",
            "t11"."stage" AS "stage",
            "t11"."status" AS "status",
            "t11"."amount" AS "amount",
            "t11"."currency" AS "currency",
            "t11"."probability" AS "probability",
            "t11"."expected_on" AS "expected_on",
            "t11"."won_on" AS "won_on",
            "t11"."lost_on" AS "lost_on",
            "t11"."is_quoted" AS "is_quoted",
            "t11"."quoted_on" AS "quoted_on",
            "t11"."lost_reason" AS "lost_reason",
            "t11"."competitor" AS "competitor",
            "t11"."channel" AS "channel",
            "t11"."owner" AS "owner",
            "t11"."source" AS "source",
            "t11"."source_key" AS "source_key",
            "t11"."import_id" AS "import_id",
            "t11"."source_line" AS "source_line",
            "t10"."last_on" AS "last_on"
          FROM (
            SELECT
              t3.deal_key AS deal_key,
              t3.customer_key AS customer_key,
              t3.order_key AS order_key,
              t3.created_on AS created_on,
              t3.pipeline AS pipeline,
              t3.stage AS stage,
              t3.status AS status,
              t3.amount AS amount,
              t3.currency AS currency,
              t3.probability AS probability,
              t3.expected_on AS expected_on,
              t3.won_on AS won_on,
              t3.lost_on AS lost_on,
              t3.is_quoted AS is_quoted,
              t3.quoted_on AS quoted_on,
              t3.lost_reason AS lost_reason,
              t3.competitor AS competitor,
              t3.channel AS channel,
              t3.owner AS owner,
              t3.source AS source,
              t3.source_key AS source_key,
              t3.import_id AS import_id,
              t3.source_line AS source_line
            FROM "deals" AS "t3"
            WHERE
              "t3"."created_on" < MAKE_DATE(2026, 1, 1)
              AND "t3"."created_on" < MAKE_DATE(2026, 1, 1)
          ) AS "t11"
          LEFT OUTER JOIN (
            SELECT
              "t2"."deal_key" AS "deal_key",
              MAX("t2"."happened_on") AS "last_on"
            FROM "deal_stages" AS "t2"
            GROUP BY
              "t2"."deal_key"
          ) AS "t10"
            ON "t11"."deal_key" = "t10"."deal_key"
        ) AS "t14"
      ) AS "t15"
      WHERE
        (
          "t15"."status" = 'open'
        )
        OR (
          GREATEST("t15"."created_on", "t15"."last_on", "t15"."won_on", "t15"."lost_on") >= MAKE_DATE(2025, 1, 1)
        )
    ), "t26" AS (
      SELECT
        "t25"."customer_key" AS "customer_key",
        "t25"."created_on" AS "created_on",
        "t25"."pipeline" AS "pipeline",
        "t25"."currency" AS "currency",
        CASE
          WHEN "t25"."won_on" < MAKE_DATE(2026, 1, 1)
          THEN "t25"."won_on"
          ELSE CAST(NULL AS DATE)
        END AS "won_on",
        CASE
          WHEN "t25"."quoted_on" < MAKE_DATE(2026, 1, 1)
          THEN "t25"."quoted_on"
          ELSE CAST(NULL AS DATE)
        END AS "quoted_on",
        "t25"."channel" AS "channel",
        "t25"."owner" AS "owner",
        "t25"."source_key" AS "source_key",
        CASE
          WHEN "t25"."lost_on" < MAKE_DATE(2026, 1, 1)
          THEN "t25"."lost_on"
          ELSE "t25"."lost_seen_on"
        END AS "lost_seen_on",
        (
          NOT "t25"."is_quoted" IS NULL
        )
        AND NOT (
          COALESCE("t25"."is_quoted" AND (
            "t25"."quoted_on" IS NULL
          ), FALSE)
        ) AS "quote_is_known",
        CASE
          WHEN "t25"."lost_on" < MAKE_DATE(2026, 1, 1)
          THEN "t25"."lost_on"
          ELSE "t25"."lost_at_end_on"
        END AS "lost_by_end_on",
        COALESCE(
          "t25"."turn_at_end" = 'reopened',
          NOT (
            COALESCE(
              CASE
                WHEN "t25"."won_on" < MAKE_DATE(2026, 1, 1)
                THEN "t25"."won_on"
                ELSE CAST(NULL AS DATE)
              END < MAKE_DATE(2026, 1, 1),
              FALSE
            )
          )
          AND NOT (
            COALESCE("t25"."lost_on" < MAKE_DATE(2026, 1, 1), FALSE)
          )
        ) AS "is_open",
        "t25"."created_on" >= MAKE_DATE(2025, 1, 1) AS "created_in_period",
        COALESCE(
          CASE
            WHEN "t25"."won_on" < MAKE_DATE(2026, 1, 1)
            THEN "t25"."won_on"
            ELSE CAST(NULL AS DATE)
          END < MAKE_DATE(2026, 1, 1),
          FALSE
        )
        AND COALESCE(
          CASE
            WHEN "t25"."won_on" < MAKE_DATE(2026, 1, 1)
            THEN "t25"."won_on"
            ELSE CAST(NULL AS DATE)
          END >= MAKE_DATE(2025, 1, 1),
          FALSE
        ) AS "won_in_period",
        COALESCE(
          "t25"."turn_seen" = 'lost',
          (
            NOT CASE
              WHEN "t25"."lost_on" < MAKE_DATE(2026, 1, 1)
              THEN "t25"."lost_on"
              ELSE "t25"."lost_seen_on"
            END IS NULL
          )
          AND (
            CASE
              WHEN "t25"."won_on" < MAKE_DATE(2026, 1, 1)
              THEN "t25"."won_on"
              ELSE CAST(NULL AS DATE)
            END IS NULL
          )
        ) AS "is_lost",
        COALESCE(
          "t25"."turn_at_end" = 'lost',
          COALESCE("t25"."lost_on" < MAKE_DATE(2026, 1, 1), FALSE)
          AND NOT (
            COALESCE(
              CASE
                WHEN "t25"."won_on" < MAKE_DATE(2026, 1, 1)
                THEN "t25"."won_on"
                ELSE CAST(NULL AS DATE)
              END < MAKE_DATE(2026, 1, 1),
              FALSE
            )
          )
        )
        AND NOT (
          COALESCE(
            CASE
              WHEN "t25"."won_on" < MAKE_DATE(2026, 1, 1)
              THEN "t25"."won_on"
              ELSE CAST(NULL AS DATE)
            END < MAKE_DATE(2026, 1, 1),
            FALSE
          )
          AND COALESCE(
            CASE
              WHEN "t25"."won_on" < MAKE_DATE(2026, 1, 1)
              THEN "t25"."won_on"
              ELSE CAST(NULL AS DATE)
            END >= MAKE_DATE(2025, 1, 1),
            FALSE
          )
        )
        AND COALESCE(
          CASE
            WHEN "t25"."lost_on" < MAKE_DATE(2026, 1, 1)
            THEN "t25"."lost_on"
            ELSE "t25"."lost_at_end_on"
          END >= MAKE_DATE(2025, 1, 1),
          FALSE
        ) AS "lost_in_period"
      FROM (
        SELECT
          "t24"."customer_key" AS "customer_key",
          "t24"."created_on" AS "created_on",
          "t24"."pipeline" AS "pipeline",
          "t24"."currency" AS "currency",
          "t24"."won_on" AS "won_on",
          "t24"."lost_on" AS "lost_on",
          "t24"."is_quoted" AS "is_quoted",
          "t24"."quoted_on" AS "quoted_on",
          "t24"."channel" AS "channel",
          "t24"."owner" AS "owner",
          "t24"."source_key" AS "source_key",
          "t24"."turn_at_end" AS "turn_at_end",
          "t24"."turn_seen" AS "turn_seen",
          "t24"."lost_at_end_on" AS "lost_at_end_on",
          "t24"."lost_seen_on" AS "lost_seen_on"
        FROM (
          SELECT
            "t18"."customer_key" AS "customer_key",
            "t18"."created_on" AS "created_on",
            "t18"."pipeline" AS "pipeline",
            "t18"."currency" AS "currency",
            "t18"."won_on" AS "won_on",
            "t18"."lost_on" AS "lost_on",
            "t18"."is_quoted" AS "is_quoted",
            "t18"."quoted_on" AS "quoted_on",
            "t18"."channel" AS "channel",
            "t18"."owner" AS "owner",
            "t18"."source_key" AS "source_key",
            "t23"."turn_at_end" AS "turn_at_end",
            "t23"."turn_seen" AS "turn_seen",
            "t23"."lost_at_end_on" AS "lost_at_end_on",
            "t23"."lost_seen_on" AS "lost_seen_on"
          FROM "t16" AS "t18"
          LEFT OUTER JOIN (
            SELECT
              "t21"."deal_key" AS "deal_key",
              FIRST("t21"."kind" ORDER BY "t21"."at" DESC) FILTER(WHERE
                (
                  "t21"."happened_on" < MAKE_DATE(2026, 1, 1)
                )
                AND (
                  "t21"."happened_on" < MAKE_DATE(2026, 1, 1)
                )
                AND "t21"."kind" IN ('won', 'lost', 'reopened')) AS "turn_at_end",
              FIRST("t21"."kind" ORDER BY "t21"."at" DESC) FILTER(WHERE
                (
                  "t21"."happened_on" < MAKE_DATE(2026, 1, 1)
                )
                AND "t21"."kind" IN ('won', 'lost', 'reopened')) AS "turn_seen",
              MAX("t21"."happened_on") FILTER(WHERE
                (
                  "t21"."happened_on" < MAKE_DATE(2026, 1, 1)
                )
                AND (
                  "t21"."happened_on" < MAKE_DATE(2026, 1, 1)
                )
                AND (
                  "t21"."kind" = 'lost'
                )) AS "lost_at_end_on",
              MAX("t21"."happened_on") FILTER(WHERE
                (
                  "t21"."happened_on" < MAKE_DATE(2026, 1, 1)
                ) AND (
                  "t21"."kind" = 'lost'
                )) AS "lost_seen_on"
            FROM (
              SELECT
                "t20"."deal_key" AS "deal_key",
                "t20"."kind" AS "kind",
                "t20"."happened_on" AS "happened_on",
                {'moment': "t20"."happened_at", 'key': "t20"."event_key"} AS "at"
              FROM (
                SELECT
                  "t4"."event_key" AS "event_key",
                  "t4"."deal_key" AS "deal_key",
                  "t4"."kind" AS "kind",
                  "t4"."happened_at" AS "happened_at",
                  "t4"."happened_on" AS "happened_on"
                FROM "deal_stages" AS "t4"
                SEMI JOIN "t16" AS "t19"
                  ON "t4"."deal_key" = "t19"."deal_key"
              ) AS "t20"
            ) AS "t21"
            GROUP BY
              "t21"."deal_key"
          ) AS "t23"
            ON "t18"."deal_key" = "t23"."deal_key"
        ) AS "t24"
      ) AS "t25"
    )
    SELECT
      "t36"."source_key" AS "source_key",
      "t36"."created_on" AS "created_on",
      "t36"."pipeline" AS "pipeline",
      "t36"."won_on" AS "won_on",
      "t36"."quoted_on" AS "quoted_on",
      "t36"."quote_is_known" AS "quote_is_known",
      "t36"."channel" AS "channel",
      "t36"."owner" AS "owner",
      "t36"."segment" AS "segment",
      "t36"."created_in_period" AS "created_in_period",
      "t36"."days_to_quote" AS "days_to_quote"
    FROM (
      SELECT
        "t35"."created_on" AS "created_on",
        "t35"."pipeline" AS "pipeline",
        "t35"."won_on" AS "won_on",
        "t35"."quoted_on" AS "quoted_on",
        "t35"."channel" AS "channel",
        "t35"."owner" AS "owner",
        "t35"."source_key" AS "source_key",
        "t35"."quote_is_known" AS "quote_is_known",
        "t35"."created_in_period" AS "created_in_period",
        "t35"."days_to_quote" AS "days_to_quote",
        "t35"."segment" AS "segment"
      FROM (
        SELECT
          "t34"."created_on" AS "created_on",
          "t34"."pipeline" AS "pipeline",
          "t34"."won_on" AS "won_on",
          "t34"."quoted_on" AS "quoted_on",
          "t34"."channel" AS "channel",
          "t34"."owner" AS "owner",
          "t34"."source_key" AS "source_key",
          "t34"."quote_is_known" AS "quote_is_known",
          "t34"."created_in_period" AS "created_in_period",
          "t34"."days_to_quote" AS "days_to_quote",
          "t6"."segment" AS "segment"
        FROM (
          SELECT
            "t28"."customer_key" AS "customer_key",
            "t28"."created_on" AS "created_on",
            "t28"."pipeline" AS "pipeline",
            "t28"."won_on" AS "won_on",
            "t28"."quoted_on" AS "quoted_on",
            "t28"."channel" AS "channel",
            "t28"."owner" AS "owner",
            "t28"."source_key" AS "source_key",
            "t28"."quote_is_known" AS "quote_is_known",
            "t28"."created_in_period" AS "created_in_period",
            "t28"."days_to_quote" AS "days_to_quote"
          FROM (
            SELECT
              "t27"."customer_key" AS "customer_key",
              "t27"."created_on" AS "created_on",
              "t27"."pipeline" AS "pipeline",
              "t27"."won_on" AS "won_on",
              "t27"."quoted_on" AS "quoted_on",
              "t27"."channel" AS "channel",
              "t27"."owner" AS "owner",
              "t27"."source_key" AS "source_key",
              "t27"."quote_is_known" AS "quote_is_known",
              "t27"."created_in_period" AS "created_in_period",
              COALESCE(
                DATE_DIFF('DAY', "t27"."created_on", "t27"."quoted_on"),
                DATE_DIFF(
                  'DAY',
                  "t27"."created_on",
                  CASE
                    WHEN NOT "t27"."won_on" IS NULL
                    THEN "t27"."won_on"
                    WHEN "t27"."is_lost"
                    THEN "t27"."lost_seen_on"
                    ELSE MAKE_DATE(2025, 12, 31)
                  END
                )
              ) AS "days_to_quote"
            FROM "t26" AS "t27"
            WHERE
              (
                "t27"."is_open"
                OR "t27"."created_in_period"
                OR "t27"."won_in_period"
                OR "t27"."lost_in_period"
              )
              AND COALESCE("t27"."currency" = 'VND', FALSE)
          ) AS "t28"
          UNION ALL
          SELECT
            "t32"."customer_key" AS "customer_key",
            "t32"."created_on" AS "created_on",
            "t32"."pipeline" AS "pipeline",
            "t32"."won_on" AS "won_on",
            "t32"."quoted_on" AS "quoted_on",
            "t32"."channel" AS "channel",
            "t32"."owner" AS "owner",
            "t32"."source_key" AS "source_key",
            "t32"."quote_is_known" AS "quote_is_known",
            "t32"."created_in_period" AS "created_in_period",
            "t32"."days_to_quote" AS "days_to_quote"
          FROM (
            SELECT
              "t31"."customer_key" AS "customer_key",
              "t31"."created_on" AS "created_on",
              "t31"."pipeline" AS "pipeline",
              "t31"."won_on" AS "won_on",
              "t31"."quoted_on" AS "quoted_on",
              "t31"."channel" AS "channel",
              "t31"."owner" AS "owner",
              "t31"."source_key" AS "source_key",
              "t31"."quote_is_known" AS "quote_is_known",
              "t31"."created_in_period" AS "created_in_period",
              "t31"."days_to_quote" AS "days_to_quote"
            FROM (
              SELECT
                "t30"."customer_key" AS "customer_key",
                "t30"."created_on" AS "created_on",
                "t30"."pipeline" AS "pipeline",
                "t30"."won_on" AS "won_on",
                "t30"."quoted_on" AS "quoted_on",
                "t30"."channel" AS "channel",
                "t30"."owner" AS "owner",
                "t30"."source_key" AS "source_key",
                "t30"."quote_is_known" AS "quote_is_known",
                "t30"."created_in_period" AS "created_in_period",
                "t30"."days_to_quote" AS "days_to_quote"
              FROM (
                SELECT
                  "t27"."customer_key" AS "customer_key",
                  "t27"."created_on" AS "created_on",
                  "t27"."pipeline" AS "pipeline",
                  "t27"."currency" AS "currency",
                  "t27"."won_on" AS "won_on",
                  "t27"."quoted_on" AS "quoted_on",
                  "t27"."channel" AS "channel",
                  "t27"."owner" AS "owner",
                  "t27"."source_key" AS "source_key",
                  "t27"."quote_is_known" AS "quote_is_known",
                  "t27"."created_in_period" AS "created_in_period",
                  COALESCE(
                    DATE_DIFF('DAY', "t27"."created_on", "t27"."quoted_on"),
                    DATE_DIFF(
                      'DAY',
                      "t27"."created_on",
                      CASE
                        WHEN NOT "t27"."won_on" IS NULL
                        THEN "t27"."won_on"
                        WHEN "t27"."is_lost"
                        THEN "t27"."lost_seen_on"
                        ELSE MAKE_DATE(2025, 12, 31)
                      END
                    )
                  ) AS "days_to_quote",
                  COALESCE(
                    CASE
                      WHEN "t27"."won_in_period"
                      THEN "t27"."won_on"
                      WHEN "t27"."lost_in_period"
                      THEN "t27"."lost_by_end_on"
                      ELSE NULL
                    END,
                    MAKE_DATE(2025, 12, 31)
                  ) AS "valued_on"
                FROM "t26" AS "t27"
                WHERE
                  (
                    "t27"."is_open"
                    OR "t27"."created_in_period"
                    OR "t27"."won_in_period"
                    OR "t27"."lost_in_period"
                  )
                  AND NOT (
                    COALESCE("t27"."currency" = 'VND', FALSE)
                  )
              ) AS "t30"
              LEFT OUTER JOIN (
                SELECT
                  "t7"."currency" AS "rate_currency",
                  "t7"."rated_on" AS "rated_on",
                  LEAD("t7"."rated_on") OVER (
                    PARTITION BY "t7"."currency"
                    ORDER BY "t7"."rated_on" ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) AS "next_rated_on"
                FROM (
                  SELECT
                    t1.currency AS currency,
                    t1.rated_on AS rated_on
                  FROM "exchange_rates" AS "t1"
                  WHERE
                    "t1"."to_currency" = 'VND'
                ) AS "t7"
              ) AS "t13"
                ON "t30"."currency" = "t13"."rate_currency"
                AND "t30"."valued_on" >= "t13"."rated_on"
                AND (
                  (
                    "t30"."valued_on" < "t13"."next_rated_on"
                  )
                  OR (
                    "t13"."next_rated_on" IS NULL
                  )
                )
            ) AS "t31"
          ) AS "t32"
        ) AS "t34"
        LEFT OUTER JOIN (
          SELECT
            "t0"."customer_key" AS "customer_key",
            "t0"."segment" AS "segment"
          FROM "customers" AS "t0"
        ) AS "t6"
          ON "t34"."customer_key" = "t6"."customer_key"
      ) AS "t35"
    ) AS "t36"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."created_on" AS "created_on",
    "t0"."quoted_on" AS "quoted_on",
    "t0"."days_to_quote" AS "days_to_quote",
    "t0"."won_on" AS "won_on",
    "t0"."pipeline" AS "pipeline",
    "t0"."channel" AS "channel",
    "t0"."owner" AS "owner",
    "t0"."segment" AS "segment",
    CASE WHEN "t0"."created_in_period" THEN "t0"."days_to_quote" ELSE NULL END AS "top",
    CAST("t0"."created_in_period"
    AND (
      (
        NOT "t0"."quoted_on" IS NULL
      )
      OR NOT (
        "t0"."quote_is_known"
      )
      OR (
        "t0"."days_to_quote" < 0
      )
    ) AS BIGINT) AS "bottom"
  FROM "deals_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."quote_is_known"
      AND (
        "t0"."days_to_quote" >= 0
      )
      AND (
        (
          NOT CASE WHEN "t0"."created_in_period" THEN "t0"."days_to_quote" ELSE NULL END IS NULL
        )
        AND (
          NOT CAST("t0"."created_in_period"
          AND (
            (
              NOT "t0"."quoted_on" IS NULL
            )
            OR NOT (
              "t0"."quote_is_known"
            )
            OR (
              "t0"."days_to_quote" < 0
            )
          ) AS BIGINT) IS NULL
        )
      ),
      FALSE
    )
)
SELECT
  COALESCE(SUM("t3"."there"), 0) AS "n",
  MIN("t3"."seen") FILTER(WHERE
    "t3"."survival" <= 0.500000000001) AS "value",
  SUM("t3"."ended") AS "bottom"
FROM (
  SELECT
    "t2"."seen",
    "t2"."ended",
    "t2"."there",
    "t2"."staying",
    CASE
      WHEN BOOL_OR(CAST("t2"."staying" <= 0 AS BOOLEAN)) OVER (ORDER BY "t2"."seen" ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
      THEN 0.0
      ELSE EXP(
        SUM(LN(NULLIF("t2"."staying", 0))) OVER (ORDER BY "t2"."seen" ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
      )
    END AS "survival"
  FROM (
    SELECT
      "t1"."seen",
      "t1"."ended",
      "t1"."there",
      1 - (
        CAST("t1"."ended" AS DOUBLE) / SUM("t1"."there") OVER (ORDER BY "t1"."seen" DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
      ) AS "staying"
    FROM (
      SELECT
        CAST("t0"."top" AS DOUBLE) AS "seen",
        SUM("t0"."bottom") AS "ended",
        COUNT(*) AS "there"
      FROM "listed" AS "t0"
      GROUP BY
        1
    ) AS "t1"
  ) AS "t2"
) AS "t3"
