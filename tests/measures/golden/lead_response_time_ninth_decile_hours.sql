WITH listed AS (
  WITH leads_in_hours_rows AS (
    SELECT
      "t12"."source_key" AS "source_key",
      "t12"."created_at" AS "created_at",
      "t12"."reached_at" AS "reached_at",
      "t12"."channel" AS "channel",
      "t12"."campaign" AS "campaign",
      "t12"."owner" AS "owner",
      DATE_DIFF(
        'SECOND',
        "t12"."created_at",
        CASE
          WHEN (
            NOT "t12"."reached_at" IS NULL
          )
          AND COALESCE(
            CAST("t12"."reached_at" AS DATE) <= CASE
              WHEN (
                "t12"."converted_on" < MAKE_DATE(2026, 1, 1)
              )
              AND (
                "t12"."converted_on" >= "t12"."created_on"
              )
              THEN "t12"."converted_on"
              ELSE CAST(NULL AS DATE)
            END,
            TRUE
          )
          THEN "t12"."reached_at"
          ELSE GREATEST(
            COALESCE(
              CAST(CASE
                WHEN (
                  "t12"."converted_on" < MAKE_DATE(2026, 1, 1)
                )
                AND (
                  "t12"."converted_on" >= "t12"."created_on"
                )
                THEN "t12"."converted_on"
                ELSE CAST(NULL AS DATE)
              END AS TIMESTAMP),
              CAST(MAKE_DATE(2026, 1, 1) AS TIMESTAMP)
            ),
            "t12"."created_at"
          )
        END
      ) / 3600 AS "hours_to_answer",
      (
        NOT "t12"."reached_at" IS NULL
      )
      AND COALESCE(
        CAST("t12"."reached_at" AS DATE) <= CASE
          WHEN (
            "t12"."converted_on" < MAKE_DATE(2026, 1, 1)
          )
          AND (
            "t12"."converted_on" >= "t12"."created_on"
          )
          THEN "t12"."converted_on"
          ELSE CAST(NULL AS DATE)
        END,
        TRUE
      ) AS "is_answered",
      NOT (
        COALESCE("t12"."reached_before", FALSE)
      ) AS "came_first",
      COALESCE(
        (
          NOT "t12"."created_at" IS NULL
        )
        AND NOT (
          "t12"."created_at" = CAST(CAST("t12"."created_at" AS DATE) AS TIMESTAMP)
        )
        AND COALESCE(
          "t12"."day_only_at" > CASE
            WHEN (
              NOT "t12"."reached_at" IS NULL
            )
            AND COALESCE(
              CAST("t12"."reached_at" AS DATE) <= CASE
                WHEN (
                  "t12"."converted_on" < MAKE_DATE(2026, 1, 1)
                )
                AND (
                  "t12"."converted_on" >= "t12"."created_on"
                )
                THEN "t12"."converted_on"
                ELSE CAST(NULL AS DATE)
              END,
              TRUE
            )
            THEN "t12"."reached_at"
            ELSE GREATEST(
              COALESCE(
                CAST(CASE
                  WHEN (
                    "t12"."converted_on" < MAKE_DATE(2026, 1, 1)
                  )
                  AND (
                    "t12"."converted_on" >= "t12"."created_on"
                  )
                  THEN "t12"."converted_on"
                  ELSE CAST(NULL AS DATE)
                END AS TIMESTAMP),
                CAST(MAKE_DATE(2026, 1, 1) AS TIMESTAMP)
              ),
              "t12"."created_at"
            )
          END,
          TRUE
        ),
        FALSE
      ) AS "hour_is_known"
    FROM (
      SELECT
        "t11"."created_on" AS "created_on",
        "t11"."created_at" AS "created_at",
        "t11"."converted_on" AS "converted_on",
        "t11"."channel" AS "channel",
        "t11"."campaign" AS "campaign",
        "t11"."owner" AS "owner",
        "t11"."source_key" AS "source_key",
        "t11"."reached_at" AS "reached_at",
        "t11"."day_only_at" AS "day_only_at",
        "t11"."reached_before" AS "reached_before"
      FROM (
        SELECT
          "t5"."created_on" AS "created_on",
          "t5"."created_at" AS "created_at",
          "t5"."converted_on" AS "converted_on",
          "t5"."channel" AS "channel",
          "t5"."campaign" AS "campaign",
          "t5"."owner" AS "owner",
          "t5"."source_key" AS "source_key",
          "t10"."reached_at" AS "reached_at",
          "t10"."day_only_at" AS "day_only_at",
          "t10"."reached_before" AS "reached_before"
        FROM (
          SELECT
            t0.lead_key AS lead_key,
            t0.created_on AS created_on,
            t0.created_at AS created_at,
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
            MIN("t8"."touched_at") FILTER(WHERE
              NOT (
                "t8"."touched_at" = CAST(CAST("t8"."touched_at" AS DATE) AS TIMESTAMP)
              )
              AND (
                "t8"."touched_at" >= "t8"."created_at"
              )) AS "reached_at",
            MIN("t8"."touched_at") FILTER(WHERE
              NOT (
                NOT (
                  "t8"."touched_at" = CAST(CAST("t8"."touched_at" AS DATE) AS TIMESTAMP)
                )
              )
              AND (
                "t8"."touched_on" >= "t8"."created_on"
              )) AS "day_only_at",
            BOOL_OR(
              CAST((
                "t8"."touched_on" < "t8"."created_on"
              )
              OR (
                NOT (
                  "t8"."touched_at" = CAST(CAST("t8"."touched_at" AS DATE) AS TIMESTAMP)
                )
                AND (
                  "t8"."touched_at" < "t8"."created_at"
                )
              ) AS BOOLEAN)
            ) AS "reached_before"
          FROM (
            SELECT
              "t7"."lead_key" AS "lead_key",
              "t7"."touched_at" AS "touched_at",
              "t7"."touched_on" AS "touched_on",
              "t6"."created_on" AS "created_on",
              "t6"."created_at" AS "created_at"
            FROM (
              SELECT
                t1.lead_key AS lead_key,
                t1.touched_at AS touched_at,
                t1.touched_on AS touched_on
              FROM "touches" AS "t1"
              WHERE
                "t1"."direction" = 'out' AND "t1"."touched_on" < MAKE_DATE(2026, 1, 1)
            ) AS "t7"
            INNER JOIN (
              SELECT
                "t0"."lead_key" AS "lead_key",
                "t0"."created_on" AS "created_on",
                "t0"."created_at" AS "created_at"
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
  )
  SELECT
    "t1"."source_key" AS "source_key",
    "t1"."created_at" AS "created_at",
    "t1"."reached_at" AS "reached_at",
    "t1"."channel" AS "channel",
    "t1"."campaign" AS "campaign",
    "t1"."owner" AS "owner",
    "t1"."top" AS "top",
    "t1"."bottom" AS "bottom"
  FROM (
    SELECT
      "t0"."source_key" AS "source_key",
      "t0"."created_at" AS "created_at",
      "t0"."reached_at" AS "reached_at",
      "t0"."channel" AS "channel",
      "t0"."campaign" AS "campaign",
      "t0"."owner" AS "owner",
      "t0"."hours_to_answer" AS "top",
      CAST("t0"."is_answered"
      OR NOT (
        "t0"."came_first"
      )
      OR NOT (
        "t0"."hour_is_known"
      ) AS BIGINT) AS "bottom",
      COALESCE(
        "t0"."came_first"
        AND "t0"."hour_is_known"
        AND (
          (
            NOT "t0"."hours_to_answer" IS NULL
          )
          AND (
            NOT CAST("t0"."is_answered"
            OR NOT (
              "t0"."came_first"
            )
            OR NOT (
              "t0"."hour_is_known"
            ) AS BIGINT) IS NULL
          )
        ),
        FALSE
      ) AS "counts"
    FROM "leads_in_hours_rows" AS "t0"
  ) AS "t1"
  WHERE
    "t1"."counts"
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
        "t0"."top" AS "seen",
        SUM("t0"."bottom") AS "ended",
        COUNT(*) AS "there"
      FROM "listed" AS "t0"
      GROUP BY
        1
    ) AS "t1"
  ) AS "t2"
) AS "t3"
