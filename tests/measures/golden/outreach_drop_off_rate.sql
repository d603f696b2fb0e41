WITH listed AS (
  WITH outreach_steps_rows AS (
    WITH "t28" AS (
      SELECT
        "t24"."person" AS "person",
        "t24"."touched_at" AS "touched_at",
        "t24"."touched_on" AS "touched_on",
        "t24"."channel" AS "channel",
        "t24"."direction" AS "direction",
        "t24"."outcome" AS "outcome",
        CASE
          WHEN (
            "t24"."direction" = 'out'
          ) AND (
            NOT "t24"."person" IS NULL
          )
          THEN SUM(CAST("t24"."direction" = 'out' AS BIGINT)) OVER (
            PARTITION BY "t24"."person"
            ORDER BY "t24"."touched_at" ASC, "t24"."direction" ASC, "t24"."outcome" ASC, "t24"."touch_key" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
          )
          ELSE CAST(NULL AS BIGINT)
        END AS "nth"
      FROM (
        SELECT
          "t22"."touch_key" AS "touch_key",
          "t22"."touched_at" AS "touched_at",
          "t22"."touched_on" AS "touched_on",
          "t22"."channel" AS "channel",
          "t22"."direction" AS "direction",
          "t22"."outcome" AS "outcome",
          COALESCE(COALESCE("t22"."customer_key", "t22"."became"), -1 - "t22"."lead_key") AS "person"
        FROM (
          SELECT
            "t21"."touch_key" AS "touch_key",
            "t21"."customer_key" AS "customer_key",
            "t21"."lead_key" AS "lead_key",
            "t21"."touched_at" AS "touched_at",
            "t21"."touched_on" AS "touched_on",
            "t21"."channel" AS "channel",
            "t21"."direction" AS "direction",
            "t21"."outcome" AS "outcome",
            "t21"."became" AS "became"
          FROM (
            SELECT
              "t12"."touch_key" AS "touch_key",
              "t12"."customer_key" AS "customer_key",
              "t12"."lead_key" AS "lead_key",
              "t12"."touched_at" AS "touched_at",
              "t12"."touched_on" AS "touched_on",
              "t12"."channel" AS "channel",
              "t12"."direction" AS "direction",
              "t12"."outcome" AS "outcome",
              "t15"."became" AS "became"
            FROM (
              SELECT
                t2.touch_key AS touch_key,
                t2.customer_key AS customer_key,
                t2.lead_key AS lead_key,
                t2.touched_at AS touched_at,
                t2.touched_on AS touched_on,
                t2.channel AS channel,
                t2.direction AS direction,
                t2.outcome AS outcome
              FROM "touches" AS "t2"
              WHERE
                "t2"."touched_on" < MAKE_DATE(2026, 1, 1)
            ) AS "t12"
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
            ) AS "t15"
              ON "t12"."lead_key" = "t15"."lead_key"
          ) AS "t21"
        ) AS "t22"
      ) AS "t24"
    ), "t35" AS (
      SELECT
        "t31"."person" AS "person",
        MIN("t31"."touched_at") AS "contacted_at",
        MIN("t31"."touched_on") AS "contacted_on",
        FIRST("t31"."channel" ORDER BY "t31"."nth") AS "channel"
      FROM (
        SELECT
          "t29"."person" AS "person",
          "t29"."touched_at" AS "touched_at",
          "t29"."touched_on" AS "touched_on",
          "t29"."channel" AS "channel",
          "t29"."nth" AS "nth"
        FROM "t28" AS "t29"
        WHERE
          NOT "t29"."person" IS NULL
          AND "t29"."touched_on" >= MAKE_DATE(2025, 1, 1)
          AND "t29"."direction" = 'out'
          AND "t29"."touched_on" < MAKE_DATE(2026, 1, 1)
      ) AS "t31"
      GROUP BY
        "t31"."person"
    )
    SELECT
      "t64"."contacted_on" AS "contacted_on",
      "t64"."channel" AS "channel",
      "t64"."replied_on" AS "replied_on",
      "t64"."bought_on" AS "bought_on",
      "t64"."old_enough" AS "old_enough",
      "t64"."step" AS "step",
      "t64"."source_key" AS "source_key",
      "t64"."segment" AS "segment",
      CASE
        WHEN "t64"."step" = 'reply'
        THEN NOT (
          "t64"."has_replied"
        )
        ELSE NOT (
          "t64"."has_bought"
        )
      END AS "lost"
    FROM (
      SELECT
        "t63"."contacted_on" AS "contacted_on",
        "t63"."channel" AS "channel",
        "t63"."replied_on" AS "replied_on",
        "t63"."bought_on" AS "bought_on",
        "t63"."old_enough" AS "old_enough",
        "t63"."has_replied" AS "has_replied",
        "t63"."has_bought" AS "has_bought",
        "t63"."step" AS "step",
        "t63"."source_key" AS "source_key",
        "t63"."segment" AS "segment"
      FROM (
        SELECT
          "t62"."contacted_on" AS "contacted_on",
          "t62"."channel" AS "channel",
          "t62"."replied_on" AS "replied_on",
          "t62"."bought_on" AS "bought_on",
          "t62"."old_enough" AS "old_enough",
          "t62"."has_replied" AS "has_replied",
          "t62"."has_bought" AS "has_bought",
          "t62"."step" AS "step",
          "t17"."source_key" AS "source_key",
          "t17"."segment" AS "segment"
        FROM (
          SELECT
            "t60"."person" AS "person",
            "t60"."contacted_on" AS "contacted_on",
            "t60"."channel" AS "channel",
            "t60"."replied_on" AS "replied_on",
            "t60"."bought_on" AS "bought_on",
            "t60"."old_enough" AS "old_enough",
            "t60"."has_replied" AS "has_replied",
            "t60"."has_bought" AS "has_bought",
            "t60"."step" AS "step"
          FROM (
            SELECT
              "t59"."person" AS "person",
              "t59"."contacted_on" AS "contacted_on",
              "t59"."channel" AS "channel",
              "t59"."replied_on" AS "replied_on",
              "t59"."bought_on" AS "bought_on",
              "t59"."old_enough" AS "old_enough",
              "t59"."has_replied" AS "has_replied",
              "t59"."has_bought" AS "has_bought",
              UNNEST(CAST([CAST(NULL AS TEXT), 'reply', 'purchase'] AS TEXT[])) AS "step"
            FROM (
              SELECT
                "t58"."person" AS "person",
                "t58"."contacted_on" AS "contacted_on",
                "t58"."channel" AS "channel",
                "t58"."replied_on" AS "replied_on",
                "t58"."bought_on" AS "bought_on",
                DATE_DIFF('DAY', "t58"."contacted_on", MAKE_DATE(2025, 12, 31)) >= 90 AS "old_enough",
                (
                  NOT "t58"."replied_on" IS NULL
                ) OR (
                  NOT "t58"."bought_on" IS NULL
                ) AS "has_replied",
                NOT "t58"."bought_on" IS NULL AS "has_bought"
              FROM (
                SELECT
                  "t57"."person" AS "person",
                  "t57"."contacted_on" AS "contacted_on",
                  "t57"."channel" AS "channel",
                  "t57"."replied_on" AS "replied_on",
                  "t57"."bought_on" AS "bought_on"
                FROM (
                  SELECT
                    "t50"."person" AS "person",
                    "t50"."contacted_on" AS "contacted_on",
                    "t50"."channel" AS "channel",
                    "t50"."replied_on" AS "replied_on",
                    "t56"."bought_on" AS "bought_on"
                  FROM (
                    SELECT
                      "t48"."person" AS "person",
                      "t48"."contacted_on" AS "contacted_on",
                      "t48"."channel" AS "channel",
                      "t48"."replied_on" AS "replied_on"
                    FROM (
                      SELECT
                        "t37"."person" AS "person",
                        "t37"."contacted_on" AS "contacted_on",
                        "t37"."channel" AS "channel",
                        "t47"."replied_on" AS "replied_on"
                      FROM "t35" AS "t37"
                      LEFT OUTER JOIN (
                        SELECT
                          "t45"."person" AS "person",
                          MIN("t45"."touched_on") AS "replied_on"
                        FROM (
                          SELECT
                            "t43"."person" AS "person",
                            "t43"."touched_on" AS "touched_on"
                          FROM (
                            SELECT
                              "t33"."person" AS "person",
                              "t33"."touched_at" AS "touched_at",
                              "t33"."touched_on" AS "touched_on",
                              "t42"."contacted_at" AS "contacted_at",
                              "t42"."contacted_on" AS "contacted_on"
                            FROM (
                              SELECT
                                "t29"."person" AS "person",
                                "t29"."touched_at" AS "touched_at",
                                "t29"."touched_on" AS "touched_on"
                              FROM "t28" AS "t29"
                              WHERE
                                NOT "t29"."person" IS NULL
                                AND "t29"."touched_on" >= MAKE_DATE(2025, 1, 1)
                                AND (
                                  (
                                    "t29"."direction" = 'in'
                                  ) OR (
                                    "t29"."outcome" = 'answered'
                                  )
                                )
                            ) AS "t33"
                            INNER JOIN (
                              SELECT
                                "t36"."person" AS "person",
                                "t36"."contacted_at" AS "contacted_at",
                                "t36"."contacted_on" AS "contacted_on"
                              FROM "t35" AS "t36"
                            ) AS "t42"
                              ON "t33"."person" = "t42"."person"
                          ) AS "t43"
                          WHERE
                            "t43"."touched_at" >= "t43"."contacted_at"
                            AND DATE_DIFF('DAY', "t43"."contacted_on", "t43"."touched_on") <= 90
                        ) AS "t45"
                        GROUP BY
                          "t45"."person"
                      ) AS "t47"
                        ON "t37"."person" = "t47"."person"
                    ) AS "t48"
                  ) AS "t50"
                  LEFT OUTER JOIN (
                    SELECT
                      "t54"."person" AS "person",
                      MIN("t54"."purchased_on") AS "bought_on"
                    FROM (
                      SELECT
                        "t53"."purchased_on" AS "purchased_on",
                        "t53"."person" AS "person"
                      FROM (
                        SELECT
                          "t52"."purchased_on" AS "purchased_on",
                          "t41"."person" AS "person",
                          "t41"."contacted_on" AS "contacted_on"
                        FROM (
                          SELECT
                            "t44"."customer_key" AS "customer_key",
                            "t44"."purchased_on" AS "purchased_on"
                          FROM (
                            SELECT
                              "t40"."customer_key" AS "customer_key",
                              "t40"."purchased_on" AS "purchased_on"
                            FROM (
                              SELECT
                                "t34"."customer_key" AS "customer_key",
                                "t34"."ordered_on" AS "purchased_on"
                              FROM (
                                SELECT
                                  "t30"."customer_key" AS "customer_key",
                                  "t30"."ordered_on" AS "ordered_on"
                                FROM (
                                  SELECT
                                    "t27"."customer_key" AS "customer_key",
                                    "t27"."ordered_on" AS "ordered_on"
                                  FROM (
                                    SELECT
                                      t13.customer_key AS customer_key,
                                      t13.ordered_on AS ordered_on
                                    FROM (
                                      SELECT
                                        t3.customer_key AS customer_key,
                                        t3.ordered_on AS ordered_on
                                      FROM "orders" AS "t3"
                                      WHERE
                                        "t3"."kind" = 'sale'
                                        AND "t3"."status" = 'valid'
                                        AND "t3"."amount" > 0
                                        AND "t3"."ordered_on" < MAKE_DATE(2026, 1, 1)
                                        AND (
                                          (
                                            "t3"."reversed_on" IS NULL
                                          )
                                          OR (
                                            "t3"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                                          )
                                        )
                                        AND COALESCE("t3"."currency" = 'VND', FALSE)
                                    ) AS "t13"
                                    UNION ALL
                                    SELECT
                                      "t25"."customer_key" AS "customer_key",
                                      "t25"."ordered_on" AS "ordered_on"
                                    FROM (
                                      SELECT
                                        "t23"."customer_key" AS "customer_key",
                                        "t23"."ordered_on" AS "ordered_on"
                                      FROM (
                                        SELECT
                                          "t18"."customer_key" AS "customer_key",
                                          "t18"."ordered_on" AS "ordered_on"
                                        FROM (
                                          SELECT
                                            t3.customer_key AS customer_key,
                                            t3.ordered_on AS ordered_on,
                                            t3.currency AS currency
                                          FROM "orders" AS "t3"
                                          WHERE
                                            "t3"."kind" = 'sale'
                                            AND "t3"."status" = 'valid'
                                            AND "t3"."amount" > 0
                                            AND "t3"."ordered_on" < MAKE_DATE(2026, 1, 1)
                                            AND (
                                              (
                                                "t3"."reversed_on" IS NULL
                                              )
                                              OR (
                                                "t3"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                                              )
                                            )
                                            AND NOT (
                                              COALESCE("t3"."currency" = 'VND', FALSE)
                                            )
                                        ) AS "t18"
                                        LEFT OUTER JOIN (
                                          SELECT
                                            "t9"."currency" AS "rate_currency",
                                            "t9"."rated_on" AS "rated_on",
                                            LEAD("t9"."rated_on") OVER (
                                              PARTITION BY "t9"."currency"
                                              ORDER BY "t9"."rated_on" ASC
                                              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                                            ) AS "next_rated_on"
                                          FROM (
                                            SELECT
                                              t4.currency AS currency,
                                              t4.rated_on AS rated_on
                                            FROM "exchange_rates" AS "t4"
                                            WHERE
                                              "t4"."to_currency" = 'VND'
                                          ) AS "t9"
                                        ) AS "t20"
                                          ON "t18"."currency" = "t20"."rate_currency"
                                          AND "t18"."ordered_on" >= "t20"."rated_on"
                                          AND (
                                            (
                                              "t18"."ordered_on" < "t20"."next_rated_on"
                                            )
                                            OR (
                                              "t20"."next_rated_on" IS NULL
                                            )
                                          )
                                      ) AS "t23"
                                    ) AS "t25"
                                  ) AS "t27"
                                  LEFT OUTER JOIN (
                                    SELECT
                                      "t0"."customer_key" AS "customer_key"
                                    FROM "customers" AS "t0"
                                  ) AS "t7"
                                    ON "t27"."customer_key" = "t7"."customer_key"
                                ) AS "t30"
                                WHERE
                                  NOT "t30"."customer_key" IS NULL
                              ) AS "t34"
                              GROUP BY
                                "t34"."customer_key",
                                "t34"."ordered_on"
                            ) AS "t40"
                          ) AS "t44"
                          WHERE
                            "t44"."purchased_on" >= MAKE_DATE(2025, 1, 1)
                        ) AS "t52"
                        INNER JOIN (
                          SELECT
                            "t36"."person" AS "person",
                            "t36"."contacted_on" AS "contacted_on"
                          FROM "t35" AS "t36"
                        ) AS "t41"
                          ON "t52"."customer_key" = "t41"."person"
                      ) AS "t53"
                      WHERE
                        "t53"."purchased_on" >= "t53"."contacted_on"
                        AND DATE_DIFF('DAY', "t53"."contacted_on", "t53"."purchased_on") <= 90
                    ) AS "t54"
                    GROUP BY
                      "t54"."person"
                  ) AS "t56"
                    ON "t50"."person" = "t56"."person"
                ) AS "t57"
              ) AS "t58"
            ) AS "t59"
          ) AS "t60"
          WHERE
            (
              "t60"."step" IS NULL
            )
            OR (
              "t60"."old_enough"
              AND (
                (
                  "t60"."step" = 'reply'
                ) OR "t60"."has_replied"
              )
            )
        ) AS "t62"
        LEFT OUTER JOIN (
          SELECT
            "t5"."source_key" AS "source_key",
            "t5"."segment" AS "segment",
            "t5"."person" AS "person"
          FROM (
            SELECT
              "t0"."source_key" AS "source_key",
              "t0"."segment" AS "segment",
              "t0"."customer_key" AS "person"
            FROM "customers" AS "t0"
          ) AS "t5"
          UNION ALL
          SELECT
            "t10"."source_key" AS "source_key",
            "t10"."segment" AS "segment",
            "t10"."person" AS "person"
          FROM (
            SELECT
              "t1"."source_key" AS "source_key",
              CAST(NULL AS TEXT) AS "segment",
              COALESCE(CAST(NULL AS BIGINT), -1 - "t1"."lead_key") AS "person"
            FROM "leads" AS "t1"
          ) AS "t10"
        ) AS "t17"
          ON "t62"."person" = "t17"."person"
      ) AS "t63"
    ) AS "t64"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."step" AS "step",
    "t0"."contacted_on" AS "contacted_on",
    "t0"."replied_on" AS "replied_on",
    "t0"."bought_on" AS "bought_on",
    "t0"."channel" AS "channel",
    "t0"."segment" AS "segment",
    CAST("t0"."lost" AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "outreach_steps_rows" AS "t0"
  WHERE
    "t0"."step" IS NULL
    AND COALESCE(
      "t0"."old_enough"
      AND (
        (
          1 <> 0
        ) AND (
          NOT CAST("t0"."lost" AS BIGINT) IS NULL
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
