WITH listed AS (
  WITH ticket_answers_rows AS (
    SELECT
      "t13"."opened_at" AS "opened_at",
      "t13"."queue" AS "queue",
      "t13"."request_kind" AS "request_kind",
      "t13"."product" AS "product",
      "t13"."cause" AS "cause",
      "t13"."priority" AS "priority",
      "t13"."owner" AS "owner",
      "t13"."segment" AS "segment",
      "t13"."question_kind" AS "question_kind",
      "t13"."low" AS "low",
      "t13"."high" AS "high",
      "t13"."answered_on" AS "answered_on",
      CASE
        WHEN DATE_DIFF(
          'SECOND',
          "t13"."opened_at",
          CASE
            WHEN CAST("t13"."solved_at" AS DATE) <= "t13"."answered_on"
            THEN "t13"."solved_at"
            ELSE CAST(NULL AS TIMESTAMP)
          END
        ) >= 0
        THEN DATE_DIFF(
          'SECOND',
          "t13"."opened_at",
          CASE
            WHEN CAST("t13"."solved_at" AS DATE) <= "t13"."answered_on"
            THEN "t13"."solved_at"
            ELSE CAST(NULL AS TIMESTAMP)
          END
        ) / 3600
        ELSE CAST(NULL AS DOUBLE)
      END AS "hours_to_solve",
      "t13"."value" AS "score",
      "t13"."ticket_source_key" AS "source_key"
    FROM (
      SELECT
        "t12"."question_kind" AS "question_kind",
        "t12"."value" AS "value",
        "t12"."low" AS "low",
        "t12"."high" AS "high",
        "t12"."answered_on" AS "answered_on",
        "t12"."queue" AS "queue",
        "t12"."product" AS "product",
        "t12"."cause" AS "cause",
        "t12"."priority" AS "priority",
        "t12"."opened_at" AS "opened_at",
        "t12"."solved_at" AS "solved_at",
        "t12"."owner" AS "owner",
        "t12"."request_kind" AS "request_kind",
        "t12"."ticket_source_key" AS "ticket_source_key",
        "t12"."segment" AS "segment"
      FROM (
        SELECT
          "t11"."question_kind" AS "question_kind",
          "t11"."value" AS "value",
          "t11"."low" AS "low",
          "t11"."high" AS "high",
          "t11"."answered_on" AS "answered_on",
          "t11"."queue" AS "queue",
          "t11"."product" AS "product",
          "t11"."cause" AS "cause",
          "t11"."priority" AS "priority",
          "t11"."opened_at" AS "opened_at",
          "t11"."solved_at" AS "solved_at",
          "t11"."owner" AS "owner",
          "t11"."request_kind" AS "request_kind",
          "t11"."ticket_source_key" AS "ticket_source_key",
          "t5"."segment" AS "segment"
        FROM (
          SELECT
            "t9"."question_kind" AS "question_kind",
            "t9"."value" AS "value",
            "t9"."low" AS "low",
            "t9"."high" AS "high",
            "t9"."answered_on" AS "answered_on",
            "t9"."queue" AS "queue",
            "t9"."product" AS "product",
            "t9"."cause" AS "cause",
            "t9"."priority" AS "priority",
            "t9"."opened_at" AS "opened_at",
            "t9"."solved_at" AS "solved_at",
            "t9"."owner" AS "owner",
            "t9"."request_kind" AS "request_kind",
            "t9"."ticket_source_key" AS "ticket_source_key",
            COALESCE("t9"."customer_key", "t9"."asked_by") AS "of_customer"
          FROM (
            SELECT
              "t8"."customer_key" AS "customer_key",
              "t8"."question_kind" AS "question_kind",
              "t8"."value" AS "value",
              "t8"."low" AS "low",
              "t8"."high" AS "high",
              "t8"."answered_on" AS "answered_on",
              "t7"."queue" AS "queue",
              "t7"."product" AS "product",
              "t7"."cause" AS "cause",
              "t7"."priority" AS "priority",
              "t7"."opened_at" AS "opened_at",
              "t7"."solved_at" AS "solved_at",
              "t7"."owner" AS "owner",
              "t7"."request_kind" AS "request_kind",
              "t7"."asked_by" AS "asked_by",
              "t7"."ticket_source_key" AS "ticket_source_key"
            FROM (
              SELECT
                t1.customer_key AS customer_key,
                t1.question_kind AS question_kind,
                t1.value AS value,
                t1.low AS low,
                t1.high AS high,
                t1.answered_on AS answered_on,
                t1.ticket_key AS ticket_key
              FROM "survey_answers" AS "t1"
              WHERE
                NOT "t1"."ticket_key" IS NULL
                AND "t1"."respondents" = 'customer'
                AND "t1"."value" BETWEEN "t1"."low" AND "t1"."high"
                AND "t1"."answered_on" >= MAKE_DATE(2025, 1, 1)
                AND "t1"."answered_on" < MAKE_DATE(2026, 1, 1)
                AND "t1"."answered_on" < MAKE_DATE(2026, 1, 1)
            ) AS "t8"
            INNER JOIN (
              SELECT
                "t2"."ticket_key" AS "ticket_key",
                "t2"."queue" AS "queue",
                "t2"."product" AS "product",
                "t2"."cause" AS "cause",
                "t2"."priority" AS "priority",
                "t2"."opened_at" AS "opened_at",
                "t2"."solved_at" AS "solved_at",
                "t2"."owner" AS "owner",
                "t2"."category" AS "request_kind",
                "t2"."customer_key" AS "asked_by",
                "t2"."source_key" AS "ticket_source_key"
              FROM "tickets" AS "t2"
            ) AS "t7"
              ON "t8"."ticket_key" = "t7"."ticket_key"
          ) AS "t9"
        ) AS "t11"
        LEFT OUTER JOIN (
          SELECT
            "t0"."segment" AS "segment",
            "t0"."customer_key" AS "of_customer"
          FROM "customers" AS "t0"
        ) AS "t5"
          ON "t11"."of_customer" = "t5"."of_customer"
      ) AS "t12"
    ) AS "t13"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."opened_at" AS "opened_at",
    "t0"."hours_to_solve" AS "hours_to_solve",
    "t0"."score" AS "score",
    "t0"."low" AS "low",
    "t0"."high" AS "high",
    "t0"."answered_on" AS "answered_on",
    "t0"."queue" AS "queue",
    "t0"."request_kind" AS "request_kind",
    "t0"."product" AS "product",
    "t0"."cause" AS "cause",
    "t0"."priority" AS "priority",
    "t0"."owner" AS "owner",
    "t0"."segment" AS "segment",
    CAST("t0"."score" >= (
      "t0"."high" - 1
    ) AS BIGINT) AS "top",
    CAST("t0"."question_kind" = 'csat' AS BIGINT) AS "bottom"
  FROM "ticket_answers_rows" AS "t0"
  WHERE
    COALESCE(
      TRUE
      AND (
        (
          CAST("t0"."question_kind" = 'csat' AS BIGINT) <> 0
        )
        AND (
          NOT CAST("t0"."score" >= (
            "t0"."high" - 1
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
