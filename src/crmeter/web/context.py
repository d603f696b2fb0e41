"""What every template knows: who reads, in which language and theme, and where one can go from here."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.firm.queries import firm
from crmeter.records.notices.queries import MOST_UNREAD, unread_of
from crmeter.records.staff.actions import THEMES
from crmeter.records.staff.rights import Deed, Reach
from crmeter.records.staff.role_rights import rights_by_concept
from crmeter.web.navigation import Group, Item, brings_data, navigation
from crmeter.web.preferences import theme_of
from crmeter.web.templatetags.figures import language

MOST_TABS = 4


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return what the shell is drawn from: who reads and how, where they are, where they can go, what they can make."""
    known: dict[str, Any] = {"language": language(), "theme": theme_of(request), "here": "", "navigation": []}
    if request.resolver_match is not None:
        known["here"] = request.resolver_match.view_name
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return known
    rights = rights_by_concept(user.role, CONCEPTS)
    seen = {name for name, of in rights.items() if of.reach(Deed.SEE) != Reach.NONE}
    groups = navigation(user.role, is_admin=user.is_admin, concepts=seen)
    return known | {
        "workspace": firm(),
        "reader": {
            "number": user.pk,
            "name": str(user),
            "role": user.get_role_display(),
            "email": user.email,
            "single_keys": user.single_keys,
        },
        "navigation": groups,
        "sees": [CONCEPTS[name] for name in CONCEPTS if name in seen],
        "creates": [CONCEPTS[name] for name, of in rights.items() if of.reach(Deed.CREATE) != Reach.NONE],
        "looks": list(zip(THEMES, (_("System"), _("Light"), _("Dark")), strict=True)),
        "brings_data": brings_data(user.role, is_admin=user.is_admin),
        "tabs": _tabs(groups),
        # Asked for where a page draws the bell; a part of one does not.
        "unread": partial(_unread, user.pk),
    }


def _unread(user: int) -> str:
    """Return how many notices somebody has not read, as the bell writes it; nothing where there is none."""
    count = unread_of(user)
    return f"{MOST_UNREAD - 1}+" if count >= MOST_UNREAD else str(count or "")


def _tabs(groups: Sequence[Group]) -> list[Item]:
    return [item for group in groups for item in group.items if item.short][:MOST_TABS]
