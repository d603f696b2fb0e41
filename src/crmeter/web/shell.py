"""The parts of the shell that are alike for all who see the same pages: drawn once, not again with every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crmeter.records.catalogue import CONCEPTS
from crmeter.vocabulary import Language
from crmeter.web.navigation import Group, Item, navigation

MOST_TABS = 4


@dataclass(frozen=True, slots=True)
class Sight:
    """Who sees the same shell.

    Args:
        role: theirs; nothing for whoever is not signed in.
        is_admin: they administer the product.
        sees: the concepts of whose records they see some.
        creates: those of which they make new ones.
    """

    role: str = ""
    is_admin: bool = False
    sees: tuple[str, ...] = ()
    creates: tuple[str, ...] = ()


@lru_cache(maxsize=128)
def pages_of(sight: Sight) -> Sequence[Group]:
    """Return where one can go."""
    if not sight.role:
        return []
    return navigation(sight.role, is_admin=sight.is_admin, concepts=sight.sees)


def tabs_of(sight: Sight) -> list[Item]:
    """Return what stands in the tab bar of phones."""
    return [item for group in pages_of(sight) for item in group.items if item.short][:MOST_TABS]


def part(template: str, sight: Sight, words: Language, here: str = "") -> SafeString:
    """Draw a part of the shell, which knows nothing of the request but what is named here.

    Args:
        template: of the part.
        sight: who sees it.
        words: the language of the page.
        here: the route that is looked at, where the part marks it.
    """
    # Whoever edits templates sees them at once.
    return _draw(template, sight, here) if settings.DEBUG else _drawn(template, sight, words, here)


# A few roles, two languages and the routes that people look at: some kilobytes each.
@lru_cache(maxsize=256)
def _drawn(template: str, sight: Sight, _words: Language, here: str) -> SafeString:
    return _draw(template, sight, here)


def _draw(template: str, sight: Sight, here: str) -> SafeString:
    known: dict[str, Any] = {
        "here": here,
        "navigation": pages_of(sight),
        "tabs": tabs_of(sight),
        "sees": [CONCEPTS[name] for name in sight.sees],
        "creates": [CONCEPTS[name] for name in sight.creates],
    }
    return render_to_string(template, known)
