"""What allauth does by itself is written down: sign-ins, and second factors that come and go."""

from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver

from crmeter.records.ledger.actor import Actor
from crmeter.records.staff.actions import note_access


@receiver(user_logged_in)
def signed_in(user: AbstractBaseUser, **_: Any) -> None:
    """Note that somebody has signed in."""
    note_access(_actor(user), "staff.signed_in")


@receiver(user_logged_out)
def signed_out(user: AbstractBaseUser | None, **_: Any) -> None:
    """Note that somebody has signed out."""
    if user is not None:
        note_access(_actor(user), "staff.signed_out")


@receiver(authenticator_added)
def factor_added(user: AbstractBaseUser, authenticator: Any, **_: Any) -> None:
    """Note a new second factor or passkey."""
    note_access(_actor(user), "staff.factor_added", {"kind": authenticator.type})


@receiver(authenticator_removed)
def factor_removed(user: AbstractBaseUser, authenticator: Any, **_: Any) -> None:
    """Note that a second factor or passkey is gone."""
    note_access(_actor(user), "staff.factor_removed", {"kind": authenticator.type})


@receiver(authenticator_reset)
def factor_renewed(user: AbstractBaseUser, authenticator: Any, **_: Any) -> None:
    """Note that recovery codes were made anew."""
    note_access(_actor(user), "staff.factor_renewed", {"kind": authenticator.type})


def _actor(user: AbstractBaseUser) -> Actor:
    return Actor(user.pk, user.get_username())
