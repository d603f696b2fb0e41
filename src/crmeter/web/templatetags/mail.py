"""What pages must know of mail before they promise any."""

from django import template

from crmeter.engagement.mail.server import NoServer, server

register = template.Library()


@register.simple_tag
def mail_leaves() -> bool:
    """Return whether mail can leave this installation."""
    try:
        server()
    except NoServer:
        return False
    return True
