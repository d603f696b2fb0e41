WITH listed AS (
  WITH won_deals_rows AS (
    SELECT
      "t17"."source_key" AS "source_key",
      "t17"."created_on" AS "created_on",
      "t17"."won_on" AS "won_on",
      "t17"."pipeline" AS "pipeline",
      "t17"."channel" AS "channel",
      "t17"."owner" AS "owner",
      "t4"."segment" AS "segment",
      COALESCE("t17"."contacts", 0) AS "contacts",
      COALESCE("t17"."contacts_out", 0) AS "contacts_out"
    FROM (
      SELECT
        "t15"."customer_key" AS "customer_key",
        "t15"."created_on" AS "created_on",
        "t15"."pipeline" AS "pipeline",
        "t15"."won_on" AS "won_on",
        "t15"."channel" AS "channel",
        "t15"."owner" AS "owner",
        "t15"."source_key" AS "source_key",
        "t15"."contacts" AS "contacts",
        "t15"."contacts_out" AS "contacts_out"
      FROM (
        SELECT
          "t8"."customer_key" AS "customer_key",
          "t8"."created_on" AS "created_on",
          "t8"."pipeline" AS "pipeline",
          "t8"."won_on" AS "won_on",
          "t8"."channel" AS "channel",
          "t8"."owner" AS "owner",
          "t8"."source_key" AS "source_key",
          "t14"."contacts" AS "contacts",
          "t14"."contacts_out" AS "contacts_out"
        FROM (
          SELECT
            t1.deal_key AS deal_key,
            t1.customer_key AS customer_key,
            t1.created_on AS created_on,
            t1.pipeline AS pipeline,
            t1.won_on AS won_on,
            t1.channel AS channel,
            t1.owner AS owner,
            t1.source_key AS source_key
          FROM "deals" AS "t1"
          WHERE
            "t1"."won_on" >= MAKE_DATE(2025, 1, 1)
            AND "t1"."won_on" < MAKE_DATE(2026, 1, 1)
            AND "t1"."won_on" < MAKE_DATE(2026, 1, 1)
        ) AS "t8"
        LEFT OUTER JOIN (
          SELECT
            "t12"."deal_key" AS "deal_key",
            COUNT(*) AS "contacts",
            COUNT(*) FILTER(WHERE
              "t12"."direction" = 'out') AS "contacts_out"
          FROM (
            SELECT
              "t11"."deal_key" AS "deal_key",
              "t11"."direction" AS "direction"
            FROM (
              SELECT
                "t10"."deal_key" AS "deal_key",
                "t10"."touched_on" AS "touched_on",
                "t10"."direction" AS "direction",
                "t9"."won_on" AS "won_on"
              FROM (
                SELECT
                  "t2"."deal_key" AS "deal_key",
                  "t2"."touched_on" AS "touched_on",
                  "t2"."direction" AS "direction"
                FROM "touches" AS "t2"
                WHERE
                  NOT "t2"."deal_key" IS NULL
              ) AS "t10"
              INNER JOIN (
                SELECT
                  "t1"."deal_key" AS "deal_key",
                  "t1"."won_on" AS "won_on"
                FROM "deals" AS "t1"
                WHERE
                  "t1"."won_on" >= MAKE_DATE(2025, 1, 1)
                  AND "t1"."won_on" < MAKE_DATE(2026, 1, 1)
                  AND "t1"."won_on" < MAKE_DATE(2026, 1, 1)
              ) AS "t9"
                ON "t10"."deal_key" = "t9"."deal_key"
            ) AS "t11"
            WHERE
              "t11"."touched_on" <= "t11"."won_on"
          ) AS "t12"
          GROUP BY
            "t12"."deal_key"
        ) AS "t14"
          ON "t8"."deal_key" = "t14"."deal_key"
      ) AS "t15"
    ) AS "t17"
    LEFT OUTER JOIN (
      SELECT
        "t0"."customer_key" AS "customer_key",
        "t0"."segment" AS "segment"
      FROM "customers" AS "t0"
    ) AS "t4"
      ON "t17"."customer_key" = "t4"."customer_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."created_on" AS "created_on",
    "t0"."won_on" AS "won_on",
    "t0"."contacts" AS "contacts",
    "t0"."contacts_out" AS "contacts_out",
    "t0"."pipeline" AS "pipeline",
    "t0"."channel" AS "channel",
    "t0"."owner" AS "owner",
    "t0"."segment" AS "segment",
    "t0"."contacts" AS "top",
    1 AS "bottom"
  FROM "won_deals_rows" AS "t0"
  WHERE
    COALESCE(TRUE AND (
      (
        1 <> 0
      ) AND (
        NOT "t0"."contacts" IS NULL
      )
    ), FALSE)
)
SELECT
  COUNT(*) AS "n",
  QUANTILE_CONT(CAST("t0"."top" AS DOUBLE), 0.5) AS "value"
FROM "listed" AS "t0"
