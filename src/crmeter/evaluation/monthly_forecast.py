"""A series seen ahead by whichever method did best on the periods before: months, quarters or years."""

from collections.abc import Sequence
from dataclasses import dataclass

from crmeter.estimators.forecast.back_test import BackTest, back_test
from crmeter.estimators.forecast.forecast import MONTHS, Forecast, Forecaster
from crmeter.estimators.forecast.seasonal_naive import Naive, SeasonalNaive
from crmeter.estimators.forecast.smoothing import Smoothing
from crmeter.estimators.forecast.theta import Theta
from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a series is looked ahead at.

    Args:
        season: periods in a season; 1 where there is none.
        hidden: how many periods are hidden and forecast when methods are tried.
        learns_from: what a method needs to learn anything from; a shorter past leaves fewer origins.
        period: what the series counts by, for words.
    """

    season: int
    hidden: int
    learns_from: int
    period: Text


BY_MONTH = Rhythm(12, 3, 12, MONTHS)
BY_QUARTER = Rhythm(4, 2, 6, Text("quý", "quarters"))
BY_YEAR = Rhythm(1, 1, 4, Text("năm", "years"))

# From how many periods the past is looked ahead from, where the series is long enough: one stretch alone may be odd.
_MOST_ORIGINS = 4

METHODS = {
    "naive": Text("như tháng cuối (ngây thơ)", "as the last month (naive)"),
    "seasonal_naive": Text("như cùng tháng năm trước", "as the same month last year"),
    "theta": Text("Theta", "Theta"),
    "ets": Text("san bằng mũ (ETS)", "exponential smoothing (ETS)"),
}


def best_method(figures: Sequence[float], rhythm: Rhythm = BY_MONTH) -> tuple[Forecaster, BackTest]:
    """Hide some periods again and again, forecast them by each method, and fit the one with the least error.

    Args:
        figures: one for each period, oldest first, no gaps.
        rhythm: how the series runs.

    Returns:
        The method, fitted to all figures, and how the methods did.

    Raises:
        NotEnoughData: there are too few periods to hide some and learn from the others.
    """
    season, hidden, period = rhythm.season, rhythm.hidden, rhythm.period
    # Two seasons and what is hidden let the seasonal methods learn and be tested.
    is_seasonal = season > 1 and len(figures) >= 2 * season + hidden
    methods: list[Forecaster] = [
        Naive(period=period),
        *([SeasonalNaive(season, period=period)] if is_seasonal else []),
        Theta(season if is_seasonal else None, period=period),
        Smoothing(season if is_seasonal else None, period=period),
    ]
    least = 2 * season if is_seasonal else rhythm.learns_from
    origins = max(1, min(_MOST_ORIGINS, len(figures) - least - hidden + 1))
    # Of a short series only what can learn from the rest of it is tried; the naive method and Theta must.
    learns_from = len(figures) - hidden - origins + 1
    methods = [method for method in methods if method.name != Smoothing.name or method.least <= learns_from]
    tested = back_test(methods, figures, hidden, origins, season=season if is_seasonal else 1)
    return next(method for method in methods if method.name == tested.winner).fit(figures), tested


def forecast_months(figures: Sequence[float], ahead: int) -> tuple[Forecast, BackTest]:
    """Look some months ahead by the method that did best on those before.

    Args:
        figures: one for each month, oldest first, no gaps.
        ahead: how many months.

    Raises:
        NotEnoughData: see `best_method`.
    """
    best, tested = best_method(figures)
    return best.predict(ahead), tested
