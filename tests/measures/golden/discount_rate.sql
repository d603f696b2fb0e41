WITH listed AS (
  WITH lines_rows AS (
    SELECT
      "t13"."source_key" AS "source_key",
      "t13"."ordered_on" AS "ordered_on",
      "t13"."quantity" AS "quantity",
      "t13"."amount" AS "amount",
      "t10"."category" AS "category",
      CASE
        WHEN "t9"."order_currency" = 'VND'
        THEN "t13"."discount"
        ELSE CAST(NULL AS DECIMAL(18, 4))
      END AS "discount",
      CAST(CAST("t13"."amount" AS DECIMAL(38, 4)) + CASE
        WHEN "t9"."order_currency" = 'VND'
        THEN "t13"."discount"
        ELSE CAST(NULL AS DECIMAL(18, 4))
      END AS DECIMAL(18, 4)) AS "list_amount"
    FROM (
      SELECT
        t0.order_key AS order_key,
        t0.product_key AS product_key,
        t0.ordered_on AS ordered_on,
        t0.quantity AS quantity,
        t0.amount AS amount,
        t0.discount AS discount,
        t0.source_key AS source_key
      FROM "order_lines" AS "t0"
      WHERE
        "t0"."kind" = 'sale'
    ) AS "t13"
    INNER JOIN (
      SELECT
        "t23"."order_key" AS "order_key"
      FROM (
        SELECT
          "t22"."order_key" AS "order_key",
          "t22"."ordered_on" AS "ordered_on",
          "t22"."amount" AS "amount"
        FROM (
          SELECT
            t14.order_key AS order_key,
            t14.customer_key AS customer_key,
            t14.ordered_on AS ordered_on,
            t14.amount AS amount
          FROM (
            SELECT
              t1.order_key AS order_key,
              t1.customer_key AS customer_key,
              t1.ordered_on AS ordered_on,
              t1.amount AS amount
            FROM "orders" AS "t1"
            WHERE
              "t1"."kind" = 'sale'
              AND "t1"."status" = 'valid'
              AND "t1"."amount" > 0
              AND "t1"."ordered_on" < MAKE_DATE(2026, 1, 1)
              AND (
                (
                  "t1"."reversed_on" IS NULL
                )
                OR (
                  "t1"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                )
              )
              AND COALESCE("t1"."currency" = 'VND', FALSE)
          ) AS "t14"
          UNION ALL
          SELECT
            "t20"."order_key" AS "order_key",
            "t20"."customer_key" AS "customer_key",
            "t20"."ordered_on" AS "ordered_on",
            "t20"."amount" AS "amount"
          FROM (
            SELECT
              "t19"."order_key" AS "order_key",
              "t19"."customer_key" AS "customer_key",
              "t19"."ordered_on" AS "ordered_on",
              CAST(CAST("t19"."amount" AS DECIMAL(38, 4)) * "t19"."rate" AS DECIMAL(18, 4)) AS "amount"
            FROM (
              SELECT
                "t16"."order_key" AS "order_key",
                "t16"."customer_key" AS "customer_key",
                "t16"."ordered_on" AS "ordered_on",
                "t16"."amount" AS "amount",
                "t18"."rate" AS "rate"
              FROM (
                SELECT
                  t1.order_key AS order_key,
                  t1.customer_key AS customer_key,
                  t1.ordered_on AS ordered_on,
                  t1.amount AS amount,
                  t1.currency AS currency
                FROM "orders" AS "t1"
                WHERE
                  "t1"."kind" = 'sale'
                  AND "t1"."status" = 'valid'
                  AND "t1"."amount" > 0
                  AND "t1"."ordered_on" < MAKE_DATE(2026, 1, 1)
                  AND (
                    (
                      "t1"."reversed_on" IS NULL
                    )
                    OR (
                      "t1"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                    )
                  )
                  AND NOT (
                    COALESCE("t1"."currency" = 'VND', FALSE)
                  )
              ) AS "t16"
              LEFT OUTER JOIN (
                SELECT
                  "t12"."currency" AS "rate_currency",
                  "t12"."rate" AS "rate",
                  "t12"."rated_on" AS "rated_on",
                  LEAD("t12"."rated_on") OVER (
                    PARTITION BY "t12"."currency"
                    ORDER BY "t12"."rated_on" ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) AS "next_rated_on"
                FROM (
                  SELECT
                    t4.currency AS currency,
                    t4.rated_on AS rated_on,
                    t4.rate AS rate
                  FROM "exchange_rates" AS "t4"
                  WHERE
                    "t4"."to_currency" = 'VND'
                ) AS "t12"
              ) AS "t18"
                ON "t16"."currency" = "t18"."rate_currency"
                AND "t16"."ordered_on" >= "t18"."rated_on"
                AND (
                  (
                    "t16"."ordered_on" < "t18"."next_rated_on"
                  )
                  OR (
                    "t18"."next_rated_on" IS NULL
                  )
                )
            ) AS "t19"
          ) AS "t20"
        ) AS "t22"
        LEFT OUTER JOIN (
          SELECT
            "t3"."customer_key" AS "customer_key"
          FROM "customers" AS "t3"
        ) AS "t11"
          ON "t22"."customer_key" = "t11"."customer_key"
      ) AS "t23"
      WHERE
        "t23"."ordered_on" >= MAKE_DATE(2025, 1, 1)
        AND "t23"."ordered_on" < MAKE_DATE(2026, 1, 1)
        AND NOT "t23"."amount" IS NULL
    ) AS "t25"
      ON "t13"."order_key" = "t25"."order_key"
    INNER JOIN (
      SELECT
        "t1"."order_key" AS "order_key",
        "t1"."currency" AS "order_currency"
      FROM "orders" AS "t1"
    ) AS "t9"
      ON "t13"."order_key" = "t9"."order_key"
    LEFT OUTER JOIN (
      SELECT
        "t2"."product_key" AS "product_key",
        "t2"."category" AS "category"
      FROM "products" AS "t2"
    ) AS "t10"
      ON "t13"."product_key" = "t10"."product_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."ordered_on" AS "ordered_on",
    "t0"."quantity" AS "quantity",
    "t0"."list_amount" AS "list_amount",
    "t0"."discount" AS "discount",
    "t0"."amount" AS "amount",
    "t0"."category" AS "category",
    "t0"."discount" AS "top",
    "t0"."list_amount" AS "bottom"
  FROM "lines_rows" AS "t0"
  WHERE
    COALESCE(
      (
        NOT "t0"."discount" IS NULL
      )
      AND (
        (
          "t0"."list_amount" <> 0
        ) AND (
          NOT "t0"."discount" IS NULL
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
