WITH listed AS (
  WITH campaign_returns_rows AS (
    WITH "t50" AS (
      SELECT
        "t48"."source_key" AS "source_key",
        "t48"."amount" AS "amount",
        "t13"."campaign" AS "campaign",
        "t48"."spent_on" AS "dated_on"
      FROM (
        SELECT
          t21.campaign_key AS campaign_key,
          t21.spent_on AS spent_on,
          t21.amount AS amount,
          t21.source_key AS source_key
        FROM (
          SELECT
            t1.campaign_key AS campaign_key,
            t1.spent_on AS spent_on,
            t1.amount AS amount,
            t1.source_key AS source_key
          FROM "costs" AS "t1"
          WHERE
            "t1"."spent_on" >= MAKE_DATE(2025, 1, 1)
            AND "t1"."spent_on" < MAKE_DATE(2026, 1, 1)
            AND COALESCE("t1"."currency" = 'VND', FALSE)
        ) AS "t21"
        UNION ALL
        SELECT
          "t42"."campaign_key" AS "campaign_key",
          "t42"."spent_on" AS "spent_on",
          "t42"."amount" AS "amount",
          "t42"."source_key" AS "source_key"
        FROM (
          SELECT
            "t38"."campaign_key" AS "campaign_key",
            "t38"."spent_on" AS "spent_on",
            CAST(CAST("t38"."amount" AS DECIMAL(38, 4)) * "t38"."rate" AS DECIMAL(18, 4)) AS "amount",
            "t38"."source_key" AS "source_key"
          FROM (
            SELECT
              "t33"."campaign_key" AS "campaign_key",
              "t33"."spent_on" AS "spent_on",
              "t33"."amount" AS "amount",
              "t33"."source_key" AS "source_key",
              "t36"."rate" AS "rate"
            FROM (
              SELECT
                t1.campaign_key AS campaign_key,
                t1.spent_on AS spent_on,
                t1.amount AS amount,
                t1.currency AS currency,
                t1.source_key AS source_key
              FROM "costs" AS "t1"
              WHERE
                "t1"."spent_on" >= MAKE_DATE(2025, 1, 1)
                AND "t1"."spent_on" < MAKE_DATE(2026, 1, 1)
                AND NOT (
                  COALESCE("t1"."currency" = 'VND', FALSE)
                )
            ) AS "t33"
            LEFT OUTER JOIN (
              SELECT
                "t14"."currency" AS "rate_currency",
                "t14"."rate" AS "rate",
                "t14"."rated_on" AS "rated_on",
                LEAD("t14"."rated_on") OVER (
                  PARTITION BY "t14"."currency"
                  ORDER BY "t14"."rated_on" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) AS "next_rated_on"
              FROM (
                SELECT
                  t2.currency AS currency,
                  t2.rated_on AS rated_on,
                  t2.rate AS rate
                FROM "exchange_rates" AS "t2"
                WHERE
                  "t2"."to_currency" = 'VND'
              ) AS "t14"
            ) AS "t36"
              ON "t33"."currency" = "t36"."rate_currency"
              AND "t33"."spent_on" >= "t36"."rated_on"
              AND (
                (
                  "t33"."spent_on" < "t36"."next_rated_on"
                )
                OR (
                  "t36"."next_rated_on" IS NULL
                )
              )
          ) AS "t38"
        ) AS "t42"
      ) AS "t48"
      LEFT OUTER JOIN (
        SELECT
          "t0"."campaign_key" AS "campaign_key",
          "t0"."name" AS "campaign"
        FROM "campaigns" AS "t0"
      ) AS "t13"
        ON "t48"."campaign_key" = "t13"."campaign_key"
    ), "t66" AS (
      SELECT
        "t65"."order_key" AS "order_key",
        "t65"."customer_key" AS "customer_key",
        "t65"."source_key" AS "source_key",
        "t65"."amount" AS "amount",
        "t65"."ordered_on" AS "ordered_on",
        "t65"."campaign" AS "campaign",
        "t65"."campaign_on" AS "campaign_on",
        MAX("t65"."is_named") AS "is_named"
      FROM (
        SELECT
          "t64"."order_key" AS "order_key",
          "t64"."customer_key" AS "customer_key",
          "t64"."source_key" AS "source_key",
          "t64"."amount" AS "amount",
          "t64"."ordered_on" AS "ordered_on",
          "t64"."campaign" AS "campaign",
          "t64"."campaign_on" AS "campaign_on",
          "t64"."is_named" AS "is_named"
        FROM (
          SELECT
            "t61"."order_key" AS "order_key",
            "t61"."customer_key" AS "customer_key",
            "t61"."source_key" AS "source_key",
            "t61"."amount" AS "amount",
            "t61"."ordered_on" AS "ordered_on",
            "t61"."campaign" AS "campaign",
            "t61"."campaign_on" AS "campaign_on",
            0 AS "is_named"
          FROM (
            SELECT
              "t55"."order_key" AS "order_key",
              "t55"."customer_key" AS "customer_key",
              "t55"."source_key" AS "source_key",
              "t55"."amount" AS "amount",
              "t55"."ordered_on" AS "ordered_on",
              "t47"."campaign" AS "campaign",
              "t47"."campaign_on" AS "campaign_on"
            FROM (
              SELECT
                "t51"."order_key" AS "order_key",
                "t51"."customer_key" AS "customer_key",
                "t51"."source_key" AS "source_key",
                "t51"."amount" AS "amount",
                "t51"."ordered_on" AS "ordered_on"
              FROM (
                SELECT
                  "t49"."order_key" AS "order_key",
                  "t49"."customer_key" AS "customer_key",
                  "t49"."ordered_on" AS "ordered_on",
                  "t49"."amount" AS "amount",
                  "t49"."source_key" AS "source_key"
                FROM (
                  SELECT
                    t23.order_key AS order_key,
                    t23.customer_key AS customer_key,
                    t23.ordered_on AS ordered_on,
                    t23.amount AS amount,
                    t23.source_key AS source_key
                  FROM (
                    SELECT
                      t3.order_key AS order_key,
                      t3.customer_key AS customer_key,
                      t3.ordered_on AS ordered_on,
                      t3.amount AS amount,
                      t3.source_key AS source_key
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
                  ) AS "t23"
                  UNION ALL
                  SELECT
                    "t43"."order_key" AS "order_key",
                    "t43"."customer_key" AS "customer_key",
                    "t43"."ordered_on" AS "ordered_on",
                    "t43"."amount" AS "amount",
                    "t43"."source_key" AS "source_key"
                  FROM (
                    SELECT
                      "t39"."order_key" AS "order_key",
                      "t39"."customer_key" AS "customer_key",
                      "t39"."ordered_on" AS "ordered_on",
                      CAST(CAST("t39"."amount" AS DECIMAL(38, 4)) * "t39"."rate" AS DECIMAL(18, 4)) AS "amount",
                      "t39"."source_key" AS "source_key"
                    FROM (
                      SELECT
                        "t34"."order_key" AS "order_key",
                        "t34"."customer_key" AS "customer_key",
                        "t34"."ordered_on" AS "ordered_on",
                        "t34"."amount" AS "amount",
                        "t34"."source_key" AS "source_key",
                        "t36"."rate" AS "rate"
                      FROM (
                        SELECT
                          t3.order_key AS order_key,
                          t3.customer_key AS customer_key,
                          t3.ordered_on AS ordered_on,
                          t3.amount AS amount,
                          t3.currency AS currency,
                          t3.source_key AS source_key
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
                      ) AS "t34"
                      LEFT OUTER JOIN (
                        SELECT
                          "t14"."currency" AS "rate_currency",
                          "t14"."rate" AS "rate",
                          "t14"."rated_on" AS "rated_on",
                          LEAD("t14"."rated_on") OVER (
                            PARTITION BY "t14"."currency"
                            ORDER BY "t14"."rated_on" ASC
                            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                          ) AS "next_rated_on"
                        FROM (
                          SELECT
                            t2.currency AS currency,
                            t2.rated_on AS rated_on,
                            t2.rate AS rate
                          FROM "exchange_rates" AS "t2"
                          WHERE
                            "t2"."to_currency" = 'VND'
                        ) AS "t14"
                      ) AS "t36"
                        ON "t34"."currency" = "t36"."rate_currency"
                        AND "t34"."ordered_on" >= "t36"."rated_on"
                        AND (
                          (
                            "t34"."ordered_on" < "t36"."next_rated_on"
                          )
                          OR (
                            "t36"."next_rated_on" IS NULL
                          )
                        )
                    ) AS "t39"
                  ) AS "t43"
                ) AS "t49"
                LEFT OUTER JOIN (
                  SELECT
                    "t7"."customer_key" AS "customer_key"
                  FROM "customers" AS "t7"
                ) AS "t19"
                  ON "t49"."customer_key" = "t19"."customer_key"
              ) AS "t51"
              WHERE
                "t51"."ordered_on" >= MAKE_DATE(2025, 1, 1)
                AND "t51"."ordered_on" < MAKE_DATE(2026, 1, 1)
            ) AS "t55"
            INNER JOIN (
              SELECT
                "t41"."customer_key" AS "customer_key",
                "t41"."campaign" AS "campaign",
                "t41"."campaign_on" AS "campaign_on"
              FROM (
                SELECT
                  "t40"."customer_key" AS "customer_key",
                  "t40"."campaign" AS "campaign",
                  "t40"."campaign_on" AS "campaign_on"
                FROM (
                  SELECT
                    COALESCE("t37"."customer_key", "t37"."became") AS "customer_key",
                    "t37"."campaign" AS "campaign",
                    "t37"."sent_on" AS "campaign_on"
                  FROM (
                    SELECT
                      "t27"."customer_key" AS "customer_key",
                      "t27"."sent_on" AS "sent_on",
                      "t13"."campaign" AS "campaign",
                      "t31"."became" AS "became"
                    FROM (
                      SELECT
                        t8.campaign_key AS campaign_key,
                        t8.customer_key AS customer_key,
                        t8.lead_key AS lead_key,
                        t8.sent_on AS sent_on
                      FROM "campaign_members" AS "t8"
                      WHERE
                        "t8"."sent_on" < MAKE_DATE(2026, 1, 1)
                    ) AS "t27"
                    INNER JOIN (
                      SELECT
                        "t0"."campaign_key" AS "campaign_key",
                        "t0"."name" AS "campaign"
                      FROM "campaigns" AS "t0"
                    ) AS "t13"
                      ON "t27"."campaign_key" = "t13"."campaign_key"
                    LEFT OUTER JOIN (
                      SELECT
                        "t5"."lead_key" AS "lead_key",
                        "t5"."customer_key" AS "became"
                      FROM "leads" AS "t5"
                      WHERE
                        NOT "t5"."customer_key" IS NULL
                        AND (
                          (
                            "t5"."converted_on" < MAKE_DATE(2026, 1, 1)
                          )
                          OR (
                            "t5"."converted_on" IS NULL
                          )
                        )
                    ) AS "t31"
                      ON "t27"."lead_key" = "t31"."lead_key"
                  ) AS "t37"
                  WHERE
                    NOT COALESCE("t37"."customer_key", "t37"."became") IS NULL
                ) AS "t40"
                UNION
                SELECT
                  "t25"."customer_key" AS "customer_key",
                  "t25"."campaign" AS "campaign",
                  "t25"."campaign_on" AS "campaign_on"
                FROM (
                  SELECT
                    "t5"."customer_key" AS "customer_key",
                    "t5"."campaign" AS "campaign",
                    "t5"."created_on" AS "campaign_on"
                  FROM "leads" AS "t5"
                  WHERE
                    NOT "t5"."customer_key" IS NULL
                    AND (
                      (
                        "t5"."converted_on" < MAKE_DATE(2026, 1, 1)
                      )
                      OR (
                        "t5"."converted_on" IS NULL
                      )
                    )
                    AND NOT "t5"."campaign" IS NULL
                    AND "t5"."created_on" < MAKE_DATE(2026, 1, 1)
                ) AS "t25"
              ) AS "t41"
              WHERE
                DATE_DIFF('DAY', "t41"."campaign_on", MAKE_DATE(2025, 1, 1)) <= 90
            ) AS "t47"
              ON "t55"."customer_key" = "t47"."customer_key"
          ) AS "t61"
          WHERE
            "t61"."campaign_on" <= "t61"."ordered_on"
            AND DATE_DIFF('DAY', "t61"."campaign_on", "t61"."ordered_on") <= 90
        ) AS "t64"
        UNION ALL
        SELECT
          "t63"."order_key" AS "order_key",
          "t63"."customer_key" AS "customer_key",
          "t63"."source_key" AS "source_key",
          "t63"."amount" AS "amount",
          "t63"."ordered_on" AS "ordered_on",
          "t63"."campaign" AS "campaign",
          "t63"."campaign_on" AS "campaign_on",
          "t63"."is_named" AS "is_named"
        FROM (
          SELECT
            "t60"."order_key" AS "order_key",
            "t60"."customer_key" AS "customer_key",
            "t60"."source_key" AS "source_key",
            "t60"."amount" AS "amount",
            "t60"."ordered_on" AS "ordered_on",
            "t60"."campaign" AS "campaign",
            "t60"."ordered_on" AS "campaign_on",
            1 AS "is_named"
          FROM (
            SELECT
              "t55"."order_key" AS "order_key",
              "t55"."customer_key" AS "customer_key",
              "t55"."source_key" AS "source_key",
              "t55"."amount" AS "amount",
              "t55"."ordered_on" AS "ordered_on",
              "t22"."campaign" AS "campaign"
            FROM (
              SELECT
                "t51"."order_key" AS "order_key",
                "t51"."customer_key" AS "customer_key",
                "t51"."source_key" AS "source_key",
                "t51"."amount" AS "amount",
                "t51"."ordered_on" AS "ordered_on"
              FROM (
                SELECT
                  "t49"."order_key" AS "order_key",
                  "t49"."customer_key" AS "customer_key",
                  "t49"."ordered_on" AS "ordered_on",
                  "t49"."amount" AS "amount",
                  "t49"."source_key" AS "source_key"
                FROM (
                  SELECT
                    t23.order_key AS order_key,
                    t23.customer_key AS customer_key,
                    t23.ordered_on AS ordered_on,
                    t23.amount AS amount,
                    t23.source_key AS source_key
                  FROM (
                    SELECT
                      t3.order_key AS order_key,
                      t3.customer_key AS customer_key,
                      t3.ordered_on AS ordered_on,
                      t3.amount AS amount,
                      t3.source_key AS source_key
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
                  ) AS "t23"
                  UNION ALL
                  SELECT
                    "t43"."order_key" AS "order_key",
                    "t43"."customer_key" AS "customer_key",
                    "t43"."ordered_on" AS "ordered_on",
                    "t43"."amount" AS "amount",
                    "t43"."source_key" AS "source_key"
                  FROM (
                    SELECT
                      "t39"."order_key" AS "order_key",
                      "t39"."customer_key" AS "customer_key",
                      "t39"."ordered_on" AS "ordered_on",
                      CAST(CAST("t39"."amount" AS DECIMAL(38, 4)) * "t39"."rate" AS DECIMAL(18, 4)) AS "amount",
                      "t39"."source_key" AS "source_key"
                    FROM (
                      SELECT
                        "t34"."order_key" AS "order_key",
                        "t34"."customer_key" AS "customer_key",
                        "t34"."ordered_on" AS "ordered_on",
                        "t34"."amount" AS "amount",
                        "t34"."source_key" AS "source_key",
                        "t36"."rate" AS "rate"
                      FROM (
                        SELECT
                          t3.order_key AS order_key,
                          t3.customer_key AS customer_key,
                          t3.ordered_on AS ordered_on,
                          t3.amount AS amount,
                          t3.currency AS currency,
                          t3.source_key AS source_key
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
                      ) AS "t34"
                      LEFT OUTER JOIN (
                        SELECT
                          "t14"."currency" AS "rate_currency",
                          "t14"."rate" AS "rate",
                          "t14"."rated_on" AS "rated_on",
                          LEAD("t14"."rated_on") OVER (
                            PARTITION BY "t14"."currency"
                            ORDER BY "t14"."rated_on" ASC
                            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                          ) AS "next_rated_on"
                        FROM (
                          SELECT
                            t2.currency AS currency,
                            t2.rated_on AS rated_on,
                            t2.rate AS rate
                          FROM "exchange_rates" AS "t2"
                          WHERE
                            "t2"."to_currency" = 'VND'
                        ) AS "t14"
                      ) AS "t36"
                        ON "t34"."currency" = "t36"."rate_currency"
                        AND "t34"."ordered_on" >= "t36"."rated_on"
                        AND (
                          (
                            "t34"."ordered_on" < "t36"."next_rated_on"
                          )
                          OR (
                            "t36"."next_rated_on" IS NULL
                          )
                        )
                    ) AS "t39"
                  ) AS "t43"
                ) AS "t49"
                LEFT OUTER JOIN (
                  SELECT
                    "t7"."customer_key" AS "customer_key"
                  FROM "customers" AS "t7"
                ) AS "t19"
                  ON "t49"."customer_key" = "t19"."customer_key"
              ) AS "t51"
              WHERE
                "t51"."ordered_on" >= MAKE_DATE(2025, 1, 1)
                AND "t51"."ordered_on" < MAKE_DATE(2026, 1, 1)
            ) AS "t55"
            INNER JOIN (
              SELECT
                "t3"."order_key" AS "order_key",
                "t3"."campaign" AS "campaign"
              FROM "orders" AS "t3"
              WHERE
                NOT "t3"."campaign" IS NULL
            ) AS "t22"
              ON "t55"."order_key" = "t22"."order_key"
          ) AS "t60"
        ) AS "t63"
      ) AS "t65"
      GROUP BY
        "t65"."order_key",
        "t65"."customer_key",
        "t65"."source_key",
        "t65"."amount",
        "t65"."ordered_on",
        "t65"."campaign",
        "t65"."campaign_on"
    )
    SELECT
      "t90"."kind" AS "kind",
      "t90"."source_key" AS "source_key",
      "t90"."dated_on" AS "dated_on",
      "t90"."campaign_on" AS "campaign_on",
      "t90"."campaign" AS "campaign",
      "t90"."channel" AS "channel",
      "t90"."has_cost" AS "has_cost",
      "t90"."cost" AS "cost",
      "t90"."earned_linear" AS "earned_linear"
    FROM (
      SELECT
        "t89"."kind" AS "kind",
        "t89"."source_key" AS "source_key",
        "t89"."dated_on" AS "dated_on",
        "t89"."campaign_on" AS "campaign_on",
        "t89"."campaign" AS "campaign",
        "t32"."channel" AS "channel",
        "t89"."has_cost" AS "has_cost",
        "t89"."cost" AS "cost",
        "t89"."earned_linear" AS "earned_linear"
      FROM (
        SELECT
          "t87"."source_key" AS "source_key",
          "t87"."campaign" AS "campaign",
          "t87"."campaign_on" AS "campaign_on",
          "t87"."dated_on" AS "dated_on",
          "t87"."earned_linear" AS "earned_linear",
          COALESCE("t87"."has_cost", FALSE) AS "has_cost",
          'order' AS "kind",
          CAST(0 AS DECIMAL(18, 4)) AS "cost"
        FROM (
          SELECT
            "t86"."source_key" AS "source_key",
            "t86"."campaign" AS "campaign",
            "t86"."campaign_on" AS "campaign_on",
            "t86"."dated_on" AS "dated_on",
            "t86"."earned_linear" AS "earned_linear",
            "t86"."has_cost" AS "has_cost"
          FROM (
            SELECT
              "t85"."source_key" AS "source_key",
              "t85"."campaign" AS "campaign",
              "t85"."campaign_on" AS "campaign_on",
              "t85"."dated_on" AS "dated_on",
              "t85"."earned_linear" AS "earned_linear",
              "t59"."has_cost" AS "has_cost"
            FROM (
              SELECT
                "t83"."source_key" AS "source_key",
                "t83"."campaign" AS "campaign",
                "t83"."campaign_on" AS "campaign_on",
                "t83"."ordered_on" AS "dated_on",
                CASE
                  WHEN "t83"."share_linear" = 0
                  THEN CAST(0 AS DECIMAL(38, 4))
                  ELSE "t83"."earned_upto_linear" - COALESCE(
                    LAG("t83"."earned_upto_linear") OVER (
                      PARTITION BY "t83"."order_key"
                      ORDER BY "t83"."nth" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ),
                    CAST(0 AS DECIMAL(38, 4))
                  )
                END AS "earned_linear"
              FROM (
                SELECT
                  "t82"."order_key" AS "order_key",
                  "t82"."source_key" AS "source_key",
                  "t82"."ordered_on" AS "ordered_on",
                  "t82"."campaign" AS "campaign",
                  "t82"."campaign_on" AS "campaign_on",
                  "t82"."nth" AS "nth",
                  "t82"."earned_upto_linear" AS "earned_upto_linear",
                  "t82"."upto_linear" - COALESCE(
                    LAG("t82"."upto_linear") OVER (
                      PARTITION BY "t82"."order_key"
                      ORDER BY "t82"."nth" ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ),
                    CAST(0 AS DECIMAL(38, 10))
                  ) AS "share_linear"
                FROM (
                  SELECT
                    "t81"."order_key" AS "order_key",
                    "t81"."source_key" AS "source_key",
                    "t81"."ordered_on" AS "ordered_on",
                    "t81"."campaign" AS "campaign",
                    "t81"."campaign_on" AS "campaign_on",
                    "t81"."nth" AS "nth",
                    "t81"."upto_linear" AS "upto_linear",
                    CAST("t81"."margin" * "t81"."upto_linear" AS DECIMAL(38, 4)) AS "earned_upto_linear"
                  FROM (
                    SELECT
                      "t80"."order_key" AS "order_key",
                      "t80"."source_key" AS "source_key",
                      "t80"."ordered_on" AS "ordered_on",
                      "t80"."campaign" AS "campaign",
                      "t80"."campaign_on" AS "campaign_on",
                      "t80"."margin" AS "margin",
                      "t80"."nth" AS "nth",
                      CASE
                        WHEN "t80"."nth" = "t80"."touches"
                        THEN CAST(1 AS DECIMAL(38, 10))
                        ELSE CAST("t80"."nth" / "t80"."touches" AS DECIMAL(38, 10))
                      END AS "upto_linear"
                    FROM (
                      SELECT
                        "t79"."order_key" AS "order_key",
                        "t79"."source_key" AS "source_key",
                        "t79"."ordered_on" AS "ordered_on",
                        "t79"."campaign" AS "campaign",
                        "t79"."campaign_on" AS "campaign_on",
                        "t79"."margin" AS "margin",
                        "t79"."touches" AS "touches",
                        (
                          ROW_NUMBER() OVER (
                            PARTITION BY "t79"."order_key"
                            ORDER BY "t79"."campaign_on" ASC, "t79"."is_named" ASC, "t79"."campaign" ASC
                            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                          ) - 1
                        ) + 1 AS "nth"
                      FROM (
                        SELECT
                          "t78"."order_key" AS "order_key",
                          "t78"."source_key" AS "source_key",
                          "t78"."ordered_on" AS "ordered_on",
                          "t78"."campaign" AS "campaign",
                          "t78"."campaign_on" AS "campaign_on",
                          "t78"."is_named" AS "is_named",
                          "t78"."margin" AS "margin",
                          COUNT(*) OVER (
                            PARTITION BY "t78"."order_key"
                            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                          ) AS "touches"
                        FROM (
                          SELECT
                            "t77"."order_key" AS "order_key",
                            "t77"."source_key" AS "source_key",
                            "t77"."ordered_on" AS "ordered_on",
                            "t77"."campaign" AS "campaign",
                            "t77"."campaign_on" AS "campaign_on",
                            "t77"."is_named" AS "is_named",
                            "t77"."margin" AS "margin"
                          FROM (
                            SELECT
                              "t68"."order_key" AS "order_key",
                              "t68"."source_key" AS "source_key",
                              "t68"."ordered_on" AS "ordered_on",
                              "t68"."campaign" AS "campaign",
                              "t68"."campaign_on" AS "campaign_on",
                              "t68"."is_named" AS "is_named",
                              "t76"."margin" AS "margin"
                            FROM "t66" AS "t68"
                            LEFT OUTER JOIN (
                              SELECT
                                "t74"."order_key" AS "order_key",
                                CASE
                                  WHEN BOOL_OR(CAST("t74"."left" IS NULL AS BOOLEAN))
                                  THEN CAST(NULL AS DECIMAL(38, 4))
                                  ELSE SUM("t74"."left")
                                END AS "margin"
                              FROM (
                                SELECT
                                  "t73"."order_key" AS "order_key",
                                  "t73"."amount" - CAST(CAST(CASE
                                    WHEN "t73"."order_currency" = 'VND'
                                    THEN COALESCE("t73"."unit_cost", "t73"."product_cost")
                                    ELSE CAST(NULL AS DECIMAL(18, 4))
                                  END AS DECIMAL(38, 4)) * "t73"."quantity" AS DECIMAL(18, 4)) AS "left"
                                FROM (
                                  SELECT
                                    "t72"."order_key" AS "order_key",
                                    "t72"."quantity" AS "quantity",
                                    "t72"."amount" AS "amount",
                                    "t72"."unit_cost" AS "unit_cost",
                                    "t72"."product_cost" AS "product_cost",
                                    "t15"."order_currency" AS "order_currency"
                                  FROM (
                                    SELECT
                                      "t70"."order_key" AS "order_key",
                                      "t70"."quantity" AS "quantity",
                                      "t70"."amount" AS "amount",
                                      "t70"."unit_cost" AS "unit_cost",
                                      "t70"."product_cost" AS "product_cost"
                                    FROM (
                                      SELECT
                                        "t24"."order_key" AS "order_key",
                                        "t24"."quantity" AS "quantity",
                                        "t24"."amount" AS "amount",
                                        "t24"."unit_cost" AS "unit_cost",
                                        "t18"."product_cost" AS "product_cost"
                                      FROM (
                                        SELECT
                                          t4.order_key AS order_key,
                                          t4.product_key AS product_key,
                                          t4.quantity AS quantity,
                                          t4.amount AS amount,
                                          t4.unit_cost AS unit_cost
                                        FROM "order_lines" AS "t4"
                                        WHERE
                                          "t4"."kind" = 'sale'
                                      ) AS "t24"
                                      SEMI JOIN "t66" AS "t69"
                                        ON "t24"."order_key" = "t69"."order_key"
                                      LEFT OUTER JOIN (
                                        SELECT
                                          "t6"."product_key" AS "product_key",
                                          "t6"."unit_cost" AS "product_cost"
                                        FROM "products" AS "t6"
                                      ) AS "t18"
                                        ON "t24"."product_key" = "t18"."product_key"
                                    ) AS "t70"
                                  ) AS "t72"
                                  INNER JOIN (
                                    SELECT
                                      "t3"."order_key" AS "order_key",
                                      "t3"."currency" AS "order_currency"
                                    FROM "orders" AS "t3"
                                  ) AS "t15"
                                    ON "t72"."order_key" = "t15"."order_key"
                                ) AS "t73"
                              ) AS "t74"
                              GROUP BY
                                "t74"."order_key"
                            ) AS "t76"
                              ON "t68"."order_key" = "t76"."order_key"
                          ) AS "t77"
                        ) AS "t78"
                      ) AS "t79"
                    ) AS "t80"
                  ) AS "t81"
                ) AS "t82"
              ) AS "t83"
            ) AS "t85"
            LEFT OUTER JOIN (
              SELECT
                "t54"."campaign" AS "campaign",
                TRUE AS "has_cost"
              FROM (
                SELECT DISTINCT
                  "t52"."campaign" AS "campaign"
                FROM "t50" AS "t52"
                WHERE
                  NOT "t52"."campaign" IS NULL
              ) AS "t54"
            ) AS "t59"
              ON "t85"."campaign" = "t59"."campaign"
          ) AS "t86"
        ) AS "t87"
      ) AS "t89"
      LEFT OUTER JOIN (
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
      ) AS "t32"
        ON "t89"."campaign" = "t32"."campaign"
    ) AS "t90"
    UNION ALL
    SELECT
      "t62"."kind" AS "kind",
      "t62"."source_key" AS "source_key",
      "t62"."dated_on" AS "dated_on",
      "t62"."campaign_on" AS "campaign_on",
      "t62"."campaign" AS "campaign",
      "t62"."channel" AS "channel",
      "t62"."has_cost" AS "has_cost",
      "t62"."cost" AS "cost",
      "t62"."earned_linear" AS "earned_linear"
    FROM (
      SELECT
        "t57"."kind" AS "kind",
        "t57"."source_key" AS "source_key",
        "t57"."dated_on" AS "dated_on",
        "t57"."campaign_on" AS "campaign_on",
        "t57"."campaign" AS "campaign",
        "t32"."channel" AS "channel",
        "t57"."has_cost" AS "has_cost",
        "t57"."cost" AS "cost",
        "t57"."earned_linear" AS "earned_linear"
      FROM (
        SELECT
          "t52"."source_key" AS "source_key",
          "t52"."campaign" AS "campaign",
          "t52"."dated_on" AS "dated_on",
          'cost' AS "kind",
          CAST(NULL AS DATE) AS "campaign_on",
          NOT "t52"."campaign" IS NULL AS "has_cost",
          "t52"."amount" AS "cost",
          -(
            CAST("t52"."amount" AS DECIMAL(38, 4))
          ) AS "earned_linear"
        FROM "t50" AS "t52"
      ) AS "t57"
      LEFT OUTER JOIN (
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
      ) AS "t32"
        ON "t57"."campaign" = "t32"."campaign"
    ) AS "t62"
  )
  SELECT
    "t0"."kind" AS "kind",
    "t0"."source_key" AS "source_key",
    "t0"."dated_on" AS "dated_on",
    "t0"."campaign_on" AS "campaign_on",
    "t0"."campaign" AS "campaign",
    "t0"."channel" AS "channel",
    "t0"."earned_linear" AS "top",
    "t0"."cost" AS "bottom"
  FROM "campaign_returns_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."has_cost"
      AND (
        (
          "t0"."earned_linear" IS NULL
        )
        OR (
          "t0"."cost" IS NULL
        )
        OR (
          "t0"."earned_linear" <> 0
        )
        OR (
          "t0"."cost" <> 0
        )
      ),
      FALSE
    )
)
SELECT
  COUNT(*) AS "n",
  CASE
    WHEN BOOL_OR(CAST("t0"."top" IS NULL AS BOOLEAN))
    THEN CAST(NULL AS DECIMAL(38, 4))
    ELSE SUM("t0"."top")
  END AS "top",
  CASE
    WHEN BOOL_OR(CAST("t0"."bottom" IS NULL AS BOOLEAN))
    THEN CAST(NULL AS DECIMAL(38, 4))
    ELSE SUM("t0"."bottom")
  END AS "bottom",
  CAST(CASE
    WHEN BOOL_OR(CAST("t0"."top" IS NULL AS BOOLEAN))
    THEN CAST(NULL AS DECIMAL(38, 4))
    ELSE SUM("t0"."top")
  END AS DOUBLE) / NULLIF(
    CAST(CASE
      WHEN BOOL_OR(CAST("t0"."bottom" IS NULL AS BOOLEAN))
      THEN CAST(NULL AS DECIMAL(38, 4))
      ELSE SUM("t0"."bottom")
    END AS DOUBLE),
    0
  ) AS "value"
FROM "listed" AS "t0"
