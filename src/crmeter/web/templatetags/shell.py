"""Parts of the shell in templates."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from crmeter.web.shell import Sight, part
from crmeter.web.templatetags.figures import language

register = template.Library()


@register.simple_tag(takes_context=True)
def shell_part(context: Context, name: str, *, marks_here: bool = False) -> SafeString:
    """Draw a part of the shell from its template in `shell/`.

    Args:
        context: of the page.
        name: of the template.
        marks_here: the part marks the page that is looked at.
    """
    sight: Any = context.get("sight", Sight())
    return part(f"shell/{name}.html", sight, language(), context["here"] if marks_here else "")
