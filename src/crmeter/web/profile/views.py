"""Name, language, theme, and the ways to the pages of password and second factor."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.staff.actions import THEMES, change_profile
from crmeter.records.staff.queries import actor_of, names_themselves, person
from crmeter.web.preferences import THEME_COOKIE, kept_in_cookie
from crmeter.web.start import offered_to, usual_for
from crmeter.web.versions import version_in


@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Show the settings of the reader, or keep what they changed."""
    reader = person(request.user.pk) if request.user.pk else None
    if reader is None:
        raise PermissionDenied
    typed = {
        "name": request.user.display_name,  # type: ignore[union-attr]
        "language": reader.language,
        "theme": reader.theme,
        "start_page": reader.start_page,
    }
    single_keys = reader.single_keys
    refusal, status = None, 200
    if request.method == "POST":
        typed = {name: request.POST.get(name, typed[name]) for name in typed}
        if "asks_keys" in request.POST:
            single_keys = "single_keys" in request.POST
        try:
            change_profile(actor_of(reader), reader.id, version=version_in(request), single_keys=single_keys, **typed)
        except (Refused, Stale) as refused:
            refusal, status = refused, 412 if isinstance(refused, Stale) else 400
        else:
            with override(typed["language"]):
                messages.success(request, _("Saved"))
            response: HttpResponse = redirect("settings")
            kept_in_cookie(request, response, settings.LANGUAGE_COOKIE_NAME, typed["language"])
            return kept_in_cookie(request, response, THEME_COOKIE, typed["theme"])
    context = {
        "who": reader,
        "typed": typed,
        "single_keys": single_keys,
        "refusal": refusal,
        "languages": settings.LANGUAGES,
        "chosen_themes": list(zip(THEMES, (_("System"), _("Light"), _("Dark")), strict=True)),
        "start_pages": offered_to(reader),
        "usual_start": usual_for(reader),
        "names_self": names_themselves(reader.role, is_admin=reader.is_admin),
    }
    return render(request, "profile/settings.html", context, status=status)
