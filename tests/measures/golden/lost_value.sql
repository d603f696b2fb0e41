WITH listed AS (
  WITH scores_rows AS (
    SELECT
      "t6"."last_on" AS "last_on",
      "t6"."value_at_last_purchase" AS "value_at_last_purchase",
      "t6"."lost_on" AS "lost_on",
      "t6"."segment" AS "segment",
      "t6"."region" AS "region",
      "t6"."owner" AS "owner",
      "t6"."source_key" AS "source_key",
      COALESCE(
        (
          "t6"."lost_on" >= MAKE_DATE(2025, 1, 1)
        )
        AND (
          "t6"."lost_on" < MAKE_DATE(2026, 1, 1)
        ),
        FALSE
      ) AS "lost_in_period"
    FROM (
      SELECT
        "t5"."last_on" AS "last_on",
        "t5"."value_at_last_purchase" AS "value_at_last_purchase",
        "t5"."lost_on" AS "lost_on",
        "t5"."segment" AS "segment",
        "t5"."region" AS "region",
        "t5"."owner" AS "owner",
        "t5"."source_key" AS "source_key"
      FROM (
        SELECT
          "t2"."last_on" AS "last_on",
          "t2"."value_at_last_purchase" AS "value_at_last_purchase",
          "t2"."lost_on" AS "lost_on",
          "t4"."segment" AS "segment",
          "t4"."region" AS "region",
          "t4"."owner" AS "owner",
          "t4"."source_key" AS "source_key"
        FROM "customer_scores" AS "t2"
        LEFT OUTER JOIN (
          SELECT
            "t1"."customer_key" AS "customer_key",
            "t1"."segment" AS "segment",
            "t1"."region" AS "region",
            "t1"."owner" AS "owner",
            "t1"."source_key" AS "source_key"
          FROM "customers" AS "t1"
        ) AS "t4"
          ON "t2"."customer_key" = "t4"."customer_key"
      ) AS "t5"
    ) AS "t6"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."last_on" AS "last_on",
    "t0"."lost_on" AS "lost_on",
    "t0"."value_at_last_purchase" AS "value_at_last_purchase",
    "t0"."segment" AS "segment",
    "t0"."region" AS "region",
    "t0"."owner" AS "owner",
    "t0"."value_at_last_purchase" AS "top",
    1 AS "bottom"
  FROM "scores_rows" AS "t0"
  WHERE
    COALESCE("t0"."lost_in_period" AND (
      "t0"."value_at_last_purchase" <> 0
    ), FALSE)
)
SELECT
  COUNT(*) AS "n",
  COALESCE(SUM("t0"."top"), 0) AS "value"
FROM "listed" AS "t0"
