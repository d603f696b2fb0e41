"""From where a measure is looked at: the period, the settings, the currency, the fitted rhythm."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from crmeter.vocabulary import Misused, Period, Text
from crmeter.vocabulary.working_time import WorkingCalendar
from crmeter.vocabulary.working_words import calendar_read
from crmeter.vocabulary.zone import ZONE

# Beyond a century there are no data to look at, and dates run out.
_DAYS = (1, 36_500)
# The lowest and the highest value of each setting.
BOUNDS: Mapping[str, tuple[float, float]] = {
    "window_days": _DAYS,
    "reduced_percent": (1, 100),
    "lead_days": _DAYS,
    "freshness_days": _DAYS,
    "new_days": _DAYS,
    "loyal_purchases": (1, 1_000_000),
    "attribution_days": _DAYS,
    "attribution_half_life": _DAYS,
    "contact_cost": (0, 1_000_000_000),
    "horizon_months": (1, 1_200),
    "annual_discount_rate": (0, 10),
    "handling_minutes": (0, 1_440),
    "answer_minutes": (0, 10_080),
    "answer_percent": (1, 99),
    "patience_minutes": (0, 10_080),
    "equity_margin_rate": (1e-6, 1),
    "equity_discount_rate": (0, 2),
    "equity_years": (0, 30),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a firm decides about its measures; a run keeps the settings that it was made with.

    Args:
        window_days: the trailing window in which a customer counts as active.
        reduced_percent: how many percent the spend must fall to count as buying less.
        lead_days: within how many days a lead must convert to count in the conversion rate.
        freshness_days: a relationship counts as fresh within so many days of the last two-way contact.
        new_days: how long a customer counts as new in the lifecycle.
        loyal_purchases: from how many days of purchase on a customer counts as loyal.
        attribution_days: how many days before an order a touch of a campaign may still have part in it.
        attribution_half_life: after how many days a touch counts half as much, where later touches count more.
        contact_cost: what one contact costs, in the currency of the evaluation; 0: nobody has said it.
        horizon_months: how far ahead lifetime value looks.
        annual_discount_rate: yearly rate at which future money is discounted.
        handling_minutes: of work on one ticket; 0: nobody has said.
        answer_minutes: within which a ticket that comes is to be begun; 0: nobody has said.
        answer_percent: of the tickets, that are to be begun within them.
        patience_minutes: after which whoever waits gives up; 0: nobody does.
        equity_brand: our brand as surveys that compare brands call it; empty: nobody has said it.
        equity_margin_rate: which part of the money of a purchase counts as value there, of all brands alike.
        equity_discount_rate: yearly rate at which it is discounted there.
        equity_years: how many years ahead it is counted there; 0 without an end.
        working_hours: when the firm works in a week, in the words of `vocabulary.working_words`; empty: nobody has
            said.
        special_days: the days that are not as their week says, in its words.
        own_measures: what the firm measures besides the catalogue: `title = definition`, one a line.
    """

    window_days: int = 365
    reduced_percent: int = 30
    lead_days: int = 90
    freshness_days: int = 30
    new_days: int = 90
    loyal_purchases: int = 4
    attribution_days: int = 90
    attribution_half_life: int = 7
    contact_cost: float = 0.0
    horizon_months: int = 36
    annual_discount_rate: float = 0.12
    handling_minutes: int = 0
    answer_minutes: int = 0
    answer_percent: int = 80
    patience_minutes: int = 0
    equity_brand: str = ""
    equity_margin_rate: float = 1.0
    equity_discount_rate: float = 0.12
    equity_years: float = 3.0
    working_hours: str = ""
    special_days: str = ""
    own_measures: str = ""

    def __post_init__(self) -> None:
        """Refuse settings that mean nothing.

        Raises:
            Misused: a window, horizon or count below 1 or beyond a century, a percentage outside 1 to 100, a rate
                below 0 or above 10; purchases of a compared brand without an end that are not discounted; words that
                tell no working hours; an own measure that cannot be read.
        """
        # "not between" also refuses NaN.
        wrong = [name for name, (low, high) in BOUNDS.items() if not low <= getattr(self, name) <= high]
        if wrong:
            raise Misused("setting_out_of_bounds", Text.join([self._out_of_bounds(name) for name in wrong], "; "))
        if self.equity_years == self.equity_discount_rate == 0:
            raise Misused("endless_without_discount", _ENDLESS)
        # Also refuses words that tell no hours.
        self.calendar()
        if self.own_measures:
            # Whoever has the settings of a run finds its own measures in the catalogue. They stand on measures, which
            # have settings.
            from crmeter.measures.own.known import own_measures_in  # noqa: PLC0415

            own_measures_in(self.own_measures)

    def calendar(self) -> WorkingCalendar | None:
        """Return when the firm works, or None while nobody has said so.

        Raises:
            Misused: the words tell no hours or no days.
        """
        if not self.working_hours:
            return None
        return calendar_read(self.working_hours, self.special_days, ZONE)

    def _out_of_bounds(self, name: str) -> Text:
        low, high = BOUNDS[name]
        return Text(
            "--{flag} phải từ {low} đến {high}, không thể là {value}",
            "--{flag} lies between {low} and {high}; it cannot be {value}",
        ).fill(flag=name.replace("_", "-"), low=low, high=high, value=str(getattr(self, name)))

    def to_json(self) -> dict[str, Any]:
        """Return the settings by name."""
        return asdict(self)


_ENDLESS = Text(
    "--equity-years 0 (không có hạn) cần --equity-discount-rate lớn hơn 0",
    "--equity-years 0 (without an end) needs an --equity-discount-rate above 0",
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The fitted mix of purchase rates: gamma with a shape and a rate in days.

    After x repeat purchases, the last at age t_x, a customer's own rate is gamma(shape + x, rate + t_x) and
    the gap to the next purchase is Lomax: P(gap > g) = ((rate + t_x) / (rate + t_x + g)) ^ (shape + x).

    Args:
        shape: r of the fitted buying process.
        rate: its alpha, in days.
        model: the name of the estimator that gave them.
    """

    shape: float
    rate: float
    model: str


@dataclass(frozen=True, slots=True)
class View:
    """All that an expression needs to know beside the rows.

    Args:
        period: what is measured.
        as_of: the last day that the evaluation sees; an order sent back after it still counts.
        currency: the currency of every amount of money.
        settings: what the firm decided.
        rhythm: the fitted buying process, or None where the data could not carry one.
        converts: whether amounts in other currencies are converted at the dated rates.
    """

    period: Period
    as_of: date
    currency: str
    settings: Settings = Settings()
    rhythm: Rhythm | None = None
    converts: bool = False

    @property
    def seen_until(self) -> date:
        """The first day that is not seen any more."""
        return self.as_of + timedelta(days=1)

    @property
    def window_start(self) -> date:
        """First day of the trailing window that ends with the period."""
        return self.period.end - timedelta(days=self.settings.window_days)

    def days_before_end(self, days: int) -> date:
        """Return the day that lies so many days before the period's end."""
        return self.period.end - timedelta(days=days)
