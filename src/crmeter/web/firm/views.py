"""The settings of the firm and the state of the installation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crmeter.records.calendar.queries import week
from crmeter.records.firm.actions import change_firm
from crmeter.records.firm.queries import firm
from crmeter.records.ledger.refusals import Stale
from crmeter.web.administrators import for_administrators, who
from crmeter.web.firm.forms import FIRM, MEASURES, FirmForm, typed_of
from crmeter.web.firm.installation import installation
from crmeter.web.versions import version_in


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def workspace(request: HttpRequest) -> HttpResponse:
    """Show what the firm decides and how the installation is, or keep a change."""
    standing = firm()
    form = FirmForm(request.POST if request.method == "POST" else None, initial=typed_of(standing))
    refusal, status = None, 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                change_firm(
                    who(request),
                    version=version_in(request),
                    **{name: form.cleaned_data[name] for name in FIRM},
                    measures=form.measures(),
                )
            except Stale as stale:
                # What was typed stays, to be sent on the version that stands now.
                refusal, status = stale, 412
            else:
                messages.success(request, _("Saved. It takes effect at the next evaluation."))
                return redirect("workspace")
    context = {
        "form": form,
        "firm_fields": [form[name] for name in FIRM],
        "measure_fields": [form[name] for name in MEASURES],
        "version": standing.version,
        "zone": week().zone,
        "refusal": refusal,
        "installation": installation(),
    }
    return render(request, "firm/workspace.html", context, status=status)
