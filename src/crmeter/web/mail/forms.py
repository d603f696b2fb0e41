"""The form of a template."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crmeter.engagement.mail.composing import LONGEST_SUBJECT
from crmeter.engagement.mail.queries import TemplateView
from crmeter.engagement.mail.template_actions import LONGEST_NAME, TemplateWords
from crmeter.records.consent.purposes import PURPOSES, Purpose
from crmeter.vocabulary import Text
from crmeter.web.templatetags.figures import language


class TemplateForm(forms.Form):
    """Words of a template in both languages."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    purpose = forms.ChoiceField(
        label=_("What it is for"),
        help_text=_("Marketing and surveys go to those only who said yes, and carry a link that ends them."),
    )
    subject_vi = forms.CharField(label=_("Subject in Vietnamese"), max_length=LONGEST_SUBJECT)
    body_vi = forms.CharField(label=_("Words in Vietnamese"), widget=forms.Textarea(attrs={"rows": 9}))
    subject_en = forms.CharField(label=_("Subject in English"), max_length=LONGEST_SUBJECT)
    body_en = forms.CharField(label=_("Words in English"), widget=forms.Textarea(attrs={"rows": 9}))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [(purpose.value, purpose.words.in_(language())) for purpose in PURPOSES]
        self.fields["purpose"].choices = choices  # type: ignore[attr-defined]

    def words(self) -> TemplateWords:
        """Return what was typed as the template takes it."""
        typed = self.cleaned_data
        return TemplateWords(
            name=typed["name"],
            purpose=Purpose(typed["purpose"]),
            subject=Text(typed["subject_vi"], typed["subject_en"]),
            body=Text(typed["body_vi"], typed["body_en"]),
        )


def typed_of(found: TemplateView) -> dict[str, str]:
    """Return what the form shows of what stands."""
    return {
        "name": found.name,
        "purpose": found.purpose.value,
        "subject_vi": found.subject.vi,
        "subject_en": found.subject.en,
        "body_vi": found.body.vi,
        "body_en": found.body.en,
    }
