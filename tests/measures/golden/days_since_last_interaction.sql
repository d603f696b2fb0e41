WITH listed AS (
  WITH contacts_rows AS (
    SELECT
      "t44"."segment" AS "segment",
      "t44"."region" AS "region",
      "t44"."owner" AS "owner",
      "t44"."source_key" AS "source_key",
      "t44"."last_contact_on" AS "last_contact_on",
      DATE_DIFF('DAY', "t44"."last_contact_on", MAKE_DATE(2025, 12, 31)) AS "days_since_contact"
    FROM (
      SELECT
        "t43"."segment" AS "segment",
        "t43"."region" AS "region",
        "t43"."owner" AS "owner",
        "t43"."source_key" AS "source_key",
        "t43"."last_contact_on" AS "last_contact_on"
      FROM (
        SELECT
          "t42"."segment" AS "segment",
          "t42"."region" AS "region",
          "t42"."owner" AS "owner",
          "t42"."source_key" AS "source_key",
          "t42"."last_contact_on" AS "last_contact_on"
        FROM (
          SELECT
            "t40"."customer_key" AS "customer_key",
            "t40"."segment" AS "segment",
            "t40"."region" AS "region",
            "t40"."owner" AS "owner",
            "t40"."source_key" AS "source_key",
            "t40"."last_contact_on" AS "last_contact_on"
          FROM (
            SELECT
              "t30"."customer_key" AS "customer_key",
              "t30"."segment" AS "segment",
              "t30"."region" AS "region",
              "t30"."owner" AS "owner",
              "t30"."source_key" AS "source_key",
              "t39"."last_contact_on" AS "last_contact_on"
            FROM (
              SELECT
                "t26"."customer_key" AS "customer_key",
                "t26"."segment" AS "segment",
                "t26"."region" AS "region",
                "t26"."owner" AS "owner",
                "t26"."source_key" AS "source_key"
              FROM (
                SELECT
                  "t24"."customer_key" AS "customer_key",
                  "t24"."segment" AS "segment",
                  "t24"."region" AS "region",
                  "t24"."owner" AS "owner",
                  "t24"."source_key" AS "source_key"
                FROM (
                  SELECT
                    "t23"."customer_key" AS "customer_key",
                    "t23"."segment" AS "segment",
                    "t23"."region" AS "region",
                    "t23"."owner" AS "owner",
                    "t23"."source_key" AS "source_key",
                    "t23"."created_on" AS "created_on",
                    "t23"."first_seen_on" AS "first_seen_on"
                  FROM (
                    SELECT
                      "t8"."customer_key" AS "customer_key",
                      "t8"."segment" AS "segment",
                      "t8"."region" AS "region",
                      "t8"."owner" AS "owner",
                      "t8"."source_key" AS "source_key",
                      "t8"."created_on" AS "created_on",
                      "t21"."first_seen_on" AS "first_seen_on"
                    FROM (
                      SELECT
                        "t1"."customer_key" AS "customer_key",
                        "t1"."segment" AS "segment",
                        "t1"."region" AS "region",
                        "t1"."owner" AS "owner",
                        "t1"."source_key" AS "source_key",
                        "t1"."created_on" AS "created_on"
                      FROM "customers" AS "t1"
                    ) AS "t8"
                    LEFT OUTER JOIN (
                      SELECT
                        "t13"."customer_key" AS "customer_key",
                        MIN("t13"."seen_on") AS "first_seen_on"
                      FROM (
                        SELECT
                          "t10"."customer_key" AS "customer_key",
                          "t10"."seen_on" AS "seen_on"
                        FROM (
                          SELECT
                            "t2"."customer_key" AS "customer_key",
                            "t2"."ordered_on" AS "seen_on"
                          FROM "orders" AS "t2"
                          WHERE
                            NOT "t2"."customer_key" IS NULL
                        ) AS "t10"
                        UNION ALL
                        SELECT
                          "t6"."customer_key" AS "customer_key",
                          "t6"."seen_on" AS "seen_on"
                        FROM (
                          SELECT
                            "t0"."customer_key" AS "customer_key",
                            "t0"."touched_on" AS "seen_on"
                          FROM "touches" AS "t0"
                          WHERE
                            NOT "t0"."customer_key" IS NULL
                        ) AS "t6"
                      ) AS "t13"
                      GROUP BY
                        "t13"."customer_key"
                    ) AS "t21"
                      ON "t8"."customer_key" = "t21"."customer_key"
                  ) AS "t23"
                ) AS "t24"
                WHERE
                  (
                    COALESCE("t24"."created_on", "t24"."first_seen_on") IS NULL
                  )
                  OR (
                    COALESCE("t24"."created_on", "t24"."first_seen_on") < MAKE_DATE(2026, 1, 1)
                  )
              ) AS "t26"
            ) AS "t30"
            LEFT OUTER JOIN (
              SELECT
                "t37"."customer_key" AS "customer_key",
                MAX("t37"."contacted_on") AS "last_contact_on"
              FROM (
                SELECT
                  "t36"."customer_key" AS "customer_key",
                  "t36"."contacted_on" AS "contacted_on"
                FROM (
                  SELECT
                    "t35"."customer_key" AS "customer_key",
                    "t35"."purchased_on" AS "contacted_on"
                  FROM (
                    SELECT
                      "t34"."customer_key" AS "customer_key",
                      "t34"."purchased_on" AS "purchased_on"
                    FROM (
                      SELECT
                        "t33"."customer_key" AS "customer_key",
                        "t33"."ordered_on" AS "purchased_on"
                      FROM (
                        SELECT
                          "t32"."customer_key" AS "customer_key",
                          "t32"."ordered_on" AS "ordered_on"
                        FROM (
                          SELECT
                            "t31"."customer_key" AS "customer_key",
                            "t31"."ordered_on" AS "ordered_on"
                          FROM (
                            SELECT
                              t14.customer_key AS customer_key,
                              t14.ordered_on AS ordered_on
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
                                AND COALESCE("t2"."currency" = 'VND', FALSE)
                            ) AS "t14"
                            UNION ALL
                            SELECT
                              "t27"."customer_key" AS "customer_key",
                              "t27"."ordered_on" AS "ordered_on"
                            FROM (
                              SELECT
                                "t25"."customer_key" AS "customer_key",
                                "t25"."ordered_on" AS "ordered_on"
                              FROM (
                                SELECT
                                  "t17"."customer_key" AS "customer_key",
                                  "t17"."ordered_on" AS "ordered_on"
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
                                    AND NOT (
                                      COALESCE("t2"."currency" = 'VND', FALSE)
                                    )
                                ) AS "t17"
                                LEFT OUTER JOIN (
                                  SELECT
                                    "t11"."currency" AS "rate_currency",
                                    "t11"."rated_on" AS "rated_on",
                                    LEAD("t11"."rated_on") OVER (
                                      PARTITION BY "t11"."currency"
                                      ORDER BY "t11"."rated_on" ASC
                                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                                    ) AS "next_rated_on"
                                  FROM (
                                    SELECT
                                      t3.currency AS currency,
                                      t3.rated_on AS rated_on
                                    FROM "exchange_rates" AS "t3"
                                    WHERE
                                      "t3"."to_currency" = 'VND'
                                  ) AS "t11"
                                ) AS "t22"
                                  ON "t17"."currency" = "t22"."rate_currency"
                                  AND "t17"."ordered_on" >= "t22"."rated_on"
                                  AND (
                                    (
                                      "t17"."ordered_on" < "t22"."next_rated_on"
                                    )
                                    OR (
                                      "t22"."next_rated_on" IS NULL
                                    )
                                  )
                              ) AS "t25"
                            ) AS "t27"
                          ) AS "t31"
                          LEFT OUTER JOIN (
                            SELECT
                              "t1"."customer_key" AS "customer_key"
                            FROM "customers" AS "t1"
                          ) AS "t9"
                            ON "t31"."customer_key" = "t9"."customer_key"
                        ) AS "t32"
                        WHERE
                          NOT "t32"."customer_key" IS NULL
                      ) AS "t33"
                      GROUP BY
                        "t33"."customer_key",
                        "t33"."ordered_on"
                    ) AS "t34"
                  ) AS "t35"
                  WHERE
                    "t35"."purchased_on" < MAKE_DATE(2026, 1, 1)
                ) AS "t36"
                UNION ALL
                SELECT
                  "t12"."customer_key" AS "customer_key",
                  "t12"."contacted_on" AS "contacted_on"
                FROM (
                  SELECT
                    "t0"."customer_key" AS "customer_key",
                    "t0"."touched_on" AS "contacted_on"
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
                ) AS "t12"
              ) AS "t37"
              GROUP BY
                "t37"."customer_key"
            ) AS "t39"
              ON "t30"."customer_key" = "t39"."customer_key"
          ) AS "t40"
        ) AS "t42"
        LEFT OUTER JOIN (
          SELECT
            "t7"."customer_key" AS "customer_key"
          FROM (
            SELECT
              t0.customer_key AS customer_key
            FROM "touches" AS "t0"
            WHERE
              NOT "t0"."customer_key" IS NULL
              AND "t0"."touched_on" < MAKE_DATE(2026, 1, 1)
              AND "t0"."direction" = 'out'
          ) AS "t7"
          GROUP BY
            "t7"."customer_key"
        ) AS "t18"
          ON "t42"."customer_key" = "t18"."customer_key"
      ) AS "t43"
    ) AS "t44"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."last_contact_on" AS "last_contact_on",
    "t0"."days_since_contact" AS "days_since_contact",
    "t0"."segment" AS "segment",
    "t0"."region" AS "region",
    "t0"."owner" AS "owner",
    "t0"."days_since_contact" AS "top",
    1 AS "bottom"
  FROM "contacts_rows" AS "t0"
  WHERE
    COALESCE(
      TRUE
      AND (
        (
          1 <> 0
        ) AND (
          NOT "t0"."days_since_contact" IS NULL
        )
      ),
      FALSE
    )
)
SELECT
  COUNT(*) AS "n",
  QUANTILE_CONT(CAST("t0"."top" AS DOUBLE), 0.5) AS "value"
FROM "listed" AS "t0"
