"""What allauth is told about accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest

from crmeter.engagement.mail.actions import queue_message
from crmeter.records.consent.purposes import Purpose
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.staff.actions import set_password
from crmeter.records.staff.queries import person
from crmeter.web.start import start_of
from crmeter.web.templatetags.figures import language


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are opened by an administrator, never by whoever comes along; what changes them is audited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Return that nobody may open an account alone."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return where somebody begins who asked for no page before they signed in."""
        reader = person(request.user.pk) if request.user.pk else None
        return "/" if reader is None else start_of(reader)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Change the password of somebody who has shown who they are."""
        set_password(Actor(user.pk, user.get_username()), user.pk, password)
        # allauth goes on with this object, and keeps the session by its new password.
        user.refresh_from_db()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Let mail about an account go the way of all other mail; its links let in whoever has them."""
        request = allauth_context.request
        about = {"request": request, "email": email, "current_site": get_current_site(request), **context}
        mail = self.render_mail(template_prefix, email, about)
        queue_message(
            SYSTEM,
            to=email,
            purpose=Purpose.SERVICE,
            language=language(),
            subject=mail.subject,
            body=mail.body,
            holds_secret=True,
        )
