"""Customers at risk given to those who look after them, and a round of it taken back."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from crmeter.records.ledger.refusals import Refused
from crmeter.records.retention_cases.actions import Asked, Begun, Told, begin_round, take_round_back
from crmeter.records.retention_cases.at_risk import MOST_AT_RISK, CustomerAtRisk, silent_customers, silent_ones
from crmeter.records.retention_cases.kinds import RiskKind
from crmeter.web.loyalty.keep import key_of, signs_of_others
from crmeter.web.readings.opened import open_current, scope_for
from crmeter.web.readings.pages import for_own_rows
from crmeter.web.records.reader import reader_of
from crmeter.web.templatetags.figures import language, number
from crmeter.web.versions import version_in

# So many names fit into a toast.
_MOST_NAMED = 3


@require_POST
@for_own_rows
def assign(request: HttpRequest) -> HttpResponse:
    """Give tasks for those of the list who were chosen, or for the one whose button was pressed.

    Raises:
        Http404: there is no list.
    """
    scope = scope_for(request)
    opened, found = open_current(request), silent_customers(scope)
    if opened is None or found is None:
        raise Http404
    listing, customers = found
    table = opened.page.figures.table("at_risk")
    told = {
        int(row["customer_key"]): (row["reasons"], row["next_action"])
        for row in (table.records() if table is not None else [])
        if row.get("customer_key")
    }
    wanted = {key for each in _chosen(request) if (key := key_of(each)) is not None}
    # Whoever was chosen on a later page may stand behind those whom a round compares with.
    behind = silent_ones(scope, sorted(wanted - {each.key for each in customers})[:MOST_AT_RISK])
    if untold := wanted - told.keys():
        told |= signs_of_others(opened.run, untold)
    back = f"{reverse('loyalty')}?{request.GET.urlencode()}".removesuffix("?")
    return given(request, RiskKind.SILENCE, (listing.run, listing.currency), [*customers, *behind], told, back)


def given(
    request: HttpRequest,
    kind: RiskKind,
    of: tuple[str, str],
    customers: Sequence[CustomerAtRisk],
    told: Told,
    back: str,
) -> HttpResponse:
    """Begin a round with what a form chose, and go back to its page.

    Args:
        request: a form with `only`, or `customer` for each, and how they are to be looked after.
        kind: what is feared.
        of: the run whose list it is, and the currency of its amounts.
        customers: who is at risk.
        told: reason and next action, by key.
        back: the page to go back to.
    """
    only, wanted = request.POST.get("only", ""), _chosen(request)
    chosen = [each for each in customers if str(each.key) in wanted]
    others = [each for each in customers if str(each.key) not in wanted]
    asked = Asked(
        kind=kind,
        run=of[0],
        currency=of[1],
        window_days=_whole(request, "window_days"),
        due_days=_whole(request, "due_days"),
        # Nobody is drawn out of one.
        held_out_percent=0 if only else _whole(request, "held_out"),
        language=language(),
    )
    try:
        begun = begin_round(reader_of(request), asked, chosen, others, told)
    except Refused as refusal:
        messages.error(request, refusal.text.in_(language()).capitalize())
    else:
        undo = reverse("loyalty_round_undo", args=[begun.round])
        messages.success(request, _said(begun), extra_tags=f"undo:{undo}?version={begun.version}")
    return redirect(back)


def _chosen(request: HttpRequest) -> set[str]:
    only = request.POST.get("only", "")
    return {only} if only else set(request.POST.getlist("customer"))


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a round back."""
    # A toast has no field: it names the version that its round was begun with in the address.
    version = version_in(request) or _version_of_toast(request)
    take_round_back(reader_of(request), pk, version=version)
    messages.success(request, _("The round is undone; tasks that nobody had touched are removed."))
    return redirect("loyalty_cases")


def _version_of_toast(request: HttpRequest) -> int | None:
    written = request.GET.get("version", "")
    return int(written) if written.isdecimal() and len(written) <= 9 else None


def _said(begun: Begun) -> str:
    words = ngettext("%(n)s task given", "%(n)s tasks given", begun.treated) % {"n": number(begun.treated, 0)}
    if begun.held_out:
        held = ngettext("%(n)s customer held out", "%(n)s customers held out", begun.held_out)
        words += ", " + held % {"n": number(begun.held_out, 0)}
    if begun.under_way:
        words += ", " + _("%(n)s looked after already") % {"n": number(begun.under_way, 0)}
    return words + _who_was_not_given(begun)


def _who_was_not_given(begun: Begun) -> str:
    """Return the names of those who could be given to nobody, the first of them, each with its reason."""
    if not begun.not_given:
        return ""
    count = len(begun.not_given)
    words = ngettext("%(n)s not given", "%(n)s not given", count) % {"n": number(count, 0)}
    named = "; ".join(f"{name} ({why.in_(language())})" for name, why in begun.not_given[:_MOST_NAMED])
    return f". {words}: {named}" + ("…" if count > _MOST_NAMED else "")


def _whole(request: HttpRequest, name: str) -> int:
    written = request.POST.get(name, "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 6 else -1
