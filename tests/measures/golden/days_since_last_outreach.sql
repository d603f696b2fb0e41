WITH listed AS (
  WITH contacts_rows AS (
    SELECT
      "t34"."segment" AS "segment",
      "t34"."region" AS "region",
      "t34"."owner" AS "owner",
      "t34"."source_key" AS "source_key",
      "t34"."last_outreach_on" AS "last_outreach_on",
      DATE_DIFF('DAY', "t34"."last_outreach_on", MAKE_DATE(2025, 12, 31)) AS "days_since_outreach"
    FROM (
      SELECT
        "t33"."segment" AS "segment",
        "t33"."region" AS "region",
        "t33"."owner" AS "owner",
        "t33"."source_key" AS "source_key",
        "t33"."last_outreach_on" AS "last_outreach_on"
      FROM (
        SELECT
          "t32"."segment" AS "segment",
          "t32"."region" AS "region",
          "t32"."owner" AS "owner",
          "t32"."source_key" AS "source_key",
          "t15"."last_outreach_on" AS "last_outreach_on"
        FROM (
          SELECT
            "t30"."customer_key" AS "customer_key",
            "t30"."segment" AS "segment",
            "t30"."region" AS "region",
            "t30"."owner" AS "owner",
            "t30"."source_key" AS "source_key"
          FROM (
            SELECT
              "t12"."customer_key" AS "customer_key",
              "t12"."segment" AS "segment",
              "t12"."region" AS "region",
              "t12"."owner" AS "owner",
              "t12"."source_key" AS "source_key"
            FROM (
              SELECT
                "t1"."customer_key" AS "customer_key",
                "t1"."segment" AS "segment",
                "t1"."region" AS "region",
                "t1"."owner" AS "owner",
                "t1"."source_key" AS "source_key"
              FROM "customers" AS "t1"
              WHERE
                (
                  "t1"."created_on" IS NULL
                )
                OR (
                  "t1"."created_on" < MAKE_DATE(2026, 1, 1)
                )
            ) AS "t12"
            LEFT OUTER JOIN (
              SELECT
                "t27"."customer_key" AS "customer_key"
              FROM (
                SELECT
                  "t26"."customer_key" AS "customer_key"
                FROM (
                  SELECT
                    "t25"."customer_key" AS "customer_key"
                  FROM (
                    SELECT
                      "t24"."customer_key" AS "customer_key",
                      "t24"."purchased_on" AS "purchased_on"
                    FROM (
                      SELECT
                        "t23"."customer_key" AS "customer_key",
                        "t23"."ordered_on" AS "purchased_on"
                      FROM (
                        SELECT
                          "t22"."customer_key" AS "customer_key",
                          "t22"."ordered_on" AS "ordered_on"
                        FROM (
                          SELECT
                            "t21"."customer_key" AS "customer_key",
                            "t21"."ordered_on" AS "ordered_on"
                          FROM (
                            SELECT
                              t10.customer_key AS customer_key,
                              t10.ordered_on AS ordered_on
                            FROM (
                              SELECT
                                t2.customer_key AS customer_key,
                                t2.ordered_on AS ordered_on
                              FROM "orders" AS "t2"
                              WHERE
                                "t2"."kind" = 'sale'
                                AND "t2"."status" = 'valid'
                                AND "t2"."amount" > 0
                                AND "t2"."ordered_on" < MAKE_DATE(2026, 1, 1)
                                AND (
                                  (
                                    "t2"."reversed_on" IS NULL
                                  )
                                  OR (
                                    "t2"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                                  )
                                )
                                AND "t2"."currency" = 'VND'
                            ) AS "t10"
                            UNION ALL
                            SELECT
                              "t19"."customer_key" AS "customer_key",
                              "t19"."ordered_on" AS "ordered_on"
                            FROM (
                              SELECT
                                "t18"."customer_key" AS "customer_key",
                                "t18"."ordered_on" AS "ordered_on"
                              FROM (
                                SELECT
                                  "t13"."customer_key" AS "customer_key",
                                  "t13"."ordered_on" AS "ordered_on"
                                FROM (
                                  SELECT
                                    t2.customer_key AS customer_key,
                                    t2.ordered_on AS ordered_on,
                                    t2.currency AS currency
                                  FROM "orders" AS "t2"
                                  WHERE
                                    "t2"."kind" = 'sale'
                                    AND "t2"."status" = 'valid'
                                    AND "t2"."amount" > 0
                                    AND "t2"."ordered_on" < MAKE_DATE(2026, 1, 1)
                                    AND (
                                      (
                                        "t2"."reversed_on" IS NULL
                                      )
                                      OR (
                                        "t2"."reversed_on" >= MAKE_DATE(2026, 1, 1)
                                      )
                                    )
                                    AND "t2"."currency" <> 'VND'
                                ) AS "t13"
                                INNER JOIN (
                                  SELECT
                                    "t7"."currency" AS "rate_currency",
                                    "t7"."rated_on" AS "rated_on",
                                    LEAD("t7"."rated_on") OVER (
                                      PARTITION BY "t7"."currency"
                                      ORDER BY "t7"."rated_on" ASC
                                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                                    ) AS "next_rated_on"
                                  FROM (
                                    SELECT
                                      t3.currency AS currency,
                                      t3.rated_on AS rated_on
                                    FROM "exchange_rates" AS "t3"
                                    WHERE
                                      "t3"."to_currency" = 'VND'
                                  ) AS "t7"
                                ) AS "t17"
                                  ON "t13"."currency" = "t17"."rate_currency"
                                  AND "t13"."ordered_on" >= "t17"."rated_on"
                                  AND (
                                    (
                                      "t13"."ordered_on" < "t17"."next_rated_on"
                                    )
                                    OR (
                                      "t17"."next_rated_on" IS NULL
                                    )
                                  )
                              ) AS "t18"
                            ) AS "t19"
                          ) AS "t21"
                          LEFT OUTER JOIN (
                            SELECT
                              "t1"."customer_key" AS "customer_key"
                            FROM "customers" AS "t1"
                          ) AS "t6"
                            ON "t21"."customer_key" = "t6"."customer_key"
                        ) AS "t22"
                        WHERE
                          NOT "t22"."customer_key" IS NULL
                      ) AS "t23"
                      GROUP BY
                        "t23"."customer_key",
                        "t23"."ordered_on"
                    ) AS "t24"
                  ) AS "t25"
                  WHERE
                    "t25"."purchased_on" < MAKE_DATE(2026, 1, 1)
                ) AS "t26"
                UNION ALL
                SELECT
                  "t8"."customer_key" AS "customer_key"
                FROM (
                  SELECT
                    "t0"."customer_key" AS "customer_key"
                  FROM "touches" AS "t0"
                  WHERE
                    NOT "t0"."customer_key" IS NULL
                    AND "t0"."touched_on" < MAKE_DATE(2026, 1, 1)
                    AND (
                      (
                        "t0"."direction" = 'in'
                      ) OR (
                        "t0"."outcome" = 'answered'
                      )
                    )
                ) AS "t8"
              ) AS "t27"
              GROUP BY
                "t27"."customer_key"
            ) AS "t29"
              ON "t12"."customer_key" = "t29"."customer_key"
          ) AS "t30"
        ) AS "t32"
        LEFT OUTER JOIN (
          SELECT
            "t5"."customer_key" AS "customer_key",
            MAX("t5"."touched_on") AS "last_outreach_on"
          FROM (
            SELECT
              t0.customer_key AS customer_key,
              t0.touched_on AS touched_on
            FROM "touches" AS "t0"
            WHERE
              NOT "t0"."customer_key" IS NULL
              AND "t0"."touched_on" < MAKE_DATE(2026, 1, 1)
              AND "t0"."direction" = 'out'
          ) AS "t5"
          GROUP BY
            "t5"."customer_key"
        ) AS "t15"
          ON "t32"."customer_key" = "t15"."customer_key"
      ) AS "t33"
    ) AS "t34"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."last_outreach_on" AS "last_outreach_on",
    "t0"."days_since_outreach" AS "days_since_outreach",
    "t0"."segment" AS "segment",
    "t0"."region" AS "region",
    "t0"."owner" AS "owner",
    "t0"."days_since_outreach" AS "top",
    1 AS "bottom"
  FROM "contacts_rows" AS "t0"
  WHERE
    COALESCE(
      TRUE
      AND (
        (
          1 <> 0
        ) AND (
          NOT "t0"."days_since_outreach" IS NULL
        )
      ),
      FALSE
    )
)
SELECT
  COUNT(*) AS "n",
  QUANTILE_CONT(CAST("t0"."top" AS DOUBLE), 0.5) AS "value"
FROM "listed" AS "t0"
