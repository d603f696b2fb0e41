"""What customers spent in the days after something went badly, beside like customers with whom it went well."""

from crmeter.estimators.retention.uplift import money_uplift
from crmeter.evaluation.suggestions.suggestion import LEVEL, Gain
from crmeter.measures.view import View
from crmeter.warehouse.engine import Engine

DAYS = 90


def gain_from_sparing(engine: Engine, view: View, met: str) -> Gain:
    """Return what it may bring if nobody met the bad turn that some customers met in the period.

    Each customer counts once. Those with whom it went badly are compared with others of their stratum, new
    customers with new ones; the difference of the means is taken for all who met it.

    Args:
        engine: where `sales` and what `met` reads are readable.
        view: of the period.
        met: a SELECT of `person`, `customer_key` (empty for who never bought), `met_on`, `is_bad`, `kind` (a word by
            which people are alike), one row for each person.

    Raises:
        NotEnoughData: fewer than five on a side can be compared, or nobody met it.

    Formula: gain = n_bad · (mean spent where it went well − mean spent where it went badly), by `money_uplift` (Welch
    within strata, weights of Cochran); n_bad counts also those whose days are not over.
    """
    found = engine.arrays(
        f"""
        WITH met AS ({met}), bought AS (
            SELECT person, any_value(is_bad) AS is_bad, any_value(kind) AS kind,
                any_value(met_on) + {DAYS} <= DATE '{view.as_of}' AS is_over,
                coalesce(bool_or(ordered_on < met_on), false) AS is_known,
                coalesce(sum(amount) FILTER (WHERE is_after), 0)::DOUBLE AS spent,
                count(*) FILTER (WHERE is_after AND amount IS NULL) AS unpriced
            FROM (
                SELECT met.*, s.ordered_on, s.amount,
                    coalesce(s.ordered_on > met_on AND s.ordered_on <= met_on + {DAYS}, false) AS is_after
                FROM met LEFT JOIN sales s USING (customer_key)
            )
            GROUP BY person
        )
        SELECT is_bad, is_over AND unpriced = 0 AS is_compared, spent,
            dense_rank() OVER (ORDER BY kind, is_known) AS alike
        FROM bought ORDER BY ALL
        """
    )
    counted = found["is_compared"]
    compared = money_uplift(found["spent"][counted], ~found["is_bad"][counted], found["alike"][counted], level=LEVEL)
    customers = int(found["is_bad"].sum())
    return Gain(
        customers * compared.difference,
        customers * compared.low,
        customers * compared.high,
        customers,
        compared.difference,
        compared.n_treated + compared.n_others,
    )
