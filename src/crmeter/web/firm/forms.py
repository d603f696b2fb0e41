"""The form of what the firm decides."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crmeter.measures.view import BOUNDS, Settings
from crmeter.records.firm.queries import FirmView
from crmeter.vocabulary import CURRENCIES

# Label and meaning of each setting of the measures.
MEASURES: Mapping[str, tuple[Any, Any]] = {
    "window_days": (_("Trailing window, days"), _("A customer who bought within it counts as active.")),
    "reduced_percent": (_("Buying less, percent"), _("By how much the spend must fall to count as buying less.")),
    "lead_days": (_("Days for a lead"), _("Within these a lead must convert to count as converted in time.")),
    "freshness_days": (
        _("Fresh relationship, days"),
        _("A relationship is fresh when customer and firm were last in touch within these."),
    ),
    "new_days": (_("New customer, days"), _("How long a customer counts as new in the lifecycle.")),
    "loyal_purchases": (_("Loyal from, purchase days"), _("From so many days with a purchase on a customer is loyal.")),
    "handling_minutes": (
        _("Work on one ticket, minutes"),
        _("From it follow the agents that each hour takes; 0: unknown."),
    ),
    "answer_minutes": (_("A ticket is begun within, minutes"), _("As it is promised; 0: nothing is promised.")),
    "answer_percent": (_("Tickets begun in time, percent"), _("How many of a hundred are to be begun within them.")),
    "patience_minutes": (_("Patience of those who wait, minutes"), _("After which they give up; 0: nobody does.")),
    "attribution_days": (
        _("Orders of campaigns, days"),
        _("How long before an order a campaign may have reached the customer to have part in it."),
    ),
    "attribution_half_life": (
        _("Half-life of campaigns, days"),
        _("After so many days a campaign counts half as much for an order, where later ones count more."),
    ),
    "contact_cost": (
        _("Cost of a contact"),
        _("Working time and fees of one call, message or visit, in the currency of evaluations; 0: not told."),
    ),
    "horizon_months": (_("Horizon of lifetime value, months"), _("How far ahead lifetime value looks.")),
    "annual_discount_rate": (
        _("Discount rate, percent a year"),
        _("By how much money of next year counts less than money of today."),
    ),
}
RATE = "annual_discount_rate"
MONEY = "contact_cost"
FIRM = ("name", "address", "tax_code", "currency")


class FirmForm(forms.Form):
    """Name, address, currency and the settings of measures; a share is written in percent."""

    name = forms.CharField(label=_("Name of the firm"), max_length=120, required=False)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    tax_code = forms.CharField(label=_("Tax code"), max_length=20, required=False)
    currency = forms.ChoiceField(
        label=_("Currency of evaluations"),
        required=False,
        help_text=_("Amounts in other currencies are converted where there is a rate of their day."),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices: Any = [("", pgettext_lazy("currency", "That of most orders")), *((code, code) for code in CURRENCIES)]
        self.fields["currency"].choices = choices  # type: ignore[attr-defined]
        defaults = Settings().to_json()
        for name, (label, meaning) in MEASURES.items():
            low, high = BOUNDS[name]
            percent = name == RATE
            default = _percent(defaults[name]) if percent else defaults[name]
            if name == MONEY:
                self.fields[name] = forms.FloatField(label=label, help_text=meaning, min_value=low, max_value=high)
                continue
            words = _("%(meaning)s Without a change: %(default)s.") % {"meaning": meaning, "default": default}
            self.fields[name] = (
                forms.FloatField(label=label, help_text=words, min_value=100 * low, max_value=100 * high)
                if percent
                else forms.IntegerField(label=label, help_text=words, min_value=int(low), max_value=int(high))
            )

    def measures(self) -> dict[str, Any]:
        """Return the settings of measures as they take them."""
        typed = {name: self.cleaned_data[name] for name in MEASURES}
        return {**typed, RATE: round(typed[RATE] / 100, 6)}


def typed_of(standing: FirmView) -> dict[str, Any]:
    """Return what the form shows of what stands."""
    measures = {**Settings().to_json(), **{n: v for n, v in standing.measures.items() if n in MEASURES}}
    firm = {name: getattr(standing, name) for name in FIRM}
    return {**firm, **measures, RATE: _percent(measures[RATE]), MONEY: f"{measures[MONEY]:g}"}


def _percent(share: float) -> float:
    percent = round(100 * share, 4)
    return int(percent) if percent == int(percent) else percent
