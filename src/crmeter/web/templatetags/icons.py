"""Line icons in templates, from the sprite that set-up cuts to the icons in use."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
SPRITE = "crmeter/built/icons.svg"


@register.simple_tag
def icon(name: str, style: str = "", label: str = "") -> SafeString:
    """Draw an icon; without a label it says nothing that the words beside it do not say.

    Args:
        name: of the Tabler outline icons. A literal, in a template or as `icon="…"` in Python, so that set-up finds it.
        style: classes: `s` small, `l` large, colours.
        label: what a reader hears instead.
    """
    return _drawn(name, style, str(label))


# A page draws the same few icons a hundred times.
@lru_cache(maxsize=1024)
def _drawn(name: str, style: str, label: str) -> SafeString:
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="ic {}" {}><use href="{}#{}"/></svg>', style, spoken, static(SPRITE), name)
