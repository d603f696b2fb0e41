WITH listed AS (
  WITH brand_parts_rows AS (
    SELECT
      "t0"."evaluator" AS "evaluator",
      "t0"."component" AS "component",
      "t0"."told_by" AS "told_by",
      "t0"."people" AS "people",
      "t0"."score" AS "score",
      "t0"."weight" AS "weight"
    FROM "brand_parts" AS "t0"
  )
  SELECT
    "t0"."component" AS "component",
    "t0"."told_by" AS "told_by",
    "t0"."people" AS "people",
    "t0"."score" AS "score",
    "t0"."weight" AS "weight",
    "t0"."weight" * "t0"."score" AS "top",
    "t0"."weight" AS "bottom"
  FROM "brand_parts_rows" AS "t0"
  WHERE
    "t0"."evaluator" IS NULL
    AND COALESCE(
      TRUE
      AND (
        (
          "t0"."weight" <> 0
        )
        AND (
          NOT (
            "t0"."weight" * "t0"."score"
          ) IS NULL
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
