WITH listed AS (
  WITH costs_of_cohorts_rows AS (
    WITH "t23" AS (
      SELECT
        "t0"."name" AS "campaign",
        CASE
          WHEN COUNT(DISTINCT "t0"."channel") = 1
          THEN MIN("t0"."channel")
          ELSE CAST(NULL AS TEXT)
        END AS "channel"
      FROM "campaigns" AS "t0"
      GROUP BY
        "t0"."name"
    ), "t41" AS (
      SELECT
        "t40"."order_key" AS "order_key",
        "t40"."customer_key" AS "customer_key",
        "t40"."ordered_on" AS "ordered_on",
        "t40"."amount" AS "amount",
        "t40"."channel" AS "channel",
        "t40"."owner" AS "owner",
        "t40"."source_key" AS "source_key",
        "t14"."segment" AS "segment",
        "t14"."country" AS "country",
        COALESCE("t40"."region", "t14"."customer_region") AS "region",
        MAKE_DATE(EXTRACT(YEAR FROM "t40"."ordered_on"), EXTRACT(MONTH FROM "t40"."ordered_on"), 1) AS "month"
      FROM (
        SELECT
          t19.order_key AS order_key,
          t19.customer_key AS customer_key,
          t19.ordered_on AS ordered_on,
          t19.amount AS amount,
          t19.channel AS channel,
          t19.region AS region,
          t19.owner AS owner,
          t19.source_key AS source_key
        FROM (
          SELECT
            t4.order_key AS order_key,
            t4.customer_key AS customer_key,
            t4.ordered_on AS ordered_on,
            t4.amount AS amount,
            t4.channel AS channel,
            t4.region AS region,
            t4.owner AS owner,
            t4.source_key AS source_key
          FROM "orders" AS "t4"
          WHERE
            "t4"."kind" = 'sale'
            AND "t4"."status" = 'valid'
            AND "t4"."amount" > 0
            AND "t4"."ordered_on" < MAKE_DATE(2026, 1, 1)
            AND (
              (
                "t4"."reversed_on" IS NULL
              )
              OR (
                "t4"."reversed_on" >= MAKE_DATE(2026, 1, 1)
              )
            )
            AND COALESCE("t4"."currency" = 'VND', FALSE)
        ) AS "t19"
        UNION ALL
        SELECT
          "t38"."order_key" AS "order_key",
          "t38"."customer_key" AS "customer_key",
          "t38"."ordered_on" AS "ordered_on",
          "t38"."amount" AS "amount",
          "t38"."channel" AS "channel",
          "t38"."region" AS "region",
          "t38"."owner" AS "owner",
          "t38"."source_key" AS "source_key"
        FROM (
          SELECT
            "t36"."order_key" AS "order_key",
            "t36"."customer_key" AS "customer_key",
            "t36"."ordered_on" AS "ordered_on",
            CAST(CAST("t36"."amount" AS DECIMAL(38, 4)) * "t36"."rate" AS DECIMAL(18, 4)) AS "amount",
            "t36"."channel" AS "channel",
            "t36"."region" AS "region",
            "t36"."owner" AS "owner",
            "t36"."source_key" AS "source_key"
          FROM (
            SELECT
              "t27"."order_key" AS "order_key",
              "t27"."customer_key" AS "customer_key",
              "t27"."ordered_on" AS "ordered_on",
              "t27"."amount" AS "amount",
              "t27"."channel" AS "channel",
              "t27"."region" AS "region",
              "t27"."owner" AS "owner",
              "t27"."source_key" AS "source_key",
              "t33"."rate" AS "rate"
            FROM (
              SELECT
                t4.order_key AS order_key,
                t4.customer_key AS customer_key,
                t4.ordered_on AS ordered_on,
                t4.amount AS amount,
                t4.currency AS currency,
                t4.channel AS channel,
                t4.region AS region,
                t4.owner AS owner,
                t4.source_key AS source_key
              FROM "orders" AS "t4"
              WHERE
                "t4"."kind" = 'sale'
                AND "t4"."status" = 'valid'
                AND "t4"."amount" > 0
                AND "t4"."ordered_on" < MAKE_DATE(2026, 1, 1)
                AND (
                  (
                    "t4"."reversed_on" IS NULL
                  )
                  OR (
                    "t4"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                  )
                )
                AND NOT (
                  COALESCE("t4"."currency" = 'VND', FALSE)
                )
            ) AS "t27"
            LEFT OUTER JOIN (
              SELECT
                "t16"."currency" AS "rate_currency",
                "t16"."rate" AS "rate",
                "t16"."rated_on" AS "rated_on",
                LEAD("t16"."rated_on") OVER (
                  PARTITION BY "t16"."currency"
                  ORDER BY "t16"."rated_on" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) AS "next_rated_on"
              FROM (
                SELECT
                  t3.currency AS currency,
                  t3.rated_on AS rated_on,
                  t3.rate AS rate
                FROM "exchange_rates" AS "t3"
                WHERE
                  "t3"."to_currency" = 'VND'
              ) AS "t16"
            ) AS "t33"
              ON "t27"."currency" = "t33"."rate_currency"
              AND "t27"."ordered_on" >= "t33"."rated_on"
              AND (
                (
                  "t27"."ordered_on" < "t33"."next_rated_on"
                )
                OR (
                  "t33"."next_rated_on" IS NULL
                )
              )
          ) AS "t36"
        ) AS "t38"
      ) AS "t40"
      LEFT OUTER JOIN (
        SELECT
          "t1"."customer_key" AS "customer_key",
          "t1"."segment" AS "segment",
          "t1"."country" AS "country",
          "t1"."region" AS "customer_region"
        FROM "customers" AS "t1"
      ) AS "t14"
        ON "t40"."customer_key" = "t14"."customer_key"
    ), "t49" AS (
      SELECT
        "t46"."customer_key" AS "customer_key",
        "t46"."purchased_on" AS "purchased_on",
        (
          ROW_NUMBER() OVER (
            PARTITION BY "t46"."customer_key"
            ORDER BY "t46"."purchased_on" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) - 1
        ) + 1 AS "nth"
      FROM (
        SELECT
          "t44"."customer_key" AS "customer_key",
          "t44"."ordered_on" AS "purchased_on"
        FROM (
          SELECT
            "t42"."customer_key" AS "customer_key",
            "t42"."ordered_on" AS "ordered_on"
          FROM "t41" AS "t42"
          WHERE
            NOT "t42"."customer_key" IS NULL
        ) AS "t44"
        GROUP BY
          "t44"."customer_key",
          "t44"."ordered_on"
      ) AS "t46"
    )
    SELECT
      "t70"."kind" AS "kind",
      "t70"."source_key" AS "source_key",
      "t70"."dated_on" AS "dated_on",
      "t70"."amount" AS "amount",
      "t70"."campaign" AS "campaign",
      "t70"."channel" AS "channel"
    FROM (
      SELECT
        'customer' AS "kind",
        "t69"."source_key" AS "source_key",
        "t69"."dated_on" AS "dated_on",
        CAST(0 AS DECIMAL(18, 4)) AS "amount",
        "t69"."campaign" AS "campaign",
        "t69"."channel" AS "channel"
      FROM (
        SELECT
          "t68"."campaign" AS "campaign",
          "t68"."dated_on" AS "dated_on",
          "t68"."source_key" AS "source_key",
          "t68"."channel" AS "channel"
        FROM (
          SELECT
            "t65"."campaign" AS "campaign",
            "t65"."dated_on" AS "dated_on",
            "t65"."source_key" AS "source_key",
            "t30"."channel" AS "channel"
          FROM (
            SELECT
              "t62"."campaign" AS "campaign",
              "t62"."dated_on" AS "dated_on",
              "t62"."source_key" AS "source_key"
            FROM (
              SELECT
                "t48"."campaign" AS "campaign",
                "t60"."purchased_on" AS "dated_on",
                "t13"."source_key" AS "source_key"
              FROM (
                SELECT
                  "t50"."customer_key" AS "customer_key",
                  "t50"."purchased_on" AS "purchased_on"
                FROM "t49" AS "t50"
                WHERE
                  "t50"."nth" = 1
                  AND "t50"."purchased_on" >= MAKE_DATE(2025, 1, 1)
                  AND "t50"."purchased_on" < MAKE_DATE(2026, 1, 1)
              ) AS "t60"
              LEFT OUTER JOIN (
                SELECT
                  "t45"."customer_key" AS "customer_key",
                  "t45"."ordered_on" AS "ordered_on",
                  FIRST("t45"."campaign" ORDER BY "t45"."order_key") AS "campaign"
                FROM (
                  SELECT
                    "t20"."order_key" AS "order_key",
                    "t20"."customer_key" AS "customer_key",
                    "t20"."ordered_on" AS "ordered_on",
                    "t20"."campaign" AS "campaign"
                  FROM (
                    SELECT
                      t4.order_key AS order_key,
                      t4.customer_key AS customer_key,
                      t4.ordered_on AS ordered_on,
                      t4.campaign AS campaign
                    FROM "orders" AS "t4"
                    WHERE
                      NOT "t4"."campaign" IS NULL
                      AND "t4"."ordered_on" >= MAKE_DATE(2025, 1, 1)
                      AND "t4"."ordered_on" < MAKE_DATE(2026, 1, 1)
                  ) AS "t20"
                  SEMI JOIN "t41" AS "t43"
                    ON "t20"."order_key" = "t43"."order_key"
                ) AS "t45"
                GROUP BY
                  "t45"."customer_key",
                  "t45"."ordered_on"
              ) AS "t48"
                ON "t60"."customer_key" = "t48"."customer_key"
                AND "t60"."purchased_on" = "t48"."ordered_on"
              LEFT OUTER JOIN (
                SELECT
                  "t1"."customer_key" AS "customer_key",
                  "t1"."source_key" AS "source_key"
                FROM "customers" AS "t1"
              ) AS "t13"
                ON "t60"."customer_key" = "t13"."customer_key"
            ) AS "t62"
          ) AS "t65"
          LEFT OUTER JOIN "t23" AS "t30"
            ON "t65"."campaign" = "t30"."campaign"
        ) AS "t68"
      ) AS "t69"
    ) AS "t70"
    UNION ALL
    SELECT
      "t89"."kind" AS "kind",
      "t89"."source_key" AS "source_key",
      "t89"."dated_on" AS "dated_on",
      "t89"."amount" AS "amount",
      "t89"."campaign" AS "campaign",
      "t89"."channel" AS "channel"
    FROM (
      SELECT
        "t88"."kind" AS "kind",
        "t88"."source_key" AS "source_key",
        "t88"."dated_on" AS "dated_on",
        "t88"."amount" AS "amount",
        "t88"."campaign" AS "campaign",
        "t88"."channel" AS "channel"
      FROM (
        SELECT
          "t87"."source_key" AS "source_key",
          "t87"."amount" AS "amount",
          "t12"."campaign" AS "campaign",
          "t29"."channel" AS "channel",
          "t87"."spent_on" AS "dated_on",
          'cost' AS "kind"
        FROM (
          SELECT
            "t81"."campaign_key" AS "campaign_key",
            "t81"."spent_on" AS "spent_on",
            "t81"."amount" AS "amount",
            "t81"."source_key" AS "source_key"
          FROM (
            SELECT
              "t80"."campaign_key" AS "campaign_key",
              "t80"."spent_on" AS "spent_on",
              "t80"."amount" AS "amount",
              "t80"."source_key" AS "source_key"
            FROM (
              SELECT
                "t79"."campaign_key" AS "campaign_key",
                "t79"."spent_on" AS "spent_on",
                "t79"."amount" AS "amount",
                "t79"."currency" AS "currency",
                "t79"."source_key" AS "source_key"
              FROM (
                SELECT
                  "t78"."campaign_key" AS "campaign_key",
                  "t78"."spent_on" AS "spent_on",
                  "t78"."amount" AS "amount",
                  "t78"."currency" AS "currency",
                  "t78"."source_key" AS "source_key"
                FROM (
                  SELECT
                    "t7"."campaign_key" AS "campaign_key",
                    "t7"."spent_on" AS "spent_on",
                    "t7"."amount" AS "amount",
                    "t7"."currency" AS "currency",
                    "t7"."source_key" AS "source_key",
                    "t77"."cycle" AS "cycle"
                  FROM "costs" AS "t7"
                  CROSS JOIN (
                    SELECT
                      CAST(FLOOR(QUANTILE_CONT("t75"."days_to_order", 0.5)) AS BIGINT) AS "cycle"
                    FROM (
                      SELECT
                        "t74"."days_to_order" AS "days_to_order"
                      FROM (
                        SELECT
                          "t73"."met_on" AS "met_on",
                          "t73"."ordered_in_period" AS "ordered_in_period",
                          DATE_DIFF('DAY', "t73"."met_on", COALESCE("t73"."ordered_on", MAKE_DATE(2025, 12, 31))) AS "days_to_order",
                          COALESCE("t73"."ordered_on" >= "t73"."met_on", TRUE)
                          AND NOT (
                            COALESCE("t25"."is_converted", FALSE)
                          ) AS "way_is_known"
                        FROM (
                          SELECT
                            "t71"."lead_key" AS "lead_key",
                            "t71"."met_on" AS "met_on",
                            "t71"."ordered_on" AS "ordered_on",
                            "t71"."ordered_in_period" AS "ordered_in_period"
                          FROM (
                            SELECT
                              "t67"."lead_key" AS "lead_key",
                              "t67"."met_on" AS "met_on",
                              "t67"."ordered_on" AS "ordered_on",
                              "t67"."ordered_in_period" AS "ordered_in_period"
                            FROM (
                              SELECT
                                "t64"."customer_key" AS "customer_key",
                                "t64"."lead_key" AS "lead_key",
                                "t64"."met_on" AS "met_on",
                                "t64"."ordered_on" AS "ordered_on",
                                "t64"."ordered_in_period" AS "ordered_in_period"
                              FROM (
                                SELECT
                                  "t61"."customer_key" AS "customer_key",
                                  "t61"."lead_key" AS "lead_key",
                                  "t61"."met_on" AS "met_on",
                                  "t61"."ordered_on" AS "ordered_on",
                                  COALESCE(
                                    (
                                      "t61"."met_on" >= MAKE_DATE(2025, 1, 1)
                                    )
                                    AND (
                                      "t61"."met_on" < MAKE_DATE(2026, 1, 1)
                                    ),
                                    FALSE
                                  ) AS "met_in_period",
                                  COALESCE(
                                    (
                                      "t61"."ordered_on" >= MAKE_DATE(2025, 1, 1)
                                    )
                                    AND (
                                      "t61"."ordered_on" < MAKE_DATE(2026, 1, 1)
                                    ),
                                    FALSE
                                  ) AS "ordered_in_period"
                                FROM (
                                  SELECT
                                    "t58"."customer_key" AS "customer_key",
                                    "t58"."lead_key" AS "lead_key",
                                    MIN("t58"."met_on") AS "met_on",
                                    MAX("t58"."ordered_on") AS "ordered_on"
                                  FROM (
                                    SELECT
                                      "t57"."customer_key" AS "customer_key",
                                      "t57"."lead_key" AS "lead_key",
                                      "t57"."met_on" AS "met_on",
                                      "t57"."ordered_on" AS "ordered_on"
                                    FROM (
                                      SELECT
                                        "t56"."customer_key" AS "customer_key",
                                        "t56"."lead_key" AS "lead_key",
                                        "t56"."met_on" AS "met_on",
                                        "t53"."ordered_on" AS "ordered_on"
                                      FROM (
                                        SELECT
                                          "t54"."customer_key" AS "customer_key",
                                          "t54"."lead_key" AS "lead_key",
                                          "t54"."met_on" AS "met_on"
                                        FROM (
                                          SELECT
                                            "t37"."customer_key" AS "customer_key",
                                            "t37"."lead_key" AS "lead_key",
                                            "t37"."met_on" AS "met_on"
                                          FROM (
                                            SELECT
                                              "t35"."customer_key" AS "customer_key",
                                              "t35"."lead_key" AS "lead_key",
                                              "t35"."met_on" AS "met_on"
                                            FROM (
                                              SELECT
                                                COALESCE("t22"."customer_key", "t32"."lead_customer_key") AS "customer_key",
                                                CASE
                                                  WHEN COALESCE("t22"."customer_key", "t32"."lead_customer_key") IS NULL
                                                  THEN "t22"."lead_key"
                                                  ELSE CAST(NULL AS BIGINT)
                                                END AS "lead_key",
                                                "t22"."touched_on" AS "met_on"
                                              FROM (
                                                SELECT
                                                  t6.customer_key AS customer_key,
                                                  t6.lead_key AS lead_key,
                                                  t6.touched_on AS touched_on
                                                FROM "touches" AS "t6"
                                                WHERE
                                                  "t6"."touched_on" < MAKE_DATE(2026, 1, 1)
                                                  AND "t6"."touched_on" < MAKE_DATE(2026, 1, 1)
                                              ) AS "t22"
                                              LEFT OUTER JOIN (
                                                SELECT
                                                  "t5"."lead_key" AS "lead_key",
                                                  CASE
                                                    WHEN COALESCE("t5"."converted_on" < MAKE_DATE(2026, 1, 1), FALSE)
                                                    OR (
                                                      "t5"."converted_on" IS NULL
                                                    )
                                                    THEN "t5"."customer_key"
                                                    ELSE CAST(NULL AS BIGINT)
                                                  END AS "lead_customer_key"
                                                FROM "leads" AS "t5"
                                                WHERE
                                                  "t5"."created_on" < MAKE_DATE(2026, 1, 1)
                                              ) AS "t32"
                                                ON "t22"."lead_key" = "t32"."lead_key"
                                            ) AS "t35"
                                            UNION ALL
                                            SELECT
                                              "t34"."customer_key" AS "customer_key",
                                              "t34"."lead_key" AS "lead_key",
                                              "t34"."met_on" AS "met_on"
                                            FROM (
                                              SELECT
                                                CASE
                                                  WHEN COALESCE("t5"."converted_on" < MAKE_DATE(2026, 1, 1), FALSE)
                                                  OR (
                                                    "t5"."converted_on" IS NULL
                                                  )
                                                  THEN "t5"."customer_key"
                                                  ELSE CAST(NULL AS BIGINT)
                                                END AS "customer_key",
                                                CASE
                                                  WHEN CASE
                                                    WHEN COALESCE("t5"."converted_on" < MAKE_DATE(2026, 1, 1), FALSE)
                                                    OR (
                                                      "t5"."converted_on" IS NULL
                                                    )
                                                    THEN "t5"."customer_key"
                                                    ELSE CAST(NULL AS BIGINT)
                                                  END IS NULL
                                                  THEN "t5"."lead_key"
                                                  ELSE CAST(NULL AS BIGINT)
                                                END AS "lead_key",
                                                "t5"."created_on" AS "met_on"
                                              FROM "leads" AS "t5"
                                              WHERE
                                                "t5"."created_on" < MAKE_DATE(2026, 1, 1)
                                            ) AS "t34"
                                          ) AS "t37"
                                          UNION ALL
                                          SELECT
                                            "t52"."customer_key" AS "customer_key",
                                            "t52"."lead_key" AS "lead_key",
                                            "t52"."met_on" AS "met_on"
                                          FROM (
                                            SELECT
                                              "t50"."customer_key" AS "customer_key",
                                              CAST(NULL AS BIGINT) AS "lead_key",
                                              CAST(NULL AS DATE) AS "met_on"
                                            FROM "t49" AS "t50"
                                            WHERE
                                              "t50"."nth" = 1
                                          ) AS "t52"
                                        ) AS "t54"
                                        WHERE
                                          (
                                            NOT "t54"."customer_key" IS NULL
                                          ) OR (
                                            NOT "t54"."lead_key" IS NULL
                                          )
                                      ) AS "t56"
                                      LEFT OUTER JOIN (
                                        SELECT
                                          "t50"."customer_key" AS "customer_key",
                                          "t50"."purchased_on" AS "ordered_on"
                                        FROM "t49" AS "t50"
                                        WHERE
                                          "t50"."nth" = 1
                                      ) AS "t53"
                                        ON "t56"."customer_key" = "t53"."customer_key"
                                    ) AS "t57"
                                  ) AS "t58"
                                  GROUP BY
                                    "t58"."customer_key",
                                    "t58"."lead_key"
                                ) AS "t61"
                              ) AS "t64"
                              WHERE
                                "t64"."met_in_period" OR "t64"."ordered_in_period"
                            ) AS "t67"
                            LEFT OUTER JOIN (
                              SELECT
                                "t1"."customer_key" AS "customer_key"
                              FROM "customers" AS "t1"
                            ) AS "t15"
                              ON "t67"."customer_key" = "t15"."customer_key"
                          ) AS "t71"
                        ) AS "t73"
                        LEFT OUTER JOIN (
                          SELECT
                            "t5"."lead_key" AS "lead_key",
                            COALESCE("t5"."converted_on" < MAKE_DATE(2026, 1, 1), FALSE) AS "is_converted"
                          FROM "leads" AS "t5"
                          WHERE
                            "t5"."created_on" < MAKE_DATE(2026, 1, 1)
                        ) AS "t25"
                          ON "t73"."lead_key" = "t25"."lead_key"
                      ) AS "t74"
                      WHERE
                        "t74"."ordered_in_period" AND "t74"."way_is_known" AND NOT "t74"."met_on" IS NULL
                    ) AS "t75"
                  ) AS "t77"
                ) AS "t78"
                WHERE
                  DATE_DIFF('DAY', "t78"."spent_on", MAKE_DATE(2025, 1, 1)) <= "t78"."cycle"
                  AND DATE_DIFF('DAY', "t78"."spent_on", MAKE_DATE(2026, 1, 1)) > "t78"."cycle"
              ) AS "t79"
            ) AS "t80"
            WHERE
              COALESCE("t80"."currency" = 'VND', FALSE)
          ) AS "t81"
          UNION ALL
          SELECT
            "t85"."campaign_key" AS "campaign_key",
            "t85"."spent_on" AS "spent_on",
            "t85"."amount" AS "amount",
            "t85"."source_key" AS "source_key"
          FROM (
            SELECT
              "t84"."campaign_key" AS "campaign_key",
              "t84"."spent_on" AS "spent_on",
              CAST(CAST("t84"."amount" AS DECIMAL(38, 4)) * "t84"."rate" AS DECIMAL(18, 4)) AS "amount",
              "t84"."source_key" AS "source_key"
            FROM (
              SELECT
                "t83"."campaign_key" AS "campaign_key",
                "t83"."spent_on" AS "spent_on",
                "t83"."amount" AS "amount",
                "t83"."source_key" AS "source_key",
                "t33"."rate" AS "rate"
              FROM (
                SELECT
                  "t80"."campaign_key" AS "campaign_key",
                  "t80"."spent_on" AS "spent_on",
                  "t80"."amount" AS "amount",
                  "t80"."currency" AS "currency",
                  "t80"."source_key" AS "source_key"
                FROM (
                  SELECT
                    "t79"."campaign_key" AS "campaign_key",
                    "t79"."spent_on" AS "spent_on",
                    "t79"."amount" AS "amount",
                    "t79"."currency" AS "currency",
                    "t79"."source_key" AS "source_key"
                  FROM (
                    SELECT
                      "t78"."campaign_key" AS "campaign_key",
                      "t78"."spent_on" AS "spent_on",
                      "t78"."amount" AS "amount",
                      "t78"."currency" AS "currency",
                      "t78"."source_key" AS "source_key"
                    FROM (
                      SELECT
                        "t7"."campaign_key" AS "campaign_key",
                        "t7"."spent_on" AS "spent_on",
                        "t7"."amount" AS "amount",
                        "t7"."currency" AS "currency",
                        "t7"."source_key" AS "source_key",
                        "t77"."cycle" AS "cycle"
                      FROM "costs" AS "t7"
                      CROSS JOIN (
                        SELECT
                          CAST(FLOOR(QUANTILE_CONT("t75"."days_to_order", 0.5)) AS BIGINT) AS "cycle"
                        FROM (
                          SELECT
                            "t74"."days_to_order" AS "days_to_order"
                          FROM (
                            SELECT
                              "t73"."met_on" AS "met_on",
                              "t73"."ordered_in_period" AS "ordered_in_period",
                              DATE_DIFF('DAY', "t73"."met_on", COALESCE("t73"."ordered_on", MAKE_DATE(2025, 12, 31))) AS "days_to_order",
                              COALESCE("t73"."ordered_on" >= "t73"."met_on", TRUE)
                              AND NOT (
                                COALESCE("t25"."is_converted", FALSE)
                              ) AS "way_is_known"
                            FROM (
                              SELECT
                                "t71"."lead_key" AS "lead_key",
                                "t71"."met_on" AS "met_on",
                                "t71"."ordered_on" AS "ordered_on",
                                "t71"."ordered_in_period" AS "ordered_in_period"
                              FROM (
                                SELECT
                                  "t67"."lead_key" AS "lead_key",
                                  "t67"."met_on" AS "met_on",
                                  "t67"."ordered_on" AS "ordered_on",
                                  "t67"."ordered_in_period" AS "ordered_in_period"
                                FROM (
                                  SELECT
                                    "t64"."customer_key" AS "customer_key",
                                    "t64"."lead_key" AS "lead_key",
                                    "t64"."met_on" AS "met_on",
                                    "t64"."ordered_on" AS "ordered_on",
                                    "t64"."ordered_in_period" AS "ordered_in_period"
                                  FROM (
                                    SELECT
                                      "t61"."customer_key" AS "customer_key",
                                      "t61"."lead_key" AS "lead_key",
                                      "t61"."met_on" AS "met_on",
                                      "t61"."ordered_on" AS "ordered_on",
                                      COALESCE(
                                        (
                                          "t61"."met_on" >= MAKE_DATE(2025, 1, 1)
                                        )
                                        AND (
                                          "t61"."met_on" < MAKE_DATE(2026, 1, 1)
                                        ),
                                        FALSE
                                      ) AS "met_in_period",
                                      COALESCE(
                                        (
                                          "t61"."ordered_on" >= MAKE_DATE(2025, 1, 1)
                                        )
                                        AND (
                                          "t61"."ordered_on" < MAKE_DATE(2026, 1, 1)
                                        ),
                                        FALSE
                                      ) AS "ordered_in_period"
                                    FROM (
                                      SELECT
                                        "t58"."customer_key" AS "customer_key",
                                        "t58"."lead_key" AS "lead_key",
                                        MIN("t58"."met_on") AS "met_on",
                                        MAX("t58"."ordered_on") AS "ordered_on"
                                      FROM (
                                        SELECT
                                          "t57"."customer_key" AS "customer_key",
                                          "t57"."lead_key" AS "lead_key",
                                          "t57"."met_on" AS "met_on",
                                          "t57"."ordered_on" AS "ordered_on"
                                        FROM (
                                          SELECT
                                            "t56"."customer_key" AS "customer_key",
                                            "t56"."lead_key" AS "lead_key",
                                            "t56"."met_on" AS "met_on",
                                            "t53"."ordered_on" AS "ordered_on"
                                          FROM (
                                            SELECT
                                              "t54"."customer_key" AS "customer_key",
                                              "t54"."lead_key" AS "lead_key",
                                              "t54"."met_on" AS "met_on"
                                            FROM (
                                              SELECT
                                                "t37"."customer_key" AS "customer_key",
                                                "t37"."lead_key" AS "lead_key",
                                                "t37"."met_on" AS "met_on"
                                              FROM (
                                                SELECT
                                                  "t35"."customer_key" AS "customer_key",
                                                  "t35"."lead_key" AS "lead_key",
                                                  "t35"."met_on" AS "met_on"
                                                FROM (
                                                  SELECT
                                                    COALESCE("t22"."customer_key", "t32"."lead_customer_key") AS "customer_key",
                                                    CASE
                                                      WHEN COALESCE("t22"."customer_key", "t32"."lead_customer_key") IS NULL
                                                      THEN "t22"."lead_key"
                                                      ELSE CAST(NULL AS BIGINT)
                                                    END AS "lead_key",
                                                    "t22"."touched_on" AS "met_on"
                                                  FROM (
                                                    SELECT
                                                      t6.customer_key AS customer_key,
                                                      t6.lead_key AS lead_key,
                                                      t6.touched_on AS touched_on
                                                    FROM "touches" AS "t6"
                                                    WHERE
                                                      "t6"."touched_on" < MAKE_DATE(2026, 1, 1)
                                                      AND "t6"."touched_on" < MAKE_DATE(2026, 1, 1)
                                                  ) AS "t22"
                                                  LEFT OUTER JOIN (
                                                    SELECT
                                                      "t5"."lead_key" AS "lead_key",
                                                      CASE
                                                        WHEN COALESCE("t5"."converted_on" < MAKE_DATE(2026, 1, 1), FALSE)
                                                        OR (
                                                          "t5"."converted_on" IS NULL
                                                        )
                                                        THEN "t5"."customer_key"
                                                        ELSE CAST(NULL AS BIGINT)
                                                      END AS "lead_customer_key"
                                                    FROM "leads" AS "t5"
                                                    WHERE
                                                      "t5"."created_on" < MAKE_DATE(2026, 1, 1)
                                                  ) AS "t32"
                                                    ON "t22"."lead_key" = "t32"."lead_key"
                                                ) AS "t35"
                                                UNION ALL
                                                SELECT
                                                  "t34"."customer_key" AS "customer_key",
                                                  "t34"."lead_key" AS "lead_key",
                                                  "t34"."met_on" AS "met_on"
                                                FROM (
                                                  SELECT
                                                    CASE
                                                      WHEN COALESCE("t5"."converted_on" < MAKE_DATE(2026, 1, 1), FALSE)
                                                      OR (
                                                        "t5"."converted_on" IS NULL
                                                      )
                                                      THEN "t5"."customer_key"
                                                      ELSE CAST(NULL AS BIGINT)
                                                    END AS "customer_key",
                                                    CASE
                                                      WHEN CASE
                                                        WHEN COALESCE("t5"."converted_on" < MAKE_DATE(2026, 1, 1), FALSE)
                                                        OR (
                                                          "t5"."converted_on" IS NULL
                                                        )
                                                        THEN "t5"."customer_key"
                                                        ELSE CAST(NULL AS BIGINT)
                                                      END IS NULL
                                                      THEN "t5"."lead_key"
                                                      ELSE CAST(NULL AS BIGINT)
                                                    END AS "lead_key",
                                                    "t5"."created_on" AS "met_on"
                                                  FROM "leads" AS "t5"
                                                  WHERE
                                                    "t5"."created_on" < MAKE_DATE(2026, 1, 1)
                                                ) AS "t34"
                                              ) AS "t37"
                                              UNION ALL
                                              SELECT
                                                "t52"."customer_key" AS "customer_key",
                                                "t52"."lead_key" AS "lead_key",
                                                "t52"."met_on" AS "met_on"
                                              FROM (
                                                SELECT
                                                  "t50"."customer_key" AS "customer_key",
                                                  CAST(NULL AS BIGINT) AS "lead_key",
                                                  CAST(NULL AS DATE) AS "met_on"
                                                FROM "t49" AS "t50"
                                                WHERE
                                                  "t50"."nth" = 1
                                              ) AS "t52"
                                            ) AS "t54"
                                            WHERE
                                              (
                                                NOT "t54"."customer_key" IS NULL
                                              ) OR (
                                                NOT "t54"."lead_key" IS NULL
                                              )
                                          ) AS "t56"
                                          LEFT OUTER JOIN (
                                            SELECT
                                              "t50"."customer_key" AS "customer_key",
                                              "t50"."purchased_on" AS "ordered_on"
                                            FROM "t49" AS "t50"
                                            WHERE
                                              "t50"."nth" = 1
                                          ) AS "t53"
                                            ON "t56"."customer_key" = "t53"."customer_key"
                                        ) AS "t57"
                                      ) AS "t58"
                                      GROUP BY
                                        "t58"."customer_key",
                                        "t58"."lead_key"
                                    ) AS "t61"
                                  ) AS "t64"
                                  WHERE
                                    "t64"."met_in_period" OR "t64"."ordered_in_period"
                                ) AS "t67"
                                LEFT OUTER JOIN (
                                  SELECT
                                    "t1"."customer_key" AS "customer_key"
                                  FROM "customers" AS "t1"
                                ) AS "t15"
                                  ON "t67"."customer_key" = "t15"."customer_key"
                              ) AS "t71"
                            ) AS "t73"
                            LEFT OUTER JOIN (
                              SELECT
                                "t5"."lead_key" AS "lead_key",
                                COALESCE("t5"."converted_on" < MAKE_DATE(2026, 1, 1), FALSE) AS "is_converted"
                              FROM "leads" AS "t5"
                              WHERE
                                "t5"."created_on" < MAKE_DATE(2026, 1, 1)
                            ) AS "t25"
                              ON "t73"."lead_key" = "t25"."lead_key"
                          ) AS "t74"
                          WHERE
                            "t74"."ordered_in_period" AND "t74"."way_is_known" AND NOT "t74"."met_on" IS NULL
                        ) AS "t75"
                      ) AS "t77"
                    ) AS "t78"
                    WHERE
                      DATE_DIFF('DAY', "t78"."spent_on", MAKE_DATE(2025, 1, 1)) <= "t78"."cycle"
                      AND DATE_DIFF('DAY', "t78"."spent_on", MAKE_DATE(2026, 1, 1)) > "t78"."cycle"
                  ) AS "t79"
                ) AS "t80"
                WHERE
                  NOT (
                    COALESCE("t80"."currency" = 'VND', FALSE)
                  )
              ) AS "t83"
              LEFT OUTER JOIN (
                SELECT
                  "t16"."currency" AS "rate_currency",
                  "t16"."rate" AS "rate",
                  "t16"."rated_on" AS "rated_on",
                  LEAD("t16"."rated_on") OVER (
                    PARTITION BY "t16"."currency"
                    ORDER BY "t16"."rated_on" ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) AS "next_rated_on"
                FROM (
                  SELECT
                    t3.currency AS currency,
                    t3.rated_on AS rated_on,
                    t3.rate AS rate
                  FROM "exchange_rates" AS "t3"
                  WHERE
                    "t3"."to_currency" = 'VND'
                ) AS "t16"
              ) AS "t33"
                ON "t83"."currency" = "t33"."rate_currency"
                AND "t83"."spent_on" >= "t33"."rated_on"
                AND (
                  (
                    "t83"."spent_on" < "t33"."next_rated_on"
                  )
                  OR (
                    "t33"."next_rated_on" IS NULL
                  )
                )
            ) AS "t84"
          ) AS "t85"
        ) AS "t87"
        LEFT OUTER JOIN (
          SELECT
            "t0"."campaign_key" AS "campaign_key",
            "t0"."name" AS "campaign"
          FROM "campaigns" AS "t0"
        ) AS "t12"
          ON "t87"."campaign_key" = "t12"."campaign_key"
        LEFT OUTER JOIN "t23" AS "t29"
          ON "t12"."campaign" = "t29"."campaign"
      ) AS "t88"
    ) AS "t89"
  )
  SELECT
    "t0"."kind" AS "kind",
    "t0"."source_key" AS "source_key",
    "t0"."dated_on" AS "dated_on",
    "t0"."amount" AS "amount",
    "t0"."campaign" AS "campaign",
    "t0"."channel" AS "channel",
    "t0"."amount" AS "top",
    CAST("t0"."kind" = 'customer' AS BIGINT) AS "bottom"
  FROM "costs_of_cohorts_rows" AS "t0"
  WHERE
    COALESCE(TRUE AND TRUE, FALSE)
)
SELECT
  COUNT(*) AS "n",
  CASE
    WHEN BOOL_OR(CAST("t0"."top" IS NULL AS BOOLEAN))
    THEN CAST(NULL AS DECIMAL(38, 4))
    ELSE SUM("t0"."top") FILTER(WHERE
      "t0"."bottom" = 0)
  END AS "top",
  SUM("t0"."bottom") AS "bottom",
  CAST(CAST(CASE
    WHEN BOOL_OR(CAST("t0"."top" IS NULL AS BOOLEAN))
    THEN CAST(NULL AS DECIMAL(38, 4))
    ELSE SUM("t0"."top") FILTER(WHERE
      "t0"."bottom" = 0)
  END AS DOUBLE) / NULLIF(CAST(SUM("t0"."bottom") AS DOUBLE), 0) AS DECIMAL(18, 4)) AS "value"
FROM "listed" AS "t0"
