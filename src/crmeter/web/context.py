"""What every template knows: who reads, in which language and theme, and where one can go from here."""

from typing import Any

from django.http import HttpRequest

from crmeter.records.firm.queries import firm
from crmeter.web.navigation import Group, Item, brings_data, navigation
from crmeter.web.preferences import theme_of
from crmeter.web.templatetags.figures import language

MOST_TABS = 4


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return `language`, `theme`, `here`, `navigation`, `tabs`, `workspace`, `reader`, `brings_data` for the shell."""
    known: dict[str, Any] = {"language": language(), "theme": theme_of(request), "here": "", "navigation": []}
    if request.resolver_match is not None:
        known["here"] = request.resolver_match.view_name
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return known
    groups = navigation(user.role, is_admin=user.is_admin)
    return known | {
        "workspace": firm(),
        "reader": {"name": str(user), "role": user.get_role_display(), "email": user.email},
        "navigation": groups,
        "brings_data": brings_data(user.role, is_admin=user.is_admin),
        "tabs": _tabs(groups),
    }


def _tabs(groups: list[Group] | Any) -> list[Item]:
    return [item for group in groups for item in group.items if item.short][:MOST_TABS]
