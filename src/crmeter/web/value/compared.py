"""The equity of ours and of each competitor on the page of value: of the survey whose assumptions evaluations use."""

from typing import Any

from django.http import HttpRequest, QueryDict

from crmeter.records.surveys.equity_queries import EquityAssumed, EquityStated, equity_stated
from crmeter.records.surveys.queries import brand_surveys, opened_first, survey, waves_of
from crmeter.records.surveys.result_queries import results_of
from crmeter.records.surveys.rights import may_read
from crmeter.vocabulary import NotEnoughData, Undefined
from crmeter.web.own_currency import own_currency
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.equity import equity_found


def compared_of(request: HttpRequest) -> dict[str, Any]:
    """Return what the page shows of all brands, or what is missing; nothing for who reads no surveys.

    Only what a survey was stated for loads the engine of tables and the estimators.

    Args:
        request: whose address says which drivers move by how much, at which cost.
    """
    if not may_read(reader_of(request)):
        return {}
    stated, first = equity_stated(), opened_first(brand_surveys())
    if stated is None:
        return {"missing": "survey" if first is None else "assumptions", "survey": first and first.survey}
    return _newest(request, stated)


def moves_of(address: QueryDict) -> QueryDict:
    """Return what an address says of the segment, of moves and their costs, and nothing else."""
    moves = QueryDict(mutable=True)
    for name in address:
        if name == "segment" or name.startswith(("move-", "cost-")):
            moves[name] = address.get(name, "")
    return moves


def _newest(request: HttpRequest, stated: EquityStated) -> dict[str, Any]:
    """Return the equity of the newest wave that carries it."""
    currency = own_currency()
    address = _address(stated.assumed, moves_of(request.GET))
    chosen = survey(stated.survey)
    waves = () if chosen is None else waves_of(chosen)
    why: Undefined | None = None
    for wave in reversed(waves):
        if wave.opened_at is None or results_of(wave).is_hidden:
            continue
        try:
            found = equity_found(request, wave, address, currency)
        except NotEnoughData as lacking:
            why = why or lacking.undefined
            continue
        if found.get("equity") or found["segment_refused"]:
            return found | {"survey": wave, "currency": currency}
    return {"missing": "answers", "lacking": why, "survey": chosen}


def _address(assumed: EquityAssumed, moves: QueryDict) -> QueryDict:
    """Return the assumptions as the page of a survey's equity has them in its address, with the moves."""
    address = moves.copy()
    address["us"] = assumed.brand
    address["margin"], address["discount"] = _typed(100 * assumed.margin), _typed(100 * assumed.discount_rate)
    address["market"] = _typed(assumed.customers)
    if assumed.years is None:
        address["endless"] = "1"
    else:
        address["horizon"] = _typed(assumed.years)
    return address


def _typed(value: float) -> str:
    """Return a number as it is read back: a mark before exactly three digits would group them."""
    plain = f"{value:.8f}".rstrip("0").rstrip(".")
    return plain + "0" if len(plain.partition(".")[2]) == 3 else plain
