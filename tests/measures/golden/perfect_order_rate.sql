WITH listed AS (
  WITH fulfilled_orders_rows AS (
    WITH "t19" AS (
      SELECT
        "t17"."order_key" AS "order_key",
        "t17"."delivery_key" AS "delivery_key",
        "t17"."product_key" AS "product_key",
        SUM("t17"."quantity") AS "quantity",
        SUM("t17"."quantity_ordered") AS "quantity_ordered",
        BOOL_AND(CAST(NOT "t17"."quantity_ordered" IS NULL AS BOOLEAN)) AS "is_told"
      FROM (
        SELECT
          "t7"."delivery_key" AS "delivery_key",
          "t7"."order_key" AS "order_key",
          "t7"."product_key" AS "product_key",
          "t7"."quantity" AS "quantity",
          "t7"."quantity_ordered" AS "quantity_ordered"
        FROM "delivery_lines" AS "t7"
        SEMI JOIN (
          SELECT
            "t2"."delivery_key" AS "delivery_key"
          FROM "deliveries" AS "t2"
          WHERE
            COALESCE("t2"."delivered_on" < MAKE_DATE(2026, 1, 1), FALSE)
        ) AS "t15"
          ON "t7"."delivery_key" = "t15"."delivery_key"
      ) AS "t17"
      GROUP BY
        "t17"."order_key",
        "t17"."delivery_key",
        "t17"."product_key"
    ), "t29" AS (
      SELECT
        "t27"."order_key" AS "order_key",
        "t27"."product_key" AS "product_key",
        "t27"."quantity" AS "quantity"
      FROM (
        SELECT
          "t8"."order_key" AS "order_key",
          "t8"."product_key" AS "product_key",
          "t8"."kind" AS "kind",
          "t8"."quantity" AS "quantity"
        FROM "order_lines" AS "t8"
        SEMI JOIN "t19" AS "t23"
          ON "t8"."order_key" = "t23"."order_key"
      ) AS "t27"
      WHERE
        "t27"."kind" IN ('sale', 'free')
    ), "t40" AS (
      SELECT
        "t38"."order_key" AS "order_key",
        "t38"."product_key" AS "product_key",
        SUM("t38"."quantity") AS "quantity"
      FROM (
        SELECT
          "t32"."order_key" AS "order_key",
          "t32"."product_key" AS "product_key",
          "t32"."quantity" AS "quantity"
        FROM "t29" AS "t32"
        SEMI JOIN (
          SELECT
            "t34"."order_key" AS "order_key",
            "t34"."is_told" AS "is_told"
          FROM (
            SELECT
              "t31"."order_key" AS "order_key",
              BOOL_AND(CAST(NOT "t31"."quantity" IS NULL AS BOOLEAN)) AS "is_told"
            FROM "t29" AS "t31"
            GROUP BY
              "t31"."order_key"
          ) AS "t34"
          WHERE
            "t34"."is_told"
        ) AS "t36"
          ON "t32"."order_key" = "t36"."order_key"
      ) AS "t38"
      GROUP BY
        "t38"."order_key",
        "t38"."product_key"
    ), "t51" AS (
      SELECT
        "t50"."order_key" AS "order_key",
        "t50"."product_key" AS "product_key",
        MAX("t50"."quantity_ordered") AS "quantity"
      FROM (
        SELECT
          "t22"."order_key" AS "order_key",
          "t22"."product_key" AS "product_key",
          "t22"."quantity_ordered" AS "quantity_ordered"
        FROM "t19" AS "t22"
        ANTI JOIN "t40" AS "t42"
          ON "t22"."order_key" = "t42"."order_key"
        SEMI JOIN (
          SELECT
            "t47"."order_key" AS "order_key",
            "t47"."is_told" AS "is_told"
          FROM (
            SELECT
              "t46"."order_key" AS "order_key",
              BOOL_AND(CAST("t46"."is_told" AS BOOLEAN)) AS "is_told"
            FROM (
              SELECT
                "t22"."order_key" AS "order_key",
                "t22"."is_told" AS "is_told"
              FROM "t19" AS "t22"
              ANTI JOIN "t40" AS "t42"
                ON "t22"."order_key" = "t42"."order_key"
            ) AS "t46"
            GROUP BY
              "t46"."order_key"
          ) AS "t47"
          WHERE
            "t47"."is_told"
        ) AS "t49"
          ON "t22"."order_key" = "t49"."order_key"
      ) AS "t50"
      GROUP BY
        "t50"."order_key",
        "t50"."product_key"
    )
    SELECT
      "t65"."source_key" AS "source_key",
      "t65"."due_on" AS "due_on",
      "t65"."delivered_on" AS "delivered_on",
      "t65"."on_time" AS "on_time",
      CASE
        WHEN "t65"."has_come"
        THEN CASE
          WHEN "t65"."quantities_are_told"
          THEN "t65"."is_in_full"
          ELSE CAST(NULL AS BOOLEAN)
        END
        ELSE CASE WHEN "t65"."quantities_are_kept" THEN FALSE ELSE CAST(NULL AS BOOLEAN) END
      END AS "in_full",
      "t65"."undamaged" AS "undamaged",
      "t65"."documents_right" AS "documents_right",
      "t65"."channel" AS "channel",
      COALESCE("t65"."region", "t65"."customer_region") AS "region",
      "t65"."segment" AS "segment",
      "t65"."owner" AS "owner",
      COALESCE(
        "t65"."on_time"
        AND CASE
          WHEN "t65"."has_come"
          THEN CASE
            WHEN "t65"."quantities_are_told"
            THEN "t65"."is_in_full"
            ELSE CAST(NULL AS BOOLEAN)
          END
          ELSE CASE WHEN "t65"."quantities_are_kept" THEN FALSE ELSE CAST(NULL AS BOOLEAN) END
        END
        AND "t65"."undamaged"
        AND "t65"."documents_right",
        FALSE
      ) AS "is_perfect",
      (
        NOT "t65"."on_time" IS NULL
      )
      AND CASE
        WHEN "t65"."has_come"
        THEN (
          NOT CASE
            WHEN "t65"."has_come"
            THEN CASE
              WHEN "t65"."quantities_are_told"
              THEN "t65"."is_in_full"
              ELSE CAST(NULL AS BOOLEAN)
            END
            ELSE CASE WHEN "t65"."quantities_are_kept" THEN FALSE ELSE CAST(NULL AS BOOLEAN) END
          END IS NULL
        )
        AND (
          NOT "t65"."undamaged" IS NULL
        )
        AND (
          NOT "t65"."documents_right" IS NULL
        )
        ELSE "t65"."all_are_kept"
      END AS "is_known"
    FROM (
      SELECT
        "t12"."channel" AS "channel",
        "t12"."region" AS "region",
        "t12"."owner" AS "owner",
        "t12"."source_key" AS "source_key",
        "t45"."due_on" AS "due_on",
        "t45"."has_come" AS "has_come",
        "t45"."quantities_are_told" AS "quantities_are_told",
        "t45"."quantities_are_kept" AS "quantities_are_kept",
        "t45"."all_are_kept" AS "all_are_kept",
        "t45"."delivered_on" AS "delivered_on",
        "t45"."on_time" AS "on_time",
        "t45"."undamaged" AS "undamaged",
        "t45"."documents_right" AS "documents_right",
        "t64"."is_in_full" AS "is_in_full",
        "t11"."segment" AS "segment",
        "t11"."customer_region" AS "customer_region"
      FROM (
        SELECT
          t0.order_key AS order_key,
          t0.customer_key AS customer_key,
          t0.channel AS channel,
          t0.region AS region,
          t0.owner AS owner,
          t0.source_key AS source_key
        FROM "orders" AS "t0"
        WHERE
          "t0"."kind" = 'sale' AND "t0"."status" = 'valid'
      ) AS "t12"
      INNER JOIN (
        SELECT
          "t39"."order_key" AS "order_key",
          "t39"."due_on" AS "due_on",
          "t39"."has_come" AS "has_come",
          "t39"."quantities_are_told" AS "quantities_are_told",
          "t39"."quantities_are_kept" AS "quantities_are_kept",
          "t39"."all_are_kept" AS "all_are_kept",
          CASE WHEN "t39"."all_have_come" THEN "t39"."last_on" ELSE CAST(NULL AS DATE) END AS "delivered_on",
          CASE
            WHEN "t39"."is_promised"
            THEN "t39"."came_in_time"
            ELSE CAST(NULL AS BOOLEAN)
          END AS "on_time",
          CASE
            WHEN COALESCE("t39"."some_damaged", FALSE)
            THEN FALSE
            ELSE CASE
              WHEN "t39"."damage_is_told" AND "t39"."has_come"
              THEN TRUE
              ELSE CAST(NULL AS BOOLEAN)
            END
          END AS "undamaged",
          CASE
            WHEN COALESCE(NOT (
              "t39"."all_documented"
            ), FALSE)
            THEN FALSE
            ELSE CASE
              WHEN "t39"."documents_are_told" AND "t39"."has_come"
              THEN TRUE
              ELSE CAST(NULL AS BOOLEAN)
            END
          END AS "documents_right"
        FROM (
          SELECT
            "t37"."order_key" AS "order_key",
            MAX("t37"."due_on") AS "due_on",
            MAX("t37"."delivered_on") AS "last_on",
            BOOL_AND(CAST("t37"."is_settled" AS BOOLEAN)) AS "is_settled",
            BOOL_OR(CAST("t37"."has_come" AS BOOLEAN)) AS "has_come",
            BOOL_AND(CAST("t37"."has_come" AS BOOLEAN)) AS "all_have_come",
            BOOL_AND(CAST(NOT "t37"."came_in_time" IS NULL AS BOOLEAN)) AS "is_promised",
            BOOL_AND(CAST("t37"."came_in_time" AS BOOLEAN)) AS "came_in_time",
            BOOL_AND(CAST("t37"."came_told" AS BOOLEAN)) AS "quantities_are_told",
            BOOL_AND(CAST("t37"."quantities_are_kept" AS BOOLEAN)) AS "quantities_are_kept",
            BOOL_AND(CAST("t37"."all_are_kept" AS BOOLEAN)) AS "all_are_kept",
            BOOL_OR(CAST("t37"."came_damaged" AS BOOLEAN)) AS "some_damaged",
            BOOL_AND(CAST("t37"."damage_is_told" AS BOOLEAN)) AS "damage_is_told",
            BOOL_AND(CAST("t37"."came_documented" AS BOOLEAN)) AS "all_documented",
            BOOL_AND(CAST("t37"."documents_are_told" AS BOOLEAN)) AS "documents_are_told"
          FROM (
            SELECT
              "t33"."order_key" AS "order_key",
              "t33"."delivered_on" AS "delivered_on",
              "t33"."has_come" AS "has_come",
              "t33"."due_on" AS "due_on",
              "t33"."quantities_are_kept" AS "quantities_are_kept",
              "t33"."all_are_kept" AS "all_are_kept",
              "t33"."has_come"
              OR (
                COALESCE("t33"."promised_on" < MAKE_DATE(2026, 1, 1), FALSE)
                AND "t33"."arrivals_are_kept"
              ) AS "is_settled",
              CASE
                WHEN "t33"."promised_on" IS NULL
                THEN CAST(NULL AS BOOLEAN)
                ELSE "t33"."has_come" AND (
                  "t33"."delivered_on" <= "t33"."promised_on"
                )
              END AS "came_in_time",
              CASE WHEN "t33"."has_come" THEN "t33"."is_damaged" ELSE CAST(NULL AS BOOLEAN) END AS "came_damaged",
              NOT (
                "t33"."has_come"
              ) OR (
                NOT "t33"."is_damaged" IS NULL
              ) AS "damage_is_told",
              CASE
                WHEN "t33"."has_come"
                THEN "t33"."documents_right"
                ELSE CAST(NULL AS BOOLEAN)
              END AS "came_documented",
              NOT (
                "t33"."has_come"
              ) OR (
                NOT "t33"."documents_right" IS NULL
              ) AS "documents_are_told",
              NOT (
                "t33"."has_come"
              ) OR "t33"."quantities_are_told" AS "came_told"
            FROM (
              SELECT
                "t25"."order_key" AS "order_key",
                "t25"."promised_on" AS "promised_on",
                "t25"."delivered_on" AS "delivered_on",
                "t25"."documents_right" AS "documents_right",
                "t25"."quantities_are_told" AS "quantities_are_told",
                "t25"."has_come" AS "has_come",
                "t25"."due_on" AS "due_on",
                "t25"."is_damaged" AS "is_damaged",
                BOOL_OR(CAST(NOT "t25"."delivered_on" IS NULL AS BOOLEAN)) OVER (
                  PARTITION BY "t25"."source"
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) AS "arrivals_are_kept",
                BOOL_OR(CAST("t25"."quantities_are_told" AS BOOLEAN)) OVER (
                  PARTITION BY "t25"."source"
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) AS "quantities_are_kept",
                BOOL_OR(CAST("t25"."quantities_are_told" AS BOOLEAN)) OVER (
                  PARTITION BY "t25"."source"
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                )
                AND BOOL_OR(CAST(NOT "t25"."is_damaged" IS NULL AS BOOLEAN)) OVER (
                  PARTITION BY "t25"."source"
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                )
                AND BOOL_OR(CAST(NOT "t25"."documents_right" IS NULL AS BOOLEAN)) OVER (
                  PARTITION BY "t25"."source"
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) AS "all_are_kept"
              FROM (
                SELECT
                  "t20"."order_key" AS "order_key",
                  "t20"."promised_on" AS "promised_on",
                  "t20"."delivered_on" AS "delivered_on",
                  "t20"."documents_right" AS "documents_right",
                  "t20"."source" AS "source",
                  COALESCE("t20"."quantities_are_told", FALSE) AS "quantities_are_told",
                  COALESCE("t20"."delivered_on" < MAKE_DATE(2026, 1, 1), FALSE) AS "has_come",
                  COALESCE("t20"."promised_on", "t20"."delivered_on") AS "due_on",
                  COALESCE("t20"."damaged", "t20"."damaged_by_lines") AS "is_damaged"
                FROM (
                  SELECT
                    "t6"."order_key" AS "order_key",
                    "t6"."promised_on" AS "promised_on",
                    "t6"."delivered_on" AS "delivered_on",
                    "t6"."damaged" AS "damaged",
                    "t6"."documents_right" AS "documents_right",
                    "t6"."source" AS "source",
                    "t18"."quantities_are_told" AS "quantities_are_told",
                    "t18"."damaged_by_lines" AS "damaged_by_lines"
                  FROM "deliveries" AS "t6"
                  LEFT OUTER JOIN (
                    SELECT
                      "t14"."delivery_key" AS "delivery_key",
                      "t14"."quantities_are_told" AS "quantities_are_told",
                      CASE
                        WHEN COALESCE("t14"."some_damaged", FALSE)
                        THEN TRUE
                        ELSE CASE WHEN "t14"."all_told" THEN FALSE ELSE CAST(NULL AS BOOLEAN) END
                      END AS "damaged_by_lines"
                    FROM (
                      SELECT
                        "t3"."delivery_key" AS "delivery_key",
                        BOOL_AND(CAST(NOT "t3"."quantity" IS NULL AS BOOLEAN)) AS "quantities_are_told",
                        BOOL_OR(CAST("t3"."damaged" > 0 AS BOOLEAN)) AS "some_damaged",
                        BOOL_AND(CAST(NOT "t3"."damaged" IS NULL AS BOOLEAN)) AS "all_told"
                      FROM "delivery_lines" AS "t3"
                      GROUP BY
                        "t3"."delivery_key"
                    ) AS "t14"
                  ) AS "t18"
                    ON "t6"."delivery_key" = "t18"."delivery_key"
                ) AS "t20"
              ) AS "t25"
            ) AS "t33"
          ) AS "t37"
          GROUP BY
            "t37"."order_key"
        ) AS "t39"
        WHERE
          "t39"."is_settled"
          AND "t39"."due_on" >= MAKE_DATE(2025, 1, 1)
          AND "t39"."due_on" < MAKE_DATE(2026, 1, 1)
      ) AS "t45"
        ON "t12"."order_key" = "t45"."order_key"
      LEFT OUTER JOIN (
        SELECT
          "t62"."order_key" AS "order_key",
          CASE
            WHEN "t62"."is_wanted"
            THEN NOT (
              CASE
                WHEN "t62"."is_named"
                THEN "t62"."is_short_of_one"
                ELSE "t62"."is_short_in_all"
              END
            )
            ELSE CAST(NULL AS BOOLEAN)
          END AS "is_in_full"
        FROM (
          SELECT
            "t61"."order_key" AS "order_key",
            BOOL_AND(CAST("t61"."is_named" AS BOOLEAN)) AS "is_named",
            BOOL_OR(CAST("t61"."is_wanted" AS BOOLEAN)) AS "is_wanted",
            BOOL_OR(CAST("t61"."brought" < "t61"."ordered" AS BOOLEAN)) AS "is_short_of_one",
            SUM("t61"."brought") < SUM("t61"."ordered") AS "is_short_in_all"
          FROM (
            SELECT
              "t60"."order_key" AS "order_key",
              COALESCE(SUM("t60"."quantity"), 0) AS "brought",
              COALESCE(SUM("t60"."ordered"), 0) AS "ordered",
              BOOL_AND(CAST("t60"."is_named" AS BOOLEAN)) AS "is_named",
              BOOL_OR(CAST(NOT "t60"."ordered" IS NULL AS BOOLEAN)) AS "is_wanted"
            FROM (
              SELECT
                "t24"."order_key" AS "order_key",
                "t24"."product_key" AS "product_key",
                "t24"."quantity" AS "quantity",
                "t24"."is_named" AS "is_named",
                "t24"."ordered" AS "ordered"
              FROM (
                SELECT
                  "t21"."order_key" AS "order_key",
                  "t21"."product_key" AS "product_key",
                  "t21"."quantity" AS "quantity",
                  NOT "t21"."product_key" IS NULL AS "is_named",
                  CAST(NULL AS DECIMAL(38, 4)) AS "ordered"
                FROM "t19" AS "t21"
              ) AS "t24"
              UNION ALL
              SELECT
                "t59"."order_key" AS "order_key",
                "t59"."product_key" AS "product_key",
                "t59"."quantity" AS "quantity",
                "t59"."is_named" AS "is_named",
                "t59"."ordered" AS "ordered"
              FROM (
                SELECT
                  "t58"."order_key" AS "order_key",
                  "t58"."product_key" AS "product_key",
                  CAST(NULL AS DECIMAL(38, 4)) AS "quantity",
                  NOT "t58"."product_key" IS NULL AS "is_named",
                  "t58"."quantity" AS "ordered"
                FROM (
                  SELECT
                    "t57"."order_key" AS "order_key",
                    "t57"."product_key" AS "product_key",
                    "t57"."quantity" AS "quantity"
                  FROM (
                    SELECT
                      "t56"."order_key" AS "order_key",
                      "t56"."product_key" AS "product_key",
                      CAST("t56"."quantity" AS DECIMAL(38, 4)) AS "quantity"
                    FROM (
                      SELECT
                        "t30"."order_key" AS "order_key",
                        CAST(NULL AS BIGINT) AS "product_key",
                        "t30"."quantity" AS "quantity"
                      FROM (
                        SELECT
                          "t26"."order_key" AS "order_key",
                          "t26"."quantity" AS "quantity"
                        FROM (
                          SELECT
                            "t5"."order_key" AS "order_key",
                            "t5"."quantity" AS "quantity"
                          FROM "orders" AS "t5"
                          SEMI JOIN "t19" AS "t23"
                            ON "t5"."order_key" = "t23"."order_key"
                        ) AS "t26"
                        WHERE
                          "t26"."quantity" > 0
                      ) AS "t30"
                      ANTI JOIN "t40" AS "t42"
                        ON "t30"."order_key" = "t42"."order_key"
                      ANTI JOIN "t51" AS "t53"
                        ON "t30"."order_key" = "t53"."order_key"
                    ) AS "t56"
                  ) AS "t57"
                  UNION ALL
                  SELECT
                    "t55"."order_key" AS "order_key",
                    "t55"."product_key" AS "product_key",
                    "t55"."quantity" AS "quantity"
                  FROM (
                    SELECT
                      "t44"."order_key" AS "order_key",
                      "t44"."product_key" AS "product_key",
                      "t44"."quantity" AS "quantity"
                    FROM (
                      SELECT
                        "t41"."order_key" AS "order_key",
                        "t41"."product_key" AS "product_key",
                        "t41"."quantity" AS "quantity"
                      FROM "t40" AS "t41"
                    ) AS "t44"
                    UNION ALL
                    SELECT
                      "t54"."order_key" AS "order_key",
                      "t54"."product_key" AS "product_key",
                      "t54"."quantity" AS "quantity"
                    FROM (
                      SELECT
                        "t52"."order_key" AS "order_key",
                        "t52"."product_key" AS "product_key",
                        "t52"."quantity" AS "quantity"
                      FROM "t51" AS "t52"
                    ) AS "t54"
                  ) AS "t55"
                ) AS "t58"
              ) AS "t59"
            ) AS "t60"
            GROUP BY
              "t60"."order_key",
              "t60"."product_key"
          ) AS "t61"
          GROUP BY
            "t61"."order_key"
        ) AS "t62"
      ) AS "t64"
        ON "t12"."order_key" = "t64"."order_key"
      LEFT OUTER JOIN (
        SELECT
          "t1"."customer_key" AS "customer_key",
          "t1"."segment" AS "segment",
          "t1"."region" AS "customer_region"
        FROM "customers" AS "t1"
      ) AS "t11"
        ON "t12"."customer_key" = "t11"."customer_key"
    ) AS "t65"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."due_on" AS "due_on",
    "t0"."delivered_on" AS "delivered_on",
    "t0"."on_time" AS "on_time",
    "t0"."in_full" AS "in_full",
    "t0"."undamaged" AS "undamaged",
    "t0"."documents_right" AS "documents_right",
    "t0"."channel" AS "channel",
    "t0"."region" AS "region",
    "t0"."segment" AS "segment",
    "t0"."owner" AS "owner",
    CAST("t0"."is_perfect" AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "fulfilled_orders_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."is_known"
      AND (
        (
          1 <> 0
        ) AND (
          NOT CAST("t0"."is_perfect" AS BIGINT) IS NULL
        )
      ),
      FALSE
    )
)
SELECT
  COUNT(*) AS "n",
  SUM("t0"."top") AS "top",
  SUM("t0"."bottom") AS "bottom",
  CAST(SUM("t0"."top") AS DOUBLE) / NULLIF(CAST(SUM("t0"."bottom") AS DOUBLE), 0) AS "value"
FROM "listed" AS "t0"
