WITH listed AS (
  WITH sold_products_rows AS (
    WITH "t16" AS (
      SELECT
        "t15"."order_key" AS "order_key",
        "t15"."product_key" AS "product_key"
      FROM (
        SELECT
          "t13"."order_key" AS "order_key",
          "t13"."product_key" AS "product_key"
        FROM (
          SELECT
            t3.order_key AS order_key,
            t3.product_key AS product_key
          FROM "order_lines" AS "t3"
          WHERE
            "t3"."kind" = 'sale' AND NOT "t3"."product_key" IS NULL
        ) AS "t13"
        SEMI JOIN (
          SELECT
            t0.order_key AS order_key,
            t0.customer_key AS customer_key,
            t0.ordered_at AS ordered_at,
            t0.ordered_on AS ordered_on,
            t0.kind AS kind,
            t0.status AS status,
            t0.reversed_on AS reversed_on,
            t0.amount AS amount,
            t0.currency AS currency,
            t0.quantity AS quantity,
            t0.channel AS channel,
            t0.region AS region,
            t0.campaign AS campaign,
            t0.owner AS owner,
            t0.source AS source,
            t0.source_key AS source_key,
            t0.import_id AS import_id,
            t0.source_line AS source_line
          FROM "orders" AS "t0"
          WHERE
            "t0"."kind" = 'sale'
            AND "t0"."status" = 'valid'
            AND "t0"."amount" > 0
            AND "t0"."ordered_on" >= MAKE_DATE(2025, 1, 1)
            AND "t0"."ordered_on" < MAKE_DATE(2026, 1, 1)
            AND "t0"."ordered_on" < MAKE_DATE(2026, 1, 1)
        ) AS "t12"
          ON "t13"."order_key" = "t12"."order_key"
      ) AS "t15"
      GROUP BY
        "t15"."order_key",
        "t15"."product_key"
    ), "t21" AS (
      SELECT
        "t14"."order_key" AS "order_key",
        "t14"."claimed_on" AS "claimed_on",
        COALESCE(
          "t14"."product_key",
          CASE WHEN "t20"."products" = 1 THEN "t20"."only_key" ELSE CAST(NULL AS BIGINT) END
        ) AS "product_key"
      FROM (
        SELECT
          t4.order_key AS order_key,
          t4.product_key AS product_key,
          t4.claimed_on AS claimed_on
        FROM "warranty_claims" AS "t4"
        WHERE
          "t4"."claimed_on" < MAKE_DATE(2026, 1, 1)
      ) AS "t14"
      INNER JOIN (
        SELECT
          "t17"."order_key" AS "order_key",
          COUNT(*) AS "products",
          MAX("t17"."product_key") AS "only_key"
        FROM "t16" AS "t17"
        GROUP BY
          "t17"."order_key"
      ) AS "t20"
        ON "t14"."order_key" = "t20"."order_key"
    )
    SELECT
      "t12"."source_key" AS "source_key",
      "t12"."ordered_on" AS "ordered_on",
      "t29"."first_claimed_on" AS "first_claimed_on",
      "t8"."product" AS "product",
      "t8"."category" AS "category",
      "t12"."channel" AS "channel",
      "t9"."segment" AS "segment",
      "t29"."is_placed" AS "is_placed",
      COALESCE("t12"."region", "t9"."customer_region") AS "region",
      NOT "t29"."claims" IS NULL AS "has_claim"
    FROM (
      SELECT
        "t27"."order_key" AS "order_key",
        "t27"."product_key" AS "product_key",
        "t27"."claims" AS "claims",
        "t27"."first_claimed_on" AS "first_claimed_on",
        COALESCE("t27"."claims_of_order", 0) = SUM(COALESCE("t27"."claims", 0)) OVER (
          PARTITION BY "t27"."order_key"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "is_placed"
      FROM (
        SELECT
          "t18"."order_key" AS "order_key",
          "t18"."product_key" AS "product_key",
          "t26"."claims" AS "claims",
          "t26"."first_claimed_on" AS "first_claimed_on",
          "t24"."claims_of_order" AS "claims_of_order"
        FROM "t16" AS "t18"
        LEFT OUTER JOIN (
          SELECT
            "t22"."order_key" AS "claimed_order",
            "t22"."product_key" AS "claimed_product",
            COUNT(*) AS "claims",
            MIN("t22"."claimed_on") AS "first_claimed_on"
          FROM "t21" AS "t22"
          GROUP BY
            "t22"."order_key",
            "t22"."product_key"
        ) AS "t26"
          ON "t18"."order_key" = "t26"."claimed_order"
          AND "t18"."product_key" = "t26"."claimed_product"
        LEFT OUTER JOIN (
          SELECT
            "t22"."order_key" AS "order_claimed",
            COUNT(*) AS "claims_of_order"
          FROM "t21" AS "t22"
          GROUP BY
            "t22"."order_key"
        ) AS "t24"
          ON "t18"."order_key" = "t24"."order_claimed"
      ) AS "t27"
    ) AS "t29"
    INNER JOIN (
      SELECT
        t0.order_key AS order_key,
        t0.customer_key AS customer_key,
        t0.ordered_on AS ordered_on,
        t0.channel AS channel,
        t0.region AS region,
        t0.source_key AS source_key
      FROM "orders" AS "t0"
      WHERE
        "t0"."kind" = 'sale'
        AND "t0"."status" = 'valid'
        AND "t0"."amount" > 0
        AND "t0"."ordered_on" >= MAKE_DATE(2025, 1, 1)
        AND "t0"."ordered_on" < MAKE_DATE(2026, 1, 1)
        AND "t0"."ordered_on" < MAKE_DATE(2026, 1, 1)
    ) AS "t12"
      ON "t29"."order_key" = "t12"."order_key"
    LEFT OUTER JOIN (
      SELECT
        "t1"."product_key" AS "product_key",
        "t1"."category" AS "category",
        "t1"."name" AS "product"
      FROM "products" AS "t1"
    ) AS "t8"
      ON "t29"."product_key" = "t8"."product_key"
    LEFT OUTER JOIN (
      SELECT
        "t2"."customer_key" AS "customer_key",
        "t2"."segment" AS "segment",
        "t2"."region" AS "customer_region"
      FROM "customers" AS "t2"
    ) AS "t9"
      ON "t12"."customer_key" = "t9"."customer_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."ordered_on" AS "ordered_on",
    "t0"."first_claimed_on" AS "first_claimed_on",
    "t0"."product" AS "product",
    "t0"."category" AS "category",
    "t0"."channel" AS "channel",
    "t0"."region" AS "region",
    "t0"."segment" AS "segment",
    CAST("t0"."has_claim" AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "sold_products_rows" AS "t0"
  WHERE
    COALESCE(
      "t0"."is_placed"
      AND (
        (
          1 <> 0
        ) AND (
          NOT CAST("t0"."has_claim" AS BIGINT) IS NULL
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
