"""For what somebody reads a page: to plan, for the work of the day, for what comes (A2). The figures are the same."""

from collections.abc import Mapping
from enum import StrEnum

from django.http import HttpRequest

from crmeter.vocabulary import Text

_KEPT_AS = "purpose"


class Purpose(StrEnum):
    """What a page is read for."""

    EVERYTHING = "all"
    PLANNING = "planning"
    DAILY = "daily"
    FORECAST = "forecast"


PURPOSES: Mapping[Purpose, Text] = {
    Purpose.EVERYTHING: Text("Tất cả", "Everything"),
    Purpose.PLANNING: Text("Hoạch định", "Planning"),
    Purpose.DAILY: Text("Việc hằng ngày", "Daily work"),
    Purpose.FORECAST: Text("Dự báo", "Forecast"),
}


def purpose_of(request: HttpRequest) -> Purpose:
    """Return for what a page is read: as its address says, else as was said last."""
    said = request.GET.get("purpose", "")
    if said in list(Purpose):
        if request.session.get(_KEPT_AS, Purpose.EVERYTHING) != said:
            request.session[_KEPT_AS] = said
        return Purpose(said)
    kept = request.session.get(_KEPT_AS, "")
    return Purpose(kept) if kept in list(Purpose) else Purpose.EVERYTHING


def purposes(chosen: Purpose) -> dict[str, object]:
    """Return what the switch of a page needs.

    Args:
        chosen: for what the page is read now.
    """
    return {
        "purpose": chosen.value,
        "purposes": [(each.value, words) for each, words in PURPOSES.items()],
        "for_planning": chosen in (Purpose.EVERYTHING, Purpose.PLANNING),
        "for_the_day": chosen in (Purpose.EVERYTHING, Purpose.DAILY),
        "is_daily": chosen is Purpose.DAILY,
        "is_forecast": chosen is Purpose.FORECAST,
        "is_planning": chosen is Purpose.PLANNING,
    }
