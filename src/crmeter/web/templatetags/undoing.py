"""Toasts that offer to take back what they tell of."""

from django import template
from django.contrib.messages.storage.base import Message

register = template.Library()
_MARK = "undo:"


@register.filter
def undo_address(message: Message) -> str:
    """Return where what a message tells of is taken back, or nothing."""
    return (message.extra_tags or "").removeprefix(_MARK) if (message.extra_tags or "").startswith(_MARK) else ""
