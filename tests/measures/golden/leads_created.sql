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
      "t1"."created_on" >= MAKE_DATE(2025, 1, 1) AS "created_in_period"
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
    "t0"."channel" AS "channel",
    "t0"."campaign" AS "campaign",
    "t0"."status" AS "status",
    "t0"."owner" AS "owner",
    CAST("t0"."created_in_period" AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "leads_rows" AS "t0"
  WHERE
    COALESCE(TRUE AND (
      CAST("t0"."created_in_period" AS BIGINT) <> 0
    ), FALSE)
)
SELECT
  COUNT(*) AS "n",
  COALESCE(SUM("t0"."top"), 0) AS "value"
FROM "listed" AS "t0"
