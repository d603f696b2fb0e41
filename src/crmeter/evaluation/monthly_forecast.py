"""A monthly series seen ahead by whichever method did best on its last quarter."""

from collections.abc import Sequence

from crmeter.estimators.forecast.back_test import BackTest, back_test
from crmeter.estimators.forecast.forecast import Forecast, Forecaster
from crmeter.estimators.forecast.seasonal_naive import Naive, SeasonalNaive
from crmeter.estimators.forecast.theta import Theta
from crmeter.vocabulary import Text

_BACK_TESTED = 3
_SEASON = 12

METHODS = {
    "naive": Text("như tháng cuối (ngây thơ)", "as the last month (naive)"),
    "seasonal_naive": Text("như cùng tháng năm trước", "as the same month last year"),
    "theta": Text("Theta", "Theta"),
}


def forecast_months(figures: Sequence[float], ahead: int) -> tuple[Forecast, BackTest]:
    """Hide the last three months, forecast them by each method, and look ahead by the one with the smallest error.

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
    ]
    tested = back_test(methods, figures, _BACK_TESTED, season=_SEASON if is_seasonal else 1)
    best = next(method for method in methods if method.name == tested.winner).fit(figures)
    return best.predict(ahead), tested
