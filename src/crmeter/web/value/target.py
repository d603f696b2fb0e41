"""What equity, and our share of that of all brands, are to reach: shown, set and dropped."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crmeter.records.concept.values import read_amount
from crmeter.records.ledger.refusals import Refusal
from crmeter.strategy.targets.actions import drop_target, set_target
from crmeter.strategy.targets.queries import TargetView, targets
from crmeter.vocabulary import Text
from crmeter.web.own_currency import own_currency
from crmeter.web.records.reader import reader_of
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

EQUITY, SHARE = "customer_equity", "customer_equity_share"


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure of the page beside what it is to reach.

    Args:
        measure: its name.
        title: for people.
        is_money: or a share.
        now: how it stands; None where that is not known, or is in another currency than the target.
        target: None where nobody has set one.
    """

    measure: str
    title: Text
    is_money: bool
    now: float | None
    target: TargetView | None

    @property
    def missing(self) -> float | None:
        """By how much it falls short, in money or in percentage points; negative where it is surpassed."""
        if self.now is None or self.target is None:
            return None
        short = float(self.target.value) - self.now
        return short if self.is_money else 100 * short


def aims(equity: float | None, currency: str, share: float | None) -> tuple[Aim, ...]:
    """Return what the page shows of targets.

    Args:
        equity: of the orders; None where it is not known.
        currency: of it.
        share: of our brand in the equity of all brands; None where no survey tells it.
    """
    kept = targets()
    of_equity = kept.get(EQUITY)
    is_comparable = of_equity is None or of_equity.currency == currency
    found = [Aim(EQUITY, _EQUITY, True, equity if is_comparable else None, of_equity)]
    if share is not None or SHARE in kept:
        found.append(Aim(SHARE, _SHARE, False, share, kept.get(SHARE)))
    return tuple(found)


@require_POST
def keep_target(request: HttpRequest) -> HttpResponse:
    """Set the target of a figure, or drop it."""
    measure, reader = request.POST.get("measure", ""), reader_of(request)
    try:
        if "drop" in request.POST:
            drop_target(reader, measure, version=version_in(request))
        else:
            value, day = _typed(request, measure)
            currency = own_currency() if measure == EQUITY else ""
            set_target(reader, measure, value, day, currency=currency, version=version_in(request))
    except ValueError:
        messages.error(request, _("A target is a number, with the day by which it is to be reached."))
    except Refusal as refusal:
        messages.error(request, refusal.text.in_(language()))
    else:
        messages.success(request, _("Saved"))
    return redirect("value")


def _typed(request: HttpRequest, measure: str) -> tuple[Decimal, date]:
    value = read_amount(request.POST.get("value", ""))
    return value / 100 if measure == SHARE else value, date.fromisoformat(request.POST.get("reach_by", ""))


_EQUITY = Text("Giá trị tài sản, theo đơn hàng", "Customer equity, by the orders")
_SHARE = Text("Phần của ta trong giá trị tài sản", "Our share of customer equity")
