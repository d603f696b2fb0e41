WITH listed AS (
  WITH reached_people_rows AS (
    WITH "t31" AS (
      SELECT
        "t8"."campaign_key" AS "campaign_key",
        "t8"."sent_on" AS "sent_on",
        "t8"."converted_on" AS "converted_on",
        COALESCE(COALESCE("t8"."customer_key", "t25"."became"), -1 - "t8"."lead_key") AS "person"
      FROM "campaign_members" AS "t8"
      LEFT OUTER JOIN (
        SELECT
          "t1"."lead_key" AS "lead_key",
          "t1"."customer_key" AS "became"
        FROM "leads" AS "t1"
        WHERE
          NOT "t1"."customer_key" IS NULL
          AND (
            (
              "t1"."converted_on" < MAKE_DATE(2026, 1, 1)
            )
            OR (
              "t1"."converted_on" IS NULL
            )
          )
      ) AS "t25"
        ON "t8"."lead_key" = "t25"."lead_key"
    ), "t50" AS (
      SELECT
        "t48"."person" AS "person",
        MIN("t48"."reached_on") AS "reached_on",
        FIRST(
          "t48"."channel" ORDER BY {'at': "t48"."at", 'channel': COALESCE("t48"."channel", '')}
        ) AS "channel"
      FROM (
        SELECT
          "t46"."person" AS "person",
          "t46"."reached_on" AS "reached_on",
          "t46"."at" AS "at",
          "t46"."channel" AS "channel"
        FROM (
          SELECT
            "t44"."person" AS "person",
            "t44"."reached_on" AS "reached_on",
            "t44"."at" AS "at",
            "t44"."channel" AS "channel"
          FROM (
            SELECT
              "t43"."person" AS "person",
              "t43"."touched_on" AS "reached_on",
              "t43"."touched_at" AS "at",
              "t43"."channel" AS "channel"
            FROM (
              SELECT
                "t37"."person" AS "person",
                "t37"."touched_at" AS "touched_at",
                "t37"."touched_on" AS "touched_on",
                "t37"."channel" AS "channel",
                "t37"."direction" AS "direction",
                CASE
                  WHEN BOOL_OR(CAST(NOT (
                    "t37"."arrived"
                  ) AS BOOLEAN)) OVER (
                    PARTITION BY "t37"."source"
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  )
                  THEN "t37"."arrived"
                  ELSE CAST(NULL AS BOOLEAN)
                END AS "arrived"
              FROM (
                SELECT
                  "t32"."touched_at" AS "touched_at",
                  "t32"."touched_on" AS "touched_on",
                  "t32"."channel" AS "channel",
                  "t32"."direction" AS "direction",
                  "t32"."arrived" AS "arrived",
                  "t32"."source" AS "source",
                  COALESCE(COALESCE("t32"."customer_key", "t32"."became"), -1 - "t32"."lead_key") AS "person"
                FROM (
                  SELECT
                    "t30"."customer_key" AS "customer_key",
                    "t30"."lead_key" AS "lead_key",
                    "t30"."touched_at" AS "touched_at",
                    "t30"."touched_on" AS "touched_on",
                    "t30"."channel" AS "channel",
                    "t30"."direction" AS "direction",
                    "t30"."arrived" AS "arrived",
                    "t30"."source" AS "source",
                    "t30"."became" AS "became"
                  FROM (
                    SELECT
                      "t22"."customer_key" AS "customer_key",
                      "t22"."lead_key" AS "lead_key",
                      "t22"."touched_at" AS "touched_at",
                      "t22"."touched_on" AS "touched_on",
                      "t22"."channel" AS "channel",
                      "t22"."direction" AS "direction",
                      "t22"."arrived" AS "arrived",
                      "t22"."source" AS "source",
                      "t25"."became" AS "became"
                    FROM (
                      SELECT
                        t5.customer_key AS customer_key,
                        t5.lead_key AS lead_key,
                        t5.touched_at AS touched_at,
                        t5.touched_on AS touched_on,
                        t5.channel AS channel,
                        t5.direction AS direction,
                        t5.arrived AS arrived,
                        t5.source AS source
                      FROM "touches" AS "t5"
                      WHERE
                        "t5"."touched_on" < MAKE_DATE(2026, 1, 1)
                    ) AS "t22"
                    LEFT OUTER JOIN (
                      SELECT
                        "t1"."lead_key" AS "lead_key",
                        "t1"."customer_key" AS "became"
                      FROM "leads" AS "t1"
                      WHERE
                        NOT "t1"."customer_key" IS NULL
                        AND (
                          (
                            "t1"."converted_on" < MAKE_DATE(2026, 1, 1)
                          )
                          OR (
                            "t1"."converted_on" IS NULL
                          )
                        )
                    ) AS "t25"
                      ON "t22"."lead_key" = "t25"."lead_key"
                  ) AS "t30"
                ) AS "t32"
              ) AS "t37"
            ) AS "t43"
            WHERE
              NOT "t43"."person" IS NULL
              AND "t43"."direction" = 'out'
              AND COALESCE("t43"."arrived", TRUE)
              AND "t43"."touched_on" >= MAKE_DATE(2025, 1, 1)
              AND "t43"."touched_on" < MAKE_DATE(2026, 1, 1)
          ) AS "t44"
          UNION ALL
          SELECT
            "t39"."person" AS "person",
            "t39"."reached_on" AS "reached_on",
            "t39"."at" AS "at",
            "t39"."channel" AS "channel"
          FROM (
            SELECT
              "t38"."person" AS "person",
              "t38"."sent_on" AS "reached_on",
              CAST("t38"."sent_on" AS TIMESTAMP) AS "at",
              "t16"."channel" AS "channel"
            FROM (
              SELECT
                "t33"."campaign_key" AS "campaign_key",
                "t33"."sent_on" AS "sent_on",
                "t33"."person" AS "person"
              FROM "t31" AS "t33"
              WHERE
                "t33"."sent_on" >= MAKE_DATE(2025, 1, 1)
                AND "t33"."sent_on" < MAKE_DATE(2026, 1, 1)
                AND "t33"."sent_on" < MAKE_DATE(2026, 1, 1)
            ) AS "t38"
            LEFT OUTER JOIN (
              SELECT
                "t4"."campaign_key" AS "campaign_key",
                "t4"."channel" AS "channel"
              FROM "campaigns" AS "t4"
            ) AS "t16"
              ON "t38"."campaign_key" = "t16"."campaign_key"
          ) AS "t39"
        ) AS "t46"
        WHERE
          NOT "t46"."person" IS NULL
      ) AS "t48"
      GROUP BY
        "t48"."person"
    )
    SELECT
      "t73"."reached_on" AS "reached_on",
      "t73"."viewed_on" AS "viewed_on",
      "t73"."acted_on" AS "acted_on",
      "t73"."channel" AS "channel",
      "t12"."segment" AS "segment",
      COALESCE("t12"."source_key", "t24"."lead") AS "source_key",
      NOT "t73"."viewed_on" IS NULL AS "has_viewed",
      DATE_DIFF('DAY', "t73"."reached_on", MAKE_DATE(2025, 12, 31)) >= 90 AS "old_enough"
    FROM (
      SELECT
        "t71"."person" AS "person",
        "t71"."reached_on" AS "reached_on",
        "t71"."channel" AS "channel",
        "t71"."viewed_on" AS "viewed_on",
        "t71"."acted_on" AS "acted_on"
      FROM (
        SELECT
          "t70"."person" AS "person",
          "t70"."reached_on" AS "reached_on",
          "t70"."channel" AS "channel",
          "t70"."viewed_on" AS "viewed_on",
          "t69"."acted_on" AS "acted_on"
        FROM (
          SELECT
            "t66"."person" AS "person",
            "t66"."reached_on" AS "reached_on",
            "t66"."channel" AS "channel",
            "t66"."viewed_on" AS "viewed_on"
          FROM (
            SELECT
              "t52"."person" AS "person",
              "t52"."reached_on" AS "reached_on",
              "t52"."channel" AS "channel",
              "t64"."viewed_on" AS "viewed_on"
            FROM "t50" AS "t52"
            LEFT OUTER JOIN (
              SELECT
                "t61"."person" AS "person",
                MIN("t61"."day") AS "viewed_on"
              FROM (
                SELECT
                  "t58"."person" AS "person",
                  "t58"."day" AS "day"
                FROM (
                  SELECT
                    "t21"."person" AS "person",
                    "t21"."day" AS "day",
                    "t54"."reached_on" AS "reached_on"
                  FROM (
                    SELECT
                      "t2"."customer_key" AS "person",
                      "t2"."viewed_on" AS "day"
                    FROM "page_views" AS "t2"
                    WHERE
                      NOT "t2"."customer_key" IS NULL AND "t2"."viewed_on" < MAKE_DATE(2026, 1, 1)
                  ) AS "t21"
                  INNER JOIN (
                    SELECT
                      "t51"."person" AS "person",
                      "t51"."reached_on" AS "reached_on"
                    FROM "t50" AS "t51"
                  ) AS "t54"
                    ON "t21"."person" = "t54"."person"
                ) AS "t58"
                WHERE
                  "t58"."day" >= "t58"."reached_on"
                  AND DATE_DIFF('DAY', "t58"."reached_on", "t58"."day") <= 90
              ) AS "t61"
              GROUP BY
                "t61"."person"
            ) AS "t64"
              ON "t52"."person" = "t64"."person"
          ) AS "t66"
        ) AS "t70"
        LEFT OUTER JOIN (
          SELECT
            "t65"."person" AS "person",
            MIN("t65"."day") AS "acted_on"
          FROM (
            SELECT
              "t62"."person" AS "person",
              "t62"."day" AS "day"
            FROM (
              SELECT
                "t60"."person" AS "person",
                "t60"."day" AS "day",
                "t54"."reached_on" AS "reached_on"
              FROM (
                SELECT
                  "t57"."person" AS "person",
                  "t57"."day" AS "day"
                FROM (
                  SELECT
                    "t56"."person" AS "person",
                    "t56"."day" AS "day"
                  FROM (
                    SELECT
                      "t55"."customer_key" AS "person",
                      "t55"."purchased_on" AS "day"
                    FROM (
                      SELECT
                        "t49"."customer_key" AS "customer_key",
                        "t49"."purchased_on" AS "purchased_on"
                      FROM (
                        SELECT
                          "t47"."customer_key" AS "customer_key",
                          "t47"."ordered_on" AS "purchased_on"
                        FROM (
                          SELECT
                            "t45"."customer_key" AS "customer_key",
                            "t45"."ordered_on" AS "ordered_on"
                          FROM (
                            SELECT
                              "t42"."customer_key" AS "customer_key",
                              "t42"."ordered_on" AS "ordered_on"
                            FROM (
                              SELECT
                                t23.customer_key AS customer_key,
                                t23.ordered_on AS ordered_on
                              FROM (
                                SELECT
                                  t6.customer_key AS customer_key,
                                  t6.ordered_on AS ordered_on
                                FROM "orders" AS "t6"
                                WHERE
                                  "t6"."kind" = 'sale'
                                  AND "t6"."status" = 'valid'
                                  AND "t6"."amount" > 0
                                  AND "t6"."ordered_on" < MAKE_DATE(2026, 1, 1)
                                  AND (
                                    (
                                      "t6"."reversed_on" IS NULL
                                    )
                                    OR (
                                      "t6"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                                    )
                                  )
                                  AND COALESCE("t6"."currency" = 'VND', FALSE)
                              ) AS "t23"
                              UNION ALL
                              SELECT
                                "t40"."customer_key" AS "customer_key",
                                "t40"."ordered_on" AS "ordered_on"
                              FROM (
                                SELECT
                                  "t36"."customer_key" AS "customer_key",
                                  "t36"."ordered_on" AS "ordered_on"
                                FROM (
                                  SELECT
                                    "t27"."customer_key" AS "customer_key",
                                    "t27"."ordered_on" AS "ordered_on"
                                  FROM (
                                    SELECT
                                      t6.customer_key AS customer_key,
                                      t6.ordered_on AS ordered_on,
                                      t6.currency AS currency
                                    FROM "orders" AS "t6"
                                    WHERE
                                      "t6"."kind" = 'sale'
                                      AND "t6"."status" = 'valid'
                                      AND "t6"."amount" > 0
                                      AND "t6"."ordered_on" < MAKE_DATE(2026, 1, 1)
                                      AND (
                                        (
                                          "t6"."reversed_on" IS NULL
                                        )
                                        OR (
                                          "t6"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                                        )
                                      )
                                      AND NOT (
                                        COALESCE("t6"."currency" = 'VND', FALSE)
                                      )
                                  ) AS "t27"
                                  LEFT OUTER JOIN (
                                    SELECT
                                      "t18"."currency" AS "rate_currency",
                                      "t18"."rated_on" AS "rated_on",
                                      LEAD("t18"."rated_on") OVER (
                                        PARTITION BY "t18"."currency"
                                        ORDER BY "t18"."rated_on" ASC
                                        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                                      ) AS "next_rated_on"
                                    FROM (
                                      SELECT
                                        t7.currency AS currency,
                                        t7.rated_on AS rated_on
                                      FROM "exchange_rates" AS "t7"
                                      WHERE
                                        "t7"."to_currency" = 'VND'
                                    ) AS "t18"
                                  ) AS "t29"
                                    ON "t27"."currency" = "t29"."rate_currency"
                                    AND "t27"."ordered_on" >= "t29"."rated_on"
                                    AND (
                                      (
                                        "t27"."ordered_on" < "t29"."next_rated_on"
                                      )
                                      OR (
                                        "t29"."next_rated_on" IS NULL
                                      )
                                    )
                                ) AS "t36"
                              ) AS "t40"
                            ) AS "t42"
                            LEFT OUTER JOIN (
                              SELECT
                                "t0"."customer_key" AS "customer_key"
                              FROM "customers" AS "t0"
                            ) AS "t13"
                              ON "t42"."customer_key" = "t13"."customer_key"
                          ) AS "t45"
                          WHERE
                            NOT "t45"."customer_key" IS NULL
                        ) AS "t47"
                        GROUP BY
                          "t47"."customer_key",
                          "t47"."ordered_on"
                      ) AS "t49"
                    ) AS "t55"
                  ) AS "t56"
                  UNION ALL
                  SELECT
                    "t15"."person" AS "person",
                    "t15"."day" AS "day"
                  FROM (
                    SELECT
                      "t2"."customer_key" AS "person",
                      "t2"."viewed_on" AS "day"
                    FROM "page_views" AS "t2"
                    WHERE
                      NOT "t2"."customer_key" IS NULL
                      AND "t2"."viewed_on" < MAKE_DATE(2026, 1, 1)
                      AND "t2"."actions" > 0
                  ) AS "t15"
                ) AS "t57"
                UNION ALL
                SELECT
                  "t34"."person" AS "person",
                  "t34"."day" AS "day"
                FROM (
                  SELECT
                    "t33"."person" AS "person",
                    "t33"."converted_on" AS "day"
                  FROM "t31" AS "t33"
                  WHERE
                    "t33"."converted_on" < MAKE_DATE(2026, 1, 1)
                ) AS "t34"
              ) AS "t60"
              INNER JOIN (
                SELECT
                  "t51"."person" AS "person",
                  "t51"."reached_on" AS "reached_on"
                FROM "t50" AS "t51"
              ) AS "t54"
                ON "t60"."person" = "t54"."person"
            ) AS "t62"
            WHERE
              "t62"."day" >= "t62"."reached_on"
              AND DATE_DIFF('DAY', "t62"."reached_on", "t62"."day") <= 90
          ) AS "t65"
          GROUP BY
            "t65"."person"
        ) AS "t69"
          ON "t70"."person" = "t69"."person"
      ) AS "t71"
    ) AS "t73"
    LEFT OUTER JOIN (
      SELECT
        "t0"."customer_key" AS "customer_key",
        "t0"."segment" AS "segment",
        "t0"."source_key" AS "source_key"
      FROM "customers" AS "t0"
    ) AS "t12"
      ON "t73"."person" = "t12"."customer_key"
    LEFT OUTER JOIN (
      SELECT
        COALESCE(CAST(NULL AS BIGINT), -1 - "t1"."lead_key") AS "lead_person",
        "t1"."source_key" AS "lead"
      FROM "leads" AS "t1"
    ) AS "t24"
      ON "t73"."person" = "t24"."lead_person"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."reached_on" AS "reached_on",
    "t0"."viewed_on" AS "viewed_on",
    "t0"."acted_on" AS "acted_on",
    "t0"."channel" AS "channel",
    "t0"."segment" AS "segment",
    CAST("t0"."has_viewed" AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "reached_people_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."old_enough"
      AND (
        (
          1 <> 0
        ) AND (
          NOT CAST("t0"."has_viewed" AS BIGINT) IS NULL
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
