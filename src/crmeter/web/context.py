"""What every template knows: who reads, in which language and theme, and where one can go from here."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.firm.queries import firm
from crmeter.records.notices.queries import MOST_UNREAD, unread_of
from crmeter.records.staff.actions import THEMES
from crmeter.records.staff.rights import Deed, Reach
from crmeter.records.staff.role_rights import rights_by_concept
from crmeter.web.navigation import brings_data
from crmeter.web.preferences import theme_of
from crmeter.web.shell import Sight
from crmeter.web.templatetags.figures import language


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return what the shell is drawn from: who reads and how, where they are, where they can go, what they can make."""
    known: dict[str, Any] = {"language": language(), "theme": theme_of(request), "here": ""}
    if request.resolver_match is not None:
        known["here"] = request.resolver_match.view_name
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return known
    rights = rights_by_concept(user.role, CONCEPTS)
    sight = Sight(
        user.role,
        user.is_admin,
        tuple(name for name, of in rights.items() if of.reach(Deed.SEE) != Reach.NONE),
        tuple(name for name, of in rights.items() if of.reach(Deed.CREATE) != Reach.NONE),
    )
    return known | {
        "sight": sight,
        # Asked for where it is drawn; a part of a page does not.
        "workspace": SimpleLazyObject(firm),
        "reader": {
            "number": user.pk,
            "name": str(user),
            "role": user.get_role_display(),
            "email": user.email,
            "single_keys": user.single_keys,
        },
        "looks": list(zip(THEMES, (_("System"), _("Light"), _("Dark")), strict=True)),
        "brings_data": brings_data(user.role, is_admin=user.is_admin),
        "unread": partial(_unread, user.pk),
    }


def _unread(user: int) -> str:
    """Return how many notices somebody has not read, as the bell writes it; nothing where there is none."""
    count = unread_of(user)
    return f"{MOST_UNREAD - 1}+" if count >= MOST_UNREAD else str(count or "")
