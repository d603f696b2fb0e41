"""What allauth does by itself is written down: sign-ins, and second factors that come and go."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_delete, post_save
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


@receiver(post_save, sender="mfa.Authenticator")
def factor_added(instance: Any, created: bool, **_: Any) -> None:
    """Note a new second factor or passkey, in the transaction that keeps it; that one was used is no change."""
    if created:
        note_access(_actor(instance.user), "staff.factor_added", {"kind": instance.type})


@receiver(post_delete, sender="mfa.Authenticator")
def factor_removed(instance: Any, **_: Any) -> None:
    """Note that a second factor or passkey is gone."""
    note_access(_actor(instance.user), "staff.factor_removed", {"kind": instance.type})


def _actor(user: AbstractBaseUser) -> Actor:
    return Actor(user.pk, user.get_username())
