"""The product mix: which products to improve, reprice, drop or keep, and why."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crmeter.records.products.queries import name_of, own_names
from crmeter.records.staff.queries import scope_of
from crmeter.vocabulary import Misused, NotEnoughData, Scope, Text
from crmeter.vocabulary.folding import spelled
from crmeter.web.findings.offer import offer
from crmeter.web.own_currency import own_currency
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.readers import for_survey_readers
from crmeter.web.value_map.asked import map_asked, number
from crmeter.web.value_map.opened import Opened
from crmeter.web.value_map.page import chosen_source, hides_answers, opened_source
from crmeter.web.value_map.sources import survey_waves

if TYPE_CHECKING:
    from crmeter.evaluation.external.sold_products import Sold

_TOLERANCE = "10"
_TONES = {"drop": "bad", "improve": "warn", "reprice": "warn", "keep": "good"}


@for_survey_readers
@require_safe
def product_mix_page(request: HttpRequest) -> HttpResponse:
    """Show what to do with each product of a source, with what it brought where the records know it."""
    asked = map_asked(request.GET)
    known, key = chosen_source(asked)
    context: dict[str, Any] = {"asked": asked, "sources": known, "source": key}
    if key and hides_answers(key):
        context["is_hidden"] = True
    elif key:
        try:
            context |= _mixed(request, key, opened_source(key, asked))
        except NotEnoughData as lacking:
            context["lacking"] = lacking.undefined
        except Misused as wrong:
            context["wrong"] = wrong.text
    return render(request, "value_map/mix.html", context)


def _mixed(request: HttpRequest, key: str, opened: Opened) -> dict[str, Any]:
    from crmeter.evaluation.external.product_mix import product_mix  # noqa: PLC0415 - as `page`
    from crmeter.evaluation.external.sold_products import sold_products  # noqa: PLC0415 - as `page`

    currency = own_currency()
    # Whoever sees a part of the rows is not told what the whole firm sells.
    sees_all = scope_of(reader_of(request)) == Scope()
    sold = sold_products(settings.WORKSPACE, currency) if sees_all else {}
    stands_for = _product_of(key)
    if stands_for is not None and (brought := sold.get(spelled(stands_for))) is not None:
        sold = {**sold, spelled(opened.us): brought}
    typed = request.GET.get("tolerance", _TOLERANCE)
    tolerance = number(typed)
    is_sure = any(place.verdict is not None for place in opened.placed.places)
    maps = [each for each in opened.study.maps if each.wave == opened.placed.wave]
    rows = product_mix(
        maps,
        sold,
        price_weight=opened.study.price_weight,
        currency=currency,
        tolerance=None if is_sure or tolerance is None or tolerance < 0 else tolerance,
        scores=opened.scores,
    )
    own = _own(request, key, opened, [each.place.product for each in rows], sold)
    found = []
    for each in rows:
        reason = _said(opened, each.place.product, each.reason)
        margin = None if each.sold is None else each.sold.margin
        is_own = each.place.product in own
        # What competitors should do is theirs to find out.
        acts = is_own and each.action is not None and each.action != "keep"
        found.append(
            {
                "name": opened.called(each.place.product),
                "key": each.place.product,
                "is_own": is_own,
                "stands_for": stands_for if each.place.product == opened.us else None,
                "set": each.of_set,
                "action": None if each.action is None else each.action.label,
                "tone": "" if each.action is None else _TONES[each.action],
                "reason": reason,
                "sold": each.sold,
                "margin": margin,
                "rate": None if each.sold is None or margin is None else _rate(margin, each.sold.revenue),
                "offer": offer(
                    request,
                    source="product_mix",
                    sentence=reason,
                    money=None if each.sold is None else each.sold.revenue,
                    currency=currency,
                )
                if acts
                else None,
            }
        )
    return {
        "opened": opened,
        # Ours first, in their order.
        "rows": sorted(found, key=lambda each: not each["is_own"]),
        "has_own": bool(own),
        "currency": currency,
        "tolerance": typed,
        "is_sure": is_sure,
        "sees_all": sees_all,
        "until": next((each.sold.until for each in rows if each.sold is not None), None),
        "has_sets": any(each["set"] for each in found),
    }


def _own(
    request: HttpRequest, key: str, opened: Opened, products: Sequence[str], sold: "Mapping[str, Sold]"
) -> frozenset[str]:
    """Return which products are ours: as was ticked, else those that the records sell; of a survey our brand."""
    if request.GET.get("ticked") == key:
        return frozenset(request.GET.getlist("own"))
    if opened.people:
        return frozenset({opened.us})
    return own_names(products) | {each for each in products if spelled(each) in sold}


def _product_of(key: str) -> str | None:
    """Return the name of the product that a survey is about: in it, our brand stands for that."""
    waves = survey_waves(key)
    about = waves[-1].product if waves else None
    return None if about is None else name_of(about)


def _rate(margin: Decimal, revenue: Decimal) -> Decimal | None:
    return margin / revenue if revenue > 0 else None


def _said(opened: Opened, product: str, reason: Text) -> Text:
    """Return a reason with what the product is called now in place of its key."""
    called = opened.called(product)
    return Text(reason.vi.replace(product, called.vi, 1), reason.en.replace(product, called.en, 1))
