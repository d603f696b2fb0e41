"""Which share of what customers spend in the category each brand has, from a survey that rates brands."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from crmeter.estimators import SpentShare, WalletShare, spent_share, wallet_from_ranks, wallet_shares
from crmeter.evaluation.opened_run import OpenedRun
from crmeter.vocabulary import NotEnoughData, Undefined

_YEAR = 365


@dataclass(frozen=True, slots=True)
class WalletStudy:
    """Shares of spend.

    Args:
        respondents: who rated a brand.
        shares: by brand, as ranks foretell them; the largest over all first.
        spent: what matched customers bought from the firm of what they say they spend in all.
    """

    respondents: int
    shares: Mapping[str, WalletShare]
    spent: SpentShare | Undefined


def surveys_with_brands(opened: OpenedRun) -> tuple[int, ...]:
    """Return the numbers of the waves in which brands are rated, the newest first."""
    rows = opened.engine.rows(
        "SELECT survey_key FROM survey_answers WHERE question_kind = 'rating' AND brand IS NOT NULL"
        " AND value IS NOT NULL GROUP BY 1 HAVING count(DISTINCT brand) > 1 ORDER BY max(answered_on) DESC, 1 DESC"
    )
    return tuple(int(key) for (key,) in rows)


def study_wallet(opened: OpenedRun, survey: int, level: float = 0.8) -> WalletStudy:
    """Study one wave.

    Args:
        opened: the run; what it kept must be readable.
        survey: the number of the wave.
        level: of intervals.

    Raises:
        NotEnoughData: nobody rated a brand.
    """
    # A brand that somebody rates is one that they know from use; aspects count alike.
    rows = opened.engine.rows(
        "SELECT response_key, brand, avg(value)::DOUBLE FROM survey_answers WHERE survey_key = ?"
        " AND question_kind = 'rating' AND brand IS NOT NULL AND value IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2",
        [survey],
    )
    people = {key: place for place, key in enumerate(dict.fromkeys(row[0] for row in rows))}
    brands = {brand: place for place, brand in enumerate(sorted({row[1] for row in rows}))}
    scores = np.full((len(people), len(brands)), np.nan)
    for key, brand, score in rows:
        scores[people[key], brands[brand]] = score
    used = np.isfinite(scores)
    found = wallet_shares(wallet_from_ranks(scores, used), used, level)
    shares = dict(zip(brands, found, strict=True))
    return WalletStudy(
        respondents=len(people),
        shares=dict(sorted(shares.items(), key=lambda each: -each[1].of_all)),
        spent=_spent(opened, survey, level),
    )


def _spent(opened: OpenedRun, survey: int, level: float) -> SpentShare | Undefined:
    """Compare a year of orders up to the answer with the money of one purchase × the purchases of a year."""
    rows = opened.engine.rows(
        f"""
        WITH told AS (
            SELECT response_key, max(customer_key) AS customer_key, max(answered_on) AS answered_on,
                max(value) FILTER (question_kind = 'spend') * max(value) FILTER (question_kind = 'frequency') AS in_all
            FROM survey_answers WHERE survey_key = ? GROUP BY 1
        )
        SELECT in_all::DOUBLE, coalesce(sum(s.amount), 0)::DOUBLE
        FROM told t LEFT JOIN sales s ON s.customer_key = t.customer_key AND s.ordered_on <= t.answered_on
            AND s.ordered_on > t.answered_on - {_YEAR}
        WHERE t.customer_key IS NOT NULL AND in_all > 0 GROUP BY t.response_key, in_all
        """,
        [survey],
    )
    in_all, with_us = zip(*rows, strict=True) if rows else ((), ())
    try:
        return spent_share(with_us, in_all, level)
    except NotEnoughData as nothing:
        return nothing.undefined
