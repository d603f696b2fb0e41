WITH listed AS (
  WITH first_sales_rows AS (
    WITH "t31" AS (
      SELECT
        "t30"."customer_key" AS "customer_key",
        "t30"."purchased_on" AS "purchased_on",
        (
          ROW_NUMBER() OVER (
            PARTITION BY "t30"."customer_key"
            ORDER BY "t30"."purchased_on" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) - 1
        ) + 1 AS "nth"
      FROM (
        SELECT
          "t29"."customer_key" AS "customer_key",
          "t29"."ordered_on" AS "purchased_on"
        FROM (
          SELECT
            "t28"."customer_key" AS "customer_key",
            "t28"."ordered_on" AS "ordered_on"
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
                  "t24"."customer_key" AS "customer_key",
                  "t24"."ordered_on" AS "ordered_on"
                FROM (
                  SELECT
                    "t17"."customer_key" AS "customer_key",
                    "t17"."ordered_on" AS "ordered_on"
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
                  ) AS "t17"
                  LEFT OUTER JOIN (
                    SELECT
                      "t10"."currency" AS "rate_currency",
                      "t10"."rated_on" AS "rated_on",
                      LEAD("t10"."rated_on") OVER (
                        PARTITION BY "t10"."currency"
                        ORDER BY "t10"."rated_on" ASC
                        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                      ) AS "next_rated_on"
                    FROM (
                      SELECT
                        t4.currency AS currency,
                        t4.rated_on AS rated_on
                      FROM "exchange_rates" AS "t4"
                      WHERE
                        "t4"."to_currency" = 'VND'
                    ) AS "t10"
                  ) AS "t21"
                    ON "t17"."currency" = "t21"."rate_currency"
                    AND "t17"."ordered_on" >= "t21"."rated_on"
                    AND (
                      (
                        "t17"."ordered_on" < "t21"."next_rated_on"
                      )
                      OR (
                        "t21"."next_rated_on" IS NULL
                      )
                    )
                ) AS "t24"
              ) AS "t25"
            ) AS "t27"
            LEFT OUTER JOIN (
              SELECT
                "t1"."customer_key" AS "customer_key"
              FROM "customers" AS "t1"
            ) AS "t8"
              ON "t27"."customer_key" = "t8"."customer_key"
          ) AS "t28"
          WHERE
            NOT "t28"."customer_key" IS NULL
        ) AS "t29"
        GROUP BY
          "t29"."customer_key",
          "t29"."ordered_on"
      ) AS "t30"
    )
    SELECT
      "t47"."met_on" AS "met_on",
      "t47"."ordered_on" AS "ordered_on",
      "t47"."contacts" AS "contacts",
      "t47"."segment" AS "segment",
      "t47"."region" AS "region",
      "t47"."ordered_in_period" AS "ordered_in_period",
      COALESCE("t47"."source_key", "t14"."lead_source_key") AS "source_key",
      COALESCE("t47"."owner", "t14"."lead_owner") AS "owner",
      COALESCE("t47"."channel", "t14"."lead_channel") AS "channel"
    FROM (
      SELECT
        "t45"."lead_key" AS "lead_key",
        "t45"."met_on" AS "met_on",
        "t45"."ordered_on" AS "ordered_on",
        "t45"."contacts" AS "contacts",
        "t45"."ordered_in_period" AS "ordered_in_period",
        "t45"."segment" AS "segment",
        "t45"."region" AS "region",
        "t45"."owner" AS "owner",
        "t45"."channel" AS "channel",
        "t45"."source_key" AS "source_key"
      FROM (
        SELECT
          "t44"."lead_key" AS "lead_key",
          "t44"."met_on" AS "met_on",
          "t44"."ordered_on" AS "ordered_on",
          "t44"."contacts" AS "contacts",
          "t44"."ordered_in_period" AS "ordered_in_period",
          "t7"."segment" AS "segment",
          "t7"."region" AS "region",
          "t7"."owner" AS "owner",
          "t7"."channel" AS "channel",
          "t7"."source_key" AS "source_key"
        FROM (
          SELECT
            "t42"."customer_key" AS "customer_key",
            "t42"."lead_key" AS "lead_key",
            "t42"."met_on" AS "met_on",
            "t42"."ordered_on" AS "ordered_on",
            "t42"."contacts" AS "contacts",
            "t42"."ordered_in_period" AS "ordered_in_period"
          FROM (
            SELECT
              "t41"."customer_key" AS "customer_key",
              "t41"."lead_key" AS "lead_key",
              "t41"."met_on" AS "met_on",
              "t41"."ordered_on" AS "ordered_on",
              "t41"."contacts" AS "contacts",
              COALESCE(
                (
                  "t41"."met_on" >= MAKE_DATE(2025, 1, 1)
                )
                AND (
                  "t41"."met_on" < MAKE_DATE(2026, 1, 1)
                ),
                FALSE
              ) AS "met_in_period",
              COALESCE(
                (
                  "t41"."ordered_on" >= MAKE_DATE(2025, 1, 1)
                )
                AND (
                  "t41"."ordered_on" < MAKE_DATE(2026, 1, 1)
                ),
                FALSE
              ) AS "ordered_in_period"
            FROM (
              SELECT
                "t40"."customer_key" AS "customer_key",
                "t40"."lead_key" AS "lead_key",
                MIN("t40"."met_on") AS "met_on",
                MAX("t40"."ordered_on") AS "ordered_on",
                COALESCE(SUM("t40"."is_outreach") FILTER(WHERE
                  "t40"."met_on" <= "t40"."ordered_on"), 0) AS "contacts"
              FROM (
                SELECT
                  "t39"."customer_key" AS "customer_key",
                  "t39"."lead_key" AS "lead_key",
                  "t39"."met_on" AS "met_on",
                  "t39"."is_outreach" AS "is_outreach",
                  "t39"."ordered_on" AS "ordered_on"
                FROM (
                  SELECT
                    "t38"."customer_key" AS "customer_key",
                    "t38"."lead_key" AS "lead_key",
                    "t38"."met_on" AS "met_on",
                    "t38"."is_outreach" AS "is_outreach",
                    "t35"."ordered_on" AS "ordered_on"
                  FROM (
                    SELECT
                      "t36"."customer_key" AS "customer_key",
                      "t36"."lead_key" AS "lead_key",
                      "t36"."met_on" AS "met_on",
                      "t36"."is_outreach" AS "is_outreach"
                    FROM (
                      SELECT
                        "t23"."customer_key" AS "customer_key",
                        "t23"."lead_key" AS "lead_key",
                        "t23"."met_on" AS "met_on",
                        "t23"."is_outreach" AS "is_outreach"
                      FROM (
                        SELECT
                          "t22"."customer_key" AS "customer_key",
                          "t22"."lead_key" AS "lead_key",
                          "t22"."met_on" AS "met_on",
                          "t22"."is_outreach" AS "is_outreach"
                        FROM (
                          SELECT
                            COALESCE("t12"."customer_key", "t18"."lead_customer_key") AS "customer_key",
                            CASE
                              WHEN COALESCE("t12"."customer_key", "t18"."lead_customer_key") IS NULL
                              THEN "t12"."lead_key"
                              ELSE CAST(NULL AS BIGINT)
                            END AS "lead_key",
                            "t12"."touched_on" AS "met_on",
                            CAST("t12"."direction" = 'out' AS BIGINT) AS "is_outreach"
                          FROM (
                            SELECT
                              t2.customer_key AS customer_key,
                              t2.lead_key AS lead_key,
                              t2.touched_on AS touched_on,
                              t2.direction AS direction
                            FROM "touches" AS "t2"
                            WHERE
                              "t2"."touched_on" < MAKE_DATE(2026, 1, 1)
                              AND "t2"."touched_on" < MAKE_DATE(2026, 1, 1)
                          ) AS "t12"
                          LEFT OUTER JOIN (
                            SELECT
                              "t0"."lead_key" AS "lead_key",
                              CASE
                                WHEN COALESCE("t0"."converted_on" < MAKE_DATE(2026, 1, 1), FALSE)
                                OR (
                                  "t0"."converted_on" IS NULL
                                )
                                THEN "t0"."customer_key"
                                ELSE CAST(NULL AS BIGINT)
                              END AS "lead_customer_key"
                            FROM "leads" AS "t0"
                            WHERE
                              "t0"."created_on" < MAKE_DATE(2026, 1, 1)
                          ) AS "t18"
                            ON "t12"."lead_key" = "t18"."lead_key"
                        ) AS "t22"
                        UNION ALL
                        SELECT
                          "t20"."customer_key" AS "customer_key",
                          "t20"."lead_key" AS "lead_key",
                          "t20"."met_on" AS "met_on",
                          "t20"."is_outreach" AS "is_outreach"
                        FROM (
                          SELECT
                            CASE
                              WHEN COALESCE("t0"."converted_on" < MAKE_DATE(2026, 1, 1), FALSE)
                              OR (
                                "t0"."converted_on" IS NULL
                              )
                              THEN "t0"."customer_key"
                              ELSE CAST(NULL AS BIGINT)
                            END AS "customer_key",
                            CASE
                              WHEN CASE
                                WHEN COALESCE("t0"."converted_on" < MAKE_DATE(2026, 1, 1), FALSE)
                                OR (
                                  "t0"."converted_on" IS NULL
                                )
                                THEN "t0"."customer_key"
                                ELSE CAST(NULL AS BIGINT)
                              END IS NULL
                              THEN "t0"."lead_key"
                              ELSE CAST(NULL AS BIGINT)
                            END AS "lead_key",
                            "t0"."created_on" AS "met_on",
                            0 AS "is_outreach"
                          FROM "leads" AS "t0"
                          WHERE
                            "t0"."created_on" < MAKE_DATE(2026, 1, 1)
                        ) AS "t20"
                      ) AS "t23"
                      UNION ALL
                      SELECT
                        "t34"."customer_key" AS "customer_key",
                        "t34"."lead_key" AS "lead_key",
                        "t34"."met_on" AS "met_on",
                        "t34"."is_outreach" AS "is_outreach"
                      FROM (
                        SELECT
                          "t32"."customer_key" AS "customer_key",
                          CAST(NULL AS BIGINT) AS "lead_key",
                          CAST(NULL AS DATE) AS "met_on",
                          0 AS "is_outreach"
                        FROM "t31" AS "t32"
                        WHERE
                          "t32"."nth" = 1
                      ) AS "t34"
                    ) AS "t36"
                    WHERE
                      (
                        NOT "t36"."customer_key" IS NULL
                      ) OR (
                        NOT "t36"."lead_key" IS NULL
                      )
                  ) AS "t38"
                  LEFT OUTER JOIN (
                    SELECT
                      "t32"."customer_key" AS "customer_key",
                      "t32"."purchased_on" AS "ordered_on"
                    FROM "t31" AS "t32"
                    WHERE
                      "t32"."nth" = 1
                  ) AS "t35"
                    ON "t38"."customer_key" = "t35"."customer_key"
                ) AS "t39"
              ) AS "t40"
              GROUP BY
                "t40"."customer_key",
                "t40"."lead_key"
            ) AS "t41"
          ) AS "t42"
          WHERE
            "t42"."met_in_period" OR "t42"."ordered_in_period"
        ) AS "t44"
        LEFT OUTER JOIN (
          SELECT
            "t1"."customer_key" AS "customer_key",
            "t1"."segment" AS "segment",
            "t1"."region" AS "region",
            "t1"."owner" AS "owner",
            "t1"."channel" AS "channel",
            "t1"."source_key" AS "source_key"
          FROM "customers" AS "t1"
        ) AS "t7"
          ON "t44"."customer_key" = "t7"."customer_key"
      ) AS "t45"
    ) AS "t47"
    LEFT OUTER JOIN (
      SELECT
        "t0"."lead_key" AS "lead_key",
        "t0"."owner" AS "lead_owner",
        "t0"."channel" AS "lead_channel",
        "t0"."source_key" AS "lead_source_key"
      FROM "leads" AS "t0"
      WHERE
        "t0"."created_on" < MAKE_DATE(2026, 1, 1)
    ) AS "t14"
      ON "t47"."lead_key" = "t14"."lead_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."met_on" AS "met_on",
    "t0"."ordered_on" AS "ordered_on",
    "t0"."contacts" AS "contacts",
    "t0"."channel" AS "channel",
    "t0"."owner" AS "owner",
    "t0"."segment" AS "segment",
    "t0"."region" AS "region",
    CASE WHEN "t0"."ordered_in_period" THEN "t0"."contacts" ELSE NULL END AS "top",
    1 AS "bottom"
  FROM "first_sales_rows" AS "t0"
  WHERE
    COALESCE(
      TRUE
      AND (
        (
          1 <> 0
        )
        AND (
          NOT CASE WHEN "t0"."ordered_in_period" THEN "t0"."contacts" ELSE NULL END IS NULL
        )
      ),
      FALSE
    )
)
SELECT
  COUNT(*) AS "n",
  QUANTILE_CONT(CAST("t0"."top" AS DOUBLE), 0.5) AS "value"
FROM "listed" AS "t0"
