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
      ) AS "came_first"
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
    "t0"."days_to_answer" AS "top",
    CAST("t0"."is_answered" OR NOT (
      "t0"."came_first"
    ) AS BIGINT) AS "bottom"
  FROM "answered_leads_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."came_first"
      AND (
        (
          NOT "t0"."days_to_answer" IS NULL
        )
        AND (
          NOT CAST("t0"."is_answered" OR NOT (
            "t0"."came_first"
          ) AS BIGINT) IS NULL
        )
      ),
      FALSE
    )
)
SELECT
  COALESCE(SUM("t3"."there"), 0) AS "n",
  MIN("t3"."seen") FILTER(WHERE
    "t3"."survival" <= 0.10000000000099998) AS "value",
  SUM("t3"."ended") AS "bottom"
FROM (
  SELECT
    "t2"."seen",
    "t2"."ended",
    "t2"."there",
    "t2"."staying",
    CASE
      WHEN BOOL_OR(CAST("t2"."staying" <= 0 AS BOOLEAN)) OVER (ORDER BY "t2"."seen" ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
      THEN 0.0
      ELSE EXP(
        SUM(LN(NULLIF("t2"."staying", 0))) OVER (ORDER BY "t2"."seen" ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
      )
    END AS "survival"
  FROM (
    SELECT
      "t1"."seen",
      "t1"."ended",
      "t1"."there",
      1 - (
        CAST("t1"."ended" AS DOUBLE) / SUM("t1"."there") OVER (ORDER BY "t1"."seen" DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
      ) AS "staying"
    FROM (
      SELECT
        CAST("t0"."top" AS DOUBLE) AS "seen",
        SUM("t0"."bottom") AS "ended",
        COUNT(*) AS "there"
      FROM "listed" AS "t0"
      GROUP BY
        1
    ) AS "t1"
  ) AS "t2"
) AS "t3"
