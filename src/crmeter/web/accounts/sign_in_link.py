"""The page of a one-time link: it asks before it signs in, so that a mere look at a link does not use it up."""

from allauth.account.utils import perform_login
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.actions import use_sign_in_link
from crmeter.records.staff.queries import owner_of_link

_GONE = 410


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show whom a link signs in, and sign them in when they say so.

    Args:
        request: by anybody who has the link.
        token: its secret.
    """
    if request.method != "POST":
        owner = owner_of_link(token)
        status = 200 if owner else _GONE
        return render(request, "account/sign_in_link.html", {"owner": owner}, status=status)
    try:
        signed_in = use_sign_in_link(token)
    except Refused:
        return render(request, "account/sign_in_link.html", {"owner": None}, status=_GONE)
    # The link stands for the password: whoever has a second factor is still asked for it.
    user = get_user_model()._default_manager.get(pk=signed_in)
    response: HttpResponse = perform_login(request, user)
    return response
