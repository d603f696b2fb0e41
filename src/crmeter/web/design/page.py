"""The components with made-up figures."""

from datetime import UTC, date, datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from crmeter.evaluation.report.changes import Change

MONTHS = [74.1, 75.0, 74.6, 76.2, 77.9, 77.1, 78.8, None, 79.6, 80.4, 80.9, 81.3]
MADE_UP = {
    "months": MONTHS,
    "better": Change("up", 0.042, "relative", "good"),
    "worse": Change("down", 0.008, "points", "bad"),
    "slower": Change("up", 2.4, "days", "bad"),
    "flat": Change("flat", 0.0, "relative", "flat"),
    "share": 0.813,
    "interval": (0.797, 0.829),
    "benchmark": (0.74, 0.8),
    "before": 0.821,
    "equity": 182_643_000_000,
    "amount": 1_234_567,
    "effect": -2.7,
    "today": date(2026, 11, 20),
    "at": datetime(2026, 11, 20, 7, 5, tzinfo=UTC),
    "cohorts": [("08/2026", (100, 62, 51, 44)), ("09/2026", (100, 58, 47, None)), ("10/2026", (100, 66, None, None))],
    "fresh": {"newest": date(2026, 10, 31), "trust": 82},
}


def design(request: HttpRequest) -> HttpResponse:
    """Show every component; the drawer's content is asked for on its own."""
    user = request.user
    if not (user.is_authenticated and user.is_admin):
        raise PermissionDenied
    wanted = "explanation" if request.GET.get("part") == "explanation" else "page"
    return render(request, f"design/{wanted}.html", MADE_UP)
