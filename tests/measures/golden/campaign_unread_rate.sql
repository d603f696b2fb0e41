WITH listed AS (
  WITH campaign_members_rows AS (
    SELECT
      "t8"."source_key" AS "source_key",
      "t5"."campaign" AS "campaign",
      "t5"."channel" AS "channel",
      "t6"."segment" AS "segment",
      "t8"."sent_on" AS "sent_on",
      "t8"."opened_on" AS "opened_on",
      "t8"."clicked_on" AS "clicked_on",
      "t8"."replied_on" AS "replied_on",
      "t8"."converted_on" AS "converted_on",
      "t8"."unsubscribed_on" AS "unsubscribed_on",
      "t8"."complained_on" AS "complained_on",
      COALESCE("t8"."opened_on" >= "t8"."sent_on", FALSE)
      OR COALESCE("t8"."clicked_on" >= "t8"."sent_on", FALSE)
      OR COALESCE("t8"."replied_on" >= "t8"."sent_on", FALSE) AS "opened"
    FROM (
      SELECT
        "t0"."campaign_key" AS "campaign_key",
        "t0"."customer_key" AS "customer_key",
        "t0"."sent_on" AS "sent_on",
        CASE
          WHEN "t0"."opened_on" < MAKE_DATE(2026, 1, 1)
          THEN "t0"."opened_on"
          ELSE CAST(NULL AS DATE)
        END AS "opened_on",
        CASE
          WHEN "t0"."clicked_on" < MAKE_DATE(2026, 1, 1)
          THEN "t0"."clicked_on"
          ELSE CAST(NULL AS DATE)
        END AS "clicked_on",
        CASE
          WHEN "t0"."replied_on" < MAKE_DATE(2026, 1, 1)
          THEN "t0"."replied_on"
          ELSE CAST(NULL AS DATE)
        END AS "replied_on",
        CASE
          WHEN "t0"."converted_on" < MAKE_DATE(2026, 1, 1)
          THEN "t0"."converted_on"
          ELSE CAST(NULL AS DATE)
        END AS "converted_on",
        CASE
          WHEN "t0"."unsubscribed_on" < MAKE_DATE(2026, 1, 1)
          THEN "t0"."unsubscribed_on"
          ELSE CAST(NULL AS DATE)
        END AS "unsubscribed_on",
        CASE
          WHEN "t0"."complained_on" < MAKE_DATE(2026, 1, 1)
          THEN "t0"."complained_on"
          ELSE CAST(NULL AS DATE)
        END AS "complained_on",
        "t0"."source_key" AS "source_key"
      FROM "campaign_members" AS "t0"
      WHERE
        "t0"."sent_on" >= MAKE_DATE(2025, 1, 1)
        AND "t0"."sent_on" < MAKE_DATE(2026, 1, 1)
    ) AS "t8"
    LEFT OUTER JOIN (
      SELECT
        "t1"."campaign_key" AS "campaign_key",
        "t1"."channel" AS "channel",
        "t1"."name" AS "campaign"
      FROM "campaigns" AS "t1"
    ) AS "t5"
      ON "t8"."campaign_key" = "t5"."campaign_key"
    LEFT OUTER JOIN (
      SELECT
        "t2"."customer_key" AS "customer_key",
        "t2"."segment" AS "segment"
      FROM "customers" AS "t2"
    ) AS "t6"
      ON "t8"."customer_key" = "t6"."customer_key"
  )
  SELECT
    "t0"."source_key" AS "source_key",
    "t0"."campaign" AS "campaign",
    "t0"."channel" AS "channel",
    "t0"."sent_on" AS "sent_on",
    "t0"."opened_on" AS "opened_on",
    "t0"."clicked_on" AS "clicked_on",
    "t0"."replied_on" AS "replied_on",
    "t0"."converted_on" AS "converted_on",
    "t0"."unsubscribed_on" AS "unsubscribed_on",
    "t0"."complained_on" AS "complained_on",
    "t0"."segment" AS "segment",
    CAST(NOT (
      "t0"."opened"
    ) AS BIGINT) AS "top",
    1 AS "bottom"
  FROM "campaign_members_rows" AS "t0"
  WHERE
    COALESCE(
      TRUE
      AND (
        (
          1 <> 0
        ) AND (
          NOT CAST(NOT (
            "t0"."opened"
          ) AS BIGINT) IS NULL
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
