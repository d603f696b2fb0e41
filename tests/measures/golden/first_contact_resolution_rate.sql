WITH listed AS (
  WITH tickets_rows AS (
    WITH "t8" AS (
      SELECT
        t7.ticket_key AS ticket_key,
        t7.customer_key AS customer_key,
        t7.queue AS queue,
        t7.category AS category,
        t7.product AS product,
        t7.cause AS cause,
        t7.priority AS priority,
        t7.status AS status,
        t7.channel AS channel,
        t7.opened_at AS opened_at,
        t7.opened_on AS opened_on,
        t7.first_responded_at AS first_responded_at,
        t7.solved_at AS solved_at,
        t7.answer_due_at AS answer_due_at,
        t7.due_at AS due_at,
        t7.paused_seconds AS paused_seconds,
        t7.reopened AS reopened,
        t7.is_escalated AS is_escalated,
        t7.escalated_at AS escalated_at,
        t7.duplicate_of AS duplicate_of,
        t7.owner AS owner,
        t7.source AS source,
        t7.source_key AS source_key,
        t7.import_id AS import_id,
        t7.source_line AS source_line
      FROM (
        SELECT
          t1.ticket_key AS ticket_key,
          t1.customer_key AS customer_key,
          t1.queue AS queue,
          t1.category AS category,
          t1.product AS product,
          t1.cause AS cause,
          t1.priority AS priority,
          t1.status AS status,
          t1.channel AS channel,
          t1.opened_at AS opened_at,
          t1.opened_on AS opened_on,
          t1.first_responded_at AS first_responded_at,
          t1.solved_at AS solved_at,
          t1.answer_due_at AS answer_due_at,
          t1.due_at AS due_at,
          t1.paused_seconds AS paused_seconds,
          t1.reopened AS reopened,
          t1.is_escalated AS is_escalated,
          t1.escalated_at AS escalated_at,
          t1.duplicate_of AS duplicate_of,
          t1.owner AS owner,
          t1.source AS source,
          t1.source_key AS source_key,
          t1.import_id AS import_id,
          t1.source_line AS source_line
        FROM "tickets" AS "t1"
        WHERE
          (
            "t1"."duplicate_of" IS NULL
          )
          OR "t1"."ticket_key" IN (
            SELECT
              "t2"."ticket_key" AS "ticket_key"
            FROM "ticket_events" AS "t2"
            WHERE
              "t2"."kind" = 'merged'
              AND "t2"."happened_on" >= MAKE_DATE(2026, 1, 1)
              AND "t2"."after" <> CAST("t2"."ticket_key" AS TEXT)
          )
      ) AS "t7"
      WHERE
        "t7"."opened_on" < MAKE_DATE(2026, 1, 1)
        AND "t7"."opened_on" < MAKE_DATE(2026, 1, 1)
        AND (
          (
            "t7"."opened_on" >= MAKE_DATE(2025, 1, 1)
          )
          OR (
            (
              "t7"."solved_at" IS NULL
            )
            OR (
              CAST("t7"."solved_at" AS DATE) >= MAKE_DATE(2025, 1, 1)
            )
          )
        )
    )
    SELECT
      "t20"."source_key" AS "source_key",
      "t20"."opened_at" AS "opened_at",
      "t20"."queue" AS "queue",
      "t20"."product" AS "product",
      "t20"."cause" AS "cause",
      "t20"."priority" AS "priority",
      "t20"."channel" AS "channel",
      "t20"."owner" AS "owner",
      "t20"."segment" AS "segment",
      "t20"."solved_by_end_at" AS "solved_by_end_at",
      "t20"."reopened_at" AS "reopened_at",
      "t20"."category" AS "request_kind",
      COALESCE(
        "t20"."solved_by_end"
        AND (
          CAST("t20"."solved_by_end_at" AS DATE) >= MAKE_DATE(2025, 1, 1)
        ),
        FALSE
      ) AS "solved_in_period",
      COALESCE(
        (
          CAST("t20"."first_solved_at" AS DATE) >= MAKE_DATE(2025, 1, 1)
        )
        AND (
          CAST("t20"."first_solved_at" AS DATE) < MAKE_DATE(2026, 1, 1)
        ),
        FALSE
      ) AS "first_solved_in_period",
      NOT "t20"."reopened_at" IS NULL AS "was_reopened",
      COALESCE("t20"."has_waited", FALSE) AS "has_waited",
      COALESCE("t20"."has_course", FALSE) AS "has_course",
      COALESCE("t20"."was_handed_on", FALSE) AS "was_handed_on",
      COALESCE("t20"."assignments_are_kept", FALSE) OR (
        "t20"."owner" IS NULL
      ) AS "hands_are_known"
    FROM (
      SELECT
        "t19"."queue" AS "queue",
        "t19"."category" AS "category",
        "t19"."product" AS "product",
        "t19"."cause" AS "cause",
        "t19"."priority" AS "priority",
        "t19"."channel" AS "channel",
        "t19"."opened_at" AS "opened_at",
        "t19"."owner" AS "owner",
        "t19"."source_key" AS "source_key",
        "t19"."solved_by_end" AS "solved_by_end",
        "t19"."solved_by_end_at" AS "solved_by_end_at",
        "t19"."first_solved_at" AS "first_solved_at",
        "t19"."reopened_at" AS "reopened_at",
        "t19"."has_waited" AS "has_waited",
        "t19"."was_handed_on" AS "was_handed_on",
        "t19"."assignments_are_kept" AS "assignments_are_kept",
        "t19"."has_course" AS "has_course",
        "t19"."segment" AS "segment"
      FROM (
        SELECT
          "t18"."queue" AS "queue",
          "t18"."category" AS "category",
          "t18"."product" AS "product",
          "t18"."cause" AS "cause",
          "t18"."priority" AS "priority",
          "t18"."channel" AS "channel",
          "t18"."opened_at" AS "opened_at",
          "t18"."owner" AS "owner",
          "t18"."source_key" AS "source_key",
          "t18"."solved_by_end" AS "solved_by_end",
          "t18"."solved_by_end_at" AS "solved_by_end_at",
          "t18"."first_solved_at" AS "first_solved_at",
          "t18"."reopened_at" AS "reopened_at",
          "t18"."has_waited" AS "has_waited",
          "t18"."was_handed_on" AS "was_handed_on",
          "t18"."assignments_are_kept" AS "assignments_are_kept",
          "t18"."has_course" AS "has_course",
          "t5"."segment" AS "segment"
        FROM (
          SELECT
            "t16"."customer_key" AS "customer_key",
            "t16"."queue" AS "queue",
            "t16"."category" AS "category",
            "t16"."product" AS "product",
            "t16"."cause" AS "cause",
            "t16"."priority" AS "priority",
            "t16"."channel" AS "channel",
            "t16"."opened_at" AS "opened_at",
            "t16"."owner" AS "owner",
            "t16"."source_key" AS "source_key",
            CASE
              WHEN COALESCE("t16"."has_course", FALSE)
              THEN "t16"."solved_by_end"
              ELSE CASE
                WHEN "t16"."status" IN ('solved', 'closed') AND (
                  "t16"."solved_at" IS NULL
                )
                THEN CAST(NULL AS BOOLEAN)
                ELSE COALESCE(
                  CAST(CASE
                    WHEN CAST("t16"."solved_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                    THEN "t16"."solved_at"
                    ELSE CAST(NULL AS TIMESTAMP)
                  END AS DATE) < MAKE_DATE(2026, 1, 1),
                  FALSE
                )
              END
            END AS "solved_by_end",
            CASE
              WHEN CASE
                WHEN COALESCE("t16"."has_course", FALSE)
                THEN "t16"."solved_by_end"
                ELSE CASE
                  WHEN "t16"."status" IN ('solved', 'closed') AND (
                    "t16"."solved_at" IS NULL
                  )
                  THEN CAST(NULL AS BOOLEAN)
                  ELSE COALESCE(
                    CAST(CASE
                      WHEN CAST("t16"."solved_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                      THEN "t16"."solved_at"
                      ELSE CAST(NULL AS TIMESTAMP)
                    END AS DATE) < MAKE_DATE(2026, 1, 1),
                    FALSE
                  )
                END
              END
              THEN CASE
                WHEN COALESCE("t16"."has_course", FALSE)
                THEN "t16"."solved_by_end_at"
                ELSE CASE
                  WHEN CAST("t16"."solved_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                  THEN "t16"."solved_at"
                  ELSE CAST(NULL AS TIMESTAMP)
                END
              END
              ELSE CAST(NULL AS TIMESTAMP)
            END AS "solved_by_end_at",
            "t16"."first_solved_at" AS "first_solved_at",
            "t16"."reopened_at" AS "reopened_at",
            "t16"."has_waited" AS "has_waited",
            "t16"."was_handed_on" AS "was_handed_on",
            "t16"."assignments_are_kept" AS "assignments_are_kept",
            "t16"."has_course" AS "has_course"
          FROM (
            SELECT
              "t15"."customer_key" AS "customer_key",
              "t15"."queue" AS "queue",
              "t15"."category" AS "category",
              "t15"."product" AS "product",
              "t15"."cause" AS "cause",
              "t15"."priority" AS "priority",
              "t15"."status" AS "status",
              "t15"."channel" AS "channel",
              "t15"."opened_at" AS "opened_at",
              "t15"."solved_at" AS "solved_at",
              "t15"."owner" AS "owner",
              "t15"."source_key" AS "source_key",
              "t15"."solved_by_end" AS "solved_by_end",
              "t15"."solved_by_end_at" AS "solved_by_end_at",
              "t15"."first_solved_at" AS "first_solved_at",
              "t15"."reopened_at" AS "reopened_at",
              "t15"."has_waited" AS "has_waited",
              "t15"."was_handed_on" AS "was_handed_on",
              "t15"."assignments_are_kept" AS "assignments_are_kept",
              "t15"."has_course" AS "has_course"
            FROM (
              SELECT
                "t10"."customer_key" AS "customer_key",
                "t10"."queue" AS "queue",
                "t10"."category" AS "category",
                "t10"."product" AS "product",
                "t10"."cause" AS "cause",
                "t10"."priority" AS "priority",
                "t10"."status" AS "status",
                "t10"."channel" AS "channel",
                "t10"."opened_at" AS "opened_at",
                "t10"."solved_at" AS "solved_at",
                "t10"."owner" AS "owner",
                "t10"."source_key" AS "source_key",
                "t14"."solved_by_end" AS "solved_by_end",
                "t14"."solved_by_end_at" AS "solved_by_end_at",
                "t14"."first_solved_at" AS "first_solved_at",
                "t14"."reopened_at" AS "reopened_at",
                "t14"."has_waited" AS "has_waited",
                "t14"."was_handed_on" AS "was_handed_on",
                "t14"."assignments_are_kept" AS "assignments_are_kept",
                "t14"."has_course" AS "has_course"
              FROM "t8" AS "t10"
              LEFT OUTER JOIN (
                SELECT
                  "t12"."ticket_key" AS "ticket_key",
                  COUNT(*) FILTER(WHERE
                    "t12"."solves"
                    AND (
                      (
                        "t12"."happened_on" < MAKE_DATE(2026, 1, 1)
                      )
                      AND (
                        "t12"."happened_on" < MAKE_DATE(2026, 1, 1)
                      )
                    )) > COUNT(*) FILTER(WHERE
                    "t12"."reopens"
                    AND (
                      (
                        "t12"."happened_on" < MAKE_DATE(2026, 1, 1)
                      )
                      AND (
                        "t12"."happened_on" < MAKE_DATE(2026, 1, 1)
                      )
                    )) AS "solved_by_end",
                  MAX("t12"."happened_at") FILTER(WHERE
                    "t12"."solves"
                    AND (
                      (
                        "t12"."happened_on" < MAKE_DATE(2026, 1, 1)
                      )
                      AND (
                        "t12"."happened_on" < MAKE_DATE(2026, 1, 1)
                      )
                    )) AS "solved_by_end_at",
                  MIN("t12"."happened_at") FILTER(WHERE
                    "t12"."solves" AND (
                      "t12"."happened_on" < MAKE_DATE(2026, 1, 1)
                    )) AS "first_solved_at",
                  MAX("t12"."happened_at") FILTER(WHERE
                    "t12"."reopens" AND (
                      "t12"."happened_on" < MAKE_DATE(2026, 1, 1)
                    )) AS "reopened_at",
                  BOOL_OR(
                    CAST("t12"."waits" AND (
                      "t12"."happened_on" < MAKE_DATE(2026, 1, 1)
                    ) AS BOOLEAN)
                  ) AS "has_waited",
                  BOOL_OR(
                    CAST("t12"."assigns"
                    AND (
                      NOT "t12"."before" IS NULL
                    )
                    AND (
                      "t12"."happened_on" < MAKE_DATE(2026, 1, 1)
                    ) AS BOOLEAN)
                  ) AS "was_handed_on",
                  BOOL_OR(CAST("t12"."assigns" AS BOOLEAN)) AS "assignments_are_kept",
                  BOOL_OR(CAST("t12"."after" IN ('new', 'open', 'waiting', 'solved', 'closed') AS BOOLEAN)) AS "has_course"
                FROM (
                  SELECT
                    "t3"."ticket_key" AS "ticket_key",
                    "t3"."before" AS "before",
                    "t3"."after" AS "after",
                    "t3"."happened_at" AS "happened_at",
                    "t3"."happened_on" AS "happened_on",
                    COALESCE("t3"."after" IN ('solved', 'closed'), FALSE)
                    AND NOT (
                      COALESCE("t3"."before" IN ('solved', 'closed'), FALSE)
                    ) AS "solves",
                    COALESCE("t3"."after" IN ('new', 'open', 'waiting', 'solved', 'closed'), FALSE)
                    AND COALESCE("t3"."before" IN ('solved', 'closed'), FALSE)
                    AND NOT (
                      COALESCE("t3"."after" IN ('solved', 'closed'), FALSE)
                    ) AS "reopens",
                    COALESCE("t3"."after" IN ('waiting'), FALSE)
                    AND NOT (
                      COALESCE("t3"."before" IN ('waiting'), FALSE)
                    ) AS "waits",
                    "t3"."kind" = 'assigned' AS "assigns"
                  FROM "ticket_events" AS "t3"
                  SEMI JOIN "t8" AS "t11"
                    ON "t3"."ticket_key" = "t11"."ticket_key"
                ) AS "t12"
                GROUP BY
                  "t12"."ticket_key"
              ) AS "t14"
                ON "t10"."ticket_key" = "t14"."ticket_key"
            ) AS "t15"
          ) AS "t16"
        ) AS "t18"
        LEFT OUTER JOIN (
          SELECT
            "t0"."customer_key" AS "customer_key",
            "t0"."segment" AS "segment"
          FROM "customers" AS "t0"
        ) AS "t5"
          ON "t18"."customer_key" = "t5"."customer_key"
      ) AS "t19"
    ) AS "t20"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."opened_at" AS "opened_at",
    "t0"."solved_by_end_at" AS "solved_by_end_at",
    "t0"."reopened_at" AS "reopened_at",
    "t0"."queue" AS "queue",
    "t0"."request_kind" AS "request_kind",
    "t0"."product" AS "product",
    "t0"."cause" AS "cause",
    "t0"."priority" AS "priority",
    "t0"."channel" AS "channel",
    "t0"."owner" AS "owner",
    "t0"."segment" AS "segment",
    CAST(NOT (
      "t0"."has_waited" OR "t0"."was_handed_on" OR "t0"."was_reopened"
    ) AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "tickets_rows" AS "t0"
  WHERE
    COALESCE(
      (
        "t0"."first_solved_in_period"
        OR (
          "t0"."solved_in_period" AND NOT (
            "t0"."has_course"
          )
        )
      )
      AND (
        "t0"."has_course" AND "t0"."hands_are_known"
      )
      AND (
        (
          1 <> 0
        )
        AND (
          NOT CAST(NOT (
            "t0"."has_waited" OR "t0"."was_handed_on" OR "t0"."was_reopened"
          ) AS BIGINT) IS NULL
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
