"""The list of people, the page of one, and what is done to an account."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.staff.actions import add_user, call_in_data, change_person, close, make_sign_in_link, reopen
from crmeter.records.staff.queries import Person, everybody, person, teams
from crmeter.records.staff.roles import Role
from crmeter.records.staff.service_actions import tell_service
from crmeter.records.staff.service_queries import Service, service_of
from crmeter.web.administrators import for_administrators, who
from crmeter.web.people.forms import NewPersonForm, PersonForm, ServiceForm
from crmeter.web.people.found_owners import owners_of_nobody
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

LINK_LIFE = timedelta(hours=1)


@for_administrators
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Show everybody and the teams, or add a person and show their sign-in link, once."""
    form = NewPersonForm(request.POST if request.method == "POST" else None, initial={"language": language()})
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            typed = form.cleaned_data
            try:
                pk = add_user(
                    who(request),
                    typed["email"],
                    Role(typed["role"]),
                    name=typed["name"].strip(),
                    is_admin=typed["is_admin"],
                    language=typed["language"],
                )
            except Refused as refused:
                form.add_error("email", refused.text.in_(language()))
            else:
                return _with_link(request, _there(pk))
    context = {"people": everybody(), "teams": teams(), "form": form}
    return render(request, "people/people.html", context, status=status)


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one person, or keep a change of who they are."""
    found = _there(number)
    form = PersonForm(request.POST if request.method == "POST" else None, initial=_typed_of(found))
    refusal: Refused | Stale | None = None
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            typed = form.cleaned_data
            try:
                change_person(
                    who(request),
                    number,
                    version=version_in(request),
                    email=typed["email"],
                    name=typed["name"],
                    role=Role(typed["role"]),
                    is_admin=typed["is_admin"],
                )
            except (Refused, Stale) as refused:
                # What was typed stays, to be sent again.
                refusal, status = refused, 412 if isinstance(refused, Stale) else 400
            else:
                messages.success(request, _("Saved"))
                # Whoever has given up administration has no page of people any more.
                gave_up = number == request.user.pk and not typed["is_admin"]
                return redirect("home") if gave_up else redirect("person", number)
    return _page(request, found, form=form, refusal=refusal, status=status)


@for_administrators
@require_POST
def names(request: HttpRequest, number: int) -> HttpResponse:
    """Keep by which names files call a person."""
    found = _there(number)
    called = [*request.POST.get("names", "").splitlines(), *request.POST.getlist("found")]
    try:
        call_in_data(who(request), number, called, version=version_in(request))
    except (Refused, Stale) as refused:
        status = 412 if isinstance(refused, Stale) else 400
        return _page(request, found, names_refusal=refused, called="\n".join(called), status=status)
    messages.success(request, _("Saved. Their part is worked out again when they open a page."))
    return redirect("person", number)


@for_administrators
@require_POST
def service(request: HttpRequest, number: int) -> HttpResponse:
    """Keep where in the firm a person works, and from when to when."""
    found, form = _there(number), ServiceForm(request.POST)
    refusal: Refused | Stale | None = None
    if form.is_valid():
        try:
            tell_service(who(request), number, Service(**form.cleaned_data), version=version_in(request))
        except (Refused, Stale) as refused:
            refusal = refused
        else:
            messages.success(request, _("Saved"))
            return redirect("person", number)
    status = 412 if isinstance(refusal, Stale) else 400
    return _page(request, found, service_form=form, service_refusal=refusal, status=status)


@for_administrators
@require_POST
def close_account(request: HttpRequest, number: int) -> HttpResponse:
    """Close an account."""
    found = _there(number)
    try:
        close(who(request), number, version=version_in(request))
    except (Refused, Stale) as refused:
        return _page(request, found, refusal=refused, status=412 if isinstance(refused, Stale) else 400)
    return redirect("person", number) if number != request.user.pk else redirect("home")


@for_administrators
@require_POST
def reopen_account(request: HttpRequest, number: int) -> HttpResponse:
    """Open a closed account again."""
    _there(number)
    reopen(who(request), number, version=version_in(request))
    return redirect("person", number)


@for_administrators
@never_cache
@require_POST
def link(request: HttpRequest, number: int) -> HttpResponse:
    """Make a new sign-in link and show it, once."""
    found = _there(number)
    if not found.is_active:
        raise Http404
    return _with_link(request, found)


def _with_link(request: HttpRequest, found: Person) -> HttpResponse:
    token = make_sign_in_link(who(request), found.id)
    address = request.build_absolute_uri(reverse("sign_in_link", args=[token]))
    context = {"who": found, "address": address, "until": timezone.now() + LINK_LIFE}
    return render(request, "people/link.html", context)


def _page(
    request: HttpRequest, found: Person, *, form: PersonForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    called = list(found.names_in_data)
    context = {
        "who": found,
        "form": form or PersonForm(initial=_typed_of(found)),
        "service_form": ServiceForm(initial=asdict(service_of(found.id))),
        "called": "\n".join(called),
        "found": [owner for owner in owners_of_nobody() if owner not in called],
        "is_self": found.id == request.user.pk,
        "teams": [team for team in teams() if found.id in team.people],
    }
    return render(request, "people/person.html", context | more, status=status)


def _typed_of(found: Person) -> dict[str, Any]:
    name = "" if found.name == found.email else found.name
    return {"email": found.email, "name": name, "role": found.role, "is_admin": found.is_admin}


def _there(number: int) -> Person:
    found = person(number)
    if found is None:
        raise Http404
    return found
