"""Tables of the people."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from crmeter.records.ledger.models import Versioned
from crmeter.records.staff.roles import Role


class Users(BaseUserManager["User"]):
    """Finds people by their address, however it is written."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person with this address."""
        return self.get(email__iexact=username)


class User(Versioned, AbstractBaseUser):
    """A person who signs in with an address."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    display_name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="vi")
    theme = models.CharField(
        _("theme"), max_length=6, choices=[("system", _("System")), ("light", _("Light")), ("dark", _("Dark"))],
        default="system",
    )  # fmt: skip
    # Whether a letter alone does something, as N and K make a customer.
    single_keys = models.BooleanField(default=True)
    # Where they begin after signing in; empty: where their role does.
    start_page = models.CharField(max_length=20, blank=True, default="")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    is_admin = models.BooleanField(_("administrator"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    # How files call them beside their name and address.
    names_in_data = models.JSONField(_("names in the data"), default=list, blank=True)
    # Where in the firm they work, and from when to when; without these the days of the account stand for them.
    department = models.CharField(max_length=120, blank=True, default="")
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_once"),)

    def __str__(self) -> str:
        return self.display_name or self.email


class Team(Versioned):
    """People who see each other's records."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person in a team."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    leads = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "team"], name="membership_once"),)


class RoleRights(Versioned):
    """What an administrator has decided that a role may do; concepts that are not named stay as usual."""

    role = models.CharField(max_length=20, choices=Role, unique=True)
    # By concept, by deed, how far it reaches.
    decided = models.JSONField(default=dict)


class SignInLink(models.Model):
    """A link that signs one person in once; only the hash of its secret is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
