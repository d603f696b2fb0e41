"""The words of the audit log in templates."""

from django import template

from crmeter.web.audit_log.words import action_words, kind_words

register = template.Library()
register.filter("audit_action", action_words)
register.filter("audit_kind", kind_words)
