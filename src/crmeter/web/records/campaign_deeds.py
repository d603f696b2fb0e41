"""What is done on the page of a campaign: costs are written down, members added, taken out and told further."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from crmeter.records.campaigns.actions import add_cost, remove_cost
from crmeter.records.campaigns.concept import COST_FIELDS
from crmeter.records.concept.listing import is_within
from crmeter.records.concept.values import WrongValue
from crmeter.records.leads.concept import MEMBER_STATES
from crmeter.records.leads.member_actions import add_members, set_states, take_members_out
from crmeter.records.ledger.refusals import Stale
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import formats
from crmeter.web.records.campaign import MEMBER_LINKS, ON_A_PAGE, cost_form
from crmeter.web.records.reader import opened
from crmeter.web.records.record import page_of_record
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in


@require_POST
def new_cost(request: HttpRequest, number: int) -> HttpResponse:
    """Write down what was spent on a campaign; what cannot be kept stays typed.

    Raises:
        Http404: there is no such campaign that the reader may change.
    """
    reader = _who_changes(request, number)
    typed = {each.name: request.POST.get(each.name, "") for each in COST_FIELDS}
    try:
        add_cost(reader, number, version=version_in(request), values=typed)
    except WrongValue as wrong:
        form = cost_form(typed, wrong.field, wrong.why.in_(language()))
        return page_of_record(request, "campaigns", number, show="costs", more=form, status=422)
    except Stale as stale:
        form = cost_form(typed) | {"cost_refusal": stale.text}
        return page_of_record(request, "campaigns", number, show="costs", more=form, status=412)
    messages.success(request, _("Saved"))
    return redirect(_tab(number, "costs"))


@require_POST
def take_cost(request: HttpRequest, number: int, cost: int) -> HttpResponse:
    """Take a cost away from a campaign.

    Raises:
        Http404: there is no such campaign that the reader may change.
    """
    reader = _who_changes(request, number)
    remove_cost(reader, number, cost, version=version_in(request))
    messages.success(request, _("Removed"))
    return redirect(_tab(number, "costs"))


@require_POST
def new_members(request: HttpRequest, number: int) -> HttpResponse:
    """Put a customer, a contact or a lead into a campaign, or one of each.

    Raises:
        Http404: there is no such campaign that the reader may change.
    """
    reader = _who_changes(request, number)
    members = {name: _numbers([request.POST.get(name, "")]) for name in MEMBER_LINKS}
    if not any(members.values()):
        messages.error(request, _("Choose who is to be in the campaign."))
        return redirect(_tab(number, "members"))
    added = add_members(reader, number, version=version_in(request), members=members)
    if added:
        told = ngettext("%(n)s member added", "%(n)s members added", added)
        messages.success(request, told % {"n": formats.number(added, language())})
    else:
        messages.success(request, _("They are in the campaign already."))
    return redirect(_tab(number, "members"))


@require_POST
def change_members(request: HttpRequest, number: int) -> HttpResponse:
    """Date a state of the members that are ticked, or with `out` take those out with whom nothing was done yet.

    Raises:
        Http404: there is no such campaign that the reader may change.
    """
    reader = _who_changes(request, number)
    members = _numbers(request.POST.getlist("member")[:ON_A_PAGE])
    state = request.POST.get("state", "")
    back = redirect(_tab(number, "members"))
    if not members:
        messages.error(request, _("Tick the members first."))
    elif "out" in request.POST:
        out = take_members_out(reader, number, members)
        told = ngettext("%(n)s member taken out", "%(n)s members taken out", out)
        messages.success(request, told % {"n": formats.number(out, language())})
        if out < len(members):
            messages.error(request, _("Whoever was written to or has answered stays in the campaign."))
    elif state in {each.value for each in MEMBER_STATES}:
        came = set_states(reader, number, members, state)
        told = ngettext("%(n)s member came to this state", "%(n)s members came to this state", came)
        messages.success(request, told % {"n": formats.number(came, language())})
    else:
        messages.error(request, _("Choose a state."))
    return back


def _who_changes(request: HttpRequest, number: int) -> Person:
    reader, of = opened(request, "campaigns")
    if not is_within(reader, of, number, Deed.CHANGE):
        raise Http404
    return reader


def _numbers(words: list[str]) -> list[int]:
    return [int(word) for word in words if word.isascii() and word.isdecimal() and len(word) < 19]


def _tab(number: int, show: str) -> str:
    return f"{reverse('record', args=['campaigns', number])}?show={show}"
