WITH listed AS (
  WITH leads_at_work_rows AS (
    SELECT
      "t26"."source_key" AS "source_key",
      "t26"."created_at" AS "created_at",
      "t26"."reached_at" AS "reached_at",
      "t26"."channel" AS "channel",
      "t26"."campaign" AS "campaign",
      "t26"."owner" AS "owner",
      (
        "t26"."before_answer" - "t26"."before_coming"
      ) / 3600 AS "hours_to_answer_at_work",
      "t26"."answered" AS "is_answered",
      NOT (
        COALESCE("t26"."reached_before", FALSE)
      ) AS "came_first",
      COALESCE("t26"."hour_is_known", FALSE) AS "hour_is_known"
    FROM (
      SELECT
        "t25"."created_at" AS "created_at",
        "t25"."channel" AS "channel",
        "t25"."campaign" AS "campaign",
        "t25"."owner" AS "owner",
        "t25"."source_key" AS "source_key",
        "t25"."reached_at" AS "reached_at",
        "t25"."reached_before" AS "reached_before",
        "t25"."answered" AS "answered",
        "t25"."hour_is_known" AS "hour_is_known",
        "t25"."before_coming" AS "before_coming",
        "t25"."before_answer" AS "before_answer"
      FROM (
        SELECT
          "t24"."created_at" AS "created_at",
          "t24"."channel" AS "channel",
          "t24"."campaign" AS "campaign",
          "t24"."owner" AS "owner",
          "t24"."source_key" AS "source_key",
          "t24"."reached_at" AS "reached_at",
          "t24"."reached_before" AS "reached_before",
          "t24"."answered" AS "answered",
          "t24"."hour_is_known" AS "hour_is_known",
          "t24"."before_coming" AS "before_coming",
          CASE
            WHEN NOT "t24"."until" IS NULL
            THEN COALESCE(
              "t24"."before_answer_before" + LEAST(
                DATE_DIFF('SECOND', "t24"."before_answer_began_at", "t24"."until"),
                "t24"."before_answer_seconds"
              ),
              0
            )
            ELSE CAST(NULL AS BIGINT)
          END AS "before_answer"
        FROM (
          SELECT
            "t23"."created_at" AS "created_at",
            "t23"."channel" AS "channel",
            "t23"."campaign" AS "campaign",
            "t23"."owner" AS "owner",
            "t23"."source_key" AS "source_key",
            "t23"."reached_at" AS "reached_at",
            "t23"."reached_before" AS "reached_before",
            "t23"."answered" AS "answered",
            "t23"."until" AS "until",
            "t23"."hour_is_known" AS "hour_is_known",
            "t23"."before_coming" AS "before_coming",
            "t5"."before_answer_began_at" AS "before_answer_began_at",
            "t5"."before_answer_seconds" AS "before_answer_seconds",
            "t5"."before_answer_before" AS "before_answer_before"
          FROM (
            SELECT
              "t21"."created_at" AS "created_at",
              "t21"."channel" AS "channel",
              "t21"."campaign" AS "campaign",
              "t21"."owner" AS "owner",
              "t21"."source_key" AS "source_key",
              "t21"."reached_at" AS "reached_at",
              "t21"."reached_before" AS "reached_before",
              "t21"."answered" AS "answered",
              "t21"."until" AS "until",
              "t21"."hour_is_known" AS "hour_is_known",
              "t21"."before_coming" AS "before_coming"
            FROM (
              SELECT
                "t20"."created_at" AS "created_at",
                "t20"."channel" AS "channel",
                "t20"."campaign" AS "campaign",
                "t20"."owner" AS "owner",
                "t20"."source_key" AS "source_key",
                "t20"."reached_at" AS "reached_at",
                "t20"."reached_before" AS "reached_before",
                "t20"."answered" AS "answered",
                "t20"."until" AS "until",
                "t20"."hour_is_known" AS "hour_is_known",
                CASE
                  WHEN NOT "t20"."created_at" IS NULL
                  THEN COALESCE(
                    "t20"."before_coming_before" + LEAST(
                      DATE_DIFF('SECOND', "t20"."before_coming_began_at", "t20"."created_at"),
                      "t20"."before_coming_seconds"
                    ),
                    0
                  )
                  ELSE CAST(NULL AS BIGINT)
                END AS "before_coming"
              FROM (
                SELECT
                  "t19"."created_at" AS "created_at",
                  "t19"."channel" AS "channel",
                  "t19"."campaign" AS "campaign",
                  "t19"."owner" AS "owner",
                  "t19"."source_key" AS "source_key",
                  "t19"."reached_at" AS "reached_at",
                  "t19"."reached_before" AS "reached_before",
                  "t19"."answered" AS "answered",
                  "t19"."until" AS "until",
                  "t19"."hour_is_known" AS "hour_is_known",
                  "t6"."before_coming_began_at" AS "before_coming_began_at",
                  "t6"."before_coming_seconds" AS "before_coming_seconds",
                  "t6"."before_coming_before" AS "before_coming_before"
                FROM (
                  SELECT
                    "t17"."created_at" AS "created_at",
                    "t17"."channel" AS "channel",
                    "t17"."campaign" AS "campaign",
                    "t17"."owner" AS "owner",
                    "t17"."source_key" AS "source_key",
                    "t17"."reached_at" AS "reached_at",
                    "t17"."reached_before" AS "reached_before",
                    (
                      NOT "t17"."reached_at" IS NULL
                    )
                    AND COALESCE(
                      CAST("t17"."reached_at" AS DATE) <= CASE
                        WHEN (
                          "t17"."converted_on" < MAKE_DATE(2026, 1, 1)
                        )
                        AND (
                          "t17"."converted_on" >= "t17"."created_on"
                        )
                        THEN "t17"."converted_on"
                        ELSE CAST(NULL AS DATE)
                      END,
                      TRUE
                    ) AS "answered",
                    CASE
                      WHEN (
                        NOT "t17"."reached_at" IS NULL
                      )
                      AND COALESCE(
                        CAST("t17"."reached_at" AS DATE) <= CASE
                          WHEN (
                            "t17"."converted_on" < MAKE_DATE(2026, 1, 1)
                          )
                          AND (
                            "t17"."converted_on" >= "t17"."created_on"
                          )
                          THEN "t17"."converted_on"
                          ELSE CAST(NULL AS DATE)
                        END,
                        TRUE
                      )
                      THEN "t17"."reached_at"
                      ELSE GREATEST(
                        COALESCE(
                          CAST(CASE
                            WHEN (
                              "t17"."converted_on" < MAKE_DATE(2026, 1, 1)
                            )
                            AND (
                              "t17"."converted_on" >= "t17"."created_on"
                            )
                            THEN "t17"."converted_on"
                            ELSE CAST(NULL AS DATE)
                          END AS TIMESTAMP),
                          CAST(MAKE_DATE(2026, 1, 1) AS TIMESTAMP)
                        ),
                        "t17"."created_at"
                      )
                    END AS "until",
                    (
                      NOT "t17"."created_at" IS NULL
                    )
                    AND NOT (
                      "t17"."created_at" = CAST(CAST("t17"."created_at" AS DATE) AS TIMESTAMP)
                    )
                    AND COALESCE(
                      "t17"."day_only_at" > CASE
                        WHEN (
                          NOT "t17"."reached_at" IS NULL
                        )
                        AND COALESCE(
                          CAST("t17"."reached_at" AS DATE) <= CASE
                            WHEN (
                              "t17"."converted_on" < MAKE_DATE(2026, 1, 1)
                            )
                            AND (
                              "t17"."converted_on" >= "t17"."created_on"
                            )
                            THEN "t17"."converted_on"
                            ELSE CAST(NULL AS DATE)
                          END,
                          TRUE
                        )
                        THEN "t17"."reached_at"
                        ELSE GREATEST(
                          COALESCE(
                            CAST(CASE
                              WHEN (
                                "t17"."converted_on" < MAKE_DATE(2026, 1, 1)
                              )
                              AND (
                                "t17"."converted_on" >= "t17"."created_on"
                              )
                              THEN "t17"."converted_on"
                              ELSE CAST(NULL AS DATE)
                            END AS TIMESTAMP),
                            CAST(MAKE_DATE(2026, 1, 1) AS TIMESTAMP)
                          ),
                          "t17"."created_at"
                        )
                      END,
                      TRUE
                    ) AS "hour_is_known"
                  FROM (
                    SELECT
                      "t16"."created_on" AS "created_on",
                      "t16"."created_at" AS "created_at",
                      "t16"."converted_on" AS "converted_on",
                      "t16"."channel" AS "channel",
                      "t16"."campaign" AS "campaign",
                      "t16"."owner" AS "owner",
                      "t16"."source_key" AS "source_key",
                      "t16"."reached_at" AS "reached_at",
                      "t16"."day_only_at" AS "day_only_at",
                      "t16"."reached_before" AS "reached_before"
                    FROM (
                      SELECT
                        "t10"."created_on" AS "created_on",
                        "t10"."created_at" AS "created_at",
                        "t10"."converted_on" AS "converted_on",
                        "t10"."channel" AS "channel",
                        "t10"."campaign" AS "campaign",
                        "t10"."owner" AS "owner",
                        "t10"."source_key" AS "source_key",
                        "t15"."reached_at" AS "reached_at",
                        "t15"."day_only_at" AS "day_only_at",
                        "t15"."reached_before" AS "reached_before"
                      FROM (
                        SELECT
                          t1.lead_key AS lead_key,
                          t1.created_on AS created_on,
                          t1.created_at AS created_at,
                          t1.converted_on AS converted_on,
                          t1.channel AS channel,
                          t1.campaign AS campaign,
                          t1.owner AS owner,
                          t1.source_key AS source_key
                        FROM "leads" AS "t1"
                        WHERE
                          "t1"."created_on" >= MAKE_DATE(2025, 1, 1)
                          AND "t1"."created_on" < MAKE_DATE(2026, 1, 1)
                          AND "t1"."created_on" < MAKE_DATE(2026, 1, 1)
                      ) AS "t10"
                      LEFT OUTER JOIN (
                        SELECT
                          "t13"."lead_key" AS "lead_key",
                          MIN("t13"."touched_at") FILTER(WHERE
                            NOT (
                              "t13"."touched_at" = CAST(CAST("t13"."touched_at" AS DATE) AS TIMESTAMP)
                            )
                            AND (
                              "t13"."touched_at" >= "t13"."created_at"
                            )) AS "reached_at",
                          MIN("t13"."touched_at") FILTER(WHERE
                            NOT (
                              NOT (
                                "t13"."touched_at" = CAST(CAST("t13"."touched_at" AS DATE) AS TIMESTAMP)
                              )
                            )
                            AND (
                              "t13"."touched_on" >= "t13"."created_on"
                            )) AS "day_only_at",
                          BOOL_OR(
                            CAST((
                              "t13"."touched_on" < "t13"."created_on"
                            )
                            OR (
                              NOT (
                                "t13"."touched_at" = CAST(CAST("t13"."touched_at" AS DATE) AS TIMESTAMP)
                              )
                              AND (
                                "t13"."touched_at" < "t13"."created_at"
                              )
                            ) AS BOOLEAN)
                          ) AS "reached_before"
                        FROM (
                          SELECT
                            "t12"."lead_key" AS "lead_key",
                            "t12"."touched_at" AS "touched_at",
                            "t12"."touched_on" AS "touched_on",
                            "t11"."created_on" AS "created_on",
                            "t11"."created_at" AS "created_at"
                          FROM (
                            SELECT
                              t2.lead_key AS lead_key,
                              t2.touched_at AS touched_at,
                              t2.touched_on AS touched_on
                            FROM "touches" AS "t2"
                            WHERE
                              "t2"."direction" = 'out' AND "t2"."touched_on" < MAKE_DATE(2026, 1, 1)
                          ) AS "t12"
                          INNER JOIN (
                            SELECT
                              "t1"."lead_key" AS "lead_key",
                              "t1"."created_on" AS "created_on",
                              "t1"."created_at" AS "created_at"
                            FROM "leads" AS "t1"
                            WHERE
                              "t1"."created_on" >= MAKE_DATE(2025, 1, 1)
                              AND "t1"."created_on" < MAKE_DATE(2026, 1, 1)
                              AND "t1"."created_on" < MAKE_DATE(2026, 1, 1)
                          ) AS "t11"
                            ON "t12"."lead_key" = "t11"."lead_key"
                        ) AS "t13"
                        GROUP BY
                          "t13"."lead_key"
                      ) AS "t15"
                        ON "t10"."lead_key" = "t15"."lead_key"
                    ) AS "t16"
                  ) AS "t17"
                ) AS "t19"
                ASOF LEFT JOIN (
                  SELECT
                    "t0"."begins_at" AS "before_coming_began_at",
                    "t0"."seconds" AS "before_coming_seconds",
                    "t0"."seconds_before" AS "before_coming_before"
                  FROM "working_stretches" AS "t0"
                ) AS "t6"
                  ON "t19"."created_at" >= "t6"."before_coming_began_at"
              ) AS "t20"
            ) AS "t21"
          ) AS "t23"
          ASOF LEFT JOIN (
            SELECT
              "t0"."begins_at" AS "before_answer_began_at",
              "t0"."seconds" AS "before_answer_seconds",
              "t0"."seconds_before" AS "before_answer_before"
            FROM "working_stretches" AS "t0"
          ) AS "t5"
            ON "t23"."until" >= "t5"."before_answer_began_at"
        ) AS "t24"
      ) AS "t25"
    ) AS "t26"
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
      "t0"."hours_to_answer_at_work" AS "top",
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
            NOT "t0"."hours_to_answer_at_work" IS NULL
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
    FROM "leads_at_work_rows" AS "t0"
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
