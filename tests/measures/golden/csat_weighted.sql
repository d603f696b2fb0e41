WITH listed AS (
  WITH answers_rows AS (
    SELECT
      "t16"."respondents" AS "respondents",
      "t16"."question_kind" AS "question_kind",
      "t16"."question" AS "question",
      "t16"."low" AS "low",
      "t16"."high" AS "high",
      "t16"."weight" AS "weight",
      "t16"."agent" AS "agent",
      "t16"."product" AS "product",
      "t5"."segment" AS "segment",
      "t16"."answered_on" AS "answered_on",
      "t16"."is_weighted" AS "is_weighted",
      "t16"."channel" AS "came_by",
      "t5"."customer_source_key" AS "source_key",
      "t16"."survey" || ' · ' || CAST("t16"."wave" AS TEXT) AS "wave",
      "t16"."value" AS "score"
    FROM (
      SELECT
        "t14"."customer_key" AS "customer_key",
        "t14"."survey" AS "survey",
        "t14"."wave" AS "wave",
        "t14"."respondents" AS "respondents",
        "t14"."question_kind" AS "question_kind",
        "t14"."question" AS "question",
        "t14"."value" AS "value",
        "t14"."low" AS "low",
        "t14"."high" AS "high",
        "t14"."weight" AS "weight",
        "t14"."channel" AS "channel",
        "t14"."agent" AS "agent",
        "t14"."answered_on" AS "answered_on",
        "t14"."is_weighted" AS "is_weighted",
        "t14"."product" AS "product"
      FROM (
        SELECT
          "t13"."customer_key" AS "customer_key",
          "t13"."survey" AS "survey",
          "t13"."wave" AS "wave",
          "t13"."respondents" AS "respondents",
          "t13"."question_kind" AS "question_kind",
          "t13"."question" AS "question",
          "t13"."value" AS "value",
          "t13"."low" AS "low",
          "t13"."high" AS "high",
          "t13"."weight" AS "weight",
          "t13"."channel" AS "channel",
          "t13"."agent" AS "agent",
          "t13"."answered_on" AS "answered_on",
          "t13"."is_weighted" AS "is_weighted",
          "t6"."product" AS "product"
        FROM (
          SELECT
            "t11"."customer_key" AS "customer_key",
            "t11"."survey" AS "survey",
            "t11"."wave" AS "wave",
            "t11"."respondents" AS "respondents",
            "t11"."product_key" AS "product_key",
            "t11"."question_kind" AS "question_kind",
            "t11"."question" AS "question",
            "t11"."value" AS "value",
            "t11"."low" AS "low",
            "t11"."high" AS "high",
            "t11"."weight" AS "weight",
            "t11"."channel" AS "channel",
            "t11"."agent" AS "agent",
            "t11"."answered_on" AS "answered_on",
            "t11"."is_weighted" AS "is_weighted"
          FROM (
            SELECT
              "t10"."customer_key" AS "customer_key",
              "t10"."survey" AS "survey",
              "t10"."wave" AS "wave",
              "t10"."respondents" AS "respondents",
              "t10"."product_key" AS "product_key",
              "t10"."question_kind" AS "question_kind",
              "t10"."question" AS "question",
              "t10"."value" AS "value",
              "t10"."low" AS "low",
              "t10"."high" AS "high",
              "t10"."weight" AS "weight",
              "t10"."channel" AS "channel",
              "t10"."agent" AS "agent",
              "t10"."answered_on" AS "answered_on",
              "t10"."is_weighted" AS "is_weighted",
              COUNT(DISTINCT "t10"."response_key") OVER (
                PARTITION BY "t10"."respondents", "t10"."survey_key", "t10"."wave"
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "writers"
            FROM (
              SELECT
                "t9"."response_key" AS "response_key",
                "t9"."customer_key" AS "customer_key",
                "t9"."survey" AS "survey",
                "t9"."survey_key" AS "survey_key",
                "t9"."wave" AS "wave",
                "t9"."respondents" AS "respondents",
                "t9"."product_key" AS "product_key",
                "t9"."question_kind" AS "question_kind",
                "t9"."question" AS "question",
                "t9"."value" AS "value",
                "t9"."low" AS "low",
                "t9"."high" AS "high",
                "t9"."weight" AS "weight",
                "t9"."channel" AS "channel",
                "t9"."agent" AS "agent",
                "t9"."answered_on" AS "answered_on",
                "t9"."is_weighted" AS "is_weighted"
              FROM (
                SELECT
                  "t8"."response_key" AS "response_key",
                  "t8"."customer_key" AS "customer_key",
                  "t8"."survey" AS "survey",
                  "t8"."survey_key" AS "survey_key",
                  "t8"."wave" AS "wave",
                  "t8"."respondents" AS "respondents",
                  "t8"."product_key" AS "product_key",
                  "t8"."question_kind" AS "question_kind",
                  "t8"."question" AS "question",
                  "t8"."value" AS "value",
                  "t8"."low" AS "low",
                  "t8"."high" AS "high",
                  "t8"."weight" AS "weight",
                  "t8"."channel" AS "channel",
                  "t8"."agent" AS "agent",
                  "t8"."answered_on" AS "answered_on",
                  MIN("t8"."weight") OVER (
                    PARTITION BY "t8"."respondents", "t8"."question_kind"
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) <> MAX("t8"."weight") OVER (
                    PARTITION BY "t8"."respondents", "t8"."question_kind"
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) AS "is_weighted"
                FROM (
                  SELECT
                    "t7"."response_key" AS "response_key",
                    "t7"."customer_key" AS "customer_key",
                    "t7"."survey" AS "survey",
                    "t7"."survey_key" AS "survey_key",
                    "t7"."wave" AS "wave",
                    "t7"."respondents" AS "respondents",
                    "t7"."product_key" AS "product_key",
                    "t7"."question_kind" AS "question_kind",
                    "t7"."question" AS "question",
                    "t7"."value" AS "value",
                    "t7"."low" AS "low",
                    "t7"."high" AS "high",
                    "t7"."weight" AS "weight",
                    "t7"."channel" AS "channel",
                    "t7"."agent" AS "agent",
                    "t7"."answered_on" AS "answered_on"
                  FROM (
                    SELECT
                      t2.response_key AS response_key,
                      t2.customer_key AS customer_key,
                      t2.survey AS survey,
                      t2.survey_key AS survey_key,
                      t2.wave AS wave,
                      t2.respondents AS respondents,
                      t2.product_key AS product_key,
                      t2.question_kind AS question_kind,
                      t2.question AS question,
                      t2.value AS value,
                      t2.low AS low,
                      t2.high AS high,
                      t2.weight AS weight,
                      t2.channel AS channel,
                      t2.agent AS agent,
                      t2.answered_on AS answered_on
                    FROM "survey_answers" AS "t2"
                    WHERE
                      "t2"."value" BETWEEN "t2"."low" AND "t2"."high"
                      AND "t2"."answered_on" < MAKE_DATE(2026, 1, 1)
                  ) AS "t7"
                ) AS "t8"
              ) AS "t9"
              WHERE
                "t9"."answered_on" >= MAKE_DATE(2025, 1, 1)
                AND "t9"."answered_on" < MAKE_DATE(2026, 1, 1)
            ) AS "t10"
          ) AS "t11"
          WHERE
            (
              "t11"."respondents" <> 'employee'
            ) OR (
              "t11"."writers" >= 5
            )
        ) AS "t13"
        LEFT OUTER JOIN (
          SELECT
            "t1"."product_key" AS "product_key",
            "t1"."name" AS "product"
          FROM "products" AS "t1"
        ) AS "t6"
          ON "t13"."product_key" = "t6"."product_key"
      ) AS "t14"
    ) AS "t16"
    LEFT OUTER JOIN (
      SELECT
        "t0"."customer_key" AS "customer_key",
        "t0"."segment" AS "segment",
        "t0"."source_key" AS "customer_source_key"
      FROM "customers" AS "t0"
    ) AS "t5"
      ON "t16"."customer_key" = "t5"."customer_key"
  )
  SELECT
    "t1"."source_key" AS "source_key",
    "t1"."wave" AS "wave",
    "t1"."question" AS "question",
    "t1"."score" AS "score",
    "t1"."low" AS "low",
    "t1"."high" AS "high",
    "t1"."weight" AS "weight",
    "t1"."answered_on" AS "answered_on",
    "t1"."came_by" AS "came_by",
    "t1"."agent" AS "agent",
    "t1"."product" AS "product",
    "t1"."segment" AS "segment",
    "t1"."top" AS "top",
    "t1"."bottom" AS "bottom"
  FROM (
    SELECT
      "t0"."question" AS "question",
      "t0"."low" AS "low",
      "t0"."high" AS "high",
      "t0"."weight" AS "weight",
      "t0"."agent" AS "agent",
      "t0"."product" AS "product",
      "t0"."segment" AS "segment",
      "t0"."answered_on" AS "answered_on",
      "t0"."came_by" AS "came_by",
      "t0"."source_key" AS "source_key",
      "t0"."wave" AS "wave",
      "t0"."score" AS "score",
      "t0"."weight" * CAST("t0"."score" >= (
        "t0"."high" - 1
      ) AS BIGINT) AS "top",
      "t0"."weight" * CAST((
        "t0"."respondents" = 'customer'
      ) AND (
        "t0"."question_kind" = 'csat'
      ) AS BIGINT) AS "bottom",
      COALESCE(
        "t0"."is_weighted"
        AND (
          (
            (
              "t0"."weight" * CAST((
                "t0"."respondents" = 'customer'
              ) AND (
                "t0"."question_kind" = 'csat'
              ) AS BIGINT)
            ) <> 0
          )
          AND (
            NOT (
              "t0"."weight" * CAST("t0"."score" >= (
                "t0"."high" - 1
              ) AS BIGINT)
            ) IS NULL
          )
        ),
        FALSE
      ) AS "counts"
    FROM "answers_rows" AS "t0"
  ) AS "t1"
  WHERE
    "t1"."counts"
)
SELECT
  COUNT(*) AS "n",
  SUM("t0"."top") AS "top",
  SUM("t0"."bottom") AS "bottom",
  CAST(SUM("t0"."top") AS DOUBLE) / NULLIF(CAST(SUM("t0"."bottom") AS DOUBLE), 0) AS "value"
FROM "listed" AS "t0"
