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
      "t60"."source_key" AS "source_key",
      "t60"."opened_at" AS "opened_at",
      "t60"."queue" AS "queue",
      "t60"."product" AS "product",
      "t60"."cause" AS "cause",
      "t60"."priority" AS "priority",
      "t60"."channel" AS "channel",
      "t60"."owner" AS "owner",
      "t60"."segment" AS "segment",
      "t60"."solved_by_end_at" AS "solved_by_end_at",
      "t60"."request_kind" AS "request_kind",
      "t60"."solved_in_period" AS "solved_in_period",
      CASE
        WHEN NOT "t60"."hours_to_solve" IS NULL
        THEN (
          "t60"."before_solution" - "t60"."before_opening"
        ) / 3600
        ELSE CAST(NULL AS DOUBLE)
      END AS "hours_to_solve_at_work"
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
        "t59"."solved_by_end_at" AS "solved_by_end_at",
        "t59"."request_kind" AS "request_kind",
        "t59"."solved_in_period" AS "solved_in_period",
        "t59"."hours_to_solve" AS "hours_to_solve",
        "t59"."before_opening" AS "before_opening",
        "t59"."before_solution" AS "before_solution"
      FROM (
        SELECT
          "t49"."source_key" AS "source_key",
          "t49"."opened_at" AS "opened_at",
          "t49"."queue" AS "queue",
          "t49"."product" AS "product",
          "t49"."cause" AS "cause",
          "t49"."priority" AS "priority",
          "t49"."channel" AS "channel",
          "t49"."owner" AS "owner",
          "t49"."segment" AS "segment",
          "t49"."solved_by_end_at" AS "solved_by_end_at",
          "t49"."request_kind" AS "request_kind",
          "t49"."solved_in_period" AS "solved_in_period",
          "t49"."hours_to_solve" AS "hours_to_solve",
          "t49"."before_opening" AS "before_opening",
          "t49"."before_solution" AS "before_solution"
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
            "t47"."solved_by_end_at" AS "solved_by_end_at",
            "t47"."request_kind" AS "request_kind",
            "t47"."solved_in_period" AS "solved_in_period",
            "t47"."hours_to_solve" AS "hours_to_solve",
            "t47"."before_opening" AS "before_opening",
            "t47"."before_solution" AS "before_solution"
          FROM (
            SELECT
              "t46"."ticket_key" AS "ticket_key",
              "t46"."source_key" AS "source_key",
              "t46"."opened_at" AS "opened_at",
              "t46"."queue" AS "queue",
              "t46"."product" AS "product",
              "t46"."cause" AS "cause",
              "t46"."priority" AS "priority",
              "t46"."channel" AS "channel",
              "t46"."owner" AS "owner",
              "t46"."segment" AS "segment",
              "t46"."solved_by_end_at" AS "solved_by_end_at",
              "t46"."request_kind" AS "request_kind",
              "t46"."solved_in_period" AS "solved_in_period",
              "t46"."hours_to_solve" AS "hours_to_solve",
              "t46"."before_opening" AS "before_opening",
              "t46"."before_solution" AS "before_solution"
            FROM (
              SELECT
                "t45"."ticket_key" AS "ticket_key",
                "t45"."source_key" AS "source_key",
                "t45"."opened_at" AS "opened_at",
                "t45"."queue" AS "queue",
                "t45"."product" AS "product",
                "t45"."cause" AS "cause",
                "t45"."priority" AS "priority",
                "t45"."channel" AS "channel",
                "t45"."owner" AS "owner",
                "t45"."segment" AS "segment",
                "t45"."solved_by_end_at" AS "solved_by_end_at",
                "t45"."request_kind" AS "request_kind",
                "t45"."solved_in_period" AS "solved_in_period",
                "t45"."hours_to_solve" AS "hours_to_solve",
                "t45"."before_opening" AS "before_opening",
                "t45"."before_solution" AS "before_solution"
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
                  "t43"."solved_by_end_at" AS "solved_by_end_at",
                  "t43"."request_kind" AS "request_kind",
                  "t43"."solved_in_period" AS "solved_in_period",
                  "t43"."hours_to_solve" AS "hours_to_solve",
                  "t43"."unsolved_until" AS "unsolved_until",
                  "t43"."before_opening" AS "before_opening",
                  "t43"."before_solution" AS "before_solution"
                FROM (
                  SELECT
                    "t42"."ticket_key" AS "ticket_key",
                    "t42"."source_key" AS "source_key",
                    "t42"."opened_at" AS "opened_at",
                    "t42"."queue" AS "queue",
                    "t42"."product" AS "product",
                    "t42"."cause" AS "cause",
                    "t42"."priority" AS "priority",
                    "t42"."channel" AS "channel",
                    "t42"."owner" AS "owner",
                    "t42"."segment" AS "segment",
                    "t42"."solved_by_end_at" AS "solved_by_end_at",
                    "t42"."request_kind" AS "request_kind",
                    "t42"."solved_in_period" AS "solved_in_period",
                    "t42"."hours_to_solve" AS "hours_to_solve",
                    "t42"."unsolved_until" AS "unsolved_until",
                    "t42"."before_opening" AS "before_opening",
                    CASE
                      WHEN NOT "t42"."solved_by_end_at" IS NULL
                      THEN COALESCE(
                        "t42"."before_solution_before" + LEAST(
                          DATE_DIFF('SECOND', "t42"."before_solution_began_at", "t42"."solved_by_end_at"),
                          "t42"."before_solution_seconds"
                        ),
                        0
                      )
                      ELSE CAST(NULL AS BIGINT)
                    END AS "before_solution"
                  FROM (
                    SELECT
                      "t41"."ticket_key" AS "ticket_key",
                      "t41"."source_key" AS "source_key",
                      "t41"."opened_at" AS "opened_at",
                      "t41"."queue" AS "queue",
                      "t41"."product" AS "product",
                      "t41"."cause" AS "cause",
                      "t41"."priority" AS "priority",
                      "t41"."channel" AS "channel",
                      "t41"."owner" AS "owner",
                      "t41"."segment" AS "segment",
                      "t41"."solved_by_end_at" AS "solved_by_end_at",
                      "t41"."request_kind" AS "request_kind",
                      "t41"."solved_in_period" AS "solved_in_period",
                      "t41"."hours_to_solve" AS "hours_to_solve",
                      "t41"."unsolved_until" AS "unsolved_until",
                      "t41"."before_opening" AS "before_opening",
                      "t13"."before_solution_began_at" AS "before_solution_began_at",
                      "t13"."before_solution_seconds" AS "before_solution_seconds",
                      "t13"."before_solution_before" AS "before_solution_before"
                    FROM (
                      SELECT
                        "t39"."ticket_key" AS "ticket_key",
                        "t39"."source_key" AS "source_key",
                        "t39"."opened_at" AS "opened_at",
                        "t39"."queue" AS "queue",
                        "t39"."product" AS "product",
                        "t39"."cause" AS "cause",
                        "t39"."priority" AS "priority",
                        "t39"."channel" AS "channel",
                        "t39"."owner" AS "owner",
                        "t39"."segment" AS "segment",
                        "t39"."solved_by_end_at" AS "solved_by_end_at",
                        "t39"."request_kind" AS "request_kind",
                        "t39"."solved_in_period" AS "solved_in_period",
                        "t39"."hours_to_solve" AS "hours_to_solve",
                        "t39"."unsolved_until" AS "unsolved_until",
                        "t39"."before_opening" AS "before_opening"
                      FROM (
                        SELECT
                          "t38"."ticket_key" AS "ticket_key",
                          "t38"."source_key" AS "source_key",
                          "t38"."opened_at" AS "opened_at",
                          "t38"."queue" AS "queue",
                          "t38"."product" AS "product",
                          "t38"."cause" AS "cause",
                          "t38"."priority" AS "priority",
                          "t38"."channel" AS "channel",
                          "t38"."owner" AS "owner",
                          "t38"."segment" AS "segment",
                          "t38"."solved_by_end_at" AS "solved_by_end_at",
                          "t38"."request_kind" AS "request_kind",
                          "t38"."solved_in_period" AS "solved_in_period",
                          "t38"."hours_to_solve" AS "hours_to_solve",
                          "t38"."unsolved_until" AS "unsolved_until",
                          "t38"."before_opening" AS "before_opening"
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
                            "t37"."solved_by_end_at" AS "solved_by_end_at",
                            "t37"."request_kind" AS "request_kind",
                            "t37"."solved_in_period" AS "solved_in_period",
                            "t37"."hours_to_solve" AS "hours_to_solve",
                            "t37"."unsolved_until" AS "unsolved_until",
                            "t37"."before_opening" AS "before_opening"
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
                              "t35"."solved_by_end_at" AS "solved_by_end_at",
                              "t35"."request_kind" AS "request_kind",
                              "t35"."solved_in_period" AS "solved_in_period",
                              "t35"."hours_to_solve" AS "hours_to_solve",
                              "t35"."unanswered_until" AS "unanswered_until",
                              "t35"."unsolved_until" AS "unsolved_until",
                              "t35"."before_opening" AS "before_opening"
                            FROM (
                              SELECT
                                "t34"."ticket_key" AS "ticket_key",
                                "t34"."source_key" AS "source_key",
                                "t34"."opened_at" AS "opened_at",
                                "t34"."queue" AS "queue",
                                "t34"."product" AS "product",
                                "t34"."cause" AS "cause",
                                "t34"."priority" AS "priority",
                                "t34"."channel" AS "channel",
                                "t34"."owner" AS "owner",
                                "t34"."segment" AS "segment",
                                "t34"."solved_by_end_at" AS "solved_by_end_at",
                                "t34"."request_kind" AS "request_kind",
                                "t34"."solved_in_period" AS "solved_in_period",
                                "t34"."hours_to_solve" AS "hours_to_solve",
                                "t34"."unanswered_until" AS "unanswered_until",
                                "t34"."unsolved_until" AS "unsolved_until",
                                CASE
                                  WHEN NOT "t34"."opened_at" IS NULL
                                  THEN COALESCE(
                                    "t34"."before_opening_before" + LEAST(
                                      DATE_DIFF('SECOND', "t34"."before_opening_began_at", "t34"."opened_at"),
                                      "t34"."before_opening_seconds"
                                    ),
                                    0
                                  )
                                  ELSE CAST(NULL AS BIGINT)
                                END AS "before_opening"
                              FROM (
                                SELECT
                                  "t33"."ticket_key" AS "ticket_key",
                                  "t33"."source_key" AS "source_key",
                                  "t33"."opened_at" AS "opened_at",
                                  "t33"."queue" AS "queue",
                                  "t33"."product" AS "product",
                                  "t33"."cause" AS "cause",
                                  "t33"."priority" AS "priority",
                                  "t33"."channel" AS "channel",
                                  "t33"."owner" AS "owner",
                                  "t33"."segment" AS "segment",
                                  "t33"."solved_by_end_at" AS "solved_by_end_at",
                                  "t33"."request_kind" AS "request_kind",
                                  "t33"."solved_in_period" AS "solved_in_period",
                                  "t33"."hours_to_solve" AS "hours_to_solve",
                                  "t33"."unanswered_until" AS "unanswered_until",
                                  "t33"."unsolved_until" AS "unsolved_until",
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
                                    "t31"."solved_by_end_at" AS "solved_by_end_at",
                                    "t31"."category" AS "request_kind",
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
                                      "t30"."first_responded_at" AS "first_responded_at",
                                      "t30"."owner" AS "owner",
                                      "t30"."source_key" AS "source_key",
                                      "t30"."solved_by_end" AS "solved_by_end",
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
                                        "t29"."first_responded_at" AS "first_responded_at",
                                        "t29"."owner" AS "owner",
                                        "t29"."source_key" AS "source_key",
                                        "t29"."solved_by_end" AS "solved_by_end",
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
                                          "t27"."first_responded_at" AS "first_responded_at",
                                          "t27"."owner" AS "owner",
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
                                ) AS "t33"
                                ASOF LEFT JOIN (
                                  SELECT
                                    "t0"."begins_at" AS "before_opening_began_at",
                                    "t0"."seconds" AS "before_opening_seconds",
                                    "t0"."seconds_before" AS "before_opening_before"
                                  FROM "working_stretches" AS "t0"
                                ) AS "t15"
                                  ON "t33"."opened_at" >= "t15"."before_opening_began_at"
                              ) AS "t34"
                            ) AS "t35"
                          ) AS "t37"
                          ASOF LEFT JOIN (
                            SELECT
                              "t0"."begins_at" AS "before_answer_began_at"
                            FROM "working_stretches" AS "t0"
                          ) AS "t14"
                            ON "t37"."unanswered_until" >= "t14"."before_answer_began_at"
                        ) AS "t38"
                      ) AS "t39"
                    ) AS "t41"
                    ASOF LEFT JOIN (
                      SELECT
                        "t0"."begins_at" AS "before_solution_began_at",
                        "t0"."seconds" AS "before_solution_seconds",
                        "t0"."seconds_before" AS "before_solution_before"
                      FROM "working_stretches" AS "t0"
                    ) AS "t13"
                      ON "t41"."solved_by_end_at" >= "t13"."before_solution_began_at"
                  ) AS "t42"
                ) AS "t43"
              ) AS "t45"
              ASOF LEFT JOIN (
                SELECT
                  "t0"."begins_at" AS "before_last_began_at"
                FROM "working_stretches" AS "t0"
              ) AS "t11"
                ON "t45"."unsolved_until" >= "t11"."before_last_began_at"
            ) AS "t46"
          ) AS "t47"
        ) AS "t49"
        LEFT OUTER JOIN (
          SELECT
            "t56"."ticket_key" AS "ticket_key"
          FROM (
            SELECT
              "t55"."ticket_key" AS "ticket_key"
            FROM (
              SELECT
                "t54"."ticket_key" AS "ticket_key"
              FROM (
                SELECT
                  "t53"."ticket_key" AS "ticket_key"
                FROM (
                  SELECT
                    "t51"."ticket_key" AS "ticket_key",
                    "t51"."happened_at" AS "happened_at"
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
                        "t47"."ticket_key" AS "ticket_key",
                        "t47"."customer_key" AS "customer_key",
                        "t47"."source" AS "source",
                        "t47"."source_key" AS "source_key",
                        "t47"."opened_at" AS "opened_at",
                        "t47"."opened_on" AS "opened_on",
                        "t47"."queue" AS "queue",
                        "t47"."product" AS "product",
                        "t47"."cause" AS "cause",
                        "t47"."priority" AS "priority",
                        "t47"."channel" AS "channel",
                        "t47"."owner" AS "owner",
                        "t47"."segment" AS "segment",
                        "t47"."region" AS "region",
                        "t47"."answer_due_at" AS "answer_due_at",
                        "t47"."first_responded_at" AS "first_responded_at",
                        "t47"."due_at" AS "due_at",
                        "t47"."solved_by_end_at" AS "solved_by_end_at",
                        "t47"."solved_since_at" AS "solved_since_at",
                        "t47"."reopened_at" AS "reopened_at",
                        "t47"."escalated_at" AS "escalated_at",
                        "t47"."request_kind" AS "request_kind",
                        "t47"."opened_in_period" AS "opened_in_period",
                        "t47"."is_told" AS "is_told",
                        "t47"."in_time" AS "in_time",
                        "t47"."is_broken" AS "is_broken",
                        "t47"."is_answered" AS "is_answered",
                        "t47"."hours_to_answer" AS "hours_to_answer",
                        "t47"."hours_unanswered" AS "hours_unanswered",
                        "t47"."open_at_end" AS "open_at_end",
                        "t47"."days_open" AS "days_open",
                        "t47"."had_owner" AS "had_owner",
                        "t47"."solved_in_period" AS "solved_in_period",
                        "t47"."hours_to_solve" AS "hours_to_solve",
                        "t47"."is_solved" AS "is_solved",
                        "t47"."hours_unsolved" AS "hours_unsolved",
                        "t47"."hours_ours" AS "hours_ours",
                        "t47"."was_solved_in_period" AS "was_solved_in_period",
                        "t47"."reopened_since" AS "reopened_since",
                        "t47"."first_solved_in_period" AS "first_solved_in_period",
                        "t47"."is_escalated" AS "is_escalated",
                        "t47"."was_reopened" AS "was_reopened",
                        "t47"."has_waited" AS "has_waited",
                        "t47"."has_course" AS "has_course",
                        "t47"."was_assigned" AS "was_assigned",
                        "t47"."was_handed_on" AS "was_handed_on",
                        "t47"."hands_are_known" AS "hands_are_known",
                        "t47"."unanswered_until" AS "unanswered_until",
                        "t47"."unsolved_until" AS "unsolved_until",
                        "t47"."before_opening" AS "before_opening",
                        "t47"."before_answer" AS "before_answer",
                        "t47"."before_solution" AS "before_solution",
                        "t47"."before_last" AS "before_last"
                      FROM (
                        SELECT
                          "t46"."ticket_key" AS "ticket_key",
                          "t46"."customer_key" AS "customer_key",
                          "t46"."source" AS "source",
                          "t46"."source_key" AS "source_key",
                          "t46"."opened_at" AS "opened_at",
                          "t46"."opened_on" AS "opened_on",
                          "t46"."queue" AS "queue",
                          "t46"."product" AS "product",
                          "t46"."cause" AS "cause",
                          "t46"."priority" AS "priority",
                          "t46"."channel" AS "channel",
                          "t46"."owner" AS "owner",
                          "t46"."segment" AS "segment",
                          "t46"."region" AS "region",
                          "t46"."answer_due_at" AS "answer_due_at",
                          "t46"."first_responded_at" AS "first_responded_at",
                          "t46"."due_at" AS "due_at",
                          "t46"."solved_by_end_at" AS "solved_by_end_at",
                          "t46"."solved_since_at" AS "solved_since_at",
                          "t46"."reopened_at" AS "reopened_at",
                          "t46"."escalated_at" AS "escalated_at",
                          "t46"."request_kind" AS "request_kind",
                          "t46"."opened_in_period" AS "opened_in_period",
                          "t46"."is_told" AS "is_told",
                          "t46"."in_time" AS "in_time",
                          "t46"."is_broken" AS "is_broken",
                          "t46"."is_answered" AS "is_answered",
                          "t46"."hours_to_answer" AS "hours_to_answer",
                          "t46"."hours_unanswered" AS "hours_unanswered",
                          "t46"."open_at_end" AS "open_at_end",
                          "t46"."days_open" AS "days_open",
                          "t46"."had_owner" AS "had_owner",
                          "t46"."solved_in_period" AS "solved_in_period",
                          "t46"."hours_to_solve" AS "hours_to_solve",
                          "t46"."is_solved" AS "is_solved",
                          "t46"."hours_unsolved" AS "hours_unsolved",
                          "t46"."hours_ours" AS "hours_ours",
                          "t46"."was_solved_in_period" AS "was_solved_in_period",
                          "t46"."reopened_since" AS "reopened_since",
                          "t46"."first_solved_in_period" AS "first_solved_in_period",
                          "t46"."is_escalated" AS "is_escalated",
                          "t46"."was_reopened" AS "was_reopened",
                          "t46"."has_waited" AS "has_waited",
                          "t46"."has_course" AS "has_course",
                          "t46"."was_assigned" AS "was_assigned",
                          "t46"."was_handed_on" AS "was_handed_on",
                          "t46"."hands_are_known" AS "hands_are_known",
                          "t46"."unanswered_until" AS "unanswered_until",
                          "t46"."unsolved_until" AS "unsolved_until",
                          "t46"."before_opening" AS "before_opening",
                          "t46"."before_answer" AS "before_answer",
                          "t46"."before_solution" AS "before_solution",
                          CASE
                            WHEN NOT "t46"."unsolved_until" IS NULL
                            THEN COALESCE(
                              "t46"."before_last_before" + LEAST(
                                DATE_DIFF('SECOND', "t46"."before_last_began_at", "t46"."unsolved_until"),
                                "t46"."before_last_seconds"
                              ),
                              0
                            )
                            ELSE CAST(NULL AS BIGINT)
                          END AS "before_last"
                        FROM (
                          SELECT
                            "t45"."ticket_key" AS "ticket_key",
                            "t45"."customer_key" AS "customer_key",
                            "t45"."source" AS "source",
                            "t45"."source_key" AS "source_key",
                            "t45"."opened_at" AS "opened_at",
                            "t45"."opened_on" AS "opened_on",
                            "t45"."queue" AS "queue",
                            "t45"."product" AS "product",
                            "t45"."cause" AS "cause",
                            "t45"."priority" AS "priority",
                            "t45"."channel" AS "channel",
                            "t45"."owner" AS "owner",
                            "t45"."segment" AS "segment",
                            "t45"."region" AS "region",
                            "t45"."answer_due_at" AS "answer_due_at",
                            "t45"."first_responded_at" AS "first_responded_at",
                            "t45"."due_at" AS "due_at",
                            "t45"."solved_by_end_at" AS "solved_by_end_at",
                            "t45"."solved_since_at" AS "solved_since_at",
                            "t45"."reopened_at" AS "reopened_at",
                            "t45"."escalated_at" AS "escalated_at",
                            "t45"."request_kind" AS "request_kind",
                            "t45"."opened_in_period" AS "opened_in_period",
                            "t45"."is_told" AS "is_told",
                            "t45"."in_time" AS "in_time",
                            "t45"."is_broken" AS "is_broken",
                            "t45"."is_answered" AS "is_answered",
                            "t45"."hours_to_answer" AS "hours_to_answer",
                            "t45"."hours_unanswered" AS "hours_unanswered",
                            "t45"."open_at_end" AS "open_at_end",
                            "t45"."days_open" AS "days_open",
                            "t45"."had_owner" AS "had_owner",
                            "t45"."solved_in_period" AS "solved_in_period",
                            "t45"."hours_to_solve" AS "hours_to_solve",
                            "t45"."is_solved" AS "is_solved",
                            "t45"."hours_unsolved" AS "hours_unsolved",
                            "t45"."hours_ours" AS "hours_ours",
                            "t45"."was_solved_in_period" AS "was_solved_in_period",
                            "t45"."reopened_since" AS "reopened_since",
                            "t45"."first_solved_in_period" AS "first_solved_in_period",
                            "t45"."is_escalated" AS "is_escalated",
                            "t45"."was_reopened" AS "was_reopened",
                            "t45"."has_waited" AS "has_waited",
                            "t45"."has_course" AS "has_course",
                            "t45"."was_assigned" AS "was_assigned",
                            "t45"."was_handed_on" AS "was_handed_on",
                            "t45"."hands_are_known" AS "hands_are_known",
                            "t45"."unanswered_until" AS "unanswered_until",
                            "t45"."unsolved_until" AS "unsolved_until",
                            "t45"."before_opening" AS "before_opening",
                            "t45"."before_answer" AS "before_answer",
                            "t45"."before_solution" AS "before_solution",
                            "t11"."before_last_began_at" AS "before_last_began_at",
                            "t11"."before_last_seconds" AS "before_last_seconds",
                            "t11"."before_last_before" AS "before_last_before"
                          FROM (
                            SELECT
                              "t43"."ticket_key" AS "ticket_key",
                              "t43"."customer_key" AS "customer_key",
                              "t43"."source" AS "source",
                              "t43"."source_key" AS "source_key",
                              "t43"."opened_at" AS "opened_at",
                              "t43"."opened_on" AS "opened_on",
                              "t43"."queue" AS "queue",
                              "t43"."product" AS "product",
                              "t43"."cause" AS "cause",
                              "t43"."priority" AS "priority",
                              "t43"."channel" AS "channel",
                              "t43"."owner" AS "owner",
                              "t43"."segment" AS "segment",
                              "t43"."region" AS "region",
                              "t43"."answer_due_at" AS "answer_due_at",
                              "t43"."first_responded_at" AS "first_responded_at",
                              "t43"."due_at" AS "due_at",
                              "t43"."solved_by_end_at" AS "solved_by_end_at",
                              "t43"."solved_since_at" AS "solved_since_at",
                              "t43"."reopened_at" AS "reopened_at",
                              "t43"."escalated_at" AS "escalated_at",
                              "t43"."request_kind" AS "request_kind",
                              "t43"."opened_in_period" AS "opened_in_period",
                              "t43"."is_told" AS "is_told",
                              "t43"."in_time" AS "in_time",
                              "t43"."is_broken" AS "is_broken",
                              "t43"."is_answered" AS "is_answered",
                              "t43"."hours_to_answer" AS "hours_to_answer",
                              "t43"."hours_unanswered" AS "hours_unanswered",
                              "t43"."open_at_end" AS "open_at_end",
                              "t43"."days_open" AS "days_open",
                              "t43"."had_owner" AS "had_owner",
                              "t43"."solved_in_period" AS "solved_in_period",
                              "t43"."hours_to_solve" AS "hours_to_solve",
                              "t43"."is_solved" AS "is_solved",
                              "t43"."hours_unsolved" AS "hours_unsolved",
                              "t43"."hours_ours" AS "hours_ours",
                              "t43"."was_solved_in_period" AS "was_solved_in_period",
                              "t43"."reopened_since" AS "reopened_since",
                              "t43"."first_solved_in_period" AS "first_solved_in_period",
                              "t43"."is_escalated" AS "is_escalated",
                              "t43"."was_reopened" AS "was_reopened",
                              "t43"."has_waited" AS "has_waited",
                              "t43"."has_course" AS "has_course",
                              "t43"."was_assigned" AS "was_assigned",
                              "t43"."was_handed_on" AS "was_handed_on",
                              "t43"."hands_are_known" AS "hands_are_known",
                              "t43"."unanswered_until" AS "unanswered_until",
                              "t43"."unsolved_until" AS "unsolved_until",
                              "t43"."before_opening" AS "before_opening",
                              "t43"."before_answer" AS "before_answer",
                              "t43"."before_solution" AS "before_solution"
                            FROM (
                              SELECT
                                "t42"."ticket_key" AS "ticket_key",
                                "t42"."customer_key" AS "customer_key",
                                "t42"."source" AS "source",
                                "t42"."source_key" AS "source_key",
                                "t42"."opened_at" AS "opened_at",
                                "t42"."opened_on" AS "opened_on",
                                "t42"."queue" AS "queue",
                                "t42"."product" AS "product",
                                "t42"."cause" AS "cause",
                                "t42"."priority" AS "priority",
                                "t42"."channel" AS "channel",
                                "t42"."owner" AS "owner",
                                "t42"."segment" AS "segment",
                                "t42"."region" AS "region",
                                "t42"."answer_due_at" AS "answer_due_at",
                                "t42"."first_responded_at" AS "first_responded_at",
                                "t42"."due_at" AS "due_at",
                                "t42"."solved_by_end_at" AS "solved_by_end_at",
                                "t42"."solved_since_at" AS "solved_since_at",
                                "t42"."reopened_at" AS "reopened_at",
                                "t42"."escalated_at" AS "escalated_at",
                                "t42"."request_kind" AS "request_kind",
                                "t42"."opened_in_period" AS "opened_in_period",
                                "t42"."is_told" AS "is_told",
                                "t42"."in_time" AS "in_time",
                                "t42"."is_broken" AS "is_broken",
                                "t42"."is_answered" AS "is_answered",
                                "t42"."hours_to_answer" AS "hours_to_answer",
                                "t42"."hours_unanswered" AS "hours_unanswered",
                                "t42"."open_at_end" AS "open_at_end",
                                "t42"."days_open" AS "days_open",
                                "t42"."had_owner" AS "had_owner",
                                "t42"."solved_in_period" AS "solved_in_period",
                                "t42"."hours_to_solve" AS "hours_to_solve",
                                "t42"."is_solved" AS "is_solved",
                                "t42"."hours_unsolved" AS "hours_unsolved",
                                "t42"."hours_ours" AS "hours_ours",
                                "t42"."was_solved_in_period" AS "was_solved_in_period",
                                "t42"."reopened_since" AS "reopened_since",
                                "t42"."first_solved_in_period" AS "first_solved_in_period",
                                "t42"."is_escalated" AS "is_escalated",
                                "t42"."was_reopened" AS "was_reopened",
                                "t42"."has_waited" AS "has_waited",
                                "t42"."has_course" AS "has_course",
                                "t42"."was_assigned" AS "was_assigned",
                                "t42"."was_handed_on" AS "was_handed_on",
                                "t42"."hands_are_known" AS "hands_are_known",
                                "t42"."unanswered_until" AS "unanswered_until",
                                "t42"."unsolved_until" AS "unsolved_until",
                                "t42"."before_opening" AS "before_opening",
                                "t42"."before_answer" AS "before_answer",
                                CASE
                                  WHEN NOT "t42"."solved_by_end_at" IS NULL
                                  THEN COALESCE(
                                    "t42"."before_solution_before" + LEAST(
                                      DATE_DIFF('SECOND', "t42"."before_solution_began_at", "t42"."solved_by_end_at"),
                                      "t42"."before_solution_seconds"
                                    ),
                                    0
                                  )
                                  ELSE CAST(NULL AS BIGINT)
                                END AS "before_solution"
                              FROM (
                                SELECT
                                  "t41"."ticket_key" AS "ticket_key",
                                  "t41"."customer_key" AS "customer_key",
                                  "t41"."source" AS "source",
                                  "t41"."source_key" AS "source_key",
                                  "t41"."opened_at" AS "opened_at",
                                  "t41"."opened_on" AS "opened_on",
                                  "t41"."queue" AS "queue",
                                  "t41"."product" AS "product",
                                  "t41"."cause" AS "cause",
                                  "t41"."priority" AS "priority",
                                  "t41"."channel" AS "channel",
                                  "t41"."owner" AS "owner",
                                  "t41"."segment" AS "segment",
                                  "t41"."region" AS "region",
                                  "t41"."answer_due_at" AS "answer_due_at",
                                  "t41"."first_responded_at" AS "first_responded_at",
                                  "t41"."due_at" AS "due_at",
                                  "t41"."solved_by_end_at" AS "solved_by_end_at",
                                  "t41"."solved_since_at" AS "solved_since_at",
                                  "t41"."reopened_at" AS "reopened_at",
                                  "t41"."escalated_at" AS "escalated_at",
                                  "t41"."request_kind" AS "request_kind",
                                  "t41"."opened_in_period" AS "opened_in_period",
                                  "t41"."is_told" AS "is_told",
                                  "t41"."in_time" AS "in_time",
                                  "t41"."is_broken" AS "is_broken",
                                  "t41"."is_answered" AS "is_answered",
                                  "t41"."hours_to_answer" AS "hours_to_answer",
                                  "t41"."hours_unanswered" AS "hours_unanswered",
                                  "t41"."open_at_end" AS "open_at_end",
                                  "t41"."days_open" AS "days_open",
                                  "t41"."had_owner" AS "had_owner",
                                  "t41"."solved_in_period" AS "solved_in_period",
                                  "t41"."hours_to_solve" AS "hours_to_solve",
                                  "t41"."is_solved" AS "is_solved",
                                  "t41"."hours_unsolved" AS "hours_unsolved",
                                  "t41"."hours_ours" AS "hours_ours",
                                  "t41"."was_solved_in_period" AS "was_solved_in_period",
                                  "t41"."reopened_since" AS "reopened_since",
                                  "t41"."first_solved_in_period" AS "first_solved_in_period",
                                  "t41"."is_escalated" AS "is_escalated",
                                  "t41"."was_reopened" AS "was_reopened",
                                  "t41"."has_waited" AS "has_waited",
                                  "t41"."has_course" AS "has_course",
                                  "t41"."was_assigned" AS "was_assigned",
                                  "t41"."was_handed_on" AS "was_handed_on",
                                  "t41"."hands_are_known" AS "hands_are_known",
                                  "t41"."unanswered_until" AS "unanswered_until",
                                  "t41"."unsolved_until" AS "unsolved_until",
                                  "t41"."before_opening" AS "before_opening",
                                  "t41"."before_answer" AS "before_answer",
                                  "t13"."before_solution_began_at" AS "before_solution_began_at",
                                  "t13"."before_solution_seconds" AS "before_solution_seconds",
                                  "t13"."before_solution_before" AS "before_solution_before"
                                FROM (
                                  SELECT
                                    "t39"."ticket_key" AS "ticket_key",
                                    "t39"."customer_key" AS "customer_key",
                                    "t39"."source" AS "source",
                                    "t39"."source_key" AS "source_key",
                                    "t39"."opened_at" AS "opened_at",
                                    "t39"."opened_on" AS "opened_on",
                                    "t39"."queue" AS "queue",
                                    "t39"."product" AS "product",
                                    "t39"."cause" AS "cause",
                                    "t39"."priority" AS "priority",
                                    "t39"."channel" AS "channel",
                                    "t39"."owner" AS "owner",
                                    "t39"."segment" AS "segment",
                                    "t39"."region" AS "region",
                                    "t39"."answer_due_at" AS "answer_due_at",
                                    "t39"."first_responded_at" AS "first_responded_at",
                                    "t39"."due_at" AS "due_at",
                                    "t39"."solved_by_end_at" AS "solved_by_end_at",
                                    "t39"."solved_since_at" AS "solved_since_at",
                                    "t39"."reopened_at" AS "reopened_at",
                                    "t39"."escalated_at" AS "escalated_at",
                                    "t39"."request_kind" AS "request_kind",
                                    "t39"."opened_in_period" AS "opened_in_period",
                                    "t39"."is_told" AS "is_told",
                                    "t39"."in_time" AS "in_time",
                                    "t39"."is_broken" AS "is_broken",
                                    "t39"."is_answered" AS "is_answered",
                                    "t39"."hours_to_answer" AS "hours_to_answer",
                                    "t39"."hours_unanswered" AS "hours_unanswered",
                                    "t39"."open_at_end" AS "open_at_end",
                                    "t39"."days_open" AS "days_open",
                                    "t39"."had_owner" AS "had_owner",
                                    "t39"."solved_in_period" AS "solved_in_period",
                                    "t39"."hours_to_solve" AS "hours_to_solve",
                                    "t39"."is_solved" AS "is_solved",
                                    "t39"."hours_unsolved" AS "hours_unsolved",
                                    "t39"."hours_ours" AS "hours_ours",
                                    "t39"."was_solved_in_period" AS "was_solved_in_period",
                                    "t39"."reopened_since" AS "reopened_since",
                                    "t39"."first_solved_in_period" AS "first_solved_in_period",
                                    "t39"."is_escalated" AS "is_escalated",
                                    "t39"."was_reopened" AS "was_reopened",
                                    "t39"."has_waited" AS "has_waited",
                                    "t39"."has_course" AS "has_course",
                                    "t39"."was_assigned" AS "was_assigned",
                                    "t39"."was_handed_on" AS "was_handed_on",
                                    "t39"."hands_are_known" AS "hands_are_known",
                                    "t39"."unanswered_until" AS "unanswered_until",
                                    "t39"."unsolved_until" AS "unsolved_until",
                                    "t39"."before_opening" AS "before_opening",
                                    "t39"."before_answer" AS "before_answer"
                                  FROM (
                                    SELECT
                                      "t38"."ticket_key" AS "ticket_key",
                                      "t38"."customer_key" AS "customer_key",
                                      "t38"."source" AS "source",
                                      "t38"."source_key" AS "source_key",
                                      "t38"."opened_at" AS "opened_at",
                                      "t38"."opened_on" AS "opened_on",
                                      "t38"."queue" AS "queue",
                                      "t38"."product" AS "product",
                                      "t38"."cause" AS "cause",
                                      "t38"."priority" AS "priority",
                                      "t38"."channel" AS "channel",
                                      "t38"."owner" AS "owner",
                                      "t38"."segment" AS "segment",
                                      "t38"."region" AS "region",
                                      "t38"."answer_due_at" AS "answer_due_at",
                                      "t38"."first_responded_at" AS "first_responded_at",
                                      "t38"."due_at" AS "due_at",
                                      "t38"."solved_by_end_at" AS "solved_by_end_at",
                                      "t38"."solved_since_at" AS "solved_since_at",
                                      "t38"."reopened_at" AS "reopened_at",
                                      "t38"."escalated_at" AS "escalated_at",
                                      "t38"."request_kind" AS "request_kind",
                                      "t38"."opened_in_period" AS "opened_in_period",
                                      "t38"."is_told" AS "is_told",
                                      "t38"."in_time" AS "in_time",
                                      "t38"."is_broken" AS "is_broken",
                                      "t38"."is_answered" AS "is_answered",
                                      "t38"."hours_to_answer" AS "hours_to_answer",
                                      "t38"."hours_unanswered" AS "hours_unanswered",
                                      "t38"."open_at_end" AS "open_at_end",
                                      "t38"."days_open" AS "days_open",
                                      "t38"."had_owner" AS "had_owner",
                                      "t38"."solved_in_period" AS "solved_in_period",
                                      "t38"."hours_to_solve" AS "hours_to_solve",
                                      "t38"."is_solved" AS "is_solved",
                                      "t38"."hours_unsolved" AS "hours_unsolved",
                                      "t38"."hours_ours" AS "hours_ours",
                                      "t38"."was_solved_in_period" AS "was_solved_in_period",
                                      "t38"."reopened_since" AS "reopened_since",
                                      "t38"."first_solved_in_period" AS "first_solved_in_period",
                                      "t38"."is_escalated" AS "is_escalated",
                                      "t38"."was_reopened" AS "was_reopened",
                                      "t38"."has_waited" AS "has_waited",
                                      "t38"."has_course" AS "has_course",
                                      "t38"."was_assigned" AS "was_assigned",
                                      "t38"."was_handed_on" AS "was_handed_on",
                                      "t38"."hands_are_known" AS "hands_are_known",
                                      "t38"."unanswered_until" AS "unanswered_until",
                                      "t38"."unsolved_until" AS "unsolved_until",
                                      "t38"."before_opening" AS "before_opening",
                                      CASE
                                        WHEN NOT "t38"."unanswered_until" IS NULL
                                        THEN COALESCE(
                                          "t38"."before_answer_before" + LEAST(
                                            DATE_DIFF('SECOND', "t38"."before_answer_began_at", "t38"."unanswered_until"),
                                            "t38"."before_answer_seconds"
                                          ),
                                          0
                                        )
                                        ELSE CAST(NULL AS BIGINT)
                                      END AS "before_answer"
                                    FROM (
                                      SELECT
                                        "t37"."ticket_key" AS "ticket_key",
                                        "t37"."customer_key" AS "customer_key",
                                        "t37"."source" AS "source",
                                        "t37"."source_key" AS "source_key",
                                        "t37"."opened_at" AS "opened_at",
                                        "t37"."opened_on" AS "opened_on",
                                        "t37"."queue" AS "queue",
                                        "t37"."product" AS "product",
                                        "t37"."cause" AS "cause",
                                        "t37"."priority" AS "priority",
                                        "t37"."channel" AS "channel",
                                        "t37"."owner" AS "owner",
                                        "t37"."segment" AS "segment",
                                        "t37"."region" AS "region",
                                        "t37"."answer_due_at" AS "answer_due_at",
                                        "t37"."first_responded_at" AS "first_responded_at",
                                        "t37"."due_at" AS "due_at",
                                        "t37"."solved_by_end_at" AS "solved_by_end_at",
                                        "t37"."solved_since_at" AS "solved_since_at",
                                        "t37"."reopened_at" AS "reopened_at",
                                        "t37"."escalated_at" AS "escalated_at",
                                        "t37"."request_kind" AS "request_kind",
                                        "t37"."opened_in_period" AS "opened_in_period",
                                        "t37"."is_told" AS "is_told",
                                        "t37"."in_time" AS "in_time",
                                        "t37"."is_broken" AS "is_broken",
                                        "t37"."is_answered" AS "is_answered",
                                        "t37"."hours_to_answer" AS "hours_to_answer",
                                        "t37"."hours_unanswered" AS "hours_unanswered",
                                        "t37"."open_at_end" AS "open_at_end",
                                        "t37"."days_open" AS "days_open",
                                        "t37"."had_owner" AS "had_owner",
                                        "t37"."solved_in_period" AS "solved_in_period",
                                        "t37"."hours_to_solve" AS "hours_to_solve",
                                        "t37"."is_solved" AS "is_solved",
                                        "t37"."hours_unsolved" AS "hours_unsolved",
                                        "t37"."hours_ours" AS "hours_ours",
                                        "t37"."was_solved_in_period" AS "was_solved_in_period",
                                        "t37"."reopened_since" AS "reopened_since",
                                        "t37"."first_solved_in_period" AS "first_solved_in_period",
                                        "t37"."is_escalated" AS "is_escalated",
                                        "t37"."was_reopened" AS "was_reopened",
                                        "t37"."has_waited" AS "has_waited",
                                        "t37"."has_course" AS "has_course",
                                        "t37"."was_assigned" AS "was_assigned",
                                        "t37"."was_handed_on" AS "was_handed_on",
                                        "t37"."hands_are_known" AS "hands_are_known",
                                        "t37"."unanswered_until" AS "unanswered_until",
                                        "t37"."unsolved_until" AS "unsolved_until",
                                        "t37"."before_opening" AS "before_opening",
                                        "t14"."before_answer_began_at" AS "before_answer_began_at",
                                        "t14"."before_answer_seconds" AS "before_answer_seconds",
                                        "t14"."before_answer_before" AS "before_answer_before"
                                      FROM (
                                        SELECT
                                          "t35"."ticket_key" AS "ticket_key",
                                          "t35"."customer_key" AS "customer_key",
                                          "t35"."source" AS "source",
                                          "t35"."source_key" AS "source_key",
                                          "t35"."opened_at" AS "opened_at",
                                          "t35"."opened_on" AS "opened_on",
                                          "t35"."queue" AS "queue",
                                          "t35"."product" AS "product",
                                          "t35"."cause" AS "cause",
                                          "t35"."priority" AS "priority",
                                          "t35"."channel" AS "channel",
                                          "t35"."owner" AS "owner",
                                          "t35"."segment" AS "segment",
                                          "t35"."region" AS "region",
                                          "t35"."answer_due_at" AS "answer_due_at",
                                          "t35"."first_responded_at" AS "first_responded_at",
                                          "t35"."due_at" AS "due_at",
                                          "t35"."solved_by_end_at" AS "solved_by_end_at",
                                          "t35"."solved_since_at" AS "solved_since_at",
                                          "t35"."reopened_at" AS "reopened_at",
                                          "t35"."escalated_at" AS "escalated_at",
                                          "t35"."request_kind" AS "request_kind",
                                          "t35"."opened_in_period" AS "opened_in_period",
                                          "t35"."is_told" AS "is_told",
                                          "t35"."in_time" AS "in_time",
                                          "t35"."is_broken" AS "is_broken",
                                          "t35"."is_answered" AS "is_answered",
                                          "t35"."hours_to_answer" AS "hours_to_answer",
                                          "t35"."hours_unanswered" AS "hours_unanswered",
                                          "t35"."open_at_end" AS "open_at_end",
                                          "t35"."days_open" AS "days_open",
                                          "t35"."had_owner" AS "had_owner",
                                          "t35"."solved_in_period" AS "solved_in_period",
                                          "t35"."hours_to_solve" AS "hours_to_solve",
                                          "t35"."is_solved" AS "is_solved",
                                          "t35"."hours_unsolved" AS "hours_unsolved",
                                          "t35"."hours_ours" AS "hours_ours",
                                          "t35"."was_solved_in_period" AS "was_solved_in_period",
                                          "t35"."reopened_since" AS "reopened_since",
                                          "t35"."first_solved_in_period" AS "first_solved_in_period",
                                          "t35"."is_escalated" AS "is_escalated",
                                          "t35"."was_reopened" AS "was_reopened",
                                          "t35"."has_waited" AS "has_waited",
                                          "t35"."has_course" AS "has_course",
                                          "t35"."was_assigned" AS "was_assigned",
                                          "t35"."was_handed_on" AS "was_handed_on",
                                          "t35"."hands_are_known" AS "hands_are_known",
                                          "t35"."unanswered_until" AS "unanswered_until",
                                          "t35"."unsolved_until" AS "unsolved_until",
                                          "t35"."before_opening" AS "before_opening"
                                        FROM (
                                          SELECT
                                            "t34"."ticket_key" AS "ticket_key",
                                            "t34"."customer_key" AS "customer_key",
                                            "t34"."source" AS "source",
                                            "t34"."source_key" AS "source_key",
                                            "t34"."opened_at" AS "opened_at",
                                            "t34"."opened_on" AS "opened_on",
                                            "t34"."queue" AS "queue",
                                            "t34"."product" AS "product",
                                            "t34"."cause" AS "cause",
                                            "t34"."priority" AS "priority",
                                            "t34"."channel" AS "channel",
                                            "t34"."owner" AS "owner",
                                            "t34"."segment" AS "segment",
                                            "t34"."region" AS "region",
                                            "t34"."answer_due_at" AS "answer_due_at",
                                            "t34"."first_responded_at" AS "first_responded_at",
                                            "t34"."due_at" AS "due_at",
                                            "t34"."solved_by_end_at" AS "solved_by_end_at",
                                            "t34"."solved_since_at" AS "solved_since_at",
                                            "t34"."reopened_at" AS "reopened_at",
                                            "t34"."escalated_at" AS "escalated_at",
                                            "t34"."request_kind" AS "request_kind",
                                            "t34"."opened_in_period" AS "opened_in_period",
                                            "t34"."is_told" AS "is_told",
                                            "t34"."in_time" AS "in_time",
                                            "t34"."is_broken" AS "is_broken",
                                            "t34"."is_answered" AS "is_answered",
                                            "t34"."hours_to_answer" AS "hours_to_answer",
                                            "t34"."hours_unanswered" AS "hours_unanswered",
                                            "t34"."open_at_end" AS "open_at_end",
                                            "t34"."days_open" AS "days_open",
                                            "t34"."had_owner" AS "had_owner",
                                            "t34"."solved_in_period" AS "solved_in_period",
                                            "t34"."hours_to_solve" AS "hours_to_solve",
                                            "t34"."is_solved" AS "is_solved",
                                            "t34"."hours_unsolved" AS "hours_unsolved",
                                            "t34"."hours_ours" AS "hours_ours",
                                            "t34"."was_solved_in_period" AS "was_solved_in_period",
                                            "t34"."reopened_since" AS "reopened_since",
                                            "t34"."first_solved_in_period" AS "first_solved_in_period",
                                            "t34"."is_escalated" AS "is_escalated",
                                            "t34"."was_reopened" AS "was_reopened",
                                            "t34"."has_waited" AS "has_waited",
                                            "t34"."has_course" AS "has_course",
                                            "t34"."was_assigned" AS "was_assigned",
                                            "t34"."was_handed_on" AS "was_handed_on",
                                            "t34"."hands_are_known" AS "hands_are_known",
                                            "t34"."unanswered_until" AS "unanswered_until",
                                            "t34"."unsolved_until" AS "unsolved_until",
                                            CASE
                                              WHEN NOT "t34"."opened_at" IS NULL
                                              THEN COALESCE(
                                                "t34"."before_opening_before" + LEAST(
                                                  DATE_DIFF('SECOND', "t34"."before_opening_began_at", "t34"."opened_at"),
                                                  "t34"."before_opening_seconds"
                                                ),
                                                0
                                              )
                                              ELSE CAST(NULL AS BIGINT)
                                            END AS "before_opening"
                                          FROM (
                                            SELECT
                                              "t33"."ticket_key" AS "ticket_key",
                                              "t33"."customer_key" AS "customer_key",
                                              "t33"."source" AS "source",
                                              "t33"."source_key" AS "source_key",
                                              "t33"."opened_at" AS "opened_at",
                                              "t33"."opened_on" AS "opened_on",
                                              "t33"."queue" AS "queue",
                                              "t33"."product" AS "product",
                                              "t33"."cause" AS "cause",
                                              "t33"."priority" AS "priority",
                                              "t33"."channel" AS "channel",
                                              "t33"."owner" AS "owner",
                                              "t33"."segment" AS "segment",
                                              "t33"."region" AS "region",
                                              "t33"."answer_due_at" AS "answer_due_at",
                                              "t33"."first_responded_at" AS "first_responded_at",
                                              "t33"."due_at" AS "due_at",
                                              "t33"."solved_by_end_at" AS "solved_by_end_at",
                                              "t33"."solved_since_at" AS "solved_since_at",
                                              "t33"."reopened_at" AS "reopened_at",
                                              "t33"."escalated_at" AS "escalated_at",
                                              "t33"."request_kind" AS "request_kind",
                                              "t33"."opened_in_period" AS "opened_in_period",
                                              "t33"."is_told" AS "is_told",
                                              "t33"."in_time" AS "in_time",
                                              "t33"."is_broken" AS "is_broken",
                                              "t33"."is_answered" AS "is_answered",
                                              "t33"."hours_to_answer" AS "hours_to_answer",
                                              "t33"."hours_unanswered" AS "hours_unanswered",
                                              "t33"."open_at_end" AS "open_at_end",
                                              "t33"."days_open" AS "days_open",
                                              "t33"."had_owner" AS "had_owner",
                                              "t33"."solved_in_period" AS "solved_in_period",
                                              "t33"."hours_to_solve" AS "hours_to_solve",
                                              "t33"."is_solved" AS "is_solved",
                                              "t33"."hours_unsolved" AS "hours_unsolved",
                                              "t33"."hours_ours" AS "hours_ours",
                                              "t33"."was_solved_in_period" AS "was_solved_in_period",
                                              "t33"."reopened_since" AS "reopened_since",
                                              "t33"."first_solved_in_period" AS "first_solved_in_period",
                                              "t33"."is_escalated" AS "is_escalated",
                                              "t33"."was_reopened" AS "was_reopened",
                                              "t33"."has_waited" AS "has_waited",
                                              "t33"."has_course" AS "has_course",
                                              "t33"."was_assigned" AS "was_assigned",
                                              "t33"."was_handed_on" AS "was_handed_on",
                                              "t33"."hands_are_known" AS "hands_are_known",
                                              "t33"."unanswered_until" AS "unanswered_until",
                                              "t33"."unsolved_until" AS "unsolved_until",
                                              "t15"."before_opening_began_at" AS "before_opening_began_at",
                                              "t15"."before_opening_seconds" AS "before_opening_seconds",
                                              "t15"."before_opening_before" AS "before_opening_before"
                                            FROM (
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
                                                ) AS "hands_are_known",
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
                                            ) AS "t33"
                                            ASOF LEFT JOIN (
                                              SELECT
                                                "t0"."begins_at" AS "before_opening_began_at",
                                                "t0"."seconds" AS "before_opening_seconds",
                                                "t0"."seconds_before" AS "before_opening_before"
                                              FROM "working_stretches" AS "t0"
                                            ) AS "t15"
                                              ON "t33"."opened_at" >= "t15"."before_opening_began_at"
                                          ) AS "t34"
                                        ) AS "t35"
                                      ) AS "t37"
                                      ASOF LEFT JOIN (
                                        SELECT
                                          "t0"."begins_at" AS "before_answer_began_at",
                                          "t0"."seconds" AS "before_answer_seconds",
                                          "t0"."seconds_before" AS "before_answer_before"
                                        FROM "working_stretches" AS "t0"
                                      ) AS "t14"
                                        ON "t37"."unanswered_until" >= "t14"."before_answer_began_at"
                                    ) AS "t38"
                                  ) AS "t39"
                                ) AS "t41"
                                ASOF LEFT JOIN (
                                  SELECT
                                    "t0"."begins_at" AS "before_solution_began_at",
                                    "t0"."seconds" AS "before_solution_seconds",
                                    "t0"."seconds_before" AS "before_solution_before"
                                  FROM "working_stretches" AS "t0"
                                ) AS "t13"
                                  ON "t41"."solved_by_end_at" >= "t13"."before_solution_began_at"
                              ) AS "t42"
                            ) AS "t43"
                          ) AS "t45"
                          ASOF LEFT JOIN (
                            SELECT
                              "t0"."begins_at" AS "before_last_began_at",
                              "t0"."seconds" AS "before_last_seconds",
                              "t0"."seconds_before" AS "before_last_before"
                            FROM "working_stretches" AS "t0"
                          ) AS "t11"
                            ON "t45"."unsolved_until" >= "t11"."before_last_began_at"
                        ) AS "t46"
                      ) AS "t47"
                    ) AS "t50"
                      ON "t4"."ticket_key" = "t50"."ticket_key"
                  ) AS "t51"
                  WHERE
                    "t51"."happened_on" < MAKE_DATE(2026, 1, 1)
                    AND "t51"."happened_on" < MAKE_DATE(2026, 1, 1)
                    AND (
                      "t51"."leaves_us" OR "t51"."comes_to_us"
                    )
                ) AS "t53"
                ASOF LEFT JOIN (
                  SELECT
                    "t0"."begins_at" AS "work_before_began_at"
                  FROM "working_stretches" AS "t0"
                ) AS "t12"
                  ON "t53"."happened_at" >= "t12"."work_before_began_at"
              ) AS "t54"
            ) AS "t55"
          ) AS "t56"
          GROUP BY
            "t56"."ticket_key"
        ) AS "t58"
          ON "t49"."ticket_key" = "t58"."ticket_key"
      ) AS "t59"
    ) AS "t60"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."opened_at" AS "opened_at",
    "t0"."solved_by_end_at" AS "solved_by_end_at",
    "t0"."queue" AS "queue",
    "t0"."request_kind" AS "request_kind",
    "t0"."product" AS "product",
    "t0"."cause" AS "cause",
    "t0"."priority" AS "priority",
    "t0"."channel" AS "channel",
    "t0"."owner" AS "owner",
    "t0"."segment" AS "segment",
    "t0"."hours_to_solve_at_work" AS "top",
    1 AS "bottom"
  FROM "tickets_at_work_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."solved_in_period"
      AND (
        NOT "t0"."hours_to_solve_at_work" IS NULL
      )
      AND (
        (
          1 <> 0
        ) AND (
          NOT "t0"."hours_to_solve_at_work" IS NULL
        )
      ),
      FALSE
    )
)
SELECT
  COUNT(*) AS "n",
  QUANTILE_CONT("t0"."top", 0.9) AS "value"
FROM "listed" AS "t0"
