"""The parts of loyalty, as far as the reader may open them."""

from typing import Any

from django import template

from crmeter.records.surveys.rights import may_read
from crmeter.web.records.reader import reader_of

register = template.Library()


@register.inclusion_tag("loyalty/tabs.html", takes_context=True)
def loyalty_tabs(context: template.Context, here: str) -> dict[str, Any]:
    """Draw the parts.

    Args:
        context: of the page.
        here: the part that is open.
    """
    return {"here": here, "reads_surveys": may_read(reader_of(context["request"]))}
