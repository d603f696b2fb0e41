WITH listed AS (
  WITH costs_of_customers_rows AS (
    WITH "t17" AS (
      SELECT
        "t1"."name" AS "campaign",
        CASE
          WHEN COUNT(DISTINCT "t1"."channel") = 1
          THEN MIN("t1"."channel")
          ELSE CAST(NULL AS TEXT)
        END AS "channel"
      FROM "campaigns" AS "t1"
      GROUP BY
        "t1"."name"
    ), "t35" AS (
      SELECT
        "t33"."order_key" AS "order_key",
        "t33"."customer_key" AS "customer_key",
        "t33"."ordered_on" AS "ordered_on",
        "t33"."amount" AS "amount",
        "t33"."channel" AS "channel",
        "t33"."owner" AS "owner",
        "t33"."source_key" AS "source_key",
        "t10"."segment" AS "segment",
        "t10"."country" AS "country",
        COALESCE("t33"."region", "t10"."customer_region") AS "region",
        MAKE_DATE(EXTRACT(YEAR FROM "t33"."ordered_on"), EXTRACT(MONTH FROM "t33"."ordered_on"), 1) AS "month"
      FROM (
        SELECT
          t14.order_key AS order_key,
          t14.customer_key AS customer_key,
          t14.ordered_on AS ordered_on,
          t14.amount AS amount,
          t14.channel AS channel,
          t14.region AS region,
          t14.owner AS owner,
          t14.source_key AS source_key
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
        ) AS "t14"
        UNION ALL
        SELECT
          "t29"."order_key" AS "order_key",
          "t29"."customer_key" AS "customer_key",
          "t29"."ordered_on" AS "ordered_on",
          "t29"."amount" AS "amount",
          "t29"."channel" AS "channel",
          "t29"."region" AS "region",
          "t29"."owner" AS "owner",
          "t29"."source_key" AS "source_key"
        FROM (
          SELECT
            "t27"."order_key" AS "order_key",
            "t27"."customer_key" AS "customer_key",
            "t27"."ordered_on" AS "ordered_on",
            CAST(CAST("t27"."amount" AS DECIMAL(38, 4)) * "t27"."rate" AS DECIMAL(18, 4)) AS "amount",
            "t27"."channel" AS "channel",
            "t27"."region" AS "region",
            "t27"."owner" AS "owner",
            "t27"."source_key" AS "source_key"
          FROM (
            SELECT
              "t21"."order_key" AS "order_key",
              "t21"."customer_key" AS "customer_key",
              "t21"."ordered_on" AS "ordered_on",
              "t21"."amount" AS "amount",
              "t21"."channel" AS "channel",
              "t21"."region" AS "region",
              "t21"."owner" AS "owner",
              "t21"."source_key" AS "source_key",
              "t25"."rate" AS "rate"
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
            ) AS "t21"
            LEFT OUTER JOIN (
              SELECT
                "t11"."currency" AS "rate_currency",
                "t11"."rate" AS "rate",
                "t11"."rated_on" AS "rated_on",
                LEAD("t11"."rated_on") OVER (
                  PARTITION BY "t11"."currency"
                  ORDER BY "t11"."rated_on" ASC
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
              ) AS "t11"
            ) AS "t25"
              ON "t21"."currency" = "t25"."rate_currency"
              AND "t21"."ordered_on" >= "t25"."rated_on"
              AND (
                (
                  "t21"."ordered_on" < "t25"."next_rated_on"
                )
                OR (
                  "t25"."next_rated_on" IS NULL
                )
              )
          ) AS "t27"
        ) AS "t29"
      ) AS "t33"
      LEFT OUTER JOIN (
        SELECT
          "t2"."customer_key" AS "customer_key",
          "t2"."segment" AS "segment",
          "t2"."country" AS "country",
          "t2"."region" AS "customer_region"
        FROM "customers" AS "t2"
      ) AS "t10"
        ON "t33"."customer_key" = "t10"."customer_key"
    )
    SELECT
      "t52"."kind" AS "kind",
      "t52"."source_key" AS "source_key",
      "t52"."dated_on" AS "dated_on",
      "t52"."amount" AS "amount",
      "t52"."campaign" AS "campaign",
      "t52"."channel" AS "channel"
    FROM (
      SELECT
        'customer' AS "kind",
        "t51"."source_key" AS "source_key",
        "t51"."dated_on" AS "dated_on",
        CAST(0 AS DECIMAL(18, 4)) AS "amount",
        "t51"."campaign" AS "campaign",
        "t51"."channel" AS "channel"
      FROM (
        SELECT
          "t50"."campaign" AS "campaign",
          "t50"."dated_on" AS "dated_on",
          "t50"."source_key" AS "source_key",
          "t50"."channel" AS "channel"
        FROM (
          SELECT
            "t49"."campaign" AS "campaign",
            "t49"."dated_on" AS "dated_on",
            "t49"."source_key" AS "source_key",
            "t23"."channel" AS "channel"
          FROM (
            SELECT
              "t47"."campaign" AS "campaign",
              "t47"."dated_on" AS "dated_on",
              "t47"."source_key" AS "source_key"
            FROM (
              SELECT
                "t43"."campaign" AS "campaign",
                "t46"."purchased_on" AS "dated_on",
                "t9"."source_key" AS "source_key"
              FROM (
                SELECT
                  "t44"."customer_key" AS "customer_key",
                  "t44"."purchased_on" AS "purchased_on"
                FROM (
                  SELECT
                    "t41"."customer_key" AS "customer_key",
                    "t41"."purchased_on" AS "purchased_on",
                    (
                      ROW_NUMBER() OVER (
                        PARTITION BY "t41"."customer_key"
                        ORDER BY "t41"."purchased_on" ASC
                        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                      ) - 1
                    ) + 1 AS "nth"
                  FROM (
                    SELECT
                      "t39"."customer_key" AS "customer_key",
                      "t39"."ordered_on" AS "purchased_on"
                    FROM (
                      SELECT
                        "t36"."customer_key" AS "customer_key",
                        "t36"."ordered_on" AS "ordered_on"
                      FROM "t35" AS "t36"
                      WHERE
                        NOT "t36"."customer_key" IS NULL
                    ) AS "t39"
                    GROUP BY
                      "t39"."customer_key",
                      "t39"."ordered_on"
                  ) AS "t41"
                ) AS "t44"
                WHERE
                  "t44"."nth" = 1
                  AND "t44"."purchased_on" >= MAKE_DATE(2025, 1, 1)
                  AND "t44"."purchased_on" < MAKE_DATE(2026, 1, 1)
              ) AS "t46"
              LEFT OUTER JOIN (
                SELECT
                  "t40"."customer_key" AS "customer_key",
                  "t40"."ordered_on" AS "ordered_on",
                  FIRST("t40"."campaign" ORDER BY "t40"."order_key") AS "campaign"
                FROM (
                  SELECT
                    "t15"."order_key" AS "order_key",
                    "t15"."customer_key" AS "customer_key",
                    "t15"."ordered_on" AS "ordered_on",
                    "t15"."campaign" AS "campaign"
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
                  ) AS "t15"
                  SEMI JOIN "t35" AS "t38"
                    ON "t15"."order_key" = "t38"."order_key"
                ) AS "t40"
                GROUP BY
                  "t40"."customer_key",
                  "t40"."ordered_on"
              ) AS "t43"
                ON "t46"."customer_key" = "t43"."customer_key"
                AND "t46"."purchased_on" = "t43"."ordered_on"
              LEFT OUTER JOIN (
                SELECT
                  "t2"."customer_key" AS "customer_key",
                  "t2"."source_key" AS "source_key"
                FROM "customers" AS "t2"
              ) AS "t9"
                ON "t46"."customer_key" = "t9"."customer_key"
            ) AS "t47"
          ) AS "t49"
          LEFT OUTER JOIN "t17" AS "t23"
            ON "t49"."campaign" = "t23"."campaign"
        ) AS "t50"
      ) AS "t51"
    ) AS "t52"
    UNION ALL
    SELECT
      "t37"."kind" AS "kind",
      "t37"."source_key" AS "source_key",
      "t37"."dated_on" AS "dated_on",
      "t37"."amount" AS "amount",
      "t37"."campaign" AS "campaign",
      "t37"."channel" AS "channel"
    FROM (
      SELECT
        "t34"."kind" AS "kind",
        "t34"."source_key" AS "source_key",
        "t34"."dated_on" AS "dated_on",
        "t34"."amount" AS "amount",
        "t34"."campaign" AS "campaign",
        "t34"."channel" AS "channel"
      FROM (
        SELECT
          "t32"."source_key" AS "source_key",
          "t32"."amount" AS "amount",
          "t8"."campaign" AS "campaign",
          "t22"."channel" AS "channel",
          "t32"."spent_on" AS "dated_on",
          'cost' AS "kind"
        FROM (
          SELECT
            t13.campaign_key AS campaign_key,
            t13.spent_on AS spent_on,
            t13.amount AS amount,
            t13.source_key AS source_key
          FROM (
            SELECT
              t0.campaign_key AS campaign_key,
              t0.spent_on AS spent_on,
              t0.amount AS amount,
              t0.source_key AS source_key
            FROM "costs" AS "t0"
            WHERE
              "t0"."spent_on" >= MAKE_DATE(2025, 1, 1)
              AND "t0"."spent_on" < MAKE_DATE(2026, 1, 1)
              AND COALESCE("t0"."currency" = 'VND', FALSE)
          ) AS "t13"
          UNION ALL
          SELECT
            "t28"."campaign_key" AS "campaign_key",
            "t28"."spent_on" AS "spent_on",
            "t28"."amount" AS "amount",
            "t28"."source_key" AS "source_key"
          FROM (
            SELECT
              "t26"."campaign_key" AS "campaign_key",
              "t26"."spent_on" AS "spent_on",
              CAST(CAST("t26"."amount" AS DECIMAL(38, 4)) * "t26"."rate" AS DECIMAL(18, 4)) AS "amount",
              "t26"."source_key" AS "source_key"
            FROM (
              SELECT
                "t19"."campaign_key" AS "campaign_key",
                "t19"."spent_on" AS "spent_on",
                "t19"."amount" AS "amount",
                "t19"."source_key" AS "source_key",
                "t25"."rate" AS "rate"
              FROM (
                SELECT
                  t0.campaign_key AS campaign_key,
                  t0.spent_on AS spent_on,
                  t0.amount AS amount,
                  t0.currency AS currency,
                  t0.source_key AS source_key
                FROM "costs" AS "t0"
                WHERE
                  "t0"."spent_on" >= MAKE_DATE(2025, 1, 1)
                  AND "t0"."spent_on" < MAKE_DATE(2026, 1, 1)
                  AND NOT (
                    COALESCE("t0"."currency" = 'VND', FALSE)
                  )
              ) AS "t19"
              LEFT OUTER JOIN (
                SELECT
                  "t11"."currency" AS "rate_currency",
                  "t11"."rate" AS "rate",
                  "t11"."rated_on" AS "rated_on",
                  LEAD("t11"."rated_on") OVER (
                    PARTITION BY "t11"."currency"
                    ORDER BY "t11"."rated_on" ASC
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
                ) AS "t11"
              ) AS "t25"
                ON "t19"."currency" = "t25"."rate_currency"
                AND "t19"."spent_on" >= "t25"."rated_on"
                AND (
                  (
                    "t19"."spent_on" < "t25"."next_rated_on"
                  )
                  OR (
                    "t25"."next_rated_on" IS NULL
                  )
                )
            ) AS "t26"
          ) AS "t28"
        ) AS "t32"
        LEFT OUTER JOIN (
          SELECT
            "t1"."campaign_key" AS "campaign_key",
            "t1"."name" AS "campaign"
          FROM "campaigns" AS "t1"
        ) AS "t8"
          ON "t32"."campaign_key" = "t8"."campaign_key"
        LEFT OUTER JOIN "t17" AS "t22"
          ON "t8"."campaign" = "t22"."campaign"
      ) AS "t34"
    ) AS "t37"
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
  FROM "costs_of_customers_rows" AS "t0"
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
