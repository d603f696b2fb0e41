WITH listed AS (
  WITH stage_stays_rows AS (
    WITH "t4" AS (
      SELECT
        "t2"."event_key" AS "event_key",
        "t2"."deal_key" AS "deal_key",
        "t2"."kind" AS "kind",
        "t2"."happened_at" AS "happened_at",
        "t2"."to_stage" AS "deal_stage",
        "t2"."happened_on" AS "entered_on"
      FROM "deal_stages" AS "t2"
    )
    SELECT
      "t22"."source_key" AS "source_key",
      "t22"."pipeline" AS "pipeline",
      "t22"."deal_stage" AS "deal_stage",
      "t22"."entered_on" AS "entered_on",
      "t22"."left_on" AS "left_on",
      "t22"."ended_by" AS "ended_by",
      "t22"."lost_reason" AS "lost_reason",
      "t22"."channel" AS "channel",
      "t22"."owner" AS "owner",
      "t5"."segment" AS "segment",
      CASE
        WHEN (
          "t22"."kind" <> 'created'
        ) OR (
          "t22"."entered_on" <= "t22"."created_on"
        )
        THEN DATE_DIFF('DAY', "t22"."entered_on", COALESCE("t22"."left_on", MAKE_DATE(2025, 12, 31)))
        ELSE CAST(NULL AS BIGINT)
      END AS "days_in_stage",
      (
        "t22"."kind" <> 'created'
      ) OR (
        "t22"."entered_on" <= "t22"."created_on"
      ) AS "entry_is_known",
      "t22"."entered_on" >= MAKE_DATE(2025, 1, 1) AS "entered_in_period",
      COALESCE("t22"."last_further_at" > "t22"."happened_at", FALSE) AS "came_further",
      COALESCE("t22"."last_further_at" > "t22"."happened_at", FALSE)
      OR (
        (
          NOT "t22"."last_lost_at" IS NULL
        )
        AND COALESCE("t22"."last_lost_at" >= "t22"."last_open_at", TRUE)
      ) AS "is_decided"
    FROM (
      SELECT
        "t20"."kind" AS "kind",
        "t20"."happened_at" AS "happened_at",
        "t20"."deal_stage" AS "deal_stage",
        "t20"."entered_on" AS "entered_on",
        "t20"."last_further_at" AS "last_further_at",
        "t20"."last_lost_at" AS "last_lost_at",
        "t20"."last_open_at" AS "last_open_at",
        "t20"."left_on" AS "left_on",
        "t20"."ended_by" AS "ended_by",
        "t20"."customer_key" AS "customer_key",
        "t20"."source_key" AS "source_key",
        "t20"."created_on" AS "created_on",
        "t20"."pipeline" AS "pipeline",
        "t20"."lost_reason" AS "lost_reason",
        "t20"."channel" AS "channel",
        "t20"."owner" AS "owner"
      FROM (
        SELECT
          "t19"."kind" AS "kind",
          "t19"."happened_at" AS "happened_at",
          "t19"."deal_stage" AS "deal_stage",
          "t19"."entered_on" AS "entered_on",
          "t19"."next_ever" AS "next_ever",
          "t19"."last_further_at" AS "last_further_at",
          "t19"."last_lost_at" AS "last_lost_at",
          "t19"."last_open_at" AS "last_open_at",
          "t19"."left_on" AS "left_on",
          "t19"."ended_by" AS "ended_by",
          "t14"."customer_key" AS "customer_key",
          "t14"."source_key" AS "source_key",
          "t14"."created_on" AS "created_on",
          "t14"."pipeline" AS "pipeline",
          "t14"."stage" AS "stage",
          "t14"."status" AS "status",
          "t14"."lost_reason" AS "lost_reason",
          "t14"."channel" AS "channel",
          "t14"."owner" AS "owner"
        FROM (
          SELECT
            "t17"."deal_key" AS "deal_key",
            "t17"."kind" AS "kind",
            "t17"."happened_at" AS "happened_at",
            "t17"."deal_stage" AS "deal_stage",
            "t17"."entered_on" AS "entered_on",
            "t17"."next_ever" AS "next_ever",
            "t17"."last_further_at" AS "last_further_at",
            "t17"."last_lost_at" AS "last_lost_at",
            "t17"."last_open_at" AS "last_open_at",
            CASE
              WHEN "t17"."next_on" < MAKE_DATE(2026, 1, 1)
              THEN "t17"."next_on"
              ELSE CAST(NULL AS DATE)
            END AS "left_on",
            CASE
              WHEN "t17"."next_on" < MAKE_DATE(2026, 1, 1)
              THEN "t17"."next_ever"
              ELSE CAST(NULL AS TEXT)
            END AS "ended_by"
          FROM (
            SELECT
              "t16"."deal_key" AS "deal_key",
              "t16"."kind" AS "kind",
              "t16"."happened_at" AS "happened_at",
              "t16"."deal_stage" AS "deal_stage",
              "t16"."entered_on" AS "entered_on",
              LEAD("t16"."kind") OVER (
                PARTITION BY "t16"."deal_key"
                ORDER BY "t16"."happened_at" ASC, "t16"."event_key" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "next_ever",
              LEAD("t16"."entered_on") OVER (
                PARTITION BY "t16"."deal_key"
                ORDER BY "t16"."happened_at" ASC, "t16"."event_key" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "next_on",
              MAX("t16"."further_at") OVER (
                PARTITION BY "t16"."deal_key"
                ORDER BY "t16"."happened_at" ASC, "t16"."event_key" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "last_further_at",
              MAX("t16"."lost_at") OVER (
                PARTITION BY "t16"."deal_key"
                ORDER BY "t16"."happened_at" ASC, "t16"."event_key" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "last_lost_at",
              MAX("t16"."open_at") OVER (
                PARTITION BY "t16"."deal_key"
                ORDER BY "t16"."happened_at" ASC, "t16"."event_key" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "last_open_at"
            FROM (
              SELECT
                "t15"."event_key" AS "event_key",
                "t15"."deal_key" AS "deal_key",
                "t15"."kind" AS "kind",
                "t15"."happened_at" AS "happened_at",
                "t15"."deal_stage" AS "deal_stage",
                "t15"."entered_on" AS "entered_on",
                CASE
                  WHEN (
                    "t15"."entered_on" < MAKE_DATE(2026, 1, 1)
                  )
                  AND (
                    (
                      "t15"."kind" = 'won'
                    )
                    OR (
                      (
                        "t15"."kind" = 'moved'
                      )
                      AND (
                        (
                          ROW_NUMBER() OVER (
                            PARTITION BY "t15"."deal_key", "t15"."deal_stage"
                            ORDER BY "t15"."happened_at" ASC, "t15"."event_key" ASC
                            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                          ) - 1
                        ) = 0
                      )
                    )
                  )
                  THEN "t15"."happened_at"
                  ELSE CAST(NULL AS TIMESTAMP)
                END AS "further_at",
                CASE
                  WHEN (
                    "t15"."entered_on" < MAKE_DATE(2026, 1, 1)
                  ) AND (
                    "t15"."kind" = 'lost'
                  )
                  THEN "t15"."happened_at"
                  ELSE CAST(NULL AS TIMESTAMP)
                END AS "lost_at",
                CASE
                  WHEN (
                    "t15"."entered_on" < MAKE_DATE(2026, 1, 1)
                  )
                  AND (
                    "t15"."kind" = 'reopened'
                  )
                  THEN "t15"."happened_at"
                  ELSE CAST(NULL AS TIMESTAMP)
                END AS "open_at"
              FROM (
                SELECT
                  "t9"."event_key" AS "event_key",
                  "t9"."deal_key" AS "deal_key",
                  "t9"."kind" AS "kind",
                  "t9"."happened_at" AS "happened_at",
                  "t9"."deal_stage" AS "deal_stage",
                  "t9"."entered_on" AS "entered_on"
                FROM "t4" AS "t9"
                SEMI JOIN (
                  SELECT
                    "t12"."deal_key" AS "deal_key",
                    "t12"."customer_key" AS "customer_key",
                    "t12"."source_key" AS "source_key",
                    "t12"."created_on" AS "created_on",
                    "t12"."pipeline" AS "pipeline",
                    "t12"."stage" AS "stage",
                    "t12"."status" AS "status",
                    "t12"."lost_reason" AS "lost_reason",
                    "t12"."channel" AS "channel",
                    "t12"."owner" AS "owner"
                  FROM (
                    SELECT
                      "t8"."deal_key" AS "deal_key",
                      "t8"."customer_key" AS "customer_key",
                      "t8"."created_on" AS "created_on",
                      "t8"."pipeline" AS "pipeline",
                      "t8"."stage" AS "stage",
                      "t8"."status" AS "status",
                      "t8"."lost_reason" AS "lost_reason",
                      "t8"."channel" AS "channel",
                      "t8"."owner" AS "owner",
                      "t8"."source_key" AS "source_key",
                      "t11"."last_on" AS "last_on"
                    FROM (
                      SELECT
                        t1.deal_key AS deal_key,
                        t1.customer_key AS customer_key,
                        t1.created_on AS created_on,
                        t1.pipeline AS pipeline,
                        t1.stage AS stage,
                        t1.status AS status,
                        t1.lost_reason AS lost_reason,
                        t1.channel AS channel,
                        t1.owner AS owner,
                        t1.source_key AS source_key
                      FROM "deals" AS "t1"
                      WHERE
                        "t1"."created_on" < MAKE_DATE(2026, 1, 1)
                    ) AS "t8"
                    INNER JOIN (
                      SELECT
                        "t7"."deal_key" AS "deal_key",
                        MAX("t7"."entered_on") AS "last_on"
                      FROM "t4" AS "t7"
                      GROUP BY
                        "t7"."deal_key"
                    ) AS "t11"
                      ON "t8"."deal_key" = "t11"."deal_key"
                  ) AS "t12"
                  WHERE
                    (
                      "t12"."last_on" >= MAKE_DATE(2025, 1, 1)
                    ) OR (
                      "t12"."status" = 'open'
                    )
                ) AS "t14"
                  ON "t9"."deal_key" = "t14"."deal_key"
              ) AS "t15"
            ) AS "t16"
          ) AS "t17"
        ) AS "t19"
        INNER JOIN (
          SELECT
            "t12"."deal_key" AS "deal_key",
            "t12"."customer_key" AS "customer_key",
            "t12"."source_key" AS "source_key",
            "t12"."created_on" AS "created_on",
            "t12"."pipeline" AS "pipeline",
            "t12"."stage" AS "stage",
            "t12"."status" AS "status",
            "t12"."lost_reason" AS "lost_reason",
            "t12"."channel" AS "channel",
            "t12"."owner" AS "owner"
          FROM (
            SELECT
              "t8"."deal_key" AS "deal_key",
              "t8"."customer_key" AS "customer_key",
              "t8"."created_on" AS "created_on",
              "t8"."pipeline" AS "pipeline",
              "t8"."stage" AS "stage",
              "t8"."status" AS "status",
              "t8"."lost_reason" AS "lost_reason",
              "t8"."channel" AS "channel",
              "t8"."owner" AS "owner",
              "t8"."source_key" AS "source_key",
              "t11"."last_on" AS "last_on"
            FROM (
              SELECT
                t1.deal_key AS deal_key,
                t1.customer_key AS customer_key,
                t1.created_on AS created_on,
                t1.pipeline AS pipeline,
                t1.stage AS stage,
                t1.status AS status,
                t1.lost_reason AS lost_reason,
                t1.channel AS channel,
                t1.owner AS owner,
                t1.source_key AS source_key
              FROM "deals" AS "t1"
              WHERE
                "t1"."created_on" < MAKE_DATE(2026, 1, 1)
            ) AS "t8"
            INNER JOIN (
              SELECT
                "t7"."deal_key" AS "deal_key",
                MAX("t7"."entered_on") AS "last_on"
              FROM "t4" AS "t7"
              GROUP BY
                "t7"."deal_key"
            ) AS "t11"
              ON "t8"."deal_key" = "t11"."deal_key"
          ) AS "t12"
          WHERE
            (
              "t12"."last_on" >= MAKE_DATE(2025, 1, 1)
            ) OR (
              "t12"."status" = 'open'
            )
        ) AS "t14"
          ON "t19"."deal_key" = "t14"."deal_key"
      ) AS "t20"
      WHERE
        NOT (
          "t20"."kind" IN ('won', 'lost')
        )
        AND NOT (
          COALESCE("t20"."next_ever" = 'reopened', FALSE)
        )
        AND NOT (
          (
            "t20"."next_ever" IS NULL
          )
          AND (
            "t20"."status" <> 'open'
          )
          AND (
            "t20"."deal_stage" = "t20"."stage"
          )
        )
        AND "t20"."entered_on" < MAKE_DATE(2026, 1, 1)
        AND "t20"."entered_on" < MAKE_DATE(2026, 1, 1)
    ) AS "t22"
    LEFT OUTER JOIN (
      SELECT
        "t0"."customer_key" AS "customer_key",
        "t0"."segment" AS "segment"
      FROM "customers" AS "t0"
    ) AS "t5"
      ON "t22"."customer_key" = "t5"."customer_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."pipeline" AS "pipeline",
    "t0"."deal_stage" AS "deal_stage",
    "t0"."entered_on" AS "entered_on",
    "t0"."left_on" AS "left_on",
    "t0"."ended_by" AS "ended_by",
    "t0"."days_in_stage" AS "days_in_stage",
    "t0"."lost_reason" AS "lost_reason",
    "t0"."channel" AS "channel",
    "t0"."owner" AS "owner",
    "t0"."segment" AS "segment",
    CAST("t0"."came_further" AS BIGINT) AS "top",
    CAST("t0"."entered_in_period" AS BIGINT) AS "bottom"
  FROM "stage_stays_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."is_decided"
      AND "t0"."entry_is_known"
      AND (
        (
          CAST("t0"."entered_in_period" AS BIGINT) <> 0
        )
        AND (
          NOT CAST("t0"."came_further" AS BIGINT) IS NULL
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
