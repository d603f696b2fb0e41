"""The only writer of accounts and sign-in links; teams have `team_actions`."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.models import SignInLink, User
from crmeter.records.staff.naming import LONGEST_NAME, named
from crmeter.records.staff.queries import names_themselves
from crmeter.records.staff.roles import Role
from crmeter.records.staff.secret_token import LIFE, genuine, hash_of, new_token
from crmeter.records.staff.service_queries import SERVICE
from crmeter.records.staff.start_pages import START_PAGES
from crmeter.vocabulary import LANGUAGES, Text

THEMES = ("system", "light", "dark")
MOST_NAMES = 50


def add_user(
    actor: Actor, email: str, role: Role, *, name: str = "", is_admin: bool = False, language: str = "vi"
) -> int:
    """Open an account without a password, and return its number.

    Raises:
        Refused: the address is none, or has an account, or the name is too long.
    """
    address, name = _address(email), named(name, LONGEST_NAME)
    with transaction.atomic():
        if User.objects.filter(email__iexact=address).exists():
            raise _taken(address)
        user = User(email=address, display_name=name, role=role, is_admin=is_admin, language=language)
        user.set_unusable_password()
        try:
            with transaction.atomic():
                user.save()
        except IntegrityError as error:
            # Somebody else has just opened it.
            raise _taken(address) from error
        audit(actor, "staff.added", user, after=_shown(user))
        note_changes(SERVICE, [user.pk])
    return user.pk


def change_role(actor: Actor, pk: int, role: Role, *, is_admin: bool, version: int | None, why: str = "") -> int:
    """Give a person another role, and return the new version of the account.

    Raises:
        Refusal: the account is gone or has changed, or nobody could administer any more.
    """
    with transaction.atomic():
        user = held(User, pk, version)
        before = _shown(user)
        user.role, user.is_admin = role, is_admin
        if before["is_admin"] and not is_admin:
            _keep_an_administrator(user)
        new = keep(user, "role", "is_admin")
        audit(actor, "staff.role_changed", user, before=before, after=_shown(user), why=why)
    return new


def change_person(
    actor: Actor, pk: int, *, version: int | None, email: str, name: str, role: Role, is_admin: bool, why: str = ""
) -> int:
    """Change who somebody is in the firm, and return the new version of the account; sessions stay.

    Raises:
        Refusal: the account is gone or has changed, the address is none or has another account, the name is too
            long, or nobody could administer any more.
    """
    address, name = _address(email), named(name, LONGEST_NAME)
    with transaction.atomic():
        user = held(User, pk, version)
        before = _shown(user)
        if User.objects.filter(email__iexact=address).exclude(pk=pk).exists():
            raise _taken(address)
        if address != user.email:
            # What allauth has kept of the former address must not open the account any more.
            EmailAddress.objects.filter(user=user).delete()
        user.email, user.display_name, user.role, user.is_admin = address, name, role, is_admin
        if before["is_admin"] and not is_admin:
            _keep_an_administrator(user)
        try:
            with transaction.atomic():
                new = keep(user, "email", "display_name", "role", "is_admin")
        except IntegrityError as error:
            raise _taken(address) from error
        audit(actor, "staff.changed", user, before=before, after=_shown(user), why=why)
        if before["email"] != address:
            # Whose a row of the warehouse is, it says by the address.
            note_changes("users", [pk])
    return new


def reopen(actor: Actor, pk: int, *, version: int | None) -> int:
    """Open a closed account again, and return its new version.

    Raises:
        Refusal: the account is gone or has changed.
    """
    with transaction.atomic():
        user = held(User, pk, version)
        before = _shown(user)
        user.is_active = True
        new = keep(user, "is_active")
        audit(actor, "staff.reopened", user, before=before, after=_shown(user))
        note_changes(SERVICE, [pk])
    return new


def close(actor: Actor, pk: int, *, version: int | None, why: str = "") -> int:
    """Close an account: the next request of its sessions is refused. Return its new version.

    Raises:
        Refusal: the account is gone or has changed, or nobody could administer any more.
    """
    with transaction.atomic():
        user = held(User, pk, version)
        before = _shown(user)
        user.is_active = False
        if user.is_admin:
            _keep_an_administrator(user)
        new = keep(user, "is_active")
        SignInLink.objects.filter(user=user, used_at=None).delete()
        audit(actor, "staff.closed", user, before=before, after=_shown(user), why=why)
        note_changes(SERVICE, [pk])
    return new


def change_profile(
    actor: Actor,
    pk: int,
    *,
    version: int | None,
    name: str,
    language: str,
    theme: str,
    single_keys: bool | None = None,
    start_page: str | None = None,
) -> int:
    """Change how a person is called and how the product looks to them, and return the new version.

    Args:
        actor: who changes it.
        pk: whose account.
        version: of the account.
        name: how they are called.
        language: of their pages.
        theme: of their pages.
        single_keys: whether a letter alone does something; None leaves that as it is.
        start_page: where they begin after signing in, empty for where their role does; None leaves that as it is.

    Raises:
        Refusal: the account is gone or has changed, a value is none of those that there are, the name is too long,
            or it decides whose rows they see.
    """
    name = named(name, LONGEST_NAME)
    if language not in LANGUAGES or theme not in THEMES or start_page not in (None, "", *START_PAGES):
        raise Refused("unknown_choice", Text("không có lựa chọn này", "there is no such choice"))
    with transaction.atomic():
        user = held(User, pk, version)
        before = _shown(user)
        renames_self = actor.user == pk and name != user.display_name
        if renames_self and not names_themselves(Role(user.role), is_admin=user.is_admin):
            raise Refused(
                "name_by_administrator",
                Text(
                    "khách hàng của bạn được nhận ra theo tên này, nên chỉ quản trị viên đổi được",
                    "your customers are found by this name, so only an administrator changes it",
                ),
            )
        user.display_name, user.language, user.theme = name, language, theme
        if single_keys is not None:
            user.single_keys = single_keys
        if start_page is not None:
            user.start_page = start_page
        new = keep(user, "display_name", "language", "theme", "single_keys", "start_page")
        audit(actor, "staff.profile_changed", user, before=before, after=_shown(user))
    return new


def call_in_data(actor: Actor, pk: int, names: Iterable[str], *, version: int | None) -> int:
    """Say by which names files call a person beside their name and address, and return the new version.

    Raises:
        Refusal: the account is gone or has changed, a name is too long, or there are too many.
    """
    called = list(dict.fromkeys(word for name in names if (word := named(name, LONGEST_NAME))))
    if len(called) > MOST_NAMES:
        raise Refused("names_in_data", Text("nhiều nhất {n} tên", "{n} names at most").fill(n=MOST_NAMES))
    with transaction.atomic():
        user = held(User, pk, version)
        before = {"names_in_data": user.names_in_data}
        user.names_in_data = called
        new = keep(user, "names_in_data")
        audit(actor, "staff.names_in_data_changed", user, before=before, after={"names_in_data": called})
    return new


def set_password(actor: Actor, pk: int, password: str) -> None:
    """Give an account a password; the audit knows that, not which."""
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=pk)
        user.set_password(password)
        keep(user, "password")
        audit(actor, "staff.password_set", user)


def note_access(actor: Actor, action: str, about: dict[str, Any] | None = None) -> None:
    """Write down that somebody came, went, or changed how they prove who they are.

    Args:
        actor: the person themselves.
        action: stable word such as `staff.signed_in`.
        about: what kind of proof it was about.
    """
    with transaction.atomic():
        audit(actor, action, User(pk=actor.user), after=about)


def make_sign_in_link(actor: Actor, pk: int) -> str:
    """Return the token of a new link that signs a person in once within the hour."""
    token = new_token()
    now = timezone.now()
    with transaction.atomic():
        SignInLink.objects.filter(expires_at__lt=now).delete()
        link = SignInLink.objects.create(user_id=pk, token_hash=hash_of(token), created_at=now, expires_at=now + LIFE)
        audit(actor, "staff.sign_in_link_made", link, after={"user": pk, "expires_at": link.expires_at.isoformat()})
    return token


def use_sign_in_link(token: str) -> int:
    """Use up a link, and return the number of the person whom it signs in.

    Raises:
        Refused: the link is wrong, used or too old, or the account is closed.
    """
    refusal = Refused(
        "link_not_valid",
        Text("liên kết không đúng, đã dùng hoặc đã hết hạn", "this link is wrong, was used or is too old"),
    )
    if not genuine(token):
        raise refusal
    now = timezone.now()
    with transaction.atomic():
        link = (
            SignInLink.objects.select_for_update()
            .select_related("user")
            .filter(token_hash=hash_of(token), used_at=None, expires_at__gt=now)
            .first()
        )
        if link is None or not link.user.is_active:
            raise refusal
        link.used_at = now
        link.save(update_fields=["used_at"])
        audit(Actor(link.user_id, link.user.email), "staff.sign_in_link_used", link, after={"user": link.user_id})
        return link.user_id


def _address(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refused("no_address", Text("{email} không phải địa chỉ e-mail", "{email} is no e-mail address").fill(
            email=address)) from error  # fmt: skip
    return address


def _taken(address: str) -> Refused:
    return Refused("has_account", Text("{email} đã có tài khoản", "{email} has an account").fill(email=address))


def _keep_an_administrator(user: User) -> None:
    # Locked in one order, so that two who remove each other at once do not both see the other remain.
    administrators = User.objects.select_for_update().filter(is_admin=True, is_active=True).order_by("pk")
    if not any(other.pk != user.pk for other in administrators):
        raise Refused(
            "last_administrator",
            Text("phải còn ít nhất một quản trị viên", "at least one administrator must remain"),
        )


def _shown(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "name": user.display_name,
        "role": str(user.role),
        "is_admin": user.is_admin,
        "is_active": user.is_active,
        "language": user.language,
        "theme": user.theme,
        "single_keys": user.single_keys,
        "start_page": user.start_page,
    }
