"""The form of one person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from crmeter.records.staff.roles import Role
from crmeter.vocabulary import LANGUAGES


class PersonForm(forms.Form):
    """Who somebody is in the firm."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(
        label=_("Name"), max_length=200, required=False, help_text=_("Customers of reps are found by it in the data.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    is_admin = forms.BooleanField(label=_("Administers the product: people, settings"), required=False)


class ServiceForm(forms.Form):
    """Where in the firm somebody works, and from when to when."""

    department = forms.CharField(label=_("Department"), max_length=120, required=False)
    joined_on = forms.DateField(
        label=_("First day at the firm"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    left_on = forms.DateField(
        label=_("Last day at the firm"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class NewPersonForm(PersonForm):
    """A person to be added, with the language of their pages."""

    language = forms.ChoiceField(
        label=_("Language of their pages"),
        choices=[(code, {"vi": "Tiếng Việt", "en": "English"}[code]) for code in LANGUAGES],
    )
