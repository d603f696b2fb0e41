"""What pages read of figures of the market, as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from crmeter.records.market.kinds import Span, Who
from crmeter.records.market.models import MarketFigure


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure of the market; see the model."""

    id: int
    version: int
    span: Span
    starts_on: date
    product_set: str
    who: Who
    name: str
    amount: Decimal | None
    currency: str
    units: Decimal | None
    share: Decimal | None
    price: Decimal | None
    said_by: str
    said_on: date
    set_by: str
    set_at: datetime


def figures(most: int = 500) -> list[FigureView]:
    """Return figures of the market, the newest period first.

    Args:
        most: how many.
    """
    rows = MarketFigure.objects.filter(is_removed=False).select_related("set_by")
    return [_view(row) for row in rows.order_by("-starts_on", "product_set", "who", "name", "pk")[:most]]


def figure_at(pk: int) -> FigureView | None:
    """Return one figure, or None where there is none."""
    row = MarketFigure.objects.filter(pk=pk, is_removed=False).select_related("set_by").first()
    return None if row is None else _view(row)


def figures_kept() -> int:
    """Return how many figures there are."""
    return MarketFigure.objects.filter(is_removed=False).count()


def _view(row: MarketFigure) -> FigureView:
    return FigureView(
        row.pk,
        row.version,
        Span(row.span),
        row.starts_on,
        row.product_set,
        Who(row.who),
        row.name,
        row.amount,
        row.currency,
        row.units,
        row.share,
        row.price,
        row.said_by,
        row.said_on,
        str(row.set_by),
        row.set_at,
    )
