WITH listed AS (
  WITH documents_rows AS (
    SELECT
      "t31"."source_key" AS "source_key",
      "t31"."amount" AS "amount",
      "t31"."segment" AS "segment",
      "t31"."region" AS "region",
      "t31"."owner" AS "owner",
      "t31"."kind" AS "kind",
      "t31"."dated_on" AS "dated_on"
    FROM (
      SELECT
        "t29"."source_key" AS "source_key",
        "t29"."amount" AS "amount",
        "t29"."segment" AS "segment",
        "t29"."region" AS "region",
        "t29"."owner" AS "owner",
        "t29"."kind" AS "kind",
        "t29"."dated_on" AS "dated_on"
      FROM (
        SELECT
          "t27"."source_key" AS "source_key",
          "t27"."amount" AS "amount",
          "t27"."segment" AS "segment",
          "t27"."region" AS "region",
          "t27"."owner" AS "owner",
          'sale' AS "kind",
          "t27"."ordered_on" AS "dated_on"
        FROM (
          SELECT
            "t25"."ordered_on" AS "ordered_on",
            "t25"."amount" AS "amount",
            "t25"."owner" AS "owner",
            "t25"."source_key" AS "source_key",
            "t6"."segment" AS "segment",
            COALESCE("t25"."region", "t6"."customer_region") AS "region"
          FROM (
            SELECT
              t10.customer_key AS customer_key,
              t10.ordered_on AS ordered_on,
              t10.amount AS amount,
              t10.region AS region,
              t10.owner AS owner,
              t10.source_key AS source_key
            FROM (
              SELECT
                t0.customer_key AS customer_key,
                t0.ordered_on AS ordered_on,
                t0.amount AS amount,
                t0.region AS region,
                t0.owner AS owner,
                t0.source_key AS source_key
              FROM "orders" AS "t0"
              WHERE
                "t0"."kind" = 'sale'
                AND "t0"."status" = 'valid'
                AND "t0"."amount" > 0
                AND "t0"."ordered_on" < MAKE_DATE(2026, 1, 1)
                AND (
                  (
                    "t0"."reversed_on" IS NULL
                  )
                  OR (
                    "t0"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                  )
                )
                AND COALESCE("t0"."currency" = 'VND', FALSE)
            ) AS "t10"
            UNION ALL
            SELECT
              "t21"."customer_key" AS "customer_key",
              "t21"."ordered_on" AS "ordered_on",
              "t21"."amount" AS "amount",
              "t21"."region" AS "region",
              "t21"."owner" AS "owner",
              "t21"."source_key" AS "source_key"
            FROM (
              SELECT
                "t19"."customer_key" AS "customer_key",
                "t19"."ordered_on" AS "ordered_on",
                CAST(CAST("t19"."amount" AS DECIMAL(38, 4)) * "t19"."rate" AS DECIMAL(18, 4)) AS "amount",
                "t19"."region" AS "region",
                "t19"."owner" AS "owner",
                "t19"."source_key" AS "source_key"
              FROM (
                SELECT
                  "t15"."customer_key" AS "customer_key",
                  "t15"."ordered_on" AS "ordered_on",
                  "t15"."amount" AS "amount",
                  "t15"."region" AS "region",
                  "t15"."owner" AS "owner",
                  "t15"."source_key" AS "source_key",
                  "t18"."rate" AS "rate"
                FROM (
                  SELECT
                    t0.customer_key AS customer_key,
                    t0.ordered_on AS ordered_on,
                    t0.amount AS amount,
                    t0.currency AS currency,
                    t0.region AS region,
                    t0.owner AS owner,
                    t0.source_key AS source_key
                  FROM "orders" AS "t0"
                  WHERE
                    "t0"."kind" = 'sale'
                    AND "t0"."status" = 'valid'
                    AND "t0"."amount" > 0
                    AND "t0"."ordered_on" < MAKE_DATE(2026, 1, 1)
                    AND (
                      (
                        "t0"."reversed_on" IS NULL
                      )
                      OR (
                        "t0"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                      )
                    )
                    AND NOT (
                      COALESCE("t0"."currency" = 'VND', FALSE)
                    )
                ) AS "t15"
                LEFT OUTER JOIN (
                  SELECT
                    "t8"."currency" AS "rate_currency",
                    "t8"."rate" AS "rate",
                    "t8"."rated_on" AS "rated_on",
                    LEAD("t8"."rated_on") OVER (
                      PARTITION BY "t8"."currency"
                      ORDER BY "t8"."rated_on" ASC
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
                  ) AS "t8"
                ) AS "t18"
                  ON "t15"."currency" = "t18"."rate_currency"
                  AND "t15"."ordered_on" >= "t18"."rated_on"
                  AND (
                    (
                      "t15"."ordered_on" < "t18"."next_rated_on"
                    )
                    OR (
                      "t18"."next_rated_on" IS NULL
                    )
                  )
              ) AS "t19"
            ) AS "t21"
          ) AS "t25"
          LEFT OUTER JOIN (
            SELECT
              "t1"."customer_key" AS "customer_key",
              "t1"."segment" AS "segment",
              "t1"."region" AS "customer_region"
            FROM "customers" AS "t1"
          ) AS "t6"
            ON "t25"."customer_key" = "t6"."customer_key"
        ) AS "t27"
      ) AS "t29"
      UNION ALL
      SELECT
        "t30"."source_key" AS "source_key",
        "t30"."amount" AS "amount",
        "t30"."segment" AS "segment",
        "t30"."region" AS "region",
        "t30"."owner" AS "owner",
        "t30"."kind" AS "kind",
        "t30"."dated_on" AS "dated_on"
      FROM (
        SELECT
          "t28"."source_key" AS "source_key",
          "t28"."amount" AS "amount",
          "t28"."segment" AS "segment",
          "t28"."region" AS "region",
          "t28"."owner" AS "owner",
          "t28"."kind" AS "kind",
          "t28"."dated_on" AS "dated_on"
        FROM (
          SELECT
            "t26"."source_key" AS "source_key",
            "t7"."segment" AS "segment",
            "t7"."region" AS "region",
            "t7"."owner" AS "owner",
            -(
              "t26"."amount"
            ) AS "amount",
            'return' AS "kind",
            "t26"."returned_on" AS "dated_on"
          FROM (
            SELECT
              t11.order_key AS order_key,
              t11.customer_key AS customer_key,
              t11.returned_on AS returned_on,
              t11.amount AS amount,
              t11.source_key AS source_key
            FROM (
              SELECT
                t2.order_key AS order_key,
                t2.customer_key AS customer_key,
                t2.returned_on AS returned_on,
                t2.amount AS amount,
                t2.source_key AS source_key
              FROM "returns" AS "t2"
              WHERE
                COALESCE("t2"."currency" = 'VND', FALSE)
            ) AS "t11"
            UNION ALL
            SELECT
              "t22"."order_key" AS "order_key",
              "t22"."customer_key" AS "customer_key",
              "t22"."returned_on" AS "returned_on",
              "t22"."amount" AS "amount",
              "t22"."source_key" AS "source_key"
            FROM (
              SELECT
                "t20"."order_key" AS "order_key",
                "t20"."customer_key" AS "customer_key",
                "t20"."returned_on" AS "returned_on",
                CAST(CAST("t20"."amount" AS DECIMAL(38, 4)) * "t20"."rate" AS DECIMAL(18, 4)) AS "amount",
                "t20"."source_key" AS "source_key"
              FROM (
                SELECT
                  "t16"."order_key" AS "order_key",
                  "t16"."customer_key" AS "customer_key",
                  "t16"."returned_on" AS "returned_on",
                  "t16"."amount" AS "amount",
                  "t16"."source_key" AS "source_key",
                  "t18"."rate" AS "rate"
                FROM (
                  SELECT
                    t2.order_key AS order_key,
                    t2.customer_key AS customer_key,
                    t2.returned_on AS returned_on,
                    t2.amount AS amount,
                    t2.currency AS currency,
                    t2.source_key AS source_key
                  FROM "returns" AS "t2"
                  WHERE
                    NOT (
                      COALESCE("t2"."currency" = 'VND', FALSE)
                    )
                ) AS "t16"
                LEFT OUTER JOIN (
                  SELECT
                    "t8"."currency" AS "rate_currency",
                    "t8"."rate" AS "rate",
                    "t8"."rated_on" AS "rated_on",
                    LEAD("t8"."rated_on") OVER (
                      PARTITION BY "t8"."currency"
                      ORDER BY "t8"."rated_on" ASC
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
                  ) AS "t8"
                ) AS "t18"
                  ON "t16"."currency" = "t18"."rate_currency"
                  AND "t16"."returned_on" >= "t18"."rated_on"
                  AND (
                    (
                      "t16"."returned_on" < "t18"."next_rated_on"
                    )
                    OR (
                      "t18"."next_rated_on" IS NULL
                    )
                  )
              ) AS "t20"
            ) AS "t22"
          ) AS "t26"
          ANTI JOIN (
            SELECT
              "t0"."order_key" AS "not_counted_key"
            FROM "orders" AS "t0"
            WHERE
              (
                "t0"."status" <> 'valid'
              )
              OR (
                "t0"."reversed_on" < MAKE_DATE(2026, 1, 1)
              )
          ) AS "t12"
            ON "t26"."order_key" = "t12"."not_counted_key"
          LEFT OUTER JOIN (
            SELECT
              "t1"."customer_key" AS "customer_key",
              "t1"."segment" AS "segment",
              "t1"."region" AS "region",
              "t1"."owner" AS "owner"
            FROM "customers" AS "t1"
          ) AS "t7"
            ON "t26"."customer_key" = "t7"."customer_key"
        ) AS "t28"
      ) AS "t30"
    ) AS "t31"
    WHERE
      "t31"."dated_on" >= MAKE_DATE(2025, 1, 1)
      AND "t31"."dated_on" < MAKE_DATE(2026, 1, 1)
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."dated_on" AS "dated_on",
    "t0"."kind" AS "kind",
    "t0"."amount" AS "amount",
    "t0"."segment" AS "segment",
    "t0"."region" AS "region",
    "t0"."owner" AS "owner",
    "t0"."amount" AS "top",
    1 AS "bottom"
  FROM "documents_rows" AS "t0"
  WHERE
    COALESCE(TRUE AND (
      "t0"."amount" <> 0
    ), FALSE)
)
SELECT
  COUNT(*) AS "n",
  COALESCE(SUM("t0"."top"), 0) AS "value"
FROM "listed" AS "t0"
