"""A monthly series seen ahead by whichever method did best on the quarters before."""

from collections.abc import Sequence

from crmeter.estimators.forecast.back_test import BackTest, back_test
from crmeter.estimators.forecast.forecast import Forecast, Forecaster
from crmeter.estimators.forecast.seasonal_naive import Naive, SeasonalNaive
from crmeter.estimators.forecast.smoothing import Smoothing
from crmeter.estimators.forecast.theta import Theta
from crmeter.vocabulary import Text

_BACK_TESTED = 3
# From how many months the past is looked ahead from, where the series is long enough: one quarter alone may be odd.
_MOST_ORIGINS = 4
_SEASON = 12
# What a method needs to learn anything from; a shorter past leaves fewer origins.
_LEARNS_FROM = 12

METHODS = {
    "naive": Text("như tháng cuối (ngây thơ)", "as the last month (naive)"),
    "seasonal_naive": Text("như cùng tháng năm trước", "as the same month last year"),
    "theta": Text("Theta", "Theta"),
    "ets": Text("san bằng mũ (ETS)", "exponential smoothing (ETS)"),
}


def forecast_months(figures: Sequence[float], ahead: int) -> tuple[Forecast, BackTest]:
    """Hide three months again and again, forecast them by each method, and look ahead by the one with the least error.

    Args:
        figures: one for each month, oldest first, no gaps.
        ahead: how many months.

    Returns:
        The coming months, and how the methods did.

    Raises:
        NotEnoughData: there are too few months to hide three and learn from the others.
    """
    # Two seasons and a quarter let the seasonal methods learn and be tested.
    is_seasonal = len(figures) >= 2 * _SEASON + _BACK_TESTED
    methods: list[Forecaster] = [
        Naive(),
        *([SeasonalNaive(_SEASON)] if is_seasonal else []),
        Theta(_SEASON if is_seasonal else None),
        Smoothing(_SEASON if is_seasonal else None),
    ]
    least = 2 * _SEASON if is_seasonal else _LEARNS_FROM
    origins = max(1, min(_MOST_ORIGINS, len(figures) - least - _BACK_TESTED + 1))
    # Of a short series only what can learn from the rest of it is tried; the naive method and Theta must.
    learns_from = len(figures) - _BACK_TESTED - origins + 1
    methods = [method for method in methods if method.name != Smoothing.name or method.least <= learns_from]
    tested = back_test(methods, figures, _BACK_TESTED, origins, season=_SEASON if is_seasonal else 1)
    best = next(method for method in methods if method.name == tested.winner).fit(figures)
    return best.predict(ahead), tested
