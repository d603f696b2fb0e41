WITH listed AS (
  WITH quotas_rows AS (
    WITH "t22" AS (
      SELECT
        "t7"."quota_key" AS "quota_key",
        "t7"."owner" AS "owner",
        "t7"."starts_on" AS "starts_on",
        "t7"."ends_on" AS "ends_on",
        "t7"."is_countable" AS "is_countable",
        "t7"."amount" AS "amount"
      FROM (
        SELECT
          "t0"."quota_key" AS "quota_key",
          "t0"."owner" AS "owner",
          "t0"."starts_on" AS "starts_on",
          "t0"."ends_on" AS "ends_on",
          "t0"."is_countable" AS "is_countable",
          "t0"."value" AS "amount"
        FROM "quotas" AS "t0"
        WHERE
          COALESCE("t0"."currency" = 'VND', FALSE)
      ) AS "t7"
      UNION ALL
      SELECT
        "t20"."quota_key" AS "quota_key",
        "t20"."owner" AS "owner",
        "t20"."starts_on" AS "starts_on",
        "t20"."ends_on" AS "ends_on",
        "t20"."is_countable" AS "is_countable",
        "t20"."amount" AS "amount"
      FROM (
        SELECT
          "t17"."quota_key" AS "quota_key",
          "t17"."owner" AS "owner",
          "t17"."starts_on" AS "starts_on",
          "t17"."ends_on" AS "ends_on",
          "t17"."is_countable" AS "is_countable",
          CAST(CAST("t17"."amount" AS DECIMAL(38, 4)) * "t17"."rate" AS DECIMAL(18, 4)) AS "amount"
        FROM (
          SELECT
            "t10"."quota_key" AS "quota_key",
            "t10"."owner" AS "owner",
            "t10"."starts_on" AS "starts_on",
            "t10"."ends_on" AS "ends_on",
            "t10"."is_countable" AS "is_countable",
            "t10"."amount" AS "amount",
            "t14"."rate" AS "rate"
          FROM (
            SELECT
              "t0"."quota_key" AS "quota_key",
              "t0"."owner" AS "owner",
              "t0"."starts_on" AS "starts_on",
              "t0"."ends_on" AS "ends_on",
              "t0"."currency" AS "currency",
              "t0"."is_countable" AS "is_countable",
              "t0"."value" AS "amount"
            FROM "quotas" AS "t0"
            WHERE
              NOT (
                COALESCE("t0"."currency" = 'VND', FALSE)
              )
          ) AS "t10"
          LEFT OUTER JOIN (
            SELECT
              "t4"."currency" AS "rate_currency",
              "t4"."rate" AS "rate",
              "t4"."rated_on" AS "rated_on",
              LEAD("t4"."rated_on") OVER (
                PARTITION BY "t4"."currency"
                ORDER BY "t4"."rated_on" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
              ) AS "next_rated_on"
            FROM (
              SELECT
                t1.currency AS currency,
                t1.rated_on AS rated_on,
                t1.rate AS rate
              FROM "exchange_rates" AS "t1"
              WHERE
                "t1"."to_currency" = 'VND'
            ) AS "t4"
          ) AS "t14"
            ON "t10"."currency" = "t14"."rate_currency"
            AND "t10"."ends_on" >= "t14"."rated_on"
            AND (
              (
                "t10"."ends_on" < "t14"."next_rated_on"
              )
              OR (
                "t14"."next_rated_on" IS NULL
              )
            )
        ) AS "t17"
      ) AS "t20"
    ), "t40" AS (
      SELECT
        "t24"."quota_key" AS "quota_key",
        "t24"."owner" AS "owner",
        "t24"."starts_on" AS "starts_on",
        "t24"."ends_on" AS "ends_on",
        "t24"."is_countable" AS "is_countable",
        "t24"."amount" AS "amount"
      FROM "t22" AS "t24"
      ANTI JOIN (
        SELECT
          "t37"."longer_key" AS "longer_key",
          "t37"."has_gap" AS "has_gap",
          "t37"."is_covered_to_its_end" AS "is_covered_to_its_end"
        FROM (
          SELECT
            "t36"."longer_key" AS "longer_key",
            BOOL_OR(CAST("t36"."comes_after_gap" AS BOOLEAN)) AS "has_gap",
            BOOL_OR(CAST("t36"."ends_on" = "t36"."longer_until" AS BOOLEAN)) AS "is_covered_to_its_end"
          FROM (
            SELECT
              "t34"."ends_on" AS "ends_on",
              "t34"."longer_key" AS "longer_key",
              "t34"."longer_until" AS "longer_until",
              CASE
                WHEN "t34"."covered_until" IS NULL
                THEN "t34"."starts_on" > "t34"."longer_from"
                ELSE DATE_DIFF('DAY', "t34"."covered_until", "t34"."starts_on") > 1
              END AS "comes_after_gap"
            FROM (
              SELECT
                "t31"."starts_on" AS "starts_on",
                "t31"."ends_on" AS "ends_on",
                "t31"."longer_key" AS "longer_key",
                "t31"."longer_from" AS "longer_from",
                "t31"."longer_until" AS "longer_until",
                MAX("t31"."ends_on") OVER (
                  PARTITION BY "t31"."longer_key"
                  ORDER BY "t31"."starts_on" ASC, "t31"."ends_on" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
                ) AS "covered_until"
              FROM (
                SELECT
                  "t29"."starts_on" AS "starts_on",
                  "t29"."ends_on" AS "ends_on",
                  "t26"."longer_key" AS "longer_key",
                  "t26"."longer_from" AS "longer_from",
                  "t26"."longer_until" AS "longer_until"
                FROM (
                  SELECT
                    "t23"."owner" AS "owner",
                    "t23"."starts_on" AS "starts_on",
                    "t23"."ends_on" AS "ends_on"
                  FROM "t22" AS "t23"
                  WHERE
                    NOT "t23"."amount" IS NULL
                ) AS "t29"
                INNER JOIN (
                  SELECT
                    "t23"."quota_key" AS "longer_key",
                    "t23"."owner" AS "longer_of",
                    "t23"."starts_on" AS "longer_from",
                    "t23"."ends_on" AS "longer_until"
                  FROM "t22" AS "t23"
                ) AS "t26"
                  ON "t29"."owner" = "t26"."longer_of"
                  AND "t29"."starts_on" >= "t26"."longer_from"
                  AND "t29"."ends_on" <= "t26"."longer_until"
                  AND (
                    (
                      "t29"."starts_on" > "t26"."longer_from"
                    )
                    OR (
                      "t29"."ends_on" < "t26"."longer_until"
                    )
                  )
              ) AS "t31"
            ) AS "t34"
          ) AS "t36"
          GROUP BY
            "t36"."longer_key"
        ) AS "t37"
        WHERE
          "t37"."is_covered_to_its_end" AND NOT (
            "t37"."has_gap"
          )
      ) AS "t39"
        ON "t24"."quota_key" = "t39"."longer_key"
    )
    SELECT
      "t50"."owner" AS "owner",
      "t50"."is_countable" AS "is_countable",
      "t50"."starts_on" AS "quota_from",
      "t50"."ends_on" AS "quota_until",
      "t50"."amount" AS "quota_value",
      CASE
        WHEN "t50"."deals_won" IS NULL
        THEN CAST(0 AS DECIMAL(18, 4))
        ELSE CASE
          WHEN "t50"."priced" = "t50"."deals_won"
          THEN "t50"."won_amount"
          ELSE CAST(NULL AS DECIMAL(18, 4))
        END
      END AS "won_amount",
      COALESCE("t50"."deals_won", 0) AS "deals_won",
      COALESCE("t50"."deals_won" - "t50"."priced", 0) AS "without_amount"
    FROM (
      SELECT
        "t49"."owner" AS "owner",
        "t49"."starts_on" AS "starts_on",
        "t49"."ends_on" AS "ends_on",
        "t49"."is_countable" AS "is_countable",
        "t49"."amount" AS "amount",
        "t49"."won_amount" AS "won_amount",
        "t49"."deals_won" AS "deals_won",
        "t49"."priced" AS "priced"
      FROM (
        SELECT
          "t44"."owner" AS "owner",
          "t44"."starts_on" AS "starts_on",
          "t44"."ends_on" AS "ends_on",
          "t44"."is_countable" AS "is_countable",
          "t44"."amount" AS "amount",
          "t48"."won_amount" AS "won_amount",
          "t48"."deals_won" AS "deals_won",
          "t48"."priced" AS "priced"
        FROM (
          SELECT
            "t41"."quota_key" AS "quota_key",
            "t41"."owner" AS "owner",
            "t41"."starts_on" AS "starts_on",
            "t41"."ends_on" AS "ends_on",
            "t41"."is_countable" AS "is_countable",
            "t41"."amount" AS "amount"
          FROM "t40" AS "t41"
          WHERE
            "t41"."ends_on" >= MAKE_DATE(2025, 1, 1)
            AND "t41"."ends_on" < MAKE_DATE(2026, 1, 1)
            AND "t41"."ends_on" < MAKE_DATE(2026, 1, 1)
        ) AS "t44"
        ANTI JOIN (
          SELECT
            "t41"."quota_key" AS "longer_key",
            "t41"."owner" AS "longer_of",
            "t41"."starts_on" AS "longer_from",
            "t41"."ends_on" AS "longer_until"
          FROM "t40" AS "t41"
          WHERE
            "t41"."ends_on" >= MAKE_DATE(2025, 1, 1)
            AND "t41"."ends_on" < MAKE_DATE(2026, 1, 1)
            AND "t41"."ends_on" < MAKE_DATE(2026, 1, 1)
            AND NOT "t41"."amount" IS NULL
        ) AS "t45"
          ON "t44"."owner" = "t45"."longer_of"
          AND "t44"."starts_on" >= "t45"."longer_from"
          AND "t44"."ends_on" <= "t45"."longer_until"
          AND (
            (
              "t44"."starts_on" > "t45"."longer_from"
            )
            OR (
              "t44"."ends_on" < "t45"."longer_until"
            )
          )
        LEFT OUTER JOIN (
          SELECT
            "t46"."quota_key" AS "quota_key",
            CAST(SUM("t46"."amount_won") AS DECIMAL(18, 4)) AS "won_amount",
            COUNT(*) AS "deals_won",
            COUNT("t46"."amount_won") AS "priced"
          FROM (
            SELECT
              "t44"."quota_key" AS "quota_key",
              "t35"."amount_won" AS "amount_won"
            FROM (
              SELECT
                "t41"."quota_key" AS "quota_key",
                "t41"."owner" AS "owner",
                "t41"."starts_on" AS "starts_on",
                "t41"."ends_on" AS "ends_on"
              FROM "t40" AS "t41"
              WHERE
                "t41"."ends_on" >= MAKE_DATE(2025, 1, 1)
                AND "t41"."ends_on" < MAKE_DATE(2026, 1, 1)
                AND "t41"."ends_on" < MAKE_DATE(2026, 1, 1)
            ) AS "t44"
            ANTI JOIN (
              SELECT
                "t41"."quota_key" AS "longer_key",
                "t41"."owner" AS "longer_of",
                "t41"."starts_on" AS "longer_from",
                "t41"."ends_on" AS "longer_until"
              FROM "t40" AS "t41"
              WHERE
                "t41"."ends_on" >= MAKE_DATE(2025, 1, 1)
                AND "t41"."ends_on" < MAKE_DATE(2026, 1, 1)
                AND "t41"."ends_on" < MAKE_DATE(2026, 1, 1)
                AND NOT "t41"."amount" IS NULL
            ) AS "t45"
              ON "t44"."owner" = "t45"."longer_of"
              AND "t44"."starts_on" >= "t45"."longer_from"
              AND "t44"."ends_on" <= "t45"."longer_until"
              AND (
                (
                  "t44"."starts_on" > "t45"."longer_from"
                )
                OR (
                  "t44"."ends_on" < "t45"."longer_until"
                )
              )
            INNER JOIN (
              SELECT
                "t32"."won_on" AS "won_on",
                "t32"."amount" AS "amount_won",
                "t32"."owner" AS "won_by"
              FROM (
                SELECT
                  "t18"."amount" AS "amount",
                  "t18"."won_on" AS "won_on",
                  "t18"."owner" AS "owner",
                  "t18"."source" AS "source"
                FROM (
                  SELECT
                    COALESCE("t16"."first_amount", "t16"."amount") AS "amount",
                    "t16"."won_on" AS "won_on",
                    "t16"."owner" AS "owner",
                    "t16"."source" AS "source"
                  FROM (
                    SELECT
                      "t15"."amount" AS "amount",
                      "t15"."currency" AS "currency",
                      "t15"."won_on" AS "won_on",
                      "t15"."owner" AS "owner",
                      "t15"."source" AS "source",
                      "t15"."first_amount" AS "first_amount"
                    FROM (
                      SELECT
                        "t8"."amount" AS "amount",
                        "t8"."currency" AS "currency",
                        "t8"."won_on" AS "won_on",
                        "t8"."owner" AS "owner",
                        "t8"."source" AS "source",
                        "t13"."first_amount" AS "first_amount"
                      FROM (
                        SELECT
                          t2.deal_key AS deal_key,
                          t2.amount AS amount,
                          t2.currency AS currency,
                          t2.won_on AS won_on,
                          t2.owner AS owner,
                          t2.source AS source
                        FROM "deals" AS "t2"
                        WHERE
                          "t2"."won_on" < MAKE_DATE(2026, 1, 1)
                          AND "t2"."created_on" < MAKE_DATE(2026, 1, 1)
                      ) AS "t8"
                      LEFT OUTER JOIN (
                        SELECT
                          "t6"."deal_key" AS "deal_key",
                          FIRST("t6"."amount" ORDER BY "t6"."at") AS "first_amount"
                        FROM (
                          SELECT
                            "t3"."deal_key" AS "deal_key",
                            "t3"."amount" AS "amount",
                            {'moment': "t3"."happened_at", 'key': "t3"."event_key"} AS "at"
                          FROM "deal_stages" AS "t3"
                          WHERE
                            "t3"."kind" = 'won' AND "t3"."happened_on" < MAKE_DATE(2026, 1, 1)
                        ) AS "t6"
                        GROUP BY
                          "t6"."deal_key"
                      ) AS "t13"
                        ON "t8"."deal_key" = "t13"."deal_key"
                    ) AS "t15"
                  ) AS "t16"
                  WHERE
                    COALESCE("t16"."currency" = 'VND', FALSE)
                ) AS "t18"
                UNION ALL
                SELECT
                  "t30"."amount" AS "amount",
                  "t30"."won_on" AS "won_on",
                  "t30"."owner" AS "owner",
                  "t30"."source" AS "source"
                FROM (
                  SELECT
                    CAST(CAST("t28"."amount" AS DECIMAL(38, 4)) * "t28"."rate" AS DECIMAL(18, 4)) AS "amount",
                    "t28"."won_on" AS "won_on",
                    "t28"."owner" AS "owner",
                    "t28"."source" AS "source"
                  FROM (
                    SELECT
                      "t21"."amount" AS "amount",
                      "t21"."won_on" AS "won_on",
                      "t21"."owner" AS "owner",
                      "t21"."source" AS "source",
                      "t14"."rate" AS "rate"
                    FROM (
                      SELECT
                        COALESCE("t16"."first_amount", "t16"."amount") AS "amount",
                        "t16"."currency" AS "currency",
                        "t16"."won_on" AS "won_on",
                        "t16"."owner" AS "owner",
                        "t16"."source" AS "source"
                      FROM (
                        SELECT
                          "t15"."amount" AS "amount",
                          "t15"."currency" AS "currency",
                          "t15"."won_on" AS "won_on",
                          "t15"."owner" AS "owner",
                          "t15"."source" AS "source",
                          "t15"."first_amount" AS "first_amount"
                        FROM (
                          SELECT
                            "t8"."amount" AS "amount",
                            "t8"."currency" AS "currency",
                            "t8"."won_on" AS "won_on",
                            "t8"."owner" AS "owner",
                            "t8"."source" AS "source",
                            "t13"."first_amount" AS "first_amount"
                          FROM (
                            SELECT
                              t2.deal_key AS deal_key,
                              t2.amount AS amount,
                              t2.currency AS currency,
                              t2.won_on AS won_on,
                              t2.owner AS owner,
                              t2.source AS source
                            FROM "deals" AS "t2"
                            WHERE
                              "t2"."won_on" < MAKE_DATE(2026, 1, 1)
                              AND "t2"."created_on" < MAKE_DATE(2026, 1, 1)
                          ) AS "t8"
                          LEFT OUTER JOIN (
                            SELECT
                              "t6"."deal_key" AS "deal_key",
                              FIRST("t6"."amount" ORDER BY "t6"."at") AS "first_amount"
                            FROM (
                              SELECT
                                "t3"."deal_key" AS "deal_key",
                                "t3"."amount" AS "amount",
                                {'moment': "t3"."happened_at", 'key': "t3"."event_key"} AS "at"
                              FROM "deal_stages" AS "t3"
                              WHERE
                                "t3"."kind" = 'won' AND "t3"."happened_on" < MAKE_DATE(2026, 1, 1)
                            ) AS "t6"
                            GROUP BY
                              "t6"."deal_key"
                          ) AS "t13"
                            ON "t8"."deal_key" = "t13"."deal_key"
                        ) AS "t15"
                      ) AS "t16"
                      WHERE
                        NOT (
                          COALESCE("t16"."currency" = 'VND', FALSE)
                        )
                    ) AS "t21"
                    LEFT OUTER JOIN (
                      SELECT
                        "t4"."currency" AS "rate_currency",
                        "t4"."rate" AS "rate",
                        "t4"."rated_on" AS "rated_on",
                        LEAD("t4"."rated_on") OVER (
                          PARTITION BY "t4"."currency"
                          ORDER BY "t4"."rated_on" ASC
                          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                        ) AS "next_rated_on"
                      FROM (
                        SELECT
                          t1.currency AS currency,
                          t1.rated_on AS rated_on,
                          t1.rate AS rate
                        FROM "exchange_rates" AS "t1"
                        WHERE
                          "t1"."to_currency" = 'VND'
                      ) AS "t4"
                    ) AS "t14"
                      ON "t21"."currency" = "t14"."rate_currency"
                      AND "t21"."won_on" >= "t14"."rated_on"
                      AND (
                        (
                          "t21"."won_on" < "t14"."next_rated_on"
                        )
                        OR (
                          "t14"."next_rated_on" IS NULL
                        )
                      )
                  ) AS "t28"
                ) AS "t30"
              ) AS "t32"
              WHERE
                "t32"."source" = 'crmeter'
            ) AS "t35"
              ON "t44"."owner" = "t35"."won_by"
              AND "t44"."starts_on" <= "t35"."won_on"
              AND "t44"."ends_on" >= "t35"."won_on"
          ) AS "t46"
          GROUP BY
            "t46"."quota_key"
        ) AS "t48"
          ON "t44"."quota_key" = "t48"."quota_key"
      ) AS "t49"
    ) AS "t50"
  )
  SELECT
    "t1"."owner" AS "owner",
    "t1"."quota_from" AS "quota_from",
    "t1"."quota_until" AS "quota_until",
    "t1"."won_amount" AS "won_amount",
    "t1"."quota_value" AS "quota_value",
    "t1"."deals_won" AS "deals_won",
    "t1"."without_amount" AS "without_amount",
    "t1"."top" AS "top",
    "t1"."bottom" AS "bottom"
  FROM (
    SELECT
      "t0"."owner" AS "owner",
      "t0"."quota_from" AS "quota_from",
      "t0"."quota_until" AS "quota_until",
      "t0"."quota_value" AS "quota_value",
      "t0"."won_amount" AS "won_amount",
      "t0"."deals_won" AS "deals_won",
      "t0"."without_amount" AS "without_amount",
      "t0"."won_amount" AS "top",
      "t0"."quota_value" AS "bottom",
      COALESCE(
        "t0"."is_countable"
        AND (
          NOT "t0"."won_amount" IS NULL
        )
        AND (
          NOT "t0"."quota_value" IS NULL
        )
        AND (
          (
            "t0"."quota_value" <> 0
          ) AND (
            NOT "t0"."won_amount" IS NULL
          )
        ),
        FALSE
      ) AS "counts"
    FROM "quotas_rows" AS "t0"
  ) AS "t1"
  WHERE
    "t1"."counts"
)
SELECT
  COUNT(*) AS "n",
  SUM("t0"."top") AS "top",
  SUM("t0"."bottom") AS "bottom",
  CAST(SUM("t0"."top") AS DOUBLE) / NULLIF(CAST(SUM("t0"."bottom") AS DOUBLE), 0) AS "value"
FROM "listed" AS "t0"
