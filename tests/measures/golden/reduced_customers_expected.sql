WITH listed AS (
  WITH scores_rows AS (
    SELECT
      "t6"."repeat_purchases" AS "repeat_purchases",
      "t6"."last_on" AS "last_on",
      "t6"."probability_of_so_little" AS "probability_of_so_little",
      "t6"."bought_before_and_now" AS "bought_before_and_now",
      "t6"."below_expected" AS "below_expected",
      "t6"."segment" AS "segment",
      "t6"."region" AS "region",
      "t6"."owner" AS "owner",
      "t6"."source_key" AS "source_key"
    FROM (
      SELECT
        "t5"."repeat_purchases" AS "repeat_purchases",
        "t5"."last_on" AS "last_on",
        "t5"."probability_of_so_little" AS "probability_of_so_little",
        "t5"."bought_before_and_now" AS "bought_before_and_now",
        "t5"."below_expected" AS "below_expected",
        "t5"."segment" AS "segment",
        "t5"."region" AS "region",
        "t5"."owner" AS "owner",
        "t5"."source_key" AS "source_key"
      FROM (
        SELECT
          "t2"."repeat_purchases" AS "repeat_purchases",
          "t2"."last_on" AS "last_on",
          "t2"."probability_of_so_little" AS "probability_of_so_little",
          "t2"."bought_before_and_now" AS "bought_before_and_now",
          "t2"."below_expected" AS "below_expected",
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
    "t0"."repeat_purchases" AS "repeat_purchases",
    "t0"."last_on" AS "last_on",
    "t0"."probability_of_so_little" AS "probability_of_so_little",
    "t0"."segment" AS "segment",
    "t0"."region" AS "region",
    "t0"."owner" AS "owner",
    CAST("t0"."below_expected" AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "scores_rows" AS "t0"
  WHERE
    COALESCE(
      (
        (
          NOT "t0"."below_expected" IS NULL
        ) OR NOT (
          "t0"."bought_before_and_now"
        )
      )
      AND (
        CAST("t0"."below_expected" AS BIGINT) <> 0
      ),
      FALSE
    )
)
SELECT
  COUNT(*) AS "n",
  COALESCE(SUM("t0"."top"), 0) AS "value"
FROM "listed" AS "t0"
