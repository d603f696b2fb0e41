"""A forecaster that uses a season where the series shows one."""

from crmeter.estimators.forecast.forecast import MONTHS, Forecaster
from crmeter.vocabulary import Text

# One-step errors without a season start this many periods after the least that is fitted.
_MORE = 4


class SeasonTested(Forecaster):
    """Use a season where its test finds one, and none elsewhere.

    Args:
        season: periods in a season, such as 12 months; None looks for no season.
        period: what the series counts by, for words.

    Attributes (after fit):
        seasonal_: whether the season passed its test (F test of the places in the season, 90 %).

    Raises:
        ValueError: the season has less than one period.
    """

    seasonal_: bool

    def __init__(self, season: int | None = None, *, period: Text = MONTHS) -> None:
        super().__init__(period=period)
        if season is not None and season < 1:
            raise ValueError(f"a season has at least one period, not {season}")
        self.season = season

    @property
    def least_like(self) -> int:
        """Three seasons where the season is used: with two, a place in it is known from one figure alone."""
        if not self.seasonal_ or self.season is None:
            return self.least + _MORE
        return 3 * self.season
