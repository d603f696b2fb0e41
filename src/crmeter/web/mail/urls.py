"""Addresses of mail."""

from django.urls import path

from crmeter.engagement.mail.unsubscribing import PATH
from crmeter.web.mail import message_pages, template_pages, unsubscribe

urlpatterns = [
    path("settings/mail", message_pages.mail, name="mail"),
    path("settings/mail/test", message_pages.test, name="mail_test"),
    path("settings/mail/messages/<int:number>", message_pages.one, name="mail_message"),
    path("settings/mail/messages/<int:number>/again", message_pages.again, name="mail_message_again"),
    path("settings/mail/messages/<int:number>/sent", message_pages.sent, name="mail_message_sent"),
    path("settings/mail/messages/<int:number>/trust", message_pages.trust, name="mail_message_trust"),
    path("settings/mail/templates/new", template_pages.new, name="mail_template_new"),
    path("settings/mail/templates/<int:number>", template_pages.one, name="mail_template"),
    path("settings/mail/templates/<int:number>/remove", template_pages.remove, name="mail_template_remove"),
    path(f"{PATH}<str:token>", unsubscribe.page, name="unsubscribe"),
]
