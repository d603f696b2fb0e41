"""What the pages of the outside view and the forecasts show for each purpose; all of it was worked out by the run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from crmeter.evaluation.report.embed import draw_last_months, draw_months_ahead
from crmeter.strategy.alerts.queries import waiting_alerts
from crmeter.strategy.targets.queries import targets_of
from crmeter.strategy.targets.standings import measured_by
from crmeter.vocabulary import Text
from crmeter.web.purpose import Purpose, purpose_of, purposes
from crmeter.web.readings.opened import Opened, safe
from crmeter.web.records.reader import reader_of
from crmeter.web.targets.shown import shown_target


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where something stands that a page does not have.

    Args:
        sentence: why it is not here.
        to: the name of the address.
        words: of the link.
    """

    sentence: Text
    to: str
    words: Text

    @property
    def address(self) -> str:
        """Where the link leads."""
        return reverse(self.to)


@dataclass(frozen=True, slots=True)
class OutsidePage:
    """A page by what serves each purpose.

    Args:
        measures: that are read month by month, and whose targets and alerts belong here.
        forecasts: what is foreseen of it; none where it is foreseen elsewhere.
        elsewhere: where a purpose is served that this page does not serve.
    """

    measures: tuple[str, ...]
    forecasts: tuple[str, ...] = ()
    elsewhere: Mapping[Purpose, Elsewhere] = field(default_factory=dict)


_FORECASTS = Text("Đến trang dự báo", "To the forecasts")
_SATISFACTION = Text("Đến trang hài lòng", "To satisfaction")
OUTSIDE: Mapping[str, OutsidePage] = MappingProxyType(
    {
        "value": OutsidePage(
            ("customer_equity", "customer_lifetime_value", "value_at_risk", "revenue", "gross_margin"),
            ("forecast_revenue", "forecast_new_customers"),
        ),
        "loyalty": OutsidePage(
            ("retention_rate", "new_customers", "reduced_customers", "lost_customers", "won_back_customers"),
            ("forecast_buyers", "forecast_new_customers"),
        ),
        "satisfaction": OutsidePage(
            ("csat", "nps", "ces", "response_rate"),
            elsewhere={
                Purpose.FORECAST: Elsewhere(
                    Text(
                        "Không dự báo điểm hài lòng: các đợt khảo sát quá thưa để dự báo. Khách mua và phiếu hỗ trợ "
                        "được dự báo ở trang dự báo.",
                        "Scores of satisfaction are not foreseen: waves are too far apart. Customers who buy and "
                        "tickets are foreseen among the forecasts.",
                    ),
                    "forecasts",
                    _FORECASTS,
                ),
            },
        ),
        "brand": OutsidePage(
            (),
            elsewhere={
                Purpose.DAILY: Elsewhere(
                    Text(
                        "Thương hiệu được đo theo đợt khảo sát, không theo ngày. Điều khách nói từng tháng ở trang "
                        "hài lòng.",
                        "The brand is measured by waves of a survey, not day by day. What customers say month by "
                        "month stands with satisfaction.",
                    ),
                    "satisfaction",
                    _SATISFACTION,
                ),
                Purpose.FORECAST: Elsewhere(
                    Text(
                        "Không dự báo điểm thương hiệu: các đợt khảo sát quá thưa. Thị phần và mức giá được dự báo ở "
                        "trang thị trường.",
                        "The score of the brand is not foreseen: waves are too far apart. Market shares and prices "
                        "are foreseen with the market.",
                    ),
                    "market",
                    Text("Đến trang thị trường", "To the market"),
                ),
            },
        ),
        "forecasts": OutsidePage(("revenue", "orders", "new_customers", "leads_created", "tickets_created")),
    }
)


def read_for(request: HttpRequest, opened: Opened | None, name: str) -> dict[str, Any]:
    """Return the switch of a page, and what the purpose it is read for adds to it.

    Args:
        request: who reads.
        opened: the run; None where there is none, or the page is of none.
        name: one of `OUTSIDE`.
    """
    purpose, page = purpose_of(request), OUTSIDE[name]
    added: dict[str, Any] = {"elsewhere": page.elsewhere.get(purpose)}
    if opened is not None:
        added |= added_by(purpose, request, opened, page.measures, page.forecasts)
    return {**purposes(purpose), "read_for": added}


def added_by(
    purpose: Purpose, request: HttpRequest, opened: Opened, measures: Sequence[str], forecasts: Sequence[str]
) -> dict[str, Any]:
    """Return what a purpose adds to a page.

    Args:
        purpose: for what it is read.
        request: who reads.
        opened: the run.
        measures: that the page is about.
        forecasts: of it.
    """
    if purpose is Purpose.DAILY:
        waiting = [each for each in waiting_alerts(reader_of(request)) if each.measure in measures]
        return {"last_months": safe(draw_last_months(opened.page, measures)), "alerts_waiting": waiting}
    if purpose is Purpose.EVERYTHING:
        return {}
    # Targets of the firm are of all rows: whoever sees a part is not held against them.
    aims = targets_of(firm_only=True) if opened.run.part is None else ()
    own = [each for each in aims if each.measure in measures]
    measured = measured_by(opened.run, {each.measure for each in own}) if own else None
    found: dict[str, Any] = {"aims": [shown_target(each, measured) for each in own]}
    if purpose is Purpose.FORECAST and forecasts:
        found["ahead"] = safe(draw_months_ahead(opened.page, forecasts))
    return found
