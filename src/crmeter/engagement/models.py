"""Every model of the app, for Django, which looks for them here."""

from crmeter.engagement.mail.models import Bounce, MailTemplate, Message, MessageFile

__all__ = ["Bounce", "MailTemplate", "Message", "MessageFile"]
