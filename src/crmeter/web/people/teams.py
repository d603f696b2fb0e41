"""Teams: added, renamed, removed; who is in them and who leads."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.staff.queries import TeamView, everybody, person, teams
from crmeter.records.staff.team_actions import add_team, join_team, leave_team, remove_team, rename_team
from crmeter.web.administrators import for_administrators, who
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in


@for_administrators
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Make a team."""
    try:
        slug = add_team(who(request), request.POST.get("name", ""))
    except Refused as refused:
        messages.error(request, refused.text.in_(language()))
        return redirect("people")
    return redirect("team", slug)


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a team, or give it another name."""
    team = _there(slug)
    refusal, status = None, 200
    typed = request.POST.get("name", team.name)
    if request.method == "POST":
        try:
            rename_team(who(request), team.id, typed, version=version_in(request))
        except (Refused, Stale) as refused:
            refusal, status = refused, 412 if isinstance(refused, Stale) else 400
        else:
            messages.success(request, _("Saved"))
            return redirect("team", slug)
    inside = {number for number, _name, _leads in team.members}
    others = [each for each in everybody() if each.is_active and each.id not in inside]
    context = {"team": team, "typed": typed, "others": others, "refusal": refusal}
    return render(request, "people/team.html", context, status=status)


@for_administrators
@require_POST
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Remove a team; its people stay."""
    remove_team(who(request), _there(slug).id, version=version_in(request))
    return redirect("people")


@for_administrators
@require_POST
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a person in a team, or say whether they lead it."""
    team = _there(slug)
    join_team(who(request), _number(request), team.slug, leads="leads" in request.POST)
    return redirect("team", slug)


@for_administrators
@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a person out of a team."""
    team = _there(slug)
    leave_team(who(request), _number(request), team.slug)
    return redirect("team", slug)


def _number(request: HttpRequest) -> int:
    written = request.POST.get("person", "")
    if not (written.isdecimal() and len(written) <= 9 and person(int(written))):
        raise Http404
    return int(written)


def _there(slug: str) -> TeamView:
    for team in teams():
        if team.slug == slug:
            return team
    raise Http404
