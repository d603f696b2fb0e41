WITH listed AS (
  WITH outreach_rows AS (
    SELECT
      "t14"."source_key" AS "source_key",
      "t14"."touched_on" AS "touched_on",
      "t14"."channel" AS "channel",
      "t14"."outcome" AS "outcome",
      "t14"."arrived" AS "arrived",
      "t4"."segment" AS "segment",
      NOT (
        "t14"."arrived"
      ) AS "bounced"
    FROM (
      SELECT
        "t12"."source_key" AS "source_key",
        "t12"."person" AS "person",
        "t12"."touched_on" AS "touched_on",
        "t12"."channel" AS "channel",
        "t12"."outcome" AS "outcome",
        "t12"."arrived" AS "arrived"
      FROM (
        SELECT
          "t11"."source_key" AS "source_key",
          "t11"."person" AS "person",
          "t11"."touched_on" AS "touched_on",
          "t11"."channel" AS "channel",
          "t11"."direction" AS "direction",
          "t11"."outcome" AS "outcome",
          CASE
            WHEN BOOL_OR(CAST(NOT (
              "t11"."arrived"
            ) AS BOOLEAN)) OVER (
              PARTITION BY "t11"."source"
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            )
            THEN "t11"."arrived"
            ELSE CAST(NULL AS BOOLEAN)
          END AS "arrived"
        FROM (
          SELECT
            "t10"."touched_on" AS "touched_on",
            "t10"."channel" AS "channel",
            "t10"."direction" AS "direction",
            "t10"."outcome" AS "outcome",
            "t10"."arrived" AS "arrived",
            "t10"."source" AS "source",
            "t10"."source_key" AS "source_key",
            COALESCE(COALESCE("t10"."customer_key", "t10"."became"), -1 - "t10"."lead_key") AS "person"
          FROM (
            SELECT
              "t9"."customer_key" AS "customer_key",
              "t9"."lead_key" AS "lead_key",
              "t9"."touched_on" AS "touched_on",
              "t9"."channel" AS "channel",
              "t9"."direction" AS "direction",
              "t9"."outcome" AS "outcome",
              "t9"."arrived" AS "arrived",
              "t9"."source" AS "source",
              "t9"."source_key" AS "source_key",
              "t9"."became" AS "became"
            FROM (
              SELECT
                "t6"."customer_key" AS "customer_key",
                "t6"."lead_key" AS "lead_key",
                "t6"."touched_on" AS "touched_on",
                "t6"."channel" AS "channel",
                "t6"."direction" AS "direction",
                "t6"."outcome" AS "outcome",
                "t6"."arrived" AS "arrived",
                "t6"."source" AS "source",
                "t6"."source_key" AS "source_key",
                "t8"."became" AS "became"
              FROM (
                SELECT
                  t1.customer_key AS customer_key,
                  t1.lead_key AS lead_key,
                  t1.touched_on AS touched_on,
                  t1.channel AS channel,
                  t1.direction AS direction,
                  t1.outcome AS outcome,
                  t1.arrived AS arrived,
                  t1.source AS source,
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
    "t0"."arrived" AS "arrived",
    "t0"."segment" AS "segment",
    CAST("t0"."bounced" AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "outreach_rows" AS "t0"
  WHERE
    COALESCE(
      (
        NOT "t0"."arrived" IS NULL
      )
      AND (
        (
          1 <> 0
        ) AND (
          NOT CAST("t0"."bounced" AS BIGINT) IS NULL
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
