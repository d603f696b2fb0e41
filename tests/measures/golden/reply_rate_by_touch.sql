WITH listed AS (
  WITH outreach_rows AS (
    SELECT
      "t14"."source_key" AS "source_key",
      "t14"."touched_on" AS "touched_on",
      "t14"."channel" AS "channel",
      "t14"."outcome" AS "outcome",
      "t14"."nth" AS "nth",
      "t4"."segment" AS "segment",
      COALESCE("t14"."outcome" IN ('answered', 'no_answer', 'unsubscribed'), FALSE) AS "is_told",
      CASE
        WHEN COALESCE("t14"."outcome" IN ('answered', 'no_answer', 'unsubscribed'), FALSE)
        THEN "t14"."outcome" = 'answered'
        ELSE CAST(NULL AS BOOLEAN)
      END AS "replied"
    FROM (
      SELECT
        "t12"."source_key" AS "source_key",
        "t12"."person" AS "person",
        "t12"."touched_on" AS "touched_on",
        "t12"."channel" AS "channel",
        "t12"."outcome" AS "outcome",
        "t12"."nth" AS "nth"
      FROM (
        SELECT
          "t11"."source_key" AS "source_key",
          "t11"."person" AS "person",
          "t11"."touched_on" AS "touched_on",
          "t11"."channel" AS "channel",
          "t11"."direction" AS "direction",
          "t11"."outcome" AS "outcome",
          CASE
            WHEN (
              "t11"."direction" = 'out'
            ) AND (
              NOT "t11"."person" IS NULL
            )
            THEN SUM(CAST("t11"."direction" = 'out' AS BIGINT)) OVER (
              PARTITION BY "t11"."person"
              ORDER BY "t11"."touched_at" ASC, "t11"."direction" ASC, "t11"."outcome" ASC, "t11"."touch_key" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
            )
            ELSE CAST(NULL AS BIGINT)
          END AS "nth"
        FROM (
          SELECT
            "t10"."touch_key" AS "touch_key",
            "t10"."touched_at" AS "touched_at",
            "t10"."touched_on" AS "touched_on",
            "t10"."channel" AS "channel",
            "t10"."direction" AS "direction",
            "t10"."outcome" AS "outcome",
            "t10"."source_key" AS "source_key",
            COALESCE(COALESCE("t10"."customer_key", "t10"."became"), -1 - "t10"."lead_key") AS "person"
          FROM (
            SELECT
              "t9"."touch_key" AS "touch_key",
              "t9"."customer_key" AS "customer_key",
              "t9"."lead_key" AS "lead_key",
              "t9"."touched_at" AS "touched_at",
              "t9"."touched_on" AS "touched_on",
              "t9"."channel" AS "channel",
              "t9"."direction" AS "direction",
              "t9"."outcome" AS "outcome",
              "t9"."source_key" AS "source_key",
              "t9"."became" AS "became"
            FROM (
              SELECT
                "t6"."touch_key" AS "touch_key",
                "t6"."customer_key" AS "customer_key",
                "t6"."lead_key" AS "lead_key",
                "t6"."touched_at" AS "touched_at",
                "t6"."touched_on" AS "touched_on",
                "t6"."channel" AS "channel",
                "t6"."direction" AS "direction",
                "t6"."outcome" AS "outcome",
                "t6"."source_key" AS "source_key",
                "t8"."became" AS "became"
              FROM (
                SELECT
                  t1.touch_key AS touch_key,
                  t1.customer_key AS customer_key,
                  t1.lead_key AS lead_key,
                  t1.touched_at AS touched_at,
                  t1.touched_on AS touched_on,
                  t1.channel AS channel,
                  t1.direction AS direction,
                  t1.outcome AS outcome,
                  t1.source_key AS source_key
                FROM "touches" AS "t1"
                WHERE
                  "t1"."touched_on" < MAKE_DATE(2026, 1, 1)
              ) AS "t6"
              LEFT OUTER JOIN (
                SELECT
                  "t2"."lead_key" AS "lead_key",
                  "t2"."customer_key" AS "became"
                FROM "leads" AS "t2"
                WHERE
                  NOT "t2"."customer_key" IS NULL
                  AND (
                    (
                      "t2"."converted_on" < MAKE_DATE(2026, 1, 1)
                    )
                    OR (
                      "t2"."converted_on" IS NULL
                    )
                  )
              ) AS "t8"
                ON "t6"."lead_key" = "t8"."lead_key"
            ) AS "t9"
          ) AS "t10"
        ) AS "t11"
      ) AS "t12"
      WHERE
        "t12"."direction" = 'out'
        AND "t12"."touched_on" >= MAKE_DATE(2025, 1, 1)
        AND "t12"."touched_on" < MAKE_DATE(2026, 1, 1)
    ) AS "t14"
    LEFT OUTER JOIN (
      SELECT
        "t0"."customer_key" AS "customer_key",
        "t0"."segment" AS "segment"
      FROM "customers" AS "t0"
    ) AS "t4"
      ON "t14"."person" = "t4"."customer_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."touched_on" AS "touched_on",
    "t0"."channel" AS "channel",
    "t0"."outcome" AS "outcome",
    "t0"."nth" AS "nth",
    "t0"."segment" AS "segment",
    CAST("t0"."replied" AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "outreach_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."is_told"
      AND (
        NOT "t0"."nth" IS NULL
      )
      AND (
        (
          1 <> 0
        ) AND (
          NOT CAST("t0"."replied" AS BIGINT) IS NULL
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
