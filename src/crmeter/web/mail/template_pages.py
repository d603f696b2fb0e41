"""Templates of mail: written in both languages, looked at before they are kept, taken out of use."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crmeter.engagement.mail.composing import composed
from crmeter.engagement.mail.placeholders import PLACEHOLDERS, check
from crmeter.engagement.mail.queries import TemplateView, template
from crmeter.engagement.mail.template_actions import TemplateWords, add_template, change_template, remove_template
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.vocabulary import LANGUAGES, Language
from crmeter.web.administrators import for_administrators, who
from crmeter.web.mail.forms import TemplateForm, typed_of
from crmeter.web.versions import version_in

_NAMES = {"vi": "Tiếng Việt", "en": "English"}


@dataclass(frozen=True, slots=True)
class Preview:
    """A template with sample values in one language."""

    language: Language
    name: str
    subject: str
    body: SafeString


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Show an empty template, look at what was typed, or keep it."""
    form = TemplateForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, None, form)
    if not form.is_valid():
        return _page(request, None, form, status=400)
    try:
        if "preview" in request.POST:
            return _page(request, None, form, previews=_previews(form.words()))
        pk = add_template(who(request), form.words())
    except Refused as refused:
        return _page(request, None, form, refusal=refused, status=400)
    messages.success(request, _("Saved"))
    return redirect("mail_template", pk)


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show a template, look at what was typed, or keep it."""
    found = _there(number)
    if request.method != "POST":
        standing = TemplateForm(typed_of(found))
        previews = _previews(standing.words()) if standing.is_valid() else []
        return _page(request, found, TemplateForm(initial=typed_of(found)), previews=previews)
    form = TemplateForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=400)
    try:
        if "preview" in request.POST:
            return _page(request, found, form, previews=_previews(form.words()))
        change_template(who(request), number, form.words(), version=version_in(request))
    except (Refused, Stale) as refused:
        # What was typed stays, to be sent on the version that stands now.
        status = 412 if isinstance(refused, Stale) else 400
        return _page(request, _there(number), form, refusal=refused, status=status)
    messages.success(request, _("Saved. Messages in the queue stay as they were written."))
    return redirect("mail_template", number)


@for_administrators
@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a template out of use."""
    _there(number)
    remove_template(who(request), number, version=version_in(request))
    messages.success(request, _("The template is out of use; messages that were made of it stay."))
    return redirect("mail")


def _page(
    request: HttpRequest, found: TemplateView | None, form: TemplateForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "template": found,
        "form": form,
        "about": [form["name"], form["purpose"]],
        "written": [form[name] for name in ("subject_vi", "body_vi", "subject_en", "body_en")],
        "placeholders": [(f"{{{name}}}", meaning) for name, (meaning, _sample) in PLACEHOLDERS.items()],
    }
    return render(request, "mail/template.html", context | more, status=status)


def _previews(words: TemplateWords) -> list[Preview]:
    """Return how the words look with sample values.

    Raises:
        Refused: they could not be sent.
    """
    found = []
    for language in LANGUAGES:
        subject, body = words.subject.in_(language), words.body.in_(language)
        check(subject)
        check(body)
        samples = {name: sample.in_(language) for name, (_meaning, sample) in PLACEHOLDERS.items()}
        made = composed(subject, body, samples, language)
        # Paragraphs, line breaks and links that the composer wrote around escaped words.
        fragment = mark_safe(made.fragment)  # noqa: S308 - see above
        found.append(Preview(language, _NAMES[language], made.subject, fragment))
    return found


def _there(number: int) -> TemplateView:
    found = template(number)
    if found is None:
        raise Http404
    return found
