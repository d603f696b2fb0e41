"""A figure on a page that opens what is behind it."""

from django import template
from django.template import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

from crmeter.web.explain.answer import address_of
from crmeter.web.explain.worked_out import WorkedOut
from crmeter.web.templatetags.figures import language

register = template.Library()


@register.simple_tag(takes_context=True)
def explains(context: RequestContext, figure: WorkedOut | str, written: str = "") -> SafeString:
    """Draw a figure as a link to what is behind it: the drawer, or a page without a script.

    Args:
        context: of a page that somebody asked for.
        figure: that the page worked out; empty where there is nothing behind it to show.
        written: how it stands on the page; empty for its value.
    """
    if not isinstance(figure, WorkedOut):
        return format_html("{}", written)
    return format_html(
        '<a class="figure" href="{0}" hx-get="{0}" hx-target="#explain-body" data-explain="{1}">{2}</a>',
        address_of(context.request, figure),
        figure.key,
        written or figure.value.in_(language()),
    )
