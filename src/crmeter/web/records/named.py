"""People who can be named in a text, found while somebody types @ and letters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crmeter.records.staff.queries import names_to_mention
from crmeter.vocabulary.folding import folded
from crmeter.web.records.reader import reader_of

_MOST = 6
_LONGEST = 60


@require_safe
def named(request: HttpRequest) -> HttpResponse:
    """Show the people whose names have a word that begins with what was typed, marks or none."""
    reader_of(request)
    typed = folded(request.GET.get("q", "").replace("\0", "")[:_LONGEST]).strip()
    people = sorted(names_to_mention().values())
    shown = [name or local for name, local in people]
    found = [
        # Of two who have one name each is called by their address.
        {"name": called, "insert": local if shown.count(called) > 1 else called, "about": local}
        for called, (_name, local) in zip(shown, people, strict=True)
        if any(f" {typed}" in f" {folded(word)}" for word in (called, local))
    ]
    return render(request, "records/named.html", {"people": found[:_MOST]})
