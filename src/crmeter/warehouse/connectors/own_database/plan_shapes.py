"""What the firm foretold and kept to be judged, and what its people are to win."""

from collections.abc import Mapping

from crmeter.warehouse.connectors.own_database.origin import Shape, amount, came_from, day, owner

PLANS: Mapping[str, Shape] = {
    "told_forecasts": Shape(
        ("foretold",),
        f"""
        SELECT f.id AS forecast_key, f.run_id AS run, {day("f.as_of")} AS as_of, {day("f.told_on")} AS told_on,
            {day("f.month")} AS month, last_day({day("f.month")}) AS ends_on, f.currency, f.method,
            {amount("f.value")} AS value, {amount("f.low")} AS low, {amount("f.high")} AS high,
            {amount("f.typed")} AS typed, {amount("f.rate_times_value")} AS rate_times_value,
            {amount("f.last_month")} AS last_month, {came_from("f")}
        FROM foretold f
        """,
        # Every evaluation tells of months: would that ask for figures, evaluations would ask for evaluations.
        frozenset(),
    ),
    # Deals of files count in no quota, whomever they name: a firm without a deal on record has reached nothing that is
    # known.
    "quotas": Shape(
        ("won_value_targets", "quota_holders", "a_deal_on_record"),
        f"""
        SELECT t.id AS quota_key, {owner("u")} AS owner, t.span, {day("t.starts_on")} AS starts_on,
            {day("t.reach_by")} AS ends_on, {amount("t.value")} AS value, t.currency,
            (SELECT count(*) FROM a_deal_on_record) > 0 AS is_countable, {came_from("t")}
        FROM won_value_targets t JOIN quota_holders u ON u.id = t.whose_id WHERE {owner("u")} IS NOT NULL
        """,
        # Targets are no records of a concept: they come along whenever something else was changed, often for nothing;
        # neither all people nor all deals are read for them.
        frozenset(),
    ),
}
