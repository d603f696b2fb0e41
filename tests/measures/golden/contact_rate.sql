WITH listed AS (
  WITH asked_and_ordered_rows AS (
    SELECT
      "t7"."segment" AS "segment",
      "t7"."region" AS "region",
      "t7"."owner" AS "owner",
      "t26"."tickets" AS "tickets",
      "t26"."orders" AS "orders",
      COALESCE("t7"."known_key", "t26"."nobodys") AS "source_key"
    FROM (
      SELECT
        "t24"."customer_key" AS "customer_key",
        "t24"."nobodys" AS "nobodys",
        SUM("t24"."tickets") AS "tickets",
        SUM("t24"."orders") AS "orders"
      FROM (
        SELECT
          "t17"."customer_key" AS "customer_key",
          "t17"."nobodys" AS "nobodys",
          "t17"."tickets" AS "tickets",
          "t17"."orders" AS "orders"
        FROM (
          SELECT
            "t14"."customer_key" AS "customer_key",
            CASE
              WHEN "t14"."customer_key" IS NULL
              THEN "t14"."source_key"
              ELSE CAST(NULL AS TEXT)
            END AS "nobodys",
            1 AS "tickets",
            0 AS "orders"
          FROM (
            SELECT
              t1.customer_key AS customer_key,
              t1.opened_on AS opened_on,
              t1.source_key AS source_key
            FROM "tickets" AS "t1"
            WHERE
              (
                "t1"."duplicate_of" IS NULL
              )
              OR "t1"."ticket_key" IN (
                SELECT
                  "t2"."ticket_key" AS "ticket_key"
                FROM "ticket_events" AS "t2"
                WHERE
                  "t2"."kind" = 'merged'
                  AND "t2"."happened_on" >= MAKE_DATE(2026, 1, 1)
                  AND "t2"."after" <> CAST("t2"."ticket_key" AS TEXT)
              )
          ) AS "t14"
          WHERE
            "t14"."opened_on" >= MAKE_DATE(2025, 1, 1)
            AND "t14"."opened_on" < MAKE_DATE(2026, 1, 1)
            AND "t14"."opened_on" < MAKE_DATE(2026, 1, 1)
        ) AS "t17"
        UNION ALL
        SELECT
          "t23"."customer_key" AS "customer_key",
          "t23"."nobodys" AS "nobodys",
          "t23"."tickets" AS "tickets",
          "t23"."orders" AS "orders"
        FROM (
          SELECT
            "t22"."customer_key" AS "customer_key",
            CASE
              WHEN "t22"."customer_key" IS NULL
              THEN "t22"."source_key"
              ELSE CAST(NULL AS TEXT)
            END AS "nobodys",
            0 AS "tickets",
            1 AS "orders"
          FROM (
            SELECT
              "t21"."customer_key" AS "customer_key",
              "t21"."ordered_on" AS "ordered_on",
              "t21"."source_key" AS "source_key"
            FROM (
              SELECT
                t11.customer_key AS customer_key,
                t11.ordered_on AS ordered_on,
                t11.source_key AS source_key
              FROM (
                SELECT
                  t3.customer_key AS customer_key,
                  t3.ordered_on AS ordered_on,
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
              ) AS "t11"
              UNION ALL
              SELECT
                "t19"."customer_key" AS "customer_key",
                "t19"."ordered_on" AS "ordered_on",
                "t19"."source_key" AS "source_key"
              FROM (
                SELECT
                  "t18"."customer_key" AS "customer_key",
                  "t18"."ordered_on" AS "ordered_on",
                  "t18"."source_key" AS "source_key"
                FROM (
                  SELECT
                    "t13"."customer_key" AS "customer_key",
                    "t13"."ordered_on" AS "ordered_on",
                    "t13"."source_key" AS "source_key"
                  FROM (
                    SELECT
                      t3.customer_key AS customer_key,
                      t3.ordered_on AS ordered_on,
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
                  ) AS "t13"
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
                  ) AS "t16"
                    ON "t13"."currency" = "t16"."rate_currency"
                    AND "t13"."ordered_on" >= "t16"."rated_on"
                    AND (
                      (
                        "t13"."ordered_on" < "t16"."next_rated_on"
                      )
                      OR (
                        "t16"."next_rated_on" IS NULL
                      )
                    )
                ) AS "t18"
              ) AS "t19"
            ) AS "t21"
            LEFT OUTER JOIN (
              SELECT
                "t0"."customer_key" AS "customer_key"
              FROM "customers" AS "t0"
            ) AS "t8"
              ON "t21"."customer_key" = "t8"."customer_key"
          ) AS "t22"
          WHERE
            "t22"."ordered_on" >= MAKE_DATE(2025, 1, 1)
            AND "t22"."ordered_on" < MAKE_DATE(2026, 1, 1)
        ) AS "t23"
      ) AS "t24"
      GROUP BY
        "t24"."customer_key",
        "t24"."nobodys"
    ) AS "t26"
    LEFT OUTER JOIN (
      SELECT
        "t0"."customer_key" AS "customer_key",
        "t0"."segment" AS "segment",
        "t0"."region" AS "region",
        "t0"."owner" AS "owner",
        "t0"."source_key" AS "known_key"
      FROM "customers" AS "t0"
    ) AS "t7"
      ON "t26"."customer_key" = "t7"."customer_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."tickets" AS "tickets",
    "t0"."orders" AS "orders",
    "t0"."segment" AS "segment",
    "t0"."region" AS "region",
    "t0"."owner" AS "owner",
    "t0"."tickets" AS "top",
    "t0"."orders" AS "bottom"
  FROM "asked_and_ordered_rows" AS "t0"
  WHERE
    COALESCE(
      TRUE AND (
        (
          "t0"."orders" <> 0
        ) OR (
          "t0"."tickets" <> 0
        )
      ),
      FALSE
    )
)
SELECT
  COUNT(*) AS "n",
  SUM("t0"."top") AS "top",
  SUM("t0"."bottom") AS "bottom",
  CAST(SUM("t0"."top") AS DOUBLE) / NULLIF(CAST(SUM("t0"."bottom") AS DOUBLE), 0) AS "value",
  SUM(CAST("t0"."top" AS DECIMAL(38, 4)) * CAST("t0"."top" AS DECIMAL(38, 4))) AS "top_squares",
  SUM(CAST("t0"."bottom" AS DECIMAL(38, 4)) * CAST("t0"."bottom" AS DECIMAL(38, 4))) AS "bottom_squares",
  SUM(CAST("t0"."top" AS DECIMAL(38, 4)) * CAST("t0"."bottom" AS DECIMAL(38, 4))) AS "products"
FROM "listed" AS "t0"
