WITH listed AS (
  WITH leads_rows AS (
    SELECT
      "t1"."source_key" AS "source_key",
      "t1"."created_on" AS "created_on",
      "t1"."qualified_on" AS "qualified_on",
      "t1"."converted_on" AS "converted_on",
      "t1"."status" AS "status",
      "t1"."channel" AS "channel",
      "t1"."campaign" AS "campaign",
      "t1"."owner" AS "owner",
      "t1"."is_qualified" AS "is_qualified",
      COALESCE("t1"."is_qualified" AND (
        "t1"."qualified_on" >= MAKE_DATE(2025, 1, 1)
      ), FALSE)
      AND COALESCE("t1"."qualified_on" < MAKE_DATE(2026, 1, 1), FALSE) AS "qualified_in_period"
    FROM (
      SELECT
        "t0"."created_on" AS "created_on",
        "t0"."qualified_on" AS "qualified_on",
        CASE
          WHEN "t0"."converted_on" < MAKE_DATE(2026, 1, 1)
          THEN "t0"."converted_on"
          ELSE CAST(NULL AS DATE)
        END AS "converted_on",
        "t0"."status" AS "status",
        "t0"."channel" AS "channel",
        "t0"."campaign" AS "campaign",
        "t0"."owner" AS "owner",
        "t0"."source_key" AS "source_key",
        COALESCE(
          "t0"."qualified_on" < MAKE_DATE(2026, 1, 1),
          COALESCE("t0"."status" IN ('qualified', 'converted'), FALSE)
        ) AS "is_qualified"
      FROM "leads" AS "t0"
      WHERE
        "t0"."created_on" < MAKE_DATE(2026, 1, 1)
    ) AS "t1"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."created_on" AS "created_on",
    "t0"."qualified_on" AS "qualified_on",
    "t0"."converted_on" AS "converted_on",
    "t0"."channel" AS "channel",
    "t0"."campaign" AS "campaign",
    "t0"."status" AS "status",
    "t0"."owner" AS "owner",
    CAST("t0"."qualified_in_period" AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "leads_rows" AS "t0"
  WHERE
    COALESCE(
      (
        (
          NOT "t0"."qualified_on" IS NULL
        ) OR NOT (
          "t0"."is_qualified"
        )
      )
      AND (
        CAST("t0"."qualified_in_period" AS BIGINT) <> 0
      ),
      FALSE
    )
)
SELECT
  COUNT(*) AS "n",
  COALESCE(SUM("t0"."top"), 0) AS "value"
FROM "listed" AS "t0"
