WITH listed AS (
  WITH page_views_rows AS (
    SELECT
      "t42"."source_key" AS "source_key",
      "t42"."viewed_on" AS "viewed_on",
      "t42"."page" AS "page",
      "t42"."views" AS "views",
      "t42"."channel" AS "channel",
      "t42"."campaign" AS "campaign",
      COALESCE(
        "t42"."actions",
        CASE
          WHEN (
            "t42"."actions" IS NULL
          )
          AND (
            NOT "t42"."customer_key" IS NULL
          )
          AND (
            NOT "t42"."product_key" IS NULL
          )
          AND (
            NOT "t42"."bought_on" IS NULL
          )
          THEN 1
          WHEN (
            "t42"."actions" IS NULL
          )
          AND (
            NOT "t42"."customer_key" IS NULL
          )
          AND (
            NOT "t42"."product_key" IS NULL
          )
          AND (
            DATE_DIFF('DAY', "t42"."viewed_on", MAKE_DATE(2025, 12, 31)) >= 90
          )
          THEN 0
          ELSE NULL
        END
      ) AS "actions"
    FROM (
      SELECT
        "t40"."page" AS "page",
        "t40"."product_key" AS "product_key",
        "t40"."customer_key" AS "customer_key",
        "t40"."viewed_on" AS "viewed_on",
        "t40"."views" AS "views",
        "t40"."actions" AS "actions",
        "t40"."channel" AS "channel",
        "t40"."campaign" AS "campaign",
        "t40"."source_key" AS "source_key",
        "t40"."bought_on" AS "bought_on"
      FROM (
        SELECT
          "t39"."page" AS "page",
          "t39"."product_key" AS "product_key",
          "t39"."customer_key" AS "customer_key",
          "t39"."viewed_on" AS "viewed_on",
          "t39"."views" AS "views",
          "t39"."actions" AS "actions",
          "t39"."channel" AS "channel",
          "t39"."campaign" AS "campaign",
          "t39"."source_key" AS "source_key",
          "t39"."bought_on" AS "bought_on"
        FROM (
          SELECT
            "t37"."page" AS "page",
            "t37"."product_key" AS "product_key",
            "t37"."customer_key" AS "customer_key",
            "t37"."viewed_on" AS "viewed_on",
            "t37"."views" AS "views",
            "t37"."actions" AS "actions",
            "t37"."channel" AS "channel",
            "t37"."campaign" AS "campaign",
            "t37"."source_key" AS "source_key",
            "t37"."bought_on" AS "bought_on"
          FROM (
            SELECT
              "t16"."page" AS "page",
              "t16"."product_key" AS "product_key",
              "t16"."customer_key" AS "customer_key",
              "t16"."viewed_on" AS "viewed_on",
              "t16"."views" AS "views",
              "t16"."actions" AS "actions",
              "t16"."channel" AS "channel",
              "t16"."campaign" AS "campaign",
              "t16"."source_key" AS "source_key",
              "t36"."bought_on" AS "bought_on"
            FROM (
              SELECT
                t2.view_key AS view_key,
                t2.page AS page,
                t2.product_key AS product_key,
                t2.customer_key AS customer_key,
                t2.viewed_on AS viewed_on,
                t2.views AS views,
                t2.actions AS actions,
                t2.channel AS channel,
                t2.campaign AS campaign,
                t2.source_key AS source_key
              FROM "page_views" AS "t2"
              WHERE
                "t2"."viewed_on" >= MAKE_DATE(2025, 1, 1)
                AND "t2"."viewed_on" < MAKE_DATE(2026, 1, 1)
                AND "t2"."viewed_on" < MAKE_DATE(2026, 1, 1)
            ) AS "t16"
            LEFT OUTER JOIN (
              SELECT
                "t34"."view_key" AS "view_key",
                MIN("t34"."bought_on") AS "bought_on"
              FROM (
                SELECT
                  "t33"."view_key" AS "view_key",
                  "t33"."bought_on" AS "bought_on"
                FROM (
                  SELECT
                    "t17"."view_key" AS "view_key",
                    "t17"."viewed_on" AS "viewed_on",
                    "t32"."bought_on" AS "bought_on"
                  FROM (
                    SELECT
                      "t2"."view_key" AS "view_key",
                      "t2"."customer_key" AS "customer_key",
                      "t2"."product_key" AS "product_key",
                      "t2"."viewed_on" AS "viewed_on"
                    FROM "page_views" AS "t2"
                    WHERE
                      "t2"."viewed_on" >= MAKE_DATE(2025, 1, 1)
                      AND "t2"."viewed_on" < MAKE_DATE(2026, 1, 1)
                      AND "t2"."viewed_on" < MAKE_DATE(2026, 1, 1)
                      AND "t2"."actions" IS NULL
                      AND NOT "t2"."customer_key" IS NULL
                      AND NOT "t2"."product_key" IS NULL
                  ) AS "t17"
                  INNER JOIN (
                    SELECT
                      "t18"."product_key" AS "product_key",
                      "t30"."customer_key" AS "customer_key",
                      "t30"."bought_on" AS "bought_on"
                    FROM (
                      SELECT
                        "t3"."order_key" AS "order_key",
                        "t3"."product_key" AS "product_key"
                      FROM "order_lines" AS "t3"
                      WHERE
                        "t3"."kind" = 'sale'
                    ) AS "t18"
                    INNER JOIN (
                      SELECT
                        "t28"."order_key" AS "order_key",
                        "t28"."customer_key" AS "customer_key",
                        "t28"."ordered_on" AS "bought_on"
                      FROM (
                        SELECT
                          "t27"."order_key" AS "order_key",
                          "t27"."customer_key" AS "customer_key",
                          "t27"."ordered_on" AS "ordered_on"
                        FROM (
                          SELECT
                            t19.order_key AS order_key,
                            t19.customer_key AS customer_key,
                            t19.ordered_on AS ordered_on
                          FROM (
                            SELECT
                              t4.order_key AS order_key,
                              t4.customer_key AS customer_key,
                              t4.ordered_on AS ordered_on
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
                            "t25"."order_key" AS "order_key",
                            "t25"."customer_key" AS "customer_key",
                            "t25"."ordered_on" AS "ordered_on"
                          FROM (
                            SELECT
                              "t24"."order_key" AS "order_key",
                              "t24"."customer_key" AS "customer_key",
                              "t24"."ordered_on" AS "ordered_on"
                            FROM (
                              SELECT
                                "t21"."order_key" AS "order_key",
                                "t21"."customer_key" AS "customer_key",
                                "t21"."ordered_on" AS "ordered_on"
                              FROM (
                                SELECT
                                  t4.order_key AS order_key,
                                  t4.customer_key AS customer_key,
                                  t4.ordered_on AS ordered_on,
                                  t4.currency AS currency
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
                                  "t15"."currency" AS "rate_currency",
                                  "t15"."rated_on" AS "rated_on",
                                  LEAD("t15"."rated_on") OVER (
                                    PARTITION BY "t15"."currency"
                                    ORDER BY "t15"."rated_on" ASC
                                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                                  ) AS "next_rated_on"
                                FROM (
                                  SELECT
                                    t5.currency AS currency,
                                    t5.rated_on AS rated_on
                                  FROM "exchange_rates" AS "t5"
                                  WHERE
                                    "t5"."to_currency" = 'VND'
                                ) AS "t15"
                              ) AS "t23"
                                ON "t21"."currency" = "t23"."rate_currency"
                                AND "t21"."ordered_on" >= "t23"."rated_on"
                                AND (
                                  (
                                    "t21"."ordered_on" < "t23"."next_rated_on"
                                  )
                                  OR (
                                    "t23"."next_rated_on" IS NULL
                                  )
                                )
                            ) AS "t24"
                          ) AS "t25"
                        ) AS "t27"
                        LEFT OUTER JOIN (
                          SELECT
                            "t1"."customer_key" AS "customer_key"
                          FROM "customers" AS "t1"
                        ) AS "t11"
                          ON "t27"."customer_key" = "t11"."customer_key"
                      ) AS "t28"
                    ) AS "t30"
                      ON "t18"."order_key" = "t30"."order_key"
                  ) AS "t32"
                    ON "t17"."customer_key" = "t32"."customer_key"
                    AND "t17"."product_key" = "t32"."product_key"
                ) AS "t33"
                WHERE
                  "t33"."bought_on" >= "t33"."viewed_on"
                  AND DATE_DIFF('DAY', "t33"."viewed_on", "t33"."bought_on") <= 90
              ) AS "t34"
              GROUP BY
                "t34"."view_key"
            ) AS "t36"
              ON "t16"."view_key" = "t36"."view_key"
          ) AS "t37"
        ) AS "t39"
        LEFT OUTER JOIN (
          SELECT
            "t1"."customer_key" AS "customer_key"
          FROM "customers" AS "t1"
        ) AS "t10"
          ON "t39"."customer_key" = "t10"."customer_key"
      ) AS "t40"
    ) AS "t42"
    LEFT OUTER JOIN (
      SELECT
        "t0"."product_key" AS "product_key"
      FROM "products" AS "t0"
    ) AS "t9"
      ON "t42"."product_key" = "t9"."product_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."viewed_on" AS "viewed_on",
    "t0"."page" AS "page",
    "t0"."views" AS "views",
    "t0"."actions" AS "actions",
    "t0"."channel" AS "channel",
    "t0"."campaign" AS "campaign",
    "t0"."views" AS "top",
    1 AS "bottom"
  FROM "page_views_rows" AS "t0"
  WHERE
    COALESCE(TRUE AND (
      "t0"."views" <> 0
    ), FALSE)
)
SELECT
  COUNT(*) AS "n",
  COALESCE(SUM("t0"."top"), 0) AS "value"
FROM "listed" AS "t0"
