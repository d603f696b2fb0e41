WITH listed AS (
  WITH answered_leads_rows AS (
    SELECT
      "t13"."source_key" AS "source_key",
      "t13"."created_on" AS "created_on",
      "t13"."reached_on" AS "reached_on",
      "t13"."converted_on" AS "converted_on",
      "t13"."channel" AS "channel",
      "t13"."campaign" AS "campaign",
      "t13"."owner" AS "owner",
      DATE_DIFF(
        'DAY',
        "t13"."created_on",
        CASE
          WHEN (
            NOT "t13"."reached_on" IS NULL
          )
          AND COALESCE("t13"."reached_on" <= "t13"."converted_on", TRUE)
          THEN "t13"."reached_on"
          ELSE COALESCE("t13"."converted_on", MAKE_DATE(2025, 12, 31))
        END
      ) AS "days_to_answer",
      (
        NOT "t13"."reached_on" IS NULL
      )
      AND COALESCE("t13"."reached_on" <= "t13"."converted_on", TRUE) AS "is_answered",
      NOT (
        COALESCE("t13"."reached_before", FALSE)
      ) AS "came_first",
      DATE_DIFF('DAY', "t13"."created_on", MAKE_DATE(2025, 12, 31)) >= 1 AS "had_a_day"
    FROM (
      SELECT
        "t12"."created_on" AS "created_on",
        CASE
          WHEN (
            "t12"."converted_on" < MAKE_DATE(2026, 1, 1)
          )
          AND (
            "t12"."converted_on" >= "t12"."created_on"
          )
          THEN "t12"."converted_on"
          ELSE CAST(NULL AS DATE)
        END AS "converted_on",
        "t12"."channel" AS "channel",
        "t12"."campaign" AS "campaign",
        "t12"."owner" AS "owner",
        "t12"."source_key" AS "source_key",
        "t12"."reached_on" AS "reached_on",
        "t12"."reached_before" AS "reached_before"
      FROM (
        SELECT
          "t11"."created_on" AS "created_on",
          "t11"."converted_on" AS "converted_on",
          "t11"."channel" AS "channel",
          "t11"."campaign" AS "campaign",
          "t11"."owner" AS "owner",
          "t11"."source_key" AS "source_key",
          "t11"."reached_on" AS "reached_on",
          "t11"."reached_before" AS "reached_before"
        FROM (
          SELECT
            "t5"."created_on" AS "created_on",
            "t5"."converted_on" AS "converted_on",
            "t5"."channel" AS "channel",
            "t5"."campaign" AS "campaign",
            "t5"."owner" AS "owner",
            "t5"."source_key" AS "source_key",
            "t10"."reached_on" AS "reached_on",
            "t10"."reached_before" AS "reached_before"
          FROM (
            SELECT
              t0.lead_key AS lead_key,
              t0.created_on AS created_on,
              t0.converted_on AS converted_on,
              t0.channel AS channel,
              t0.campaign AS campaign,
              t0.owner AS owner,
              t0.source_key AS source_key
            FROM "leads" AS "t0"
            WHERE
              "t0"."created_on" >= MAKE_DATE(2025, 1, 1)
              AND "t0"."created_on" < MAKE_DATE(2026, 1, 1)
              AND "t0"."created_on" < MAKE_DATE(2026, 1, 1)
          ) AS "t5"
          LEFT OUTER JOIN (
            SELECT
              "t8"."lead_key" AS "lead_key",
              MIN("t8"."touched_on") FILTER(WHERE
                "t8"."touched_on" >= "t8"."created_on") AS "reached_on",
              BOOL_OR(CAST("t8"."touched_on" < "t8"."created_on" AS BOOLEAN)) AS "reached_before"
            FROM (
              SELECT
                "t7"."lead_key" AS "lead_key",
                "t7"."touched_on" AS "touched_on",
                "t6"."created_on" AS "created_on"
              FROM (
                SELECT
                  t1.lead_key AS lead_key,
                  t1.touched_on AS touched_on
                FROM "touches" AS "t1"
                WHERE
                  "t1"."direction" = 'out' AND "t1"."touched_on" < MAKE_DATE(2026, 1, 1)
              ) AS "t7"
              INNER JOIN (
                SELECT
                  "t0"."lead_key" AS "lead_key",
                  "t0"."created_on" AS "created_on"
                FROM "leads" AS "t0"
                WHERE
                  "t0"."created_on" >= MAKE_DATE(2025, 1, 1)
                  AND "t0"."created_on" < MAKE_DATE(2026, 1, 1)
                  AND "t0"."created_on" < MAKE_DATE(2026, 1, 1)
              ) AS "t6"
                ON "t7"."lead_key" = "t6"."lead_key"
            ) AS "t8"
            GROUP BY
              "t8"."lead_key"
          ) AS "t10"
            ON "t5"."lead_key" = "t10"."lead_key"
        ) AS "t11"
      ) AS "t12"
    ) AS "t13"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."created_on" AS "created_on",
    "t0"."reached_on" AS "reached_on",
    "t0"."converted_on" AS "converted_on",
    "t0"."days_to_answer" AS "days_to_answer",
    "t0"."channel" AS "channel",
    "t0"."campaign" AS "campaign",
    "t0"."owner" AS "owner",
    CAST("t0"."is_answered" AND (
      "t0"."days_to_answer" <= 1
    ) AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "answered_leads_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."came_first"
      AND "t0"."had_a_day"
      AND (
        (
          1 <> 0
        )
        AND (
          NOT CAST("t0"."is_answered" AND (
            "t0"."days_to_answer" <= 1
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
