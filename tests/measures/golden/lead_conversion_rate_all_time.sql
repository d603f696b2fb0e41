WITH listed AS (
  WITH leads_rows AS (
    SELECT
      "t1"."source_key" AS "source_key",
      "t1"."created_on" AS "created_on",
      "t1"."converted_on" AS "converted_on",
      "t1"."status" AS "status",
      "t1"."channel" AS "channel",
      "t1"."campaign" AS "campaign",
      "t1"."owner" AS "owner",
      DATE_DIFF('DAY', "t1"."created_on", "t1"."converted_on") AS "days_to_convert",
      "t1"."created_on" >= MAKE_DATE(2025, 1, 1) AS "created_in_period",
      DATE_DIFF('DAY', "t1"."created_on", MAKE_DATE(2025, 12, 31)) >= 90 AS "old_enough"
    FROM (
      SELECT
        "t0"."created_on" AS "created_on",
        CASE
          WHEN "t0"."converted_on" < MAKE_DATE(2026, 1, 1)
          THEN "t0"."converted_on"
          ELSE CAST(NULL AS DATE)
        END AS "converted_on",
        "t0"."status" AS "status",
        "t0"."channel" AS "channel",
        "t0"."campaign" AS "campaign",
        "t0"."owner" AS "owner",
        "t0"."source_key" AS "source_key"
      FROM "leads" AS "t0"
      WHERE
        "t0"."created_on" < MAKE_DATE(2026, 1, 1)
    ) AS "t1"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."created_on" AS "created_on",
    "t0"."converted_on" AS "converted_on",
    "t0"."days_to_convert" AS "days_to_convert",
    "t0"."channel" AS "channel",
    "t0"."campaign" AS "campaign",
    "t0"."status" AS "status",
    "t0"."owner" AS "owner",
    CAST(NOT "t0"."converted_on" IS NULL AS BIGINT) AS "top",
    CAST("t0"."created_in_period" AS BIGINT) AS "bottom"
  FROM "leads_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."old_enough"
      AND (
        (
          CAST("t0"."created_in_period" AS BIGINT) <> 0
        )
        AND (
          NOT CAST(NOT "t0"."converted_on" IS NULL AS BIGINT) IS NULL
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
