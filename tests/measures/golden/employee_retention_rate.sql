WITH listed AS (
  WITH employees_rows AS (
    SELECT
      "t4"."team" AS "team",
      "t4"."started_on" AS "started_on",
      "t4"."ended_on" AS "ended_on",
      "t4"."reason" AS "reason",
      "t4"."source_key" AS "source_key",
      "t4"."days_known" AS "days_known",
      "t4"."was_there_at_start" AS "was_there_at_start",
      "t4"."left_in_period" AS "left_in_period"
    FROM (
      SELECT
        "t3"."team" AS "team",
        "t3"."started_on" AS "started_on",
        "t3"."ended_on" AS "ended_on",
        "t3"."reason" AS "reason",
        "t3"."source_key" AS "source_key",
        "t3"."days_known" AS "days_known",
        "t3"."was_there_at_start" AS "was_there_at_start",
        "t3"."left_in_period" AS "left_in_period",
        BOOL_OR(CAST(COALESCE("t3"."was_there_at_start", FALSE) AS BOOLEAN)) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        OR NOT (
          "t3"."days_known"
        ) AS "is_begun"
      FROM (
        SELECT
          "t2"."team" AS "team",
          "t2"."started_on" AS "started_on",
          "t2"."ended_on" AS "ended_on",
          "t2"."reason" AS "reason",
          "t2"."source_key" AS "source_key",
          "t2"."days_known" AS "days_known",
          CASE
            WHEN "t2"."days_known"
            THEN "t2"."started_on" < MAKE_DATE(2025, 1, 1)
            ELSE CAST(NULL AS BOOLEAN)
          END AS "was_there_at_start",
          "t2"."days_known" AND COALESCE("t2"."ended_on" < MAKE_DATE(2026, 1, 1), FALSE) AS "left_in_period"
        FROM (
          SELECT
            "t1"."team" AS "team",
            "t1"."started_on" AS "started_on",
            "t1"."ended_on" AS "ended_on",
            "t1"."reason" AS "reason",
            "t1"."source_key" AS "source_key",
            (
              NOT "t1"."started_on" IS NULL
            )
            AND (
              (
                NOT "t1"."ended_on" IS NULL
              ) OR NOT (
                COALESCE("t1"."has_left", FALSE)
              )
            )
            AND COALESCE("t1"."ended_on" >= "t1"."started_on", TRUE) AS "days_known"
          FROM (
            SELECT
              "t0"."team" AS "team",
              "t0"."started_on" AS "started_on",
              "t0"."ended_on" AS "ended_on",
              "t0"."has_left" AS "has_left",
              "t0"."reason" AS "reason",
              "t0"."source_key" AS "source_key",
              (
                "t0"."source" <> 'crmeter'
              )
              OR NOT (
                BOOL_OR(CAST("t0"."source" <> 'crmeter' AS BOOLEAN)) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
              ) AS "is_counted"
            FROM "employees" AS "t0"
          ) AS "t1"
          WHERE
            "t1"."is_counted"
        ) AS "t2"
        WHERE
          (
            "t2"."days_known"
            AND (
              "t2"."started_on" < MAKE_DATE(2026, 1, 1)
            )
            AND COALESCE("t2"."ended_on" >= MAKE_DATE(2025, 1, 1), TRUE)
          )
          OR NOT (
            "t2"."days_known"
          )
      ) AS "t3"
    ) AS "t4"
    WHERE
      "t4"."is_begun"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."team" AS "team",
    "t0"."started_on" AS "started_on",
    "t0"."ended_on" AS "ended_on",
    "t0"."reason" AS "reason",
    CAST(NOT (
      "t0"."left_in_period"
    ) AS BIGINT) AS "top",
    CAST("t0"."was_there_at_start" AS BIGINT) AS "bottom"
  FROM "employees_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."days_known"
      AND (
        (
          CAST("t0"."was_there_at_start" AS BIGINT) <> 0
        )
        AND (
          NOT CAST(NOT (
            "t0"."left_in_period"
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
