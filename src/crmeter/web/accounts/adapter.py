"""What allauth is told about accounts."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from crmeter.records.ledger.actor import Actor
from crmeter.records.staff.actions import set_password


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are opened by an administrator, never by whoever comes along; what changes them is audited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Return that nobody may open an account alone."""
        return False

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Change the password of somebody who has shown who they are."""
        set_password(Actor(user.pk, user.get_username()), user.pk, password)
        # allauth goes on with this object, and keeps the session by its new password.
        user.refresh_from_db()
