"""Deals that were won and lost: against whom, why, and how sure the share of wins is."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from crmeter.records.deals.concept import LOST_REASONS
from crmeter.records.deals.result_queries import CompetitorResult, Ended, deal_results
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text, formats
from crmeter.vocabulary.folding import spelled
from crmeter.web.findings.offer import Offer, offer
from crmeter.web.own_currency import own_currency
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.readers import for_survey_readers

if TYPE_CHECKING:
    from crmeter.vocabulary import Interval

_LEVEL = 0.8
_YEAR = timedelta(days=365)
_TITLES = {each.value: each.title for each in LOST_REASONS}


@dataclass(frozen=True, slots=True)
class Against:
    """How deals ended against one competitor.

    Args:
        name: of the competitor; None where nobody was named.
        won: deals.
        lost: deals.
        rate: of wins; None without a deal.
        low: of its 80 % interval.
        high: likewise.
        worth: what was lost, by currency.
        reasons: why, each with how many and what they are worth.
        offer: the finding, to be sent to review; None where nothing was lost.
    """

    name: str | None
    won: int
    lost: int
    rate: float | None
    low: float | None
    high: float | None
    worth: tuple[tuple[str, Decimal], ...]
    reasons: tuple[tuple[Text, Ended], ...]
    offer: Offer | None


@for_survey_readers
@require_safe
def won_and_lost(request: HttpRequest) -> HttpResponse:
    """Show how deals ended that the reader sees, of the last year or of all time."""
    is_year = request.GET.get("since") == "year"
    since = timezone.localdate() - _YEAR if is_year else None
    results = deal_results(reader_of(request), since)
    reasons = [reason for reason in _TITLES if any(reason in each.reasons for each in results.competitors)]
    context: dict[str, Any] = {
        "is_year": is_year,
        "against": [_against(request, each) for each in results.competitors],
        "reasons": [_TITLES[reason] for reason in reasons],
        "counts": [
            (each.competitor, [each.reasons.get(reason, Ended()).n for reason in reasons])
            for each in results.competitors
            if each.lost.n
        ],
        "stages": list(results.stages.items()),
        "lost": sum(each.lost.n for each in results.competitors),
    }
    return render(request, "value_map/deals.html", context)


def against(reader: Person, names: tuple[str, ...]) -> CompetitorResult | None:
    """Return how deals ended against a competitor of one of some names; None where it never was named."""
    wanted = {spelled(each) for each in names}
    results = deal_results(reader)
    return next((each for each in results.competitors if each.competitor and spelled(each.competitor) in wanted), None)


def rate_of(result: CompetitorResult) -> "tuple[float, Interval] | None":
    """Return the share of wins with its interval; None without a deal that ended."""
    # Only pages that tell how sure a share is load numpy.
    from crmeter.estimators.intervals import wilson  # noqa: PLC0415 - see above

    ended = result.won.n + result.lost.n
    interval = wilson(result.won.n, ended, _LEVEL) if ended else None
    return None if interval is None else (result.won.n / ended, interval)


def reason_of(code: str) -> Text:
    """Return why a deal was lost, in words."""
    return _TITLES.get(code, _NOT_TOLD)


def _against(request: HttpRequest, result: CompetitorResult) -> Against:
    rate = rate_of(result)
    worth = tuple((currency, amount) for currency, amount in (result.lost.amounts or {}).items())
    return Against(
        result.competitor,
        result.won.n,
        result.lost.n,
        None if rate is None else rate[0],
        None if rate is None else float(rate[1].low),
        None if rate is None else float(rate[1].high),
        worth,
        tuple((reason_of(code), each) for code, each in result.reasons.items()),
        _offer(request, result),
    )


def _offer(request: HttpRequest, result: CompetitorResult) -> Offer | None:
    """Offer what was lost to a named competitor, and why most of it."""
    if result.competitor is None or not result.reasons:
        return None
    code, most = next(iter(result.reasons.items()))
    currency = own_currency()
    money = (result.lost.amounts or {}).get(currency)
    sentence = _LOST_TO.fill(
        competitor=result.competitor, n=result.lost.n, reason=_inside(reason_of(code)), most=most.n
    )
    if money is not None:
        sentence = _WORTH.fill(
            said=sentence,
            money=Text(formats.money(money, currency, "vi"), formats.money(money, currency, "en")),
        )
    return offer(request, source="deals_lost", sentence=sentence, money=money, currency=currency)


def _inside(words: Text) -> Text:
    return Text(words.vi[:1].lower() + words.vi[1:], words.en[:1].lower() + words.en[1:])


_NOT_TOLD = Text("Không ghi lý do", "No reason told")
_LOST_TO = Text(
    "{n} cơ hội thua {competitor}, nhiều nhất vì {reason} ({most} cơ hội).",
    "{n} deals were lost to {competitor}, most of them because of: {reason} ({most}).",
)
_WORTH = Text("{said} Giá trị đã mất: {money}.", "{said} They were worth {money}.")
