"""Form fields in templates: Django's own control with the product's classes."""

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, PasswordInput, RadioSelect
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def is_check(field: BoundField) -> bool:
    """Return whether the label stands behind the control."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def asks_password(form: BaseForm) -> bool:
    """Return whether a password is asked for: then a password manager wants to know whose."""
    return any(isinstance(field.widget, PasswordInput) for field in form.fields.values())


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Draw the control of a field; Django ties help and errors to it."""
    # Placeholders repeat the label and are gone when they are needed.
    wanted: dict[str, str | bool] = {"placeholder": ""}
    if not isinstance(field.field.widget, CheckboxInput | RadioSelect):
        wanted["class"] = "input"
    if field.errors:
        wanted["aria-describedby"] = f"{field.auto_id}_error"
    drawn = field.as_widget(attrs=wanted)
    return SafeString(drawn.replace(' placeholder=""', ""))
