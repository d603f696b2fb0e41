WITH listed AS (
  WITH tickets_at_work_rows AS (
    WITH "t19" AS (
      SELECT
        t18.ticket_key AS ticket_key,
        t18.customer_key AS customer_key,
        t18.queue AS queue,
        t18.category AS category,
        t18.product AS product,
        t18.cause AS cause,
        t18.priority AS priority,
        t18.status AS status,
        t18.channel AS channel,
        t18.opened_at AS opened_at,
        t18.opened_on AS opened_on,
        t18.first_responded_at AS first_responded_at,
        t18.solved_at AS solved_at,
        t18.answer_due_at AS answer_due_at,
        t18.due_at AS due_at,
        t18.paused_seconds AS paused_seconds,
        t18.reopened AS reopened,
        t18.is_escalated AS is_escalated,
        t18.escalated_at AS escalated_at,
        t18.duplicate_of AS duplicate_of,
        t18.owner AS owner,
        t18.source AS source,
        t18.source_key AS source_key,
        t18.import_id AS import_id,
        t18.source_line AS source_line
      FROM (
        SELECT
          t3.ticket_key AS ticket_key,
          t3.customer_key AS customer_key,
          t3.queue AS queue,
          t3.category AS category,
          t3.product AS product,
          t3.cause AS cause,
          t3.priority AS priority,
          t3.status AS status,
          t3.channel AS channel,
          t3.opened_at AS opened_at,
          t3.opened_on AS opened_on,
          t3.first_responded_at AS first_responded_at,
          t3.solved_at AS solved_at,
          t3.answer_due_at AS answer_due_at,
          t3.due_at AS due_at,
          t3.paused_seconds AS paused_seconds,
          t3.reopened AS reopened,
          t3.is_escalated AS is_escalated,
          t3.escalated_at AS escalated_at,
          t3.duplicate_of AS duplicate_of,
          t3.owner AS owner,
          t3.source AS source,
          t3.source_key AS source_key,
          t3.import_id AS import_id,
          t3.source_line AS source_line
        FROM "tickets" AS "t3"
        WHERE
          (
            "t3"."duplicate_of" IS NULL
          )
          OR "t3"."ticket_key" IN (
            SELECT
              "t1"."ticket_key" AS "ticket_key"
            FROM "ticket_events" AS "t1"
            WHERE
              "t1"."kind" = 'merged'
              AND "t1"."happened_on" >= MAKE_DATE(2026, 1, 1)
              AND "t1"."after" <> CAST("t1"."ticket_key" AS TEXT)
          )
      ) AS "t18"
      WHERE
        "t18"."opened_on" < MAKE_DATE(2026, 1, 1)
        AND "t18"."opened_on" < MAKE_DATE(2026, 1, 1)
        AND (
          (
            "t18"."opened_on" >= MAKE_DATE(2025, 1, 1)
          )
          OR (
            (
              "t18"."solved_at" IS NULL
            )
            OR (
              CAST("t18"."solved_at" AS DATE) >= MAKE_DATE(2025, 1, 1)
            )
          )
        )
    )
    SELECT
      "t61"."source_key" AS "source_key",
      "t61"."opened_at" AS "opened_at",
      "t61"."queue" AS "queue",
      "t61"."product" AS "product",
      "t61"."cause" AS "cause",
      "t61"."priority" AS "priority",
      "t61"."channel" AS "channel",
      "t61"."owner" AS "owner",
      "t61"."segment" AS "segment",
      "t61"."first_responded_at" AS "first_responded_at",
      "t61"."request_kind" AS "request_kind",
      "t61"."opened_in_period" AS "opened_in_period",
      CASE
        WHEN NOT "t61"."hours_to_answer" IS NULL
        THEN (
          "t61"."before_answer" - "t61"."before_opening"
        ) / 3600
        ELSE CAST(NULL AS DOUBLE)
      END AS "hours_to_answer_at_work"
    FROM (
      SELECT
        "t60"."source_key" AS "source_key",
        "t60"."opened_at" AS "opened_at",
        "t60"."queue" AS "queue",
        "t60"."product" AS "product",
        "t60"."cause" AS "cause",
        "t60"."priority" AS "priority",
        "t60"."channel" AS "channel",
        "t60"."owner" AS "owner",
        "t60"."segment" AS "segment",
        "t60"."first_responded_at" AS "first_responded_at",
        "t60"."request_kind" AS "request_kind",
        "t60"."opened_in_period" AS "opened_in_period",
        "t60"."hours_to_answer" AS "hours_to_answer",
        "t60"."before_opening" AS "before_opening",
        "t60"."before_answer" AS "before_answer"
      FROM (
        SELECT
          "t59"."source_key" AS "source_key",
          "t59"."opened_at" AS "opened_at",
          "t59"."queue" AS "queue",
          "t59"."product" AS "product",
          "t59"."cause" AS "cause",
          "t59"."priority" AS "priority",
          "t59"."channel" AS "channel",
          "t59"."owner" AS "owner",
          "t59"."segment" AS "segment",
          "t59"."first_responded_at" AS "first_responded_at",
          "t59"."request_kind" AS "request_kind",
          "t59"."opened_in_period" AS "opened_in_period",
          "t59"."hours_to_answer" AS "hours_to_answer",
          "t59"."before_opening" AS "before_opening",
          "t59"."before_answer" AS "before_answer"
        FROM (
          SELECT
            "t57"."ticket_key" AS "ticket_key",
            "t57"."source_key" AS "source_key",
            "t57"."opened_at" AS "opened_at",
            "t57"."queue" AS "queue",
            "t57"."product" AS "product",
            "t57"."cause" AS "cause",
            "t57"."priority" AS "priority",
            "t57"."channel" AS "channel",
            "t57"."owner" AS "owner",
            "t57"."segment" AS "segment",
            "t57"."first_responded_at" AS "first_responded_at",
            "t57"."request_kind" AS "request_kind",
            "t57"."opened_in_period" AS "opened_in_period",
            "t57"."hours_to_answer" AS "hours_to_answer",
            "t57"."before_opening" AS "before_opening",
            "t57"."before_answer" AS "before_answer"
          FROM (
            SELECT
              "t56"."ticket_key" AS "ticket_key",
              "t56"."source_key" AS "source_key",
              "t56"."opened_at" AS "opened_at",
              "t56"."queue" AS "queue",
              "t56"."product" AS "product",
              "t56"."cause" AS "cause",
              "t56"."priority" AS "priority",
              "t56"."channel" AS "channel",
              "t56"."owner" AS "owner",
              "t56"."segment" AS "segment",
              "t56"."first_responded_at" AS "first_responded_at",
              "t56"."request_kind" AS "request_kind",
              "t56"."opened_in_period" AS "opened_in_period",
              "t56"."hours_to_answer" AS "hours_to_answer",
              "t56"."before_opening" AS "before_opening",
              "t56"."before_answer" AS "before_answer"
            FROM (
              SELECT
                "t55"."ticket_key" AS "ticket_key",
                "t55"."source_key" AS "source_key",
                "t55"."opened_at" AS "opened_at",
                "t55"."queue" AS "queue",
                "t55"."product" AS "product",
                "t55"."cause" AS "cause",
                "t55"."priority" AS "priority",
                "t55"."channel" AS "channel",
                "t55"."owner" AS "owner",
                "t55"."segment" AS "segment",
                "t55"."first_responded_at" AS "first_responded_at",
                "t55"."request_kind" AS "request_kind",
                "t55"."opened_in_period" AS "opened_in_period",
                "t55"."hours_to_answer" AS "hours_to_answer",
                "t55"."before_opening" AS "before_opening",
                "t55"."before_answer" AS "before_answer"
              FROM (
                SELECT
                  "t53"."ticket_key" AS "ticket_key",
                  "t53"."source_key" AS "source_key",
                  "t53"."opened_at" AS "opened_at",
                  "t53"."queue" AS "queue",
                  "t53"."product" AS "product",
                  "t53"."cause" AS "cause",
                  "t53"."priority" AS "priority",
                  "t53"."channel" AS "channel",
                  "t53"."owner" AS "owner",
                  "t53"."segment" AS "segment",
                  "t53"."first_responded_at" AS "first_responded_at",
                  "t53"."request_kind" AS "request_kind",
                  "t53"."opened_in_period" AS "opened_in_period",
                  "t53"."hours_to_answer" AS "hours_to_answer",
                  "t53"."unsolved_until" AS "unsolved_until",
                  "t53"."before_opening" AS "before_opening",
                  "t53"."before_answer" AS "before_answer"
                FROM (
                  SELECT
                    "t52"."ticket_key" AS "ticket_key",
                    "t52"."source_key" AS "source_key",
                    "t52"."opened_at" AS "opened_at",
                    "t52"."queue" AS "queue",
                    "t52"."product" AS "product",
                    "t52"."cause" AS "cause",
                    "t52"."priority" AS "priority",
                    "t52"."channel" AS "channel",
                    "t52"."owner" AS "owner",
                    "t52"."segment" AS "segment",
                    "t52"."first_responded_at" AS "first_responded_at",
                    "t52"."request_kind" AS "request_kind",
                    "t52"."opened_in_period" AS "opened_in_period",
                    "t52"."hours_to_answer" AS "hours_to_answer",
                    "t52"."unsolved_until" AS "unsolved_until",
                    "t52"."before_opening" AS "before_opening",
                    "t52"."before_answer" AS "before_answer"
                  FROM (
                    SELECT
                      "t51"."ticket_key" AS "ticket_key",
                      "t51"."source_key" AS "source_key",
                      "t51"."opened_at" AS "opened_at",
                      "t51"."queue" AS "queue",
                      "t51"."product" AS "product",
                      "t51"."cause" AS "cause",
                      "t51"."priority" AS "priority",
                      "t51"."channel" AS "channel",
                      "t51"."owner" AS "owner",
                      "t51"."segment" AS "segment",
                      "t51"."first_responded_at" AS "first_responded_at",
                      "t51"."request_kind" AS "request_kind",
                      "t51"."opened_in_period" AS "opened_in_period",
                      "t51"."hours_to_answer" AS "hours_to_answer",
                      "t51"."unsolved_until" AS "unsolved_until",
                      "t51"."before_opening" AS "before_opening",
                      "t51"."before_answer" AS "before_answer"
                    FROM (
                      SELECT
                        "t47"."ticket_key" AS "ticket_key",
                        "t47"."source_key" AS "source_key",
                        "t47"."opened_at" AS "opened_at",
                        "t47"."queue" AS "queue",
                        "t47"."product" AS "product",
                        "t47"."cause" AS "cause",
                        "t47"."priority" AS "priority",
                        "t47"."channel" AS "channel",
                        "t47"."owner" AS "owner",
                        "t47"."segment" AS "segment",
                        "t47"."first_responded_at" AS "first_responded_at",
                        "t47"."solved_by_end_at" AS "solved_by_end_at",
                        "t47"."request_kind" AS "request_kind",
                        "t47"."opened_in_period" AS "opened_in_period",
                        "t47"."hours_to_answer" AS "hours_to_answer",
                        "t47"."unsolved_until" AS "unsolved_until",
                        "t47"."before_opening" AS "before_opening",
                        "t47"."before_answer" AS "before_answer"
                      FROM (
                        SELECT
                          "t44"."ticket_key" AS "ticket_key",
                          "t44"."source_key" AS "source_key",
                          "t44"."opened_at" AS "opened_at",
                          "t44"."queue" AS "queue",
                          "t44"."product" AS "product",
                          "t44"."cause" AS "cause",
                          "t44"."priority" AS "priority",
                          "t44"."channel" AS "channel",
                          "t44"."owner" AS "owner",
                          "t44"."segment" AS "segment",
                          "t44"."first_responded_at" AS "first_responded_at",
                          "t44"."solved_by_end_at" AS "solved_by_end_at",
                          "t44"."request_kind" AS "request_kind",
                          "t44"."opened_in_period" AS "opened_in_period",
                          "t44"."hours_to_answer" AS "hours_to_answer",
                          "t44"."unsolved_until" AS "unsolved_until",
                          "t44"."before_opening" AS "before_opening",
                          CASE
                            WHEN NOT "t44"."unanswered_until" IS NULL
                            THEN COALESCE(
                              "t44"."before_answer_before" + LEAST(
                                DATE_DIFF('SECOND', "t44"."before_answer_began_at", "t44"."unanswered_until"),
                                "t44"."before_answer_seconds"
                              ),
                              0
                            )
                            ELSE CAST(NULL AS BIGINT)
                          END AS "before_answer"
                        FROM (
                          SELECT
                            "t43"."ticket_key" AS "ticket_key",
                            "t43"."source_key" AS "source_key",
                            "t43"."opened_at" AS "opened_at",
                            "t43"."queue" AS "queue",
                            "t43"."product" AS "product",
                            "t43"."cause" AS "cause",
                            "t43"."priority" AS "priority",
                            "t43"."channel" AS "channel",
                            "t43"."owner" AS "owner",
                            "t43"."segment" AS "segment",
                            "t43"."first_responded_at" AS "first_responded_at",
                            "t43"."solved_by_end_at" AS "solved_by_end_at",
                            "t43"."request_kind" AS "request_kind",
                            "t43"."opened_in_period" AS "opened_in_period",
                            "t43"."hours_to_answer" AS "hours_to_answer",
                            "t43"."unanswered_until" AS "unanswered_until",
                            "t43"."unsolved_until" AS "unsolved_until",
                            "t43"."before_opening" AS "before_opening",
                            "t14"."before_answer_began_at" AS "before_answer_began_at",
                            "t14"."before_answer_seconds" AS "before_answer_seconds",
                            "t14"."before_answer_before" AS "before_answer_before"
                          FROM (
                            SELECT
                              "t40"."ticket_key" AS "ticket_key",
                              "t40"."source_key" AS "source_key",
                              "t40"."opened_at" AS "opened_at",
                              "t40"."queue" AS "queue",
                              "t40"."product" AS "product",
                              "t40"."cause" AS "cause",
                              "t40"."priority" AS "priority",
                              "t40"."channel" AS "channel",
                              "t40"."owner" AS "owner",
                              "t40"."segment" AS "segment",
                              "t40"."first_responded_at" AS "first_responded_at",
                              "t40"."solved_by_end_at" AS "solved_by_end_at",
                              "t40"."request_kind" AS "request_kind",
                              "t40"."opened_in_period" AS "opened_in_period",
                              "t40"."hours_to_answer" AS "hours_to_answer",
                              "t40"."unanswered_until" AS "unanswered_until",
                              "t40"."unsolved_until" AS "unsolved_until",
                              "t40"."before_opening" AS "before_opening"
                            FROM (
                              SELECT
                                "t37"."ticket_key" AS "ticket_key",
                                "t37"."source_key" AS "source_key",
                                "t37"."opened_at" AS "opened_at",
                                "t37"."queue" AS "queue",
                                "t37"."product" AS "product",
                                "t37"."cause" AS "cause",
                                "t37"."priority" AS "priority",
                                "t37"."channel" AS "channel",
                                "t37"."owner" AS "owner",
                                "t37"."segment" AS "segment",
                                "t37"."first_responded_at" AS "first_responded_at",
                                "t37"."solved_by_end_at" AS "solved_by_end_at",
                                "t37"."request_kind" AS "request_kind",
                                "t37"."opened_in_period" AS "opened_in_period",
                                "t37"."hours_to_answer" AS "hours_to_answer",
                                "t37"."unanswered_until" AS "unanswered_until",
                                "t37"."unsolved_until" AS "unsolved_until",
                                CASE
                                  WHEN NOT "t37"."opened_at" IS NULL
                                  THEN COALESCE(
                                    "t37"."before_opening_before" + LEAST(
                                      DATE_DIFF('SECOND', "t37"."before_opening_began_at", "t37"."opened_at"),
                                      "t37"."before_opening_seconds"
                                    ),
                                    0
                                  )
                                  ELSE CAST(NULL AS BIGINT)
                                END AS "before_opening"
                              FROM (
                                SELECT
                                  "t35"."ticket_key" AS "ticket_key",
                                  "t35"."source_key" AS "source_key",
                                  "t35"."opened_at" AS "opened_at",
                                  "t35"."queue" AS "queue",
                                  "t35"."product" AS "product",
                                  "t35"."cause" AS "cause",
                                  "t35"."priority" AS "priority",
                                  "t35"."channel" AS "channel",
                                  "t35"."owner" AS "owner",
                                  "t35"."segment" AS "segment",
                                  "t35"."first_responded_at" AS "first_responded_at",
                                  "t35"."solved_by_end_at" AS "solved_by_end_at",
                                  "t35"."request_kind" AS "request_kind",
                                  "t35"."opened_in_period" AS "opened_in_period",
                                  "t35"."hours_to_answer" AS "hours_to_answer",
                                  "t35"."unanswered_until" AS "unanswered_until",
                                  "t35"."unsolved_until" AS "unsolved_until",
                                  "t15"."before_opening_began_at" AS "before_opening_began_at",
                                  "t15"."before_opening_seconds" AS "before_opening_seconds",
                                  "t15"."before_opening_before" AS "before_opening_before"
                                FROM (
                                  SELECT
                                    "t31"."ticket_key" AS "ticket_key",
                                    "t31"."source_key" AS "source_key",
                                    "t31"."opened_at" AS "opened_at",
                                    "t31"."queue" AS "queue",
                                    "t31"."product" AS "product",
                                    "t31"."cause" AS "cause",
                                    "t31"."priority" AS "priority",
                                    "t31"."channel" AS "channel",
                                    "t31"."owner" AS "owner",
                                    "t31"."segment" AS "segment",
                                    "t31"."first_responded_at" AS "first_responded_at",
                                    "t31"."solved_by_end_at" AS "solved_by_end_at",
                                    "t31"."category" AS "request_kind",
                                    "t31"."opened_on" >= MAKE_DATE(2025, 1, 1) AS "opened_in_period",
                                    CASE
                                      WHEN DATE_DIFF(
                                        'SECOND',
                                        "t31"."opened_at",
                                        CASE
                                          WHEN CAST("t31"."first_responded_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                          THEN "t31"."first_responded_at"
                                          ELSE CAST(NULL AS TIMESTAMP)
                                        END
                                      ) >= 0
                                      THEN DATE_DIFF(
                                        'SECOND',
                                        "t31"."opened_at",
                                        CASE
                                          WHEN CAST("t31"."first_responded_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                          THEN "t31"."first_responded_at"
                                          ELSE CAST(NULL AS TIMESTAMP)
                                        END
                                      ) / 3600
                                      ELSE CAST(NULL AS DOUBLE)
                                    END AS "hours_to_answer",
                                    CASE
                                      WHEN NOT CASE
                                        WHEN CAST("t31"."first_responded_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                        THEN "t31"."first_responded_at"
                                        ELSE CAST(NULL AS TIMESTAMP)
                                      END IS NULL
                                      THEN "t31"."first_responded_at"
                                      ELSE COALESCE("t31"."solved_since_at", CAST(MAKE_DATE(2026, 1, 1) AS TIMESTAMP))
                                    END AS "unanswered_until",
                                    COALESCE("t31"."solved_since_at", CAST(MAKE_DATE(2026, 1, 1) AS TIMESTAMP)) AS "unsolved_until"
                                  FROM (
                                    SELECT
                                      "t30"."ticket_key" AS "ticket_key",
                                      "t30"."queue" AS "queue",
                                      "t30"."category" AS "category",
                                      "t30"."product" AS "product",
                                      "t30"."cause" AS "cause",
                                      "t30"."priority" AS "priority",
                                      "t30"."channel" AS "channel",
                                      "t30"."opened_at" AS "opened_at",
                                      "t30"."opened_on" AS "opened_on",
                                      "t30"."first_responded_at" AS "first_responded_at",
                                      "t30"."owner" AS "owner",
                                      "t30"."source_key" AS "source_key",
                                      "t30"."solved_by_end_at" AS "solved_by_end_at",
                                      "t30"."solved_since_at" AS "solved_since_at",
                                      "t30"."segment" AS "segment"
                                    FROM (
                                      SELECT
                                        "t29"."ticket_key" AS "ticket_key",
                                        "t29"."queue" AS "queue",
                                        "t29"."category" AS "category",
                                        "t29"."product" AS "product",
                                        "t29"."cause" AS "cause",
                                        "t29"."priority" AS "priority",
                                        "t29"."channel" AS "channel",
                                        "t29"."opened_at" AS "opened_at",
                                        "t29"."opened_on" AS "opened_on",
                                        "t29"."first_responded_at" AS "first_responded_at",
                                        "t29"."owner" AS "owner",
                                        "t29"."source_key" AS "source_key",
                                        "t29"."solved_by_end_at" AS "solved_by_end_at",
                                        "t29"."solved_since_at" AS "solved_since_at",
                                        "t16"."segment" AS "segment"
                                      FROM (
                                        SELECT
                                          "t27"."ticket_key" AS "ticket_key",
                                          "t27"."customer_key" AS "customer_key",
                                          "t27"."queue" AS "queue",
                                          "t27"."category" AS "category",
                                          "t27"."product" AS "product",
                                          "t27"."cause" AS "cause",
                                          "t27"."priority" AS "priority",
                                          "t27"."channel" AS "channel",
                                          "t27"."opened_at" AS "opened_at",
                                          "t27"."opened_on" AS "opened_on",
                                          "t27"."first_responded_at" AS "first_responded_at",
                                          "t27"."owner" AS "owner",
                                          "t27"."source_key" AS "source_key",
                                          CASE
                                            WHEN CASE
                                              WHEN COALESCE("t27"."has_course", FALSE)
                                              THEN "t27"."solved_by_end"
                                              ELSE CASE
                                                WHEN "t27"."status" IN ('solved', 'closed') AND (
                                                  "t27"."solved_at" IS NULL
                                                )
                                                THEN CAST(NULL AS BOOLEAN)
                                                ELSE COALESCE(
                                                  CAST(CASE
                                                    WHEN CAST("t27"."solved_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                                    THEN "t27"."solved_at"
                                                    ELSE CAST(NULL AS TIMESTAMP)
                                                  END AS DATE) < MAKE_DATE(2026, 1, 1),
                                                  FALSE
                                                )
                                              END
                                            END
                                            THEN CASE
                                              WHEN COALESCE("t27"."has_course", FALSE)
                                              THEN "t27"."solved_by_end_at"
                                              ELSE CASE
                                                WHEN CAST("t27"."solved_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                                THEN "t27"."solved_at"
                                                ELSE CAST(NULL AS TIMESTAMP)
                                              END
                                            END
                                            ELSE CAST(NULL AS TIMESTAMP)
                                          END AS "solved_by_end_at",
                                          CASE
                                            WHEN CASE
                                              WHEN COALESCE("t27"."has_course", FALSE)
                                              THEN "t27"."is_solved"
                                              ELSE CASE
                                                WHEN "t27"."status" IN ('solved', 'closed') AND (
                                                  "t27"."solved_at" IS NULL
                                                )
                                                THEN CAST(NULL AS BOOLEAN)
                                                ELSE NOT CASE
                                                  WHEN CAST("t27"."solved_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                                  THEN "t27"."solved_at"
                                                  ELSE CAST(NULL AS TIMESTAMP)
                                                END IS NULL
                                              END
                                            END
                                            THEN CASE
                                              WHEN COALESCE("t27"."has_course", FALSE)
                                              THEN "t27"."solved_since_at"
                                              ELSE CASE
                                                WHEN CAST("t27"."solved_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                                THEN "t27"."solved_at"
                                                ELSE CAST(NULL AS TIMESTAMP)
                                              END
                                            END
                                            ELSE CAST(NULL AS TIMESTAMP)
                                          END AS "solved_since_at"
                                        FROM (
                                          SELECT
                                            "t26"."ticket_key" AS "ticket_key",
                                            "t26"."customer_key" AS "customer_key",
                                            "t26"."queue" AS "queue",
                                            "t26"."category" AS "category",
                                            "t26"."product" AS "product",
                                            "t26"."cause" AS "cause",
                                            "t26"."priority" AS "priority",
                                            "t26"."status" AS "status",
                                            "t26"."channel" AS "channel",
                                            "t26"."opened_at" AS "opened_at",
                                            "t26"."opened_on" AS "opened_on",
                                            "t26"."first_responded_at" AS "first_responded_at",
                                            "t26"."solved_at" AS "solved_at",
                                            "t26"."owner" AS "owner",
                                            "t26"."source_key" AS "source_key",
                                            "t26"."solved_by_end" AS "solved_by_end",
                                            "t26"."solved_by_end_at" AS "solved_by_end_at",
                                            "t26"."solved_since_at" AS "solved_since_at",
                                            "t26"."is_solved" AS "is_solved",
                                            "t26"."has_course" AS "has_course"
                                          FROM (
                                            SELECT
                                              "t21"."ticket_key" AS "ticket_key",
                                              "t21"."customer_key" AS "customer_key",
                                              "t21"."queue" AS "queue",
                                              "t21"."category" AS "category",
                                              "t21"."product" AS "product",
                                              "t21"."cause" AS "cause",
                                              "t21"."priority" AS "priority",
                                              "t21"."status" AS "status",
                                              "t21"."channel" AS "channel",
                                              "t21"."opened_at" AS "opened_at",
                                              "t21"."opened_on" AS "opened_on",
                                              "t21"."first_responded_at" AS "first_responded_at",
                                              "t21"."solved_at" AS "solved_at",
                                              "t21"."owner" AS "owner",
                                              "t21"."source_key" AS "source_key",
                                              "t25"."solved_by_end" AS "solved_by_end",
                                              "t25"."solved_by_end_at" AS "solved_by_end_at",
                                              "t25"."solved_since_at" AS "solved_since_at",
                                              "t25"."is_solved" AS "is_solved",
                                              "t25"."has_course" AS "has_course"
                                            FROM "t19" AS "t21"
                                            LEFT OUTER JOIN (
                                              SELECT
                                                "t23"."ticket_key" AS "ticket_key",
                                                COUNT(*) FILTER(WHERE
                                                  "t23"."solves"
                                                  AND (
                                                    (
                                                      "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                                    )
                                                    AND (
                                                      "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                                    )
                                                  )) > COUNT(*) FILTER(WHERE
                                                  "t23"."reopens"
                                                  AND (
                                                    (
                                                      "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                                    )
                                                    AND (
                                                      "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                                    )
                                                  )) AS "solved_by_end",
                                                MAX("t23"."happened_at") FILTER(WHERE
                                                  "t23"."solves"
                                                  AND (
                                                    (
                                                      "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                                    )
                                                    AND (
                                                      "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                                    )
                                                  )) AS "solved_by_end_at",
                                                MAX("t23"."happened_at") FILTER(WHERE
                                                  "t23"."solves" AND (
                                                    "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                                  )) AS "solved_since_at",
                                                COUNT(*) FILTER(WHERE
                                                  "t23"."solves" AND (
                                                    "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                                  )) > COUNT(*) FILTER(WHERE
                                                  "t23"."reopens" AND (
                                                    "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                                  )) AS "is_solved",
                                                BOOL_OR(CAST("t23"."after" IN ('new', 'open', 'waiting', 'solved', 'closed') AS BOOLEAN)) AS "has_course"
                                              FROM (
                                                SELECT
                                                  "t4"."ticket_key" AS "ticket_key",
                                                  "t4"."after" AS "after",
                                                  "t4"."happened_at" AS "happened_at",
                                                  "t4"."happened_on" AS "happened_on",
                                                  COALESCE("t4"."after" IN ('solved', 'closed'), FALSE)
                                                  AND NOT (
                                                    COALESCE("t4"."before" IN ('solved', 'closed'), FALSE)
                                                  ) AS "solves",
                                                  COALESCE("t4"."after" IN ('new', 'open', 'waiting', 'solved', 'closed'), FALSE)
                                                  AND COALESCE("t4"."before" IN ('solved', 'closed'), FALSE)
                                                  AND NOT (
                                                    COALESCE("t4"."after" IN ('solved', 'closed'), FALSE)
                                                  ) AS "reopens"
                                                FROM "ticket_events" AS "t4"
                                                SEMI JOIN "t19" AS "t22"
                                                  ON "t4"."ticket_key" = "t22"."ticket_key"
                                              ) AS "t23"
                                              GROUP BY
                                                "t23"."ticket_key"
                                            ) AS "t25"
                                              ON "t21"."ticket_key" = "t25"."ticket_key"
                                          ) AS "t26"
                                        ) AS "t27"
                                      ) AS "t29"
                                      LEFT OUTER JOIN (
                                        SELECT
                                          "t2"."customer_key" AS "customer_key",
                                          "t2"."segment" AS "segment"
                                        FROM "customers" AS "t2"
                                      ) AS "t16"
                                        ON "t29"."customer_key" = "t16"."customer_key"
                                    ) AS "t30"
                                  ) AS "t31"
                                ) AS "t35"
                                ASOF LEFT JOIN (
                                  SELECT
                                    "t0"."begins_at" AS "before_opening_began_at",
                                    "t0"."seconds" AS "before_opening_seconds",
                                    "t0"."seconds_before" AS "before_opening_before"
                                  FROM "working_stretches" AS "t0"
                                ) AS "t15"
                                  ON "t35"."opened_at" >= "t15"."before_opening_began_at"
                              ) AS "t37"
                            ) AS "t40"
                          ) AS "t43"
                          ASOF LEFT JOIN (
                            SELECT
                              "t0"."begins_at" AS "before_answer_began_at",
                              "t0"."seconds" AS "before_answer_seconds",
                              "t0"."seconds_before" AS "before_answer_before"
                            FROM "working_stretches" AS "t0"
                          ) AS "t14"
                            ON "t43"."unanswered_until" >= "t14"."before_answer_began_at"
                        ) AS "t44"
                      ) AS "t47"
                    ) AS "t51"
                    ASOF LEFT JOIN (
                      SELECT
                        "t0"."begins_at" AS "before_solution_began_at"
                      FROM "working_stretches" AS "t0"
                    ) AS "t13"
                      ON "t51"."solved_by_end_at" >= "t13"."before_solution_began_at"
                  ) AS "t52"
                ) AS "t53"
              ) AS "t55"
              ASOF LEFT JOIN (
                SELECT
                  "t0"."begins_at" AS "before_last_began_at"
                FROM "working_stretches" AS "t0"
              ) AS "t11"
                ON "t55"."unsolved_until" >= "t11"."before_last_began_at"
            ) AS "t56"
          ) AS "t57"
        ) AS "t59"
        LEFT OUTER JOIN (
          SELECT
            "t46"."ticket_key" AS "ticket_key"
          FROM (
            SELECT
              "t45"."ticket_key" AS "ticket_key"
            FROM (
              SELECT
                "t41"."ticket_key" AS "ticket_key"
              FROM (
                SELECT
                  "t39"."ticket_key" AS "ticket_key"
                FROM (
                  SELECT
                    "t36"."ticket_key" AS "ticket_key",
                    "t36"."happened_at" AS "happened_at"
                  FROM (
                    SELECT
                      "t4"."ticket_key" AS "ticket_key",
                      "t4"."happened_at" AS "happened_at",
                      "t4"."happened_on" AS "happened_on",
                      COALESCE("t4"."after" IN ('new', 'open', 'waiting', 'solved', 'closed'), FALSE)
                      AND NOT (
                        COALESCE("t4"."after" IN ('new', 'open'), FALSE)
                      )
                      AND (
                        COALESCE("t4"."before" IN ('new', 'open'), FALSE)
                        OR (
                          "t4"."kind" = 'created'
                        )
                      ) AS "leaves_us",
                      COALESCE("t4"."after" IN ('new', 'open'), FALSE)
                      AND NOT (
                        COALESCE("t4"."before" IN ('new', 'open'), FALSE)
                      )
                      AND NOT (
                        "t4"."kind" = 'created'
                      ) AS "comes_to_us"
                    FROM "ticket_events" AS "t4"
                    SEMI JOIN (
                      SELECT
                        "t31"."ticket_key" AS "ticket_key",
                        "t31"."customer_key" AS "customer_key",
                        "t31"."source" AS "source",
                        "t31"."source_key" AS "source_key",
                        "t31"."opened_at" AS "opened_at",
                        "t31"."opened_on" AS "opened_on",
                        "t31"."queue" AS "queue",
                        "t31"."product" AS "product",
                        "t31"."cause" AS "cause",
                        "t31"."priority" AS "priority",
                        "t31"."channel" AS "channel",
                        "t31"."owner" AS "owner",
                        "t31"."segment" AS "segment",
                        "t31"."region" AS "region",
                        "t31"."answer_due_at" AS "answer_due_at",
                        "t31"."first_responded_at" AS "first_responded_at",
                        "t31"."due_at" AS "due_at",
                        "t31"."solved_by_end_at" AS "solved_by_end_at",
                        "t31"."solved_since_at" AS "solved_since_at",
                        "t31"."reopened_at" AS "reopened_at",
                        "t31"."escalated_at" AS "escalated_at",
                        "t31"."category" AS "request_kind",
                        "t31"."opened_on" >= MAKE_DATE(2025, 1, 1) AS "opened_in_period",
                        (
                          NOT "t31"."answer_due_at" IS NULL
                        )
                        AND (
                          (
                            NOT CASE
                              WHEN CAST("t31"."first_responded_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                              THEN "t31"."first_responded_at"
                              ELSE CAST(NULL AS TIMESTAMP)
                            END IS NULL
                          )
                          OR (
                            CAST("t31"."answer_due_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                          )
                        ) AS "is_told",
                        COALESCE(
                          CASE
                            WHEN CAST("t31"."first_responded_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                            THEN "t31"."first_responded_at"
                            ELSE CAST(NULL AS TIMESTAMP)
                          END <= "t31"."answer_due_at",
                          FALSE
                        ) AS "in_time",
                        (
                          (
                            NOT "t31"."answer_due_at" IS NULL
                          )
                          AND (
                            (
                              NOT CASE
                                WHEN CAST("t31"."first_responded_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                THEN "t31"."first_responded_at"
                                ELSE CAST(NULL AS TIMESTAMP)
                              END IS NULL
                            )
                            OR (
                              CAST("t31"."answer_due_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                            )
                          )
                          AND NOT (
                            COALESCE(
                              CASE
                                WHEN CAST("t31"."first_responded_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                THEN "t31"."first_responded_at"
                                ELSE CAST(NULL AS TIMESTAMP)
                              END <= "t31"."answer_due_at",
                              FALSE
                            )
                          )
                        )
                        OR COALESCE(
                          CASE
                            WHEN NOT "t31"."solved_since_at" IS NULL
                            THEN "t31"."solved_since_at" > "t31"."due_at"
                            ELSE (
                              CAST("t31"."due_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                            )
                            AND COALESCE("t31"."waits_since" > "t31"."due_at", TRUE)
                          END
                          AND (
                            NOT "t31"."is_solved" IS NULL
                          ),
                          FALSE
                        ) AS "is_broken",
                        NOT CASE
                          WHEN CAST("t31"."first_responded_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                          THEN "t31"."first_responded_at"
                          ELSE CAST(NULL AS TIMESTAMP)
                        END IS NULL AS "is_answered",
                        CASE
                          WHEN DATE_DIFF(
                            'SECOND',
                            "t31"."opened_at",
                            CASE
                              WHEN CAST("t31"."first_responded_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                              THEN "t31"."first_responded_at"
                              ELSE CAST(NULL AS TIMESTAMP)
                            END
                          ) >= 0
                          THEN DATE_DIFF(
                            'SECOND',
                            "t31"."opened_at",
                            CASE
                              WHEN CAST("t31"."first_responded_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                              THEN "t31"."first_responded_at"
                              ELSE CAST(NULL AS TIMESTAMP)
                            END
                          ) / 3600
                          ELSE CAST(NULL AS DOUBLE)
                        END AS "hours_to_answer",
                        CASE
                          WHEN DATE_DIFF(
                            'SECOND',
                            "t31"."opened_at",
                            COALESCE(
                              CASE
                                WHEN CAST("t31"."first_responded_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                THEN "t31"."first_responded_at"
                                ELSE CAST(NULL AS TIMESTAMP)
                              END,
                              "t31"."solved_since_at",
                              CAST(MAKE_DATE(2026, 1, 1) AS TIMESTAMP)
                            )
                          ) >= 0
                          THEN DATE_DIFF(
                            'SECOND',
                            "t31"."opened_at",
                            COALESCE(
                              CASE
                                WHEN CAST("t31"."first_responded_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                THEN "t31"."first_responded_at"
                                ELSE CAST(NULL AS TIMESTAMP)
                              END,
                              "t31"."solved_since_at",
                              CAST(MAKE_DATE(2026, 1, 1) AS TIMESTAMP)
                            )
                          ) / 3600
                          ELSE CAST(NULL AS DOUBLE)
                        END AS "hours_unanswered",
                        NOT (
                          "t31"."solved_by_end"
                        ) AS "open_at_end",
                        DATE_DIFF('DAY', "t31"."opened_on", MAKE_DATE(2025, 12, 31)) AS "days_open",
                        (
                          CAST(NOT "t31"."owner" IS NULL AS BIGINT) - COALESCE("t31"."owners_since", 0)
                        ) > 0 AS "had_owner",
                        COALESCE(
                          "t31"."solved_by_end"
                          AND (
                            CAST("t31"."solved_by_end_at" AS DATE) >= MAKE_DATE(2025, 1, 1)
                          ),
                          FALSE
                        ) AS "solved_in_period",
                        CASE
                          WHEN DATE_DIFF('SECOND', "t31"."opened_at", "t31"."solved_by_end_at") >= 0
                          THEN DATE_DIFF('SECOND', "t31"."opened_at", "t31"."solved_by_end_at") / 3600
                          ELSE CAST(NULL AS DOUBLE)
                        END AS "hours_to_solve",
                        "t31"."is_solved" AS "is_solved",
                        CASE
                          WHEN DATE_DIFF(
                            'SECOND',
                            "t31"."opened_at",
                            COALESCE("t31"."solved_since_at", CAST(MAKE_DATE(2026, 1, 1) AS TIMESTAMP))
                          ) >= 0
                          THEN DATE_DIFF(
                            'SECOND',
                            "t31"."opened_at",
                            COALESCE("t31"."solved_since_at", CAST(MAKE_DATE(2026, 1, 1) AS TIMESTAMP))
                          ) / 3600
                          ELSE CAST(NULL AS DOUBLE)
                        END AS "hours_unsolved",
                        CASE
                          WHEN "t31"."has_course"
                          AND (
                            "t31"."left_us" = (
                              "t31"."came_back" + 1
                            )
                          )
                          AND (
                            (
                              (
                                "t31"."seconds_ours" - DATE_DIFF('SECOND', CAST(MAKE_DATE(1970, 1, 1) AS TIMESTAMP), "t31"."opened_at")
                              ) / 3600
                            ) >= 0
                          )
                          THEN (
                            "t31"."seconds_ours" - DATE_DIFF('SECOND', CAST(MAKE_DATE(1970, 1, 1) AS TIMESTAMP), "t31"."opened_at")
                          ) / 3600
                          ELSE CAST(NULL AS DOUBLE)
                        END AS "hours_ours",
                        NOT "t31"."solved_within_at" IS NULL AS "was_solved_in_period",
                        COALESCE("t31"."reopened_at" >= "t31"."solved_within_at", FALSE) AS "reopened_since",
                        COALESCE(
                          (
                            CAST("t31"."first_solved_at" AS DATE) >= MAKE_DATE(2025, 1, 1)
                          )
                          AND (
                            CAST("t31"."first_solved_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                          ),
                          FALSE
                        ) AS "first_solved_in_period",
                        "t31"."is_escalated"
                        AND COALESCE(CAST("t31"."escalated_at" AS DATE) < MAKE_DATE(2026, 1, 1), TRUE) AS "is_escalated",
                        NOT "t31"."reopened_at" IS NULL AS "was_reopened",
                        COALESCE("t31"."has_waited", FALSE) AS "has_waited",
                        COALESCE("t31"."has_course", FALSE) AS "has_course",
                        COALESCE("t31"."was_assigned", FALSE) AS "was_assigned",
                        COALESCE("t31"."was_handed_on", FALSE) AS "was_handed_on",
                        COALESCE("t31"."assignments_are_kept", FALSE) OR (
                          "t31"."owner" IS NULL
                        ) AS "hands_are_known"
                      FROM (
                        SELECT
                          "t30"."ticket_key" AS "ticket_key",
                          "t30"."customer_key" AS "customer_key",
                          "t30"."queue" AS "queue",
                          "t30"."category" AS "category",
                          "t30"."product" AS "product",
                          "t30"."cause" AS "cause",
                          "t30"."priority" AS "priority",
                          "t30"."channel" AS "channel",
                          "t30"."opened_at" AS "opened_at",
                          "t30"."opened_on" AS "opened_on",
                          "t30"."first_responded_at" AS "first_responded_at",
                          "t30"."answer_due_at" AS "answer_due_at",
                          "t30"."due_at" AS "due_at",
                          "t30"."is_escalated" AS "is_escalated",
                          "t30"."escalated_at" AS "escalated_at",
                          "t30"."owner" AS "owner",
                          "t30"."source" AS "source",
                          "t30"."source_key" AS "source_key",
                          "t30"."solved_by_end" AS "solved_by_end",
                          "t30"."solved_by_end_at" AS "solved_by_end_at",
                          "t30"."solved_since_at" AS "solved_since_at",
                          "t30"."is_solved" AS "is_solved",
                          "t30"."first_solved_at" AS "first_solved_at",
                          "t30"."solved_within_at" AS "solved_within_at",
                          "t30"."reopened_at" AS "reopened_at",
                          "t30"."has_waited" AS "has_waited",
                          "t30"."waits_since" AS "waits_since",
                          "t30"."left_us" AS "left_us",
                          "t30"."came_back" AS "came_back",
                          "t30"."seconds_ours" AS "seconds_ours",
                          "t30"."was_assigned" AS "was_assigned",
                          "t30"."was_handed_on" AS "was_handed_on",
                          "t30"."assignments_are_kept" AS "assignments_are_kept",
                          "t30"."owners_since" AS "owners_since",
                          "t30"."has_course" AS "has_course",
                          "t30"."segment" AS "segment",
                          "t30"."region" AS "region"
                        FROM (
                          SELECT
                            "t29"."ticket_key" AS "ticket_key",
                            "t29"."customer_key" AS "customer_key",
                            "t29"."queue" AS "queue",
                            "t29"."category" AS "category",
                            "t29"."product" AS "product",
                            "t29"."cause" AS "cause",
                            "t29"."priority" AS "priority",
                            "t29"."channel" AS "channel",
                            "t29"."opened_at" AS "opened_at",
                            "t29"."opened_on" AS "opened_on",
                            "t29"."first_responded_at" AS "first_responded_at",
                            "t29"."answer_due_at" AS "answer_due_at",
                            "t29"."due_at" AS "due_at",
                            "t29"."is_escalated" AS "is_escalated",
                            "t29"."escalated_at" AS "escalated_at",
                            "t29"."owner" AS "owner",
                            "t29"."source" AS "source",
                            "t29"."source_key" AS "source_key",
                            "t29"."solved_by_end" AS "solved_by_end",
                            "t29"."solved_by_end_at" AS "solved_by_end_at",
                            "t29"."solved_since_at" AS "solved_since_at",
                            "t29"."is_solved" AS "is_solved",
                            "t29"."first_solved_at" AS "first_solved_at",
                            "t29"."solved_within_at" AS "solved_within_at",
                            "t29"."reopened_at" AS "reopened_at",
                            "t29"."has_waited" AS "has_waited",
                            "t29"."waits_since" AS "waits_since",
                            "t29"."left_us" AS "left_us",
                            "t29"."came_back" AS "came_back",
                            "t29"."seconds_ours" AS "seconds_ours",
                            "t29"."was_assigned" AS "was_assigned",
                            "t29"."was_handed_on" AS "was_handed_on",
                            "t29"."assignments_are_kept" AS "assignments_are_kept",
                            "t29"."owners_since" AS "owners_since",
                            "t29"."has_course" AS "has_course",
                            "t16"."segment" AS "segment",
                            "t16"."region" AS "region"
                          FROM (
                            SELECT
                              "t27"."ticket_key" AS "ticket_key",
                              "t27"."customer_key" AS "customer_key",
                              "t27"."queue" AS "queue",
                              "t27"."category" AS "category",
                              "t27"."product" AS "product",
                              "t27"."cause" AS "cause",
                              "t27"."priority" AS "priority",
                              "t27"."channel" AS "channel",
                              "t27"."opened_at" AS "opened_at",
                              "t27"."opened_on" AS "opened_on",
                              "t27"."first_responded_at" AS "first_responded_at",
                              "t27"."answer_due_at" AS "answer_due_at",
                              "t27"."due_at" AS "due_at",
                              "t27"."is_escalated" AS "is_escalated",
                              "t27"."escalated_at" AS "escalated_at",
                              "t27"."owner" AS "owner",
                              "t27"."source" AS "source",
                              "t27"."source_key" AS "source_key",
                              CASE
                                WHEN COALESCE("t27"."has_course", FALSE)
                                THEN "t27"."solved_by_end"
                                ELSE CASE
                                  WHEN "t27"."status" IN ('solved', 'closed') AND (
                                    "t27"."solved_at" IS NULL
                                  )
                                  THEN CAST(NULL AS BOOLEAN)
                                  ELSE COALESCE(
                                    CAST(CASE
                                      WHEN CAST("t27"."solved_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                      THEN "t27"."solved_at"
                                      ELSE CAST(NULL AS TIMESTAMP)
                                    END AS DATE) < MAKE_DATE(2026, 1, 1),
                                    FALSE
                                  )
                                END
                              END AS "solved_by_end",
                              CASE
                                WHEN CASE
                                  WHEN COALESCE("t27"."has_course", FALSE)
                                  THEN "t27"."solved_by_end"
                                  ELSE CASE
                                    WHEN "t27"."status" IN ('solved', 'closed') AND (
                                      "t27"."solved_at" IS NULL
                                    )
                                    THEN CAST(NULL AS BOOLEAN)
                                    ELSE COALESCE(
                                      CAST(CASE
                                        WHEN CAST("t27"."solved_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                        THEN "t27"."solved_at"
                                        ELSE CAST(NULL AS TIMESTAMP)
                                      END AS DATE) < MAKE_DATE(2026, 1, 1),
                                      FALSE
                                    )
                                  END
                                END
                                THEN CASE
                                  WHEN COALESCE("t27"."has_course", FALSE)
                                  THEN "t27"."solved_by_end_at"
                                  ELSE CASE
                                    WHEN CAST("t27"."solved_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                    THEN "t27"."solved_at"
                                    ELSE CAST(NULL AS TIMESTAMP)
                                  END
                                END
                                ELSE CAST(NULL AS TIMESTAMP)
                              END AS "solved_by_end_at",
                              CASE
                                WHEN CASE
                                  WHEN COALESCE("t27"."has_course", FALSE)
                                  THEN "t27"."is_solved"
                                  ELSE CASE
                                    WHEN "t27"."status" IN ('solved', 'closed') AND (
                                      "t27"."solved_at" IS NULL
                                    )
                                    THEN CAST(NULL AS BOOLEAN)
                                    ELSE NOT CASE
                                      WHEN CAST("t27"."solved_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                      THEN "t27"."solved_at"
                                      ELSE CAST(NULL AS TIMESTAMP)
                                    END IS NULL
                                  END
                                END
                                THEN CASE
                                  WHEN COALESCE("t27"."has_course", FALSE)
                                  THEN "t27"."solved_since_at"
                                  ELSE CASE
                                    WHEN CAST("t27"."solved_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                    THEN "t27"."solved_at"
                                    ELSE CAST(NULL AS TIMESTAMP)
                                  END
                                END
                                ELSE CAST(NULL AS TIMESTAMP)
                              END AS "solved_since_at",
                              CASE
                                WHEN COALESCE("t27"."has_course", FALSE)
                                THEN "t27"."is_solved"
                                ELSE CASE
                                  WHEN "t27"."status" IN ('solved', 'closed') AND (
                                    "t27"."solved_at" IS NULL
                                  )
                                  THEN CAST(NULL AS BOOLEAN)
                                  ELSE NOT CASE
                                    WHEN CAST("t27"."solved_at" AS DATE) < MAKE_DATE(2026, 1, 1)
                                    THEN "t27"."solved_at"
                                    ELSE CAST(NULL AS TIMESTAMP)
                                  END IS NULL
                                END
                              END AS "is_solved",
                              "t27"."first_solved_at" AS "first_solved_at",
                              "t27"."solved_within_at" AS "solved_within_at",
                              "t27"."reopened_at" AS "reopened_at",
                              "t27"."has_waited" AS "has_waited",
                              "t27"."waits_since" AS "waits_since",
                              "t27"."left_us" AS "left_us",
                              "t27"."came_back" AS "came_back",
                              "t27"."seconds_ours" AS "seconds_ours",
                              "t27"."was_assigned" AS "was_assigned",
                              "t27"."was_handed_on" AS "was_handed_on",
                              "t27"."assignments_are_kept" AS "assignments_are_kept",
                              "t27"."owners_since" AS "owners_since",
                              "t27"."has_course" AS "has_course"
                            FROM (
                              SELECT
                                "t26"."ticket_key" AS "ticket_key",
                                "t26"."customer_key" AS "customer_key",
                                "t26"."queue" AS "queue",
                                "t26"."category" AS "category",
                                "t26"."product" AS "product",
                                "t26"."cause" AS "cause",
                                "t26"."priority" AS "priority",
                                "t26"."status" AS "status",
                                "t26"."channel" AS "channel",
                                "t26"."opened_at" AS "opened_at",
                                "t26"."opened_on" AS "opened_on",
                                "t26"."first_responded_at" AS "first_responded_at",
                                "t26"."solved_at" AS "solved_at",
                                "t26"."answer_due_at" AS "answer_due_at",
                                "t26"."due_at" AS "due_at",
                                "t26"."is_escalated" AS "is_escalated",
                                "t26"."escalated_at" AS "escalated_at",
                                "t26"."owner" AS "owner",
                                "t26"."source" AS "source",
                                "t26"."source_key" AS "source_key",
                                "t26"."solved_by_end" AS "solved_by_end",
                                "t26"."solved_by_end_at" AS "solved_by_end_at",
                                "t26"."solved_since_at" AS "solved_since_at",
                                "t26"."is_solved" AS "is_solved",
                                "t26"."first_solved_at" AS "first_solved_at",
                                "t26"."solved_within_at" AS "solved_within_at",
                                "t26"."reopened_at" AS "reopened_at",
                                "t26"."has_waited" AS "has_waited",
                                "t26"."waits_since" AS "waits_since",
                                "t26"."left_us" AS "left_us",
                                "t26"."came_back" AS "came_back",
                                "t26"."seconds_ours" AS "seconds_ours",
                                "t26"."was_assigned" AS "was_assigned",
                                "t26"."was_handed_on" AS "was_handed_on",
                                "t26"."assignments_are_kept" AS "assignments_are_kept",
                                "t26"."owners_since" AS "owners_since",
                                "t26"."has_course" AS "has_course"
                              FROM (
                                SELECT
                                  "t21"."ticket_key" AS "ticket_key",
                                  "t21"."customer_key" AS "customer_key",
                                  "t21"."queue" AS "queue",
                                  "t21"."category" AS "category",
                                  "t21"."product" AS "product",
                                  "t21"."cause" AS "cause",
                                  "t21"."priority" AS "priority",
                                  "t21"."status" AS "status",
                                  "t21"."channel" AS "channel",
                                  "t21"."opened_at" AS "opened_at",
                                  "t21"."opened_on" AS "opened_on",
                                  "t21"."first_responded_at" AS "first_responded_at",
                                  "t21"."solved_at" AS "solved_at",
                                  "t21"."answer_due_at" AS "answer_due_at",
                                  "t21"."due_at" AS "due_at",
                                  "t21"."is_escalated" AS "is_escalated",
                                  "t21"."escalated_at" AS "escalated_at",
                                  "t21"."owner" AS "owner",
                                  "t21"."source" AS "source",
                                  "t21"."source_key" AS "source_key",
                                  "t25"."solved_by_end" AS "solved_by_end",
                                  "t25"."solved_by_end_at" AS "solved_by_end_at",
                                  "t25"."solved_since_at" AS "solved_since_at",
                                  "t25"."is_solved" AS "is_solved",
                                  "t25"."first_solved_at" AS "first_solved_at",
                                  "t25"."solved_within_at" AS "solved_within_at",
                                  "t25"."reopened_at" AS "reopened_at",
                                  "t25"."has_waited" AS "has_waited",
                                  "t25"."waits_since" AS "waits_since",
                                  "t25"."left_us" AS "left_us",
                                  "t25"."came_back" AS "came_back",
                                  "t25"."seconds_ours" AS "seconds_ours",
                                  "t25"."was_assigned" AS "was_assigned",
                                  "t25"."was_handed_on" AS "was_handed_on",
                                  "t25"."assignments_are_kept" AS "assignments_are_kept",
                                  "t25"."owners_since" AS "owners_since",
                                  "t25"."has_course" AS "has_course"
                                FROM "t19" AS "t21"
                                LEFT OUTER JOIN (
                                  SELECT
                                    "t23"."ticket_key" AS "ticket_key",
                                    COUNT(*) FILTER(WHERE
                                      "t23"."solves"
                                      AND (
                                        (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        )
                                        AND (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        )
                                      )) > COUNT(*) FILTER(WHERE
                                      "t23"."reopens"
                                      AND (
                                        (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        )
                                        AND (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        )
                                      )) AS "solved_by_end",
                                    MAX("t23"."happened_at") FILTER(WHERE
                                      "t23"."solves"
                                      AND (
                                        (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        )
                                        AND (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        )
                                      )) AS "solved_by_end_at",
                                    MAX("t23"."happened_at") FILTER(WHERE
                                      "t23"."solves" AND (
                                        "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                      )) AS "solved_since_at",
                                    COUNT(*) FILTER(WHERE
                                      "t23"."solves" AND (
                                        "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                      )) > COUNT(*) FILTER(WHERE
                                      "t23"."reopens" AND (
                                        "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                      )) AS "is_solved",
                                    MIN("t23"."happened_at") FILTER(WHERE
                                      "t23"."solves" AND (
                                        "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                      )) AS "first_solved_at",
                                    MIN("t23"."happened_at") FILTER(WHERE
                                      "t23"."solves"
                                      AND (
                                        (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        )
                                        AND (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        )
                                      )
                                      AND (
                                        "t23"."happened_on" >= MAKE_DATE(2025, 1, 1)
                                      )) AS "solved_within_at",
                                    MAX("t23"."happened_at") FILTER(WHERE
                                      "t23"."reopens" AND (
                                        "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                      )) AS "reopened_at",
                                    BOOL_OR(
                                      CAST("t23"."waits" AND (
                                        "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                      ) AS BOOLEAN)
                                    ) AS "has_waited",
                                    CASE
                                      WHEN COUNT(*) FILTER(WHERE
                                        "t23"."waits" AND (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        )) > COUNT(*) FILTER(WHERE
                                        "t23"."goes_on" AND (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        ))
                                      THEN MAX("t23"."happened_at") FILTER(WHERE
                                        "t23"."waits" AND (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        ))
                                      ELSE CAST(NULL AS TIMESTAMP)
                                    END AS "waits_since",
                                    COUNT(*) FILTER(WHERE
                                      "t23"."leaves_us"
                                      AND (
                                        (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        )
                                        AND (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        )
                                      )) AS "left_us",
                                    COUNT(*) FILTER(WHERE
                                      "t23"."comes_to_us"
                                      AND (
                                        (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        )
                                        AND (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        )
                                      )) AS "came_back",
                                    SUM(
                                      DATE_DIFF('SECOND', CAST(MAKE_DATE(1970, 1, 1) AS TIMESTAMP), "t23"."happened_at")
                                    ) FILTER(WHERE
                                      "t23"."leaves_us"
                                      AND (
                                        (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        )
                                        AND (
                                          "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                        )
                                      )) - COALESCE(
                                      SUM(
                                        DATE_DIFF('SECOND', CAST(MAKE_DATE(1970, 1, 1) AS TIMESTAMP), "t23"."happened_at")
                                      ) FILTER(WHERE
                                        "t23"."comes_to_us"
                                        AND (
                                          (
                                            "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                          )
                                          AND (
                                            "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                          )
                                        )),
                                      0
                                    ) AS "seconds_ours",
                                    BOOL_OR(
                                      CAST("t23"."assigns"
                                      AND (
                                        NOT "t23"."after" IS NULL
                                      )
                                      AND (
                                        "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                      ) AS BOOLEAN)
                                    ) AS "was_assigned",
                                    BOOL_OR(
                                      CAST("t23"."assigns"
                                      AND (
                                        NOT "t23"."before" IS NULL
                                      )
                                      AND (
                                        "t23"."happened_on" < MAKE_DATE(2026, 1, 1)
                                      ) AS BOOLEAN)
                                    ) AS "was_handed_on",
                                    BOOL_OR(CAST("t23"."assigns" AS BOOLEAN)) AS "assignments_are_kept",
                                    SUM(
                                      CAST(NOT "t23"."after" IS NULL AS BIGINT) - CAST(NOT "t23"."before" IS NULL AS BIGINT)
                                    ) FILTER(WHERE
                                      "t23"."assigns" AND (
                                        "t23"."happened_on" >= MAKE_DATE(2026, 1, 1)
                                      )) AS "owners_since",
                                    BOOL_OR(CAST("t23"."after" IN ('new', 'open', 'waiting', 'solved', 'closed') AS BOOLEAN)) AS "has_course"
                                  FROM (
                                    SELECT
                                      "t4"."ticket_key" AS "ticket_key",
                                      "t4"."before" AS "before",
                                      "t4"."after" AS "after",
                                      "t4"."happened_at" AS "happened_at",
                                      "t4"."happened_on" AS "happened_on",
                                      COALESCE("t4"."after" IN ('solved', 'closed'), FALSE)
                                      AND NOT (
                                        COALESCE("t4"."before" IN ('solved', 'closed'), FALSE)
                                      ) AS "solves",
                                      COALESCE("t4"."after" IN ('new', 'open', 'waiting', 'solved', 'closed'), FALSE)
                                      AND COALESCE("t4"."before" IN ('solved', 'closed'), FALSE)
                                      AND NOT (
                                        COALESCE("t4"."after" IN ('solved', 'closed'), FALSE)
                                      ) AS "reopens",
                                      COALESCE("t4"."after" IN ('waiting'), FALSE)
                                      AND NOT (
                                        COALESCE("t4"."before" IN ('waiting'), FALSE)
                                      ) AS "waits",
                                      COALESCE("t4"."after" IN ('new', 'open', 'waiting', 'solved', 'closed'), FALSE)
                                      AND COALESCE("t4"."before" IN ('waiting'), FALSE)
                                      AND NOT (
                                        COALESCE("t4"."after" IN ('waiting'), FALSE)
                                      ) AS "goes_on",
                                      COALESCE("t4"."after" IN ('new', 'open', 'waiting', 'solved', 'closed'), FALSE)
                                      AND NOT (
                                        COALESCE("t4"."after" IN ('new', 'open'), FALSE)
                                      )
                                      AND (
                                        COALESCE("t4"."before" IN ('new', 'open'), FALSE)
                                        OR (
                                          "t4"."kind" = 'created'
                                        )
                                      ) AS "leaves_us",
                                      COALESCE("t4"."after" IN ('new', 'open'), FALSE)
                                      AND NOT (
                                        COALESCE("t4"."before" IN ('new', 'open'), FALSE)
                                      )
                                      AND NOT (
                                        "t4"."kind" = 'created'
                                      ) AS "comes_to_us",
                                      "t4"."kind" = 'assigned' AS "assigns"
                                    FROM "ticket_events" AS "t4"
                                    SEMI JOIN "t19" AS "t22"
                                      ON "t4"."ticket_key" = "t22"."ticket_key"
                                  ) AS "t23"
                                  GROUP BY
                                    "t23"."ticket_key"
                                ) AS "t25"
                                  ON "t21"."ticket_key" = "t25"."ticket_key"
                              ) AS "t26"
                            ) AS "t27"
                          ) AS "t29"
                          LEFT OUTER JOIN (
                            SELECT
                              "t2"."customer_key" AS "customer_key",
                              "t2"."segment" AS "segment",
                              "t2"."region" AS "region"
                            FROM "customers" AS "t2"
                          ) AS "t16"
                            ON "t29"."customer_key" = "t16"."customer_key"
                        ) AS "t30"
                      ) AS "t31"
                    ) AS "t34"
                      ON "t4"."ticket_key" = "t34"."ticket_key"
                  ) AS "t36"
                  WHERE
                    "t36"."happened_on" < MAKE_DATE(2026, 1, 1)
                    AND "t36"."happened_on" < MAKE_DATE(2026, 1, 1)
                    AND (
                      "t36"."leaves_us" OR "t36"."comes_to_us"
                    )
                ) AS "t39"
                ASOF LEFT JOIN (
                  SELECT
                    "t0"."begins_at" AS "work_before_began_at"
                  FROM "working_stretches" AS "t0"
                ) AS "t12"
                  ON "t39"."happened_at" >= "t12"."work_before_began_at"
              ) AS "t41"
            ) AS "t45"
          ) AS "t46"
          GROUP BY
            "t46"."ticket_key"
        ) AS "t50"
          ON "t59"."ticket_key" = "t50"."ticket_key"
      ) AS "t60"
    ) AS "t61"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."opened_at" AS "opened_at",
    "t0"."first_responded_at" AS "first_responded_at",
    "t0"."queue" AS "queue",
    "t0"."request_kind" AS "request_kind",
    "t0"."product" AS "product",
    "t0"."cause" AS "cause",
    "t0"."priority" AS "priority",
    "t0"."channel" AS "channel",
    "t0"."owner" AS "owner",
    "t0"."segment" AS "segment",
    "t0"."hours_to_answer_at_work" AS "top",
    1 AS "bottom"
  FROM "tickets_at_work_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."opened_in_period"
      AND (
        NOT "t0"."hours_to_answer_at_work" IS NULL
      )
      AND (
        (
          1 <> 0
        ) AND (
          NOT "t0"."hours_to_answer_at_work" IS NULL
        )
      ),
      FALSE
    )
)
SELECT
  COUNT(*) AS "n",
  QUANTILE_CONT("t0"."top", 0.9) AS "value"
FROM "listed" AS "t0"
