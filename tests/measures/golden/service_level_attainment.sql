WITH listed AS (
  WITH tickets_rows AS (
    SELECT
      "t5"."source_key" AS "source_key",
      "t5"."opened_on" AS "opened_on",
      "t5"."queue" AS "queue",
      "t5"."category" AS "category",
      "t5"."priority" AS "priority",
      "t5"."channel" AS "channel",
      "t5"."owner" AS "owner",
      "t4"."segment" AS "segment",
      "t5"."answer_due_at" AS "answer_due_at",
      "t5"."first_responded_at" AS "first_responded_at",
      (
        NOT "t5"."answer_due_at" IS NULL
      )
      AND (
        COALESCE(CAST("t5"."first_responded_at" AS DATE) < MAKE_DATE(2026, 1, 1), FALSE)
        OR (
          CAST("t5"."answer_due_at" AS DATE) < MAKE_DATE(2026, 1, 1)
        )
      ) AS "is_told",
      COALESCE(CAST("t5"."first_responded_at" AS DATE) < MAKE_DATE(2026, 1, 1), FALSE)
      AND COALESCE("t5"."first_responded_at" <= "t5"."answer_due_at", FALSE) AS "in_time"
    FROM (
      SELECT
        t0.customer_key AS customer_key,
        t0.queue AS queue,
        t0.category AS category,
        t0.priority AS priority,
        t0.channel AS channel,
        t0.opened_on AS opened_on,
        t0.first_responded_at AS first_responded_at,
        t0.answer_due_at AS answer_due_at,
        t0.owner AS owner,
        t0.source_key AS source_key
      FROM "tickets" AS "t0"
      WHERE
        "t0"."opened_on" >= MAKE_DATE(2025, 1, 1)
        AND "t0"."opened_on" < MAKE_DATE(2026, 1, 1)
        AND "t0"."duplicate_of" IS NULL
    ) AS "t5"
    LEFT OUTER JOIN (
      SELECT
        "t1"."customer_key" AS "customer_key",
        "t1"."segment" AS "segment"
      FROM "customers" AS "t1"
    ) AS "t4"
      ON "t5"."customer_key" = "t4"."customer_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."opened_on" AS "opened_on",
    "t0"."answer_due_at" AS "answer_due_at",
    "t0"."first_responded_at" AS "first_responded_at",
    "t0"."queue" AS "queue",
    "t0"."category" AS "category",
    "t0"."priority" AS "priority",
    "t0"."channel" AS "channel",
    "t0"."owner" AS "owner",
    "t0"."segment" AS "segment",
    CAST("t0"."in_time" AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "tickets_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."is_told"
      AND (
        (
          1 <> 0
        ) AND (
          NOT CAST("t0"."in_time" AS BIGINT) IS NULL
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
